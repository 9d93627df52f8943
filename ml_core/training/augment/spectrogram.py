"""Augmentations of log-mel, a whole batch at once. Every draw comes from the generator given.

Letters: B windows, F mel bands, T frames.
"""

import math

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from ml_core.frontend.spec import LogMelSpec
from ml_core.training.losses import Mix
from ml_core.training.windows import to_device


def jitter_edges(
    spec: LogMelSpec, jitter_hz: float, rng: np.random.Generator
) -> tuple[float, float] | None:
    """Ends of the mel bands for one batch: the upper one moves (CP-JKU's mel-bank jitter).

    It moves by up to half of ``jitter_hz``, in whole hertz, and not beyond half the sample rate.
    Where a paper shifts frequencies without saying how (ContrastASC), this is a reconstruction.
    None where nothing moves.
    """
    if jitter_hz == 0:
        return None
    half = round(jitter_hz / 2)
    upper_hz = spec.f_max_hz + int(rng.integers(-half, half + 1))
    return spec.f_min_hz, min(upper_hz, spec.sample_rate_hz / 2)


def mask_value(spec: LogMelSpec) -> float:
    """What the published recipes overwrite masked places with.

    CP-JKU's mask ln(mel) = 0 before their affine scaling; front ends that take out a mean mask
    with that mean; the DCASE baseline, which scales nothing, masks the mel energy itself.
    """
    if spec.offset > 0:
        return spec.offset / spec.scale
    return 0.0 if spec.offset < 0 else math.log(spec.floor) / spec.scale


def mask_bands(
    log_mel: Tensor, largest: int, rng: np.random.Generator, *, value: float = 0.0
) -> Tensor:
    """Overwrite one stretch of up to ``largest`` bands of every (B, 1, F, T) -> (B, 1, F, T)."""
    if largest == 0:
        return log_mel
    mask = _stretches(len(log_mel), log_mel.shape[2], largest, rng)
    return log_mel.masked_fill(to_device(mask, log_mel.device)[:, None, :, None], value)


def mask_frames(
    log_mel: Tensor, largest: int, rng: np.random.Generator, *, value: float = 0.0
) -> Tensor:
    """Overwrite one stretch of up to ``largest`` frames of every (B, 1, F, T) -> (B, 1, F, T)."""
    if largest == 0:
        return log_mel
    mask = _stretches(len(log_mel), log_mel.shape[3], largest, rng)
    return log_mel.masked_fill(to_device(mask, log_mel.device)[:, None, None, :], value)


def _stretches(
    n_windows: int, length: int, largest: int, rng: np.random.Generator
) -> npt.NDArray[np.bool_]:
    """(B, length), True on one stretch of each row."""
    width = rng.integers(0, min(largest, length) + 1, n_windows)
    first = (rng.random(n_windows) * (length - width + 1)).astype(np.int64)
    place = np.arange(length)
    return (place >= first[:, None]) & (place < (first + width)[:, None])


def freq_mixstyle(log_mel: Tensor, mix: Mix) -> Tensor:
    """Give every window the band-wise mean and deviation of a mix of two (Freq-MixStyle).

    Makes a network hear the scene and not the device (Schmid et al., DCASE 2022).

    Args:
        log_mel: (B, 1, F, T).
        mix: the other window and the share of the own style, one per window.

    Returns:
        (B, 1, F, T).
    """
    n_values = log_mel.shape[1] * log_mel.shape[3]
    mean = log_mel.mean(dim=(1, 3), keepdim=True)
    centred = log_mel - mean
    # two passes: torch's var_mean takes eight times as long on a CPU
    variance = centred.square().sum(dim=(1, 3), keepdim=True) / (n_values - 1)
    deviation = (variance + 1e-6).sqrt()
    scale = mix.blend(deviation) / deviation
    # scaled about the mean: where a band hardly moves, scales are large and digits would be lost
    return torch.addcmul(log_mel, centred, scale - 1).add_(mix.blend(mean) - mean)
