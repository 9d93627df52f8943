"""scikit-learn is the oracle wherever it has the same number."""

import numpy as np
import pytest

from ml_core.evaluation import metrics, openset

sklearn_metrics = pytest.importorskip("sklearn.metrics")


@pytest.fixture
def example():
    generator = np.random.default_rng(3)
    truth = generator.integers(0, 5, 300)
    logits = generator.normal(size=(300, 5)) + 2 * np.eye(5)[truth]
    return truth, metrics.softmax(logits)


def test_counts_agree_with_the_oracle(example):
    truth, probabilities = example
    predicted = probabilities.argmax(axis=1)
    assert metrics.accuracy(truth, predicted) == sklearn_metrics.accuracy_score(truth, predicted)
    assert metrics.macro_accuracy(truth, predicted) == pytest.approx(
        sklearn_metrics.balanced_accuracy_score(truth, predicted)
    )
    assert metrics.log_loss(truth, probabilities) == pytest.approx(
        sklearn_metrics.log_loss(truth, probabilities)
    )
    expected = sklearn_metrics.confusion_matrix(truth, predicted)
    assert np.array_equal(metrics.confusion(truth, predicted, 5), expected)


def test_a_certain_wrong_answer_costs_much_but_not_infinitely():
    loss = metrics.log_loss(np.array([1]), np.array([[1.0, 0.0]]))
    assert 30 < loss < 40


def test_calibration_error_is_zero_when_confidence_is_the_hit_rate():
    truth = np.array([0] * 8 + [1] * 2)
    probabilities = np.tile([0.8, 0.2], (10, 1))
    assert metrics.ece(truth, probabilities) == pytest.approx(0.0)
    assert metrics.ece(1 - truth, probabilities) == pytest.approx(0.6)


def test_calibration_error_puts_full_confidence_in_the_last_bin():
    assert metrics.ece(np.array([0, 1]), np.array([[1.0, 0.0], [1.0, 0.0]])) == pytest.approx(0.5)


def test_wilson_matches_a_worked_example():
    interval = metrics.wilson(8, 10)
    assert interval.low == pytest.approx(0.4902, abs=1e-4)
    assert interval.high == pytest.approx(0.9433, abs=1e-4)
    assert metrics.wilson(0, 0) == metrics.Interval(0.0, 0.0, 1.0)
    assert metrics.wilson(100, 100).high == metrics.wilson(120, 120).high == 1.0
    assert metrics.wilson(0, 90).low == 0.0


def test_groups_widen_the_interval():
    correct = np.repeat(np.random.default_rng(0).random(20) < 0.6, 30)
    by_place = [f"place {i}" for i in np.repeat(np.arange(20), 30)]
    one_by_one = [str(i) for i in range(600)]
    wide = metrics.bootstrap_by_group(correct, by_place)
    narrow = metrics.bootstrap_by_group(correct, one_by_one)
    assert wide.high - wide.low > 3 * (narrow.high - narrow.low)
    assert wide.low <= wide.value <= wide.high


def test_bootstrap_matches_drawing_groups_by_hand():
    generator = np.random.default_rng(5)
    groups = generator.integers(0, 12, 90).astype(str)
    correct = generator.random(90) < 0.7
    draws = []
    for _ in range(4000):
        chosen = generator.choice(np.unique(groups), size=len(np.unique(groups)))
        draws.append(np.concatenate([correct[groups == name] for name in chosen]).mean())
    low, high = np.quantile(draws, [0.025, 0.975])
    interval = metrics.bootstrap_by_group(correct, list(groups), resamples=4000)
    by_clip = metrics.wilson(int(correct.sum()), len(correct))
    assert interval.low == pytest.approx(min(low, by_clip.low), abs=0.02)
    assert interval.high == pytest.approx(max(high, by_clip.high), abs=0.02)


def test_draws_in_blocks_are_the_same_draws(monkeypatch: pytest.MonkeyPatch):
    columns = np.random.default_rng(4).normal(size=(50, 3))
    whole = metrics.resampled_sums(columns, 200, 7)
    monkeypatch.setattr(metrics, "DRAWN_AT_ONCE", 350)  # seven draws of fifty groups
    assert np.allclose(metrics.resampled_sums(columns, 200, 7), whole)
    assert whole.std(axis=0).min() > 0


def test_one_group_promises_nothing():
    interval = metrics.bootstrap_by_group(np.ones(9, bool), ["x"] * 9)
    assert (interval.low, interval.high) == (0.0, 1.0)


def test_paired_difference_is_sharper_than_two_intervals():
    generator = np.random.default_rng(1)
    hard = generator.random(400) < 0.5
    better = hard | (generator.random(400) < 0.1)
    groups = [str(i // 10) for i in range(400)]
    difference = metrics.paired_difference(better, hard, groups)
    assert difference.low > 0
    same = metrics.paired_difference(hard, hard, groups)
    assert same.value == 0.0
    assert -0.01 < same.low < 0 < same.high < 0.01


def test_clips_that_are_all_right_do_not_promise_certainty():
    """Draws of groups that are all alike do not differ; 20 clips still may err once in six."""
    places = [str(n // 4) for n in range(20)]
    found = metrics.bootstrap_by_group(np.ones(20, bool), places)
    assert (found.value, found.high) == (1.0, 1.0)
    assert found.low == pytest.approx(metrics.wilson(20, 20).low)
    worse = np.arange(20) % 4 == 0  # in every place the same
    found = metrics.paired_difference(worse, np.ones(20, bool), places)
    assert found.value == -0.75
    assert found.low < -0.8
    assert -0.6 < found.high < -0.4


def test_auroc_agrees_with_the_oracle_also_with_ties():
    generator = np.random.default_rng(2)
    known = np.round(generator.normal(1, 1, 200), 1)
    unknown = np.round(generator.normal(0, 1, 100), 1)
    truth = np.r_[np.ones(200), np.zeros(100)]
    expected = sklearn_metrics.roc_auc_score(truth, np.r_[known, unknown])
    assert openset.auroc(known, unknown) == pytest.approx(expected)


def test_levels_order_and_expectations():
    generator = np.random.default_rng(4)
    centres = generator.normal(size=(4, 16)) * 3 + 5
    scenes = np.repeat(np.arange(4), 60)
    embeddings = (centres[scenes] + generator.normal(size=(240, 16))).astype(np.float32)
    groups = [f"{scene}-{i % 6}" for i, scene in enumerate(scenes)]
    levels = openset.fit_levels(embeddings, scenes, groups, 4)
    assert levels["lenient"].threshold < levels["normal"].threshold < levels["strict"].threshold
    assert levels["strict"].false_rejects == pytest.approx(0.15, abs=0.02)
    assert levels["strict"].false_accepts <= levels["lenient"].false_accepts
    assert levels["normal"].false_accepts < 0.5


def test_prototypes_name_their_own_scene():
    scenes = np.array([0, 0, 2, 2])
    embeddings = np.array([[9, 1], [8, 1], [1, 9], [1, 8]], dtype=np.float32)
    space = openset.Prototypes.of(embeddings, scenes, 3)
    assert list(space.cosines(embeddings).argmax(axis=1)) == [0, 0, 2, 2]
    assert not space.directions[1].any()


def test_average_precision_agrees_with_the_oracle_also_with_ties():
    generator = np.random.default_rng(6)
    for digits in (1, 9):
        positive = generator.random(80) < 0.3
        score = np.round(generator.normal(size=80) + positive, digits)
        expected = sklearn_metrics.average_precision_score(positive, score)
        assert metrics.average_precision(positive, score) == pytest.approx(expected)
    assert metrics.average_precision(np.zeros(3, bool), np.arange(3.0)) == 0


def test_mean_average_precision_agrees_with_the_oracle(example):
    truth, probabilities = example
    expected = sklearn_metrics.average_precision_score(np.eye(5)[truth], probabilities)
    assert metrics.mean_average_precision(truth, probabilities) == pytest.approx(expected)
    few = truth < 3  # scenes that are not there do not count
    expected = sklearn_metrics.average_precision_score(
        np.eye(5)[truth[few]][:, :3], probabilities[few][:, :3]
    )
    assert metrics.mean_average_precision(truth[few], probabilities[few]) == pytest.approx(expected)


def test_the_loss_of_every_scene_adds_up_to_the_whole(example):
    truth, probabilities = example
    found = metrics.log_loss_per_scene(truth, probabilities)
    share = np.bincount(truth) / len(truth)
    whole = sum(share[scene] * loss for scene, loss in found.items())
    assert whole == pytest.approx(metrics.log_loss(truth, probabilities))
    assert list(found) == [0, 1, 2, 3, 4]
