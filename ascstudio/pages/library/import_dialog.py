"""The import dialog: what was found, what it is taken for, what is wrong with it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ascstudio import theme
from ascstudio.pages.library.presenter import ImportChoice
from ascstudio.pages.library.preview import ImportPreview
from ascstudio.widgets.buttons import Button, CheckBox
from ascstudio.widgets.messages import Banner, IconView
from ascstudio.widgets.texts import ElidedLabel, Figure, Label, Separator, empty_layout
from ascstudio.words import counted

MEANING_ICONS = {
    "file": "file-audio",
    "scene": "label",
    "identifier": "route",
    "location": "location",
    "device": "device",
    "licence": "lock",
    "author": "note",
}
SHOWN_COLUMNS = 5


class ImportDialog(QDialog):
    """Shows a preview; the answer is an ``ImportChoice``.

    Args:
        path: what the user chose.
        command: gives the command line that does the same.
        has_split: whether the project already has a split.
        parent: the window.
    """

    wanted = Signal(object)
    """ImportChoice."""
    missing_wanted = Signal(object)
    """Tuple of (path, reason): show the files that are not there."""

    def __init__(
        self,
        path: Path,
        command: Callable[[ImportChoice], str],
        *,
        has_split: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._path = path
        self._command = command
        self._preview: ImportPreview | None = None
        self.setObjectName("floating")
        self.setWindowTitle(self.tr("Import {name}").format(name=path.name))
        self.setModal(True)
        self.setMinimumWidth(theme.px(760))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 18, 24, 16)
        outer.setSpacing(10)
        title = QHBoxLayout()
        title.addWidget(Label(self.windowTitle(), "title"))
        title.addStretch(1)
        self._format = Label("", "table", "text3")
        title.addWidget(self._format)
        outer.addLayout(title)
        self._sentence = Label(self.tr("Looking at the files…"), "table", "text2", wrap=True)
        outer.addWidget(self._sentence)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(6)
        outer.addLayout(self._grid)
        outer.addWidget(Separator())
        self._figures = QHBoxLayout()
        self._figures.setSpacing(38)
        outer.addLayout(self._figures)
        self._banners = QVBoxLayout()
        outer.addLayout(self._banners)
        self._split = CheckBox(self.tr("Keep clips of one location on one side of the split"))
        self._split.setChecked(not has_split)
        self._split.setVisible(not has_split)
        self._copy = CheckBox(self.tr("Copy the audio into the project"))
        outer.addWidget(self._split)
        outer.addWidget(self._copy)
        outer.addStretch(1)
        outer.addWidget(Separator())
        outer.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self.copy_button = Button(self.tr("Copy as command"), "ghost", "terminal")
        self.copy_button.clicked.connect(self._copy_command)
        self.cancel_button = Button(self.tr("Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        self.import_button = Button(self.tr("Import"), "primary", "import")
        self.import_button.set_reason(self.tr("The files are still being looked at."))
        self.import_button.clicked.connect(self._accept)
        foot.addWidget(self.copy_button)
        foot.addStretch(1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.import_button)
        return foot

    def show_preview(self, preview: ImportPreview) -> None:
        """The look at the files is over."""
        self._preview = preview
        meta = preview.kind == "meta"
        self._format.setText(self.tr("table") if meta else self.tr("folder"))
        self._sentence.setText(
            self.tr("This is what the columns mean. Other columns are kept as they are.")
            if meta
            else self.tr("Each folder is taken for a scene.")
        )
        self._fill_grid(preview)
        self._fill_figures(preview)
        self._fill_banner(preview)
        size = bytes_words(preview.n_bytes)
        self._copy.setText(self.tr("Copy the audio into the project ({size})").format(size=size))
        one, many = self.tr("Import {n} clip"), self.tr("Import {n} clips")
        words = counted(preview.n_there, one, many)
        self.import_button.setText(words)
        reason = "" if preview.n_there else self.tr("None of the files is there.")
        self.import_button.set_reason(reason)
        self.import_button.setFocus()

    def show_problem(self, message: str, hint: str) -> None:
        """Nothing can be imported from here."""
        self._sentence.setText("")
        empty_layout(self._banners)
        self._banners.addWidget(Banner("err", message, hint, []))
        self.import_button.set_reason(message)

    def choice(self) -> ImportChoice:
        """What the dialog would do now."""
        preview = self._preview
        return ImportChoice(
            path=preview.path if preview is not None else self._path,
            kind=preview.kind if preview is not None else "auto",
            copy=self._copy.isChecked(),
            split=self._split.isChecked() and self._split.isVisibleTo(self),
        )

    def _fill_grid(self, preview: ImportPreview) -> None:
        empty_layout(self._grid)
        titles = {
            "file": self.tr("File"),
            "scene": self.tr("Scene"),
            "identifier": self.tr("Source"),
            "location": self.tr("Location"),
            "device": self.tr("Device"),
            "licence": self.tr("Licence"),
            "author": self.tr("Author"),
        }
        shown = [n for n, meaning in enumerate(preview.meanings) if meaning]
        if preview.kind == "folder":
            shown = list(range(len(preview.header)))
        for column, index in enumerate(shown[:SHOWN_COLUMNS]):
            meaning = preview.meanings[index]
            title = titles.get(meaning) or self.tr("Files")
            head = QHBoxLayout()
            head.setSpacing(6)
            head.addWidget(IconView(MEANING_ICONS.get(meaning, "more"), 16, "accent"))
            head.addWidget(Label(title, "strong"))
            head.addStretch(1)
            self._grid.addLayout(head, 0, column)
            self._grid.addWidget(Label(preview.header[index], "caption", "text3"), 1, column)
            for row, cells in enumerate(preview.rows):
                text = cells[index] if index < len(cells) else ""
                role_color = "text" if column else "text2"
                cell = ElidedLabel(text, "table", role_color, "middle")
                self._grid.addWidget(cell, row + 2, column)
            self._grid.setColumnStretch(column, 2 if meaning == "file" else 1)
        if preview.kind == "meta":
            counted = self.tr("{n} of {all} rows").format(
                n=len(preview.rows), all=QLocale().toString(preview.n_clips)
            )
            self._grid.addWidget(Label(counted, "caption", "text3"), len(preview.rows) + 2, 0)

    def _fill_figures(self, preview: ImportPreview) -> None:
        empty_layout(self._figures)
        numbers = [
            (self.tr("clips"), preview.n_clips, "text"),
            (self.tr("scenes"), preview.n_scenes, "text"),
            (self.tr("locations"), preview.n_locations, "text"),
            (self.tr("devices"), preview.n_devices, "text"),
            (self.tr("files missing"), len(preview.missing), "warn"),
        ]
        for caption, n, color in numbers:
            if n:
                figure = Figure(caption)
                figure.set_value(QLocale().toString(n), color=color)
                self._figures.addWidget(figure)
        self._figures.addStretch(1)

    def _fill_banner(self, preview: ImportPreview) -> None:
        empty_layout(self._banners)
        if not preview.missing:
            return
        number = QLocale().toString
        title = self.tr("{n} of {all} files are not in the folder").format(
            n=number(len(preview.missing)), all=number(preview.n_clips)
        )
        sentence = self.tr("They are listed after the import and can be located later.")
        reason = self.tr("not in the folder")
        rows = tuple((name, reason) for name in preview.missing)
        show = (self.tr("Show"), lambda: self.missing_wanted.emit(rows))
        self._banners.addWidget(Banner("warn", title, sentence, [show]))

    def _copy_command(self) -> None:
        QGuiApplication.clipboard().setText(self._command(self.choice()))

    def _accept(self) -> None:
        self.wanted.emit(self.choice())
        self.accept()


class ProblemsDialog(QDialog):
    """Files that did not come in, each with its reason."""

    def __init__(
        self, problems: tuple[tuple[str, str], ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        title = self.tr("Files that are not in: {n}").format(n=len(problems))
        self.setObjectName("floating")
        self.setWindowTitle(title)
        self.setModal(True)
        self.resize(theme.px(760), theme.px(420))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 18, 24, 16)
        outer.setSpacing(10)
        outer.addWidget(Label(title, "title"))
        self.table = QTreeWidget()
        self.table.setAccessibleName(title)
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setHeaderLabels([self.tr("File"), self.tr("Why")])
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.table.setIndentation(0)
        self.table.setStyleSheet("QTreeView::item { padding: 0 5px; }")
        self.table.addTopLevelItems([_problem_row(*row) for row in problems])
        self.table.setColumnWidth(0, theme.px(400))
        outer.addWidget(self.table, 1)
        foot = QHBoxLayout()
        copy = Button(self.tr("Copy the list"), "ghost", "copy")
        copy.clicked.connect(lambda: _copy_rows(problems))
        close = Button(self.tr("Close"), "primary")
        close.clicked.connect(self.accept)
        foot.addWidget(copy)
        foot.addStretch(1)
        foot.addWidget(close)
        outer.addLayout(foot)


def _problem_row(path: str, reason: str) -> QTreeWidgetItem:
    """The name is what tells files apart; where it lies is in the tooltip."""
    row = QTreeWidgetItem([Path(path).name, reason[:1].upper() + reason[1:]])
    row.setToolTip(0, path)
    for column in range(2):
        row.setSizeHint(column, QSize(0, theme.px(28)))
    return row


def _copy_rows(rows: tuple[tuple[str, str], ...]) -> None:
    QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in rows))


def bytes_words(n_bytes: int) -> str:
    """``41 MB``, ``1.9 GB``."""
    if n_bytes < 1_000_000:
        return f"{max(1, round(n_bytes / 1000))} kB"
    if n_bytes < 1_000_000_000:
        return f"{n_bytes / 1e6:.0f} MB"
    return f"{n_bytes / 1e9:.1f} GB"
