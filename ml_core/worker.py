"""Runs one stage in this process: the run's folder in, its result out.

The heartbeat starts before torch is imported, so that a run shows life within a second.
"""

import contextlib
import faulthandler
import importlib.metadata
import importlib.util
import platform
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ml_core import __version__, packs, recipes
from ml_core.errors import MissingPack, RecipeError, RunError
from ml_core.planning.estimate import clips_of_scenes, usable_clips
from ml_core.planning.scenes import learnable_scenes
from ml_core.progress import Cancelled, Monitor
from ml_core.project import Project
from ml_core.recipes import (
    DistilRecipe,
    FinetuneRecipe,
    FuseRecipe,
    QuantizeRecipe,
    Recipe,
    RunRecipe,
    SpecialiseRecipe,
    TrainingRecipe,
)
from ml_core.recipes.weights import require_weights
from ml_core.recordings.device_responses import folder_of
from ml_core.runs import RunFolder, as_problem, at_work, fresh_path, new_run
from ml_core.runs.companions import companions, placed
from ml_core.runs.compute import SHAREABLE, Compute, Ranks
from ml_core.runs.followed import Followed, FollowedRun
from ml_core.runs.results import whole_result
from ml_core.runs.scenes import chosen_scenes
from ml_core.stages.students import require_one_network

PACKAGES = ("torch", "torchaudio", "torchao", "onnx", "onnxruntime", "lightning-fabric", "numpy")
SYSTEM = "system-"  # the inputs of a fusion are called system-01 and so on
POLL_S = 0.2
PURPOSES = {
    "finetune": "Fine-tuning a teacher",
    "distil": "Teaching a student",
    "fuse": "Fusing teachers",
    "quantize": "Making a student int8",
    "specialise": "Fitting a student to devices",
}


def start_run(
    project: Project, recipe: RunRecipe, path: Path | None, inputs: Mapping[str, str],
    compute: Compute | None = None,
) -> RunFolder:  # fmt: skip
    """Make the folder of a new run and enter it in the project; nothing is trained yet.

    Args:
        project: whose run it is.
        recipe: decides the stage.
        path: a new folder; None: a fresh name among the project's runs.
        inputs: runs the stage starts from, e.g. ``{"teacher": "/path/of/run"}``.
        compute: where it will be computed; None: here, in one process.

    Raises:
        RecipeError: there is no such network, or published weights or impulse responses are needed
            that are not there.
        CheckpointError: the file of weights is not one of the network.
        RunError: a run to be made int8 holds several networks; a GPU is asked for, and none here.
    """
    require_device(recipe, compute or Compute())
    _require_what_it_starts_from(recipe, inputs)
    run = _fresh_run(project, recipe, inputs) if path is None else new_run(path, recipe, inputs)
    project.add_run(run.path, recipe.stage)
    return run


def _fresh_run(project: Project, recipe: RunRecipe, inputs: Mapping[str, str]) -> RunFolder:
    """A run of a name that nobody has, also of those who make one in the same second."""
    while True:
        path = fresh_path(project.runs_dir, recipe)
        try:
            return new_run(path, recipe, inputs)
        except RunError:
            if not (path / "recipe.toml").exists():
                raise


def require_clips(project: Project, recipe: RunRecipe, inputs: Mapping[str, str]) -> None:
    """Refuse what has nothing to learn from, before there is a run of it.

    Raises:
        ProjectError: the training split has not enough scenes.
        RecipeError: scenes were chosen that it has not.
    """
    chosen = chosen_scenes(recipe, inputs)
    learnable_scenes(clips_of_scenes(usable_clips(project), chosen), chosen)


def require_device(recipe: RunRecipe, compute: Compute) -> None:
    """Refuse what asks for a GPU that is not there, before there is a run of it.

    Raises:
        RunError: there is none here; a cluster may have its own.
    """
    if recipe.torch_device == "cuda" and compute.kind != "ray":
        from ml_core.training.loop import require_gpu

        require_gpu(recipe)


def _require_what_it_starts_from(recipe: RunRecipe, inputs: Mapping[str, str]) -> None:
    """Refuse what would fail at once, before there is a run of it."""
    if isinstance(recipe, TrainingRecipe):
        folder_of(recipe.dir_folder, recipe.dir_share)
    if isinstance(recipe, DistilRecipe):
        recipes.require_network(recipe.network, "student", "ablation")
    if isinstance(recipe, FinetuneRecipe):
        recipes.require_network(recipe.network)
        require_weights(recipe.network, recipe.weights)
        if recipe.weights:
            from ml_core.models.official import require_fitting

            require_fitting(recipe.network, recipe.head, Path(recipe.weights).expanduser())
    if isinstance(recipe, QuantizeRecipe) and "student" in inputs:
        require_one_network(Path(inputs["student"]))


def environment(recipe: RunRecipe) -> dict[str, Any]:
    """What a run is made with; threads and the data's digest follow when they are known."""
    found = {}
    for package in PACKAGES:
        try:
            found[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            continue
    return {
        "version": __version__,
        "seed": recipe.seed,
        "precision": recipe.precision,
        "python": platform.python_version(),
        "machine": platform.machine(),
        "packages": found,
    }


def run_stage(project: Project, run: RunFolder, monitor: Monitor | None = None) -> dict[str, Any]:
    """Run the stage of a run folder to its end, from wherever it was left.

    Args:
        project: the clips.
        run: from ``start_run``, or an earlier run to go on with.
        monitor: hears the progress as well, and may cancel: the run can then be resumed.

    Returns:
        The run's result; at once if it is already done.

    Raises:
        MissingPack: torch is not installed.
        RunError: memory ran out, the disk is full or the GPU is gone.
        AscError: whatever the stage says; it is also written into the run's folder.
        Cancelled: the run was stopped.
    """
    if run.is_done and (done := whole_result(run.path, run.provenance["stage"])) is not None:
        return done
    compute = Compute.parse(run.provenance.get("compute", "local"))
    require_shareable(run.provenance["stage"], compute)
    with contextlib.suppress(OSError, ValueError, RuntimeError):  # stderr may be no file
        faulthandler.enable()  # a crash leaves its name in the log
    with at_work(project.folder, run), _company(project, run, compute):
        return _to_its_end(project, run, monitor)


def require_shareable(stage: str, compute: Compute) -> None:
    """Refuse what several processes cannot train together.

    Raises:
        RunError: the stage is none that trains batch by batch alike whoever hears them.
    """
    if compute.kind in ("processes", "nodes") and stage not in SHAREABLE:
        raise RunError(
            f"{PURPOSES[stage]} runs in one process: its ranges follow the batches as they pass."
            if stage == "quantize"
            else f"{PURPOSES[stage]} runs in one process.",
            hint="Leave out --compute; a teacher and a student can be trained by several.",
        )


@contextlib.contextmanager
def _company(project: Project, run: RunFolder, compute: Compute) -> Iterator[None]:
    """Within, the processes that train together with this one are there."""
    if compute.kind in ("local", "ray"):  # a worker of a cluster runs the same, alone
        yield
        return
    with contextlib.ExitStack() as stack:
        if compute.kind == "nodes":
            stack.enter_context(placed(Ranks.of_launcher()))
        else:
            stage = run.provenance["stage"]
            words = [stage, str(project.folder), "--resume", str(run.path)]
            stack.enter_context(companions(compute.n, words))
        try:
            yield
        finally:
            from ml_core.training.together import part

            part()


def follow(project: Project, path: Path, ranks: Ranks) -> None:
    """Train with the process that keeps the run of this folder, until that one can go on alone.

    Raises:
        RunError: that process has ended.
    """
    from ml_core.training.loop import make_fabric
    from ml_core.training.together import in_words, part

    while not (path / "recipe.toml").is_file():  # torchrun starts all of them at once
        time.sleep(POLL_S)
    run = FollowedRun(path)
    recipe = recipes.parse_run(run.recipe_toml)
    with placed(ranks), contextlib.suppress(Followed):
        fabric = make_fabric(recipe)  # waits until what the run is made from is settled
        try:
            with in_words(fabric):
                _call(project, recipe, run, None)
        finally:
            part()


def _to_its_end(project: Project, run: RunFolder, monitor: Monitor | None) -> dict[str, Any]:
    """The stage of a run that this process holds; what libraries say is put into sentences."""
    recipe = recipes.parse_run(run.recipe_toml)
    require_pack(recipe.stage)
    if not project.read_only:
        project.add_run(run.path, recipe.stage)
    if "packages" not in run.provenance:
        run.record(**environment(recipe))
    try:
        # a run that was ended after its result still owes its bundle
        result = run.result or _call(project, recipe, run, monitor)
        bundle = run.provenance.get("bundle")
        if bundle and not project.read_only:  # else who handed it out writes it
            from ml_core.stages.export_bundle import export_bundle

            export_bundle(run.path, Path(bundle), project)
    except Cancelled:
        raise
    except Exception as error:
        problem = as_problem(error)
        if problem is None:
            raise
        raise problem from error
    return result


def require_pack(stage: str) -> None:
    """Raise MissingPack unless everything that training needs is installed."""
    if any(importlib.util.find_spec(name) is None for name in packs.MODULES["train"]):
        raise MissingPack("train", PURPOSES[stage])


def _call(
    project: Project, recipe: RunRecipe, run: RunFolder, monitor: Monitor | None
) -> dict[str, Any]:
    """Import the stage and call it."""
    inputs = run.provenance.get("inputs", {})
    reports = run.monitor(monitor)
    reports.report(0, None, stage="start")
    if isinstance(recipe, FinetuneRecipe):
        from ml_core.stages.finetune_teacher import finetune_teacher

        return finetune_teacher(project, recipe, run, reports)
    if isinstance(recipe, DistilRecipe):
        from ml_core.stages.distil_student import distil_student

        teacher = inputs.get("teacher")
        return distil_student(project, Path(teacher) if teacher else None, recipe, run, reports)
    if isinstance(recipe, FuseRecipe):
        from ml_core.stages.fuse_teachers import fuse_teachers

        systems = [Path(path) for name, path in sorted(inputs.items()) if name.startswith(SYSTEM)]
        return fuse_teachers(project, systems, recipe, run, reports)
    if "student" not in inputs:
        raise RunError(f'The run "{run.name}" does not say which student it starts from.')
    student = Path(inputs["student"])
    if isinstance(recipe, SpecialiseRecipe):
        from ml_core.stages.specialise_devices import specialise_devices

        return specialise_devices(project, student, recipe, run, reports)
    from ml_core.stages.quantize_student import quantize_student

    return quantize_student(project, student, recipe, run, reports)


def recipe_for(stage: str, name_or_path: str, overrides: list[str]) -> Recipe:
    """A recipe of this stage with ``key=value`` settings replaced.

    Raises:
        RecipeError: there is no such recipe, it is of another stage, or a setting is wrong.
    """
    recipe = recipes.read(name_or_path)
    if recipe.stage != stage:
        raise RecipeError(
            f'"{name_or_path}" is a recipe for "{recipe.stage}", not for "{stage}".',
            hint=f"Choose from {', '.join(recipes.names(stage))}.",
        )
    return recipe.with_overrides(overrides)
