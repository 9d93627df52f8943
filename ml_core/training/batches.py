"""Augmented training batches: windows to log-mel, with every draw from (seed, epoch, step)."""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from ml_core.frontend.spec import LogMelSpec
from ml_core.frontend.torch_log_mel import TorchLogMel
from ml_core.models.output import Output
from ml_core.recipes import TrainingRecipe
from ml_core.training import augment
from ml_core.training.losses import Mix
from ml_core.training.windows import Indices, WindowBank, generator, split_epoch


@dataclass(frozen=True, slots=True)
class Batch:
    """What a loss needs to know about one batch."""

    log_mel: Tensor  # (B, 1, F, T), channels last, augmented and mixed
    scene: Tensor  # (B,) int64, of the unmixed windows
    mix: Mix | None
    clip: Indices  # (B,) position in the bank
    start: Indices  # (B,) first sample within the clip
    samples: Tensor  # (B, T) the waveform that log_mel was computed of: augmented, perhaps mixed
    clean_samples: Tensor  # (B, T) the windows as recorded


class AugmentedBatches:
    """Random windows of every clip, augmented as the recipe says.

    Args:
        bank: the training clips.
        scene: (N,) index of every clip's scene.
        spec: the front end of the network that is trained.
        recipe: batch size, windows per clip, augmentations, seed.
    """

    def __init__(
        self, bank: WindowBank, scene: Tensor, spec: LogMelSpec, recipe: TrainingRecipe
    ) -> None:
        self._bank, self._recipe, self._spec = bank, recipe, spec
        self._scene = scene.to(bank.device)
        self._log_mel = TorchLogMel(spec).to(bank.device)
        self._epoch, self._order = -1, list[Indices]()

    def n_steps(self, epoch: int) -> int:
        """Batches in this epoch."""
        if epoch != self._epoch:
            recipe = self._recipe
            n_items = len(self._bank) * recipe.windows_per_clip
            order = split_epoch(n_items, recipe.batch_size, seed=recipe.seed, epoch=epoch)
            self._epoch, self._order = epoch, order
        return len(self._order)

    def batch(self, epoch: int, step: int) -> Batch:
        """The batch of this step, always the same."""
        self.n_steps(epoch)
        recipe, device = self._recipe, self._bank.device
        rng = generator(recipe.seed, epoch, step)
        windows = self._bank.cut(self._order[step] % len(self._bank), rng)
        n_windows = len(windows.clip)
        samples = augment.roll(
            windows.samples, round(recipe.roll_s * self._spec.sample_rate_hz), rng
        )
        log_mel = self._log_mel(samples).unsqueeze(1)
        style = augment.draw_mix(
            n_windows, recipe.freq_mixstyle_share, recipe.freq_mixstyle_alpha, rng, device
        )
        if style is not None:
            log_mel = augment.freq_mixstyle(log_mel, style)
        # ln(mel) = 0 is what the published recipes mask with
        silence = self._spec.offset / self._spec.scale
        log_mel = augment.mask_bands(log_mel, recipe.freq_mask_bands, rng, value=silence)
        mix = augment.draw_mix(n_windows, recipe.mixup_share, recipe.mixup_alpha, rng, device)
        if mix is not None:
            log_mel = mix.blend(log_mel)
        scene = self._scene[torch.from_numpy(windows.clip).to(device)]
        log_mel = log_mel.contiguous(memory_format=torch.channels_last)
        return Batch(log_mel, scene, mix, windows.clip, windows.start, samples, windows.samples)


@dataclass(frozen=True, slots=True)
class WindowStory:
    """A ``Story`` of augmented windows: only the loss and the validation are the stage's own."""

    batches: AugmentedBatches
    loss: Callable[[Output, Batch], Tensor]
    accuracy: Callable[[nn.Module], float] | None = None

    def n_steps(self, epoch: int) -> int:
        """Batches in this epoch."""
        return self.batches.n_steps(epoch)

    def step_loss(self, network: nn.Module, epoch: int, step: int) -> Tensor:
        """() loss of one batch."""
        batch = self.batches.batch(epoch, step)
        return self.loss(network(batch.log_mel), batch)

    def validate(self, network: nn.Module) -> float | None:
        """Accuracy on the validation part, or None without one."""
        return None if self.accuracy is None else self.accuracy(network)
