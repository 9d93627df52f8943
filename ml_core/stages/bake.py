"""What baking brought: old and new student on the same held-out clips. No torch."""

from collections.abc import Collection
from typing import Any

import numpy as np

from ml_core.bundle import Bundle
from ml_core.errors import ProjectError
from ml_core.evaluation.metrics import paired_difference
from ml_core.progress import Monitor
from ml_core.project import Project
from ml_core.stages.evaluate import evaluate_bundle


def compare_baked(
    before: Bundle, after: Bundle, project: Project, monitor: Monitor | None = None
) -> dict[str, Any]:
    """Accuracy on the old scenes before and after, and on the new ones; cost and certificate.

    The old student is asked among its own scenes only, the new one among all: what it calls a
    new place is wrong.

    Args:
        before: the bundle whose places were baked.
        after: the new one.
        project: whose test split is heard.
        monitor: told about every clip.

    Returns:
        The part of ``asc bake``'s JSON that judges. ``old_scenes`` is None and ``places`` holds
        None where the test split has no clips of them.
    """
    old_scenes = set(before.manifest.scenes)
    places = [scene for scene in after.manifest.scenes if scene not in old_scenes]
    rows = _rows(after, project, monitor)
    found: dict[str, float | None] = {}
    for place in places:
        right = [row["predicted"] == place for row in rows if row["scene"] == place]
        found[place] = float(np.mean(right)) if right else None
    return {
        "old_scenes": _old(_rows(before, project, monitor), rows, old_scenes),
        "places": found,
        "bytes": {
            name: bundle.manifest.complexity.get("bytes")
            for name, bundle in (("before", before), ("after", after))
        },
        "macs": {
            name: bundle.manifest.complexity.get("macs")
            for name, bundle in (("before", before), ("after", after))
        },
        "within": dict(after.manifest.complexity.get("within", {})),
        "parity": dict(after.parity),
    }


def _rows(bundle: Bundle, project: Project, monitor: Monitor | None) -> list[dict[str, Any]]:
    """What the int8 network says of every test clip; none where there is no such clip."""
    try:
        answer = evaluate_bundle(bundle, project, monitor=monitor)
    except ProjectError:
        return []
    return list(answer["clips"])


def _old(
    before: list[dict[str, Any]], after: list[dict[str, Any]], scenes: Collection[str]
) -> dict[str, Any] | None:
    """Both on the clips of the old scenes, and the difference with its interval by source."""
    new = {row["segment_id"]: row for row in after}
    both = [(row, new[row["segment_id"]]) for row in before if row["segment_id"] in new]
    both = [pair for pair in both if pair[0]["scene"] in scenes]
    if not both:
        return None
    right = np.array([[row["predicted"] == row["scene"] for row in pair] for pair in both])
    change = paired_difference(right[:, 1], right[:, 0], [pair[0]["group"] for pair in both])
    return {
        "n_clips": len(both),
        "before": float(right[:, 0].mean()),
        "after": float(right[:, 1].mean()),
        "change_ci95": [change.low, change.high],
    }
