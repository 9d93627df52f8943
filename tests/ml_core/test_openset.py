"""Open-set figures against the oracle, and by sums over all thresholds."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ml_core.evaluation.openset import auroc, fpr_at_recall, oscr

sklearn_metrics = pytest.importorskip("sklearn.metrics")

scores = st.lists(st.integers(0, 12).map(float), min_size=1, max_size=25).map(np.array)


@settings(max_examples=60, deadline=None)
@given(known=scores, unknown=scores)
def test_false_positives_at_95_are_read_off_the_oracles_curve(known, unknown):
    truth = np.r_[np.ones(len(known)), np.zeros(len(unknown))]
    false, true, _ = sklearn_metrics.roc_curve(
        truth, np.r_[known, unknown], drop_intermediate=False
    )
    expected = false[np.argmax(true >= 0.95 - 1e-9)]
    assert fpr_at_recall(known, unknown) == pytest.approx(expected)


@settings(max_examples=60, deadline=None)
@given(known=scores, unknown=scores, seed=st.integers(0, 99))
def test_oscr_is_the_area_over_all_thresholds(known, unknown, seed):
    correct = np.random.default_rng(seed).random(len(known)) < 0.6
    thresholds = np.unique(np.r_[known, unknown, known.max() + unknown.max() + 1])[::-1]
    ccr = [np.mean(correct & (known >= t)) for t in thresholds]
    fpr = [np.mean(unknown >= t) for t in thresholds]
    area = np.trapezoid(ccr, fpr)
    assert oscr(known, correct, unknown) == pytest.approx(area)
    assert oscr(known, np.ones(len(known), bool), unknown) == pytest.approx(auroc(known, unknown))
    assert oscr(known, correct, unknown) <= np.mean(correct) + 1e-12


def test_perfect_and_hopeless_detectors():
    known, unknown = np.array([3.0, 4, 5]), np.array([0.0, 1])
    correct = np.array([True, True, False])
    assert (fpr_at_recall(known, unknown), fpr_at_recall(unknown, known)) == (0, 1)
    assert oscr(known, correct, unknown) == pytest.approx(2 / 3)  # its accuracy
    assert oscr(unknown, correct[:2], known) == 0


def test_without_data_nothing_is_promised():
    none = np.zeros(0)
    assert fpr_at_recall(none, np.ones(2)) == fpr_at_recall(np.ones(2), none) == 1
    assert oscr(np.ones(4), np.array([1, 0, 1, 1], bool), none) == 0.75
    assert oscr(none, none.astype(bool), np.ones(2)) == 0
