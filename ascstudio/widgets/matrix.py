"""The confusion matrix: rows are the truth, columns the decision; every cell can be heard."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ascstudio import theme
from ascstudio.theme import Mark
from ascstudio.widgets.controls import ARROWS, PRESS_KEYS, claims, focus_ring
from ascstudio.widgets.marks import paint_mark

EMPTY_BELOW = 0.005
"""Cells under this share stay empty."""

FEW = 10
"""Rows with fewer clips than this are hatched: too few to say."""


def shares(counts: NDArray[np.int64]) -> NDArray[np.float64]:
    """Each row divided by its sum; rows without clips stay zero.

    Args:
        counts: (K, K).

    Returns:
        (K, K).
    """
    total = counts.sum(axis=1, keepdims=True)
    return np.divide(counts, total, out=np.zeros(counts.shape), where=total > 0)


class ConfusionMatrix(QWidget):
    """Counts per truth and decision. Arrows move, a click chooses, Enter asks to hear.

    Args:
        name: what is shown, for screen readers.
    """

    cell_chosen = Signal(int, int)
    cell_activated = Signal(int, int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._counts: NDArray[np.int64] = np.zeros((0, 0), np.int64)
        self._names: list[str] = []
        self._marks: list[Mark] = []
        self._shown = "shares"
        self._chosen: tuple[int, int] | None = None
        self._hover: tuple[int, int] | None = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(theme.px(260), theme.px(200))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Room for ten scenes."""
        return QSize(theme.px(520), theme.px(440))

    def set_matrix(
        self, counts: NDArray[np.int64], names: Sequence[str], marks: Sequence[Mark]
    ) -> None:
        """Show counts of shape (K, K) for K scenes."""
        self._counts = np.asarray(counts, np.int64)
        self._names, self._marks = list(names), list(marks)
        if self._chosen is not None and max(self._chosen) >= len(self._names):
            self._chosen = None
        rows = len(self._names) * (QFontMetrics(theme.font("table")).height() + 4)
        self.setMinimumHeight(max(theme.px(200), rows + theme.px(24)))
        self._describe()
        self.update()

    def set_shown(self, what: str) -> None:
        """Show ``shares`` of the row in percent, or ``counts``."""
        self._shown = what
        self.update()

    def select(self, row: int, column: int) -> None:
        """Choose a cell without telling anybody."""
        self._chosen = (row, column) if row >= 0 else None
        self._describe()
        self.update()

    def words(self, row: int, column: int) -> str:
        """A cell in words: ``Bus heard as Tram: 38 of 231``."""
        count, total = int(self._counts[row, column]), int(self._counts[row].sum())
        text = self.tr("%1 heard as %2: %3 of %4")
        for number, value in enumerate(
            (self._names[row], self._names[column], f"{count:,}", f"{total:,}"), start=1
        ):
            text = text.replace(f"%{number}", value)
        return text

    def cell_rect(self, row: int, column: int) -> QRectF:
        """Where a cell is, in pixels of the widget."""
        grid, width, height = self._grid()
        return QRectF(grid.left() + column * width, grid.top() + row * height, width, height)

    def _grid(self) -> tuple[QRectF, float, float]:
        metrics = QFontMetrics(theme.font("table"))
        longest = max((metrics.horizontalAdvance(name) for name in self._names), default=0)
        left = min(longest + 2, self.width() * 0.4) + self._beside_names()
        grid = QRectF(left, 0, self.width() - left, self.height() - theme.px(24))
        n = max(1, len(self._names))
        return grid, grid.width() / n, grid.height() / n

    def _beside_names(self) -> int:
        """Room for the mark between a name and its row."""
        return theme.px(13) + 13

    def _at(self, event: QMouseEvent) -> tuple[int, int] | None:
        grid, width, height = self._grid()
        if not self._names or not grid.contains(event.position()):
            return None
        column = int((event.position().x() - grid.left()) / width)
        row = int((event.position().y() - grid.top()) / height)
        last = len(self._names) - 1
        return min(row, last), min(column, last)

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
        """Hear the cell under the pointer."""
        if (cell := self._at(event)) is not None:
            self.cell_activated.emit(*cell)

    def event(self, event: QEvent) -> bool:
        """Keep the keys used here from shortcuts."""
        return claims(event, (*PRESS_KEYS, *ARROWS)) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Enter and Space ask to hear."""
        moves = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
        key = Qt.Key(event.key())
        if not self._names:
            super().keyPressEvent(event)
        elif key in moves:
            row, column = self._chosen or (0, 0)
            if self._chosen is not None:
                row, column = row + moves[key][0], column + moves[key][1]
            last = len(self._names) - 1
            self._choose(min(max(row, 0), last), min(max(column, 0), last))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._chosen:
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

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw names, cells and marks."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._names:
            return
        grid, width, height = self._grid()
        part = shares(self._counts)
        for row in range(len(self._names)):
            self._paint_names(painter, row, grid, width, height)
            few = 0 < self._counts[row].sum() < FEW
            for column in range(len(self._names)):
                self._paint_cell(painter, row, column, float(part[row, column]), few=bool(few))
        if self.hasFocus() and self._chosen is None:
            focus_ring(painter, grid, 4)

    def _paint_names(
        self, painter: QPainter, row: int, grid: QRectF, width: float, height: float
    ) -> None:
        top = grid.top() + row * height
        lit = self._hover is not None and self._hover[0] == row
        painter.setFont(theme.font("table"))
        painter.setPen(theme.color("text" if lit else "text2"))
        room = QRectF(0, top, grid.left() - self._beside_names(), height)
        words = painter.fontMetrics().elidedText(
            self._names[row], Qt.TextElideMode.ElideRight, int(room.width())
        )
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(room, right, words)
        side = theme.px(13)
        spot = QRectF(grid.left() - side - 7, top + (height - side) / 2, side, side)
        paint_mark(painter, spot, self._marks[row])
        below = QRectF(
            grid.left() + row * width + (width - side) / 2, grid.bottom() + 7, side, side
        )
        paint_mark(painter, below, self._marks[row])

    def _paint_cell(
        self, painter: QPainter, row: int, column: int, share: float, *, few: bool
    ) -> None:
        box = self.cell_rect(row, column).adjusted(1, 1, -1, -1)
        empty = share < EMPTY_BELOW
        dark = theme.tokens().name == "dark"
        ground = theme.color("bg1" if not dark else "bg3") if empty else theme.heat_color(share)
        if empty:
            ground = theme.mix(theme.color("bg2"), theme.color("bg3"), 0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 3, 3)
        if few:
            painter.setBrush(QBrush(theme.color("ctl"), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(box, 3, 3)
        if self._hover is not None and (row == self._hover[0] or column == self._hover[1]):
            painter.setPen(QPen(theme.color("ctl"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if not empty:
            painter.setFont(theme.font("table"))
            if row == column:
                bold = painter.font()
                bold.setWeight(bold.Weight.DemiBold)
                painter.setFont(bold)
            painter.setPen(theme.readable_on(ground))
            number = f"{100 * share:.0f}"
            if self._shown == "counts":
                number = str(int(self._counts[row, column]))
            if painter.fontMetrics().horizontalAdvance(number) <= box.width():
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number)
        if (row, column) == self._chosen:
            painter.setPen(QPen(theme.color("text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 3, 3)


class DeviceMatrix(QAbstractButton):
    """A small matrix of one device: mark, name, accuracy; pressing it shows it large.

    Args:
        mark: the device's mark.
        name: the device.
    """

    def __init__(self, mark: Mark, name: str) -> None:
        super().__init__()
        self._mark, self._name = mark, name
        self._counts: NDArray[np.int64] = np.zeros((0, 0), np.int64)
        self._accuracy = ""
        self._chosen = False
        self.setAccessibleName(name)
        self.setMinimumSize(theme.px(84), theme.px(84))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Nine fit beside the large one."""
        return QSize(theme.px(100), theme.px(150))

    def set_matrix(self, counts: NDArray[np.int64], accuracy: str) -> None:
        """Show counts of shape (K, K) and the accuracy in words, e.g. ``68.2 %``."""
        self._counts, self._accuracy = np.asarray(counts, np.int64), accuracy
        self.setAccessibleDescription(accuracy)
        self.update()

    def set_chosen(self, chosen: bool) -> None:
        """Show whether this device is the one shown large."""
        self._chosen = chosen
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw head and cells."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.color("accent" if self._chosen else "line"), 1))
        lit = self._chosen or self.underMouse()
        painter.setBrush(theme.color("soft" if self._chosen else "bg3" if lit else "bg2"))
        painter.drawRoundedRect(box, 6, 6)
        if self.hasFocus():
            focus_ring(painter, box, 5, "text" if self._chosen else "accent")
        line = theme.px(22)
        paint_mark(painter, QRectF(8, (line - 12) / 2 + 2, 12, 12), self._mark)
        painter.setFont(theme.font("label"))
        painter.setPen(theme.color("text"))
        middle = Qt.AlignmentFlag.AlignVCenter
        taken = painter.fontMetrics().horizontalAdvance(self._accuracy) + 8
        name = painter.fontMetrics().elidedText(
            self._name, Qt.TextElideMode.ElideRight, max(12, int(box.width()) - 33 - taken)
        )
        painter.drawText(QRectF(25, 2, box.width() - 25, line), middle, name)
        right = middle | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRectF(25, 2, box.width() - 33, line), right, self._accuracy)
        n = len(self._counts)
        if not n:
            return
        room = box.adjusted(8, line + 2, -8, -8)
        part = shares(self._counts)
        width, height = room.width() / n, room.height() / n
        painter.setPen(Qt.PenStyle.NoPen)
        for row in range(n):
            for column in range(n):
                cell = QRectF(
                    room.left() + column * width, room.top() + row * height, width - 1, height - 1
                )
                painter.fillRect(cell, theme.heat_color(float(part[row, column])))
