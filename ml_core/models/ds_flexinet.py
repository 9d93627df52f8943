"""DS-FlexiNet: depthwise-separable blocks with residual normalisation (Chen et al., 2412.20722).

A reconstruction. The paper tells the kinds of layers, not their layout; this is the layout that
comes nearest to all four published pairs of parameters and MACs among some 150,000 searched.
Distance to the published figures (parameters; MACs of convolutions and the linear layer): sm1
-0.20 %, +0.11 %; sm2 -0.26 %, -0.20 %; sm3 +0.34 %, +0.07 %; sm4 -0.12 %, +0.06 %.
"""

from collections.abc import Mapping
from typing import Literal

import torch.nn.functional as F
from torch import Tensor, nn

from ml_core.errors import RecipeError
from ml_core.models.blocks import conv_norm, initialise_convolutions
from ml_core.models.heads import LinearHead, build_head
from ml_core.models.output import Output
from ml_core.models.residual_norm import ResidualNorm, ResNorm

NormName = Literal["rn", "batchnorm", "resnorm"]
BLOCKS_PER_STAGE = (2, 1, 1)
# Width of the stem and of the three stages.
WIDTHS: Mapping[str, tuple[int, int, int]] = {
    "sm1": (16, 40, 56),
    "sm2": (24, 60, 96),
    "sm3": (32, 88, 120),
    "sm4": (40, 136, 236),
}


def build_norm(name: str, channels: int) -> nn.Module:
    """The normalisation at the end of a block: the paper's, or one of its ablations.

    Raises:
        RecipeError: there is no such normalisation.
    """
    if name == "rn":
        return ResidualNorm(channels)
    if name == "batchnorm":
        return nn.BatchNorm2d(channels)
    if name == "resnorm":
        return ResNorm()
    raise RecipeError(
        f'DS-FlexiNet has no normalisation "{name}".', hint="Choose rn, batchnorm or resnorm."
    )


class FlexiBlock(nn.Module):
    """1x1, depthwise 3x3, 1x1, a shortcut, residual normalisation (reconstruction).

    The shortcut is a 1x1 convolution where channels or size change.
    """

    def __init__(
        self, channels_in: int, channels_out: int, *, stride: tuple[int, int], norm: str
    ) -> None:
        super().__init__()
        self.enter = conv_norm(channels_in, channels_in, 1)
        self.filter = conv_norm(channels_in, channels_in, 3, stride=stride, groups=channels_in)
        self.leave = conv_norm(channels_in, channels_out, 1, relu=False)
        keeps_shape = channels_in == channels_out and stride == (1, 1)
        self.shortcut = (
            nn.Identity()
            if keeps_shape
            else conv_norm(channels_in, channels_out, 1, stride=stride, relu=False)
        )
        self.norm = build_norm(norm, channels_out)

    def forward(self, x: Tensor) -> Tensor:
        """(B, C_in, F, T) -> (B, C_out, F / stride, T / stride)."""
        y = self.leave(self.filter(self.enter(x)))
        return F.relu(self.norm(self.shortcut(x) + y))


class DSFlexiNet(nn.Module):
    """Two stride-2 convolutions, three stages of 2, 1 and 1 blocks that halve the map, a head.

    Args:
        n_scenes: K.
        widths: channels of the three stages; the stem has those of the first.
        norm: "rn" is the paper's; "batchnorm" and "resnorm" are its ablations.
        head: "published" (mean, linear layer) or a cosine head.

    Raises:
        RecipeError: there is no such normalisation or head.
    """

    def __init__(
        self,
        n_scenes: int,
        *,
        widths: tuple[int, int, int] = WIDTHS["sm1"],
        norm: NormName = "rn",
        head: str = "published",
    ) -> None:
        super().__init__()
        channels = widths[0]
        self.stem = nn.Sequential(
            conv_norm(1, channels, 3, stride=(2, 2)),
            conv_norm(channels, channels, 3, stride=(2, 2)),
        )
        blocks = []
        for width, n_blocks in zip(widths, BLOCKS_PER_STAGE, strict=True):
            for number in range(n_blocks):
                stride = (2, 2) if number == 0 else (1, 1)
                blocks.append(FlexiBlock(channels, width, stride=stride, norm=norm))
                channels = width
        self.blocks = nn.Sequential(*blocks)
        initialise_convolutions(self)
        self.head = build_head(head, channels, n_scenes, published=LinearHead)
        self.embedding_size = channels

    def forward(self, log_mel: Tensor) -> Output:
        """(B, 1, F, T) -> embedding (B, D), logits (B, K)."""
        return self.head(self.blocks(self.stem(log_mel)))
