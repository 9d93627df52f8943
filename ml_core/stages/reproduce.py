"""Run a published system from its table and set its numbers beside the published ones."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Protocol

from ml_core import recipes
from ml_core.errors import ProjectError, RecipeError, RunError
from ml_core.project import Project
from ml_core.recipes import TrainingRecipe, systems
from ml_core.recipes.systems import Step, System
from ml_core.recordings.device_responses import read_responses
from ml_core.runs import RunFolder

# What a recipe has when it only has to show that it runs.
MINIATURE: Mapping[str, Any] = {
    "epochs": 1, "head_epochs": 1, "warmup_epochs": 0.0, "hold_until_epoch": 0.0,
    "fall_until_epoch": 0.0, "frozen_epochs": 0, "calibration_batches": 1,
}  # fmt: skip
MINIATURE_LIMITS: Mapping[str, int] = {"batch_size": 16, "head_batch_size": 16, "crd_negatives": 64}
RESPONSES_RATE_HZ = 16_000  # at which responses are only tried; every step reads them at its own
_WHOLE_NUMBERS = ("epochs", "head_epochs", "frozen_epochs", "warmup_steps")
_PARTIAL_EPOCHS = ("warmup_epochs", "hold_until_epoch", "fall_until_epoch", "restart_epochs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a system is run here. Everything but the defaults departs from the published protocol."""

    weights: Mapping[str, Path] = field(default_factory=dict)
    without: bool = False  # steps whose weights are not there are left out
    epochs_scale: float = 1.0
    miniature: bool = False  # one epoch, one seed, small batches: does it run at all?
    percent: int = 0  # of the training data; 0: by the number of training clips, else 100
    responses: Path | None = None  # folder of device impulse responses
    torch_device: str = "auto"
    settings: tuple[str, ...] = ()  # key=value, for every step that knows the key

    def __post_init__(self) -> None:
        if not (math.isfinite(self.epochs_scale) and self.epochs_scale > 0):
            raise RecipeError("The scale of the epochs must be above 0.", hint="Choose 0.1.")
        if unknown := sorted(self.weights.keys() - systems.weights().keys()):
            raise RecipeError(
                f"No step needs weights named {', '.join(unknown)}.",
                hint=f"Known are: {', '.join(systems.weights())}.",
            )
        for name, path in self.weights.items():
            if not path.is_file():
                raise RecipeError(f'There is no file "{path}".', hint=f"It was given as {name}.")
        if self.responses is not None and not self.responses.is_dir():
            raise RecipeError(
                f'There is no folder "{self.responses}".', hint="It was given for --responses."
            )


class Workshop(Protocol):
    """Carries out runs; finished ones answer at once, others go on where they were left."""

    def run(self, recipe: TrainingRecipe, path: Path, inputs: Mapping[str, str]) -> dict[str, Any]:
        """A run of any stage; returns its result."""

    def fuse(self, runs: Sequence[Path], path: Path, *, average: bool) -> dict[str, Any]:
        """Several finished teachers as one; returns its result."""


def reproduce(
    system: System,
    project: Project,
    folder: Path,
    options: Options,
    workshop: Workshop,
    say: Callable[[str], None] = lambda _text: None,
) -> dict[str, Any]:
    """Run every step that is not yet done and compare.

    Args:
        system: the steps and the published figures.
        project: its clips, already divided into training and test.
        folder: where the runs go, one folder each.
        options: how.
        workshop: carries out one run.
        say: hears one sentence per step.

    Returns:
        ``rows`` of {step, metric, published, measured}, all shares of 1; ``steps``; ``protocol``.

    Raises:
        RecipeError: a file of weights is needed and not there, or responses cannot be used.
        ProjectError: the project has no training or test clips.
        RunError: a run in ``folder`` was made by another recipe.
    """
    n_train, n_test = (_n_clips(project, split) for split in ("train", "test"))
    left_out = _left_out(system, options)
    if options.responses is not None:
        read_responses(options.responses, RESPONSES_RATE_HZ)  # now, not hours later
    seeds = 1 if options.miniature else max(step.seeds for step in system.steps)
    course = _Course(folder, options, n_train, workshop, say)
    for step in system.steps:
        if step.name in left_out:
            course.leave_out(step)
        else:
            course.carry_out(step, seeds)
    percent = options.percent or _percent(n_train)
    return {
        "system": system.name,
        "source": system.source,
        "note": system.note,
        "folder": str(folder),
        "protocol": {
            "percent": percent,
            "train_clips": n_train,
            "test_clips": n_test,
            "departures": _departures(system, options, (n_train, n_test), percent, left_out),
        },
        "steps": course.told,
        "rows": compare(system, course.results, percent),
    }


@dataclass(frozen=True, slots=True)
class _Course:
    """Carries the steps out, one after the other.

    Attributes:
        paths: finished runs by step.
        told: a row for every run, and every step that made none.
        results: of the first run of every step.
    """

    folder: Path
    options: Options
    n_train: int
    workshop: Workshop
    say: Callable[[str], None]
    paths: dict[str, tuple[Path, ...]] = field(default_factory=dict)
    told: list[dict[str, Any]] = field(default_factory=list)
    results: dict[str, dict[str, Any]] = field(default_factory=dict)

    def leave_out(self, step: Step) -> None:
        """Say why a step makes no run."""
        reason = _what_is_needed(step.weights)
        self.told.append({"name": step.name, "state": "left out", "reason": reason})
        self.say(f"{step.name} is left out: {reason}")

    def carry_out(self, step: Step, seeds: int) -> None:
        """Make all runs of a step; those that are done answer at once."""
        sources = tuple(path for name in step.fuse for path in self.paths.get(name, ()))
        if step.fuse and len(sources) < 2:
            self.paths[step.name] = sources  # nothing to fuse: the one teacher, or none
            state = "one teacher alone" if sources else "no teacher"
            self.told.append({"name": step.name, "state": state})
            return
        self.paths[step.name] = tuple(self.folder / name for name in step.runs(seeds))
        for seed, path in enumerate(self.paths[step.name]):
            self.say(f"{path.name}: {step.recipe or 'fuse'}")
            if step.fuse:
                result = self.workshop.fuse(sources, path, average=step.average)
            else:
                recipe = recipe_of(step, self.options, self.n_train, seed=seed)
                _require_same(path, recipe)
                result = self.workshop.run(recipe, path, _inputs(step, self.paths))
            self.results.setdefault(step.name, result)
            self.told.append(_step_row(step, path, result))


def recipe_of(step: Step, options: Options, n_train: int, *, seed: int = 0) -> TrainingRecipe:
    """The recipe of a step as it is run here."""
    recipe = _builtin(step.recipe)
    settings = [*step.settings, f"seed={seed}", f"torch_device={options.torch_device}"]
    if step.weights:
        settings.append(f'weights="{options.weights[step.weights].absolute().as_posix()}"')
    if step.warmup_steps:
        n_steps = math.ceil(n_train * recipe.windows_per_clip / recipe.batch_size)
        settings.append(f"warmup_epochs={min(step.warmup_steps / n_steps, float(recipe.epochs))}")
    if options.responses is not None and recipe.dir_share:
        settings.append(f'dir_folder="{options.responses.absolute().as_posix()}"')
    recipe = recipe.with_overrides(settings)
    recipe = _miniature(recipe) if options.miniature else _scaled(recipe, options.epochs_scale)
    known = {one.name for one in fields(recipe)}
    return recipe.with_overrides(
        [text for text in options.settings if text.partition("=")[0].strip() in known]
    )


def _builtin(name: str) -> TrainingRecipe:
    recipe = recipes.builtin(name)
    assert isinstance(recipe, TrainingRecipe), f"{name} trains nothing"
    return recipe


def _scaled(recipe: TrainingRecipe, scale: float) -> TrainingRecipe:
    """The same course of training over fewer or more epochs; never less than one."""
    if scale == 1.0:
        return recipe
    known = {one.name for one in fields(recipe)}
    changes: dict[str, Any] = {name: getattr(recipe, name) * scale for name in _PARTIAL_EPOCHS}
    for name in known.intersection(_WHOLE_NUMBERS):
        value = getattr(recipe, name)
        changes[name] = max(1, round(value * scale)) if value else 0
    return replace(recipe, **changes)


def _miniature(recipe: TrainingRecipe) -> TrainingRecipe:
    known = {one.name for one in fields(recipe)}
    changes = {
        name: min(value, getattr(recipe, name)) for name, value in MINIATURE.items()
        if name in known
    } | {
        name: min(most, getattr(recipe, name)) for name, most in MINIATURE_LIMITS.items()
        if name in known
    }  # fmt: skip
    return replace(recipe, **changes)


def _inputs(step: Step, paths: Mapping[str, tuple[Path, ...]]) -> dict[str, str]:
    """The runs a step starts from; a student without a teacher learns alone."""
    inputs = {}
    for name in ("teacher", "student"):
        source = getattr(step, name)
        if source and paths.get(source):
            inputs[name] = str(paths[source][0])
    return inputs


def _require_same(path: Path, recipe: TrainingRecipe) -> None:
    """Refuse to go on with a run that was made otherwise."""
    if not (path / "recipe.toml").is_file():
        return
    there = type(recipe).from_toml(RunFolder.open(path).recipe_toml)
    if replace(there, torch_device=recipe.torch_device, threads=recipe.threads) != recipe:
        raise RunError(
            f'"{path.name}" was made by another recipe, or with other options.',
            hint="Repeat the options of the first call, or choose another folder with --out.",
        )


def _left_out(system: System, options: Options) -> set[str]:
    """Steps whose weights are not there, if they may be left out.

    Raises:
        RecipeError: they may not, or nothing would be left.
    """
    missing = [
        step for step in system.steps if step.weights and step.weights not in options.weights
    ]
    if not missing:
        return set()
    needs = " ".join(dict.fromkeys(_what_is_needed(step.weights) for step in missing))
    rest = [step for step in system.steps if step not in missing and step.recipe]
    if not options.without or not rest:
        hint = "Without them: --without leaves these steps out." if rest else ""
        raise RecipeError(f"{system.name} starts from published weights. {needs}", hint=hint)
    return {step.name for step in missing}


def _what_is_needed(name: str) -> str:
    known = systems.weights()[name]
    return (
        f"Give --weights {name}=PATH: {known.file}, {known.megabytes:.0f} MB, {known.licence}, "
        f"published at {known.page}."
    )


def _n_clips(project: Project, split: str) -> int:
    clips = project.clips(split=split)
    n_labelled = sum(clip.scene is not None and clip.state != "excluded" for clip in clips)
    if not n_labelled:
        raise ProjectError(
            f'No labelled clip is in the split "{split}".',
            hint="Import the table, then: asc split PROJECT --files train=FILE test=FILE.",
        )
    return n_labelled


def _percent(n_train: int) -> int:
    """Which of the published subsets has so many clips; 100 if none."""
    return next((p for p, n in systems.TRAINING_CLIPS.items() if n == n_train), 100)


def _departures(
    system: System, options: Options, n_clips: tuple[int, int], percent: int, left_out: set[str]
) -> list[str]:
    """Sentences on how this is not the published protocol."""
    expected = systems.TRAINING_CLIPS[percent]
    used = [step.recipe for step in system.steps if step.recipe and step.name not in left_out]
    convolves = any(_builtin(name).dir_share for name in used)
    said = [
        (options.miniature, "A miniature: one epoch, one seed, small batches."),
        (options.epochs_scale != 1, f"Epochs times {options.epochs_scale:g}."),
        (bool(left_out), f"Left out: {', '.join(sorted(left_out))}."),
        (n_clips[0] != expected, f"{n_clips[0]} training clips instead of {expected}."),
        (
            n_clips[1] != systems.TEST_CLIPS,
            f"{n_clips[1]} test clips instead of {systems.TEST_CLIPS}.",
        ),
        (
            convolves and options.responses is None,
            "Device responses are synthesised ones of our own (--responses FOLDER for others).",
        ),
        (bool(options.settings), f"Settings: {', '.join(options.settings)}."),
    ]
    return [sentence for applies, sentence in said if applies]


def _step_row(step: Step, path: Path, result: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": path.name,
        "step": step.name,
        "state": "done",
        "recipe": step.recipe or None,
        "run": str(path),
        "accuracy": result.get("accuracy"),
        "macro_accuracy": result.get("macro_accuracy"),
    }


def compare(
    system: System, results: Mapping[str, Mapping[str, Any]], percent: int
) -> list[dict[str, Any]]:
    """Published figures and what was measured; None where a step was left out.

    Of a step with several seeds the first run counts, as in the chain.
    """
    rows = []
    for figure in system.published(percent):
        measured = measure(results.get(figure.step, {}), figure.metric)
        rows.append(
            {
                "step": figure.step,
                "metric": figure.metric,
                "percent": figure.percent or None,
                "published": figure.value,
                "measured": measured,
                "difference": None if measured is None else measured - figure.value,
            }
        )
    return rows


def measure(result: Mapping[str, Any], metric: str) -> float | None:
    """One figure of a run's result, by its published name."""
    kind, _, name = metric.partition(" ")
    if kind == "device":
        return result.get("per_device", {}).get(name)
    if kind == "scene":
        return _scene_accuracy(result.get("confusion", {"scenes": [], "counts": []}), name)
    if name == "devices":
        by_device = result.get("per_device", {})
        found = [by_device[one] for one in systems.DEVICE_GROUPS[kind] if one in by_device]
        return sum(found) / len(found) if found else None
    return result.get(metric)


def _scene_accuracy(confusion: Mapping[str, Any], scene: str) -> float | None:
    """Share of a scene's clips that were recognised; None where it has none."""
    if scene not in confusion["scenes"]:
        return None
    index = confusion["scenes"].index(scene)
    row = confusion["counts"][index]
    return row[index] / sum(row) if sum(row) else None
