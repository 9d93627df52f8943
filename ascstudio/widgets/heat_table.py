"""Accuracy of every scene on every device as a table of colours, with the groups of devices."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from ascstudio import theme
from ascstudio.theme import Mark
from ascstudio.widgets.cell_grid import Cell, CellGrid
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


class HeatTable(CellGrid):
    """Rows are scenes, columns devices; a chosen column is framed."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._rows: tuple[Head, ...] = ()
        self._columns: tuple[Head, ...] = ()
        self._cells: Sequence[Sequence[HeatCell]] = ()
        self.setMinimumWidth(theme.px(300))

    def sizeHint(self) -> QSize:
        """Ten scenes of nine devices."""
        return QSize(theme.px(760), self.minimumHeight())

    def set_cells(
        self, rows: Sequence[Head], columns: Sequence[Head], cells: Sequence[Sequence[HeatCell]]
    ) -> None:
        """Show a row of ``cells`` per row, each with one per column."""
        self._rows, self._columns, self._cells = tuple(rows), tuple(columns), cells
        line = max(theme.px(24), QFontMetrics(theme.font("table")).height() + 6)
        self.setMinimumHeight(round(self._above() + line * len(rows)))
        self._renewed()

    def n_cells(self) -> tuple[int, int]:
        """Scenes and devices."""
        return len(self._rows), len(self._columns)

    def cell(self, row: int, column: int) -> Cell:
        """The accuracy in percent, as its colour and as a number."""
        shown = self._cells[row][column]
        if shown.accuracy is None:
            return Cell(None)
        return Cell(shown.accuracy, f"{100 * shown.accuracy:.0f}", few=shown.few)

    def words(self, row: int, column: int) -> str:
        """As they were given."""
        return self._cells[row][column].words

    def grid_rect(self) -> QRectF:
        """Beside the names, under the heads."""
        metrics = QFontMetrics(theme.font("table"))
        longest = max((metrics.horizontalAdvance(row.name) for row in self._rows), default=0)
        left = min(longest + 2, self.width() * 0.4) + theme.px(13) + 13
        top = self._above()
        return QRectF(left, top, self.width() - left, max(1.0, self.height() - top))

    def _above(self) -> float:
        groups = any(column.group for column in self._columns)
        return theme.px(26) + (theme.px(24) if groups else 0)

    def paint_heads(self, painter: QPainter, grid: QRectF, width: float, height: float) -> None:
        """Names of the rows, names of the columns, groups above them."""
        side = theme.px(13)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.setFont(theme.font("table"))
        for n, row in enumerate(self._rows):
            top = grid.top() + n * height
            painter.setPen(theme.color("text" if self.lit(row=n) else "text2"))
            room = QRectF(0, top, grid.left() - side - 13, height)
            painter.drawText(room, right, _fit(painter, row.name, room.width()))
            spot = QRectF(grid.left() - side - 7, top + (height - side) / 2, side, side)
            paint_mark(painter, spot, row.mark)
        painter.setFont(theme.font("label"))
        line = theme.px(22)
        for n, column in enumerate(self._columns):
            name = _fit(painter, column.name, width - side - 8)
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
                words = _fit(painter, group, room.width())
                painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)
                painter.fillRect(QRectF(left, room.bottom(), right - left, 1), theme.color("ctl"))
            start = n


def _fit(painter: QPainter, words: str, width: float) -> str:
    room = max(8, int(width))
    return painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
