"""The verb of asc that looks for good settings: search."""

import argparse
import shlex
from pathlib import Path
from typing import Any

from ml_core import recipes
from ml_core.cli.computing import of_many
from ml_core.cli.console import Console
from ml_core.cli.numbers import positive, seed, whole_number
from ml_core.errors import RecipeError, RunError
from ml_core.progress import Cancelled
from ml_core.project import Project
from ml_core.recipes import QuantizeRecipe
from ml_core.runs import RunFolder, enqueue, launch_run
from ml_core.runs.compute import Compute

USUAL = 4  # trials in a round of a cluster, where nobody said
NEW_ONLY = ("recipe", "student", "teacher", "settings", "space", "out", "seed", "trials", "at_once")


def add_verbs(verbs: "argparse._SubParsersAction[Any]", common: argparse.ArgumentParser) -> None:
    """Register this module's verb."""
    parser = verbs.add_parser(
        "search", parents=[common], help="try settings of a stage for so many minutes"
    )
    parser.add_argument("project", metavar="PROJECT", type=Path)
    parser.add_argument("student", nargs="?", type=Path, metavar="RUN", help="to be made int8")
    parser.add_argument("--recipe", metavar="NAME|FILE", help="where the search begins")
    parser.add_argument("--minutes", type=positive, metavar="N", help="to spend at most")
    parser.add_argument("--trials", type=whole_number, metavar="N", help="at most so many")
    parser.add_argument("--teacher", type=Path, metavar="RUN", help="of every student tried")
    parser.add_argument("--set", action="append", metavar="KEY=VALUE", dest="settings")
    parser.add_argument(
        "--space", action="append", metavar="KEY=LOW:HIGH[:log]|A,B,C",
        help="try this instead of what is usual (may be repeated)",
    )  # fmt: skip
    parser.add_argument("--seed", type=seed, metavar="N", help="of what is tried (0)")
    parser.add_argument(
        "--at-once", type=whole_number, metavar="K",
        help="draw and run trials in rounds of K (with --compute: its processes, or 4)",
    )  # fmt: skip
    parser.add_argument(
        "--compute", metavar="WHERE",
        help="where the trials of a round run: local (default), one after the other; processes:N; "
        "ray or ray:HOST:PORT",
    )  # fmt: skip
    parser.add_argument("--out", type=Path, metavar="RUN", help="folder of the search")
    parser.add_argument("--resume", type=Path, metavar="RUN", help="go on with this search")
    when = parser.add_mutually_exclusive_group()
    when.add_argument(
        "--detach", action="store_true", help="start in the background and return at once"
    )
    when.add_argument(
        "--queue", action="store_true", help="the same, but wait for a free core in line"
    )
    parser.set_defaults(run=search)


def search(arguments: argparse.Namespace, console: Console) -> None:
    """Search, or go on with a search, and say which run is the best."""
    from ml_core.cluster.trials import trials_on
    from ml_core.search import run_search
    from ml_core.search.searches import grant

    with Project.open(arguments.project) as project:
        run = _search_of(arguments, project)
        folder = arguments.project.absolute()
        compute = _compute_of(run, arguments.compute)
        if arguments.queue or arguments.detach:  # whoever goes on with it asks its folder
            grant(run, arguments.minutes)
            if str(compute) != run.provenance.get("compute", "local"):
                run.record(compute=str(compute))
        if arguments.queue:
            started = run.path in enqueue(folder, run)
            words = "started" if started else "waits for a free core"
            console.result({"run": str(run.path), "started": started}, f"{run.path} {words}")
            return
        if arguments.detach:
            pid = launch_run(folder, run)
            console.result({"run": str(run.path), "pid": pid}, f"{run.path} (process {pid})")
            return
        try:
            with trials_on(project, compute) as hand_out:
                result = run_search(
                    project, run, console.monitor(), minutes=arguments.minutes, hand_out=hand_out
                )
        except (Cancelled, KeyboardInterrupt):
            if run.path.is_dir() and run.status().state == "paused":
                words = shlex.join(
                    ["asc", "search", str(arguments.project), "--resume", str(run.path)]
                )
                console.say(f"To go on: {words}")
            raise
    console.result({"run": str(run.path), "result": result}, "\n".join(_lines(result)))


def _compute_of(run: RunFolder, wanted: str | None) -> Compute:
    """Where trials run: as it was said now, or else when the search began.

    Raises:
        RunError: this search tries one after the other, each with all that is known.
    """
    compute = of_many(wanted or run.provenance.get("compute", "local"))
    if compute.kind != "local" and not run.provenance.get("at_once"):
        raise RunError(
            f'"{run.name}" tries one after the other.',
            hint="Leave out --compute, or begin a new search with --at-once K.",
        )
    return compute


def _search_of(arguments: argparse.Namespace, project: Project) -> RunFolder:
    """The search to go on with, or a new one."""
    from ml_core import worker
    from ml_core.search import new_search, parse_dimension
    from ml_core.search.sweeping import require_rounds

    if arguments.resume is not None:
        if any(getattr(arguments, name) is not None for name in NEW_ONLY):
            raise RunError(
                "A search goes on as it began; only --minutes may change.",
                hint="Leave the rest out, or start a new search.",
            )
        run = RunFolder.open(arguments.resume.absolute())
        if run.provenance.get("stage") != "search":
            raise RunError(f'"{run.name}" is not a search.')
        return run
    if arguments.recipe is None or arguments.minutes is None:
        raise RecipeError(
            "A search needs a recipe to begin with and the minutes it may take.",
            hint="For instance: asc search PROJECT --recipe distil-default --minutes 30.",
        )
    recipe = recipes.read(arguments.recipe).with_overrides(arguments.settings or [])
    inputs = {
        name: str(RunFolder.open(path.absolute()).path)
        for name in ("teacher", "student")
        if (path := getattr(arguments, name)) is not None
    }
    if isinstance(recipe, QuantizeRecipe) and "student" not in inputs:
        raise RunError("Which student?", hint="Name its run: asc search PROJECT RUN ...")
    compute = of_many(arguments.compute or "local")
    at_once = arguments.at_once or {"local": 0, "processes": compute.n}.get(compute.kind, USUAL)
    require_rounds(at_once, arguments.trials)
    worker.require_device(recipe, compute)
    worker.require_clips(project, recipe, inputs)
    run = new_search(
        project, arguments.out.absolute() if arguments.out else None, recipe, inputs,
        minutes=arguments.minutes, trials=arguments.trials, seed=arguments.seed or 0,
        at_once=at_once, space=[parse_dimension(text, recipe) for text in arguments.space or []],
    )  # fmt: skip
    if compute.kind != "local":
        run.record(compute=str(compute))
    return run


def _lines(result: dict[str, Any]) -> list[str]:
    first = result["first_val_accuracy"]
    began = "" if first is None else f", {first:.3f} with the recipe as it was"
    counts = f"{result['n_trials']} trials, {result['n_given_up']} given up"
    lines = [
        result["best_run"],
        f"Accuracy {result['val_accuracy']:.3f} on the validation part{began}; {counts}.",
    ]
    if result["accuracy"] is not None:
        lines.append(f"Accuracy {result['accuracy']:.3f} on the test split.")
    lines += [f"  {name} = {value}" for name, value in result["changed"].items()]
    return [*lines, f"To learn from all training clips with it: --recipe {result['recipe']}"]
