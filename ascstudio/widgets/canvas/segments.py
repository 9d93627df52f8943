"""The segments of one recording as columns: which are visible, hit, near or next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ascstudio.theme import UNKNOWN, Mark

Edge = Literal["start", "stop", "low", "high"]


def _floats() -> NDArray[np.float64]:
    return np.zeros(0)


def _ints() -> NDArray[np.int64]:
    return np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class SegmentSpan:
    """Where one segment lies.

    Attributes:
        start_s: its beginning.
        stop_s: its end.
        low_hz: lower edge, None where it has no band.
        high_hz: upper edge, None where it has no band.
    """

    start_s: float
    stop_s: float
    low_hz: float | None = None
    high_hz: float | None = None

    @property
    def duration_s(self) -> float:
        """Its length."""
        return self.stop_s - self.start_s


@dataclass(frozen=True, slots=True, eq=False)
class SegmentSet:
    """All segments of a recording, in the order of their beginnings.

    Attributes:
        ids: (N,) segment ids.
        start_s: (N,) ascending.
        stop_s: (N,).
        low_hz: (N,) NaN where a segment has no band of frequencies.
        high_hz: (N,) likewise.
        codes: (N,) which of ``names`` and ``marks`` each one has.
        names: words of each code.
        marks: mark of each code.
    """

    ids: NDArray[np.int64] = field(default_factory=_ints)
    start_s: NDArray[np.float64] = field(default_factory=_floats)
    stop_s: NDArray[np.float64] = field(default_factory=_floats)
    low_hz: NDArray[np.float64] = field(default_factory=_floats)
    high_hz: NDArray[np.float64] = field(default_factory=_floats)
    codes: NDArray[np.int64] = field(default_factory=_ints)
    names: tuple[str, ...] = ("",)
    marks: tuple[Mark, ...] = (UNKNOWN,)

    @classmethod
    def of(
        cls,
        spans: Sequence[tuple[int, SegmentSpan, int]],
        names: Sequence[str],
        marks: Sequence[Mark],
    ) -> SegmentSet:
        """From (id, span, code), in any order."""
        rows = sorted(spans, key=lambda row: (row[1].start_s, row[0]))
        nan = float("nan")
        return cls(
            np.array([row[0] for row in rows], np.int64),
            np.array([row[1].start_s for row in rows], np.float64),
            np.array([row[1].stop_s for row in rows], np.float64),
            np.array([_or(row[1].low_hz, nan) for row in rows], np.float64),
            np.array([_or(row[1].high_hz, nan) for row in rows], np.float64),
            np.array([row[2] for row in rows], np.int64),
            tuple(names),
            tuple(marks),
        )

    def __len__(self) -> int:
        return len(self.ids)

    def place_of(self, segment_id: int | None) -> int | None:
        """Where a segment stands in the columns."""
        found = np.flatnonzero(self.ids == segment_id) if segment_id is not None else _ints()
        return int(found[0]) if len(found) else None

    def span(self, place: int) -> SegmentSpan:
        """Where a segment lies."""
        low, high = float(self.low_hz[place]), float(self.high_hz[place])
        return SegmentSpan(
            float(self.start_s[place]),
            float(self.stop_s[place]),
            None if np.isnan(low) else low,
            None if np.isnan(high) else high,
        )

    def visible(self, start_s: float, stop_s: float) -> NDArray[np.int64]:
        """Places of all that reach into a stretch."""
        last = int(np.searchsorted(self.start_s, stop_s, "left"))
        return np.flatnonzero(self.stop_s[:last] > start_s)

    def at(self, time_s: float, hz: float | None = None) -> int | None:
        """Place of the shortest segment at a point; in the lane every frequency counts."""
        inside = (self.start_s <= time_s) & (time_s < self.stop_s)
        if hz is not None:
            inside &= ~(hz < self.low_hz) & ~(hz > self.high_hz)  # NaN compares false: no band
        found = np.flatnonzero(inside)
        if not len(found):
            return None
        lengths = self.stop_s[found] - self.start_s[found]
        return int(found[np.argmin(lengths)])

    def snapped(
        self,
        time_s: float,
        reach_s: float,
        others_s: Sequence[float] = (),
        without: int | None = None,
    ) -> float:
        """The edge nearest to a time if one is within reach, else the time.

        Args:
            time_s: where the pointer is.
            reach_s: how far an edge pulls.
            others_s: more places that pull: the play cursor, the ends of the clip.
            without: id of the segment that is being moved.
        """
        keep = self.ids != without if without is not None else slice(None)
        edges = np.concatenate(
            [self.start_s[keep], self.stop_s[keep], np.asarray(others_s, np.float64)]
        )
        if not len(edges):
            return time_s
        nearest = float(edges[np.argmin(np.abs(edges - time_s))])
        return nearest if abs(nearest - time_s) <= reach_s else time_s

    def following(self, segment_id: int | None, *, back: bool = False) -> int | None:
        """Id of the next segment, round and round; the first without a present one."""
        if not len(self):
            return None
        place = self.place_of(segment_id)
        if place is None:
            return int(self.ids[-1 if back else 0])
        return int(self.ids[(place + (-1 if back else 1)) % len(self)])


def moved_edge(span: SegmentSpan, edge: Edge, value: float, least_s: float = 0.001) -> SegmentSpan:
    """A span with one edge elsewhere; edges never cross.

    Args:
        span: as it is.
        edge: which edge.
        value: seconds, or Hz for ``low`` and ``high``.
        least_s: shortest length.
    """
    start, stop, low, high = span.start_s, span.stop_s, span.low_hz, span.high_hz
    if edge == "start":
        return SegmentSpan(min(value, stop - least_s), stop, low, high)
    if edge == "stop":
        return SegmentSpan(start, max(value, start + least_s), low, high)
    if edge == "low":
        return SegmentSpan(start, stop, min(value, high if high is not None else value), high)
    return SegmentSpan(start, stop, low, max(value, low if low is not None else value))


def _or(value: float | None, otherwise: float) -> float:
    return otherwise if value is None else value
