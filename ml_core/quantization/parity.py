"""Does the exported file decide like the network it was made from? Letters: N windows.

A student is int8 in three stages: simulated (what was trained, with rounding in float),
converted (explicit integers in torch), exported (the file, in onnxruntime). Each is compared
with the next, and the file also with the first and with the float student.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
import torch
from onnx import helper
from torch.fx import GraphModule, Interpreter, Node

from ml_core.evaluation.metrics import wilson
from ml_core.progress import Monitor
from ml_core.quantization.export import ROUNDED
from ml_core.quantization.graph import layer_name
from ml_core.quantization.qat import (
    QatStudent,
    rounded_activations,
    rounding_of_results,
    step_of,
)

DEPLOYABLE = 0.995  # agreement of converted network and exported file
APART_STEPS = 0.5  # mean gap from which a layer may count as another one ...
APART_JUMP = 4.0  # ... if it is as many times that of any before: ties rounded otherwise add up
APART_SHARE = 0.2  # of their own size, from which embedding or logits count as others
LAYER_WINDOWS = 16  # windows on which every layer is compared
_BATCH = 64
_OUTPUTS = ("logits", "embedding")
Floats = npt.NDArray[np.float32]
Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Stage:
    """What a student said in one stage of its way to int8."""

    logits: Floats  # (N, K)
    embedding: Floats  # (N, D)
    rounded: tuple[Array, ...] = ()  # integers of rounded activations, (N, ...) each


@torch.no_grad()
def hear_simulated(student: QatStudent, windows: Floats, monitor: Monitor | None = None) -> Stage:
    """What a student says with rounding simulated; before ``qat.convert`` uses it up.

    Its ranges are frozen from then on.

    Args:
        student: on the CPU.
        windows: (N, 1, F, T) log-mel.
        monitor: told about every batch.
    """
    student.freeze_ranges()
    last = rounding_of_results(student)
    integers: list[Array] = []

    def keep(_module: object, _given: object, values: torch.Tensor) -> None:
        rounded = torch.round(values / last.scale) + last.zero_point
        integers.append(rounded.to(torch.uint8).numpy())

    handle = last.register_forward_hook(keep)
    try:
        said = [student(batch) for batch in _batches(windows, monitor)]
    finally:
        handle.remove()
    return Stage(
        torch.cat([output.logits for output in said]).numpy(),
        torch.cat([output.embedding for output in said]).numpy(),
        (np.concatenate(integers),),
    )


def measure(
    simulated: Stage,
    converted: GraphModule,
    int8: bytes,
    fp32: bytes,
    windows: Floats,
    monitor: Monitor | None = None,
) -> Mapping[str, Any]:
    """Compare all stages of a student on the same windows.

    Gaps are counted in steps: the integers that two stages store for the same rounded tensor
    are compared, on the last one for all windows, on all of them for some windows.

    Args:
        simulated: from ``hear_simulated`` with the same windows.
        converted: what ``qat.convert`` gave.
        int8: its ONNX file.
        fp32: the ONNX file of the float student.
        windows: (N, 1, F, T) log-mel.
        monitor: told about every batch.
    """
    nodes, names = rounded_activations(converted), _rounded_names(int8)
    inside = _run_converted(converted, nodes[-1:], windows, monitor)
    exported = _run_onnx(int8, names[-1:], windows, monitor)
    full = _run_onnx(fp32, [], windows, monitor)
    last = _compared(inside, exported)
    return {
        "measured": True,
        "n": len(windows),
        "step": step_of(converted, nodes[-1]),
        **last,
        "deployable": last["agreement"] >= DEPLOYABLE,
        "simulated_to_converted": _compared(simulated, inside),
        "simulated_to_int8": _compared(simulated, exported),
        "float_to_int8": _agreement(full.logits, exported.logits),
        "first_layer_apart": _first_apart(converted, nodes, int8, names, windows[:LAYER_WINDOWS]),
    }


def not_measured() -> Mapping[str, Any]:
    """What a bundle says before anything was compared."""
    return {"measured": False, "n": 0}


def _compared(here: Stage, there: Stage) -> dict[str, Any]:
    """Agreement, and the largest gap of every window in steps of the last rounded tensor."""
    gap = _gap(here.rounded[-1], there.rounded[-1]).reshape(len(here.logits), -1).max(axis=1)
    return {
        **_agreement(here.logits, there.logits),
        "gap_steps": {
            "median": float(np.median(gap)),
            "p95": float(np.quantile(gap, 0.95)),
            "max": float(gap.max()),
        },
    }


def _first_apart(
    converted: GraphModule, nodes: Sequence[Node], int8: bytes, names: Sequence[str], some: Floats
) -> dict[str, Any] | None:
    """The first layer whose integers suddenly differ by half a step on average, if any.

    Values half-way between two steps are rounded by chance, one in some thousand; every layer
    doubles what the one before it brought. A jump has another cause. Behind the last of them
    the outputs are compared, as shares of their own size.
    """
    if len(nodes) != len(names):
        return {"layer": "the number of rounded tensors", "gap_steps": len(names) - len(nodes)}
    inside, exported = _run_converted(converted, nodes, some), _run_onnx(int8, names, some)
    largest = 0.0
    for node, here, there in zip(nodes, inside.rounded, exported.rounded, strict=True):
        mean = float(_gap(here, there).mean())
        if mean > max(APART_STEPS, APART_JUMP * largest):
            return {"layer": _rounded_layer(node), "gap_steps": mean}
        largest = max(largest, mean)
    for name in reversed(_OUTPUTS):
        here, there = getattr(inside, name), getattr(exported, name)
        share = float(np.linalg.norm(here - there) / max(float(np.linalg.norm(here)), 1e-9))
        if share > APART_SHARE:
            return {"layer": name, "gap_share": share}
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


def _batches(windows: Floats, monitor: Monitor | None) -> Iterator[torch.Tensor]:
    for first in range(0, len(windows), _BATCH):
        if monitor is not None:
            monitor.report(first, len(windows), stage="compare")
        yield torch.from_numpy(windows[first : first + _BATCH])


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
    converted: GraphModule,
    wanted: Sequence[Node],
    windows: Floats,
    monitor: Monitor | None = None,
) -> Stage:
    keeping = _Keeping(converted, wanted)
    said = [keeping.run(batch) for batch in _batches(windows, monitor)]
    embedding, logits = (torch.cat(parts).numpy() for parts in zip(*said, strict=True))
    kept = tuple(torch.cat(parts).numpy() for parts in keeping.kept.values())
    return Stage(logits, embedding, kept)


def _rounded_names(int8: bytes) -> list[str]:
    """The rounded activations of an ONNX file, in order."""
    made = {name for node in onnx.load_from_string(int8).graph.node for name in node.output}
    names = (f"{ROUNDED}{number}" for number in itertools.count())
    return list(itertools.takewhile(made.__contains__, names))


def _run_onnx(
    data: bytes, wanted: Sequence[str], windows: Floats, monitor: Monitor | None = None
) -> Stage:
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
        session.run([*_OUTPUTS, *wanted], {"log_mel": batch.numpy()})
        for batch in _batches(windows, monitor)
    ]
    logits, embedding, *kept = (np.concatenate(values) for values in zip(*parts, strict=True))
    return Stage(logits, embedding, tuple(kept))
