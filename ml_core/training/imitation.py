"""Everything a student is taught with: the scene, and what its teacher says about the sound."""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from ml_core.models.output import Output
from ml_core.recipes import DistilRecipe
from ml_core.training.batches import AugmentedBatches, Batch
from ml_core.training.crd import CRD, ClipDraw
from ml_core.training.losses import hint_loss, relation_loss, scene_loss, soft_loss
from ml_core.training.plugins import Loss
from ml_core.training.teacher import Scale
from ml_core.training.validation import Validated
from ml_core.training.windows import generator

DRAW = 2  # tells the draws of CRD from those of the same step's windows


@dataclass(frozen=True, slots=True)
class Instance:
    """CRD and which clips it compares."""

    crd: CRD
    draw: ClipDraw


class Imitation(nn.Module):
    """The loss of a student, with the layers that only the loss needs.

    L = (1 - w) CE + w KD + relation_weight R + hint_weight H + crd_weight CRD, with w going from
    ``soft_weight`` to ``soft_weight_end``. The parameters and buffers here (a linear map for the
    hint; projections and memory banks of CRD) learn beside the student and are no part of it.

    Args:
        recipe: the weights.
        hear: what the teacher says about a batch; None: the scenes are all there is.
        heard_mixed: whether the teacher hears mixed windows as the student does; if not, its
            answers are mixed as the windows were.
        scale: of the teacher's embedding; needed for the hint.
        hint: (B, D) of the student to (B, E) of the teacher.
        instance: for CRD.
        own: the user's own loss, instead of all others.
    """

    def __init__(
        self,
        recipe: DistilRecipe,
        hear: Callable[[Batch], Output] | None = None,
        *,
        heard_mixed: bool = False,
        scale: Scale | None = None,
        hint: nn.Module | None = None,
        instance: Instance | None = None,
        own: Loss | None = None,
    ) -> None:
        super().__init__()
        self._recipe, self._hear, self._heard_mixed = recipe, hear, heard_mixed
        self._scale, self._own = scale, own
        self.hint = hint
        self.crd = instance.crd if instance else None
        self._draw = instance.draw if instance else None

    def forward(self, output: Output, batch: Batch, epoch: int, step: int) -> Tensor:
        """() loss of one batch.

        Args:
            output: embedding (B, D) and logits (B, K) of the student.
            batch: what it heard.
            epoch: from 0; decides the soft weight and, with the step, what CRD draws.
            step: within the epoch.
        """
        said = self._hear(batch) if self._hear is not None else None
        if self._own is not None:
            return self._own(output, said, batch.scene, batch.mix)
        loss = scene_loss(output.logits, batch.scene, mix=batch.mix)
        if said is None:
            return loss
        recipe, mix = self._recipe, None if self._heard_mixed else batch.mix
        soft_weight = soft_weight_at(recipe, epoch)
        soft = soft_loss(
            output.logits, said.logits, temperature=recipe.temperature,
            reduction=recipe.kd_reduction, mix=mix,
        )  # fmt: skip
        loss = (1 - soft_weight) * loss + soft_weight * soft
        embedding = said.embedding if mix is None else mix.blend(said.embedding)
        if recipe.relation_weight > 0:
            loss = loss + recipe.relation_weight * relation_loss(output.embedding, embedding)
        if self.hint is not None and self._scale is not None:
            predicted = self.hint(output.embedding.float())
            loss = loss + recipe.hint_weight * hint_loss(predicted, self._scale(embedding))
        if self.crd is not None and self._draw is not None:
            rng = generator(recipe.seed, epoch, step, DRAW)
            drawn = (batch.clip, *self._draw.draw(batch.clip, rng))
            places = [torch.from_numpy(clips).to(embedding.device) for clips in drawn]
            loss = loss + recipe.crd_weight * self.crd(output.embedding, embedding, *places)
        return loss


def soft_weight_at(recipe: DistilRecipe, epoch: int) -> float:
    """Share of the soft term: constant, or on a line that ends in the last epoch.

    The ramp is a reconstruction: DS-FlexiNet (arXiv 2412.20722) says that its weight is updated
    during training, not how.
    """
    if recipe.soft_weight_end == -1:
        return recipe.soft_weight
    done = epoch / max(recipe.epochs - 1, 1)
    return (1 - done) * recipe.soft_weight + done * recipe.soft_weight_end


@dataclass(frozen=True, slots=True)
class StudentStory:
    """A ``Story`` of augmented windows whose loss knows the epoch and the step."""

    batches: AugmentedBatches
    loss: Imitation
    judge: Callable[[nn.Module], Validated] | None = None

    def n_steps(self, epoch: int) -> int:
        """Batches in this epoch."""
        return self.batches.n_steps(epoch)

    def step_loss(self, network: nn.Module, epoch: int, step: int) -> Tensor:
        """() loss of one batch."""
        batch = self.batches.batch(epoch, step)
        return self.loss(network(batch.log_mel), batch, epoch, step)

    def validate(self, network: nn.Module) -> Validated | None:
        """Figures on the validation part, or None without one."""
        return None if self.judge is None else self.judge(network)
