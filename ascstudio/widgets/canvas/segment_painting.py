"""All segments of a recording in one go, however many there are.

Ground, lane and dashed edges of all of them are made as rows of pixels with numpy; only words,
boxes of frequencies and the chosen segment are painted one by one.
"""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen, QPixmap

from ascstudio import theme
from ascstudio.widgets.canvas.layout import Layout
from ascstudio.widgets.canvas.segments import SegmentSet, SegmentSpan
from ascstudio.words import numeral

WIDE = 3.0  # pixels: narrower ones have no edges, or all would be edge
WORDY = 26.0  # pixels: narrower ones have no words
MOST = 300  # with words; more than that overlap, and nobody could read them
DASH, GAP = 4, 3
VEIL, QUIET = 0.08, 0.36

Shades = NDArray[np.uint32]


def paint_segments(
    painter: QPainter, layout: Layout, segments: SegmentSet, chosen: int | None
) -> None:
    """Lane, dashed edges, boxes of frequencies; the chosen one is left to ``paint_chosen``."""
    places = segments.visible(layout.view.start_s, layout.view.stop_s)
    places = places[segments.ids[places] != chosen]
    if not len(places):
        return
    lefts, rights = _x(layout, segments.start_s[places]), _x(layout, segments.stop_s[places])
    widths = np.minimum(rights, layout.plot.right()) - np.maximum(lefts, layout.plot.left())
    slim, wide = np.flatnonzero(widths < WIDE), np.flatnonzero(widths >= WIDE)
    longest_first = wide[np.argsort(lefts[wide] - rights[wide], kind="stable")]
    order = np.concatenate([slim, longest_first])  # slim ones lie below: there are many of them
    places, lefts, rights, widths = (column[order] for column in (places, lefts, rights, widths))
    boxed = ~(np.isnan(segments.low_hz[places]) & np.isnan(segments.high_hz[places]))
    ratio = painter.device().devicePixelRatio()
    columns = round(layout.plot.width() * ratio)
    first, last = ((xs - layout.plot.left()) * ratio for xs in (lefts, rights))
    codes = segments.codes[places]
    open_ = ~boxed
    dash, gap = max(1, round(DASH * ratio)), max(1, round(GAP * ratio))
    veil = covering(codes[open_], first[open_], last[open_], columns, _veils(segments))
    strip = np.repeat(veil, dash + gap, axis=0)
    edged = open_ & (widths >= WIDE)
    _draw_edges(strip[:dash], codes[edged], first[edged], last[edged], _shades(segments))
    _tile(painter, layout.plot, strip)
    _tile(painter, layout.lane, covering(codes, first, last, columns, _quiet(segments)))
    for n in np.flatnonzero(boxed & (widths >= WIDE))[:MOST].tolist():
        _paint_box(painter, layout, segments, int(places[n]))
    for n in np.flatnonzero(widths >= WORDY)[:MOST].tolist():
        box = QRectF(lefts[n], layout.lane.top(), rights[n] - lefts[n], layout.lane.height())
        name, span = segments.names[int(codes[n])], segments.span(int(places[n]))
        words = theme.color("text")
        _paint_words(painter, box.intersected(layout.lane), name, span.duration_s, words)


def paint_chosen(
    painter: QPainter,
    layout: Layout,
    span: SegmentSpan,
    shade: QColor,
    words: str,
    active: str,
) -> None:
    """The segment that is being worked on: solid edges that can be dragged.

    Args:
        painter: paints.
        layout: where.
        span: the segment as it is now, also in the middle of a drag.
        shade: colour of its scene.
        words: name of its scene.
        active: start or stop: the edge that keys move.
    """
    left, right = layout.x_of(span.start_s), layout.x_of(span.stop_s)
    painter.save()
    painter.setClipRect(layout.wave.united(layout.lane).adjusted(-1, 0, 1, 0))
    top, bottom = _band(layout, span)
    painter.fillRect(QRectF(left, top, right - left, bottom - top), _faint(shade, 0.16))
    veil = _faint(theme.color("accent"), 0.16)
    painter.fillRect(QRectF(left, layout.wave.top(), right - left, layout.wave.height()), veil)
    whole = layout.lane.bottom() - layout.plot.top()
    for edge, x in (("start", left), ("stop", right)):
        width = 3.0 if edge == active else 2.0
        painter.fillRect(QRectF(x - width / 2, layout.plot.top(), width, whole), shade)
    if span.low_hz is not None or span.high_hz is not None:
        for y in (top, bottom):
            painter.fillRect(QRectF(left, y - 1, right - left, 2), shade)
    box = QRectF(left, layout.lane.top(), right - left, layout.lane.height())
    box = box.intersected(layout.lane)
    painter.fillRect(box, shade)
    _paint_words(painter, box, words, span.duration_s, theme.readable_on(shade))
    painter.restore()


def paint_strip(painter: QPainter, box: QRectF, segments: SegmentSet, duration_s: float) -> None:
    """All segments as columns of colour, for the whole recording in a few pixels."""
    if not len(segments) or duration_s <= 0:
        return
    scale = box.width() / duration_s
    first, last = segments.start_s * scale, segments.stop_s * scale
    row = covering(segments.codes, first, last, int(box.width()), _shades(segments))
    painter.drawImage(box, _image(row))


def covering(
    codes: NDArray[np.int64],
    first: NDArray[np.float64],
    last: NDArray[np.float64],
    width: int,
    shades: Shades,
) -> Shades:
    """One row of pixels (1, width): what each column is covered with, transparent where nothing.

    Args:
        codes: (N,) colour of each segment; later ones lie above earlier ones.
        first: (N,) left edges in pixels; may lie outside.
        last: (N,) right edges.
        width: number of columns.
        shades: ARGB by code.
    """
    row = np.zeros(width, np.uint32)
    inside = (last > 0) & (first < width)
    codes = codes[inside]
    begin = np.clip(np.floor(first[inside] + 0.5), 0, width - 1).astype(np.int64)
    end = np.clip(np.floor(last[inside] + 0.5), 1, width).astype(np.int64)
    end = np.maximum(end, begin + 1)
    slim = end - begin <= 2
    for a, b, code in zip(
        begin[~slim].tolist(), end[~slim].tolist(), codes[~slim].tolist(), strict=True
    ):
        row[a:b] = shades[code]
    for step in range(2):
        there = begin[slim] + step < end[slim]
        row[begin[slim][there] + step] = shades[codes[slim][there]]
    return row[None, :]


def _draw_edges(
    strip: Shades,
    codes: NDArray[np.int64],
    first: NDArray[np.float64],
    last: NDArray[np.float64],
    shades: Shades,
) -> None:
    """Beginning and end of each segment into the dashes (n, columns) of a strip."""
    for edges in (first, last - 1):
        at = np.floor(edges + 0.5)
        inside = (at >= 0) & (at < strip.shape[1])
        strip[:, at[inside].astype(np.int64)] = shades[codes[inside]]


def _tile(painter: QPainter, box: QRectF, strip: Shades) -> None:
    """A strip of pixels, repeated from top to bottom: much faster than one stretched image."""
    picture = QPixmap.fromImage(_image(strip))
    picture.setDevicePixelRatio(painter.device().devicePixelRatio())
    painter.drawTiledPixmap(box, picture)


def _paint_box(painter: QPainter, layout: Layout, segments: SegmentSet, place: int) -> None:
    """A segment with a band of frequencies."""
    span = segments.span(place)
    shade = theme.mark_color(segments.marks[int(segments.codes[place])])
    top, bottom = _band(layout, span)
    left, right = layout.x_of(span.start_s), layout.x_of(span.stop_s)
    box = QRectF(left, top, right - left, bottom - top).intersected(layout.plot)
    painter.setBrush(QBrush(_faint(shade, VEIL)))
    pen = QPen(shade, 1)
    pen.setDashPattern([DASH, GAP])
    painter.setPen(pen)
    painter.drawRect(box)


def _paint_words(
    painter: QPainter, box: QRectF, name: str, duration_s: float, shade: QColor
) -> None:
    """The scene, and the length behind it where there is room for both."""
    room = box.width() - 12
    painter.setFont(theme.font("label"))
    metrics = painter.fontMetrics()
    if room < metrics.horizontalAdvance(name[:3] + "…"):
        return  # two letters tell nothing; the shade of its mark does
    length = (
        f"{numeral(duration_s, '.2f')} s"
        if duration_s < 60
        else f"{numeral(duration_s / 60, '.1f')} min"
    )
    both = f"{name}  {length}" if name else length
    words = both if metrics.horizontalAdvance(both) <= room else name
    words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(room))
    painter.setPen(QPen(shade))
    baseline = box.center().y() + metrics.ascent() / 2 - 1.5
    painter.drawText(QPointF(box.left() + 6, baseline), words)


def _band(layout: Layout, span: SegmentSpan) -> tuple[float, float]:
    """Top and bottom of a segment in the spectrogram."""
    plot = layout.plot
    top = plot.top() if span.high_hz is None else max(plot.top(), layout.y_of(span.high_hz))
    bottom = plot.bottom() if span.low_hz is None else min(plot.bottom(), layout.y_of(span.low_hz))
    return top, max(bottom, top)


def _x(layout: Layout, times_s: NDArray[np.float64]) -> NDArray[np.float64]:
    scale = layout.plot.width() / max(layout.view.span_s, 1e-9)
    return layout.plot.left() + (times_s - layout.view.start_s) * scale


def _faint(shade: QColor, alpha: float) -> QColor:
    made = QColor(shade)
    made.setAlphaF(alpha)
    return made


def _argb(shades: list[QColor]) -> Shades:
    return np.array([shade.rgba() for shade in shades], np.uint32)


def _shades(segments: SegmentSet) -> Shades:
    return _argb([theme.mark_color(mark) for mark in segments.marks])


def _quiet(segments: SegmentSet) -> Shades:
    ground = theme.color("plot")
    return _argb([theme.mix(ground, theme.mark_color(mark), QUIET) for mark in segments.marks])


def _veils(segments: SegmentSet) -> Shades:
    return _argb([_faint(theme.mark_color(mark), VEIL) for mark in segments.marks])


def _image(pixels: NDArray[np.uint32]) -> QImage:
    pixels = np.ascontiguousarray(pixels)
    height, width = pixels.shape
    return QImage(pixels.data, width, height, width * 4, QImage.Format.Format_ARGB32).copy()
