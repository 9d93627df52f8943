"""Who is mixed with whom, and how much: for mixup and for Freq-MixStyle alike."""

import numpy as np
import numpy.typing as npt
import torch

from ml_core.training.losses import Mix
from ml_core.training.windows import to_device


def draw_mix(
    n_windows: int,
    share: float,
    alpha: float,
    rng: np.random.Generator,
    device: torch.device,
    *,
    one_for_all: bool = False,
) -> Mix | None:
    """With probability ``share`` a mix of the whole batch, else None.

    Args:
        n_windows: B.
        share: probability.
        alpha: shares come from Beta(alpha, alpha), one per window.
        rng: of this batch.
        device: where the batch is.
        one_for_all: all windows of a batch get the same share, as some published code does it.
    """
    if rng.random() >= share:
        return None
    own = rng.beta(alpha, alpha, 1 if one_for_all else n_windows)
    return _mix(np.broadcast_to(own, n_windows), rng, device)


def draw_mix_of_some(
    n_windows: int, share: float, alpha: float, rng: np.random.Generator, device: torch.device
) -> Mix | None:
    """A mix of each window with probability ``share``; the others keep all of their own."""
    if share == 0:
        return None
    drawn = rng.random(n_windows) < share
    own = np.where(drawn, rng.beta(alpha, alpha, n_windows), 1.0)
    return _mix(own, rng, device)


def _mix(own: npt.NDArray[np.float64], rng: np.random.Generator, device: torch.device) -> Mix:
    partner = rng.permutation(len(own))
    return Mix(to_device(partner, device), to_device(own.astype(np.float32), device))
