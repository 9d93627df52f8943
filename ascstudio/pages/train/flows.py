"""What can be set up on Train, and the finished runs that it may start from."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Flow = Literal["all", "finetune", "distil", "quantize"]
FLOWS: tuple[Flow, ...] = ("all", "finetune", "distil", "quantize")
CHAIN = ("finetune", "distil", "quantize")  # stages of all the way
TEACHER_STAGES = ("finetune", "fuse")  # whose runs teach students


def flow_of(stage: str) -> Flow | None:
    """The flow that makes one run of a stage; None for stages without questions."""
    return next((flow for flow in FLOWS if flow == stage and flow != "all"), None)


@dataclass(frozen=True, slots=True)
class SourceRun:
    """A finished run that another one may start from."""

    path: Path
    name: str
    stage: str
    network: str  # of a fusion: all of them, joined by FUSED
    accuracy: float | None
    title: str = ""  # what people call it
    front_end: str = ""  # it hears through; empty: its network's own
