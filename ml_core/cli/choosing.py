"""Verbs of asc that help to choose: more-data, budget."""

import argparse
from pathlib import Path
from typing import Any

from ml_core.cli.arguments import add_measure, add_source, add_split
from ml_core.cli.console import Console
from ml_core.cli.numbers import positive, seed, whole_number


def add_verbs(verbs: "argparse._SubParsersAction[Any]", common: argparse.ArgumentParser) -> None:
    """Register this module's verbs."""
    parser = verbs.add_parser(
        "more-data", parents=[common], help="what recording more would bring, and of what",
        description="A classifier learns from 5 to 100 % of the training clips as the network "
        "hears them, many times over: a learning curve with its band, and minutes per scene and "
        "device with the points they would bring.",
    )  # fmt: skip
    add_source(parser)
    add_measure(parser)
    parser.add_argument(
        "--minutes", type=positive, metavar="N", help="to record (a quarter of what there is)"
    )
    parser.add_argument(
        "--repeats", type=whole_number, default=10, metavar="N", help="draws of a share (10)"
    )
    parser.add_argument("--seed", type=seed, default=0, metavar="N", help="of the draws")
    parser.set_defaults(run=more_data)

    parser = verbs.add_parser(
        "budget", parents=[common], help="all students, with what they cost and how good they are",
        description="Every student of the project, measured once: bytes of its int8 weights, "
        "multiply-accumulates and latency of a window on this computer, accuracy with its 95 % "
        "interval. What is over the limits is marked.",
    )  # fmt: skip
    parser.add_argument("project", metavar="PROJECT", type=Path, help="folder with the runs")
    add_split(parser)
    parser.add_argument(
        "--bytes", type=whole_number, default=128_000, help="of int8 weights (128000)"
    )
    parser.add_argument(
        "--macs", type=whole_number, default=30_000_000, help="per window (30000000)"
    )
    parser.add_argument("--latency", type=positive, metavar="MS", help="of a window, half of them")
    parser.add_argument(
        "--networks", action="store_true", help="measure networks that were never trained as well"
    )
    parser.add_argument("--again", action="store_true", help="measure also what is known")
    parser.set_defaults(run=budget)


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
    everything = answer["curve"][-1]["minutes"]  # small shares are of whole places, so larger
    lines = [
        f"{row['minutes'] / everything:4.0%} of the data, {row['minutes']:7.1f} min: accuracy "
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


def budget(arguments: argparse.Namespace, console: Console) -> None:
    """``asc budget``."""
    from ml_core.project import Project
    from ml_core.stages.budget import Limits
    from ml_core.stages.budget import budget as list_students

    limits = Limits(arguments.bytes, arguments.macs, arguments.latency)
    with Project.open(arguments.project) as project:
        answer = list_students(
            project, split=arguments.split, limits=limits, networks=arguments.networks,
            again=arguments.again, monitor=console.monitor(),
        )  # fmt: skip
    for problem in answer["problems"]:
        console.say(f"{problem['path']}: {problem['reason']}")
    console.result(answer, "\n".join(_budget_lines(answer)))


def _budget_lines(answer: dict[str, Any]) -> list[str]:
    lines = ["  " + _costs({}) + "   accuracy (95 % interval)  unseen"]
    for row in answer["students"]:
        low, high = row["ci95"]
        unseen = "     -" if row["unseen"] is None else f"{row['unseen']:6.3f}"
        about = "" if row["precision"] == "int8" else "~"  # its int8 file is still to be made
        lines.append(
            f"{'  ' if row['within'] else '! '}{_costs(row, about)}   {row['accuracy']:.3f} "
            f"({low:.3f} to {high:.3f})     {unseen}  {row['name']}"
        )
    lines += [
        f"{'  ' if row['within'] else '! '}{_costs(row, '~')}   not trained{'':18}  {row['name']}"
        for row in answer["networks"]
        if not row["on_file"]
    ]
    lines.append("! is over the limits. ~ as published, with its own front end; else as measured.")
    return lines


def _costs(row: dict[str, Any], about: str = "") -> str:
    """Columns of one row; of an empty one their titles. ``about`` marks what was not measured."""
    if not row:
        return f"{'kB':>8} {'MMAC':>7} {'ms':>7}"
    kilobytes, mega = (
        "-" if row[name] is None else f"{about}{row[name] / unit:.1f}"
        for name, unit in (("bytes", 1e3), ("macs", 1e6))
    )
    took = "-" if row["latency_ms"] is None else f"{row['latency_ms']:.2f}"
    return f"{kilobytes:>8} {mega:>7} {took:>7}"
