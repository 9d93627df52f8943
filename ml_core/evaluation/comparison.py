"""Two systems on the same clips: is one better, or is that chance?

Letters: N clips.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from ml_core.evaluation import metrics
from ml_core.evaluation.breakdown import FEW

Booleans = npt.NDArray[np.bool_]
LEVEL = 0.05  # of every statement that one is better
LEAST_GROUPS = 6  # of fewer, even if all agree in sign, chance does the same at more than LEVEL


def mcnemar(correct_a: Booleans, correct_b: Booleans) -> dict[str, Any]:
    """Exact two-sided test of whether two systems are right equally often (McNemar, 1947).

    Only clips that one alone named rightly say anything; under no difference each is as likely
    the one's as the other's. Clips of one place resemble each other, which this test does not
    know: ``compare`` therefore asks the interval over whole groups as well.

    Args:
        correct_a: (N,) whether A named each clip rightly.
        correct_b: (N,) whether B did, clip for clip.

    Returns:
        ``only_a`` and ``only_b``, clips that one alone named rightly, and ``p``.
    """
    only_a = int(np.count_nonzero(correct_a & ~correct_b))
    only_b = int(np.count_nonzero(~correct_a & correct_b))
    return {
        "only_a": only_a,
        "only_b": only_b,
        "p": _two_sided(min(only_a, only_b), only_a + only_b),
    }


def _two_sided(k: int, n: int) -> float:
    """Twice P(X <= k) for X binomial(n, 1/2), at most 1; counted in whole numbers, so exact."""
    term = tail = 1
    for i in range(k):
        term = term * (n - i) // (i + 1)
        tail += term
    return min(1.0, 2 * tail / (1 << n))


def holm(p_values: Mapping[str, float]) -> dict[str, float]:
    """p-values that allow for how many are looked at (Holm, 1979); in the order given."""
    rising = sorted(p_values, key=lambda name: p_values[name])
    adjusted: dict[str, float] = {}
    largest = 0.0
    for place, name in enumerate(rising):
        largest = max(largest, min(1.0, (len(rising) - place) * p_values[name]))
        adjusted[name] = largest
    return {name: adjusted[name] for name in p_values}


def compare(correct_a: Booleans, correct_b: Booleans, groups: Sequence[str]) -> dict[str, Any]:
    """How much more often A was right than B, and whether that is clear.

    Args:
        correct_a: (N,) whether A named each clip rightly.
        correct_b: (N,) whether B did, clip for clip.
        groups: (N,) sources or locations; the bootstrap draws them whole.

    Returns:
        ``n_clips``, accuracies ``a`` and ``b``, their ``difference`` with ``ci95``, McNemar's
        ``only_a``, ``only_b`` and ``p``, ``n_groups``, ``few`` (under ``breakdown.FEW`` clips or
        ``LEAST_GROUPS`` groups) and ``clear``: the interval excludes zero and p is under
        ``LEVEL``.
    """
    found = metrics.paired_difference(correct_a, correct_b, groups)
    test = mcnemar(correct_a, correct_b)
    answer = {
        "n_clips": len(correct_a),
        "a": float(correct_a.mean()) if len(correct_a) else None,
        "b": float(correct_b.mean()) if len(correct_b) else None,
        "difference": found.value,
        "ci95": [found.low, found.high],
        **test,
        "n_groups": len(set(groups)),
        "few": len(correct_a) < FEW or len(set(groups)) < LEAST_GROUPS,
    }
    return answer | {"clear": _is_clear(answer, test["p"])}


def _is_clear(row: Mapping[str, Any], p: float) -> bool:
    low, high = row["ci95"]
    return not row["few"] and p < LEVEL and (low > 0 or high < 0)


def compare_parts(
    correct_a: Booleans,
    correct_b: Booleans,
    groups: Sequence[str],
    parts: Sequence[str],
) -> dict[str, dict[str, Any]]:
    """``compare`` for the clips of every device, or of every scene.

    Many are looked at, so one is clear only if Holm's ``p_adjusted`` is under ``LEVEL`` too.

    Args:
        correct_a: (N,).
        correct_b: (N,).
        groups: (N,) sources or locations.
        parts: (N,) which part each clip is of.
    """
    names, of = np.asarray(parts, dtype=str), np.asarray(groups, dtype=str)
    rows = {
        str(name): compare(correct_a[names == name], correct_b[names == name], of[names == name])
        for name in np.unique(names)
    }
    return with_adjusted(rows)


def with_adjusted(rows: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Comparisons that are looked at together, with Holm's ``p_adjusted``; ``clear`` by that."""
    adjusted = holm({name: row["p"] for name, row in rows.items()})
    return {
        name: {**row, "p_adjusted": adjusted[name], "clear": _is_clear(row, adjusted[name])}
        for name, row in rows.items()
    }


def in_words(row: Mapping[str, Any], a: str, b: str, grouped_by: str) -> str:
    """One sentence about a comparison of A and B, by their names; groups by their kind."""
    if row["few"]:
        n = row["n_clips"]
        if n < FEW:
            return "1 clip: too few to say." if n == 1 else f"{n} clips: too few to say."
        n, by = row["n_groups"], grouped_by
        few = f"1 group by {by}: too few to say."
        return few if n == 1 else f"{n} groups by {by}: too few to say."
    low, high = (100 * end for end in row["ci95"])
    points = 100 * row["difference"]
    if not row["clear"]:
        return f"Not clearly different: {points:+.1f} points, 95 % {low:+.1f} to {high:+.1f}."
    better, sign = (a, 1) if points > 0 else (b, -1)
    low, high = sorted((sign * low, sign * high))
    return f"{better} is better by {abs(points):.1f} points, 95 % {low:.1f} to {high:.1f}."
