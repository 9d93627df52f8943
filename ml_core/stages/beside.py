"""Two embeddings of the same clips side by side: a teacher beside its student, or any two."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from ml_core.bundle.session import Precision
from ml_core.errors import AscError, ProjectError, RunError
from ml_core.evaluation import geometry
from ml_core.evaluation.openset import normalise
from ml_core.evaluation.projection import pca, tsne
from ml_core.progress import Monitor
from ml_core.project import ClipRow, Project
from ml_core.runs import RunFolder
from ml_core.stages.encoder import open_encoder
from ml_core.stages.measured import lineage, model_name

Layout = Literal["pca", "tsne"]
MOST = 3000  # clips on both maps


def lay_beside(
    left: Path,
    right: Path,
    project: Project,
    *,
    layout: Layout = "pca",
    split: str = "test",
    precision: Precision = "int8",
    most: int = MOST,
    monitor: Monitor | None = None,
) -> dict[str, Any]:
    """Maps of the same clips in two embeddings; the right one is turned to lie like the left.

    Args:
        left: a bundle or a run, e.g. the teacher.
        right: another, e.g. the student.
        project: whose clips.
        layout: at once, or clearer.
        split: which labelled clips.
        precision: of exported files.
        most: of more clips as many are drawn by lot, always the same ones.
        monitor: told about every clip.

    Returns:
        Per clip ``segment_ids``, ``scenes``, ``devices``; for ``left`` and ``right`` their
        ``name``, ``points`` [x, y] within -1 to 1, and ``geometry`` of the embedding itself.

    Raises:
        ProjectError: there are too few clips.
        AscError: there is no network in one of them.
        MissingPack: a float run without torch, or a t-SNE without the lab pack.
    """
    monitor = monitor or Monitor()
    clips = _chosen(project, split, most)
    names = sorted({clip.scene or "" for clip in clips})
    scene = np.array([names.index(clip.scene or "") for clip in clips], dtype=np.int64)
    sides: dict[str, dict[str, Any]] = {}
    for key, source in (("left", left), ("right", right)):
        encoder = open_encoder(source, precision)
        x = encoder.hear(clips, project.cache_dir, monitor).clip_embeddings(len(clips))
        sides[key] = {
            "name": model_name(source),
            "backend": encoder.backend,
            "points": _placed(x, layout, monitor),
            "geometry": geometry.describe(x, scene).to_dict(),
        }
    sides["right"]["points"] = turned_like(sides["left"]["points"], sides["right"]["points"])
    return {
        "layout": layout,
        "split": split,
        "n_clips": len(clips),
        "segment_ids": [clip.segment_id for clip in clips],
        "scenes": [clip.scene for clip in clips],
        "devices": [clip.device for clip in clips],
        **{key: side | {"points": side["points"].round(4).tolist()} for key, side in sides.items()},
    }


def _chosen(project: Project, split: str, most: int) -> list[ClipRow]:
    clips = [c for c in project.clips(split=split) if c.scene and c.state != "excluded"]
    if len(clips) < 3:
        raise ProjectError(
            f'The split "{split}" has {len(clips)} labelled clips: too few for a map.',
            hint="Label clips and split them: asc split PROJECT --by location.",
        )
    if len(clips) <= most:
        return clips
    chosen = np.random.default_rng(0).choice(len(clips), most, replace=False)
    return [clips[place] for place in np.sort(chosen)]


def _placed(
    embeddings: npt.NDArray[np.float32], layout: Layout, monitor: Monitor
) -> npt.NDArray[np.float64]:
    """(N, D) -> (N, 2) around zero, the farthest clip at distance 1."""
    directions = normalise(embeddings - embeddings.mean(axis=0))
    places = pca(directions) if layout == "pca" else tsne(directions, monitor)
    wide = places.astype(np.float64) - places.mean(axis=0)
    return np.asarray(wide / max(float(np.linalg.norm(wide, axis=1).max()), 1e-12))


def turned_like(
    model: npt.NDArray[np.float64], places: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """``places`` turned, and mirrored if need be, to lie as near to ``model`` as can be.

    Orthogonal Procrustes (Schönemann, 1966): distances within the map stay as they are.

    Args:
        model: (N, 2).
        places: (N, 2) of the same clips.

    Returns:
        (N, 2).
    """
    u, _, v = np.linalg.svd(places.T @ model)
    return np.asarray(places @ (u @ v))


def teacher_of(source: Path, project: Project) -> Path:
    """The teacher that a student, or the int8 run made of it, was taught by.

    Raises:
        RunError: none is known.
    """
    for run in lineage(source, project):
        teacher = run.provenance.get("inputs", {}).get("teacher")
        if teacher and (Path(teacher) / "recipe.toml").is_file():
            return Path(teacher)
    raise RunError(
        f'The teacher of "{model_name(source)}" is not known.',
        hint="Name what to lay it beside: --against RUN.",
    )


def taught_and_untaught(source: Path, project: Project) -> tuple[Path, Path] | None:
    """A taught student, and one of the same network that had no teacher; None without a pair.

    Of several untaught ones the latest that is done and knows the same scenes.
    """
    taught = next((run for run in lineage(source, project) if _taught(run)), None)
    if taught is None or taught.result is None:
        return None
    for row in project.runs():
        try:
            other = RunFolder.open(row.path)
            alike = row.stage == "distil" and not _taught(other) and _alike(taught, other)
        except AscError:
            continue
        if alike:
            return taught.path, other.path
    return None


def _taught(run: RunFolder) -> bool:
    facts = run.provenance
    return facts.get("stage") == "distil" and "teacher" in facts.get("inputs", {})


def _alike(run: RunFolder, other: RunFolder) -> bool:
    """Whether another run is done and trained the same network for the same scenes."""
    mine, theirs = run.result or {}, other.result
    if theirs is None or mine.get("scenes") != theirs.get("scenes"):
        return False
    recipes: Sequence[dict[str, Any]] = [one.recipe for one in (run, other)]
    return all(
        recipes[0].get(key) == recipes[1].get(key) for key in ("network", "head", "front_end")
    )
