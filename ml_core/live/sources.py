"""Where live sound comes from: a microphone, or a file played as if it were one."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from ml_core.recordings.capture import CaptureEvent, CaptureStatus
from ml_core.recordings.decode import mono_blocks
from ml_core.recordings.growing_wav import Subtype

Samples = npt.NDArray[np.float32]

STEP_S = 0.1  # read at once where nobody waits
BLOCK_S = 0.032  # given out at once in real time, as a microphone does


class SoundSource(Protocol):
    """What a listener needs; ``CaptureProcess`` is one."""

    rate_hz: int
    subtype: Subtype  # the WAV form that keeps the samples exactly
    real_time: bool  # sound comes at its own pace, whoever is too slow for it

    @property
    def status(self) -> CaptureStatus:
        """How it is now."""

    @property
    def ended(self) -> bool:
        """Whether nothing will come any more."""

    def start(self) -> None:
        """Begin; returns at once."""

    def read(self) -> Samples:
        """All samples since the last call."""

    def wait(self, timeout_s: float) -> bool:
        """Sleep until something may be there."""

    def events(self) -> list[CaptureEvent]:
        """What happened since the last call."""

    def delivered_at(self, n_samples: int) -> float | None:
        """When so many samples had been delivered, by ``time.perf_counter``, if it is known."""

    def gather(self, seconds: float) -> None:
        """Let sound come in pieces of this length, because nobody looks; 0: as it comes."""

    def close(self) -> None:
        """End at once."""

    def join(self, timeout_s: float = 5.0) -> None:
        """After ``close``: wait until nothing of it is left."""


class FileStream:
    """A recording that is heard as it would be live.

    Args:
        path: an audio file.
        rate_hz: rate of the samples given out.
        real_time: one second of sound per second of ``clock``; False as fast as it is read.
        block_s: length of the pieces given out in real time.
        clock: seconds, monotonic.
    """

    subtype: Subtype = "FLOAT"  # a file may hold what 16 bits cannot

    def __init__(
        self,
        path: Path,
        *,
        rate_hz: int,
        real_time: bool = True,
        block_s: float = BLOCK_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.rate_hz = rate_hz
        self._path = path
        self.real_time = real_time
        self._block_s = self._piece_s = block_s
        self._clock = clock
        self._closed = threading.Event()
        self._rest: Samples = np.empty(0, np.float32)
        self._blocks: Iterator[Samples] = mono_blocks(path, sample_rate_hz=rate_hz)
        self._exhausted = False
        self._started = 0.0
        self._status = CaptureStatus(state="opening", device=path.name)
        self._events: list[CaptureEvent] = []

    @property
    def status(self) -> CaptureStatus:
        """Open once it was started."""
        return self._status

    @property
    def ended(self) -> bool:
        """Whether all of it was read, or it was closed."""
        return self._closed.is_set() or (self._exhausted and not len(self._rest))

    def start(self) -> None:
        """Begin to play."""
        self._started = self._clock()
        message = f'Playing "{self._path.name}".'
        self._status = replace(self._status, state="open", message=message)
        self._events.append(CaptureEvent("open", message))

    def read(self) -> Samples:
        """The samples that are due and were not read yet.

        Raises:
            UnreadableRecording: the file cannot be decoded.
        """
        due = round(STEP_S * self.rate_hz)
        if self.real_time:
            elapsed = round((self._clock() - self._started) * self.rate_hz)
            due = elapsed - self._status.n_samples
        while len(self._rest) < due and not self._exhausted:
            block = next(self._blocks, None)
            if block is None:
                self._exhausted = True
            else:
                self._rest = np.concatenate([self._rest, block])
        samples, self._rest = self._rest[: max(0, due)], self._rest[max(0, due) :]
        self._status = replace(self._status, n_samples=self._status.n_samples + len(samples))
        return samples

    def wait(self, timeout_s: float) -> bool:
        """Let a little time pass."""
        if self.real_time:
            self._closed.wait(min(timeout_s, self._piece_s))
        return True

    def events(self) -> list[CaptureEvent]:
        """That it began, once."""
        events, self._events = self._events, []
        return events

    def delivered_at(self, _n_samples: int) -> float | None:
        """A file has no moment at which it was heard."""
        return None

    def gather(self, seconds: float) -> None:
        """Play in longer pieces."""
        self._piece_s = max(self._block_s, seconds)

    def close(self) -> None:
        """Play no more."""
        self._closed.set()

    def join(self, timeout_s: float = 5.0) -> None:
        """Nothing runs behind a file."""
