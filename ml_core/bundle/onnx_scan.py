"""Looks through an ONNX file without the onnx package: tensors in other files, inputs, outputs.

onnxruntime would open whatever path such a tensor names. The few message types on the way to
a tensor are followed by their field numbers (onnx.proto3); everything else is skipped.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from ml_core.errors import BundleError

_CHILDREN = MappingProxyType(
    {
        "model": {7: "graph", 20: "training", 25: "function"},
        "training": {1: "graph", 2: "graph"},
        "graph": {1: "node", 5: "tensor", 15: "sparse"},
        "function": {7: "node", 11: "attribute"},
        "node": {5: "attribute"},
        "attribute": {5: "tensor", 6: "graph", 10: "tensor", 11: "graph", 22: "sparse",
                      23: "sparse"},
        "sparse": {1: "tensor", 2: "tensor"},
        "tensor": {},
    }
)  # fmt: skip
_DEEPEST = 24
_EXTERNAL_DATA, _DATA_LOCATION = 13, 14  # fields of TensorProto
_GRAPH, _INPUT, _OUTPUT, _TYPE = 7, 11, 12, 2  # of ModelProto, GraphProto, ValueInfoProto
_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5


def refuse_external_data(data: bytes, what: str) -> None:
    """Check that the ONNX file ``data`` is whole in itself.

    Raises:
        BundleError: a tensor lies in another file, or this is not ONNX.
    """
    try:
        _scan(memoryview(data), "model", what, 0)
    except (ValueError, IndexError) as error:
        raise BundleError(f'"{what}" in this bundle is not an ONNX file.') from error


def _scan(data: memoryview, kind: str, what: str, depth: int) -> None:
    if depth > _DEEPEST:
        raise ValueError("nested too deeply")
    children = _CHILDREN[kind]
    for number, value in fields(data):
        if kind == "tensor" and (number == _EXTERNAL_DATA or (number == _DATA_LOCATION and value)):
            raise BundleError(
                f'"{what}" in this bundle keeps numbers in another file.', hint="It was not opened."
            )
        if number in children:
            if isinstance(value, int):
                raise ValueError("a message was expected")
            _scan(value, children[number], what, depth + 1)


def refuse_other_shapes(data: bytes, what: str, expected: Mapping[str, tuple[int, ...]]) -> None:
    """Check that a network takes and gives what the bundle says.

    Args:
        data: the ONNX file.
        what: its name.
        expected: shape of each input and output, without the batch axis; no others may be there.

    Raises:
        BundleError: one is missing, or too many, or has another shape.
    """
    try:
        found = dict(_tensors(memoryview(data)))
    except (ValueError, IndexError, UnicodeDecodeError) as error:
        raise BundleError(f'"{what}" in this bundle is not an ONNX file.') from error
    for name in (*expected, *found):
        own = found.get(name, ())
        fits = name in expected and len(own) == 1 + len(expected[name])
        if not fits or any(
            a not in (b, None) for a, b in zip(own[1:], expected[name], strict=True)
        ):
            raise BundleError(
                f'"{what}" in this bundle does not fit "bundle.json": its "{name}" has another'
                " shape.",
                hint="It was not opened.",
            )


def _tensors(model: memoryview) -> Iterator[tuple[str, tuple[int | None, ...]]]:
    """Name and shape of every input and output; None for an axis of any length."""
    for graph in _messages(model, _GRAPH):
        for number in (_INPUT, _OUTPUT):
            for value in _messages(graph, number):
                name = b"".join(_messages(value, 1)).decode()
                kinds = _messages(value, _TYPE)
                shapes = [s for kind in kinds for t in _messages(kind, 1) for s in _messages(t, 2)]
                yield name, tuple(_length(axis) for shape in shapes for axis in _messages(shape, 1))


def _length(axis: memoryview) -> int | None:
    return next((v for number, v in fields(axis) if number == 1 and isinstance(v, int)), None)


def _messages(data: memoryview, number: int) -> Iterator[memoryview]:
    """The values of one field that have a length."""
    for found, value in fields(data):
        if found == number and not isinstance(value, int):
            yield value


def fields(data: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    """Number and value of every field of a protobuf message; numbers are not interpreted.

    Raises:
        ValueError, IndexError: it is no message, or is cut off.
    """
    position = 0
    while position < len(data):
        key, position = varint(data, position)
        number, wire = key >> 3, key & 7
        if wire == _VARINT:
            value, position = varint(data, position)
            yield number, value
            continue
        if wire == _BYTES:
            length, position = varint(data, position)
        elif wire in (_FIXED64, _FIXED32):
            length = 8 if wire == _FIXED64 else 4
        else:
            raise ValueError("unknown wire type")
        if position + length > len(data):
            raise ValueError("a field is cut off")
        yield number, data[position : position + length]
        position += length


def varint(data: memoryview, position: int) -> tuple[int, int]:
    """A number of variable length, and the position behind it."""
    value = 0
    for shift in range(0, 70, 7):
        byte = data[position]
        position += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, position
    raise ValueError("a number is too long")
