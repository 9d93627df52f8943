"""Measure a bundle on a project: always the exported file, in onnxruntime. No torch.

Letters: N clips, W windows, K scenes, D embedding size.
"""

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from ml_core.bundle import Bundle
from ml_core.bundle.hearing import Heard, clip_source, hear
from ml_core.bundle.session import Precision, Session
from ml_core.datasets.splits import group_name, group_of
from ml_core.errors import ProjectError
from ml_core.evaluation import metrics
from ml_core.evaluation.calibration import temperatures_of_others
from ml_core.evaluation.devices import device_groups, device_spread
from ml_core.progress import Monitor
from ml_core.project import ClipRow, Project
from ml_core.scenes import SceneSet

Indices = npt.NDArray[np.int64]


def evaluate_bundle(
    bundle: Bundle,
    project: Project,
    split: str = "test",
    precision: Precision = "int8",
    monitor: Monitor | None = None,
) -> dict[str, Any]:
    """Measure a bundle on one split of a project: the JSON of ``asc evaluate``.

    Clips of scenes the bundle was not trained on are left out and counted.

    Raises:
        ProjectError: there is no clip to measure on.
    """
    scenes = bundle.manifest.scenes
    labelled = [clip for clip in project.clips(split=split) if clip.state != "excluded"]
    clips = [clip for clip in labelled if clip.scene in scenes.names]
    if not clips:
        raise ProjectError(
            f'No clip of the split "{split}" has a scene this bundle knows.',
            hint="Label clips and split them: asc split PROJECT --by location.",
        )
    source = clip_source(bundle, project, clips)
    session = Session(bundle, precision)
    (heard,) = hear([session], bundle, source, monitor or Monitor(), stage="evaluate")
    answer = report(heard, clips, scenes, backend=session.backend, trained=trained_devices(project))
    return {
        **answer,
        "bundle": bundle.manifest.name,
        "fingerprint": bundle.fingerprint,
        "precision": precision,
        "split": split,
        "n_foreign": len(labelled) - len(clips),
    }


def trained_devices(project: Project) -> set[str] | None:
    """Devices of the project's training split; None where it has none."""
    clips = project.clips(split="train")
    found = {clip.device for clip in clips if clip.device and clip.state != "excluded"}
    return found or None


def report(
    heard: Heard,
    clips: Sequence[ClipRow],
    scenes: SceneSet,
    *,
    backend: str,
    trained: Collection[str] | None = None,
) -> dict[str, Any]:
    """Every number of ``asc evaluate`` from what a session said about labelled clips.

    Args:
        heard: of all windows of ``clips``.
        clips: with scenes of ``scenes``.
        scenes: in the order of the logits.
        backend: what computed them.
        trained: devices the network was trained on, where they are known.
    """
    truth = np.array([scenes.index(clip.scene or "") for clip in clips], dtype=np.int64)
    scores = heard.clip_scores(len(clips))
    predicted = scores.argmax(axis=1)
    correct = predicted == truth
    kind = group_of(clips)
    groups = [group_name(clip, kind) for clip in clips]
    interval = metrics.bootstrap_by_group(correct, groups)
    scene_loss = metrics.log_loss_per_scene(truth, scores)
    window_truth, window_said = truth[heard.clip], heard.logits.argmax(axis=1)
    devices = np.array([clip.device or "" for clip in clips])
    return {
        "backend": backend,
        "n_clips": len(clips),
        "n_windows": len(heard.clip),
        "accuracy": metrics.accuracy(truth, predicted),
        "window_accuracy": metrics.accuracy(window_truth, window_said),
        "macro_accuracy": metrics.macro_accuracy(truth, predicted),
        "window_macro_accuracy": metrics.macro_accuracy(window_truth, window_said),
        "log_loss": metrics.log_loss(truth, scores),
        "log_loss_per_scene": {scenes.names[index]: loss for index, loss in scene_loss.items()},
        "macro_log_loss": float(np.mean(list(scene_loss.values()))),
        "ece": metrics.ece(truth, scores),
        "ci95": [interval.low, interval.high],
        "grouped_by": kind,
        "n_groups": len(set(groups)),
        **_by_device(truth, predicted, devices, len(scenes)),
        "device_groups": device_groups(correct, list(devices), trained),
        "calibrated": calibrated(heard, truth, devices, groups),
        "per_scene": {
            scene: metrics.accuracy(truth[truth == index], predicted[truth == index])
            for index, scene in enumerate(scenes)
            if (truth == index).any()
        },
        "confusion": {
            "scenes": list(scenes),
            "counts": metrics.confusion(truth, predicted, len(scenes)).tolist(),
        },
        "clips": [
            {
                "segment_id": clip.segment_id,
                "path": clip.relative_path,
                "scene": clip.scene,
                "predicted": scenes.names[predicted[index]],
                "device": clip.device,
                "confidence": float(scores[index].max()),
            }
            for index, clip in enumerate(clips)
        ],
    }


def _by_device(
    truth: Indices, predicted: Indices, devices: npt.NDArray[np.str_], n_scenes: int
) -> dict[str, Any]:
    """Accuracy with Wilson's interval, clips and confusion of every device, and their spread."""
    clips_of = {str(name): devices == name for name in np.unique(devices)}
    share = {
        name: metrics.wilson(int((truth == predicted)[mine].sum()), int(mine.sum()))
        for name, mine in clips_of.items()
    }
    return {
        "per_device": {name: found.value for name, found in share.items()},
        "device_clips": {name: int(mine.sum()) for name, mine in clips_of.items()},
        "device_ci95": {name: [found.low, found.high] for name, found in share.items()},
        "device_std": device_spread({name: found.value for name, found in share.items()}),
        "confusion_per_device": {
            name: metrics.confusion(truth[mine], predicted[mine], n_scenes).tolist()
            for name, mine in clips_of.items()
        },
    }


def calibrated(
    heard: Heard, truth: Indices, devices: npt.NDArray[np.str_], groups: Sequence[str]
) -> dict[str, Any]:
    """Log loss and calibration error by temperatures that never met the device they are used on.

    The clips of every device get the temperature fitted on the windows of all other devices.
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
    fitted = temperatures_of_others(heard.logits, truth[heard.clip], list(devices[heard.clip]))
    heat = np.array([fitted[name] for name in devices], dtype=np.float32)
    cooled = Heard(heard.logits / heat[heard.clip, None], heard.embeddings, heard.clip)
    scores = cooled.clip_scores(len(truth))
    return {
        "held_out_by": by,
        "temperatures": fitted,
        "log_loss": metrics.log_loss(truth, scores),
        "ece": metrics.ece(truth, scores),
    }
