"""The Library on screen."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QStackedLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ascstudio import theme
from ascstudio.pages import Action, BannerText, Context, Page
from ascstudio.pages.library.clip_view import ClipView
from ascstudio.pages.library.import_dialog import ImportDialog, ProblemsDialog
from ascstudio.pages.library.parts import DropArea, PlayerBar, hint_box
from ascstudio.pages.library.presenter import STATE_ICONS, LibraryPresenter, LibraryState
from ascstudio.pages.library.preview import ImportPreview, preview
from ascstudio.project.clip_table import FACETS, Facet
from ascstudio.theme import scene_key, scene_title
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.chips import Chip, KeyCap
from ascstudio.widgets.lists import FacetList, FacetRow
from ascstudio.widgets.marks import MarkView
from ascstudio.widgets.messages import EmptyState
from ascstudio.widgets.rows import Drawer, SidePanel
from ascstudio.widgets.texts import FactsTable, Label, Separator, empty_layout
from ml_core import api

FOLDED: tuple[Facet, ...] = ("location", "split")
KEYS_SHOWN = 12


class LibraryPage(Page):
    """Facets, table, player, inspector; a drop area while there is nothing."""

    page_id = "library"
    icon = "library"
    group = 0

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.presenter = LibraryPresenter(context)
        self._dialog: ImportDialog | None = None
        self.setAcceptDrops(True)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._build_empty())
        self._stack.addWidget(self._build_main())
        self.presenter.changed.connect(self.show_state)
        context.session.player.playing_changed.connect(self._on_playing)
        self.setFocusProxy(self.table)
        self.show_state(self.presenter.state)

    # What the window draws around the page

    def title(self) -> str:
        """Name of the page."""
        return self.tr("Library")

    def fact(self) -> str:
        """How much there is."""
        return self.presenter.state.fact

    def head_actions(self) -> Sequence[Action]:
        """Import; primary unless the empty page already has the primary button."""
        kind = "normal" if self.presenter.state.empty else "primary"
        narrow = self.drawer.narrow and not self.presenter.state.empty
        return (
            *((self._drawer_action(),) if narrow else ()),
            Action(
                "library.import",
                self.tr("Import…"),
                self.choose_folder,
                shortcut="Ctrl+I",
                icon="import",
                menu="file",
                kind=kind,
                reason=self._import_reason,
            ),
        )

    def commands(self) -> Sequence[Action]:
        """Commands of this page."""
        choose, scenes = self.presenter.toggle_state, self.presenter.scene_keys()
        label = self.tr("Label as {scene}")
        found = [action for action in self.head_actions() if action.key != "library.inspector"]
        return (
            *found,
            self._drawer_action(),
            *(
                Action(
                    f"library.scene.{n}",
                    label.format(scene=scene_title(scene)),
                    partial(self.presenter.label, n),
                    shortcut=key,
                    icon="label",
                    reason=self._selection_reason,
                )
                for n, (key, scene) in enumerate(scenes)
            ),
            Action(
                "library.import-meta",
                self.tr("Import a meta.csv…"),
                self.choose_meta,
                icon="file-audio",
                menu="file",
                reason=self._import_reason,
            ),
            Action(
                "library.divide", self.tr("Divide into train and test"), self.presenter.divide,
                icon="compare", menu="project", reason=self._divide_reason,
            ),
            Action(
                "library.play", self.tr("Play or pause"), self.presenter.play, "Space", "play"
            ),
            Action(
                "library.teach", self.tr("Teach a place from these clips…"), self._teach,
                icon="teach", menu="edit", reason=self._selection_reason,
            ),
            Action("library.filter", self.tr("Filter clips"), self.filter.setFocus, "Ctrl+F"),
            Action(
                "library.verify", self.tr("Mark as verified"), lambda: choose("verified"), "V",
                icon="check-double", menu="edit", reason=self._selection_reason,
            ),
            Action(
                "library.review", self.tr("Mark for review"), lambda: choose("needs_review"), "R",
                icon="flag", menu="edit", reason=self._selection_reason,
            ),
            Action(
                "library.exclude", self.tr("Exclude"), lambda: choose("excluded"),
                "X | Del",
                icon="exclude", menu="edit", reason=self._selection_reason,
            ),
        )  # fmt: skip

    def banners(self) -> Sequence[BannerText]:
        """What the last import could not read."""
        state = self.presenter.state
        if not state.problems:
            return ()
        n = len(state.problems)
        title = self.tr("Files that could not be read: {n}").format(n=n)
        sentence = self.tr("The other clips are in: {n}.").format(n=state.imported)
        return (
            BannerText(
                "warn",
                title,
                sentence,
                (
                    (self.tr("Show the files"), self.show_problems),
                    (self.tr("Close"), self.presenter.forget_problems),
                ),
            ),
        )

    def receive(self, argument: object) -> None:
        """Show clips that were found elsewhere, or import a dropped path."""
        if isinstance(argument, tuple):
            self.presenter.show_clips(tuple(int(one) for one in argument))
        elif isinstance(argument, Path):
            self.open_import(argument)

    # Building

    def _build_empty(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addStretch(1)
        self._drop = DropArea()
        inside = QVBoxLayout(self._drop)
        self.empty_state = EmptyState(
            "import",
            self.tr("Bring your recordings in"),
            self.tr(
                "Drop a folder or files here. One folder per scene is enough: ASC Studio reads"
                " the folder names as scenes. Nothing leaves this computer."
            ),
            (self.tr("Choose a folder…"), self.choose_folder),
            (self.tr("Import a meta.csv…"), self.choose_meta),
        )
        inside.addWidget(self.empty_state)
        column.addWidget(self._drop, 4, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(20)
        hints = QHBoxLayout()
        hints.setSpacing(28)
        hints.addStretch(1)
        for icon, title, sentence in (
            (
                "file-audio",
                self.tr("Any sound file"),
                self.tr("WAV, FLAC, OGG or MP3, 8 to 192 kHz, any number of channels."),
            ),
            (
                "location",
                self.tr("Places stay together"),
                self.tr("Clips of one place never end up in both training and test."),
            ),
            (
                "lock",
                self.tr("Your files stay where they are"),
                self.tr("The project keeps a reference. Tick Copy to keep them inside it."),
            ),
        ):
            hints.addWidget(hint_box(icon, title, sentence))
        hints.addStretch(1)
        column.addLayout(hints)
        column.addStretch(1)
        return page

    def _build_main(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._build_facets())
        row.addWidget(Separator(vertical=True))
        row.addLayout(self._build_middle(), 1)
        line, inspector = Separator(vertical=True), self._build_inspector()
        row.addWidget(line)
        row.addWidget(inspector)
        self.drawer = Drawer(self, (line, inspector))
        self.drawer.changed.connect(self._on_drawer)
        return page

    def _build_facets(self) -> QWidget:
        panel = SidePanel(self.tr("Filters"), 216, margins=14)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Filter by name, place, note"))
        self.filter.setAccessibleName(self.tr("Filter"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self.presenter.filter_text)
        panel.column.addWidget(self.filter)
        self.facets: dict[Facet, FacetList] = {}
        titles = self.presenter.facet_names()
        for facet in FACETS:
            widget = FacetList(titles[facet], folded=facet in FOLDED)
            widget.changed.connect(
                lambda facet=facet, widget=widget: self.presenter.filter_facet(
                    facet, widget.checked()
                )
            )
            self.facets[facet] = widget
            panel.column.addWidget(widget)
        panel.column.addStretch(1)
        return panel

    def _build_middle(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 6, 12, 6)
        bar.setSpacing(8)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(8)
        bar.addLayout(self._chips)
        self.clear_button = Button(self.tr("Clear"), "ghost", small=True)
        self.clear_button.clicked.connect(self._clear_filters)
        bar.addWidget(self.clear_button)
        bar.addStretch(1)
        self._shown = Label("", "table", "text2")
        bar.addWidget(self._shown)
        bar_box = QWidget()
        bar_box.setLayout(bar)
        bar_box.setFixedHeight(theme.px(40))
        column.addWidget(bar_box)
        column.addWidget(Separator())
        self.table = ClipView(self.context.session.thumbnails)
        self.table.clips_selected.connect(self.presenter.select)
        self.table.played.connect(self.presenter.play_clip)
        self.table.sort_wanted.connect(self._sort)
        self._no_match = EmptyState(
            "filter",
            self.tr("No clip has all of this"),
            self.tr("Take one of the filters away."),
            None,
            (self.tr("Clear filters"), self._clear_filters),
        )
        self._tables = QStackedWidget()
        self._tables.addWidget(self.table)
        self._tables.addWidget(self._no_match)
        column.addWidget(self._tables, 1)
        column.addWidget(Separator())
        self.player = PlayerBar(self.context.session.player)
        column.addWidget(self.player)
        return column

    def _build_inspector(self) -> QWidget:
        panel = SidePanel(self.tr("Selection"), 276)
        self._subject = Label("", "section", wrap=True)
        panel.column.addWidget(self._subject)
        self._facts = FactsTable()
        panel.column.addWidget(self._facts)
        panel.column.addWidget(Separator())
        self._label_head = Label(self.tr("Label with a key"), "strong")
        panel.column.addWidget(self._label_head)
        self._keys = QVBoxLayout()
        self._keys.setSpacing(2)
        panel.column.addLayout(self._keys)
        panel.column.addWidget(Separator())
        panel.column.addWidget(Label(self.tr("State"), "strong"))
        self.state_buttons: dict[str, Button] = {}
        grid = QGridLayout()
        grid.setSpacing(6)
        words = {
            "verified": (self.tr("Verify"), "V"),
            "needs_review": (self.tr("Review"), "R"),
            "excluded": (self.tr("Exclude"), "X"),
        }
        for n, (state, (text, key)) in enumerate(words.items()):
            button = Button(text, "normal", STATE_ICONS[state], small=True)
            button.set_keys(key)
            button.clicked.connect(lambda _=False, s=state: self.presenter.toggle_state(s))
            self.state_buttons[state] = button
            grid.addWidget(button, n // 2, n % 2)
        panel.column.addLayout(grid)
        panel.column.addStretch(1)
        return panel

    # Showing

    def show_state(self, state: LibraryState) -> None:
        """The only place that changes the widgets after construction."""
        self._stack.setCurrentIndex(0 if state.empty and not state.importing else 1)
        self.table.set_marks(state.scene_marks, state.device_marks)
        current = state.current.segment_id if state.current else None
        self.table.show_rows(state.table, state.rows, state.selected, current)
        waiting = not len(state.table)
        self._tables.setCurrentIndex(0 if len(state.rows) or waiting else 1)
        for facet, widget in self.facets.items():
            rows = [
                FacetRow(item.value, item.title, item.count, item.mark, item.icon)
                for item in state.facets.get(facet, ())
            ]
            widget.set_rows(rows)
            widget.setVisible(bool(rows))
            widget.set_checked(state.wanted.get(facet, frozenset()))
        self._show_chips(state)
        self._shown.setText(state.shown if len(state.table) else "")
        self._subject.setText(state.subject)
        self._facts.set_facts(list(state.facts))
        self._show_keys(state)
        for button in self.state_buttons.values():
            button.set_reason(self._selection_reason())
        if state.current is None and self.context.session.player.sound is None:
            self.player.clear(self.tr("Choose a clip to see and hear it."))
        self.tell_head()

    def _show_chips(self, state: LibraryState) -> None:
        empty_layout(self._chips)
        names = self.presenter.facet_names()
        for facet, words in state.chips:
            chip = Chip(f"{names[facet]}: {words}")
            chip.closed.connect(lambda facet=facet: self.presenter.filter_facet(facet, ()))
            self._chips.addWidget(chip)
        self.clear_button.setVisible(bool(state.chips or state.text))

    def _show_keys(self, state: LibraryState) -> None:
        scenes = state.table.scenes[:KEYS_SHOWN]
        shown = getattr(self, "_keys_for", None)
        self._label_head.setVisible(bool(scenes))
        if shown == scenes:
            return
        self._keys_for = scenes
        empty_layout(self._keys)
        for n, scene in enumerate(scenes):
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(KeyCap(scene_key(n)))
            row.addWidget(MarkView(state.scene_marks[scene], scene_title(scene), "table"), 1)
            self._keys.addLayout(row)

    def _on_playing(self, playing: bool) -> None:
        clip = self.context.session.player.clip
        self.table.set_playing(clip.segment_id if playing and clip is not None else None)

    # Importing

    def choose_folder(self) -> None:
        """Ask for a folder, then show what is in it."""
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Choose a folder of recordings"))
        if chosen:
            self.open_import(Path(chosen))

    def choose_meta(self) -> None:
        """Ask for a table, then show what is in it."""
        kinds = self.tr("Tables (*.csv *.tsv *.txt)")
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a meta.csv"), "", kinds)
        if chosen:
            self.open_import(Path(chosen))

    def open_import(self, path: Path) -> None:
        """Show the import dialog for a path; nothing is imported yet."""
        has_split = bool(self.presenter.state.table.values("split"))
        dialog = ImportDialog(
            path, self.presenter.import_command, has_split=has_split, parent=self.window()
        )
        dialog.wanted.connect(self.presenter.start_import)
        dialog.missing_wanted.connect(lambda rows: ProblemsDialog(rows, dialog).open())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.destroyed.connect(self._forget_dialog)
        self._dialog = dialog
        self.context.session.background(lambda: _look(path), self._on_preview)
        dialog.open()

    def _on_preview(self, found: "ImportPreview | api.AscError") -> None:
        if self._dialog is None:
            return
        if isinstance(found, ImportPreview):
            self._dialog.show_preview(found)
        else:
            self._dialog.show_problem(found.message, found.hint)

    def _forget_dialog(self) -> None:
        self._dialog = None

    def show_problems(self) -> None:
        """List the files the last import could not read."""
        dialog = ProblemsDialog(self.presenter.state.problems, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Folders and files may be dropped anywhere on the page."""
        if event.mimeData().hasUrls() and not self._import_reason():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Show what was dropped; several files stand for the folder they lie in."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if not paths:
            return
        first = paths[0]
        table = first.suffix.lower() in (".csv", ".tsv", ".txt")
        self.open_import(first if first.is_dir() or table else first.parent)

    # Small things

    def _teach(self) -> None:
        self.context.go("teach", self.presenter.state.selected)

    def _drawer_action(self) -> Action:
        return Action(
            "library.inspector", self.tr("Inspector"), self.drawer.toggle, "I", "sliders", "view"
        )

    def _on_drawer(self) -> None:
        self.table.set_narrow(self.drawer.narrow)
        self.tell_head()

    def _sort(self, key: object, descending: bool) -> None:
        self.presenter.sort(key, descending=descending)  # type: ignore[arg-type]

    def _clear_filters(self) -> None:
        self.filter.clear()
        self.presenter.clear_filters()

    def _divide_reason(self) -> str:
        return self.tr("Import clips first.") if self.presenter.state.empty else ""

    def _import_reason(self) -> str:
        if self.presenter.state.importing:
            return self.tr("An import is going on.")
        if self.context.session.project is None:
            return self.tr("Open a project first.")
        return ""

    def _selection_reason(self) -> str:
        return "" if self.presenter.state.selected else self.tr("Select clips first.")


def _look(path: Path) -> "ImportPreview | api.AscError":
    try:
        return preview(path)
    except api.AscError as error:
        return error
