"""The Library on screen."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QStackedLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ascstudio import theme
from ascstudio.pages import Action, BannerText, Context, Page
from ascstudio.pages.library.arrivals import LABELS, TABLES, Arrival, arrival_of
from ascstudio.pages.library.clip_view import ClipView
from ascstudio.pages.library.commands import commands_of, imports
from ascstudio.pages.library.delete_dialog import DeleteDialog
from ascstudio.pages.library.deleting import Trashed
from ascstudio.pages.library.dropping import ArrivalHint
from ascstudio.pages.library.export_dialog import ExportDialog
from ascstudio.pages.library.import_dialog import ImportDialog, ProblemsDialog
from ascstudio.pages.library.inspector import Inspector
from ascstudio.pages.library.locate_dialog import LocateDialog
from ascstudio.pages.library.news import after_import
from ascstudio.pages.library.parts import EmptyLibrary, NoMatch
from ascstudio.pages.library.player import WIDE, PlayerBar
from ascstudio.pages.library.presenter import LibraryPresenter
from ascstudio.pages.library.record_dialog import RecordDialog
from ascstudio.pages.library.snapshots_dialog import SnapshotsDialog
from ascstudio.pages.library.split_dialog import SplitDialog
from ascstudio.pages.library.state import LibraryState
from ascstudio.project.clip_table import FACETS, Facet
from ascstudio.widgets import choosing
from ascstudio.widgets.buttons import Button, IconButton
from ascstudio.widgets.chips import Chip
from ascstudio.widgets.lists import FacetList, FacetRow
from ascstudio.widgets.menus import fill_menu
from ascstudio.widgets.messages import EmptyState
from ascstudio.widgets.rows import Drawer, ScrollColumn, SidePanel
from ascstudio.widgets.texts import ElidedLabel, Separator, empty_layout
from ascstudio.words import counted
from ml_core import api

FOLDED: tuple[Facet, ...] = ("location", "split", "import")


class LibraryPage(Page):
    """Facets, table, player, inspector; a drop area while there is nothing."""

    page_id = "library"
    icon = "library"
    group = 0

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.presenter = LibraryPresenter(context)
        self.setAcceptDrops(True)
        self.drop_hint = ArrivalHint(self)
        self._stack = QStackedLayout(self)
        empty = EmptyLibrary(self.choose_folder, self.choose_meta)
        self.empty_state = empty.state
        self._stack.addWidget(ScrollColumn(empty, self.tr("Bring your recordings in")))
        self._stack.addWidget(self._build_main())
        self.presenter.changed.connect(self.show_state)
        self.presenter.locate.changed.connect(lambda _: self.tell_head())
        self.presenter.deleter.ended.connect(self._on_deleted)
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

    def toast_lift(self) -> int:
        """A toast stands over the picture, not over the buttons that are left of a low player."""
        return 0 if self.player.spectrogram.isVisible() else self.player.height()

    def head_actions(self) -> Sequence[Action]:
        """Import; primary unless the empty page already has the primary button."""
        kind = "normal" if self.presenter.state.empty else "primary"
        narrow = self.drawer.narrow and not self.presenter.state.empty
        return (
            *((self.drawer_action(),) if narrow else ()),
            Action(
                "library.record",
                self.tr("Record…"),
                self.open_record,
                icon="record",
                menu="file",
                reason=self.import_reason,
            ),
            Action(
                "library.export",
                self.tr("Export…"),
                self.open_export,
                shortcut="Ctrl+E",
                icon="export",
                menu="file",
                reason=self.divide_reason,
            ),
            Action(
                "library.import",
                self.tr("Import…"),
                self.offer_imports,
                shortcut="Ctrl+I",
                icon="import",
                kind=kind,
                reason=self.import_reason,
            ),
        )

    def commands(self) -> Sequence[Action]:
        """Commands of this page."""
        return commands_of(self)

    def banners(self) -> Sequence[BannerText]:
        """Recordings that have moved, and what the last import could not read."""
        missing = self.presenter.locate.state.n_missing
        said = []
        if missing:
            one = self.tr("{n} recording points to a folder that is not there. Labels are safe.")
            many = self.tr("{n} recordings point to a folder that is not there. Labels are safe.")
            locate = (self.tr("Locate audio…"), self.open_locate)
            title, sentence = self.tr("The recordings have moved"), counted(missing, one, many)
            said.append(BannerText("err", title, sentence, (locate,)))
        return [*said, *after_import(self.presenter, self.show_problems, self.open_split)]

    def receive(self, argument: object) -> None:
        """Show clips that were found elsewhere, or offer to import what was dropped elsewhere."""
        if not isinstance(argument, tuple) or not argument:
            return
        if not isinstance(argument[0], Path):
            self.presenter.show_clips(tuple(int(one) for one in argument))
        elif arrival := arrival_of(argument):
            self.open_import(arrival)
        else:
            why = self.tr("Drop one folder, recordings of one folder, or one table.")
            self.context.refused.emit(why)

    # Building

    def _build_main(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.facet_panel, facet_line = self._build_facets(), Separator(vertical=True)
        self.facet_drawer = Drawer(self, (facet_line, self.facet_panel), narrow_below=760)
        row.addWidget(self.facet_panel)
        row.addWidget(facet_line)
        row.addLayout(self._build_middle(), 1)
        line, self.inspector = Separator(vertical=True), Inspector(self.presenter)
        row.addWidget(line)
        row.addWidget(self.inspector)
        self.drawer = Drawer(self, (line, self.inspector))
        self.drawer.changed.connect(self._on_drawer)
        self.facet_drawer.changed.connect(self._on_facet_drawer)
        return page

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window leaves less room for the player, a large one more for everything."""
        super().resizeEvent(event)
        self.player.fit(self)
        wide = self.window().width() >= theme.px(WIDE)
        self.table.set_room(narrow=self.drawer.narrow, wide=wide)
        self.facet_panel.setFixedWidth(theme.px(260 if wide else 216))
        self.inspector.setFixedWidth(theme.px(340 if wide else 276))

    def _build_facets(self) -> SidePanel:
        panel = SidePanel(self.tr("Filters"), 216, margins=14)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Name, place or note"))
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
        self.facet_button = IconButton("filter", self.tr("Filters"), checkable=True)
        self.facet_button.clicked.connect(self.facet_drawer.toggle)
        self.facet_button.hide()
        bar.addWidget(self.facet_button)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(8)
        bar.addLayout(self._chips)
        self.clear_button = Button(self.tr("Clear"), "ghost", small=True)
        self.clear_button.clicked.connect(self._clear_filters)
        bar.addWidget(self.clear_button)
        bar.addStretch(1)
        self._shown = ElidedLabel("", "table", "text2")
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
        self._no_match = NoMatch(self._clear_filters)
        self._no_match.dropped.connect(self._drop_filter)
        self._tables = QStackedWidget()
        self._tables.addWidget(self.table)
        self._tables.addWidget(ScrollColumn(self._no_match, self._no_match.accessibleName()))
        coming = EmptyState(
            "import",
            self.tr("Your recordings are coming in"),
            self.tr("They appear here as they are read. Activity shows how far it is."),
            None,
            (self.tr("Stop"), self.presenter.stop_import),
        )
        coming.setObjectName("coming")
        self._tables.addWidget(ScrollColumn(coming, coming.accessibleName()))
        column.addWidget(self._tables, 1)
        column.addWidget(Separator())
        self.player = PlayerBar(self.context)
        column.addWidget(self.player)
        return column

    # Showing

    def show_state(self, state: LibraryState) -> None:
        """The only place that changes the widgets after construction."""
        self._stack.setCurrentIndex(0 if state.empty and not state.importing else 1)
        self.table.set_marks(state.scene_marks, state.device_marks)
        current = state.current.segment_id if state.current else None
        self.table.show_rows(state.table, state.rows, state.selected, current)
        waiting = not len(state.table)
        shown = 2 if waiting and state.importing else 0 if len(state.rows) or waiting else 1
        self._tables.setCurrentIndex(shown)
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
        self.inspector.show_state(state)
        if state.current is None and self.context.session.player.sound is None:
            self.player.clear(self.tr("Choose a clip to see and hear it."))
        self.tell_head()

    def _show_chips(self, state: LibraryState) -> None:
        empty_layout(self._chips)
        names = self.presenter.facet_names()
        shown: list[tuple[Facet | None, str]] = [
            (facet, f"{names[facet]}: {words}") for facet, words in state.chips
        ]
        if state.text:
            shown.append((None, self.tr("Text: {text}").format(text=state.text)))
        for facet, words in shown:
            chip = Chip(words)
            chip.closed.connect(lambda facet=facet: self._drop_filter(facet))
            self._chips.addWidget(chip)
        if self._tables.currentIndex() == 1:
            left = self.presenter.clips_without
            self._no_match.show_filters([(facet, words, left(facet)) for facet, words in shown])
        self.clear_button.setVisible(bool(state.chips or state.text))

    def _on_playing(self, playing: bool) -> None:
        clip = self.context.session.player.clip
        self.table.set_playing(clip.segment_id if playing and clip is not None else None)

    # Importing

    def offer_imports(self) -> None:
        """Show below the button what can come in."""
        menu = QMenu(self.window())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fill_menu(menu, imports(self))
        button = self.window().findChild(Button, "library.import")
        corner = button.rect().bottomLeft() if button is not None else QPoint()
        menu.popup((button or self).mapToGlobal(corner))
        menu.setActiveAction(menu.actions()[0])

    def choose_folder(self) -> None:
        """Ask for a folder, then show what is in it."""
        title, settings = self.tr("Choose a folder of recordings"), self.context.settings
        if chosen := choosing.choose_folder(self, settings, "recordings", title):
            self.open_import(chosen)

    def choose_meta(self) -> None:
        """Ask for a table, then show what is in it."""
        title = self.tr("Choose a table or a label file")
        patterns = " ".join(f"*{suffix}" for suffix in (*TABLES, *LABELS))
        kinds = self.tr("Tables and labels ({patterns})").format(patterns=patterns)
        settings = self.context.settings
        if chosen := choosing.choose_file(self, settings, "tables", title, kinds):
            self.open_import(chosen)

    def choose_files(self) -> None:
        """Ask for recordings of one folder, then show them."""
        patterns = " ".join(f"*{suffix}" for suffix in sorted(api.AUDIO_SUFFIXES))
        kinds = self.tr("Recordings ({patterns})").format(patterns=patterns)
        title, settings = self.tr("Choose recordings"), self.context.settings
        chosen = choosing.choose_files(self, settings, "recordings", title, kinds)
        arrival = arrival_of(chosen) if chosen else None
        if arrival is not None:
            self.open_import(arrival)

    def open_import(self, arrival: Arrival | Path) -> None:
        """Show the import dialog; nothing is imported yet."""
        arrival = arrival if isinstance(arrival, Arrival) else Arrival(arrival)
        divided = bool(self.presenter.state.table.values("split"))
        folder, settings = self.context.session.folder, self.context.settings
        dialog = ImportDialog(arrival, folder, settings, divided=divided, parent=self.window())
        dialog.wanted.connect(self.presenter.start_import)
        dialog.missing_wanted.connect(lambda rows: ProblemsDialog(rows, dialog).open())
        self._show(dialog)

    def open_export(self) -> None:
        """Show the export dialog; nothing is written yet."""
        dialog = ExportDialog(self.presenter.exporter(), self.context.settings, self.window())
        dialog.wanted.connect(self.presenter.start_export)
        self._show(dialog)

    def open_record(self) -> None:
        """Open the microphone and show its level; nothing is kept yet."""
        scenes = self.presenter.state.table.scenes
        self._show(RecordDialog(self.presenter.recorder, tuple(scenes), self.window()))

    def open_locate(self) -> None:
        """Show what is missing and where to look for it."""
        settings = self.context.settings
        self._show(LocateDialog(self.presenter.locate, settings, self.window()))

    def open_delete(self) -> None:
        """Ask whether the selection's recordings may go to the trash; nothing goes yet."""
        chosen = self.presenter.state.selected
        if chosen and not self.delete_reason():
            self._show(DeleteDialog(self.presenter.deleter, chosen, self.window()))

    def open_split(self) -> None:
        """Show what divisions would be like."""
        splitter, settings = self.presenter.splitter(), self.context.settings
        self._show(SplitDialog(splitter, settings, self.window()))

    def open_snapshots(self) -> None:
        """Show what was kept, and what changed since."""
        dialog = SnapshotsDialog(self.presenter.snapshots, self.window())
        dialog.clips_wanted.connect(self.presenter.show_clips)
        self._show(dialog)

    def _show(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def show_problems(self) -> None:
        """List the files the last import could not read."""
        state, retry = self.presenter.state, self.presenter.retry_import
        title = (
            self.tr("What is not in: {n}").format(n=len(state.problems))
            if state.refused or state.cut
            else ""
        )
        self._show(ProblemsDialog(state.problems, self.window(), retry, title))

    def _on_deleted(self, done: Trashed) -> None:
        if done.kept:
            title = self.tr("Files that were not deleted: {n}").format(n=len(done.kept))
            self._show(ProblemsDialog(done.kept, self.window(), title=title))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Folders and files may be dropped anywhere on the page; the hint says what happens.

        A bundle is left to the window, which shows it on Deploy.
        """
        if choosing.bundle_in(event.mimeData()) is not None:
            event.ignore()
            return
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            choosing.take_a_copy(event)
            self.drop_hint.show_paths(paths, self.import_reason())

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They were carried elsewhere."""
        self.drop_hint.end()

    def dropEvent(self, event: QDropEvent) -> None:
        """Show in the dialog what would come in."""
        arrival = self.drop_hint.end()
        if arrival is not None:
            choosing.take_a_copy(event)
            self.open_import(arrival)

    def closeEvent(self, event: QCloseEvent) -> None:
        """End what looks at dropped things."""
        self.drop_hint.shut_down()
        self.presenter.recorder.shut_down()
        self.player.shut_down()
        super().closeEvent(event)

    # Small things

    def teach(self) -> None:
        """Go to Teach with the selection."""
        self.context.go("teach", self.presenter.state.selected)

    def drawer_action(self) -> Action:
        """Shows and hides the inspector."""
        return Action(
            "library.inspector", self.tr("Inspector"), self.drawer.toggle, "I", "sliders", "view"
        )

    def _on_drawer(self) -> None:
        self.table.set_room(narrow=self.drawer.narrow, wide=False)
        self.tell_head()

    def _on_facet_drawer(self) -> None:
        self.facet_button.setVisible(self.facet_drawer.narrow)
        self.facet_button.setChecked(self.facet_drawer.is_open)

    def go_to_filter(self) -> None:
        """Go to the field that filters."""
        self.facet_drawer.open()
        self.filter.setFocus()

    def _drop_filter(self, facet: Facet | None) -> None:
        """Take one filter away; None is the words that are looked for."""
        if facet is None:
            self.filter.clear()
        else:
            self.presenter.filter_facet(facet, ())

    def _sort(self, key: object, descending: bool) -> None:
        self.presenter.sort(key, descending=descending)  # type: ignore[arg-type]

    def _clear_filters(self) -> None:
        self.filter.clear()
        self.presenter.clear_filters()

    def divide_reason(self) -> str:
        """Why there is nothing to divide."""
        return self.tr("Import clips first.") if self.presenter.state.empty else ""

    def import_reason(self) -> str:
        """Why nothing can be imported now."""
        if self.presenter.state.importing:
            return self.tr("An import is going on.")
        if self.context.session.project is None:
            return self.tr("Open a project first.")
        return ""

    def delete_reason(self) -> str:
        """Why the selection's recordings cannot be deleted now."""
        if self.presenter.deleter.busy:
            return self.tr("Recordings are being deleted.")
        project = self.context.session.project
        if project is not None and project.read_only:
            return self.tr("This project is open to look at, not to change.")
        return self.selection_reason()

    def selection_reason(self) -> str:
        """Why nothing can be done to the selection now."""
        return "" if self.presenter.state.selected else self.tr("Select clips first.")
