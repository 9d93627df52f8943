from itertools import pairwise

import pytest

from ml_core.recipes import DistilRecipe
from ml_core.training.schedule import exp_warmup_linear_down, rate_factor, warmup_cosine


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


def test_cosine_rises_linearly_and_ends_at_what_is_left():
    def factor(epoch: float) -> float:
        return warmup_cosine(epoch, warmup=4, epochs=24, last=0.1)

    assert factor(1) == pytest.approx(0.25)
    assert factor(4) == 1
    assert factor(14) == pytest.approx(0.55)
    assert factor(24) == pytest.approx(0.1)
    assert factor(30) == pytest.approx(0.1)


@pytest.mark.parametrize("schedule", ["cosine", "linear_down"])
@pytest.mark.parametrize("warmup_epochs", [0, 2])
def test_every_recipe_gets_a_rate_for_every_step(schedule: str, warmup_epochs: float):
    recipe = DistilRecipe().with_overrides(
        ["epochs=5", f"schedule={schedule}", f"warmup_epochs={warmup_epochs}"]
    )
    factors = [rate_factor(recipe, (step + 1) / 8) for step in range(5 * 8)]
    assert all(0 <= factor <= 1 for factor in factors)
    assert max(factors) > 0.9
    assert factors[-1] < 0.01
