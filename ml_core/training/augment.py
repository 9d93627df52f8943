"""Augmentations of a whole batch at once. Every draw comes from the generator given.

Letters: B windows, T samples or frames, F mel bands.
"""

import numpy as np
import torch
from torch import Tensor

from ml_core.training.losses import Mix


def roll(samples: Tensor, largest: int, rng: np.random.Generator) -> Tensor:
    """Rotate every waveform (B, T) by up to ``largest`` samples, both ways."""
    if largest == 0:
        return samples
    n_windows, n_samples = samples.shape
    shift = rng.integers(-largest, largest + 1, n_windows) % n_samples
    # Twice the signal holds every rotation as one contiguous stretch: copying, no index arithmetic.
    starts = torch.from_numpy(np.arange(n_windows) * 2 * n_samples + shift).to(samples.device)
    doubled = torch.cat([samples, samples], dim=1).view(-1)
    return doubled.unfold(0, n_samples, 1)[starts]


def mask_bands(
    log_mel: Tensor, largest: int, rng: np.random.Generator, *, value: float = 0.0
) -> Tensor:
    """Overwrite one stretch of up to ``largest`` bands of every (B, 1, F, T) by ``value``."""
    n_windows, _, n_bands, _ = log_mel.shape
    if largest == 0:
        return log_mel
    width = rng.integers(0, min(largest, n_bands) + 1, n_windows)
    first = (rng.random(n_windows) * (n_bands - width + 1)).astype(np.int64)
    band = np.arange(n_bands)
    masked = (band >= first[:, None]) & (band < (first + width)[:, None])
    mask = torch.from_numpy(masked).to(log_mel.device)
    return log_mel.masked_fill(mask[:, None, :, None], value)


def draw_mix(
    n_windows: int, share: float, alpha: float, rng: np.random.Generator, device: torch.device
) -> Mix | None:
    """With probability ``share`` a mix with shares from Beta(alpha, alpha), one per window."""
    if rng.random() >= share:
        return None
    own = rng.beta(alpha, alpha, n_windows).astype(np.float32)
    return Mix(
        torch.from_numpy(rng.permutation(n_windows)).to(device), torch.from_numpy(own).to(device)
    )


def freq_mixstyle(log_mel: Tensor, mix: Mix) -> Tensor:
    """Give every window the band-wise mean and deviation of a mix of two (Freq-MixStyle).

    Makes a network hear the scene and not the device (Schmid et al., DCASE 2022).

    Args:
        log_mel: (B, 1, F, T).
        mix: the other window and the share of the own style, one per window.

    Returns:
        The same shape.
    """
    variance, mean = torch.var_mean(log_mel, dim=(1, 3), keepdim=True)
    deviation = (variance + 1e-6).sqrt()
    scale = mix.blend(deviation) / deviation
    return log_mel * scale + (mix.blend(mean) - mean * scale)
