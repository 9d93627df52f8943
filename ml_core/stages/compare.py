"""Two models on the same clips: differences with intervals, tests, and when there are none."""

from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np

from ml_core.bundle.session import Precision
from ml_core.errors import ProjectError
from ml_core.evaluation.comparison import (
    LEVEL,
    compare,
    compare_parts,
    in_words,
    with_adjusted,
)
from ml_core.progress import Monitor
from ml_core.project import Project
from ml_core.stages.measured import Measured, measure_model

COMMON = ("a", "split", "n_clips", "grouped_by", "n_groups", "level")  # of all pairs alike
SHOWN = ("accuracy", "ci95", "macro_accuracy", "log_loss", "ece", "backend", "precision", "gap")


def compare_models(
    a: Path,
    others: Sequence[Path],
    project: Project,
    split: str = "test",
    precision: Precision = "int8",
    monitor: Monitor | None = None,
) -> dict[str, Any]:
    """Measure all where that was not done yet, and compare: the JSON of ``asc compare``.

    Args:
        a: a bundle or a run.
        others: one or more of these; differences are A minus each.
        project: whose clips.
        split: which of them.
        precision: of exported files.
        monitor: told about every clip.

    Raises:
        ProjectError: they cannot be compared: they were measured on different clips, or one of
            them has learnt from some of these.
        AscError: see ``measure_model``.
    """
    found = [
        measure_model(source, project, split, precision, monitor, again=False)
        for source in (a, *others)
    ]
    if len(others) == 1:
        return compare_measured(*found)
    return compare_with_each(found)


def compare_with_each(found: Sequence[Measured]) -> dict[str, Any]:
    """The first of several minus each other one; Holm's p allows for how many there are.

    Returns:
        ``a`` in short, ``split``, ``n_clips``, ``grouped_by``, ``n_groups``, ``level``, and under
        ``against`` for each other one ``b`` in short and ``overall``, with ``p_adjusted``.

    Raises:
        ProjectError: they cannot be compared, see ``compare_measured``.
    """
    named = [one.named(name) for one, name in zip(found, names_of(found), strict=True)]
    pairs = [compare_measured(named[0], other) for other in named[1:]]
    rows = with_adjusted({str(place): pair["overall"] for place, pair in enumerate(pairs)})
    return {
        **{key: pairs[0][key] for key in COMMON},
        "against": [
            {
                "b": pair["b"],
                "overall": row | {"words": in_words(row, pair["a"]["name"], pair["b"]["name"],
                                                    pair["grouped_by"])},
            }
            for pair, row in zip(pairs, rows.values(), strict=True)
        ],
    }  # fmt: skip


def compare_measured(a: Measured, b: Measured) -> dict[str, Any]:
    """A minus B, overall, and per device and scene.

    Returns:
        ``a`` and ``b`` in short, ``overall``, ``per_device`` and ``per_scene`` (see
        ``evaluation.comparison``), each with ``words``; ``split``, ``grouped_by``, ``n_groups``
        and the ``level`` of its statements.

    Raises:
        ProjectError: they were measured on different clips, or one has learnt from some.
    """
    require_comparable([a, b])
    name_a, name_b = names_of([a, b])
    rows_a = sorted(a.clips, key=lambda row: row["segment_id"])
    rows_b = sorted(b.clips, key=lambda row: row["segment_id"])
    right_a, right_b = (
        np.array([row["scene"] == row["predicted"] for row in rows], dtype=bool)
        for rows in (rows_a, rows_b)
    )
    groups, kind = [row["group"] for row in rows_a], a.figures["grouped_by"]

    def part(key: str) -> dict[str, dict[str, Any]]:
        parts = [row[key] or "" for row in rows_a]
        found = compare_parts(right_a, right_b, groups, parts)
        return {
            name: row | {"words": in_words(row, name_a, name_b, kind)}
            for name, row in found.items()
        }

    overall = compare(right_a, right_b, groups)
    return {
        "a": _short(a, name_a),
        "b": _short(b, name_b),
        "split": a.figures["split"],
        "n_clips": len(rows_a),
        "grouped_by": kind,
        "n_groups": len(set(groups)),
        "level": LEVEL,
        "overall": overall | {"words": in_words(overall, name_a, name_b, kind)},
        "per_device": part("device"),
        "per_scene": part("scene"),
    }


def names_of(found: Sequence[Measured]) -> tuple[str, ...]:
    """Names that tell them apart: equal ones are numbered."""
    names = [one.name for one in found]
    given: list[str] = []
    for name in names:
        if names.count(name) > 1:
            taken = {*names, *given}
            name = next(one for n in count(1) if (one := f"{name} ({n})") not in taken)
        given.append(name)
    return tuple(given)


def require_comparable(found: Sequence[Measured]) -> None:
    """Refuse what would not be a comparison.

    Raises:
        ProjectError: they were measured on different clips, or one has learnt from some.
    """
    first = found[0]
    for other in found[1:]:
        mine, theirs = ({(row["segment_id"], row["scene"]) for row in one.clips}
                        for one in (first, other))  # fmt: skip
        if first.figures["split"] != other.figures["split"] or mine != theirs:
            raise ProjectError(
                f'"{first.name}" and "{other.name}" were measured on different clips: '
                f"{len(mine - theirs)} only the one, {len(theirs - mine)} only the other. "
                "The difference is not shown.",
                hint="Measure both on the same split, and compare models of the same scenes.",
            )
    for one in found:
        learnt = one.figures.get("trained_on")
        if learnt and learnt["n_clips"]:
            raise ProjectError(
                f'"{one.name}" has learnt from {learnt["n_clips"]} of the {len(one.clips)} clips '
                "it was measured on. The difference is not shown.",
                hint="Measure on a split that none of them has learnt from, or train it again.",
            )


def _short(one: Measured, name: str) -> dict[str, Any]:
    learnt = one.figures.get("trained_on")
    return {
        "name": name,
        **{key: one.figures[key] for key in SHOWN},
        "snapshots": learnt["snapshots"] if learnt else None,
    }
