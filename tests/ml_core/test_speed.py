"""Honest speed: what is recommended, what is kept, what the machine tells of energy."""

import itertools
import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ml_core.bundle import speed as speed_module
from ml_core.bundle.energy import EnergyMeter
from ml_core.bundle.speed import (
    Speed,
    choose,
    keep_speed,
    known_speed,
    measure_speed,
    recommendation,
    thread_counts,
)
from ml_core.cli import main
from ml_core.progress import Cancelled, Monitor
from tests.noise_bundle import write_tiny_bundle


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    return write_tiny_bundle(tmp_path_factory.mktemp("speed") / "noise.ascbundle")


@pytest.fixture(scope="module")
def measured(bundle):
    told = []
    found = measure_speed(bundle, Monitor(told.append), threads=2, rounds=2)
    return found, told


def blocks(*halves_ms: float, front: float = 1.0) -> list[np.ndarray]:
    """Rounds of three passes each, whose network takes these times."""
    return [np.array([[front, half]] * 3) for half in halves_ms]


@given(st.integers(1, 300))
def test_threads_go_from_one_to_the_most(most):
    counts = thread_counts(most)
    assert counts[0] == 1
    assert counts[-1] == most
    assert all(a < b <= 2 * a for a, b in itertools.pairwise(counts))


def test_the_faster_precision_is_recommended_even_if_it_is_float():
    found = choose({("int8", 1): blocks(2.0, 2.2), ("fp32", 1): blocks(1.0, 1.1)})
    assert found.precision == "fp32"
    assert found.ratio == pytest.approx((2.0, 2.0, 2.0))


def test_more_threads_must_be_worth_it():
    one, little, much = blocks(2.0, 2.0), blocks(1.95, 1.95), blocks(1.0, 1.0)
    for faster, threads in ((little, 1), (much, 4)):
        found = choose(
            {("int8", 1): one, ("fp32", 1): one, ("int8", 4): faster, ("fp32", 4): faster}
        )
        assert found.threads == threads


@given(
    st.lists(st.tuples(st.floats(0.1, 9), st.floats(0.1, 9)), min_size=1, max_size=9),
    st.floats(0.1, 9),
)
def test_the_recommended_is_never_slower_than_the_other(pairs, front):
    int8, full = ([one for one, _ in pairs], [other for _, other in pairs])
    rows = {("int8", 1): blocks(*int8, front=front), ("fp32", 1): blocks(*full, front=front)}
    found = choose(rows)
    half = {p: np.median(np.concatenate(rows[p, 1])[:, 1]) for p in ("int8", "fp32")}
    assert half[found.precision] == min(half.values())
    assert found.ratio[1] <= found.ratio[0] <= found.ratio[2]


def test_every_way_is_measured_in_turns(measured):
    found, told = measured
    ways = [("int8", 1), ("fp32", 1), ("int8", 2), ("fp32", 2)]
    assert [(row.precision, row.threads) for row in found.rows] == ways
    order = [("int8" if one.metrics["int8"] else "fp32", one.metrics["threads"]) for one in told]
    assert order == ways + ways[::-1]
    assert [one.done for one in told] == list(range(1, 9))
    assert told[-1].total == 8
    for row in found.rows:
        assert row.passes >= 10
        for times in (row.frontend_ms, row.network_ms, row.end_to_end_ms):
            assert 0 < times["p50"] <= times["p95"]
        parts = row.frontend_ms["p50"] + row.network_ms["p50"]
        assert row.end_to_end_ms["p50"] > 0.5 * parts
    assert found.memory_bytes is None or 10e6 < found.memory_bytes < 10e9


def test_it_can_be_cancelled(bundle):
    monitor = Monitor(lambda _: monitor.cancel())
    with pytest.raises(Cancelled):
        measure_speed(bundle, monitor, threads=1)


def test_what_was_measured_is_kept_for_this_machine_only(measured, tmp_path, monkeypatch):
    found, _ = measured
    path = tmp_path / "speed.json"
    assert known_speed("a", path) is None
    keep_speed("a", found, path)
    assert known_speed("a", path) == found
    assert known_speed("b", path) is None
    for n in range(speed_module.KEPT):
        keep_speed(f"later {n}", found, path)
    assert known_speed("a", path) is None
    assert known_speed("later 0", path) == found
    here = speed_module.machine()
    monkeypatch.setattr(speed_module, "machine", lambda: here | {"cpu": "another"})
    assert known_speed("later 0", path) is None


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"machine": 1, "bundles": {"a": 1}}'])
def test_a_file_of_something_else_is_nothing_known(tmp_path, text):
    (tmp_path / "speed.json").write_text(text)
    assert known_speed("a", tmp_path / "speed.json") is None


def test_a_table_without_the_recommended_row_is_refused(measured):
    table = measured[0].to_dict()
    best = table["recommended"]
    others = [
        row
        for row in table["rows"]
        if (row["precision"], row["threads"]) != (best["precision"], best["threads"])
    ]
    assert len(others) == len(table["rows"]) - 1
    with pytest.raises(ValueError, match="recommended"):
        Speed.from_dict({**table, "rows": others})


def test_the_sentence_says_when_float_wins_and_when_nothing_does(measured):
    found = replace(measured[0], precision="fp32", ratio=(1.4, 1.2, 1.6))
    assert recommendation(found).startswith("float on ")
    assert "more time" in recommendation(found)
    unclear = replace(found, ratio=(1.0, 0.8, 1.3))
    assert "vary from moment to moment" in recommendation(unclear)


def test_the_command_keeps_to_the_contract(bundle, capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("ASC_HOME", str(tmp_path / "home"))
    assert main(["bench", str(bundle.path), "--threads", "1", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    for name in ("frontend_ms", "fp32_ms", "int8_ms", "end_to_end_ms"):
        assert set(answer[name]) == {"p50", "p95"}
    assert answer["cpu"]
    assert answer["threads"] == 1
    assert answer["real_time_factor"] == pytest.approx(1000 / answer["end_to_end_ms"]["p50"])
    faster = "int8" if answer["int8_ms"]["p50"] <= answer["fp32_ms"]["p50"] else "fp32"
    assert answer["recommended"]["precision"] == faster
    energy = answer["energy"]
    assert (energy["joules_per_window"] is None) == bool(energy["reason"])
    assert known_speed(bundle.fingerprint) == Speed.from_dict(answer)


def counter(root, name, micro, span=10_000_000):
    (root / name).mkdir(parents=True, exist_ok=True)
    (root / name / "energy_uj").write_text(f"{micro}\n")
    (root / name / "max_energy_range_uj").write_text(f"{span}\n")


def test_energy_adds_packages_up_and_follows_a_counter_that_begins_anew(tmp_path):
    counter(tmp_path, "intel-rapl:0", 9_999_000)
    counter(tmp_path, "intel-rapl:1", 500)
    counter(tmp_path, "intel-rapl:0:0", 7)  # a part of the first
    meter = EnergyMeter(tmp_path)
    assert meter.reason == ""
    before = meter.look()
    counter(tmp_path, "intel-rapl:0", 1_000)
    counter(tmp_path, "intel-rapl:1", 1_500)
    used = meter.joules_between(before, meter.look())
    assert used == pytest.approx((1_000 + 1 + 1_000 + 1_000) * 1e-6)


def test_where_there_are_no_counters_it_says_so(tmp_path):
    meter = EnergyMeter(tmp_path)
    assert "no energy counters" in meter.reason
    assert meter.joules_between(meter.look(), meter.look()) is None
