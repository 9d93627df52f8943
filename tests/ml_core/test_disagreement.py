"""How far apart systems are: a law between alike and each sure of another scene."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ml_core.evaluation.disagreement import agreement, divergence
from ml_core.evaluation.metrics import softmax


@given(
    n_systems=st.integers(1, 4), n_clips=st.integers(1, 6), n_scenes=st.integers(2, 5),
    seed=st.integers(0, 999),
)  # fmt: skip
def test_laws_of_divergence(n_systems: int, n_clips: int, n_scenes: int, seed: int):
    rng = np.random.default_rng(seed)
    scores = softmax(5 * rng.normal(size=(n_systems, n_clips, n_scenes)))
    found = divergence(scores)
    assert found.shape == (n_clips,)
    assert ((found >= 0) & (found <= 1)).all()
    assert divergence(scores[::-1]) == pytest.approx(found)  # whoever is named first
    assert divergence(np.repeat(scores[:1], 3, axis=0)) == pytest.approx(np.zeros(n_clips))


def test_it_is_the_distance_of_the_oracle():
    distance = pytest.importorskip("scipy.spatial.distance")
    scores = softmax(np.random.default_rng(0).normal(size=(2, 50, 4)))
    expected = [distance.jensenshannon(a, b, base=2) ** 2 for a, b in zip(*scores, strict=True)]
    assert divergence(scores) == pytest.approx(expected)


def test_each_sure_of_another_scene_is_the_most():
    assert divergence(np.eye(3)[:, None]) == pytest.approx([1.0])


def test_agreement_counts_clips():
    found = agreement(np.array([[0, 1, 2, 2], [0, 1, 0, 0], [1, 0, 0, 0]]))
    assert found.tolist() == [[1, 0.5, 0], [0.5, 1, 0.5], [0, 0.5, 1]]
