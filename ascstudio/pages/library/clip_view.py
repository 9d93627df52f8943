"""The clip table as a widget: selection by clip, keys that label."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ascstudio import theme
from ascstudio.pages.library.clip_delegate import MARK, PAD, ClipDelegate
from ascstudio.project.clip_model import COLUMNS, SORT_KEYS, ClipTableModel
from ascstudio.project.clip_table import ClipTable, SortKey
from ascstudio.project.sounds import Thumbnails
from ascstudio.theme import Mark

WIDTHS = {
    "sound": 92, "scene": 132, "device": 72, "city": 80, "location": 88, "length": 66, "level": 84,
    "split": 66, "state": 86, "note": 150,
}  # fmt: skip
WIDE_SOUND = 176
IN_NARROW = ("sound", "name", "scene", "device", "state")
ONLY_WIDE = ("city", "level", "split", "note")
YIELDING = ("location", "note")  # long words are elided there before the name is
NAME = 230  # what a name keeps before those are wider than drawn
LEAST_NAME = 100  # and before a device is elided, whose name may be that of a sound card
WIDEST = 190


class ClipView(QTableView):
    """Clips in rows. It remembers the selection by clip, so that a filter never loses it."""

    clips_selected = Signal(object, object)
    """Tuple of segment ids, and the current one or None."""
    played = Signal(int)
    """Segment id whose thumbnail was pressed."""
    sort_wanted = Signal(object, bool)
    """Column to sort by or None, descending."""

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Clips"))
        self._model = ClipTableModel(thumbnails.level_db)
        self.setModel(self._model)
        self._playing: int | None = None
        self._delegate = ClipDelegate(thumbnails, lambda: self._playing)
        self.setItemDelegate(self._delegate)
        self._ids: tuple[int, ...] = ()
        self._quiet = False
        self._narrow = self._wide = False
        self._device_wide = 0
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.px(theme.row_height()))
        self._dress_header()
        self.selectionModel().selectionChanged.connect(lambda *_: self._tell())
        self.selectionModel().currentChanged.connect(lambda *_: self._tell())
        thumbnails.arrived.connect(self._on_thumbnail)

    def _dress_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        # One of its own, always empty: it asks each row whether its whole column is selected.
        header.setSelectionModel(QItemSelectionModel(self._model, header))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSortIndicatorShown(True)
        header.setSectionsClickable(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.sortIndicatorChanged.connect(self._on_sort)
        header.setMinimumSectionSize(theme.px(40))
        for n, column in enumerate(COLUMNS):
            if column == "name":
                header.setSectionResizeMode(n, QHeaderView.ResizeMode.Stretch)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """As wide as drawn, or as the longest word; the name takes what is left."""
        metrics = QFontMetrics(theme.font("table"))
        room = theme.px(MARK) + 6 + 2 * PAD + 4
        for n, column in enumerate(COLUMNS):
            if column == "name" or column in YIELDING:
                continue
            words = self._model.column_words(column)
            if column == "sound":  # a picture, which does not grow with the text
                title = metrics.horizontalAdvance(words[0]) + 2 * PAD + 4
                self.setColumnWidth(n, max(WIDE_SOUND if self._wide else WIDTHS[column], title))
                continue
            longest = max((metrics.horizontalAdvance(word) for word in words), default=0)
            wide = max(theme.px(WIDTHS[column]), min(longest + room, theme.px(WIDEST)))
            if column == "device":
                self._device_wide = wide
            else:
                self.setColumnWidth(n, wide)
        self._fit_yielding()
        high = theme.px(theme.row_height())
        if self.verticalHeader().defaultSectionSize() != high:  # it lays out all
            self.verticalHeader().setDefaultSectionSize(high)

    def _fit_yielding(self) -> None:
        """What the other columns leave goes to the words that would be elided."""
        metrics = QFontMetrics(theme.font("table"))
        fixed = [n for n, name in enumerate(COLUMNS) if name not in ("name", "device", *YIELDING)]
        room = self.viewport().width() - sum(map(self.columnWidth, fixed))
        shown = [one for one in YIELDING if not self.isColumnHidden(COLUMNS.index(one))]
        others = sum(theme.px(WIDTHS[one]) for one in shown) + theme.px(LEAST_NAME)
        device = max(theme.px(WIDTHS["device"]), min(self._device_wide, room - others))
        self.setColumnWidth(COLUMNS.index("device"), device)
        spare = room - device - theme.px(NAME)
        for column in YIELDING:
            n, least = COLUMNS.index(column), theme.px(WIDTHS[column])
            if not self.isColumnHidden(n):
                longest = max(self._model.column_words(column), key=len)
                wanted = metrics.horizontalAdvance(longest) + 2 * PAD + 4
                wide = max(least, min(wanted, spare, theme.px(2 * WIDEST)))
                spare -= wide
                self.setColumnWidth(n, wide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room for long words in a wider window."""
        super().resizeEvent(event)
        self._fit_yielding()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size needs other widths."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_columns()

    @property
    def clip_model(self) -> ClipTableModel:
        """The rows that are shown."""
        return self._model

    def show_rows(
        self,
        table: ClipTable,
        rows: NDArray[np.int64],
        selected: Sequence[int],
        current: int | None,
    ) -> None:
        """Show rows and the selection that belongs to them."""
        same = tuple(selected) == self._ids
        anew = table is not self._model.table
        self._quiet = True
        try:
            fresh = self._model.show_rows(table, rows)
            if fresh or not same:
                self._ids = tuple(selected)
                self._restore(current)
        finally:
            self._quiet = False
        if anew:
            self._hide_columns()
            self._fit_columns()

    def set_room(self, *, narrow: bool, wide: bool) -> None:
        """Let location and length give way first; show more, and larger, where there is room."""
        if (narrow, wide) != (self._narrow, self._wide):
            self._narrow, self._wide = narrow, wide
            self._hide_columns()
            self._fit_columns()

    def _hide_columns(self) -> None:
        """Columns in which no clip has anything are away as well."""
        table = self._model.table
        filled = {
            "city": bool(self._model.known("city")),
            "location": bool(table.values("location")),
            "split": bool(table.values("split")),
            "note": bool(self._model.known("note")),
        }
        for n, column in enumerate(COLUMNS):
            fits = column in IN_NARROW or not self._narrow
            fits = fits and (column not in ONLY_WIDE or self._wide)
            self.setColumnHidden(n, not (fits and filled.get(column, True)))

    def set_playing(self, segment_id: int | None) -> None:
        """Mark the clip that is heard."""
        self._playing = segment_id
        self.viewport().update()

    def set_marks(self, scenes: Mapping[str, Mark], devices: Mapping[str, Mark]) -> None:
        """Use these marks for scenes and devices."""
        self._delegate.set_marks(scenes, devices)
        self.viewport().update()

    def forget_pictures(self) -> None:
        """Another project, or another theme."""
        self._delegate.forget_pictures()

    def _restore(self, current: int | None) -> None:
        mode = QItemSelectionModel.SelectionFlag
        selection = self.selectionModel()
        row = self._model.row_of(current) if current is not None else None
        if row is not None:
            selection.setCurrentIndex(self._model.index(row, 0), mode.NoUpdate)
            self.scrollTo(self._model.index(row, 0))
        selection.select(self._model.selection_of(self._ids), mode.ClearAndSelect)

    def _tell(self) -> None:
        if self._quiet:
            return
        self._ids = self._model.ids_at(self._selected_rows())
        current = self._model.clip_at(self.currentIndex().row())
        self.clips_selected.emit(self._ids, current.segment_id if current else None)

    def _selected_rows(self) -> NDArray[np.int64]:
        """(M,) ascending. By ranges, because 230,000 indices take a second."""
        selected = np.zeros(self._model.rowCount(), bool)
        for chosen in self.selectionModel().selection().toList():
            selected[chosen.top() : chosen.bottom() + 1] = True
        return np.flatnonzero(selected)

    def _on_sort(self, section: int, order: Qt.SortOrder) -> None:
        column = COLUMNS[section] if 0 <= section < len(COLUMNS) else ""
        key: SortKey | None = SORT_KEYS.get(column)
        self.sort_wanted.emit(key, order == Qt.SortOrder.DescendingOrder)

    def _on_thumbnail(self, segment_id: int) -> None:
        row = self._model.row_of(segment_id)
        if row is not None:
            for column in ("sound", "level"):
                self.update(self._model.index(row, COLUMNS.index(column)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a thumbnail plays it as well as selecting it."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if index.isValid() and index.column() == 0 and plain:
            clip = self._model.clip_at(index.row())
            if clip is not None:
                self.played.emit(clip.segment_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies rows; letters mean scenes and states here, so they do not search."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
            return
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and event.text() and event.text().isprintable():
            event.ignore()
            return
        super().keyPressEvent(event)

    def _copy(self) -> None:
        rows = self._selected_rows().tolist()
        shown = [n for n in range(1, len(COLUMNS)) if not self.isColumnHidden(n)]
        lines = ["\t".join(str(self._model.index(row, n).data()) for n in shown) for row in rows]
        QGuiApplication.clipboard().setText("\n".join(lines))
