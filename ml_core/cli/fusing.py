"""The verb of asc that makes several teachers speak as one: fuse."""

import argparse
from pathlib import Path
from typing import Any

from ml_core.cli.console import Console
from ml_core.errors import RunError
from ml_core.project import Project
from ml_core.recipes import FuseRecipe
from ml_core.runs import RunFolder

ROWS_SHOWN = 20


def add_verbs(verbs: "argparse._SubParsersAction[Any]", common: argparse.ArgumentParser) -> None:
    """Register this module's verbs."""
    parser = verbs.add_parser("fuse", parents=[common], help="make one teacher of several runs")
    parser.add_argument("project", type=Path, metavar="PROJECT")
    parser.add_argument("runs", nargs="*", type=Path, metavar="RUN", help="finished runs")
    parser.add_argument(
        "--average", action="store_true", help="equal weights instead of fitted ones"
    )
    parser.add_argument(
        "--preview", action="store_true", help="make no run: say what it would be, and where "
        "they disagree",
    )  # fmt: skip
    parser.add_argument("--out", type=Path, metavar="RUN", help="folder of the new run")
    parser.add_argument("--resume", type=Path, metavar="RUN", help="go on with this fusion")
    parser.set_defaults(run=fuse)


def fuse(arguments: argparse.Namespace, console: Console) -> None:
    """Fit, or average, and say how each system and all of them do on the test split."""
    from ml_core import worker

    worker.require_pack("fuse")
    if arguments.preview:
        _preview(arguments, console)
        return
    with Project.open(arguments.project) as project:
        if arguments.resume is not None:
            run = RunFolder.open(arguments.resume.absolute())
            if run.provenance.get("stage") != "fuse":
                raise RunError(f'"{run.name}" is not a fusion.')
        else:
            recipe = FuseRecipe(average=arguments.average)
            out = arguments.out.absolute() if arguments.out else None
            run = worker.start_run(project, recipe, out, _inputs(arguments.runs))
        result = worker.run_stage(project, run, console.monitor())
    _warn(result, console)
    answer = {"run": str(run.path), "result": result}
    console.result(
        {**answer, "weights": result["weights"], "biases": result["biases"]},
        "\n".join([f"{run.path}, fitted on {result['fitted_on']}", *_lines(result)]),
    )


def _preview(arguments: argparse.Namespace, console: Console) -> None:
    """Weights, biases and accuracies before and after, and the clips they disagree about."""
    from ml_core.stages.preview_fusion import preview_fusion

    recipe = FuseRecipe(average=arguments.average)
    runs = [Path(path) for path in _inputs(arguments.runs).values()]
    with Project.open(arguments.project, read_only=True) as project:
        result = preview_fusion(project, runs, recipe, console.monitor())
    _warn(result, console)
    told = result["disagreement"]
    lines = [
        f"Fitted on {result['fitted_on']}", *_lines(result),
        f"They disagree about {told['n_disagree']} of {told['n_clips']} clips:",
    ]  # fmt: skip
    lines += [
        f"  {row['path']} is {row['scene']}, heard as {', '.join(row['said'])}; "
        f"together {row['fused']}"
        for row in told["clips"][:ROWS_SHOWN]
    ]
    console.result(result, "\n".join(lines))


def _warn(result: dict[str, Any], console: Console) -> None:
    if result["fitted_on"] == "training sources":
        console.say(
            "No sources were held out by all of these runs, so the weights were fitted on sources "
            "they have learnt, which favours whoever learnt them by heart. Train them with one "
            "validation_share and one validation_seed, or use --average."
        )


def _inputs(runs: list[Path]) -> dict[str, str]:
    """Absolute paths of the runs, in their order; they must be there."""
    from ml_core.worker import SYSTEM

    if len(runs) < 2:
        raise RunError("A fusion needs at least two runs.", hint="See asc runs PROJECT.")
    paths = [RunFolder.open(path.absolute()).path for path in runs]
    return {f"{SYSTEM}{number:02}": str(path) for number, path in enumerate(paths, 1)}


def _lines(result: dict[str, Any]) -> list[str]:
    """Weights, and accuracies where there is a test split."""
    rows = [
        (f"{weight:+.3f}  {system['run']}", system)
        for weight, system in zip(result["weights"], result["systems"], strict=True)
    ]
    rows += [(name, result[name]) for name in ("averaged", "fused") if name in result]
    return [
        f"{name:40} accuracy {row['accuracy']:.3f}" if "accuracy" in row else name
        for name, row in rows
    ]
