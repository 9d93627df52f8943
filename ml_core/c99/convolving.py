"""Convolutions and pooling as steps: what has to be known beforehand is worked out here."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ml_core.c99.onnx_reader import Array, Node
from ml_core.c99.steps import Convolve, ConvolveFloat, Pool, Rounding, Slide
from ml_core.c99.values import Expression, Load, Tensor
from ml_core.errors import BundleError

_LARGEST_SUM = 2**31 - 1
_LARGEST_SIZE = 2**15 - 1  # of a map, so that C may count in int16_t


@dataclass(frozen=True, slots=True, eq=False)
class Waiting:
    """A convolution of which is not yet known what follows it: a ReLU, a rounding, or neither."""

    node: Node
    source: Expression
    weights: Array  # (outputs, channels per group, rows, columns): int8, or float32
    scale: Array | None  # of int8 weights: one, or one per output
    bias: Array | None  # (outputs,) float32
    relu: bool = False

    def behind_relu(self) -> "Waiting":
        """The same with a ReLU behind it."""
        return replace(self, relu=True)

    @property
    def floats(self) -> Array:
        """The weights as float32."""
        if self.scale is None:
            return self.weights.astype(np.float32)
        around = self.scale.reshape(-1, 1, 1, 1).astype(np.float32)
        return self.weights.astype(np.float32) * around


def convolve(name: str, source: Load, waiting: Waiting, rounding: Rounding) -> Convolve:
    """QLinearConv of rounded maps; its bias is rounded to input scale * weight scale.

    Args:
        name: of what is made.
        source: (1, C, F, T), in order.
        waiting: with int8 weights.
        rounding: of the result.

    Raises:
        BundleError: the sums could leave int32, or the shapes are unusual.
    """
    weights = waiting.weights
    n_outputs, n_inputs = weights.shape[:2]
    slide = slide_of(waiting.node, source.shape, weights.shape[2:])
    input_scale = np.float32(source.scale)
    scale = np.broadcast_to(np.asarray(waiting.scale, np.float32), n_outputs)
    factors = input_scale * scale / np.float32(rounding.scale)
    bias = np.zeros(n_outputs, np.int64)
    if waiting.bias is not None:
        bias = np.rint(waiting.bias.astype(np.float32) / (input_scale * scale)).astype(np.int64)
    zero = source.zero
    if not _pads(slide):
        bias = bias - zero * weights.reshape(n_outputs, -1).astype(np.int64).sum(axis=1)
        zero = 0
    widest = np.abs(weights.astype(np.int64)).reshape(n_outputs, -1).sum(axis=1) * 255
    if int((widest + np.abs(bias)).max()) > _LARGEST_SUM:
        raise BundleError(f'The sums of the convolution that makes "{name}" do not fit 32 bits.')
    kept, first = _without_empty_columns(weights)
    kept_slide = replace(slide, kernel=(kept.shape[2], kept.shape[3]))
    groups = int(waiting.node.facts.get("group", 1))
    if groups * n_inputs != source.shape[1] or n_outputs % groups:
        raise BundleError(f'The groups of the convolution that makes "{name}" do not fit.')
    return Convolve(
        out=Tensor.fresh(name, (1, n_outputs, *slide.result), rounded=True),
        source=Load(source.view, source.scale, zero),
        slide=kept_slide,
        weights=kept,
        first=first,
        bias=bias.astype(np.int32),
        factors=factors.astype(np.float32),
        groups=groups,
        zero=rounding.zero,
        low=rounding.zero if waiting.relu else 0,
    )


def convolve_float(waiting: Waiting, source: Tensor) -> ConvolveFloat:
    """A convolution of float maps (1, C, F, T), without its ReLU."""
    weights = waiting.floats
    slide = slide_of(waiting.node, source.shape, weights.shape[2:])
    bias = np.zeros(len(weights)) if waiting.bias is None else waiting.bias
    return ConvolveFloat(
        out=Tensor.fresh(waiting.node.name, (1, len(weights), *slide.result), rounded=False),
        source=source,
        slide=slide,
        weights=weights,
        bias=bias.astype(np.float32),
        groups=int(waiting.node.facts.get("group", 1)),
    )


def pool(node: Node, source: Load) -> Pool:
    """The largest number under a kernel; what is padded never is the largest.

    Raises:
        BundleError: the shapes are unusual.
    """
    if node.facts.get("ceil_mode", 0) or len(node.outputs) > 1:
        raise BundleError(f'The pooling that makes "{node.name}" is not one C can be written for.')
    slide = slide_of(node, source.shape, tuple(node.facts["kernel_shape"]))
    shape = (*source.shape[:2], *slide.result)
    view = source.view
    if view.offset:
        raise BundleError(f'The pooling that makes "{node.name}" reads part of something.')
    tensor = Tensor(view.tensor.name, source.shape, True, view.tensor.room)
    return Pool(Tensor.fresh(node.name, shape, rounded=True), tensor, slide)


def slide_of(node: Node, shape: tuple[int, ...], kernel: tuple[int, ...]) -> Slide:
    """How a convolution or pooling moves over maps of a shape.

    Raises:
        BundleError: not over two axes, padded by a rule, or over maps beyond 32,767.
    """
    facts: Any = node.facts
    plain = facts.get("auto_pad", "NOTSET") in ("NOTSET", "VALID")
    if len(shape) != 4 or shape[0] != 1 or len(kernel) != 2 or not plain:
        raise BundleError(
            f'The operation {node.kind} that makes "{node.name}" cannot be written in C: it does'
            " not move over two axes, or says its padding by a rule.",
            hint="Use the bundle with onnxruntime, or another student.",
        )
    pads = facts.get("pads") or (0, 0, 0, 0)
    strides = facts.get("strides") or (1, 1)
    dilations = facts.get("dilations") or (1, 1)
    sizes = shape[2], shape[3]
    rows, columns = (
        (sizes[axis] + pads[axis] + pads[axis + 2] - (kernel[axis] - 1) * dilations[axis] - 1)
        // strides[axis]
        + 1
        for axis in (0, 1)
    )
    if min(rows, columns) < 1 or max(*sizes, rows, columns, shape[1]) > _LARGEST_SIZE:
        raise BundleError(f'The maps of "{node.name}" have a size C can not be written for.')
    return Slide(
        kernel=(kernel[0], kernel[1]),
        stride=(strides[0], strides[1]),
        dilation=(dilations[0], dilations[1]),
        pad=(pads[0], pads[1]),
        sizes=sizes,
        result=(rows, columns),
    )


def _pads(slide: Slide) -> bool:
    """Whether the kernel ever reaches beyond its input."""
    last = (
        (slide.result[axis] - 1) * slide.stride[axis]
        + (slide.kernel[axis] - 1) * slide.dilation[axis]
        - slide.pad[axis]
        for axis in (0, 1)
    )
    return any(slide.pad) or any(end >= size for end, size in zip(last, slide.sizes, strict=True))


def _without_empty_columns(weights: Array) -> tuple[Array, tuple[int, ...]]:
    """Every output's kernel without columns of zeros at its sides, and where it then begins.

    The first convolution of most students is written several times side by side, for
    onnxruntime: three columns of seventeen are left.
    """
    used = np.asarray(weights.astype(bool).any(axis=(1, 2)))  # (outputs, columns)
    n_columns = weights.shape[3]
    begins = np.where(used.any(axis=1), used.argmax(axis=1), 0)
    ends = np.where(used.any(axis=1), n_columns - used[:, ::-1].argmax(axis=1), 1)
    width = int((ends - begins).max())
    if width == n_columns:
        return np.ascontiguousarray(weights), ()
    begins = np.minimum(begins, n_columns - width)
    kept = np.stack(
        [one[:, :, at : at + width] for one, at in zip(weights, begins, strict=True)]
    )  # fmt: skip
    return kept, tuple(int(at) for at in begins)
