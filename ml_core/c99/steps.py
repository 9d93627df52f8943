"""The steps of a plan, in the order in which C takes them."""

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from ml_core.c99.values import Expression, Load, Room, Tensor, View, loads

Bytes = npt.NDArray[np.int8]
Sums = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Rounding:
    """How numbers become uint8: saturate(round(x / scale) + zero), halves to the even one."""

    scale: float
    zero: int


@dataclass(frozen=True, slots=True)
class Slide:
    """How a kernel moves over a map: (rows, columns) each, padding as (top, left)."""

    kernel: tuple[int, int]
    stride: tuple[int, int]
    dilation: tuple[int, int]
    pad: tuple[int, int]
    sizes: tuple[int, int]  # of the input map
    result: tuple[int, int]  # of the output map


@dataclass(frozen=True, slots=True, eq=False)
class Each:
    """Work out an expression for every number of ``out``, rounding it if that is rounded."""

    out: View
    value: Expression
    rounding: Rounding | None
    traced: bool = True  # whether ``out`` is whole after it

    def reads(self) -> list[Tensor]:
        """The tensors it needs."""
        return [load.view.tensor for load in loads(self.value)]

    def writes(self) -> Tensor:
        """The tensor it makes."""
        return self.out.tensor


@dataclass(frozen=True, slots=True, eq=False)
class Reduce:
    """Mean, sum or length over some axes, summed in double in the order of the numbers."""

    out: Tensor
    kind: str  # "mean", "sum", "l2"
    value: Expression
    axes: tuple[int, ...]
    traced: bool = False

    def reads(self) -> list[Tensor]:
        """The tensors it needs."""
        return [load.view.tensor for load in loads(self.value)]

    def writes(self) -> Tensor:
        """The tensor it makes."""
        return self.out


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """Where the numbers of a map belong when they do not lie in order."""

    places: Sums  # (outputs,) of each map's first number
    row: int  # from one row to the next
    column: int


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """Room for one map of a source and its margins."""

    room: Room
    rows: int
    columns: int


@dataclass(frozen=True, slots=True, eq=False)
class Convolve:
    """QLinearConv: sums in int32, each times one float32, rounded."""

    out: Tensor
    source: Load
    slide: Slide
    weights: Bytes  # (outputs, channels per group, rows, columns), without columns of zeros
    first: tuple[int, ...]  # of each output: how far right its columns begin; () nowhere
    bias: Sums  # (outputs,), with what the zero point brings where nothing is padded
    factors: Floats  # (outputs,): input scale * weight scale / output scale
    groups: int
    zero: int  # of the output
    low: int  # smallest result: the output's zero point behind a ReLU, else 0
    spread: Spread | None = None
    held: Held | None = None
    traced: bool = True

    def reads(self) -> list[Tensor]:
        """The tensors it needs."""
        return [self.source.view.tensor]

    def writes(self) -> Tensor:
        """The tensor it makes."""
        return self.out

    @property
    def pointwise(self) -> bool:
        """Whether every output pixel is made of the one input pixel under it."""
        slide = self.slide
        return (
            slide.kernel == slide.stride == (1, 1) and slide.pad == (0, 0)
            and slide.sizes == slide.result and self.groups == 1
        )  # fmt: skip

    @property
    def map_by_map(self) -> bool:
        """Whether every map is made of the one map in its place."""
        return (
            not self.pointwise and self.weights.shape[1] == 1 and self.groups == len(self.weights)
        )

    def holding(self, number: int) -> "Convolve":
        """The same with room, in step ``number``, for one map that never ends too early."""
        slide, widest = self.slide, max(self.first, default=0)
        rows, columns = (
            (slide.result[axis] - 1) * slide.stride[axis]
            + (slide.kernel[axis] - 1 + (widest if axis else 0)) * slide.dilation[axis]
            + 1
            for axis in (0, 1)
        )
        sums = self.weights.reshape(len(self.weights), -1).astype(np.int32).sum(axis=1)
        return replace(
            self,
            bias=(self.bias - self.source.zero * sums).astype(np.int32),
            held=Held(Room(rows * columns, number, number), rows, columns),
        )

    @property
    def macs(self) -> int:
        """Products of weights and inputs, those with padding among them."""
        return int(self.weights.size) * math.prod(self.slide.result)


class OneToOne:
    """What steps have in common that make one tensor of one other."""

    __slots__ = ()
    out: Tensor
    source: Tensor

    def reads(self) -> list[Tensor]:
        """The tensors it needs."""
        return [self.source]

    def writes(self) -> Tensor:
        """The tensor it makes."""
        return self.out


@dataclass(frozen=True, slots=True, eq=False)
class ConvolveFloat(OneToOne):
    """A convolution that was to stay float, summed in double."""

    out: Tensor
    source: Tensor
    slide: Slide
    weights: Floats  # (outputs, channels per group, rows, columns)
    bias: Floats
    groups: int
    traced: bool = False

    @property
    def macs(self) -> int:
        """Products of weights and inputs, those with padding among them."""
        return int(self.weights.size) * math.prod(self.slide.result)


@dataclass(frozen=True, slots=True, eq=False)
class Pool(OneToOne):
    """The largest rounded number under a kernel."""

    out: Tensor
    source: Tensor
    slide: Slide
    traced: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Product(OneToOne):
    """Rows of numbers times a fixed matrix plus a bias, summed in double."""

    out: Tensor  # (N, K)
    source: Tensor  # (N, D)
    matrix: Floats  # (K, D)
    bias: Floats | None  # (K,)
    traced: bool = False

    @property
    def macs(self) -> int:
        """Products."""
        return int(self.matrix.size) * self.source.shape[0]


Step = Each | Reduce | Convolve | ConvolveFloat | Pool | Product


@dataclass(frozen=True, slots=True)
class Plan:
    """A network as steps over one workspace.

    ``rounding`` is how the log-mel is rounded as it enters, so that it never lies in memory as
    float; None where the network wants it as it is.
    """

    source: Tensor
    rounding: Rounding | None
    steps: tuple[Step, ...]
    outputs: dict[str, Tensor]
    scratch: Any  # the front end's room
    n_bytes: int = 0

    @property
    def macs(self) -> int:
        """Of one window."""
        return sum(step.macs for step in self.steps if not isinstance(step, Each | Reduce | Pool))
