"""Reads checkpoints of the networks' authors: their key names become ours.

Nothing that could run code is loaded: safetensors, or torch files with ``weights_only``.
"""

import pickle
import re
from collections.abc import Mapping
from pathlib import Path

import safetensors
import safetensors.torch
import torch
from torch import Tensor, nn

from ml_core.errors import CheckpointError

# Authors' key (full match) -> ours. Keys that match nothing are kept as they are.
_CP_MOBILE = (
    (r"in_c\.(\d)\.(.+)", r"stem.\1.\2"),
    (r"stages\.s\d\.b(\d)\.block\.0\.(.+)", r"blocks.{\1}.expand.\2"),
    (r"stages\.s\d\.b(\d)\.block\.1\.(.+)", r"blocks.{\1}.filter.\2"),
    (r"stages\.s\d\.b(\d)\.block\.2\.(.+)", r"blocks.{\1}.project.\2"),
    (r"stages\.s\d\.b(\d)\.after_block_norm\.(.+)", r"blocks.{\1}.norm.\2"),
    (r"feed_forward\.0\.(.+)", r"head.conv.\1"),
    (r"feed_forward\.1\.(.+)", r"head.norm.\1"),
)
# Places of stage1.block1, stage1.block2, stage2.block1 and stage3.block1 among the poolings.
_CP_RESNET = (
    (r"in_c\.(\d)\.(.+)", r"stem.\1.\2"),
    *(
        rule
        for block, place in (("1.block1", 1), ("1.block2", 3), ("2.block1", 5), ("3.block1", 6))
        for rule in (
            (rf"stage{block}\.conv1\.(.+)", rf"blocks.{place}.first.0.\1"),
            (rf"stage{block}\.bn1\.(.+)", rf"blocks.{place}.first.1.\1"),
            (rf"stage{block}\.conv2\.(.+)", rf"blocks.{place}.second.0.\1"),
            (rf"stage{block}\.bn2\.(.+)", rf"blocks.{place}.second.1.\1"),
            (rf"stage{block}\.shortcut\.conv\.(.+)", rf"blocks.{place}.shortcut.0.\1"),
            (rf"stage{block}\.shortcut\.bn\.(.+)", rf"blocks.{place}.shortcut.1.\1"),
        )
    ),
    (r"feed_forward\.0\.(.+)", r"head.conv.\1"),
    (r"feed_forward\.1\.(.+)", r"head.norm.\1"),
)
_YAMNET = (
    (r"layer1\.conv\.(.+)", r"stem.\1"),
    *((rf"layer{n}\.(.+)", rf"blocks.{n - 2}.\1") for n in range(2, 15)),
)
_TF_SEPNET = (
    *(
        (rf"{theirs}\._{layer}\.(.+)", rf"{ours}.{place}.\2")
        for place, layer in enumerate(("conv", "bn"))
        for theirs, ours in (
            (r"conv_layers\.(\d)", r"stem.\1"),
            (r"middle_layers\.(\d+)\.trans_conv", r"blocks.\1.widen"),
            (r"middle_layers\.(\d+)\.freq_dw_conv", r"blocks.\1.band_filter"),
            (r"middle_layers\.(\d+)\.freq_pw_conv", r"blocks.\1.band_mix"),
            (r"middle_layers\.(\d+)\.temp_dw_conv", r"blocks.\1.frame_filter"),
            (r"middle_layers\.(\d+)\.temp_pw_conv", r"blocks.\1.frame_mix"),
        )
    ),
    (r"middle_layers\.(\d+)\._(rho|gamma|beta)", r"blocks.\1.\2"),
    (r"classifier\.conv\.(.+)", r"head.conv.\1"),
)
_FAMILIES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "cp-mobile": _CP_MOBILE,
    "cp-resnet": _CP_RESNET,
    "tf-sepnet": _TF_SEPNET,
    "yamnet": _YAMNET,
}


def to_ours(network: str, state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Rename the authors' keys of a state dict; ``network`` is a registry name."""
    rules = next(rules for family, rules in _FAMILIES.items() if network.startswith(family))
    return {
        _renamed(key.removeprefix("model.").removeprefix("backbone."), rules): value
        for key, value in state.items()
    }


def _renamed(key: str, rules: tuple[tuple[str, str], ...]) -> str:
    for pattern, replacement in rules:
        if re.fullmatch(pattern, key):
            ours = re.sub(pattern, replacement, key)
            # "{n}" marks a number the authors count from 1
            return re.sub(r"\{(\d+)\}", lambda match: str(int(match[1]) - 1), ours)
    return key


def read_tensors(path: Path) -> dict[str, Tensor]:
    """Read a safetensors file or a torch checkpoint without running any code of it.

    Raises:
        CheckpointError: the file is missing, damaged, or holds more than tensors.
    """
    if not path.is_file():
        raise CheckpointError(
            f'There is no file "{path}".', hint="Point the recipe's weights at the teacher's file."
        )
    try:
        if path.suffix == ".safetensors":
            return safetensors.torch.load_file(path)
        content = torch.load(path, map_location="cpu", weights_only=True)
    except (
        safetensors.SafetensorError, OSError, RuntimeError, EOFError, ValueError, KeyError,
        pickle.UnpicklingError,
    ) as error:  # fmt: skip
        raise CheckpointError(
            f'"{path.name}" cannot be read as weights.',
            hint="Use the published file, or a safetensors copy of it.",
        ) from error
    for wrapper in ("state_dict", "model"):
        if isinstance(content, dict) and isinstance(content.get(wrapper), dict):
            content = content[wrapper]
    if not isinstance(content, dict) or not content:
        raise CheckpointError(f'"{path.name}" holds no named tensors.')
    return {str(key): value for key, value in content.items() if isinstance(value, Tensor)}


def load_pretrained(module: nn.Module, network: str, path: Path) -> None:
    """Fill ``module`` from an official file; a head of another size keeps its fresh values.

    Raises:
        CheckpointError: the file is not one of this network.
    """
    ours = module.state_dict()
    theirs = to_ours(network, read_tensors(path))
    heads = ("classifier.", "head.")
    fitting = {
        key: value
        for key, value in theirs.items()
        if key in ours and (ours[key].shape == value.shape or not key.startswith(heads))
    }
    missing = [key for key in ours if key not in fitting and not key.startswith(heads)]
    if missing or any(ours[key].shape != value.shape for key, value in fitting.items()):
        raise CheckpointError(
            f'"{path.name}" is not a file of {network}.',
            hint="Choose the network that the file was made for.",
        )
    module.load_state_dict(fitting, strict=False)
