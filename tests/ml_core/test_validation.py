"""What a look at the validation part says, against its definition and scikit-learn."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ml_core.evaluation.metrics import softmax
from ml_core.training.passes import Pass
from ml_core.training.validation import Truth


@given(st.integers(1, 12), st.integers(2, 5), st.integers(0, 2**32 - 1))
def test_figures_are_those_of_the_clips(n_clips: int, n_scenes: int, seed: int):
    sklearn = pytest.importorskip("sklearn.metrics")
    rng = np.random.default_rng(seed)
    counts = rng.integers(1, 4, n_clips)
    first = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    logits = rng.normal(0, 3, (first[-1], n_scenes)).astype(np.float32)
    scene = rng.integers(0, n_scenes, n_clips)
    devices = [[None, "a", "b"][k] for k in rng.integers(0, 3, n_clips)]
    found = Truth(scene, tuple(devices)).judge(
        Pass(logits, np.zeros((len(logits), 0), np.float32), first)
    )
    scores = np.array([softmax(logits[a:b]).mean(axis=0) for a, b in itertools.pairwise(first)])
    right = scores.argmax(axis=1) == scene
    assert found.accuracy == pytest.approx(right.mean())
    labels = list(range(n_scenes))
    assert found.loss == pytest.approx(sklearn.log_loss(scene, scores, labels=labels), rel=1e-6)
    assert set(found.per_device) == {name for name in devices if name}
    for name, share in found.per_device.items():
        assert share == pytest.approx(
            np.mean([r for r, d in zip(right, devices, strict=True) if d == name])
        )
    metrics = found.to_metrics()
    assert {"val_accuracy", "val_loss"} <= metrics.keys()
    assert len(metrics) == 2 + len(found.per_device)
