"""Laws of the losses. Sizes: 7 windows, 5 scenes, embeddings of 11 and 13."""

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from ml_core.training.losses import Mix, distillation_loss, relation_loss, scene_loss

TEMPERATURE = 2.0


@pytest.fixture
def batch() -> tuple[Tensor, Tensor, Tensor]:
    generator = torch.Generator().manual_seed(1)
    return (
        torch.randn(7, 5, generator=generator),
        torch.randn(7, 5, generator=generator),
        torch.randint(5, (7,), generator=generator),
    )


def test_without_soft_weight_it_is_plain_cross_entropy(batch: tuple[Tensor, Tensor, Tensor]):
    student, teacher, scene = batch
    loss = distillation_loss(student, teacher, scene, temperature=TEMPERATURE, soft_weight=0)
    torch.testing.assert_close(loss, F.cross_entropy(student, scene))


def test_a_student_that_says_the_same_has_no_soft_loss(batch: tuple[Tensor, Tensor, Tensor]):
    student, _, scene = batch
    # a constant added to all logits of a window says nothing
    loss = distillation_loss(student, student + 3, scene, temperature=TEMPERATURE, soft_weight=1)
    torch.testing.assert_close(loss, torch.tensor(0.0), atol=1e-6, rtol=0)


def test_mean_is_batchmean_divided_by_the_scenes(batch: tuple[Tensor, Tensor, Tensor]):
    kinds = [
        distillation_loss(*batch, temperature=TEMPERATURE, soft_weight=1, reduction=reduction)
        for reduction in ("mean", "batchmean")
    ]
    torch.testing.assert_close(kinds[0] * 5, kinds[1])


def test_mixing_targets_has_the_gradient_of_mixing_losses(batch: tuple[Tensor, Tensor, Tensor]):
    student, teacher, scene = batch
    mix = Mix(torch.tensor([3, 0, 6, 1, 2, 4, 5]), torch.linspace(0.1, 0.9, 7))

    def gradient(loss_of: object) -> Tensor:
        logits = student.clone().requires_grad_()
        loss_of(logits).backward()  # type: ignore[operator]
        assert logits.grad is not None
        return logits.grad

    def by_losses(logits: Tensor) -> Tensor:
        total = torch.zeros(())
        for i in range(7):
            for other, share in ((i, mix.share[i]), (int(mix.partner[i]), 1 - mix.share[i])):
                rows = (logits[i : i + 1], teacher[other : other + 1], scene[other : other + 1])
                total = total + share * distillation_loss(*rows, temperature=2.0, soft_weight=0.7)
        return total / 7

    mixed = gradient(
        lambda x: distillation_loss(x, teacher, scene, temperature=2.0, soft_weight=0.7, mix=mix)
    )
    torch.testing.assert_close(mixed, gradient(by_losses))


def test_a_mix_with_nothing_of_the_other_changes_nothing(batch: tuple[Tensor, Tensor, Tensor]):
    student, _, scene = batch
    mix = Mix(torch.arange(7).flip(0), torch.ones(7))
    torch.testing.assert_close(scene_loss(student, scene, mix=mix), scene_loss(student, scene))


def test_relations_ignore_rotation_scale_and_offset():
    generator = torch.Generator().manual_seed(2)
    teacher = torch.randn(7, 13, generator=generator)
    rotation = torch.linalg.qr(torch.randn(13, 13, generator=generator)).Q
    student = 4 * teacher @ rotation + 9
    torch.testing.assert_close(
        relation_loss(student, teacher), torch.tensor(0.0), atol=1e-9, rtol=0
    )


def test_relations_of_other_sizes_are_compared_and_differ():
    generator = torch.Generator().manual_seed(3)
    student, teacher = (torch.randn(7, d, generator=generator) for d in (11, 13))
    loss = relation_loss(student.requires_grad_(), teacher)
    loss.backward()
    assert loss.item() > 0.01
    assert student.grad is not None
    assert student.grad.abs().max() > 0


def test_windows_without_a_scene_add_nothing_to_the_hard_loss() -> None:
    logits = torch.randn(5, 3, generator=torch.Generator().manual_seed(1))
    scene = torch.tensor([2, -1, 0, -1, 1])
    known = scene >= 0
    expected = torch.nn.functional.cross_entropy(logits[known], scene[known]) * 3 / 5
    torch.testing.assert_close(scene_loss(logits, scene), expected)
