"""The middle of the page: tools, overview strip, canvas; it gets pictures of what is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ascstudio.pages.label.state import LabelState
from ascstudio.pages.label.tools import GAIN_STEP_DB, MOST_GAIN_DB, ToolRow, settings_of
from ascstudio.project.pictures import RecordingPictures, RecordingShown, Wish
from ascstudio.settings import Settings
from ascstudio.translation import told
from ascstudio.widgets.canvas.minimap import Minimap
from ascstudio.widgets.canvas.pictures import Picture, Wave
from ascstudio.widgets.canvas.scale import FrequencyScale
from ascstudio.widgets.canvas.sound_canvas import SoundCanvas
from ascstudio.widgets.canvas.viewport import Viewport
from ascstudio.widgets.texts import Separator

if TYPE_CHECKING:
    from ml_core import api

LOW_PERCENT, HIGH_PERCENT = 8.0, 99.7
SILENT_DB = -139.0  # digital silence tells nothing about the range
LEAST_RANGE_DB = 40.0  # found by itself: less would show what nobody hears
LONG_S = 60.0  # longer recordings have an overview strip
MARGIN = 0.06  # around a clip that is a part of its recording


class Stage(QWidget):
    """Shows a clip: opens its recording, asks for pictures, keeps levels steady while one pans."""

    opened = Signal(object, object)
    """ClipRow and RecordingShown: it is on screen and can be heard."""
    failed = Signal(str)
    """Why the clip cannot be shown."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._clip: api.ClipRow | None = None
        self._recording: RecordingShown | None = None
        self._front_end: api.LogMelSpec | None = None
        self._auto: tuple[float, float] | None = None  # floor and peak of this clip
        self.pictures = RecordingPictures(self)
        self.tools = ToolRow(settings)
        self.minimap = Minimap(self.tr("The whole recording"))
        self.canvas = SoundCanvas(self.tr("Sound of the clip"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._line = Separator()
        column.addWidget(self.tools)
        column.addWidget(self._line)
        column.addWidget(self.minimap)
        column.addWidget(self.canvas, 1)
        self.minimap.hide()
        self._configure()
        self._connect()

    def _connect(self) -> None:
        pictures, canvas = self.pictures, self.canvas
        pictures.opened.connect(self._on_opened)
        pictures.strip_ready.connect(self.minimap.set_wave)
        pictures.wave_ready.connect(self._on_wave)
        pictures.picture_ready.connect(self._on_picture)
        pictures.failed.connect(self._on_failed)
        canvas.view_changed.connect(self._on_view)
        self.minimap.moved.connect(
            lambda start, stop: canvas.show_view(canvas.view.shown(start, stop))
        )
        self.tools.tool_chosen.connect(lambda _: canvas.set_tool(self.tools.tool()))
        self.tools.zoomed.connect(self.zoom)
        self._settings.changed.connect(self._on_setting)

    # What is shown

    def show_clip(self, clip: api.ClipRow | None) -> None:
        """Show another clip; the picture of the one before stays until there is a new one."""
        self._clip, self._recording = clip, None
        if clip is None:
            self.pictures.forget()
            self.canvas.clear("")
            self.minimap.hide()
        else:
            self.pictures.show_recording(clip.path, clip.channel)

    def show_segments(self, state: LabelState) -> None:
        """Show the segments and which of them is worked on."""
        if self.canvas.segments is not state.segments:
            self.canvas.set_segments(state.segments)
            self.minimap.set_segments(state.segments)
        self.canvas.set_chosen(state.chosen)
        self.canvas.set_selection(state.selection)

    def prepare(self, clip: api.ClipRow) -> None:
        """Open the recording of a clip that will probably come next."""
        self.pictures.prepare(clip.path, clip.channel)

    def show_model(self, front_end: api.LogMelSpec | None) -> None:
        """Draw what a model with this front end sees; None: the sound."""
        if front_end == self._front_end:
            return
        self._front_end, self._auto = front_end, None
        self.tools.view.set_choice("model" if front_end else "sound")
        self._configure()
        self._set_band()

    def zoom(self, way: str) -> None:
        """Zoom: in, out, normal, fit or selection."""
        canvas = self.canvas
        if way in ("in", "out"):
            canvas.zoom(2.0 if way == "in" else 0.5)
        elif way == "normal":
            canvas.zoom_normal()
        elif way == "fit":
            canvas.fit()
        else:
            canvas.zoom_to_selection()

    def set_low(self, low: bool) -> None:
        """Leave the room of the tools to the sound."""
        self.tools.setVisible(not low)
        self._line.setVisible(not low)

    def louder(self, steps: int) -> None:
        """Make the picture brighter or darker."""
        gain_db = round(self._settings.number("spectrogram.gain_db")) + steps * GAIN_STEP_DB
        gain_db = min(max(gain_db, -MOST_GAIN_DB), MOST_GAIN_DB)
        self._settings.set("spectrogram.gain_db", gain_db)

    def shut_down(self) -> None:
        """Close the recordings."""
        self.pictures.shut_down()

    # From the pictures

    def _on_opened(self, recording: RecordingShown) -> None:
        clip = self._clip
        if clip is None:
            return
        self._recording, self._auto = recording, None
        duration = recording.duration_s
        home = (0.0, duration)
        if not clip.whole and clip.duration_s:
            margin = MARGIN * clip.duration_s
            home = (
                max(0.0, clip.start_s - margin),
                min(duration, clip.start_s + clip.duration_s + margin),
            )
        segments, chosen = self.canvas.segments, self.canvas.chosen
        low, high = self._band()
        self.canvas.show_recording(duration, low, high, home)
        self.canvas.set_segments(segments)
        self.canvas.set_chosen(chosen)
        self.canvas.set_cursor(clip.start_s)
        self.minimap.set_wave(None)
        self.minimap.set_view(self.canvas.view)
        self.minimap.setVisible(duration > LONG_S or duration > 1.5 * (home[1] - home[0]))
        self._on_view(self.canvas.view)
        self.opened.emit(clip, recording)

    def _on_view(self, view: Viewport) -> None:
        if self._recording is None:
            return
        self.minimap.set_view(view)
        size = self.canvas.plot_size
        self.pictures.want(Wish(view, size.width(), size.height()))

    def _on_wave(self, wave: Wave) -> None:
        self.canvas.set_wave(wave)

    def _on_picture(self, picture: Picture) -> None:
        if self._auto is None:
            self._auto = found_levels(picture)
            self._set_levels()
        self.canvas.set_picture(picture)

    def _on_failed(self, error: api.AscError) -> None:
        problem = told(str(error))
        self.canvas.clear(problem)
        self.minimap.hide()
        self.failed.emit(problem)

    # How it is drawn

    def _on_setting(self, key: str) -> None:
        if key in ("spectrogram.scale", "spectrogram.n_fft"):
            self._auto = None
            self._configure()
        elif key == "spectrogram.top_hz":
            self._set_band()
        elif key in ("spectrogram.range_db", "spectrogram.gain_db"):
            self._set_levels()

    def _configure(self) -> None:
        wanted = settings_of(self._settings)
        self.canvas.set_scale(FrequencyScale("mel" if self._front_end else wanted.scale))
        self.pictures.configure(wanted, self._front_end)

    def _band(self) -> tuple[float, float]:
        if self._front_end is not None:
            return self._front_end.f_min_hz, self._front_end.f_max_hz
        nyquist = self._recording.sample_rate_hz / 2 if self._recording else 16_000.0
        wanted = self._settings.number("spectrogram.top_hz")
        return 0.0, min(nyquist, wanted) if wanted else nyquist

    def _set_band(self) -> None:
        if self._recording is not None:
            self.canvas.set_band(*self._band())
            self._on_view(self.canvas.view)

    def _set_levels(self) -> None:
        if self._auto is None:
            return
        floor, peak = self._auto
        range_db = self._settings.number("spectrogram.range_db") or peak - floor
        peak -= self._settings.number("spectrogram.gain_db")
        self.canvas.set_levels(peak - range_db, peak)
        self.tools.look.show_range(range_db)


def found_levels(picture: Picture) -> tuple[float, float]:
    """The levels drawn darkest and brightest: the 8th and the 99.7th percentile of what sounds."""
    heard = picture.level_db[picture.level_db > SILENT_DB]
    if not heard.size:
        return -100.0, -20.0
    low, high = np.percentile(heard, (LOW_PERCENT, HIGH_PERCENT))
    return float(min(low, high - LEAST_RANGE_DB)), float(high)
