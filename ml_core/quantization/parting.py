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
from ml_core.quantization.graph import ADDITIONS, CONVOLUTIONS, layer_name, relu_source
from ml_core.quantization.integers import Integers
from ml_core.quantization.qat import rounded_activations, step_of

APART_STEPS = 2  # two sums of the same integers are at most a step apart, for a tie ...
APART_SHARE = 0.01  # ... and ties are rare
OUTPUTS_SHARE = 1e-3  # of their own size, by which embedding and logits may differ
_FEWEST = 50  # values that tell a factor
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
            factor = ratio if another_step else _factor(here.numpy(), there, gap)
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


def _factor(here: Array, there: Array, gap: Array) -> float | None:
    """How many times larger the file's values are, from those that are not at an end."""
    factors = []
    for channel in range(here.shape[1]):
        if gap[:, channel].max() < APART_STEPS:
            continue
        mine, its = (part[:, channel].astype(np.float64).ravel() for part in (here, there))
        inside = (mine > 0) & (mine < _LARGEST) & (its > 0) & (its < _LARGEST)
        if inside.sum() >= _FEWEST and np.ptp(mine[inside]) > 0:
            centred = mine[inside] - mine[inside].mean()
            factors.append(float(centred @ its[inside] / (centred @ centred)))
    return float(np.median(factors)) if factors else None


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
