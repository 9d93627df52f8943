"""YAMNet: MobileNet-v1 trained on AudioSet, the pre-trained teacher that fits a laptop."""

import torch.nn.functional as F
from torch import Tensor, nn

from ml_core.models.output import Output

PATCH = 96  # frames, 0.96 s
PATCH_HOP = 48  # frames
N_AUDIOSET = 521
WIDTHS = (64, 128, 128, 256, 256, 512, 512, 512, 512, 512, 512, 1024, 1024)
STRIDES = (1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1)


class SameConv(nn.Conv2d):
    """3x3 convolution padded as TensorFlow's SAME: at stride 2 the odd zero comes *after*.

    Assumes an even size at stride 2, which PATCH x 64 keeps down to 3 x 2.
    """

    def __init__(self, channels_in: int, channels_out: int, stride: int, groups: int = 1) -> None:
        padding = 1 if stride == 1 else 0
        super().__init__(channels_in, channels_out, 3, stride, padding, groups=groups)

    def forward(self, x: Tensor) -> Tensor:
        """(B, C_in, T, F) -> (B, C_out, T / stride, F / stride)."""
        if self.stride == (2, 2):
            x = F.pad(x, (0, 1, 0, 1))
        return super().forward(x)


class Separable(nn.Module):
    """Depthwise 3x3, then pointwise 1x1, each followed by ReLU."""

    def __init__(self, channels_in: int, channels_out: int, stride: int) -> None:
        super().__init__()
        self.depthwise = SameConv(channels_in, channels_in, stride, groups=channels_in)
        self.pointwise = nn.Conv2d(channels_in, channels_out, 1)

    def forward(self, x: Tensor) -> Tensor:
        """(B, C_in, T, F) -> (B, C_out, T / stride, F / stride)."""
        # in place: a fifth of the time goes into writing activations
        return F.relu_(self.pointwise(F.relu_(self.depthwise(x))))


class YAMNet(nn.Module):
    """The AudioSet network with batch normalisation folded into biases.

    Args:
        n_scenes: outputs of the linear classifier; 521 takes the published one as well.
    """

    embedding_size = WIDTHS[-1]

    def __init__(self, n_scenes: int = N_AUDIOSET) -> None:
        super().__init__()
        self.stem = SameConv(1, 32, stride=2)
        self.blocks = nn.Sequential(
            *(Separable(*sizes) for sizes in zip((32, *WIDTHS[:-1]), WIDTHS, STRIDES, strict=True))
        )
        self.classifier = nn.Linear(self.embedding_size, n_scenes)

    def forward(self, log_mel: Tensor) -> Output:
        """(B, 1, 64, T) with T >= 96 -> embedding (B, 1024), logits (B, K).

        Longer inputs are cut into patches every 48 frames; the embedding is their mean.
        """
        patches = log_mel.transpose(2, 3).unfold(2, PATCH, PATCH_HOP)  # (B, 1, P, 64, 96)
        n_clips, _, n_patches, n_bands, _ = patches.shape
        x = patches.transpose(3, 4).reshape(n_clips * n_patches, 1, PATCH, n_bands)
        pooled = self.blocks(F.relu_(self.stem(x))).mean(dim=(2, 3))
        embedding = pooled.view(n_clips, n_patches, -1).mean(dim=1)
        return Output(embedding, self.classifier(embedding))
