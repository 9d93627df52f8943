"""Paired comparisons: SciPy and scikit-learn where they have the same number, laws elsewhere."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ml_core.evaluation import breakdown, calibration, comparison, metrics

stats = pytest.importorskip("scipy.stats")
sklearn_calibration = pytest.importorskip("sklearn.calibration")


def pair(only_a: int, only_b: int, both: int = 5) -> tuple[np.ndarray, np.ndarray]:
    a = np.array([True] * only_a + [False] * only_b + [True] * both)
    b = np.array([False] * only_a + [True] * only_b + [True] * both)
    return a, b


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 60), st.integers(0, 60))
def test_mcnemar_is_the_exact_binomial_test(only_a: int, only_b: int):
    found = comparison.mcnemar(*pair(only_a, only_b))
    assert (found["only_a"], found["only_b"]) == (only_a, only_b)
    n = only_a + only_b
    expected = stats.binomtest(only_a, n, 0.5).pvalue if n else 1.0
    assert found["p"] == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(("only_a", "only_b"), [(700, 800), (2000, 2600), (1, 5000)])
def test_mcnemar_of_many_clips(only_a: int, only_b: int):
    expected = stats.binomtest(only_a, only_a + only_b, 0.5).pvalue
    found = comparison.mcnemar(*pair(only_a, only_b))["p"]
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-300)


def test_holm_keeps_the_family_error():
    found = comparison.holm({"x": 0.01, "y": 0.04, "z": 0.03, "w": 0.005})
    assert found == pytest.approx({"x": 0.03, "y": 0.06, "z": 0.06, "w": 0.02})
    assert list(found) == ["x", "y", "z", "w"]
    assert comparison.holm({}) == {}


def test_a_clear_difference_and_one_that_is_not():
    rng = np.random.default_rng(0)
    groups = [f"place {n}" for n in np.repeat(np.arange(40), 10)]
    b = rng.random(400) < 0.5
    a = b | (rng.random(400) < 0.4)
    found = comparison.compare(a, b, groups)
    assert found["difference"] == pytest.approx(a.mean() - b.mean())
    assert found["clear"]
    assert found["ci95"][0] > 0
    words = comparison.in_words(found, "A", "B", "location")
    assert words.startswith("A is better by")
    turned = comparison.compare(b, a, groups)
    assert turned["difference"] == pytest.approx(-found["difference"])
    assert comparison.in_words(turned, "B", "A", "location") == words
    same = comparison.compare(a, a, groups)
    assert (same["p"], same["clear"], same["difference"]) == (1.0, False, 0.0)
    assert comparison.in_words(same, "A", "B", "location").startswith("Not clearly different")


def test_one_place_alone_makes_nothing_clear():
    """McNemar would say p < 0.001; but all of it comes from two places."""
    a, b = pair(40, 0, both=40)
    groups = ["yard"] * 40 + ["hall"] * 40
    found = comparison.compare(a, b, groups)
    assert found["p"] < 0.001
    assert not found["clear"]
    words = comparison.in_words(found, "A", "B", "location")
    assert (found["few"], words) == (True, "2 groups by location: too few to say.")


def test_few_clips_say_nothing():
    found = comparison.compare(*pair(8, 0, both=1), [str(n) for n in range(9)])
    assert found["few"]
    assert not found["clear"]
    assert comparison.in_words(found, "A", "B", "location") == "9 clips: too few to say."


def test_parts_are_the_comparisons_of_their_clips():
    rng = np.random.default_rng(1)
    a, b = rng.random(300) < 0.7, rng.random(300) < 0.6
    groups = [str(n) for n in rng.integers(0, 30, 300)]
    devices = np.array(["a", "b", "s1"])[rng.integers(0, 3, 300)]
    found = comparison.compare_parts(a, b, groups, list(devices))
    assert set(found) == {"a", "b", "s1"}
    for name, row in found.items():
        mine = devices == name
        assert row["difference"] == pytest.approx(a[mine].mean() - b[mine].mean())
        assert row["p_adjusted"] >= row["p"]
        assert row["n_clips"] == mine.sum()


def test_reliability_is_scikit_learns_curve_and_sums_up_to_the_error():
    rng = np.random.default_rng(2)
    truth = rng.integers(0, 5, 500)
    scores = metrics.softmax(rng.normal(size=(500, 5)) * 2 + 1.5 * np.eye(5)[truth])
    found = calibration.reliability(truth, scores)
    confidence, correct = scores.max(axis=1), scores.argmax(axis=1) == truth
    share, mean = sklearn_calibration.calibration_curve(correct, confidence, n_bins=metrics.BINS)
    there = [n > 0 for n in found["n"]]
    assert np.compress(there, found["accuracy"]).astype(float) == pytest.approx(share)
    assert np.compress(there, found["confidence"]).astype(float) == pytest.approx(mean)
    assert sum(found["n"]) == 500
    assert found["accuracy"][0] is None  # the surest of five is never under 0.2
    gap = sum(
        n * abs(c - a)
        for n, c, a in zip(found["n"], found["confidence"], found["accuracy"], strict=True)
        if n
    )
    assert found["ece"] == metrics.ece(truth, scores) == pytest.approx(gap / 500)


def test_cells_of_scene_and_device():
    truth = np.array([0, 0, 0, 1, 1, 0] + [0] * 10)
    said = np.array([0, 1, 0, 1, 1, 1] + [0] * 10)
    devices = ["a", "a", "b", "a", "b", ""] + ["c"] * 10
    found = breakdown.scene_by_device(truth, said, devices, ["bus", "park"])
    assert found["devices"] == ["", "a", "b", "c"]
    assert found["accuracy"] == [[0.0, 0.5, 1.0, 1.0], [None, 1.0, 1.0, None]]
    assert found["n_clips"] == [[1, 2, 1, 10], [0, 1, 1, 0]]
    assert found["few"] == [[True, True, True, False], [True] * 4]
    expected = metrics.wilson(1, 2)
    assert found["ci95"][0][1] == [expected.low, expected.high]
    assert found["ci95"][1][0] is None


def test_the_gap_is_between_devices_that_have_a_name():
    correct = np.array([1, 1, 0, 0, 0, 1], bool)
    devices = ["a", "a", "s1", "s1", "", "a"]
    groups = ["p", "q", "p", "q", "r", "r"]
    found = breakdown.unseen_gap(correct, devices, groups, {"a"})
    assert found["seen"] == 1.0
    assert found["unseen"] == 0.0
    assert found["value"] == -1.0
    assert breakdown.unseen_gap(correct, devices, groups, {"a", "s1"}) is None
    assert breakdown.unseen_gap(correct, devices, groups, None) is None


def test_a_gap_within_places_is_surer_than_one_between_them():
    """The same place heard by both devices: what the place does to both cancels out."""
    rng = np.random.default_rng(3)
    place = np.repeat(np.arange(30), 2)
    hard = rng.random(30)[place]
    unseen = np.tile([True, False], 30)
    values = hard - 0.2 * unseen + rng.normal(0, 0.005, 60)
    paired = breakdown.difference_of_parts(values, unseen, ~unseen, [str(p) for p in place])
    alone = breakdown.difference_of_parts(values, unseen, ~unseen, [str(n) for n in range(60)])
    assert paired.value == pytest.approx(-0.2, abs=0.01)
    assert 0 < paired.high - paired.low < 0.02
    assert alone.high - alone.low > 0.1
    assert breakdown.difference_of_parts(values, unseen, ~unseen, ["x"] * 60).low == -1.0


def test_a_gap_that_is_the_same_in_every_place_is_not_certain():
    unseen = np.tile([True, False], 10)
    places = [str(place) for place in np.repeat(np.arange(10), 2)]
    found = breakdown.difference_of_parts(~unseen, unseen, ~unseen, places)
    assert found.value == -1.0
    assert found.low == -1.0
    assert -0.75 < found.high < -0.6  # Newcombe's for 0 of 10 against 10 of 10
