"""The last seconds of sound, moving."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ascstudio import theme
from ascstudio.widgets.spectrogram import Axes, indices, levels


class RollingSpectrogram(QWidget):
    """The last seconds, newest at the right. Only new columns are coloured and scaled.

    Both the columns and the picture in the widget's own pixels are rings that are written at a
    moving place: a frame copies the picture in two pieces, however long the span is.

    Args:
        name: what is shown, for screen readers.
        n_bins: bands F.
        columns_per_second: pace of ``push``.
        span_s: seconds from edge to edge.
        kept_s: seconds that ``set_span`` may show, at least ``span_s``.
    """

    def __init__(
        self,
        name: str,
        n_bins: int,
        columns_per_second: float,
        span_s: float = 20.0,
        kept_s: float = 0.0,
    ) -> None:
        super().__init__()
        self._axes = Axes()
        self._span_s, self._pace = span_s, columns_per_second
        self._n_columns = max(2, round(columns_per_second * max(span_s, kept_s)))
        self._ring: NDArray[np.uint8] = np.zeros((n_bins, self._n_columns), np.uint8)
        self._pixels: NDArray[np.uint32] = np.zeros((n_bins, self._n_columns), np.uint32)
        self._place = 0
        self._low, self._high = 0.0, 1e-6
        self._seen = 0
        self._total = 0  # columns ever pushed
        self._drawn_for = ""
        self._sentence = ""
        self._picture = QImage()
        self._drawn = 0  # pixel columns of the picture ever drawn
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # nothing below is painted
        self.setAccessibleName(name)
        self.setMinimumSize(theme.px(200), theme.px(90))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """The middle of the Live page."""
        return QSize(theme.px(600), theme.px(220))

    def set_frequencies(self, frequencies_hz: NDArray[np.floating]) -> None:
        """Say which band is which frequency, (F,) ascending."""
        self._axes.frequencies_hz = np.asarray(frequencies_hz, np.float64)
        self.update()

    def set_sentence(self, sentence: str) -> None:
        """What stands here before anything is heard."""
        self._sentence = sentence
        self.update()

    def set_span(self, span_s: float) -> None:
        """Show more or fewer of the last seconds."""
        if span_s != self._span_s:
            self._span_s = span_s
            self._picture = QImage()
            self.update()

    def _n_shown(self) -> int:
        return max(2, min(self._n_columns, round(self._pace * self._span_s)))

    def clear(self) -> None:
        """Forget everything heard."""
        self._ring[:] = 0
        self._seen = self._place = self._total = 0
        self._recolour()
        self.update()

    def push(self, columns: NDArray[np.float32]) -> None:
        """Append columns (F, n), newest last; what arrives between two frames is one frame."""
        columns = columns[:, -self._n_columns :]
        n = columns.shape[1]
        if not n:
            return
        self._follow_level(columns)
        if self._drawn_for != theme.map_in_force():
            self._recolour()
        values = indices(columns, self._low, self._high)
        lut = theme.spectrogram_lut()
        first = min(n, self._n_columns - self._place)
        for start, stop, place in ((0, first, self._place), (first, n, 0)):
            self._ring[:, place : place + stop - start] = values[:, start:stop]
            self._pixels[:, place : place + stop - start] = lut[values[:, start:stop]]
        self._place = (self._place + n) % self._n_columns
        first_sound = not self._seen
        self._seen = min(self._n_columns, self._seen + n)
        self._total += n
        if first_sound:
            self.update()  # the axes come, the sentence goes
        else:
            self.update(self._plot())

    def _follow_level(self, columns: NDArray[np.float32]) -> None:
        """Widen at once, narrow slowly: loud things are not cut and the picture does not pump."""
        low, high = levels(columns)
        if not self._seen:
            self._low, self._high = low, max(high, low + 1.0)
            return
        share = min(1.0, columns.shape[1] / self._n_shown())
        self._low += (low - self._low) * (0.5 if low < self._low else share)
        self._high += (high - self._high) * (0.5 if high > self._high else share)
        self._high = max(self._high, self._low + 1.0)

    def _recolour(self) -> None:
        self._pixels[:] = theme.spectrogram_lut()[self._ring]
        self._drawn_for = theme.map_in_force()
        self._picture = QImage()

    def _plot(self) -> QRect:
        left, below = self._axes.margins()
        return QRect(left, 0, max(1, self.width() - left), max(1, self.height() - below))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size is another picture."""
        super().resizeEvent(event)
        self._picture = QImage()

    def _catch_up(self, size: QSize) -> None:
        """Draw into the picture what was pushed since the last frame, in whole pixels."""
        ratio = self.devicePixelRatioF()
        width, height = max(1, round(size.width() * ratio)), max(1, round(size.height() * ratio))
        per_pixel = self._n_shown() / width
        end = int(self._total / per_pixel)
        if self._picture.isNull():
            self._picture = QImage(width, height, QImage.Format.Format_RGB32)
            self._picture.setDevicePixelRatio(1.0)
            first = -int(-(self._total - self._seen) // per_pixel)
            self._drawn = max(0, end - width, first)
        if end - self._drawn > width:
            self._drawn = end - width
        n_bins = len(self._pixels)
        stride = self._n_columns * 4
        image = QImage(
            self._pixels.data, self._n_columns, n_bins, stride, QImage.Format.Format_RGB32
        )
        painter = QPainter(self._picture)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        while self._drawn < end:  # a strip ends where either ring begins anew
            start = self._drawn * per_pixel
            at, column = self._drawn % width, start % self._n_columns
            wide = min(end - self._drawn, width - at)
            whole = int((self._n_columns - column) / per_pixel)
            wide = max(1, min(wide, whole))
            source = QRectF(column, 0, wide * per_pixel, n_bins)
            painter.drawImage(QRectF(at, 0, wide, height), image, source)
            self._drawn += wide
        painter.end()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Copy the picture in two pieces; the axes only where they have to be drawn anew."""
        painter = QPainter(self)
        plot = self._plot()
        if self._drawn_for != theme.map_in_force():
            self._recolour()
        whole = not plot.contains(event.rect())
        if whole or self._seen < self._n_shown():
            painter.fillRect(event.rect(), theme.color("plot"))
        if not self._seen:
            painter.setFont(theme.font("table"))
            painter.setPen(theme.color("text3"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._sentence)
            return  # axes without anything on them would look broken
        self._catch_up(plot.size())
        self._paint_picture(painter, plot)
        if whole:
            box = QRectF(plot)
            self._axes.paint_frequencies(painter, box)
            self._axes.paint_seconds(painter, box, -self._span_s, 0.0)

    def _paint_picture(self, painter: QPainter, plot: QRect) -> None:
        """What was heard, the newest at the right; what was not yet stays empty at the left."""
        width, height = self._picture.width(), self._picture.height()
        shown = min(width, self._drawn, int(self._seen * width / self._n_shown()))
        scale = plot.width() / width
        newer = min(self._drawn % width, shown)
        older = shown - newer
        right = float(plot.left() + plot.width())
        for wide, source in ((newer, self._drawn % width - newer), (older, width - older)):
            if wide:
                right -= wide * scale
                target = QRectF(right, plot.top(), wide * scale, plot.height())
                painter.drawImage(target, self._picture, QRectF(source, 0, wide, height))
