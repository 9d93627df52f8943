"""Accuracy of every scene on every device, and the gap to devices that training has not heard.

Letters: N clips.
"""

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from ml_core.evaluation import metrics
from ml_core.evaluation.metrics import Floats, Indices, Interval

FEW = 10  # fewer clips than this are too few to say
SAME = 1e-9  # draws that differ by less do not differ


def share(correct: npt.NDArray[np.bool_]) -> dict[str, Any]:
    """How often clips were right, with Wilson's interval.

    Args:
        correct: (N,) whether each was.

    Returns:
        ``accuracy`` and ``ci95`` (None without clips), ``n_clips``, and whether these are ``few``.
    """
    n = len(correct)
    found = metrics.wilson(int(np.count_nonzero(correct)), n)
    return {
        "accuracy": found.value if n else None,
        "ci95": [found.low, found.high] if n else None,
        "n_clips": n,
        "few": n < FEW,
    }


def scene_by_device(
    truth: Indices, predicted: Indices, devices: Sequence[str], scenes: Sequence[str]
) -> dict[str, Any]:
    """Rows are scenes, columns are devices: what ``share`` says about each cell's clips.

    Args:
        truth: (N,) indices into ``scenes``.
        predicted: (N,).
        devices: (N,) names.
        scenes: names, in the order of the indices.

    Returns:
        ``scenes``, sorted ``devices``, and tables with a row per scene and a column per device:
        ``accuracy``, ``ci95``, ``n_clips`` and ``few``; None where a cell has no clip.
    """
    names = np.asarray(devices, dtype=str)
    columns = [str(name) for name in np.unique(names)]
    correct = truth == predicted
    cells = [
        [share(correct[(truth == row) & (names == name)]) for name in columns]
        for row in range(len(scenes))
    ]
    return {
        "scenes": list(scenes),
        "devices": columns,
        **{
            key: [[cell[key] for cell in row] for row in cells]
            for key in ("accuracy", "ci95", "n_clips", "few")
        },
    }


def unseen_gap(
    correct: npt.NDArray[np.bool_],
    devices: Sequence[str],
    groups: Sequence[str],
    trained: Collection[str] | None,
) -> dict[str, Any] | None:
    """Accuracy on unseen devices minus that on seen ones, with an interval over whole groups.

    Args:
        correct: (N,) whether each clip was named rightly.
        devices: (N,) names; clips of an unnamed device ("") count on neither side.
        groups: (N,) sources or locations.
        trained: devices of the training part; None where that is not known.

    Returns:
        ``seen`` and ``unseen`` with ``seen_ci95`` and ``unseen_ci95``, ``value`` and its ``ci95``;
        None where one side has no clip.
    """
    if trained is None:
        return None
    names = np.asarray(devices, dtype=str)
    seen = np.isin(names, sorted(trained)) & (names != "")
    unseen = ~seen & (names != "")
    if not seen.any() or not unseen.any():
        return None
    found = difference_of_parts(correct, unseen, seen, groups)
    places = np.asarray(groups, dtype=str)
    sides = [metrics.bootstrap_by_group(correct[rows], places[rows]) for rows in (seen, unseen)]
    return {
        "seen": float(correct[seen].mean()),
        "seen_ci95": [sides[0].low, sides[0].high],
        "unseen": float(correct[unseen].mean()),
        "unseen_ci95": [sides[1].low, sides[1].high],
        "value": found.value,
        "ci95": [found.low, found.high],
    }


def difference_of_parts(
    values: npt.NDArray[np.bool_] | Floats,
    part: npt.NDArray[np.bool_],
    other: npt.NDArray[np.bool_],
    groups: Sequence[str],
    *,
    resamples: int = metrics.RESAMPLES,
    seed: int = 0,
) -> Interval:
    """Mean of ``values`` over ``part`` minus that over ``other``, drawing whole groups.

    A group may have clips in both: what one place sounded like to two microphones goes together.
    Draws in which one part is empty are left out; with fewer than two groups, or none left, the
    interval is everything. Where all draws are the same it is the one that counts clips alone.

    Args:
        values: (N,).
        part: (N,) which clips are in the one part.
        other: (N,) which are in the other.
        groups: (N,) sources or locations.
        resamples: draws.
        seed: of the draws.
    """
    numbers = np.asarray(values, dtype=np.float64)
    value = float(numbers[part].mean() - numbers[other].mean())
    _, place = np.unique(np.asarray(groups, dtype=str), return_inverse=True)
    n_groups = int(place.max()) + 1 if len(place) else 0
    if n_groups < 2:
        return Interval(value, -1.0, 1.0)
    columns = [
        np.bincount(place[mask], weights=weights, minlength=n_groups)
        for mask in (part, other)
        for weights in (numbers[mask], np.ones(np.count_nonzero(mask)))
    ]
    sums = metrics.resampled_sums(np.stack(columns, axis=1), resamples, seed)

    def means(of: int) -> npt.NDArray[np.float64]:
        total, n = sums[:, of], sums[:, of + 1]
        return np.divide(total, n, out=np.full(resamples, np.nan), where=n > 0)

    found = means(0) - means(2)
    found = found[np.isfinite(found)]
    if not len(found):
        return Interval(value, -1.0, 1.0)
    low, high = np.quantile(found, [0.025, 0.975])
    if high - low < SAME:
        return _difference_by_clip(numbers[part], numbers[other])
    return Interval(value, float(low), float(high))


def _difference_by_clip(part: Floats, other: Floats) -> Interval:
    """Newcombe's hybrid of two Wilson intervals (1998, method 10), which knows no groups."""
    mine, theirs = (metrics.wilson(float(one.sum()), len(one)) for one in (part, other))
    value = mine.value - theirs.value
    return Interval(
        value,
        value - float(np.hypot(mine.value - mine.low, theirs.high - theirs.value)),
        value + float(np.hypot(mine.high - mine.value, theirs.value - theirs.low)),
    )
