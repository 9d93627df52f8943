"""``asc``: one command per verb; text for people, ``--json`` for programs.

Exit status: 0 done, 1 a problem the user can fix, 2 wrong usage, 130 cancelled. Bugs keep
their traceback. Each module of this package owns some verbs; all heavy imports happen
inside the functions that need them, so that ``asc --help`` is instant.
"""

import argparse
import errno
import signal
import sys
from collections.abc import Sequence

from ml_core import __version__, packs
from ml_core.cli import (
    baking,
    bulk,
    bundles,
    choosing,
    computing,
    data,
    demo,
    doctor,
    fusing,
    labelling,
    live,
    mapping,
    microphone,
    packing,
    places,
    planning,
    probing,
    recording,
    reporting,
    reproducing,
    running,
    searching,
    sensitivity,
    sharding,
    speed,
    splitting,
    store,
    training,
    web,
)
from ml_core.cli.console import Console
from ml_core.errors import AscError
from ml_core.progress import Cancelled

REFUSED = (
    errno.ENAMETOOLONG, errno.ENOTDIR, errno.EACCES, errno.EPERM, errno.EROFS, errno.ELOOP,
)  # fmt: skip
"""What systems say of a path that somebody gave; no bug."""

GROUPS = (
    data,
    store,
    splitting,
    sharding,
    doctor,
    labelling,
    mapping,
    training,
    planning,
    running,
    computing,
    baking,
    fusing,
    reproducing,
    searching,
    sensitivity,
    bundles,
    bulk,
    web,
    speed,
    probing,
    reporting,
    choosing,
    live,
    places,
    microphone,
    recording,
    packing,
    demo,
)


def build_parser() -> argparse.ArgumentParser:
    """The parser of all verbs."""
    parser = argparse.ArgumentParser(
        prog="asc", description="Acoustic scenes, from recordings to a live int8 student."
    )
    parser.add_argument("--version", action="version", version=f"asc {__version__}")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--json", action="store_true", help="print exactly one JSON object (streams: one per line)"
    )
    common.add_argument(
        "--progress", action="store_true", help="with --json: lines of progress before the answer"
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for group in GROUPS:
        group.add_verbs(verbs, common)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    arguments = build_parser().parse_args(argv)
    with Console(json_mode=arguments.json, progress=arguments.progress) as console:
        try:
            arguments.run(arguments, console)
        except AscError as error:
            console.fail(error)
            return 1
        except OSError as error:
            if error.errno not in REFUSED or error.filename is None:
                raise
            console.fail(_refused(error))
            return 1
        except (Cancelled, KeyboardInterrupt) as stop:
            paused = getattr(stop, "kind", "") == "pause"  # of a run, by its folder
            console.say("Paused." if paused else "Cancelled.")
            return 130
    return 0


def _refused(error: OSError) -> AscError:
    return AscError(
        f'"{error.filename}" cannot be used: {error.strerror}.',
        hint="Check the path and its permissions.",
    )


def run() -> None:
    """Entry point of the ``asc`` script; who ends it politely lets it clean up."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    packs.enable()
    sys.exit(main())
