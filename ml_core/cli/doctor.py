"""The verb of asc that examines a project's data."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ml_core.cli.console import Console
from ml_core.cli.splitting import undivided_words

if TYPE_CHECKING:
    from ml_core.labelling.doctor import DoctorReport, Problem

_TITLES = {
    "unreadable": "Cannot be read",
    "leaking": "In training and in the test",
    "duplicate": "Identical",
    "near_duplicate": "Nearly identical",
    "device_tells": "Device tells the scene",
    "level_tells": "Level tells the scene",
    "format_tells": "Kind of file tells the scene",
    "clipped": "Clipped",
    "silent": "Mostly silent",
    "too_short": "Too short",
    "dc_offset": "Constant offset",
}
_SHOWN = 5  # problems of each kind that people are shown


def add_verbs(verbs: "argparse._SubParsersAction[Any]", common: argparse.ArgumentParser) -> None:
    """Register this module's verb."""
    parser: argparse.ArgumentParser = verbs.add_parser(
        "doctor", parents=[common], help="say what is wrong with the recordings, and mend it"
    )
    parser.add_argument("project", type=Path, help="folder of the project")
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--fix", metavar="KIND[,KIND]", help="mend these as proposed; asc undo takes it back"
    )
    how.add_argument(
        "--exclude", metavar="KIND[,KIND]", help="exclude these clips; asc undo takes it back"
    )
    parser.set_defaults(run=_doctor, usage_error=parser.error)


def _doctor(arguments: argparse.Namespace, console: Console) -> None:
    from ml_core.datasets.splits import n_undivided
    from ml_core.labelling.doctor import apply_fixes, run_doctor
    from ml_core.project import Project

    named = arguments.fix or arguments.exclude
    kinds = [kind.strip() for kind in named.split(",")] if named else []
    if unknown := [kind for kind in kinds if kind not in _TITLES]:
        arguments.usage_error(f"no kind {unknown[0]!r}; there are {', '.join(_TITLES)}")
    with Project.open(arguments.project) as project:
        report = run_doctor(project, console.monitor())
        chosen = [one for one in report.problems if one.kind in kinds]
        done = apply_fixes(project, chosen, "exclude" if arguments.exclude else None)
        undivided = n_undivided(project)
    console.result(
        {
            "problems": [_listed(one) for one in report.problems],
            "counts": dict(report.counts),
            "shortcuts": [
                {
                    "kind": one.kind,
                    "accuracy": one.accuracy,
                    "shuffled": one.shuffled,
                    "chance": one.chance,
                    "n_clips": one.n_clips,
                    "tells": one.tells,
                    "recalls": dict(one.recalls),
                }
                for one in report.shortcuts
            ],
            "clips": report.n_clips,
            "heard": report.n_heard,
            "known": report.n_known,
            "missing": report.n_missing,
            "undivided": undivided,
            "fixed": done,
        },
        "\n".join([*_lines(report, done), *([undivided_words(undivided)] if undivided else [])]),
    )


def _listed(one: "Problem") -> dict[str, Any]:
    return {
        "path": one.path,
        "kind": one.kind,
        "detail": one.detail,
        "fix": one.fix,
        "segment": one.segment_id,
        "segments": list(one.segment_ids),
        "other": one.other_id,
    }


def _lines(report: "DoctorReport", done: str | None) -> list[str]:
    """The report for people."""
    lines = [f"{report.n_clips} clips, {report.n_heard} recordings listened to now."]
    if report.n_missing:
        lines.append(
            f"The audio of {report.n_missing} recordings is not there: only their facts were "
            "looked at. Find it with: asc locate"
        )
    for kind, n in report.counts.items():
        lines.append(f"{n:6} {_TITLES[kind]} ({kind})")
        of_kind = report.of_kind(kind)
        lines += [f"       {one.path}: {one.detail}" for one in of_kind[:_SHOWN]]
        if n > _SHOWN:
            lines.append(f"       ... and {n - _SHOWN} more")
    if done:
        lines.append(f"Done: {done}. asc undo takes it back.")
    return lines
