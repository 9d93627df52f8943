"""The whole recording above a canvas that shows a part of it; the window can be dragged."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ascstudio import theme
from ascstudio.widgets.canvas import painting
from ascstudio.widgets.canvas.layout import Layout
from ascstudio.widgets.canvas.pictures import Wave
from ascstudio.widgets.canvas.scale import FrequencyScale, clock
from ascstudio.widgets.canvas.segment_painting import paint_strip
from ascstudio.widgets.canvas.segments import SegmentSet
from ascstudio.widgets.canvas.viewport import Viewport
from ascstudio.widgets.controls import claims, focus_ring

HEIGHT, STRIP = 34, 5
LEAST = 4.0  # pixels: a narrower window could not be seen


class Minimap(QWidget):
    """A strip with the wave and the segments of everything, and a window on what is shown.

    Args:
        name: what it is, for screen readers.
    """

    moved = Signal(float, float)
    """(start_s, stop_s): show this."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._view = Viewport.whole(0.0, 0.0, 1.0)
        self._wave: Wave | None = None
        self._segments = SegmentSet()
        self._layer: QPixmap | None = None
        self._drawn_for = ""
        self._grip_s: float | None = None
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A strip."""
        return QSize(theme.px(400), theme.px(HEIGHT))

    def set_view(self, view: Viewport) -> None:
        """What the canvas shows."""
        if view.duration_s != self._view.duration_s:
            self._layer = None
        self._view = view
        self.setAccessibleDescription(f"{clock(view.start_s, 0.1)} – {clock(view.stop_s, 0.1)}")
        self.update()

    def set_wave(self, wave: Wave | None) -> None:
        """The wave of the whole recording."""
        self._wave, self._layer = wave, None
        self.update()

    def set_segments(self, segments: SegmentSet) -> None:
        """All segments."""
        self._segments, self._layer = segments, None
        self.update()

    def plot(self) -> QRectF:
        """Where the recording lies, in line with the canvas below."""
        whole = Layout.of(self.width(), 400, self._view, FrequencyScale())
        return QRectF(whole.plot.left(), 2, whole.plot.width(), self.height() - 4)

    def window_box(self) -> QRectF:
        """Where the window on what is shown lies."""
        plot = self.plot()
        scale = plot.width() / max(self._view.duration_s, 1e-9)
        left = plot.left() + self._view.start_s * scale
        width = max(self._view.span_s * scale, LEAST)
        return QRectF(min(left, plot.right() - width), plot.top(), width, plot.height())

    def _time_at(self, x: float) -> float:
        plot = self.plot()
        return (x - plot.left()) / plot.width() * self._view.duration_s

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the window, or bring it here."""
        box = self.window_box()
        time_s = self._time_at(event.position().x())
        inside = box.left() <= event.position().x() <= box.right()
        self._grip_s = time_s - self._view.start_s if inside else self._view.span_s / 2
        self._move_to(time_s)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the window."""
        if self._grip_s is not None:
            self._move_to(self._time_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._grip_s = None

    def event(self, event: QEvent) -> bool:
        """Keep Left and Right from shortcuts."""
        return claims(event, (Qt.Key.Key_Left, Qt.Key.Key_Right)) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right move the window by half of itself."""
        half = {Qt.Key.Key_Left: -0.5, Qt.Key.Key_Right: 0.5}.get(Qt.Key(event.key()))
        if half is None:
            super().keyPressEvent(event)
            return
        view = self._view.scrolled(half * self._view.span_s)
        self.moved.emit(view.start_s, view.stop_s)

    def _move_to(self, time_s: float) -> None:
        start = time_s - (self._grip_s or 0.0)
        view = self._view.shown(start, start + self._view.span_s)
        self.moved.emit(view.start_s, view.stop_s)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the recording, then the window."""
        in_force = f"{theme.tokens().name} {self.width()} {self.devicePixelRatioF()}"
        if self._layer is None or self._drawn_for != in_force:
            self._layer, self._drawn_for = self._render(), in_force
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._layer)
        box = self.window_box()
        shade = theme.color("accent")
        shade.setAlphaF(0.18)
        painter.fillRect(box, shade)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("accent"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), 3)

    def _render(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        made = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        made.setDevicePixelRatio(ratio)
        made.fill(theme.color("plot"))
        painter = QPainter(made)
        if self._view.duration_s > 0:
            whole = self._view.shown(0.0, self._view.duration_s)
            layout = Layout.of(self.width(), 400, whole, FrequencyScale())
            plot = self.plot()
            if self._wave is not None:
                painting.paint_wave(painter, layout, self._wave, plot.adjusted(0, 0, 0, -STRIP))
            strip = QRectF(plot.left(), plot.bottom() - STRIP, plot.width(), STRIP)
            paint_strip(painter, strip, self._segments, self._view.duration_s)
        painter.end()
        return made
