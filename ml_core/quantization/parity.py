"""Does the exported file decide like the network it was made from?"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
import torch
from onnx import helper
from torch.fx import GraphModule

from ml_core.evaluation.metrics import wilson
from ml_core.quantization.qat import last_step

DEPLOYABLE = 0.995  # agreement of converted network and exported file
_BATCH = 64
Floats = npt.NDArray[np.float32]


def measure(converted: GraphModule, int8: bytes, fp32: bytes, windows: Floats) -> Mapping[str, Any]:
    """Compare converted network, exported int8 and exported float on the same windows.

    The gap is counted in steps: the scale of the last rounded tensor, on that tensor.

    Args:
        converted: what ``qat.convert`` gave.
        int8: its ONNX file.
        fp32: the ONNX file of the float student.
        windows: (N, 1, F, T) log-mel.
    """
    node, scale = last_step(converted)
    torch_logits, torch_last = _run_converted(converted, node.name, windows)
    int8_logits, int8_last = _run_onnx(_with_last_tensor(int8), windows)
    float_logits, _ = _run_onnx(fp32, windows)
    gap = np.abs(int8_last - torch_last).reshape(len(windows), -1).max(axis=1) / scale
    exported = _agreement(torch_logits, int8_logits)
    return {
        "measured": True,
        "n": len(windows),
        "step": scale,
        "agreement": exported["agreement"],
        "low": exported["low"],
        "high": exported["high"],
        "gap_steps": {
            "median": float(np.median(gap)),
            "p95": float(np.quantile(gap, 0.95)),
            "max": float(gap.max()),
        },
        "deployable": exported["agreement"] >= DEPLOYABLE,
        "float_to_int8": _agreement(float_logits, int8_logits),
        "first_layer_apart": None,
    }


def not_measured() -> Mapping[str, Any]:
    """What a bundle says before anything was compared."""
    return {"measured": False, "n": 0}


def _agreement(a: Floats, b: Floats) -> dict[str, float]:
    same = int((a.argmax(axis=1) == b.argmax(axis=1)).sum())
    interval = wilson(same, len(a))
    return {"agreement": interval.value, "low": interval.low, "high": interval.high}


def _run_converted(converted: GraphModule, last: str, windows: Floats) -> tuple[Floats, Floats]:
    kept: list[torch.Tensor] = []

    class Keeping(torch.fx.Interpreter):
        def run_node(self, n: torch.fx.Node) -> Any:
            value = super().run_node(n)
            if n.name == last:
                kept.append(value)
            return value

    logits = []
    interpreter = Keeping(converted)
    with torch.no_grad():
        for first in range(0, len(windows), _BATCH):
            batch = torch.from_numpy(windows[first : first + _BATCH])
            logits.append(interpreter.run(batch)[1])
    return torch.cat(logits).numpy(), torch.cat(kept).numpy()


def _with_last_tensor(int8: bytes) -> bytes:
    model = onnx.load_from_string(int8)
    constants = {tensor.name for tensor in model.graph.initializer}
    last = [
        node.output[0]
        for node in model.graph.node
        if node.op_type == "DequantizeLinear" and node.input[0] not in constants
    ][-1]
    model.graph.output.append(helper.make_tensor_value_info(last, onnx.TensorProto.FLOAT, None))
    return model.SerializeToString()


def _run_onnx(data: bytes, windows: Floats) -> tuple[Floats, Floats]:
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]
    wanted = ["logits", names[-1]]
    parts = [
        session.run(wanted, {"log_mel": windows[first : first + _BATCH]})
        for first in range(0, len(windows), _BATCH)
    ]
    return np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])
