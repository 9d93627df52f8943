"""Verb of asc that measures how fast a bundle is here: bench."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ml_core.cli.arguments import add_model
from ml_core.cli.console import Console

if TYPE_CHECKING:
    from ml_core.bundle.speed import Speed


def add_verbs(verbs: "argparse._SubParsersAction[Any]", common: argparse.ArgumentParser) -> None:
    """Register this module's verb."""
    parser = verbs.add_parser(
        "bench", parents=[common], help="how fast a bundle is here",
        description="Times the front end and the float and int8 networks on one thread and on "
        "more, in turns, from samples to decision. Other programs make everything slower: close "
        "them. What was measured is kept, for the studio to show.",
    )  # fmt: skip
    add_model(parser, "bundle")
    parser.add_argument(
        "--threads", type=_at_least_one, metavar="N",
        help="the most threads that are tried (one for every core, at most 8)",
    )  # fmt: skip
    parser.set_defaults(run=bench)


def _at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number of threads")
    return int(text)


def bench(arguments: argparse.Namespace, console: Console) -> None:
    """``asc bench``: front end, float, int8, and everything from samples to decision."""
    from ml_core.bundle import read_bundle
    from ml_core.bundle.speed import keep_speed, measure_speed
    from ml_core.stages.export_bundle import bundle_of_run

    source: Path = arguments.bundle
    bundle = read_bundle(bundle_of_run(source) if source.is_dir() else source)
    speed = measure_speed(bundle, console.monitor(), threads=arguments.threads)
    keep_speed(bundle.fingerprint, speed)
    console.result(speed.to_dict(), _text(speed))


def _text(speed: "Speed") -> str:
    from ml_core.bundle.speed import recommendation

    lines = ["ms for one window         front end    network   half of  19 of 20"]
    for row in speed.rows:
        on = "1 thread" if row.threads == 1 else f"{row.threads} threads"
        lines.append(
            f"{row.precision:5} {on:10} {row.frontend_ms['p50']:17.3f} "
            f"{row.network_ms['p50']:10.3f} {row.end_to_end_ms['p50']:9.3f} "
            f"{row.end_to_end_ms['p95']:9.3f}"
        )
    joules = speed.best.joules_per_window
    energy = f"{1000 * joules:.3f} mJ for one window" if joules else speed.energy_reason
    lines += [f"Recommended: {recommendation(speed)}", f"Energy: {energy}"]
    if speed.busy:
        lines.append(
            f"Other programs were at work (load {speed.load_before:.1f}): "
            "close them and measure again."
        )
    return "\n".join(lines)
