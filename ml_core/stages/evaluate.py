"""Measure a bundle on a project: always the exported file, in onnxruntime. No torch."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

import numpy as np

from ml_core.bundle import Bundle
from ml_core.bundle.hearing import Heard, clip_source, hear
from ml_core.bundle.session import Precision, Session
from ml_core.errors import ProjectError
from ml_core.progress import Monitor, Progress
from ml_core.project import ClipRow, Project
from ml_core.scenes import SceneSet
from ml_core.stages.figures import Judged, clip_rows, details, summary


def evaluate_bundle(
    bundle: Bundle,
    project: Project,
    split: str = "test",
    precision: Precision = "int8",
    monitor: Monitor | None = None,
    *,
    trained: Collection[str] | None = None,
) -> dict[str, Any]:
    """Measure a bundle on one split of a project: the JSON of ``asc evaluate``.

    Clips of scenes the bundle was not trained on are left out and counted. ``trained`` are the
    devices it has learnt from; None: those of the project's training split.

    Returns:
        What ``figures.summary`` and ``figures.details`` say, and under ``clips`` what
        ``figures.clip_rows`` says.

    Raises:
        ProjectError: there is no clip to measure on.
    """
    session = Session(bundle, precision)

    def listen(clips: Sequence[ClipRow]) -> Heard:
        return _by_device(session, bundle, project, clips, monitor or Monitor())

    answer = measure(listen, bundle.manifest.scenes, project, split, trained)
    return {
        **answer,
        "backend": session.backend,
        "bundle": bundle.manifest.name,
        "fingerprint": bundle.fingerprint,
        "temperature": bundle.manifest.temperature,
        "precision": precision,
    }


def _by_device(
    session: Session, bundle: Bundle, project: Project, clips: Sequence[ClipRow], monitor: Monitor
) -> Heard:
    """Hear the clips device after device, and tell how each that is done fared."""
    devices = np.array([clip.device or "" for clip in clips])
    truth = np.array([bundle.manifest.scenes.index(clip.scene or "") for clip in clips])
    told = _Standing(monitor, len(clips))
    parts, places = [], []
    for name in np.unique(devices):
        mine = np.flatnonzero(devices == name)
        source = clip_source(bundle, project, [clips[place] for place in mine.tolist()])
        (heard,) = hear([session], bundle, source, told, stage="evaluate")
        right = heard.clip_scores(len(mine)).argmax(axis=1) == truth[mine]
        told.device_is_done(str(name), len(mine), float(right.mean()))
        parts.append(heard)
        places.append(mine[heard.clip])
    of = np.concatenate(places)
    order = np.argsort(of, kind="stable")
    return Heard(
        np.concatenate([part.logits for part in parts])[order],
        np.concatenate([part.embeddings for part in parts])[order],
        of[order],
    )


class _Standing(Monitor):
    """Tells of one device's clips as of all, with ``accuracy@DEVICE`` of those that are done."""

    def __init__(self, whole: Monitor, total: int) -> None:
        super().__init__(self._tell)
        self._whole, self._total, self._done = whole, total, 0
        self._known: dict[str, float] = {}

    def check(self) -> None:
        """Raise Cancelled if the whole was asked to stop."""
        self._whole.check()

    def device_is_done(self, name: str, n_clips: int, accuracy: float) -> None:
        """What is told from now on begins after these clips."""
        self._done += n_clips
        self._known[f"accuracy@{name}"] = accuracy

    def _tell(self, progress: Progress) -> None:
        done = self._done + progress.done
        self._whole.report(done, self._total, stage=progress.stage, **self._known)


def measure(
    listen: Callable[[Sequence[ClipRow]], Heard],
    scenes: SceneSet,
    project: Project,
    split: str,
    trained: Collection[str] | None,
) -> dict[str, Any]:
    """All figures of whatever listens, on the clips of a split whose scenes it knows.

    ``trained`` are the devices it has learnt from; None: those of the project's training split.

    Raises:
        ProjectError: there is none.
    """
    clips, n_foreign = measured_clips(project, scenes, split)
    judged = Judged.of(listen(clips), clips, scenes)
    trained = trained_devices(project) if trained is None else trained
    return {
        **summary(judged, trained),
        **details(judged, trained),
        "split": split,
        "n_foreign": n_foreign,
        "clips": clip_rows(judged),
    }


def measured_clips(
    project: Project, scenes: SceneSet, split: str
) -> tuple[tuple[ClipRow, ...], int]:
    """The clips of a split that can be measured, and how many have scenes not in ``scenes``.

    Raises:
        ProjectError: there is none.
    """
    labelled = [clip for clip in project.clips(split=split) if clip.state != "excluded"]
    clips = tuple(clip for clip in labelled if clip.scene in scenes.names)
    if not clips:
        raise ProjectError(
            f'No clip of the split "{split}" has a scene this network knows.',
            hint="Label clips and split them: asc split PROJECT --by location.",
        )
    return clips, len(labelled) - len(clips)


def trained_devices(project: Project) -> set[str] | None:
    """Devices of the project's training split as it is now; None where it has none."""
    clips = project.clips(split="train")
    usable = (clip for clip in clips if clip.scene and clip.state != "excluded")
    return {clip.device for clip in usable if clip.device} or None
