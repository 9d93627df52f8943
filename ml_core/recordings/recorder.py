"""Recording from a microphone: its level before and while it is kept, on disk as it comes."""

import contextlib
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ml_core.errors import AscError
from ml_core.recordings.capture import CaptureEvent, CaptureProcess, CaptureStatus
from ml_core.recordings.capture_worker import DeviceState
from ml_core.recordings.growing_wav import LARGEST_BYTES, GrowingWav
from ml_core.recordings.signal_gate import FULL_SCALE, level_db

RATE_HZ = 48_000
METER_S = 0.3
CLIPPED_FOR_S = 1.0  # how long the lamp stays lit
_WAIT_S = 0.1


class Microphone(Protocol):
    """What a recorder needs; ``CaptureProcess`` is one."""

    rate_hz: int

    @property
    def status(self) -> CaptureStatus:
        """How it is now."""

    @property
    def ended(self) -> bool:
        """Whether nothing will come any more."""

    def start(self) -> None:
        """Begin; returns at once."""

    def read(self) -> NDArray[np.float32]:
        """All samples since the last call."""

    def wait(self, timeout_s: float) -> bool:
        """Sleep until something may be there."""

    def events(self) -> list[CaptureEvent]:
        """What happened since the last call."""

    def close(self) -> None:
        """End at once."""

    def join(self, timeout_s: float = 5.0) -> None:
        """After ``close``: wait until nothing of it is left."""


@dataclass(frozen=True, slots=True)
class RecorderState:
    """What a recorder shows.

    Attributes:
        state: of the microphone.
        message: the same in words.
        hint: what to do about it.
        device: name of the microphone.
        recording: whether what is heard is kept.
        duration_s: what was kept since ``begin``.
        level_db: root mean square of the last 0.3 s below full scale.
        peak_db: their highest sample.
        clipped: whether a sample of the last second was at full scale.
        n_clipped: samples at full scale since ``begin``.
        missed_s: what was not heard since ``begin``, because the microphone was gone.
        problem: why recording ended by itself.
    """

    state: DeviceState = "opening"
    message: str = ""
    hint: str = ""
    device: str = ""
    recording: bool = False
    duration_s: float = 0.0
    level_db: float = -120.0
    peak_db: float = -120.0
    clipped: bool = False
    n_clipped: int = 0
    missed_s: float = 0.0
    problem: AscError | None = None


@dataclass
class _Take:
    """One recording: several files where the microphone was gone between, or a file was full."""

    next_path: Callable[[], Path]
    paths: list[Path] = field(default_factory=list)
    wav: GrowingWav | None = None
    n_samples: int = 0
    n_clipped: int = 0
    missed_s: float = 0.0

    def write(self, samples: NDArray[np.float32], rate_hz: int) -> None:
        full = self.wav is not None and 2 * (self.wav.n_samples + len(samples)) > LARGEST_BYTES
        if self.wav is None or full:
            self.close()
            path = self.next_path()
            self.wav = GrowingWav(path, rate_hz)
            self.paths.append(path)
        self.wav.write(samples)
        self.n_samples += len(samples)
        self.n_clipped += int(np.count_nonzero(np.abs(samples) >= FULL_SCALE))

    def close(self) -> None:
        if self.wav is not None:
            with contextlib.suppress(AscError):  # a full disk: what fits is saved
                self.wav.close()
            self.wav = None


class Recorder:
    """A microphone that is listened to from ``start`` on and kept between ``begin`` and ``end``.

    What is kept is on disk within a second, as a file that can be read at any moment, also after
    a kill. A gap is never joined over: what comes after it is another file. Methods return at
    once and may be called from any thread.

    Args:
        microphone: what is heard; 16-bit samples at its rate are kept.
    """

    def __init__(self, microphone: Microphone | None = None) -> None:
        self._microphone = microphone or CaptureProcess(rate_hz=RATE_HZ)
        self._rate_hz = self._microphone.rate_hz
        self._lock = threading.Lock()  # the meter; never held while a disk is waited for
        self._keeping = threading.Lock()  # the take and its files
        self._take: _Take | None = None
        self._last = RecorderState()  # of the take, after its end
        self._heard: deque[NDArray[np.float32]] = deque()
        self._n_heard = 0
        self._clipped_at: int | None = None
        self._thread = threading.Thread(target=self._listen, name="recorder", daemon=True)

    def start(self) -> None:
        """Open the microphone; nothing is kept yet."""
        self._microphone.start()
        self._thread.start()

    def begin(self, next_path: Callable[[], Path]) -> None:
        """Keep what is heard from now on.

        Args:
            next_path: names a file that is not there yet; called for the first and, after a gap
                or four gigabytes, for another one. From the recorder's thread.
        """
        with self._keeping:
            if self._take is None:
                self._take = _Take(next_path)
                self._last = RecorderState()

    def end(self) -> list[Path]:
        """Keep nothing any more; returns the files, complete."""
        with self._keeping:
            return self._end(None)

    def state(self) -> RecorderState:
        """What to show now."""
        status = self._microphone.status
        take = self._take
        now = self._last if take is None else self._told(take)
        with self._lock:
            samples = np.concatenate([*self._heard, np.zeros(0, np.float32)])
            lit = self._clipped_at is not None and (
                self._n_heard - self._clipped_at < CLIPPED_FOR_S * self._rate_hz
            )
        peak = float(np.abs(samples).max(initial=0.0))
        return replace(
            now,
            state=status.state,
            message=status.message,
            hint=status.hint,
            device=status.device,
            level_db=level_db(samples),
            peak_db=max(-120.0, 20 * float(np.log10(peak + 1e-30))),
            clipped=lit,
        )

    def close(self) -> None:
        """Close the microphone; a recording that goes on is completed."""
        self._microphone.close()
        self._microphone.join()
        if self._thread.ident is not None:
            self._thread.join()
        self.end()

    def _listen(self) -> None:
        while not self._microphone.ended:
            self._microphone.wait(_WAIT_S)
            self._take_in()
        self._take_in()

    def _take_in(self) -> None:
        samples = self._microphone.read()
        events = self._microphone.events()
        with self._lock:
            self._meter(samples)
        with self._keeping:
            if self._take is None:
                return
            try:
                for event in events:
                    if event.missed_s and self._take.n_samples:  # else nothing is missing
                        self._take.missed_s += event.missed_s
                        self._take.close()
                if len(samples):
                    self._take.write(samples, self._rate_hz)
            except AscError as error:  # a full disk: what is there stays
                self._end(error)

    def _meter(self, samples: NDArray[np.float32]) -> None:
        if not len(samples):
            return
        clipped = np.flatnonzero(np.abs(samples) >= FULL_SCALE)
        if len(clipped):
            self._clipped_at = self._n_heard + int(clipped[-1])
        self._n_heard += len(samples)
        self._heard.append(samples)
        wanted = round(METER_S * self._rate_hz)
        while sum(map(len, self._heard)) - len(self._heard[0]) >= wanted:
            self._heard.popleft()

    def _told(self, take: _Take) -> RecorderState:
        return RecorderState(
            recording=True,
            duration_s=take.n_samples / self._rate_hz,
            n_clipped=take.n_clipped,
            missed_s=take.missed_s,
        )

    def _end(self, problem: AscError | None) -> list[Path]:
        take = self._take
        if take is None:
            return []
        take.close()
        self._last = replace(self._told(take), recording=False, problem=problem)
        self._take = None
        return take.paths
