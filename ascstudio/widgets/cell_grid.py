"""Tables of coloured cells of which every one can be chosen and heard."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ascstudio import theme
from ascstudio.widgets.controls import ARROWS, PRESS_KEYS, claims, focus_ring

MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows.

    Attributes:
        share: 0 to 1, its colour; None leaves it empty.
        text: printed if there is room.
        few: hatched, for too few clips to say.
        strong: bold.
    """

    share: float | None
    text: str = ""
    few: bool = False
    strong: bool = False


class CellGrid(QWidget):
    """Rows and columns of cells. Arrows move, a click chooses, Enter and a double click activate.

    Subclasses say how many rows and columns there are, where they lie, what a cell shows and how
    it is said, and paint what stands around them.

    Args:
        name: what is shown, for screen readers.
    """

    cell_chosen = Signal(int, int)
    cell_activated = Signal(int, int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._chosen: tuple[int, int] | None = None
        self._hover: tuple[int, int] | None = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # What subclasses say

    def n_cells(self) -> tuple[int, int]:
        """How many rows and columns there are."""
        raise NotImplementedError

    def grid_rect(self) -> QRectF:
        """Where the cells lie, in pixels of the widget."""
        raise NotImplementedError

    def cell(self, row: int, column: int) -> Cell:
        """What a cell shows."""
        raise NotImplementedError

    def words(self, row: int, column: int) -> str:
        """A cell in words, for the tooltip and screen readers."""
        raise NotImplementedError

    def paint_heads(self, painter: QPainter, grid: QRectF, width: float, height: float) -> None:
        """Draw what stands around the cells, which are ``width`` by ``height``."""
        raise NotImplementedError

    # Choosing

    def select(self, row: int, column: int) -> None:
        """Choose a cell without telling anybody; -1 for none."""
        self._chosen = (row, column) if row >= 0 else None
        self._describe()
        self.update()

    def lit(self, row: int = -1, column: int = -1) -> bool:
        """Whether the pointer is in this row or column."""
        return self._hover is not None and (row == self._hover[0] or column == self._hover[1])

    def cell_rect(self, row: int, column: int) -> QRectF:
        """Where a cell is, in pixels of the widget."""
        grid, (rows, columns) = self.grid_rect(), self.n_cells()
        width, height = grid.width() / max(1, columns), grid.height() / max(1, rows)
        return QRectF(grid.left() + column * width, grid.top() + row * height, width, height)

    def _renewed(self) -> None:
        """The cells are others now."""
        rows, columns = self.n_cells()
        if self._chosen is not None and (self._chosen[0] >= rows or self._chosen[1] >= columns):
            self._chosen = None
        self._hover = None
        self._describe()
        self.update()

    def _at(self, event: QMouseEvent) -> tuple[int, int] | None:
        grid, (rows, columns) = self.grid_rect(), self.n_cells()
        if not rows or not columns or not grid.contains(event.position()):
            return None
        across = (event.position().x() - grid.left()) / grid.width()
        down = (event.position().y() - grid.top()) / grid.height()
        return min(int(down * rows), rows - 1), min(int(across * columns), columns - 1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light row and column up and say the cell in words."""
        hover = self._at(event)
        if hover != self._hover:
            self._hover = hover
            self.setToolTip(self.words(*hover) if hover else "")
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        self._hover = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the cell under the pointer."""
        if (cell := self._at(event)) is not None:
            self._choose(*cell)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Activate the cell under the pointer."""
        if (cell := self._at(event)) is not None:
            self.cell_activated.emit(*cell)

    def event(self, event: QEvent) -> bool:
        """Keep the keys used here from shortcuts."""
        return claims(event, (*PRESS_KEYS, *ARROWS)) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Enter and Space activate."""
        key, (rows, columns) = Qt.Key(event.key()), self.n_cells()
        if not rows or not columns:
            super().keyPressEvent(event)
        elif key in MOVES:
            row, column = self._chosen or (0, 0)
            if self._chosen is not None:
                row, column = row + MOVES[key][0], column + MOVES[key][1]
            self._choose(min(max(row, 0), rows - 1), min(max(column, 0), columns - 1))
        elif key in PRESS_KEYS and self._chosen:
            self.cell_activated.emit(*self._chosen)
        else:
            super().keyPressEvent(event)

    def _choose(self, row: int, column: int) -> None:
        if (row, column) == self._chosen:
            return
        self._chosen = (row, column)
        self._describe()
        self.update()
        self.cell_chosen.emit(row, column)

    def _describe(self) -> None:
        self.setAccessibleDescription(self.words(*self._chosen) if self._chosen else "")

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw heads and cells."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        grid, (rows, columns) = self.grid_rect(), self.n_cells()
        if not rows or not columns:
            return
        self.paint_heads(painter, grid, grid.width() / columns, grid.height() / rows)
        for row in range(rows):
            for column in range(columns):
                self._paint_cell(painter, row, column)
        if self.hasFocus() and self._chosen is None:
            focus_ring(painter, grid, 4)

    def _paint_cell(self, painter: QPainter, row: int, column: int) -> None:
        box, shown = self.cell_rect(row, column).adjusted(1, 1, -1, -1), self.cell(row, column)
        ground = empty_color() if shown.share is None else theme.heat_color(shown.share)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 3, 3)
        if shown.few:
            hatch(painter, box, ground)
        if self.lit(row, column):
            painter.setPen(QPen(theme.color("ctl"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if shown.text:
            self._paint_text(painter, box, shown, ground)
        if (row, column) == self._chosen:
            painter.setPen(QPen(theme.color("text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 3, 3)

    def _paint_text(self, painter: QPainter, box: QRectF, shown: Cell, ground: QColor) -> None:
        face = theme.font("table")
        if shown.strong:
            face.setWeight(face.Weight.DemiBold)
        painter.setFont(face)
        words = painter.fontMetrics().horizontalAdvance(shown.text)
        if words > box.width():
            return
        if shown.few:  # the hatching leaves the number alone
            plate = QRectF(0, 0, words + 6, painter.fontMetrics().height())
            plate.moveCenter(box.center())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(plate, 3, 3)
        painter.setPen(theme.readable_on(ground))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown.text)


def empty_color() -> QColor:
    """The ground of a cell in which nothing is."""
    return theme.mix(theme.color("bg2"), theme.color("bg3"), 0.5)


def hatch(painter: QPainter, box: QRectF, ground: QColor | None = None) -> None:
    """Mark a box as too few to say; ``ground`` is what it is painted with."""
    shade = theme.readable_on(ground or theme.color("bg2"))
    shade.setAlphaF(0.3)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(shade, Qt.BrushStyle.BDiagPattern))
    painter.drawRoundedRect(box, 3, 3)
