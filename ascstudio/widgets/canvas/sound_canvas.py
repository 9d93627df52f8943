"""A recording on screen that can be taken hold of: wave, spectrogram and segments."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

from ascstudio.widgets.canvas import gestures
from ascstudio.widgets.canvas.canvas_view import CanvasView
from ascstudio.widgets.canvas.gestures import Gesture, Tool
from ascstudio.widgets.canvas.layout import Layout
from ascstudio.widgets.canvas.segments import SegmentSpan, moved_edge

NORMAL_S = 10.0  # what "normal" zoom shows
STEP = 1.25  # one notch of the wheel
SHORTEST = 4  # pixels: a shorter drag selects nothing


class SoundCanvas(CanvasView):
    """Wave, spectrogram and segments, with zoom, selection, and edges that can be dragged.

    It shows and asks; it changes nothing by itself: a dragged edge is a wish
    (``segment_moved``) until the owner shows the new segments.

    Args:
        name: what is shown, for screen readers.
    """

    seeked = Signal(float)
    selected = Signal(object)
    """(start_s, stop_s) that is no segment yet, or None."""
    segment_chosen = Signal(object)
    """Segment id or None."""
    segment_moved = Signal(int, object)
    """Segment id and the SegmentSpan it shall have."""
    segment_drawn = Signal(object)
    """SegmentSpan of a new segment."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._tool: Tool = "cursor"
        self._snap = True
        self._gesture: Gesture | None = None

    def show_recording(
        self, duration_s: float, bottom_hz: float, top_hz: float, home: tuple[float, float]
    ) -> None:
        """Begin with another recording; what was held is let go."""
        self._gesture = None
        super().show_recording(duration_s, bottom_hz, top_hz, home)

    def set_selection(self, selection: tuple[float, float] | None) -> None:
        """Select a stretch, unless the user is about to."""
        if self._gesture is None or self._gesture.kind not in ("select", "draw"):
            super().set_selection(selection)

    def set_cursor(self, time_s: float, *, follow: bool = False) -> None:
        """Move the play cursor; the page is not turned under the user's hand."""
        super().set_cursor(time_s, follow=follow and self._gesture is None)

    def set_tool(self, tool: Tool) -> None:
        """What dragging does: cursor selects, region draws a segment, hand moves the view."""
        self._tool = tool
        self.setCursor(
            Qt.CursorShape.OpenHandCursor if tool == "hand" else Qt.CursorShape.ArrowCursor
        )

    def set_snap(self, snap: bool) -> None:
        """Whether edges are drawn to other edges, the cursor and the ends of the clip."""
        self._snap = snap

    # Zoom

    def zoom(self, factor: float) -> None:
        """Zoom in time around the cursor, or the middle where the cursor is off screen."""
        inside = self._view.start_s <= self._cursor_s <= self._view.stop_s
        at = self._cursor_s if inside else (self._view.start_s + self._view.stop_s) / 2
        self.show_view(self._view.zoomed(factor, at))

    def zoom_normal(self) -> None:
        """Show ten seconds."""
        self.show_view(self._view.zoomed(self._view.span_s / NORMAL_S, self._cursor_s))

    def zoom_to_selection(self) -> None:
        """Show the segment or the stretch that is selected, with a little around it."""
        span = self.chosen_span()
        stretch = self._selection or ((span.start_s, span.stop_s) if span else None)
        if stretch is not None:
            margin = 0.1 * (stretch[1] - stretch[0])
            self.show_view(self._view.shown(stretch[0] - margin, stretch[1] + margin))

    def fit(self) -> None:
        """Show the clip, and all frequencies."""
        view = self._view.banded(self._view.bottom_hz, self._view.top_hz, self._scale)
        self.show_view(view.shown(*self._home))

    def nudge(self, by_s: float) -> None:
        """Wish the active edge moved."""
        span = self.chosen_span()
        if span is None or self._chosen is None:
            return
        at = span.start_s if self._active == "start" else span.stop_s
        wanted = min(max(0.0, round(at + by_s, 6)), self._view.duration_s)
        self.segment_moved.emit(self._chosen, moved_edge(span, self._active, wanted))

    # Mouse and wheel

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of an edge, a segment, a stretch or the view."""
        if self._view.duration_s <= 0 or event.button() not in (
            Qt.MouseButton.LeftButton,
            Qt.MouseButton.MiddleButton,
        ):
            return
        span = self.chosen_span()
        held = (self._chosen, span) if self._chosen is not None and span is not None else None
        layout = self.layout_now()
        self._gesture = gestures.begin(layout, self._tool, event.position(), event.button(), held)
        gesture = self._gesture
        if gesture is not None and gesture.kind == "edge" and gesture.edge in ("start", "stop"):
            self._active = gesture.edge
        self._touch()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what is held; without a button, read time, frequency and level."""
        point = event.position()
        self._pointer = point
        gesture, layout = self._gesture, self.layout_now()
        if gesture is None:
            if self._view.duration_s:
                shape = gestures.shape_at(layout, self._tool, self.chosen_span(), point)
                self.setCursor(shape)
            self.update()
            return
        if (point - gesture.point).manhattanLength() >= gestures.MOVED:
            gesture.moved = True
        if gesture.moved:
            self._drag(gesture, layout, point, event.modifiers())

    def _drag(
        self,
        gesture: Gesture,
        layout: Layout,
        point: QPointF,
        modifiers: Qt.KeyboardModifier,
    ) -> None:
        if gesture.kind in ("pan", "band"):
            up = (point.y() - gesture.point.y()) / layout.plot.height()
            view = gesture.view
            if gesture.kind == "pan":
                view = view.scrolled(
                    (gesture.point.x() - point.x()) * view.span_s / layout.plot.width()
                )
            self.show_view(view.band_scrolled(up, self._scale))
        elif gesture.kind in ("edge", "body"):
            snap = self._snap != bool(modifiers & Qt.KeyboardModifier.AltModifier)
            self._held = gestures.dragged_span(
                gesture, layout, point, self._segments, self._pulls(), snap=snap
            )
            self._touch()
        else:
            ends = sorted(
                gestures.snapped(t, layout, self._segments, self._pulls(), None, snap=self._snap)
                for t in (gesture.time_s, layout.time_at(point.x()))
            )
            self._selection = (ends[0], ends[1])
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go: what was dragged becomes a wish, a press without a drag chooses and seeks."""
        gesture, self._gesture = self._gesture, None
        if gesture is None:
            return
        held, self._held = self._held, None
        layout = self.layout_now()
        if not gesture.moved:
            self._click(layout, event.position())
        elif gesture.kind in ("edge", "body"):
            if held is not None and held != gesture.span and gesture.segment_id is not None:
                self.segment_moved.emit(gesture.segment_id, held)
        elif gesture.kind in ("select", "draw") and self._selection is not None:
            self._finish_stretch(gesture, layout, event)
        self._touch()

    def _finish_stretch(self, gesture: Gesture, layout: Layout, event: QMouseEvent) -> None:
        start, stop = self._selection or (0.0, 0.0)
        if stop - start < SHORTEST * layout.seconds_per_pixel:
            self._selection = None
        elif gesture.kind == "draw":
            self._selection = None
            low = high = None
            in_plot = layout.plot.contains(gesture.point)
            if in_plot and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                low, high = sorted((gesture.hz, layout.hz_at(event.position().y())))
            self.segment_drawn.emit(SegmentSpan(start, stop, low, high))
            return
        self.selected.emit(self._selection)

    def _click(self, layout: Layout, point: QPointF) -> None:
        if point.x() < layout.plot.left() or self._tool == "hand":
            return
        time_s = layout.time_at(point.x())
        hz = layout.hz_at(point.y()) if layout.plot.contains(point) else None
        place = self._segments.at(time_s, hz)
        if self._selection is not None:
            self._selection = None
            self.selected.emit(None)
        chosen = int(self._segments.ids[place]) if place is not None else None
        if not layout.wave.contains(point) and chosen != self._chosen:
            self.segment_chosen.emit(chosen)
        if not layout.lane.contains(point):
            self.set_cursor(time_s)
            self.seeked.emit(time_s)

    def _pulls(self) -> tuple[float, ...]:
        return (self._cursor_s, *self._home, 0.0, self._view.duration_s)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show the whole clip."""
        self._gesture = None
        self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; Ctrl zooms in time at the pointer, Ctrl and Shift in frequency."""
        if self._view.duration_s <= 0:
            return
        delta = event.angleDelta()
        notches = (delta.y() or delta.x()) / 120
        layout, point = self.layout_now(), event.position()
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        on_axis = point.x() < layout.plot.left()
        if ctrl and (shift or on_axis):
            at_hz = layout.hz_at(point.y())
            self.show_view(self._view.band_zoomed(STEP**notches, at_hz, self._scale))
        elif ctrl:
            self.show_view(self._view.zoomed(STEP**notches, layout.time_at(point.x())))
        elif on_axis:
            self.show_view(self._view.band_scrolled(0.1 * notches, self._scale))
        else:
            self.show_view(self._view.scrolled(-0.1 * notches * self._view.span_s))
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Read nothing out any more."""
        self._pointer = None
        self.update()

    # Keys

    def event(self, event: QEvent) -> bool:
        """Tab goes to the next segment here; F6 leaves."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            back = event.key() == Qt.Key.Key_Backtab
            if (back or event.key() == Qt.Key.Key_Tab) and len(self._segments):
                self.choose_next(back=back)
                return True
        return super().event(event)

    def choose_next(self, *, back: bool = False) -> None:
        """Wish the next segment chosen, and show it."""
        wanted = self._segments.following(self._chosen, back=back)
        if wanted is None:
            return
        self.segment_chosen.emit(wanted)
        place = self._segments.place_of(wanted)
        if place is not None:
            span = self._segments.span(place)
            self.show_view(self._view.holding(span.start_s).holding(span.start_s))
