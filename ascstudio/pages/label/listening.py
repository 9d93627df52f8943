"""What Space, L, J and K do: hears the clip, the selection, or round and round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ascstudio.project.hearing import RecordingPlayer, Stretch
from ascstudio.project.pictures import RecordingShown
from ascstudio.translation import told
from ml_core import api

if TYPE_CHECKING:
    from ascstudio.pages import Context

END_S = 0.02  # this near to the end, playing begins anew


class ClipHearing(QObject):
    """The clip one stands at, through a ``RecordingPlayer``.

    Attributes:
        player: what plays.
        loop: whether it begins again at the end.
        speed: 0.5 to 4.
        cursor_s: where one is in the recording.
    """

    moved = Signal(float)
    changed = Signal()
    """Playing, loop or speed are different."""
    failed = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.player = RecordingPlayer(self)
        self.loop, self.speed, self.cursor_s = False, 1.0, 0.0
        self._clip = (0.0, 0.0)
        self._mute = False  # there was no loudspeaker: nothing starts by itself any more
        self.player.moved.connect(self._on_moved)
        self.player.playing_changed.connect(lambda _: self.changed.emit())
        self.player.failed.connect(self._on_failed)
        # one sound at a time: whoever begins, the others stop
        context.session.player.playing_changed.connect(
            lambda playing: self.player.pause() if playing else None
        )

    @property
    def playing(self) -> bool:
        """Whether anything is heard."""
        return self.player.playing

    def show_clip(
        self, clip: api.ClipRow, recording: RecordingShown, *, by_itself: bool = True
    ) -> None:
        """Take a clip; it plays ``by_itself`` if the user likes that."""
        start = min(clip.start_s, recording.duration_s)
        stop = recording.duration_s if clip.whole else start + clip.duration_s
        self._clip = (start, min(stop, recording.duration_s))
        self.cursor_s = start
        settings = self._context.settings
        self.player.set_output(
            settings.text("audio.output"), match_loudness=settings.is_on("hear.match_loudness")
        )
        self.player.show_recording(clip.path, clip.channel, self._clip, recording.sample_rate_hz)
        if by_itself and settings.is_on("label.autoplay") and not self._mute:
            self._play(self._stretch(start))

    def clear(self) -> None:
        """Show nothing."""
        self.player.clear()

    def toggle(self) -> None:
        """Play on from where one is, or pause."""
        self._mute = False
        if self.playing:
            self.player.pause()
        else:
            at_end = not self._clip[0] <= self.cursor_s < self._clip[1] - END_S
            self._play(self._stretch(self._clip[0] if at_end else self.cursor_s))

    def play_stretch(self, start_s: float, stop_s: float) -> None:
        """Hear a selection from its beginning."""
        pre_roll = self._context.settings.number("hear.pre_roll_s")
        self._play(Stretch(start_s, stop_s, loop=self.loop, pre_roll_s=pre_roll))

    def seek(self, time_s: float) -> None:
        """Go somewhere; it plays on if it did."""
        self.cursor_s = time_s
        self.player.seek(time_s)
        self.moved.emit(time_s)

    def toggle_loop(self) -> None:
        """Begin again at the end, or not; at once if it plays."""
        self.loop = not self.loop
        if self.playing:
            self._play(self._stretch(self.cursor_s))
        self.changed.emit()

    def set_speed(self, speed: float) -> None:
        """Half to four times as fast."""
        self.speed = speed
        self.player.set_speed(speed)
        self.changed.emit()

    def _stretch(self, at_s: float) -> Stretch:
        start, stop = self._clip
        if self.loop:
            return Stretch(start, stop, at_s, loop=True)
        return Stretch(at_s, stop if at_s < stop else at_s + 1e9)

    def _play(self, stretch: Stretch) -> None:
        self._context.session.player.pause()
        self.player.play(stretch)

    def _on_moved(self, time_s: float) -> None:
        self.cursor_s = time_s
        self.moved.emit(time_s)

    def _on_failed(self, error: api.AscError) -> None:
        self._mute = True
        self.failed.emit(told(str(error)))
