"""Curves of a run, with their names at the lines' ends instead of a legend."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ascstudio import theme
from ascstudio.theme import Mark
from ascstudio.widgets.controls import ARROWS, claims, focus_ring
from ascstudio.widgets.marks import paint_mark
from ascstudio.widgets.reading import Reading
from ascstudio.words import numeral

APART = 15
"""Pixels between the names of two lines that end at the same height."""


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """One line.

    Attributes:
        name: words at its end.
        x: (n,) ascending.
        y: (n,); NaN leaves a gap.
        mark: of the scene or device, drawn before the name; its colour is the line's.
        dashed: never seen in training, or validation.
        color: token of the line where there is no mark.
        best: index of the point that is ringed.
    """

    name: str
    x: NDArray[np.floating]
    y: NDArray[np.floating]
    mark: Mark | None = None
    dashed: bool = False
    color: str = "accent"
    best: int | None = None


def ticks(low: float, high: float, wanted: int) -> list[float]:
    """Round values between ``low`` and ``high``, about ``wanted`` of them."""
    if not high > low:
        return [low]
    raw = (high - low) / max(1, wanted)
    power = 10.0 ** np.floor(np.log10(raw))
    step = next(power * n for n in (1, 2, 2.5, 5, 10) if power * n >= raw * 0.999)
    first = np.ceil(low / step - 1e-9)
    return [float(n * step) + 0.0 for n in np.arange(first, np.floor(high / step + 1e-9) + 1)]


class Curves(QWidget):
    """Lines over steps or epochs; the future part of the x axis stays empty.

    The pointer, or Left and Right, moves a vertical line that reads all values.

    Args:
        name: what is shown, for screen readers.
        y_unit: printed after the numbers of the y axis; with ``%`` the values are shares.
        x_name: what is counted along the x axis, printed after its last number.
    """

    def __init__(self, name: str, y_unit: str = "", x_name: str = "") -> None:
        super().__init__()
        self._series: list[Series] = []
        self._unit, self._x_name = y_unit, x_name
        self._x_range: tuple[float, float] | None = None
        self._y_range: tuple[float, float] | None = None
        self._sentence = ""
        self._reading = Reading(self, self._places, self._said)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(theme.px(180), theme.px(120))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Half of the run monitor."""
        return QSize(theme.px(420), theme.px(380))

    def set_series(self, series: Sequence[Series]) -> None:
        """Show these lines; what was drawn before does not move unless the range grows."""
        self._series = list(series)
        last = (f"{line.name} {self._number(float(line.y[-1]))}" for line in series if len(line.y))
        self.setAccessibleDescription(", ".join(last))
        self.update()

    def set_x_range(self, low: float, high: float) -> None:
        """Fix the x axis, e.g. from the first to the last epoch."""
        self._x_range = (low, high)
        self.update()

    def set_y_range(self, low: float, high: float) -> None:
        """Fix the y axis."""
        self._y_range = (low, high)
        self.update()

    def set_sentence(self, sentence: str) -> None:
        """What stands there while there is no line."""
        self._sentence = sentence
        self.update()

    def _number(self, value: float) -> str:
        if self._unit == "%":
            return numeral(100 * value, ".1f")
        return numeral(value, ".2f") if abs(value) < 100 else f"{value:.0f}"

    def _ranges(self) -> tuple[float, float, float, float]:
        lines = [line for line in self._series if len(line.x)]
        xs = np.concatenate([line.x for line in lines])
        ys = np.concatenate([line.y for line in lines])
        ys = ys[np.isfinite(ys)]
        left, right = self._x_range or (float(xs.min()), float(xs.max()))
        if self._y_range is not None:
            low, high = self._y_range
        else:
            low, high = (float(ys.min()), float(ys.max())) if ys.size else (0.0, 1.0)
            spare = (high - low) * 0.07 or abs(high) / 2 or 0.5
            low, high = low - spare, high + spare
        return left, max(right, left + 1e-9), low, max(high, low + 1e-9)

    def _plot(self) -> QRectF:
        metrics = QFontMetrics(theme.font("caption"))
        left = metrics.horizontalAdvance("100 %") + 12
        return QRectF(left, 8, self.width() - left - 8, self.height() - metrics.height() - 16)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read all values at the pointer."""
        plot = self._plot()
        if plot.contains(event.position()) and any(len(line.x) for line in self._series):
            left, right, _, _ = self._ranges()
            across = (event.position().x() - plot.left()) / plot.width()
            self._reading.move(left + across * (right - left))

    def leaveEvent(self, event: QEvent) -> None:
        """Stop reading."""
        self._reading.forget()

    def event(self, event: QEvent) -> bool:
        """Keep the keys used here from shortcuts."""
        return claims(event, ARROWS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right walk along the lines."""
        if not self._reading.walk(event.key()):
            super().keyPressEvent(event)

    def _places(self) -> NDArray[np.float64]:
        """All x of all lines, rising."""
        parts = [np.asarray(line.x, np.float64) for line in self._series if len(line.x)]
        return np.unique(np.concatenate(parts)) if parts else np.zeros(0)

    def _said(self, x: float) -> str:
        """What the lines say nearest to a place."""
        words = []
        for line in self._series:
            if len(line.x):
                nearest = int(np.abs(line.x - x).argmin())
                words.append(f"{line.name} {self._number(float(line.y[nearest]))}")
        return f"{x:.0f}: " + ", ".join(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw grid, lines, names."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.color("plot"))
        if not any(len(line.x) for line in self._series):
            painter.setFont(theme.font("table"))
            painter.setPen(theme.color("text3"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(QRectF(self.rect()).adjusted(16, 8, -16, -8), flags, self._sentence)
        else:
            self._paint_lines(painter)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), 3)

    def _paint_lines(self, painter: QPainter) -> None:
        plot, (left, right, low, high) = self._plot(), self._ranges()
        self._paint_grid(painter, plot, (left, right, low, high))
        names = []
        # Room for the names at the right is taken from the x axis only where lines reach it.
        for line in self._series:
            if not len(line.x):
                continue
            x = plot.left() + (line.x - left) / (right - left) * self._wide(plot)
            y = plot.bottom() - (line.y - low) / (high - low) * plot.height()
            shade = theme.mark_color(line.mark) if line.mark else theme.color(line.color)
            pen = QPen(shade, 2)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            if line.dashed:
                pen.setDashPattern([3, 2.2])
            _paint_line(painter, pen, x, y)
            finite = np.flatnonzero(np.isfinite(y))
            if finite.size:
                end = finite[-1]
                names.append((float(y[end]), float(x[end]), line, float(line.y[end])))
            if finite.size == 1:  # no line yet
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(shade)
                painter.drawEllipse(QPointF(x[finite[0]], y[finite[0]]), 3, 3)
                painter.setBrush(Qt.BrushStyle.NoBrush)
            if line.best is not None and line.best < len(x):
                painter.setPen(QPen(theme.color("text"), 1.5))
                painter.drawEllipse(QPointF(x[line.best], y[line.best]), 4.5, 4.5)
        if self._reading.at is not None:
            at = plot.left() + (self._reading.at - left) / (right - left) * self._wide(plot)
            painter.fillRect(QRectF(at, plot.top(), 1, plot.height()), theme.color("text2"))
        self._paint_names(painter, plot, names)

    def _wide(self, plot: QRectF) -> float:
        metrics = QFontMetrics(theme.font("label"))
        longest = max(metrics.horizontalAdvance(line.name) for line in self._series)
        return max(
            plot.width() * 0.4, plot.width() - longest - metrics.horizontalAdvance(" 00.00") - 24
        )

    def _paint_grid(
        self, painter: QPainter, plot: QRectF, ranges: tuple[float, float, float, float]
    ) -> None:
        left, right, low, high = ranges
        painter.setFont(theme.font("caption"))
        height = painter.fontMetrics().height()
        grid = QColor(theme.color("text3"))
        grid.setAlphaF(0.18)
        factor = 100.0 if self._unit == "%" else 1.0
        for value in ticks(low * factor, high * factor, max(2, int(plot.height() / 60))):
            y = plot.bottom() - (value / factor - low) / (high - low) * plot.height()
            painter.fillRect(QRectF(plot.left(), y, plot.width(), 1), grid)
            words = f"{numeral(value, 'g')} {self._unit}".strip()
            room = QRectF(0, y - height / 2, plot.left() - 6, height)
            painter.setPen(theme.color("text3"))
            painter.drawText(
                room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words
            )
        painter.fillRect(QRectF(plot.left(), plot.top(), 1, plot.height()), theme.color("ctl"))
        painter.fillRect(QRectF(plot.left(), plot.bottom(), plot.width(), 1), theme.color("ctl"))
        places = ticks(left, right, max(2, int(plot.width() / 90)))
        whole = [value for value in places if value == int(value)]  # no half steps or epochs
        for value in whole:
            x = plot.left() + (value - left) / (right - left) * self._wide(plot)
            number = numeral(value, "g")
            words = f"{number} {self._x_name}".strip() if value == whole[-1] else number
            width = painter.fontMetrics().horizontalAdvance(words) + 2
            at = min(x - width / 2, self.width() - width)
            painter.drawText(QRectF(at, plot.bottom() + 4, width, height), 0, words)

    def _paint_names(
        self, painter: QPainter, plot: QRectF, names: list[tuple[float, float, Series, float]]
    ) -> None:
        names.sort(key=lambda entry: entry[0])
        painter.setFont(theme.font("label"))
        metrics = painter.fontMetrics()
        apart = max(APART, metrics.height())
        bottom = plot.bottom() - apart * (len(names) - 1)
        last = plot.top() - apart
        for number, (y, x, line, value) in enumerate(names):
            y = min(max(y, last + apart), bottom + apart * number)
            last = y
            left = x + 7
            if line.mark is not None:
                paint_mark(painter, QRectF(left, y - 6, 12, 12), line.mark)
                left += 16
            painter.setPen(theme.color("text"))
            words = f"{line.name} {self._number(value)}"
            room = QRectF(left, y - apart / 2, self.width() - left, apart)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)


def _paint_line(
    painter: QPainter, pen: QPen, x: NDArray[np.floating], y: NDArray[np.floating]
) -> None:
    """Draw a line through points in pixels; of too many to be told apart the band they fill."""
    band = envelope(x, y)
    if band is None:
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(_path(x, y))
    else:  # to stroke 20,000 points would take two seconds
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(pen.color())
        half = pen.widthF() / 2
        for across, low, high in _pieces(*band):
            down = np.concatenate([low - half, high[::-1] + half])
            outline = _path(np.concatenate([across, across[::-1]]), down)
            outline.closeSubpath()
            painter.drawPath(outline)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def envelope(
    x: NDArray[np.floating], y: NDArray[np.floating]
) -> tuple[NDArray[np.floating], NDArray[np.floating], NDArray[np.floating]] | None:
    """From where to where a line goes in each column of pixels; None where points stand apart.

    Args:
        x: (n,) in pixels, rising.
        y: (n,) in pixels; NaN where there is no value.

    Returns:
        x, least and greatest y of each column; NaN where all of it is without a value.
    """
    first = np.flatnonzero(np.diff(np.floor(x), prepend=-np.inf))
    if len(x) <= 2 * len(first):
        return None
    return x[first], np.fmin.reduceat(y, first), np.fmax.reduceat(y, first)


def _pieces(
    x: NDArray[np.floating], low: NDArray[np.floating], high: NDArray[np.floating]
) -> Iterator[tuple[NDArray[np.floating], ...]]:
    """The parts of a band between its gaps."""
    known = np.flatnonzero(np.isfinite(low))
    for part in np.split(known, np.flatnonzero(np.diff(known) > 1) + 1):
        if part.size:
            yield x[part], low[part], high[part]


def _path(x: NDArray[np.floating], y: NDArray[np.floating]) -> QPainterPath:
    path = QPainterPath()
    pen_up = True
    for across, down in zip(x.tolist(), y.tolist(), strict=True):
        if not isfinite(down):
            pen_up = True
        elif pen_up:
            path.moveTo(across, down)
            pen_up = False
        else:
            path.lineTo(across, down)
    return path
