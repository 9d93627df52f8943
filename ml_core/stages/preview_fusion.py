"""What a fusion of teachers would be, and where they disagree, before there is a run of it."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from ml_core.errors import RunError
from ml_core.evaluation.disagreement import agreement, divergence
from ml_core.progress import Monitor
from ml_core.project import ClipRow, Project
from ml_core.recipes import FuseRecipe
from ml_core.runs import RunMonitor, new_run
from ml_core.stages import prepare
from ml_core.stages.cache_teacher import OVERLAP, cached, check_scenes
from ml_core.stages.fuse_teachers import fuse
from ml_core.stages.teachers import System, Teacher, open_systems
from ml_core.training.fusion import Fusion
from ml_core.training.loop import make_fabric
from ml_core.training.teacher import fuse_passes

SHOWN = 200  # clips with all that was said; of all others their numbers
Scores = npt.NDArray[np.float64]


def preview_fusion(
    project: Project, runs: Sequence[Path], recipe: FuseRecipe, monitor: Monitor | None = None
) -> dict[str, Any]:
    """What ``asc fuse`` would answer, and the clips the systems disagree about.

    What they say is kept in the project's cache, so that fusing them later is quick.

    Args:
        project: the clips; it may be opened read-only.
        runs: at least two finished runs with networks.
        recipe: whether to fit, and how.
        monitor: told about what is heard, and may cancel.

    Raises:
        RunError, ProjectError, CheckpointError: see their messages.
    """
    if len(runs) < 2:
        raise RunError("A fusion needs at least two runs.", hint="See asc runs PROJECT.")
    with tempfile.TemporaryDirectory(prefix="asc-fusion-") as folder:
        inputs = {str(number): str(path) for number, path in enumerate(runs)}
        run = new_run(Path(folder) / "preview", recipe, inputs)
        reports = run.monitor(monitor)
        systems = open_systems(runs)
        data = prepare.read_split(project, run, reports)
        average = Fusion.average(len(systems), len(data.scenes))
        check_scenes(Teacher(run.name, systems, average), data)
        fusion, result = fuse(systems, data, recipe, reports)
        device = make_fabric(recipe).device
        clips = (*data.train, *data.test)
        parts = [
            _scores(systems, fusion, data, part, device, reports, overlap)
            for part, overlap in ((data.train, OVERLAP), (data.test, 1))
            if part
        ]
    said = np.concatenate([of_systems for of_systems, _ in parts], axis=1)
    fused = np.concatenate([together for _, together in parts])
    names = [system.run.name for system in systems]
    return {**result, "runs": names, "disagreement": _told(said, fused, clips, data, names)}


def _scores(
    systems: Sequence[System],
    fusion: Fusion,
    data: prepare.Data,
    clips: Sequence[ClipRow],
    device: torch.device,
    monitor: RunMonitor,
    overlap: int,
) -> tuple[Scores, Scores]:
    """What each system says of some clips, and what they say together."""
    passes = [cached(one, data, clips, device, monitor, overlap=overlap) for one in systems]
    fused = fuse_passes(passes, [one.grid(overlap) for one in systems], fusion)
    return np.stack([one.clip_scores() for one in passes]), fused.clip_scores()


def _told(
    said: Scores, fused: Scores, clips: Sequence[ClipRow], data: prepare.Data, names: list[str]
) -> dict[str, Any]:
    """Which clips they disagree about, those they are farthest apart about first."""
    predicted, together = said.argmax(axis=2), fused.argmax(axis=1)
    apart = divergence(said)
    differ = (predicted != predicted[0]).any(axis=0)
    order = np.argsort(np.where(differ, -apart, 1.0), kind="stable")[: int(differ.sum())]
    scenes = data.scenes.names

    def shares(values: Sequence[str | None]) -> dict[str, float]:
        of = np.array([value or "" for value in values])
        return {str(name): float(differ[of == name].mean()) for name in np.unique(of)}

    return {
        "runs": names,
        "n_clips": len(clips),
        "n_disagree": len(order),
        "per_device": shares([clip.device for clip in clips]),
        "per_scene": shares([clip.scene for clip in clips]),
        "agreement": agreement(predicted).tolist(),
        "segment_ids": [clips[place].segment_id for place in order],
        "clips": [
            {
                "segment_id": clips[place].segment_id,
                "path": clips[place].relative_path,
                "scene": clips[place].scene,
                "device": clips[place].device,
                "split": clips[place].split,
                "said": [scenes[index] for index in predicted[:, place]],
                "confidence": [float(row[place].max()) for row in said],
                "fused": scenes[together[place]],
                "divergence": float(apart[place]),
            }
            for place in order[:SHOWN]
        ],
    }
