"""The first layer of an exported file that computes something else than the converted network.

Each layer is judged alone: the converted network is given the integers that the file found before
it. So a fault shows where it is and nowhere else, however much the layers behind make of it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import numpy_helper
from torch.fx import GraphModule, Node

from ml_core.quantization.export import ROUNDED
from ml_core.quantization.graph import (
    ADDITIONS,
    CONVOLUTIONS,
    layer_name,
    relu_source,
    tensor_of,
)
from ml_core.quantization.integers import Integers
from ml_core.quantization.qat import rounded_activations, step_of

APART_STEPS = 2  # two sums of the same integers are at most a step apart, for a tie ...
APART_SHARE = 0.01  # ... and ties are rare
OUTPUTS_SHARE = 1e-3  # of their own size, by which embedding and logits may differ
_FEWEST = 20  # values that tell a factor
_SAME = 1e-4
_LARGEST = 255
_OUTPUTS = ("embedding", "logits")
_TITLES = {"embedding": "the pooling", "logits": "the classifier"}
Array = npt.NDArray[Any]


@torch.no_grad()
def first_apart(
    converted: GraphModule,
    int8: bytes,
    log_mel: npt.NDArray[np.float32],
    integers: Sequence[npt.NDArray[np.uint8]],
    outputs: tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]],
) -> dict[str, Any] | None:
    """Name, place in words, factor of its scale and mean gap of the first layer apart, if any.

    Args:
        converted: what ``qat.convert`` gave.
        int8: its ONNX file.
        log_mel: (N, 1, F, T).
        integers: what every rounded activation of the file is for them, (N, ...) each.
        outputs: embedding (N, D) and logits (N, K) of the file.
    """
    nodes = rounded_activations(converted)
    if len(nodes) != len(integers):
        what = "the number of rounded tensors"
        return _row(what, what, None, abs(len(integers) - len(nodes)))
    run = Integers(converted, [torch.from_numpy(one) for one in integers])
    said = run.run(torch.from_numpy(log_mel))
    steps = list(_steps(int8, len(nodes)))
    for number, (node, here, there) in enumerate(zip(nodes, run.rounded, integers, strict=True)):
        gap = np.abs(here.numpy().astype(np.int32) - there.astype(np.int32))
        ratio = steps[number] / step_of(converted, node)
        another_step = abs(ratio - 1) > _SAME
        if another_step or gap.max() >= APART_STEPS or (gap > 0).mean() > APART_SHARE:
            offsets = _offsets(converted, node, there.shape[1])
            factor = ratio if another_step else _factor(here.numpy(), there, offsets)
            source: Any = node.args[0]
            return _row(layer_name(source), title_of(converted, source), factor, float(gap.mean()))
    for name, mine, its in zip(_OUTPUTS, said, outputs, strict=True):
        size = max(float(np.linalg.norm(mine)), 1e-9)
        share = float(np.linalg.norm(mine.numpy() - its)) / size
        if share > OUTPUTS_SHARE:
            return _row(name, _TITLES[name], None, 0.0) | {"gap_share": share}
    return None


def _row(layer: str, title: str, factor: float | None, gap_steps: float) -> dict[str, Any]:
    return {"layer": layer, "title": title, "factor": factor, "gap_steps": gap_steps}


def _factor(here: Array, there: Array, offsets: Array) -> float | None:
    """How many times larger the file's sums are, from results that are not at an end.

    Args:
        here: integers of the converted network, (N, C, ...).
        there: of the file.
        offsets: (C,) the integers that sums of nothing would be rounded to: zero point and bias.
    """
    apart = np.abs(here.astype(np.int32) - there.astype(np.int32)) >= APART_STEPS
    channels = apart.any(axis=tuple(axis for axis in range(apart.ndim) if axis != 1))
    shape = (1, -1, *(1,) * (here.ndim - 2))
    mine, its = (part[:, channels] - offsets.reshape(shape)[:, channels] for part in (here, there))
    inside = np.ones(mine.shape, bool)
    for part in (here, there):
        inside &= (part[:, channels] > 0) & (part[:, channels] < _LARGEST)
    square = float(np.square(mine[inside]).sum())
    if inside.sum() < _FEWEST or square <= 0:
        return None
    return float((mine[inside] * its[inside]).sum()) / square


def _offsets(converted: GraphModule, rounding: Node, n_channels: int) -> Array:
    """What a rounded activation is where a convolution sums up nothing, in its integers."""
    zero, source = rounding.args[2], rounding.args[0]
    assert isinstance(source, Node)
    known: Any = tensor_of(converted, zero) if isinstance(zero, Node) else zero
    offsets = np.full(n_channels, float(known))
    maker = relu_source(source)
    if maker.target in CONVOLUTIONS and len(maker.args) > 2 and maker.args[2] is not None:
        bias = tensor_of(converted, maker.args[2]).double().numpy()
        offsets += bias / step_of(converted, rounding)
    return offsets


def _steps(int8: bytes, n: int) -> Iterator[float]:
    """The scale of every rounded activation, as the file has it."""
    graph = onnx.load_from_string(int8).graph
    constants = {tensor.name: tensor for tensor in graph.initializer}
    makers = {name: node for node in graph.node for name in node.output}
    for number in range(n):
        node = makers[f"{ROUNDED}{number}"]
        while node.op_type != "QuantizeLinear":  # what was split or moved on the way out
            node = makers[node.input[0]]
        yield float(numpy_helper.to_array(constants[node.input[1]]))


def title_of(converted: GraphModule, node: Node) -> str:
    """A layer's place in words, e.g. "block 3, convolution 2".

    Args:
        converted: the whole network.
        node: what gives the layer's result.
    """
    if node.op == "placeholder":
        return "the input"
    maker = relu_source(node)
    part = _part(layer_name(node))
    kind = _kind(maker)
    alike = [
        other
        for other in converted.graph.nodes
        if _kind(other) == kind and relu_source(other) is other
        and _part(layer_name(other)) == part
    ]  # fmt: skip
    number = f" {alike.index(maker) + 1}" if len(alike) > 1 and maker in alike else ""
    return f"{_words(part)}, {kind}{number}" if part else f"{kind}{number}"


def _kind(node: Node) -> str:
    if node.target in CONVOLUTIONS:
        return "convolution"
    if node.target in ADDITIONS:
        return "addition"
    return "normalisation" if "norm" in layer_name(node) else "result"


def _part(layer: str) -> str:
    """The block a layer is in: blocks.2 of blocks.2.project.0."""
    found = re.match(r"[a-z_]+(\.\d+)?", layer)
    return found[0] if found else ""


def _words(part: str) -> str:
    name, _, number = part.partition(".")
    name = name.replace("_", " ")
    return f"{name.removesuffix('s')} {int(number) + 1}" if number else name
