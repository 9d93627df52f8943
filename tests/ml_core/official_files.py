"""State dicts as the authors of the networks name them, with random values, written by hand."""

import torch
from torch import Tensor, nn

State = dict[str, Tensor]

BEATS_CFG = {
    "input_patch_size": 16, "embed_dim": 24, "conv_bias": False, "encoder_layers": 3,
    "encoder_embed_dim": 48, "encoder_ffn_embed_dim": 96, "encoder_attention_heads": 4,
    "activation_fn": "gelu", "layer_wise_gradient_decay_ratio": 0.6, "layer_norm_first": False,
    "deep_norm": True, "dropout": 0.0, "attention_dropout": 0.0, "activation_dropout": 0.0,
    "encoder_layerdrop": 0.05, "dropout_input": 0.0, "conv_pos": 16, "conv_pos_groups": 4,
    "relative_position_embedding": True, "num_buckets": 32, "max_distance": 100,
    "gru_rel_pos": True, "finetuned_model": False, "predictor_dropout": 0.0,
    "predictor_class": 527,
}  # fmt: skip


def linear(name: str, n_in: int, n_out: int) -> State:
    return {f"{name}.weight": torch.randn(n_out, n_in), f"{name}.bias": torch.randn(n_out)}


def layer_norm(name: str, size: int) -> State:
    return {f"{name}.weight": torch.randn(size), f"{name}.bias": torch.randn(size)}


def batch_norm(name: str, size: int) -> State:
    return layer_norm(name, size) | {
        f"{name}.running_mean": torch.randn(size),
        f"{name}.running_var": torch.rand(size) + 0.5,
        f"{name}.num_batches_tracked": torch.tensor(7),
    }


def beats(cfg: dict[str, object]) -> State:
    """The ``model`` entry of a BEATs file; with ``finetuned_model`` it has a predictor."""
    patch, size, inner, heads, layers, taps, groups, embed = (
        int(str(cfg[name]))
        for name in (
            "input_patch_size", "encoder_embed_dim", "encoder_ffn_embed_dim",
            "encoder_attention_heads", "encoder_layers", "conv_pos", "conv_pos_groups", "embed_dim",
        )
    )  # fmt: skip
    shared = torch.randn(int(str(cfg["num_buckets"])), heads)
    state = linear("post_extract_proj", embed, size)
    state["patch_embedding.weight"] = torch.randn(embed, 1, patch, patch)
    state["encoder.pos_conv.0.bias"] = torch.randn(size)
    state["encoder.pos_conv.0.weight_g"] = torch.randn(1, 1, taps)
    state["encoder.pos_conv.0.weight_v"] = torch.randn(size, size // groups, taps)
    for number in range(layers):
        layer = f"encoder.layers.{number}"
        state[f"{layer}.self_attn.grep_a"] = torch.randn(1, heads, 1, 1)
        state[f"{layer}.self_attn.relative_attention_bias.weight"] = shared
        for part in ("k_proj", "v_proj", "q_proj", "out_proj"):
            state |= linear(f"{layer}.self_attn.{part}", size, size)
        state |= linear(f"{layer}.self_attn.grep_linear", size // heads, 8)
        state |= layer_norm(f"{layer}.self_attn_layer_norm", size)
        state |= linear(f"{layer}.fc1", size, inner) | linear(f"{layer}.fc2", inner, size)
        state |= layer_norm(f"{layer}.final_layer_norm", size)
    state |= layer_norm("encoder.layer_norm", size) | layer_norm("layer_norm", embed)
    if cfg["finetuned_model"]:
        state |= linear("predictor", size, int(str(cfg["predictor_class"])))
    return state


def passt(n_classes: int, *, size: int = 24, depth: int = 2) -> State:
    """A PaSST for 128 bands and 998 frames."""
    state = {
        "cls_token": torch.randn(1, 1, size),
        "dist_token": torch.randn(1, 1, size),
        "new_pos_embed": torch.randn(1, 2, size),
        "freq_new_pos_embed": torch.randn(1, size, 12, 1),
        "time_new_pos_embed": torch.randn(1, size, 1, 99),
        "patch_embed.proj.weight": torch.randn(size, 1, 16, 16),
        "patch_embed.proj.bias": torch.randn(size),
    }
    for number in range(depth):
        block = f"blocks.{number}"
        state |= layer_norm(f"{block}.norm1", size) | layer_norm(f"{block}.norm2", size)
        state |= linear(f"{block}.attn.qkv", size, 3 * size)
        state |= linear(f"{block}.attn.proj", size, size)
        state |= linear(f"{block}.mlp.fc1", size, 4 * size)
        state |= linear(f"{block}.mlp.fc2", 4 * size, size)
    state |= layer_norm("norm", size) | layer_norm("head.0", size)
    return state | linear("head.1", size, n_classes) | linear("head_dist", size, n_classes)


def cp_resnet(
    widths: tuple[int, ...], kernels: list[list[tuple[int, int]]], groups: tuple[int, ...]
) -> State:
    """CP-ResNet with ten outputs, the kernels of every block by stage."""
    state = {"in_c.0.weight": torch.randn(widths[0], 1, 5, 5)} | batch_norm("in_c.1", widths[0])
    channels = widths[0]
    for stage, pairs in enumerate(kernels):
        width, n_groups = widths[stage], groups[stage]
        for number, (first, second) in enumerate(pairs, 1):
            block = f"stage{stage + 1}.block{number}"
            state[f"{block}.conv1.weight"] = torch.randn(width, channels // n_groups, first, first)
            state[f"{block}.conv2.weight"] = torch.randn(width, width // n_groups, second, second)
            state |= batch_norm(f"{block}.bn1", width) | batch_norm(f"{block}.bn2", width)
            if channels != width:
                weight = torch.randn(width, channels // n_groups, 1, 1)
                state[f"{block}.shortcut.conv.weight"] = weight
                state |= batch_norm(f"{block}.shortcut.bn", width)
            channels = width
    state["feed_forward.0.weight"] = torch.randn(10, channels, 1, 1)
    return state | batch_norm("feed_forward.1", 10)


def yamnet(network: nn.Module) -> State:
    """YAMNet's names, with the shapes of ours in their order."""
    names = ["layer1.conv.weight", "layer1.conv.bias"]
    names += [
        f"layer{number}.{part}.{kind}"
        for number in range(2, 15)
        for part in ("depthwise", "pointwise")
        for kind in ("weight", "bias")
    ]
    names += ["classifier.weight", "classifier.bias"]
    ours = network.state_dict().values()
    return {n: torch.randn(v.shape) for n, v in zip(names, ours, strict=True)}


def shuffled(network: nn.Module) -> State:
    """The state of a network with other values, in memory of its own."""
    return {
        key: torch.randn_like(value) if value.is_floating_point() else value + 7
        for key, value in network.state_dict().items()
    }


def cp_mobile(network: nn.Module) -> State:
    """The state of a CP-Mobile of ours under the authors' names."""
    stage = {1: 1, 2: 1, 3: 1, 4: 2, 5: 2, 6: 3}
    parts = {"expand": "block.0", "filter": "block.1", "project": "block.2"}
    theirs = {}
    for key, value in shuffled(network).items():
        words = key.split(".")
        if words[0] == "stem":
            name = ".".join(["in_c", *words[1:]])
        elif words[0] == "blocks":
            number = int(words[1]) + 1
            part = parts.get(words[2], "after_block_norm")
            name = ".".join([f"stages.s{stage[number]}.b{number}", part, *words[3:]])
        else:
            name = ".".join(["feed_forward", "0" if words[1] == "conv" else "1", *words[2:]])
        theirs[name] = value
    return theirs


def tf_sepnet(network: nn.Module) -> State:
    """The state of a TF-SepNet of ours under the authors' names."""
    parts = {
        "widen": "trans_conv", "band_filter": "freq_dw_conv", "band_mix": "freq_pw_conv",
        "frame_filter": "temp_dw_conv", "frame_mix": "temp_pw_conv",
    }  # fmt: skip
    layers = ("_conv", "_bn")
    theirs = {}
    for key, value in shuffled(network).items():
        words = key.split(".")
        if words[0] == "stem":
            name = ["conv_layers", words[1], layers[int(words[2])], words[3]]
        elif words[0] == "head":
            name = ["classifier", *words[1:]]
        elif len(words) == 3:  # AdaResNorm
            name = ["middle_layers", words[1], f"_{words[2]}"]
        else:
            name = ["middle_layers", words[1], parts[words[2]], layers[int(words[3])], words[4]]
        theirs[".".join(name)] = value
    return theirs
