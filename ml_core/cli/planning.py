"""The verb of asc that looks before a run starts: estimate."""

import argparse
import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ml_core.cli.console import Console
from ml_core.cli.numbers import duration
from ml_core.cli.training import DEFAULT_RECIPES, add_settings
from ml_core.errors import UnwritableFile
from ml_core.project import Project
from ml_core.runs import RunFolder

if TYPE_CHECKING:
    from ml_core.planning import Estimate


def add_verbs(verbs: "argparse._SubParsersAction[Any]", common: argparse.ArgumentParser) -> None:
    """Register this module's verbs."""
    parser = verbs.add_parser(
        "estimate", parents=[common], help="what a run would take, and what speaks against it",
        description="Says before a run how long it would take on this computer when nothing else "
        "runs, how much memory, disk and budget, and what is wrong with the clips. Trains nothing.",
    )  # fmt: skip
    parser.add_argument(
        "stage", choices=sorted(DEFAULT_RECIPES), metavar="STAGE",
        help=", ".join(sorted(DEFAULT_RECIPES)),
    )  # fmt: skip
    parser.add_argument("project", type=Path, metavar="PROJECT")
    parser.add_argument("--recipe", help="name or TOML file; default: as the stage")
    add_settings(parser)
    parser.add_argument("--teacher", type=Path, metavar="RUN", help="of a student")
    parser.add_argument("--student", type=Path, metavar="RUN", help="that is made int8 or fitted")
    parser.add_argument(
        "--measure", action="store_true", help="try a few steps first; they are remembered"
    )
    parser.set_defaults(run=show_estimate)


def show_estimate(arguments: argparse.Namespace, console: Console) -> None:
    """Time, memory, disk and size on this machine, and all findings, the gravest first."""
    from ml_core import worker
    from ml_core.planning import check_before_run, estimate_run, usable_clips
    from ml_core.planning.speeds import remember

    name = arguments.recipe or DEFAULT_RECIPES[arguments.stage]
    recipe = worker.recipe_for(arguments.stage, name, arguments.settings)
    inputs = {
        key: str(RunFolder.open(path.absolute()).path)
        for key in ("teacher", "student")
        if (path := getattr(arguments, key)) is not None
    }
    with Project.open(arguments.project) as project:
        if arguments.measure:
            worker.require_pack(arguments.stage)
            from ml_core.stages.measure import measure_speed

            key, speed = measure_speed(project, recipe, inputs, console.monitor())
            with contextlib.suppress(UnwritableFile):  # then it is measured again next time
                remember(key, speed)
        clips = usable_clips(project)
        cost = estimate_run(project, recipe, inputs, clips=clips)
        findings = check_before_run(project, recipe, inputs, clips)
    blocked = any(finding.level == "block" for finding in findings)
    answer = {
        "estimate": cost.to_dict(),
        "findings": [finding.to_dict() for finding in findings],
        "blocked": blocked,
    }
    lines = [f"{one.level:5} {one.title}. {one.sentence}".rstrip() for one in findings]
    console.result(answer, "\n".join([*lines, _line(cost)]))


def _line(cost: "Estimate") -> str:
    low, high = duration(cost.seconds.low), duration(cost.seconds.high)
    return (
        f"{low} to {high} on this computer ({cost.measured}), "
        f"{cost.memory_bytes / 1e9:.1f} GB of memory, {cost.disk_bytes / 1e6:.0f} MB of disk"
    )
