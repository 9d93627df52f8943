"""Verbs of asc that measure a frozen embedding: probe, fewshot."""

import argparse
from typing import Any

from ml_core.cli.arguments import add_measure, add_precision, add_source
from ml_core.cli.console import Console
from ml_core.cli.numbers import positive, seed, whole_number


def add_verbs(verbs: "argparse._SubParsersAction[Any]", common: argparse.ArgumentParser) -> None:
    """Register this module's verbs."""
    parser = verbs.add_parser(
        "probe", parents=[common], help="how well scenes lie apart in a network's embedding",
        description="Freezes the network, fits a linear and a k-NN classifier on the training "
        "clips as it hears them, and says how many of the others both name rightly.",
    )  # fmt: skip
    add_source(parser)
    add_measure(parser)
    parser.set_defaults(run=probe)

    parser = verbs.add_parser(
        "fewshot", parents=[common], help="how well new scenes are learnt from a few clips",
        description="Draws a few clips of every scene, teaches them to the frozen network as Teach "
        "does, asks it about clips of other places, and averages over many draws.",
    )  # fmt: skip
    add_source(parser)
    add_precision(parser)
    parser.add_argument(
        "--shots", type=_numbers, default=[5], metavar="K[,K]", help="shots of every scene (5)"
    )
    parser.add_argument(
        "--episodes", type=whole_number, default=300, metavar="N", help="draws (300)"
    )
    parser.add_argument(
        "--scenes", type=_names, metavar="A,B,C", help="to be told apart (default: all)"
    )
    parser.add_argument(
        "--unknown", type=_names, default=[], metavar="D,E", help="scenes that should be refused"
    )
    parser.add_argument(
        "--support", choices=("clip", "window"), default="clip", help="what one shot is (clip)"
    )
    parser.add_argument(
        "--strength", type=positive, default=argparse.SUPPRESS, metavar="C",
        help="of the logistic regression, inverse of its regularisation (100)",
    )  # fmt: skip
    parser.add_argument("--seed", type=seed, default=0, metavar="N", help="of the draws")
    parser.set_defaults(run=fewshot)


def _numbers(text: str) -> list[int]:
    return [whole_number(part) for part in text.split(",")]


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def probe(arguments: argparse.Namespace, console: Console) -> None:
    """``asc probe``."""
    from ml_core.project import Project
    from ml_core.stages.probe import probe as measure

    with Project.open(arguments.project) as project:
        answer = measure(
            arguments.source, project, split=arguments.split, precision=arguments.precision,
            monitor=console.monitor(),
        )  # fmt: skip
    shape = "\n".join(
        f"  {name:16} {value:.3f}"
        for name, value in answer["geometry"].items()
        if name != "n_clips"
    )
    console.result(
        answer,
        f"Linear probe {answer['linear']:.3f} (C {answer['c']:g}), k-NN probe {answer['knn']:.3f} "
        f"(k {answer['k']}), on {answer['n_clips']} clips, {answer['backend']}.\n{shape}",
    )


def fewshot(arguments: argparse.Namespace, console: Console) -> None:
    """``asc fewshot``."""
    from ml_core.project import Project
    from ml_core.stages.fewshot import fewshot as measure

    # the default lives where the regression is: numpy is not imported to make the parser
    given = {"strength": arguments.strength} if "strength" in arguments else {}
    with Project.open(arguments.project) as project:
        answer = measure(
            arguments.source, project, shots=arguments.shots, episodes=arguments.episodes,
            scenes=arguments.scenes, unknown=arguments.unknown, support=arguments.support,
            seed=arguments.seed, precision=arguments.precision, monitor=console.monitor(), **given,
        )  # fmt: skip
    rows = answer.get("by_shots", {str(answer["shots"]): answer})
    console.result(answer, "\n".join(_line(row, answer["episodes"]) for row in rows.values()))


def _line(row: dict[str, Any], episodes: int) -> str:
    low, high = row["ci95"]
    methods = ", ".join(f"{name} {found['accuracy']:.3f}" for name, found in row["methods"].items())
    line = (
        f"{row['shots']}-shot: accuracy {row['accuracy']:.3f} (95 % interval over {episodes} draws "
        f"{low:.3f} to {high:.3f}), mAP {row['map']:.3f}; {methods}"
    )
    if (fewest := min(row["shots_per_scene"].values())) < row["shots"]:
        line += f"\n  a scene with fewer gives all it has: {fewest:.1f} of one on average"
    if row["auroc"] is not None:
        line += f"\n  unknown: AUROC {row['auroc']:.3f}, OSCR {row['oscr']:.3f}, "
        line += f"FPR95 {row['fpr95']:.3f}"
    return line
