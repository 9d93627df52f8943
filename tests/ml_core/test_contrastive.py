"""Laws of the contrastive losses, and what they do that cross-entropy does not."""

import math
from pathlib import Path

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ml_core.errors import CheckpointError
from ml_core.training.contrastive import (
    PROJECTION,
    Projection,
    jaccard,
    jaccard_supcon,
    load_projection,
    pair_loss,
    save_projection,
    soft_supcon,
    supcon,
)
from ml_core.training.losses import Mix

B, D, K = 11, 5, 3


@pytest.fixture
def projected() -> Tensor:
    torch.manual_seed(0)
    return F.normalize(torch.randn(B, D, dtype=torch.float64), dim=1)


@pytest.fixture
def scene() -> Tensor:
    return torch.arange(B) % K


def by_the_book(projected: Tensor, weights: Tensor, temperature: float) -> float:
    """The equation of methods 4.1, term by term."""
    total, n = 0.0, len(projected)
    for i in range(n):
        others = [k for k in range(n) if k != i]
        s = {k: float(projected[i] @ projected[k]) / temperature for k in others}
        norm = math.log(sum(math.exp(s[k]) for k in others))
        weight = sum(float(weights[i, k]) for k in others)
        if weight > 0:
            total += sum(float(weights[i, k]) * (s[k] - norm) for k in others) / weight
    return -total / n


def test_the_loss_is_the_equation(projected: Tensor):
    weights = torch.rand(B, B, dtype=torch.float64)
    weights[2] = 0
    weights[:, 4] = 0
    loss = pair_loss(projected, weights, temperature=0.2)
    assert float(loss) == pytest.approx(by_the_book(projected, weights, 0.2), rel=1e-12)


def test_soft_equals_hard_at_one_hot(projected: Tensor, scene: Tensor):
    labels = F.one_hot(scene).double()
    hard = supcon(projected.unsqueeze(1), scene, temperature=0.2)
    torch.testing.assert_close(soft_supcon(projected, labels, temperature=0.2), hard)
    torch.testing.assert_close(jaccard_supcon(projected, labels, temperature=0.2), hard)


def test_views_of_one_window_attract_each_other(projected: Tensor):
    views = projected[:10].unflatten(0, (5, 2))
    nobody_else = torch.arange(5)
    alone = supcon(views, nobody_else, temperature=0.1)
    weights = torch.zeros(10, 10, dtype=torch.float64)
    weights[range(10), [i ^ 1 for i in range(10)]] = 1
    torch.testing.assert_close(alone, pair_loss(projected[:10], weights, temperature=0.1))


def test_the_order_of_windows_does_not_matter(projected: Tensor, scene: Tensor):
    order = torch.randperm(B)
    labels = F.one_hot(scene).double()
    labels = Mix(torch.randperm(B), torch.rand(B, dtype=torch.float64)).blend(labels)
    one, other = (
        soft_supcon(z, y, temperature=0.2)
        for z, y in ((projected, labels), (projected[order], labels[order]))
    )
    torch.testing.assert_close(one, other)


def test_an_anchor_without_pairs_adds_nothing(projected: Tensor, scene: Tensor):
    scene[3] = K  # the only one of its scene
    alike = (scene.unsqueeze(1) == scene).double()
    loss = supcon(projected.unsqueeze(1), scene, temperature=0.2)
    alike[3] = 0
    torch.testing.assert_close(loss, pair_loss(projected, alike, temperature=0.2))
    z = projected.requires_grad_()
    everybody_differs = supcon(z.unsqueeze(1), torch.arange(B), temperature=0.2)
    assert everybody_differs.item() == 0.0
    assert torch.autograd.grad(everybody_differs, z)[0].abs().max() == 0


def test_windows_without_a_scene_are_nobodys_pair(projected: Tensor, scene: Tensor):
    some = scene.clone()
    some[[1, 4, 6]] = -1  # not alike for all that
    hard = supcon(projected.unsqueeze(1), some, temperature=0.2)
    labels = (some >= 0).double().unsqueeze(1) * F.one_hot(some.clamp(min=0))
    torch.testing.assert_close(hard, soft_supcon(projected, labels, temperature=0.2))
    assert hard.item() == pytest.approx(by_the_book(projected, labels @ labels.T, 0.2))
    nobody = torch.full((B,), -1)
    assert supcon(projected.unsqueeze(1), nobody, temperature=0.2).item() == 0.0


@pytest.mark.parametrize("temperature", [1e-6, 1e-3, 0.2, 1e3, 1e6])
@pytest.mark.parametrize("n_windows", [1, 2, B])
def test_gradients_are_finite_at_any_temperature(temperature: float, n_windows: int):
    torch.manual_seed(1)
    raw = torch.randn(n_windows, D, requires_grad=True)
    labels = F.one_hot(torch.arange(n_windows) % 2, 2).float()
    loss = soft_supcon(F.normalize(raw, dim=1), labels, temperature=temperature)
    loss.backward()
    assert torch.isfinite(loss)
    assert raw.grad is not None
    assert torch.isfinite(raw.grad).all()


def test_the_gradient_is_right(projected: Tensor):
    z = projected[:6].clone().requires_grad_()
    labels = torch.rand(6, K, dtype=torch.float64)
    for loss in (soft_supcon, jaccard_supcon):
        assert torch.autograd.gradcheck(lambda z, f=loss: f(z, labels, temperature=0.5), z)


def test_unnormalised_weights_are_taken_as_they_are(projected: Tensor, scene: Tensor):
    labels = F.one_hot(scene).double()
    plain = soft_supcon(projected, labels, temperature=0.2, normalised=False)
    doubled = soft_supcon(projected, labels * 2**0.5, temperature=0.2, normalised=False)
    torch.testing.assert_close(doubled, 2 * plain)
    scaled = soft_supcon(projected, labels * 2**0.5, temperature=0.2)
    torch.testing.assert_close(scaled, soft_supcon(projected, labels, temperature=0.2))


def test_jaccard_counts_scenes_in_common():
    sets = torch.tensor([[1, 1, 0], [0, 1, 1], [1, 1, 1], [0, 0, 0], [0, 1, 0]]).float()
    expected = torch.tensor(
        [
            [1, 1 / 3, 2 / 3, 0, 1 / 2],
            [1 / 3, 1, 2 / 3, 0, 1 / 2],
            [2 / 3, 2 / 3, 1, 0, 1 / 3],
            [0, 0, 0, 0, 0],
            [1 / 2, 1 / 2, 1 / 3, 0, 1],
        ]
    )
    torch.testing.assert_close(jaccard(sets), expected)
    shares = torch.tensor([[0.75, 0.25, 0.0], [0.25, 0.0, 0.75]])
    torch.testing.assert_close(jaccard(shares)[0, 1], torch.tensor(0.25 / 1.75))


def test_the_loss_sees_full_precision_under_autocast(projected: Tensor, scene: Tensor):
    projection = Projection(D, 4)
    full = soft_supcon(projection(projected), F.one_hot(scene).float(), temperature=0.07)
    with torch.autocast("cpu", torch.bfloat16):
        half = soft_supcon(projection(projected), F.one_hot(scene).float(), temperature=0.07)
    assert half.dtype == torch.float32
    torch.testing.assert_close(half, full)


def test_a_projection_has_unit_length_and_comes_back_from_disk(tmp_path: Path):
    projection = Projection(7, 3)
    embedding = torch.randn(13, 7)
    torch.testing.assert_close(projection(embedding).norm(dim=1), torch.ones(13))
    assert load_projection(tmp_path) is None
    (tmp_path / "checkpoint").mkdir()
    save_projection(tmp_path, projection)
    again = load_projection(tmp_path)
    assert again is not None
    assert not any(p.requires_grad for p in again.parameters())
    assert torch.equal(again(embedding), projection(embedding))
    (tmp_path / "checkpoint" / PROJECTION).write_bytes(b"nothing")
    with pytest.raises(CheckpointError):
        load_projection(tmp_path)


def cosine_margin(embedding: Tensor, scene: Tensor) -> float:
    """Mean cosine within scenes less that between them."""
    z = F.normalize(embedding, dim=1)
    cosines, alike = z @ z.T, scene.unsqueeze(1) == scene
    apart = ~torch.eye(len(z), dtype=torch.bool)
    return float(cosines[alike & apart].mean() - cosines[~alike].mean())


def test_contrast_moves_like_scenes_together_where_cross_entropy_is_content():
    """Scenes that one unit of many tells apart: a classifier needs no more than that unit."""
    rng = np.random.default_rng(3)
    scene = torch.arange(60) % 3
    x = torch.from_numpy(rng.standard_normal((60, 20))).float()
    x[:, :3] += 4 * F.one_hot(scene)

    def tuned(weight: float) -> tuple[float, float]:
        torch.manual_seed(0)
        body, classifier = nn.Sequential(nn.Linear(20, 16), nn.ReLU()), nn.Linear(16, 3)
        optimizer = torch.optim.Adam([*body.parameters(), *classifier.parameters()], lr=1e-2)
        for _ in range(60):
            embedding = body(x)
            alike = soft_supcon(
                F.normalize(embedding, dim=1), F.one_hot(scene).float(), temperature=0.2
            )
            loss = (1 - weight) * F.cross_entropy(classifier(embedding), scene) + weight * alike
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        accuracy = float((classifier(body(x)).argmax(dim=1) == scene).float().mean())
        return cosine_margin(body(x).detach(), scene), accuracy

    (before, exact), (after, as_exact) = tuned(0.0), tuned(0.75)
    assert exact == as_exact == 1.0
    assert after > before + 0.3
