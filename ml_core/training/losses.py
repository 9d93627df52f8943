"""What training minimises.

Letters: B windows, K scenes, D embedding size.
"""

from dataclasses import dataclass
from typing import Literal

import torch
import torch.nn.functional as F
from torch import Tensor

HINT_LIMIT = 4.0  # deviations


@dataclass(frozen=True, slots=True)
class Mix:
    """A convex mix of every example with one other (mixup, arXiv 1710.09412)."""

    partner: Tensor  # (B,) int64: index of the other example
    share: Tensor  # (B,) how much of the example itself is left, 0..1

    def blend(self, x: Tensor) -> Tensor:
        """(B, ...) -> (B, ...): mix inputs, one-hot scenes or probabilities alike."""
        share = self.share.to(x.dtype).view(-1, *[1] * (x.ndim - 1))
        return torch.lerp(x[self.partner], x, share)  # exact where both are the same


def scene_loss(logits: Tensor, scene: Tensor, *, mix: Mix | None = None) -> Tensor:
    """Cross-entropy, to which examples without a scene add nothing.

    Args:
        logits: (B, K).
        scene: (B,) indices, int64; -1 where there is none.
        mix: how the inputs were mixed; the scenes are mixed alike.

    Returns:
        () scalar, a mean over all B.
    """
    known = (scene >= 0).to(logits.dtype).unsqueeze(1)
    target = known * F.one_hot(scene.clamp(min=0), logits.shape[1])
    return F.cross_entropy(logits, target if mix is None else mix.blend(target))


def distillation_loss(
    student_logits: Tensor,
    teacher_logits: Tensor,
    scene: Tensor,
    *,
    temperature: float,
    soft_weight: float,
    reduction: Literal["mean", "batchmean"] = "mean",
    mix: Mix | None = None,
) -> Tensor:
    """Cross-entropy mixed with softened KL divergence (Hinton et al., 2015).

    Args:
        student_logits: (B, K).
        teacher_logits: (B, K) of the unmixed inputs, already detached.
        scene: (B,) indices, int64; -1 where there is none.
        temperature: divides both logits; the soft term is scaled by its square so that its
            gradient does not fade as the temperature grows.
        soft_weight: share of the soft term. 0 is plain supervision, 1 pure imitation.
        reduction: "mean" divides by B * K as the published recipes do, "batchmean" by B.
        mix: how the student's inputs were mixed. Both targets are mixed alike, which has the
            same gradient as mixing both losses of every target.

    Returns:
        () scalar.
    """
    soft = soft_loss(
        student_logits, teacher_logits, temperature=temperature, reduction=reduction, mix=mix
    )
    return (1 - soft_weight) * scene_loss(student_logits, scene, mix=mix) + soft_weight * soft


def soft_loss(
    student_logits: Tensor,
    teacher_logits: Tensor,
    *,
    temperature: float,
    reduction: Literal["mean", "batchmean"] = "mean",
    mix: Mix | None = None,
) -> Tensor:
    """KL divergence from what the teacher said, both softened, times temperature squared.

    Args:
        student_logits: (B, K).
        teacher_logits: (B, K), already detached.
        temperature: divides both logits.
        reduction: as in ``distillation_loss``.
        mix: how what the student heard was mixed, where the teacher heard it unmixed.

    Returns:
        () scalar.
    """
    log_student = F.log_softmax(student_logits / temperature, dim=1)
    teacher = F.softmax(teacher_logits / temperature, dim=1)
    if mix is not None:
        teacher = mix.blend(teacher)
    n_terms = len(teacher) if reduction == "batchmean" else teacher.numel()
    return temperature**2 * F.kl_div(log_student, teacher, reduction="sum") / n_terms


def relation_loss(student: Tensor, teacher: Tensor) -> Tensor:
    """How differently two networks see which windows of a batch are alike.

    Mean squared difference of all pairwise cosines, after the batch's mean is taken out on both
    sides, so sizes of embeddings may differ and a common offset does not matter. After
    Similarity-Preserving KD (Tung and Mori, 2019) and Relational KD (Park et al., 2019).

    Args:
        student: (B, D) embeddings, B >= 2.
        teacher: (B, any size) embeddings of the same windows, already detached.

    Returns:
        () scalar, 0 where all relations agree.
    """
    return F.mse_loss(_cosines(student), _cosines(teacher))


def _cosines(embeddings: Tensor) -> Tensor:
    directions = F.normalize(embeddings - embeddings.mean(dim=0), dim=1)
    return directions @ directions.T


def hint_loss(predicted: Tensor, standardised: Tensor) -> Tensor:
    """How far a student's prediction of its teacher's embedding is off, in mean squares.

    After FitNets (Romero et al., ICLR 2015), with the embedding as the hint.

    Args:
        predicted: (B, E) of the student's embedding.
        standardised: (B, E) of the teacher's, with mean 0 and deviation 1 over the training
            clips, already detached; cut to HINT_LIMIT, because units of a ReLU that are almost
            never active have long tails.

    Returns:
        () scalar.
    """
    return F.mse_loss(predicted.float(), standardised.clamp(-HINT_LIMIT, HINT_LIMIT))
