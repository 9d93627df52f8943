"""A search as a run: made, and gone on with from wherever it was left."""

import importlib.util
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ml_core.errors import MissingPack, RunError
from ml_core.progress import Monitor
from ml_core.project import Project
from ml_core.recipes import Recipe
from ml_core.runs import RunFolder, at_work, results
from ml_core.search.facts import SearchFacts
from ml_core.search.running import STAGE, Search, result_of
from ml_core.search.space import Dimension, space_of
from ml_core.search.sweeping import HandOut, Sweep


def new_search(
    project: Project,
    path: Path | None,
    recipe: Recipe,
    inputs: Mapping[str, str],
    *,
    minutes: float,
    space: Sequence[Dimension] = (),
    trials: int | None = None,
    seed: int = 0,
    at_once: int = 0,
) -> RunFolder:
    """Make the folder of a search; nothing is tried yet.

    Args:
        project: whose runs are tried.
        path: a new folder; None: a fresh name among the project's runs.
        recipe: where the search begins, and what it does not change.
        inputs: runs that every trial starts from, e.g. ``{"teacher": "/path/of/run"}``.
        minutes: that may be spent.
        space: what is tried; empty: what :func:`space_of` says.
        trials: at most so many; None: as many as there is time for.
        seed: of what is tried.
        at_once: trials are drawn and run in rounds of so many, see ``sweeping``; 0: one after
            the other, each with all that is known.

    Raises:
        RecipeError: there is nothing to search.
        RunError: there already is a run in this folder.
        MissingPack: Optuna or torch is not installed.
    """
    require_packs()
    space = tuple(space) or space_of(recipe, has_teacher="teacher" in inputs)
    path = path or _fresh_path(project.runs_dir, recipe)
    facts = {
        "inputs": dict(inputs), "started": time.time(), "searches": recipe.stage,
        "minutes": minutes, "trials": trials, "seed": seed,
        "space": [one.to_dict() for one in space], "at_once": at_once,
    }  # fmt: skip
    run = RunFolder.create(path, STAGE, recipe.to_toml(), facts)
    project.add_run(run.path, STAGE)
    return run


def require_packs() -> None:
    """Raise MissingPack unless a search can run."""
    if any(importlib.util.find_spec(name) is None for name in ("optuna", "torch")):
        raise MissingPack("train", "Searching for good settings")


def _fresh_path(runs_dir: Path, recipe: Recipe) -> Path:
    stem = f"{STAGE}-{recipe.stage}-{time.strftime('%Y%m%d-%H%M%S')}"
    path, number = runs_dir / stem, 2
    while path.exists():
        path, number = runs_dir / f"{stem}-{number}", number + 1
    return path


def grant(run: RunFolder, minutes: float | None) -> None:
    """Let a search take so many minutes in all; None: as it was said before.

    With more of them a search that had come to its end is to go on.
    """
    before = SearchFacts.read(run).minutes
    if minutes is None or minutes == before:
        return
    if minutes > before:
        (run.path / results.FILE).unlink(missing_ok=True)
    if run.result is None:
        run.record(minutes=minutes)


def run_search(
    project: Project,
    run: RunFolder,
    monitor: Monitor | None = None,
    *,
    minutes: float | None = None,
    hand_out: HandOut | None = None,
) -> dict[str, Any]:
    """Search until the time is spent, from wherever it was left.

    A trial that was killed with the search goes on where it was; one that still goes on is
    followed.

    Args:
        project: whose runs are tried.
        run: from ``new_search``, or an earlier search to go on with.
        monitor: hears the progress as well, and may cancel: the search can then be resumed.
        minutes: to be spent in all; None: as it was said before. With more of them a search that
            had come to its end goes on.
        hand_out: runs the trials of a search in rounds.

    Returns:
        The search's result; at once if it is already done.

    Raises:
        RunError: the recipe itself cannot be trained, or trials fail one after the other.
        Cancelled: the search was stopped.
    """
    require_packs()
    grant(run, minutes)
    if (done := result_of(run)) is not None:
        return done
    at_once = SearchFacts.read(run).at_once
    with at_work(project.folder, run):
        if not at_once:
            return Search(project, run, run.monitor(monitor)).go_on()
        if hand_out is None:
            raise RunError(f'"{run.name}" tries in rounds.', hint="Go on with asc search --resume.")
        mine = run.monitor(monitor)
        return Sweep(project, run, mine, at_once=at_once, hand_out=hand_out).go_on()
