"""The first rows of a table, with a field above every column that says what it means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ascstudio import theme
from ascstudio.pages.library.importing import KEPT, UNREAD
from ascstudio.widgets.combo_box import ComboBox
from ascstudio.words import plain as plain
from ml_core import api

ICONS = {
    "filename": "file-audio",
    "folder": "folder",
    "scene": "label",
    "start_s": "region",
    "end_s": "region",
    "duration_s": "region",
    "low_hz": "spectrogram",
    "high_hz": "spectrogram",
    "state": "flag",
    "note": "note",
    "device": "device",
    "city": "location",
    "location": "location",
    "session": "clock",
    "source": "route",
    "identifier": "route",
    "recorded_at": "clock",
    "heard_channel": "speaker",
    "licence": "lock",
    "author": "hand",
}
WIDEST, NARROWEST, GAP = 280, 96, 8
SHOWN_LINES = 8
SHORTEST = 200  # of the column that gives way before the table scrolls sideways


class MappingTable(QWidget):
    """Rows that scroll under fields that stay.

    The fields follow the columns: where the table scrolls sideways, they scroll with it.
    """

    meant = Signal(str, str)
    """(column, meaning) the user chose."""

    def __init__(self) -> None:
        super().__init__()
        self._columns: tuple[str, ...] = ()
        self._wide = 0  # the column that takes what is left
        self._least = 0  # its width at the least
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self._strip = QWidget()
        self._inside = QWidget(self._strip)  # as wide as the table, moved as it scrolls
        self.fields: dict[str, ComboBox] = {}
        self.table = QTableWidget()
        self.table.setAccessibleName(self.tr("First rows of the table"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)
        self.table.setStyleSheet(
            f"QTableView {{ background: transparent; }} QHeaderView,"
            f" QHeaderView::section {{ background: transparent; }} QTableView::item"
            f" {{ border-bottom: 1px solid {theme.color('line').name()}; padding: 0 6px; }}"
            " QAbstractScrollArea::corner { background: transparent; border: none; }"
        )
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.sectionResized.connect(self._on_resized)
        self.table.horizontalScrollBar().valueChanged.connect(lambda *_: self._place())
        column.addWidget(self._strip)
        column.addWidget(self.table, 1)

    def show_table(self, preview: api.TablePreview) -> None:
        """Show the rows, in place of what was shown before."""
        self._start_over()
        self._strip.show()
        self.table.setAccessibleName(self.tr("First rows of the table"))
        self._columns = preview.columns
        self.table.setColumnCount(len(preview.columns))
        self.table.setHorizontalHeaderLabels([plain(name) for name in preview.columns])
        self.table.setRowCount(len(preview.rows))
        for row, cells in enumerate(preview.rows):
            for place in range(len(preview.columns)):
                words = plain(cells[place]) if place < len(cells) else ""
                self.table.setItem(row, place, QTableWidgetItem(words))
        for name in preview.columns:
            self.fields[name] = self._field(name)
        self._fit(preview.rows, wide=0)

    def show_mapping(self, mapping: Mapping[str, str]) -> None:
        """Show what the columns mean."""
        for name, meaning in mapping.items():
            combo = self.fields.get(name)
            if combo is not None:
                combo.setCurrentIndex(combo.findData(meaning))

    def show_scenes(self, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show what was found in folders or label files: rows without fields above."""
        self._start_over()
        self._strip.hide()
        self.table.setAccessibleName(self.tr("What was found"))
        self.table.setColumnCount(len(headers))
        self.table.setHorizontalHeaderLabels(list(headers))
        self.table.setRowCount(len(rows))
        for row, cells in enumerate(rows):
            for place, words in enumerate(cells):
                self.table.setItem(row, place, QTableWidgetItem(plain(words)))
        self._columns = tuple(headers)
        self._fit(rows, wide=len(headers) - 1)

    def _start_over(self) -> None:
        for combo in self.fields.values():
            combo.setParent(None)
            combo.deleteLater()
        self.fields, self._columns = {}, ()
        self.table.clear()

    def _field(self, name: str) -> ComboBox:
        combo = ComboBox(self.tr("What {column} means").format(column=plain(name)))
        for meaning in (*api.MEANINGS, KEPT, UNREAD):
            icon = QIcon(theme.pixmap(ICONS.get(meaning, "more"), 16, "accent"))
            combo.addItem(icon, self.meaning_words(meaning), meaning)
        combo.activated.connect(lambda at, c=combo: self.meant.emit(name, str(c.itemData(at))))
        combo.setParent(self._inside)
        combo.setMaxVisibleItems(24)
        combo.show()
        return combo

    def _fit(self, rows: Sequence[Sequence[str]], *, wide: int) -> None:
        """As wide as the words; what is left goes to one column."""
        metrics = self.table.fontMetrics()
        header = self.table.horizontalHeader()
        header.blockSignals(True)  # the fields are placed when all widths are known
        for place, name in enumerate(self._columns):
            cells = [name, *(row[place] for row in rows if place < len(row))]
            words = max(metrics.horizontalAdvance(plain(one)[:80]) for one in cells) + 24
            combo = self.fields.get(name)
            least = combo.sizeHint().width() + GAP if combo is not None else theme.px(NARROWEST)
            least = max(least, header.sectionSizeHint(place) + GAP)
            header.resizeSection(place, max(least, min(words, theme.px(WIDEST))))
        header.blockSignals(False)
        self._wide = wide
        self._least = min(header.sectionSize(wide), theme.px(SHORTEST)) if self._columns else 0
        for row in range(self.table.rowCount()):
            self.table.setRowHeight(row, theme.px(26))
        self._place()

    def _on_resized(self, place: int, _before: int, width: int) -> None:
        if place == self._wide:
            self._least = width
        self._place()

    def _place(self) -> None:
        """Put every field over its column."""
        header, left = self.table.horizontalHeader(), self.table.horizontalScrollBar().value()
        self._spread(header)
        height = max((combo.sizeHint().height() for combo in self.fields.values()), default=0)
        self._strip.setFixedHeight(height)
        for place, name in enumerate(self._columns):
            if name in self.fields:
                start = header.sectionPosition(place)
                wide = header.sectionSize(place) - GAP
                self.fields[name].setGeometry(start, 0, wide, height)
        self._inside.setGeometry(-left, 0, header.length(), height)

    def _spread(self, header: QHeaderView) -> None:
        if self._columns:
            others = header.length() - header.sectionSize(self._wide)
            room = self.table.viewport().width() - others
            header.blockSignals(True)
            header.resizeSection(self._wide, max(self._least, room))
            header.blockSignals(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The fields keep to their columns."""
        super().resizeEvent(event)
        self._place()

    def showEvent(self, event: QEvent) -> None:
        """Only now the columns have their places."""
        super().showEvent(event)  # type: ignore[arg-type]
        self._place()

    def sizeHint(self) -> QSize:
        """Eight of the twenty rows; the others scroll."""
        return QSize(theme.px(720), theme.px(26 * SHOWN_LINES + 30) + self._strip.height() + 4)

    def meaning_words(self, meaning: str) -> str:
        """A meaning as people read it."""
        return {
            "filename": self.tr("File"),
            "folder": self.tr("Folder"),
            "scene": self.tr("Scene"),
            "start_s": self.tr("Start (s)"),
            "end_s": self.tr("End (s)"),
            "duration_s": self.tr("Length (s)"),
            "low_hz": self.tr("From (Hz)"),
            "high_hz": self.tr("To (Hz)"),
            "state": self.tr("State"),
            "note": self.tr("Note"),
            "device": self.tr("Device"),
            "city": self.tr("City"),
            "location": self.tr("Location"),
            "session": self.tr("Session"),
            "source": self.tr("Source"),
            "identifier": self.tr("Identifier"),
            "recorded_at": self.tr("Recorded at"),
            "heard_channel": self.tr("Channel"),
            "licence": self.tr("Licence"),
            "author": self.tr("Author"),
            KEPT: self.tr("Kept as it is"),
            UNREAD: self.tr("Not read"),
        }[meaning]
