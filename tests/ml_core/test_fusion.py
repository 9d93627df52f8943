"""Several systems as one: the laws of the fit, and systems that hear other windows."""

import numpy as np
import pytest
import torch
from torch import Tensor

from ml_core.training.fusion import Fusion, cross_fitted, fit_fusion
from ml_core.training.passes import Pass
from ml_core.training.teacher import Grid, fuse_passes

S, W, K = 3, 211, 5


@pytest.fixture
def windows() -> tuple[Tensor, Tensor, Tensor]:
    """The first system is good, the second fair, the third guesses; all hear scene 4 too often."""
    rng = torch.Generator().manual_seed(1)
    scene = torch.randint(K, (W,), generator=rng)
    truth = torch.nn.functional.one_hot(scene, K).float()
    noise = torch.randn(S, W, K, generator=rng)
    logits = torch.tensor([2.0, 1.0, 0.0])[:, None, None] * truth + noise
    logits[:, :, 4] += 2
    return logits, scene, torch.full((W,), 1.0)


def cost(logits: Tensor, scene: Tensor) -> float:
    return float(torch.nn.functional.cross_entropy(logits, scene))


def test_equal_weights_without_bias_are_the_average(windows: tuple[Tensor, ...]):
    logits = windows[0]
    fused = Fusion.average(S, K)(logits)
    assert torch.equal(fused, logits.double().mean(dim=0).float())
    assert torch.equal(Fusion.average(1, K)(logits[:1]), logits[0])


def test_it_is_the_stated_sum():
    logits = torch.randn(2, 7, 3)
    fused = Fusion((0.25, -1.0), (0.5, 0.0, 2.0))(logits)
    expected = 0.25 * logits[0] - logits[1] + torch.tensor([0.5, 0.0, 2.0])
    torch.testing.assert_close(fused, expected)


def test_the_fit_is_better_than_the_average_and_knows_who_is_good(windows: tuple[Tensor, ...]):
    logits, scene, share = windows
    fitted = fit_fusion(logits, scene, share, l2=1e-3)
    assert fitted.weights[0] > fitted.weights[1] > fitted.weights[2]
    assert fitted.biases[4] == min(fitted.biases)
    assert cost(fitted(logits), scene) < cost(Fusion.average(S, K)(logits), scene) - 0.05


def test_the_fit_is_a_minimum(windows: tuple[Tensor, ...]):
    logits, scene, share = windows
    fitted = fit_fusion(logits, scene, share, l2=1e-3)

    def value(fusion: Fusion) -> float:
        pull = sum((w - 1 / S) ** 2 for w in fusion.weights) + sum(b**2 for b in fusion.biases)
        return cost(fusion(logits.double()), scene) + 1e-3 * pull

    least = value(fitted)
    for place in range(S + K):
        for step in (-0.02, 0.02):
            moved = [*fitted.weights, *fitted.biases]
            moved[place] += step
            assert value(Fusion(tuple(moved[:S]), tuple(moved[S:]))) > least


def test_permuted_systems_have_permuted_weights(windows: tuple[Tensor, ...]):
    logits, scene, share = windows
    order = [2, 0, 1]
    one = fit_fusion(logits, scene, share, l2=1e-3)
    other = fit_fusion(logits[order], scene, share, l2=1e-3)
    assert other.weights == pytest.approx([one.weights[k] for k in order], abs=1e-6)
    assert other.biases == pytest.approx(one.biases, abs=1e-6)
    torch.testing.assert_close(one(logits), other(logits[order]), atol=1e-5, rtol=0)


def test_equal_systems_share_equally(windows: tuple[Tensor, ...]):
    logits, scene, share = windows
    weights = fit_fusion(logits[:1].expand(S, -1, -1), scene, share, l2=1e-3).weights
    assert weights == pytest.approx([weights[0]] * S, abs=1e-6)


def test_a_strong_pull_leaves_the_average(windows: tuple[Tensor, ...]):
    fitted = fit_fusion(*windows, l2=1e9)
    assert fitted.weights == pytest.approx([1 / S] * S, abs=1e-6)
    assert fitted.biases == pytest.approx([0] * K, abs=1e-6)


def test_windows_that_count_nothing_change_nothing(windows: tuple[Tensor, ...]):
    logits, scene, share = windows
    share = share.clone()
    share[100:] = 0
    whole = fit_fusion(logits, scene, share, l2=1e-3)
    part = fit_fusion(logits[:, :100], scene[:100], share[:100], l2=1e-3)
    assert whole.weights == pytest.approx(part.weights, abs=1e-5)


def test_cross_fitting_never_uses_a_window_for_itself(windows: tuple[Tensor, ...]):
    logits, scene, share = windows
    fold = np.arange(W) % 4
    fused = cross_fitted(logits, scene, share, fold, l2=1e-3)
    turned = scene.clone()
    turned[fold == 2] = (turned[fold == 2] + 1) % K
    again = cross_fitted(logits, turned, share, fold, l2=1e-3)
    assert torch.equal(fused[fold == 2], again[fold == 2])
    assert not torch.equal(fused[fold == 1], again[fold == 1])


def test_other_windows_are_found_by_their_centres():
    # clips of 3 s and of 1 s; the first system hears 1 s every 0.5 s, the second 2 s every 1 s
    first = Pass(np.zeros((6, 1), np.float32), np.arange(6.0)[:, None], np.array([0, 5, 6]))
    rows = np.arange(3, dtype=np.float32)[:, None]
    second = Pass(rows, rows, np.array([0, 2, 3]))
    grids = [Grid(0.5, 1.0), Grid(1.0, 2.0)]
    fused = fuse_passes([first, second], grids, Fusion((1.0, 1.0), (0.0,)))
    # centres 0.5 1 1.5 2 2.5 of the first clip; the second system's are 1 and 2
    assert fused.logits[:, 0].tolist() == [0, 0, 0, 1, 1, 2]
    assert fused.embeddings[:, 0].tolist() == list(range(6))
    assert fused.first.tolist() == [0, 5, 6]


def test_a_long_window_is_found_although_it_begins_long_before():
    rows = np.arange(2, dtype=np.float32)[:, None]
    grid = Grid(hop_s=5.0, window_s=10.0)
    passed = Pass(rows, rows, np.array([0, 2]))
    # 3 to 4 s lies in 0 to 10 s although its start is nearer to 5 s
    assert grid.nearest(passed.first, np.array([0]), np.array([3.5])).tolist() == [0]
