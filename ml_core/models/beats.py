"""BEATs: a transformer over spectrogram patches, pre-trained on AudioSet (Chen et al., ICML 2023).

The network is the one of the published checkpoints, whose own ``cfg`` gives its size. Attention
is the plain softmax that the authors' overflow-safe form is equal to.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from typing import Any, Self

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ml_core.errors import CheckpointError
from ml_core.models.heads import build_classifier
from ml_core.models.output import Output

N_AUDIOSET = 527
_ACTIVATIONS: Mapping[str, Callable[[Tensor], Tensor]] = {"gelu": F.gelu, "relu": F.relu}
# A file that asks for more is damaged or means harm: the published networks have 90 million.
_LARGEST = 100_000
_MOST_WEIGHTS = 1_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class BeatsConfig:
    """What decides the network, under the names of a checkpoint's ``cfg``.

    Defaults: the published BEATs_iter3+ (AS2M).
    """

    input_patch_size: int = 16  # bands and frames
    embed_dim: int = 512  # of a patch
    conv_bias: bool = False  # of the patch embedding
    encoder_layers: int = 12
    encoder_embed_dim: int = 768
    encoder_ffn_embed_dim: int = 3072
    encoder_attention_heads: int = 12
    activation_fn: str = "gelu"
    layer_wise_gradient_decay_ratio: float = 0.6  # of the authors' fine-tuning, unused here
    layer_norm_first: bool = False
    deep_norm: bool = True
    dropout: float = 0.0
    attention_dropout: float = 0.0
    activation_dropout: float = 0.0
    encoder_layerdrop: float = 0.05
    dropout_input: float = 0.0
    conv_pos: int = 128  # taps of the positional convolution
    conv_pos_groups: int = 16
    relative_position_embedding: bool = True
    num_buckets: int = 320
    max_distance: int = 800  # tokens
    gru_rel_pos: bool = True
    finetuned_model: bool = False  # the checkpoint has a classifier of predictor_class classes
    predictor_dropout: float = 0.0
    predictor_class: int = N_AUDIOSET

    @classmethod
    def from_cfg(cls, cfg: Mapping[str, Any]) -> Self:
        """The configuration of a checkpoint; what only its training used is passed over.

        Raises:
            CheckpointError: a value has the wrong type, or no such network can be built.
        """
        known = {field.name: type(field.default) for field in fields(cls)}
        table = {key: value for key, value in cfg.items() if key in known}
        for key, value in table.items():
            if type(value) is not known[key] and (type(value), known[key]) != (int, float):
                raise CheckpointError(f"BEATs cannot be built: its {key} is {value!r}.")
        config = cls(**table)
        config.check()
        return config

    def check(self) -> None:
        """Raise CheckpointError naming what no network can be built with."""
        bad = [
            name
            for name, value in asdict(self).items()
            if (type(value) is int and not 1 <= value <= _LARGEST)
            or ("drop" in name and not 0 <= value < 1)
        ]
        if not bad:  # only then can anything be divided
            size = self.encoder_embed_dim
            dividers = ("encoder_attention_heads", "conv_pos_groups")
            bad += [name for name in dividers if size % getattr(self, name)]
            bad += ["num_buckets"] if self.num_buckets < 4 else []
            bad += ["max_distance"] if self.max_distance <= self.num_buckets // 4 else []
            bad += ["activation_fn"] if self.activation_fn not in _ACTIVATIONS else []
        if bad:
            raise CheckpointError(f"BEATs cannot be built: {', '.join(bad)} out of range.")
        if self._n_weights() > _MOST_WEIGHTS:
            raise CheckpointError("BEATs cannot be built: it would have too many weights.")

    def _n_weights(self) -> int:
        """About how many numbers such a network consists of."""
        size, inner = self.encoder_embed_dim, self.encoder_ffn_embed_dim
        of_layers = self.encoder_layers * size * (4 * size + 2 * inner)
        of_patches = self.embed_dim * (self.input_patch_size**2 + size)
        of_positions = self.conv_pos * size * size // self.conv_pos_groups
        of_buckets = self.num_buckets * self.encoder_attention_heads
        return of_layers + of_patches + of_positions + of_buckets


class PositionConv(nn.Conv1d):
    """A long convolution over the tokens, which tells them their place among their neighbours.

    ``weight`` gives directions only; ``gain`` is the length of the weights of every tap (weight
    normalisation along the last axis).
    """

    def __init__(self, config: BeatsConfig) -> None:
        size, taps = config.encoder_embed_dim, config.conv_pos
        super().__init__(size, size, taps, padding=taps // 2, groups=config.conv_pos_groups)
        nn.init.normal_(self.weight, std=math.sqrt(4 / (taps * size)))
        nn.init.zeros_(self.bias)  # type: ignore[arg-type]
        self.gain = nn.Parameter(self._length())

    def _length(self) -> Tensor:
        return self.weight.detach().norm(dim=(0, 1), keepdim=True)

    def forward(self, x: Tensor) -> Tensor:
        """(B, D, N) -> (B, D, N)."""
        weight = self.gain * self.weight / self.weight.norm(dim=(0, 1), keepdim=True)
        # an even number of taps yields one position too many
        return F.gelu(self._conv_forward(x, weight, self.bias)[..., : x.shape[2]])


class GatedAttention(nn.Module):
    """Self-attention whose bias by distance every query opens or closes for itself."""

    def __init__(self, config: BeatsConfig) -> None:
        super().__init__()
        size = config.encoder_embed_dim
        self.n_heads = config.encoder_attention_heads
        self.dropout = config.attention_dropout
        self.query, self.key, self.value, self.out = (nn.Linear(size, size) for _ in range(4))
        self.gated = config.gru_rel_pos  # without a bias to open the authors keep the gate too
        if self.gated:
            self.gate = nn.Linear(size // self.n_heads, 8)
            self.gate_scale = nn.Parameter(torch.ones(1, self.n_heads, 1, 1))

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """(B, N, D) -> (B, N, D).

        Args:
            x: (B, N, D) tokens.
            bias: (1, H, N, N) added to the scores, the same for all layers.
        """
        query, key, value = (
            project(x).unflatten(2, (self.n_heads, -1)).transpose(1, 2)
            for project in (self.query, self.key, self.value)
        )  # (B, H, N, D / H)
        if bias is not None and self.gated:
            halves = self.gate(query).unflatten(3, (2, 4)).sum(4).sigmoid()
            a, b = halves.split(1, dim=3)  # (B, H, N, 1)
            bias = (a * (b * self.gate_scale - 1) + 2) * bias
        if bias is not None:
            bias = bias.to(query.dtype)
        mixed = F.scaled_dot_product_attention(
            query, key, value, attn_mask=bias, dropout_p=self.dropout if self.training else 0.0
        )
        return self.out(mixed.transpose(1, 2).flatten(2))


class Layer(nn.Module):
    """Attention and two linear layers, each followed by LayerNorm (DeepNorm's residuals)."""

    def __init__(self, config: BeatsConfig) -> None:
        super().__init__()
        size, inner = config.encoder_embed_dim, config.encoder_ffn_embed_dim
        self.attention = GatedAttention(config)
        self.attention_norm = nn.LayerNorm(size)
        self.expand, self.contract = nn.Linear(size, inner), nn.Linear(inner, size)
        self.norm = nn.LayerNorm(size)
        self.dropout = nn.Dropout(config.dropout)
        self.inner_dropout = nn.Dropout(config.activation_dropout)
        self._activation = _ACTIVATIONS[config.activation_fn]
        self._norm_first = config.layer_norm_first
        self._alpha = (2 * config.encoder_layers) ** 0.25 if config.deep_norm else 1.0

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """(B, N, D) -> (B, N, D).

        Args:
            x: (B, N, D) tokens.
            bias: (1, H, N, N) for the attention.
        """
        if self._norm_first:
            x = x + self.dropout(self.attention(self.attention_norm(x), bias))
            return x + self._feed_forward(self.norm(x))
        x = self.attention_norm(self._alpha * x + self.dropout(self.attention(x, bias)))
        return self.norm(self._alpha * x + self._feed_forward(x))

    def _feed_forward(self, x: Tensor) -> Tensor:
        inner = self.inner_dropout(self._activation(self.expand(x)))
        return self.dropout(self.contract(inner))


class BEATs(nn.Module):
    """Patches of 16 bands x 16 frames through a transformer (methods: Chen et al., section 3).

    LayerDrop and dropout draw from torch's own generator, so that ``torch.manual_seed`` before
    a step decides all of it.

    Args:
        n_scenes: K.
        config: of a checkpoint; by default of BEATs_iter3+.
        head: "published" for a linear classifier of the mean token, else a cosine one.
    """

    def __init__(
        self, n_scenes: int, config: BeatsConfig | None = None, *, head: str = "published"
    ) -> None:
        super().__init__()
        self.config = config = config or BeatsConfig()
        size, patch = config.encoder_embed_dim, config.input_patch_size
        self.embedding_size = size
        self.patches = nn.Conv2d(1, config.embed_dim, patch, stride=patch, bias=config.conv_bias)
        self.patch_norm = nn.LayerNorm(config.embed_dim)
        self.project = (
            nn.Linear(config.embed_dim, size) if config.embed_dim != size else nn.Identity()
        )
        self.input_dropout = nn.Dropout(config.dropout_input)
        self.position = PositionConv(config)
        self.norm = nn.LayerNorm(size)
        self.dropout = nn.Dropout(config.dropout)
        if config.relative_position_embedding:
            self.distance_bias = nn.Embedding(config.num_buckets, config.encoder_attention_heads)
        self.layers = nn.ModuleList(Layer(config) for _ in range(config.encoder_layers))
        self._initialise()
        self.classifier_dropout = nn.Dropout(config.predictor_dropout)
        self.classifier = build_classifier(head, size, n_scenes)

    def _initialise(self) -> None:
        """BERT's; with DeepNorm what is added to a residual starts smaller, the more layers."""
        for module in self.modules():
            if isinstance(module, nn.Linear | nn.Embedding):
                nn.init.normal_(module.weight, std=0.02)
            if isinstance(module, nn.Linear):
                nn.init.zeros_(module.bias)
        gain = (8 * self.config.encoder_layers) ** -0.25
        for layer in self.layers if self.config.deep_norm else ():
            for name in ("query", "key", "value", "out"):
                weight = layer.get_parameter(f"attention.{name}.weight")
                nn.init.xavier_normal_(weight, gain=gain if name in ("value", "out") else 1.0)
            for name in ("expand", "contract"):
                nn.init.xavier_normal_(layer.get_parameter(f"{name}.weight"), gain=gain)

    def tokens(self, log_mel: Tensor) -> Tensor:
        """(B, 1, F, T) -> (B, N, D): one token per patch, all bands of a time before the next.

        N is (T // 16) * (F // 16): what does not fill a patch is left out.

        Raises:
            ValueError: there is not even one patch.
        """
        patch = self.config.input_patch_size
        if min(log_mel.shape[2:]) < patch:
            raise ValueError(f"BEATs needs {patch} frames, got {tuple(log_mel.shape[2:])}")
        # to the authors time is the first axis of the picture
        patches = self.patches(log_mel.transpose(2, 3)).flatten(2).transpose(1, 2)
        x = self.input_dropout(self.project(self.patch_norm(patches)))
        x = x + self.position(x.transpose(1, 2)).transpose(1, 2)
        if not self.config.layer_norm_first:
            x = self.norm(x)
        x = self.dropout(x)
        bias = self._bias(x.shape[1])
        for layer in self.layers:
            if not self.training or torch.rand(()) >= self.config.encoder_layerdrop:
                x = layer(x, bias)
        return self.norm(x) if self.config.layer_norm_first else x

    def _bias(self, n_tokens: int) -> Tensor | None:
        """(1, H, N, N) score of every pair of query and key by their distance."""
        if not self.config.relative_position_embedding:
            return None
        buckets = distance_buckets(n_tokens, self.config.num_buckets, self.config.max_distance)
        weight = self.distance_bias.weight
        return self.distance_bias(buckets.to(weight.device)).permute(2, 0, 1).unsqueeze(0)

    def forward(self, log_mel: Tensor) -> Output:
        """(B, 1, F, T) -> embedding (B, D), the mean token, and logits (B, K).

        The mean of the tokens' own logits, as the authors compute it, is the same.
        """
        embedding = self.tokens(log_mel).mean(dim=1)
        return Output(embedding, self.classifier(self.classifier_dropout(embedding)))


@lru_cache(maxsize=8)
def distance_buckets(n_tokens: int, n_buckets: int, max_distance: int) -> Tensor:
    """(N, N) int64: in which bucket the distance from a query (row) to a key (column) falls.

    One half of the buckets is for keys after the query. Of each half, one half holds single
    distances; the rest grow logarithmically up to ``max_distance``, where all beyond fall.
    """
    place = torch.arange(n_tokens)
    distance = place[None, :] - place[:, None]
    n_side = n_buckets // 2
    n_single = n_side // 2
    far = distance.abs().clamp(min=n_single)
    octave = torch.log(far.float() / n_single) / math.log(max_distance / n_single)
    grown = (n_single + (octave * (n_side - n_single)).long()).clamp(max=n_side - 1)
    size = torch.where(distance.abs() < n_single, distance.abs(), grown)
    return size + (distance > 0) * n_side
