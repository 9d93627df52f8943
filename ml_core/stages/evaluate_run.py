"""Measure the float network of a run that was never exported, in torch."""

from pathlib import Path
from typing import Any

import numpy as np
import torch

from ml_core.datasets.clip_source import ClipSource
from ml_core.errors import ProjectError
from ml_core.frontend.torch_log_mel import TorchLogMel
from ml_core.progress import Monitor
from ml_core.project import Project
from ml_core.stages.evaluate import Heard, report
from ml_core.training.checkpoint import load_network
from ml_core.training.passes import run_over


def evaluate_run(
    run: Path, project: Project, split: str = "test", monitor: Monitor | None = None
) -> dict[str, Any]:
    """The same numbers as ``evaluate_bundle``; ``backend`` says that it was torch.

    Raises:
        CheckpointError: the run holds no network.
        ProjectError: there is no clip to measure on.
    """
    network, card = load_network(run)
    labelled = project.clips(split=split)
    clips = [clip for clip in labelled if clip.scene in card.scenes.names]
    if not clips:
        raise ProjectError(
            f'No clip of the split "{split}" has a scene this network knows.',
            hint="Label clips and split them: asc split PROJECT --by location.",
        )
    rate_hz = card.front_end.sample_rate_hz
    passed = run_over(
        network,
        TorchLogMel(card.front_end),
        ClipSource(clips, sample_rate_hz=rate_hz, cache_dir=project.cache_dir),
        window=card.window_samples,
        device=torch.device("cpu"),
        monitor=monitor or Monitor(),
        stage="evaluate",
    )
    clip = np.repeat(np.arange(len(clips)), np.diff(passed.first)).astype(np.int64)
    heard = Heard(passed.logits, passed.embeddings, clip)
    answer = report(heard, clips, card.scenes, backend="torch float32")
    return {
        **answer,
        "precision": "fp32",
        "split": split,
        "n_foreign": len(labelled) - len(clips),
    }
