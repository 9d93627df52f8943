"""Foreign checkpoints in and out, without running any code of theirs.

Read are safetensors, YAMNet's file for Keras, and torch files with ``weights_only``: plain state
dicts, Lightning checkpoints (``state_dict``, its keys behind the attribute the network had) and
pairs of ``cfg`` and ``model``. Written is safetensors alone, with the ``cfg`` in its metadata.
"""

import argparse
import collections
import json
import pickle
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import safetensors
import safetensors.torch
import torch
from torch import Tensor

from ml_core.errors import CheckpointError
from ml_core.files import atomic_path, from_json
from ml_core.models.official.keras import is_hdf5, read_keras

# All that a torch file may hold beside tensors and plain values: both are mere containers.
SAFE_GLOBALS = (argparse.Namespace, collections.OrderedDict)
_WRAPPERS = ("state_dict", "model")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The tensors of a file under the authors' names, and the configuration if it has one."""

    tensors: Mapping[str, Tensor]
    config: Mapping[str, Any] | None = None


def read_checkpoint(path: Path) -> Checkpoint:
    """Read a safetensors file, a torch checkpoint or ``yamnet.h5``.

    Raises:
        CheckpointError: the file is missing, damaged, without tensors, or holds what could run
            code; the message names it.
        MissingPack: it is a file for Keras, and h5py is not installed.
    """
    if not path.is_file():
        raise CheckpointError(
            f'There is no file "{path}".', hint="Point the recipe's weights at the teacher's file."
        )
    try:
        content = _read(path)
    except (
        safetensors.SafetensorError, OSError, RuntimeError, EOFError, ValueError, KeyError,
        AttributeError, TypeError, IndexError, pickle.UnpicklingError,
    ) as error:  # fmt: skip
        raise CheckpointError(
            f'"{path.name}" cannot be read as weights.',
            hint="Use the published file, or a safetensors copy of it.",
        ) from error
    config = content.get("cfg")
    config = vars(config) if isinstance(config, argparse.Namespace) else config
    for wrapper in _WRAPPERS:
        if isinstance(content.get(wrapper), dict):
            content = content[wrapper]
    tensors = {str(key): value for key, value in content.items() if isinstance(value, Tensor)}
    if not tensors:
        raise CheckpointError(f'"{path.name}" holds no named tensors.')
    for key, value in tensors.items():
        if value.layout != torch.strided or value.is_quantized or value.is_meta:
            raise CheckpointError(f'"{path.name}" cannot be read as weights: {key} is not dense.')
    return Checkpoint(tensors, dict(config) if isinstance(config, Mapping) else None)


def write_checkpoint(path: Path, checkpoint: Checkpoint) -> None:
    """Write a safetensors file that ``read_checkpoint`` gives back, whole or not at all."""
    # safetensors refuses tensors that share memory, as copies of one and the same do
    tensors = {key: value.detach().cpu().clone() for key, value in checkpoint.tensors.items()}
    config = checkpoint.config
    with atomic_path(path) as temporary:
        safetensors.torch.save_file(
            tensors, temporary, metadata=None if config is None else {"cfg": json.dumps(config)}
        )


def _read(path: Path) -> dict[str, Any]:
    if path.suffix == ".safetensors":
        return _read_safetensors(path)
    return dict(read_keras(path)) if is_hdf5(path) else _read_torch(path)


def _read_safetensors(path: Path) -> dict[str, Any]:
    with safetensors.safe_open(path, framework="pt") as stream:
        content: dict[str, Any] = {key: stream.get_tensor(key) for key in stream.keys()}  # noqa: SIM118
        config = (stream.metadata() or {}).get("cfg")
    return content if config is None else {"cfg": from_json(config), "model": content}


def _read_torch(path: Path) -> dict[str, Any]:
    try:
        with torch.serialization.safe_globals([*SAFE_GLOBALS]):
            content = torch.load(path, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        if not (refused := _refused(path, error)):
            raise
        raise CheckpointError(
            f'"{path.name}" was not opened: it holds {", ".join(refused)}, which could run code.',
            hint="Use the published file, or a safetensors copy of it.",
        ) from error
    if not isinstance(content, dict):
        raise CheckpointError(f'"{path.name}" holds no named tensors.')
    return content


def _refused(path: Path, error: pickle.UnpicklingError) -> list[str]:
    """What a torch file asks for beyond tensors, plain values and SAFE_GLOBALS."""
    try:
        with torch.serialization.safe_globals([*SAFE_GLOBALS]):
            return sorted(torch.serialization.get_unsafe_globals_in_checkpoint(path))
    except (ValueError, RuntimeError):  # a file of the years before zip archives
        return re.findall(r"GLOBAL ([\w.]+)", str(error))[:1]
