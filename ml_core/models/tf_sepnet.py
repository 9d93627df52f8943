"""TF-SepNet: convolutions along bands and along frames, apart (Cai et al., arXiv 2408.14862)."""

from typing import Literal

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ml_core.errors import RecipeError
from ml_core.models.blocks import conv_norm
from ml_core.models.heads import ConvHead, build_head
from ml_core.models.output import Output
from ml_core.models.residual_norm import AdaResNorm, ResNorm

NormName = Literal["resnorm", "adaresnorm", "none"]
DROPOUT = 0.1
# Width of every block as a multiple of the base width, by stage; all but the last are pooled.
STAGES = ((1.0, 1.0), (1.5, 1.5), (2.0, 2.0), (2.5, 2.5, 2.5))


class TimeFrequencyConvolutions(nn.Module):
    """Half of the channels is filtered along bands, half along frames.

    Each half is filtered, averaged along the axis of its filter, mixed by a 1x1 convolution and
    added to what came in. The channels are shuffled first, so that every half hears both halves
    of the block before.
    """

    def __init__(self, channels_in: int, channels_out: int) -> None:
        super().__init__()
        half = channels_out // 2
        self.widen = (
            nn.Identity()
            if channels_in == channels_out
            else conv_norm(channels_in, channels_out, 1)
        )
        self.band_filter = conv_norm(half, half, (3, 1), groups=half)
        self.band_mix = conv_norm(half, half, 1)
        self.frame_filter = conv_norm(half, half, (1, 3), groups=half)
        self.frame_mix = conv_norm(half, half, 1)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, x: Tensor) -> Tensor:
        """(B, C_in, F, T) -> (B, C_out, F, T)."""
        x = self.widen(x)
        # the order 0, h, 1, h + 1, ... with h half of the channels
        shuffled = F.channel_shuffle(x, 2)
        bands, frames = shuffled.chunk(2, dim=1)
        along_bands = self.band_filter(bands).mean(dim=2, keepdim=True)
        along_frames = self.frame_filter(frames).mean(dim=3, keepdim=True)
        return torch.cat(
            [
                bands + self.dropout(self.band_mix(along_bands)),
                frames + self.dropout(self.frame_mix(along_frames)),
            ],
            dim=1,
        )


def build_norm(name: str, channels: int) -> nn.Module:
    """The normalisation between the stages, by its name.

    Raises:
        RecipeError: there is no such normalisation.
    """
    if name == "resnorm":
        return ResNorm()
    if name == "adaresnorm":
        return AdaResNorm(channels)
    if name == "none":
        return nn.Identity()
    raise RecipeError(
        f'TF-SepNet has no normalisation "{name}".', hint="Choose resnorm, adaresnorm or none."
    )


class TFSepNet(nn.Module):
    """Two stride-2 convolutions, nine time-frequency blocks in four stages, a head.

    The layers are those of the authors' implementation, in its order.

    Args:
        n_scenes: K.
        base: channels of the first stage, a multiple of 4; 64 is published.
        depth: 17 pools before the last stage, 16 does not.
        norm: what normalises before the first and after every stage.
        head: "published" or a cosine head.

    Raises:
        RecipeError: a size or name is not one of these.
    """

    def __init__(
        self,
        n_scenes: int,
        *,
        base: int = 64,
        depth: int = 17,
        norm: NormName = "resnorm",
        head: str = "published",
    ) -> None:
        super().__init__()
        if base < 4 or base % 4 or depth not in (16, 17):
            raise RecipeError(
                f"TF-SepNet cannot have the width {base} and the depth {depth}.",
                hint="The width is a multiple of 4, the depth 16 or 17.",
            )
        self.stem = nn.Sequential(
            conv_norm(1, base // 2, 3, stride=(2, 2)),
            conv_norm(base // 2, 2 * base, 3, stride=(2, 2), groups=base // 2),
        )
        channels = 2 * base
        parts = [build_norm(norm, channels)]
        for number, multiples in enumerate(STAGES):
            for multiple in multiples:
                width = int(base * multiple)
                parts.append(TimeFrequencyConvolutions(channels, width))
                channels = width
            parts.append(build_norm(norm, channels))
            # the pooling that depth 16 leaves out is the one before the last stage
            if number < (3 if depth == 17 else 2):
                parts.append(nn.MaxPool2d(2))
        self.blocks = nn.Sequential(*parts)
        self.head = build_head(head, channels, n_scenes, published=ConvHead)
        self.embedding_size = channels

    def forward(self, log_mel: Tensor) -> Output:
        """(B, 1, F, T) -> embedding (B, D), logits (B, K)."""
        return self.head(self.blocks(self.stem(log_mel)))
