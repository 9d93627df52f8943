"""The last step of a network: features (B, C, F, T) to embedding and logits."""

from collections.abc import Callable
from typing import Literal, get_args

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ml_core.errors import RecipeError
from ml_core.models.output import Output

HeadName = Literal["cosine", "cosine-batchnorm", "cosine-plain", "published"]
COSINE_SCALE = 56.0  # gamma of ContrastASC


class CosineClassifier(nn.Module):
    """Compares directions: COSINE_SCALE * cos(x, w) for one learnt w per scene."""

    def __init__(self, channels: int, n_scenes: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(nn.init.xavier_normal_(torch.empty(n_scenes, channels)))

    def forward(self, x: Tensor) -> Tensor:
        """(B, C) -> (B, K)."""
        cosine = F.linear(F.normalize(x, dim=1), F.normalize(self.weight, dim=1))
        return COSINE_SCALE * cosine


class CosineHead(nn.Module):
    """Pool, normalise, compare with one direction per scene (ContrastASC, arXiv 2510.03728).

    The embedding is taken before the normalisation: few-shot enrolment is better there.

    Args:
        channels: C.
        n_scenes: K.
        norm: of the embedding, before it is compared. LayerNorm is the paper's; batch norm and
            none are its ablations.
    """

    def __init__(self, channels: int, n_scenes: int, norm: nn.Module) -> None:
        super().__init__()
        self.norm = norm
        self.classifier = CosineClassifier(channels, n_scenes)

    def forward(self, features: Tensor) -> Output:
        """(B, C, F, T) -> embedding (B, C), logits (B, K)."""
        embedding = features.mean(dim=(2, 3))
        return Output(embedding, self.classifier(self.norm(embedding)))


class PublishedHead(nn.Module):
    """1x1 convolution, batch norm, global average: CP-Mobile's and CP-ResNet's own."""

    def __init__(self, channels: int, n_scenes: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(channels, n_scenes, 1, bias=False)
        self.norm = nn.BatchNorm2d(n_scenes)

    def forward(self, features: Tensor) -> Output:
        """(B, C, F, T) -> embedding (B, C), logits (B, K)."""
        logits = self.norm(self.conv(features)).mean(dim=(2, 3))
        return Output(features.mean(dim=(2, 3)), logits)


class ConvHead(nn.Module):
    """1x1 convolution with bias, global average: TF-SepNet's own."""

    def __init__(self, channels: int, n_scenes: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(channels, n_scenes, 1)

    def forward(self, features: Tensor) -> Output:
        """(B, C, F, T) -> embedding (B, C), logits (B, K)."""
        return Output(features.mean(dim=(2, 3)), self.conv(features).mean(dim=(2, 3)))


class LinearHead(nn.Module):
    """Global average, linear layer with bias: DS-FlexiNet's own."""

    def __init__(self, channels: int, n_scenes: int) -> None:
        super().__init__()
        self.classifier = nn.Linear(channels, n_scenes)

    def forward(self, features: Tensor) -> Output:
        """(B, C, F, T) -> embedding (B, C), logits (B, K)."""
        embedding = features.mean(dim=(2, 3))
        return Output(embedding, self.classifier(embedding))


def build_head(
    name: str,
    channels: int,
    n_scenes: int,
    *,
    published: Callable[[int, int], nn.Module] = PublishedHead,
) -> nn.Module:
    """Build a head by its recipe name.

    Args:
        name: "published", or a cosine head by the normalisation in it.
        channels: C of the features.
        n_scenes: K.
        published: the network's own head, of (channels, n_scenes).

    Raises:
        RecipeError: there is no such head.
    """
    if name not in get_args(HeadName):
        raise RecipeError(
            f'No head is named "{name}".', hint=f"Choose from {', '.join(get_args(HeadName))}."
        )
    if name == "published":
        return published(channels, n_scenes)
    norms = {"cosine": nn.LayerNorm, "cosine-batchnorm": nn.BatchNorm1d}
    norm = norms[name](channels) if name in norms else nn.Identity()
    return CosineHead(channels, n_scenes, norm)


def build_classifier(name: str, channels: int, n_scenes: int) -> nn.Module:
    """What turns the embedding of a pre-trained network into logits, (B, C) -> (B, K).

    Args:
        name: "published" for a linear layer; every cosine head for its comparison alone.
        channels: C.
        n_scenes: K.

    Raises:
        RecipeError: there is no such head.
    """
    if name == "published":
        return nn.Linear(channels, n_scenes)
    head = build_head(name, channels, n_scenes)
    return head.get_submodule("classifier")
