"""The player below the table: what is heard, and the picture of it in the axis one likes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.pages import Context
from ascstudio.project.background import Background
from ascstudio.project.bundles import bundle_choices
from ascstudio.project.sounds import (
    BANDS,
    F_MAX_HZ,
    F_MIN_HZ,
    LONG_S,
    MAX_FRAMES,
    ClipSound,
    band_centres_hz,
)
from ascstudio.translation import told
from ascstudio.widgets.buttons import Button, IconButton, SegmentedControl
from ascstudio.widgets.spectrogram import SpectrogramView
from ascstudio.widgets.texts import ElidedLabel, Label
from ml_core import api

SCALE = "spectrogram.scale"
HEIGHT, TALL, LOW, LOWEST, FOLDED = 222, 260, 168, 120, 37
FOLDED_BELOW = 250  # height of the page: the buttons alone
WIDE = 1900  # of the window, from where on all is larger
Drawing = tuple[NDArray[np.float32], NDArray[np.float32]]
"""(F, n) levels and (F,) frequencies in Hz."""


class PlayerBar(QWidget):
    """Play, loop, time, name, axis, what the model sees; the spectrogram with its play cursor.

    Args:
        context: what pages share.
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._player = player = context.session.player
        self._at_s = 0.0
        self._background = Background("library-picture", self)
        self._background.failed.connect(self._on_failed)
        self.setFixedHeight(theme.px(HEIGHT))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 4)
        column.setSpacing(4)
        column.addLayout(self._build_bar())
        self.spectrogram = SpectrogramView(self.tr("Spectrogram of the clip"))
        self.spectrogram.setMinimumHeight(theme.px(80))
        self.spectrogram.seeked.connect(player.seek)
        column.addWidget(self.spectrogram, 1)
        player.loading.connect(self._on_loading)
        player.loaded.connect(self._on_loaded)
        player.failed.connect(self._on_failed)
        player.moved.connect(self._on_moved)
        player.playing_changed.connect(self._on_playing)
        context.settings.changed.connect(self._on_setting)
        context.bundle_changed.connect(lambda _: self._draw())

    def _build_bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setSpacing(8)
        self.play_button = IconButton("play-fill", self.tr("Play"), keys=self.tr("Space"))
        self.play_button.clicked.connect(self._player.toggle)
        self.loop_button = IconButton("loop", self.tr("Loop"), checkable=True, keys="L")
        self.loop_button.clicked.connect(self.toggle_loop)
        self._time = Label("", "strong")
        self._length = Label("", "body", "text3")
        self.heard = ElidedLabel("", "table", "text3", "middle")
        self.scale = SegmentedControl(
            self.tr("Frequency axis"),
            [("mel", self.tr("Mel")), ("log", self.tr("Log")), ("linear", self.tr("Linear"))],
        )
        self.scale.set_choice(self._context.settings.text(SCALE))
        self.scale.chosen.connect(lambda scale: self._context.settings.set(SCALE, scale))
        self.model_button = Button(
            self.tr("What the model sees"), "normal", "model-view", small=True
        )
        self.model_button.setCheckable(True)
        self.model_button.setToolTip(self.tr("What the model sees (M)"))
        self.model_button.clicked.connect(self._draw)
        for part in (self.play_button, self.loop_button, self._time, self._length):
            bar.addWidget(part)
        bar.addSpacing(8)
        bar.addWidget(self.heard, 1)
        bar.addWidget(self.scale)
        bar.addWidget(self.model_button)
        return bar

    def clear(self, sentence: str) -> None:
        """Show nothing but what to do."""
        self._background.forget()
        self.spectrogram.clear(sentence)
        for label in (self._time, self._length):
            label.setText("")
        self.heard.setText("")

    def toggle_loop(self) -> None:
        """Begin again at the end, or stop there."""
        self._player.set_loop(loop=not self._player.loop)
        self.loop_button.setChecked(self._player.loop)

    def toggle_model(self) -> None:
        """Draw what the model sees, or the sound again."""
        self.model_button.setChecked(not self.model_button.isChecked())
        self._draw()

    def fit(self, page: QWidget) -> None:
        """Be higher in a large window, lower in one that has no height to spare."""
        window = page.window()
        if page.height() < theme.px(FOLDED_BELOW):
            height = FOLDED
        elif window.height() < theme.px(700):
            height = LOWEST if window.height() < theme.px(520) else LOW
        else:
            height = TALL if window.width() >= theme.px(WIDE) else HEIGHT
        self.spectrogram.setVisible(height != FOLDED)
        self.setFixedHeight(theme.px(height))

    def shut_down(self) -> None:
        """End the thread."""
        self._background.shut_down()

    def _draw(self) -> None:
        """Make the picture anew, in a thread where it is not there already."""
        sound = self._player.sound
        self._background.forget()
        path = bundle_in_use(self._context)
        self.model_button.set_reason("" if path else self.tr("There is no bundle here yet."))
        seen = self.model_button.isChecked() and path is not None
        self.scale.setEnabled(not seen)
        if sound is None:
            return
        if seen and path is not None and sound.duration_s > LONG_S:
            self.heard.setText(self.tr("What the model sees is drawn for clips of up to 5 min."))
        elif seen and path is not None:
            self._background.run(_model_drawing(sound, path), self._show)
            return
        scale = self._context.settings.text(SCALE)
        if scale == "mel":
            self._show((sound.log_mel, sound.frequencies_hz))
        else:
            self._background.run(_scaled_drawing(sound, scale), self._show)

    def _show(self, drawing: Drawing) -> None:
        sound = self._player.sound
        if sound is not None:
            self.spectrogram.set_sound(drawing[0], sound.peaks, sound.duration_s, drawing[1])
            self.spectrogram.set_cursor(self._at_s)

    def _on_setting(self, key: str) -> None:
        if key == SCALE:
            self.scale.set_choice(self._context.settings.text(SCALE))
            self._draw()

    def _on_loading(self, clip: api.ClipRow) -> None:
        self._background.forget()
        self.heard.setText(self.tr("Reading {name}").format(name=clip.path.name))

    def _on_loaded(self, sound: ClipSound) -> None:
        self.heard.setText(sound.clip.path.name)
        self._show_time(0.0, sound.duration_s)
        self._draw()

    def _on_failed(self, error: api.AscError) -> None:
        if self._player.sound is None:
            self.clear(told(str(error)))
        self.heard.setText(told(error.message))

    def _on_moved(self, time_s: float) -> None:
        sound = self._player.sound
        if sound is not None:
            self._at_s = min(time_s, sound.duration_s)
        if sound is not None and self.isVisible():
            self.spectrogram.set_cursor(self._at_s)
            self._show_time(self._at_s, sound.duration_s)

    def _on_playing(self, playing: bool) -> None:
        self.play_button.set_icon_name("pause" if playing else "play-fill")
        words = self.tr("Pause") if playing else self.tr("Play")
        self.play_button.set_name(words, self.tr("Space"))

    def _show_time(self, time_s: float, duration_s: float) -> None:
        self._at_s = time_s
        self._time.setText(clock(time_s))
        self._time.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._length.setText(f"/ {clock(duration_s)}")


def bundle_in_use(context: Context) -> Path | None:
    """The current bundle, else the project's newest, else the starter."""
    choices = [choice.path for choice in bundle_choices(context.session, context.bundle)]
    if context.bundle in choices:
        return context.bundle
    return choices[0] if choices else None


def _scaled_drawing(sound: ClipSound, scale: str) -> Callable[[], Drawing]:
    clip = sound.clip

    def draw() -> Drawing:
        with api.Overview.open(clip.path, clip.channel, background=False) as overview:
            rate_hz = overview.sample_rate_hz
            start = round(clip.start_s * rate_hz)
            stop = max(start + 1, start + round(sound.duration_s * rate_hz))
            rows = api.FrequencyRows(
                "log" if scale == "log" else "linear",
                F_MIN_HZ if scale == "log" else 0.0,
                min(F_MAX_HZ, rate_hz / 2),
                BANDS,
            )
            tiles = api.SpectrogramTiles(
                clip.path, api.SpectrogramSettings(scale=rows.scale), overview=overview
            )
            levels = tiles.image(start, stop, rows.low_hz, rows.high_hz, MAX_FRAMES, BANDS)
        return levels, rows.centres_hz().astype(np.float32)

    return draw


def _model_drawing(sound: ClipSound, path: Path) -> Callable[[], Drawing]:
    clip = sound.clip

    def draw() -> Drawing:
        front_end = api.read_bundle(path).manifest.front_end
        samples = api.read_samples(
            clip.path,
            sample_rate_hz=front_end.sample_rate_hz,
            start_s=clip.start_s,
            duration_s=sound.duration_s,
            channel=clip.channel,
        )
        bands = band_centres_hz(front_end.n_mels, front_end.f_min_hz, front_end.f_max_hz)
        return api.log_mel(samples, front_end), bands

    return draw


def clock(time_s: float) -> str:
    """``0:03.42``."""
    return f"{int(time_s // 60)}:{time_s % 60:05.2f}"
