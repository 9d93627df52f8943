"""Let a teacher hear every training clip once and keep what it said."""

from collections.abc import Sequence

import torch

from ml_core.errors import RunError
from ml_core.files import sha256_bytes
from ml_core.project import ClipRow
from ml_core.runs import RunMonitor
from ml_core.stages import prepare
from ml_core.stages.teachers import System, Teacher
from ml_core.training.passes import Pass
from ml_core.training.teacher import Grid, cached_pass, fuse_passes

OVERLAP = 2  # teacher windows per window length


def cache_teacher(
    data: prepare.Data, teacher: Teacher, device: torch.device, monitor: RunMonitor
) -> tuple[Pass, Grid]:
    """What the teacher says about the training clips, and where its windows lie."""
    grids = [system.grid(OVERLAP) for system in teacher.systems]
    passes = [cached(system, data, data.train, device, monitor) for system in teacher.systems]
    monitor.note(f"What the teacher says is ready: {len(data.train):,} clips")
    return fuse_passes(passes, grids, teacher.fusion), grids[0]


def check_scenes(teacher: Teacher, data: prepare.Data) -> None:
    """Raise RunError unless the teacher knows the scenes of the training split, and no others."""
    if teacher.scenes != data.scenes:
        raise RunError(
            f'The teacher "{teacher.name}" knows other scenes than the training split: '
            f"{', '.join(teacher.scenes)}.",
            hint="Fine-tune a teacher on the scenes of this project.",
        )


def cached(
    system: System,
    data: prepare.Data,
    clips: Sequence[ClipRow],
    device: torch.device,
    monitor: RunMonitor,
    *,
    stage: str = "teacher",
    overlap: int = OVERLAP,
) -> Pass:
    """One system's pass over these clips, from the cache if it is there.

    It is kept in the project's cache under a name made of the weights and the clips.
    """
    ids = [clip.segment_id for clip in clips]
    heard = sha256_bytes(f"{data.digest} {ids} {system.hop(overlap)}".encode())
    return cached_pass(
        data.cache_dir / f"teacher-{system.digest[:12]}-{heard[:12]}.safetensors",
        lambda: system.hear(
            data.heard(clips), data.cache_dir, device, monitor, stage=stage, overlap=overlap
        ),
        heard=data.recordings_digest,
    )
