"""Verb of asc: sensitivity."""

import argparse
from pathlib import Path
from typing import Any

from ml_core.cli.console import Console

ROWS_SHOWN = 40


def add_verbs(verbs: "argparse._SubParsersAction[Any]", common: argparse.ArgumentParser) -> None:
    """Register this module's verb."""
    parser = verbs.add_parser(
        "sensitivity", parents=[common], help="which layers of a student suffer from 8 bits"
    )
    parser.add_argument("run_folder", metavar="RUN", type=Path, help="a finished float student")
    parser.add_argument("project", metavar="PROJECT", type=Path)
    parser.add_argument("--split", default="test")
    parser.add_argument("--windows", type=int, default=100, help="measure on at most so many")
    parser.add_argument("--reduce-range", action="store_true", help="7-bit weights")
    parser.set_defaults(run=sensitivity)


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
