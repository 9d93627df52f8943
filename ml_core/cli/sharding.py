"""The verb of asc that writes a project's clips as shards, and checks them."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ml_core.cli.arguments import add_facets, facets
from ml_core.cli.console import Console

if TYPE_CHECKING:
    from ml_core.shards import ShardReport


def add_verbs(verbs: "argparse._SubParsersAction[Any]", common: argparse.ArgumentParser) -> None:
    """Register this module's verbs."""
    parser = verbs.add_parser(
        "shard", parents=[common], help="write clips as tars with Parquet beside, or check them",
        description="Writes the clips of a project as shards: tars of KEY.flac and KEY.json, as "
        "WebDataset reads them, and a Parquet table beside each. Stopped and given again it goes "
        "on; the same clips give the same bytes. asc import FOLDER makes a project of them.",
    )  # fmt: skip
    parser.add_argument("project", nargs="?", type=Path, metavar="PROJECT")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="folder of the shards")
    parser.add_argument(
        "--also", nargs="+", type=Path, metavar="FOLDER", default=[],
        help="folders on further disks, which get shards in turn; with --check: where to look, too",
    )  # fmt: skip
    parser.add_argument(
        "--shard-mb", type=int, default=256, metavar="N", help="how many MB a shard has (256)"
    )
    add_facets(parser)
    parser.add_argument(
        "--labelled", action="store_true", help="only clips with a scene that are not excluded"
    )
    parser.add_argument(
        "--check", type=Path, metavar="FOLDER", help="compare every byte of shards with the hashes"
    )
    parser.set_defaults(run=_shard, usage_error=parser.error)


def _shard(arguments: argparse.Namespace, console: Console) -> None:
    if arguments.check is not None:
        if arguments.project or arguments.out:
            arguments.usage_error("--check takes the folder of the shards alone")
        _check(arguments, console)
        return
    if arguments.project is None or arguments.out is None:
        arguments.usage_error("name a project and --out FOLDER, or --check FOLDER")
    if not 1 <= arguments.shard_mb <= 1 << 16:
        arguments.usage_error("--shard-mb takes 1 to 65536")
    from ml_core.datasets.contents import hash_missing
    from ml_core.project import ClipFilter, Project
    from ml_core.shards import write_shards

    wanted = ClipFilter(**facets(arguments), text=arguments.text, usable=arguments.labelled)
    monitor = console.monitor()
    with Project.open(arguments.project) as project:
        if not project.read_only:
            hash_missing(project, monitor)
        report = write_shards(
            project, arguments.out, also=arguments.also, shard_mb=arguments.shard_mb,
            wanted=wanted, monitor=monitor,
        )  # fmt: skip
    for path, reason in report.problems[:20]:
        console.say(f"{path}: {reason}")
    console.result(_as_json(report), _in_words(report))


def _as_json(report: "ShardReport") -> dict[str, Any]:
    return {
        "folder": str(report.folder),
        "shards": report.shards,
        "kept": report.kept,
        "clips": report.clips,
        "hours": round(report.duration_s / 3600, 6),
        "bytes": report.n_bytes,
        "left_out": report.left_out,
        "problems": [{"path": path, "reason": reason} for path, reason in report.problems],
    }


def _in_words(report: "ShardReport") -> str:
    hours, megabytes = report.duration_s / 3600, report.n_bytes / 1e6
    size = f"{report.shards} shards ({megabytes:.0f} MB)"
    words = [f"{report.clips} clips ({hours:.2f} h) are in {size} in {report.folder}."]
    words += [f"{report.kept} shards were there before."] if report.kept else []
    words += [f"{report.left_out} excluded clips were left out."] if report.left_out else []
    words += [f"{len(report.problems)} could not be read."] if report.problems else []
    return " ".join(words)


def _check(arguments: argparse.Namespace, console: Console) -> None:
    from ml_core.errors import ShardError
    from ml_core.shards import open_shards

    shards = open_shards(arguments.check, arguments.also)
    wrong = shards.check(console.monitor())
    if wrong:
        for sentence in wrong[:20]:
            console.say(sentence)
        raise ShardError(
            f'{len(wrong)} of the {len(shards.shards)} shards in "{shards.folder}" are not as '
            f"they were written. {wrong[0]}",
            hint="Copy them again from where they were made, or make them again.",
        )
    said = shards.manifest
    hours = said.duration_s / 3600
    console.result(
        {
            "folder": str(shards.folder), "shards": list(shards.shards), "clips": said.n_clips,
            "hours": round(hours, 6), "wrong": [],
        },
        f"All {len(shards.shards)} shards are as they were written: {said.n_clips} clips "
        f"({hours:.2f} h).",
    )  # fmt: skip
