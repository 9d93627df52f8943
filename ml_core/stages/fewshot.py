"""Few-shot episodes with a frozen network, on any labelled clips: the way new scenes are taught."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from ml_core.bundle.session import Precision
from ml_core.datasets.splits import GroupKind, group_name, group_of
from ml_core.errors import NotEnoughSupport, ProjectError
from ml_core.evaluation import fewshot as episodic
from ml_core.evaluation import metrics
from ml_core.evaluation.fewshot import Draws, Episode, Material
from ml_core.progress import Monitor
from ml_core.project import ClipRow, Project
from ml_core.scenes import SceneSet
from ml_core.stages.encoder import open_encoder

Support = Literal["clip", "window"]


def fewshot(
    source: Path,
    project: Project,
    *,
    shots: Sequence[int] = (5,),
    episodes: int = 300,
    scenes: Sequence[str] | None = None,
    unknown: Sequence[str] = (),
    support: Support = "clip",
    strength: float = episodic.STRENGTH,
    seed: int = 0,
    precision: Precision = "int8",
    monitor: Monitor | None = None,
) -> dict[str, Any]:
    """Draw episodes over all labelled clips and average: the JSON of ``asc fewshot``.

    Splits play no part. Support and query never share a location, or a source where there are
    too few locations. The figures at the top are those of the logistic regression.

    Args:
        source: a bundle, or a run folder.
        project: whose clips; its scenes may be others than the network's.
        shots: K, one or several; the clips are heard once, the top shows the last.
        episodes: draws of every K.
        scenes: to be told apart; None: all that have two groups and are not ``unknown``.
        unknown: scenes that are only there to be refused.
        support: what one shot is: a whole clip, the mean over its windows like what is asked, or
            a single window.
        strength: C of the logistic regression, above 0.
        seed: of the draws.
        precision: of an exported network.
        monitor: told about every clip.

    Raises:
        ProjectError: a scene has no clips, or there are fewer than two scenes.
        NotEnoughSupport: a scene has clips of one group only.
        AscError: ``source`` holds no network.
    """
    encoder = open_encoder(source, precision)
    pool = choose_clips(project, scenes, unknown)
    heard = encoder.hear(pool.clips, project.cache_dir, monitor or Monitor())
    material = Material.of(
        heard.clip_embeddings(len(pool.clips)),
        pool.scene,
        pool.groups,
        len(pool.known),
        windows=(heard.embeddings, heard.clip) if support == "window" else None,
    )
    by_shots = {}
    for k in shots:
        drawn = episodic.draw_episodes(material, k, episodes, seed)
        taught = episodic.run_episodes(material, drawn, strength=strength)
        by_shots[str(k)] = {"shots": k, **_answer(taught, drawn, material, pool, encoder.scenes)}
    return {
        **by_shots[str(shots[-1])],
        **({"by_shots": by_shots} if len(shots) > 1 else {}),
        "episodes": episodes, "support": support, "c": strength, "seed": seed,
        **pool.facts(),
        "unknown_scenes": sorted(set(unknown)),
        "n_windows": len(heard.clip), "network": encoder.name, "backend": encoder.backend,
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pool:
    """What episodes draw from.

    Attributes:
        clips: with scenes to be told apart, and those that are only there to be refused.
        known: the scenes to be told apart.
        kind: what groups them.
        left_out: scenes with clips of one group only.
    """

    clips: tuple[ClipRow, ...]
    known: SceneSet
    kind: GroupKind
    left_out: tuple[str, ...]

    @property
    def groups(self) -> list[str]:
        """Of every clip: its location or source."""
        return [group_name(clip, self.kind) for clip in self.clips]

    @property
    def scene(self) -> npt.NDArray[np.int64]:
        """(N,) indices into ``known``, or UNKNOWN."""
        return np.array([_index(self.known, clip) for clip in self.clips], dtype=np.int64)

    def facts(self) -> dict[str, Any]:
        """For the answer."""
        return {
            "scenes": list(self.known),
            "left_out": list(self.left_out),
            "grouped_by": self.kind,
            "n_groups": len(set(self.groups)),
            "n_clips": len(self.clips),
        }


def choose_clips(project: Project, scenes: Sequence[str] | None, unknown: Sequence[str]) -> Pool:
    """Choose what episodes draw from.

    Raises:
        ProjectError, NotEnoughSupport: as :func:`fewshot`.
    """
    usable = [clip for clip in project.clips() if clip.scene and clip.state != "excluded"]
    there = {clip.scene for clip in usable if clip.scene}
    if missing := sorted({*(scenes or ()), *unknown} - there):
        raise ProjectError(
            f'No clip has the scene "{missing[0]}".', hint=f"There are: {', '.join(sorted(there))}."
        )
    if both := sorted(set(scenes or ()) & set(unknown)):
        raise ProjectError(f'"{both[0]}" cannot be both known and unknown.', hint="Name it once.")
    wanted = set(scenes) if scenes is not None else there - set(unknown)
    clips = [clip for clip in usable if clip.scene in wanted]
    kind = group_of(clips)
    if kind == "location" and _single(clips, "location"):
        kind = "source"  # a scene of one place only can still be drawn from different recordings
    single = _single(clips, kind)
    if single and scenes is not None:
        raise NotEnoughSupport(
            f'All clips of "{single[0]}" come from one {kind}: none would be left to ask.',
            hint="Import recordings from other places, or leave it out with --scenes.",
        )
    known = SceneSet(tuple(sorted(wanted - set(single))))
    if len(known) < 2:
        raise ProjectError(
            "Few-shot episodes need at least two scenes, each with clips from two sources.",
            hint="Label clips of more scenes, or import recordings from other places.",
        )
    kept = {*known, *unknown}
    return Pool(tuple(clip for clip in usable if clip.scene in kept), known, kind, tuple(single))


def _single(clips: Sequence[ClipRow], kind: GroupKind) -> list[str]:
    """Scenes all of whose clips are of one group."""
    groups: dict[str, set[str]] = {}
    for clip in clips:
        groups.setdefault(clip.scene or "", set()).add(group_name(clip, kind))
    return sorted(scene for scene, found in groups.items() if len(found) < 2)


def _index(known: SceneSet, clip: ClipRow) -> int:
    return known.index(clip.scene or "") if clip.scene in known.names else episodic.UNKNOWN


def _answer(
    taught: Mapping[str, Draws],
    drawn: Sequence[Episode],
    material: Material,
    pool: Pool,
    trained: SceneSet,
) -> dict[str, Any]:
    """Every figure of one K."""
    known = pool.known
    methods = {
        name: _method(draws, material, pool.groups, known, trained)
        for name, draws in taught.items()
    }
    scene_of_shot = material.scene[material.clip_of_shot]
    n_shots = np.bincount(
        scene_of_shot[np.concatenate([episode.shots for episode in drawn])], minlength=len(known)
    )
    return {
        **methods["logistic"],
        "methods": methods,
        # fewer than asked for where a scene has not that many on its teaching side
        "shots_per_scene": {
            scene: float(n) / len(drawn) for scene, n in zip(known, n_shots, strict=True)
        },
    }


def _method(
    draws: Draws, material: Material, groups: Sequence[str], known: SceneSet, trained: SceneSet
) -> dict[str, Any]:
    accuracy = episodic.mean_interval(draws.accuracy)
    asked = draws.asked > 0
    share = draws.right / np.maximum(draws.asked, 1)
    by_group = metrics.bootstrap_by_group(
        share[asked], [group for group, is_asked in zip(groups, asked, strict=True) if is_asked]
    )
    per_scene = {scene: _share(draws, material.scene == index) for index, scene in enumerate(known)}
    seen = np.isin(material.scene, [known.index(name) for name in known if name in trained.names])
    unseen = ~seen & (material.scene >= 0)
    answer: dict[str, Any] = {
        "accuracy": accuracy.value,
        "ci95": [accuracy.low, accuracy.high],
        "ci95_by_group": [by_group.low, by_group.high],
        "macro_accuracy": float(draws.macro_accuracy.mean()),
        "map": float(draws.average_precision.mean()),
        "per_scene": per_scene,
        **_seen_and_unseen(draws, seen, unseen),
    }
    for name, values in (("auroc", draws.auroc), ("oscr", draws.oscr), ("fpr95", draws.fpr95)):
        answer[name] = float(values.mean()) if len(values) else None
    return answer


def _share(draws: Draws, clips: npt.NDArray[np.bool_]) -> float | None:
    """Share of right answers about some clips; None where they were never asked."""
    asked = int(draws.asked[clips].sum())
    return float(draws.right[clips].sum() / asked) if asked else None


def _seen_and_unseen(
    draws: Draws, seen: npt.NDArray[np.bool_], unseen: npt.NDArray[np.bool_]
) -> dict[str, float | None]:
    """Accuracy on scenes the network was trained on and on others, and their harmonic mean."""
    old, new = _share(draws, seen), _share(draws, unseen)
    both = None
    if old is not None and new is not None:
        both = 2 * old * new / (old + new) if old + new > 0 else 0.0
    return {"seen": old, "unseen": new, "harmonic_mean": both}
