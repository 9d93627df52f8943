"""The parity certificate: does the file in a bundle decide like the network that was trained?

A student becomes int8 in stages: fake-quantised (rounding simulated in float, as it was trained),
converted (the same in integers, in torch) and exported (the file, in onnxruntime). A stage that
decides otherwise than the one before has a fault that no accuracy on a test set would show. The
measuring is done where torch is (``quantization.parity``); ``parity.json`` keeps counts, and what
they mean is said here, from the counts alone.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from ml_core.bundle.contents import Bundle
from ml_core.evaluation.metrics import wilson
from ml_core.files import sha256_bytes

RULES = 2  # raises with every change in what is measured
CONVERTED, SURELY, SIMULATED = 0.995, 0.99, 0.99  # agreement that is needed
LARGEST_GAP = 2.0  # output steps
_SAME, _CLEAR = 0.02, 1.095  # factors nearer to 1 are no wrong scale; told in two digits
_TRY = "Try it on recordings that you know before you rely on it."


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many of ``n`` windows two stages decide alike, with the 95 % Wilson interval."""

    n: int
    same: int
    value: float
    low: float
    high: float

    @classmethod
    def of(cls, n: int, same: int) -> Self:
        """From counts.

        Raises:
            ValueError: they are none.
        """
        if not 0 <= same <= n:
            raise ValueError("more windows agree than there are")
        interval = wilson(same, n)
        return cls(n, same, interval.value, interval.low, interval.high)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two stages on the same windows.

    Attributes:
        overall: on all windows.
        needed: agreement that is asked of them; None where nothing depends on it.
        gap_steps: median, 95 % and largest over windows of what the last rounded tensor differs
            by at most, in its steps; None where a stage has none.
        per_scene: by scene as stored.
        per_device: by device; "" where it is not known.
    """

    overall: Agreement
    needed: float | None
    gap_steps: tuple[float, float, float] | None
    per_scene: Mapping[str, Agreement]
    per_device: Mapping[str, Agreement]


@dataclass(frozen=True, slots=True)
class Parting:
    """The first layer in which the file computes something else.

    Attributes:
        layer: its name in the network.
        title: its place in words.
        factor: how many times too large its scale is; None: another cause.
        gap_steps: mean difference of its integers, given the same input.
    """

    layer: str
    title: str
    factor: float | None
    gap_steps: float

    @property
    def sentence(self) -> str:
        """Where, and by how much."""
        if self.factor is None:
            return f"They part at {self.title}: its numbers differ."
        times = max(self.factor, 1 / self.factor)
        way = "large" if self.factor > 1 else "small"
        shown = f"{times:.2g}" if times >= _CLEAR else f"{times:.3g}"
        return f"They part at {self.title}: its scale is {shown} times too {way}."


@dataclass(frozen=True, slots=True)
class Disagreements:
    """The windows that the file decides unlike the converted or the fake-quantised network.

    Attributes:
        n: how many.
        largest_margin: of the float student between its two best scenes, in logits, on the one
            of them it was surest of; None if there is none.
        gap: by how much rounding, as it was trained, moved such a margin at most.
        defects: how many have a margin that is not below the gap.
    """

    n: int
    largest_margin: float | None
    gap: float
    defects: int


@dataclass(frozen=True, slots=True)
class Certificate:
    """What was measured, and the verdict.

    Attributes:
        measured: by the present rules, and for the file it lies beside.
        deployable: agreement of the exported file with the converted network is at least 99.5 %
            and surely 99 %, and with the fake-quantised one at least 99 %.
        sentence: the verdict in words.
        reasons: why it is not deployable, a sentence each.
        warnings: what should not be but decides nothing, a sentence each.
        n_windows: that were compared.
        n_shifted: of these, shifted copies.
        windows_of: "test", or "labelled" where the test set was too small; "" if not measured.
        converted: converted against exported.
        simulated: fake-quantised against exported.
        float_student: the float file against the int8 one.
        disagreements: of the file with what it was made from.
        parting: the first layer that is another; None if there is none.
    """

    measured: bool
    deployable: bool
    sentence: str
    reasons: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    n_windows: int = 0
    n_shifted: int = 0
    windows_of: str = ""
    converted: Comparison | None = None
    simulated: Comparison | None = None
    float_student: Comparison | None = None
    disagreements: Disagreements | None = None
    parting: Parting | None = None


def certificate_of(bundle: Bundle) -> Certificate:
    """The certificate in a bundle; one that cannot be believed says so."""
    return certificate(bundle.parity, bundle.entries["int8.onnx"])


def certificate(parity: Mapping[str, Any], int8: bytes) -> Certificate:
    """What ``parity.json`` says of an int8 file.

    Args:
        parity: its table, from anywhere.
        int8: the file it is said to be of.
    """
    if not parity.get("measured"):
        return _without("nobody compared the exported file with the trained model")
    if parity.get("rules") != RULES:
        return _without("it was compared with the trained model by other rules than today's")
    if parity.get("int8") != sha256_bytes(int8):
        return _without("its certificate is of another file")
    try:
        return _judged(parity)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        return _without("its certificate cannot be read")


def _without(why: str) -> Certificate:
    sentence = f"Not certified: {why}. {_TRY}"
    return Certificate(False, False, sentence, (f"{why[0].upper()}{why[1:]}.",))


def _judged(parity: Mapping[str, Any]) -> Certificate:
    converted = _comparison(parity, CONVERTED)
    simulated = _comparison(parity["simulated_to_int8"], SIMULATED)
    apart = parity["first_layer_apart"]
    parting = None if apart is None else _parting(apart)
    found = parity["disagreements"]
    margin = found["largest_margin"]
    disagreements = Disagreements(
        int(found["n"]), None if margin is None else float(margin), float(found["gap"]),
        int(found["defects"]),
    )  # fmt: skip
    reasons = _reasons(converted.overall, simulated.overall)
    warnings = _warnings(converted, disagreements, parting if not reasons else None)
    return Certificate(
        measured=True,
        deployable=not reasons,
        sentence=_sentence(converted.overall, reasons, parting),
        reasons=tuple(reasons),
        warnings=tuple(warnings),
        n_windows=converted.overall.n,
        n_shifted=int(parity["n_shifted"]),
        windows_of=str(parity["windows_of"]),
        converted=converted,
        simulated=simulated,
        float_student=_comparison(parity["float_to_int8"], None),
        disagreements=disagreements,
        parting=parting,
    )


def _comparison(table: Mapping[str, Any], needed: float | None) -> Comparison:
    gap = table.get("gap_steps")
    return Comparison(
        overall=_agreement(table),
        needed=needed,
        gap_steps=None if gap is None else (
            float(gap["median"]), float(gap["p95"]), float(gap["max"])
        ),
        per_scene={str(name): _agreement(row) for name, row in table["per_scene"].items()},
        per_device={str(name): _agreement(row) for name, row in table["per_device"].items()},
    )  # fmt: skip


def _agreement(table: Mapping[str, Any]) -> Agreement:
    return Agreement.of(int(table["n"]), int(table["same"]))


def _parting(table: Mapping[str, Any]) -> Parting:
    factor = table["factor"]
    if factor is not None:
        factor = float(factor)
        if not (0 < factor < math.inf and abs(factor - 1) > _SAME):
            factor = None
    return Parting(str(table["layer"]), str(table["title"]), factor, float(table["gap_steps"]))


def _reasons(converted: Agreement, simulated: Agreement) -> list[str]:
    reasons = []
    if converted.value < CONVERTED:
        reasons.append(f"{percent(converted.value)} agreement, {percent(CONVERTED)} needed.")
    elif converted.low < SURELY:
        reasons.append(
            f"{percent(converted.value)} agreement on {converted.n:,} windows makes only"
            f" {percent(converted.low)} sure, {percent(SURELY)} needed."
        )
    if simulated.value < SIMULATED:
        reasons.append(
            f"The network as it was trained agrees with the file on {percent(simulated.value)},"
            f" {percent(SIMULATED)} needed."
        )
    return reasons


def _warnings(
    converted: Comparison, disagreements: Disagreements, parting: Parting | None
) -> list[str]:
    warnings = [] if parting is None else [parting.sentence]
    if converted.gap_steps is not None and converted.gap_steps[2] > LARGEST_GAP:
        warnings.append(
            f"Results differ by up to {converted.gap_steps[2]:.0f} steps, {LARGEST_GAP:.0f} are"
            " expected."
        )
    if disagreements.defects:
        warnings.append(
            f"{disagreements.defects} of {disagreements.n} windows that are decided otherwise"
            " were too clear for rounding to be the cause."
        )
    return warnings


def _sentence(converted: Agreement, reasons: list[str], parting: Parting | None) -> str:
    if not reasons:
        return (
            f"Deployable: the exported file decides like the trained network on"
            f" {percent(converted.value)} of {converted.n:,} windows."
        )
    where = [] if parting is None else [parting.sentence]
    return " ".join(["Not deployable:", *reasons, *where])


def percent(share: float) -> str:
    """Two decimals at most and never rounded up: what is not reached does not seem to be."""
    return f"{math.floor(share * 10_000 + 1e-6) / 100:g} %"
