"""The verb of asc that hears a large corpus: bulk."""

import argparse
import shlex
import time
from pathlib import Path
from typing import Any

from ml_core.cli.computing import of_many
from ml_core.cli.console import Console
from ml_core.cli.numbers import duration, positive, whole_number
from ml_core.errors import RunError
from ml_core.files import settled, sha256_file
from ml_core.progress import Cancelled
from ml_core.runs import RunFolder


def add_verbs(verbs: "argparse._SubParsersAction[Any]", common: argparse.ArgumentParser) -> None:
    """Register this module's verb."""
    parser = verbs.add_parser(
        "bulk", parents=[common], help="hear a large corpus: scenes, chances and embeddings",
        description="Hears every recording of a folder, every clip of a project or every shard, "
        "in parts: here, in several processes or on a Ray cluster. Every part becomes a table. "
        "The same command again leaves alone what is done and goes on with the rest.",
    )  # fmt: skip
    parser.add_argument("source", type=Path, metavar="SOURCE", help="recordings, project or shards")
    parser.add_argument("--bundle", type=Path, metavar="BUNDLE", help="that hears")
    parser.add_argument(
        "--out", type=Path, metavar="FOLDER",
        help="of the tables; for a project that is SOURCE the default is one of its runs",
    )  # fmt: skip
    parser.add_argument("--embeddings", action="store_true", help="of every row as well")
    parser.add_argument(
        "--windows", action="store_true", help="a row for every window, not every recording"
    )
    parser.add_argument("--hop", type=positive, default=1.0, metavar="S", help="between windows")
    parser.add_argument("--unknown", choices=("off", "lenient", "normal", "strict"), default="")
    parser.add_argument("--precision", choices=("int8", "fp32"), default="int8")
    parser.add_argument(
        "--part", type=whole_number, default=1000, metavar="N", help="recordings in a part at most"
    )
    parser.add_argument(
        "--format", choices=("parquet", "csv"), help="default: parquet where pyarrow is installed"
    )
    parser.add_argument(
        "--compute", metavar="WHERE",
        help="local (default): one part after the other; processes:N: N at once; ray or "
        "ray:HOST:PORT: as many as the cluster has cores for",
    )  # fmt: skip
    parser.add_argument("--resume", type=Path, metavar="FOLDER", help="go on with this one")
    parser.add_argument(
        "--only", type=whole_number, metavar="PART", help="with --resume: one part, here and now"
    )
    parser.set_defaults(run=bulk)


def bulk(arguments: argparse.Namespace, console: Console) -> None:
    """Hear a corpus, go on with it, or hear one part of it."""
    from ml_core.bulk import hear_part, run_bulk

    if arguments.only is not None and arguments.resume is None:
        raise RunError("A part of what?", hint="Name its folder: --resume FOLDER --only PART.")
    run = _asked_for(arguments) if arguments.resume is None else _known(arguments.resume)
    if arguments.only is not None:
        report = hear_part(run.path, arguments.only, console.monitor())
        console.result({"run": str(run.path), "part": report}, f"{report['file']}: {_of(report)}")
        return
    compute = of_many(arguments.compute or run.provenance.get("compute", "local"))
    began_s = time.monotonic()
    try:
        result = run_bulk(run, compute, console.monitor())
    except (Cancelled, KeyboardInterrupt):
        words = ["asc", "bulk", str(arguments.source), "--resume", str(run.path)]
        console.say(f"To go on: {shlex.join(words)}")
        raise
    took = duration(time.monotonic() - began_s)
    lines = [f"{run.path / result['folder']}: {_of(result)}", f"{result['parts']} files, {took}."]
    console.result({"run": str(run.path), "compute": str(compute), **result}, "\n".join(lines))


def _of(report: dict[str, Any]) -> str:
    hours = report["sound_s"] / 3600
    bad = f", {report['problems']} could not be read" if report["problems"] else ""
    return f"{report['rows']} rows of {hours:.2f} hours{bad}"


def _known(folder: Path) -> RunFolder:
    run = RunFolder.open(folder.absolute())
    if run.provenance.get("stage") != "bulk":
        raise RunError(f'"{run.name}" has heard no corpus.')
    return run


def _asked_for(arguments: argparse.Namespace) -> RunFolder:
    """The run of what was asked for, new or there already."""
    from ml_core.bulk import BulkSettings, new_bulk
    from ml_core.bulk.sounds import kind_of
    from ml_core.bulk.tables import usual_form
    from ml_core.bundle import read_bundle

    source = settled(arguments.source)
    kind = kind_of(source)
    if arguments.bundle is None:
        raise RunError("Which bundle hears it?", hint="Name it: --bundle NAME.ascbundle.")
    bundle = settled(arguments.bundle)
    read_bundle(bundle)  # a damaged one is refused before there is a run of it
    if arguments.out is None and kind != "project":
        raise RunError("Where do the tables go?", hint="Name a folder: --out FOLDER.")
    out = arguments.out or source / "runs" / time.strftime("bulk-%Y%m%d-%H%M%S")
    settings = BulkSettings(
        source=str(source), kind=kind, bundle=str(bundle), sha256=sha256_file(bundle),
        rows="windows" if arguments.windows else "recordings", embeddings=arguments.embeddings,
        hop_s=arguments.hop, unknown=arguments.unknown, precision=arguments.precision,
        form=arguments.format or usual_form(), part=arguments.part,
    )  # fmt: skip
    return new_bulk(settled(out), settings)
