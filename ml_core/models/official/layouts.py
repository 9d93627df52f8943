"""The authors' names of tensors and ours, for every family of networks, both ways.

A rule is a pair of beginnings, theirs and ours, in which ``#`` stands for any number; what
follows is kept. The first rule that fits is used, and names that fit none stay as they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor

from ml_core.errors import CheckpointError
from ml_core.models.cp_resnet import FULL, LOW_COMPLEXITY, Shape, block_places

# What Lightning modules call the network in the repositories of the authors.
_ATTRIBUTES = ("model.", "backbone.", "net.")

Rules = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """How one family of networks is named."""

    rules: Rules
    shared: tuple[str, str] | None = None  # theirs, once per layer "layers.#": one tensor of ours


# stage and number of every block: they are numbered through from 1
_CP_MOBILE_BLOCKS = ((1, 1), (1, 2), (1, 3), (2, 4), (2, 5), (3, 6))
_CP_MOBILE = Layout(
    (
        ("in_c", "stem"),
        *(
            (f"stages.s{stage}.b{number}.{theirs}", f"blocks.{number - 1}.{ours}")
            for stage, number in _CP_MOBILE_BLOCKS
            for theirs, ours in (
                ("block.0", "expand"), ("block.1", "filter"), ("block.2", "project"),
                ("after_block_norm", "norm"),
            )
        ),
        ("feed_forward.0", "head.conv"),
        ("feed_forward.1", "head.norm"),
    )
)  # fmt: skip


def _cp_resnet(shape: Shape) -> Layout:
    return Layout(
        (
            ("in_c", "stem"),
            *(
                (f"stage{stage}.block{number}.{theirs}", f"blocks.{place}.{ours}")
                for (stage, number), place in block_places(shape).items()
                for theirs, ours in (
                    ("conv1", "first.0"), ("bn1", "first.1"),
                    ("conv2", "second.0"), ("bn2", "second.1"),
                    ("shortcut.conv", "shortcut.0"), ("shortcut.bn", "shortcut.1"),
                )
            ),
            ("feed_forward.0", "head.conv"),
            ("feed_forward.1", "head.norm"),
        )
    )  # fmt: skip


_TF_SEPNET = Layout(
    (
        *(
            (f"{theirs}._{layer}", f"{ours}.{place}")
            for theirs, ours in (
                ("conv_layers.#", "stem.#"),
                ("middle_layers.#.trans_conv", "blocks.#.widen"),
                ("middle_layers.#.freq_dw_conv", "blocks.#.band_filter"),
                ("middle_layers.#.freq_pw_conv", "blocks.#.band_mix"),
                ("middle_layers.#.temp_dw_conv", "blocks.#.frame_filter"),
                ("middle_layers.#.temp_pw_conv", "blocks.#.frame_mix"),
            )
            for place, layer in enumerate(("conv", "bn"))
        ),
        *((f"middle_layers.#._{name}", f"blocks.#.{name}") for name in ("rho", "gamma", "beta")),
        ("classifier.conv", "head.conv"),
    )
)
_YAMNET = Layout(
    (
        ("layer1.conv", "stem"),
        *((f"layer{number}", f"blocks.{number - 2}") for number in range(2, 15)),
    )
)
_BEATS = Layout(
    (
        ("post_extract_proj", "project"),
        ("patch_embedding", "patches"),
        ("layer_norm", "patch_norm"),
        ("encoder.pos_conv.0.weight_g", "position.gain"),
        ("encoder.pos_conv.0.weight_v", "position.weight"),
        ("encoder.pos_conv.0", "position"),
        ("encoder.layer_norm", "norm"),
        *(
            (f"encoder.layers.#.{theirs}", f"layers.#.{ours}")
            for theirs, ours in (
                ("self_attn.q_proj", "attention.query"), ("self_attn.k_proj", "attention.key"),
                ("self_attn.v_proj", "attention.value"), ("self_attn.out_proj", "attention.out"),
                ("self_attn.grep_linear", "attention.gate"),
                ("self_attn.grep_a", "attention.gate_scale"),
                ("self_attn_layer_norm", "attention_norm"),
                ("fc1", "expand"), ("fc2", "contract"), ("final_layer_norm", "norm"),
            )
        ),
        ("predictor", "classifier"),
    ),
    shared=(
        "encoder.layers.#.self_attn.relative_attention_bias.weight", "distance_bias.weight"
    ),
)  # fmt: skip
_PASST = Layout(
    (
        ("patch_embed.proj", "patches"),
        ("new_pos_embed", "token_position"),
        ("freq_new_pos_embed", "band_position"),
        ("time_new_pos_embed", "time_position"),
        ("blocks.#.mlp.fc1", "blocks.#.fc1"),
        ("blocks.#.mlp.fc2", "blocks.#.fc2"),
        ("head.#", "classifier.#"),
    )
)
_LAYOUTS: Mapping[str, Layout] = {
    "beats": _BEATS,
    "cp-resnet": _cp_resnet(FULL),
    "cp-resnet-128k": _cp_resnet(LOW_COMPLEXITY),
    "passt": _PASST,
    "yamnet": _YAMNET,
}
_FAMILIES: Mapping[str, Layout] = {  # of which every size is named alike
    "cp-mobile": _CP_MOBILE,
    "tf-sepnet": _TF_SEPNET,
}


def layout_of(network: str) -> Layout:
    """The layout of a network of the registry.

    Raises:
        CheckpointError: its authors publish no weights that we know of.
    """
    if network in _LAYOUTS:
        return _LAYOUTS[network]
    for family, layout in _FAMILIES.items():
        if network.startswith(family):
            return layout
    raise CheckpointError(
        f"No published weights are known for {network}.",
        hint=f"They are for {', '.join([*_LAYOUTS, *_FAMILIES])}.",
    )


def to_ours(network: str, state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The authors' state dict under our names.

    Args:
        network: a name of the registry.
        state: tensors under the authors' names, with or without those of a Lightning module.

    Raises:
        CheckpointError: there is no layout for the network, or what all layers should share
            differs between them.
    """
    layout = layout_of(network)
    ours: dict[str, Tensor] = {}
    for key, value in _of_the_network(state).items():
        name = _renamed(key, layout.rules)
        if layout.shared and _match(key.split("."), layout.shared[0].split(".")) is not None:
            name = layout.shared[1]
            if name in ours and not torch.equal(ours[name], value):
                raise CheckpointError(f'The layers do not share "{key}", so this is not {network}.')
        ours[name] = value
    return ours


def to_theirs(network: str, state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The inverse of ``to_ours``: our state dict under the authors' names.

    Raises:
        CheckpointError: there is no layout for the network.
    """
    layout = layout_of(network)
    backwards = tuple((ours, theirs) for theirs, ours in layout.rules)
    theirs = {_renamed(key, backwards): value for key, value in state.items()}
    if layout.shared and (value := theirs.pop(layout.shared[1], None)) is not None:
        numbers = {key.split(".")[1] for key in state if key.startswith("layers.")}
        theirs |= {layout.shared[0].replace("#", number): value for number in numbers}
    return theirs


def _of_the_network(state: Mapping[str, Tensor]) -> Mapping[str, Tensor]:
    """Without what a Lightning module puts before the names, and without its other attributes."""
    for attribute in _ATTRIBUTES:
        inside = {k.removeprefix(attribute): v for k, v in state.items() if k.startswith(attribute)}
        state = inside or state
    return state


def _renamed(key: str, rules: Rules) -> str:
    words = key.split(".")
    for source, target in rules:
        pattern = source.split(".")
        if (numbers := _match(words, pattern)) is not None:
            left = iter(numbers)
            begin = [next(left) if word == "#" else word for word in target.split(".")]
            return ".".join(begin + words[len(pattern) :])
    return key


def _match(words: list[str], pattern: list[str]) -> list[str] | None:
    """The numbers at every ``#`` where ``words`` begin like ``pattern``, else None."""
    if len(words) < len(pattern):
        return None
    pairs = list(zip(words, pattern, strict=False))
    if all(word == wanted or (wanted == "#" and word.isdigit()) for word, wanted in pairs):
        return [word for word, wanted in pairs if wanted == "#"]
    return None
