"""How the parts of the canvas are drawn; each function draws one part into its place."""

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen

from ascstudio import theme
from ascstudio.widgets.canvas.layout import Layout
from ascstudio.widgets.canvas.pictures import Picture, Wave, columns_of
from ascstudio.widgets.canvas.scale import clock, frequency_ticks, hz_words, time_ticks

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def paint_picture(painter: QPainter, layout: Layout, picture: Picture, image: QImage) -> None:
    """The spectrogram, where it belongs; one of another view is stretched until a new one comes."""
    box = QRectF(
        QPointF(layout.x_of(picture.start_s), layout.y_of(picture.high_hz)),
        QPointF(layout.x_of(picture.stop_s), layout.y_of(picture.low_hz)),
    )
    shown = box.intersected(layout.plot)
    if shown.isEmpty():
        return
    across, up = image.width() / box.width(), image.height() / box.height()
    source = QRectF(
        (shown.left() - box.left()) * across,
        (shown.top() - box.top()) * up,
        shown.width() * across,
        shown.height() * up,
    )
    ratio = painter.device().devicePixelRatio()
    stretched = across < 0.98 * ratio or up < 0.98 * ratio
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, stretched)
    painter.drawImage(shown, image, source)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)


def paint_wave(painter: QPainter, layout: Layout, wave: Wave, box: QRectF | None = None) -> None:
    """The wave above the spectrogram or in a box, one column per pixel of the screen."""
    box = layout.wave if box is None else box
    if box.height() < 8:
        return
    ratio = painter.device().devicePixelRatio()
    n = max(1, round(box.width() * ratio))
    low, high = columns_of(wave, layout.view.start_s, layout.view.stop_s, n)
    middle, half = box.center().y(), box.height() / 2 - 3
    scale = half / max(wave.peak, 1e-6)
    tops = middle - np.clip(high * scale, -half, half)
    bottoms = middle - np.clip(low * scale, -half, half)
    bottoms = np.maximum(bottoms, tops + 1 / ratio)
    places = box.left() + (np.arange(n) + 0.5) / ratio
    there = np.flatnonzero(~np.isnan(tops))
    painter.setPen(QPen(theme.color("accent"), 1 / ratio))
    lines = [
        QLineF(x, top, x, bottom)
        for x, top, bottom in zip(
            places[there].tolist(), tops[there].tolist(), bottoms[there].tolist(), strict=True
        )
    ]
    painter.drawLines(lines)


def paint_axes(painter: QPainter, layout: Layout) -> None:
    """Frequencies at the left, time below."""
    painter.setFont(theme.font("caption"))
    painter.setPen(theme.color("text3"))
    _paint_frequencies(painter, layout)
    _paint_times(painter, layout)


def _paint_frequencies(painter: QPainter, layout: Layout) -> None:
    plot, view = layout.plot, layout.view
    height = painter.fontMetrics().height()
    room = QRectF(0, plot.top() - 2, plot.left() - 8, height)
    painter.drawText(room, RIGHT, "Hz")
    last = plot.bottom() + height
    for hz in frequency_ticks(layout.scale, view.low_hz, view.high_hz):
        y = layout.y_of(hz)
        if last - y < height or y - height / 2 < room.bottom():
            continue
        last = y
        painter.drawText(QRectF(0, y - height / 2, plot.left() - 8, height), RIGHT, hz_words(hz))
        painter.drawLine(QPointF(plot.left() - 5, y), QPointF(plot.left() - 1, y))


def _paint_times(painter: QPainter, layout: Layout) -> None:
    axis, view = layout.axis, layout.view
    metrics = painter.fontMetrics()
    usual = metrics.horizontalAdvance(clock(view.stop_s, view.span_s / 10)) + 22
    ticks, step = time_ticks(view.start_s, view.stop_s, axis.width() / usual)
    for time_s in ticks.tolist():
        x = layout.x_of(time_s)
        words = clock(time_s, step)
        width = metrics.horizontalAdvance(words)
        if x - width / 2 < axis.left() or x + width / 2 > axis.right():
            continue
        painter.drawLine(QPointF(x, axis.top() - 4), QPointF(x, axis.top()))
        painter.drawText(QPointF(x - width / 2, axis.top() + metrics.ascent() + 4), words)


def paint_colour_bar(painter: QPainter, layout: Layout, range_db: float) -> None:
    """The colours from quiet to loud, both ends labelled."""
    bar = layout.bar
    lut = np.ascontiguousarray(theme.spectrogram_lut()[::-1, None])
    image = QImage(lut.data, 1, 256, 4, QImage.Format.Format_RGB32)
    painter.drawImage(bar, image)
    painter.setPen(QPen(theme.color("line"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(bar)
    painter.setFont(theme.font("caption"))
    painter.setPen(theme.color("text3"))
    height = painter.fontMetrics().height()
    for words, y in (("0 dB", bar.top() - height - 2), (f"−{range_db:.0f}", bar.bottom() + 2)):
        width = painter.fontMetrics().horizontalAdvance(words)
        left = max(bar.left(), bar.center().x() - width / 2)  # not over the spectrogram
        painter.drawText(QPointF(left, y + height * 0.8), words)


def paint_cursor(painter: QPainter, layout: Layout, time_s: float) -> None:
    """The play cursor through wave, spectrogram and lane."""
    if layout.view.start_s <= time_s <= layout.view.stop_s:
        x = layout.x_of(time_s)
        line = QRectF(x - 0.75, layout.wave.top(), 1.5, layout.lane.bottom() - layout.wave.top())
        painter.fillRect(line, theme.color("text"))


def paint_selection(painter: QPainter, layout: Layout, start_s: float, stop_s: float) -> None:
    """A stretch that is selected and no segment yet."""
    left = max(layout.x_of(start_s), layout.plot.left())
    right = min(layout.x_of(stop_s), layout.plot.right())
    if right <= left:
        return
    shade = theme.color("accent")
    shade.setAlphaF(0.2)
    box = QRectF(left, layout.wave.top(), right - left, layout.lane.bottom() - layout.wave.top())
    painter.fillRect(box, shade)
    for x in (left, right - 1):
        painter.fillRect(QRectF(x, box.top(), 1, box.height()), theme.color("accent"))


def paint_note(painter: QPainter, layout: Layout, words: str, x: float, y: float) -> None:
    """A few words on a small ground: the read-out under the pointer."""
    painter.setFont(theme.font("caption"))
    metrics = painter.fontMetrics()
    width, height = metrics.horizontalAdvance(words) + 12, metrics.height() + 4
    left = min(x, layout.plot.right() - width - 4)
    box = QRectF(left, y, width, height)
    ground = theme.color("bg2")
    ground.setAlphaF(0.9)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("line"), 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(theme.color("text"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
