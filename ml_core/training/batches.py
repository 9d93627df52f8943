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
from ml_core.training.augment import Augmenter, Draws, Rows
from ml_core.training.losses import Mix
from ml_core.training.micro_batches import n_micro_batches
from ml_core.training.validation import Validated
from ml_core.training.windows import Indices, WindowBank, split_epoch, to_device


@dataclass(frozen=True, slots=True)
class Batch:
    """What a loss needs to know about one batch.

    Where processes share it, each makes the sound of its own rows: zeros are in the place of the
    others. Scenes, mixes and places are known of all.
    """

    scene: Tensor  # (B,) int64, of the unmixed windows
    mix: Mix | None
    clip: Indices  # (B,) position in the bank
    start: Indices  # (B,) first sample within the clip
    rows: Rows  # own ones
    own_log_mel: Tensor  # (b, 1, F, T), of these
    own_samples: Tensor  # (b, T)
    own_dry_samples: Tensor  # (b, T)
    own_clean_samples: Tensor  # (b, T)

    @property
    def log_mel(self) -> Tensor:
        """(B, 1, F, T), channels last, augmented and mixed."""
        return self.spread(self.own_log_mel)

    @property
    def samples(self) -> Tensor:
        """(B, T) the waveform that log_mel was computed of: augmented, perhaps mixed."""
        return self.rows.spread(self.own_samples)

    @property
    def dry_samples(self) -> Tensor:
        """(B, T) the same without the exchanged device."""
        return self.rows.spread(self.own_dry_samples)

    @property
    def clean_samples(self) -> Tensor:
        """(B, T) the windows as recorded."""
        return self.rows.spread(self.own_clean_samples)

    def spread(self, log_mel: Tensor) -> Tensor:
        """(b, 1, F, T) of the own rows -> (B, 1, F, T), channels last."""
        return self.rows.spread(log_mel).contiguous(memory_format=torch.channels_last)


@dataclass(frozen=True, slots=True)
class Share:
    """A process among those that share every batch."""

    rank: int = 0
    size: int = 1

    def rows(self, n: int, micro_batch: int = 0) -> Rows:
        """Its own of a batch of n windows, which is heard in parts of ``micro_batch``."""
        parts = np.array_split(np.arange(n), n_micro_batches(n, micro_batch))
        if self.size == 1 or min(map(len, parts)) < self.size:  # the latter is refused later on
            return Rows(n)
        return Rows(n, np.concatenate([np.array_split(p, self.size)[self.rank] for p in parts]))


class AugmentedBatches:
    """Random windows of every clip, augmented as the recipe says.

    Args:
        bank: the training clips.
        scene: (N,) index of every clip's scene.
        spec: the front end of the network that is trained.
        recipe: batch size, windows per clip, augmentations, seed.
        recorded_by: the device of every clip; None: nobody knows of any.
        share: this process's place among those that share every batch.

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
        share: Share = Share(),  # it cannot change
    ) -> None:
        self._bank, self._recipe, self._share = bank, recipe, share
        self._scene = scene.to(bank.device)
        self._augmenter = Augmenter(recipe, spec, n_samples=bank.window, device=bank.device)
        names = [None] * len(bank) if recorded_by is None else recorded_by
        self._may_exchange = np.array([self._augmenter.may_exchange(name) for name in names])
        self._orders: dict[int, list[Indices]] = {}
        self._ahead = Ahead(self._make, self._after, gives_way=share.size > 1)

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
        clips = self._order(epoch)[step] % len(self._bank)
        own = self._share.rows(len(clips), getattr(self._recipe, "micro_batch", 0))
        plan = self._augmenter.plan(own, draws)
        windows = self._bank.cut(clips, draws.window, plan.cut.places)
        heard = self._augmenter.waveforms(windows.samples, self._may_exchange[clips], draws, plan)
        log_mel = self._augmenter.log_mel(heard.samples, draws, plan)
        return Batch(
            scene=self._scene[to_device(clips, self._bank.device)],
            mix=plan.mix,
            clip=clips,
            start=windows.start,
            rows=own,
            own_log_mel=log_mel.contiguous(memory_format=torch.channels_last),
            own_samples=own.of(heard.samples, plan.heard),
            own_dry_samples=own.of(heard.dry, plan.heard),
            own_clean_samples=own.of(windows.samples, plan.cut),
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
