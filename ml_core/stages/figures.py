"""Every number of ``asc evaluate``, from what a network said about labelled clips. No torch.

Letters: N clips, W windows, K scenes, D embedding size.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ml_core.bundle.hearing import Heard
from ml_core.datasets.splits import group_name, group_of
from ml_core.evaluation import metrics
from ml_core.evaluation.breakdown import FEW, scene_by_device, share, unseen_gap
from ml_core.evaluation.calibration import reliability, temperatures_of_others
from ml_core.evaluation.devices import device_groups, device_spread
from ml_core.project import ClipRow
from ml_core.scenes import SceneSet

Indices = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """Labelled clips and what was heard in them."""

    heard: Heard
    clips: tuple[ClipRow, ...]
    scenes: SceneSet  # in the order of the logits
    truth: Indices  # (N,)
    scores: Scores  # (N, K), mean over a clip's windows of the softmax
    predicted: Indices  # (N,)
    devices: npt.NDArray[np.str_]  # (N,), "" where it is not known
    kind: str  # of the groups: location or source
    groups: tuple[str, ...]  # (N,)
    cooled: "Cooled"

    @classmethod
    def of(cls, heard: Heard, clips: Sequence[ClipRow], scenes: SceneSet) -> "Judged":
        """Judge ``clips``, whose scenes are all of ``scenes``, by all their windows."""
        truth = np.array([scenes.index(clip.scene or "") for clip in clips], dtype=np.int64)
        scores = heard.clip_scores(len(clips))
        devices = np.array([clip.device or "" for clip in clips])
        kind = group_of(clips)
        groups = tuple(group_name(clip, kind) for clip in clips)
        return cls(
            heard, tuple(clips), scenes, truth, scores, scores.argmax(axis=1), devices, kind,
            groups, cool(heard, truth, devices, groups),
        )  # fmt: skip

    @property
    def correct(self) -> npt.NDArray[np.bool_]:
        """(N,) whether each clip was named rightly."""
        return self.truth == self.predicted


@dataclass(frozen=True, slots=True)
class Cooled:
    """Scores by temperatures that never met the clips they are used on."""

    scores: Scores  # (N, K)
    temperatures: Mapping[str, float]
    held_out_by: str  # device, or half


def cool(
    heard: Heard, truth: Indices, devices: npt.NDArray[np.str_], groups: Sequence[str]
) -> Cooled:
    """Scores in which every device has the temperature fitted on all other devices' clips.

    Where there is one device only, halves of the sources or locations stand for devices.

    Args:
        heard: of all windows of the clips.
        truth: (N,) scene index of every clip.
        devices: (N,) names.
        groups: (N,) sources or locations.
    """
    by = "device"
    if len(set(devices)) < 2:
        by = "half"
        _, place = np.unique(np.asarray(groups, dtype=str), return_inverse=True)
        devices = np.array(["first", "second"])[place % 2]
    fitted = temperatures_of_others(heard.logits, heard.clip, truth, list(devices))
    heat = np.array([fitted[name] for name in devices], dtype=np.float32)
    cooled = Heard(heard.logits / heat[heard.clip, None], heard.embeddings, heard.clip)
    return Cooled(cooled.clip_scores(len(truth)), fitted, by)


def report(
    heard: Heard,
    clips: Sequence[ClipRow],
    scenes: SceneSet,
    *,
    backend: str,
    trained: Collection[str] | None = None,
) -> dict[str, Any]:
    """What a run's result says; ``details`` says the rest.

    Args:
        heard: of all windows of ``clips``.
        clips: with scenes of ``scenes``.
        scenes: in the order of the logits.
        backend: what computed them.
        trained: devices the network was trained on, where they are known.
    """
    return {"backend": backend, **summary(Judged.of(heard, clips, scenes), trained)}


def summary(judged: Judged, trained: Collection[str] | None) -> dict[str, Any]:
    """Accuracy, log loss, calibration and confusion: overall, by scene and by device."""
    truth, scores, predicted = judged.truth, judged.scores, judged.predicted
    names, windows = judged.scenes.names, judged.heard.clip
    interval = metrics.bootstrap_by_group(judged.correct, judged.groups)
    scene_loss = metrics.log_loss_per_scene(truth, scores)
    window_truth, window_said = truth[windows], judged.heard.logits.argmax(axis=1)
    return {
        "n_clips": len(truth),
        "n_windows": len(windows),
        "accuracy": metrics.accuracy(truth, predicted),
        "window_accuracy": metrics.accuracy(window_truth, window_said),
        "macro_accuracy": metrics.macro_accuracy(truth, predicted),
        "window_macro_accuracy": metrics.macro_accuracy(window_truth, window_said),
        "log_loss": metrics.log_loss(truth, scores),
        "log_loss_per_scene": {names[index]: loss for index, loss in scene_loss.items()},
        "macro_log_loss": float(np.mean(list(scene_loss.values()))),
        "ece": metrics.ece(truth, scores),
        "ci95": [interval.low, interval.high],
        "grouped_by": judged.kind,
        "n_groups": len(set(judged.groups)),
        **_by_device(judged),
        "device_groups": device_groups(judged.correct, list(judged.devices), trained),
        "calibrated": {
            "held_out_by": judged.cooled.held_out_by,
            "temperatures": dict(judged.cooled.temperatures),
            "log_loss": metrics.log_loss(truth, judged.cooled.scores),
            "ece": metrics.ece(truth, judged.cooled.scores),
        },
        "per_scene": {
            scene: metrics.accuracy(truth[truth == index], predicted[truth == index])
            for index, scene in enumerate(names)
            if (truth == index).any()
        },
        "confusion": {
            "scenes": list(names),
            "counts": metrics.confusion(truth, predicted, len(names)).tolist(),
        },
    }


def _by_device(judged: Judged) -> dict[str, Any]:
    """Accuracy with its interval, clips, log loss and confusion of every device; their spread."""
    mine = {str(name): judged.devices == name for name in np.unique(judged.devices)}
    found = {name: share(judged.correct[rows]) for name, rows in mine.items()}
    n_scenes = len(judged.scenes)
    return {
        "per_device": {name: row["accuracy"] for name, row in found.items()},
        "device_clips": {name: row["n_clips"] for name, row in found.items()},
        "device_ci95": {name: row["ci95"] for name, row in found.items()},
        "log_loss_per_device": {
            name: metrics.log_loss(judged.truth[rows], judged.scores[rows])
            for name, rows in mine.items()
        },
        "device_std": device_spread({name: row["accuracy"] for name, row in found.items()}),
        "confusion_per_device": {
            name: metrics.confusion(judged.truth[rows], judged.predicted[rows], n_scenes).tolist()
            for name, rows in mine.items()
        },
    }


def details(judged: Judged, trained: Collection[str] | None) -> dict[str, Any]:
    """What ``asc evaluate`` says beyond ``summary``.

    Returns:
        ``scene_device`` (see ``breakdown.scene_by_device``), ``scene_ci95``, ``scene_clips``,
        ``few_clips`` and who has fewer, ``gap`` between unseen and seen devices, ``reliability``
        before and after calibration overall and per device, ``trained_devices``.
    """
    truth, scenes = judged.truth, judged.scenes.names
    per_scene = {
        scene: share(judged.correct[truth == index])
        for index, scene in enumerate(scenes)
        if (truth == index).any()
    }
    counts = {str(name): int((judged.devices == name).sum()) for name in set(judged.devices)}
    return {
        "scene_device": scene_by_device(truth, judged.predicted, list(judged.devices), scenes),
        "scene_ci95": {scene: row["ci95"] for scene, row in per_scene.items()},
        "scene_clips": {scene: row["n_clips"] for scene, row in per_scene.items()},
        "few_clips": FEW,
        "few": {
            "scenes": sorted(scene for scene, row in per_scene.items() if row["few"]),
            "devices": sorted(name for name, n in counts.items() if n < FEW),
        },
        "gap": unseen_gap(judged.correct, list(judged.devices), judged.groups, trained),
        "reliability": _reliability(judged),
        "trained_devices": None if trained is None else sorted(trained),
    }


def _reliability(judged: Judged) -> dict[str, Any]:
    """Before and after calibration; "after" by temperatures that were fitted on others."""

    def both(rows: npt.NDArray[np.bool_]) -> dict[str, Any]:
        return {
            "before": reliability(judged.truth[rows], judged.scores[rows]),
            "after": reliability(judged.truth[rows], judged.cooled.scores[rows]),
        }

    return {
        "bins": metrics.BINS,
        "held_out_by": judged.cooled.held_out_by,
        **both(np.ones(len(judged.truth), dtype=bool)),
        "per_device": {
            str(name): both(judged.devices == name) for name in np.unique(judged.devices)
        },
    }


def clip_rows(judged: Judged) -> list[dict[str, Any]]:
    """One row per clip, cell by cell of the confusion matrix, the surest first.

    ``confidence`` is that of the scene it was taken for. ``calibrated`` is the confidence after
    calibration, of ``calibrated_scene``: a mean over cooler windows may rarely prefer another.
    ``scores`` are in the order of the scenes.
    """
    sure = judged.scores.max(axis=1)
    order = np.lexsort((np.arange(len(sure)), -sure, judged.predicted, judged.truth))
    names = judged.scenes.names
    return [
        {
            "segment_id": (clip := judged.clips[index]).segment_id,
            "path": clip.relative_path,
            "start_s": clip.start_s,
            "scene": names[judged.truth[index]],
            "predicted": names[judged.predicted[index]],
            "device": clip.device,
            "group": judged.groups[index],
            "confidence": float(sure[index]),
            "calibrated": float(judged.cooled.scores[index].max()),
            "calibrated_scene": names[judged.cooled.scores[index].argmax()],
            "scores": judged.scores[index].tolist(),
        }
        for index in order.tolist()
    ]
