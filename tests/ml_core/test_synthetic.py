"""The demo corpus: always the same, honest in its splits, and too hard for plain statistics."""

import csv
from pathlib import Path

import numpy as np
import pytest

from ml_core.frontend.log_mel import log_mel
from ml_core.frontend.spec import CP_MOBILE_16K
from ml_core.progress import Cancelled, Monitor
from ml_core.recordings.decode import probe, read_samples
from ml_core.recordings.simulated_devices import DEVICES, TRAINING_DEVICES, UNSEEN_DEVICES
from ml_core.recordings.synthetic import SMALL, CorpusSize, write_demo_corpus, write_new_scene
from ml_core.recordings.synthetic_scenes import SCENES

TINY = CorpusSize(training_clips=1, test_clips=1, clip_s=0.2)
Row = dict[str, str]


def rows_of(meta: Path) -> list[Row]:
    with meta.open(encoding="utf-8") as table:
        return list(csv.DictReader(table, delimiter="\t"))


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_demo_corpus(tmp_path_factory.mktemp("tiny"), size=TINY)


def test_ten_scenes_on_nine_devices(tiny: Path) -> None:
    rows = rows_of(tiny)
    assert len(rows) == TINY.n_clips == 10 * (6 + 9)
    assert {row["scene_label"] for row in rows} == set(SCENES)
    assert len(SCENES) == 10
    assert {row["source_label"] for row in rows} == set(DEVICES)


def test_three_devices_and_all_test_locations_are_unseen_in_training(tiny: Path) -> None:
    train = [row for row in rows_of(tiny) if row["split"] == "train"]
    test = [row for row in rows_of(tiny) if row["split"] == "test"]
    assert {row["source_label"] for row in train} == set(TRAINING_DEVICES)
    assert {row["source_label"] for row in test} - set(TRAINING_DEVICES) == set(UNSEEN_DEVICES)
    assert not {row["identifier"] for row in train} & {row["identifier"] for row in test}


def test_names_follow_the_tau_grammar(tiny: Path) -> None:
    for row in rows_of(tiny):
        scene, city, location, _recording, _chunk, device = Path(row["filename"]).stem.split("-")
        assert scene == row["scene_label"]
        assert f"{city}-{location}" == row["identifier"]
        assert device == row["source_label"]
    assert len({row["filename"] for row in rows_of(tiny)}) == TINY.n_clips


def test_files_are_mono_16_bit_and_not_clipped_away(tiny: Path) -> None:
    for row in rows_of(tiny)[::17]:
        info = probe(tiny.parent / row["filename"])
        assert (info.sample_rate_hz, info.channels, info.subtype) == (16_000, 1, "PCM_16")
        assert info.n_samples == 3200
        level = np.sqrt(np.mean(np.square(read_samples(tiny.parent / row["filename"]))))
        assert -35 < 20 * np.log10(level) < -17


def test_the_same_seed_gives_the_same_bytes_and_another_seed_other_ones(
    tiny: Path, tmp_path: Path
) -> None:
    write_demo_corpus(tmp_path / "again", size=TINY)
    write_demo_corpus(tmp_path / "other", size=TINY, seed=1)
    for row in rows_of(tiny)[::10]:
        name = row["filename"]
        assert (tmp_path / "again" / name).read_bytes() == (tiny.parent / name).read_bytes()
        assert (tmp_path / "other" / name).read_bytes() != (tiny.parent / name).read_bytes()


def test_a_clip_does_not_depend_on_the_size_of_the_corpus(tiny: Path, tmp_path: Path) -> None:
    larger = CorpusSize(training_clips=2, test_clips=1, clip_s=0.2)
    write_demo_corpus(tmp_path, size=larger)
    for row in rows_of(tiny)[::30]:
        name = row["filename"]
        assert (tmp_path / name).read_bytes() == (tiny.parent / name).read_bytes()


def test_small_is_about_ninety_recordings() -> None:
    assert SMALL.n_clips == 90


def test_writing_can_be_cancelled(tmp_path: Path) -> None:
    monitor = Monitor(lambda progress: monitor.cancel() if progress.done == 3 else None)
    with pytest.raises(Cancelled):
        write_demo_corpus(tmp_path, size=TINY, monitor=monitor)
    assert not (tmp_path / "meta.csv").exists()


def test_the_new_scene_has_a_place_for_every_recording(tmp_path: Path) -> None:
    paths = write_new_scene(tmp_path, n_clips=3, clip_s=0.2)
    sounds = [read_samples(path) for path in paths]
    assert len({path.name for path in paths}) == 3
    assert not np.array_equal(sounds[0], sounds[1])


@pytest.mark.slow
def test_neither_level_nor_mean_spectrum_tells_the_scenes_apart(tmp_path: Path) -> None:
    """The demo must need a network: plain statistics fail on the unseen devices."""
    linear_model = pytest.importorskip("sklearn.linear_model")
    meta = write_demo_corpus(tmp_path, size=CorpusSize(training_clips=4, test_clips=2))
    rows = rows_of(meta)
    samples = np.stack([read_samples(tmp_path / row["filename"]) for row in rows])
    scene = np.array([row["scene_label"] for row in rows])
    train = np.array([row["split"] == "train" for row in rows])
    unseen = np.array([row["source_label"] in UNSEEN_DEVICES for row in rows])

    def accuracy(features: np.ndarray) -> float:
        scaled = (features - features[train].mean(axis=0)) / features[train].std(axis=0)
        model = linear_model.LogisticRegression(C=0.1, max_iter=1000)
        return float(model.fit(scaled[train], scene[train]).score(scaled[unseen], scene[unseen]))

    spectra = log_mel(samples, CP_MOBILE_16K).mean(axis=2)
    level_db = 10 * np.log10(np.mean(np.square(samples), axis=1, keepdims=True))
    assert accuracy(level_db) < 0.25
    assert accuracy(spectra) < 0.7
