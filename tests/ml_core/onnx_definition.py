"""ONNX operators as they are defined, in numpy, one after the other: what C is compared with.

A convolution between dequantize and quantize steps is QLinearConv: sums of integers, times
input scale * weight scale / output scale in float32, rounded to the nearest, halves to the even
one, plus the zero point. Everything else is float32, one operation at a time. Where a definition
leaves the order of a sum open, it is that of the numbers, in float64, rounded once.
"""

from dataclasses import dataclass, replace

import numpy as np
import onnx
from onnx import helper, numpy_helper

F = np.float32


@dataclass
class Dequantized:
    """Integers and what one of them means."""

    integers: np.ndarray
    scale: np.ndarray
    zero: np.ndarray

    def floats(self) -> np.ndarray:
        scale, zero = self.scale, self.zero
        if scale.size > 1:
            around = (-1, *(1,) * (self.integers.ndim - 1))
            scale, zero = scale.reshape(around), zero.reshape(around)
        return (self.integers.astype(np.int32) - zero.astype(np.int32)).astype(F) * scale


@dataclass
class Sums:
    """A convolution's sums before they are rounded."""

    sums: np.ndarray
    scale: np.ndarray  # of one, per output
    relu: bool = False

    def floats(self) -> np.ndarray:
        raise AssertionError("an integer convolution was read as float")


def run(data: bytes, log_mel: np.ndarray) -> dict[str, np.ndarray]:
    """(N, 1, F, T) -> every tensor of the graph, by name: integers as they are."""
    model = onnx.load_from_string(data)
    values = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    values[model.graph.input[0].name] = log_mel.astype(F)
    for node in model.graph.node:
        facts = {item.name: helper.get_attribute_value(item) for item in node.attribute}
        given = [values[name] if name else None for name in node.input]
        made = globals()[f"_{node.op_type.lower()}"](given, facts, node)
        made = made if isinstance(made, list) else [made]
        values |= dict(zip(node.output, made, strict=True))
    return {
        name: value.integers if isinstance(value, Dequantized) else value
        for name, value in values.items()
        if isinstance(value, np.ndarray | Dequantized)
    }


def floats(value) -> np.ndarray:
    return value if isinstance(value, np.ndarray) else value.floats()


def _quantizelinear(given, facts, node):
    value, scale, zero = given
    assert zero.dtype == np.uint8
    if isinstance(value, Sums):
        sums = np.maximum(value.sums, 0) if value.relu else value.sums
        factors = (value.scale / scale).astype(F).reshape(1, -1, 1, 1)
        steps = sums.astype(np.int32).astype(F) * factors
    else:
        steps = floats(value) / scale
    assert steps.dtype == F
    return np.clip(np.rint(steps).astype(np.int64) + int(zero), 0, 255).astype(np.uint8)


def _dequantizelinear(given, facts, node):
    return Dequantized(*given)


def _conv(given, facts, node):
    x, w, bias = (*given, None)[:3]
    group, strides = facts.get("group", 1), facts.get("strides", [1, 1])
    pads, dilations = facts.get("pads", [0] * 4), facts.get("dilations", [1, 1])
    if isinstance(x, Dequantized) and isinstance(w, Dequantized):
        assert not w.zero.any()
        scale = (x.scale * w.scale).astype(F)
        maps = x.integers.astype(np.float64) - int(x.zero)  # whole numbers, exact
        sums = _slide(maps, w.integers.astype(np.float64), group, strides, pads, dilations)
        sums = np.rint(sums).astype(np.int64)
        if bias is not None:
            rounded = np.rint(bias / scale).astype(np.int64)
            sums = sums + rounded.reshape(1, -1, 1, 1)
        assert np.abs(sums).max() < 2**31
        return Sums(sums, np.broadcast_to(scale, sums.shape[1]))
    maps, weights = floats(x).astype(np.float64), floats(w).astype(np.float64)
    result = _slide(maps, weights, group, strides, pads, dilations)
    if bias is not None:
        result = result + bias.reshape(1, -1, 1, 1)
    return result.astype(F)


def _slide(maps, weights, group, strides, pads, dilations):
    padded = np.pad(maps, ((0, 0), (0, 0), (pads[0], pads[2]), (pads[1], pads[3])))
    n_out, per_group, height, width = weights.shape
    rows = (padded.shape[2] - (height - 1) * dilations[0] - 1) // strides[0] + 1
    columns = (padded.shape[3] - (width - 1) * dilations[1] - 1) // strides[1] + 1
    result = np.zeros((len(maps), n_out, rows, columns))
    each = n_out // group
    for number in range(group):
        outputs = slice(number * each, (number + 1) * each)
        inputs = slice(number * per_group, (number + 1) * per_group)
        for k in range(height):
            for m in range(width):
                top, left = k * dilations[0], m * dilations[1]
                seen = padded[
                    :, inputs,
                    top : top + (rows - 1) * strides[0] + 1 : strides[0],
                    left : left + (columns - 1) * strides[1] + 1 : strides[1],
                ]  # fmt: skip
                result[:, outputs] += np.einsum("ncrs,oc->nors", seen, weights[outputs, :, k, m])
    return result


def _relu(given, facts, node):
    if isinstance(given[0], Sums):
        return replace(given[0], relu=True)
    return np.maximum(floats(given[0]), F(0))


def _add(given, facts, node):
    return floats(given[0]) + floats(given[1])


def _sub(given, facts, node):
    return floats(given[0]) - floats(given[1])


def _mul(given, facts, node):
    return floats(given[0]) * floats(given[1])


def _div(given, facts, node):
    return floats(given[0]) / floats(given[1])


def _sqrt(given, facts, node):
    return np.sqrt(floats(given[0]))


def _sum(given, facts, node):
    (only,) = given
    return floats(only)


def _clip(given, facts, node):
    low, high = (*given[1:], None, None)[:2]
    value = floats(given[0])
    value = value if low is None else np.maximum(value, low)
    return value if high is None else np.minimum(value, high)


def _in_order(value, axes):
    """Sum in float64 in the order of the numbers."""
    axes = [axis % value.ndim for axis in axes]
    kept = [axis for axis in range(value.ndim) if axis not in axes]
    last = value.astype(np.float64).transpose(*kept, *sorted(axes))
    flat = last.reshape(*last.shape[: len(kept)], -1)
    return np.add.accumulate(flat, axis=-1)[..., -1]


def _reduced(value, axes, keep, finish):
    value = floats(value)
    axes = sorted(int(axis) % value.ndim for axis in axes)
    sums, n = finish(value, axes), int(np.prod([value.shape[axis] for axis in axes]))
    result = (sums / n if finish is _in_order else np.sqrt(sums)).astype(F)
    return np.expand_dims(result, tuple(axes)) if keep else result


def _reducemean(given, facts, node):
    return _reduced(given[0], given[1], facts.get("keepdims", 1), _in_order)


def _reducel2(given, facts, node):
    def squares(value, axes):
        return _in_order(np.square(value.astype(np.float64)), axes)

    return _reduced(given[0], given[1], facts.get("keepdims", 1), squares)


def _layernormalization(given, facts, node):
    x, *rest = map(floats, given)
    axes = range(facts["axis"] % x.ndim, x.ndim)
    apart = x - _reduced(x, axes, True, _in_order)
    variance = _reduced(apart * apart, axes, True, _in_order)
    result = apart * (F(1) / np.sqrt(variance + F(facts["epsilon"])))
    result = result * rest[0]
    return result + rest[1] if len(rest) > 1 else result


def _gemm(given, facts, node):
    assert facts.get("alpha", 1.0) == facts.get("beta", 1.0) == 1.0
    assert not facts.get("transA", 0)
    x, matrix, *bias = (floats(one).astype(np.float64) for one in given)
    result = x @ (matrix.T if facts.get("transB", 0) else matrix)
    return (result + bias[0] if bias else result).astype(F)


def _matmul(given, facts, node):
    x, matrix = (floats(one).astype(np.float64) for one in given)
    return (x @ matrix).astype(F)


def _moved(value, move):
    """What only moves numbers keeps integers what they are."""
    if isinstance(value, Dequantized):
        return replace(value, integers=move(value.integers))
    return move(value)


def _reshape(given, facts, node):
    target = list(given[1])
    if not facts.get("allowzero", 0):
        target = [given[0].shape[i] if size == 0 else size for i, size in enumerate(target)]
    return _moved(given[0], lambda x: x.reshape(target))


def _transpose(given, facts, node):
    return _moved(given[0], lambda x: x.transpose(facts["perm"]))


def _expand(given, facts, node):
    return _moved(
        given[0], lambda x: np.broadcast_to(x, np.broadcast_shapes(x.shape, tuple(given[1])))
    )


def _split(given, facts, node):
    return np.split(given[0], len(node.output), facts["axis"])


def _slice(given, facts, node):
    starts, ends, axes, steps = given[1:]
    index = [slice(None)] * given[0].ndim
    for start, end, axis, step in zip(starts, ends, axes, steps, strict=True):
        index[axis] = slice(int(start), int(end), int(step))
    return given[0][tuple(index)]


def _concat(given, facts, node):
    return np.concatenate([one if isinstance(one, np.ndarray) else one.floats() for one in given],
                          facts["axis"])  # fmt: skip


def _shape(given, facts, node):
    return np.array(given[0].shape, np.int64)[facts.get("start", 0) : facts.get("end")]


def _maxpool(given, facts, node):
    (value,), (height, width) = given, facts["kernel_shape"]
    pads, strides = facts.get("pads", [0] * 4), facts.get("strides", [1, 1])
    around = ((0, 0), (0, 0), (pads[0], pads[2]), (pads[1], pads[3]))
    padded = np.pad(value.astype(np.int16), around, constant_values=-1)
    view = np.lib.stride_tricks.sliding_window_view(padded, (height, width), axis=(2, 3))
    return view[:, :, :: strides[0], :: strides[1]].max(axis=(-2, -1)).astype(np.uint8)
