"""Verbs of asc that explain what was measured: compare."""

import argparse
from pathlib import Path
from typing import Any

from ml_core.cli.console import Console


def add_verbs(verbs: "argparse._SubParsersAction[Any]", common: argparse.ArgumentParser) -> None:
    """Register this module's verbs."""
    parser = verbs.add_parser("compare", parents=[common], help="is one model better than another")
    parser.add_argument("a", metavar="A", type=Path, help="a run or a bundle")
    parser.add_argument("b", metavar="B", type=Path, help="another; differences are A minus B")
    parser.add_argument("project", metavar="PROJECT", type=Path)
    _add_measure(parser)
    parser.set_defaults(run=compare)


def _add_measure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--split", default="test")
    parser.add_argument("--precision", choices=("int8", "fp32"), default="int8")


def compare(arguments: argparse.Namespace, console: Console) -> None:
    """``asc compare``."""
    from ml_core.project import Project
    from ml_core.stages.compare import compare_models

    with Project.open(arguments.project) as project:
        answer = compare_models(
            arguments.a, arguments.b, project, arguments.split, arguments.precision,
            console.monitor(),
        )  # fmt: skip
    overall = answer["overall"]
    counted = (
        f"{answer['n_clips']} clips of {answer['n_groups']} groups by {answer['grouped_by']}; "
        f"right alone: {overall['only_a']} and {overall['only_b']}, McNemar p {overall['p']:.3g}."
    )
    lines = [overall["words"], counted]
    for kind in ("per_device", "per_scene"):
        lines += [
            f"  {name or 'no device':20} {row['words']} p {row['p_adjusted']:.3g}"
            for name, row in answer[kind].items()
        ]
    console.result(answer, "\n".join(lines))
