"""The clip table for a ``QTableView``: cells are made when they are painted."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from ascstudio.project.clip_table import ClipTable, SortKey
from ml_core import api

AnyIndex = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()

COLUMNS: tuple[str, ...] = ("sound", "name", "scene", "device", "location", "length", "state")
SORT_KEYS: dict[str, SortKey] = {
    "name": "name",
    "scene": "scene",
    "device": "device",
    "location": "location",
    "length": "length",
    "state": "state",
}
CLIP_ROLE = Qt.ItemDataRole.UserRole


class ClipTableModel(QAbstractTableModel):
    """The filtered and sorted rows of one ``ClipTable``.

    ``CLIP_ROLE`` gives the ``ClipRow``; the display role gives words, for the clipboard and for
    screen readers. The delegate of the view paints the rest.
    """

    def __init__(self) -> None:
        super().__init__()
        self._table = ClipTable()
        self._rows: NDArray[np.int64] = np.zeros(0, np.int64)
        self._place: dict[int, int] = {}
        self._titles = {
            "sound": self.tr("Sound"),
            "name": self.tr("Name"),
            "scene": self.tr("Scene"),
            "device": self.tr("Device"),
            "location": self.tr("Location"),
            "length": self.tr("Length"),
            "state": self.tr("State"),
        }
        self._states = {
            "new": self.tr("New"),
            "done": self.tr("Done"),
            "verified": self.tr("Verified"),
            "needs_review": self.tr("Review"),
            "excluded": self.tr("Excluded"),
        }

    def show_rows(self, table: ClipTable, rows: NDArray[np.int64]) -> bool:
        """Show these rows of this table.

        Returns:
            Whether rows came, went or moved: then the view has lost its selection. Where only
            cells changed they are repainted.
        """
        same_rows = np.array_equal(rows, self._rows) and len(table) == len(self._table)
        if same_rows and table is self._table:
            return False
        if same_rows:
            self._table = table
            if len(rows):
                last = self.index(len(rows) - 1, len(COLUMNS) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return False
        self.beginResetModel()
        self._table, self._rows = table, rows
        self._place = {}
        self.endResetModel()
        return True

    @property
    def table(self) -> ClipTable:
        """All clips, shown or not."""
        return self._table

    def column_words(self, column: str) -> list[str]:
        """Every word that may stand in a column, its title included."""
        words = {
            "scene": [api.display_name(one) for one in self._table.scenes],
            "device": [device_title(one) for one in self._table.devices],
            "location": [api.display_name(one) for one in self._table.values("location")],
            "state": list(self._states.values()),
        }
        return [self._titles[column], *words.get(column, [])]

    def clip_at(self, row: int) -> api.ClipRow | None:
        """The clip of a shown row."""
        return self._table.clips[self._rows[row]] if 0 <= row < len(self._rows) else None

    def row_of(self, segment_id: int) -> int | None:
        """The shown row of a clip, None if the filter hides it."""
        if not self._place and len(self._rows):
            clips = self._table.clips
            self._place = {clips[row].segment_id: n for n, row in enumerate(self._rows)}
        return self._place.get(segment_id)

    def selection_of(self, segment_ids: Sequence[int]) -> QItemSelection:
        """The rows of these clips, as few ranges as possible."""
        found = (self.row_of(one) for one in segment_ids)
        rows = sorted(row for row in found if row is not None)
        selection = QItemSelection()
        start = 0
        for n in range(1, len(rows) + 1):
            if n == len(rows) or rows[n] != rows[n - 1] + 1:
                first = self.index(rows[start], 0)
                last = self.index(rows[n - 1], len(COLUMNS) - 1)
                selection.append(QItemSelectionRange(first, last))
                start = n
        return selection

    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        """Number of shown clips."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = ROOT) -> int:
        """Number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Titles of the columns."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._titles[COLUMNS[section]]
        if role == Qt.ItemDataRole.TextAlignmentRole and COLUMNS[section] == "length":
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words of a cell, or the whole clip."""
        clip = self.clip_at(index.row())
        if clip is None:
            return None
        if role == CLIP_ROLE:
            return clip
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(clip, COLUMNS[index.column()])
        if role == Qt.ItemDataRole.ToolTipRole and COLUMNS[index.column()] == "name":
            return clip.relative_path
        return None

    def _words(self, clip: "api.ClipRow", column: str) -> str:
        words = {
            "sound": "",
            "name": clip.path.name,
            "scene": " + ".join(map(api.display_name, clip.scenes)) or "—",
            "device": device_title(clip.device) if clip.device else "—",
            "location": api.display_name(clip.location) if clip.location else "—",
            "length": self.tr("{seconds} s").format(seconds=f"{clip.duration_s:.1f}"),
            "state": self._states.get(clip.state, clip.state),
        }
        return words[column]


def device_title(device: str) -> str:
    """``s4`` as people read it: ``S4``; longer names as they are."""
    return device.upper() if len(device) <= 2 else api.display_name(device)
