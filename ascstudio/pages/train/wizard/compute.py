"""Where a run can be computed, and what is missing for the other places."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

NVIDIA = Path("/proc/driver/nvidia/version")


@dataclass(frozen=True, slots=True)
class Place:
    """A place to compute; ``reason`` says what it lacks."""

    key: str  # of the recipe's torch_device
    title: str
    reason: str = ""


class Places(QObject):
    """This computer with all it has, its processor alone, its graphics card."""

    def all(self) -> tuple[Place, ...]:
        """In the order they are offered."""
        card = NVIDIA.exists()
        none = "" if card else self.tr("no NVIDIA card was found here.")
        return (
            Place("auto", self.tr("This computer")),
            Place("cpu", self.tr("Only its processor")),
            Place("cuda", self.tr("Its graphics card"), none),
        )
