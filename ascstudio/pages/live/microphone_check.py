"""Half a minute of a microphone, and what it says: the presenter of the dialog. No widgets."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from ascstudio.project.background import Background
from ascstudio.project.listening import ListenOptions
from ascstudio.translation import told
from ml_core import api

if TYPE_CHECKING:
    from ascstudio.pages import Context

OWNER = "passport"
LISTEN_S = 30.0
ENOUGH_S = 10.0
LISTEN, FOUND, MEANS = range(3)
CLIP, CLIP_S = "clip of the project", 10.0


@dataclass(frozen=True, slots=True)
class CheckState:
    """Everything the dialog shows.

    Attributes:
        step: listen, found or means.
        phase: idle, opening, listening or measuring.
        problem: why it does not go on, in a sentence.
        passport: what was found.
        played: what is to be heard: a device, "" for the microphone itself, ``CLIP`` for a clip
            through it, None for nothing yet.
    """

    step: int = LISTEN
    phase: str = "idle"
    heard_s: float = 0.0
    level_db: float = -math.inf
    peak_db: float = -math.inf
    clipped: bool = False
    problem: str = ""
    passport: "api.Passport | None" = None
    played: str | None = None


class MicrophoneCheck(QObject):
    """Listens for half a minute, measures, and lets the sound be heard as other devices give it.

    Args:
        context: of the page.
        bundle: with whose devices the microphone is compared.
        device: name of the microphone, None for the system's choice.
    """

    changed = Signal(object)
    """CheckState."""

    def __init__(self, context: "Context", bundle: Path, device: str | None) -> None:
        super().__init__()
        self._context, self._bundle, self._device = context, bundle, device
        self._listening = context.session.listening
        self._samples: NDArray[np.float32] = np.zeros(0, np.float32)
        self._rate_hz = 0
        self._background = Background("passport", self)
        self.interrupted = ""
        """Who listened when the check took the microphone."""
        self.state = CheckState()
        self._listening.looked.connect(self._on_looked)
        self._listening.failed.connect(self._on_failed)
        self._listening.stopped.connect(self._on_stopped)

    # What the user does

    def start(self, file: Path | None = None) -> None:
        """Open the microphone, or play a recording made with it, and listen."""
        self._set(phase="opening", step=LISTEN, heard_s=0.0, problem="", passport=None)
        options = ListenOptions(device=self._device, file=file, smoothing="none")
        self.interrupted = self.interrupted or self._listening.owner
        self._listening.start(OWNER, self._bundle, options)

    def finish(self) -> None:
        """Make do with what was heard."""
        samples, bundle = self._listening.last(LISTEN_S), self._listening.bundle
        if self._listening.owner != OWNER or bundle is None:
            return
        self._set(phase="measuring", level_db=-math.inf, peak_db=-math.inf)
        self._listening.stop()
        self._samples, self._rate_hz = samples, bundle.manifest.front_end.sample_rate_hz
        self._background.run(
            lambda: api.make_passport(samples, bundle), self._on_measured, self._on_failed
        )

    def go(self, step: int) -> None:
        """Show another step of what was found."""
        if self.state.passport is not None or step == LISTEN:
            self._set(step=step)

    def hear(self, device: str = "") -> None:
        """Hear what was heard, as it was or as a device would have given it."""
        passport, samples, rate_hz = self.state.passport, self._samples, self._rate_hz
        if passport is None:
            return

        def work() -> NDArray[np.float32]:
            if not device:
                return samples
            return api.heard_as(samples, api.response_of(passport, rate_hz, device))

        def play(sound: NDArray[np.float32]) -> None:
            self._context.session.player.play_heard(sound, rate_hz)
            self._set(played=device)

        self._background.run(work, play, self._on_failed)

    def clip_to_hear(self) -> "api.ClipRow | None":
        """A clip of the project that can be heard through the microphone: of a park, if any."""
        table = self._context.session.table
        for scene in ("park", *table.scenes):
            rows = np.flatnonzero(table.has("scene", scene))
            if rows.size:
                return table.clips[int(rows[0])]
        return None

    def hear_clip(self) -> None:
        """Hear that clip as the microphone would have recorded it."""
        passport, clip, rate_hz = self.state.passport, self.clip_to_hear(), self._rate_hz
        if passport is None or clip is None:
            return

        def work() -> NDArray[np.float32]:
            samples = api.read_samples(
                clip.path, sample_rate_hz=rate_hz, start_s=clip.start_s,
                duration_s=min(clip.duration_s, CLIP_S), channel=clip.channel,
            )  # fmt: skip
            return api.heard_as(samples, api.response_of(passport, rate_hz))

        def play(sound: NDArray[np.float32]) -> None:
            self._context.session.player.play_heard(sound, rate_hz)
            self._set(played=CLIP)

        self._background.run(work, play, self._on_failed)

    def fall_silent(self) -> None:
        """Stop what is heard."""
        self._context.session.player.end_glimpse()
        self._set(played=None)

    def save_response(self, path: Path, done: Callable[[], None]) -> None:
        """Write the microphone's impulse response, for recipes that train with it."""
        passport, rate_hz = self.state.passport, self._rate_hz
        if passport is None:
            return
        response = api.response_of(passport, rate_hz)
        self._background.run(
            lambda: api.write_wav(path, response, rate_hz), lambda _: done(), self._on_failed
        )

    def close(self) -> None:
        """Close the microphone and fall silent."""
        for signal, slot in (
            (self._listening.looked, self._on_looked),
            (self._listening.failed, self._on_failed),
            (self._listening.stopped, self._on_stopped),
        ):
            signal.disconnect(slot)
        if self._listening.owner == OWNER:
            self._listening.stop()
        if self.state.played is not None:
            self._context.session.player.end_glimpse()
        self._background.shut_down()

    # What listening says

    def _on_looked(self, look: "api.LiveState") -> None:
        if self._listening.owner != OWNER:
            return
        if look.state in ("failed", "lost", "hung", "no_device", "denied"):
            self._set(problem=told(f"{look.message} {look.hint}".strip()))
        heard_s = min(look.heard_s, LISTEN_S)
        if look.heard_s >= LISTEN_S or look.state == "ended":
            self._set(heard_s=heard_s)
            self.finish()
            return
        open_ = look.state in ("open", "back")
        self._set(
            phase="listening" if open_ else self.state.phase,
            problem="" if open_ else self.state.problem,
            heard_s=heard_s,
            level_db=look.level_db,
            peak_db=20 * math.log10(look.peak) if look.peak > 1e-6 else -math.inf,
            clipped=look.peak >= 0.999,
        )

    def _on_stopped(self, owner: str) -> None:
        if owner == OWNER and self.state.phase in ("opening", "listening"):
            self._set(phase="idle", level_db=-math.inf, peak_db=-math.inf)

    def _on_measured(self, passport: "api.Passport") -> None:
        self._set(phase="idle", step=FOUND, passport=passport, problem="")

    def _on_failed(self, error: "api.AscError") -> None:
        self._set(phase="idle", problem=told(str(error)))

    def _set(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        self.changed.emit(self.state)
