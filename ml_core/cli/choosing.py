"""Verbs of asc that help to choose: more-data."""

import argparse
from pathlib import Path
from typing import Any

from ml_core.cli.console import Console
from ml_core.cli.numbers import positive, seed, whole_number


def add_verbs(verbs: "argparse._SubParsersAction[Any]", common: argparse.ArgumentParser) -> None:
    """Register this module's verbs."""
    parser = verbs.add_parser(
        "more-data", parents=[common], help="what recording more would bring, and of what"
    )
    parser.add_argument("source", metavar="RUN|BUNDLE", type=Path, help="whose ear is trusted")
    parser.add_argument("project", metavar="PROJECT", type=Path)
    parser.add_argument("--split", default="test")
    parser.add_argument("--precision", choices=("int8", "fp32"), default="int8")
    parser.add_argument(
        "--minutes", type=positive, metavar="N", help="to record (a quarter of what there is)"
    )
    parser.add_argument(
        "--repeats", type=whole_number, default=10, metavar="N", help="draws of a share (10)"
    )
    parser.add_argument("--seed", type=seed, default=0, metavar="N", help="of the draws")
    parser.set_defaults(run=more_data)


def more_data(arguments: argparse.Namespace, console: Console) -> None:
    """``asc more-data``."""
    from ml_core.project import Project
    from ml_core.stages.more_data import more_data as measure

    with Project.open(arguments.project) as project:
        answer = measure(
            arguments.source, project, split=arguments.split, minutes=arguments.minutes,
            repeats=arguments.repeats, seed=arguments.seed, precision=arguments.precision,
            monitor=console.monitor(),
        )  # fmt: skip
    console.result(answer, "\n".join(_more_data_lines(answer)))


def _more_data_lines(answer: dict[str, Any]) -> list[str]:
    lines = [
        f"{row['share']:4.0%} of the data, {row['minutes']:7.1f} min: accuracy "
        f"{row['accuracy']:.3f} ({row['low']:.3f} to {row['high']:.3f})"
        for row in [*answer["curve"], *answer["forecast"]]
    ]
    whole = answer["total"]
    lines.append(f"With {whole['minutes']:g} minutes more, {_points(whole)}:")
    several = len(answer["devices"]) > 1
    for row in answer["to_do"]:
        where = row["scene"] + (f" on device {row['device'] or 'unknown'}" if several else "")
        lines.append(f"  {row['minutes']:g} minutes of {where}: {_points(row)}")
    return lines


def _points(row: dict[str, Any]) -> str:
    return f"{row['gain_points']:+.1f} points ({row['low']:.1f} to {row['high']:.1f})"
