"""One chart for what is no course of training: lines with dots, bands, and a logarithmic axis."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ascstudio import theme
from ascstudio.theme import Mark
from ascstudio.widgets.controls import ARROWS, claims, focus_ring
from ascstudio.widgets.curves import ticks
from ascstudio.widgets.marks import paint_mark
from ascstudio.widgets.reading import Reading
from ascstudio.words import localised, numeral

Floats = NDArray[np.floating]
FEW_NAMES = 3  # of which each finds a place at its line; more stand one under the other
DASHES = {"dashed": [3.0, 2.2], "dotted": [1.0, 2.4]}


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis.

    Attributes:
        low, high: its ends.
        unit: printed after its last number.
        log: equal steps are equal ratios.
        marks: (value, words) to be printed; none: round numbers.
    """

    low: float
    high: float
    unit: str = ""
    log: bool = False
    marks: tuple[tuple[float, str], ...] = ()

    def place(self, values: Floats) -> NDArray[np.float64]:
        """(n,) as shares of the axis."""
        low, high, at = self.low, self.high, np.asarray(values, np.float64)
        if self.log:
            low, high, at = np.log(low), np.log(high), np.log(np.maximum(at, 1e-9))
        return np.asarray((at - low) / max(high - low, 1e-12))

    def printed(self, wanted: int) -> list[tuple[float, str]]:
        """Where numbers stand, and what they say."""
        if self.marks:
            return list(self.marks)
        found = ticks(self.low, self.high, wanted)
        last = len(found) - 1
        words = [numeral(value, "g").replace("-", "−") for value in found]
        words[last] = f"{words[last]} {self.unit}".strip()
        return list(zip(found, words, strict=True))


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One line.

    Attributes:
        name: words at its end; empty for none.
        x: (n,) rising.
        y: (n,); NaN leaves a gap.
        low, high: (n,) of the band around it.
        color: token, where there is no mark.
        mark: of the scene or device; its colour is the line's.
        style: solid, dashed or dotted.
        dots: whether every point is marked.
        sizes: (n,) how many each point stands for: its dot has that area.
    """

    name: str
    x: Floats
    y: Floats
    low: Floats | None = None
    high: Floats | None = None
    color: str = "accent"
    mark: Mark | None = None
    style: str = "solid"
    dots: bool = False
    sizes: Floats | None = None

    def shade(self) -> QColor:
        """Its colour now."""
        return theme.mark_color(self.mark) if self.mark else theme.color(self.color)


class Chart(QWidget):
    """Lines with their names at their ends. The pointer, or Left and Right, reads all values.

    Args:
        name: what is shown, for screen readers.
        number: how a value is said, e.g. ``"{:.0f} %"``.
    """

    def __init__(self, name: str, number: str = "{:.1f}") -> None:
        super().__init__()
        self._x, self._y = Axis(0, 1), Axis(0, 1)
        self._lines: list[Line] = []
        self._number = number
        self._reading = Reading(self, self._places, self._said)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(theme.px(200), theme.px(150))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Half of a page."""
        return QSize(theme.px(420), theme.px(220))

    def set_lines(self, x: Axis, y: Axis, lines: Sequence[Line]) -> None:
        """Show lines in a frame of two axes."""
        self._x, self._y, self._lines = x, y, list(lines)
        self._reading.at = None
        self.setAccessibleDescription(self._said(x.high))
        self.update()

    def _said(self, at: float) -> str:
        """What the lines say nearest to a place."""
        words = []
        for line in self._lines:
            known = np.flatnonzero(np.isfinite(line.y))
            if line.name and known.size:
                near = known[np.abs(line.x[known] - at).argmin()]
                words.append(f"{line.name} {localised(self._number.format(float(line.y[near])))}")
        return f"{numeral(at, '.4g')} {self._x.unit}".strip() + ": " + ", ".join(words)

    def _plot(self) -> QRectF:
        metrics = QFontMetrics(theme.font("caption"))
        words = [text for _, text in self._y.printed(4)] or ["0"]
        left = max(metrics.horizontalAdvance(text) for text in words) + 12
        return QRectF(left, 8, self.width() - left - 10, self.height() - metrics.height() - 16)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read all values at the pointer."""
        plot, known = self._plot(), self._places()
        if plot.contains(event.position()) and known.size:
            across = (event.position().x() - plot.left()) / plot.width()
            near = np.abs(self._x.place(known) - across).argmin()
            self._reading.move(float(known[near]))

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
        """All x that a named line has a value at, rising."""
        parts = [line.x[np.isfinite(line.y)] for line in self._lines if line.name]
        found = np.unique(np.concatenate(parts)) if parts else np.zeros(0)
        return np.asarray(found, np.float64)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw grid, bands, lines, names."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.color("plot"))
        plot = self._plot()
        self._paint_grid(painter, plot)
        named: list[tuple[list[QPointF], Line]] = []
        painter.save()
        painter.setClipRect(plot.adjusted(-4, -4, 6, 4))
        for line in self._lines:
            self._paint_line(painter, plot, line, named)
        painter.restore()
        if self._reading.at is not None:
            at = plot.left() + float(self._x.place(np.array([self._reading.at]))[0]) * plot.width()
            painter.fillRect(QRectF(at, plot.top(), 1, plot.height()), theme.color("text2"))
        self._paint_names(painter, plot, named)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), 3)

    def _points(self, plot: QRectF, x: Floats, y: Floats) -> list[QPointF]:
        across = plot.left() + self._x.place(x) * plot.width()
        down = plot.bottom() - self._y.place(y) * plot.height()
        return [QPointF(a, b) for a, b in zip(across.tolist(), down.tolist(), strict=True)]

    def _paint_line(
        self,
        painter: QPainter,
        plot: QRectF,
        line: Line,
        named: list[tuple[list[QPointF], Line]],
    ) -> None:
        shade = line.shade()
        if line.low is not None and line.high is not None:
            band = QColor(shade)
            band.setAlphaF(0.2)
            edge = self._points(plot, line.x, line.high)
            edge += reversed(self._points(plot, line.x, line.low))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(band)
            painter.drawPolygon(QPolygonF(edge))
        pen = QPen(shade, 2 if line.name else 1)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if line.style in DASHES:
            pen.setDashPattern(DASHES[line.style])
        known = np.isfinite(line.y)
        points = self._points(plot, line.x[known], line.y[known])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF(points))
        if line.dots:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shade)
            for point, radius in zip(points, _radii(line, known), strict=True):
                painter.drawEllipse(point, radius, radius)
        if line.name and points:
            named.append((points, line))

    def _paint_grid(self, painter: QPainter, plot: QRectF) -> None:
        painter.setFont(theme.font("caption"))
        height = painter.fontMetrics().height()
        grid = QColor(theme.color("text3"))
        grid.setAlphaF(0.18)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme.color("text3"))
        for value, words in self._y.printed(max(2, int(plot.height() / 45))):
            y = plot.bottom() - float(self._y.place(np.array([value]))[0]) * plot.height()
            if plot.top() - 1 <= y <= plot.bottom() + 1:
                painter.fillRect(QRectF(plot.left(), y, plot.width(), 1), grid)
                painter.drawText(QRectF(0, y - height / 2, plot.left() - 6, height), right, words)
        painter.fillRect(QRectF(plot.left(), plot.top(), 1, plot.height()), theme.color("ctl"))
        painter.fillRect(QRectF(plot.left(), plot.bottom(), plot.width(), 1), theme.color("ctl"))
        for value, words in self._x.printed(max(2, int(plot.width() / 90))):
            x = plot.left() + float(self._x.place(np.array([value]))[0]) * plot.width()
            width = painter.fontMetrics().horizontalAdvance(words) + 2
            left = min(max(plot.left() - 4, x - width / 2), self.width() - width)
            painter.drawText(QRectF(left, plot.bottom() + 4, width, height), 0, words)

    def _paint_names(
        self, painter: QPainter, plot: QRectF, named: list[tuple[list[QPointF], Line]]
    ) -> None:
        """At the ends of the lines, or nearer to their beginnings where no line crosses them."""
        painter.setFont(theme.font("label"))
        metrics = painter.fontMetrics()
        plate = theme.color("plot")
        plate.setAlphaF(0.7)  # names stay readable where they cross a line
        named.sort(key=lambda one: one[0][-1].y())
        high = metrics.height()
        last = plot.top() - high
        taken: list[QRectF] = []
        for n, (points, line) in enumerate(named):
            beside = 16 if line.mark is not None else 0
            wide = metrics.horizontalAdvance(line.name) + 2 + beside
            bottom = plot.bottom() - high * (len(named) - n)
            y = min(max(points[-1].y() - high - 3, last + high, plot.top()), bottom)
            left = min(points[-1].x() - wide - 4, plot.right() - wide - 2)
            stacked = QRectF(max(left, plot.left() + 6), y, wide, high)
            room = stacked
            if len(named) <= FEW_NAMES:
                room = free_room(plot, points, stacked, taken, [one for one, _ in named])
            last = room.top()
            taken.append(room)
            if line.mark is not None:
                paint_mark(painter, QRectF(room.left(), room.center().y() - 6, 12, 12), line.mark)
            room = room.adjusted(beside, 0, 0, 0)
            painter.fillRect(room, plate)
            painter.setPen(theme.color("text"))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, line.name)


def free_room(
    plot: QRectF,
    points: list[QPointF],
    stacked: QRectF,
    taken: Sequence[QRectF],
    lines: Sequence[list[QPointF]],
) -> QRectF:
    """Where a name touches no line and no other name: near its own line, the end first.

    Args:
        plot: it stays in there.
        points: of its line.
        stacked: its size, and where it stands when there is no such place.
        taken: by other names.
        lines: the points of all.
    """
    for point in reversed(points):
        for across in (-stacked.width() - 4, -stacked.width() / 2):
            for down in (-stacked.height() - 5, 5):
                room = QRectF(point + QPointF(across, down), stacked.size())
                free = plot.contains(room) and not any(room.intersects(one) for one in taken)
                if free and not any(crosses(line, room) for line in lines):
                    return room
    return stacked


def crosses(line: list[QPointF], room: QRectF) -> bool:
    """Whether a line of rising x passes through a rectangle."""
    x, y = (np.array(values) for values in zip(*((p.x(), p.y()) for p in line), strict=True))
    left, right = max(room.left(), x[0]), min(room.right(), x[-1])
    if left > right:
        return False
    ends = np.interp([left, right], x, y)
    inner = y[(x > left) & (x < right)]
    passed = np.concatenate([ends, inner])
    return bool(passed.min() < room.bottom() and passed.max() > room.top())


def _radii(line: Line, known: NDArray[np.bool_]) -> list[float]:
    """Of the dots, 2 to 6 pixels where they stand for different numbers."""
    if line.sizes is None:
        return [3.5] * int(known.sum())
    share = line.sizes[known] / max(1.0, float(line.sizes.max(initial=1)))
    return np.maximum(2.0, 6.0 * np.sqrt(share)).tolist()
