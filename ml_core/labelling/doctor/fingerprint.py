"""Fingerprints: which recordings hold the same sound, whatever was done to the file.

A constellation of spectral peaks (Wang, 2003), of which each three that follow one another make a
hash. A codec moves the peaks of a stationary scene little, a change of level not at all; what a
shift does to their places on the grid is taken back by interpolation. Frequencies are rounded to
31 Hz, distances in time to 16 ms.

Letters: T samples, N frames, B bins, P peaks, M hashes.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

RATE_HZ = 16_000
HOP = 256
FRAME_S = HOP / RATE_HZ

DENSE = 2000  # hashes: about 5 s with all of theirs; longer recordings keep a share,
SPARSE_PER_S = 8.0  # but never fewer than this

_FFT = 1024
_NEAR_FRAMES, _NEAR_BINS = 7, 9  # a peak is the largest of this many to every side
_FIRST_BIN, _LAST_BIN = 4, 448  # 62 Hz to 7 kHz: above most hums, below where codecs cut
_FLOOR = 1e-8  # digital silence and its dither stay below this power
_TARGETS = 4  # peaks joined to each: the next in time
_ZONE_FRAMES, _ZONE_BINS = 30.0, 50.0  # within which they lie
_AHEAD = 64  # peaks among which they are looked for
_CHUNK = 2048  # frames looked at together
_WINDOW = np.hanning(_FFT).astype(np.float32)

Floats = npt.NDArray[np.float64]
Samples = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Hashes of a recording, and the frames (of 16 ms) at which they begin."""

    hashes: npt.NDArray[np.uint32]  # (M,)
    frames: npt.NDArray[np.uint32]  # (M,)

    def thinned(self, share: float) -> "Fingerprint":
        """About this share of the hashes, chosen by their value: twins keep the same ones."""
        if share >= 1.0:
            return self
        mixed = self.hashes * np.uint32(2654435761)  # Knuth's multiplier; wraps on purpose
        kept = mixed < np.uint32(share * 2**32)
        return Fingerprint(self.hashes[kept], self.frames[kept])


class Fingerprinter:
    """The fingerprint of a sound of any length, given piece by piece.

    The result depends only on the joined samples, never on the sizes of the pieces.
    """

    def __init__(self) -> None:
        self._waiting: list[Samples] = []
        self._n_waiting = 0
        self._first = 0  # frame at which what is waiting begins
        self._done = 0  # the peaks of earlier frames are known
        self._times: list[Floats] = [np.empty(0)]
        self._bins: list[Floats] = [np.empty(0)]

    def push(self, samples: Samples) -> None:
        """Give the next samples (T,), mono at 16 kHz."""
        self._waiting.append(samples)
        self._n_waiting += len(samples)
        if self._n_waiting >= _CHUNK * HOP:
            self._look(last=False)

    def finish(self) -> Fingerprint:
        """The fingerprint of all that was pushed; nothing may be pushed afterwards."""
        self._look(last=True)
        times, bins = np.concatenate(self._times), np.concatenate(self._bins)
        order = np.argsort(times, kind="stable")
        whole = _triples(times[order], bins[order])
        wanted = max(DENSE, SPARSE_PER_S * FRAME_S * self._done)
        return whole.thinned(wanted / max(len(whole.hashes), 1))

    def _look(self, *, last: bool) -> None:
        """Find the peaks of all frames whose neighbours are there."""
        samples = np.concatenate([*self._waiting, np.empty(0, np.float32)])
        power = _power(samples)
        end = self._first + len(power) - (0 if last else _NEAR_FRAMES)
        if end > self._done:
            times, bins = _peaks(power, self._done - self._first, end - self._first)
            self._times.append(times + self._first)
            self._bins.append(bins)
            self._done = end
        first = max(0, self._done - _NEAR_FRAMES)
        rest = samples[(first - self._first) * HOP :]
        self._waiting, self._n_waiting, self._first = [rest], len(rest), first


def _power(samples: Samples) -> npt.NDArray[np.float32]:
    """(T,) -> (N, B), a frame for every 256 samples that 1024 can be taken from."""
    if len(samples) < _FFT:
        return np.empty((0, _FFT // 2 + 1), np.float32)
    frames = np.lib.stride_tricks.sliding_window_view(samples, _FFT)[::HOP]
    return np.square(np.abs(np.fft.rfft(frames * _WINDOW, axis=1))).astype(np.float32)


def _peaks(power: npt.NDArray[np.float32], start: int, stop: int) -> tuple[Floats, Floats]:
    """Fractional frames and bins (P,) of the peaks in frames ``start`` to ``stop`` of (N, B)."""
    largest = _running_max(_running_max(power, _NEAR_FRAMES, 0), _NEAR_BINS, 1)
    inside = slice(_FIRST_BIN, _LAST_BIN)
    there = power[start:stop, inside]
    time, place = np.nonzero((there == largest[start:stop, inside]) & (there > _FLOOR))
    time, place = time + start, place + _FIRST_BIN
    before, after = np.maximum(time - 1, 0), np.minimum(time + 1, len(power) - 1)
    top = power[time, place]
    return (
        time + _vertex(power[before, place], top, power[after, place]),
        place + _vertex(power[time, place - 1], top, power[time, place + 1]),
    )


def _running_max(x: npt.NDArray[np.float32], reach: int, axis: int) -> npt.NDArray[np.float32]:
    """The largest of each value and ``reach`` to both sides, by doubling."""
    x = np.moveaxis(x, axis, 0)
    edge = np.zeros((reach, *x.shape[1:]), x.dtype)
    x = np.concatenate([edge, x, edge])
    width, wanted = 1, 2 * reach + 1
    while width < wanted:
        step = min(width, wanted - width)
        x = np.maximum(x[:-step], x[step:])
        width += step
    return np.moveaxis(x, 0, axis)


def _vertex(left: Samples, top: Samples, right: Samples) -> Floats:
    """Where the parabola through three powers in dB is highest, -0.5 to 0.5 from the middle."""
    low, middle, high = (np.log(np.asarray(x, np.float64) + 1e-12) for x in (left, top, right))
    bend = np.minimum(low - 2 * middle + high, -1e-6)
    return np.clip((low - high) / (2 * bend), -0.5, 0.5)


def _triples(times: Floats, bins: Floats) -> Fingerprint:
    """The hashes of peaks (P,) in order of time."""
    hashes = [np.empty(0, np.uint32)]
    frames = [np.empty(0, np.uint32)]
    for first in range(0, len(times), 1 << 15):  # a day has millions of peaks
        near = slice(first, first + (1 << 15) + _AHEAD)
        found = _triples_of(times[near], bins[near], min(1 << 15, len(times) - first))
        hashes.append(found.hashes)
        frames.append(found.frames)
    return Fingerprint(np.concatenate(hashes), np.concatenate(frames))


def _triples_of(times: Floats, bins: Floats, n_anchors: int) -> Fingerprint:
    """Hashes whose first peak is one of the first ``n_anchors``."""
    places = np.arange(n_anchors)[:, None] + np.arange(1, _AHEAD + 1)  # (n_anchors, _AHEAD)
    there = places < len(times)
    places = np.minimum(places, len(times) - 1)
    later = times[places] - times[:n_anchors, None]
    higher = bins[places] - bins[:n_anchors, None]
    good = there & (later >= 1.5) & (later < _ZONE_FRAMES) & (np.abs(higher) <= _ZONE_BINS)
    rank = np.cumsum(good, axis=1)
    slots = np.full((n_anchors, _TARGETS), -1)
    row, column = np.nonzero(good & (rank <= _TARGETS))
    slots[row, rank[row, column] - 1] = column
    hashes, frames = [], []
    for one in range(_TARGETS):
        for two in range(one + 1, _TARGETS):
            anchor = np.nonzero(slots[:, two] >= 0)[0]
            code = np.rint(bins[anchor] / 2).astype(np.uint32)  # 8 bits
            for column in (slots[anchor, one], slots[anchor, two]):
                step = np.rint(higher[anchor, column] / 2) + 32  # 6 bits
                wait = np.rint(later[anchor, column])  # 5 bits
                code = (code << 11) | (step.astype(np.uint32) << 5) | wait.astype(np.uint32)
            hashes.append(code)
            frames.append(np.rint(times[anchor]).astype(np.uint32))
    return Fingerprint(np.concatenate(hashes), np.concatenate(frames))
