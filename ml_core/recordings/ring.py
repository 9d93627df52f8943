"""The most recent samples of an endless stream, in a fixed piece of memory."""

import threading

import numpy as np
import numpy.typing as npt

AnySamples = npt.NDArray[np.int16] | npt.NDArray[np.float32]


class RingBuffer:
    """The last ``capacity`` mono samples, written by one thread and read by another.

    ``write`` never waits for a slow reader: the oldest samples are overwritten, and those
    the reader had not seen are counted in ``dropped``. Both sides hold the lock only for one
    copy of memory, so an audio callback may write.

    Args:
        capacity: samples kept, at least 1.
        dtype: ``int16`` or ``float32``.
    """

    def __init__(self, capacity: int, dtype: npt.DTypeLike = np.float32) -> None:
        if capacity < 1:
            raise ValueError(f"a ring holds at least one sample, not {capacity}")
        self._samples = np.empty(capacity, dtype=dtype)
        self._samples.fill(0)  # all pages now: none is fetched in an audio callback
        self._lock = threading.Lock()
        self._read = 0  # position of the reader, in samples ever written
        self.written = 0  # samples ever written
        self.dropped = 0  # samples overwritten before they were read

    @property
    def capacity(self) -> int:
        """Samples kept."""
        return len(self._samples)

    @property
    def unread(self) -> int:
        """Samples written and not yet read, whether or not they are still there."""
        return self.written - self._read

    @property
    def position(self) -> int:
        """Position of the reader, in samples ever written."""
        return self._read

    def write(self, block: AnySamples) -> None:
        """Append ``block``, shape (T,), over the oldest samples."""
        kept = block[-self.capacity :]
        with self._lock:
            start = (self.written + len(block) - len(kept)) % self.capacity
            first = min(len(kept), self.capacity - start)
            self._samples[start : start + first] = kept[:first]
            self._samples[: len(kept) - first] = kept[first:]
            self.written += len(block)

    def read(self) -> AnySamples:
        """Everything written since the last ``read`` that is still there, oldest first."""
        with self._lock:
            lost = max(0, self.unread - self.capacity)
            self.dropped += lost
            block = self._tail(self.unread - lost)
            self._read = self.written
            return block

    def latest(self, count: int) -> AnySamples:
        """The last ``count`` samples (fewer if fewer were written), whether read or not."""
        with self._lock:
            return self._tail(min(count, self.capacity, self.written))

    def _tail(self, count: int) -> AnySamples:
        start = (self.written - count) % self.capacity
        first = min(count, self.capacity - start)
        return np.concatenate(
            [self._samples[start : start + first], self._samples[: count - first]]
        )
