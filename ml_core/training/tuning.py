"""Fine-tuning with two heads: a classifier, and a projection for the contrastive loss.

Letters: B windows, D embedding size, K scenes, S all scenes of the training clips, P size of
the projection.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch
import torch.nn.functional as F
from lightning_fabric import Fabric
from torch import Tensor, nn

from ml_core.frontend.torch_log_mel import TorchLogMel
from ml_core.models.output import Output
from ml_core.recipes import FinetuneRecipe
from ml_core.training.batches import AugmentedBatches, Batch
from ml_core.training.contrastive import Projection, jaccard_supcon, soft_supcon
from ml_core.training.micro_batches import in_micro_batches
from ml_core.training.passes import Pass
from ml_core.training.validation import Truth, Validated
from ml_core.training.windows import Indices, split_epoch

FROZEN_BATCH = 64  # windows; without gradients larger batches only cost memory


class Heard(NamedTuple):
    """What a network and its projection say about windows."""

    embedding: Tensor  # (B, D)
    logits: Tensor  # (B, K)
    projected: Tensor  # (B, P)


class Tuned(nn.Module):
    """A network together with the projection that its contrastive loss acts on."""

    def __init__(self, network: nn.Module, projection: Projection | None) -> None:
        super().__init__()
        self.network = network
        self.projection = projection or nn.Identity()

    def forward(self, log_mel: Tensor) -> Heard:
        """(B, 1, F, T) -> embedding (B, D), logits (B, K), projected (B, P)."""
        output = self.network(log_mel)
        return Heard(output.embedding, output.logits, self.projection(output.embedding))


class Heads(nn.Module):
    """What is trained while the body of a network is frozen.

    Args:
        head: from ``head_of``.
        projection: for the contrastive loss, or None.
    """

    def __init__(self, head: nn.Module, projection: Projection | None) -> None:
        super().__init__()
        self.head = head
        self.projection = projection or nn.Identity()

    def forward(self, features: Tensor) -> Heard:
        """(B, D) or (B, C, F, T) -> embedding (B, D), logits (B, K), projected (B, P)."""
        said = self.head(features)
        output = said if isinstance(said, Output) else Output(features, said)
        return Heard(output.embedding, output.logits, self.projection(output.embedding))


def head_of(network: nn.Module) -> nn.Module:
    """The last step of a network: a classifier of embeddings, or a head on maps of features."""
    head = getattr(network, "classifier", None) or network.get_submodule("head")
    assert isinstance(head, nn.Module)
    return head


class FrozenBody:
    """A network up to its head, in eval mode and without gradients."""

    def __init__(self, network: nn.Module, fabric: Fabric) -> None:
        self._network, self._head, self._fabric = network, head_of(network), fabric

    @torch.no_grad()
    def __call__(self, log_mel: Tensor) -> Tensor:
        """(B, 1, F, T) -> what the head is given: (B, D) or (B, C, f, t)."""
        features: list[Tensor] = []
        in_training = self._head.training
        self._network.eval()
        hook = self._head.register_forward_pre_hook(lambda _, args: features.append(args[0]))
        try:
            with self._fabric.autocast():
                for part in log_mel.split(FROZEN_BATCH):
                    self._network(part)
        finally:
            hook.remove()
            self._head.train(in_training)
        return torch.cat(features).float()


@dataclass(frozen=True, slots=True)
class Labels:
    """What training clips are, by position: one row per clip."""

    targets: Tensor  # (N, K) shares that sum to 1: what the classifier should say
    scenes: Tensor  # (N, S) 1 for every scene of the clip: what makes two clips alike

    def to(self, device: torch.device) -> "Labels":
        """The same on a device."""
        return Labels(self.targets.to(device), self.scenes.to(device))


def tuning_loss(
    recipe: FinetuneRecipe, *, projected: Tensor, scenes: Tensor, logits: Tensor, targets: Tensor
) -> Tensor:
    """(1 - w) cross-entropy + w contrastive loss (ContrastASC, arXiv 2510.03728; methods 4.3).

    Either part is left out where it has no weight.

    Args:
        recipe: the weight w, the temperature, and whether windows have several scenes.
        projected: (B, P) of the windows that the contrastive loss is about.
        scenes: (B, S) of the same windows.
        logits: (B, K) of the windows that the classifier is about.
        targets: (B, K) of the same windows; rows sum to 1.

    Returns:
        () scalar.
    """
    weight = recipe.contrastive_weight
    parts = []
    if weight < 1:
        parts.append((1 - weight) * F.cross_entropy(logits, targets))
    if weight > 0:
        contrast = jaccard_supcon if recipe.multi_label else soft_supcon
        alike = contrast(projected, scenes, temperature=recipe.contrastive_temperature)
        parts.append(weight * alike)
    return torch.stack(parts).sum()


class TuningStory:
    """A ``Story`` of augmented windows, of which the classifier may hear the clean ones instead.

    Args:
        batches: the training clips.
        labels: theirs.
        front_end: of the network.
        recipe: the loss, and what hears what.
        judge: measures on the validation part; None: there is nothing to measure.
        body: where only heads are trained: what they are given.
    """

    def __init__(
        self,
        batches: AugmentedBatches,
        labels: Labels,
        front_end: TorchLogMel,
        recipe: FinetuneRecipe,
        *,
        judge: Callable[[nn.Module], Validated] | None,
        body: FrozenBody | None = None,
    ) -> None:
        self._batches, self._labels, self._front_end = batches, labels, front_end
        self._recipe, self._judge, self._body = recipe, judge, body

    def n_steps(self, epoch: int) -> int:
        """Batches in this epoch."""
        return self._batches.n_steps(epoch)

    def step_loss(self, network: nn.Module, epoch: int, step: int) -> Tensor:
        """() loss of one batch."""
        batch = self._batches.batch(epoch, step)
        rows = torch.from_numpy(batch.clip).to(batch.scene.device)
        targets, scenes = self._labels.targets[rows], self._labels.scenes[rows]
        mixed = batch.mix.blend if batch.mix is not None else lambda x: x
        weight = self._recipe.contrastive_weight
        if self._recipe.classifier_hears == "augmented":
            heard = self._hear(network, batch, batch.own_log_mel)
            return tuning_loss(
                self._recipe, projected=heard.projected, scenes=mixed(scenes),
                logits=heard.logits, targets=mixed(targets),
            )  # fmt: skip
        nothing = scenes.new_empty(len(rows), 0)
        projected = logits = nothing
        if weight > 0:
            projected = self._hear(network, batch, batch.own_log_mel).projected
        if weight < 1:
            clean = self._front_end(batch.own_clean_samples).unsqueeze(1)
            logits = self._hear(network, batch, clean).logits
        return tuning_loss(
            self._recipe, projected=projected, scenes=mixed(scenes), logits=logits, targets=targets
        )

    def _hear(self, network: nn.Module, batch: Batch, own: Tensor) -> Heard:
        """What is said about a batch, of which the own rows (b, 1, F, T) are given."""
        own = own.contiguous(memory_format=torch.channels_last)
        if self._body is not None:
            heard: Heard = network(batch.rows.spread(self._body(own)))
            return heard
        together: Heard = in_micro_batches(network, batch.spread(own), self._recipe.micro_batch)
        return together

    def validate(self, network: nn.Module) -> Validated | None:
        """Figures on the validation part, or None without one."""
        return None if self._judge is None else self._judge(network)


class EmbeddingStory:
    """A ``Story`` of embeddings that were computed once, for heads alone.

    Args:
        trained_on: of the training clips, unaugmented.
        labels: theirs.
        validated_on: of the validation clips, and what is true of them; or None.
        recipe: batch size and loss.
        device: where the heads are.
        even: whether the scale of every unit is evened out first; heads have to be
            ``unevened`` then before they can hear embeddings as they are.
    """

    def __init__(
        self,
        trained_on: Pass,
        labels: Labels,
        validated_on: tuple[Pass, Truth] | None,
        recipe: FinetuneRecipe,
        device: torch.device,
        *,
        even: bool,
    ) -> None:
        embeddings = torch.from_numpy(trained_on.embeddings).to(device)
        self.mean, self.deviation = torch.zeros(1, device=device), torch.ones(1, device=device)
        if even:
            self.mean = embeddings.mean(dim=0)
            deviation = embeddings.std(dim=0, unbiased=False)
            # units that are (almost) never active, or always alike, must not be blown up
            least = 0.1 * deviation.mean() + 1e-6 * self.mean.abs()
            self.deviation = torch.maximum(deviation, least + 1e-12)
        self._x = (embeddings - self.mean) / self.deviation
        n_windows = torch.from_numpy(np.diff(trained_on.first))
        self._clip = torch.repeat_interleave(n_windows).to(device)
        self._labels, self._recipe = labels, recipe
        self._validation = validated_on

    def _order(self, epoch: int) -> list[Indices]:
        recipe = self._recipe
        return split_epoch(len(self._x), recipe.batch_size, seed=recipe.seed, epoch=epoch)

    def n_steps(self, epoch: int) -> int:
        """Batches in this epoch."""
        return len(self._order(epoch))

    def step_loss(self, network: nn.Module, epoch: int, step: int) -> Tensor:
        """() loss of one batch."""
        rows = torch.from_numpy(self._order(epoch)[step]).to(self._x.device)
        heard, clips = network(self._x[rows]), self._clip[rows]
        return tuning_loss(
            self._recipe, projected=heard.projected, scenes=self._labels.scenes[clips],
            logits=heard.logits, targets=self._labels.targets[clips],
        )  # fmt: skip

    @torch.no_grad()
    def validate(self, network: nn.Module) -> Validated | None:
        """Figures on the validation part, or None without one."""
        if self._validation is None:
            return None
        passed, truth = self._validation
        x = (torch.from_numpy(passed.embeddings).to(self._x.device) - self.mean) / self.deviation
        return truth.judge(Pass(network(x).logits.cpu().numpy(), passed.embeddings, passed.first))

    @torch.no_grad()
    def uneven(self, layer: nn.Linear) -> None:
        """Let a layer that was trained on evened embeddings hear them as they are.

        w (x - mean) / deviation + b, written as a layer of x itself.
        """
        layer.weight.div_(self.deviation)
        layer.bias.sub_(layer.weight @ self.mean.expand(layer.in_features))
