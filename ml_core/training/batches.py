"""Augmented training batches: windows to log-mel, with every draw from (seed, epoch, step)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from ml_core.frontend.spec import LogMelSpec
from ml_core.models.output import Output
from ml_core.recipes import TrainingRecipe
from ml_core.training.ahead import Ahead
from ml_core.training.augment import Augmenter, Draws
from ml_core.training.losses import Mix
from ml_core.training.validation import Validated
from ml_core.training.windows import Indices, WindowBank, split_epoch, to_device


@dataclass(frozen=True, slots=True)
class Batch:
    """What a loss needs to know about one batch."""

    log_mel: Tensor  # (B, 1, F, T), channels last, augmented and mixed
    scene: Tensor  # (B,) int64, of the unmixed windows
    mix: Mix | None
    clip: Indices  # (B,) position in the bank
    start: Indices  # (B,) first sample within the clip
    samples: Tensor  # (B, T) the waveform that log_mel was computed of: augmented, perhaps mixed
    dry_samples: Tensor  # (B, T) the same without the exchanged device
    clean_samples: Tensor  # (B, T) the windows as recorded


class AugmentedBatches:
    """Random windows of every clip, augmented as the recipe says.

    Args:
        bank: the training clips.
        scene: (N,) index of every clip's scene.
        spec: the front end of the network that is trained.
        recipe: batch size, windows per clip, augmentations, seed.
        recorded_by: the device of every clip; None: nobody knows of any.

    Raises:
        RecipeError: the recipe's folder of impulse responses cannot be used.
    """

    def __init__(
        self,
        bank: WindowBank,
        scene: Tensor,
        spec: LogMelSpec,
        recipe: TrainingRecipe,
        recorded_by: Sequence[str | None] | None = None,
    ) -> None:
        self._bank, self._recipe = bank, recipe
        self._scene = scene.to(bank.device)
        self._augmenter = Augmenter(recipe, spec, n_samples=bank.window, device=bank.device)
        names = [None] * len(bank) if recorded_by is None else recorded_by
        self._may_exchange = np.array([self._augmenter.may_exchange(name) for name in names])
        self._orders: dict[int, list[Indices]] = {}
        self._ahead = Ahead(self._make, self._after)

    def n_steps(self, epoch: int) -> int:
        """Batches in this epoch."""
        return len(self._order(epoch))

    def batch(self, epoch: int, step: int) -> Batch:
        """The batch of this step, always the same; the one after it is begun."""
        return self._ahead.get((epoch, step))

    def _order(self, epoch: int) -> list[Indices]:
        order = self._orders.get(epoch)
        if order is None:
            n_items, recipe = len(self._bank) * self._recipe.windows_per_clip, self._recipe
            order = split_epoch(n_items, recipe.batch_size, seed=recipe.seed, epoch=epoch)
            # two threads ask, of which one may be an epoch ahead; both would find the same
            self._orders = dict([*self._orders.items()][-1:]) | {epoch: order}
        return order

    def _after(self, at: tuple[int, int]) -> tuple[int, int]:
        epoch, step = at
        return (epoch, step + 1) if step + 1 < self.n_steps(epoch) else (epoch + 1, 0)

    def _make(self, at: tuple[int, int]) -> Batch:
        epoch, step = at
        draws = Draws.of(self._recipe.seed, epoch, step)
        windows = self._bank.cut(self._order(epoch)[step] % len(self._bank), draws.window)
        samples, dry, mixed_before = self._augmenter.waveforms(
            windows.samples, self._may_exchange[windows.clip], draws
        )
        log_mel, mixed_after = self._augmenter.log_mel(samples, draws)
        return Batch(
            log_mel=log_mel.contiguous(memory_format=torch.channels_last),
            scene=self._scene[to_device(windows.clip, self._bank.device)],
            mix=mixed_before or mixed_after,
            clip=windows.clip,
            start=windows.start,
            samples=samples,
            dry_samples=dry,
            clean_samples=windows.samples,
        )


@dataclass(frozen=True, slots=True)
class WindowStory:
    """A ``Story`` of augmented windows: only the loss and the validation are the stage's own."""

    batches: AugmentedBatches
    loss: Callable[[Output, Batch], Tensor]
    judge: Callable[[nn.Module], Validated] | None = None

    def n_steps(self, epoch: int) -> int:
        """Batches in this epoch."""
        return self.batches.n_steps(epoch)

    def step_loss(self, network: nn.Module, epoch: int, step: int) -> Tensor:
        """() loss of one batch."""
        batch = self.batches.batch(epoch, step)
        return self.loss(network(batch.log_mel), batch)

    def validate(self, network: nn.Module) -> Validated | None:
        """Figures on the validation part, or None without one."""
        return None if self.judge is None else self.judge(network)
