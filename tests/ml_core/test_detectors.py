"""Detectors of the unknown against what their papers' formulas say, written out."""

import numpy as np
import pytest

from ml_core.evaluation.detectors import DETECTORS, Known
from ml_core.evaluation.openset import SHRINKAGE, Prototypes, auroc, normalise


@pytest.fixture
def known() -> Known:
    """Three scenes on axes of their own; the fourth axis varies within all of them."""
    generator = np.random.default_rng(2)
    scenes = np.repeat([0, 1, 2], 30)
    embeddings = 3 * np.eye(4)[scenes] + 0.3 * generator.standard_normal((90, 4))
    embeddings[:, 3] += 2 * generator.standard_normal(90)
    return Known(embeddings.astype(np.float32), scenes, 3)


def asked(scene: np.ndarray, seed: int) -> np.ndarray:
    generator = np.random.default_rng(seed)
    found = 3 * scene + 0.3 * generator.standard_normal((40, 4))
    found[:, 3] += 2 * generator.standard_normal(40)
    return found.astype(np.float32)


def test_all_tell_a_known_scene_from_none(known: Known) -> None:
    near, far = asked(np.eye(4)[1], 5), asked(np.array([-0.6, -0.6, -0.6, 0]), 6)
    means = np.stack([known.embeddings[known.scenes == k].mean(axis=0) for k in range(3)])
    for name, detector in DETECTORS.items():
        scores = [detector(known, one, one @ means.T) for one in (near, far)]
        assert scores[0].shape == (40,)
        assert auroc(*scores) > 0.8, name


def test_logits_as_in_the_papers() -> None:
    logits = np.array([[1.0, 2.0, -1.0], [800.0, 0.0, 0.0]])
    nothing = Known(np.zeros((0, 4), np.float32), np.zeros(0, int), 3)
    np.testing.assert_allclose(
        DETECTORS["energy"](nothing, logits, logits), [np.log(np.exp(logits[0]).sum()), 800.0]
    )
    shares = np.exp(logits[0]) / np.exp(logits[0]).sum()
    assert DETECTORS["max_softmax"](nothing, logits, logits)[0] == pytest.approx(shares.max())
    assert DETECTORS["max_logit"](nothing, logits, logits).tolist() == [2.0, 800.0]


def test_mahalanobis_is_the_distance_to_the_nearest_mean(known: Known) -> None:
    means = np.stack([known.embeddings[known.scenes == k].mean(axis=0) for k in range(3)])
    apart = known.embeddings - means[known.scenes]
    covariance = apart.T @ apart / (90 - 3)
    ball = np.trace(covariance) / 4
    inverse = np.linalg.inv(0.9 * covariance + 0.1 * ball * np.eye(4))
    row = asked(np.eye(4)[0], 8)[:1]
    expected = -min(((row - m) @ inverse @ (row - m).T).item() for m in means)
    assert DETECTORS["mahalanobis"](known, row, row)[0] == pytest.approx(expected, rel=1e-3)


def test_sharpening_looks_past_what_varies_within_every_scene(known: Known) -> None:
    plain = Prototypes.of(known.embeddings, known.scenes, 3)
    sharp = Prototypes.of(known.embeddings, known.scenes, 3, sharpened=True)
    assert np.abs(sharp.directions[:, 3]).max() < np.abs(plain.directions[:, 3]).max()
    unit = normalise(known.embeddings - plain.centre).astype(np.float64)
    spread = np.zeros((4, 4))
    for k in range(3):
        mine = unit[known.scenes == k]
        spread += np.cov(mine.T, bias=True) / 3
    shrunk = (1 - SHRINKAGE) * spread + SHRINKAGE * np.trace(spread) / 4 * np.eye(4)
    expected = np.linalg.inv(shrunk) @ unit[known.scenes == 1].mean(axis=0)
    np.testing.assert_allclose(sharp.directions[1], expected / np.linalg.norm(expected), atol=1e-4)


def test_one_window_a_scene_has_nothing_to_sharpen() -> None:
    rows = np.eye(3, dtype=np.float32)
    plain = Prototypes.of(rows, np.arange(3), 3)
    sharp = Prototypes.of(rows, np.arange(3), 3, sharpened=True)
    np.testing.assert_array_equal(plain.directions, sharp.directions)
    empty = Prototypes.of(np.zeros((0, 3), np.float32), np.zeros(0, int), 2, sharpened=True)
    assert not empty.directions.any()
