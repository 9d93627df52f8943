"""ONNX files: a float student, an int8 student, and an int8 student that hears waveforms.

All are plain ONNX of the default domain. The input's first axis is the batch, of any size.
"""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn
from torch.export import Dim

from ml_core.frontend.log_mel import analysis_window, mel_matrix
from ml_core.frontend.spec import LogMelSpec
from ml_core.quantization.graph import LARGEST_BATCH
from ml_core.quantization.moving import drop_unread, fold_padding, move_integers
from ml_core.quantization.quiet import quiet
from ml_core.quantization.shaping import (
    expand_shortcuts,
    keep_convolutions_float,
    split_grouped_convolutions,
    widen_first_convolution,
)

ROUNDED = "rounded"  # names of rounded activations: this and their number, in order
_PREFIX = "front."


class _InContractOrder(nn.Module):
    """Gives logits and embedding in the order of the bundle's contract."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, log_mel: Tensor) -> tuple[Tensor, Tensor]:
        embedding, logits = self.network(log_mel)
        return logits, embedding


def export_network(network: nn.Module, input_shape: tuple[int, int]) -> bytes:
    """A float student, or one converted by ``qat.convert``, as an ONNX file.

    Input ``log_mel`` (B, 1, F, T); outputs ``logits`` (B, K) and ``embedding`` (B, D). The
    integers of an int8 network's rounded activations are called rounded0, rounded1, ..., in the
    order of ``qat.rounded_activations``.

    Args:
        network: returns (embedding, logits).
        input_shape: (F, T).
    """
    with quiet(), torch.no_grad():
        program = torch.onnx.export(
            _InContractOrder(network),
            (torch.zeros(2, 1, *input_shape),),
            dynamo=True,
            input_names=["log_mel"],
            output_names=["logits", "embedding"],
            dynamic_shapes=({0: Dim("B", min=1, max=LARGEST_BATCH)},),
            external_data=False,
            verbose=False,
        )
    if program is None:
        raise RuntimeError("torch.onnx.export returned nothing")
    model = program.model_proto
    rounded = [node.output[0] for node in model.graph.node if node.op_type == "QuantizeLinear"]
    fold_padding(model)
    if rounded:
        move_integers(model)
        expand_shortcuts(model)
        split_grouped_convolutions(model)
        widen_first_convolution(model)
        keep_convolutions_float(model)
        drop_unread(model)
    _strip(model, rounded)
    return _serialise(model)


def _strip(model: Any, rounded: Sequence[str]) -> None:
    """Remove what only people with a debugger read, half the file, and number rounded tensors."""
    model.producer_name, model.producer_version, model.doc_string = "", "", ""
    del model.metadata_props[:]
    graph = model.graph
    graph.name, graph.doc_string = "student", ""
    del graph.metadata_props[:]
    del graph.value_info[:]
    kept = {value.name for value in (*graph.input, *graph.output)}
    short = {name: f"{ROUNDED}{number}" for number, name in enumerate(rounded)}

    def shorten(name: str) -> str:
        return name if not name or name in kept else short.setdefault(name, f"t{len(short)}")

    for item in (*graph.initializer, *graph.node):
        item.doc_string = ""
        del item.metadata_props[:]
    for tensor in graph.initializer:
        tensor.name = shorten(tensor.name)
    for node in graph.node:
        node.name = ""
        node.input[:] = [shorten(name) for name in node.input]
        node.output[:] = [shorten(name) for name in node.output]
    for value in (*graph.input, *graph.output):
        value.doc_string = ""
        del value.metadata_props[:]


def _serialise(model: Any) -> bytes:
    onnx.checker.check_model(model)
    return model.SerializeToString(deterministic=True)


def export_waveform(int8: bytes, spec: LogMelSpec, window_samples: int) -> bytes:
    """Put the front end, as ONNX operations, in front of an int8 network.

    Input ``waveform`` (B, window_samples); outputs as before.
    """
    model = onnx.load_from_string(int8)
    front = _FrontEnd(spec, window_samples)
    nodes = front.nodes()
    graph = model.graph
    network_nodes = list(graph.node)
    del graph.node[:], graph.input[:]
    graph.node.extend([*nodes, *network_nodes])
    graph.input.append(
        helper.make_tensor_value_info("waveform", TensorProto.FLOAT, ["B", window_samples])
    )
    graph.initializer.extend(front.initializers)
    return _serialise(model)


class _FrontEnd:
    """The operations of ``LogMelSpec`` as ONNX nodes, equal to ``frontend.log_mel``."""

    def __init__(self, spec: LogMelSpec, n_samples: int) -> None:
        self._spec, self._n_samples = spec, n_samples
        self.initializers: list[Any] = []
        self._nodes: list[Any] = []

    def nodes(self) -> Sequence[Any]:
        """From ``waveform`` (B, n) to ``log_mel`` (B, 1, F, T)."""
        spec = self._spec
        spectrum = self._frames_spectrum() if spec.per_frame else self._spectrum()
        square = self._op("Mul", spectrum, spectrum)
        energy = self._op("ReduceSum", square, self._constant("parts", np.array([3])), keepdims=0)
        if spec.power == 1.0:
            energy = self._op("Sqrt", energy)
        mel = self._op("MatMul", energy, self._mel_matrix())  # (B, T, F)
        mel = self._op("Log", self._op("Add", mel, self._number("floor", spec.floor)))
        mel = self._op("Add", mel, self._number("offset", spec.offset))
        mel = self._op("Div", mel, self._number("scale", spec.scale))
        mel = self._op("Transpose", mel, perm=[0, 2, 1])
        self._op("Unsqueeze", mel, self._constant("channel", np.array([1])), output="log_mel")
        return self._nodes

    def _op(self, kind: str, *inputs: str, output: str = "", **attributes: Any) -> str:
        output = output or f"{_PREFIX}op{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, list(inputs), [output], **attributes))
        return output

    def _constant(self, name: str, value: np.ndarray[Any, Any]) -> str:
        self.initializers.append(numpy_helper.from_array(np.asarray(value), _PREFIX + name))
        return _PREFIX + name

    def _number(self, name: str, value: float) -> str:
        return self._constant(name, np.array(value, dtype=np.float32))

    def _spectrum(self) -> str:
        """(B, T, bins, 2) of the pre-emphasised signal."""
        signal = self._pad(self._preemphasis("waveform"))
        signal = self._op("Unsqueeze", signal, self._constant("last", np.array([2])))
        return self._op(
            "STFT", signal, self._constant("hop", np.array(self._spec.hop)),
            self._constant("window", self._window()),
            self._constant("n_fft", np.array(self._spec.n_fft)), onesided=1,
        )  # fmt: skip

    def _frames_spectrum(self) -> str:
        """(B, T, bins, 2) of frames that are prepared one by one."""
        spec = self._spec
        starts = np.arange(spec.n_frames(self._n_samples))[:, None] * spec.hop
        places = self._op(
            "Add", self._constant("starts", starts),
            self._constant("within", np.arange(spec.window)[None]),
        )  # fmt: skip
        frames = self._op("Gather", "waveform", places, axis=1)  # (B, T, window)
        last = self._constant("last", np.array([2]))
        level = self._op("Sub", frames, self._op("ReduceMean", frames, last, keepdims=1))
        zero, one = self._constant("0", np.array([0])), self._constant("1", np.array([1]))
        begin = self._op("Slice", level, zero, one, last)
        body = self._op("Slice", level, zero, self._constant("-1", np.array([-1])), last)
        before = self._op("Concat", begin, body, axis=2)
        weighted = self._op("Mul", before, self._number("preemphasis", spec.preemphasis))
        tapered = self._op(
            "Mul", self._op("Sub", level, weighted),
            self._constant("window", analysis_window(spec)),
        )  # fmt: skip
        room = self._constant("room", np.array([0, 0, 0, 0, 0, spec.n_fft - spec.window]))
        padded = self._op(
            "Unsqueeze", self._op("Pad", tapered, room), self._constant("3", np.array([3]))
        )
        return self._op("DFT", padded, axis=2, onesided=1)

    def _preemphasis(self, signal: str) -> str:
        if not self._spec.preemphasis:
            return signal
        first, second = self._constant("0", np.array([0])), self._constant("1", np.array([1]))
        end, before_end = (
            self._constant("end", np.array([2**31 - 1])),
            self._constant("before_end", np.array([-1])),
        )
        later = self._op("Slice", signal, second, end, second)
        earlier = self._op("Slice", signal, first, before_end, second)
        weighted = self._op("Mul", earlier, self._number("preemphasis", self._spec.preemphasis))
        return self._op("Sub", later, weighted)

    def _pad(self, signal: str) -> str:
        spec = self._spec
        if spec.centre:
            amounts, mode = [0, spec.n_fft // 2, 0, spec.n_fft // 2], "reflect"
        else:  # frames are cut by the window, but STFT cuts by the FFT
            amounts, mode = [0, 0, 0, spec.n_fft - spec.window], "constant"
        return self._op("Pad", signal, self._constant("padding", np.array(amounts)), mode=mode)

    def _window(self) -> np.ndarray[Any, Any]:
        spec = self._spec
        start = (spec.n_fft - spec.window) // 2 if spec.centre else 0
        window = np.zeros(spec.n_fft, dtype=np.float32)
        window[start : start + spec.window] = analysis_window(spec)
        return window

    def _mel_matrix(self) -> str:
        """(bins, F), written as its non-zero weights: a hundredth of the dense matrix."""
        dense = mel_matrix(self._spec).T
        where = np.flatnonzero(dense)
        zeros = self._op(
            "ConstantOfShape", self._constant("mel_size", np.array([dense.size])),
            value=numpy_helper.from_array(np.zeros(1, np.float32)),
        )  # fmt: skip
        flat = self._op(
            "ScatterElements",
            zeros,
            self._constant("mel_where", where.astype(np.int32)),
            self._constant("mel_weights", dense.reshape(-1)[where].astype(np.float32)),
        )
        return self._op("Reshape", flat, self._constant("mel_shape", np.array(dense.shape)))


def ops_run(data: bytes) -> dict[str, int]:
    """How often each operation occurs in the graph that onnxruntime makes of an ONNX file."""
    import tempfile
    from collections import Counter
    from pathlib import Path

    import onnxruntime

    with tempfile.TemporaryDirectory() as folder:
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.optimized_model_filepath = str(Path(folder) / "optimised.onnx")
        onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
        model = onnx.load(options.optimized_model_filepath)
    return dict(Counter(node.op_type for node in model.graph.node))


def weight_bytes(int8: bytes) -> int:
    """Bytes of all numbers stored in an ONNX file: what the 64 kB of a student mean."""
    return sum(
        math.prod(tensor.dims) * helper.tensor_dtype_to_np_dtype(tensor.data_type).itemsize
        for tensor in onnx.load_from_string(int8).graph.initializer
    )


def n_macs(data: bytes) -> int:
    """Multiply-accumulates of one window, of convolutions and matrices, as the file has them.

    Args:
        data: an ONNX file of ``export_network``.
    """
    graph = onnx.shape_inference.infer_shapes(onnx.load_from_string(data)).graph
    constants = {tensor.name: math.prod(tensor.dims) for tensor in graph.initializer}
    sizes = {
        value.name: [dim.dim_value for dim in value.type.tensor_type.shape.dim]
        for value in (*graph.value_info, *graph.output)
    }
    for node in graph.node:
        if node.op_type == "DequantizeLinear" and node.input[0] in constants:
            constants[node.output[0]] = constants[node.input[0]]
    return sum(
        constants.get(node.input[1], 0) * math.prod(sizes[node.output[0]][2:])
        for node in graph.node
        if node.op_type in ("Conv", "Gemm", "MatMul")
    )
