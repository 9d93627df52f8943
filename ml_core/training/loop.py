"""The one loop: every stage that trains, on the CPU or a GPU, stopped and resumed alike.

What happens in a step depends on the network, the recipe and (seed, epoch, step), on nothing
else; state is saved whole after every epoch. A run killed at any moment repeats the epoch it
was in and ends in the same weights.
"""

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import torch
from lightning_fabric import Fabric
from torch import Tensor, nn

from ml_core.errors import CheckpointError, RunError
from ml_core.recipes import FuseRecipe, RunRecipe, TrainingRecipe
from ml_core.runs import RunFolder, RunMonitor, StopRequested
from ml_core.runs.compute import Ranks
from ml_core.runs.vitals import own_clock
from ml_core.training import checkpoint, together
from ml_core.training.schedule import rate_factor
from ml_core.training.validation import Validated
from ml_core.training.windows import generator

REPORT_EVERY_S = 1.0
HELPERS = "helpers."  # what their names begin with in a checkpoint


class Story(Protocol):
    """What differs between stages: how batches come about and what they cost."""

    def n_steps(self, epoch: int) -> int:
        """Batches in this epoch."""

    def step_loss(self, network: nn.Module, epoch: int, step: int) -> Tensor:
        """() loss of one batch; draws only from generators seeded by (seed, epoch, step)."""

    def validate(self, network: nn.Module) -> Validated | None:
        """Figures on the validation part, or None without one; the network is in eval mode."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How training went."""

    epochs: int  # finished
    kept_epoch: int  # whose weights the network has, from 1
    seconds: float  # in this process
    windows_per_s: float
    stopped_early: bool
    waited_s: float = 0.0  # of the seconds, those in which others had the core


@dataclass(frozen=True, slots=True)
class Part:
    """Where one of several trainings lies within its run.

    Its first event and the folder of its state bear its name.
    """

    name: str = ""
    epochs_before: int = 0
    epochs_after: int = 0


def require_gpu(recipe: TrainingRecipe | RunRecipe) -> None:
    """Look for the GPU that a recipe asks for, if it asks for one.

    Raises:
        RunError: there is none.
    """
    if recipe.torch_device == "cuda" and not torch.cuda.is_available():
        raise RunError("There is no GPU that torch can use.", hint="Set torch_device to auto.")


def make_fabric(recipe: TrainingRecipe | FuseRecipe) -> Fabric:
    """Fabric for one device, or for this process's place among those that train together.

    Raises:
        RunError: the recipe asks for a GPU that is not there, or one of the processes has ended.
    """
    require_gpu(recipe)
    accelerator = "cpu" if not torch.cuda.is_available() else recipe.torch_device
    if (ranks := Ranks.of_environment()) is not None:
        return together.shared_fabric(ranks, accelerator, recipe.precision)
    fabric = Fabric(accelerator=accelerator, devices=1, precision=recipe.precision)
    fabric.launch()
    return fabric


def make_optimizer(
    recipe: TrainingRecipe,
    network: nn.Module,
    *,
    helpers: nn.Module | None = None,
    rate_share: Callable[[str], float] = lambda _name: 1.0,
) -> torch.optim.Optimizer:
    """The recipe's optimizer; gains and offsets (one axis) are not decayed.

    Args:
        recipe: kind, peak rate and decay.
        network: what is trained.
        helpers: what is trained beside it, at the peak rate.
        rate_share: of the peak rate at which a parameter of the network learns, by its name.
            Every group keeps its own peak as ``peak_lr``.
    """
    groups: dict[tuple[float, bool], list[nn.Parameter]] = {}
    rated = [(rate_share(name), p) for name, p in network.named_parameters()]
    rated += [] if helpers is None else [(1.0, p) for p in helpers.parameters()]
    for share, parameter in rated:
        if parameter.requires_grad:
            groups.setdefault((share, parameter.ndim > 1), []).append(parameter)
    kind = torch.optim.AdamW if recipe.optimizer == "adamw" else torch.optim.Adam
    # one pass over small tensors instead of a dozen: a step of a student is a twentieth shorter
    return kind(
        [
            {
                "params": parameters,
                "weight_decay": recipe.weight_decay if decayed else 0.0,
                "peak_lr": recipe.peak_lr * share,
            }
            for (share, decayed), parameters in sorted(groups.items(), key=lambda g: g[0])[::-1]
        ],
        lr=recipe.peak_lr,
        betas=(0.9, recipe.adam_beta2),
        fused=True,
    )


def train(
    fabric: Fabric,
    network: nn.Module,
    story: Story,
    recipe: TrainingRecipe,
    run: RunFolder,
    monitor: RunMonitor,
    *,
    part: Part = Part(),
    helpers: nn.Module | None = None,
    rate_share: Callable[[str], float] = lambda _name: 1.0,
    set_training: Callable[[nn.Module, bool], None] = nn.Module.train,  # type: ignore[assignment]
    on_epoch: Callable[[int], None] | None = None,
) -> Outcome:
    """Train ``network`` in place, resuming whatever the run's checkpoint holds.

    Afterwards it has the weights of the best epoch if the story validates, else of the last.

    Args:
        fabric: from ``make_fabric``.
        network: moved to fabric's device here.
        story: the stage's batches, loss and validation.
        recipe: rates, epochs, batch size.
        run: where state is kept.
        monitor: the run's; it raises StopRequested, of which "keep" ends training early.
        part: which training of the run this is, where it is not the only one.
        helpers: what the story trains beside the network (projections, memory banks): moved to
            the device, optimised and resumed with it, but no part of it.
        rate_share: as in ``make_optimizer``.
        set_training: how the network is switched between training and evaluation.
        on_epoch: called before each epoch with its number from 0.

    Raises:
        CheckpointError: what the run has kept is damaged, or of another network.
        StopRequested: the run was asked to pause or to be discarded.
    """
    network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    if helpers is not None:
        helpers.to(fabric.device)
    if is_shared := together.is_shared(fabric):
        together.share_norms(network)
    optimizer = make_optimizer(recipe, network, helpers=helpers, rate_share=rate_share)
    wrapped, fabric_optimizer = fabric.setup(network, optimizer)
    if is_shared:
        wrapped = together.Shared(wrapped, fabric)
    loop = _Loop(
        fabric, wrapped, network, fabric_optimizer, optimizer, story, recipe, run, helpers, part
    )
    loop.restore()
    monitor.training(alone=not is_shared)
    loop.say_where(monitor)
    started, began = time.perf_counter(), own_clock()
    with together.in_words(fabric):
        stopped = loop.go_on(monitor, set_training, on_epoch)
    if part.epochs_after == 0:
        monitor.trained()
    loop.restore_best()
    set_training(network, False)
    seconds = time.perf_counter() - started
    waited_s = max(0.0, seconds - (own_clock() - began))
    windows_per_s = loop.n_windows / max(seconds, 1e-9)
    return Outcome(loop.epoch, loop.kept_epoch, seconds, windows_per_s, stopped, waited_s)


def out_of_bounds(epoch: int) -> RunError:
    """Of weights that grew without end."""
    return RunError(
        f"Training went out of bounds in epoch {epoch}.",
        hint="Use a smaller peak_lr or a longer warm-up.",
    )


def step_seed(seed: int, epoch: int, step: int, rank: int = 0) -> int:
    """A seed for torch's own generator that no other step of a run, or process of it, has."""
    others = (rank,) if rank else ()
    return int(generator(seed, epoch, step, 1, *others).integers(2**63))


class _Loop:
    """State between epochs, and the way to and from disk."""

    def __init__(
        self,
        fabric: Fabric,
        wrapped: nn.Module,
        network: nn.Module,
        fabric_optimizer: torch.optim.Optimizer,
        optimizer: torch.optim.Optimizer,
        story: Story,
        recipe: TrainingRecipe,
        run: RunFolder,
        helpers: nn.Module | None,
        part: Part,
    ) -> None:
        self._fabric, self._wrapped, self._network = fabric, wrapped, network
        self._helpers = helpers or nn.Module()
        self._fabric_optimizer, self._optimizer = fabric_optimizer, optimizer
        self._story, self._recipe, self._part = story, recipe, part
        self._run, self._folder = run, run.checkpoint_dir / part.name
        self._is_shared = together.is_shared(fabric)
        self.epoch = 0  # finished
        self.n_steps = 0  # of the epoch that was begun last
        self.n_windows = 0  # learnt in this process
        self.kept_epoch = 0
        self.samples_per_s = 0.0  # windows of the last steps, without validation
        self._best = -1.0

    def restore(self) -> None:
        """Go on from the last finished epoch, if there is one.

        Raises:
            CheckpointError: what was kept is damaged or of something else.
        """
        path = self._folder / checkpoint.LAST
        if not path.is_file():
            return
        tensors, facts = checkpoint.load_tensors(path)
        try:
            self._take(tensors, facts)
        except (KeyError, IndexError, RuntimeError, TypeError, ValueError) as error:
            raise CheckpointError(
                f'The state of training in "{path.name}" is not of this network and recipe.',
                hint="Start a new run.",
            ) from error

    def _take(self, tensors: dict[str, Tensor], facts: Mapping[str, Any]) -> None:
        apart = ("optimizer.", HELPERS)
        weights = {name: v for name, v in tensors.items() if not name.startswith(apart)}
        checkpoint.restore(self._network, weights)
        checkpoint.restore(
            self._helpers,
            {n.removeprefix(HELPERS): v for n, v in tensors.items() if n.startswith(HELPERS)},
        )
        checkpoint.restore_optimizer(self._optimizer, tensors)
        self.epoch, self.kept_epoch = int(facts["epoch"]), int(facts["kept_epoch"])
        self._best = float(facts["best"])

    def progress(self, epochs: int, n_steps: int = 1, step: int = 0) -> tuple[int, int]:
        """Steps done and in all of the run, where ``epochs`` of this training are finished."""
        total = self._part.epochs_before + self._recipe.epochs + self._part.epochs_after
        return (self._part.epochs_before + epochs) * n_steps + step, total * n_steps

    def say_where(self, monitor: RunMonitor) -> None:
        """Tell what is about to begin, or where it goes on."""
        if self.epoch >= self._recipe.epochs:
            return
        if self.epoch > 0:
            monitor.note(f"Goes on after epoch {self.progress(self.epoch)[0]}")
        if self._part.name:
            monitor.report(*self.progress(self.epoch), stage=self._part.name)

    def go_on(
        self,
        monitor: RunMonitor,
        set_training: Callable[[nn.Module, bool], None],
        on_epoch: Callable[[int], None] | None,
    ) -> bool:
        """All epochs that are left; returns whether "keep" ended them early.

        Raises:
            StopRequested: asked to pause or to be discarded, or nothing is there to keep.
        """
        try:
            while self.epoch < self._recipe.epochs:
                if on_epoch is not None:
                    on_epoch(self.epoch)
                set_training(self._network, True)
                loss = self.run_epoch(monitor)
                self.n_windows += self.n_steps * self._recipe.batch_size
                set_training(self._network, False)
                self.finish_epoch(monitor, loss)
        except StopRequested as request:
            if request.kind != "keep" or self.epoch == 0:
                raise
            kept = self._part.epochs_before + self.kept_epoch
            monitor.note(f"Stopped early: epoch {kept} is kept")
            return True
        return False

    def run_epoch(self, monitor: RunMonitor) -> float:
        """All steps of one epoch; returns the mean loss."""
        self.n_steps = self._story.n_steps(self.epoch)
        started = last_report = time.monotonic()
        # summed where it is: asking a GPU for every loss would make it wait for the CPU
        sum_of_losses = torch.zeros((), dtype=torch.float64, device=self._fabric.device)
        for step in range(self.n_steps):
            if self._is_shared:
                together.agree_to_go_on(self._fabric, monitor, self._run)
            else:
                monitor.check()
            if time.monotonic() - last_report > REPORT_EVERY_S:
                last_report = time.monotonic()
                self.samples_per_s = step * self._recipe.batch_size / (last_report - started)
                monitor.report(
                    *self.progress(self.epoch, self.n_steps, step), stage="step",
                    samples_per_s=round(self.samples_per_s, 1),
                )  # fmt: skip
            factor = rate_factor(self._recipe, self.epoch + (step + 1) / self.n_steps)
            for group in self._optimizer.param_groups:
                group["lr"] = group["peak_lr"] * factor
            # what a network draws by itself, as dropout does, depends on the same three numbers
            rank = self._fabric.global_rank
            torch.manual_seed(step_seed(self._recipe.seed, self.epoch, step, rank))
            loss = self._story.step_loss(self._wrapped, self.epoch, step)
            self._fabric_optimizer.zero_grad()
            self._fabric.backward(loss)
            if self._is_shared:
                together.sum_gradients(self._network)
            self._fabric_optimizer.step()
            sum_of_losses += loss.detach()
        total = float(sum_of_losses)
        passed_s = max(time.monotonic() - started, 1e-9)
        self.samples_per_s = self.n_steps * self._recipe.batch_size / passed_s
        if not math.isfinite(total):
            raise out_of_bounds(self.epoch + 1)
        return total / self.n_steps

    def finish_epoch(self, monitor: RunMonitor, loss: float) -> None:
        """Validate, keep the best, tell the monitor, save the state."""
        validated = self._story.validate(self._wrapped)
        finite = validated is None or math.isfinite(validated.loss)
        if not finite or not all(bool(w.isfinite().all()) for w in self._network.parameters()):
            raise out_of_bounds(self.epoch + 1)  # in its last step: the losses did not tell
        self.epoch += 1
        metrics = {"loss": loss, "lr": float(self._optimizer.param_groups[0]["lr"])}
        is_new_best = False
        if validated is not None:
            metrics |= validated.to_metrics()
            if validated.accuracy >= self._best:  # of equals the one that has learnt longer
                is_new_best = validated.accuracy > self._best
                self._best, self.kept_epoch = validated.accuracy, self.epoch
                self._save(checkpoint.BEST, self._network.state_dict(), epoch=self.epoch)
        else:
            self.kept_epoch = self.epoch
        done, total = self.progress(self.epoch)
        metrics["best_epoch"] = self._part.epochs_before + self.kept_epoch
        metrics["samples_per_s"] = round(self.samples_per_s, 1)
        if is_new_best:
            monitor.note(f"Epoch {done}: new best, checkpoint kept")
        # Told before its state is kept: whoever is killed in between learns the epoch again and
        # tells it again, and no epoch is ever missing from the curve.
        monitor.tell(done, total, stage="epoch", **metrics)
        self._save(
            checkpoint.LAST,
            {
                **self._network.state_dict(),
                **{HELPERS + name: value for name, value in self._helpers.state_dict().items()},
                **checkpoint.optimizer_tensors(self._optimizer),
            },
            epoch=self.epoch,
            kept_epoch=self.kept_epoch,
            best=self._best,
        )

    def _save(self, name: str, tensors: dict[str, Tensor], **facts: Any) -> None:
        if self._fabric.is_global_zero:
            checkpoint.save_tensors(self._folder / name, tensors, **facts)

    def restore_best(self) -> None:
        """Give the network the weights of the epoch that was kept."""
        if 0 < self.kept_epoch < self.epoch:
            tensors, facts = checkpoint.load_tensors(self._folder / checkpoint.BEST)
            checkpoint.restore(self._network, tensors)
            # a kill right after a new best leaves it one epoch ahead of the state to go on from
            self.kept_epoch = int(facts.get("epoch", self.kept_epoch))
