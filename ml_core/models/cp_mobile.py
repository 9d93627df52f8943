"""CP-Mobile: the small student (Schmid et al., DCASE 2023; baseline of DCASE 2024 and 2025)."""

from collections.abc import Mapping

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ml_core.models.blocks import conv_norm, initialise_convolutions, make_divisible
from ml_core.models.heads import build_head
from ml_core.models.output import Output

BLOCKS_PER_STAGE = (3, 2, 1)
# Blocks are numbered from 1; those not named keep the size.
STRIDES_2023: Mapping[int, tuple[int, int]] = {2: (2, 2), 4: (2, 1)}
STRIDES_2024: Mapping[int, tuple[int, int]] = {3: (1, 2), 4: (2, 1)}


class GlobalResponseNorm(nn.Module):
    """Lets channels compete by their energy (ConvNeXt V2), with one gain and one offset.

    Per sample, so it stays in float when the network becomes int8.
    """

    def __init__(self) -> None:
        super().__init__()
        self.gamma = nn.Parameter(torch.zeros(1))
        self.beta = nn.Parameter(torch.zeros(1))

    def forward(self, x: Tensor) -> Tensor:
        """(B, C, F, T) -> the same shape."""
        energy = torch.linalg.vector_norm(x, dim=(2, 3), keepdim=True)
        relative = energy / (energy.mean(dim=1, keepdim=True) + 1e-6)
        # gamma * (x * relative) + beta + x with half as many passes over the maps
        return x * (1 + self.gamma * relative) + self.beta


class InvertedBottleneck(nn.Module):
    """Expand 1x1, filter 3x3 per channel, project 1x1; a shortcut if the channels agree."""

    def __init__(
        self,
        channels_in: int,
        channels_out: int,
        *,
        expansion: float,
        stride: tuple[int, int],
        grn: bool,
    ) -> None:
        super().__init__()
        hidden = make_divisible(channels_in * expansion)
        self.expand = conv_norm(channels_in, hidden, 1)
        self.filter = conv_norm(hidden, hidden, 3, stride=stride, groups=hidden)
        self.project = conv_norm(hidden, channels_out, 1, relu=False)
        self.has_shortcut = channels_in == channels_out
        shrinks = self.has_shortcut and stride != (1, 1)
        self.shortcut = nn.AvgPool2d(3, stride, padding=1) if shrinks else nn.Identity()
        self.norm = GlobalResponseNorm() if grn else nn.Identity()

    def forward(self, x: Tensor) -> Tensor:
        """(B, C_in, F, T) -> (B, C_out, F / stride, T / stride)."""
        y = self.project(self.filter(self.expand(x)))
        if self.has_shortcut:
            y = self.shortcut(x) + y
        return F.relu(self.norm(y))


class CPMobile(nn.Module):
    """Two stride-2 convolutions, six inverted bottlenecks, a head.

    Args:
        n_scenes: K.
        base: channels of the stem and of the first stage, made divisible by 8.
        multiplier: how much wider each further stage is.
        expansion: how much wider a block is inside.
        grn: global response normalisation in every block (2023), or none (2024).
        strides: stride of each block that shrinks its input, by block number from 1.
        head: "cosine" or "published".
    """

    def __init__(
        self,
        n_scenes: int,
        *,
        base: int,
        multiplier: float,
        expansion: float,
        grn: bool = True,
        strides: Mapping[int, tuple[int, int]] = STRIDES_2023,
        head: str = "cosine",
    ) -> None:
        super().__init__()
        base = make_divisible(base)
        widths = [make_divisible(base * multiplier**stage) for stage in range(3)]
        channels_out = [
            width for width, n in zip(widths, BLOCKS_PER_STAGE, strict=True) for _ in range(n)
        ]
        self.stem = nn.Sequential(
            conv_norm(1, base // 4, 3, stride=(2, 2)),
            conv_norm(base // 4, widths[0], 3, stride=(2, 2)),
        )
        self.blocks = nn.Sequential(
            *(
                InvertedBottleneck(
                    channels_in, channels, expansion=expansion,
                    stride=strides.get(number, (1, 1)), grn=grn,
                )
                for number, (channels_in, channels) in enumerate(
                    zip([widths[0], *channels_out], channels_out, strict=False), start=1
                )
            )
        )  # fmt: skip
        initialise_convolutions(self)
        self.head = build_head(head, channels_out[-1], n_scenes)
        self.embedding_size = channels_out[-1]

    def forward(self, log_mel: Tensor) -> Output:
        """(B, 1, F, T) -> embedding (B, D), logits (B, K)."""
        return self.head(self.blocks(self.stem(log_mel)))
