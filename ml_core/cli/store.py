"""Verbs of asc that look after a project's store: snapshots, and audio that has moved."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ml_core.cli.console import Console

if TYPE_CHECKING:
    from ml_core.project import Project, Snapshot


def add_verbs(verbs: "argparse._SubParsersAction[Any]", common: argparse.ArgumentParser) -> None:
    """Register this module's verbs."""
    parser = verbs.add_parser(
        "snapshot", parents=[common], help="keep what a project holds, and compare"
    )
    parser.add_argument("project", type=Path, help="folder of the project")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--name", default="", metavar="S", help="what the snapshot is called")
    how.add_argument("--list", action="store_true", help="say which there are, take none")
    how.add_argument(
        "--diff", nargs="+", type=int, metavar=("A", "B"), help="from A to B, or to what is now"
    )
    parser.set_defaults(run=_snapshot, usage_error=parser.error)

    parser = verbs.add_parser(
        "locate", parents=[common], help="find recordings that are not where they were"
    )
    parser.add_argument("project", type=Path, help="folder of the project")
    parser.add_argument("folder", type=Path, help="where to look for them")
    parser.add_argument(
        "--check", action="store_true", help="also read those in place: is each the right one?"
    )
    parser.set_defaults(run=_locate)


def _snapshot(arguments: argparse.Namespace, console: Console) -> None:
    from ml_core.project import Project

    looks = arguments.list or arguments.diff is not None
    with Project.open(arguments.project, read_only=looks) as project:
        if arguments.list:
            found = project.snapshots()
            text = "\n".join(map(_in_words, found)) or "There are no snapshots yet."
            console.result({"snapshots": [_as_json(one) for one in found]}, text)
        elif arguments.diff is not None:
            if len(arguments.diff) > 2:
                arguments.usage_error("--diff takes one or two numbers of snapshots")
            _diff(project, arguments.diff, console)
        else:
            taken = project.take_snapshot(arguments.name)
            console.result(_as_json(taken), _in_words(taken))


def _locate(arguments: argparse.Namespace, console: Console) -> None:
    from ml_core.datasets.contents import hash_missing
    from ml_core.project import Project

    with Project.open(arguments.project) as project:
        done = project.relocate(arguments.folder, console.monitor(), check_content=arguments.check)
        hash_missing(project, console.monitor())  # what was absent until now was never read
    for path in done.still_missing[:20]:
        console.say(f"{path} was not found")
    console.result(
        {
            "found": done.found,
            "missing": done.missing,
            "still_missing": [str(path) for path in done.still_missing],
        },
        _located(done.found, done.missing),
    )


def _located(n_found: int, n_missing: int) -> str:
    if not n_found and not n_missing:
        return "Nothing is missing."
    return f"{n_found} found, {n_missing} missing."


def _diff(project: "Project", numbers: list[int], console: Console) -> None:
    a, b = numbers if len(numbers) == 2 else (numbers[0], None)
    found = {name: len(ids) for name, ids in asdict(project.diff_snapshots(a, b)).items()}
    until = "now" if b is None else f"snapshot {b}"
    console.result(
        {"a": a, "b": b, **found},
        f"From snapshot {a} to {until}: {found['added']} clips added, {found['removed']} removed, "
        f"{found['relabelled']} relabelled, {found['other']} changed in something else.",
    )


def _as_json(one: "Snapshot") -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "time": one.time,
        "recordings": one.n_recordings,
        "segments": one.n_segments,
        "labelled": one.n_labelled,
        "digest": one.digest,
    }


def _in_words(one: "Snapshot") -> str:
    named = f' "{one.name}"' if one.name else ""
    return (
        f"Snapshot {one.id}{named} of {one.time}: {one.n_segments} clips, {one.n_labelled} "
        f"labelled, {one.digest[:12]}"
    )
