"""Any stretch of a recording of any length, heard; the sample that is heard is the only clock."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from ml_core import api

POLL_MS = 15


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is wanted to be heard.

    Attributes:
        start_s: where it begins.
        stop_s: where it ends.
        at_s: where to begin; None: at its beginning.
        loop: again and again.
        pre_roll_s: so much earlier, the first time.
    """

    start_s: float
    stop_s: float
    at_s: float | None = None
    loop: bool = False
    pre_roll_s: float = 0.0


class RecordingPlayer(QObject):
    """Plays recordings from their files. Opening them happens in a thread.

    Args:
        parent: whose it is.
        player: plays; None makes one.
    """

    moved = Signal(float)
    """Seconds from the beginning of the recording."""
    playing_changed = Signal(bool)
    failed = Signal(object)
    """AscError: the recording or the loudspeaker."""

    def __init__(self, parent: QObject | None = None, player: api.Player | None = None) -> None:
        super().__init__(parent)
        self._player = player or api.Player()
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="open-recording")
        self._opening: Future[None] | None = None
        self._then: Stretch | None = None  # to be heard as soon as it is open
        self._shown: tuple[Path, int | None, tuple[float, float]] | None = None
        self.playing = False
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self._look)

    @property
    def rate_hz(self) -> int:
        """Samples per second of what is open."""
        return self._player.state().sample_rate_hz

    def show_recording(
        self, path: Path, channel: int | None, span_s: tuple[float, float], rate_hz: int
    ) -> None:
        """Take a recording, silent.

        Args:
            path: the file.
            channel: one channel; None takes the mean of all.
            span_s: what is going to be heard, for its loudness.
            rate_hz: its samples per second.
        """
        wanted = (path, channel, span_s)
        if wanted == self._shown:
            return
        self.pause()
        self._shown, self._then = wanted, None
        span = (round(span_s[0] * rate_hz), round(span_s[1] * rate_hz))
        self._opening = self._executor.submit(self._player.open, path, channel, span=span)
        self._timer.start()

    def play(self, stretch: Stretch) -> None:
        """Hear a stretch, as soon as the recording is open."""
        if self._opening is not None:
            self._then = stretch
            return
        if self._shown is None:
            return
        rate = self.rate_hz
        start, stop = round(stretch.start_s * rate), round(stretch.stop_s * rate)
        self._player.pause()
        self._player.play(start, stop, loop=stretch.loop, pre_roll_s=stretch.pre_roll_s)
        if stretch.at_s is not None and stretch.start_s < stretch.at_s < stretch.stop_s:
            self._player.seek(round(stretch.at_s * rate))
        self._set_playing(True)
        self._timer.start()

    def pause(self) -> None:
        """Fall silent and stay where one is."""
        self._then = None
        self._player.pause()
        self._set_playing(False)

    def seek(self, time_s: float) -> None:
        """Go to a second; it keeps playing if it was."""
        if self._shown is not None and self._opening is None:
            self._player.seek(round(time_s * self.rate_hz))

    def set_speed(self, speed: float) -> None:
        """Half to four times as fast, at the same pitch."""
        self._player.set_speed(speed)

    def set_output(self, device: str, *, match_loudness: bool) -> None:
        """Use a loudspeaker by its name, empty for the system's own, from the next play on."""
        self._player.device = device or None
        self._player.match_loudness = match_loudness

    def clear(self) -> None:
        """Show nothing."""
        self.pause()
        self._shown = None

    def shut_down(self) -> None:
        """Release the loudspeaker and end the thread."""
        self.clear()
        self._timer.stop()
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._player.close()

    def _set_playing(self, playing: bool) -> None:
        if playing != self.playing:
            self.playing = playing
            self.playing_changed.emit(playing)

    def _look(self) -> None:
        if self._opening is not None and self._opening.done():
            opening, self._opening = self._opening, None
            then, self._then = self._then, None
            try:
                opening.result()
            except api.AscError as error:
                self._shown = None
                self.failed.emit(error)
            else:
                if then is not None:
                    self.play(then)
        if self.playing:
            self._follow()
        if self._opening is None and not self.playing:
            self._timer.stop()

    def _follow(self) -> None:
        state = self._player.state()
        self.moved.emit(state.position / state.sample_rate_hz)
        if state.playing:
            return
        self._set_playing(False)
        if state.problem is not None:
            self.failed.emit(state.problem)
