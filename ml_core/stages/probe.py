"""How good is a frozen embedding: the dual probe and the geometry, on any project."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ml_core.bundle.session import Precision
from ml_core.datasets.splits import group_name, group_of
from ml_core.errors import ProjectError
from ml_core.evaluation import geometry, metrics
from ml_core.evaluation.devices import device_groups
from ml_core.evaluation.probes import dual_probe
from ml_core.progress import Monitor
from ml_core.project import ClipRow, Project
from ml_core.scenes import SceneSet
from ml_core.stages.encoder import open_encoder


def probe(
    source: Path,
    project: Project,
    *,
    split: str = "test",
    precision: Precision = "int8",
    monitor: Monitor | None = None,
) -> dict[str, Any]:
    """Fit both probes on the training split and measure them: the JSON of ``asc probe``.

    The embedding of a clip is the mean over its windows. Scenes are those of the training
    split, whatever the network was trained on. The geometry is that of the measured clips.

    Args:
        source: a bundle, or a run folder.
        project: whose clips.
        split: the clips to measure on.
        precision: of an exported network.
        monitor: told about every clip.

    Raises:
        ProjectError: there is nothing to fit on, or nothing to measure.
        AscError: ``source`` holds no network.
    """
    encoder = open_encoder(source, precision)
    train, test, scenes = choose_clips(project, split)
    if len(scenes) < 2 or not test:
        raise ProjectError(
            "A probe needs training clips of at least two scenes, and clips of them to measure.",
            hint="Label clips and split them: asc split PROJECT --by location.",
        )
    clips = [*train, *test]
    heard = encoder.hear(clips, project.cache_dir, monitor or Monitor())
    x = heard.clip_embeddings(len(clips))
    scene = np.array([scenes.index(clip.scene or "") for clip in clips], dtype=np.int64)
    kind = group_of(clips)
    groups = [group_name(clip, kind) for clip in clips]
    n = len(train)
    probed = dual_probe(x[:n], scene[:n], groups[:n], x[n:], scene[n:], len(scenes))
    trained = {clip.device for clip in train if clip.device}
    return {
        "linear": probed.linear,
        "knn": probed.knn,
        "k": probed.k,
        "c": probed.strength,
        "geometry": geometry.describe(x[n:], scene[n:]).to_dict(),
        "linear_details": _details(probed.linear_scores, scene[n:], test, groups[n:], trained),
        "knn_details": _details(probed.knn_scores, scene[n:], test, groups[n:], trained),
        "grouped_by": kind,
        "n_train": n,
        "n_clips": len(test),
        "n_windows": len(heard.clip),
        "embedding_size": x.shape[1],
        "scenes": list(scenes),
        "split": split,
        "network": encoder.name,
        "backend": encoder.backend,
    }


def choose_clips(project: Project, split: str) -> tuple[list[ClipRow], list[ClipRow], SceneSet]:
    """What a new classifier learns from, what it is asked about, and the scenes it knows.

    Excluded clips and those of scenes that are not in the training split are in neither.
    """
    usable = [clip for clip in project.clips() if clip.scene and clip.state != "excluded"]
    train = [clip for clip in usable if clip.split == "train"]
    scenes = SceneSet.of(clip.scene for clip in train if clip.scene)
    test = [clip for clip in usable if clip.split == split and clip.scene in scenes.names]
    return train, test, scenes


def _details(
    scores: npt.NDArray[np.float64],
    truth: npt.NDArray[np.int64],
    clips: Sequence[ClipRow],
    groups: Sequence[str],
    trained: set[str],
) -> dict[str, Any]:
    """Macro accuracy, interval and devices of one probe with the scores (M, K)."""
    correct = scores.argmax(axis=1) == truth
    devices = np.array([clip.device or "" for clip in clips])
    interval = metrics.bootstrap_by_group(correct, groups)
    return {
        "macro_accuracy": metrics.macro_accuracy(truth, scores.argmax(axis=1)),
        "ci95": [interval.low, interval.high],
        "per_device": {
            str(name): float(correct[devices == name].mean()) for name in np.unique(devices)
        },
        "device_groups": device_groups(correct, list(devices), trained),
    }
