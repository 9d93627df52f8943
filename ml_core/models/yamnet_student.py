"""A student that begins as its teacher does: YAMNet's first layers and a small tail.

The first layers of a network trained on two million recordings hold what all sounds share and
cost few parameters; the last ones hold most parameters and what only AudioSet asks for. So a
student takes the first over and learns a tail of its own. No published system: the idea is
layer-wise initialisation of students (Sanh et al., DistilBERT, arXiv 1910.01108), the layers are
those of YAMNet (``models/yamnet.py``), and tests/benchmarks/esc10.py measures what it brings.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ml_core.models.blocks import conv_norm, initialise_convolutions
from ml_core.models.heads import build_head
from ml_core.models.output import Output
from ml_core.models.yamnet import STRIDES, WIDTHS, YAMNet


class FoldedSeparable(nn.Module):
    """YAMNet's depthwise 3x3 and pointwise 1x1, with biases where it had batch norms.

    Padded evenly on all sides: at stride 2 YAMNet's own grid lies one band and one frame off,
    which the first epoch makes up for, and even padding has integer kernels everywhere.
    """

    def __init__(self, channels_in: int, channels_out: int, stride: int) -> None:
        super().__init__()
        self.depthwise = nn.Conv2d(
            channels_in, channels_in, 3, stride, padding=1, groups=channels_in
        )
        self.pointwise = nn.Conv2d(channels_in, channels_out, 1)

    def forward(self, x: Tensor) -> Tensor:
        """(B, C_in, F, T) -> (B, C_out, F / stride, T / stride), rounded up."""
        return F.relu(self.pointwise(F.relu(self.depthwise(x))))


class FirstLayers(nn.Module):
    """YAMNet's stem and its first blocks, over (band, frame) instead of (frame, band)."""

    def __init__(self, n_blocks: int) -> None:
        super().__init__()
        widths = (32, *WIDTHS[:n_blocks])
        self.stem = nn.Conv2d(1, 32, 3, stride=2, padding=1)
        self.blocks = nn.Sequential(
            *(
                FoldedSeparable(*sizes)
                for sizes in zip(widths[:-1], widths[1:], STRIDES[:n_blocks], strict=True)
            )
        )

    def forward(self, x: Tensor) -> Tensor:
        """(B, 1, F, T) -> (B, C, f, t)."""
        return self.blocks(F.relu(self.stem(x)))


class YAMNetStudent(nn.Module):
    """YAMNet's first layers, then two separable layers of its own; it answers with both.

    The embedding is the mean of what the tail makes followed by the mean of what the first layers
    make. The second part was learnt from far more sounds than a student's training has, and tells
    scenes apart that were never trained: a tail alone takes a fifth of the few-shot accuracy.

    Args:
        n_scenes: K.
        n_blocks: of YAMNet's separable blocks that are taken over.
        narrow: channels in the middle of the tail.
        wide: channels at its end.
        head: a name of ``recipes.stages.Head``.
    """

    inherited_prefix = "first."  # parameters that come from the teacher and learn gently

    def __init__(
        self, n_scenes: int, *, n_blocks: int, narrow: int, wide: int, head: str = "cosine"
    ) -> None:
        super().__init__()
        self.first = FirstLayers(n_blocks)
        width = WIDTHS[n_blocks - 1]
        self.tail = nn.Sequential(
            conv_norm(width, width, 3, stride=(2, 2), groups=width),
            conv_norm(width, narrow, 1),
            conv_norm(narrow, narrow, 3, groups=narrow),
            conv_norm(narrow, wide, 1),
        )
        initialise_convolutions(self)
        self.embedding_size = wide + width
        self.head = build_head(head, self.embedding_size, n_scenes)

    def inherit(self, teacher: nn.Module) -> bool:
        """Take the first layers over from a YAMNet; False, and no change, from another teacher."""
        if not isinstance(teacher, YAMNet):
            return False
        with torch.no_grad():
            for name, own in self.first.state_dict().items():
                theirs = teacher.state_dict()[name]
                own.copy_(theirs.transpose(2, 3) if theirs.ndim == 4 else theirs)
        return True

    def forward(self, log_mel: Tensor) -> Output:
        """(B, 1, F, T) -> embedding (B, D), logits (B, K)."""
        first = self.first(log_mel)
        means = [maps.mean(dim=(2, 3)) for maps in (self.tail(first), first)]
        return self.head(torch.cat(means, dim=1)[..., None, None])  # heads take maps
