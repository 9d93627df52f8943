"""Plain 3x3 convolutions: the student for few recordings and no teacher.

Without shortcuts, bottlenecks or norms of single windows; every layer is an integer convolution
once the network is int8. After VGG (Simonyan and Zisserman, arXiv 1409.1556) in the manner of
small audio networks such as ACDNet (arXiv 2103.03483), which learn from a few hundred recordings.
"""

from collections.abc import Sequence
from itertools import pairwise

from torch import Tensor, nn

from ml_core.models.blocks import conv_norm, initialise_convolutions
from ml_core.models.heads import build_head
from ml_core.models.output import Output


class PlainCNN(nn.Module):
    """A 5x5 convolution of stride 2, then 3x3 convolutions with a pooling after every second.

    Args:
        n_scenes: K.
        widths: channels of each convolution; the last is the size of the embedding.
        head: a name of ``recipes.stages.Head``.
    """

    def __init__(self, n_scenes: int, *, widths: Sequence[int], head: str = "cosine") -> None:
        super().__init__()
        layers: list[nn.Module] = [conv_norm(1, widths[0], 5, stride=(2, 2))]
        for number, channels in enumerate(pairwise(widths)):
            layers.append(conv_norm(*channels, 3))
            if number % 2 == 0:
                layers.append(nn.MaxPool2d(2))
        self.layers = nn.Sequential(*layers)
        initialise_convolutions(self)
        self.head = build_head(head, widths[-1], n_scenes)
        self.embedding_size = widths[-1]

    def forward(self, log_mel: Tensor) -> Output:
        """(B, 1, F, T) -> embedding (B, D), logits (B, K)."""
        return self.head(self.layers(log_mel))
