"""Every step of a plan as one C function over the workspace."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from ml_core.c99.steps import (
    Convolve,
    ConvolveFloat,
    Each,
    Pool,
    Product,
    Reduce,
    Rounding,
    Slide,
    Step,
)
from ml_core.c99.text import label, number, table
from ml_core.c99.values import (
    FLOAT_BYTES,
    Apply,
    Expression,
    Fixed,
    Load,
    Shape,
    Tensor,
    View,
    arrays,
    broadcast,
    contiguous,
    loads,
)

OPERATIONS = {
    "add": "({} + {})",
    "sub": "({} - {})",
    "mul": "({} * {})",
    "div": "({} / {})",
    "neg": "(-{})",
    "sqrt": "sqrtf({})",
    "relu": "larger({}, 0.0f)",
    "max": "larger({}, {})",
    "min": "smaller({}, {})",
}
# Of the structs in the templates, where pointers have 32 bits.
DESCRIPTION_BYTES = {"convolution": 64, "float_convolution": 40, "pooling": 26}
HELPERS = {
    "larger": "static float larger(float a, float b)\n{\n    return a > b ? a : b;\n}\n",
    "smaller": "static float smaller(float a, float b)\n{\n    return a < b ? a : b;\n}\n",
}


@dataclass(slots=True)
class Emitted:
    """The text of some steps, and what they need in front of them."""

    functions: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)
    kernels: set[str] = field(default_factory=set)  # templates, and names of HELPERS
    constant_bytes: int = 0
    _known: dict[str, str] = field(default_factory=dict)

    def table(self, kind: str, values: npt.NDArray[Any]) -> str:
        """The name of an array (..., N) in C; equal ones are written once."""
        key = hashlib.sha256(values.dtype.str.encode() + values.tobytes()).hexdigest()
        if key not in self._known:
            name = f"{kind}_{len(self._known)}"
            self._known[key] = name
            self.tables.append(table(name, values))
            self.constant_bytes += values.nbytes
        return self._known[key]

    def described(self, kind: str, fields: Sequence[tuple[str, object]]) -> str:
        """A constant that tells a kernel how to go about it, as the beginning of a function."""
        self.constant_bytes += DESCRIPTION_BYTES[kind]
        body = "".join(f"        .{name} = {value},\n" for name, value in fields)
        return f"    static const struct {kind} how = {{\n{body}    }};\n\n"


def emit(steps: Sequence[Step]) -> Emitted:
    """All steps, in order; every room has its place."""
    found = Emitted()
    writers: dict[type, Callable[[Any, Emitted], str]] = {
        Each: _each,
        Reduce: _reduce,
        Convolve: _convolve,
        ConvolveFloat: _convolve_float,
        Pool: _pool,
        Product: _product,
    }
    for number_, step in enumerate(steps):
        out = step.writes()
        body = writers[type(step)](step, found)
        found.functions.append(
            f"/* {label(out.name)} */\nstatic void step_{number_}(float *memory)\n{{\n{body}}}\n"
        )
        found.calls.append(f"    step_{number_}(memory);")
        if step.traced and out.rounded:
            found.calls.append(traced(out))
    return found


def traced(tensor: Tensor) -> str:
    """What shows a rounded tensor to whoever compiled with ASC_TRACE."""
    size = tensor.room.n_bytes
    return f'    TRACE("{label(tensor.name)}", {tensor.room.place}, {size});'


def pointer(tensor: Tensor, offset: int = 0) -> str:
    """Where a tensor's numbers are, from ``offset`` on."""
    place = tensor.room.place
    if tensor.rounded:
        return f"(uint8_t *)memory + {place + offset}"
    return f"memory + {place // FLOAT_BYTES + offset}"


# Number by number.


@dataclass(frozen=True, slots=True)
class _Loops:
    """Loops over a shape; neighbouring axes over which all tensors run on alike are one loop."""

    sizes: Shape
    strides: tuple[Shape, ...]  # of every tensor, per loop


def _loops(shape: Shape, strides: Sequence[Shape]) -> _Loops:
    axes = [axis for axis, size in enumerate(shape) if size > 1]
    sizes: list[int] = []
    kept: list[list[int]] = []  # per loop: the stride of every tensor
    for axis in reversed(axes):
        mine = [one[axis] for one in strides]
        if sizes and all(
            own == inner * sizes[-1] for own, inner in zip(mine, kept[-1], strict=True)
        ):
            sizes[-1] *= shape[axis]
        else:
            sizes.append(shape[axis])
            kept.append(mine)
    per_tensor = tuple(
        tuple(loop[index] for loop in reversed(kept)) for index in range(len(strides))
    )
    return _Loops(tuple(reversed(sizes)), per_tensor)


def _index(strides: Shape, first: int = 0) -> str:
    terms = [
        f"i{first + loop}" if stride == 1 else f"i{first + loop} * {stride}"
        for loop, stride in enumerate(strides)
        if stride
    ]
    return " + ".join(terms) or "0"


def _opened(sizes: Shape, depth: int, first: int = 0) -> Iterator[str]:
    for loop, size in enumerate(sizes):
        name = f"i{first + loop}"
        indent = "    " * (depth + loop)
        yield f"{indent}for (int32_t {name} = 0; {name} < {size}; {name}++) {{\n"


def _closed(n: int, depth: int) -> Iterator[str]:
    for loop in reversed(range(n)):
        yield "    " * (depth + loop) + "}\n"


def _operands(value: Expression) -> list[Load | Fixed]:
    """What an expression reads, in the order in which ``_text`` asks for it."""
    if isinstance(value, Apply):
        return [one for argument in value.arguments for one in _operands(argument)]
    return [value]


def _strides_of(operand: Load | Fixed, shape: Shape) -> Shape:
    if isinstance(operand, Load):
        return broadcast(operand.view, shape)
    if operand.single is not None:
        return (0,) * len(shape)
    whole = View(Tensor.fresh("", operand.shape, rounded=False), operand.shape,
                 contiguous(operand.shape))  # fmt: skip
    return broadcast(whole, shape)


class _Reader:
    """The text of an expression, given where its operands are."""

    def __init__(self, value: Expression, found: Emitted) -> None:
        self._found = found
        self._names: dict[tuple[int, int], str] = {}
        self.declared = ""
        for load in loads(value):
            tensor, offset = load.view.tensor, load.view.offset
            key = id(tensor.room), offset
            if key not in self._names:
                self._names[key] = f"a{len(self._names)}"
                kind = "uint8_t" if tensor.rounded else "float"
                self.declared += (
                    f"    const {kind} *{self._names[key]} = {pointer(tensor, offset)};\n"
                )
        self._tables = {
            id(fixed): found.table("numbers", fixed.values)
            for fixed in arrays(value)
            if fixed.single is None
        }

    def text(self, value: Expression, indices: Iterator[str]) -> str:
        if isinstance(value, Apply):
            pattern = OPERATIONS[value.kind]
            self._found.kernels.update(name for name in HELPERS if name in pattern)
            return pattern.format(*(self.text(one, indices) for one in value.arguments))
        index = next(indices)
        if isinstance(value, Fixed):
            single = value.single
            return f"{self._tables[id(value)]}[{index}]" if single is None else number(single)
        place = f"{self._names[id(value.view.tensor.room), value.view.offset]}[{index}]"
        if value.scale is None:
            return place
        whole = f"(float)({place} - {value.zero})" if value.zero else f"(float){place}"
        return f"({whole} * {number(value.scale)})"


def _each(step: Each, found: Emitted) -> str:
    shape, out = step.out.shape, step.out.tensor
    operands = _operands(step.value)
    loops = _loops(shape, [step.out.strides, *(_strides_of(one, shape) for one in operands)])
    reader = _Reader(step.value, found)
    indices = (_index(strides) for strides in loops.strides[1:])
    text = reader.text(step.value, indices)
    if step.rounding is not None:
        text = _rounded(text, step.rounding, found)
    depth = len(loops.sizes) + 1
    kind = "uint8_t" if out.rounded else "float"
    return "".join(
        [
            reader.declared,
            f"    {kind} *out = {pointer(out, step.out.offset)};\n\n",
            *_opened(loops.sizes, 1),
            f"{'    ' * depth}out[{_index(loops.strides[0])}] = {text};\n",
            *_closed(len(loops.sizes), 1),
        ]
    )


def _rounded(text: str, rounding: Rounding, found: Emitted) -> str:
    found.kernels.update(("rounding", "quantised"))
    return f"quantised({text}, {number(rounding.scale)}, {rounding.zero})"


def _reduce(step: Reduce, found: Emitted) -> str:
    shape, axes = step.value.shape, step.axes
    operands = _operands(step.value)
    strides = [_strides_of(one, shape) for one in operands]
    kept = tuple(axis for axis in range(len(shape)) if axis not in axes)

    def along(some: Shape, of: Shape) -> Shape:
        return tuple(of[axis] for axis in some)

    outer = _loops(along(kept, shape), [contiguous(along(kept, shape)),
                                        *(along(kept, one) for one in strides)])  # fmt: skip
    inner = _loops(along(axes, shape), [along(axes, one) for one in strides])
    n_outer, n = len(outer.sizes), int(np.prod(along(axes, shape)))
    indices = (
        _index((*outside, *inside))
        for outside, inside in zip(outer.strides[1:], inner.strides, strict=True)
    )
    reader = _Reader(step.value, found)
    text = reader.text(step.value, indices)
    indent = "    " * (n_outer + 1)
    innermost = "    " * (n_outer + 1 + len(inner.sizes))
    term = "(double)x * x" if step.kind == "l2" else "x"
    result = {"mean": f"sum / {n}.0", "sum": "sum", "l2": "sqrt(sum)"}[step.kind]
    return "".join(
        [
            reader.declared,
            f"    float *out = {pointer(step.out)};\n\n",
            *_opened(outer.sizes, 1),
            f"{indent}double sum = 0.0;\n\n",
            *_opened(inner.sizes, n_outer + 1, n_outer),
            f"{innermost}const float x = {text};\n\n{innermost}sum += {term};\n",
            *_closed(len(inner.sizes), n_outer + 1),
            f"{indent}out[{_index(outer.strides[0])}] = (float)({result});\n",
            *_closed(n_outer, 1),
        ]
    )


# Kernels.


def _slide_fields(slide: Slide) -> list[tuple[str, int]]:
    return [
        ("rows", slide.sizes[0]), ("columns", slide.sizes[1]),
        ("out_rows", slide.result[0]), ("out_columns", slide.result[1]),
        ("kernel_rows", slide.kernel[0]), ("kernel_columns", slide.kernel[1]),
        ("row_stride", slide.stride[0]), ("column_stride", slide.stride[1]),
        ("row_dilation", slide.dilation[0]), ("column_dilation", slide.dilation[1]),
        ("top", slide.pad[0]), ("left", slide.pad[1]),
    ]  # fmt: skip


def _convolve(step: Convolve, found: Emitted) -> str:
    kernel = "sliding" if step.held is None else "map_by_map"
    kernel = "pointwise" if step.pointwise else kernel
    found.kernels.update(("rounding", "convolution", kernel))
    first = "NULL"
    if step.first:
        first = found.table("first", np.array(step.first, np.uint8))
    places, row, column = "NULL", step.slide.result[1], 1
    if step.spread is not None:
        places = found.table("places", step.spread.places)
        row, column = step.spread.row, step.spread.column
    n_outputs, n_inputs = step.weights.shape[:2]
    fields: list[tuple[str, object]] = [
        ("weights", found.table("weights", step.weights)),
        ("bias", found.table("bias", step.bias)),
        ("factors", found.table("factors", step.factors)),
        ("first", first),
        ("places", places),
        ("row_step", row),
        ("column_step", column),
        ("outputs", n_outputs),
        ("inputs", n_inputs),
        ("outputs_of_group", n_outputs // step.groups),
        *_slide_fields(step.slide),
        ("held_rows", step.held.rows if step.held else 0),
        ("held_columns", step.held.columns if step.held else 0),
        ("in_zero", step.source.zero),
        ("zero", step.zero),
        ("low", step.low),
    ]
    view = step.source.view
    source = pointer(view.tensor, view.offset)
    if step.held is not None:
        source = f"(uint8_t *)memory + {step.held.room.place}, {source}"
    return (
        found.described("convolution", fields)
        + f"    {kernel}(&how, {source}, {pointer(step.out)});\n"
    )


def _convolve_float(step: ConvolveFloat, found: Emitted) -> str:
    found.kernels.add("float_convolution")
    n_outputs, n_inputs = step.weights.shape[:2]
    fields: list[tuple[str, object]] = [
        ("weights", found.table("numbers", step.weights)),
        ("bias", found.table("numbers", step.bias)),
        ("outputs", n_outputs),
        ("inputs", n_inputs),
        ("outputs_of_group", n_outputs // step.groups),
        *_slide_fields(step.slide),
    ]
    call = f"    float_sliding(&how, {pointer(step.source)}, {pointer(step.out)});\n"
    return found.described("float_convolution", fields) + call


def _pool(step: Pool, found: Emitted) -> str:
    found.kernels.add("pool")
    fields = [("channels", step.source.shape[1]), *_slide_fields(step.slide)]
    call = f"    largest(&how, {pointer(step.source)}, {pointer(step.out)});\n"
    return found.described("pooling", fields) + call


def _product(step: Product, found: Emitted) -> str:
    found.kernels.add("product")
    matrix = found.table("numbers", step.matrix)
    bias = "NULL" if step.bias is None else found.table("numbers", _plain(step.bias))
    (n, width), results = step.source.shape, len(step.matrix)
    return (
        f"    product({pointer(step.source)}, {pointer(step.out)}, {matrix}, {bias}, {n}, {width},"
        f" {results});\n"
    )


def _plain(values: npt.NDArray[Any]) -> npt.NDArray[np.float32]:
    return np.ascontiguousarray(values, dtype=np.float32)
