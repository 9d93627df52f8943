"""Networks filled with their authors' weights, and written back as their authors name them."""

from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor, nn

from ml_core.errors import CheckpointError
from ml_core.models import registry
from ml_core.models.official.files import Checkpoint, read_checkpoint
from ml_core.models.official.layouts import to_ours, to_theirs

# A file may have these for other classes than ours, or not at all.
_HEADS = ("classifier.", "head.", "head_dist.")


def load_pretrained(module: nn.Module, network: str, path: Path) -> None:
    """Fill ``module`` from an official file; a head of another size keeps its fresh values.

    Args:
        module: built for the file.
        network: its name in the registry.
        path: the file.

    Raises:
        CheckpointError: the file cannot be read, or is not one of this network.
    """
    _fill(module, network, read_checkpoint(path), path.name)


def pretrained(network: str, n_scenes: int, head: str, path: Path) -> nn.Module:
    """The network that an official file is of, filled from it.

    A file with a configuration decides the size. The head is filled where it is the file's own.

    Args:
        network: a name of the registry.
        n_scenes: K.
        head: a name of ``recipes.stages.Head``.
        path: the file.

    Raises:
        CheckpointError: the file cannot be read, or is not one of this network.
        RecipeError: there is no such network or head.
    """
    checkpoint = read_checkpoint(path)
    module = registry.build(network, n_scenes, head, config=checkpoint.config)
    _fill(module, network, checkpoint, path.name)
    return module


def require_fitting(network: str, head: str, path: Path) -> None:
    """Refuse what ``pretrained`` would refuse, without filling a network.

    Args:
        network: a name of the registry.
        head: a name of ``recipes.stages.Head``.
        path: the file.

    Raises:
        CheckpointError: the file cannot be read, or is not one of this network.
        RecipeError: there is no such network or head.
    """
    checkpoint = read_checkpoint(path)
    # ours need not fill their weights to be compared, which takes seconds where they are many
    with torch.device("meta" if network in registry.NETWORKS else "cpu"):
        module = registry.build(network, 2, head, config=checkpoint.config)
    _fitting(module, network, checkpoint, path.name)


def checkpoint_of(module: nn.Module, network: str, *, head: bool = True) -> Checkpoint:
    """A network as its authors would save it: the inverse of ``load_pretrained``.

    Args:
        module: the network.
        network: its name in the registry.
        head: False leaves the classifier out, as files that were only pre-trained do.

    Raises:
        CheckpointError: its authors publish no weights that we know of.
    """
    state = module.state_dict()
    kept = {key: value for key, value in state.items() if head or not key.startswith(_HEADS)}
    if (config := registry.config_of(module)) is not None:
        config["finetuned_model"] = head
        if head:
            config["predictor_class"] = len(state["classifier.weight"])
    return Checkpoint(to_theirs(network, kept), config)


def _fill(module: nn.Module, network: str, checkpoint: Checkpoint, name: str) -> None:
    module.load_state_dict(_fitting(module, network, checkpoint, name), strict=False)


def _fitting(
    module: nn.Module, network: str, checkpoint: Checkpoint, name: str
) -> dict[str, Tensor]:
    """What of a file goes into a network, under our names."""
    ours = module.state_dict()
    theirs = to_ours(network, checkpoint.tensors)
    fitting = {key: value for key, value in theirs.items() if key in ours}
    for layer in {key.rpartition(".")[0] for key in theirs.keys() | ours if _is_head(key)}:
        if _shapes(theirs, layer) != _shapes(ours, layer):
            fitting = {k: v for k, v in fitting.items() if k.rpartition(".")[0] != layer}
    odd = [
        *(key for key in theirs if key not in ours and not _is_head(key)),
        *(key for key in ours if key not in fitting and not _is_head(key)),
        *(key for key, value in fitting.items() if ours[key].shape != value.shape),
    ]
    if odd:
        raise CheckpointError(
            f'"{name}" is not a file of {network}: {odd[0]} differs.',
            hint="Choose the network that the file was made for.",
        )
    return fitting


def _is_head(key: str) -> bool:
    return key.startswith(_HEADS)


def _shapes(state: Mapping[str, Tensor], layer: str) -> dict[str, tuple[int, ...]]:
    """Of all tensors of a layer."""
    return {k: tuple(v.shape) for k, v in state.items() if k.rpartition(".")[0] == layer}
