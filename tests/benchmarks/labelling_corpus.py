"""What the labelling benchmarks are judged on, and the networks they may be judged with.

A figure counts only if no source of the judged rows was in a training: neither the bundle's nor
that of the teacher it imitated. :func:`assert_disjoint` refuses otherwise and says both counts.
What a published teacher was pre-trained on cannot be checked: :data:`PRETRAINED` names it.
"""

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from ml_core.datasets.importing import hash_missing, import_recordings  # noqa: E402
from ml_core.datasets.splits import split_by_column  # noqa: E402
from ml_core.project import ClipRow, Project  # noqa: E402
from ml_core.recordings.synthetic import CorpusSize, write_demo_corpus  # noqa: E402

DATA = Path(os.environ.get("ASC_DATA_DIR") or ROOT.parent / "shared" / "data")
OUT = ROOT / "tests" / "benchmarks" / "out" / "labelling"
PRETRAINED = "YAMNet, pre-trained on AudioSet (not checked: its list of recordings is not here)"
SEED = 2026
JUDGED_SYNTHETIC = CorpusSize(training_clips=0, test_clips=34, clip_s=2.0)  # 3,060 clips
TAUGHT_SYNTHETIC = CorpusSize(training_clips=6, test_clips=1, test_devices=("a",), clip_s=2.0)
COLUMNS = ("filename", "scene_label", "identifier", "source_label", "fold", "licence", "author")
Row = dict[str, str]


def asc(*arguments: object) -> dict[str, Any]:
    """A command's answer."""
    command = [sys.executable, "-m", "ml_core", *map(str, arguments), "--json"]
    print("asc", *arguments, file=sys.stderr, flush=True)
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True)
    return json.loads(done.stdout)


def rows_of(name: str) -> list[Row]:
    """The table of ``esc10`` or ``real_scenes``, file names from ASC_DATA_DIR."""
    with (DATA / name / "meta.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    return [row | {"filename": f"{name}/{row['filename']}"} for row in rows]


def made(folder: Path, make: Callable[[Path], None]) -> Path:
    """A project that is made once, whole."""
    if not (folder / "ready").is_file():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        make(folder)
        (folder / "ready").touch()
    return folder


def project_of_rows(folder: Path, rows: Iterable[Row]) -> None:
    """A project of real recordings, read where they are."""
    link = folder.parent / "real"
    link.mkdir(exist_ok=True)
    for name in ("esc10", "real_scenes"):
        if not (link / name).exists():
            (link / name).symlink_to((DATA / name).resolve())
    table = link / f"{folder.name}.csv"
    with table.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, delimiter="\t", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    with Project.create(folder) as project:
        import_recordings(project, table, kind="meta")
        hash_missing(project)


def esc10() -> Path:
    """ESC-10, folds 1 to 4."""
    return made(OUT / "esc10", lambda folder: project_of_rows(folder, rows_of("esc10")))


def real_scenes() -> Path:
    """All clips of real_scenes."""
    return made(OUT / "real-scenes", lambda folder: project_of_rows(folder, rows_of("real_scenes")))


def synthetic() -> Path:
    """3,060 clips of ten scenes on nine devices, at places no training has."""

    def make(folder: Path) -> None:
        meta = write_demo_corpus(folder / "recordings", size=JUDGED_SYNTHETIC, seed=SEED)
        with Project.create(folder) as project:
            import_recordings(project, meta, kind="meta")

    return made(OUT / "synthetic", make)


def taught_synthetic() -> Path:
    """What the networks are trained on: other places of the same ten scenes."""

    def make(folder: Path) -> None:
        meta = write_demo_corpus(folder / "recordings", size=TAUGHT_SYNTHETIC, seed=SEED)
        with Project.create(folder) as project:
            import_recordings(project, meta, kind="meta")
            split_by_column(project, "split", ["test"], strict=True)

    return made(OUT / "taught-synthetic", make)
