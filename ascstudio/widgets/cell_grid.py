"""Tables of coloured cells of which every one can be chosen and heard."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ascstudio import theme
from ascstudio.theme import Mark
from ascstudio.widgets.controls import ARROWS, PRESS_KEYS, claims, focus_ring
from ascstudio.widgets.marks import paint_mark

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


class Cells(ABC):
    """What a grid shows at one time: how many cells there are, what each says, their heads."""

    @property
    @abstractmethod
    def shape(self) -> tuple[int, int]:
        """How many rows and columns there are."""

    @abstractmethod
    def cell(self, row: int, column: int) -> Cell:
        """What a cell shows."""

    @abstractmethod
    def words(self, row: int, column: int) -> str:
        """A cell in words, for the tooltip and screen readers."""

    @abstractmethod
    def room(self, width: float, height: float) -> QRectF:
        """Where the cells lie in a widget of this size; around them is room for the heads."""

    @abstractmethod
    def paint_heads(self, painter: QPainter, grid: QRectF, lit_row: int) -> None:
        """Draw what stands around the cells.

        Args:
            painter: to draw with.
            grid: where the cells lie.
            lit_row: in which the pointer is; -1 for none.
        """


class NoCells(Cells):
    """Nothing, before there is something."""

    @property
    def shape(self) -> tuple[int, int]:
        """None."""
        return 0, 0

    def cell(self, row: int, column: int) -> Cell:
        """An empty one."""
        return Cell(None)

    def words(self, row: int, column: int) -> str:
        """None."""
        return ""

    def room(self, width: float, height: float) -> QRectF:
        """All of it."""
        return QRectF(0, 0, width, height)

    def paint_heads(self, painter: QPainter, grid: QRectF, lit_row: int) -> None:
        """Nothing."""


class CellGrid(QWidget):
    """Rows and columns of cells. Arrows move, a click chooses, Enter and a double click activate.

    Args:
        name: what is shown, for screen readers.
    """

    cell_chosen = Signal(int, int)
    cell_activated = Signal(int, int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.cells: Cells = NoCells()
        self._chosen: tuple[int, int] | None = None
        self._hover: tuple[int, int] | None = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_cells(self, cells: Cells) -> None:
        """Show these cells; the one that was chosen stays chosen where it is still there."""
        self.cells = cells
        rows, columns = cells.shape
        if self._chosen is not None and (self._chosen[0] >= rows or self._chosen[1] >= columns):
            self._chosen = None
        self._hover = None
        self._describe()
        self.update()

    def grid_rect(self) -> QRectF:
        """Where the cells lie, in pixels of the widget."""
        return self.cells.room(self.width(), self.height())

    # Choosing

    def select(self, row: int, column: int) -> None:
        """Choose a cell without telling anybody; -1 for none."""
        self._chosen = (row, column) if row >= 0 else None
        self._describe()
        self.update()

    def cell_rect(self, row: int, column: int) -> QRectF:
        """Where a cell is, in pixels of the widget."""
        grid, (rows, columns) = self.grid_rect(), self.cells.shape
        width, height = grid.width() / max(1, columns), grid.height() / max(1, rows)
        return QRectF(grid.left() + column * width, grid.top() + row * height, width, height)

    def _at(self, event: QMouseEvent) -> tuple[int, int] | None:
        grid, (rows, columns) = self.grid_rect(), self.cells.shape
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
            self.setToolTip(self.cells.words(*hover) if hover else "")
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
        key, (rows, columns) = Qt.Key(event.key()), self.cells.shape
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
        self.setAccessibleDescription(self.cells.words(*self._chosen) if self._chosen else "")

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw heads and cells."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        grid, (rows, columns) = self.grid_rect(), self.cells.shape
        if not rows or not columns:
            return
        self.cells.paint_heads(painter, grid, self._hover[0] if self._hover else -1)
        for row in range(rows):
            for column in range(columns):
                self._paint_cell(painter, row, column)
        if self.hasFocus() and self._chosen is None:
            focus_ring(painter, grid, 4)

    def _paint_cell(self, painter: QPainter, row: int, column: int) -> None:
        box, shown = (
            self.cell_rect(row, column).adjusted(1, 1, -1, -1),
            self.cells.cell(row, column),
        )
        ground = empty_color() if shown.share is None else theme.heat_color(shown.share)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 3, 3)
        if shown.few:
            hatch(painter, box, ground)
        if self._hover is not None and (row == self._hover[0] or column == self._hover[1]):
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


def room_for_names(names: Sequence[str], width: float) -> float:
    """Where cells begin beside the names and marks of their rows, in a widget of this width."""
    metrics = QFontMetrics(theme.font("table"))
    longest = max((metrics.horizontalAdvance(name) for name in names), default=0)
    return min(longest + 2, width * 0.4) + _beside_names()


def paint_names(
    painter: QPainter, grid: QRectF, names: Sequence[str], marks: Sequence[Mark], lit_row: int
) -> None:
    """Draw names and marks at the left of their rows."""
    side, height = theme.px(13), grid.height() / max(1, len(names))
    painter.setFont(theme.font("table"))
    right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
    for row, (name, mark) in enumerate(zip(names, marks, strict=True)):
        top = grid.top() + row * height
        painter.setPen(theme.color("text" if row == lit_row else "text2"))
        room = QRectF(0, top, grid.left() - _beside_names(), height)
        painter.drawText(room, right, fitted(painter, name, room.width()))
        spot = QRectF(grid.left() - side - 7, top + (height - side) / 2, side, side)
        paint_mark(painter, spot, mark)


def fitted(painter: QPainter, words: str, width: float) -> str:
    """Words that end in three dots where they are too long."""
    room = max(8, int(width))
    return painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)


def _beside_names() -> int:
    """Room for the mark between a name and its row."""
    return theme.px(13) + 13
