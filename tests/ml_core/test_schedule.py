import warnings
from itertools import pairwise

import pytest
import torch

from ml_core.recipes import DistilRecipe
from ml_core.training.schedule import (
    exp_warmup_linear_down,
    rate_factor,
    warm_restarts,
    warmup_cosine,
)


def test_linear_down_rises_holds_and_falls_to_what_is_left():
    factors = [
        exp_warmup_linear_down(epoch, warmup=10, start=20, rampdown=30, last=0.01)
        for epoch in range(60)
    ]
    assert factors[0] < 0.02
    assert all(a < b for a, b in pairwise(factors[:11]))
    assert factors[10:20] == [1.0] * 10
    assert all(a > b for a, b in pairwise(factors[20:51]))
    assert factors[50:] == pytest.approx([0.01] * 10)
    at_once = [
        exp_warmup_linear_down(epoch, warmup=0, start=3, rampdown=0, last=0.1) for epoch in range(5)
    ]
    assert at_once == [1.0, 1.0, 1.0, 1.0, 0.1]


def test_cosine_rises_linearly_and_ends_at_what_is_left():
    def factor(epoch: float) -> float:
        return warmup_cosine(epoch, warmup=4, epochs=24, last=0.1)

    assert factor(1) == pytest.approx(0.25)
    assert factor(4) == 1
    assert factor(14) == pytest.approx(0.55)
    assert factor(24) == pytest.approx(0.1)
    assert factor(30) == pytest.approx(0.1)


@pytest.mark.parametrize("last", [0.0, 0.05])
def test_warm_restarts_are_torchs(last: float):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.5)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch wants an optimizer step first
        scheduler = torch.optim.lr_scheduler.CosineAnnealingWarmRestarts(
            optimizer, T_0=3, T_mult=2, eta_min=0.5 * last
        )
    for step in range(1, 4 * 25):  # into the fourth period
        epoch = step / 4
        scheduler.step(epoch)
        factor = warm_restarts(epoch, first_period=3, last=last)
        if epoch in (3, 9, 21):  # torch begins anew there, here the period ends
            assert factor == pytest.approx(last)
            assert scheduler.get_last_lr() == pytest.approx([0.5])
        else:
            assert scheduler.get_last_lr() == pytest.approx([0.5 * factor])


@pytest.mark.parametrize("schedule", ["cosine", "linear_down", "warm_restarts"])
@pytest.mark.parametrize("warmup_epochs", [0, 2])
def test_every_recipe_gets_a_rate_for_every_step(schedule: str, warmup_epochs: float):
    settings = {"epochs": 5, "schedule": schedule, "warmup_epochs": warmup_epochs}
    settings["restart_epochs"] = 5 - warmup_epochs
    recipe = DistilRecipe().with_overrides([f"{k}={v}" for k, v in settings.items()])
    factors = [rate_factor(recipe, (step + 1) / 8) for step in range(5 * 8)]
    assert all(0 <= factor <= 1 for factor in factors)
    assert max(factors) > 0.9
    assert factors[-1] < 0.01
