"""The clip table for a ``QTableView``: cells are made when they are painted."""

from collections.abc import Callable, Iterable, Sequence
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
from ascstudio.translation import told
from ascstudio.words import numeral, plain
from ml_core import api

AnyIndex = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()

COLUMNS: tuple[str, ...] = (
    "sound", "name", "scene", "device", "city", "location", "length", "level", "split", "state",
    "note",
)  # fmt: skip
NUMBERS = ("length", "level")
"""Columns whose words stand at the right."""
SORT_KEYS: dict[str, SortKey] = {
    "name": "name",
    "scene": "scene",
    "device": "device",
    "location": "location",
    "length": "length",
    "split": "split",
    "state": "state",
}
CLIP_ROLE = Qt.ItemDataRole.UserRole


class ClipTableModel(QAbstractTableModel):
    """The filtered and sorted rows of one ``ClipTable``.

    ``CLIP_ROLE`` gives the ``ClipRow``; the display role gives words, for the clipboard and for
    screen readers. The delegate of the view paints the rest.

    Args:
        level_db: how loud a clip is, None while that is not known.
    """

    def __init__(self, level_db: Callable[[int], float | None] = lambda _: None) -> None:
        super().__init__()
        self._level_db = level_db
        self._table = ClipTable()
        self._rows: NDArray[np.int64] = np.zeros(0, np.int64)
        self._shown_row: NDArray[np.int64] | None = None  # by row of the table, -1 for none
        self._last: tuple[int, api.ClipRow | None] = (-1, None)  # one row is asked for seven times
        self._titles = {
            "sound": self.tr("Sound"),
            "name": self.tr("Name"),
            "scene": self.tr("Scene"),
            "device": self.tr("Device"),
            "city": self.tr("City"),
            "location": self.tr("Location"),
            "length": self.tr("Length"),
            "level": self.tr("Level"),
            "split": self.tr("Split"),
            "note": self.tr("Note"),
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
            Whether clips came, went or moved: then the view has lost its selection. Where only
            cells changed they are repainted.
        """
        shown, ids = self._table.segment_ids, table.segment_ids
        same_rows = np.array_equal(rows, self._rows)
        same = same_rows if ids is shown else np.array_equal(ids[rows], shown[self._rows])
        if same_rows and table is self._table:
            return False
        self._last = -1, None
        if same:
            self._table, self._rows = table, rows
            self._shown_row = None
            if len(rows):
                last = self.index(len(rows) - 1, len(COLUMNS) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return False
        self.beginResetModel()
        self._table, self._rows = table, rows
        self._shown_row = None
        self.endResetModel()
        return True

    @property
    def table(self) -> ClipTable:
        """All clips, shown or not."""
        return self._table

    def column_words(self, column: str) -> list[str]:
        """Every word that may stand in a column, its title included."""
        table, name = self._table, api.display_name
        words: dict[str, Callable[[], Iterable[str]]] = {
            "scene": lambda: map(name, table.scenes),
            "device": lambda: map(device_title, table.devices),
            "location": lambda: map(name, table.values("location")),
            "city": lambda: map(name, self.known("city")),
            "note": lambda: map(plain, self.known("note")),
            "level": lambda: [level_words(-100.0)],
            "split": lambda: map(name, table.values("split")),
            "state": self._states.values,
        }
        return [self._titles[column], *words.get(column, tuple)()]

    def known(self, column: str) -> list[str]:
        """The different words of a column that clips may have nothing in: city or note."""
        return [one for one in self._table.clips.coded[column].values if one]

    def clip_at(self, row: int) -> api.ClipRow | None:
        """The clip of a shown row."""
        if not 0 <= row < len(self._rows):
            return None
        if self._last[0] != row:
            self._last = row, self._table.clips[self._rows[row]]
        return self._last[1]

    def ids_at(self, rows: NDArray[np.int64]) -> tuple[int, ...]:
        """Segment ids of shown rows (M,)."""
        return tuple(self._table.segment_ids[self._rows[rows]].tolist())

    def row_of(self, segment_id: int) -> int | None:
        """The shown row of a clip, None if the filter hides it."""
        row = int(self._shown_rows(np.array([segment_id], np.int64))[0])
        return row if row >= 0 else None

    def _shown_rows(self, segment_ids: NDArray[np.int64]) -> NDArray[np.int64]:
        """(M,) shown rows of clips, -1 for those the filter hides."""
        if self._shown_row is None:
            self._shown_row = np.full(len(self._table) + 1, -1, np.int64)  # the last is of none
            self._shown_row[self._rows] = np.arange(len(self._rows))
        return self._shown_row[self._table.rows_of(segment_ids)]

    def selection_of(self, segment_ids: Sequence[int]) -> QItemSelection:
        """The rows of these clips, as few ranges as possible."""
        rows = np.sort(self._shown_rows(np.array(segment_ids, np.int64)))
        rows = rows[rows >= 0]
        selection = QItemSelection()
        if len(rows):
            cuts = np.flatnonzero(np.diff(rows) != 1)
            firsts = rows[np.concatenate([[0], cuts + 1])].tolist()
            lasts = rows[np.concatenate([cuts, [-1]])].tolist()
            for first, last in zip(firsts, lasts, strict=True):
                corners = self.index(first, 0), self.index(last, len(COLUMNS) - 1)
                selection.append(QItemSelectionRange(*corners))
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
        if role == Qt.ItemDataRole.TextAlignmentRole and COLUMNS[section] in NUMBERS:
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
        column = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole and column == "name":
            return plain(clip.relative_path)
        if role == Qt.ItemDataRole.ToolTipRole and column == "note":
            return plain(clip.note)
        return None

    def _words(self, clip: "api.ClipRow", column: str) -> str:
        words = {
            "sound": "",
            "name": plain(clip.name),
            "scene": " + ".join(map(api.display_name, clip.scenes)) or "—",
            "device": device_title(clip.device) if clip.device else "—",
            "city": api.display_name(clip.city) if clip.city else "—",
            "location": api.display_name(clip.location) if clip.location else "—",
            "level": level_words(self._level_db(clip.segment_id)),
            "split": told(api.display_name(clip.split)) if clip.split else "—",
            "note": plain(clip.note),
            "length": self.tr("{seconds} s").format(seconds=numeral(clip.duration_s, ".1f")),
            "state": self._states.get(clip.state, clip.state),
        }
        return words[column]


def level_words(level_db: float | None) -> str:
    """``−38.2 dBFS``; nothing while it is not known."""
    return "" if level_db is None else f"{numeral(level_db, '.1f')} dBFS".replace("-", "\u2212")


def device_title(device: str) -> str:
    """``s4`` as people read it: ``S4``; longer names as they are."""
    return plain(device.upper()) if len(device) <= 2 else api.display_name(device)
