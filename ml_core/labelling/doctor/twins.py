"""Pairs of recordings that hold the same sound: guessed from fingerprints, proved by the samples.

Letters: R recordings, M hashes of all recordings together.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ml_core.labelling.doctor.fingerprint import FRAME_S, HOP, RATE_HZ, Fingerprint

MIN_VOTES = 3  # hashes that agree on where one sound lies in the other
MIN_COHERENCE = 0.2  # of whitened samples; unrelated sounds stay below 0.05, see the benchmark
MIN_SHARED_S = 0.3  # less says little
MAX_HASHES = 16_000_000  # compared at once, in about 0.6 GB
_NEXT = 32  # equal hashes compared with each; a hash that many have says nothing
_COMPARED_S = 16.0
_SMOOTHED_HZ = 50.0
_PLACE_BITS = 25  # 2**24 frames are three days

Samples = npt.NDArray[np.float32]
Wide = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Match:
    """Two recordings whose fingerprints agree; what the first has at t, the second has at t + lag.

    ``first`` and ``second`` are places in the list that was compared.
    """

    first: int
    second: int
    votes: int
    lag_s: float


def matches(prints: Sequence[Fingerprint]) -> list[Match]:
    """All pairs of R fingerprints that may be the same sound, the surest first."""
    n_all = sum(len(one.hashes) for one in prints)
    if not n_all:
        return []
    hashes = np.concatenate([one.hashes for one in prints])
    frames = np.concatenate([one.frames for one in prints]).astype(np.int64)
    owner = np.repeat(np.arange(len(prints)), [len(one.hashes) for one in prints])
    order = np.argsort(hashes, kind="stable")  # equal hashes: the earlier recording first
    found = list(_meetings(hashes[order], owner[order], frames[order], len(prints)))
    keys, counts = np.unique(np.concatenate([np.empty(0, np.int64), *found]), return_counts=True)
    return _best_lags(keys, counts, len(prints))


def _meetings(hashes: npt.NDArray[np.uint32], owner: Wide, frames: Wide, n: int) -> Iterator[Wide]:
    """A number for every two equal hashes of two recordings: which, and how far apart."""
    for step in range(1, min(_NEXT, len(hashes) - 1) + 1):
        same = np.nonzero(hashes[step:] == hashes[:-step])[0]
        if not len(same):
            return
        one, two = owner[same], owner[same + step]
        lag = frames[same + step] - frames[same]
        apart = one != two
        pair = one[apart] * n + two[apart]
        yield (pair << _PLACE_BITS) + lag[apart] + (1 << (_PLACE_BITS - 1))


def _best_lags(keys: Wide, counts: Wide, n: int) -> list[Match]:
    """For every pair the lag with most votes; a lag between two frames has those of both."""
    if not len(keys):
        return []
    follows = np.append(keys[1:] == keys[:-1] + 1, False)
    votes = counts + np.where(follows, np.append(counts[1:], 0), 0)
    lag = np.where(follows & (np.append(counts[1:], 0) > counts), 1, 0)
    pairs = keys >> _PLACE_BITS
    good = np.nonzero(votes >= MIN_VOTES)[0]
    good = good[np.lexsort((-votes[good], pairs[good]))]
    good = good[np.unique(pairs[good], return_index=True)[1]]
    good = good[np.argsort(-votes[good], kind="stable")]
    frames = (keys[good] & ((1 << _PLACE_BITS) - 1)) - (1 << (_PLACE_BITS - 1)) + lag[good]
    return [
        Match(int(pair // n), int(pair % n), int(count), float(lag) * FRAME_S)
        for pair, count, lag in zip(pairs[good], votes[good], frames, strict=True)
    ]


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
