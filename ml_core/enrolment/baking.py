"""Bake: the recipes that made a bundle, once more, with the taught places among its scenes.

The new student learns old and new scenes together from the project's clips: all old ones are
replayed, so that nothing has to be held fast by other means. Network, teacher and settings stay
those of the bundle, and with them its budget; its certificate comes from the same stages.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from ml_core.bundle import Bundle
from ml_core.datasets.splits import group_name, group_of
from ml_core.errors import AscError, ProjectError, RunError
from ml_core.project import ClipRow, Project
from ml_core.project.folding import folded
from ml_core.recipes import (
    DistilRecipe,
    FinetuneRecipe,
    FuseRecipe,
    QuantizeRecipe,
    Recipe,
    TrainingRecipe,
    parse_run,
)
from ml_core.runs import RunFolder
from ml_core.runs.chain import MakeRun, chain_paths, start_chain

STAGES = ("finetune", "distil", "quantize")
MAX_BYTES = 128_000  # of int8 weights: the limit of the DCASE challenge
FLOAT_BYTES = 4
ENOUGH_TO_TEST = 4  # recordings of a place: then one in four is kept for the test


@dataclass(frozen=True, slots=True)
class BakePlan:
    """What baking would do; nothing is changed yet.

    Attributes:
        places: the taught places, as the project's labels call them.
        scenes: what the new student will know, old and new.
        recipes: of the chain: a teacher if the bundle had one, the student, int8.
        n_clips: clips of every place, those for the test among them.
        seconds: sound of every place.
        divided: the place's clips that are in no part yet, and which they get.
    """

    places: tuple[str, ...]
    scenes: tuple[str, ...]
    recipes: tuple[Recipe, ...]
    n_clips: Mapping[str, int]
    seconds: Mapping[str, float]
    divided: Mapping[int, str]


def plan_bake(
    bundle: Bundle,
    project: Project,
    given: Mapping[str, Recipe] | None = None,
    settings: Mapping[str, Sequence[str]] | None = None,
) -> BakePlan:
    """How to make the bundle's taught places part of a new student.

    Args:
        bundle: its places that are not muted are baked.
        project: holds the clips of the old scenes, and the places' under their names.
        given: a recipe by stage, in place of the one that made the bundle.
        settings: ``key=value`` by stage, in place of those in the recipes.

    Raises:
        AscError: nothing was taught.
        ProjectError: the project holds no clips of a place, or too few of an old scene.
        RunError: how the bundle was made cannot be told from the project: give the recipe. Or
            the same network with more scenes would be over the limit that the bundle keeps.
    """
    taught = [scene.name for scene in bundle.enrolled if not scene.details.get("muted")]
    if not taught:
        raise AscError(
            f'"{bundle.manifest.name}" was taught no place that could be baked.',
            hint="Teach one first: asc enrol BUNDLE SCENE FILE... --out OUT.ascbundle.",
        )
    labelled = [clip for clip in project.clips() if clip.scene and clip.state != "excluded"]
    places = tuple(_label_of(name, labelled) for name in taught)
    scenes = (*bundle.manifest.scenes, *places)
    text = TrainingRecipe.scenes_text(scenes)
    recipes = [
        replace(one.with_overrides((settings or {}).get(one.stage, ())), scenes=text)
        for one in _recipes(bundle, project, given or {})
    ]
    _require_budget(bundle, recipes, places)
    of = {place: [clip for clip in labelled if clip.scene == place] for place in places}
    divided: dict[int, str] = {}
    for clips in of.values():
        divided |= _divide(clips)
    _require_old_scenes(bundle, labelled)
    return BakePlan(
        places,
        scenes,
        tuple(recipes),
        {place: len(clips) for place, clips in of.items()},
        {place: sum(clip.duration_s for clip in clips) for place, clips in of.items()},
        divided,
    )


def start_bake(
    bundle: Bundle, project: Project, plan: BakePlan, make: MakeRun, *, name: str, out: Path,
    title: str = "",
) -> list[RunFolder]:  # fmt: skip
    """Divide the places' clips, which can be undone, and put the runs of a plan in line.

    Args:
        bundle: whose places they are; the last run remembers it.
        project: where the runs go.
        plan: of ``plan_bake``.
        make: makes one run of a recipe, its folder and what it starts from.
        name: of the runs.
        out: where the new bundle is written.
        title: what people call the runs.

    Raises:
        AscError: whatever ``make`` says.
    """
    if plan.divided:
        project.set_split(plan.divided)
    paths = chain_paths(project.runs_dir, name, plan.recipes)
    chain = start_chain(project.folder, paths, plan.recipes, make, bundle=out, title=title)
    chain[-1].record(
        baked={
            "places": list(plan.places), "from": bundle.manifest.name,
            "fingerprint": bundle.fingerprint,
        }
    )  # fmt: skip
    return chain


def _label_of(name: str, labelled: Sequence[ClipRow]) -> str:
    """What the project calls a place: its name, however it is written."""
    labels = dict.fromkeys(clip.scene for clip in labelled if clip.scene)
    alike = [label for label in labels if _plain(label) == _plain(name)]
    if not alike:
        raise ProjectError(
            f'The project has no clips of "{name}".',
            hint=f"Import its recordings and label them {name}; baking learns from sound.",
        )
    return name if name in alike else alike[0]


def _plain(name: str) -> str:
    return folded(name.replace("_", " ")).strip()


def _divide(clips: Sequence[ClipRow]) -> dict[int, str]:
    """Parts for the clips that have none: whole recordings, one in four for the test.

    With fewer than four recordings all are learned from.
    """
    kind = group_of(clips)
    groups = np.unique([group_name(clip, kind) for clip in clips])
    known = {clip.split for clip in clips}
    may_test = len(groups) >= ENOUGH_TO_TEST and "test" not in known
    order = np.random.default_rng(0).permutation(groups)
    tested = set(order[: len(groups) // ENOUGH_TO_TEST].tolist()) if may_test else set()
    tested -= {group_name(clip, kind) for clip in clips if clip.split == "train"}
    return {
        clip.segment_id: "test" if group_name(clip, kind) in tested else "train"
        for clip in clips
        if clip.split is None
    }


def _require_budget(bundle: Bundle, recipes: Sequence[Recipe], places: Sequence[str]) -> None:
    """More scenes take more room: said before an hour of training, not after it."""
    same = any(
        isinstance(one, DistilRecipe) and one.network == bundle.manifest.training.get("network")
        for one in recipes
    )
    sizes = bundle.manifest.complexity
    if not same or not sizes.get("within", {}).get("dcase"):
        return
    of_one = FLOAT_BYTES * bundle.manifest.embedding_size  # heads stay float
    most = int((MAX_BYTES - sizes["bytes"]) // of_one)
    if len(places) > most:
        raise RunError(
            f"With {len(places)} more scenes the student would take"
            f" {(sizes['bytes'] + len(places) * of_one) / 1000:.1f} kB of at most"
            f" {MAX_BYTES / 1000:.0f}; there is room for {most}.",
            hint="Mute some places, or choose a smaller student: --distil RECIPE.",
        )


def _require_old_scenes(bundle: Bundle, labelled: Sequence[ClipRow]) -> None:
    """Replay needs the sounds that the bundle was trained on."""
    there = {clip.scene for clip in labelled if clip.split == "train"}
    if missing := [scene for scene in bundle.manifest.scenes if scene not in there]:
        raise ProjectError(
            f"The project has no training clips of: {', '.join(missing)}.",
            hint="Bake in the project that the bundle was trained in: it replays the old scenes.",
        )


def _recipes(bundle: Bundle, project: Project, given: Mapping[str, Recipe]) -> list[Recipe]:
    """Of the teacher if there was one, of the student and of int8."""
    run = _run_of(bundle, project)
    student = _input(run, "student")
    teacher = _input(student, "teacher")
    found: dict[str, Any] = {
        "quantize": given.get("quantize") or _recipe_of(run, bundle, "quantize"),
        "distil": given.get("distil") or _recipe_of(student, bundle, "student"),
    }
    if "finetune" in given:
        found["finetune"] = given["finetune"]
    elif teacher is not None:
        found["finetune"] = parse_run(teacher.recipe_toml)
    elif bundle.manifest.training.get("teacher"):
        raise RunError(
            f'The teacher of "{bundle.manifest.name}" is not among the runs of this project.',
            hint="Say how to make one: --finetune RECIPE.",
        )
    wanted = {"finetune": FinetuneRecipe, "distil": DistilRecipe, "quantize": QuantizeRecipe}
    for stage, recipe in found.items():
        if isinstance(recipe, FuseRecipe) or not isinstance(recipe, wanted[stage]):
            raise RunError(
                f'"{bundle.manifest.name}" was made by several networks that speak as one.',
                hint=f"Choose one in their place: --{stage} RECIPE.",
            )
    return [found[stage] for stage in STAGES if stage in found]


def _run_of(bundle: Bundle, project: Project) -> RunFolder | None:
    """The quantization that the bundle, or one of the same network, comes from."""
    rows = [row.run for row in project.bundles() if row.fingerprint == bundle.fingerprint]
    rows += [row.path for row in project.runs() if row.stage == "quantize"]
    for path in filter(None, rows):
        try:
            run = RunFolder.open(path)
        except AscError:
            continue
        if (run.result or {}).get("fingerprint") == bundle.fingerprint:
            return run
    return None


def _input(run: RunFolder | None, name: str) -> RunFolder | None:
    """A run that a run starts from, if it is still there."""
    path = None if run is None else run.provenance.get("inputs", {}).get(name)
    if path is None:
        return None
    try:
        return RunFolder.open(Path(path))
    except AscError:
        return None


def _recipe_of(run: RunFolder | None, bundle: Bundle, kind: str) -> Recipe | FuseRecipe:
    """The recipe of a run; where it is gone, what the bundle says of it.

    Nothing of the computer the bundle was made on is taken over.
    """
    if run is not None:
        return parse_run(run.recipe_toml)
    told = bundle.manifest.training.get("recipes", {})
    table = dict(told.get(kind) or {}) if isinstance(told, Mapping) else {}
    stage = table.pop("stage", None)
    kinds: dict[str, type[Recipe]] = {"distil": DistilRecipe, "quantize": QuantizeRecipe}
    if stage not in kinds:
        raise RunError(
            f'"{bundle.manifest.name}" does not say how it was made.',
            hint="Bake in the project that it was trained in, or give the recipes.",
        )
    return kinds[stage].from_table({**table, "dir_folder": ""})
