import numpy as np
import pytest

from ml_core.evaluation.projection import pca

decomposition = pytest.importorskip("sklearn.decomposition")


def test_pca_agrees_with_the_oracle_up_to_sign():
    generator = np.random.default_rng(0)
    x = generator.normal(size=(200, 12)) @ generator.normal(size=(12, 12))
    expected = decomposition.PCA(2, svd_solver="full").fit_transform(x)
    found = pca(x)
    for column in range(2):
        sign = np.sign(found[:, column] @ expected[:, column])
        np.testing.assert_allclose(found[:, column], sign * expected[:, column], atol=1e-3)


def test_the_picture_does_not_flip_with_the_order_of_the_clips():
    x = np.random.default_rng(1).normal(size=(50, 8))
    np.testing.assert_allclose(pca(x)[::-1], pca(x[::-1]), atol=1e-4)


def test_few_clips_or_few_dimensions_still_give_a_picture():
    assert pca(np.zeros((0, 8))).shape == (0, 2)
    assert not pca(np.ones((1, 8))).any()
    assert pca(np.arange(5.0)[:, None]).shape == (5, 2)
