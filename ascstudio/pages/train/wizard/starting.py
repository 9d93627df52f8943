"""Makes the runs of a plan and puts them in line."""

import functools
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from ascstudio.pages.train.wizard.plan import OpenedRecipe, Plan, network_of
from ascstudio.project.names import percent
from ascstudio.project.run_words import settings_words
from ml_core import api

BEST = "best.toml"  # in the folder of a search
PATHS = ("weights", "dir_folder")  # settings that are paths of one computer


def start(project: "api.Project", plan: Plan) -> Path:
    """Make the runs of a plan, each in line after the one it starts from.

    What has to wait for a free core waits; all of them go on without the window.

    Returns:
        Folder of the run that is watched first.

    Raises:
        AscError: a recipe does not fit, or there is such a run already.
        OSError: the worker could not be started.
    """
    title = plan.title
    if plan.flow == "all":
        recipes = [plan.recipe(stage) for stage in plan.stages]
        paths = api.chain_paths(project.runs_dir, plan.name, recipes)
        make = functools.partial(_made, project, plan)
        chain = api.start_chain(
            project.folder, paths, recipes, make, bundle=plan.bundle_path, title=title
        )
        return chain[0].path
    before = None
    inputs = plan.inputs()
    if plan.teachers:
        fusion = api.FuseRecipe(average=plan.answers.average)
        before = _made(project, plan, fusion, plan.fusion_path(), inputs)
        api.rename_run(before.path, f"{title}, fused" if title else "")
        inputs = {"teacher": str(before.path)}
    run = _made(project, plan, plan.recipe(), plan.run_path(), inputs)
    api.rename_run(run.path, title)
    if before is not None:
        names = [before.name, run.name]
        for each in (before, run):
            each.record(chain=names)
        api.enqueue(project.folder, before)
    api.enqueue(project.folder, run, after=before)
    return before.path if before is not None else run.path


def _made(
    project: "api.Project",
    plan: Plan,
    recipe: "api.RunRecipe",
    path: Path,
    inputs: Mapping[str, str],
) -> "api.RunFolder":
    run = api.new_run(path, recipe, inputs)
    if (there := str(plan.computed(recipe.stage))) != "local":
        run.record(compute=there)
    project.add_run(run.path, recipe.stage)
    return run


def start_search(project: "api.Project", plan: Plan, minutes: int, at_once: int = 1) -> Path:
    """Make a search for good settings of the stage of a plan and put it in line.

    Args:
        project: whose runs are tried.
        plan: says where several trials are computed: on its cluster, else in as many processes.
        minutes: to spend at most.
        at_once: trials of a round; 1: one after the other, in one process here.

    Raises:
        AscError: there is nothing to search, or a pack is missing.
        OSError: the worker could not be started.
    """
    inputs = {} if plan.teachers else plan.inputs()
    rounds = at_once if at_once > 1 else 0
    run = api.new_search(project, None, plan.recipe(), inputs, minutes=minutes, at_once=rounds)
    if rounds:
        there = api.Compute.parse(plan.answers.compute)
        run.record(compute=str(there) if there.kind == "ray" else f"processes:{rounds}")
    api.enqueue(project.folder, run)
    return run.path


@cache
def _recipe_at(path: Path, _changed_ns: int) -> "api.Recipe | None":
    try:
        return api.read_recipe(str(path))
    except (api.AscError, OSError, UnicodeDecodeError):
        return None


def best_of_search(search: Path) -> OpenedRecipe | None:
    """The best settings that a search has found so far; None before the first."""
    path = search / BEST
    try:
        recipe = _recipe_at(path, path.stat().st_mtime_ns)
    except OSError:
        return None
    return None if recipe is None else OpenedRecipe(str(path), recipe, _found_words(search))


def _found_words(search: Path) -> str:
    """``68.2 %: peak_lr 0.016, mixup_share 0.19`` of the best trial."""
    try:
        done = [one for one in api.read_trials(search) if one.state == "done"]
    except (api.AscError, OSError, ValueError, TypeError):
        return ""
    best = max((one for one in done if one.value is not None), key=lambda one: one.rank,
               default=None)  # fmt: skip
    if best is None:
        return ""
    return f"{percent(best.value or 0.0)}: {settings_words(best.params)}"


def recipe_names(plan: Plan, name: str) -> list[str]:
    """The files that the recipe of a plan is saved in: of several stages one each."""
    stages = list(enumerate(plan.stages, 1))
    if len(stages) == 1:
        return [f"{name}.toml"]
    return [f"{name}-{number}-{stage}.toml" for number, stage in stages]


def save_recipes(plan: Plan, folder: Path, name: str) -> list[str]:
    """Write the recipe of a plan; of several stages one file each, named after it.

    Paths of this computer are left out: whoever gets it chooses files there.

    Args:
        plan: what is saved.
        folder: to write to.
        name: of the files, without an ending.

    Returns:
        Names of the files.

    Raises:
        AscError: a setting does not fit, or a file cannot be written.
    """
    names = recipe_names(plan, name)
    for file, stage in zip(names, plan.stages, strict=True):
        api.write_text(folder / file, anywhere(plan.recipe(stage)).to_toml())
    return names


def free_name(folder: Path, name: str, files: Callable[[str], list[str]]) -> str:
    """The name, with a number where its files would take the place of others."""
    number, free = 2, name
    while any((folder / file).exists() for file in files(free)):
        free, number = f"{name}-{number}", number + 1
    return free


def anywhere(recipe: "api.Recipe") -> "api.Recipe":
    """A recipe without paths of one computer."""
    here = [name for name in PATHS if getattr(recipe, name, "")]
    return recipe.with_overrides([f'{name}=""' for name in here])


def opened_recipe(path: Path) -> OpenedRecipe:
    """A recipe from a file of somebody else.

    Nothing of their computer is taken over: files have to be chosen here.

    Raises:
        AscError: it is no recipe, of an unknown network, or cannot be read.
    """
    try:
        recipe = anywhere(api.read_recipe(str(path)))
    except (OSError, UnicodeDecodeError) as error:
        raise api.RecipeError(f'"{path.name}" cannot be read as a recipe.') from error
    if network := network_of(recipe):
        api.require_network(network)
    return OpenedRecipe(str(path), recipe)


def learnt_by(project: "api.Project", model: Path) -> "api.RunFolder":
    """The run whose recipe decided what a model learnt: of int8, that of its student.

    Args:
        project: knows the runs of its bundles.
        model: folder of a run, or a bundle.

    Raises:
        AscError: it is not from this project.
    """
    made = next((row.run for row in project.bundles() if row.path == model), model)
    run = api.RunFolder.open(made) if made is not None else api.RunFolder.open(model)
    student = run.provenance.get("inputs", {}).get("student")
    return run if student is None else learnt_by(project, Path(student))
