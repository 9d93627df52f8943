"""Faster and slower without another pitch: overlap-add of stretches that fit each other."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

HOP_S = 0.02
ENOUGH_HZ = 24_000  # to compare two stretches
SEARCH_S = 0.008  # a stretch is taken at most this far from where it belongs


class TimeStretch:
    """Plays a recording at another pace from wherever it is told.

    Every call gives one hop of sound: the end of the stretch before fades into a stretch around
    the position, moved so that both swing alike.

    Args:
        read: samples of the recording from one index to another, 0 outside.
        sample_rate_hz: their rate.
    """

    def __init__(self, read: Callable[[int, int], Array], sample_rate_hz: int) -> None:
        self._read = read
        self.hop = max(1, round(HOP_S * sample_rate_hz))
        self._stride = max(1, sample_rate_hz // ENOUGH_HZ)
        self._search = round(SEARCH_S * sample_rate_hz)
        rising = 0.5 - 0.5 * np.cos(np.pi * (np.arange(self.hop) + 0.5) / self.hop)
        self._rising = rising.astype(np.float32)
        self._next: int | None = None  # where the stretch before goes on

    def reset(self) -> None:
        """Begin anew: the next hop follows nothing."""
        self._next = None

    def hop_at(self, position: int, speed: float) -> Array:
        """(hop,) sound of the stretch of ``speed`` hops from a position on, without a seam."""
        goes_on = position if self._next is None else self._next
        before = self._read(goes_on, goes_on + self.hop)
        start = self._best(position + round((speed - 1) * self.hop), before)
        self._next = start + self.hop
        after = self._read(start, start + self.hop)
        mixed: Array = before * (1 - self._rising) + after * self._rising
        return mixed

    def _best(self, place: int, wanted: Array) -> int:
        """Where near a place the sound runs most like what is wanted."""
        around = self._read(place - self._search, place + self._search + self.hop)
        around, wanted = around[:: self._stride], wanted[:: self._stride]
        alike = np.correlate(around, wanted, mode="valid")
        sums = np.concatenate([[0.0], np.cumsum(np.square(around, dtype=np.float64))])
        energy = np.sqrt(np.maximum(sums[len(wanted) :] - sums[: -len(wanted)], 0)) + 1e-6
        return place - self._search + int(np.argmax(alike / energy)) * self._stride
