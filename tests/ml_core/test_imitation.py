"""The loss of a student: its terms, their weights over time, and a teacher that hears along."""

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from ml_core.errors import RecipeError
from ml_core.frontend.spec import FRONT_ENDS
from ml_core.frontend.torch_log_mel import TorchLogMel
from ml_core.models.output import Output
from ml_core.models.registry import build_student
from ml_core.recipes import DistilRecipe
from ml_core.scenes import SceneSet
from ml_core.training.augment import Rows
from ml_core.training.batches import Batch
from ml_core.training.checkpoint import ModelCard
from ml_core.training.crd import CRD, ClipDraw
from ml_core.training.fusion import Fusion
from ml_core.training.imitation import Imitation, Instance, soft_weight_at
from ml_core.training.losses import (
    HINT_LIMIT,
    Mix,
    distillation_loss,
    hint_loss,
    relation_loss,
    scene_loss,
)
from ml_core.training.teacher import LiveSystem, LiveTeacher, Scale

B, K, D, E, N = 6, 3, 8, 12, 9
CPU = torch.device("cpu")


def heard(mix: Mix | None = None) -> Batch:
    rng = torch.Generator().manual_seed(2)
    samples = torch.randn(B, 100, generator=rng)
    scene = torch.randint(K, (B,), generator=rng)
    return Batch(
        scene=scene, mix=mix, clip=np.arange(B), start=np.zeros(B, int), rows=Rows(B),
        own_log_mel=torch.zeros(B, 1, 4, 5), own_samples=samples, own_dry_samples=samples,
        own_clean_samples=samples,
    )  # fmt: skip


def output(size: int, seed: int) -> Output:
    rng = torch.Generator().manual_seed(seed)
    return Output(torch.randn(B, size, generator=rng), torch.randn(B, K, generator=rng))


MIX = Mix(torch.arange(B).roll(1), torch.linspace(0.2, 0.9, B))
STUDENT, TEACHER = output(D, 1), output(E, 2)


def loss_of(imitation: Imitation, mix: Mix | None = None, epoch: int = 0) -> Tensor:
    return imitation(STUDENT, heard(mix), epoch, 0)


@pytest.mark.parametrize("mix", [None, MIX])
def test_without_a_teacher_the_scene_is_all(mix: Mix | None):
    loss = loss_of(Imitation(DistilRecipe(hint_weight=1.0)), mix)
    assert torch.equal(loss, scene_loss(STUDENT.logits, heard().scene, mix=mix))


@pytest.mark.parametrize("mix", [None, MIX])
def test_logits_and_relations(mix: Mix | None):
    recipe = DistilRecipe(soft_weight=0.7, relation_weight=0.5, kd_reduction="batchmean")
    loss = loss_of(Imitation(recipe, lambda _: TEACHER), mix)
    soft = distillation_loss(
        STUDENT.logits, TEACHER.logits, heard().scene, temperature=2.0, soft_weight=0.7,
        reduction="batchmean", mix=mix,
    )  # fmt: skip
    said = TEACHER.embedding if mix is None else mix.blend(TEACHER.embedding)
    torch.testing.assert_close(loss, soft + 0.5 * relation_loss(STUDENT.embedding, said))


def test_a_teacher_that_heard_the_mix_is_not_mixed_again():
    recipe = DistilRecipe(soft_weight=1.0)
    along = Imitation(recipe, lambda _: TEACHER, heard_mixed=True)
    assert torch.equal(loss_of(along, MIX), loss_of(along))
    beside = Imitation(recipe, lambda _: TEACHER)
    assert not torch.equal(loss_of(beside, MIX), loss_of(beside))


def test_the_soft_weight_goes_in_a_line_to_its_end():
    recipe = DistilRecipe(epochs=5, soft_weight=0.98, soft_weight_end=0.9)
    weights = [soft_weight_at(recipe, epoch) for epoch in range(5)]
    assert weights == pytest.approx([0.98, 0.96, 0.94, 0.92, 0.9])
    assert soft_weight_at(DistilRecipe(soft_weight=0.98), 40) == 0.98
    one_epoch = DistilRecipe(epochs=1, soft_weight=0.98, soft_weight_end=0.9)
    assert soft_weight_at(one_epoch, 0) == 0.98
    imitation = Imitation(DistilRecipe(epochs=3, soft_weight_end=0.0), lambda _: TEACHER)
    last = loss_of(imitation, epoch=2)
    torch.testing.assert_close(last, scene_loss(STUDENT.logits, heard().scene))


def test_a_hint_teaches_the_map_and_the_student():
    hint = nn.Linear(D, E)
    scale = Scale(TEACHER.embedding.mean(dim=0), torch.ones(E))
    recipe = DistilRecipe(soft_weight=0.0, hint_weight=0.5)
    imitation = Imitation(recipe, lambda _: TEACHER, scale=scale, hint=hint)
    student = Output(STUDENT.embedding.clone().requires_grad_(), STUDENT.logits)
    loss = imitation(student, heard(), 0, 0)
    target = TEACHER.embedding - TEACHER.embedding.mean(dim=0)
    expected = 0.5 * (hint(STUDENT.embedding) - target).square().mean()
    torch.testing.assert_close(loss, scene_loss(STUDENT.logits, heard().scene) + expected)
    loss.backward()
    assert float(student.embedding.grad.abs().sum()) > 0
    assert float(hint.weight.grad.abs().sum()) > 0
    assert "hint.weight" in dict(imitation.named_parameters())


def test_hints_are_limited():
    target = torch.tensor([[-100.0, 1.0, 100.0]])
    limited = torch.tensor([[-HINT_LIMIT, 1.0, HINT_LIMIT]])
    assert float(hint_loss(limited, target)) == 0


def test_a_scale_evens_out_but_blows_nothing_up():
    rng = np.random.default_rng(0)
    rows = rng.normal(3, 2, (500, 4)).astype(np.float32)
    rows[:, 3] *= 1e-6
    scale = Scale.of(rows, CPU)
    even = scale(torch.from_numpy(rows))
    torch.testing.assert_close(even.mean(dim=0), torch.zeros(4), atol=1e-4, rtol=0)
    torch.testing.assert_close(even.std(dim=0)[:3], torch.ones(3), atol=0.01, rtol=0)
    assert float(even[:, 3].std()) < 1e-3


def test_crd_draws_by_seed_epoch_and_step():
    def losses(seed: int, *at: tuple[int, int]) -> list[float]:
        torch.manual_seed(0)
        crd = CRD(nn.Linear(D, 4), nn.Linear(E, 4), n_clips=N, size=4)
        draw = ClipDraw(np.zeros(N, int), n_negatives=5)
        recipe = DistilRecipe(seed=seed, crd_weight=1.0)
        found = []
        for epoch, step in at:
            imitation = Imitation(recipe, lambda _: TEACHER, instance=Instance(crd, draw))
            state = {name: value.clone() for name, value in crd.state_dict().items()}
            found.append(float(imitation(STUDENT, heard(), epoch, step).detach()))
            crd.load_state_dict(state)
        return found

    same, again, step, epoch = losses(0, (1, 2), (1, 2), (1, 3), (2, 2))
    assert same == again
    assert len({same, step, epoch, *losses(1, (1, 2))}) == 4


def test_crd_and_mixup_exclude_each_other():
    with pytest.raises(RecipeError, match="mixup"):
        DistilRecipe(crd_weight=0.1, mixup_share=0.5)


def test_a_loss_of_the_users_own_replaces_all():
    called = []

    def own(student: Output, teacher: Output | None, scene: Tensor, mix: Mix | None) -> Tensor:
        called.append((student, teacher, scene, mix))
        return student.logits.sum()

    batch = heard(MIX)
    loss = Imitation(DistilRecipe(), lambda _: TEACHER, own=own)(STUDENT, batch, 0, 0)
    assert torch.equal(loss, STUDENT.logits.sum())
    assert called == [(STUDENT, TEACHER, batch.scene, MIX)]
    assert Imitation(DistilRecipe(), own=own)(STUDENT, batch, 0, 0) is not None
    assert called[1][1] is None


def card(front_end: str) -> ModelCard:
    spec = FRONT_ENDS[front_end]
    return ModelCard(
        network="cp-mobile-6k", head="cosine", scenes=SceneSet(("a", "b", "c")), front_end=spec,
        embedding_size=32, window_samples=spec.sample_rate_hz,
    )  # fmt: skip


@pytest.fixture(scope="module")
def network() -> nn.Module:
    torch.manual_seed(0)
    return build_student("cp-mobile-6k", K).eval()


def live(network: nn.Module, front_end: str, rate_hz: int) -> LiveSystem:
    return LiveSystem(network, card(front_end), rate_hz, CPU)


def sounds(rate_hz: int, seconds: float) -> Tensor:
    """Low tones, so that a change of rate takes nothing away."""
    t = torch.arange(round(seconds * rate_hz)) / rate_hz
    pitches_hz = torch.tensor([[200.0], [900.0], [1700.0]])
    return 0.3 * torch.sin(2 * torch.pi * pitches_hz * t)


def test_a_live_teacher_says_what_the_network_says(network: nn.Module):
    samples = sounds(16_000, 1.0)
    said = live(network, "cp-mobile-16k", 16_000)(samples)
    with torch.no_grad():
        expected = network(TorchLogMel(FRONT_ENDS["cp-mobile-16k"])(samples).unsqueeze(1))
    torch.testing.assert_close(said.logits, expected.logits)
    torch.testing.assert_close(said.embedding, expected.embedding)
    # a loss may keep both for its gradients
    weight = torch.ones(3, 1, requires_grad=True)
    (weight * said.logits).square().sum().backward()
    assert weight.grad is not None


def test_it_hears_at_its_own_rate(network: nn.Module):
    own = live(network, "cp-mobile-32k", 32_000)(sounds(32_000, 1.0))
    other = live(network, "cp-mobile-32k", 16_000)(sounds(16_000, 1.0))
    off = live(network, "cp-mobile-32k", 32_000)(sounds(16_000, 1.0))
    gap = (own.embedding - other.embedding).abs().mean()
    assert float(gap) < 0.2 * float((own.embedding - off.embedding).abs().mean())


def test_windows_of_other_lengths(network: nn.Module):
    system = live(network, "cp-mobile-16k", 16_000)
    long = sounds(16_000, 3.0)
    parts = [system(long[:, at : at + 16_000]).logits for at in (0, 16_000, 32_000)]
    torch.testing.assert_close(system(long).logits, torch.stack(parts).mean(dim=0))
    slightly = sounds(16_000, 1.2)
    middle = slightly[:, 1_600:17_600]
    torch.testing.assert_close(system(slightly).logits, system(middle).logits)
    short = sounds(16_000, 0.7)
    padded = nn.functional.pad(short, (0, 4_800))
    torch.testing.assert_close(system(short).logits, system(padded).logits)


def test_several_live_systems_are_fused(network: nn.Module):
    one, other = (live(network, name, 16_000) for name in ("cp-mobile-16k", "yamnet"))
    samples = sounds(16_000, 1.0)
    fusion = Fusion((0.7, 0.2), (0.0, 1.0, -1.0))
    said = LiveTeacher([one, other], fusion)(samples)
    a, b = one(samples), other(samples)
    torch.testing.assert_close(said.logits, fusion(torch.stack([a.logits, b.logits])))
    assert torch.equal(said.embedding, torch.cat([a.embedding, b.embedding], dim=1))


def test_in_half_precision_it_says_nearly_the_same(network: nn.Module):
    whole = live(network, "cp-mobile-16k", 16_000)
    half = LiveSystem(network, card("cp-mobile-16k"), 16_000, CPU, bf16=True)
    samples = sounds(16_000, 1.0)
    a, b = whole(samples).embedding, half(samples).embedding
    assert b.dtype == torch.float32
    assert 0 < float((a - b).norm()) < 0.05 * float(a.norm())
