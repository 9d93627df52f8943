"""From the operations of an ONNX file to the steps of a plan, for one window at a time.

What only moves numbers becomes another view of them. What is done number by number is worked
out where it is read; it is stored only where it would be worked out again and again.
"""

import math
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

import numpy as np

from ml_core.c99.convolving import Waiting, convolve, convolve_float, pool
from ml_core.c99.onnx_reader import Array, Graph, Node
from ml_core.c99.steps import Each, Plan, Product, Reduce, Rounding, Step
from ml_core.c99.values import (
    Apply,
    Expression,
    Load,
    Room,
    Shape,
    Tensor,
    View,
    as_floats,
    common_shape,
    contiguous,
)
from ml_core.errors import BundleError

STORED = 1024  # numbers: what is read more than once is stored up to here, above worked out again
_NUMBER_BY_NUMBER = {"Add": "add", "Sub": "sub", "Mul": "mul", "Div": "div", "Sqrt": "sqrt",
                     "Max": "max", "Min": "min", "Neg": "neg"}  # fmt: skip
_REDUCTIONS = {"ReduceMean": "mean", "ReduceSum": "sum", "ReduceL2": "l2"}


def refuse(node: Node, why: str = "") -> NoReturn:
    """Say that an operation cannot be written in C.

    Raises:
        BundleError: always.
    """
    reason = f": {why}" if why else ""
    raise BundleError(
        f'The operation {node.kind} that makes "{node.name}" cannot be written in C{reason}.',
        hint="Use the bundle with onnxruntime, or another student.",
    )


class Lowering:
    """Goes through a graph once; afterwards ``plan`` gives the steps.

    Args:
        graph: with one input (B, 1, F, T).
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._steps: list[Step] = []
        self._constants: dict[str, Array] = dict(graph.constants)
        self._weights: dict[str, tuple[Array, Array]] = {}  # dequantised constants: (q, scale)
        self._values: dict[str, Expression | Waiting] = {}
        self._readers = Counter(
            name for node in graph.nodes if node.kind != "Shape" for name in node.inputs
        )
        self._readers.update(graph.outputs)
        (name, shape), *_ = graph.inputs.items()
        self._source = Tensor.fresh(name, (1, *shape[1:]), rounded=False)
        self._rounding: Rounding | None = None
        self._values[name] = Load(View.whole(self._source))

    def plan(self) -> Plan:
        """The steps of the whole graph; rooms have no place yet.

        Raises:
            BundleError: an operation is not known, or is used in a way that is not.
        """
        handlers = self._handlers()
        for node in self._graph.nodes:
            if node.kind not in handlers:
                refuse(node)
            handlers[node.kind](node)
        outputs = {name: self._stored(name) for name in self._graph.outputs}
        return Plan(self._source, self._rounding, tuple(self._steps), outputs, Room(0))

    def _handlers(self) -> Mapping[str, Callable[[Node], None]]:
        return {
            **dict.fromkeys(_NUMBER_BY_NUMBER, self._number_by_number),
            **dict.fromkeys(_REDUCTIONS, self._reduction),
            **dict.fromkeys(("Reshape", "Flatten", "Squeeze", "Unsqueeze"), self._reshape),
            **dict.fromkeys(("Gemm", "MatMul"), self._product),
            **dict.fromkeys(("Identity", "Sum", "Dropout"), self._identity),
            "Clip": self._clip,
            "Concat": self._concat,
            "Conv": self._conv,
            "DequantizeLinear": self._dequantize,
            "Expand": self._expand,
            "LayerNormalization": self._layer_norm,
            "MaxPool": self._max_pool,
            "QuantizeLinear": self._quantize,
            "Relu": self._relu,
            "Shape": self._shape,
            "Slice": self._slice,
            "Split": self._split,
            "Transpose": self._transpose,
        }

    # What a name stands for.

    def _value(self, name: str) -> Expression:
        """As an expression; a convolution that nothing rounds is done in float."""
        if name in self._values:
            value = self._values[name]
            if isinstance(value, Waiting):
                value = Load(View.whole(self._float_convolution(value)))
                self._values[name] = value
            return value
        return as_floats(self._constant(name))

    def _constant(self, name: str) -> Array:
        if name in self._weights:
            numbers, scale = self._weights[name]
            around = scale.reshape(-1, *(1,) * (numbers.ndim - 1)) if scale.size > 1 else scale
            return numbers.astype(np.float32) * around.astype(np.float32)
        return self._constants[name]

    def _known(self, name: str) -> bool:
        return name in self._constants or name in self._weights

    def _fixed(self, node: Node, index: int) -> Array:
        """A constant input of a node."""
        if index >= len(node.inputs) or not self._known(node.inputs[index]):
            refuse(node, "one of its inputs is not fixed")
        return self._constant(node.inputs[index])

    def _set(self, name: str, value: Expression) -> None:
        """Name a value; short ones that are read more than once are stored."""
        small = math.prod(value.shape) <= STORED and self._readers[name] > 1
        if isinstance(value, Apply) and small:
            value = Load(View.whole(self._store(value, name)))
        self._values[name] = value

    def _store(self, value: Expression, name: str) -> Tensor:
        """Write a value down, in order: integers as they are, anything else as float32."""
        raw = isinstance(value, Load) and value.scale is None
        rounded = isinstance(value, Load) and raw and value.view.tensor.rounded
        out = Tensor.fresh(name, value.shape, rounded=rounded)
        self._steps.append(Each(View.whole(out), value, None))
        return out

    def _stored(self, name: str) -> Tensor:
        """A value as float32 in order."""
        return self._floats(self._value(name), name)

    def _floats(self, value: Expression, name: str) -> Tensor:
        whole = isinstance(value, Load) and _is_whole(value.view)
        if isinstance(value, Load) and whole and not value.view.tensor.rounded:
            tensor = value.view.tensor
            if tensor.shape == value.shape:
                return tensor
            return Tensor(tensor.name, value.shape, False, tensor.room)
        return self._store(value, name)

    def _in_order(self, value: Expression, name: str) -> Load:
        """A value as a load of numbers that lie one behind the other."""
        if not isinstance(value, Load):
            return Load(View.whole(self._store(value, name)))
        if value.view.in_order:
            return value
        bare = self._store(Load(value.view), name)
        return Load(View.whole(bare), value.scale, value.zero)

    # Numbers that are only looked at otherwise.

    def _move(self, node: Node) -> Load:
        value = self._value(node.inputs[0])
        if isinstance(value, Load):
            return value
        return Load(View.whole(self._store(value, node.inputs[0])))

    def _viewed(self, node: Node, index: int, load: Load, view: View) -> None:
        self._values[node.outputs[index]] = Load(view, load.scale, load.zero)

    def _reshape(self, node: Node) -> None:
        load = self._in_order(self._move(node), node.inputs[0])
        shape = _new_shape(node, load.shape, lambda index: self._fixed(node, index))
        view = load.view
        self._viewed(node, 0, load, View(view.tensor, shape, contiguous(shape), view.offset))

    def _transpose(self, node: Node) -> None:
        load = self._move(node)
        order = node.facts.get("perm") or tuple(reversed(range(len(load.shape))))
        view = load.view
        shape = tuple(view.shape[axis] for axis in order)
        strides = tuple(view.strides[axis] for axis in order)
        self._viewed(node, 0, load, View(view.tensor, shape, strides, view.offset))

    def _expand(self, node: Node) -> None:
        load = self._move(node)
        target = tuple(int(size) for size in self._fixed(node, 1))
        shape = common_shape(load.shape, target)
        view = load.view
        missing = len(shape) - len(view.shape)
        old = ((1,) * missing + view.shape, (0,) * missing + view.strides)
        strides = tuple(
            0 if size == 1 else stride for size, stride in zip(*old, strict=True)
        )  # fmt: skip
        self._viewed(node, 0, load, View(view.tensor, shape, strides, view.offset))

    def _split(self, node: Node) -> None:
        load = self._move(node)
        axis = int(node.facts.get("axis", 0)) % len(load.shape)
        size, n = load.shape[axis], len(node.outputs)
        each = -(-size // n)
        parts = [each] * (n - 1) + [size - each * (n - 1)]
        if len(node.inputs) > 1:
            parts = [int(part) for part in self._fixed(node, 1)]
        start = 0
        for index, part in enumerate(parts):
            self._viewed(node, index, load, _stretch(load.view, axis, start, part))
            start += part

    def _slice(self, node: Node) -> None:
        load = self._move(node)
        starts, ends = self._fixed(node, 1), self._fixed(node, 2)
        axes = self._fixed(node, 3) if len(node.inputs) > 3 else np.arange(len(starts))
        steps = self._fixed(node, 4) if len(node.inputs) > 4 else np.ones(len(starts), int)
        view = load.view
        for start, end, axis, step in zip(starts, ends, axes, steps, strict=True):
            kept = range(view.shape[axis])[slice(int(start), int(end), int(step))]
            if not kept or kept.step < 1:
                refuse(node, "it runs backwards, or leaves nothing")
            view = _stretch(view, int(axis) % len(view.shape), kept.start, len(kept), kept.step)
        self._viewed(node, 0, load, view)

    def _concat(self, node: Node) -> None:
        if all(self._known(name) for name in node.inputs):
            parts = [self._constant(name) for name in node.inputs]
            self._constants[node.name] = np.concatenate(parts, int(node.facts["axis"]))
            return
        values = [self._value(name) for name in node.inputs]
        first = values[0]
        axis = int(node.facts["axis"]) % len(first.shape)
        size = sum(value.shape[axis] for value in values)
        shape = (*first.shape[:axis], size, *first.shape[axis + 1 :])
        alike = isinstance(first, Load) and all(
            isinstance(value, Load)
            and (value.scale, value.zero) == (first.scale, first.zero)
            and value.view.tensor.rounded
            for value in values
        )
        out = Tensor.fresh(node.name, shape, rounded=alike)
        start = 0
        for value in values:
            part = _stretch(View.whole(out), axis, start, value.shape[axis])
            start += value.shape[axis]
            bare = Load(value.view) if alike and isinstance(value, Load) else value
            self._steps.append(Each(part, bare, None, traced=start == size))
        scale, zero = (first.scale, first.zero) if isinstance(first, Load) and alike else (None, 0)
        self._values[node.name] = Load(View.whole(out), scale, zero)

    def _shape(self, node: Node) -> None:
        whole = np.array(self._value(node.inputs[0]).shape, np.int64)
        self._constants[node.name] = whole[node.facts.get("start", 0) : node.facts.get("end")]

    def _identity(self, node: Node) -> None:
        if len(node.inputs) > 1 and node.kind == "Sum":
            refuse(node, "it has several inputs")
        self._set(node.name, self._value(node.inputs[0]))

    # Rounding.

    def _dequantize(self, node: Node) -> None:
        name = node.inputs[0]
        scale = self._fixed(node, 1)
        zero = self._fixed(node, 2) if len(node.inputs) > 2 else np.zeros(1, np.uint8)
        if name in self._constants:
            axis = node.facts.get("axis", 1)
            if zero.any() or (scale.size > 1 and axis != 0):
                refuse(node, "its constants are not symmetric, or not scaled by output")
            self._weights[node.name] = self._constants[name], scale.reshape(-1)
            return
        value = self._value(name)
        if not (isinstance(value, Load) and value.view.tensor.rounded and scale.size == 1):
            refuse(node, "its input is not rounded to 8 bits with one scale")
        self._values[node.name] = Load(value.view, float(scale.item()), int(zero.item()))

    def _quantize(self, node: Node) -> None:
        scale = self._fixed(node, 1)
        zero = self._fixed(node, 2) if len(node.inputs) > 2 else np.zeros(1, np.uint8)
        if zero.dtype != np.uint8 or scale.size != 1:
            refuse(node, "it rounds to something else than uint8 with one scale")
        rounding = Rounding(float(scale.item()), int(zero.item()))
        name = node.inputs[0]
        waiting = self._values.get(name)
        if isinstance(waiting, Waiting):
            step = convolve(node.name, self._source_of(waiting), waiting, rounding)
            self._steps.append(step)
            self._values[node.name] = Load(View.whole(step.out))
            return
        if name == self._source.name and self._readers[name] == 1:
            self._source = Tensor.fresh(node.name, self._source.shape, rounded=True)
            self._rounding = rounding
            self._values[node.name] = Load(View.whole(self._source))
            return
        value = self._value(name)
        out = Tensor.fresh(node.name, value.shape, rounded=True)
        self._steps.append(Each(View.whole(out), value, rounding))
        self._values[node.name] = Load(View.whole(out))

    # Computing.

    def _number_by_number(self, node: Node) -> None:
        arguments = [self._value(name) for name in node.inputs]
        kind = _NUMBER_BY_NUMBER[node.kind]
        if kind in ("max", "min") and len(arguments) != 2:
            refuse(node, "it has not two inputs")
        self._set(node.name, self._apply(kind, *arguments, name=node.name))

    def _apply(self, kind: str, *arguments: Expression, name: str) -> Apply:
        """Arguments that are shorter than the result are worked out once, before it."""
        shape = common_shape(*(argument.shape for argument in arguments))
        ready: list[Expression] = []
        for number, argument in enumerate(arguments):
            repeated = math.prod(argument.shape) < math.prod(shape)
            if isinstance(argument, Apply) and repeated:
                stored = self._store(argument, f"{name}_input{number}")
                ready.append(Load(View.whole(stored)))
            else:
                ready.append(argument)
        return Apply(kind, tuple(ready), shape)

    def _relu(self, node: Node) -> None:
        waiting = self._values.get(node.inputs[0])
        if isinstance(waiting, Waiting) and self._readers[node.inputs[0]] == 1:
            self._values[node.name] = waiting.behind_relu()
            return
        self._set(node.name, self._apply("relu", self._value(node.inputs[0]), name=node.name))

    def _clip(self, node: Node) -> None:
        value = self._value(node.inputs[0])
        for index, kind in ((1, "max"), (2, "min")):
            if len(node.inputs) > index and node.inputs[index]:
                end = as_floats(self._fixed(node, index))
                value = self._apply(kind, value, end, name=node.name)
        self._set(node.name, value)

    def _reduction(self, node: Node) -> None:
        value = self._value(node.inputs[0])
        axes = node.facts.get("axes")
        if len(node.inputs) > 1 and node.inputs[1]:
            axes = tuple(int(axis) for axis in self._fixed(node, 1))
        if not axes:
            refuse(node, "it does not say along which axes")
        keep = bool(node.facts.get("keepdims", 1))
        out = self._reduce(value, axes, _REDUCTIONS[node.kind], node.name)
        shape = out.shape
        if not keep:
            gone = {axis % len(shape) for axis in axes}
            shape = tuple(size for axis, size in enumerate(shape) if axis not in gone)
        self._values[node.name] = Load(View(out, shape, contiguous(shape)))

    def _reduce(self, value: Expression, axes: Shape, kind: str, name: str) -> Tensor:
        n_axes = len(value.shape)
        gone = tuple(sorted(axis % n_axes for axis in axes))
        shape = tuple(1 if axis in gone else size for axis, size in enumerate(value.shape))
        out = Tensor.fresh(name, shape, rounded=False)
        self._steps.append(Reduce(out, kind, value, gone))
        return out

    def _layer_norm(self, node: Node) -> None:
        """The operations that define it, one by one."""
        name, value = node.name, self._value(node.inputs[0])
        axis = int(node.facts.get("axis", -1)) % len(value.shape)
        axes = tuple(range(axis, len(value.shape)))

        def mean(of: Expression, kind: str) -> Expression:
            return Load(View.whole(self._reduce(of, axes, "mean", f"{name}_{kind}")))

        def do(kind: str, *arguments: Expression) -> Expression:
            return self._apply(kind, *arguments, name=f"{name}_{kind}")

        apart = do("sub", value, mean(value, "mean"))
        variance = mean(do("mul", apart, apart), "variance")
        epsilon = as_floats(np.array([node.facts.get("epsilon", 1e-5)]))
        one = as_floats(np.ones(1))
        inverse = do("div", one, do("sqrt", do("add", variance, epsilon)))
        result = do("mul", apart, inverse)
        for index, kind in ((1, "mul"), (2, "add")):
            if len(node.inputs) > index and node.inputs[index]:
                result = do(kind, result, self._value(node.inputs[index]))
        self._set(name, result)

    def _product(self, node: Node) -> None:
        matrix = self._fixed(node, 1).astype(np.float32)
        if matrix.ndim != 2 or node.facts.get("transA", 0):
            refuse(node, "it is no matrix times a fixed matrix")
        if not node.facts.get("transB", 0):
            matrix = matrix.T
        bias: Any = None
        if node.kind == "Gemm":
            matrix = matrix * np.float32(node.facts.get("alpha", 1.0))
            if len(node.inputs) > 2:
                beta = np.float32(node.facts.get("beta", 1.0))
                bias = np.broadcast_to(self._fixed(node, 2) * beta, len(matrix))
        source = self._stored(node.inputs[0])
        n_rows = math.prod(source.shape[:-1])
        out = Tensor.fresh(node.name, (*source.shape[:-1], len(matrix)), rounded=False)
        rows = Tensor(source.name, (n_rows, source.shape[-1]), False, source.room)
        self._steps.append(Product(out, rows, np.ascontiguousarray(matrix), bias))
        self._values[node.name] = Load(View.whole(out))

    def _conv(self, node: Node) -> None:
        value = self._value(node.inputs[0])
        bias = self._fixed(node, 2) if len(node.inputs) > 2 and node.inputs[2] else None
        weights, scale = self._weights.get(node.inputs[1], (None, np.ones(1, np.float32)))
        integers = isinstance(value, Load) and value.scale is not None
        if weights is None or weights.dtype != np.int8 or not integers:
            waiting = Waiting(node, value, self._fixed(node, 1), None, bias)
            out = self._float_convolution(waiting)
            self._values[node.name] = Load(View.whole(out))
            return
        self._values[node.name] = Waiting(node, value, weights, scale, bias)

    def _source_of(self, waiting: Waiting) -> Load:
        return self._in_order(waiting.source, waiting.node.inputs[0])

    def _float_convolution(self, waiting: Waiting) -> Tensor:
        source = self._floats(waiting.source, f"{waiting.node.name}_input")
        step = convolve_float(waiting, source)
        self._steps.append(step)
        if not waiting.relu:
            return step.out
        return self._store(
            self._apply("relu", Load(View.whole(step.out)), name=step.out.name), step.out.name
        )

    def _max_pool(self, node: Node) -> None:
        load = self._in_order(self._move(node), node.inputs[0])
        if not load.view.tensor.rounded:
            refuse(node, "its input is not rounded to 8 bits")
        step = pool(node, load)
        self._steps.append(step)
        self._values[node.name] = Load(View.whole(step.out), load.scale, load.zero)


def _is_whole(view: View) -> bool:
    return view.in_order and math.prod(view.shape) == math.prod(view.tensor.shape)


def _stretch(view: View, axis: int, start: int, size: int, step: int = 1) -> View:
    """Part of a view along one axis."""
    shape = (*view.shape[:axis], size, *view.shape[axis + 1 :])
    stride = view.strides[axis]
    strides = (*view.strides[:axis], stride * step, *view.strides[axis + 1 :])
    return View(view.tensor, shape, strides, view.offset + start * stride)


def _new_shape(node: Node, shape: Shape, fixed: Callable[[int], Array]) -> Shape:
    """What a node that keeps all numbers in order makes of a shape."""
    if node.kind == "Flatten":
        axis = int(node.facts.get("axis", 1)) % (len(shape) + 1)
        return math.prod(shape[:axis]), math.prod(shape[axis:])
    if node.kind == "Reshape":
        asked = [int(size) for size in fixed(1)]
        if not node.facts.get("allowzero", 0):
            asked = [shape[axis] if size == 0 else size for axis, size in enumerate(asked)]
        rest = math.prod(shape) // max(1, math.prod(size for size in asked if size != -1))
        return tuple(rest if size == -1 else size for size in asked)
    if len(node.inputs) < 2:
        refuse(node, "it does not say along which axes")
    axes = [int(axis) for axis in fixed(1)]
    if node.kind == "Squeeze":
        gone = {axis % len(shape) for axis in axes}
        return tuple(size for axis, size in enumerate(shape) if axis not in gone)
    n_axes = len(shape) + len(axes)
    new, old = {axis % n_axes for axis in axes}, iter(shape)
    return tuple(1 if axis in new else next(old) for axis in range(n_axes))
