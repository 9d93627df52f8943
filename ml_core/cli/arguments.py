"""Arguments that several verbs share."""

import argparse
from pathlib import Path
from typing import Any

_FACETS = ("scene", "state", "split", "device", "location")


def add_source(parser: argparse.ArgumentParser) -> None:
    """Add ``RUN|BUNDLE`` and ``PROJECT``: what is measured, and on whose clips."""
    add_model(parser)
    parser.add_argument("project", metavar="PROJECT", type=Path, help="folder with the clips")


def add_model(
    parser: argparse.ArgumentParser, name: str = "source", nargs: str | None = None
) -> None:
    """Add ``RUN|BUNDLE`` under another name, or several."""
    metavar = "RUN|BUNDLE" if name == "source" else name.upper()
    words = "a run's folder, PROJECT/runs/NAME, or a file, NAME.ascbundle"
    parser.add_argument(name, metavar=metavar, type=Path, help=words, nargs=nargs)


def add_split(parser: argparse.ArgumentParser) -> None:
    """Add ``--split``."""
    parser.add_argument(
        "--split", default="test", help="part of the project to measure on: test, train, ... (test)"
    )


def add_measure(parser: argparse.ArgumentParser) -> None:
    """Add ``--split`` and ``--precision``."""
    add_split(parser)
    add_precision(parser)


def add_precision(parser: argparse.ArgumentParser) -> None:
    """Add ``--precision``."""
    parser.add_argument(
        "--precision", choices=("int8", "fp32"), default="int8",
        help="which file of an exported network is heard (int8)",
    )  # fmt: skip


def add_facets(parser: argparse.ArgumentParser) -> None:
    """Add ``--scene`` and others, and ``--text``: which clips of a project are meant."""
    for facet in _FACETS:
        parser.add_argument(
            f"--{facet}", metavar="V[,V]", help=f"only clips that have one of these as {facet}"
        )
    parser.add_argument("--text", default="", help="only clips with this in their path")


def facets(arguments: argparse.Namespace) -> dict[str, Any]:
    """The values that clips may have, by facet, as ``ClipFilter`` takes them."""
    return {name: tuple(said.split(",")) for name in _FACETS if (said := getattr(arguments, name))}
