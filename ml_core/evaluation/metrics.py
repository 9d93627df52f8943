"""Accuracy, log loss, calibration error, confusion, and intervals that respect groups.

Letters: N clips or windows, K scenes, G groups (locations or sources). ``truth`` and
``predicted`` are indices (N,), ``probabilities`` (N, K) sum to one per row.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating]
Indices = npt.NDArray[np.integer]

RESAMPLES = 2000
DRAWN_AT_ONCE = 4_000_000  # counts of groups
BINS = 15  # of confidence, in the calibration error and the reliability plot
Z95 = 1.959964  # a normal variable is within this many deviations 95 times in 100
SMALLEST_PROBABILITY = 1e-15  # what log_loss reads instead of zero


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate with its 95 % interval."""

    value: float
    low: float
    high: float

    def or_wider(self, other: "Interval") -> "Interval":
        """The same estimate with whatever of both intervals reaches farther."""
        return Interval(self.value, min(self.low, other.low), max(self.high, other.high))


def softmax(logits: Floats) -> npt.NDArray[np.float64]:
    """(N, K) -> probabilities (N, K) in float64."""
    shifted = logits.astype(np.float64) - logits.max(axis=-1, keepdims=True)
    powers = np.exp(shifted)
    return powers / powers.sum(axis=-1, keepdims=True)


def accuracy(truth: Indices, predicted: Indices) -> float:
    """Share of equal indices; 0 when there are none."""
    return float(np.mean(truth == predicted)) if len(truth) else 0.0


def macro_accuracy(truth: Indices, predicted: Indices) -> float:
    """Mean over the scenes present in ``truth`` of their accuracies."""
    present = np.unique(truth)
    if not len(present):
        return 0.0
    return float(np.mean([np.mean(predicted[truth == scene] == scene) for scene in present]))


def log_loss(truth: Indices, probabilities: Floats) -> float:
    """Mean of -ln p(true scene)."""
    if not len(truth):
        return 0.0
    chosen = probabilities[np.arange(len(truth)), truth].astype(np.float64)
    return float(-np.log(np.maximum(chosen, SMALLEST_PROBABILITY)).mean())


def log_loss_per_scene(truth: Indices, probabilities: Floats) -> dict[int, float]:
    """Mean of -ln p(true scene) of every scene present in ``truth``.

    Their mean is the class-wise log loss by which DCASE ranked in 2022.
    """
    return {
        int(scene): log_loss(truth[truth == scene], probabilities[truth == scene])
        for scene in np.unique(truth)
    }


def average_precision(positive: npt.NDArray[np.bool_], score: Floats) -> float:
    """Sum over thresholds of (recall gained) * precision; 0 without positives.

    Equal scores share one threshold, as in scikit-learn.

    Args:
        positive: (N,) what should be found.
        score: (N,) higher is found first.
    """
    n_positive = int(np.count_nonzero(positive))
    if n_positive == 0:
        return 0.0
    order = np.argsort(-score, kind="stable")
    found = np.cumsum(np.asarray(positive)[order])
    last = np.append(np.diff(score[order]) != 0, True)  # of its equals
    found, rank = found[last], (np.flatnonzero(last) + 1)
    return float((np.diff(found, prepend=0) * found / rank).sum() / n_positive)


def mean_average_precision(truth: Indices, scores: Floats) -> float:
    """Mean over the scenes present in ``truth`` of their average precision against the rest.

    Args:
        truth: (N,).
        scores: (N, K), compared within a column.
    """
    present = np.unique(truth)
    if not len(present):
        return 0.0
    found = [average_precision(truth == scene, scores[:, scene]) for scene in present]
    return float(np.mean(found))


def confidence_bins(confidence: Floats, *, bins: int = BINS) -> npt.NDArray[np.int64]:
    """Which of equal bins each confidence is in.

    Bins are open on the left, so that a confidence of exactly 1 belongs to the last one.

    Args:
        confidence: (N,), 0 to 1.
        bins: how many.

    Returns:
        (N,), from 0.
    """
    wide = np.asarray(confidence, dtype=np.float64)
    return np.clip(np.ceil(wide * bins).astype(np.int64) - 1, 0, bins - 1)


def ece(truth: Indices, probabilities: Floats, *, bins: int = BINS) -> float:
    """Expected calibration error: |confidence - accuracy| over equal bins of confidence."""
    if not len(truth):
        return 0.0
    confidence = probabilities.max(axis=1).astype(np.float64)
    correct = (probabilities.argmax(axis=1) == truth).astype(np.float64)
    which = confidence_bins(confidence, bins=bins)
    gap = np.bincount(which, weights=confidence - correct, minlength=bins)
    return float(np.abs(gap).sum() / len(truth))


def confusion(truth: Indices, predicted: Indices, n_scenes: int) -> npt.NDArray[np.int64]:
    """Counts (K, K): rows are what it was, columns what it was taken for."""
    flat = np.bincount(truth * n_scenes + predicted, minlength=n_scenes * n_scenes)
    return flat.reshape(n_scenes, n_scenes).astype(np.int64)


def wilson(n_correct: float, n: int, *, z: float = Z95) -> Interval:
    """Share with Wilson's score interval; (0, 0, 1) when nothing was counted."""
    if n == 0:
        return Interval(0.0, 0.0, 1.0)
    share = n_correct / n
    centre = share + z * z / (2 * n)
    spread = z * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    low, high = (centre - spread) / scale, (centre + spread) / scale
    # Rounding must not put the estimate outside its own interval.
    return Interval(share, max(0.0, min(share, float(low))), min(1.0, max(share, float(high))))


def _group_sums(
    values: Floats, groups: Sequence[str]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Sum of ``values`` (N,) and size of every group: two arrays (G,)."""
    _, index = np.unique(np.asarray(groups, dtype=str), return_inverse=True)
    sums = np.bincount(index, weights=values).astype(np.float64)
    return sums, np.bincount(index).astype(np.float64)


def _resampled_means(
    values: Floats, groups: Sequence[str], resamples: int, seed: int
) -> npt.NDArray[np.float64]:
    """Mean of ``values`` in resamples that draw whole groups with replacement."""
    drawn = resampled_sums(np.stack(_group_sums(values, groups), axis=1), resamples, seed)
    return drawn[:, 0] / drawn[:, 1]


def resampled_sums(
    columns: npt.NDArray[np.float64], resamples: int, seed: int | Sequence[int]
) -> npt.NDArray[np.float64]:
    """Sums over groups that are drawn with replacement, as many as there are.

    Draws are made block by block: a table of all of them would not fit for many groups.

    Args:
        columns: (G, C) of every group.
        resamples: how many.
        seed: of the draws.

    Returns:
        (any, C): one row per resample.
    """
    n_groups = len(columns)
    generator, share = np.random.default_rng(seed), np.full(n_groups, 1 / n_groups)
    most = max(1, DRAWN_AT_ONCE // n_groups)
    blocks = [min(most, resamples - first) for first in range(0, resamples, most)]
    return np.concatenate(
        [generator.multinomial(n_groups, share, size=n) @ columns for n in blocks]
    )


def bootstrap_by_group(
    correct: npt.NDArray[np.bool_] | Floats,
    groups: Sequence[str],
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Interval:
    """Accuracy with its 95 % percentile interval when whole groups are drawn.

    ``correct`` (N,) says of every clip whether, or how often, it was right.

    Clips of one location resemble each other; drawing them one by one would promise too much.
    A single group says nothing about others, so its interval is everything. Where all groups are
    alike, e.g. all right, draws do not differ and would promise certainty: the interval is never
    narrower than Wilson's, which knows how many clips there are.
    """
    values = np.asarray(correct, dtype=np.float64)
    if len(set(groups)) < 2:
        return Interval(float(values.mean()) if len(values) else 0.0, 0.0, 1.0)
    means = _resampled_means(values, groups, resamples, seed)
    low, high = np.quantile(means, [0.025, 0.975])
    drawn = Interval(float(values.mean()), float(low), float(high))
    return drawn.or_wider(wilson(float(values.sum()), len(values)))


def paired_difference(
    correct_a: npt.NDArray[np.bool_],
    correct_b: npt.NDArray[np.bool_],
    groups: Sequence[str],
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Interval:
    """Accuracy by ``correct_a`` (N,) minus that by ``correct_b`` (N,), drawing whole groups.

    Never narrower than the interval that counts clips alone (Agresti and Min, 2005): draws of
    groups that all differ alike would promise certainty.
    """
    values = np.asarray(correct_a, dtype=np.float64) - np.asarray(correct_b, dtype=np.float64)
    if len(set(groups)) < 2:
        return Interval(float(values.mean()) if len(values) else 0.0, -1.0, 1.0)
    means = _resampled_means(values, groups, resamples, seed)
    low, high = np.quantile(means, [0.025, 0.975])
    drawn = Interval(float(values.mean()), float(low), float(high))
    return drawn.or_wider(_paired_by_clip(values))


def _paired_by_clip(values: npt.NDArray[np.float64]) -> Interval:
    """Of differences -1, 0 or 1 (N,): Wald's interval with half a clip more in every cell."""
    n = len(values) + 2
    either = np.count_nonzero(values) + 1
    mean = values.sum() / n
    spread = Z95 * np.sqrt(either - n * mean * mean) / n
    return Interval(mean, max(-1.0, float(mean - spread)), min(1.0, float(mean + spread)))
