"""What a press of the mouse takes hold of, and what dragging it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, Qt

from ascstudio.widgets.canvas.layout import Layout
from ascstudio.widgets.canvas.segments import Edge, SegmentSet, SegmentSpan, moved_edge
from ascstudio.widgets.canvas.viewport import Viewport

Tool = Literal["cursor", "region", "hand"]
Kind = Literal["select", "edge", "body", "draw", "pan", "band"]
REACH = 5.0
"""Pixels around an edge in which it can be taken."""
SNAP = 8.0
"""Pixels in which an edge pulls."""
MOVED = 3.0
"""Pixels after which a press is a drag."""
GRID_S = 0.001


@dataclass(slots=True)
class Gesture:
    """A drag that is going on.

    Attributes:
        kind: select a stretch, move an edge, move the whole segment, draw a new one, pan the
            view, pan the band of frequencies.
        point: where it began, in pixels.
        time_s: the time there.
        hz: the frequency there.
        view: what was shown then.
        edge: which edge is held.
        span: the held segment as it was.
        segment_id: the held segment.
        moved: whether it went further than a trembling hand.
    """

    kind: Kind
    point: QPointF
    time_s: float
    hz: float
    view: Viewport
    edge: Edge = "stop"
    span: SegmentSpan | None = None
    segment_id: int | None = None
    moved: bool = False


def edge_at(layout: Layout, span: SegmentSpan, point: QPointF) -> Edge | None:
    """The edge of a segment under the pointer; its band is taken in the spectrogram only."""
    inside = layout.plot.top() <= point.y() <= layout.lane.bottom()
    if not inside:
        return None
    reaches = {
        "start": abs(layout.x_of(span.start_s) - point.x()),
        "stop": abs(layout.x_of(span.stop_s) - point.x()),
    }
    nearest: Edge = "start" if reaches["start"] < reaches["stop"] else "stop"
    if reaches[nearest] <= REACH:
        return nearest
    if layout.plot.contains(point) and span.start_s < layout.time_at(point.x()) < span.stop_s:
        top = layout.plot.top() if span.high_hz is None else layout.y_of(span.high_hz)
        bottom = layout.plot.bottom() if span.low_hz is None else layout.y_of(span.low_hz)
        if abs(point.y() - top) <= REACH:
            return "high"
        if abs(point.y() - bottom) <= REACH:
            return "low"
    return None


def shape_at(
    layout: Layout, tool: Tool, span: SegmentSpan | None, point: QPointF
) -> Qt.CursorShape:
    """The pointer over a place: it says what a press would do."""
    if tool == "hand":
        return Qt.CursorShape.OpenHandCursor
    edge = edge_at(layout, span, point) if span is not None else None
    if edge in ("start", "stop"):
        return Qt.CursorShape.SizeHorCursor
    if edge in ("low", "high"):
        return Qt.CursorShape.SizeVerCursor
    if tool == "region" and layout.plot.contains(point):
        return Qt.CursorShape.CrossCursor
    return Qt.CursorShape.ArrowCursor


def begin(
    layout: Layout,
    tool: Tool,
    point: QPointF,
    button: Qt.MouseButton,
    chosen: tuple[int, SegmentSpan] | None,
) -> Gesture | None:
    """What a press takes hold of.

    Args:
        layout: where things stand.
        tool: cursor, region or hand.
        point: where the pointer is.
        button: left or middle.
        chosen: id and place of the segment that is worked on.
    """
    made = Gesture("select", point, layout.time_at(point.x()), layout.hz_at(point.y()), layout.view)
    if point.x() < layout.plot.left():
        made.kind = "band"
        return made
    if button == Qt.MouseButton.MiddleButton or tool == "hand":
        made.kind = "pan"
        return made
    if chosen is not None:
        made.segment_id, made.span = chosen
        edge = edge_at(layout, chosen[1], point)
        if edge is not None:
            made.kind, made.edge = "edge", edge
            return made
        if layout.lane.contains(point) and chosen[1].start_s <= made.time_s < chosen[1].stop_s:
            made.kind = "body"
            return made
    if tool == "region":
        made.kind = "draw"
    return made


def dragged_span(
    gesture: Gesture,
    layout: Layout,
    point: QPointF,
    segments: SegmentSet,
    pulls_s: tuple[float, ...],
    *,
    snap: bool,
) -> SegmentSpan | None:
    """The held segment where the pointer has taken it.

    Args:
        gesture: what is held.
        layout: where things stand.
        point: where the pointer is.
        segments: whose edges pull.
        pulls_s: what else pulls.
        snap: whether anything pulls.
    """
    span = gesture.span
    if span is None:
        return None
    duration_s = layout.view.duration_s
    if gesture.kind == "body":
        by = layout.time_at(point.x()) - gesture.time_s
        start = snapped(span.start_s + by, layout, segments, pulls_s, gesture.segment_id, snap=snap)
        start = min(max(0.0, start), duration_s - span.duration_s)
        return SegmentSpan(start, start + span.duration_s, span.low_hz, span.high_hz)
    if gesture.edge in ("low", "high"):
        top_hz, bottom_hz = layout.view.top_hz, layout.view.bottom_hz
        hz = layout.hz_at(point.y())
        full = SegmentSpan(
            span.start_s,
            span.stop_s,
            bottom_hz if span.low_hz is None else span.low_hz,
            top_hz if span.high_hz is None else span.high_hz,
        )
        made = moved_edge(full, gesture.edge, round(hz))
        everything = (made.low_hz or 0) <= bottom_hz and (made.high_hz or 0) >= top_hz - 1
        if everything:  # pulled to both ends: no band any more
            return SegmentSpan(span.start_s, span.stop_s)
        return made
    time_s = snapped(
        layout.time_at(point.x()), layout, segments, pulls_s, gesture.segment_id, snap=snap
    )
    return moved_edge(span, gesture.edge, time_s)


def snapped(
    time_s: float,
    layout: Layout,
    segments: SegmentSet,
    pulls_s: tuple[float, ...],
    without: int | None,
    *,
    snap: bool,
) -> float:
    """A time on the grid of a millisecond, or on an edge that pulls."""
    on_grid = round(time_s / GRID_S) * GRID_S
    if not snap:
        return min(on_grid, layout.view.duration_s)
    reach = SNAP * layout.seconds_per_pixel
    pulled = segments.snapped(time_s, reach, pulls_s, without)
    return min(pulled if pulled != time_s else on_grid, layout.view.duration_s)
