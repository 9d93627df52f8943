"""Small int8 networks of random shapes, written node by node."""

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st
from onnx import TensorProto, helper, numpy_helper

N_SCENES = 3
KINDS = (
    "conv", "conv", "depthwise", "pool", "shuffle", "residual", "turned", "shortcut",
)  # fmt: skip


class Writer:
    """Writes one node after the other; ``value`` is the name of the last result.

    Args:
        bands: of the log-mel.
        frames: of it.
        seed: of all weights.
    """

    def __init__(self, bands: int, frames: int, seed: int) -> None:
        self.generator = np.random.default_rng(seed)
        self.nodes, self.tensors = [], []
        self.value, self.shape = "log_mel", (1, 1, bands, frames)
        self._input = [1, bands, frames]

    def node(self, kind: str, inputs: list[str], *, n_outputs: int = 1, **facts) -> str:
        names = [f"n{len(self.nodes)}_{number}" for number in range(n_outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, **facts))
        self.value = names[0]
        return names[0]

    def constant(self, values) -> str:
        name = f"c{len(self.tensors)}"
        self.tensors.append(numpy_helper.from_array(np.asarray(values), name))
        return name

    def rounded(self, scale: float, zero: int) -> str:
        """Quantize the last result; its integers."""
        self._scale = [self.constant(np.float32(scale)), self.constant(np.uint8(zero))]
        return self.node("QuantizeLinear", [self.value, *self._scale])

    def dequantized(self) -> str:
        return self.node("DequantizeLinear", [self.value, *self._scale])

    def convolution(
        self, n_out: int, kernel, stride, pads, dilation, groups: int, *, relu: bool,
        scale: float, zero: int, loud: bool, per_output: bool = True, bias: bool = True,
        used: Sequence[tuple[int, int]] = (),
    ) -> None:  # fmt: skip
        """Dequantize, convolve, rectify and quantize; ``used`` columns of each kernel are not 0."""
        draw, n_in = self.generator, self.shape[1] // groups
        weights = draw.integers(-127, 128, (n_out, n_in, *kernel)).astype(np.int8)
        for number, one in enumerate(weights):  # columns at the sides that need not be stored
            begin, end = sorted(draw.integers(0, kernel[1] + 1, 2))
            if used or draw.random() < 0.5:
                begin, end = used[number] if used else (begin, end)
                one[:, :, :begin], one[:, :, end:] = 0, 0
        sizes = draw.uniform(0.01, 0.02, n_out if per_output else ())
        fan = np.sqrt(n_in * kernel[0] * kernel[1])
        sizes = (sizes / fan * (20 if loud else 1)).astype(np.float32)
        zeros = np.zeros(sizes.shape, np.int8)
        facts = {"axis": 0} if per_output else {}
        source = self.dequantized()
        names = [self.constant(values) for values in (weights, sizes, zeros)]
        dequantized = self.node("DequantizeLinear", names, **facts)
        inputs = [source, dequantized]
        if bias:
            inputs.append(self.constant(draw.normal(0, 1, n_out).astype(np.float32)))
        self.node(
            "Conv", inputs, kernel_shape=list(kernel), strides=list(stride), pads=list(pads),
            dilations=list(dilation), group=groups,
        )  # fmt: skip
        if relu:
            self.node("Relu", [self.value])
        self.rounded(scale, zero)
        rows, columns = (
            (size + before + after - (k - 1) * d - 1) // s + 1
            for size, before, after, k, s, d in zip(
                self.shape[2:], pads[:2], pads[2:], kernel, stride, dilation, strict=True
            )
        )
        self.shape = (1, n_out, rows, columns)

    def finish(self) -> bytes:
        """Pool, and one matrix: logits and embedding."""
        value = self.dequantized()
        axes = self.constant(np.array([2, 3]))
        self.nodes.append(helper.make_node("ReduceMean", [value, axes], ["embedding"], keepdims=0))
        matrix = self.generator.normal(size=(N_SCENES, self.shape[1])).astype(np.float32)
        inputs = ["embedding", self.constant(matrix)]
        self.nodes.append(helper.make_node("Gemm", inputs, ["logits"], transB=1))
        return self.written(self.shape[1])

    def written(self, size: int) -> bytes:
        graph = helper.make_graph(
            self.nodes,
            "made",
            [helper.make_tensor_value_info("log_mel", TensorProto.FLOAT, ["B", *self._input])],
            [
                helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["B", N_SCENES]),
                helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["B", size]),
            ],
            self.tensors,
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
        return model.SerializeToString()


@st.composite
def networks(draw: st.DrawFn) -> tuple[bytes, int, int, int]:
    """(ONNX file, bands, frames, embedding size): convolutions and what stands between them."""
    bands, frames = draw(st.integers(6, 23)), draw(st.integers(6, 23))
    made = Writer(bands, frames, draw(st.integers(0, 2**16)))
    made.rounded(draw(st.sampled_from([0.01, 0.03])), draw(st.integers(0, 255)))
    for _ in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(KINDS))
        n = made.shape[1]
        if kind == "pool" and min(made.shape[2:]) >= 3:
            pad = draw(st.integers(0, 1))
            made.node(
                "MaxPool", [made.value], kernel_shape=[3, 2], strides=[2, 1], pads=[pad, 0, 1, pad]
            )
            rows = (made.shape[2] + pad + 1 - 3) // 2 + 1
            made.shape = (1, n, rows, made.shape[3] + pad - 2 + 1)
        elif kind == "shuffle" and n % 2 == 0:
            _shuffle(made)
        elif kind == "turned":
            turned(made, draw(st.integers(0, 255)))
        elif kind == "shortcut":
            shortcut(made, draw(st.integers(0, 255)))
        elif kind == "residual":
            residual(made, draw(st.integers(0, 255)), relu=draw(st.booleans()))
        else:
            _convolution(draw, made, depthwise=kind == "depthwise")
    return made.finish(), bands, frames, made.shape[1]


def _convolution(draw: st.DrawFn, made: Writer, *, depthwise: bool) -> None:
    n, (rows, columns) = made.shape[1], made.shape[2:]
    groups = n if depthwise else draw(st.sampled_from([1, 1, *([2] if n % 2 == 0 else [])]))
    n_out = groups * draw(st.integers(1, 3))
    pads = [draw(st.integers(0, 2)) for _ in range(4)]
    dilation = [draw(st.sampled_from([1, 1, 2])) for _ in range(2)]
    kernel = []
    for size, before, after, d in zip(
        (rows, columns), pads[:2], pads[2:], dilation, strict=True
    ):  # fmt: skip
        most = (size + before + after - 1) // d + 1
        kernel.append(draw(st.integers(1, min(5, most))))
    made.convolution(
        n_out, kernel, [draw(st.integers(1, 3)) for _ in range(2)], pads, dilation, groups,
        relu=draw(st.booleans()), scale=draw(st.sampled_from([0.008, 0.02])),
        zero=draw(st.integers(0, 255)), loud=draw(st.booleans()),
        per_output=draw(st.booleans()), bias=draw(st.booleans()),
    )  # fmt: skip


def _shuffle(made: Writer) -> None:
    """Take channels apart and put them together in another order."""
    _, n, rows, columns = made.shape
    made.node("Reshape", [made.value, made.constant(np.array([-1, 2, n // 2, rows, columns]))])
    made.node("Transpose", [made.value], perm=[0, 2, 1, 3, 4])
    made.node("Reshape", [made.value, made.constant(np.array([-1, n, rows, columns]))])
    first = made.node("Split", [made.value], n_outputs=2, axis=1, num_outputs=2)
    second = first.removesuffix("0") + "1"
    made.node("Concat", [second, first], axis=1)


def residual(made: Writer, zero: int, *, relu: bool) -> None:
    """What is there plus its mean over bands, which is repeated."""
    whole = made.dequantized()
    axes = made.constant(np.array([2]))
    mean = made.node("ReduceMean", [whole, axes], keepdims=1)
    made.node("Add", [whole, mean])
    if relu:
        made.node("Relu", [made.value])
    made.rounded(0.03, zero)


def turned(made: Writer, zero: int) -> None:
    """Rounded anew in another order than it lies in, and turned back."""
    made.dequantized()
    made.node("Transpose", [made.value], perm=[0, 2, 3, 1])
    made.node("Relu", [made.value])
    made.rounded(0.02, zero)
    made.node("Transpose", [made.value], perm=[0, 3, 1, 2])


def shortcut(made: Writer, zero: int) -> None:
    """What is there plus what a convolution of every map by itself makes of it."""
    whole, n = made.value, made.shape[1]
    before = made.dequantized()
    made.value = whole
    made.convolution(
        n, (3, 3), (1, 1), (1, 1, 1, 1), (1, 1), n, relu=True, scale=0.02, zero=3, loud=False
    )
    made.node("Add", [before, made.dequantized()])
    made.rounded(0.03, zero)


def beside_itself(made: Writer, zero: int) -> None:
    """What is there plus the same in another order."""
    whole, (_, n, rows, columns) = made.value, made.shape
    before = made.dequantized()
    made.node("Reshape", [whole, made.constant(np.array([-1, 2, n // 2, rows, columns]))])
    made.node("Transpose", [made.value], perm=[0, 2, 1, 3, 4])
    made.node("Reshape", [made.value, made.constant(np.array([-1, n, rows, columns]))])
    made.node("Add", [before, made.dequantized()])
    made.rounded(0.03, zero)
