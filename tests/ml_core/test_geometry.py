"""Closed forms against the sums over pairs they stand for."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ml_core.evaluation import geometry

sklearn_metrics = pytest.importorskip("sklearn.metrics")


def example(seed=0, n=60, size=7, n_scenes=4):
    rng = np.random.default_rng(seed)
    scene = rng.integers(0, n_scenes, n)
    scene[:n_scenes] = np.arange(n_scenes)
    return rng.normal(size=(n_scenes, size))[scene] + rng.normal(size=(n, size)) + 0.3, scene


def unit(x):
    return x / np.linalg.norm(x, axis=1, keepdims=True)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 999), n=st.integers(5, 40), n_scenes=st.integers(2, 5))
def test_silhouette_is_the_oracles_also_with_scenes_of_one(seed, n, n_scenes):
    x, scene = example(seed, n, 6, min(n_scenes, n - 1))
    expected = sklearn_metrics.silhouette_score(x, scene, metric="cosine")
    assert geometry.silhouette(x, scene) == pytest.approx(expected, abs=1e-9)


def test_alignment_and_uniformity_are_sums_over_pairs():
    x, scene = example()
    z = unit(x)
    distance = np.square(z[:, None] - z[None]).sum(axis=2)
    off = ~np.eye(len(z), dtype=bool)
    same = (scene[:, None] == scene) & off
    assert geometry.alignment(x, scene) == pytest.approx(distance[same].mean())
    assert geometry.uniformity(x) == pytest.approx(np.log(np.exp(-2 * distance[off]).mean()))


def test_margin_leaves_the_clip_itself_out():
    x, scene = example(n=30)
    z = unit(x)
    margins = []
    for i in range(len(z)):
        others = np.arange(len(z)) != i
        means = [z[others & (scene == k)].mean(axis=0) for k in range(4)]
        cosine = np.array([z[i] @ mean / np.linalg.norm(mean) for mean in means])
        margins.append(cosine[scene[i]] - np.delete(cosine, scene[i]).max())
    assert geometry.margin(x, scene) == pytest.approx(np.mean(margins))


def test_lengths_do_not_count_but_for_the_rank():
    x, scene = example()
    longer = x * np.random.default_rng(1).uniform(0.1, 9, (len(x), 1))
    for measure in (geometry.alignment, geometry.silhouette, geometry.margin):
        assert measure(longer, scene) == pytest.approx(measure(x, scene))
    for measure in (geometry.uniformity, geometry.isotropy):
        assert measure(longer) == pytest.approx(measure(x))
    assert geometry.effective_rank(5 * x + 2) == pytest.approx(geometry.effective_rank(x))


def test_effective_rank_counts_directions():
    rng = np.random.default_rng(2)
    corners = np.concatenate([np.eye(9), -np.eye(9)])
    assert geometry.effective_rank(corners) == pytest.approx(9)
    flat = rng.normal(size=(50, 3)) @ rng.normal(size=(3, 40))
    assert 1 < geometry.effective_rank(flat) < 3.001
    assert geometry.effective_rank(np.ones((5, 3))) == 1
    wide = rng.normal(size=(12, 40))
    sigma = np.linalg.svd(wide - wide.mean(axis=0), compute_uv=False)
    share = sigma[sigma > 1e-9] / sigma.sum()
    expected = np.exp(-(share * np.log(share)).sum())
    assert geometry.effective_rank(wide) == pytest.approx(expected, rel=1e-6)


def test_isotropy_tells_a_sphere_from_a_cone():
    rng = np.random.default_rng(3)
    sphere = rng.normal(size=(2000, 6))
    cone = rng.normal(size=(2000, 6)) + 9 * np.eye(6)[0]
    assert geometry.isotropy(np.concatenate([np.eye(5), -np.eye(5)])) == pytest.approx(1)
    assert geometry.isotropy(sphere) > 0.9
    assert geometry.isotropy(cone) < 0.2


def test_collapsed_scenes_are_perfectly_aligned():
    scene = np.repeat([0, 1, 2], 5)
    x = np.eye(3)[scene]
    found = geometry.describe(x, scene)
    assert found.alignment == pytest.approx(0)
    assert found.silhouette == found.margin == pytest.approx(1)
    assert found.n_clips == 15


def test_nothing_and_one_clip_have_a_geometry_too():
    for n in (0, 1):
        found = geometry.describe(np.ones((n, 4), np.float32), np.zeros(n, np.int64))
        assert all(np.isfinite(value) for value in found.to_dict().values())


def test_many_clips_are_thinned_out(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(geometry, "MAX_CLIPS", 25)
    x, scene = example(n=60)
    assert geometry.describe(x, scene) == geometry.describe(x[::3], scene[::3])
