"""What a bundle takes of a microcontroller, before anybody has one: an estimate, and says so.

Flash, working memory and multiply-accumulates are those of the C source. Cycles are an estimate:

* Instructions of the C source were counted where it ran (gcc 12 -O2 -mthumb -mtune=cortex-m4, qemu
  one instruction at a time, one window), by kernel, of CP-Mobile 12k, TF-SepNet and DS-FlexiNet;
  ``_COSTS`` is fitted to them and misses their sums by 3 %; of two it was not fitted to it misses
  CP-Mobile 30k by 3 % and YAMNet's student by 7 %. ``_MISSES`` is what other networks are given.
* How many cycles plain C takes on a core follows from its CoreMark per MHz, as makers state it:
  Cortex-M4 3.42 (ST, STM32L476: 273.55 at 80 MHz), M33 4.02 (ST, STM32L552: 442 at 110 MHz), M7
  5.01 (ST, STM32F7: 1082 at 216 MHz), M55 4.2 (Arm, when it was announced in February 2020).
  These are with their compilers at their best; ratios between cores are what is used of them.
  The M4 is taken at 1.5 cycles an instruction, within 1.2 and 2.0: its manual gives one cycle to
  most, two to a load that stands alone and up to three to a branch that is taken (Cortex-M4
  Technical Reference Manual, table 3-1); flash that makes it wait is slower still.

As a check from outside: MLPerf Tiny v1.1 (closed division, submitted by Krai) has the image
classifier (12.5 million MACs), the keyword spotter (2.7) and the person detector (7.5) on these
cores; ``Core.tuned`` is cycles by MAC of the fastest and slowest of them with kernels that makers
tune by hand (CMSIS-NN, X-CUBE-AI), which our plain C is not.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ml_core.bundle import Bundle
from ml_core.c99.front_end import in_double
from ml_core.c99.program import Program, plan_of, write_program
from ml_core.c99.steps import Convolve, ConvolveFloat, Each, Plan, Pool, Product, Reduce, Step
from ml_core.frontend.spec import LogMelSpec

SOURCE = (
    "Estimate: instructions by kernel as counted in qemu for three networks, times cycles of"
    " plain C by CoreMark/MHz of each core (ST, Arm), 1.5 (1.2 to 2.0) an instruction on a"
    " Cortex-M4."
)
_COREMARK_M4 = 3.42
_CYCLES, _FEWEST, _MOST = 1.5, 1.2, 2.0  # an instruction on the M4
_MISSES = 0.15  # of the instructions of a network
_FRONT_END = 11.6  # instructions by n log2 n of every frame's transform, bands and logarithm within
# Where double is computed by the C library, assumed and not counted: times as many for a front
# end in double, and more for every number that is added up.
_SOFT_DOUBLE, _SOFT_ADD = 14.0, 60.0


@dataclass(frozen=True, slots=True)
class Core:
    """A class of microcontrollers, and one that is sold.

    Attributes:
        name: of the core.
        chip: one that has it.
        clock_hz: its highest.
        flash_bytes: on the chip.
        ram_bytes: on the chip, all of it.
        coremark_per_mhz: as its maker states it; see the top.
        has_double: whether it computes double itself.
        tuned: cycles by MAC with kernels tuned by hand, least and most; None: none were found.
    """

    name: str
    chip: str
    clock_hz: float
    flash_bytes: int
    ram_bytes: int
    coremark_per_mhz: float
    has_double: bool
    tuned: tuple[float, float] | None


# Sizes and clocks from the makers' data sheets.
CORES = (
    Core("Cortex-M4", "STM32F407", 168e6, 1_048_576, 196_608, 3.42, False, (2.1, 4.8)),
    Core("Cortex-M33", "nRF5340", 128e6, 1_048_576, 524_288, 4.02, False, (3.3, 4.0)),
    Core("Cortex-M7", "STM32H7A3", 280e6, 2_097_152, 1_441_792, 5.01, True, (1.2, 1.9)),
    Core("Cortex-M55", "Ensemble E3", 160e6, 5_767_168, 4_456_448, 4.20, True, None),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class OnCore:
    """A window on one core, in ms: likely, and from where to where.

    ``tuned_ms`` is the network alone, at the rates of ``Core.tuned``.
    """

    core: Core
    ms: float
    ms_low: float
    ms_high: float
    cycles: float
    tuned_ms: tuple[float, float] | None

    def fits(self, chip: "ChipEstimate") -> bool:
        """Whether flash and RAM of its chip hold it, and it keeps up with sound."""
        core = self.core
        room = chip.flash_bytes <= core.flash_bytes and chip.ram_bytes <= core.ram_bytes
        return room and self.ms_high <= 1000 * chip.window_s


@dataclass(frozen=True, slots=True)
class ChipEstimate:
    """What one window of a bundle takes, written as C.

    Attributes:
        flash_bytes: constants, and code as it is on a Cortex-M4.
        ram_bytes: workspace, one result and one window of float samples.
        activation_bytes: the workspace: all that layers hold at once at most.
        window_bytes: the window of samples alone.
        window_s: its sound.
        macs: multiply-accumulates of the network.
        instructions: of network and front end on a core that computes double itself.
        cores: on each of ``CORES``.
        source: where the figures come from.
    """

    flash_bytes: int
    ram_bytes: int
    activation_bytes: int
    window_bytes: int
    window_s: float
    macs: int
    instructions: float
    cores: tuple[OnCore, ...]
    source: str = SOURCE


def estimate_chip(bundle: Bundle) -> ChipEstimate:
    """Estimate a bundle on every core.

    Raises:
        BundleError: it cannot be written in C.
    """
    program, spec, plan = write_program(bundle), bundle.manifest.front_end, plan_of(bundle)
    network = network_instructions(plan)
    front = front_end_instructions(spec, bundle.manifest.window_samples)
    soft = _SOFT_ADD * _added_in_double(plan)
    soft += front * (_SOFT_DOUBLE - 1) if in_double(spec) else 0.0
    hard = network + front
    cores = tuple(
        _on(core, hard if core.has_double else hard + soft, program.macs) for core in CORES
    )
    return ChipEstimate(
        flash_bytes=program.constant_bytes + program.code_bytes,
        ram_bytes=_ram_bytes(program),
        activation_bytes=program.memory_bytes,
        window_bytes=program.window_bytes,
        window_s=bundle.manifest.window_samples / spec.sample_rate_hz,
        macs=program.macs,
        instructions=network + front,
        cores=cores,
    )


def network_instructions(plan: Plan) -> float:
    """Instructions that the network of a plan takes for one window."""
    return _DECISION + sum(_instructions(step) for step in plan.steps)


def _added_in_double(plan: Plan) -> int:
    return sum(work_of(step)[2] for step in plan.steps if isinstance(step, Reduce))


def front_end_instructions(spec: LogMelSpec, n_samples: int) -> float:
    """Instructions that the log-mel of one window takes."""
    return _FRONT_END * spec.n_frames(n_samples) * spec.n_fft * math.log2(spec.n_fft)


def _ram_bytes(program: Program) -> int:
    return program.memory_bytes + program.result_bytes + program.window_bytes


def _on(core: Core, instructions: float, macs: int) -> OnCore:
    cycles = instructions * _COREMARK_M4 / core.coremark_per_mhz
    ms = 1000 * cycles / core.clock_hz
    tuned = None
    if core.tuned is not None:
        least, most = (1000 * macs * one / core.clock_hz for one in core.tuned)
        tuned = (least, most)
    return OnCore(
        core,
        ms=ms * _CYCLES,
        ms_low=ms * _FEWEST * (1 - _MISSES),
        ms_high=ms * _MOST * (1 + _MISSES),
        cycles=cycles * _CYCLES,
        tuned_ms=tuned,
    )


@dataclass(frozen=True, slots=True)
class _Cost:
    """Instructions for every multiply-accumulate, and for every number that is made."""

    mac: float
    number: float


_COSTS = {
    "pointwise": _Cost(3.1, 21.0),
    "map by map": _Cost(2.5, 63.0),
    "sliding": _Cost(13.7, 5.0),
    "float": _Cost(9.0, 20.0),  # not counted: hardly any network has it
    "each": _Cost(0.0, 11.0),
    "pool": _Cost(0.0, 33.0),
}
_DECISION = 700_000.0  # scores, cosines to the reference, chances


def _instructions(step: Step) -> float:
    kind, macs, numbers = work_of(step)
    cost = _COSTS[kind]
    return cost.mac * macs + cost.number * numbers


def work_of(step: Step) -> tuple[str, int, int]:
    """(kind, multiply-accumulates, numbers made) of a step; of a reduction the numbers read."""
    made = _count(step.out.shape)
    if isinstance(step, Convolve):
        if step.pointwise:
            return "pointwise", step.macs, made
        return "map by map" if step.held is not None else "sliding", step.macs, made
    if isinstance(step, ConvolveFloat | Product):
        return "float", step.macs, made
    if isinstance(step, Pool):
        return "pool", 0, made * _count(step.slide.kernel)
    if isinstance(step, Reduce):
        return "each", 0, _count(step.value.shape)
    assert isinstance(step, Each)
    return "each", 0, made


def _count(shape: Sequence[int]) -> int:
    return math.prod(shape)
