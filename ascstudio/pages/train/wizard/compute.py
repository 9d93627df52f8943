"""Where a run can be computed, and what is missing for the other places."""

import os
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from ml_core import api

NVIDIA = Path("/proc/driver/nvidia/version")
CARDS = NVIDIA.with_name("gpus")

DEVICES = ("auto", "cpu", "cuda")  # of one process: the recipe's torch_device
RAY_ADDRESS = "RAY_ADDRESS"  # names the cluster, as it does for Ray's own commands


@dataclass(frozen=True, slots=True)
class Place:
    """A place to compute; ``reason`` says what it lacks."""

    key: str  # of the recipe's torch_device, or as ``--compute`` takes it
    title: str
    reason: str = ""


class Places(QObject):
    """This computer with all it has, its processor alone, its graphics card; several; a cluster."""

    def all(self, flow: str) -> tuple[Place, ...]:
        """In the order they are offered for what is to be trained."""
        card = NVIDIA.exists()
        none = "" if card else self.tr("no NVIDIA card was found here.")
        return (
            Place("auto", self.tr("This computer")),
            Place("cpu", self.tr("Only its processor")),
            Place("cuda", self.tr("Its graphics card"), none),
            self._several(flow),
            Place("ray", self.tr("A Ray cluster"), self._no_cluster()),
        )

    def _several(self, flow: str) -> Place:
        """As many processes as there are cards, else cores, sharing every batch."""
        cards = len(list(CARDS.glob("*"))) if NVIDIA.exists() else 0
        n = cards or api.physical_cores()
        reason = self.tr("it has one core only.") if n < 2 else ""
        if not reason and flow == "quantize":
            reason = self.tr("int8 is made in one process.")
        return Place(f"processes:{max(n, 2)}", self.tr("Several processors or machines"), reason)

    def _no_cluster(self) -> str:
        if not api.pack_info("cluster").installed:
            return self.tr("its pack is not installed: asc install cluster")
        if not os.environ.get(RAY_ADDRESS):
            return self.tr("no cluster is named: set RAY_ADDRESS to HOST:PORT first.")
        return ""
