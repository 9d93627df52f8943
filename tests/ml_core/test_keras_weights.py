"""YAMNet's file as its authors publish it: into our network and nowhere else."""

from collections.abc import Mapping
from pathlib import Path

import h5py
import numpy as np
import pytest
import torch

from ml_core.errors import CheckpointError
from ml_core.models import official
from ml_core.models.official.keras import EPSILON
from ml_core.models.yamnet import N_AUDIOSET, YAMNet

Arrays = dict[str, np.ndarray]


def drawn() -> YAMNet:
    torch.manual_seed(0)
    return YAMNet(N_AUDIOSET).eval()


def as_keras(network: YAMNet, gamma: bool = False) -> Arrays:
    """What its authors would save: unfolded, in Keras' order, by names like theirs."""
    rng = np.random.default_rng(0)
    state = {name: value.numpy() for name, value in network.state_dict().items()}
    places = {"stem": "layer1/conv"}
    for number in range(13):
        for kind in ("depthwise", "pointwise"):
            places[f"blocks.{number}.{kind}"] = f"layer{number + 2}/{kind}_conv"
    arrays: Arrays = {}
    for ours, theirs in places.items():
        weight, bias = state[f"{ours}.weight"], state[f"{ours}.bias"]
        n = len(bias)
        mean, variance = rng.normal(size=n), rng.uniform(0.5, 2, n)
        scale = rng.uniform(0.5, 2, n) if gamma else np.ones(n)
        factor = scale / np.sqrt(variance + EPSILON)
        kernel = weight / factor[:, None, None, None]
        depthwise = "depthwise" in ours
        kernel = kernel.transpose(2, 3, 0, 1) if depthwise else kernel.transpose(2, 3, 1, 0)
        arrays[f"{theirs}/{'depthwise_' if depthwise else ''}kernel:0"] = kernel
        arrays[f"{theirs}/bn/beta:0"] = bias + mean * factor
        arrays[f"{theirs}/bn/moving_mean:0"] = mean
        arrays[f"{theirs}/bn/moving_variance:0"] = variance
        if gamma:
            arrays[f"{theirs}/bn/gamma:0"] = scale
    arrays["dense/kernel:0"] = state["classifier.weight"].T
    arrays["dense/bias:0"] = state["classifier.bias"]
    return {name: array.astype(np.float32) for name, array in arrays.items()}


def write(path: Path, arrays: Mapping[str, np.ndarray]) -> Path:
    """As ``Model.save_weights`` does: in a group of the layer, under the layer's name again."""
    with h5py.File(path, "w") as file:
        for name, array in arrays.items():
            file[f"{name.rpartition('/')[0]}/{name}"] = array
    return path


@pytest.mark.parametrize("gamma", [False, True])
def test_the_network_is_the_one_that_was_saved(tmp_path: Path, gamma: bool) -> None:
    network = drawn()
    path = write(tmp_path / "yamnet.h5", as_keras(network, gamma))
    loaded = official.pretrained("yamnet", N_AUDIOSET, "linear", path)
    for (name, ours), theirs in zip(
        network.state_dict().items(), loaded.state_dict().values(), strict=True
    ):
        torch.testing.assert_close(theirs, ours, rtol=1e-5, atol=1e-5, msg=name)


def test_a_matrix_may_have_the_other_name_and_no_group(tmp_path: Path) -> None:
    network = drawn()
    arrays = as_keras(network)
    for part in ("kernel", "bias"):
        arrays[f"logits/{part}"] = arrays.pop(f"dense/{part}:0")
    path = tmp_path / "yamnet.h5"
    with h5py.File(path, "w") as file:
        for name, array in arrays.items():
            file[name] = array
    loaded = official.pretrained("yamnet", N_AUDIOSET, "linear", path)
    assert isinstance(loaded, YAMNet)
    torch.testing.assert_close(loaded.classifier.weight, network.classifier.weight)


def spoilt(arrays: Arrays, how: str) -> Arrays:
    if how == "no normalisation":
        return {name: array for name, array in arrays.items() if "/bn/" not in name}
    if how == "a layer less":
        return {name: array for name, array in arrays.items() if not name.startswith("layer9/")}
    if how == "no classifier":
        return {name: array for name, array in arrays.items() if not name.startswith("dense/")}
    if how == "another size":
        return arrays | {"layer3/pointwise_conv/bn/beta:0": np.zeros(7, np.float32)}
    if how == "words":
        return arrays | {"layer3/pointwise_conv/kernel:0": np.array([b"words"])}
    return {"conv1/kernel:0": np.zeros((3, 3, 1, 8), np.float32)}


@pytest.mark.parametrize(
    "how",
    ["no normalisation", "a layer less", "no classifier", "another size", "words", "another"],
)
def test_other_files_are_refused_by_name(tmp_path: Path, how: str) -> None:
    path = write(tmp_path / "odd.h5", spoilt(as_keras(drawn()), how))
    with pytest.raises(CheckpointError, match=r"odd\.h5"):
        official.require_fitting("yamnet", "linear", path)


def test_nothing_outside_of_the_file_is_read(tmp_path: Path) -> None:
    arrays = as_keras(drawn())
    outside = tmp_path / "secret"
    bias = arrays.pop("dense/bias:0")
    outside.write_bytes(bias.tobytes())
    path = write(tmp_path / "yamnet.h5", arrays)
    with h5py.File(path, "a") as file:
        file.create_dataset(
            "dense/dense/bias:0", bias.shape, np.float32, external=[(outside, 0, bias.nbytes)]
        )
    with pytest.raises(CheckpointError, match="not YAMNet's file"):
        official.read_checkpoint(path)

    linked = write(tmp_path / "linked.h5", arrays)
    with h5py.File(linked, "a") as file:
        file["dense/dense/bias:0"] = h5py.ExternalLink("yamnet.h5", "/dense/dense/kernel:0")
    with pytest.raises(CheckpointError, match="not YAMNet's file"):
        official.read_checkpoint(linked)


def test_damaged_files_are_refused_by_name(tmp_path: Path) -> None:
    whole = write(tmp_path / "whole.h5", as_keras(drawn())).read_bytes()
    path = tmp_path / "cut.h5"
    rng = np.random.default_rng(0)
    for _ in range(20):
        spoiled = bytearray(whole[: rng.integers(8, 20_000)])
        spoiled[rng.integers(8, len(spoiled)) if len(spoiled) > 8 else 0] ^= 0xFF
        path.write_bytes(spoiled)
        with pytest.raises(CheckpointError, match=r"cut\.h5"):
            official.read_checkpoint(path)
