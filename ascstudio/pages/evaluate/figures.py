"""The answer of ``asc evaluate`` as values the page shows; nothing is worked out here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Span = tuple[float, float]
NO_DEVICE = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """One clip and what was heard in it."""

    segment_id: int
    scene: str
    predicted: str
    device: str
    confidence: float


@dataclass(frozen=True, slots=True, eq=False)
class Bins:
    """How often each confidence was right: (B,) each, NaN where a bin is empty."""

    n: NDArray[np.int64]
    confidence: NDArray[np.float64]
    accuracy: NDArray[np.float64]
    ece: float

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Bins":
        """From the JSON of one reliability plot."""
        return cls(
            np.asarray(told["n"], np.int64),
            _numbers(told["confidence"]),
            _numbers(told["accuracy"]),
            float(told["ece"]),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Reliability:
    """Before and after calibration."""

    before: Bins
    after: Bins

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Reliability":
        """From the JSON that holds both."""
        return cls(Bins.of(told["before"]), Bins.of(told["after"]))


@dataclass(frozen=True, slots=True, eq=False)
class DeviceFigure:
    """How good it is on one device.

    Attributes:
        counts: (K, K), rows truth, columns decision.
        unseen: training has not heard this device.
        few: too few clips to say.
    """

    device: str
    n: int
    accuracy: float
    ci95: Span
    counts: NDArray[np.int64]
    unseen: bool
    few: bool
    reliability: Reliability


@dataclass(frozen=True, slots=True)
class GroupFigure:
    """Accuracy over the clips of several devices; ``ci95`` is None where it was not measured."""

    devices: tuple[str, ...]
    accuracy: float
    ci95: Span | None


@dataclass(frozen=True, slots=True)
class SceneDevice:
    """One cell of scene by device; None without a clip."""

    accuracy: float | None
    ci95: Span | None
    n: int
    few: bool


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What was known of the clips when they were measured, as columns."""

    segment_ids: NDArray[np.int64]
    scenes: NDArray[np.str_]
    devices: NDArray[np.str_]

    @classmethod
    def of(cls, rows: Sequence[Mapping[str, Any]]) -> "Told":
        """From the clips of the file."""
        return cls(
            np.array([row["segment_id"] for row in rows], np.int64),
            np.array([row["scene"] for row in rows], str),
            np.array([row["device"] or NO_DEVICE for row in rows], str),
        )

    def changed(
        self,
        segment_rows: NDArray[np.int64],
        names: Sequence[str],
        codes: NDArray[np.int32],
        *,
        of: NDArray[np.str_],
    ) -> NDArray[np.bool_]:
        """(N,) which clips have another value now.

        Args:
            segment_rows: (N,) rows of these clips in a table.
            names: values of a column of it.
            codes: which of them each of its rows has.
            of: (N,) the values they had.
        """
        known, place = np.unique(of, return_inverse=True)
        there = {name: n for n, name in enumerate(names)}
        wanted = np.array([there.get(str(name), -1) for name in known], np.int64)[place]
        return np.asarray(codes[segment_rows] != wanted)


@dataclass(frozen=True, slots=True, eq=False)
class Evaluation:
    """Accuracy of a model on one split, overall, per device and per scene.

    Attributes:
        ci95: the 95 % interval of ``accuracy``.
        grouped_by: what the interval was resampled by, location or source.
        seen, unseen: over devices training has heard and not; None without any.
        gap: unseen minus seen, with its interval.
        ece, ece_before: calibration error after and before, 0 to 1.
        temperature: of the bundle; None for a float run.
        temperatures: fitted for each device on the others.
        counts: (K, K), rows truth, columns decision.
        scene_device: (K rows, a column per device of ``devices``).
        clips: of each cell (truth, decision), the surest first.
        told: of the clips.
        learnt_from: clips among these that the model was trained on.
        trained_from: who says which devices training has heard: run, bundle or project.
        few_scenes: those with too few clips to say.
    """

    scenes: tuple[str, ...]
    n_clips: int
    accuracy: float
    ci95: Span
    grouped_by: str
    n_groups: int
    seen: GroupFigure | None
    unseen: GroupFigure | None
    gap: float | None
    gap_ci95: Span | None
    ece: float
    ece_before: float
    temperature: float | None
    temperatures: Mapping[str, float]
    held_out_by: str
    reliability: Reliability
    counts: NDArray[np.int64]
    per_scene: Mapping[str, float]
    devices: tuple[DeviceFigure, ...]
    scene_device: tuple[tuple[SceneDevice, ...], ...]
    backend: str
    exported: bool
    told: Told
    learnt_from: int = 0
    trained_from: str = ""
    few_scenes: frozenset[str] = frozenset()
    clips: Mapping[tuple[str, str], tuple[Decided, ...]] = field(default_factory=dict)

    @property
    def knows_devices(self) -> bool:
        """Whether it is known which devices training has heard."""
        return self.seen is not None or self.unseen is not None

    def device(self, name: str | None) -> DeviceFigure | None:
        """What is known of one device."""
        return next((one for one in self.devices if one.device == name), None)

    def surest_of_training(self) -> Decided | None:
        """The clip of a device that training has heard which is recognised most surely."""
        seen = {one.device for one in self.devices if not one.unseen and one.device}
        right = (
            clip for scene in self.scenes for clip in self.clips.get((scene, scene), ())
            if clip.device in seen
        )  # fmt: skip
        return max(right, key=lambda clip: clip.confidence, default=None)

    def cell(self, row: int, column: int, device: str | None = None) -> tuple[Decided, ...]:
        """Clips of scene ``row`` that were heard as ``column``, surest first."""
        found = self.clips.get((self.scenes[row], self.scenes[column]), ())
        return tuple(one for one in found if device is None or one.device == device)

    def of_scene(self, row: int, device: str) -> tuple[Decided, ...]:
        """Clips of a scene on a device: the mistakes first, the surest of them first."""
        mine = [
            one
            for (scene, _), clips in self.clips.items()
            if scene == self.scenes[row]
            for one in clips
            if one.device == device
        ]
        return tuple(sorted(mine, key=lambda one: (one.predicted == one.scene, -one.confidence)))


def parse(report: Mapping[str, Any], rows: Sequence[Mapping[str, Any]] = ()) -> Evaluation:
    """Read what ``asc evaluate --json`` said, and the clips of its file.

    Args:
        report: the JSON object of the contract.
        rows: the clips, the surest of each cell first.
    """
    scenes = tuple(report["confusion"]["scenes"])
    gap, groups = report.get("gap"), report.get("device_groups", {})
    learnt = report.get("trained_on") or {}
    temperature = report.get("temperature")
    return Evaluation(
        scenes=scenes,
        n_clips=int(report["n_clips"]),
        accuracy=float(report["accuracy"]),
        ci95=_span(report["ci95"]),
        grouped_by=str(report["grouped_by"]),
        n_groups=int(report["n_groups"]),
        seen=_group(groups.get("seen"), gap and gap.get("seen_ci95")),
        unseen=_group(groups.get("unseen"), gap and gap.get("unseen_ci95")),
        gap=float(gap["value"]) if gap else None,
        gap_ci95=_span(gap["ci95"]) if gap else None,
        ece=float(report["calibrated"]["ece"]),
        ece_before=float(report["ece"]),
        temperature=None if temperature is None else float(temperature),
        temperatures=dict(report["calibrated"]["temperatures"]),
        held_out_by=str(report["calibrated"]["held_out_by"]),
        reliability=Reliability.of(report["reliability"]),
        counts=_matrix(report["confusion"]["counts"], len(scenes)),
        per_scene=dict(report["per_scene"]),
        devices=_devices(report, len(scenes)),
        scene_device=_scene_device(report["scene_device"]),
        backend=str(report["backend"]),
        exported=str(report["backend"]).startswith("onnxruntime"),
        told=Told.of(rows),
        learnt_from=int(learnt.get("n_clips", 0)),
        trained_from=str(report.get("trained_from", "")),
        few_scenes=frozenset(report["few"]["scenes"]),
        clips=_by_cell(rows),
    )


def _numbers(values: Sequence[float | None]) -> NDArray[np.float64]:
    return np.array([np.nan if value is None else value for value in values], np.float64)


def _span(ends: Sequence[float]) -> Span:
    return float(ends[0]), float(ends[1])


def _matrix(counts: Any, k: int) -> NDArray[np.int64]:
    return np.asarray(counts, np.int64).reshape(k, k)


def _group(told: Mapping[str, Any] | None, ends: Sequence[float] | None) -> GroupFigure | None:
    if told is None:
        return None
    span = _span(ends) if ends is not None else None
    return GroupFigure(tuple(told["devices"]), float(told["accuracy"]), span)


def _devices(report: Mapping[str, Any], k: int) -> tuple[DeviceFigure, ...]:
    """One per device, as the engine lists them."""
    trained = report.get("trained_devices")
    few = report["few"]["devices"]
    reliability = report["reliability"]["per_device"]
    return tuple(
        DeviceFigure(
            device=name,
            n=int(report["device_clips"][name]),
            accuracy=float(accuracy),
            ci95=_span(report["device_ci95"][name]),
            counts=_matrix(report["confusion_per_device"][name], k),
            unseen=name != NO_DEVICE and trained is not None and name not in trained,
            few=name in few,
            reliability=Reliability.of(reliability[name]),
        )
        for name, accuracy in report["per_device"].items()
    )


def _scene_device(told: Mapping[str, Any]) -> tuple[tuple[SceneDevice, ...], ...]:
    return tuple(
        tuple(
            SceneDevice(accuracy, None if ends is None else _span(ends), int(n), bool(few))
            for accuracy, ends, n, few in zip(*row, strict=True)
        )
        for row in zip(
            told["accuracy"], told["ci95"], told["n_clips"], told["few"], strict=True
        )
    )  # fmt: skip


def _by_cell(
    rows: Sequence[Mapping[str, Any]],
) -> dict[tuple[str, str], tuple[Decided, ...]]:
    found: dict[tuple[str, str], list[Decided]] = {}
    for row in rows:
        clip = Decided(
            int(row["segment_id"]),
            str(row["scene"]),
            str(row["predicted"]),
            str(row["device"] or NO_DEVICE),
            float(row["confidence"]),
        )
        found.setdefault((clip.scene, clip.predicted), []).append(clip)
    return {cell: tuple(clips) for cell, clips in found.items()}
