"""Where things stand on the canvas, in pixels, and the way from there to time and frequency."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetrics

from ascstudio import theme
from ascstudio.widgets.canvas.scale import FrequencyScale
from ascstudio.widgets.canvas.viewport import Viewport

WAVE, LANE, BAR = 44, 24, 8
LOW = 150  # a lower canvas has no wave


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a canvas of one size that shows one view.

    Attributes:
        wave: the wave.
        plot: the spectrogram.
        lane: the segments.
        axis: numbers below.
        bar: the colour bar.
        view: what is shown.
        scale: how frequencies are spread.
    """

    wave: QRectF
    plot: QRectF
    lane: QRectF
    axis: QRectF
    bar: QRectF
    view: Viewport
    scale: FrequencyScale

    @classmethod
    def of(cls, width: float, height: float, view: Viewport, scale: FrequencyScale) -> Layout:
        """Divide a canvas of ``width`` by ``height`` pixels."""
        metrics = QFontMetrics(theme.font("caption"))
        left = metrics.horizontalAdvance("62.5") + 14
        right = max(map(metrics.horizontalAdvance, ("−100", "0 dB"))) + 12
        below = metrics.height() + 6
        across = max(width - left - right, 20)
        wave = QRectF(left, 0, across, theme.px(WAVE) if height >= theme.px(LOW) else 0)
        lane_height = theme.px(LANE)
        tall = max(height - wave.height() - 2 - lane_height - 1 - below, 20)
        plot = QRectF(left, wave.bottom() + 2, across, tall)
        lane = QRectF(left, plot.bottom() + 1, across, lane_height)
        axis = QRectF(left, lane.bottom(), across, below)
        bar_top = max(plot.top() + metrics.height() / 2 + 6, metrics.height() + 4.0)
        bar = QRectF(plot.right() + 8, bar_top, BAR, lane.bottom() - bar_top)
        return cls(wave, plot, lane, axis, bar, view, scale)

    def x_of(self, time_s: float) -> float:
        """Where a time stands."""
        share = (time_s - self.view.start_s) / max(self.view.span_s, 1e-9)
        return self.plot.left() + share * self.plot.width()

    def time_at(self, x: float) -> float:
        """The time at a place, inside the recording."""
        share = (x - self.plot.left()) / self.plot.width()
        return min(max(0.0, self.view.start_s + share * self.view.span_s), self.view.duration_s)

    def y_of(self, hz: float) -> float:
        """Where a frequency stands."""
        up = self.scale.height(hz, self.view.low_hz, self.view.high_hz)
        return self.plot.bottom() - up * self.plot.height()

    def hz_at(self, y: float) -> float:
        """The frequency at a place, inside what is shown."""
        up = min(max(0.0, (self.plot.bottom() - y) / self.plot.height()), 1.0)
        return self.scale.at_height(up, self.view.low_hz, self.view.high_hz)

    @property
    def seconds_per_pixel(self) -> float:
        """How much time one pixel is."""
        return self.view.span_s / self.plot.width()
