"""Many small regressions at once are each what scikit-learn makes of them alone."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ml_core.evaluation.logistic import LogisticFit, fit_logistic

linear_model = pytest.importorskip("sklearn.linear_model")


def problem(seed: int, n: int, size: int, n_scenes: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    scene = rng.permutation(np.arange(n) % n_scenes)
    centres = rng.normal(size=(n_scenes, size))
    scale = rng.gamma(1.0, 1.0, size) + 0.05
    return (rng.normal(size=(n, size)) + centres[scene]) * scale + 3, scene


def oracle(x, scene, strength, weight=None):
    model = linear_model.LogisticRegression(C=strength, solver="newton-cholesky", tol=1e-9)
    return model.fit(x, scene, sample_weight=weight)


@pytest.mark.parametrize("strength", [1e-3, 1.0, 1e3])
@pytest.mark.parametrize(("n", "size"), [(60, 11), (29, 97)])
def test_it_is_the_oracle_with_many_and_with_few_rows(n: int, size: int, strength: float):
    x, scene = problem(1, n, size, 5)
    fitted = fit_logistic(x[None], scene[None], 5, strength=strength)
    expected = oracle(x, scene, strength)
    assert fitted.probabilities(x) == pytest.approx(expected.predict_proba(x), abs=1e-4)
    np.testing.assert_allclose(fitted.weights[0].T, expected.coef_, rtol=0, atol=5e-3)


def test_problems_do_not_touch_each_other():
    alone = [problem(seed, 23, 31, 4) for seed in range(5)]
    x, scene = (np.stack(parts) for parts in zip(*alone, strict=True))
    together = fit_logistic(x, scene, 4)
    for place, (one, truth) in enumerate(alone):
        single = fit_logistic(one[None], truth[None], 4)
        assert together.logits(one, place) == pytest.approx(single.logits(one), abs=2e-3)


def test_rows_that_only_fill_up_do_not_count_and_weights_are_the_oracles():
    x, scene = problem(2, 30, 40, 3)
    weight = np.repeat([1.0, 2.5, 0.0], 10)
    fitted = fit_logistic(x[None], scene[None], 3, weight=weight[None])
    expected = oracle(x[:20], scene[:20], 1.0, weight[:20])
    assert fitted.probabilities(x) == pytest.approx(expected.predict_proba(x), abs=1e-4)
    elsewhere = np.where(weight[:, None] > 0, x, 1e3)
    moved = fit_logistic(elsewhere[None], scene[None], 3, weight=weight[None])
    assert moved.logits(x) == pytest.approx(fitted.logits(x), abs=1e-6)


def test_a_path_ends_where_each_strength_alone_does():
    x, scene = problem(3, 50, 20, 4)
    path = LogisticFit(x[None], scene[None], 4)
    for strength in (1e-2, 1.0, 30.0):
        along = path.at(strength).probabilities(x)
        alone = fit_logistic(x[None], scene[None], 4, strength=strength).probabilities(x)
        assert along == pytest.approx(alone, abs=1e-3)


@settings(max_examples=30, deadline=None)
@given(
    seed=st.integers(0, 999),
    n=st.integers(4, 25),
    size=st.integers(1, 30),
    n_scenes=st.integers(2, 4),
    strength=st.floats(1e-2, 50),
)
def test_the_gradient_is_zero_where_it_ends(seed, n, size, n_scenes, strength):
    x, scene = problem(seed, n, size, n_scenes)
    fitted = fit_logistic(x[None], scene[None], n_scenes, strength=strength)
    off = fitted.probabilities(x) - np.eye(n_scenes)[scene]
    slope = strength * x.T @ off + fitted.weights[0]
    scale = strength * np.abs(x).T @ np.ones((n, 1)) + 1
    assert np.abs(slope / scale).max() < 1e-2
    assert np.abs(off.sum(axis=0)).max() < 1e-2 * n  # the bias is free


def test_equal_rows_of_one_scene_and_constant_features_are_no_trouble():
    x = np.zeros((1, 6, 4))
    fitted = fit_logistic(x, np.array([[0, 0, 0, 1, 1, 2]]), 3)
    assert fitted.probabilities(x[0])[0] == pytest.approx([1 / 2, 1 / 3, 1 / 6], abs=1e-3)
    single = fit_logistic(np.ones((1, 1, 4)), np.array([[2]]), 3)
    assert single.logits(np.ones((1, 4))).argmax() == 2
