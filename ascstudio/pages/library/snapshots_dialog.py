"""Snapshots on screen: the list, and what is different between two."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from ascstudio.pages.library.facts import time_words
from ascstudio.pages.library.mapping_table import plain
from ascstudio.pages.library.snapshots import NOW, SnapshotsPresenter, SnapshotsState
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.combo_box import ComboBox
from ascstudio.widgets.floating import FloatingDialog, foot
from ascstudio.widgets.texts import Figure, Label, Separator

PARTS = ("added", "removed", "relabelled", "other")


class SnapshotsDialog(FloatingDialog):
    """Takes a snapshot with a name, compares two, and shows the clips that differ.

    Args:
        presenter: of the page.
        parent: the window.
    """

    clips_wanted = Signal(object)
    """Tuple of segment ids."""

    def __init__(self, presenter: SnapshotsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presenter = presenter
        self._listed: tuple[object, ...] = ()
        self.set_size(720, 520)
        self.set_title(self.tr("Snapshots"))
        outer = self.column
        words = self.tr("A run names the snapshot it learned from. Recordings are not copied.")
        outer.addWidget(Label(words, "table", "text2", wrap=True))
        outer.addLayout(self._build_take())
        self.list = self._build_list()
        outer.addWidget(self.list, 1)
        outer.addWidget(Separator())
        outer.addLayout(self._build_diff())
        close = Button(self.tr("Close"))
        close.clicked.connect(self.accept)
        self.end_with(foot(QWidget(), close))
        presenter.changed.connect(self.show_state)
        self.show_state(presenter.state)
        presenter.look()

    def _build_take(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("A name, if you like"))
        self.name.setAccessibleName(self.tr("Name of the snapshot"))
        self.name.returnPressed.connect(self._take)
        self.take_button = Button(self.tr("Take a snapshot"), "primary", "snapshot")
        self.take_button.clicked.connect(self._take)
        row.addWidget(self.name, 1)
        row.addWidget(self.take_button)
        return row

    def _build_list(self) -> QTreeWidget:
        made = QTreeWidget()
        made.setAccessibleName(self.tr("Snapshots"))
        made.setRootIsDecorated(False)
        made.setUniformRowHeights(True)
        made.setIndentation(0)
        made.setStyleSheet(
            "QTreeView, QHeaderView, QHeaderView::section { background: transparent; }"
            " QTreeView::item { padding: 4px 5px; }"
        )
        made.setHeaderLabels(
            [self.tr("No."), self.tr("Name"), self.tr("Taken"), self.tr("Clips"),
             self.tr("Labelled")]
        )  # fmt: skip
        made.header().setStretchLastSection(False)
        made.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        made.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        made.currentItemChanged.connect(self._on_row)
        return made

    def _build_diff(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Label(self.tr("From"), "table", "text2"))
        self.before = ComboBox(self.tr("From snapshot"))
        row.addWidget(self.before)
        row.addWidget(Label(self.tr("to"), "table", "text2"))
        self.after = ComboBox(self.tr("To snapshot"))
        row.addWidget(self.after)
        row.addStretch(1)
        for field in (self.before, self.after):
            field.activated.connect(self._compare)
        grid.addLayout(row, 0, 0, 1, len(PARTS))
        words = {
            "added": self.tr("came in"),
            "removed": self.tr("went"),
            "relabelled": self.tr("have other scenes"),
            "other": self.tr("differ otherwise"),
        }
        self.figures: dict[str, Figure] = {}
        self.show_buttons: dict[str, Button] = {}
        for column, part in enumerate(PARTS):
            self.figures[part] = Figure(words[part])
            button = Button(self.tr("Show"), "normal", small=True)
            button.setAccessibleName(self.tr("Show clips that {did}").format(did=words[part]))
            button.clicked.connect(lambda _=False, p=part: self._show_clips(p))
            self.show_buttons[part] = button
            grid.addWidget(self.figures[part], 1, column)
            grid.addWidget(button, 2, column, Qt.AlignmentFlag.AlignLeft)
        return grid

    def show_state(self, state: SnapshotsState) -> None:
        """The only place that changes the widgets after construction."""
        taking = self.tr("A snapshot is being taken.") if state.taking else ""
        self.take_button.set_reason(taking)
        if state.snapshots != self._listed:
            self._listed = state.snapshots
            self._show_list(state)
        self.before.setCurrentIndex(self.before.findData(state.before))
        self.after.setCurrentIndex(self.after.findData(state.after))
        for part in PARTS:
            ids = getattr(state.diff, part) if state.diff is not None else ()
            shown = QLocale().toString(len(ids)) if state.diff is not None else ""
            self.figures[part].set_value(shown)
            gone = self.tr("They are not in the project any more.") if part == "removed" else ""
            none = self.tr("There are none.")
            self.show_buttons[part].set_reason(gone if ids and gone else "" if ids else none)

    def _show_list(self, state: SnapshotsState) -> None:
        number = QLocale().toString
        self.list.blockSignals(True)
        self.list.clear()
        self.before.clear()
        self.after.clear()
        self.after.addItem(self.tr("now"), NOW)
        for one in state.snapshots:
            cells = [
                str(one.id), plain(one.name), time_words(one.time), number(one.n_segments),
                number(one.n_labelled),
            ]  # fmt: skip
            row = QTreeWidgetItem(cells)
            row.setData(0, Qt.ItemDataRole.UserRole, one.id)
            row.setToolTip(0, one.digest)
            for column in (3, 4):
                row.setTextAlignment(column, Qt.AlignmentFlag.AlignRight)
            self.list.addTopLevelItem(row)
            words = f"{one.id} {plain(one.name)}".strip()
            self.before.addItem(words, one.id)
            self.after.addItem(words, one.id)
        self.list.blockSignals(False)

    def _on_row(self, row: QTreeWidgetItem | None) -> None:
        if row is not None:
            self.presenter.compare(int(row.data(0, Qt.ItemDataRole.UserRole)))

    def _compare(self) -> None:
        before, after = self.before.currentData(), self.after.currentData()
        self.presenter.compare(int(before or NOW), int(after or NOW))

    def _take(self) -> None:
        self.presenter.take(self.name.text())
        self.name.clear()

    def _show_clips(self, part: str) -> None:
        diff = self.presenter.state.diff
        if diff is not None:
            self.clips_wanted.emit(getattr(diff, part))
            self.accept()
