"""Measure what was never exported, in torch: the float network of a run, or a fusion of several."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import torch

from ml_core.bundle.hearing import Heard
from ml_core.progress import Monitor
from ml_core.project import ClipRow, Project
from ml_core.stages.encoder import heard_of
from ml_core.stages.evaluate import measure, trained_devices
from ml_core.stages.figures import report
from ml_core.stages.specialise_devices import device_networks, hear_by_device
from ml_core.stages.teachers import open_teacher

BACKEND = "torch float32"


def evaluate_run(
    run: Path,
    project: Project,
    split: str = "test",
    monitor: Monitor | None = None,
    *,
    trained: Collection[str] | None = None,
) -> dict[str, Any]:
    """The same numbers as ``evaluate_bundle``; ``backend`` says that it was torch.

    Where devices have networks of their own those hear their clips, and ``general`` says what
    the general network does on all of them.

    Raises:
        CheckpointError, RunError: the run holds no network.
        ProjectError: there is no clip to measure on.
    """
    teacher = open_teacher(run)
    device, cache_dir = torch.device("cpu"), project.cache_dir
    monitor = monitor or Monitor()
    own = device_networks(run)
    facts: dict[str, Any] = {}

    def listen(clips: Sequence[ClipRow]) -> Heard:
        if not own:
            return heard_of(teacher.hear(clips, cache_dir, device, monitor, stage="evaluate"))
        general, passed = hear_by_device(run, clips, cache_dir, device, monitor)
        devices = trained_devices(project) if trained is None else trained
        shown = report(heard_of(general), clips, teacher.scenes, backend=BACKEND, trained=devices)
        facts.update(specialised_devices=sorted(own), general=shown)
        return heard_of(passed)

    answer = measure(listen, teacher.scenes, project, split, trained)
    return {**answer, **facts, "backend": BACKEND, "precision": "fp32"}
