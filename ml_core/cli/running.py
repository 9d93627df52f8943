"""Verbs of asc for several runs: all the way, the line, the trash and room on disk."""

import argparse
import contextlib
import functools
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ml_core.cli import computing
from ml_core.cli.console import Console
from ml_core.cli.training import DEFAULT_RECIPES, add_settings
from ml_core.errors import RunError, UnwritableFile
from ml_core.progress import Monitor
from ml_core.project import Project
from ml_core.recipes import RunRecipe
from ml_core.runs import (
    RunFolder,
    empty_trash,
    explain_end,
    in_trash,
    list_runs,
    prune_run,
    rename_run,
    restore_run,
    revive_runs,
    start_next,
    start_now,
    title_of,
    with_places,
)
from ml_core.runs.chain import chain_of, chain_paths, resume_chain, start_chain
from ml_core.runs.compute import Compute
from ml_core.runs.trash import TRASH

STAGES = ("finetune", "distil", "quantize")
FOLLOW_S = 0.3


def add_verbs(verbs: "argparse._SubParsersAction[Any]", common: argparse.ArgumentParser) -> None:
    """Register this module's verbs."""
    parser = verbs.add_parser(
        "all", parents=[common],
        help="a teacher, a student, int8 and its bundle, one after another",
        description="From labelled clips to a file for the device: fine-tunes a teacher, teaches "
        "a student, makes it int8 and writes its bundle. Three runs of which each starts "
        "when the one before is done; killed or switched off, they go on with --resume.",
    )  # fmt: skip
    parser.add_argument("project", type=Path, metavar="PROJECT")
    for stage in STAGES:
        parser.add_argument(
            f"--{stage}", metavar="RECIPE", help=f"default: {DEFAULT_RECIPES[stage]}"
        )
    add_settings(parser, "STAGE.KEY=VALUE")
    parser.add_argument("--name", help="of the runs and the bundle; default: the time")
    parser.add_argument("--title", default="", help="what people call them")
    parser.add_argument("--out", type=Path, metavar="BUNDLE", help="default: among the project's")
    parser.add_argument("--resume", type=Path, metavar="RUN", help="any run of the chain")
    parser.add_argument("--detach", action="store_true", help="return at once; it goes on")
    computing.add_compute(parser)
    parser.set_defaults(run=all_the_way)

    parser = verbs.add_parser(
        "queue", parents=[common], help="the runs that wait, in their order",
        description="Lists the runs that wait for a free core or for another run, in their order. "
        "Starts what has room, and what a restart of the computer had ended.",
    )  # fmt: skip
    parser.add_argument("project", type=Path, metavar="PROJECT")
    parser.add_argument("--now", type=Path, metavar="RUN", help="start this one at once")
    parser.set_defaults(run=queue)

    parser = verbs.add_parser(
        "trash",
        parents=[common],
        help="runs that were thrown away",
        description="Lists the runs that were discarded; they can come back until it is emptied.",
    )
    parser.add_argument("project", type=Path, metavar="PROJECT")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--restore", metavar="NAME", help="take it out again")
    what.add_argument("--empty", action="store_true", help="delete all of it for good")
    parser.set_defaults(run=trash)

    parser = verbs.add_parser(
        "rename", parents=[common], help="call a run something else",
        description="Says what people call a run, also while it goes on; its folder stays.",
    )  # fmt: skip
    parser.add_argument("run_folder", type=Path, metavar="RUN")
    parser.add_argument("title", metavar="TITLE", help='at most 80 characters; "" takes it away')
    parser.set_defaults(run=rename)

    parser = verbs.add_parser(
        "prune", parents=[common], help="delete what finished runs need no more",
        description="Deletes of finished runs the state to go on from, mostly two thirds of their "
        "room; their networks, curves and results stay.",
    )  # fmt: skip
    parser.add_argument("runs", nargs="+", type=Path, metavar="RUN")
    parser.set_defaults(run=prune_runs)


def all_the_way(arguments: argparse.Namespace, console: Console) -> None:
    """Make the chain, or go on with one; wait for its end unless detached."""
    from ml_core import worker

    worker.require_pack("finetune")
    with Project.open(arguments.project) as project:
        if arguments.resume is not None:
            chain = chain_of(RunFolder.open(arguments.resume.absolute()))
            resume_chain(project.folder, chain)
        else:
            name = arguments.name or time.strftime("all-%Y%m%d-%H%M%S")
            out = arguments.out or project.bundles_dir / f"{name}.ascbundle"
            recipes = _recipes(arguments)
            compute = Compute.parse(arguments.compute or "local")
            computing.require(compute)
            worker.require_clips(project, recipes[0], {})
            chain = start_chain(
                project.folder,
                chain_paths(project.runs_dir, name, recipes),
                recipes,
                functools.partial(_placed, project, compute),
                bundle=out.absolute(),
                title=arguments.title,
            )
    answer: dict[str, Any] = {"runs": [str(run.path) for run in chain]}
    answer["bundle"] = chain[-1].provenance.get("bundle")
    if arguments.detach:
        console.result(answer, "\n".join(answer["runs"]))
        return
    for run in chain:
        follow(project.folder, run, console.monitor())
    answer["result"] = chain[-1].result
    accuracy = (answer["result"] or {}).get("accuracy")
    shown = "" if accuracy is None else f": accuracy {accuracy:.3f}"
    console.result(answer, f"{answer['bundle']}{shown}")


def _placed(
    project: Project, compute: Compute, recipe: RunRecipe, path: Path, inputs: Mapping[str, str]
) -> RunFolder:
    """A new run of the chain, computed there where it can be."""
    from ml_core import worker

    run = worker.start_run(project, recipe, path, inputs, compute)
    return computing.place(run, compute)


def _recipes(arguments: argparse.Namespace) -> list[RunRecipe]:
    """The recipe of every stage with its settings, which begin with the stage's name."""
    from ml_core import worker

    wanted = settings_by_stage(arguments.settings)
    return [
        worker.recipe_for(stage, getattr(arguments, stage) or DEFAULT_RECIPES[stage], wanted[stage])
        for stage in STAGES
    ]


def settings_by_stage(settings: Sequence[str]) -> dict[str, list[str]]:
    """What each of the stages is set to, without the stage's name before it.

    Raises:
        RunError: a setting does not begin with a stage.
    """
    wanted: dict[str, list[str]] = {stage: [] for stage in STAGES}
    for setting in settings:
        stage, dot, rest = setting.partition(".")
        if not dot or stage not in wanted:
            raise RunError(
                f'"{setting}" does not say which stage it is for.',
                hint=f"Begin with one of {', '.join(STAGES)}, e.g. --set finetune.epochs=10.",
            )
        wanted[stage].append(rest)
    return wanted


def follow(project: Path, run: RunFolder, monitor: Monitor, command: str = "all PROJECT") -> None:
    """Wait until a run is done, telling what it tells; what stops here stops there.

    Args:
        project: folder of the project.
        run: of a chain that was started.
        monitor: told what the run tells.
        command: by which it goes on, with ``--resume``.

    Raises:
        RunError: it ended in another way.
        Cancelled: asked to stop; the run goes on, for it does not depend on us.
    """
    offset = 0
    while not run.is_done:
        monitor.check()
        events, offset = run.read_events(offset)
        for event in events:
            monitor.report(
                event["done"], event["total"], stage=f"{run.provenance['stage']} {event['stage']}",
                **event["metrics"],
            )  # fmt: skip
        status, end = run.status(), explain_end(run)
        if status.state == "waiting":
            start_next(project)  # who was before it may have been killed
        if status.state in ("paused", "stopped"):
            raise RunError(f'The run "{run.name}" is {status.state}.', hint=_how(run, command))
        if end is not None and end.cause != "stalled" and not run.is_done:
            raise RunError(
                f'"{run.name}": {end.sentence} {end.kept}', hint=f"{end.hint} {_how(run, command)}"
            )
        time.sleep(FOLLOW_S)


def _how(run: RunFolder, command: str) -> str:
    return f"To go on: asc {command} --resume {run.path}"


def queue(arguments: argparse.Namespace, console: Console) -> None:
    """Start what has room, and runs again that a reboot ended; then who waits."""
    with Project.open(arguments.project, read_only=True) as project:
        folder, runs_dir = project.folder, project.runs_dir
    if arguments.now is not None:
        start_now(folder, RunFolder.open(arguments.now.absolute()))
    started = []
    with contextlib.suppress(UnwritableFile):  # of somebody else: it can be looked at
        started = revive_runs(folder)
    rows = with_places(list_runs(runs_dir), runs_dir)
    waiting = sorted((row for row in rows if row.place), key=lambda row: row.place or 0)
    answer = {
        "started": [str(path) for path in started],
        "waiting": [
            {"run": str(row.path), "place": row.place, "waits_for": row.waits_for}
            for row in waiting
        ],
    }
    lines = [f"started  {path.name}" for path in started]
    lines += [
        f"{row.place:7}  {row.name}" + (f" after {row.waits_for}" if row.waits_for else "")
        for row in waiting
    ]
    console.result(answer, "\n".join(lines) or "No run waits.")


def trash(arguments: argparse.Namespace, console: Console) -> None:
    """What is in the trash; take out, or delete."""
    with Project.open(arguments.project, read_only=True) as project:
        runs_dir = project.runs_dir
    answer: dict[str, Any] = {}
    if arguments.restore:
        answer["restored"] = str(restore_run(runs_dir / TRASH / arguments.restore).path)
    if arguments.empty:
        answer["freed"] = empty_trash(runs_dir)
    rows = in_trash(runs_dir)
    answer["runs"] = [row.to_dict() for row in rows]
    lines = [f"{row.n_bytes / 1e6:8.1f} MB  {row.path.name}" for row in rows]
    console.result(answer, "\n".join(lines) or "The trash is empty.")


def rename(arguments: argparse.Namespace, console: Console) -> None:
    """Call a run something else; says what it was called before."""
    run = RunFolder.open(arguments.run_folder.absolute())
    before = rename_run(run.path, arguments.title)
    now = title_of(run.path)
    console.result(
        {"run": str(run.path), "title": now, "before": before},
        f'{run.name} is called "{now}" now.' if now else f"{run.name} has no other name now.",
    )


def prune_runs(arguments: argparse.Namespace, console: Console) -> None:
    """Delete the states to go on from of runs that are done; their networks stay."""
    freed = {str(path): prune_run(RunFolder.open(path.absolute())) for path in arguments.runs}
    total = sum(freed.values())
    console.result({"freed": total, "runs": freed}, f"{total / 1e6:.1f} MB are free again.")
