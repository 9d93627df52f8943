"""Reads an ONNX file into nodes and arrays without the onnx package, which few installs have.

The messages are those of onnx.proto3; what no int8 student holds is refused or left out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from ml_core.bundle.onnx_scan import fields, varint
from ml_core.errors import BundleError

Array = npt.NDArray[Any]

_DTYPES: Mapping[int, type[np.generic]] = MappingProxyType(
    {1: np.float32, 2: np.uint8, 3: np.int8, 6: np.int32, 7: np.int64, 11: np.float64}
)
# Where TensorProto keeps numbers that are not raw: the field, and how they are read.
_FLOATS, _INTEGERS = 4, (5, 7)


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One operation: ``facts`` are its attributes."""

    kind: str
    inputs: tuple[str, ...]  # "" for one that is left out
    outputs: tuple[str, ...]
    facts: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Students' nodes have no names of their own: what they make tells them apart."""
        return self.outputs[0]


@dataclass(frozen=True, slots=True)
class Graph:
    """The operations of a network in order, with the numbers they need."""

    nodes: tuple[Node, ...]
    constants: Mapping[str, Array]
    inputs: Mapping[str, tuple[int, ...]]  # a size of 0 is the batch, or another that is free
    outputs: tuple[str, ...]


@dataclass(slots=True)
class _Building:
    nodes: list[Node] = field(default_factory=list)
    constants: dict[str, Array] = field(default_factory=dict)
    inputs: dict[str, tuple[int, ...]] = field(default_factory=dict)
    outputs: list[str] = field(default_factory=list)


def read_graph(data: bytes) -> Graph:
    """The graph of an ONNX file.

    Raises:
        BundleError: it is none, or holds numbers of a kind no int8 student has.
    """
    found = _Building()
    try:
        for number, value in fields(memoryview(data)):
            if number == 7:  # ModelProto.graph
                _read_graph(_message(value), found)
    except (ValueError, IndexError, KeyError, UnicodeDecodeError) as error:
        raise BundleError("The network of this bundle cannot be read as ONNX.") from error
    inputs = {name: shape for name, shape in found.inputs.items() if name not in found.constants}
    return Graph(tuple(found.nodes), found.constants, inputs, tuple(found.outputs))


def _read_graph(data: memoryview, found: _Building) -> None:
    for number, value in fields(data):
        if number == 1:
            found.nodes.append(_node(_message(value)))
        elif number == 5:
            name, array = _tensor(_message(value))
            found.constants[name] = array
        elif number == 11:
            name, shape = _value_info(_message(value))
            found.inputs[name] = shape
        elif number == 12:
            found.outputs.append(_value_info(_message(value))[0])


def _node(data: memoryview) -> Node:
    inputs, outputs, kind, facts = [], [], "", {}
    for number, value in fields(data):
        if number == 1:
            inputs.append(_text(value))
        elif number == 2:
            outputs.append(_text(value))
        elif number == 4:
            kind = _text(value)
        elif number == 5:
            name, fact = _attribute(_message(value))
            facts[name] = fact
    return Node(kind, tuple(inputs), tuple(outputs), facts)


def _attribute(data: memoryview) -> tuple[str, Any]:
    """Name and value; lists of numbers as tuples, text as str."""
    name = ""
    value: Any = None
    integers: list[int] = []
    floats: list[float] = []
    for number, part in fields(data):
        if number == 1:
            name = _text(part)
        elif number == 2:
            value = float(np.frombuffer(_message(part), "<f4")[0])
        elif number == 3:
            value = _signed(part)
        elif number == 4:
            value = _text(part)
        elif number == 5:
            value = _tensor(_message(part))[1]
        elif number == 7:
            floats.extend(np.frombuffer(_message(part), "<f4").tolist())
        elif number == 8:
            integers.extend(_integers(part))
    return name, tuple(integers) or tuple(floats) or value


def _tensor(data: memoryview) -> tuple[str, Array]:
    name, dims, kind, raw, numbers = "", [], 0, None, []
    for number, value in fields(data):
        if number == 1:
            dims.extend(_integers(value))
        elif number == 2:
            kind = _signed(value)
        elif number == 8:
            name = _text(value)
        elif number == 9:
            raw = _message(value)
        elif number == _FLOATS:
            numbers.extend(np.frombuffer(_message(value), "<f4").tolist())
        elif number in _INTEGERS:
            numbers.extend(_integers(value))
    if kind not in _DTYPES:
        raise BundleError("The network of this bundle holds numbers of an unusual kind.")
    dtype = np.dtype(_DTYPES[kind])
    array = np.array(numbers, dtype) if raw is None else np.frombuffer(raw, dtype.newbyteorder("<"))
    return name, array.astype(dtype).reshape(dims)


def _value_info(data: memoryview) -> tuple[str, tuple[int, ...]]:
    name, shape = "", []
    for number, value in fields(data):
        if number == 1:
            name = _text(value)
        for tensor in _inside(value, 1) if number == 2 else ():  # TypeProto.tensor_type
            for dims in _inside(tensor, 2):
                for dim in _inside(dims, 1):
                    sizes = [_signed(size) for field_, size in fields(dim) if field_ == 1]
                    shape.append(sizes[0] if sizes else 0)
    return name, tuple(shape)


def _inside(value: int | memoryview, wanted: int) -> Iterator[memoryview]:
    for number, part in fields(_message(value)):
        if number == wanted:
            yield _message(part)


def _integers(value: int | memoryview) -> list[int]:
    """A repeated number, one by one or packed."""
    if isinstance(value, int):
        return [_signed(value)]
    found, position = [], 0
    while position < len(value):
        number, position = varint(value, position)
        found.append(_signed(number))
    return found


def _signed(value: int | memoryview) -> int:
    if not isinstance(value, int):
        raise ValueError("a number was expected")  # noqa: TRY004
    return value - (1 << 64) if value >= 1 << 63 else value


def _message(value: int | memoryview) -> memoryview:
    if isinstance(value, int):
        raise ValueError("a message was expected")  # noqa: TRY004
    return value


def _text(value: int | memoryview) -> str:
    return bytes(_message(value)).decode()
