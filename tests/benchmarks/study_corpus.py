"""ESC-10 made multi-device, and scenes nobody was trained on, as projects.

Device a is the recording itself. b, c and s1 to s3 are five impulse responses, s4 to s6 three
others that are in the test alone; augmentation uses neither these eight nor any response of the
same makers. A training clip was heard by one device, with shares as unequal as TAU's; a test
clip by all nine.
"""

import csv
import os
import shutil
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import numpy as np

from ml_core.datasets.contents import hash_missing
from ml_core.datasets.importing import import_recordings
from ml_core.datasets.splits import split_by_column
from ml_core.project import Project
from ml_core.recordings.decode import read_samples, write_wav

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("ASC_DATA_DIR") or ROOT.parent / "shared" / "data")
RATE_HZ = 16_000
SEEN = {
    "b": "micirp__IR_AKGD12",
    "c": "phone__IR_GoogleNexusOneFrontMic",
    "s1": "micirp__GEC_bigdynamic",
    "s2": "micirp__IR_FosterDynamicDF1",
    "s3": "micirp__Toshiba_TypeK_HPF",
}
UNSEEN = {
    "s4": "micirp__IR_Shure510C",
    "s5": "micirp__IR_Lomo52A5M",
    "s6": "speaker_akrt__80s_UK_002",
}
DEVICES = ("a", *SEEN, *UNSEEN)
MAKERS = ("AKG", "GEC", "Foster", "Toshiba", "Shure", "Lomo")  # none of them augments
PLACES = {"b": 13, "c": 13, "s1": 13, "s2": 13, "s3": 13}  # of 240 training clips; the rest is a
FOLDS = (1, 2, 3, 4)
# Not among ESC-10's; rain, sea and fireside of the same collection partly come from ESC-10.
LEFT_OUT = (
    "city_street", "indoor_public", "vehicle", "park_square", "forest_birds", "stream_water",
    "night_insects",
)  # fmt: skip


def esc10_rows() -> list[dict[str, str]]:
    """The table of ESC-10, by file name."""
    with (DATA / "esc10" / "meta.csv").open(encoding="utf-8") as stream:
        return sorted(csv.DictReader(stream, delimiter="\t"), key=lambda row: row["filename"])


def responses_for_augmentation(folder: Path) -> Path:
    """Copies of the microphones of other makers."""
    target = folder / "responses"
    if not target.is_dir():
        half = folder / "responses.part"
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(parents=True)
        for path in augmenting():
            shutil.copy(path, half / path.name)
        half.rename(target)
    return target


def augmenting() -> list[Path]:
    """Files of the responses that training may use."""
    microphones = sorted((DATA / "device_irs" / "audio").glob("micirp__*.wav"))
    used = {*SEEN.values(), *UNSEEN.values()}
    return [
        path
        for path in microphones
        if path.stem not in used and not any(maker in path.stem for maker in MAKERS)
    ]


def training_devices(rotation: int, n_clips: int) -> list[str]:
    """Which device heard each training clip: about 73 % a, the rest in equal parts."""
    others = [device for device, places in PLACES.items() for _ in range(places * n_clips // 240)]
    devices = ["a"] * (n_clips - len(others)) + others
    return np.random.default_rng([11, rotation]).permutation(devices).tolist()


def esc10_project(folder: Path, rotation: int, percent: int = 100) -> Path:
    """A project that is trained on three folds and tested on the fourth: ``rotation``.

    Args:
        folder: of the study.
        rotation: the fold of the test.
        percent: of the training clips; smaller parts lie within larger ones.
    """
    project = folder / f"rotation{rotation}-{percent}"
    if (project / "ready").is_file():
        return project
    shutil.rmtree(project, ignore_errors=True)
    rows = esc10_rows()
    train = [row for row in rows if int(row["fold"]) != rotation]
    test = [row for row in rows if int(row["fold"]) == rotation]
    heard = list(zip(train, training_devices(rotation, len(train)), strict=True))
    kept = _part(train, rotation, percent)
    table = [(row, device, "train") for row, device in heard if row["filename"] in kept]
    table += [(row, device, "test") for row in test for device in DEVICES]
    lines = ["\t".join(("filename", "scene_label", "identifier", "source_label", "split"))]
    for row, device, split in table:
        name = f"audio/{Path(row['filename']).stem}-{device}.wav"
        record_through(folder / name, DATA / "esc10" / row["filename"], device)
        lines.append("\t".join((name, row["scene_label"], row["identifier"], device, split)))
    meta = folder / f"{project.name}.csv"
    meta.write_text("\n".join(lines) + "\n", "utf-8")
    with Project.create(project) as made:
        import_recordings(made, meta)
        hash_missing(made)
        split_by_column(made, "split", ["test"], strict=True)
    (project / "ready").touch()
    return project


def _part(train: Iterable[dict[str, str]], rotation: int, percent: int) -> set[str]:
    """The same share of every scene, at least one clip; nested."""
    by_scene: dict[str, list[str]] = {}
    for row in train:
        by_scene.setdefault(row["scene_label"], []).append(row["filename"])
    kept: set[str] = set()
    for _, names in sorted(by_scene.items()):
        order = np.random.default_rng([12, rotation]).permutation(sorted(names)).tolist()
        kept.update(order[: max(1, round(len(order) * percent / 100))])
    return kept


def left_out_project(folder: Path) -> Path:
    """Seven scenes of ``real_scenes`` that no network here was trained on."""
    project = folder / "left-out"
    if (project / "ready").is_file():
        return project
    shutil.rmtree(project, ignore_errors=True)
    with (DATA / "real_scenes" / "meta.csv").open(encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream, delimiter="\t") if row["core"] == "1"]
    lines = ["\t".join(("filename", "scene_label", "identifier"))]
    lines += [
        "\t".join((row["filename"], row["scene_label"], row["identifier"]))
        for row in rows
        if row["scene_label"] in LEFT_OUT
    ]
    target = folder / "real_scenes"
    target.mkdir(parents=True, exist_ok=True)
    (target / "audio").unlink(missing_ok=True)
    (target / "audio").symlink_to((DATA / "real_scenes" / "audio").resolve())
    (target / "meta.csv").write_text("\n".join(lines) + "\n", "utf-8")
    with Project.create(project) as made:
        import_recordings(made, target / "meta.csv")
        hash_missing(made)
    (project / "ready").touch()
    return project


def training_rms(folder: Path, rotation: int) -> float:
    """Root mean square over all training clips of a rotation: ADIR's threshold is the average."""
    meta = folder / f"rotation{rotation}-100.csv"
    with meta.open(encoding="utf-8") as stream:
        names = [
            row["filename"] for row in csv.DictReader(stream, delimiter="\t")
            if row["split"] == "train"
        ]  # fmt: skip
    energies = [float(np.mean(read_samples(folder / name) ** 2)) for name in names]
    return float(np.sqrt(np.mean(energies)))


def record_through(path: Path, source: Path, device: str) -> None:
    """Write a recording as this device hears it, as loud as it was."""
    if path.is_file():
        return
    samples = read_samples(source, sample_rate_hz=RATE_HZ)
    if device != "a":
        heard = np.convolve(samples, _response(device))[: len(samples)]
        gain = np.sqrt(np.mean(samples**2) / max(float(np.mean(heard**2)), 1e-12))
        samples = (heard * gain).astype(np.float32)
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".part.wav")
    write_wav(half, np.clip(samples, -1, 1), RATE_HZ)
    half.rename(path)


@cache
def _response(device: str) -> np.ndarray:
    name = {**SEEN, **UNSEEN}[device]
    return read_samples(DATA / "device_irs" / "audio" / f"{name}.wav", sample_rate_hz=RATE_HZ)
