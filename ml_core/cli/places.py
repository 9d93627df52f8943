"""The verb of asc for taught places: who they are, other names, silence, and taking them out."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ml_core.cli.console import Console
from ml_core.cli.live import taught_file
from ml_core.errors import AscError, ProjectError
from ml_core.scenes import plain

if TYPE_CHECKING:
    from ml_core.bundle import Bundle
    from ml_core.project import Project

Change = Callable[["Bundle", Path], "Bundle"]


def add_verbs(verbs: "argparse._SubParsersAction[Any]", common: argparse.ArgumentParser) -> None:
    """Register this module's verb."""
    parser: argparse.ArgumentParser = verbs.add_parser(
        "places", parents=[common], help="list, rename, mute or remove taught places",
        description="Without a change: lists them. A change is written to a new bundle and the one "
        "from before stays; in a project the new one lies among its bundles and is the newest, "
        "and --undo makes the one from before the newest again.",
    )  # fmt: skip
    parser.add_argument("source", type=Path, metavar="BUNDLE|PROJECT", help="project: its newest")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--rename", nargs=2, metavar=("NAME", "NEW"), help="call a place otherwise")
    what.add_argument("--mute", metavar="NAME", help="keep a place, but never say it")
    what.add_argument("--unmute", metavar="NAME", help="say it again")
    what.add_argument("--remove", metavar="NAME", help="take a place out")
    what.add_argument("--undo", action="store_true", help="of a project: take the change back")
    parser.add_argument(
        "--out", type=Path, metavar="OUT.ascbundle", help="the new file; a project chooses its own"
    )
    parser.add_argument("--replace", action="store_true", help="write over the bundle at OUT")
    parser.set_defaults(run=places, usage_error=parser.error)


def places(arguments: argparse.Namespace, console: Console) -> None:
    """List the places of a bundle, or change one of them."""
    from ml_core.bundle import read_bundle
    from ml_core.project import Project

    change = _change(arguments)
    if not arguments.source.is_dir():
        before = after = read_bundle(arguments.source)
        if arguments.undo:
            arguments.usage_error("--undo is for a project; a bundle from before is a file")
        if change is not None:
            if arguments.out is None:
                arguments.usage_error("name the new bundle: --out OUT.ascbundle")
            out = taught_file(arguments.out, arguments.source, replace=arguments.replace)
            after = change(before, out)
        _tell(console, before, after)
        return
    if arguments.out is not None:
        arguments.usage_error("--out is for a bundle; a project keeps the new one among its own")
    writes = change is not None or arguments.undo
    with Project.open(arguments.source, read_only=not writes) as project:
        before = after = _newest(project)
        if change is not None:
            after = _changed(project, before, change, _word(arguments))
        elif arguments.undo:
            after = _undone(project, before)
    _tell(console, before, after)


def _change(arguments: argparse.Namespace) -> Change | None:
    from ml_core import enrolment

    if arguments.rename:
        old, new = arguments.rename
        return lambda bundle, out: enrolment.rename_enrolled(bundle, old, new, out)
    if arguments.remove is not None:
        return lambda bundle, out: enrolment.remove_enrolled(bundle, arguments.remove, out)
    name = arguments.mute if arguments.mute is not None else arguments.unmute
    if name is None:
        return None
    muted = arguments.mute is not None
    return lambda bundle, out: enrolment.mute_enrolled(bundle, name, out, muted=muted)


def _word(arguments: argparse.Namespace) -> str:
    """What tells the new file from the one before, as the Teach page names it."""
    if arguments.rename:
        return str(arguments.rename[1])
    if arguments.unmute is not None:
        return f"with {arguments.unmute}"
    return f"without {arguments.mute if arguments.mute is not None else arguments.remove}"


def _newest(project: "Project") -> "Bundle":
    from ml_core.bundle import read_bundle

    rows = project.bundles()
    if not rows:
        raise ProjectError(
            f'The project "{project.folder.name}" has no bundle.',
            hint="Export one: asc export RUN OUT.ascbundle, or name a bundle.",
        )
    return read_bundle(rows[0].path)


def _changed(project: "Project", before: "Bundle", change: Change, word: str) -> "Bundle":
    """One operation: a new file among the project's, and the newest of them."""
    from ml_core.enrolment import file_for

    if project.read_only:
        raise ProjectError(
            f'The project "{project.folder.name}" can be looked at, not changed.',
            hint="Copy it to where you may write, or name a bundle and --out.",
        )
    out = file_for(project.bundles_dir, before.manifest.name, word)
    after = change(before, out)
    run = next((row.run for row in project.bundles() if row.path == before.path), None)
    project.add_bundle(out, run=run, fingerprint=after.fingerprint)
    return after


def _undone(project: "Project", now: "Bundle") -> "Bundle":
    from ml_core.bundle import read_bundle

    same = [row for row in project.bundles()[1:] if row.fingerprint == now.fingerprint]
    if not same:
        raise AscError(
            f'Before "{now.path.name}" there was no bundle of its network in this project.'
        )
    project.add_bundle(same[0].path, run=same[0].run, fingerprint=same[0].fingerprint)
    return read_bundle(same[0].path)


def _tell(console: Console, before: "Bundle", after: "Bundle") -> None:
    rows = [
        {
            "name": scene.name,
            "muted": bool(scene.details.get("muted")),
            "n_support": scene.n_support,
            "threshold": scene.threshold,
        }
        for scene in after.enrolled
    ]
    lines = [
        f"{plain(str(row['name']))}: from {row['n_support']} windows"
        + (", muted" if row["muted"] else "")
        for row in rows
    ] or ["No place was taught to it."]
    changed = after.path != before.path
    if changed:
        lines.append(f"These are in {after.path}; before: {before.path}.")
    answer = {"bundle": str(after.path), "before": str(before.path) if changed else None}
    console.result({**answer, "places": rows}, "\n".join(lines))
