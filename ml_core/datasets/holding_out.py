"""Training clips kept back for validation, by whole groups."""

from collections.abc import Sequence

import numpy as np

from ml_core.datasets.grouping import group_name, group_of
from ml_core.project import ClipRow

FEWEST = 3  # groups of a scene, of which one may be kept back however small the share


def hold_out(
    clips: Sequence[ClipRow], share: float, seed: int
) -> tuple[tuple[ClipRow, ...], tuple[ClipRow, ...]]:
    """Whole groups of every scene for validation; a scene's last group stays in training.

    Who asks for validation gets some: of each scene of three groups or more at least one is kept
    back. A group may have several scenes, as a walk through a town does.

    Args:
        clips: of the training part, each with a scene.
        share: of each scene's groups, 0 to 1.
        seed: of the draw.

    Returns:
        The clips that are left to learn from, and those kept back.
    """
    if share == 0:
        return tuple(clips), ()
    kind = group_of(clips)
    group = {clip.segment_id: group_name(clip, kind) for clip in clips}
    by_scene: dict[str, set[str]] = {}
    for clip in clips:
        by_scene.setdefault(clip.scene or "", set()).add(group[clip.segment_id])
    rng = np.random.default_rng([1, seed])
    held: set[str] = set()
    for _, groups in sorted(by_scene.items()):
        wanted = max(round(share * len(groups)), int(len(groups) >= FEWEST))
        n_held = min(wanted, len(groups) - 1)
        for name in rng.permutation(sorted(groups))[:n_held].tolist():
            if all(mine - held - {name} for mine in by_scene.values() if name in mine):
                held.add(name)
    inside = tuple(clip for clip in clips if group[clip.segment_id] not in held)
    return inside, tuple(clip for clip in clips if group[clip.segment_id] in held)
