"""YAMNet's published file, ``yamnet.h5``: weights as Keras saves them, brought into torch's order.

Names, shapes and the normalisation's epsilon are those of the authors' network (TensorFlow Models,
``research/audioset/yamnet``, ``yamnet.py`` and ``params.py``). Batch normalisation is folded into
the convolution before it, as our network has it.
"""

import re
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ml_core.errors import CheckpointError, MissingPack

MAGIC = b"\x89HDF\r\n\x1a\n"
EPSILON = 1e-4  # of its batch normalisation
# "layer3/pointwise_conv/bn" and "beta" of ".../layer3/pointwise_conv/bn/beta:0"
_NAME = re.compile(r"(?:^|/)(layer\d+/(?:depthwise_|pointwise_)?conv(?:/bn)?)/(\w+)(?::0)?$")
_OURS = {"conv": "conv", "depthwise_conv": "depthwise", "pointwise_conv": "pointwise"}
_MOST_NUMBERS = 2_000_000  # in one tensor; the largest of YAMNet has half of that
Arrays = dict[str, dict[str, NDArray[np.float32]]]


def is_hdf5(path: Path) -> bool:
    """Whether a file begins like HDF5.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as stream:
        return stream.read(len(MAGIC)) == MAGIC


def read_keras(path: Path) -> dict[str, Tensor]:
    """Tensors of ``yamnet.h5`` under the names of a folded safetensors file.

    Returns:
        ``layer1.conv``, ``layerN.depthwise``, ``layerN.pointwise`` and ``classifier``, each with
        ``.weight`` (C_out, C_in / groups, 3 or 1, 3 or 1), of the classifier (521, 1024), and
        ``.bias``.

    Raises:
        CheckpointError: the file is not that of YAMNet.
        MissingPack: h5py is not installed.
        OSError: the file is damaged.
    """
    layers = _arrays(path)
    tensors: dict[str, NDArray[np.float32]] = {}
    for place, arrays in layers.items():
        number, _, kind = place.partition("/")
        if kind.endswith("/bn") or not number.startswith("layer"):
            continue
        weight, bias = _folded(path, place, arrays, layers.get(f"{place}/bn", {}))
        tensors |= {f"{number}.{_OURS[kind]}.weight": weight, f"{number}.{_OURS[kind]}.bias": bias}
    head = layers.get("classifier", {})
    if not tensors or not head.keys() >= {"kernel", "bias"}:
        raise _not_yamnet(path)
    tensors |= {"classifier.weight": head["kernel"].T, "classifier.bias": head["bias"]}
    return {name: torch.from_numpy(np.ascontiguousarray(a)) for name, a in tensors.items()}


def _folded(
    path: Path,
    place: str,
    conv: Mapping[str, NDArray[np.float32]],
    norm: Mapping[str, NDArray[np.float32]],
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Weight and bias of a convolution with the normalisation after it."""
    depthwise = place.endswith("depthwise_conv")
    kernel = conv.get("depthwise_kernel", conv.get("kernel"))
    wanted = {"beta", "moving_mean", "moving_variance"}
    if kernel is None or kernel.ndim != 4 or not norm.keys() >= wanted:
        raise _not_yamnet(path)
    # Keras: (height, width, in, out), depthwise (height, width, channel, 1)
    weight = kernel.transpose(2, 3, 0, 1) if depthwise else kernel.transpose(3, 2, 0, 1)
    if any(array.shape != weight.shape[:1] for array in norm.values()):
        raise _not_yamnet(path)
    scale = norm.get("gamma", np.float32(1)) / np.sqrt(norm["moving_variance"] + EPSILON)
    bias = norm["beta"] - norm["moving_mean"] * scale
    return (weight * scale[:, None, None, None]).astype(np.float32), bias.astype(np.float32)


def _arrays(path: Path) -> Arrays:
    """All arrays of the file by layer; the one matrix and what stands beside it: "classifier"."""
    try:
        import h5py
    except ImportError as error:
        raise MissingPack("train", "Reading a file of Keras") from error
    found: Arrays = {}

    def take(name: str, item: object) -> None:
        if not isinstance(item, h5py.Dataset):
            return
        # what lies in other files is not followed
        if item.external or item.is_virtual or item.dtype.kind != "f" or item.size > _MOST_NUMBERS:
            raise _not_yamnet(path)
        fits = _NAME.search(name)
        layer, kind = fits.groups() if fits else name.rpartition("/")[::2]
        found.setdefault(layer, {})[kind.removesuffix(":0")] = np.asarray(item, np.float32)

    with h5py.File(path, "r") as file:
        file.visititems(take)  # which follows no links
    dense = [layer for layer, arrays in found.items() if _is_dense(arrays)]
    if len(dense) != 1:  # it has had two names: "dense" and "logits"
        raise _not_yamnet(path)
    found["classifier"] = found.pop(dense[0])
    return found


def _is_dense(arrays: Mapping[str, NDArray[np.float32]]) -> bool:
    return "kernel" in arrays and arrays["kernel"].ndim == 2


def _not_yamnet(path: Path) -> CheckpointError:
    return CheckpointError(
        f'"{path.name}" is not YAMNet\'s file for Keras.',
        hint="Use the published yamnet.h5, or a safetensors copy of it.",
    )
