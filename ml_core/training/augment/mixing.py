"""Who is mixed with whom, and how much: for mixup and for Freq-MixStyle alike."""

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from ml_core.training.augment.waveform import rms
from ml_core.training.losses import Mix
from ml_core.training.windows import to_device

SILENCE_RMS = 1e-4  # softer windows are not made louder to match


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


def blend_by_loudness(samples: Tensor, mix: Mix) -> Tensor:
    """Mix waveforms so that ``mix.share`` is what the ear gets: (B, T) -> (B, T).

    Both sounds are brought to one loudness first and the power of the sum is kept: between-class
    learning (Tokozume et al., arXiv 1711.10282, eq. 1), with the RMS in place of A-weighting.
    """
    own = rms(samples).clamp(min=SILENCE_RMS)
    share = mix.share.to(samples.dtype)
    # written without a quotient of shares, so that 0 and 1 are exact
    gain = share * own[mix.partner]
    other = (1 - share) * own
    gain = gain / (gain + other)
    power = (gain.square() + (1 - gain).square()).sqrt()
    blend = gain[:, None] * samples + (1 - gain)[:, None] * samples[mix.partner]
    return blend / power[:, None]


def _mix(own: npt.NDArray[np.float64], rng: np.random.Generator, device: torch.device) -> Mix:
    partner = rng.permutation(len(own))
    return Mix(to_device(partner, device), to_device(own.astype(np.float32), device))
