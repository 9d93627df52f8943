"""Make several finished runs speak as one teacher."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from ml_core.datasets.holding_out import hold_out
from ml_core.datasets.splits import group_name, group_of
from ml_core.errors import RunError
from ml_core.evaluation import metrics
from ml_core.project import ClipRow, Project
from ml_core.recipes import FuseRecipe
from ml_core.runs import RunFolder, RunMonitor
from ml_core.stages import prepare
from ml_core.stages.cache_teacher import OVERLAP, cached, check_scenes
from ml_core.stages.teachers import System, Teacher, open_systems, save_fusion
from ml_core.training.fusion import Fusion, cross_fitted, fit_fusion
from ml_core.training.loop import make_fabric
from ml_core.training.passes import Pass, report
from ml_core.training.teacher import fuse_passes, on_first_grid
from ml_core.training.windows import Indices, generator


def fuse_teachers(
    project: Project,
    runs: Sequence[Path],
    recipe: FuseRecipe,
    run: RunFolder,
    monitor: RunMonitor | None = None,
) -> dict[str, Any]:
    """Find how to weigh the systems, keep that as a teacher and return the run's result.

    The weights are fitted on the sources that every system held out for validation. Where there are
    none, they are fitted on the training sources, which the systems have learnt: then they favour
    whoever learnt them by heart, and ``fitted_on`` says so. ``cross_fitted`` has figures on the
    clips of the fit, each fused by weights fitted on other sources.

    Args:
        project: the clips.
        runs: at least two finished runs with networks.
        recipe: whether to fit, and how.
        run: its folder.
        monitor: the run's; None: a fresh one.

    Raises:
        RunError, ProjectError, CheckpointError: see their messages.
    """
    monitor = monitor or run.monitor()
    if len(runs) < 2:
        raise RunError("A fusion needs at least two runs.", hint="See asc runs PROJECT.")
    systems = open_systems(runs)
    data = prepare.read_split(project, run, monitor)
    check_scenes(Teacher(run.name, systems, Fusion.average(len(systems), len(data.scenes))), data)
    fusion, result = fuse(systems, data, recipe, monitor)
    save_fusion(run.path, systems, fusion)
    run.write_result(result)
    return result


def fuse(
    systems: Sequence[System], data: prepare.Data, recipe: FuseRecipe, monitor: RunMonitor
) -> tuple[Fusion, dict[str, Any]]:
    """Find how to weigh the systems, and how they do on the test split; nothing is kept."""
    device = make_fabric(recipe).device
    fusion = Fusion.average(len(systems), len(data.scenes))
    facts: dict[str, Any] = {"fitted_on": "nothing", "n_fitted_on": 0, "cross_fitted": None}
    if not recipe.average:
        held_out = held_out_by_all(data, systems)
        clips = held_out or data.train
        heard = _hear_windows(systems, data, clips, device, monitor)
        fusion = fit_fusion(heard.logits, heard.scene, heard.share, l2=recipe.l2)
        facts["fitted_on"] = "held-out sources" if held_out else "training sources"
        facts["n_fitted_on"] = len(clips)
        facts["cross_fitted"] = _cross_fitted(heard, clips, recipe)
    return fusion, {
        **_tested(systems, fusion, data, device, monitor),
        "network": " + ".join(system.card.network for system in systems),
        "scenes": list(data.scenes),
        "weights": list(fusion.weights),
        "biases": list(fusion.biases),
        **facts,
    }


def held_out_by_all(data: prepare.Data, systems: Sequence[System]) -> tuple[ClipRow, ...]:
    """Training clips that no system has learnt; none, unless they show every scene.

    A system trained on other clips than the project has now is taken to have learnt all of them.
    """
    held: set[int] = {clip.segment_id for clip in data.train}
    for system in systems:
        recipe = system.run.recipe
        same = system.run.provenance.get("data_digest") == data.digest
        share = float(recipe.get("validation_share", 0.0)) if same else 0.0
        seed = int(recipe.get("validation_seed", -1))
        seed = int(recipe.get("seed", 0)) if seed == -1 else seed
        _, validation = hold_out(data.train, share, seed)
        held &= {clip.segment_id for clip in validation}
    clips = tuple(clip for clip in data.train if clip.segment_id in held)
    return clips if {clip.scene for clip in clips} == set(data.scenes) else ()


@dataclass(frozen=True, slots=True)
class Heard:
    """What all systems said about the windows of some clips."""

    logits: Tensor  # (S, W, K)
    first: Indices  # (N + 1,) row where each clip begins
    scene: Tensor  # (W,)
    share: Tensor  # (W,) 1 / windows of its clip

    def of_clips(self, rows: Tensor) -> np.ndarray:
        """(N, K): mean softmax of windows (W, K) over every clip."""
        passed = Pass(rows.cpu().numpy(), np.zeros((len(rows), 0), np.float32), self.first)
        return passed.clip_scores()


def _hear_windows(
    systems: Sequence[System],
    data: prepare.Data,
    clips: Sequence[ClipRow],
    device: torch.device,
    monitor: RunMonitor,
) -> Heard:
    """All training clips are heard: a student of this fusion will ask for the same."""
    passes = [cached(system, data, data.train, device, monitor) for system in systems]
    said = on_first_grid(passes, [system.grid(OVERLAP) for system in systems])
    first, wanted = said[0].first, {clip.segment_id for clip in clips}
    chosen = np.array([clip.segment_id in wanted for clip in data.train])
    counts = np.diff(first)[chosen]
    rows = np.repeat(chosen, np.diff(first))
    return Heard(
        torch.from_numpy(np.stack([one.logits[rows] for one in said])).to(device),
        np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        torch.from_numpy(np.repeat(data.scene_indices(clips).numpy(), counts)).to(device),
        torch.from_numpy(np.repeat(1 / counts, counts)).to(device),
    )


def _cross_fitted(
    heard: Heard, clips: Sequence[ClipRow], recipe: FuseRecipe
) -> Mapping[str, Any] | None:
    """Clip accuracy and log loss of the average and of weights from other sources."""
    kind = group_of(clips)
    names = [group_name(clip, kind) for clip in clips]
    groups = generator(recipe.seed).permutation(sorted(set(names)))
    if len(groups) < 2:
        return None
    fold_of = {name: place % recipe.folds for place, name in enumerate(groups)}
    fold = np.repeat([fold_of[name] for name in names], np.diff(heard.first))
    fused = cross_fitted(heard.logits, heard.scene, heard.share, fold, l2=recipe.l2)
    average = Fusion.average(len(heard.logits), fused.shape[1])
    truth = heard.scene.cpu().numpy()[heard.first[:-1]]

    def figures(rows: Tensor) -> dict[str, float]:
        scores = heard.of_clips(rows)
        right = metrics.accuracy(truth, scores.argmax(axis=1))
        return {"accuracy": right, "log_loss": metrics.log_loss(truth, scores)}

    return {"averaged": figures(average(heard.logits)), "fused": figures(fused)}


def _tested(
    systems: Sequence[System],
    fusion: Fusion,
    data: prepare.Data,
    device: torch.device,
    monitor: RunMonitor,
) -> dict[str, Any]:
    """The fusion on the test split; beside it the plain average and every system alone."""
    if not data.test:
        return {"accuracy": None, "n_clips": 0, "systems": [{"run": s.run.name} for s in systems]}
    passes = [cached(s, data, data.test, device, monitor, stage="test", overlap=1) for s in systems]
    grids = [system.grid(1) for system in systems]
    average = Fusion.average(len(systems), len(data.scenes))

    def figures(passed: Pass) -> dict[str, Any]:
        return report(passed, data.source(data.test, systems[0].card.front_end), data.scenes)

    def brief(passed: Pass) -> dict[str, Any]:
        whole = figures(passed)
        return {name: whole[name] for name in ("accuracy", "macro_accuracy", "per_device")}

    fused = fuse_passes(passes, grids, fusion)
    return {
        **figures(fused),
        "systems": [
            {"run": system.run.name, **brief(passed)}
            for system, passed in zip(systems, passes, strict=True)
        ],
        "averaged": brief(fuse_passes(passes, grids, average)),
        "fused": brief(fused),
    }
