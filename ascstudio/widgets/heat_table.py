"""Accuracy of every scene on every device as a table of colours, with the groups of devices."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from ascstudio import theme
from ascstudio.theme import Mark
from ascstudio.widgets.cell_grid import (
    Cell,
    CellGrid,
    Cells,
    fitted,
    paint_names,
    room_for_names,
)
from ascstudio.widgets.marks import paint_mark


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a row or a column.

    Attributes:
        name: in words.
        mark: of the scene or device.
        group: of a column: what stands above it and its neighbours of the same group.
    """

    name: str
    mark: Mark
    group: str = ""


@dataclass(frozen=True, slots=True)
class HeatCell:
    """Accuracy in one cell.

    Attributes:
        accuracy: 0 to 1; None where there is no clip.
        words: the cell in words, for the tooltip and screen readers.
        few: too few clips to say.
    """

    accuracy: float | None
    words: str
    few: bool = False


class _Accuracies(Cells):
    """A row per scene, a column per device."""

    def __init__(
        self, rows: Sequence[Head], columns: Sequence[Head], cells: Sequence[Sequence[HeatCell]]
    ) -> None:
        self._rows, self._columns, self._cells = tuple(rows), tuple(columns), cells

    @property
    def shape(self) -> tuple[int, int]:
        """Scenes and devices."""
        return len(self._rows), len(self._columns)

    @property
    def above(self) -> float:
        """Height of the heads of the columns."""
        groups = any(column.group for column in self._columns)
        return theme.px(26) + (theme.px(24) if groups else 0)

    def cell(self, row: int, column: int) -> Cell:
        """The accuracy in percent, as its colour and as a number."""
        shown = self._cells[row][column]
        if shown.accuracy is None:
            return Cell(None)
        return Cell(shown.accuracy, f"{100 * shown.accuracy:.0f}", few=shown.few)

    def words(self, row: int, column: int) -> str:
        """As they were given."""
        return self._cells[row][column].words

    def room(self, width: float, height: float) -> QRectF:
        """Beside the names, under the heads."""
        left = room_for_names([row.name for row in self._rows], width)
        return QRectF(left, self.above, width - left, max(1.0, height - self.above))

    def paint_heads(self, painter: QPainter, grid: QRectF, lit_row: int) -> None:
        """Names of the rows, names of the columns, groups above them."""
        names, marks = [row.name for row in self._rows], [row.mark for row in self._rows]
        paint_names(painter, grid, names, marks, lit_row)
        painter.setFont(theme.font("label"))
        side, line, width = theme.px(13), theme.px(22), grid.width() / len(self._columns)
        for n, column in enumerate(self._columns):
            name = fitted(painter, column.name, width - side - 8)
            taken = painter.fontMetrics().horizontalAdvance(name) + side + 4
            left = grid.left() + n * width + max(0.0, (width - taken) / 2)
            top = grid.top() - line - 2
            paint_mark(painter, QRectF(left, top + (line - 11) / 2, 11, 11), column.mark)
            painter.setPen(theme.color("text"))
            room = QRectF(left + side + 2, top, width, line)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
        self._paint_groups(painter, grid, width)

    def _paint_groups(self, painter: QPainter, grid: QRectF, width: float) -> None:
        """A line over neighbours of one group, its name above it."""
        painter.setFont(theme.font("caption"))
        start = 0
        for n in range(1, len(self._columns) + 1):
            group = self._columns[start].group
            if n < len(self._columns) and self._columns[n].group == group:
                continue
            if group:
                left, right = grid.left() + start * width + 2, grid.left() + n * width - 2
                room = QRectF(left, 0, right - left, theme.px(20))
                painter.setPen(theme.color("text3"))
                words = fitted(painter, group, room.width())
                painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)
                painter.fillRect(QRectF(left, room.bottom(), right - left, 1), theme.color("ctl"))
            start = n


class HeatTable(CellGrid):
    """Rows are scenes, columns devices."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setMinimumWidth(theme.px(300))

    def sizeHint(self) -> QSize:
        """Ten scenes of nine devices."""
        return QSize(theme.px(760), self.minimumHeight())

    def set_cells(
        self, rows: Sequence[Head], columns: Sequence[Head], cells: Sequence[Sequence[HeatCell]]
    ) -> None:
        """Show a row of ``cells`` per row, each with one per column."""
        shown = _Accuracies(rows, columns, cells)
        line = max(theme.px(24), QFontMetrics(theme.font("table")).height() + 6)
        self.setMinimumHeight(round(shown.above + line * len(rows)))
        self.show_cells(shown)
