"""Answers of the engine beside ``asc evaluate``, as values the page shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ascstudio.pages.evaluate.figures import Span

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Difference:
    """A minus B over some clips; ``p`` allows for how many parts are looked at.

    ``few``: too few clips, or too few of the groups that an interval draws.
    """

    name: str
    n: int
    a: float | None
    b: float | None
    value: float
    ci95: Span
    p: float
    clear: bool
    few: bool
    words: str
    n_groups: int

    @classmethod
    def of(cls, name: str, told: Mapping[str, Any]) -> "Difference":
        """From the JSON of one row."""
        return cls(
            name, int(told["n_clips"]), told["a"], told["b"], float(told["difference"]),
            _span(told["ci95"]), float(told.get("p_adjusted", told["p"])), bool(told["clear"]),
            bool(told["few"]), str(told["words"]), int(told["n_groups"]),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Side:
    """One of two models, in short."""

    name: str
    accuracy: float
    ci95: Span
    gap: float | None
    ece: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """The answer of ``asc compare``."""

    a: Side
    b: Side
    n_clips: int
    grouped_by: str
    n_groups: int
    overall: Difference
    per_device: tuple[Difference, ...]
    per_scene: tuple[Difference, ...]

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Comparison":
        """From its JSON."""

        def side(key: str) -> Side:
            one = told[key]
            gap = one["gap"]["value"] if one["gap"] else None
            return Side(one["name"], one["accuracy"], _span(one["ci95"]), gap, one["ece"])

        return cls(
            side("a"),
            side("b"),
            int(told["n_clips"]),
            str(told["grouped_by"]),
            int(told["n_groups"]),
            Difference.of("", told["overall"]),
            tuple(Difference.of(name, row) for name, row in told["per_device"].items()),
            tuple(Difference.of(name, row) for name, row in told["per_scene"].items()),
        )


@dataclass(frozen=True, slots=True)
class Ranking:
    """The answer of ``asc compare`` for several others: the model minus each, by their names."""

    name: str
    against: tuple[Difference, ...]
    grouped_by: str

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Ranking":
        """From its JSON."""
        rows = told["against"]
        return cls(
            str(told["a"]["name"]),
            tuple(Difference.of(row["b"]["name"], row["overall"]) for row in rows),
            str(told["grouped_by"]),
        )


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason why a device is low, with the one thing to do about it.

    Attributes:
        action: hear_as, hear_clips, more_data or new_run.
        segment_ids: of hear_clips.
        settings: of new_run: what its recipe should have otherwise.
    """

    number: int
    kind: str
    title: str
    sentence: str
    action: str
    segment_ids: tuple[int, ...] = ()
    settings: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Colour:
    """How a device colours the sound: (F,) each, dB against the training devices."""

    hz: Floats
    difference_db: Floats
    low_db: Floats | None
    high_db: Floats | None
    n_clips: int


@dataclass(frozen=True, slots=True, eq=False)
class Why:
    """The answer of ``asc why``; ``difference`` is to the training devices."""

    device: str
    accuracy: float | None
    ci95: Span | None
    n_clips: int
    difference: float | None
    difference_ci95: Span | None
    low: bool
    sentence: str
    causes: tuple[Cause, ...]
    colour: Colour

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Why":
        """From its JSON."""
        shown = told["colour"]
        low, high = shown["training_low_db"], shown["training_high_db"]
        difference = told["ci95_difference"]
        return cls(
            str(told["device"]),
            told["accuracy"],
            None if told["ci95"] is None else _span(told["ci95"]),
            int(told["n_clips"]),
            told["difference"],
            None if difference is None else _span(difference),
            bool(told["low"]),
            str(told["sentence"]),
            tuple(_cause(one) for one in told["causes"]),
            Colour(
                _floats(shown["hz"]),
                _floats(shown["difference_db"]),
                None if low is None else _floats(low),
                None if high is None else _floats(high),
                int(shown["n_clips"]),
            ),
        )


def _cause(told: Mapping[str, Any]) -> Cause:
    action = told["action"]
    ids = tuple(int(one) for one in action.get("segment_ids", ()))
    return Cause(
        int(told["number"]), str(told["kind"]), str(told["title"]), str(told["sentence"]),
        str(action["kind"]), ids, dict(action.get("settings", {})),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Method:
    """One file of a student: float, converted or trained for int8."""

    method: str
    name: str
    accuracy: float
    ci95: Span
    agreement: float
    bytes: int
    latency_ms: float
    latency_p95_ms: float
    words: str


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer rounded to 8 bits alone; ``sqnr_db`` is None where nothing changes."""

    name: str
    weights: int
    sqnr_db: float | None
    agreement: float


@dataclass(frozen=True, slots=True)
class Layers:
    """The answer of ``asc layers``."""

    methods: tuple[Method, ...]
    fastest: str
    cpu: str
    n_windows: int
    layers: tuple[Layer, ...]

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Layers":
        """From its JSON."""
        methods = tuple(
            Method(
                row["method"], row["name"], row["accuracy"], _span(row["ci95"]), row["agreement"],
                int(row["bytes"]), row["latency_ms"], row["latency_p95_ms"],
                row["difference"]["words"] if row["difference"] else "",
            )
            for row in told["methods"]
        )  # fmt: skip
        tried = told["sensitivity"]
        layers = tuple(
            Layer(
                row["layer"], int(row["weights"]), row["alone"]["sqnr_db"],
                row["alone"]["agreement"],
            )
            for row in tried["layers"]
        )  # fmt: skip
        return cls(
            methods, str(told["fastest"]), str(told["machine"].get("cpu", "")),
            int(tried["n_windows"]), layers,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """Accuracy over minutes of training data: (n,) each."""

    minutes: Floats
    accuracy: Floats
    low: Floats
    high: Floats

    @classmethod
    def of(cls, rows: Sequence[Mapping[str, Any]]) -> "Curve":
        """From the JSON of its points."""
        return cls(
            *(_floats([row[key] for row in rows]) for key in ("minutes", "accuracy", "low", "high"))
        )


@dataclass(frozen=True, slots=True)
class Gain:
    """What minutes of a scene on a device would bring, in points with an interval."""

    scene: str
    device: str
    minutes: float
    points: float
    low: float
    high: float
    from_others: bool


@dataclass(frozen=True, slots=True, eq=False)
class MoreData:
    """The answer of ``asc more-data``; ``total`` has no scene and no device."""

    curve: Curve
    forecast: Curve
    to_do: tuple[Gain, ...]
    total: Gain
    n_devices: int
    train_minutes: float
    grouped_by: str
    n_clips: int

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "MoreData":
        """From its JSON."""
        return cls(
            Curve.of(told["curve"]),
            Curve.of(told["forecast"]),
            tuple(_gain(row) for row in told["to_do"]),
            _gain(told["total"]),
            len(told["devices"]),
            float(told["train_minutes"]),
            str(told["grouped_by"]),
            int(told["n_clips"]),
        )


def _gain(row: Mapping[str, Any]) -> Gain:
    return Gain(
        str(row.get("scene", "")), str(row.get("device") or ""), float(row["minutes"]),
        float(row["gain_points"]), float(row["low"]), float(row["high"]),
        bool(row.get("from_others", False)),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class MapSide:
    """One embedding on a map; ``points`` is (N, 2)."""

    name: str
    points: Floats
    silhouette: float


@dataclass(frozen=True, slots=True, eq=False)
class Maps:
    """The maps of ``asc beside``: the teacher at the left."""

    layout: str
    segment_ids: NDArray[np.int64]
    scenes: tuple[str, ...]
    left: MapSide
    right: MapSide

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Maps":
        """From the file it wrote."""

        def side(key: str) -> MapSide:
            one = told[key]
            return MapSide(
                one["name"], _floats(one["points"]).reshape(-1, 2), one["geometry"]["silhouette"]
            )

        ids = np.asarray(told["segment_ids"], np.int64)
        return cls(told["layout"], ids, tuple(told["scenes"]), side("left"), side("right"))


@dataclass(frozen=True, slots=True)
class Probes:
    """The answer of ``asc probe``."""

    linear: float
    linear_ci95: Span
    knn: float
    knn_ci95: Span
    k: int
    n_clips: int

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Probes":
        """From its JSON."""
        return cls(
            told["linear"], _span(told["linear_details"]["ci95"]), told["knn"],
            _span(told["knn_details"]["ci95"]), int(told["k"]), int(told["n_clips"]),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class FewShot:
    """The answer of ``asc fewshot``: (shots, accuracy, interval over places) of each K.

    ``flatters``: the network was trained on all of these scenes.
    """

    rows: tuple[tuple[int, float, Span], ...]
    episodes: int
    flatters: bool

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "FewShot":
        """From its JSON."""
        rows = told.get("by_shots", {str(told["shots"]): told}).values()
        return cls(
            tuple(
                (int(row["shots"]), row["accuracy"], _span(row["ci95_by_group"] or row["ci95"]))
                for row in rows
            ),
            int(told["episodes"]),
            told["unseen"] is None,
        )


def _span(ends: Sequence[float]) -> Span:
    return float(ends[0]), float(ends[1])


def _floats(values: Any) -> Floats:
    return np.asarray(values, np.float64)
