"""Does the exported file decide like the network it was made from? Letters: N windows."""

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
import torch
from onnx import helper
from torch.fx import GraphModule, Interpreter, Node

from ml_core.evaluation.metrics import wilson
from ml_core.quantization.export import ROUNDED
from ml_core.quantization.graph import layer_name
from ml_core.quantization.qat import rounded_activations, step_of

DEPLOYABLE = 0.995  # agreement of converted network and exported file
APART_STEPS = 1.0  # mean gap from which a layer counts as another one
LAYER_WINDOWS = 16  # windows on which every layer is compared
_BATCH = 64
Floats = npt.NDArray[np.float32]
Array = npt.NDArray[Any]


def measure(converted: GraphModule, int8: bytes, fp32: bytes, windows: Floats) -> Mapping[str, Any]:
    """Compare converted network, exported int8 and exported float on the same windows.

    Gaps are counted in steps: the integers that both store for the same rounded tensor are
    compared, on the last one for all windows, on all of them for some windows.

    Args:
        converted: what ``qat.convert`` gave.
        int8: its ONNX file.
        fp32: the ONNX file of the float student.
        windows: (N, 1, F, T) log-mel.
    """
    nodes, names = rounded_activations(converted), _rounded_names(int8)
    logits, (last,) = _run_converted(converted, nodes[-1:], windows)
    int8_logits, (int8_last,) = _run_onnx(int8, names[-1:], windows)
    float_logits, _ = _run_onnx(fp32, [], windows)
    gap = _gap(last, int8_last).reshape(len(windows), -1).max(axis=1)
    exported = _agreement(logits, int8_logits)
    return {
        "measured": True,
        "n": len(windows),
        "step": step_of(converted, nodes[-1]),
        **exported,
        "gap_steps": {
            "median": float(np.median(gap)),
            "p95": float(np.quantile(gap, 0.95)),
            "max": float(gap.max()),
        },
        "deployable": exported["agreement"] >= DEPLOYABLE,
        "float_to_int8": _agreement(float_logits, int8_logits),
        "first_layer_apart": _first_apart(converted, nodes, int8, names, windows[:LAYER_WINDOWS]),
    }


def not_measured() -> Mapping[str, Any]:
    """What a bundle says before anything was compared."""
    return {"measured": False, "n": 0}


def _first_apart(
    converted: GraphModule, nodes: Sequence[Node], int8: bytes, names: Sequence[str], some: Floats
) -> dict[str, Any] | None:
    """The first layer whose integers differ by more than a step on average, if any does."""
    if len(nodes) != len(names):
        return {"layer": "the number of rounded tensors", "gap_steps": len(names) - len(nodes)}
    _, inside = _run_converted(converted, nodes, some)
    _, exported = _run_onnx(int8, names, some)
    for node, here, there in zip(nodes, inside, exported, strict=True):
        mean = float(_gap(here, there).mean())
        if mean > APART_STEPS:
            return {"layer": _rounded_layer(node), "gap_steps": mean}
    return None


def _rounded_layer(rounding: Node) -> str:
    source = rounding.args[0]
    assert isinstance(source, Node)
    return layer_name(source)


def _gap(here: Array, there: Array) -> Array:
    return np.abs(here.astype(np.int32) - there.astype(np.int32))


def _agreement(a: Floats, b: Floats) -> dict[str, float]:
    same = int((a.argmax(axis=1) == b.argmax(axis=1)).sum())
    interval = wilson(same, len(a))
    return {"agreement": interval.value, "low": interval.low, "high": interval.high}


class _Keeping(Interpreter):
    """Runs a graph and keeps what some of its nodes give."""

    def __init__(self, graph: GraphModule, wanted: Sequence[Node]) -> None:
        super().__init__(graph)
        self.kept: dict[str, list[torch.Tensor]] = {node.name: [] for node in wanted}

    def run_node(self, n: Node) -> Any:
        value = super().run_node(n)
        if n.name in self.kept:
            self.kept[n.name].append(value)
        return value


@torch.no_grad()
def _run_converted(
    converted: GraphModule, wanted: Sequence[Node], windows: Floats
) -> tuple[Floats, list[Array]]:
    """Logits (N, K), and what the wanted nodes gave."""
    keeping = _Keeping(converted, wanted)
    logits = [
        keeping.run(torch.from_numpy(windows[first : first + _BATCH]))[1]
        for first in range(0, len(windows), _BATCH)
    ]
    kept = [torch.cat(parts).numpy() for parts in keeping.kept.values()]
    return torch.cat(logits).numpy(), kept


def _rounded_names(int8: bytes) -> list[str]:
    """The rounded activations of an ONNX file, in order."""
    made = {name for node in onnx.load_from_string(int8).graph.node for name in node.output}
    names = (f"{ROUNDED}{number}" for number in itertools.count())
    return list(itertools.takewhile(made.__contains__, names))


def _run_onnx(data: bytes, wanted: Sequence[str], windows: Floats) -> tuple[Floats, list[Array]]:
    """Logits (N, K), and the wanted tensors inside the graph."""
    model = onnx.load_from_string(data)
    model.graph.output.extend(
        helper.make_tensor_value_info(name, onnx.TensorProto.UINT8, None) for name in wanted
    )
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    parts = [
        session.run(["logits", *wanted], {"log_mel": windows[first : first + _BATCH]})
        for first in range(0, len(windows), _BATCH)
    ]
    logits, *kept = (np.concatenate(values) for values in zip(*parts, strict=True))
    return logits, kept
