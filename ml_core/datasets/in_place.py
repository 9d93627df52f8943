"""Clips that lie in shards, decoded where they lie whenever they are asked for."""

import threading
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ml_core.errors import UnreadableRecording
from ml_core.project import ClipRow
from ml_core.recordings.decode import read_samples
from ml_core.recordings.members import member_of
from ml_core.shards.rows import samples_at

_KEPT_BYTES = 64 << 20  # of what was decoded last
_LONGEST_BYTES = 64 << 20  # what is longer costs too much to be decoded for every window
_VALUE_BYTES = 4

_Heard = tuple[Path, int | None]


class InPlace:
    """Whole recordings in tars as samples at one rate; of those decoded last some stay in memory.

    Safe from any thread.

    Args:
        sample_rate_hz: of the samples.
    """

    def __init__(self, sample_rate_hz: int) -> None:
        self._rate_hz = sample_rate_hz
        self._kept: dict[_Heard, NDArray[np.float32]] = {}
        self._n_bytes = 0
        self._lock = threading.Lock()

    def holds(self, clip: ClipRow) -> bool:
        """Whether a clip's recording lies in a tar, was read before, and is not too long."""
        n_bytes = self.n_samples(clip) * _VALUE_BYTES
        return 0 < n_bytes <= _LONGEST_BYTES and member_of(clip.path) is not None

    def n_samples(self, clip: ClipRow) -> int:
        """Length of a clip's recording once it is decoded; 0 where it was not read yet."""
        rate_hz = clip.sample_rate_hz
        n_samples = round(clip.recording_duration_s * rate_hz)
        return samples_at(n_samples, rate_hz, self._rate_hz) if rate_hz else 0

    def samples(self, clip: ClipRow) -> NDArray[np.float32]:
        """The clip's whole recording (T,).

        Raises:
            UnreadableRecording: it is damaged, gone, or not as long as it was.
        """
        heard = clip.path, clip.channel
        with self._lock:
            found = self._kept.pop(heard, None)
            if found is not None:
                self._kept[heard] = found  # now the last that would be forgotten
                return found
        samples = read_samples(clip.path, sample_rate_hz=self._rate_hz, channel=clip.channel)
        if len(samples) != self.n_samples(clip):
            raise UnreadableRecording(clip.path, "it is not as long as when it was read")
        self._keep(heard, samples)
        return samples

    def _keep(self, heard: _Heard, samples: NDArray[np.float32]) -> None:
        with self._lock:
            if heard not in self._kept:
                self._kept[heard] = samples
                self._n_bytes += samples.nbytes
            while self._n_bytes > _KEPT_BYTES and len(self._kept) > 1:
                self._n_bytes -= self._kept.pop(next(iter(self._kept))).nbytes
