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
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from ml_core.bundle import Bundle, read_bundle  # noqa: E402
from ml_core.datasets.contents import hash_missing  # noqa: E402
from ml_core.datasets.importing import import_recordings  # noqa: E402
from ml_core.datasets.splits import split_by_column  # noqa: E402
from ml_core.labelling.space import Labels, Space, read_space  # noqa: E402
from ml_core.project import ClipRow, Project  # noqa: E402
from ml_core.recordings.synthetic import CorpusSize, write_demo_corpus  # noqa: E402
from ml_core.stages.embed import embed_clips  # noqa: E402

DATA = Path(os.environ.get("ASC_DATA_DIR") or ROOT.parent / "shared" / "data")
OUT = ROOT / "tests" / "benchmarks" / "out" / "labelling"
PRETRAINED = "YAMNet, pre-trained on AudioSet (not checked: its list of recordings is not here)"
SEED = 2026
JUDGED_SYNTHETIC = CorpusSize(training_clips=0, test_clips=35, clip_s=2.0)
N_SYNTHETIC = 3000  # of these, none at a place that the bundle was calibrated on
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
    """3,000 clips of ten scenes on nine devices, at places the bundle has never met."""

    def make(folder: Path) -> None:
        meta = write_demo_corpus(folder / "recordings", size=JUDGED_SYNTHETIC, seed=SEED)
        met = groups(clips_of(taught_synthetic()))
        with meta.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream, delimiter="\t"))
        fresh = [row for row in rows if row["identifier"] not in met]
        kept = np.sort(np.random.default_rng(SEED).permutation(len(fresh))[:N_SYNTHETIC])
        with meta.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, rows[0].keys(), delimiter="\t")
            writer.writeheader()
            writer.writerows(fresh[place] for place in kept)
        with Project.create(folder) as project:
            import_recordings(project, meta, kind="meta")
            hash_missing(project)

    return made(OUT / "synthetic", make)


def taught_synthetic() -> Path:
    """What the networks are trained on: other places of the same ten scenes."""

    def make(folder: Path) -> None:
        meta = write_demo_corpus(folder / "recordings", size=TAUGHT_SYNTHETIC, seed=SEED)
        with Project.create(folder) as project:
            import_recordings(project, meta, kind="meta")
            split_by_column(project, "split", ["test"], strict=True)

    return made(OUT / "taught-synthetic", make)


def bundle() -> Bundle:
    """A small int8 student of YAMNet, taught on synthetic scenes alone: one training, kept.

    Twelve minutes on an idle core. Nothing of ESC-10 or real_scenes is in it.
    """
    path = OUT / "synthetic.ascbundle"
    if not path.is_file():
        project = taught_synthetic()
        teacher, student, int8 = (project / "runs" / name for name in ("yamnet", "student", "int8"))
        for run in (teacher, student, int8):
            if not (run / "result.json").is_file():
                shutil.rmtree(run, ignore_errors=True)
        one_thread = ("--set", "threads=1")
        if not teacher.is_dir():
            weights = f"weights={DATA}/teachers/yamnet.safetensors"
            asc("finetune", project, "--recipe", "yamnet-frozen", "--set", weights,
                "--out", teacher)  # fmt: skip
        if not student.is_dir():
            asc("distil", project, "--teacher", teacher, "--recipe", "distil-inherit",
                "--set", "epochs=10", "--set", "windows_per_clip=2", *one_thread,
                "--out", student)  # fmt: skip
        if not int8.is_dir():
            asc("quantize", project, student, "--recipe", "quantize-quick", *one_thread,
                "--out", int8)  # fmt: skip
        asc("export", int8, path)
    return read_bundle(path)


def clips_of(folder: Path) -> list[ClipRow]:
    """All clips of a project."""
    with Project.open(folder, read_only=True) as project:
        return project.clips()


def groups(clips: Iterable[ClipRow]) -> set[str]:
    """Every name under which the sources of some clips are known."""
    named = ((clip.source, clip.location, clip.identifier) for clip in clips)
    return {name for names in named for name in names if name}


def assert_disjoint(judged: Sequence[ClipRow], name: str) -> dict[str, Any]:
    """Refuse to judge what any training has met; says both counts.

    The bundle and its teacher were trained, chosen and calibrated on one project: all of it counts.
    """
    met = clips_of(taught_synthetic())
    trained, tested = groups(met), groups(judged)
    if both := trained & tested:
        raise SystemExit(f"{name}: {len(both)} sources were in a training: {sorted(both)[:3]}")
    counts = {
        "judged_clips": len(judged), "judged_sources": len({clip.source for clip in judged}),
        "trained_clips": len(met), "trained_sources": len({clip.source for clip in met}),
        "shared_sources": 0, "pre_trained": PRETRAINED,
    }  # fmt: skip
    print(
        f"{name}: {counts['judged_clips']} clips of {counts['judged_sources']} sources are judged; "
        f"bundle and teacher were trained on {counts['trained_clips']} clips of "
        f"{counts['trained_sources']} other sources. {PRETRAINED}.",
        file=sys.stderr, flush=True,
    )  # fmt: skip
    return counts


def heard(folder: Path, name: str) -> tuple[list[ClipRow], Space, Labels, dict[str, Any]]:
    """The clips of a judged project as the bundle hears them, once disjointness is asserted."""
    ears = bundle()
    with Project.open(folder) as project:
        counts = assert_disjoint(project.clips(), name)
        embed_clips(ears, project)
        space = read_space(project, ears.fingerprint)
        assert space is not None
        clips = project.fetch(space.segment_ids.tolist())
    return clips, space, Labels.of(space, clips), counts
