"""The last step of a network: features (B, C, F, T) to embedding and logits."""

from typing import Literal, get_args

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ml_core.errors import RecipeError
from ml_core.models.output import Output

HeadName = Literal["cosine", "published"]
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

    The embedding is taken before the LayerNorm: few-shot enrolment is better there.
    """

    def __init__(self, channels: int, n_scenes: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(channels)
        self.classifier = CosineClassifier(channels, n_scenes)

    def forward(self, features: Tensor) -> Output:
        """(B, C, F, T) -> embedding (B, C), logits (B, K)."""
        embedding = features.mean(dim=(2, 3))
        return Output(embedding, self.classifier(self.norm(embedding)))


class PublishedHead(nn.Module):
    """1x1 convolution, batch norm, global average: the head of the published networks."""

    def __init__(self, channels: int, n_scenes: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(channels, n_scenes, 1, bias=False)
        self.norm = nn.BatchNorm2d(n_scenes)

    def forward(self, features: Tensor) -> Output:
        """(B, C, F, T) -> embedding (B, C), logits (B, K)."""
        logits = self.norm(self.conv(features)).mean(dim=(2, 3))
        return Output(features.mean(dim=(2, 3)), logits)


def build_head(name: str, channels: int, n_scenes: int) -> nn.Module:
    """Build a head by its recipe name.

    Raises:
        RecipeError: there is no such head.
    """
    if name not in get_args(HeadName):
        raise RecipeError(
            f'No head is named "{name}".', hint=f"Choose from {', '.join(get_args(HeadName))}."
        )
    head = CosineHead if name == "cosine" else PublishedHead
    return head(channels, n_scenes)
