"""Where a command computes: the option --compute, and the verb that trains many teachers."""

import argparse
import contextlib
import os
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from ml_core.cli.console import Console
from ml_core.cli.numbers import whole_number
from ml_core.errors import RecipeError, RunError
from ml_core.progress import Monitor
from ml_core.project import Project
from ml_core.recipes import FinetuneRecipe
from ml_core.runs import RunFolder, rename_run
from ml_core.runs.compute import FAR_SIDE, Compute, Ranks

MOST_MEMBERS = 100


def add_verbs(verbs: "argparse._SubParsersAction[Any]", common: argparse.ArgumentParser) -> None:
    """Register this module's verb."""
    parser = verbs.add_parser(
        "ensemble", parents=[common], help="train several teachers that differ in their seed",
        description="Trains N teachers of one recipe, each from another seed: here one after the "
        "other, N at once, or on a Ray cluster. Given again with the same --name it goes on: what "
        "is done is left alone, what was cut off resumes. Fuse them with asc fuse.",
    )  # fmt: skip
    parser.add_argument("project", type=Path, metavar="PROJECT")
    parser.add_argument("--members", type=whole_number, default=4, metavar="N", help="default: 4")
    parser.add_argument("--recipe", default="finetune-default", help="name or TOML file")
    parser.add_argument(
        "--set", action="append", default=[], metavar="KEY=VALUE", dest="settings",
        help="another value for a setting of the recipe; may be repeated",
    )  # fmt: skip
    parser.add_argument("--name", default="", help="how their folders begin; default: the time")
    parser.add_argument(
        "--compute", metavar="WHERE", default="local",
        help="local (default): one after the other; processes:N: N at once; ray or ray:HOST:PORT: "
        "as many as the cluster has cores for",
    )  # fmt: skip
    parser.set_defaults(run=ensemble)


def add_compute(parser: argparse.ArgumentParser) -> None:
    """The option that says where one run is computed."""
    parser.add_argument(
        "--compute", metavar="WHERE",
        help="local (default): this process; processes:N: N processes of this computer share every "
        "batch; nodes: the processes that torchrun or srun started share it; ray or ray:HOST:PORT: "
        "a worker of a Ray cluster",
    )  # fmt: skip


def companion(compute: Compute) -> Ranks | None:
    """The place of this process among those that train together, unless it keeps the run."""
    ranks = Ranks.of_launcher() if compute.kind == "nodes" else Ranks.of_environment()
    return ranks if ranks is not None and ranks.rank > 0 else None


def agreed_folder(arguments: argparse.Namespace) -> Path:
    """The run that all processes were told to train.

    Raises:
        RunError: they were not.
    """
    folder: Path | None = arguments.resume or arguments.out
    if folder is None:
        raise RunError(
            "Processes of several computers must know which run they train.",
            hint="Name its folder with --out, below PROJECT/runs.",
        )
    return folder.absolute()


def require(compute: Compute) -> None:
    """Look for what computes before there is a run that never starts.

    Raises:
        MissingPack: Ray is not installed.
    """
    if compute.kind == "ray":
        from ml_core.cluster.ray_door import require_ray

        require_ray()


def settled(run: RunFolder, wanted: str | None) -> Compute:
    """Where a run is computed that goes on.

    Raises:
        RunError: it began otherwise, and would not end in the same network.
    """
    began = Compute.parse(run.provenance.get("compute", "local"))
    asked = began if wanted is None else Compute.parse(wanted)
    alone = ("local", "ray")  # the very same command, whoever runs it
    if asked != began and not (asked.kind in alone and began.kind in alone):
        raise RunError(
            f'"{run.name}" began with --compute {began}, and ends in the same network only so.',
            hint="Leave out --compute, or start a new run.",
        )
    return asked


def place(run: RunFolder, compute: Compute) -> RunFolder:
    """Record where a new run is computed."""
    mine = compute.of_stage(run.provenance["stage"])
    if mine.kind != "local":
        run.record(compute=str(mine))
    return run


def is_far_side() -> bool:
    """Whether somebody has handed this command out: then it computes itself."""
    return bool(os.environ.get(FAR_SIDE))


def on_cluster(
    project: Project, run: RunFolder, compute: Compute, monitor: Monitor
) -> dict[str, Any]:
    """Let a worker of a cluster run a run to its end; returns the run's result.

    Raises:
        MissingPack, RunError: there is no Ray, no cluster, or the run has failed.
    """
    from ml_core.cluster import fan_out, task_of_run

    [outcome] = fan_out([task_of_run(project, run)], compute, monitor, stage="cluster")
    result = run.result
    if outcome.status != 0 or result is None:
        raise RunError(f'"{run.name}": {outcome.message}', hint="Resume it, or look at its log.")
    bundle = run.provenance.get("bundle")
    if bundle and not Path(bundle).exists():
        from ml_core.stages.export_bundle import export_bundle

        export_bundle(run.path, Path(bundle), project)
    return result


def ensemble(arguments: argparse.Namespace, console: Console) -> None:
    """Train the members, or go on with them, and say how each did."""
    from ml_core import worker
    from ml_core.cluster import fan_out, task_of_run

    worker.require_pack("finetune")
    compute = of_many(arguments.compute)
    if not 1 <= arguments.members <= MOST_MEMBERS:
        raise RunError(f"An ensemble has 1 to {MOST_MEMBERS} members.")
    recipe = worker.recipe_for("finetune", arguments.recipe, arguments.settings)
    assert isinstance(recipe, FinetuneRecipe)
    name = arguments.name or time.strftime("ensemble-%Y%m%d-%H%M%S")
    with Project.open(arguments.project) as project:
        worker.require_clips(project, recipe, {})
        runs = [_member(project, recipe, name, n, compute) for n in range(arguments.members)]
        tasks = [task_of_run(project, run) for run in runs]
        outcomes = fan_out(tasks, compute, console.monitor(), stage="ensemble")
    rows = [_row(run, one.message) for run, one in zip(runs, outcomes, strict=True)]
    failed = [row for row in rows if row["problem"]]
    if failed:
        raise RunError(
            f'{len(failed)} of {len(rows)} did not end well. "{Path(failed[0]["run"]).name}": '
            f"{failed[0]['problem']}",
            hint=f"Go on: the same command with --name {name}.",
        )
    lines = [f"{row['run']}: {_accuracy(row['accuracy'])}" for row in rows]
    lines.append(f"Fuse them: asc fuse {arguments.project} {' '.join(row['run'] for row in rows)}")
    console.result({"name": name, "compute": str(compute), "runs": rows}, "\n".join(lines))


def of_many(text: str) -> Compute:
    """Where many commands are handed out.

    Raises:
        RunError: it is nothing that can.
        MissingPack: Ray is not installed.
    """
    compute = Compute.parse(text)
    if compute.kind == "nodes":
        raise RunError(
            "Many commands are handed out by a Ray cluster, not by torchrun or srun.",
            hint="Write local, processes:N, ray or ray:HOST:PORT.",
        )
    require(compute)
    return compute


def _member(
    project: Project, recipe: FinetuneRecipe, name: str, number: int, compute: Compute
) -> RunFolder:
    """The run of a member, made or found."""
    from ml_core import worker

    # without a number of its own every member would probe, and find another under another load
    mine = replace(recipe, seed=recipe.seed + number, threads=recipe.threads or 1)
    path = project.runs_dir / f"{name}-{number + 1:02}"
    if Path(path.name).name != path.name or path.parent != project.runs_dir:
        raise RunError(f'"{name}" cannot name a run.', hint="Use a short name without slashes.")
    if (path / "recipe.toml").is_file():
        run = RunFolder.open(path)
        if run.recipe_toml != mine.to_toml():
            raise RecipeError(
                f'"{run.name}" is there already, with another recipe.',
                hint="Use another --name, or the settings it began with.",
            )
        return run
    run = worker.start_run(project, mine, path, {}, compute)
    with contextlib.suppress(RunError):
        rename_run(run.path, f"{name}, member {number + 1}")
    return run


def _row(run: RunFolder, problem: str) -> dict[str, Any]:
    result = run.result or {}
    return {
        "run": str(run.path), "accuracy": result.get("accuracy"),
        "train_s": result.get("train_s"), "problem": problem if not result else "",
    }  # fmt: skip


def _accuracy(value: float | None) -> str:
    return "no test split" if value is None else f"accuracy {value:.3f}"
