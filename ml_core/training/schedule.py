"""Learning rates over time, as factors of the peak rate."""

import math

from ml_core.recipes import TrainingRecipe


def exp_warmup_linear_down(
    epoch: float, *, warmup: float, start: float, rampdown: float, last: float
) -> float:
    """Exponential warm-up, constant, then linearly down to ``last`` (CP-JKU, DCASE 2022-2023).

    Args:
        epoch: from 0, fractions allowed.
        warmup: epochs until the peak.
        start: epoch at which it begins to fall.
        rampdown: epochs it takes to fall.
        last: factor that is left.
    """
    rise = 1.0
    if epoch < warmup:
        phase = 1.0 - max(epoch, 0.5) / warmup
        rise = math.exp(-5.0 * phase * phase)
    if rampdown <= 0:
        fall = last if epoch > start else 1.0
    else:
        fall = last + (1.0 - last) * min(1.0, max(0.0, (start + rampdown - epoch) / rampdown))
    return rise * fall


def warmup_cosine(epoch: float, *, warmup: float, epochs: float, last: float) -> float:
    """Linear warm-up over ``warmup`` epochs, then a half cosine down to ``last``."""
    if epoch < warmup:
        return epoch / warmup
    phase = min(1.0, (epoch - warmup) / max(epochs - warmup, 1e-9))
    return last + (1.0 - last) * 0.5 * (1.0 + math.cos(math.pi * phase))


def warm_restarts(epoch: float, *, first_period: float, last: float) -> float:
    """Half cosines from 1 down to ``last``, each twice as long as the one before (SGDR).

    Loshchilov and Hutter, ICLR 2017, with T_mult = 2. The moment of a restart still belongs to
    the period that ends there, so that a run that stops at one stops with the lowest rate.

    Args:
        epoch: from 0, fractions allowed.
        first_period: epochs until the first restart.
        last: factor at the end of every period.
    """
    begin, period = 0.0, first_period
    while epoch > begin + period:
        begin, period = begin + period, 2 * period
    phase = (epoch - begin) / period
    return last + (1.0 - last) * 0.5 * (1.0 + math.cos(math.pi * phase))


def rate_factor(recipe: TrainingRecipe, epoch: float) -> float:
    """Factor of the recipe's peak rate at ``epoch``, which counts passed steps as fractions."""
    if recipe.schedule == "cosine":
        return warmup_cosine(
            epoch, warmup=recipe.warmup_epochs, epochs=recipe.epochs, last=recipe.final_factor
        )
    if recipe.schedule == "warm_restarts":
        if epoch < recipe.warmup_epochs:
            return epoch / recipe.warmup_epochs
        return warm_restarts(
            epoch - recipe.warmup_epochs,
            first_period=recipe.restart_epochs,
            last=recipe.final_factor,
        )
    start = max(recipe.warmup_epochs, recipe.hold_until_epoch)
    end = recipe.fall_until_epoch or recipe.epochs
    return exp_warmup_linear_down(
        epoch, warmup=recipe.warmup_epochs, start=start, rampdown=end - start,
        last=recipe.final_factor,
    )  # fmt: skip
