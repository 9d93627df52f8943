"""CP-ResNet: residual networks whose receptive field is held small, as teachers.

Koutini et al. ("Receptive field regularization techniques for audio classification", 2021); the
128-thousand version of Schmid et al. (DCASE 2023 Task 1), the full one of Morocutti et al.
("Device-robust acoustic scene classification via impulse response augmentation", 2023).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import torch.nn.functional as F
from torch import Tensor, nn

from ml_core.models.blocks import conv_norm, initialise_convolutions
from ml_core.models.heads import build_head
from ml_core.models.output import Output


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The size of a CP-ResNet.

    ``rho`` says how many of the convolutions see more than one bin, counted along the network
    as if every stage had ``grid`` blocks: after the first block (3x3, 1x1) the next
    ``rho + (2 grid - 1) - rho_0`` kernels are 3x3 and all later ones 1x1.
    """

    widths: tuple[int, int, int]
    n_blocks: tuple[int, int, int]  # of the stages
    groups: tuple[int, int, int]  # channels in each group see only each other
    pools: Mapping[int, tuple[int, int]]  # max pooling after so many blocks of the first stage
    rho: int
    grid: int  # blocks of a stage for which the authors' formula is written
    rho_0: int  # where the first stage and the first kernel after it are 3x3, no other

    def kernels(self) -> list[list[tuple[int, int]]]:
        """Both kernels of every block, by stage."""
        n_wide = self.rho - self.rho_0 + 2 * self.grid - 1
        line = [3, 1] + [3 if i < n_wide else 1 for i in range(6 * self.grid - 2)]
        pairs = list(zip(line[::2], line[1::2], strict=True))
        return [pairs[s * self.grid :][:n] for s, n in enumerate(self.n_blocks)]


LOW_COMPLEXITY = Shape(
    widths=(32, 64, 92), n_blocks=(2, 1, 1), groups=(1, 2, 1),
    pools={0: (2, 2), 1: (2, 1), 2: (2, 1)}, rho=8, grid=2, rho_0=4,
)  # fmt: skip
FULL = Shape(
    widths=(128, 256, 512), n_blocks=(4, 4, 4), groups=(1, 1, 1), pools={1: (2, 1)},
    rho=7, grid=4, rho_0=7,
)  # fmt: skip


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


class CPResNet(nn.Module):
    """CP-ResNet of any size.

    Args:
        n_scenes: K.
        shape: ``LOW_COMPLEXITY``, ``FULL`` or another.
        head: "cosine" or "published".
    """

    def __init__(self, n_scenes: int, shape: Shape, *, head: str = "published") -> None:
        super().__init__()
        self.stem = conv_norm(1, shape.widths[0], 5, stride=(2, 2), padding=1)
        self.blocks = nn.Sequential(*_parts(shape))
        self._initialise()
        self.embedding_size = shape.widths[-1]
        self.head = build_head(head, self.embedding_size, n_scenes)

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


def _parts(shape: Shape) -> list[nn.Module]:
    """Blocks and poolings in the order in which they act."""
    parts: list[nn.Module] = [nn.MaxPool2d(shape.pools[0])] if 0 in shape.pools else []
    channels = shape.widths[0]
    for stage, stage_kernels in enumerate(shape.kernels()):
        for number, kernels in enumerate(stage_kernels, 1):
            width, groups = shape.widths[stage], shape.groups[stage]
            parts.append(BasicBlock(channels, width, kernels, groups=groups))
            channels = width
            if stage == 0 and number in shape.pools:
                parts.append(nn.MaxPool2d(shape.pools[number]))
    return parts


def block_places(shape: Shape) -> dict[tuple[int, int], int]:
    """Where block B of stage S, both counted from 1 as the authors do, stands in ``blocks``."""
    places, place = {}, int(0 in shape.pools)
    for stage, n_blocks in enumerate(shape.n_blocks, 1):
        for number in range(1, n_blocks + 1):
            places[stage, number] = place
            place += 1 + (stage == 1 and number in shape.pools)
    return places
