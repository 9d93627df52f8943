"""What was answered and not started yet, in the folder of the project."""

import contextlib
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from ascstudio.pages.train.flows import Flow, SourceRun
from ascstudio.pages.train.wizard.plan import SEVERAL, Answers, OpenedRecipe, Plan
from ascstudio.pages.train.wizard.weights import look_at_weights
from ml_core import api

FOLDER = "drafts"
PLAIN = ("source", "average", "teacher", "way", "network", "goal", "pace", "method",
         "within_budget", "title", "compute")  # fmt: skip
LATER = {"compute": "local"}  # what drafts of earlier versions do not say


def write(plan: Plan) -> bool:
    """Keep the answers; False where the project cannot be written: they live with the window."""
    answers = plan.answers
    table: dict[str, Any] = {name: getattr(answers, name) for name in PLAIN}
    table["together"] = list(answers.together)
    table["weights"] = {name: str(file.path) for name, file in answers.weights.items()}
    table["opened"] = {
        stage: {"name": given.name, "toml": given.recipe.to_toml()}
        for stage, given in answers.opened.items()
    }
    table["changes"] = {stage: dict(rows) for stage, rows in answers.changes.items()}
    try:
        api.write_text(_path(plan.folder, plan.flow), json.dumps(table))
    except (api.AscError, OSError):
        return False
    return True


def read(folder: Path, flow: Flow, runs: Sequence[SourceRun]) -> Answers | None:
    """The answers of a draft; None where there is none that still makes sense."""
    try:
        table = api.from_json(_path(folder, flow).read_text("utf-8"))
        return _checked(flow, folder, table, runs)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, api.AscError):
        return None


def forget(folder: Path, flow: Flow) -> None:
    """The draft was started, or is not wanted."""
    with contextlib.suppress(OSError):
        _path(folder, flow).unlink()


def _checked(
    flow: Flow, folder: Path, table: Mapping[str, Any], runs: Sequence[SourceRun]
) -> Answers | None:
    kinds = {field.name: type(getattr(Answers(""), field.name)) for field in fields(Answers)}
    plain = {name: {**LATER, **table}[name] for name in PLAIN}
    if any(type(value) is not kinds[name] for name, value in plain.items()):
        return None
    known = {str(run.path) for run in runs}
    together = tuple(path for path in table["together"] if path in known)
    answers = Answers(time.strftime("%Y%m%d-%H%M%S"), together=together)
    weights = {
        name: look_at_weights(Path(path))
        for name, path in table["weights"].items()
        if Path(path).is_file()
    }
    opened = {
        stage: OpenedRecipe(given["name"], api.parse_recipe(given["toml"]))
        for stage, given in table["opened"].items()
    }
    answers = replace(
        answers, **plain, weights=weights, opened=opened,
        changes={stage: dict(rows) for stage, rows in table["changes"].items()},
    )  # fmt: skip
    if Path(answers.source).is_absolute() and answers.source not in known:
        return None  # the run it started from is gone
    if answers.source == SEVERAL and len(together) < 2:
        return None
    source = next((run for run in runs if str(run.path) == answers.source), None)
    plan = Plan(flow, folder, source, answers)
    api.Compute.parse(answers.compute)
    for recipe in plan.recipes():  # they fit
        if network := getattr(recipe, "network", ""):
            api.require_network(network)
    return answers if plan.steps else None


def _path(folder: Path, flow: Flow) -> Path:
    return folder / FOLDER / f"{flow}.json"
