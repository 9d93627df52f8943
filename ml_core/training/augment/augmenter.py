"""All augmentations of a recipe in the order in which they act."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from ml_core.frontend.spec import LogMelSpec
from ml_core.frontend.torch_log_mel import TorchLogMel
from ml_core.recipes.augmentation import AugmentationRecipe
from ml_core.training.augment.device_responses import DeviceResponses
from ml_core.training.augment.mixing import blend_by_loudness, draw_mix, draw_mix_of_some
from ml_core.training.augment.spectrogram import (
    freq_mixstyle,
    jitter_edges,
    mask_bands,
    mask_frames,
    mask_value,
)
from ml_core.training.augment.waveform import change_gain, change_speed, roll
from ml_core.training.losses import Mix
from ml_core.training.windows import generator


class Draws(NamedTuple):
    """A generator for each purpose: switching one augmentation on leaves the others' draws."""

    window: np.random.Generator
    speed: np.random.Generator
    response: np.random.Generator
    roll: np.random.Generator
    gain: np.random.Generator
    mixup: np.random.Generator
    jitter: np.random.Generator
    style: np.random.Generator
    bands: np.random.Generator
    frames: np.random.Generator

    @classmethod
    def of(cls, seed: int, epoch: int, step: int) -> "Draws":
        """All draws of one batch, which depend on nothing but these numbers."""
        return cls(*generator(seed, epoch, step).spawn(len(cls._fields)))


class Waveforms(NamedTuple):
    """A batch on its way to the front end."""

    samples: Tensor  # (B, T)
    dry: Tensor  # (B, T) the same without the exchanged device
    mix: Mix | None  # how the windows were mixed; None if they were not


class Augmenter:
    """From windows as recorded to the log-mel a network learns from.

    Args:
        recipe: which augmentations, how often and how strong.
        spec: the front end.
        n_samples: T of every window.
        device: where the windows are.

    Raises:
        RecipeError: the recipe's folder of impulse responses cannot be used.
    """

    def __init__(
        self,
        recipe: AugmentationRecipe,
        spec: LogMelSpec,
        *,
        n_samples: int,
        device: torch.device,
    ) -> None:
        self._recipe, self._device = recipe, device
        self._largest_roll = round(recipe.roll_s * spec.sample_rate_hz)
        self._mask_value = mask_value(spec)
        self._front_end = TorchLogMel(spec).to(device)
        self._responses = None
        if recipe.dir_share:
            self._responses = DeviceResponses(
                recipe, sample_rate_hz=spec.sample_rate_hz, n_samples=n_samples, device=device
            )
        self._exchanged = frozenset(filter(None, map(str.strip, recipe.dir_devices.split(","))))

    def may_exchange(self, recorded_by: str | None) -> bool:
        """Whether windows of this device may be heard through another one."""
        return not self._exchanged or recorded_by in self._exchanged

    def waveforms(
        self, samples: Tensor, may_exchange: npt.NDArray[np.bool_], draws: Draws
    ) -> Waveforms:
        """What happens before the front end: first to the sound, then in the microphone.

        The published recipes exchange the device before they roll, which differs at the seam
        only; mixed windows go through one device together.

        Args:
            samples: (B, T), left as they are.
            may_exchange: (B,) whether a window's device may be exchanged.
            draws: of this batch.

        Returns:
            Two tensors, (B, T) and (B, T), and how they were mixed.
        """
        recipe = self._recipe
        dry = change_speed(samples, recipe.speed_octaves, draws.speed)
        dry = roll(dry, self._largest_roll, draws.roll)
        dry = change_gain(dry, recipe.gain_db, draws.gain)
        mix = None
        if recipe.mixup_domain == "waveform":
            mix = draw_mix_of_some(
                len(samples), recipe.mixup_share, recipe.mixup_alpha, draws.mixup, self._device
            )
        if mix is not None:
            even = recipe.mixup_levels == "even"
            dry = blend_by_loudness(dry, mix) if even else mix.blend(dry)
            may_exchange = may_exchange & may_exchange[mix.partner.cpu().numpy()]
        if self._responses is None:
            return Waveforms(dry, dry, mix)
        return Waveforms(self._responses(dry, may_exchange, draws.response), dry, mix)

    def log_mel(self, samples: Tensor, draws: Draws) -> tuple[Tensor, Mix | None]:
        """The front end and what happens behind it.

        Args:
            samples: (B, T), from ``waveforms``.
            draws: of this batch.

        Returns:
            (B, 1, F, n_frames) and how they were mixed, None if they were not.
        """
        recipe = self._recipe
        edges_hz = jitter_edges(self._front_end.spec, recipe.mel_jitter_hz, draws.jitter)
        log_mel = self._front_end(samples, edges_hz).unsqueeze(1)
        if recipe.published_quirks:  # whose front ends mask
            log_mel = self._styled(self._masked(log_mel, draws), draws)
        else:
            log_mel = self._masked(self._styled(log_mel, draws), draws)
        if recipe.mixup_domain == "waveform":
            return log_mel, None
        mix = self._draw_mix(len(samples), recipe.mixup_share, recipe.mixup_alpha, draws.mixup)
        return (log_mel if mix is None else mix.blend(log_mel)), mix

    def _styled(self, log_mel: Tensor, draws: Draws) -> Tensor:
        recipe = self._recipe
        style = self._draw_mix(
            len(log_mel), recipe.freq_mixstyle_share, recipe.freq_mixstyle_alpha, draws.style
        )
        if style is None:
            return log_mel
        if recipe.published_quirks and self._front_end.spec.per_frame:
            # BEATs takes its input as (B, 1, T, F), and the published code mixes its third axis
            return freq_mixstyle(log_mel.transpose(2, 3), style).transpose(2, 3)
        return freq_mixstyle(log_mel, style)

    def _masked(self, log_mel: Tensor, draws: Draws) -> Tensor:
        recipe, value = self._recipe, self._mask_value
        log_mel = mask_bands(log_mel, recipe.freq_mask_bands, draws.bands, value=value)
        return mask_frames(log_mel, recipe.time_mask_frames, draws.frames, value=value)

    def _draw_mix(
        self, n_windows: int, share: float, alpha: float, rng: np.random.Generator
    ) -> Mix | None:
        one = self._recipe.published_quirks
        return draw_mix(n_windows, share, alpha, rng, self._device, one_for_all=one)
