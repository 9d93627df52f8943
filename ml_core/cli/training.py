"""Verbs of asc that train: the stages, models, recipes, complexity, runs and stop."""

import argparse
import contextlib
import shlex
import textwrap
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from ml_core import plugins, recipes
from ml_core.cli import computing
from ml_core.cli.chips import chip_text, on_chips
from ml_core.cli.console import Console
from ml_core.cli.numbers import duration
from ml_core.errors import AscError, RecipeError, RunError, UnwritableFile
from ml_core.progress import Cancelled
from ml_core.project import Project
from ml_core.recipes.settings import SETTINGS
from ml_core.recipes.weights import published_weights
from ml_core.runs import (
    End,
    RunFolder,
    RunStatus,
    StopKind,
    clean_title,
    discard_run,
    disk_use,
    enqueue,
    explain_end,
    finish_early,
    launch_run,
    leave_line,
    list_runs,
    rename_run,
    start_next,
    with_places,
)
from ml_core.runs.compute import Compute

DEFAULT_RECIPES = {
    "finetune": "finetune-default",
    "distil": "distil-default",
    "quantize": "quantize-default",
    "specialise": "dcase25-device",
}
ABOUT = {
    "finetune": "Teaches a large network the scenes of the project: a teacher.",
    "distil": "Teaches a small network, a student, what a teacher says about the training clips; "
    "without one it learns from the scenes alone.",
    "quantize": "Makes a student int8: training goes on for a few epochs with rounding simulated.",
    "specialise": "Fits copies of a student to single devices (DCASE 2025, task 1).",
}
RUNNING = {  # what the list of runs tells of one that goes on
    "loss": "loss {:.3g}", "val_accuracy": "validation accuracy {:.3f}",
    "samples_per_s": "{:.0f} windows/s",
}  # fmt: skip
DCASE_MAX_BYTES, DCASE_MAX_MACS = 128_000, 30_000_000  # int8, per window


def add_verbs(verbs: "argparse._SubParsersAction[Any]", common: argparse.ArgumentParser) -> None:
    """Register this module's verbs."""
    parser = verbs.add_parser("models", parents=[common], help="teachers and students by name")
    parser.set_defaults(run=models)

    parser = verbs.add_parser("recipes", parents=[common], help="recipes that ship, or one of them")
    parser.add_argument("name", nargs="?", metavar="NAME")
    parser.set_defaults(run=show_recipes)

    parser = verbs.add_parser("complexity", parents=[common], help="size and cost of a network")
    parser.add_argument("model", metavar="MODEL|RUN|BUNDLE")
    parser.set_defaults(run=complexity)

    parser = _add_stage(verbs, common, "finetune", "make a teacher for the project's scenes")
    _add_shards(parser)
    parser = _add_stage(verbs, common, "distil", "teach a student")
    _add_shards(parser)
    parser.add_argument("--teacher", type=Path, metavar="RUN", help="a finished run; none: alone")
    parser = _add_stage(verbs, common, "quantize", "make a student int8")
    _add_shards(parser)
    parser.add_argument("student", nargs="?", type=Path, metavar="RUN", help="a finished student")
    parser = _add_stage(verbs, common, "specialise", "fit a student to each device")
    parser.add_argument("student", nargs="?", type=Path, metavar="RUN", help="a finished student")

    parser = verbs.add_parser(
        "runs", parents=[common], help="runs of a project and their state",
        description="Lists the runs of a project, the oldest first: how far each is, how it ended "
        "and what it kept. Runs that wait start if there is room.",
    )  # fmt: skip
    parser.add_argument("project", type=Path, metavar="PROJECT")
    parser.set_defaults(run=runs)

    parser = verbs.add_parser(
        "stop", parents=[common], help="end a run early and keep its network",
        description="Asks a run to stop at its next step, in a second or so. Without an option it "
        "ends as if it were done, with the best network so far.",
    )  # fmt: skip
    parser.add_argument("run_folder", type=Path, metavar="RUN")
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--pause", action="store_true", help="stop; --resume goes on later")
    kind.add_argument("--discard", action="store_true", help="stop and throw the network away")
    parser.set_defaults(run=stop)


def _add_stage(
    verbs: "argparse._SubParsersAction[Any]",
    common: argparse.ArgumentParser,
    stage: str,
    text: str,
) -> argparse.ArgumentParser:
    recipe = DEFAULT_RECIPES[stage]
    parser = verbs.add_parser(
        stage, parents=[common], help=text,
        description=f"{ABOUT[stage]} What it does is a run: a folder with its recipe, its curve, "
        "its log and its network. It can be paused, killed and resumed.",
        epilog=f"Recipes: asc recipes. All settings of one: asc recipes {recipe}. Time, memory and "
        f"what speaks against it: asc estimate {stage} PROJECT.",
    )  # fmt: skip
    parser.add_argument("project", type=Path, metavar="PROJECT")
    parser.add_argument("--recipe", default=recipe, help=f"name or TOML file; default: {recipe}")
    add_settings(parser)
    parser.add_argument(
        "--out", type=Path, metavar="RUN",
        help="folder of the new run; default: a fresh one in PROJECT/runs",
    )  # fmt: skip
    parser.add_argument("--title", default="", help="what people call the run")
    computing.add_compute(parser)
    parser.add_argument("--resume", type=Path, metavar="RUN", help="go on with this run")
    when = parser.add_mutually_exclusive_group()
    when.add_argument(
        "--detach", action="store_true", help="start in the background and return at once"
    )
    when.add_argument(
        "--queue", action="store_true", help="the same, but wait for a free core in line"
    )
    when.add_argument(
        "--keep-best", action="store_true", help="with --resume: end with what it has learnt"
    )
    parser.set_defaults(run=run_stage, stage=stage, teacher=None, student=None, shards=None)
    return parser


def _add_shards(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--shards", type=Path, metavar="FOLDER",
        help="read the sound from these shards of the project, not from its recordings",
    )  # fmt: skip


def add_settings(parser: argparse.ArgumentParser, form: str = "KEY=VALUE") -> None:
    """The option that changes single settings of a recipe."""
    parser.add_argument(
        "--set", action="append", default=[], metavar=form, dest="settings",
        help="another value for a setting of the recipe; may be repeated",
    )  # fmt: skip


def run_stage(arguments: argparse.Namespace, console: Console) -> None:
    """Start or resume a run of one stage and wait for it, unless detached."""
    from ml_core import worker

    worker.require_pack(arguments.stage)
    compute = Compute.parse(arguments.compute or "local")
    worker.require_shareable(arguments.stage, compute)
    computing.require(compute)
    # of several computers one alone writes to the project
    with Project.open(arguments.project, read_only=computing.is_far_side()) as project:
        if (ranks := computing.companion(compute)) is not None:
            worker.follow(project, computing.agreed_folder(arguments), ranks)
            return
        if arguments.resume is not None:
            run = _to_go_on_with(arguments)
            compute = computing.settled(run, arguments.compute)
            if (moved := _shards(arguments)) is not None:
                run.record(shards=moved)
        else:
            title = clean_title(arguments.title)
            recipe = worker.recipe_for(arguments.stage, arguments.recipe, arguments.settings)
            out = arguments.out.absolute() if arguments.out else None
            inputs = _inputs(arguments)
            worker.require_clips(project, recipe, inputs)
            shards = _shards(arguments)
            run = worker.start_run(project, recipe, out, inputs, compute)
            rename_run(run.path, title)
            computing.place(run, compute)
            if shards is not None:
                run.record(shards=shards)
            if arguments.stage == "distil" and "teacher" not in inputs:
                console.say("Without --teacher the student learns from the scenes alone.")
        if arguments.detach or arguments.queue or arguments.keep_best:
            if arguments.resume is not None and arguments.compute is not None:
                run.record(compute=str(compute))  # whoever goes on with it asks its folder
            _leave_alone(arguments, project.folder, run, console)
            return
        result = _until_done(arguments, project, run, compute, console)
    _learn_speed(run, result)
    answer: dict[str, Any] = {"run": str(run.path), "result": result}
    if "parity" in result:
        answer["parity"] = result["parity"]
    accuracy = result.get("accuracy")
    how = f" ({result['backend']})" if "backend" in result else ""
    shown = "" if accuracy is None else f": accuracy {accuracy:.3f}{how}"
    said = f"\n{answer['parity']['sentence']}" if "parity" in answer else ""
    console.result(answer, f"{run.path}{shown}{said}")


def _until_done(
    arguments: argparse.Namespace, project: Project, run: RunFolder, compute: Compute,
    console: Console,
) -> dict[str, Any]:  # fmt: skip
    """The result of a run, once it is there; whoever stops it is told how it goes on."""
    from ml_core import worker

    try:
        if compute.kind == "ray" and not computing.is_far_side():
            return computing.on_cluster(project, run, compute, console.monitor())
        return worker.run_stage(project, run, console.monitor())
    except (Cancelled, KeyboardInterrupt):
        if not run.path.is_dir():
            words = ["asc", "trash", str(arguments.project)]
            console.say(f'"{run.name}" went into the trash: {shlex.join(words)}')
        elif run.status().state == "paused":
            words = ["asc", arguments.stage, str(arguments.project), "--resume", str(run.path)]
            console.say(f"To go on: {shlex.join(words)}")
        raise


def _to_go_on_with(arguments: argparse.Namespace) -> RunFolder:
    """The run that --resume names, if it is of this stage."""
    if arguments.settings:
        raise RunError(
            "A run goes on with the settings it began with.",
            hint="Leave out --set, or start a new run.",
        )
    if arguments.title:
        raise RunError("A run that goes on has a name.", hint="Change it: asc rename RUN TITLE.")
    run = RunFolder.open(arguments.resume.absolute())
    if run.provenance.get("stage") != arguments.stage:
        raise RunError(f'"{run.name}" is not a run of {arguments.stage}.')
    return run


def _leave_alone(
    arguments: argparse.Namespace, project: Path, run: RunFolder, console: Console
) -> None:
    """Let another process run it, now or when a core is free."""
    if arguments.queue:
        started = run.path in enqueue(project, run)
        console.result(
            {"run": str(run.path), "started": started},
            f"{run.path} {'has started' if started else 'waits for a free core'}",
        )
        return
    pid = finish_early(project, run) if arguments.keep_best else launch_run(project, run)
    console.result({"run": str(run.path), "pid": pid}, f"{run.path} (process {pid})")


def _shards(arguments: argparse.Namespace) -> str | None:
    """The folder that --shards names, if there are shards in it."""
    from ml_core.shards import open_shards

    return None if arguments.shards is None else str(open_shards(arguments.shards).folder)


def _learn_speed(run: RunFolder, result: dict[str, Any]) -> None:
    """Remember how fast this machine was, for the next estimate."""
    from ml_core.planning import learn_speed

    with contextlib.suppress(UnwritableFile):  # then there is no better estimate
        learn_speed(run, result)


def _inputs(arguments: argparse.Namespace) -> dict[str, str]:
    """Absolute paths of the runs that a stage starts from; they must be there."""
    inputs = {
        name: str(RunFolder.open(path.absolute()).path)
        for name in ("teacher", "student")
        if (path := getattr(arguments, name)) is not None
    }
    if arguments.stage in ("quantize", "specialise") and "student" not in inputs:
        raise RunError(
            "Which student?",
            hint=f"Name its run: asc {arguments.stage} PROJECT RUN, see asc runs PROJECT.",
        )
    return inputs


def models(arguments: argparse.Namespace, console: Console) -> None:
    """Names and sizes of all networks, from a table: no torch needed."""
    rows = [{"name": name, **table} for name, table in recipes.networks().items()]
    answer = {
        f"{role}s": [
            {key: value for key, value in row.items() if key != "role"}
            for row in rows
            if row["role"] == role
        ]
        for role in ("teacher", "student", "ablation")
    }
    files = published_weights()
    answer["weights"] = [entry.to_dict() for entry in files]
    installed = plugins.names(plugins.NETWORKS)
    answer["installed"] = [{"name": name} for name in installed]
    lines = [
        f"{row['role']:8} {row['name']:26} {row['parameters']:>10,} parameters"
        f" {row['macs'] / 1e6:8.2f} MMAC"
        + (
            f"  int8 {row['int8_bytes'] / 1000:4.0f} kB {row['int8_macs'] / 1e6:6.2f} MMAC"
            if "int8_bytes" in row
            else ""
        )
        for row in rows
    ]
    lines += [f"own      {name:26} of an installed package" for name in installed]
    lines += ["", "Published weights; nothing is fetched for you:"]
    for entry in files:
        lines.append(f"{entry.network:14} {entry.file}: {entry.about}")
        lines.append(f"{'':14} {entry.megabytes} MB, licence: {entry.licence}, {entry.page}")
    console.result(answer, "\n".join(lines))


def show_recipes(arguments: argparse.Namespace, console: Console) -> None:
    """The recipes that ship, or the TOML of one."""
    if arguments.name is not None:
        recipe = recipes.builtin(arguments.name)
        toml = recipe.to_toml()
        settings = [_setting(recipe, field.name) for field in fields(recipe)]
        answer = {
            "name": arguments.name, "stage": recipe.stage, "toml": toml, "settings": settings,
        }  # fmt: skip
        console.result(answer, _explained(toml))
        return
    rows = [(name, recipes.builtin(name)) for name in recipes.names()]
    lines = []
    for stage in dict.fromkeys(recipe.stage for _, recipe in rows):
        lines.append(f"{stage}:")
        for name, recipe in rows:
            if recipe.stage == stage:
                lines.append(f"  {name:20} {recipe.about}")
                lines += [f"  {'':20}   {recipe.source}"] if recipe.source else []
    keys = ("about", "source", "reconstructed", "published")
    table = [
        {"name": name, "stage": recipe.stage, **{key: getattr(recipe, key) for key in keys}}
        for name, recipe in rows
    ]
    console.result({"recipes": table}, "\n".join(lines))


def _setting(recipe: recipes.Recipe, name: str) -> dict[str, Any]:
    """What a setting of a recipe is, means and is measured in."""
    said = SETTINGS[name]
    return {
        "name": name, "value": getattr(recipe, name), "title": said.title,
        "meaning": said.meaning, "unit": said.unit, "least": said.least, "most": said.most,
    }  # fmt: skip


def _explained(toml: str) -> str:
    """The same TOML with a comment above each setting: what it does, its unit and range."""
    lines = []
    for line in toml.splitlines():
        said = SETTINGS.get(line.partition(" = ")[0])
        if said is not None:
            ends = [f"at least {said.least:g}"] if said.least is not None else []
            ends += [f"at most {said.most:g}"] if said.most is not None else []
            facts = ", ".join([*([said.unit] if said.unit else []), *ends])
            words = f"{said.title}: {said.meaning}" + (f" ({facts})" if facts else "")
            lines += ["", *textwrap.wrap(words, 96, initial_indent="# ", subsequent_indent="# ")]
        lines.append(line)
    return "\n".join(lines)


def complexity(arguments: argparse.Namespace, console: Console) -> None:
    """Parameters, MACs, bytes and peak activation of a registered network or a bundle."""
    path, name = Path(arguments.model), arguments.model
    bundle = None
    named = name in recipes.networks() or name in plugins.names(plugins.NETWORKS)
    if path.is_dir() and not named:  # the sources of a network lie beside it; a run is ./NAME
        from ml_core.planning.estimate import network_of_run
        from ml_core.stages.measured import is_float, open_bundle

        RunFolder.open(path)
        bundle = None if is_float(path) else open_bundle(path)
        name = network_of_run(path)
    elif path.suffix == ".ascbundle":
        from ml_core.bundle import read_bundle

        bundle = read_bundle(path)
    if bundle is not None:
        sizes = {**bundle.manifest.complexity, "microcontroller": on_chips(bundle)}
        unit = "in int8"
    else:
        sizes = _network_sizes(name)
        unit = (
            f"in float32; exported in int8 {sizes['int8_bytes']:,} bytes,"
            f" {sizes['int8_macs'] / 1e6:.2f} MMAC"
        )
    within = sizes["within"]["dcase"]
    console.result(
        {"model": arguments.model, **sizes},
        f"{sizes['parameters']:,} parameters, {sizes['macs'] / 1e6:.2f} MMAC, "
        f"{sizes['bytes']:,} bytes {unit}, {sizes['peak_activation_bytes']:,} bytes at work, "
        f"{'within' if within else 'over'} the DCASE limits in int8"
        + chip_text(sizes.get("microcontroller")),
    )


def _network_sizes(name: str) -> dict[str, Any]:
    table = recipes.networks().get(name)
    if table is None and name in plugins.names(plugins.NETWORKS):
        from ml_core.models.complexity import published

        table = asdict(published(name))
    if table is None:
        raise RecipeError(
            f'No network is named "{name}".',
            hint=f"Give a bundle or one of: {', '.join(recipes.networks())}.",
        )
    sizes = {key: table[key] for key in ("parameters", "macs", "bytes", "peak_activation_bytes")}
    n_bytes, macs = recipes.int8_size(table)
    within = n_bytes <= DCASE_MAX_BYTES and macs <= DCASE_MAX_MACS
    return {**sizes, "int8_bytes": n_bytes, "int8_macs": macs, "within": {"dcase": within}}


def runs(arguments: argparse.Namespace, console: Console) -> None:
    """Runs of a project, oldest first."""
    with Project.open(arguments.project, read_only=True) as project:
        with contextlib.suppress(AscError, OSError):  # whoever looks starts who waits
            start_next(project.folder)
        elsewhere = [row.path for row in project.runs() if row.path.parent != project.runs_dir]
        found = [RunFolder(path).status() for path in elsewhere if (path / "recipe.toml").exists()]
        found += with_places(list_runs(project.runs_dir), project.runs_dir)
        runs_dir = project.runs_dir
    found.sort(key=lambda one: (one.started or 0.0, one.name))
    ends = [explain_end(RunFolder(row.path)) for row in found]
    answer = {
        "runs": [
            {
                **row.to_dict(),
                "progress": row.progress,
                "end": asdict(end) if end else None,
                **disk_use(RunFolder(row.path)).to_dict(),
            }
            for row, end in zip(found, ends, strict=True)
        ]
    }
    lines = [_line(row, end, runs_dir) for row, end in zip(found, ends, strict=True)]
    console.result(answer, "\n".join(lines) or "No runs yet.")


def _line(status: RunStatus, end: End | None, runs_dir: Path) -> str:
    path = status.path  # a trial of a search bears the name of the search before its own
    name = path.relative_to(runs_dir).as_posix() if runs_dir in path.parents else str(path)
    progress = "" if status.progress is None else f"{status.progress:4.0%}"
    why = "" if end is None else f"{end.sentence} {end.kept} {end.hint}"
    title = f' "{status.title}"' if status.title else ""
    return f"{status.state:8} {progress:4} {name}{title}  {_figures(status)} {why}".rstrip()


def _figures(status: RunStatus) -> str:
    """Of a run that goes on how it does, of one that is done what it came to."""
    accuracy = (status.result or {}).get("accuracy")
    if status.state == "done":
        return "" if accuracy is None else f"accuracy {accuracy:.3f}"
    now = status.metrics
    found = [words.format(now[name]) for name, words in RUNNING.items() if name in now]
    if status.state == "running" and "time_left_s" in now:
        found.append(f"{duration(now['time_left_s'])} left")
    return ", ".join(found)


def stop(arguments: argparse.Namespace, console: Console) -> None:
    """Ask a run to stop at its next step."""
    run = RunFolder.open(arguments.run_folder)
    run = RunFolder.open(run.path.absolute())
    state = run.status().state
    kind: StopKind = "pause" if arguments.pause else "discard" if arguments.discard else "keep"
    if kind == "discard" and not run.is_held:
        moved = discard_run(run)
        console.result(
            {"run": str(moved), "stop": kind}, f"{run.name} is in the trash: asc trash PROJECT."
        )
        return
    if state not in ("running", "waiting"):
        raise RunError(f'The run "{run.name}" is not going on: it is {state}.')
    if run.is_held:
        run.request_stop(kind)
    else:
        leave_line(run)
    words = {
        "pause": "pauses",
        "discard": "stops and goes into the trash",
        "keep": "ends and keeps its network",
    }
    console.result({"run": str(run.path), "stop": kind}, f"{run.name} {words[kind]}.")
