"""Contrastive representation distillation: its equation, what it teaches and what it remembers."""

import math

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from ml_core.training.crd import CRD, ClipDraw
from ml_core.training.windows import generator

B, D, E, P = 5, 7, 11, 3


def make(n_clips: int, **settings: float) -> CRD:
    torch.manual_seed(3)
    return CRD(nn.Linear(D, P), nn.Linear(E, P), n_clips=n_clips, size=P, **settings)


def batch(n_clips: int, n_negatives: int, seed: int = 0) -> tuple[Tensor, ...]:
    rng = torch.Generator().manual_seed(seed)
    clip = torch.randperm(n_clips, generator=rng)[:B]
    negatives = torch.randint(n_clips, (B, n_negatives), generator=rng)
    student, teacher = torch.randn(B, D, generator=rng), torch.randn(B, E, generator=rng)
    return student, teacher, clip, clip, negatives


def by_hand(crd: CRD, rows: tuple[Tensor, ...], temperature: float) -> float:
    """The equation, one window and one negative after the other."""
    student, teacher, _, positive, negatives = rows
    n_clips, n_negatives = len(crd.student_bank), negatives.shape[1]
    total = 0.0
    for project, x, bank in (
        (crd.student_projection, student, crd.teacher_bank),
        (crd.teacher_projection, teacher, crd.student_bank),
    ):
        v = project(x).detach().double()
        v = v / v.norm(dim=1, keepdim=True)
        drawn = torch.cat([positive[:, None], negatives], dim=1)
        o = np.array(
            [
                [math.exp(float(bank[j].double() @ v[b]) / temperature) for j in drawn[b]]
                for b in range(len(v))
            ]
        )
        o /= o.mean() * n_clips
        chance = n_negatives / n_clips
        for one in o:
            total -= math.log(one[0] / (one[0] + chance + 1e-7)) / len(v)
            total -= sum(math.log(chance / (x + chance + 1e-7)) for x in one[1:]) / len(v)
    return total


@pytest.mark.parametrize("n_negatives", [2, 13, 14, 40])  # of 13 clips: both ways to compute it
def test_it_is_the_published_equation(n_negatives: int):
    crd, rows = make(13, temperature=0.5), batch(13, n_negatives)
    expected = by_hand(crd, rows, 0.5)
    assert float(crd(*rows).detach()) == pytest.approx(expected, rel=1e-5)


def test_two_clips_by_hand():
    crd = CRD(nn.Identity(), nn.Identity(), n_clips=2, size=2, temperature=1.0)
    crd.student_bank.copy_(torch.eye(2))
    crd.teacher_bank.copy_(torch.eye(2))
    x, clip = torch.tensor([[1.0, 0.0]]), torch.tensor([0])
    loss = crd(x, x, clip, clip, torch.tensor([[1]]))
    own, other = math.e, 1.0
    z = (own + other) / 2 * 2
    p = (own / z) / (own / z + 0.5)
    q = 0.5 / (other / z + 0.5)
    assert float(loss) == pytest.approx(-2 * (math.log(p) + math.log(q)), rel=1e-5)


@pytest.mark.parametrize("n_negatives", [4, 40])
def test_gradients_reach_the_student_and_the_projections_only(n_negatives: int):
    crd = make(13)
    student, teacher, *drawn = batch(13, n_negatives)
    student.requires_grad_()
    teacher.requires_grad_()
    for _ in range(2):
        crd(student, teacher, *drawn).backward()
    assert student.grad is not None
    assert float(student.grad.abs().sum()) > 0
    assert teacher.grad is None
    learnt = {name for name, p in crd.named_parameters() if float(p.grad.abs().sum()) > 0}
    sides = ("student_projection", "teacher_projection")
    assert learnt == {f"{side}.{kind}" for side in sides for kind in ("weight", "bias")}
    for bank in (crd.student_bank, crd.teacher_bank):
        assert not bank.requires_grad
        assert bank.grad_fn is None


def test_a_frozen_projection_stays_and_the_student_still_learns():
    crd = make(13)
    crd.teacher_projection.requires_grad_(False)
    student, *rest = batch(13, 4)
    student.requires_grad_()
    crd(student, *rest).backward()
    assert float(student.grad.abs().sum()) > 0
    assert all(p.grad is None for p in crd.teacher_projection.parameters())


def test_z_is_set_once():
    crd = make(13)
    assert crd.constants.tolist() == [0, 0]
    crd(*batch(13, 4))
    first = crd.constants.clone()
    assert float(first.min()) > 0
    crd(*batch(13, 4, seed=1))
    assert torch.equal(crd.constants, first)


def test_banks_move_towards_what_was_heard():
    crd = make(13, momentum=0.25)
    student, teacher, clip, *drawn = batch(13, 4)
    before = crd.student_bank.clone(), crd.teacher_bank.clone()
    crd(student, teacher, clip, *drawn)
    unit = nn.functional.normalize
    heard = unit(crd.student_projection(student)), unit(crd.teacher_projection(teacher))
    others = torch.ones(13, dtype=torch.bool)
    others[clip] = False
    for bank, old, v in zip((crd.student_bank, crd.teacher_bank), before, heard, strict=True):
        assert torch.equal(bank[others], old[others])
        torch.testing.assert_close(bank[clip], unit(0.25 * old[clip] + 0.75 * v.detach()))
        torch.testing.assert_close(bank[clip].norm(dim=1), torch.ones(B))


def test_windows_of_one_clip_move_its_row_together():
    student, teacher, _, positive, negatives = batch(13, 4)
    clip, order = torch.tensor([2, 9, 2, 9, 2]), torch.tensor([4, 3, 2, 1, 0])
    one, other = make(13), make(13)
    one(student, teacher, clip, positive, negatives)
    turned = [rows[order] for rows in (student, teacher, clip, positive, negatives)]
    other(*turned)
    torch.testing.assert_close(one.student_bank, other.student_bank)
    torch.testing.assert_close(one.student_bank[[2, 9]].norm(dim=1), torch.ones(2))


def test_a_student_that_agrees_costs_less():
    crd = CRD(nn.Identity(), nn.Identity(), n_clips=B, size=D)
    said = nn.functional.normalize(torch.randn(B, D), dim=1)
    crd.student_bank.copy_(said)
    crd.teacher_bank.copy_(said)
    clip = torch.arange(B)
    negatives = torch.arange(B).expand(B, B)
    agreeing = crd(said, said, clip, clip, negatives)
    crd.constants.zero_()
    turned = crd(said.roll(1, 0), said, clip, clip, negatives)
    assert float(agreeing) < float(turned)


def test_it_goes_on_from_its_state():
    whole = make(13)
    whole(*batch(13, 4))
    resumed = make(13)
    resumed.load_state_dict(whole.state_dict())
    rows = batch(13, 4, seed=1)
    assert torch.equal(whole(*rows), resumed(*rows))
    assert torch.equal(whole.teacher_bank, resumed.teacher_bank)


SCENE = np.array([0, 0, 0, 1, 1, 2, -1, -1])


def test_negatives_come_from_everybody_or_from_other_scenes():
    clip = np.array([0, 3, 5, 6])
    everybody = ClipDraw(SCENE, n_negatives=500)
    positive, negatives = everybody.draw(clip, generator(1))
    assert positive.tolist() == clip.tolist()
    assert negatives.shape == (4, 500)
    assert [set(row) for row in negatives] == [set(range(8))] * 4
    others = ClipDraw(SCENE, n_negatives=500, negatives_of="other_scenes")
    _, negatives = others.draw(clip, generator(1))
    expected = [{3, 4, 5}, {0, 1, 2, 5}, {0, 1, 2, 3, 4}, set(range(8))]
    assert [set(row) for row in negatives] == expected


def test_relaxed_positives_are_of_the_scene():
    draw = ClipDraw(SCENE, n_negatives=1, positive="relax")
    clip = np.array([0, 3, 5, 6] * 50)
    positive, _ = draw.draw(clip, generator(1))
    found = [set(positive[place::4]) for place in range(4)]
    assert found == [{0, 1, 2}, {3, 4}, {5}, {6}]


def test_draws_come_from_the_generator_alone():
    draw, clip = ClipDraw(SCENE, n_negatives=9), np.array([0, 1])
    one, same, other = (draw.draw(clip, generator(*s))[1] for s in [(1, 2), (1, 2), (1, 3)])
    np.testing.assert_array_equal(one, same)
    assert (one != other).any()
