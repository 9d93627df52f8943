"""What a plan computes with: tensors in the workspace, views of them, and sums of such.

An expression is never stored: it is worked out wherever it is read. Shapes include the batch,
which is 1.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Shape = tuple[int, ...]
FLOAT_BYTES = 4


@dataclass(slots=True, eq=False)
class Room:
    """A stretch of the workspace, taken from step ``first`` to step ``last``."""

    n_bytes: int
    first: int = 0
    last: int = 0
    place: int = 0  # where it begins, in bytes
    inside: "Room | None" = None  # one that is given up step by step as this one is filled

    @property
    def whole(self) -> "Room":
        """The outermost room it is in."""
        return self if self.inside is None else self.inside.whole


@dataclass(frozen=True, slots=True, eq=False)
class Tensor:
    """Numbers in one room, in order: rounded to uint8, or float32."""

    name: str  # as in the ONNX file
    shape: Shape
    rounded: bool
    room: Room

    @classmethod
    def fresh(cls, name: str, shape: Shape, *, rounded: bool) -> "Tensor":
        """A tensor with a room of its own."""
        n_bytes = math.prod(shape) * (1 if rounded else FLOAT_BYTES)
        return cls(name, shape, rounded, Room(n_bytes))


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """Some numbers of a tensor in some order; offset and strides count numbers."""

    tensor: Tensor
    shape: Shape
    strides: Shape
    offset: int = 0

    @classmethod
    def whole(cls, tensor: Tensor) -> "View":
        """All of a tensor as it lies."""
        return cls(tensor, tensor.shape, contiguous(tensor.shape))

    @property
    def in_order(self) -> bool:
        """Whether its numbers lie one behind the other."""
        mine = [s for s, size in zip(self.strides, self.shape, strict=True) if size > 1]
        plain = [s for s, size in zip(contiguous(self.shape), self.shape, strict=True) if size > 1]
        return mine == plain


@dataclass(frozen=True, slots=True, eq=False)
class Load:
    """The numbers under a view; those of a rounded tensor as (q - zero) * scale if it is given."""

    view: View
    scale: float | None = None
    zero: int = 0

    @property
    def shape(self) -> Shape:
        """As the view's."""
        return self.view.shape


@dataclass(frozen=True, slots=True, eq=False)
class Fixed:
    """Numbers known beforehand, float32."""

    values: npt.NDArray[np.float32]

    @property
    def shape(self) -> Shape:
        """As the array's."""
        return tuple(int(size) for size in self.values.shape)

    @property
    def single(self) -> float | None:
        """The number that all are, if they are."""
        first = self.values.reshape(-1)[:1]
        return float(first[0]) if first.size and bool((self.values == first[0]).all()) else None


@dataclass(frozen=True, slots=True, eq=False)
class Apply:
    """An operation on every number of its arguments, which are broadcast."""

    kind: str  # see emitting.OPERATIONS
    arguments: "tuple[Expression, ...]"
    shape: Shape


Expression = Load | Fixed | Apply


def contiguous(shape: Shape) -> Shape:
    """Strides of numbers that lie in order."""
    return tuple(math.prod(shape[axis + 1 :]) for axis in range(len(shape)))


def broadcast(view: View, shape: Shape) -> Shape:
    """A view's strides when it is read as if it had ``shape``: 0 where it is repeated."""
    missing = len(shape) - len(view.shape)
    own = [0 if size == 1 else s for s, size in zip(view.strides, view.shape, strict=True)]
    return (*(0,) * missing, *own)


def common_shape(*shapes: Shape) -> Shape:
    """What some shapes are broadcast to."""
    return tuple(int(size) for size in np.broadcast_shapes(*shapes))


def loads(expression: Expression) -> Iterator[Load]:
    """All loads of an expression, from left to right."""
    if isinstance(expression, Load):
        yield expression
    elif isinstance(expression, Apply):
        for argument in expression.arguments:
            yield from loads(argument)


def arrays(expression: Expression) -> Iterator[Fixed]:
    """All fixed numbers of an expression, from left to right."""
    if isinstance(expression, Fixed):
        yield expression
    elif isinstance(expression, Apply):
        for argument in expression.arguments:
            yield from arrays(argument)


def as_floats(values: npt.NDArray[Any]) -> Fixed:
    """Constants (..., N) of an ONNX file as float32."""
    return Fixed(np.ascontiguousarray(values, dtype=np.float32))
