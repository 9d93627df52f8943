"""What the canvas shows and how it is put together; the hands are in ``sound_canvas``."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ascstudio import theme
from ascstudio.widgets.canvas import painting, segment_painting
from ascstudio.widgets.canvas.layout import Layout
from ascstudio.widgets.canvas.pictures import Picture, Wave, coloured
from ascstudio.widgets.canvas.scale import FrequencyScale, clock
from ascstudio.widgets.canvas.segments import Edge, SegmentSet, SegmentSpan
from ascstudio.widgets.canvas.viewport import Viewport
from ascstudio.widgets.controls import focus_ring
from ascstudio.words import numeral


class CanvasView(QWidget):
    """Wave, spectrogram and a lane of segments over one axis of time, to be looked at.

    Args:
        name: what is shown, for screen readers.
    """

    view_changed = Signal(object)
    """Viewport: give a picture and a wave of it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._scale = FrequencyScale()
        self._view = Viewport.whole(0.0, 0.0, 16_000.0)
        self._home = (0.0, 0.0)
        self._picture: Picture | None = None
        self._image: QImage | None = None
        self._drawn_for = ""
        self._levels = (-80.0, 0.0)
        self._wave: Wave | None = None
        self._segments = SegmentSet()
        self._chosen: int | None = None
        self._active: Edge = "stop"
        self._selection: tuple[float, float] | None = None
        self._cursor_s = 0.0
        self._sentence = ""
        self._held: SegmentSpan | None = None  # the chosen segment in the middle of a drag
        self._pointer: QPointF | None = None
        self._layer: QPixmap | None = None  # everything that stays while the cursor moves
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(theme.px(200), theme.px(90))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """The middle of the Label page."""
        return QSize(theme.px(716), theme.px(410))

    # What is shown

    @property
    def view(self) -> Viewport:
        """What is on screen."""
        return self._view

    @property
    def segments(self) -> SegmentSet:
        """The segments on screen and off it."""
        return self._segments

    @property
    def chosen(self) -> int | None:
        """Id of the segment that is worked on."""
        return self._chosen

    @property
    def active_edge(self) -> Edge:
        """The edge that keys move: start or stop."""
        return self._active

    @property
    def selection(self) -> tuple[float, float] | None:
        """The stretch that is selected and no segment."""
        return self._selection

    @property
    def cursor_s(self) -> float:
        """Where the play cursor stands."""
        return self._cursor_s

    @property
    def home(self) -> tuple[float, float]:
        """The stretch that *fit* goes back to."""
        return self._home

    @property
    def plot_size(self) -> QSize:
        """Pixels of the screen that the spectrogram has: pictures of this size are sharp."""
        plot = self.layout_now().plot
        ratio = self.devicePixelRatioF()
        return QSize(round(plot.width() * ratio), round(plot.height() * ratio))

    def layout_now(self) -> Layout:
        """Where things stand."""
        return Layout.of(self.width(), self.height(), self._view, self._scale)

    def show_recording(
        self, duration_s: float, bottom_hz: float, top_hz: float, home: tuple[float, float]
    ) -> None:
        """Begin with another recording.

        Args:
            duration_s: its length.
            bottom_hz: lowest frequency.
            top_hz: highest frequency.
            home: the stretch that is shown at first and that *fit* goes back to.
        """
        self._picture = self._image = self._wave = None
        self._held = None
        self._selection, self._chosen, self._sentence = None, None, ""
        self._home = home
        self._cursor_s = home[0]
        whole = Viewport.whole(duration_s, bottom_hz, top_hz)
        self.show_view(whole.shown(*home) if duration_s else whole)

    def clear(self, sentence: str) -> None:
        """Show nothing but a sentence that says what to do."""
        self._view = Viewport.whole(0.0, 0.0, 16_000.0)
        self._picture = self._image = self._wave = None
        self._segments, self._chosen, self._selection = SegmentSet(), None, None
        self._sentence = sentence
        self._touch()

    def show_view(self, view: Viewport) -> None:
        """Show another part of the recording."""
        if view != self._view:
            self._view = view
            self._touch()
            self.view_changed.emit(view)

    def set_scale(self, scale: FrequencyScale) -> None:
        """Spread the frequencies in another way."""
        if scale != self._scale:
            self._scale = scale
            self._picture = self._image = None
            self._touch()

    def set_band(self, bottom_hz: float, top_hz: float) -> None:
        """Another axis of frequencies, e.g. of what the model sees; all of it is shown."""
        view = Viewport(
            self._view.duration_s, self._view.start_s, self._view.stop_s,
            bottom_hz, top_hz, bottom_hz, top_hz,
        )  # fmt: skip
        self._picture = self._image = None
        self._view = view
        self._touch()

    def set_picture(self, picture: Picture) -> None:
        """A spectrogram of what is shown now, or was."""
        self._picture, self._image = picture, None
        self._touch()

    def set_levels(self, floor_db: float, peak_db: float) -> None:
        """Which levels are drawn darkest and brightest."""
        if (floor_db, peak_db) != self._levels:
            self._levels = (floor_db, peak_db)
            self._image = None
            self._touch()

    def set_wave(self, wave: Wave) -> None:
        """The wave of what is shown now, or was."""
        self._wave = wave
        self._touch()

    def set_segments(self, segments: SegmentSet) -> None:
        """All segments of the recording."""
        self._segments = segments
        self._held = None
        if self._chosen is not None and segments.place_of(self._chosen) is None:
            self._chosen = None
        self._touch()

    def set_chosen(self, segment_id: int | None) -> None:
        """Work on a segment; None on none."""
        if segment_id != self._chosen:
            self._chosen, self._active = segment_id, "stop"
            self._touch()

    def set_active_edge(self, edge: Edge) -> None:
        """Let keys move the start or the stop."""
        self._active = edge
        self._touch()

    def set_selection(self, selection: tuple[float, float] | None) -> None:
        """Select a stretch without telling anybody."""
        if selection != self._selection:
            self._selection = selection
            self.update()

    def set_cursor(self, time_s: float, *, follow: bool = False) -> None:
        """Move the play cursor; ``follow`` turns the page when it leaves."""
        if time_s == self._cursor_s:
            return
        self._cursor_s = time_s
        if follow:
            self.show_view(self._view.holding(time_s))
        self.update()

    def chosen_span(self) -> SegmentSpan | None:
        """Where the segment that is worked on lies, also in the middle of a drag."""
        place = self._segments.place_of(self._chosen)
        if place is None:
            return None
        return self._held or self._segments.span(place)

    # Painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A picture of another size is needed."""
        self._layer = None
        if self._view.duration_s:
            self.view_changed.emit(self._view)

    def _touch(self) -> None:
        self._layer = None
        self._describe()
        self.update()

    def _describe(self) -> None:
        words = self._sentence
        span = self.chosen_span()
        if span is not None:
            name = self._segments.names[
                int(self._segments.codes[self._segments.place_of(self._chosen) or 0])
            ]
            words = f"{name}, {numeral(span.start_s, '.3f')} – {numeral(span.stop_s, '.3f')} s"
        elif self._view.duration_s:
            words = f"{clock(self._view.start_s, 0.1)} – {clock(self._view.stop_s, 0.1)}"
        self.setAccessibleDescription(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the layer that stays, then what moves."""
        painter = QPainter(self)
        in_force = f"{theme.map_in_force()} {theme.tokens().name} {self.devicePixelRatioF()}"
        if self._layer is None or self._drawn_for != in_force:
            if self._drawn_for != in_force:
                self._image, self._drawn_for = None, in_force
            self._layer = self._render()
        painter.drawPixmap(0, 0, self._layer)
        if self._view.duration_s > 0:
            layout = self.layout_now()
            if self._selection is not None:
                painting.paint_selection(painter, layout, *self._selection)
            painting.paint_cursor(painter, layout, self._cursor_s)
            self._paint_read_out(painter, layout)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            focus_ring(painter, QRectF(self.rect()), 3)

    def _render(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        made = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        made.setDevicePixelRatio(ratio)
        made.fill(theme.color("plot"))
        painter = QPainter(made)
        if self._view.duration_s <= 0:
            painter.setFont(theme.font("table"))
            painter.setPen(theme.color("text3"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(QRectF(self.rect()).adjusted(40, 8, -40, -8), flags, self._sentence)
            painter.end()
            return made
        self._paint_sound(painter, self.layout_now())
        painter.end()
        return made

    def _paint_sound(self, painter: QPainter, layout: Layout) -> None:
        if self._picture is not None:
            if self._image is None:
                self._image = coloured(self._picture, *self._levels)
            painting.paint_picture(painter, layout, self._picture, self._image)
        if self._wave is not None:
            painting.paint_wave(painter, layout, self._wave)
            if not self._wave.exact:
                words = self.tr("Approximate")
                painting.paint_note(painter, layout, words, layout.plot.left() + 4, 4)
        painting.paint_axes(painter, layout)
        painting.paint_colour_bar(painter, layout, self._levels[1] - self._levels[0])
        segment_painting.paint_segments(painter, layout, self._segments, self._chosen)
        span, place = self.chosen_span(), self._segments.place_of(self._chosen)
        if span is not None and place is not None:
            code = int(self._segments.codes[place])
            shade = theme.mark_color(self._segments.marks[code])
            segment_painting.paint_chosen(
                painter, layout, span, shade, self._segments.names[code], self._active
            )

    def _paint_read_out(self, painter: QPainter, layout: Layout) -> None:
        point = self._pointer
        if point is None or not layout.plot.contains(point):
            return
        time_s, hz = layout.time_at(point.x()), layout.hz_at(point.y())
        words = f"{clock(time_s, 0.001)} · {numeral(hz, ',.0f')} Hz"
        level = self._level_at(time_s, hz)
        if level is not None:
            words += f" · {level - self._levels[1]:.0f} dB"
        painting.paint_note(painter, layout, words, layout.plot.right(), layout.plot.top() + 4)

    def _level_at(self, time_s: float, hz: float) -> float | None:
        """The level of the picture at a point, None where there is no picture."""
        picture = self._picture
        if picture is None or not picture.start_s <= time_s < picture.stop_s:
            return None
        if not picture.low_hz <= hz <= picture.high_hz:
            return None
        rows, columns = picture.level_db.shape
        up = self._scale.height(hz, picture.low_hz, picture.high_hz)
        across = (time_s - picture.start_s) / (picture.stop_s - picture.start_s)
        row = min(rows - 1, int(up * rows))
        return float(picture.level_db[row, min(columns - 1, int(across * columns))])
