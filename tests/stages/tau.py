"""A miniature of TAU Urban Acoustic Scenes 2022 Mobile: its rows, synthetic sound."""

import gzip
import os
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from ml_core.datasets.importing import import_recordings
from ml_core.datasets.splits import split_by_files
from ml_core.project import Project
from ml_core.recordings.decode import write_wav
from ml_core.recordings.simulated_devices import DEVICES, record
from ml_core.recordings.synthetic_scenes import SAMPLE_RATE_HZ, SCENES, Location, paint

TABLES = Path(os.environ.get("ASC_DATA_DIR") or "../shared/data") / "tau22_meta"
COLUMNS = ("filename", "scene_label", "identifier", "source_label")
NAME = re.compile(r"audio/([a-z_]+)-([a-z]+)-(\d+)-(\d+)-(\d)-(a|b|c|s[1-6])\.wav")
TRAINING_DEVICES = ("a", "a", "a", "b", "c", "s1", "s2", "s3")  # unequal, as in the data set


def official_rows(table: str) -> Iterator[list[str]]:
    """Rows of a table of the data set: filename first."""
    with gzip.open(TABLES / f"{table}.csv.gz", "rt", encoding="utf-8") as stream:
        next(stream)
        for line in stream:
            yield line.rstrip("\n").split("\t")


def fabricated_rows(devices: tuple[str, ...], first_place: int) -> Iterator[list[str]]:
    """Rows of the same grammar, for where the tables are not."""
    for number, scene in enumerate(SCENES):
        for index, device in enumerate(devices):
            place = first_place + number * len(devices) + index
            for chunk in range(10):
                yield [f"audio/{scene}-lisbon-{place}-4{place:04}-{chunk}-{device}.wav"]


def chosen(rows: Iterator[list[str]], devices: tuple[str, ...]) -> list[str]:
    """The first file name of every scene on every one of these devices."""
    wanted = {scene: list(devices) for scene in SCENES}
    names = []
    for name, *_ in rows:
        found = NAME.fullmatch(name)
        assert found, f"{name} is not in the grammar"
        if (device := found[6]) in wanted[found[1]]:
            wanted[found[1]].remove(device)
            names.append(name)
    assert not any(wanted.values()), wanted
    return sorted(names)


def sound(name: str) -> np.ndarray:
    """(16000,) one second of the scene at its place through its device."""
    found = NAME.fullmatch(name)
    assert found
    scene, _, place, recording, chunk, device = found.groups()
    rng = np.random.default_rng(
        [int(place), int(recording), int(chunk), list(DEVICES).index(device)]
    )
    location = Location.draw(np.random.default_rng(int(place)))
    return record(paint(scene, location, SAMPLE_RATE_HZ, rng), device, rng)


def tau_project(folder: Path) -> Project:
    """80 training and 90 test clips of 1 s, all ten scenes; s4-s6 are in the test only."""
    if TABLES.is_dir():
        train = chosen(official_rows("split100"), TRAINING_DEVICES)
        test = chosen(official_rows("fold1_evaluate"), tuple(DEVICES))
        facts = {row[0]: row for row in official_rows("meta") if row[0] in {*train, *test}}
    else:
        train = chosen(fabricated_rows(TRAINING_DEVICES, 0), TRAINING_DEVICES)
        test = chosen(fabricated_rows(tuple(DEVICES), 500), tuple(DEVICES))
        facts = {}
        for name in (*train, *test):
            found = NAME.fullmatch(name)
            assert found
            facts[name] = [name, found[1], f"{found[2]}-{found[3]}", found[6]]
    (folder / "audio").mkdir(parents=True)
    for name in facts:
        write_wav(folder / name, sound(name), SAMPLE_RATE_HZ)
    _write(folder / "meta.csv", COLUMNS, [facts[name] for name in (*train, *test)])
    _write(folder / "train.csv", COLUMNS[:2], [facts[name][:2] for name in train])
    _write(folder / "test.csv", COLUMNS[:2], [facts[name][:2] for name in test])
    project = Project.create(folder / "project")
    import_recordings(project, folder / "meta.csv")
    split_by_files(project, folder / "train.csv", folder / "test.csv", strict=True)
    return project


def _write(path: Path, columns: tuple[str, ...], rows: list[list[str]]) -> None:
    path.write_text("\n".join("\t".join(row) for row in [list(columns), *rows]) + "\n", "utf-8")
