"""CP-ResNet: the receptive-field-limited teacher (Koutini et al.; Schmid et al., DCASE 2023)."""

import math

import torch.nn.functional as F
from torch import Tensor, nn

from ml_core.models.blocks import conv_norm, initialise_convolutions
from ml_core.models.heads import build_head
from ml_core.models.output import Output

WIDTHS = (32, 64, 92)
GROUPS = (1, 2, 1)
# Kernels of both convolutions of every block, by stage; they hold the receptive field at rho 8.
KERNELS = (((3, 1), (3, 3)), ((3, 3),), ((3, 1),))


class BasicBlock(nn.Module):
    """Two convolutions and a shortcut, which is a 1x1 convolution where channels change."""

    def __init__(
        self, channels_in: int, channels_out: int, kernels: tuple[int, int], *, groups: int
    ) -> None:
        super().__init__()
        first, second = kernels
        self.first = conv_norm(channels_in, channels_out, first, padding=first // 3, groups=groups)
        self.second = conv_norm(
            channels_out, channels_out, second, padding=second // 3, groups=groups, relu=False
        )
        self.shortcut = (
            nn.Identity()
            if channels_in == channels_out
            else conv_norm(channels_in, channels_out, 1, groups=groups, relu=False)
        )

    def forward(self, x: Tensor) -> Tensor:
        """(B, C_in, F, T) -> (B, C_out, F, T)."""
        return F.relu(self.shortcut(x) + self.second(self.first(x)))


class CPResNet128K(nn.Module):
    """CP-ResNet with 128 thousand parameters (rho 8).

    Args:
        n_scenes: K.
        head: "cosine" or "published".
    """

    def __init__(self, n_scenes: int, *, head: str = "published") -> None:
        super().__init__()
        self.stem = conv_norm(1, WIDTHS[0], 5, stride=(2, 2), padding=1)
        parts: list[nn.Module] = [nn.MaxPool2d(2)]
        channels_in = WIDTHS[0]
        for stage, stage_kernels in enumerate(KERNELS):
            for kernels in stage_kernels:
                block = BasicBlock(channels_in, WIDTHS[stage], kernels, groups=GROUPS[stage])
                # every block of the first stage is followed by halving the bands
                parts += [block, nn.MaxPool2d((2, 1))] if stage == 0 else [block]
                channels_in = WIDTHS[stage]
        self.blocks = nn.Sequential(*parts)
        self._initialise()
        self.head = build_head(head, channels_in, n_scenes)
        self.embedding_size = channels_in

    def _initialise(self) -> None:
        """He initialisation, then Fixup: blocks start as their shortcut."""
        initialise_convolutions(self, "fan_in")
        blocks = [part for part in self.blocks if isinstance(part, BasicBlock)]
        for block in blocks:
            weight = block.first.get_parameter("0.weight")
            n_outputs = weight.shape[0] * weight.shape[2] * weight.shape[3]
            nn.init.normal_(weight, std=math.sqrt(2 / (n_outputs * len(blocks))))
            nn.init.zeros_(block.second.get_parameter("0.weight"))

    def forward(self, log_mel: Tensor) -> Output:
        """(B, 1, F, T) -> embedding (B, D), logits (B, K)."""
        return self.head(self.blocks(self.stem(log_mel)))
