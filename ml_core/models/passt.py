"""PaSST: a vision transformer that hears only part of the patches in training (Koutini et al.).

"Efficient training of audio transformers with patchout", Interspeech 2022; here the variant
``passt_s_swa_p16_128_ap476`` of the DCASE systems: patches of 16 x 16 every 10 bins.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ml_core.errors import RecipeError
from ml_core.models.heads import build_classifier
from ml_core.models.output import Output

N_AUDIOSET = 527
_EPS = 1e-6  # of the LayerNorms within the transformer


class Attention(nn.Module):
    """Plain self-attention; query, key and value come from one linear layer."""

    def __init__(self, size: int, n_heads: int) -> None:
        super().__init__()
        self.n_heads = n_heads
        self.qkv, self.proj = nn.Linear(size, 3 * size), nn.Linear(size, size)

    def forward(self, x: Tensor) -> Tensor:
        """(B, N, D) -> (B, N, D)."""
        parts = self.qkv(x).unflatten(2, (3, self.n_heads, -1)).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(*parts.unbind(0))  # (B, H, N, D / H)
        return self.proj(mixed.transpose(1, 2).flatten(2))


class Block(nn.Module):
    """Attention and two linear layers, each behind a LayerNorm and added to what came in."""

    def __init__(self, size: int, n_heads: int) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(size, _EPS), nn.LayerNorm(size, _EPS)
        self.attn = Attention(size, n_heads)
        self.fc1, self.fc2 = nn.Linear(size, 4 * size), nn.Linear(4 * size, size)

    def forward(self, x: Tensor) -> Tensor:
        """(B, N, D) -> (B, N, D)."""
        x = x + self.attn(self.norm1(x))
        return x + self.fc2(F.gelu(self.fc1(self.norm2(x))))


class PaSST(nn.Module):
    """The transformer, its two extra tokens and a classifier of their mean.

    Patchout and the place in time that training gives a short clip are drawn from torch's own
    generator, one draw for the batch, so that ``torch.manual_seed`` before a step decides both.

    Args:
        n_scenes: K.
        size: D of a token.
        depth: blocks.
        n_heads: of the attention.
        patch: bands and frames of one.
        stride: bands and frames from one patch to the next.
        input_shape: (F, T) of the longest clip; later frames are not heard.
        patchout_bands: rows of patches left out in training.
        patchout_frames: columns of patches left out in training.
        head: "published" for LayerNorm and a linear classifier, else a cosine one.
    """

    def __init__(
        self,
        n_scenes: int = N_AUDIOSET,
        *,
        size: int = 768,
        depth: int = 12,
        n_heads: int = 12,
        patch: int = 16,
        stride: int = 10,
        input_shape: tuple[int, int] = (128, 998),
        patchout_bands: int = 0,
        patchout_frames: int = 0,
        head: str = "published",
    ) -> None:
        super().__init__()
        self.patchout_bands, self.patchout_frames = patchout_bands, patchout_frames
        self.embedding_size = size
        n_rows, n_columns = ((length - patch) // stride + 1 for length in input_shape)
        self.patches = nn.Conv2d(1, size, patch, stride=stride)
        self.cls_token = nn.Parameter(torch.empty(1, 1, size))
        self.dist_token = nn.Parameter(torch.empty(1, 1, size))
        self.token_position = nn.Parameter(torch.empty(1, 2, size))
        self.band_position = nn.Parameter(torch.empty(1, size, n_rows, 1))
        self.time_position = nn.Parameter(torch.empty(1, size, 1, n_columns))
        self.blocks = nn.Sequential(*(Block(size, n_heads) for _ in range(depth)))
        self.norm = nn.LayerNorm(size, _EPS)
        self._initialise()
        self.classifier = nn.Sequential(nn.LayerNorm(size), build_classifier(head, size, n_scenes))
        # Every published file has it and nothing uses it: kept, so that files stay whole.
        self.head_dist = nn.Linear(size, n_scenes).requires_grad_(False)

    def _initialise(self) -> None:
        for module in self.modules():
            if isinstance(module, nn.Linear):
                nn.init.trunc_normal_(module.weight, std=0.02)
                nn.init.zeros_(module.bias)
        for name, parameter in self.named_parameters(recurse=False):
            if name.endswith(("token", "position")):
                nn.init.trunc_normal_(parameter, std=0.02)

    def features(self, log_mel: Tensor) -> Tensor:
        """(B, 1, F, T) -> (B, D), the mean of both extra tokens after the transformer.

        Raises:
            ValueError: the bands are not those of ``input_shape``, or T is below a patch.
            RecipeError: patchout would leave no patch.
        """
        if log_mel.shape[3] < self.patches.kernel_size[1]:
            raise ValueError(f"PaSST needs more frames than {log_mel.shape[3]} for one patch")
        grid = self.patches(log_mel)  # (B, D, rows, columns)
        if grid.shape[2] != self.band_position.shape[2]:
            raise ValueError(f"PaSST was built for other bands than {log_mel.shape[2]}")
        grid = grid[..., : self.time_position.shape[3]]
        grid = grid + self._time_position(grid.shape[3]) + self.band_position
        if self.training:
            grid = _keep_some(grid, 3, self.patchout_frames, "patchout_frames")
            grid = _keep_some(grid, 2, self.patchout_bands, "patchout_bands")
        extra = torch.cat([self.cls_token, self.dist_token], dim=1) + self.token_position
        tokens = torch.cat([extra.expand(len(grid), -1, -1), grid.flatten(2).mT], dim=1)
        return self.norm(self.blocks(tokens)[:, :2]).mean(dim=1)

    def _time_position(self, n_columns: int) -> Tensor:
        """(1, D, 1, columns): the first ones, in training those from a random place on."""
        n_left = self.time_position.shape[3] - n_columns
        first = int(torch.randint(n_left + 1, ())) if self.training and n_left else 0
        return self.time_position[..., first : first + n_columns]

    def forward(self, log_mel: Tensor) -> Output:
        """(B, 1, F, T) -> embedding (B, D), which the classifier sees, and logits (B, K)."""
        embedding = self.features(log_mel)
        return Output(embedding, self.classifier(embedding))


def _keep_some(grid: Tensor, axis: int, n_dropped: int, name: str) -> Tensor:
    """``grid`` without ``n_dropped`` random slices along an axis, the others in order."""
    n = grid.shape[axis]
    if not n_dropped:
        return grid
    if n_dropped >= n:
        raise RecipeError(
            f"The recipe's {name} of {n_dropped} would leave nothing of {n} to hear.",
            hint="Choose a smaller number, or longer windows.",
        )
    kept = torch.randperm(n)[: n - n_dropped].sort().values
    return grid.index_select(axis, kept.to(grid.device))
