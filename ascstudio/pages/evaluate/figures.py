"""The result of ``asc evaluate`` as values the page can show."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

FEW = 10  # fewer clips than this are too few to say


@dataclass(frozen=True, slots=True)
class Decided:
    """One clip and what was heard in it."""

    segment_id: int
    scene: str
    predicted: str
    device: str
    confidence: float


@dataclass(frozen=True, slots=True, eq=False)
class DeviceFigure:
    """How good it is on one device.

    Attributes:
        counts: (K, K), rows truth, columns decision.
        unseen: training has not heard this device.
    """

    device: str
    n: int
    accuracy: float
    counts: NDArray[np.int64]
    unseen: bool


@dataclass(frozen=True, slots=True, eq=False)
class Evaluation:
    """Accuracy of a bundle on one split, overall and per device.

    Attributes:
        ci95: the 95 % interval of ``accuracy``.
        grouped_by: what the interval was resampled by, location or source.
        seen, unseen: accuracy pooled over devices training has heard and not; None without any.
        ece: calibration error, 0 to 1.
        counts: (K, K), rows truth, columns decision.
    """

    scenes: tuple[str, ...]
    n_clips: int
    accuracy: float
    ci95: tuple[float, float]
    grouped_by: str
    seen: float | None
    unseen: float | None
    ece: float
    counts: NDArray[np.int64]
    devices: tuple[DeviceFigure, ...]
    clips: tuple[Decided, ...]
    backend: str

    @property
    def gap(self) -> float | None:
        """Unseen minus seen, in shares; None if one of them is missing."""
        if self.seen is None or self.unseen is None:
            return None
        return self.unseen - self.seen

    def cell(self, row: int, column: int, device: str | None = None) -> tuple[Decided, ...]:
        """Clips of scene ``row`` that were heard as ``column``, surest first."""
        truth, heard = self.scenes[row], self.scenes[column]
        found = [
            clip
            for clip in self.clips
            if clip.scene == truth
            and clip.predicted == heard
            and (device is None or clip.device == device)
        ]
        return tuple(sorted(found, key=lambda clip: -clip.confidence))


def parse(report: Mapping[str, Any], unseen: Collection[str]) -> Evaluation:
    """Read what ``asc evaluate --json`` returned.

    Args:
        report: the JSON object of the contract.
        unseen: devices of the project that training has not heard.
    """
    scenes = tuple(report["confusion"]["scenes"])
    clips = tuple(
        Decided(
            int(row["segment_id"]),
            str(row["scene"]),
            str(row["predicted"]),
            str(row["device"] or ""),
            float(row["confidence"]),
        )
        for row in report.get("clips", ())
    )
    devices = tuple(
        _device(device, _matrix(counts, len(scenes)), device in unseen)
        for device, counts in report.get("confusion_per_device", {}).items()
    )
    low, high = report["ci95"]
    return Evaluation(
        scenes=scenes,
        n_clips=int(report["n_clips"]),
        accuracy=float(report["accuracy"]),
        ci95=(float(low), float(high)),
        grouped_by=str(report.get("grouped_by", "")),
        seen=_pooled([one for one in devices if not one.unseen]),
        unseen=_pooled([one for one in devices if one.unseen]),
        ece=float(report["ece"]),
        counts=_matrix(report["confusion"]["counts"], len(scenes)),
        devices=devices,
        clips=clips,
        backend=str(report.get("backend", "")),
    )


def _matrix(counts: Any, k: int) -> NDArray[np.int64]:
    if isinstance(counts, Mapping):
        counts = counts["counts"]
    return np.asarray(counts, np.int64).reshape(k, k)


def _device(name: str, counts: NDArray[np.int64], unseen: bool) -> DeviceFigure:
    n = int(counts.sum())
    return DeviceFigure(name, n, float(np.trace(counts)) / max(n, 1), counts, unseen)


def _pooled(devices: Sequence[DeviceFigure]) -> float | None:
    n = sum(one.n for one in devices)
    return sum(float(np.trace(one.counts)) for one in devices) / n if n else None
