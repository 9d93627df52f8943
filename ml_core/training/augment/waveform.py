"""Augmentations of waveforms, a whole batch at once. Every draw comes from the generator given.

Letters: B windows, T samples.
"""

import numpy as np
import torch
from torch import Tensor

from ml_core.training.windows import to_device


def roll(samples: Tensor, largest: int, rng: np.random.Generator) -> Tensor:
    """Rotate every waveform (B, T) -> (B, T) by up to ``largest`` samples, both ways."""
    if largest == 0:
        return samples
    n_windows, n_samples = samples.shape
    shift = rng.integers(-largest, largest + 1, n_windows) % n_samples
    # Twice the signal holds every rotation as one contiguous stretch: copying, no index arithmetic.
    starts = to_device(np.arange(n_windows) * 2 * n_samples + shift, samples.device)
    doubled = torch.cat([samples, samples], dim=1).view(-1)
    return doubled.unfold(0, n_samples, 1)[starts]


def change_speed(samples: Tensor, octaves: float, rng: np.random.Generator) -> Tensor:
    """Play every waveform (B, T) -> (B, T) faster or slower by up to ``octaves``, as a tape does.

    A window that is over too early begins again, as ``roll`` lets it. Linear interpolation.
    """
    if octaves == 0:
        return samples
    n_windows, n_samples = samples.shape
    rate = 2 ** rng.uniform(-octaves, octaves, n_windows)
    # in float64: a place of a long window has more digits than float32
    place = torch.arange(n_samples, dtype=torch.float64, device=samples.device)
    place = place * to_device(rate, samples.device)[:, None]
    before = place.long()
    part = (place - before).to(samples.dtype)
    first = samples.gather(1, before % n_samples)
    return torch.lerp(first, samples.gather(1, (before + 1) % n_samples), part)


def change_gain(samples: Tensor, largest_db: float, rng: np.random.Generator) -> Tensor:
    """Make every waveform (B, T) -> (B, T) louder or softer by up to ``largest_db``."""
    if largest_db == 0:
        return samples
    gain = 10 ** (rng.uniform(-largest_db, largest_db, len(samples)) / 20)
    return samples * to_device(gain.astype(np.float32), samples.device)[:, None]


def rms(samples: Tensor) -> Tensor:
    """Loudness of every waveform, (B, T) -> (B,), 1 for a square wave of full scale."""
    return torch.linalg.vector_norm(samples, dim=1) / samples.shape[1] ** 0.5
