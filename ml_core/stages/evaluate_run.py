"""Measure what was never exported, in torch: the float network of a run, or a fusion of several."""

from pathlib import Path
from typing import Any

import numpy as np
import torch

from ml_core.bundle.hearing import Heard
from ml_core.errors import ProjectError
from ml_core.progress import Monitor
from ml_core.project import Project
from ml_core.stages.evaluate import report, trained_devices
from ml_core.stages.specialise_devices import device_networks, hear_by_device
from ml_core.stages.teachers import open_teacher
from ml_core.training.passes import Pass


def evaluate_run(
    run: Path, project: Project, split: str = "test", monitor: Monitor | None = None
) -> dict[str, Any]:
    """The same numbers as ``evaluate_bundle``; ``backend`` says that it was torch.

    Where devices have networks of their own those hear their clips, and ``general`` says what
    the general network does on all of them.

    Raises:
        CheckpointError, RunError: the run holds no network.
        ProjectError: there is no clip to measure on.
    """
    teacher = open_teacher(run)
    labelled = [clip for clip in project.clips(split=split) if clip.state != "excluded"]
    clips = [clip for clip in labelled if clip.scene in teacher.scenes.names]
    if not clips:
        raise ProjectError(
            f'No clip of the split "{split}" has a scene this network knows.',
            hint="Label clips and split them: asc split PROJECT --by location.",
        )
    device, cache_dir = torch.device("cpu"), project.cache_dir
    monitor = monitor or Monitor()

    def answer(passed: Pass) -> dict[str, Any]:
        clip = np.repeat(np.arange(len(clips)), np.diff(passed.first)).astype(np.int64)
        heard = Heard(passed.logits, passed.embeddings, clip)
        trained = trained_devices(project)
        return report(heard, clips, teacher.scenes, backend="torch float32", trained=trained)

    facts: dict[str, Any] = {}
    if own := device_networks(run):
        general, passed = hear_by_device(run, clips, cache_dir, device, monitor)
        shown = {key: value for key, value in answer(general).items() if key != "clips"}
        facts = {"specialised_devices": sorted(own), "general": shown}
    else:
        passed = teacher.hear(clips, cache_dir, device, monitor, stage="evaluate")
    return {
        **answer(passed),
        **facts,
        "precision": "fp32",
        "split": split,
        "n_foreign": len(labelled) - len(clips),
    }
