"""The import dialog: what was found, what it is taken for, what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ascstudio import theme
from ascstudio.pages.library.arrivals import Arrival
from ascstudio.pages.library.importing import KEPT, ImportPresenter, ImportState, kinds_of
from ascstudio.pages.library.mapping_table import MappingTable
from ascstudio.project.names import bytes_words
from ascstudio.settings import Settings
from ascstudio.translation import told
from ascstudio.widgets.buttons import Button, CheckBox
from ascstudio.widgets.choosing import choose_folder
from ascstudio.widgets.combo_box import ComboBox
from ascstudio.widgets.copying import CopyButton
from ascstudio.widgets.floating import FloatingDialog, foot
from ascstudio.widgets.messages import Banner
from ascstudio.widgets.texts import ElidedLabel, Figure, Label, Separator, empty_layout
from ascstudio.words import counted, plain
from ml_core import api


class ImportDialog(FloatingDialog):
    """Shows what would come in; columns of a table can be given other meanings.

    Args:
        arrival: what the user chose.
        folder: of the project.
        divided: whether the project already has a split.
        settings: where choosers begin.
        parent: the window.
    """

    wanted = Signal(object)
    """ImportChoice."""
    missing_wanted = Signal(object)
    """Tuple of (path, reason): show what cannot come in."""

    def __init__(
        self,
        arrival: Arrival,
        folder: Path | None,
        settings: Settings,
        *,
        divided: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, spacing=8)
        self.presenter = ImportPresenter(arrival, folder, divided=divided, parent=self)
        self._shown: ImportState | None = None
        self._settings = settings
        n = len(arrival.only)
        name = arrival.name if n < 2 else self.tr("{n} of {name}").format(n=n, name=arrival.name)
        self.set_title(self.tr("Import {name}").format(name=plain(name)))
        self.set_size(800, 660)
        self._build()
        self.presenter.changed.connect(self.show_state)
        self.finished.connect(self.presenter.close)
        self.show_state(self.presenter.state)
        self.cancel_button.setFocus()  # until there is something to import

    def _build(self) -> None:
        outer = self.column
        title = QHBoxLayout()
        title.addWidget(self.heading)
        title.addStretch(1)
        self._format = Label("", "table", "text3")
        title.addWidget(self._format)
        self.kind = ComboBox(self.tr("Read as"))
        self.kind.activated.connect(lambda at: self.presenter.set_kind(self.kind.itemData(at)))
        title.addSpacing(8)
        title.addWidget(self.kind)
        outer.addLayout(title)
        line = QHBoxLayout()
        self._sentence = Label("", "table", "text2", wrap=True)
        line.addWidget(self._sentence, 1)
        self.guess_button = Button(self.tr("Guess again"), "ghost", "refresh", small=True)
        self.guess_button.clicked.connect(self.presenter.guess_again)
        line.addWidget(self.guess_button)
        outer.addLayout(line)
        self.rows = MappingTable()
        self.rows.meant.connect(self.presenter.set_meaning)
        outer.addWidget(self.rows, 1)
        self._more = Label("", "caption", "text3")
        outer.addWidget(self._more)
        outer.addWidget(Separator())
        self._figures = QHBoxLayout()
        self._figures.setSpacing(38)
        outer.addLayout(self._figures)
        self._banners = QVBoxLayout()
        outer.addLayout(self._banners)
        outer.addLayout(self._build_audio())
        words = self.tr("Divide into train and test at once; clips of one place stay on one side")
        self.split_box = CheckBox(words)
        self.split_box.setVisible(self.presenter.state.split)  # only where nothing is divided yet
        self.split_box.setChecked(self.presenter.state.split)
        self.split_box.toggled.connect(self.presenter.set_split)
        self.copy_box = CheckBox(self.tr("Copy the audio into the project"))
        self.copy_box.toggled.connect(self.presenter.set_copy)
        outer.addWidget(self.split_box)
        outer.addWidget(self.copy_box)
        self.end_with(self._build_foot())

    def _build_audio(self) -> QHBoxLayout:
        """Where the recordings are: beside the table unless somebody says otherwise."""
        row = QHBoxLayout()
        row.setSpacing(8)
        self._place = ElidedLabel("", "table", "text2", "middle")
        self.audio_button = Button(self.tr("Audio is elsewhere…"), "normal", "folder", small=True)
        self.audio_button.clicked.connect(self._choose_audio)
        row.addWidget(self._place, 1)
        row.addWidget(self.audio_button)
        return row

    def _build_foot(self) -> QHBoxLayout:
        self.copy_button = CopyButton(
            self.tr("Copy as command"), self.presenter.command, "terminal"
        )
        self.cancel_button = Button(self.tr("Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        self.import_button = Button(self.tr("Import"), "primary", "import")
        self.import_button.clicked.connect(self._accept)
        return foot(self.copy_button, self.cancel_button, self.import_button)

    def show_state(self, state: ImportState) -> None:
        """The only place that changes the widgets after construction."""
        old, self._shown = self._shown, state
        self._show_kind(state)
        if state.table is not None:
            if old is None or old.table is not state.table:
                self.rows.show_table(state.table)
            self.rows.show_mapping(state.mapping)
            self._format.setText(told(state.table.form))
            shown, every = len(state.table.rows), QLocale().toString(state.table.n_rows)
            self._more.setText(self.tr("{n} of {all} rows").format(n=shown, all=every))
        elif state.found is not None and (old is None or old.found is not state.found):
            self._show_scenes(state.found)
        self._sentence.setText(self._words(state))
        self.guess_button.setVisible(not state.guessed)
        if old is None or old.found is not state.found or old.problem != state.problem:
            self._show_found(state)
        elsewhere = state.found is not None and state.found.kind not in api.of_recordings()
        self.audio_button.setVisible(elsewhere)
        self._place.setText(self._place_words(state) if elsewhere else "")
        self._show_button(state)

    def _show_kind(self, state: ImportState) -> None:
        kinds = kinds_of(state.arrival)
        self.kind.setVisible(len(kinds) > 1 and state.guess != "auto")
        if not self.kind.count() and state.guess != "auto":
            words = self._kind_words()
            for kind in kinds:
                guessed = self.tr("{kind} (guessed)").format(kind=words[kind])
                self.kind.addItem(guessed if kind == state.guess else words[kind], kind)
        self.kind.setCurrentIndex(self.kind.findData(state.kind))
        if state.table is None and state.looking:
            self._format.setText("")
            self._more.setText("")

    def _kind_words(self) -> dict[str, str]:
        return {
            "folder": self.tr("Recordings in folders"),
            "recordings": self.tr("Recordings without labels"),
            "meta": self.tr("DCASE meta.csv"),
            "csv": self.tr("Table"),
            "parquet": self.tr("Parquet table"),
            "audacity": self.tr("Audacity labels"),
            "raven": self.tr("Raven selections"),
            "labelstudio": self.tr("Label Studio"),
            "aoef": self.tr("AOEF (Whombat)"),
            "shards": self.tr("Shards"),
        }

    def _show_scenes(self, found: api.Survey) -> None:
        number = QLocale().toString
        rows = [
            (scene or self.tr("No scene"), number(n), example)
            for scene, (n, example) in found.per_scene.items()
        ]
        headers = (self.tr("Scene"), self.tr("Recordings"), self.tr("The first of them"))
        self.rows.show_scenes(headers, rows)
        self._format.setText("")

    def _words(self, state: ImportState) -> str:
        if state.table is None:
            return self._words_of(state)
        kept = sum(meaning == KEPT for meaning in state.mapping.values())
        if not kept:
            return self.tr("Every column got a meaning. Change one if it is wrong.")
        one = self.tr("{n} column is kept as it is. Change a meaning if it is wrong.")
        many = self.tr("{n} columns are kept as they are. Change a meaning if it is wrong.")
        return counted(kept, one, many)

    def _words_of(self, state: ImportState) -> str:
        """What is done with recordings or labels that are no table."""
        if state.found is None:
            return "" if state.problem else self.tr("Looking at the files…")
        if state.found.kind == "recordings":
            return self.tr("The clips come in without a scene, whatever their folders say.")
        if state.found.kind != "folder":
            return self.tr("These labels land all at once, and undo takes them all back.")
        if set(state.found.per_scene) == {""}:
            return self.tr("No folder names a scene, so the clips come in without one.")
        return self.tr("Each folder is taken for a scene.")

    def _show_found(self, state: ImportState) -> None:
        empty_layout(self._figures)
        empty_layout(self._banners)
        found = state.found
        if state.problem:
            self._banners.addWidget(Banner("err", state.problem, state.hint, []))
        if found is None:
            if state.looking:
                self._figures.addWidget(Label(self.tr("Counting…"), "table", "text3"))
            return
        several = found.clips != found.recordings
        numbers = [
            (self.tr("recordings"), found.recordings if several else 0, "text"),
            (self.tr("segments") if several else self.tr("clips"), found.clips, "text"),
            (self.tr("scenes"), found.scenes, "text"),
            (self.tr("cities"), found.cities, "text"),
            (self.tr("locations"), found.locations, "text"),
            (self.tr("sessions"), found.sessions, "text"),
            (self.tr("devices"), found.devices, "text"),
            (self.tr("files missing"), found.n_missing, "warn"),
        ]
        for caption, n, color in numbers:
            if n:
                figure = Figure(caption)
                figure.set_value(QLocale().toString(n), color=color)
                self._figures.addWidget(figure)
        self._figures.addStretch(1)
        self._show_wrong(state, found)
        if found.n_bytes:
            size = bytes_words(found.n_bytes)
            words = self.tr("Copy the audio into the project ({size})").format(size=size)
            self.copy_box.setText(words)

    def _show_wrong(self, state: ImportState, found: api.Survey) -> None:
        number = QLocale().toString
        reason = self.tr("not in the folder")
        rows = (*((name, reason) for name in found.missing), *found.problems)
        if not rows:
            return
        show = (self.tr("Show"), lambda: self.missing_wanted.emit(rows))
        if state.silent:
            title = self.tr("None of the recordings is here")
            sentence = self.tr("They come in without sound and can be located later.")
        elif found.n_missing:
            title = self.tr("{n} of {all} files are not in the folder").format(
                n=number(found.n_missing), all=number(found.recordings)
            )
            sentence = self.tr("They are listed after the import, and come in when it is repeated.")
        else:
            n, one = len(found.problems), self.tr("{n} entry cannot be used")
            title = counted(n, one, self.tr("{n} entries cannot be used"))
            listed = self.tr("It is listed after the import.")
            sentence = counted(n, listed, self.tr("They are listed after the import."))
            if not found.clips:
                sentence = self.tr("Nothing can come in so. Is the audio elsewhere?")
        self._banners.addWidget(Banner("warn", title, sentence, [show]))

    def _place_words(self, state: ImportState) -> str:
        path = state.arrival.path
        folder = state.audio or (path if path.is_dir() else path.parent)
        return self.tr("The audio is looked for in {folder}").format(folder=folder)

    def _show_button(self, state: ImportState) -> None:
        n = state.n_coming
        self.import_button.setText(self.tr("Import"))
        if state.problem:
            self.import_button.set_reason(state.problem)
        elif state.found is None:
            self.import_button.set_reason(self.tr("The files are still being looked at."))
        elif n == 0:
            self.import_button.set_reason(self.tr("None of the files is there."))
        else:
            self.import_button.set_reason("")
            if n is not None:
                self.import_button.setText(self._counted_words(n, state.found))
            if self.focusWidget() in (None, self.cancel_button, self.import_button):
                self.import_button.setFocus()

    def _counted_words(self, n: int, found: api.Survey) -> str:
        if found.clips == found.recordings:
            return counted(n, self.tr("Import {n} clip"), self.tr("Import {n} clips"))
        one, many = self.tr("Import {n} recording"), self.tr("Import {n} recordings")
        segments = self.tr("{n} segment"), self.tr("{n} segments")
        return f"{counted(found.recordings, one, many)}, {counted(n, *segments)}"

    def _choose_audio(self) -> None:
        title = self.tr("Where are the recordings?")
        if chosen := choose_folder(self, self._settings, "recordings", title):
            self.presenter.set_audio(chosen)

    def _accept(self) -> None:
        self.wanted.emit(self.presenter.choice())
        self.accept()


class ProblemsDialog(FloatingDialog):
    """Files that did not come in, each with its reason.

    Args:
        problems: (path, reason) of each.
        parent: the window.
        retry: tries them again; None where nothing was tried yet.
        title: what is wrong with them, with their number.
    """

    def __init__(
        self,
        problems: tuple[tuple[str, str], ...],
        parent: QWidget | None = None,
        retry: Callable[[], object] | None = None,
        title: str = "",
    ) -> None:
        super().__init__(parent, spacing=10)
        title = title or self.tr("Files that are not in: {n}").format(n=len(problems))
        self.set_title(title)
        self.set_size(760, 420)
        outer = self.column
        if retry is not None:
            words = self.tr("Mend or replace them where they are, then try them again.")
            outer.addWidget(Label(words, "table", "text2", wrap=True))
        self.table = QTreeWidget()
        self.table.setAccessibleName(title)
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setHeaderLabels([self.tr("File"), self.tr("Why"), self.tr("In the folder")])
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.table.setIndentation(0)
        self.table.setStyleSheet(
            "QTreeView, QHeaderView, QHeaderView::section { background: transparent; }"
            " QTreeView::item { padding: 0 5px; }"
        )
        self.table.addTopLevelItems([_problem_row(*row) for row in problems])
        self.table.setColumnWidth(0, theme.px(200))
        self.table.setColumnWidth(1, theme.px(300))
        outer.addWidget(self.table, 1)
        copy = Button(self.tr("Copy the list"), "ghost", "copy")
        copy.clicked.connect(lambda: _copy_rows(problems))
        close = Button(self.tr("Close"), "normal" if retry else "primary")
        close.clicked.connect(self.accept)
        buttons = [close]
        if retry is not None:
            self.retry_button = Button(self.tr("Retry"), "primary", "refresh")
            self.retry_button.clicked.connect(self.accept)
            self.retry_button.clicked.connect(lambda: retry())
            buttons.append(self.retry_button)
        outer.addLayout(foot(copy, *buttons))


def _problem_row(path: str, reason: str) -> QTreeWidgetItem:
    """The name is what tells files apart, so it comes first."""
    name, folder = plain(Path(path).name), plain(str(Path(path).parent))
    reason = told(reason)
    row = QTreeWidgetItem([name, plain(reason[:1].upper() + reason[1:]), folder])
    for column in range(3):
        row.setToolTip(column, plain(path))
        row.setSizeHint(column, QSize(0, theme.px(28)))
    return row


def _copy_rows(rows: tuple[tuple[str, str], ...]) -> None:
    QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in rows))
