"""The parts of a run in their order: where it is, and a share that never goes back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

PhaseKey = Literal["prepare", "listen", "train", "convert", "check"]
PhaseState = Literal["done", "running", "waiting", "failed"]

TRAINING_STEPS = ("step", "epoch", "validate")
"""Events that count through training, one way or another."""

_PHASE_OF: Mapping[str, PhaseKey] = {
    **dict.fromkeys(
        ("", "start", "fingerprints", "decoding", "prepare", "calibrate", "list"), "prepare"
    ),
    **dict.fromkeys(("embed", "classifier"), "listen"),
    **dict.fromkeys(("step", "epoch", "validate", "head", "all", "search", "bulk"), "train"),
    **dict.fromkeys(("compare", "convert"), "convert"),
    **dict.fromkeys(("test", "measure", "finish", "evaluate"), "check"),
}  # fmt: skip
_SHARES: Mapping[str, Mapping[PhaseKey, float]] = {
    "finetune": {"prepare": 3, "listen": 7, "train": 80, "check": 10},
    "distil": {"prepare": 3, "listen": 7, "train": 80, "check": 10},
    "specialise": {"prepare": 5, "train": 85, "check": 10},
    "quantize": {"prepare": 5, "train": 65, "convert": 15, "check": 15},
    "search": {"prepare": 2, "train": 96, "check": 2},
    "bulk": {"prepare": 2, "train": 98},
    "fuse": {"prepare": 5, "listen": 60, "train": 20, "check": 15},
}
"""Of the bar; what a run leaves out is passed over."""


@dataclass(frozen=True, slots=True)
class Phase:
    """One part of a run.

    Attributes:
        key: what is done in it.
        state: done, running, waiting or failed.
        seconds: it took so far; 0 while it waits.
    """

    key: PhaseKey
    state: PhaseState
    seconds: float = 0.0


def phase_of(stage: str, step: str) -> PhaseKey:
    """The part of a run that a step of its events belongs to."""
    if step == "listen" and stage == "quantize":
        return "convert"
    return _PHASE_OF.get(step, "listen")  # whoever hears clips names the step as it likes


def phases_of(stage: str) -> tuple[PhaseKey, ...]:
    """The parts of a run of this stage, in their order."""
    return tuple(_SHARES.get(stage, _SHARES["distil"]))


def share_of_bar(stage: str, phase: PhaseKey, fraction: float) -> float:
    """Share of the whole run that is done, 0 to 1, at a fraction of a part of it."""
    shares = _SHARES.get(stage, _SHARES["distil"])
    order = list(shares)
    if phase not in shares:
        phase = order[0]
    before = sum(shares[key] for key in order[: order.index(phase)])
    return (before + shares[phase] * min(max(fraction, 0.0), 1.0)) / sum(shares.values())
