"""The student that is asked about places it never heard, made by the program's own commands.

YAMNet teaches it on ESC-10's folds 1 to 3, on EigenScape's unlabelled sound and, without their
scene names, on recordings of the scenes ``ASIDE``: those that methods are chosen on, and that no
reported figure is of. A student that is asked about ``ASIDE`` itself does without them. Fold 4 is
held out and becomes the bundle's reference. ``assert_disjoint`` is what every script calls before
it judges: no recording of ``real_scenes`` may share a source with what the student was made of.
"""

import csv
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from ml_core.bundle import Bundle  # noqa: E402 - the path comes first
from ml_core.bundle.session import Session  # noqa: E402 - the path comes first
from ml_core.frontend.log_mel import log_mel  # noqa: E402 - the path comes first
from ml_core.recordings.decode import read_samples, write_wav  # noqa: E402 - the path comes first
from ml_core.recordings.signal_gate import judge  # noqa: E402 - the path comes first

DATA = Path(os.environ.get("ASC_DATA_DIR") or ROOT.parent / "shared" / "data")
HELD_OUT_FOLD = "4"
RECIPE = "distil-inherit"
UNLABELLED = "eigenscape"
PIECE_S, RATE_HZ = 5, 16_000
COLUMNS = ("filename", "scene_label", "identifier", "part", "origin")
ASIDE = ("indoor_public", "night_insects", "park_square", "stream_water", "wind")
# What YAMNet says of a sound counts for more than its scene, and it hears what the student hears.
# Chosen by how well its embedding can be told from the student's on ASIDE: see teach.md.
SETTINGS = ("unlabelled=true", "hint_weight=6", "relation_weight=40", "speed_octaves=0.8")
Row = dict[str, str]


def asc(*arguments: object) -> dict[str, Any]:
    """The answer of a command."""
    command = [sys.executable, "-m", "ml_core", *map(str, arguments), "--json"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True)
    return json.loads(done.stdout)


def table(name: str) -> list[Row]:
    """The rows of a collection, by file name."""
    with (DATA / name / "meta.csv").open(encoding="utf-8") as stream:
        return sorted(csv.DictReader(stream, delimiter="\t"), key=lambda row: row["filename"])


def real_scenes() -> list[Row]:
    """Recordings that share no source with ESC-10, of all scenes."""
    trained = {row["identifier"] for row in table("esc10")}
    origins = {row["origin"] for row in table("esc10")}
    return [
        row
        for row in table("real_scenes")
        if not sources_of(row) & trained and row["origin"] not in origins
    ]


def sources_of(row: Row) -> set[str]:
    """What a recording was made from; a mixture of several is written ``site-1+2``."""
    first, *more = row["identifier"].split("+")
    return {first, *(f"{first.rpartition('-')[0]}-{number}" for number in more)}


def training_rows(folder: Path, *, aside: bool) -> list[Row]:
    """ESC-10 with its part, and unlabelled sound, with that of ``ASIDE`` or without."""
    rows = []
    for row in table("esc10"):
        part = "test" if row["fold"] == HELD_OUT_FOLD else "train"
        rows.append({**row, "filename": f"esc10/{Path(row['filename']).name}", "part": part})
    for row in table("unlabelled_scenes"):
        stem = Path(row["filename"]).stem
        said = {**row, "scene_label": "", "part": "train", "identifier": f"{UNLABELLED}-{stem}"}
        names = _pieces(folder, stem)
        rows += [{**said, "filename": f"{UNLABELLED}/{name}"} for name in names]
    for row in real_scenes() if aside else ():
        if row["scene_label"] in ASIDE:
            name = f"real_scenes/{Path(row['filename']).name}"
            rows.append({**row, "filename": name, "scene_label": "", "part": "train"})
    return rows


def _pieces(folder: Path, stem: str) -> list[str]:
    """Cut one unlabelled recording into pieces as long as ESC-10's clips; their names."""
    source = next((DATA / "unlabelled_scenes").rglob(f"{stem}.mp3"))
    samples = read_samples(source, sample_rate_hz=RATE_HZ)
    size, names = PIECE_S * RATE_HZ, []
    for place in range(len(samples) // size):
        name = f"{stem}-{place}.wav"
        target = folder / UNLABELLED / name
        target.parent.mkdir(parents=True, exist_ok=True)
        write_wav(target, samples[place * size : (place + 1) * size], RATE_HZ)
        names.append(name)
    return names


def project_of(folder: Path, *, aside: bool) -> Path:
    """The project the student is made in."""
    project = folder / "project"
    if (project / "ready").is_file():
        return project
    shutil.rmtree(project, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    rows = training_rows(folder, aside=aside)
    lines = ["\t".join(COLUMNS), *("\t".join(row[c] for c in COLUMNS) for row in rows)]
    (folder / "meta.csv").write_text("\n".join(lines) + "\n", "utf-8")
    for name in ("esc10", "real_scenes"):
        if not (folder / name).exists():
            (folder / name).symlink_to((DATA / name / "audio").resolve())
    asc("new", project)
    asc("import", project, folder / "meta.csv")
    asc("split", project, "--column", "part", "--test", "test", "--strict")
    (project / "ready").touch()
    return project


def student_of(folder: Path, epochs: int, *, aside: bool, seed: int = 0) -> Path:
    """The bundle of the int8 student; stages that are done are not done again.

    Args:
        folder: where the project and the runs lie: another one for every ``aside``.
        epochs: of the student.
        aside: whether it hears the scenes ``ASIDE``, without their names.
        seed: of all stages.
    """
    project = project_of(folder, aside=aside)
    runs = folder / f"{RECIPE}-{epochs}-{seed}"
    given: list[object] = ["--set", f"seed={seed}"]
    steps: dict[str, list[object]] = {
        "finetune": [
            project, "--recipe", "yamnet-frozen",
            "--set", f"weights={DATA}/teachers/yamnet.safetensors",
        ],
        "distil": [
            project, "--teacher", runs / "finetune", "--recipe", RECIPE,
            "--set", f"epochs={epochs}", *(word for one in SETTINGS for word in ("--set", one)),
        ],
        "quantize": [project, runs / "distil"],
    }  # fmt: skip
    for stage, words in steps.items():
        run = runs / stage
        if not (run / "result.json").is_file():
            shutil.rmtree(run, ignore_errors=True)
            asc(stage, *words, "--out", run, *given)
    bundle = runs / "student.ascbundle"
    if not bundle.is_file():
        asc("export", runs / "quantize", bundle)
    return bundle


@dataclass(frozen=True)
class Windows:
    """What the int8 student says of the windows in which there is something to hear.

    ``clip`` (N,) is each one's place among the rows, ``source`` (N,) its recording.
    """

    embeddings: np.ndarray  # (N, D)
    logits: np.ndarray  # (N, K)
    clip: np.ndarray
    scene: np.ndarray
    source: np.ndarray

    def of(self, keep: np.ndarray) -> "Windows":
        """Some of them."""
        return Windows(*(getattr(self, name)[keep] for name in self.__dataclass_fields__))


def joined(first: Windows, second: Windows) -> Windows:
    """Both; clips are counted on."""
    shifted = replace(second, clip=second.clip + first.clip.max(initial=-1) + 1)
    names = Windows.__dataclass_fields__
    return Windows(*(np.concatenate([getattr(first, n), getattr(shifted, n)]) for n in names))


def hear(bundle: Bundle, rows: list[Row], collection: str) -> Windows:
    """Whole windows of one second, one after the other, as enrolment and files have them."""
    front_end, session = bundle.manifest.front_end, Session(bundle, "int8")
    embeddings, logits, clip = [], [], []
    for place, row in enumerate(rows):
        path = DATA / collection / row["filename"]
        samples = read_samples(path, sample_rate_hz=front_end.sample_rate_hz)
        n = len(samples) // bundle.manifest.window_samples
        for window in samples[: n * bundle.manifest.window_samples].reshape(n, -1):
            if judge(window, front_end.sample_rate_hz) != "ok":
                continue
            logit, embedding = session.run(log_mel(window, front_end)[None, None])
            embeddings.append(embedding[0])
            logits.append(logit[0])
            clip.append(place)
    of = np.array(clip)
    return Windows(
        np.array(embeddings, np.float32), np.array(logits, np.float32), of,
        np.array([row["scene_label"] for row in rows])[of],
        np.array([row["identifier"] for row in rows])[of],
    )  # fmt: skip


def held_out(bundle: Bundle) -> Windows:
    """The windows of ESC-10's fold that no training heard."""
    rows = [row for row in table("esc10") if row["fold"] == HELD_OUT_FOLD]
    return hear(bundle, rows, "esc10")


def halves(sources: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    """(N,) whether each window is on the first side: whole recordings, half of them."""
    names = generator.permutation(np.unique(sources))
    return np.isin(sources, names[: (len(names) + 1) // 2])


def assert_disjoint(folder: Path, judged: list[Row]) -> str:
    """Fail if a judged recording shares a source with training; the pre-training's name.

    Sources are compared by identifier, and the recordings' origins by repository and path.
    """
    with (folder / "meta.csv").open(encoding="utf-8") as stream:
        used = list(csv.DictReader(stream, delimiter="\t"))
    sources = set().union(*map(sources_of, used))
    asked = set().union(*map(sources_of, judged))
    assert asked
    assert not asked & sources, sorted(asked & sources)
    origins = {row["origin"] for row in used}
    assert not origins & {row["origin"] for row in judged}, "a recording is on both sides"
    return "AudioSet (YAMNet's own pre-training, which cannot be checked)"


if __name__ == "__main__":
    print(student_of(Path(sys.argv[1]), int(sys.argv[2]), aside="--aside" in sys.argv))
