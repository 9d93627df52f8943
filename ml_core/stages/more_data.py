"""How much more data, of which scenes and devices: from the embeddings of a teacher or bundle."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ml_core.bundle.session import Precision
from ml_core.datasets.splits import GroupKind, group_name, group_of
from ml_core.errors import ProjectError
from ml_core.evaluation import learning_curve as curves
from ml_core.evaluation import more_data as gains
from ml_core.evaluation.metrics import Floats
from ml_core.progress import Monitor
from ml_core.project import ClipRow, Project
from ml_core.scenes import SceneSet
from ml_core.stages.clip_embeddings import clip_embeddings
from ml_core.stages.encoder import Encoder, open_encoder
from ml_core.stages.probe import choose_clips

MOST_CLIPS = 12_000  # learnt from at once; of more, every source gives every n-th clip


def more_data(
    source: Path,
    project: Project,
    *,
    split: str = "test",
    minutes: float | None = None,
    repeats: int = curves.REPEATS,
    trainings: int = gains.TRAININGS,
    seed: int = 0,
    precision: Precision = "int8",
    monitor: Monitor | None = None,
) -> dict[str, Any]:
    """The learning curve and what to record next: the JSON of ``asc more-data``.

    A linear classifier learns from the training split as the network hears it and is measured on
    ``split``. Scenes are those of the training split.

    Args:
        source: a run, or a bundle.
        project: whose clips.
        split: measured on.
        minutes: of recording that may be handed out; None: a quarter of what there is.
        repeats: draws of every share of the curve.
        trainings: on random parts, for the gains.
        seed: of all draws.
        precision: of an exported network.
        monitor: told about clips and trainings, and may cancel.

    Raises:
        ProjectError: there is nothing to learn from or to measure.
        AscError: ``source`` holds no network.
    """
    monitor = monitor or Monitor()
    encoder = open_encoder(source, precision)
    learnt, asked, scenes = _choose(project, split)
    kind = group_of([*learnt, *asked])
    train, test = _heard(encoder, project, learnt, asked, scenes, kind, monitor)
    learner = curves.Learner(train, test)
    points = curves.learning_curve(learner, train, repeats=repeats, seed=seed, monitor=monitor)
    groups = test.groups.tolist()
    curve, forecast = curves.summary(points, groups, seed=seed)
    cells = gains.Cells.of(train, test)
    trained = gains.run_trainings(
        learner, train, cells, trainings=trainings, seed=seed, monitor=monitor
    )
    fitted = gains.fit_gains(cells, trained, groups, seed=seed)
    rows, whole = gains.to_do(fitted, list(scenes), minutes)
    return {
        "network": encoder.name, "backend": encoder.backend, "split": split,
        "scenes": list(scenes), "devices": list(cells.devices),
        "n_train": len(learnt), "n_learnt": len(train), "n_clips": len(asked),
        "n_groups": len(set(groups)), "grouped_by": kind,
        "train_minutes": sum(clip.duration_s for clip in learnt) / 60,
        "curve": curve, "forecast": forecast, "to_do": rows, "total": whole,
        "cells": _cell_rows(cells, test, points[-1].correct[0], list(scenes)),
    }  # fmt: skip


def _choose(project: Project, split: str) -> tuple[list[ClipRow], list[ClipRow], SceneSet]:
    learnt, asked, scenes = choose_clips(project, split)
    if len(scenes) < 2 or not asked:
        raise ProjectError(
            "How much more data would help needs training clips of at least two scenes, and clips "
            "of them to measure on.",
            hint="Label clips and split them: asc split PROJECT --by location.",
        )
    if split == "train":
        raise ProjectError(
            "What was learnt cannot tell how much more data would help.",
            hint="Choose another split: asc split PROJECT --by location makes one.",
        )
    return learnt, asked, scenes


def _heard(
    encoder: Encoder,
    project: Project,
    learnt: Sequence[ClipRow],
    asked: Sequence[ClipRow],
    scenes: SceneSet,
    kind: GroupKind,
    monitor: Monitor,
) -> tuple[curves.Clips, curves.Clips]:
    """Training clips, thinned where there are too many, and test clips, as the network hears."""
    kept = _thinned(learnt, kind)
    x = clip_embeddings(encoder, project, [*kept, *asked], monitor)
    seconds = sum(clip.duration_s for clip in learnt)
    return (
        _clips(x[: len(kept)], kept, scenes, kind, seconds),
        _clips(x[len(kept) :], asked, scenes, kind),
    )


def _thinned(clips: Sequence[ClipRow], kind: GroupKind) -> list[ClipRow]:
    """All clips, or of too many every n-th of each source: no source is left out."""
    every = -(-len(clips) // MOST_CLIPS)
    if every < 2:
        return list(clips)
    ordered = sorted(clips, key=lambda clip: (group_name(clip, kind), clip.segment_id))
    place: dict[tuple[str, str | None, str | None], int] = {}
    kept = []
    for clip in ordered:
        cell = (group_name(clip, kind), clip.scene, clip.device)
        if place.setdefault(cell, 0) % every == 0:
            kept.append(clip)
        place[cell] += 1
    return kept


def _clips(
    embeddings: Floats,
    clips: Sequence[ClipRow],
    scenes: SceneSet,
    kind: GroupKind,
    seconds: float | None = None,
) -> curves.Clips:
    """``seconds`` is what thinned clips stand for together."""
    length = np.array([clip.duration_s for clip in clips])
    return curves.Clips(
        embeddings=embeddings,
        scene=np.array([scenes.index(clip.scene or "") for clip in clips], dtype=np.int64),
        groups=np.array([group_name(clip, kind) for clip in clips]),
        devices=np.array([clip.device or "" for clip in clips]),
        seconds=length * (1.0 if seconds is None else seconds / length.sum()),
        n_scenes=len(scenes),
    )


def _cell_rows(
    cells: gains.Cells, test: curves.Clips, correct: curves.Bools, scenes: Sequence[str]
) -> list[dict[str, Any]]:
    """What there is of every scene on every device, and how it fares with all of it."""
    n = np.bincount(cells.test, minlength=cells.amounts.size)
    right = np.bincount(cells.test, weights=correct, minlength=cells.amounts.size)
    have = cells.amounts.ravel() * cells.clip_s / 60
    return [
        {
            "scene": scene,
            "device": device,
            "minutes": float(have[place]),
            "n_test": int(n[place]),
            "accuracy": float(right[place] / n[place]) if n[place] else None,
        }
        for place, (scene, device) in enumerate(
            (scene, device) for scene in scenes for device in cells.devices
        )
    ]
