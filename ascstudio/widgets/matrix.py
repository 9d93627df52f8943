"""The confusion matrix: rows are the truth, columns the decision; every cell can be heard."""

from collections.abc import Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ascstudio import theme
from ascstudio.theme import Mark
from ascstudio.widgets.cell_grid import (
    Cell,
    CellGrid,
    Cells,
    hatch,
    paint_names,
    room_for_names,
)
from ascstudio.widgets.controls import focus_ring
from ascstudio.widgets.marks import paint_mark
from ascstudio.words import counted, numeral

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


class _Confusions(Cells):
    """Counts per truth and decision, as shares of the row or as they are."""

    def __init__(
        self, counts: NDArray[np.int64], names: Sequence[str], marks: Sequence[Mark], shown: str
    ) -> None:
        self._counts, self._shares = counts, shares(counts)
        self._names, self._marks, self._shown = list(names), list(marks), shown

    @property
    def shape(self) -> tuple[int, int]:
        """A row and a column per scene."""
        return len(self._names), len(self._names)

    def cell(self, row: int, column: int) -> Cell:
        """The share of the row, as its colour and as a number."""
        share = float(self._shares[row, column])
        few = 0 < self._counts[row].sum() < FEW
        if share < EMPTY_BELOW:
            return Cell(None, few=bool(few))
        counts = self._shown == "counts"
        text = str(int(self._counts[row, column])) if counts else f"{100 * share:.0f}"
        return Cell(share, text, few=bool(few), strong=row == column)

    def words(self, row: int, column: int) -> str:
        """A cell in words: ``Bus heard as Tram: 38 of 231``."""
        tr = partial(QCoreApplication.translate, "ConfusionMatrix")
        count, total = int(self._counts[row, column]), int(self._counts[row].sum())
        text = tr("{truth} heard as {heard}: {n} of {all}").format(
            truth=self._names[row], heard=self._names[column], n=numeral(count), all=numeral(total)
        )
        if 0 < total < FEW:
            few = counted(total, tr("{n} clip: too few to say"), tr("{n} clips: too few to say"))
            text = f"{text}. {few}"
        return text

    def room(self, width: float, height: float) -> QRectF:
        """Beside the names, above the marks."""
        left = room_for_names(self._names, width)
        return QRectF(left, 0, width - left, height - theme.px(24))

    def paint_heads(self, painter: QPainter, grid: QRectF, lit_row: int) -> None:
        """Names and marks of the rows, marks of the columns."""
        paint_names(painter, grid, self._names, self._marks, lit_row)
        side, width = theme.px(13), grid.width() / len(self._marks)
        for column, mark in enumerate(self._marks):
            left = grid.left() + column * width + (width - side) / 2
            paint_mark(painter, QRectF(left, grid.bottom() + 7, side, side), mark)


class ConfusionMatrix(CellGrid):
    """Counts per truth and decision."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._counts: NDArray[np.int64] = np.zeros((0, 0), np.int64)
        self._names: list[str] = []
        self._marks: list[Mark] = []
        self._shown = "shares"
        self.setMinimumSize(theme.px(260), theme.px(200))

    def sizeHint(self) -> QSize:
        """Room for ten scenes."""
        return QSize(theme.px(520), theme.px(440))

    def set_matrix(
        self, counts: NDArray[np.int64], names: Sequence[str], marks: Sequence[Mark]
    ) -> None:
        """Show counts of shape (K, K) for K scenes."""
        self._counts = np.asarray(counts, np.int64)
        self._names, self._marks = list(names), list(marks)
        rows = len(self._names) * (QFontMetrics(theme.font("table")).height() + 4)
        self.setMinimumHeight(max(theme.px(200), rows + theme.px(24)))
        self._renew()

    def set_shown(self, what: str) -> None:
        """Show ``shares`` of the row in percent, or ``counts``."""
        self._shown = what
        self._renew()

    def _renew(self) -> None:
        self.show_cells(_Confusions(self._counts, self._names, self._marks, self._shown))


class DeviceMatrix(QAbstractButton):
    """A small matrix of one device: mark, name, accuracy; pressing it shows it large.

    Args:
        mark: the device's mark.
        name: the device.
    """

    def __init__(self, mark: Mark, name: str) -> None:
        super().__init__()
        self._mark, self._name = mark, name
        self._shares = shares(np.zeros((0, 0), np.int64))
        self._accuracy = ""
        self._chosen = self._compact = self._few = False
        self.setAccessibleName(name)
        self.setMinimumWidth(theme.px(84))
        self.set_compact(compact=False)

    def sizeHint(self) -> QSize:
        """Nine fit beside the large one."""
        return QSize(theme.px(100), theme.px(26 if self._compact else 150))

    def set_matrix(
        self, counts: NDArray[np.int64], accuracy: str, words: str = "", *, few: bool = False
    ) -> None:
        """Show counts of shape (K, K).

        Args:
            counts: rows are the truth, columns the decision.
            accuracy: e.g. ``68.2 %``.
            words: more about it, for the tooltip and screen readers.
            few: too few clips to say.
        """
        self._shares = shares(np.asarray(counts, np.int64))
        self._accuracy, self._few = accuracy, few
        self.setAccessibleDescription(f"{accuracy} {words}".strip())
        self.setToolTip(f"{self._name}: {accuracy} {words}".strip())
        self.update()

    def set_chosen(self, chosen: bool) -> None:
        """Show whether this device is the one shown large."""
        self._chosen = chosen
        self.update()

    def set_compact(self, *, compact: bool) -> None:
        """Show the figure alone, without the cells."""
        self._compact = compact
        self.setMinimumHeight(theme.px(28 if compact else 84))
        vertical = QSizePolicy.Policy.Fixed if compact else QSizePolicy.Policy.Expanding
        self.setSizePolicy(QSizePolicy.Policy.Expanding, vertical)
        self.updateGeometry()
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
        if self._few and self._compact:
            hatch(painter, box)
        if self.hasFocus():
            focus_ring(painter, box, 5, "text" if self._chosen else "accent")
        line = box.height() - 4 if self._compact else theme.px(22)
        self._paint_head(painter, box, line)
        if not self._compact and len(self._shares):
            self._paint_cells(painter, box.adjusted(8, line + 2, -8, -8))

    def _paint_head(self, painter: QPainter, box: QRectF, line: float) -> None:
        edge = 5 if self._compact else 8
        paint_mark(painter, QRectF(edge, (line - 12) / 2 + 2, 12, 12), self._mark)
        painter.setFont(theme.font("label"))
        painter.setPen(theme.color("text"))
        middle = Qt.AlignmentFlag.AlignVCenter
        room = box.width() - 2 * edge - 17
        taken = painter.fontMetrics().horizontalAdvance(self._accuracy) + 4
        name = painter.fontMetrics().elidedText(
            self._name, Qt.TextElideMode.ElideRight, max(12, int(room - taken))
        )
        painter.drawText(QRectF(edge + 17, 2, room, line), middle, name)
        right = middle | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRectF(edge + 17, 2, room, line), right, self._accuracy)

    def _paint_cells(self, painter: QPainter, room: QRectF) -> None:
        n = len(self._shares)
        width, height = room.width() / n, room.height() / n
        for row in range(n):
            for column in range(n):
                cell = QRectF(
                    room.left() + column * width, room.top() + row * height, width - 1, height - 1
                )
                painter.fillRect(cell, theme.heat_color(float(self._shares[row, column])))
        if self._few:
            hatch(painter, room)
