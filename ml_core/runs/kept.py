"""What a run has on disk: what was learnt, what it takes, what can go. Torch-free."""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ml_core.files import from_json

MAX_HEADER = 100_000_000  # bytes; the headers of our own files are far smaller
NETWORK = "network.safetensors"  # what the stage made
BEST = "best.safetensors"  # best epoch so far, where there is a validation part
LAST = "last.safetensors"  # everything needed to go on


@dataclass(frozen=True, slots=True)
class Kept:
    """What a run has learnt so far."""

    epoch: int = 0  # it can go on from here
    best_epoch: int = 0  # whose weights are the ones to keep
    finished: bool = False  # training is over and its network is there

    @property
    def sentence(self) -> str:
        """What is kept, for people."""
        if self.finished:
            return "The trained network is kept."
        if not self.epoch:
            return "No epoch had ended, so nothing is lost but its time."
        if self.best_epoch and self.best_epoch != self.epoch:
            return (
                f"The best network, of epoch {self.best_epoch}, is kept; epoch {self.epoch} is "
                "where it goes on."
            )
        return f"Epoch {self.epoch} is kept; it goes on from there."


def kept_of(checkpoint: Path) -> Kept:
    """What the checkpoint folder of a run holds."""
    finished = (checkpoint / NETWORK).is_file()
    states = sorted(checkpoint.glob(f"**/{LAST}"), key=lambda path: path.stat().st_mtime_ns)
    if not states:
        return Kept(finished=finished)
    facts = facts_of(states[-1])
    epoch = int(facts.get("epoch", 0))
    return Kept(epoch, int(facts.get("kept_epoch", epoch)), finished)


def facts_of(path: Path) -> dict[str, Any]:
    """The facts beside the tensors of a file of ours; empty where it cannot be read."""
    try:
        with path.open("rb") as stream:
            (length,) = struct.unpack("<Q", stream.read(8))
            header = from_json(stream.read(min(length, MAX_HEADER)))
        facts = from_json(header.get("__metadata__", {}).get("facts", "{}"))
    except (OSError, ValueError, struct.error):
        return {}
    return facts if isinstance(facts, dict) else {}
