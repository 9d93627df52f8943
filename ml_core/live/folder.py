"""A folder that recordings arrive in, heard as one source: each new file when it is whole."""

import math
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ml_core.errors import AscError, UnreadableRecording
from ml_core.live.sources import FileStream
from ml_core.recordings.capture import CaptureEvent, CaptureStatus
from ml_core.recordings.decode import AUDIO_SUFFIXES
from ml_core.recordings.growing_wav import Subtype

Samples = npt.NDArray[np.float32]

LOOK_S = 1.0  # between two looks at the folder
AT_REST_S = 2.0  # a file nobody wrote to for so long is whole


class FolderStream:
    """Every recording that comes into a folder from now on, one after the other.

    What lies there already is left alone. Where a recording begins and where it ends an event
    says so (``boundary``): windows never reach over two files. One that cannot be read is told
    and left out.

    Args:
        folder: where recordings arrive; folders in it are not looked into.
        rate_hz: rate of the samples given out.
        real_time: one second of sound per second; False as fast as it is read.
        lasts_s: from its start on; what came in until then is heard to its end.
        clock: seconds, monotonic.

    Raises:
        AscError: the folder cannot be read.
    """

    subtype: Subtype = "FLOAT"

    def __init__(
        self,
        folder: Path,
        *,
        rate_hz: int,
        real_time: bool = True,
        lasts_s: float = math.inf,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.rate_hz = rate_hz
        self.real_time = real_time
        self._folder = folder
        self._name = folder.resolve().name or str(folder)
        self._clock = clock
        self._lasts_s, self._ends_at = lasts_s, math.inf
        self._closed = threading.Event()
        self._seen = set(self._there())
        self._growing: dict[Path, tuple[int, float]] = {}  # size, and since when it is that
        self._waiting: deque[Path] = deque()
        self._stream: FileStream | None = None
        self._looked_at = -LOOK_S
        self._n_samples, self._gathered_s = 0, 0.0
        self._status = CaptureStatus(state="opening", device=self._name)
        self._events: list[CaptureEvent] = []

    @property
    def status(self) -> CaptureStatus:
        """Open once it was started."""
        return replace(self._status, n_samples=self._n_samples)

    @property
    def ended(self) -> bool:
        """Whether it was closed, or its time is over and all was heard."""
        busy = self._stream is not None or self._waiting or self._events
        return self._closed.is_set() or not (busy or self._left_s())

    def start(self) -> None:
        """Begin to watch."""
        self._ends_at = self._clock() + self._lasts_s
        self._tell(f'Waiting for recordings in "{self._name}".')

    def read(self) -> Samples:
        """What is due of the present recording; nothing until the next one was told."""
        stream = self._stream
        if stream is None:
            return np.empty(0, np.float32)
        try:
            samples = stream.read()
        except UnreadableRecording as error:
            self._stream = None
            self._tell(f'"{stream.status.device}" is left out: {error.reason}.', notable=True)
            return np.empty(0, np.float32)
        self._n_samples += len(samples)
        if stream.ended:
            self._stream = None
            self._tell(f'Waiting for recordings in "{self._name}".', boundary=True)
        return samples

    def wait(self, timeout_s: float) -> bool:
        """Let a little time pass."""
        if self._stream is not None:
            return self._stream.wait(timeout_s)
        self._closed.wait(min(timeout_s, self._left_s()))
        return True

    def events(self) -> list[CaptureEvent]:
        """What happened since the last call; with the next recording it begins to play."""
        if self._stream is None and not self._events:  # the end of the last one is told first
            self._look()
            if self._waiting:
                self._begin(self._waiting.popleft())
        events, self._events = self._events, []
        return events

    def delivered_at(self, _n_samples: int) -> float | None:
        """A file has no moment at which it was heard."""
        return None

    def gather(self, seconds: float) -> None:
        """Play in longer pieces."""
        self._gathered_s = seconds
        if (stream := self._stream) is not None:
            stream.gather(seconds)

    def close(self) -> None:
        """Watch no more."""
        self._closed.set()

    def join(self, timeout_s: float = 5.0) -> None:
        """Nothing runs behind a folder."""

    def _left_s(self) -> float:
        return max(0.0, self._ends_at - self._clock())

    def _begin(self, path: Path) -> None:
        self._stream = FileStream(path, rate_hz=self.rate_hz, real_time=self.real_time)
        self._stream.gather(self._gathered_s)
        self._stream.start()
        self._tell(f'Playing "{path.name}".', boundary=True, path=str(path))

    def _tell(
        self, message: str, *, boundary: bool = False, path: str = "", notable: bool = False
    ) -> None:
        self._status = replace(self._status, state="open", message=message)
        self._events.append(
            CaptureEvent("open", message, boundary=boundary, path=path, notable=notable)
        )

    def _look(self) -> None:
        """Find files that are new and whole."""
        now = self._clock()
        if now - self._looked_at < LOOK_S or not self._left_s():
            return
        self._looked_at = now
        for path in sorted(self._there() - self._seen):
            try:
                size = path.stat().st_size
            except OSError:  # gone again
                self._growing.pop(path, None)
                continue
            before, since = self._growing.get(path, (-1, now))
            if size != before:
                self._growing[path] = (size, now)
            elif size and now - since >= AT_REST_S:
                del self._growing[path]
                self._seen.add(path)
                self._waiting.append(path)

    def _there(self) -> set[Path]:
        try:
            found = list(self._folder.iterdir())
        except OSError as error:
            raise AscError(
                f'The folder "{self._folder}" cannot be read: {error.strerror}.',
                hint="Choose another folder.",
            ) from error
        return {path for path in found if path.suffix.lower() in AUDIO_SUFFIXES}
