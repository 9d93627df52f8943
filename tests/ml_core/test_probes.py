"""The two probes choose what the data asks for, and never look at a source from both sides."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ml_core.evaluation import probes
from ml_core.evaluation.openset import normalise

neighbors = pytest.importorskip("sklearn.neighbors")
pipeline = pytest.importorskip("sklearn.pipeline")


def blobs(seed=0, n=240, size=24, n_scenes=4, spread=1.0):
    rng = np.random.default_rng(seed)
    scene = np.arange(n) % n_scenes
    x = rng.normal(size=(n_scenes, size))[scene] + spread * rng.normal(size=(n, size))
    groups = [f"{k}-{i // 12}" for i, k in enumerate(scene)]
    return (x + 0.5).astype(np.float32), scene, groups


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 9)), min_size=1, max_size=60),
    n_folds=st.integers(1, 6),
)
def test_folds_never_divide_a_group(rows, n_folds):
    scene = np.array([scene for scene, _ in rows])
    groups = [str(group) for _, group in rows]
    fold = probes.inner_folds(scene, groups, n_folds)
    assert len(fold) == len(rows)
    assert len({(g, f) for g, f in zip(groups, fold, strict=True)}) == len(set(groups))
    assert set(fold) == set(range(min(n_folds, len(set(groups)))))


def test_folds_spread_every_scene():
    _, scene, groups = blobs()
    fold = probes.inner_folds(scene, groups, 4)
    for k in range(4):
        assert np.bincount(fold[scene == k], minlength=4).min() == 15


def test_the_neighbours_vote_as_the_oracle_counts():
    x, scene, _ = blobs()
    asked = blobs(seed=7)[0][:50]
    for k in (1, 7, 240, 900):
        votes = probes.neighbour_votes(normalise(x), scene, asked, 4, [k])[0]
        model = neighbors.KNeighborsClassifier(
            min(k, len(x)), metric="cosine",
            weights=lambda distance: np.exp((1 - distance) / probes.TEMPERATURE),
        ).fit(x, scene)  # fmt: skip
        assert votes == pytest.approx(model.predict_proba(asked), abs=1e-4)


def test_the_linear_probe_is_the_oracle_at_its_strength():
    x, scene, groups = blobs()
    linear_model = pytest.importorskip("sklearn.linear_model")
    preprocessing = pytest.importorskip("sklearn.preprocessing")
    found = probes.fit_linear(x, scene, groups, 4)
    model = pipeline.make_pipeline(
        preprocessing.StandardScaler(),
        linear_model.LogisticRegression(C=found.strength, solver="newton-cholesky"),
    ).fit(x, scene)
    logits = found.logits(x)
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    expected = model.predict_proba(x)
    assert powers / powers.sum(axis=1, keepdims=True) == pytest.approx(expected, abs=5e-3)


def test_the_linear_probe_does_not_care_about_units():
    x, scene, groups = blobs(spread=3.0)
    scale = np.random.default_rng(0).uniform(0.01, 100, x.shape[1])
    asked = blobs(seed=5)[0]
    one = probes.fit_linear(x, scene, groups, 4)
    other = probes.fit_linear(x * scale - 4, scene, groups, 4)
    assert one.strength == other.strength
    assert one.logits(asked) == pytest.approx(other.logits(asked * scale - 4), abs=1e-2)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_strength_is_the_one_a_grid_search_would_take(seed: int):
    """But for the end of the search: the peak is where the oracle's is, or as high."""
    linear_model = pytest.importorskip("sklearn.linear_model")
    selection = pytest.importorskip("sklearn.model_selection")
    preprocessing = pytest.importorskip("sklearn.preprocessing")
    x, scene, groups = blobs(seed, n=120, size=60, spread=2.5)
    fold = probes.inner_folds(scene, groups)
    search = selection.GridSearchCV(
        pipeline.make_pipeline(
            preprocessing.StandardScaler(),
            linear_model.LogisticRegression(solver="newton-cholesky"),
        ),
        {"logisticregression__C": list(probes.STRENGTHS)},
        cv=selection.PredefinedSplit(fold),
    ).fit(x, scene)
    accuracy = dict(zip(probes.STRENGTHS, search.cv_results_["mean_test_score"], strict=True))
    found = probes.fit_linear(x, scene, groups, 4).strength
    assert accuracy[found] >= max(accuracy.values()) - 0.02
    assert max(accuracy.values()) - min(accuracy.values()) > 0.02  # there was something to choose


def test_the_number_of_neighbours_is_chosen_by_inner_validation():
    rng = np.random.default_rng(4)
    scene = np.arange(160) % 2
    hazy = np.c_[scene * 0.8, np.ones(160)] + 0.6 * rng.normal(size=(160, 2))
    groups = [str(i) for i in range(160)]
    assert probes.fit_neighbours(hazy, scene, groups, 2).k > 5
    pairs = rng.normal(size=(80, 16))
    twins = np.repeat(pairs, 2, axis=0) + 0.01 * rng.normal(size=(160, 16))
    mates = np.repeat(rng.integers(0, 2, 80), 2)
    assert probes.fit_neighbours(twins, mates, groups, 2).k == 1


def test_a_source_on_both_sides_would_flatter_and_is_not():
    """Twins of one source name each other; grouped by it nothing can be known."""
    rng = np.random.default_rng(5)
    twins = np.repeat(rng.normal(size=(60, 8)), 2, axis=0) + 0.01 * rng.normal(size=(120, 8))
    scene = np.repeat(rng.integers(0, 2, 60), 2)
    together = [str(i // 2) for i in range(120)]
    fold = probes.inner_folds(scene, together)
    right = []
    for number in range(fold.max() + 1):
        inside, outside = fold != number, fold == number
        votes = probes.neighbour_votes(
            normalise(twins[inside]), scene[inside], twins[outside], 2, [1]
        )
        right.append(votes[0].argmax(axis=1) == scene[outside])
    assert np.concatenate(right).mean() < 0.75


def test_one_group_is_enough_to_fit_with_the_first_choice():
    x, scene, _ = blobs(n=20)
    assert probes.fit_linear(x, scene, ["x"] * 20, 4).strength == probes.STRENGTHS[0]
    assert probes.fit_neighbours(x, scene, ["x"] * 20, 4).k == 1


def test_both_probes_together():
    x, scene, groups = blobs(spread=0.3)
    found = probes.dual_probe(x[:160], scene[:160], groups[:160], x[160:], scene[160:], 4)
    assert found.linear == found.knn == 1.0
    assert found.linear_scores.shape == found.knn_scores.shape == (80, 4)
