"""Students over what they cost: accuracy with its interval, limits that can be dragged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.project.names import network_title, percent
from ascstudio.widgets.controls import ARROWS, PRESS_KEYS, claims, focus_ring
from ascstudio.widgets.texts import Label
from ascstudio.words import numeral
from ml_core import api

REACH = 14.0  # pixels around a point that a click may miss


@dataclass(frozen=True, slots=True)
class Point:
    """A student on file, or a network that nobody has trained here yet."""

    network: str
    title: str
    n_bytes: float
    macs: float
    latency_ms: float | None
    accuracy: float | None = None
    low: float = 0.0
    high: float = 0.0

    def cost(self, key: str) -> float | None:
        """One of ``bytes``, ``macs`` and ``latency``."""
        return {"bytes": self.n_bytes, "macs": self.macs, "latency": self.latency_ms}[key]


def map_points(answer: Mapping[str, Any]) -> tuple[Point, ...]:
    """The points of what ``asc budget`` answers."""
    if not answer:
        return ()
    found = [
        Point(
            str(row["network"]), str(row["name"]), row["bytes"], row["macs"], row["latency_ms"],
            row["accuracy"], *row["ci95"],
        )
        for row in answer["students"]
        if row["bytes"] is not None and row["macs"] is not None
    ]  # fmt: skip
    found += [
        Point(row["name"], network_title(row["name"]), row["bytes"], row["macs"],
              row["latency_ms"])
        for row in answer["networks"]
        if not row["on_file"]
    ]  # fmt: skip
    return tuple(found)


class BudgetMap(QWidget):
    """Chart above, a slider for each limit below; what is beyond a limit fades."""

    chosen = Signal(str)
    """Name of a network."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.chart = _Chart()
        self.chart.chosen.connect(self.chosen)
        column.addWidget(self.chart)
        self.limits = {
            "bytes": LimitSlider(self.tr("Weights, int8"), "kB", 1e3, api.BUDGET_BYTES),
            "macs": LimitSlider(self.tr("Operations per window"), "MMAC", 1e6, api.BUDGET_MACS),
            "latency": LimitSlider(self.tr("Time for a window, here"), "ms", 1.0, None),
        }
        for slider in self.limits.values():
            slider.changed.connect(self._on_limit)
            column.addWidget(slider)
        self._best = Label("", "table", "text2", wrap=True)
        column.addWidget(self._best)

    def show_points(self, points: Sequence[Point], network: str) -> None:
        """Show these students; ``network`` is the one that is chosen."""
        if list(points) != self.chart.points:
            self.chart.points = list(points)
            for key, slider in self.limits.items():
                slider.set_ticks([cost for one in points if (cost := one.cost(key)) is not None])
        self.chart.network = network
        self._on_limit()

    def best(self) -> Point | None:
        """The most accurate student within the limits."""
        within = [one for one in self.chart.points if self.allows(one) and one.accuracy is not None]
        return max(within, key=lambda one: one.accuracy or 0.0, default=None)

    def allows(self, point: Point) -> bool:
        """Whether a student keeps within all limits; what nobody measured is let through."""
        return all(
            (cost := point.cost(key)) is None or cost <= slider.value
            for key, slider in self.limits.items()
        )

    def _on_limit(self) -> None:
        best = self.best()
        self.chart.within = {one for one in self.chart.points if self.allows(one)}
        self.chart.best = best
        self.chart.limit = self.limits["bytes"].value
        self.chart.describe()
        self._best.setVisible(bool(self.chart.points))
        if best is None:
            self._best.setText(
                self.tr("No trained student is within these limits. Hollow ones can be trained.")
            )
            return
        words = self.tr("The most accurate within these limits: {name}, {share} ({low} to {high}).")
        self._best.setText(
            words.format(
                name=best.title, share=percent(best.accuracy or 0.0), low=percent(best.low),
                high=percent(best.high),
            )
        )  # fmt: skip


class _Chart(QWidget):
    """Accuracy over bytes; a click or Enter takes a network."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.points: list[Point] = []
        self.within: set[Point] = set()
        self.best: Point | None = None
        self.network = ""
        self.limit = float(api.BUDGET_BYTES)
        self._current = 0
        self.setAccessibleName(self.tr("Accuracy over bytes"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumHeight(theme.px(230))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def describe(self) -> None:
        """Say what stands where one is, and draw."""
        self.points.sort(key=lambda one: one.n_bytes)
        if self.points:
            self._current = min(self._current, len(self.points) - 1)
            self.setAccessibleDescription(self._words(self.points[self._current]))
        self.update()

    def _words(self, point: Point) -> str:
        share = (
            self.tr("not trained yet") if point.accuracy is None
            else f"{percent(point.accuracy)} ({percent(point.low)} – {percent(point.high)})"
        )  # fmt: skip
        took = "" if point.latency_ms is None else f", {numeral(point.latency_ms, '.2f')} ms"
        costs = f"{point.n_bytes / 1e3:.0f} kB, {numeral(point.macs / 1e6, '.1f')} MMAC{took}"
        return f"{point.title}: {share}, {costs}"

    def _plot(self) -> QRectF:
        return QRectF(44, 10, self.width() - 60, self.height() - 44)

    def _place(self, point: Point) -> QPointF:
        plot = self._plot()
        most = max([api.BUDGET_BYTES * 1.05, *(one.n_bytes for one in self.points)])
        x = plot.left() + plot.width() * point.n_bytes / most
        if point.accuracy is None:
            return QPointF(x, plot.bottom() - 8)
        return QPointF(x, self._y(point.accuracy))

    def _y(self, share: float) -> float:
        plot = self._plot()
        return plot.bottom() - 20 - (plot.height() - 24) * share

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what is under the pointer."""
        near = self._near(event.position())
        self.setToolTip("" if near is None else self._words(self.points[near]))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the network under the pointer."""
        near = self._near(event.position())
        if near is not None:
            self._current = near
            self._take()

    def _near(self, position: QPointF) -> int | None:
        far = [(self._place(one) - position).manhattanLength() for one in self.points]
        place = min(range(len(far)), key=far.__getitem__, default=None)
        return place if place is not None and far[place] <= REACH else None

    def _take(self) -> None:
        if self.points and self.points[self._current].network:
            self.chosen.emit(self.points[self._current].network)

    def event(self, event: QEvent) -> bool:
        """Keep the keys used here from shortcuts."""
        return claims(event, (*PRESS_KEYS, *ARROWS)) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right walk the students, Enter takes one."""
        if event.key() in PRESS_KEYS:
            self._take()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self.points:
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            self._current = min(max(0, self._current + step), len(self.points) - 1)
            self.describe()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Grid, limit, intervals, points."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plot = self._plot()
        painter.setFont(theme.font("caption"))
        for share in (0.0, 0.25, 0.5, 0.75, 1.0):
            y = self._y(share)
            painter.setPen(QPen(theme.color("line"), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(theme.color("text3"))
            words = QRectF(0, y - 8, 38, 16)
            painter.drawText(words, Qt.AlignmentFlag.AlignRight, f"{100 * share:.0f} %")
        end = self._place(Point("", "", self.limit, 0, None, 0.0)).x()
        painter.setPen(QPen(theme.color("accent"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(end, plot.top()), QPointF(end, plot.bottom()))
        foot = QRectF(plot.left(), plot.bottom() + 6, plot.width(), 18)
        painter.setPen(theme.color("text3"))
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, "0 kB")
        painter.drawText(
            foot, Qt.AlignmentFlag.AlignRight, self.tr("bytes of int8 weights, hollow: not trained")
        )
        for n, point in enumerate(self.points):
            self._paint_point(painter, point, current=self.hasFocus() and n == self._current)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), 6)

    def _paint_point(self, painter: QPainter, point: Point, *, current: bool) -> None:
        place = self._place(point)
        token = "accent" if point in self.within else "ctl"
        painter.setPen(QPen(theme.color(token), 1.5))
        if point.accuracy is not None:
            top, bottom = self._y(point.high), self._y(point.low)
            painter.drawLine(QPointF(place.x(), top), QPointF(place.x(), bottom))
        hollow = point.accuracy is None
        painter.setBrush(Qt.BrushStyle.NoBrush if hollow else theme.color(token))
        painter.drawEllipse(place, 4.5, 4.5)
        if point is self.best or current or (point.network and point.network == self.network):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = "text" if current else "ok_fill" if point is self.best else "accent"
            painter.setPen(QPen(theme.color(ring), 2))
            painter.drawEllipse(place, 8.5, 8.5)
        if point is self.best:
            painter.setPen(theme.color("text"))
            left = place.x() > self._plot().center().x()
            box = QRectF(place.x() - 212 if left else place.x() + 12, place.y() - 9, 200, 18)
            flag = Qt.AlignmentFlag.AlignRight if left else Qt.AlignmentFlag.AlignLeft
            painter.drawText(box, flag | Qt.AlignmentFlag.AlignVCenter, point.title)


class LimitSlider(QWidget):
    """A limit that can be dragged over the costs of all students.

    Args:
        name: what is limited.
        unit: of the number shown.
        scale: of the unit.
        limit: at first; None: everything.
    """

    changed = Signal()

    def __init__(self, name: str, unit: str, scale: float, limit: float | None) -> None:
        super().__init__()
        self._unit, self._scale, self._usual = unit, scale, limit
        self._ticks: list[float] = []
        self._most = limit or 1.0
        self.value = limit if limit is not None else float("inf")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        title = Label(name, "table", "text2")
        title.setFixedWidth(theme.px(170))
        line.addWidget(title)
        line.addStretch(1)
        self._number = Label("", "table")
        line.addWidget(self._number)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(theme.px(28))
        self._tell()

    def set_ticks(self, costs: Sequence[float]) -> None:
        """Show where the students are."""
        self._ticks = list(costs)
        self.setVisible(bool(costs) or self._usual is not None)
        self._most = max([self._usual or 0.0, *costs, 1e-9]) * 1.05
        if self.value > self._most and self._usual is None:
            self.value = self._most
        self._tell()

    def set_value(self, value: float) -> None:
        """Move the limit."""
        self.value = min(max(0.0, value), self._most)
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        known = self.value != float("inf")
        words = f"{numeral(self.value / self._scale, '.1f')} {self._unit}" if known else "–"
        self._number.setText(self.tr("at most {limit}").format(limit=words))
        self.setAccessibleDescription(words)
        self.update()

    def _groove(self) -> QRectF:
        left, right = theme.px(176), self.width() - theme.px(140)
        return QRectF(left, self.height() / 2 - 2, max(20, right - left), 4)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Drag from here."""
        self._drag(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag."""
        self._drag(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Back to the usual limit."""
        self.set_value(self._usual if self._usual is not None else self._most)

    def _drag(self, event: QMouseEvent) -> None:
        groove = self._groove()
        self.set_value(self._most * (event.position().x() - groove.left()) / groove.width())

    def event(self, event: QEvent) -> bool:
        """Keep the arrows from shortcuts."""
        return claims(event, ARROWS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move by a hundredth."""
        steps = {Qt.Key.Key_Left: -0.01, Qt.Key.Key_Right: 0.01, Qt.Key.Key_PageDown: -0.1,
                 Qt.Key.Key_PageUp: 0.1}  # fmt: skip
        if event.key() in steps:
            self.set_value(min(self.value, self._most) + self._most * steps[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Groove, ticks, knob."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        groove = self._groove()
        share = min(1.0, self.value / self._most)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("bg4"))
        painter.drawRoundedRect(groove, 2, 2)
        knob = groove.left() + groove.width() * share
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(QRectF(groove.left(), groove.top(), knob - groove.left(), 4), 2, 2)
        painter.drawEllipse(QPointF(knob, groove.center().y()), 6, 6)
        for tick in self._ticks:
            x = groove.left() + groove.width() * tick / self._most
            painter.setBrush(theme.color("text2" if tick <= self.value else "ctl"))
            painter.drawRect(QRectF(x - 0.75, groove.top() - 6, 1.5, 5))
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), 6)
