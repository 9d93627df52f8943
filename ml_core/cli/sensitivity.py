"""Verbs of asc about int8: sensitivity, layers."""

import argparse
from pathlib import Path
from typing import Any

from ml_core.cli.arguments import add_split
from ml_core.cli.console import Console

ROWS_SHOWN = 40


def add_verbs(verbs: "argparse._SubParsersAction[Any]", common: argparse.ArgumentParser) -> None:
    """Register this module's verb."""
    parser = verbs.add_parser(
        "sensitivity", parents=[common], help="which layers of a student suffer from 8 bits",
        description="Before int8 is made: rounds every layer of a float student alone, and all "
        "but this one, and says how far that disturbs what it decides. Trains nothing.",
    )  # fmt: skip
    _add_student(parser)
    parser.set_defaults(run=sensitivity)

    parser = verbs.add_parser(
        "layers", parents=[common],
        help="what int8 costs a student: float, converted and trained side by side",
        description="Accuracy, size and latency of the student's float file, of its int8 file by "
        "conversion alone, and of every int8 file that was trained; then what sensitivity says. "
        "Converts the student where nobody did.",
    )  # fmt: skip
    _add_student(parser)
    parser.add_argument("--again", action="store_true", help="measure also what is known")
    parser.set_defaults(run=layers)


def _add_student(parser: argparse.ArgumentParser) -> None:
    words = "folder of a finished float student, PROJECT/runs/NAME"
    parser.add_argument("run_folder", metavar="RUN", type=Path, help=words)
    parser.add_argument("project", metavar="PROJECT", type=Path, help="folder with the clips")
    add_split(parser)
    parser.add_argument("--windows", type=int, default=100, help="measure on at most so many")
    parser.add_argument("--reduce-range", action="store_true", help="7-bit weights")


def sensitivity(arguments: argparse.Namespace, console: Console) -> None:
    """``asc sensitivity``."""
    from ml_core.project import Project
    from ml_core.stages.sensitivity import sensitivity as measure

    with Project.open(arguments.project) as project:
        answer = measure(
            arguments.run_folder, project, arguments.split, max_windows=max(1, arguments.windows),
            reduce_range=arguments.reduce_range, monitor=console.monitor(),
        )  # fmt: skip
    console.result(answer, _text(answer))


def layers(arguments: argparse.Namespace, console: Console) -> None:
    """``asc layers``: the methods side by side, then what ``asc sensitivity`` says."""
    from ml_core.project import Project
    from ml_core.stages.precisions import side_by_side, student_of
    from ml_core.stages.sensitivity import sensitivity as measure

    monitor = console.monitor()
    with Project.open(arguments.project) as project:
        answer = side_by_side(
            arguments.run_folder, project, arguments.split, again=arguments.again, monitor=monitor
        )
        answer["sensitivity"] = measure(
            student_of(arguments.run_folder).path, project, arguments.split,
            max_windows=max(1, arguments.windows), reduce_range=arguments.reduce_range,
            monitor=monitor,
        )  # fmt: skip
    lines = ["{:28} {:>8} {:>8}   accuracy (95 % interval)".format("", "kB", "ms")]
    for row in answer["methods"]:
        low, high = row["ci95"]
        words = row["difference"]["words"] if row["difference"] else ""
        lines.append(
            f"{row['name']:28} {row['bytes'] / 1000:8.1f} {row['latency_ms']:8.2f}   "
            f"{row['accuracy']:.3f} ({low:.3f} to {high:.3f})  {words}".rstrip()
        )
    console.result(answer, "\n".join([*lines, "", _text(answer["sensitivity"])]))


def _text(answer: dict[str, Any]) -> str:
    """A table, the worst layer first; alone = only this one is int8, without = all others are."""
    full, int8 = answer["float"], answer["int8"]
    headline = (
        f"{answer['network']}, {answer['n_windows']} windows of {answer['split']}: accuracy "
        f"{full['accuracy']:.3f} in float, {int8['accuracy']:.3f} in int8, "
        f"{int8['agreement']:.3f} decided alike."
    )
    titles = ("layer", "weights", "alone dB", "alike", "without dB", "alike")
    lines = [headline, "{:28} {:>8}   {:>8} {:>6}   {:>10} {:>6}".format(*titles)]
    lines += [
        f"{row['layer']:28} {row['weights']:8}   {_db(row['alone']):>8} "
        f"{row['alone']['agreement']:6.3f}   {_db(row['without']):>10} "
        f"{row['without']['agreement']:6.3f}"
        for row in answer["layers"][:ROWS_SHOWN]
    ]
    return "\n".join(lines)


def _db(told: dict[str, Any]) -> str:
    return "exact" if told["sqnr_db"] is None else f"{told['sqnr_db']:.1f}"
