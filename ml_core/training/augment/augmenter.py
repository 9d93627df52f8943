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
from ml_core.training.augment.rows import Rows
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


class Plan(NamedTuple):
    """Who is mixed with whom in a batch, and which of its windows that takes at each step.

    One process takes all of them everywhere; one of several its own, and their partners.
    """

    waveform: Mix | None  # before the front end
    style: Mix | None
    log_mel: Mix | None
    cut: Rows
    heard: Rows  # by the front end
    masked: Rows
    shown: Rows  # to the network

    @property
    def mix(self) -> Mix | None:
        """How the windows of the batch were mixed, wherever; None if they were not."""
        return self.waveform or self.log_mel


class Waveforms(NamedTuple):
    """Windows on their way to the front end: b of the plan's ``heard``."""

    samples: Tensor  # (b, T)
    dry: Tensor  # (b, T) the same without the exchanged device


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

    def plan(self, shown: Rows, draws: Draws) -> Plan:
        """Draw who is mixed with whom.

        Args:
            shown: windows of the batch that the network is shown here.
            draws: of this batch.
        """
        recipe, n_windows = self._recipe, shown.n
        share, alpha, device = recipe.mixup_share, recipe.mixup_alpha, self._device
        waveform = log_mel = None
        if recipe.mixup_domain == "waveform":
            waveform = draw_mix_of_some(n_windows, share, alpha, draws.mixup, device)
        style = self._draw_mix(
            n_windows, recipe.freq_mixstyle_share, recipe.freq_mixstyle_alpha, draws.style
        )
        if recipe.mixup_domain != "waveform":
            log_mel = self._draw_mix(n_windows, share, alpha, draws.mixup)
        masked = shown.with_partners(log_mel)
        heard = masked.with_partners(style)
        return Plan(
            waveform, style, log_mel, cut=heard.with_partners(waveform), heard=heard,
            masked=masked, shown=shown,
        )  # fmt: skip

    def waveforms(
        self, samples: Tensor, may_exchange: npt.NDArray[np.bool_], draws: Draws, plan: Plan
    ) -> Waveforms:
        """What happens before the front end: first to the sound, then in the microphone.

        The published recipes exchange the device before they roll, which differs at the seam
        only; mixed windows go through one device together.

        Args:
            samples: (c, T) of the plan's ``cut``, left as they are.
            may_exchange: (B,) whether a window's device may be exchanged.
            draws: of this batch.
            plan: of this batch.

        Returns:
            Two tensors, (b, T) and (b, T), of the plan's ``heard``.
        """
        recipe, cut, heard = self._recipe, plan.cut, plan.heard
        dry = change_speed(samples, recipe.speed_octaves, cut.draws(draws.speed))
        dry = roll(dry, self._largest_roll, cut.draws(draws.roll))
        dry = change_gain(dry, recipe.gain_db, cut.draws(draws.gain))
        if plan.waveform is not None and (mix := cut.mix(plan.waveform)) is not None:
            even = recipe.mixup_levels == "even"
            dry = blend_by_loudness(dry, mix) if even else mix.blend(dry)
            may_exchange = may_exchange & may_exchange[plan.waveform.partner.cpu().numpy()]
        dry = heard.of(dry, cut)
        if self._responses is None:
            return Waveforms(dry, dry)
        may = may_exchange if heard.places is None else may_exchange[heard.places]
        return Waveforms(self._responses(dry, may, heard.draws(draws.response)), dry)

    def log_mel(self, samples: Tensor, draws: Draws, plan: Plan) -> Tensor:
        """The front end and what happens behind it.

        Args:
            samples: (b, T) of the plan's ``heard``, from ``waveforms``.
            draws: of this batch.
            plan: of this batch.

        Returns:
            (d, 1, F, n_frames) of the plan's ``shown``.
        """
        recipe, heard, masked = self._recipe, plan.heard, plan.masked
        edges_hz = jitter_edges(self._front_end.spec, recipe.mel_jitter_hz, draws.jitter)
        log_mel = self._front_end(samples, edges_hz).unsqueeze(1)
        style = heard.mix(plan.style)
        if recipe.published_quirks:  # whose front ends mask
            log_mel = self._styled(self._masked(log_mel, draws, heard), style)
            log_mel = masked.of(log_mel, heard)
        else:
            log_mel = masked.of(self._styled(log_mel, style), heard)
            log_mel = self._masked(log_mel, draws, masked)
        if (mix := masked.mix(plan.log_mel)) is not None:
            log_mel = mix.blend(log_mel)
        return plan.shown.of(log_mel, masked)

    def _styled(self, log_mel: Tensor, style: Mix | None) -> Tensor:
        if style is None:
            return log_mel
        if self._recipe.published_quirks and self._front_end.spec.per_frame:
            # BEATs takes its input as (B, 1, T, F), and the published code mixes its third axis
            return freq_mixstyle(log_mel.transpose(2, 3), style).transpose(2, 3)
        return freq_mixstyle(log_mel, style)

    def _masked(self, log_mel: Tensor, draws: Draws, rows: Rows) -> Tensor:
        recipe, value = self._recipe, self._mask_value
        bands, frames = rows.draws(draws.bands), rows.draws(draws.frames)
        log_mel = mask_bands(log_mel, recipe.freq_mask_bands, bands, value=value)
        return mask_frames(log_mel, recipe.time_mask_frames, frames, value=value)

    def _draw_mix(
        self, n_windows: int, share: float, alpha: float, rng: np.random.Generator
    ) -> Mix | None:
        one = self._recipe.published_quirks
        return draw_mix(n_windows, share, alpha, rng, self._device, one_for_all=one)
