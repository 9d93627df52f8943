"""One temperature, so that a confidence of 0.8 is right eight times of ten."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ml_core.evaluation import metrics
from ml_core.evaluation.metrics import Floats, Indices, log_loss, softmax

COLDEST, HOTTEST = 0.05, 20.0
NEAR = 1.1  # times an end: nearer than this a fit would have gone on
TRIED = 25  # temperatures, each a quarter higher than the one before


def fit_temperature(logits: Floats, truth: Indices) -> float:
    """The T > 0 that minimises the log loss of softmax(logits / T) (Guo et al., 2017).

    The loss is convex in 1/T, so golden-section search finds its only minimum. Without clips
    the temperature is 1.

    Args:
        logits: (N, K) of windows or clips the network was not trained on.
        truth: (N,) indices of their scenes.
    """
    if not len(truth):
        return 1.0
    return 1 / _lowest(
        lambda inverse: log_loss(truth, softmax(logits * inverse)), 1 / HOTTEST, 1 / COLDEST
    )


def fit_clip_temperature(logits: Floats, clip: Indices, truth: Indices) -> float:
    """The T > 0 that minimises the log loss of clips, the means of softmax(logits / T).

    A mean over windows that differ is less sure than each of them, so that clips want another
    temperature than windows. The loss need not be convex here: the best of a row of temperatures
    is found first.

    Args:
        logits: (W, K) of all windows of clips the network was not trained on.
        clip: (W,) which clip each window is of, rising; every clip has one.
        truth: (N,) indices of the clips' scenes.
    """
    if not len(truth):
        return 1.0
    starts = np.flatnonzero(np.diff(clip, prepend=-1))
    n_windows = np.diff(starts, append=len(clip))[:, None]

    def loss(inverse: float) -> float:
        said = softmax(logits * np.float32(inverse))
        return log_loss(truth, np.add.reduceat(said, starts, axis=0) / n_windows)

    tried = np.geomspace(1 / HOTTEST, 1 / COLDEST, TRIED)
    best = int(np.argmin([loss(float(inverse)) for inverse in tried]))
    return 1 / _lowest(loss, float(tried[max(0, best - 1)]), float(tried[min(best + 1, TRIED - 1)]))


def _lowest(loss: Callable[[float], float], low: float, high: float) -> float:
    """Where between two ends a loss with one minimum has it, by golden-section search."""
    ratio = (np.sqrt(5.0) - 1) / 2
    left, right = high - ratio * (high - low), low + ratio * (high - low)
    loss_left, loss_right = loss(left), loss(right)
    while high - low > 1e-5:
        if loss_left <= loss_right:
            high, right, loss_right = right, left, loss_left
            left = high - ratio * (high - low)
            loss_left = loss(left)
        else:
            low, left, loss_left = left, right, loss_right
            right = low + ratio * (high - low)
            loss_right = loss(right)
    return (low + high) / 2


def is_at_bound(temperature: float) -> bool:
    """Whether a fit ended where the search does: its clips were too few, or too easy, for one."""
    return temperature < COLDEST * NEAR or temperature > HOTTEST / NEAR


def temperatures_of_others(
    logits: Floats, clip: Indices, truth: Indices, groups: Sequence[str]
) -> dict[str, float]:
    """For every group the temperature that was fitted on all other groups.

    With devices as groups: how calibrated is what a new microphone hears, by a temperature
    that never met it? A device's own clips would flatter it. A single group has none to learn
    from and keeps 1.

    Args:
        logits: (W, K) of all windows of clips the network was not trained on.
        clip: (W,) which clip each window is of, rising; every clip has one.
        truth: (N,) indices of the clips' scenes.
        groups: (N,) names, e.g. of devices.
    """
    names = np.asarray(groups, dtype=str)
    found = {}
    for name in np.unique(names):
        others = names != name
        windows = others[clip]
        _, place = np.unique(clip[windows], return_inverse=True)
        found[str(name)] = fit_clip_temperature(logits[windows], place, truth[others])
    return found


def reliability(
    truth: Indices, probabilities: Floats, *, bins: int = metrics.BINS
) -> dict[str, Any]:
    """How often each confidence was right: the reliability plot and the error it sums up to.

    Args:
        truth: (N,) scene indices.
        probabilities: (N, K).
        bins: equal bins of confidence, as in ``metrics.ece``.

    Returns:
        For every bin ``n``, mean ``confidence`` and ``accuracy`` (None where it is empty), and
        ``ece``, the mean of |confidence - accuracy| weighted by ``n``.
    """
    confidence = probabilities.max(axis=1).astype(np.float64)
    correct = (probabilities.argmax(axis=1) == truth).astype(np.float64)
    which = metrics.confidence_bins(confidence, bins=bins)
    n = np.bincount(which, minlength=bins)

    def means(values: Floats) -> list[float | None]:
        sums = np.bincount(which, weights=values, minlength=bins)
        return [
            float(total / count) if count else None for total, count in zip(sums, n, strict=True)
        ]

    return {
        "n": n.tolist(),
        "confidence": means(confidence),
        "accuracy": means(correct),
        "ece": metrics.ece(truth, probabilities, bins=bins),
    }
