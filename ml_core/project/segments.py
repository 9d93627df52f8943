"""Segments: stretches of recordings, perhaps bounded in frequency, each a clip of its own."""

import json
import math
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ml_core.errors import ProjectError
from ml_core.project.fields import Names, next_id


@dataclass(frozen=True, slots=True)
class NewSegment:
    """A stretch of a recording, with what is known of it; see ``ClipRow``.

    ``state`` None means *done* with a scene and *new* without; see :func:`fitting`. ``origin`` is
    where that is said, such as a line of a file, for messages; it is not kept.
    """

    start_s: float
    duration_s: float
    low_hz: float | None = None
    high_hz: float | None = None
    scenes: tuple[str, ...] = ()
    note: str = ""
    state: str | None = None
    origin: str = field(default="", compare=False)


def fitting(state: str | None, scenes: Sequence[str]) -> str:
    """The state of a clip with these scenes: *new* is without one, *done* and *verified* with."""
    if state in ("needs_review", "excluded") or (state == "verified" and scenes):
        return state
    return "done" if scenes else "new"


def insert(
    connection: sqlite3.Connection,
    names: Names,
    new: Sequence[tuple[int, NewSegment]],
    *,
    removed: bool = False,
) -> list[int]:
    """Write segments, each with the id of its recording, without a row of the log; their ids."""
    first = next_id(connection, "segments")
    # What comes at once has its numbers, and so its keys, by name.
    scenes = names.of("scenes", sorted({scene for _, one in new for scene in one.scenes}))
    connection.executemany(
        """INSERT INTO segments (id, recording_id, start_s, duration_s, low_hz, high_hz, state,
            note, removed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        [
            (
                number, recording_id, one.start_s, one.duration_s, one.low_hz, one.high_hz,
                fitting(one.state, one.scenes), one.note, removed,
            )
            for number, (recording_id, one) in enumerate(new, start=first)
        ],
    )  # fmt: skip
    connection.executemany(
        "INSERT INTO segment_scenes (segment_id, position, scene_id) VALUES (?, ?, ?)",
        [
            (number, position, scenes[scene])
            for number, (_, one) in enumerate(new, start=first)
            for position, scene in enumerate(one.scenes)
        ],
    )
    return list(range(first, first + len(new)))


def add_segments(
    connection: sqlite3.Connection, segments: Sequence[tuple[int, NewSegment]]
) -> list[int]:
    """Add segments to recordings, removed until an operation shows them; returns their ids.

    Raises:
        ProjectError: one lies outside of its recording, or the recording is not there.
    """
    numbers = json.dumps(sorted({number for number, _ in segments}))
    rows = connection.execute(
        """SELECT id, n_samples, sample_rate_hz FROM recordings
        WHERE id IN (SELECT value FROM json_each(?))""",
        (numbers,),
    )
    known = {number: (n_samples, rate_hz) for number, n_samples, rate_hz in rows}
    for number, segment in segments:
        if number not in known:
            raise ProjectError("That recording is not in the project any more.")
        check(segment, *known[number])
    return insert(connection, Names(connection), segments, removed=True)


def moved(
    connection: sqlite3.Connection, segment_id: int, change: Mapping[str, Any]
) -> tuple[NewSegment, str]:
    """A segment after some of its bounds were given new values, and the name of its first scene.

    Raises:
        ProjectError: it is not there, or would lie outside of its recording.
    """
    row = connection.execute(
        """SELECT s.start_s, s.duration_s, s.low_hz, s.high_hz,
            r.n_samples, r.sample_rate_hz,
            (SELECT n.name FROM segment_scenes x JOIN scenes n ON n.id = x.scene_id
            WHERE x.segment_id = s.id AND x.position = 0)
        FROM segments s JOIN recordings r ON r.id = s.recording_id
        WHERE s.id = ? AND s.removed = 0""",
        (segment_id,),
    ).fetchone()
    if row is None:
        raise ProjectError("That clip is not in the project any more.")
    segment = replace(NewSegment(*row[:4]), **change)
    check(segment, row[4], row[5])
    return segment, row[6] or ""


def check(segment: NewSegment, n_samples: int, rate_hz: int) -> None:
    """Refuse a stretch that does not lie in its recording.

    Args:
        segment: the stretch.
        n_samples: of the recording.
        rate_hz: its sample rate; 0 where neither is known yet.

    Raises:
        ProjectError: outside, empty, above what the recording holds, or with a lower bound that is
            not below the upper one.
    """
    end_s = segment.start_s + segment.duration_s
    longest_s = n_samples / rate_hz + 1e-6 if rate_hz else math.inf
    if not (0 <= segment.start_s < end_s < math.inf and end_s <= longest_s):
        raise ProjectError("That stretch lies outside of the recording.")
    if not 0 <= (segment.low_hz or 0.0) < (segment.high_hz or math.inf):
        raise ProjectError("The lower frequency must lie below the upper one.")
    if rate_hz and (segment.low_hz or 0.0) >= rate_hz / 2:
        raise ProjectError(
            f"The recording holds nothing above {rate_hz / 2:g} Hz.",
            hint="Choose a lower frequency below that.",
        )
