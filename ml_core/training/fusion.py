"""Several systems speak as one: a weight per system, a bias per scene.

Letters: S systems, W windows, K scenes.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from ml_core.training.windows import Indices

MAX_STEPS = 500  # of L-BFGS; a dozen systems take about thirty


@dataclass(frozen=True, slots=True)
class Fusion:
    """Fused logits s_c = sum_k weight_k s_kc + bias_c (DS-FlexiNet, arXiv 2412.20722; FoCal)."""

    weights: tuple[float, ...]  # one per system
    biases: tuple[float, ...]  # one per scene

    @classmethod
    def average(cls, n_systems: int, n_scenes: int) -> Self:
        """The arithmetic mean of the logits (EASY, arXiv 2408.14862)."""
        return cls((1 / n_systems,) * n_systems, (0.0,) * n_scenes)

    def __call__(self, logits: Tensor) -> Tensor:
        """(S, W, K) -> (W, K); summed in double precision."""
        # a mean of weighed logits, so that equal weights are the average to the last bit; one
        # term after the other, so that a window's sum does not depend on how many there are
        equal = 1 / len(self.weights)
        total = torch.zeros_like(logits[0], dtype=torch.float64)
        for weight, said in zip(self.weights, logits, strict=True):
            total = total + weight / equal * said.double()
        biases = torch.tensor(self.biases, dtype=torch.float64, device=logits.device)
        return (total / len(self.weights) + biases).to(logits.dtype)


def fit_fusion(logits: Tensor, scene: Tensor, share: Tensor, *, l2: float) -> Fusion:
    """Weights and biases of the least cross-entropy, found by L-BFGS from the plain average.

    The source names the form only; the fit is a reconstruction (methods 8.1). A weak pull towards
    the average, l2 * (sum (weight - 1/S)^2 + sum bias^2), decides where the windows do not. The
    windows must not be those that the systems have learnt: a system that knows them by heart would
    get all the weight.

    Args:
        logits: (S, W, K).
        scene: (W,) indices, int64.
        share: (W,) how much each window counts, e.g. 1 / windows of its clip.
        l2: of the pull.
    """
    n_systems, _, n_scenes = logits.shape
    said, share = logits.double(), share.double() / share.double().sum()
    weights = torch.full((n_systems,), 1 / n_systems, dtype=torch.float64, device=logits.device)
    biases = torch.zeros(n_scenes, dtype=torch.float64, device=logits.device)
    start, free = weights.clone(), [weights.requires_grad_(), biases.requires_grad_()]
    optimizer = torch.optim.LBFGS(
        free, max_iter=MAX_STEPS, tolerance_grad=1e-9, tolerance_change=1e-14,
        line_search_fn="strong_wolfe",
    )  # fmt: skip

    def cost() -> Tensor:
        optimizer.zero_grad()
        fused = torch.tensordot(weights, said, dims=1) + biases
        value = (share * F.cross_entropy(fused, scene, reduction="none")).sum()
        value = value + l2 * ((weights - start).square().sum() + biases.square().sum())
        value.backward()
        return value

    optimizer.step(cost)
    return Fusion(tuple(weights.tolist()), tuple(biases.tolist()))


def cross_fitted(
    logits: Tensor, scene: Tensor, share: Tensor, fold: Indices, *, l2: float
) -> Tensor:
    """What fusion would say about windows it was not fitted on: (S, W, K) -> (W, K).

    Args:
        logits: (S, W, K).
        scene: (W,) indices, int64.
        share: (W,) how much each window counts.
        fold: (W,) every fold is fused by what was fitted on the others.
        l2: as in ``fit_fusion``.
    """
    fused = torch.empty_like(logits[0])
    for number in np.unique(fold):
        inside = torch.from_numpy(fold == number).to(logits.device)
        fitted = fit_fusion(logits[:, ~inside], scene[~inside], share[~inside], l2=l2)
        fused[inside] = fitted(logits[:, inside])
    return fused
