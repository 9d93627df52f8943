"""The study's plan holds together; nothing is trained here."""

import dataclasses
import itertools
from pathlib import Path

import pytest

from ml_core import worker
from ml_core.models.registry import NETWORKS
from tests.benchmarks import study, study_corpus, study_report
from tests.benchmarks.study_plan import SETUPS, TABLES, Cell, rows_by_importance

FACTS = {"data": "data", "responses": "responses", "rms": 0.1}


@pytest.mark.parametrize("name", SETUPS)
def test_a_setup_is_a_recipe_that_can_be_run(name: str):
    setup = SETUPS[name]
    assert set(setup.needs()) <= set(SETUPS)
    if setup.stage == "fuse":
        assert len(setup.fuse) > 1
        return
    settings = [text.format(**FACTS) for text in setup.settings]
    recipe = worker.recipe_for(setup.stage, setup.recipe, settings)
    assert setup.stage == "quantize" or recipe.network in NETWORKS
    assert bool(setup.student) == (setup.stage == "quantize")
    # a teacher must have heard the same clips
    assert not setup.teacher or SETUPS[setup.teacher].percent == setup.percent


def test_setups_differ_and_all_are_used():
    made = [dataclasses.astuple(setup)[:-1] for setup in SETUPS.values()]
    assert len(set(made)) == len(made)
    used = {name for _, name, _ in rows_by_importance()}
    needed = set(used)
    while more := {other for name in needed for other in SETUPS[name].needs()} - needed:
        needed |= more
    assert needed == set(SETUPS)


def test_tables_name_their_rows():
    for table in TABLES:
        assert set(table.rows.values()) <= set(SETUPS)
        assert table.reference in ("", *table.rows)
        for better, worse, column in table.claims:
            assert {better, worse} <= set(table.rows)
            assert column in table.columns


def test_unseen_devices_are_never_used_in_training():
    if not (study_corpus.DATA / "device_irs").is_dir():
        pytest.skip("needs ASC_DATA_DIR with device_irs")
    augmenting = {path.stem for path in study_corpus.augmenting()}
    devices = [*study_corpus.SEEN.values(), *study_corpus.UNSEEN.values()]
    assert len(set(devices)) == 8
    assert augmenting.isdisjoint(devices)
    assert len(augmenting) > 40
    for name in devices:
        assert (study_corpus.DATA / "device_irs" / "audio" / f"{name}.wav").is_file()


def test_device_shares_are_unequal_and_known():
    devices = study_corpus.training_devices(1, 240)
    shares = {name: devices.count(name) / 240 for name in study_corpus.DEVICES}
    assert shares["a"] == pytest.approx(0.73, abs=0.005)
    assert {shares[name] for name in study_corpus.SEEN} == {13 / 240}
    assert {shares[name] for name in study_corpus.UNSEEN} == {0.0}
    assert devices != study_corpus.training_devices(2, 240)


def test_a_smaller_part_lies_within_a_larger_one():
    if not (study_corpus.DATA / "esc10").is_dir():
        pytest.skip("needs ASC_DATA_DIR with esc10")
    train = [row for row in study_corpus.esc10_rows() if row["fold"] != "1"]
    parts = [study_corpus._part(train, 1, percent) for percent in (5, 10, 25, 50, 100)]
    assert [len(part) for part in parts] == [10, 20, 60, 120, 240]
    assert all(small < large for small, large in itertools.pairwise(parts))


def test_rows_are_chosen_by_name():
    rows = study.chosen_rows("heads/*")
    assert {name for _, name, _ in rows} == {"head-batchnorm", "head-none", "contrastive-crd"}
    assert study.chosen_rows("*/no-such@*") == []
    assert len(study.chosen_rows("*")) == len({row[1:] for row in study.chosen_rows("*")})


def test_a_difference_needs_one_sign_and_a_mean_above_its_spread():
    assert study_report.exceeds([1.0, 1.5, 2.0])
    assert not study_report.exceeds([1.0, -0.1, 2.0])
    assert not study_report.exceeds([0.1, 3.0])
    assert not study_report.exceeds([5.0])
    assert study_report.exceeds([-2.0, -2.5])


def test_the_report_says_what_was_run_and_what_holds(tmp_path: Path):
    gain = {"alone": 0.6, "ce-kd": 0.7, "ce-crd": 0.65}

    def answer(name: str, cell: Cell) -> dict | None:
        if name not in gain or cell[1] > 0:
            return None
        share = gain[name] + 0.01 * cell[0]
        return {
            "accuracy": share, "per_device": dict.fromkeys(study_corpus.DEVICES, share),
            "fewshot": {"accuracy": share / 2}, "probe": {},
        }  # fmt: skip

    text = study_report.render(answer)
    assert "| no teacher | 62.0 ± 1.0 (3) |" in text
    assert "| contrastive teacher, KD | *not run* |" in text
    assert "* CE teacher, KD over no teacher, all devices: +10.0, holds." in text
    line = "* CE teacher, KD + CRD over CE teacher, KD, all devices: -5.0, **does not hold**"
    assert line in text
    assert "rows were *not run*" in text
