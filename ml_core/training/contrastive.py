"""Losses that shape an embedding: windows of like scenes together, others apart.

One loss over weighted pairs; what differs between the published variants is only how much a
pair weighs. Letters: B windows, D size of the projection, K scenes, V views of every window.
"""

from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ml_core.training.checkpoint import load_tensors, save_tensors

PROJECTION = "projection.safetensors"  # in the checkpoint of a run that was taught by contrast


class Projection(nn.Module):
    """What contrastive losses act on: linear, ReLU, linear, unit length (SupCon, section 3.2).

    The hidden layer is as wide as the embedding: a reconstruction, ContrastASC (arXiv
    2510.03728) says no more than two layers.

    Args:
        embedding_size: of what goes in.
        size: of what comes out.
    """

    def __init__(self, embedding_size: int, size: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(embedding_size, embedding_size)
        self.out = nn.Linear(embedding_size, size)

    def forward(self, embedding: Tensor) -> Tensor:
        """(B, embedding_size) -> (B, size), each of length 1."""
        # cosines are divided by a small temperature: half precision would be heard
        with torch.autocast(embedding.device.type, enabled=False):
            return F.normalize(self.out(F.relu(self.hidden(embedding.float()))), dim=1)


def save_projection(run: Path, projection: Projection) -> None:
    """Keep a run's projection beside its network."""
    save_tensors(run / "checkpoint" / PROJECTION, projection.state_dict())


def load_projection(run: Path) -> Projection | None:
    """The projection of a finished run, frozen and in eval mode on the CPU; None if it has none.

    Raises:
        CheckpointError: the file is damaged.
    """
    path = run / "checkpoint" / PROJECTION
    if not path.is_file():
        return None
    tensors, _ = load_tensors(path)
    size, embedding_size = tensors["out.weight"].shape
    projection = Projection(embedding_size, size)
    projection.load_state_dict(tensors)
    return projection.requires_grad_(False).eval()


def pair_loss(
    projected: Tensor, weights: Tensor, *, temperature: float, normalised: bool = True
) -> Tensor:
    """How badly each window finds its pairs among all others (methods 4.1).

    L = -(1/B) sum_i (1/sum_{k!=i} w_ik) sum_{k!=i} w_ik [s_ik - log sum_{a!=i} exp(s_ia)] with
    s_ik = <z_i, z_k> / temperature. The normalisation is a reconstruction; with weights 0 and 1
    it is SupCon's L_out (arXiv 2004.11362, equation 2).

    Args:
        projected: (B, D), each of length 1.
        weights: (B, B), not negative; the diagonal is not looked at. A window whose row is zero
            adds 0 and one whose column is zero attracts nobody, yet both are still among those
            that the others are told apart from.
        temperature: divides the cosines.
        normalised: whether every window's weights are first scaled to the sum 1.

    Returns:
        () scalar, a mean over all B.
    """
    with torch.autocast(projected.device.type, enabled=False):
        z = projected.to(torch.promote_types(projected.dtype, torch.float32))
        cosines = z @ z.T / temperature
        itself = torch.eye(len(z), dtype=torch.bool, device=z.device)
        # not -inf: a window that is alone would turn into nan
        others = cosines.masked_fill(itself, torch.finfo(z.dtype).min)
        log_share = cosines - others.logsumexp(dim=1, keepdim=True)
        pairs = weights.to(z.dtype).masked_fill(itself, 0.0)
        if normalised:
            total = pairs.sum(dim=1, keepdim=True)
            pairs = pairs / total.where(total > 0, torch.ones_like(total))
        return -(pairs * log_share).sum() / len(z)


def supcon(projected: Tensor, scene: Tensor, *, temperature: float) -> Tensor:
    """Supervised contrastive loss, L_out with base_temperature = temperature (arXiv 2004.11362).

    Args:
        projected: (B, V, D), each of length 1: V views of every window, which are pairs too.
        scene: (B,) indices, int64; -1 where there is none: such a window is no pair of any other.
        temperature: divides the cosines.

    Returns:
        () scalar; a window without a pair adds 0.
    """
    n_views = projected.shape[1]
    views = projected.transpose(0, 1).flatten(0, 1)  # (V * B, D)
    repeated = scene.repeat(n_views)
    alike = (repeated.unsqueeze(1) == repeated) & (repeated >= 0)
    return pair_loss(views, alike, temperature=temperature)


def soft_supcon(
    projected: Tensor, labels: Tensor, *, temperature: float, normalised: bool = True
) -> Tensor:
    """Soft-SupCon: a pair weighs <y_i, y_k> (ContrastASC, arXiv 2510.03728; methods 4.1).

    Equals ``supcon`` where the labels are one-hot, and follows mixup where they are mixed.

    Args:
        projected: (B, D), each of length 1.
        labels: (B, K) share of every scene; zeros where there is none.
        temperature: divides the cosines.
        normalised: as in ``pair_loss``.

    Returns:
        () scalar; a window without a pair adds 0.
    """
    weights = labels @ labels.T
    return pair_loss(projected, weights, temperature=temperature, normalised=normalised)


def jaccard_supcon(projected: Tensor, labels: Tensor, *, temperature: float) -> Tensor:
    """SupCon for windows with several scenes: a pair weighs the overlap of their scenes.

    After AudioConFit (arXiv 2309.11895), whose equation is a reconstruction (methods 9).

    Args:
        projected: (B, D), each of length 1.
        labels: (B, K) 1 for every scene of a window, else 0, or shares of scenes after mixup.
        temperature: divides the cosines.

    Returns:
        () scalar; a window without a pair adds 0.
    """
    return pair_loss(projected, jaccard(labels), temperature=temperature)


def jaccard(labels: Tensor) -> Tensor:
    """Scenes in common / scenes of either, for all pairs: (B, K) -> (B, B); 0 where there are none.

    For shares of scenes it is sum min(y_i, y_k) / sum max(y_i, y_k), its usual generalisation.
    """
    total = labels.sum(dim=1)
    total = total.unsqueeze(1) + total
    apart = torch.cdist(labels, labels, p=1)  # sum max - sum min, without (B, B, K) in memory
    return (total - apart) / (total + apart).clamp(min=torch.finfo(labels.dtype).tiny)
