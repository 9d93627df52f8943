"""Verb of asc: serve. What it serves, ``asc export --web`` writes."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ml_core.cli.console import Console

if TYPE_CHECKING:
    from ml_core.web import Server


def add_verbs(verbs: "argparse._SubParsersAction[Any]", common: argparse.ArgumentParser) -> None:
    """Register this module's verbs."""
    parser = verbs.add_parser(
        "serve", parents=[common], help="open a bundle's web page on this computer",
        description="Serves a folder that asc export --web wrote, on 127.0.0.1 only, until Ctrl+C.",
    )  # fmt: skip
    parser.add_argument("folder", metavar="DIR", type=Path)
    parser.add_argument("--port", type=_port, help="default: 8473, or a free one if it is taken")
    parser.set_defaults(run=serve)


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text} is not a port")
    return int(text)


def serve(arguments: argparse.Namespace, console: Console) -> None:
    """``asc serve``: one answer, the address, when the page can be opened."""
    from ml_core.web import serve as serve_folder

    def ready(server: "Server") -> None:
        answer = {"url": server.url, "folder": str(server.folder)}
        console.result(answer, f"Open {server.url} in a browser. Ctrl+C ends it.")

    serve_folder(arguments.folder, arguments.port, ready=ready)
