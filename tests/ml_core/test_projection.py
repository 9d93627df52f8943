import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ml_core.errors import MissingPack
from ml_core.evaluation import projection
from ml_core.evaluation.projection import pca, place_beside, tsne, tsne_seconds
from ml_core.progress import Cancelled, Monitor

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


def heaps(n: int, n_heaps: int = 4, size: int = 12) -> tuple[np.ndarray, np.ndarray]:
    """(N, D) directions around a few middles, and which middle each belongs to."""
    generator = np.random.default_rng(3)
    heap = np.arange(n) % n_heaps
    x = 3 * np.eye(size)[heap] + 0.3 * generator.normal(size=(n, size))
    return (x / np.linalg.norm(x, axis=1, keepdims=True)).astype(np.float32), heap


def purity(places: np.ndarray, heap: np.ndarray) -> float:
    """Share of points whose nearest other point is of their heap."""
    away = np.linalg.norm(places[:, None] - places[None], axis=2)
    np.fill_diagonal(away, np.inf)
    return float((heap[away.argmin(axis=1)] == heap).mean())


def test_tsne_keeps_heaps_together_and_gives_the_same_picture_again():
    pytest.importorskip("openTSNE")
    x, heap = heaps(120)
    steps: list[tuple[int, int | None]] = []
    places = tsne(x, Monitor(lambda progress: steps.append((progress.done, progress.total))))
    assert places.shape == (120, 2)
    assert np.isfinite(places).all()
    assert purity(places, heap) > 0.98
    done = [one for one, _ in steps]
    assert done == sorted(done)
    assert done[0] == 0
    assert done[-1] == steps[-1][1]
    np.testing.assert_array_equal(tsne(x), places)


def test_tsne_stops_when_asked():
    pytest.importorskip("openTSNE")
    monitor = Monitor()
    monitor = Monitor(lambda progress: monitor.cancel() if progress.done >= 50 else None)
    with pytest.raises(Cancelled):
        tsne(heaps(80)[0], monitor)


def test_tsne_says_which_pack_it_needs(monkeypatch):
    monkeypatch.setitem(sys.modules, "openTSNE", None)
    with pytest.raises(MissingPack, match="lab"):
        tsne(heaps(60)[0])


def test_many_clips_are_placed_among_those_that_are_fitted(monkeypatch):
    pytest.importorskip("openTSNE")
    monkeypatch.setattr(projection, "FITTED", 80)
    x, heap = heaps(200)
    places = tsne(x)
    assert purity(places, heap) > 0.98
    assert len(np.unique(places, axis=0)) > 150


@given(st.integers(1, 40), st.integers(0, 30), st.integers(0, 1000))
def test_new_clips_land_among_their_likes(n: int, m: int, seed: int):
    generator = np.random.default_rng(seed)
    known = generator.normal(size=(n, 5)).astype(np.float32)
    known /= np.linalg.norm(known, axis=1, keepdims=True)
    places = generator.normal(size=(n, 2)).astype(np.float32)
    new = generator.normal(size=(m, 5)).astype(np.float32)
    found = place_beside(known, places, new)
    assert found.shape == (m, 2)
    low, high = places.min(axis=0) - 1e-4, places.max(axis=0) + 1e-4
    assert ((found >= low) & (found <= high)).all()


def test_a_copy_of_a_known_clip_lands_on_it():
    x, _ = heaps(40)
    places = np.random.default_rng(0).normal(size=(40, 2)).astype(np.float32)
    sharp = np.eye(40, dtype=np.float32)  # nothing else is alike at all
    np.testing.assert_allclose(place_beside(sharp, places, sharp[7:8]), places[7:8], atol=1e-4)
    assert place_beside(x[:0], places[:0], x[:3]).tolist() == [[0, 0]] * 3


def test_few_clips_need_no_neighbours_and_more_clips_more_time():
    assert tsne(heaps(4)[0]).shape == (4, 2)
    seconds = [tsne_seconds(n) for n in (10, 1000, 20_000, 230_350)]
    assert seconds == sorted(seconds)
