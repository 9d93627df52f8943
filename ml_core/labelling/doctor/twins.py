"""Pairs of recordings that hold the same sound: guessed from fingerprints, proved by the samples.

Letters: R recordings, M hashes of all recordings together.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ml_core.labelling.doctor.fingerprint import FRAME_S, HOP, RATE_HZ, Fingerprint
from ml_core.progress import Monitor

MIN_VOTES = 3  # hashes that agree on where one sound lies in the other
MIN_COHERENCE = 0.2  # of whitened samples; unrelated sounds stay below 0.05, see the benchmark
MIN_SHARED_S = 0.3  # less says little
MAX_HASHES = 16_000_000  # of all recordings together, in 0.2 GB
_NEXT = 32  # equal hashes compared with each; a hash that many have says nothing
_COMPARED_S = 16.0
_SMOOTHED_HZ = 50.0
_AT_ONCE = 1 << 16  # hashes whose votes are counted together: 2 million votes at most
_LAG_BITS = 28  # 2**27 frames are 24 days
_PAIR_BITS = 62 - _LAG_BITS

Samples = npt.NDArray[np.float32]
Wide = npt.NDArray[np.int64]
Narrow = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Match:
    """Two recordings whose fingerprints agree; what the first has at t, the second has at t + lag.

    ``first`` and ``second`` are places in the list that was compared.
    """

    first: int
    second: int
    votes: int
    lag_s: float


def matches(prints: Iterable[Fingerprint], monitor: Monitor | None = None) -> list[Match]:
    """All pairs of R fingerprints that may be the same sound, the surest first.

    Equal hashes of two recordings vote for how far the one lies behind the other. There may be
    many times more votes than hashes, so they are counted for some recordings at a time, each
    against all that come after it.

    Raises:
        Cancelled: the monitor was asked to stop.
    """
    monitor = monitor or Monitor()
    hashes = _Hashes.of(prints)
    found = [np.empty((0, 4), np.int64)]
    for first, stop in hashes.lots():
        monitor.check()
        found.append(_best_lags(*hashes.votes(first, stop)))
    pairs = np.concatenate(found)
    surest = np.argsort(-pairs[:, 2], kind="stable")
    return [
        Match(one, two, votes, lag * FRAME_S) for one, two, votes, lag in pairs[surest].tolist()
    ]


@dataclass(frozen=True, slots=True)
class _Hashes:
    """M hashes of R recordings, sorted by value: 12 bytes each.

    ``places`` (M,) says where each of the ``values`` (M,) was when the recordings came one after
    the other, of equal ones the earlier first; those of each recording end before the place in
    ``ends`` (R,). ``frames`` (M,) are in the order of the places.
    """

    ends: Wide
    values: Narrow
    places: Narrow
    frames: Narrow

    @classmethod
    def of(cls, prints: Iterable[Fingerprint]) -> "_Hashes":
        """Those of recordings that are held one at a time."""
        both, frames = bytearray(), bytearray()  # grow where they are; joining takes twice as much
        ends, n = [], 0
        for one in prints:
            places = np.arange(n, n + len(one.hashes), dtype=np.uint64)
            both += (one.hashes.astype(np.uint64) << np.uint64(32) | places).tobytes()
            frames += one.frames.tobytes()
            n += len(one.hashes)
            ends.append(n)
        joined = np.frombuffer(both, np.uint64)
        joined.sort()
        halves = joined.view(np.uint32).reshape(-1, 2)
        low = 0 if sys.byteorder == "little" else 1
        return cls(
            ends=np.array(ends, np.int64),
            values=halves[:, 1 - low],
            places=halves[:, low],
            frames=np.frombuffer(frames, np.uint32),
        )

    def lots(self) -> Iterator[tuple[int, int]]:
        """The first of some recordings and the one after their last, until all have been told."""
        most = max(1, (1 << _PAIR_BITS) // max(1, len(self.ends)))
        first = begin = 0
        while first < len(self.ends):
            stop = int(np.searchsorted(self.ends, begin + _AT_ONCE, side="right"))
            stop = min(max(stop, first + 1), first + most)
            yield first, stop
            first, begin = stop, int(self.ends[stop - 1])

    def votes(self, first: int, stop: int) -> tuple[Wide, Wide, Wide, Wide]:
        """The votes of some recordings, from ``first`` to before ``stop``.

        Returns:
            Recording, later recording, frames by which the second has the sound later, and how
            many hashes say so: four times (V,), sorted by the first three.
        """
        n = len(self.ends)
        begin, end = int(self.ends[first - 1]) if first else 0, int(self.ends[stop - 1])
        here = np.nonzero((self.places >= begin) & (self.places < end))[0]
        one = np.searchsorted(self.ends, self.places[here], side="right")
        found = [np.empty(0, np.int64)]
        for step in range(1, _NEXT + 1):
            inside = here < len(self.values) - step
            here, one = here[inside], one[inside]
            same = self.values[here] == self.values[here + step]
            here, one = here[same], one[same]
            place, other = self.places[here], self.places[here + step]
            two = np.searchsorted(self.ends, other, side="right")
            lag = self.frames[other].astype(np.int64) - self.frames[place]
            key = ((one - first) * n + two << _LAG_BITS) + lag + (1 << (_LAG_BITS - 1))
            found.append(key[one != two])
        keys, counts = np.unique(np.concatenate(found), return_counts=True)
        one, two = np.divmod(keys >> _LAG_BITS, n)
        lag = (keys & ((1 << _LAG_BITS) - 1)) - (1 << (_LAG_BITS - 1))
        return one + first, two, lag, counts


def _best_lags(one: Wide, two: Wide, lag: Wide, counts: Wide) -> Wide:
    """For every pair the lag with most votes; a lag between two frames has those of both.

    Args:
        one: recordings (V,).
        two: later recordings (V,).
        lag: frames (V,); sorted by these three.
        counts: votes (V,).

    Returns:
        (P, 4) recording, later recording, votes, lag in frames.
    """
    if not len(counts):
        return np.empty((0, 4), np.int64)
    same = (one[1:] == one[:-1]) & (two[1:] == two[:-1])
    beside = np.append(np.where(same & (lag[1:] == lag[:-1] + 1), counts[1:], 0), 0)
    votes = counts + beside
    good = np.nonzero(votes >= MIN_VOTES)[0]
    good = good[np.lexsort((-votes[good], two[good], one[good]))]
    first = np.append(True, (one[good][1:] != one[good][:-1]) | (two[good][1:] != two[good][:-1]))
    good = good[first[: len(good)]]
    lag = lag[good] + (beside[good] > counts[good])
    return np.stack([one[good], two[good], votes[good], lag], axis=1)


def coherence(first: Samples, second: Samples) -> tuple[float, float]:
    """How much of two sounds is the same wave, and where.

    Both are whitened, so that hum and rumble, which are alike everywhere, count as little as they
    say; a copy stays far above what any two recordings have in common by chance, also after a
    lossy codec. Polarity does not matter.

    Args:
        first: (T,) at 16 kHz.
        second: (M,) that begins within some frames of the same moment.

    Returns:
        The correlation at the best lag, 0 to 1, and that lag in seconds: how much later the
        sound begins in ``second``.
    """
    n = 1 << (len(first) + len(second) - 1).bit_length()
    product = _white(first, n) * np.conj(_white(second, n))
    correlation = np.fft.irfft(product, n)
    reach = min(4 * HOP, n // 2 - 1)
    near = np.concatenate([correlation[-reach:], correlation[: reach + 1]])
    best = int(np.abs(near).argmax())
    return min(float(abs(near[best])), 1.0), (reach - best) / RATE_HZ


def _white(samples: Samples, n: int) -> npt.NDArray[np.complex128]:
    """The spectrum of (T,) padded to n, flattened over 50 Hz; scaled so that a twin gives 1."""
    spectrum = np.fft.rfft(samples - samples.mean(), n)
    power = np.square(np.abs(spectrum))
    width = max(1, round(_SMOOTHED_HZ * n / RATE_HZ))
    sums = np.cumsum(np.concatenate([np.zeros(1), np.pad(power, width, mode="edge")]))
    smooth = (sums[2 * width + 1 :] - sums[: -2 * width - 1]) / (2 * width + 1)
    flat = spectrum / np.sqrt(smooth + 1e-9 * power.max() + 1e-30)
    flat[: round(60 * n / RATE_HZ)] = 0
    flat[round(7500 * n / RATE_HZ) :] = 0
    energy = (2 * np.square(np.abs(flat)).sum()) / n
    return flat / np.sqrt(max(energy, 1e-30))


def compare(
    read: Callable[[int, float, float], Samples], lag_s: float, durations_s: Sequence[float]
) -> tuple[float, float, float]:
    """Prove a match by the samples.

    Args:
        read: samples (T,) at 16 kHz of the first (0) or the second (1) recording, from a moment
            on for some seconds.
        lag_s: what the first has at t, the second has at about t + lag_s.
        durations_s: length of both.

    Returns:
        Coherence 0 to 1, lag in seconds, seconds that both hold.
    """
    begin_s = max(0.0, -lag_s)
    shared_s = min(durations_s[0], durations_s[1] - lag_s) - begin_s
    if shared_s < MIN_SHARED_S:
        return 0.0, lag_s, max(shared_s, 0.0)
    begin_s += max(0.0, (shared_s - _COMPARED_S) / 2)
    length_s = min(shared_s, _COMPARED_S)
    first = read(0, begin_s, length_s)
    second = read(1, max(0.0, begin_s + lag_s), length_s)
    score, finer_s = coherence(first, second)
    return score, lag_s + finer_s, shared_s
