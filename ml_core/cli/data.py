"""Verbs of asc that concern projects and their recordings."""

import argparse
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ml_core.cli.arguments import add_facets, facets
from ml_core.cli.console import Console
from ml_core.cli.numbers import counted
from ml_core.cli.splitting import undivided_words
from ml_core.errors import AscError

if TYPE_CHECKING:
    from ml_core.datasets.importing import ImportReport
    from ml_core.datasets.tables import TablePreview
    from ml_core.project import ClipRow, Project

_FORMATS = ("meta", "csv", "parquet", "audacity", "raven", "labelstudio", "aoef")
_LISTED = 20  # values that a hint names


def add_verbs(verbs: "argparse._SubParsersAction[Any]", common: argparse.ArgumentParser) -> None:
    """Register this module's verbs."""

    def verb(
        name: str, run: Callable[[argparse.Namespace, Console], None], about: str
    ) -> argparse.ArgumentParser:
        parser: argparse.ArgumentParser = verbs.add_parser(name, parents=[common], help=about)
        parser.add_argument("project", type=Path, help="folder of the project")
        parser.set_defaults(run=run)
        return parser

    parser = verb("new", _new, "make a project in a folder")
    parser.add_argument("--name", help="what it is called (default: as its folder)")

    parser = verb("import", _import, "bring recordings and labels into a project")
    parser.add_argument(
        "path", type=Path, help="a folder per scene, a table, a label file, or an audio file"
    )
    parser.add_argument(
        "--as", dest="kind", choices=("auto", "folder", "recordings", *_FORMATS),
        default="auto", help="what it is; recordings: no folder is a scene",
    )  # fmt: skip
    parser.add_argument("--copy", action="store_true", help="copy the audio into the project")
    parser.add_argument("--audio", type=Path, metavar="DIR", help="folder of the audio, if another")
    parser.add_argument(
        "--column", action="append", metavar="NAME=MEANING", default=[],
        help="what a column of the table means, for example: Place=location",
    )  # fmt: skip
    parser.add_argument(
        "--only", action="append", metavar="NAME", default=[],
        help="of a folder, this file or folder in it alone; may be repeated",
    )  # fmt: skip
    parser.add_argument(
        "--again", action="store_true", help="try what did not come in before; labels stay"
    )
    parser.add_argument(
        "--split", action="store_true", help="divide into training and test, if it was not yet"
    )
    parser.add_argument(
        "--unhashed", action="store_true", help="leave the content hashes for later: asc locate"
    )
    parser.add_argument("--plan", action="store_true", help="only say what would come in")
    parser.add_argument("--rows", type=int, metavar="N", help="only say the first rows of a table")
    parser.set_defaults(usage_error=parser.error)

    verb("info", _info, "say what a project holds")

    parser = verb("labels", _labels, "write labels for other programs")
    parser.add_argument("out", type=Path, help="file to write; audacity and wav: a folder")
    parser.add_argument("--format", choices=(*_FORMATS, "wav"), required=True)
    add_facets(parser)

    verb("undo", _undo, "take the last change of a project back")
    verb("redo", _redo, "make the last undone change again")


def _new(arguments: argparse.Namespace, console: Console) -> None:
    from ml_core.project import Project

    with Project.create(arguments.project, arguments.name) as project:
        console.result(
            {"project": str(project.folder), "name": project.name},
            f"Project {project.name} is in {project.folder}.",
        )


def _import(arguments: argparse.Namespace, console: Console) -> None:
    from ml_core.datasets.contents import hash_missing
    from ml_core.datasets.importing import import_recordings
    from ml_core.datasets.splits import n_undivided, split_first

    pairs = [pair.rpartition("=") for pair in arguments.column]
    if not all(name and meaning for name, _, meaning in pairs):
        arguments.usage_error("--column takes NAME=MEANING")
    mapping = _mapping(arguments.path, pairs) if pairs else None
    if arguments.plan or arguments.rows is not None:
        _plan(arguments, console, mapping)
        return
    monitor = console.monitor()
    with _opened(arguments) as project:
        report = import_recordings(
            project,
            arguments.path,
            kind=arguments.kind,
            copy=arguments.copy,
            mapping=mapping,
            audio=arguments.audio,
            only=arguments.only,
            again=arguments.again,
            monitor=monitor,
        )
        if arguments.split:
            split_first(project)
        undivided = n_undivided(project) if report.segments or report.changed else 0
        if not report.missing and not arguments.unhashed:  # else there is nothing to be read
            hash_missing(project, monitor)
    for problem in report.problems[:20]:
        console.say(f"{problem.path}: {problem.reason}")
    if len(report.problems) > 20:
        console.say(f"... and {len(report.problems) - 20} more")
    words = [_came_in(report)]
    words += [f"{report.changed} clips were labelled anew."] if report.changed else []
    words += [f"The audio of {report.missing} is to be located."] if report.missing else []
    refused = sum(one.label for one in report.problems)
    cut = sum(one.cut for one in report.problems)
    unread = len(report.problems) - refused - cut
    words += [f"{unread} could not be read."] if unread else []
    words += [_cut_short(cut)] if cut else []
    words += [_refused(refused)] if refused else []
    words += [undivided_words(undivided)] if undivided else []
    words += _without_scenes(arguments, mapping) if report.segments and not report.scenes else []
    console.result(
        {
            "recordings": report.recordings,
            "segments": report.segments,
            "scenes": report.scenes,
            "devices": report.devices,
            "already": report.already,
            "changed": report.changed,
            "missing": report.missing,
            "undivided": undivided,
            "problems": [asdict(one) for one in report.problems],
        },
        " ".join(words),
    )
    if report.problems and not (report.recordings or report.segments or report.already):
        hint = "Name a folder, a table or a file with recordings."
        if not unread:
            hint = "The lines above say what is wrong with each label."
        raise AscError("Nothing came in.", hint=hint)


def _came_in(report: "ImportReport") -> str:
    """What is new, and what was known already."""
    known = counted(report.already, "recording was", "recordings were")
    if not report.segments and report.already:
        return f"Nothing new came in: {known} in already."
    return f"{_new_ones(report)} {known} in already." if report.already else _new_ones(report)


def _new_ones(report: "ImportReport") -> str:
    of = f"of {counted(report.scenes, 'scene')}."
    if report.segments == report.recordings:
        return f"{counted(report.segments, 'clip is', 'clips are')} in, {of}"
    both = f"{counted(report.recordings, 'recording')} with {counted(report.segments, 'segment')}"
    return f"{both} are in, {of}"


def _refused(n: int) -> str:
    what = "1 label was" if n == 1 else f"{n} labels were"
    return f"{what} refused: mend the label file and import it again."


def _cut_short(n: int) -> str:
    return "1 is cut short." if n == 1 else f"{n} are cut short."


def _without_scenes(arguments: argparse.Namespace, mapping: dict[str, str] | None) -> list[str]:
    """What to do where no column of a table is known as the scene, in a sentence."""
    from ml_core.datasets.columns import listed
    from ml_core.datasets.sources import detect, table_at
    from ml_core.datasets.tables import preview_table

    kind = detect(arguments.path) if arguments.kind == "auto" else arguments.kind
    if kind not in ("meta", "csv", "parquet"):
        return []
    table = table_at(arguments.path)
    shown = preview_table(table, 0)
    if "scene" in (mapping or shown.guess).values():
        return []
    said = f'No column of "{table.name}" is known as the scene: {listed(shown.columns)}.'
    return [f"{said} If one is, import it again with --column NAME=scene."]


def _first_rows(arguments: argparse.Namespace) -> "TablePreview":
    from ml_core.datasets.sources import table_at
    from ml_core.datasets.tables import preview_table

    stretches = False if arguments.kind == "meta" else None
    return preview_table(table_at(arguments.path), arguments.rows, stretches=stretches)


def _plan(arguments: argparse.Namespace, console: Console, mapping: dict[str, str] | None) -> None:
    """Say what an import would find; the project is not even opened."""
    from ml_core.datasets.surveying import survey

    if arguments.rows is not None:
        table = _first_rows(arguments)
        lines = ["\t".join(row) for row in (table.columns, *table.rows)]
        console.result(asdict(table), "\n".join(lines))
        return
    found = survey(
        arguments.path,
        kind=arguments.kind,
        mapping=mapping,
        audio=arguments.audio,
        only=arguments.only,
        monitor=console.monitor(),
    )
    what = f"{found.clips} clips"
    if found.clips != found.recordings:
        what = f"{found.recordings} recordings with {found.clips} segments"
    words = [f"{what} of {found.scenes} scenes would come in ({found.kind})."]
    words += [f"{found.n_missing} recordings are not there."] if found.n_missing else []
    words += [f"{len(found.problems)} could not be used."] if found.problems else []
    words += _without_scenes(arguments, mapping) if found.clips and not found.scenes else []
    console.result(asdict(found), " ".join(words))


def _mapping(path: Path, pairs: list[tuple[str, str, str]]) -> dict[str, str]:
    """The guessed meanings of a table's columns, corrected by what was said."""
    from ml_core.datasets.tables import preview_table, table_in

    table = (table_in(path) or path) if path.is_dir() else path
    said = {name: meaning for name, _, meaning in pairs}
    guess = preview_table(table).guess
    kept = {k: v for k, v in guess.items() if v not in said.values() or v in ("extra", "ignore")}
    return kept | said


def _info(arguments: argparse.Namespace, console: Console) -> None:
    from ml_core.datasets.splits import n_undivided

    with _opened(arguments, read_only=True) as project:
        info, undivided = project.counts(), n_undivided(project)
    known = f"{info.labelled} labelled, {info.duration_s / 60:.0f} min"
    counted = {
        "Scenes": info.scenes,
        "Devices": info.devices,
        "Splits": info.splits,
        "States": info.states,
    }
    lines = [f"{info.name}: {info.recordings} recordings, {info.segments} clips ({known})"]
    for title, counts in counted.items():
        if counts:
            lines.append(f"{title}: " + ", ".join(f"{name} {n}" for name, n in counts.items()))
    made = f"{info.runs} runs, {info.bundles} bundles"
    lines.append(f"{info.locations} locations, {info.sources} sources; {made}")
    lines += [undivided_words(undivided)] if undivided else []
    if info.missing:
        lines.append(f"The audio of {info.missing} recordings is not where it was.")
    console.result({**info.to_json(), "undivided": undivided}, "\n".join(lines))


def _labels(arguments: argparse.Namespace, console: Console) -> None:
    from ml_core.datasets.exporting import export_clips, export_labels
    from ml_core.project import ClipFilter

    chosen = facets(arguments)
    with _opened(arguments, read_only=True) as project:
        ids = None
        if chosen or arguments.text:
            ids = project.ids(ClipFilter(**chosen, text=arguments.text))
            if not ids:
                raise _nothing_chosen(project, chosen, arguments.text)
        if arguments.format == "wav":
            report = export_clips(project, arguments.out, ids, console.monitor())
        else:
            report = export_labels(project, arguments.out, arguments.format, ids)
    for sentence in report.lost:
        console.say(sentence)
    left = f", {report.left_out} do not fit this format" if report.left_out else ""
    console.result(
        {
            "written": report.written,
            "left_out": report.left_out,
            "scope": report.scope,
            "lost": list(report.lost),
            "path": str(arguments.out),
        },
        f"{report.written} clips are in {arguments.out}{left}.",
    )


def _nothing_chosen(project: "Project", chosen: dict[str, tuple[str, ...]], text: str) -> AscError:
    """Why no clip is left of what was asked for."""
    from ml_core.project import ClipFilter

    for facet, values in chosen.items():
        there = sorted({name for clip in project.clips() for name in _names(clip, facet)})
        if not set(values) & set(there):
            known = ", ".join(there[:_LISTED]) + (" ..." if len(there) > _LISTED else "")
            return AscError(
                f'No clip has the {facet} "{values[0]}", so nothing was written.',
                hint=f"There are: {known}." if there else f"No clip has any {facet}.",
            )
    if text and not project.ids(ClipFilter(text=text)):
        return AscError(f'No clip has "{text}" in its path, so nothing was written.')
    return AscError(
        "No clip has all of that at once, so nothing was written.", hint="Ask for less at a time."
    )


def _names(clip: "ClipRow", facet: str) -> tuple[str, ...]:
    if facet == "scene":
        return clip.scenes
    value = getattr(clip, facet)
    return () if value is None else (value,)


def _undo(arguments: argparse.Namespace, console: Console) -> None:
    with _opened(arguments) as project:
        undone, following = project.undo(), project.undo_text()
    text = "There is nothing to undo." if undone is None else f"Undone: {undone}."
    console.result({"undone": undone, "next": following}, text)


def _redo(arguments: argparse.Namespace, console: Console) -> None:
    with _opened(arguments) as project:
        redone, following = project.redo(), project.redo_text()
    text = "There is nothing to redo." if redone is None else f"Done again: {redone}."
    console.result({"redone": redone, "next": following}, text)


def _opened(arguments: argparse.Namespace, *, read_only: bool = False) -> "Project":
    from ml_core.project import Project

    return Project.open(arguments.project, read_only=read_only)
