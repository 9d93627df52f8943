"""What changed since a moment, so that a table of many clips need not be read anew."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ml_core.project.database import Database
from ml_core.project.fields import SETTING

_MOST_BYTES = 1 << 22  # of logged edits: beyond, all is read anew


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment of a project.

    Attributes:
        operation: the last row of the log.
        segment: the last segment.
        recording: the last recording.
        unread: how many recordings up to that one were not read yet; what they say of themselves
            when they are is no edit and not in the log.
    """

    operation: int
    segment: int
    recording: int
    unread: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What may differ from a moment on.

    Attributes:
        until: the moment these lead to.
        segment_ids: segments that came, went or changed; None where it may be any of them.
        headers: recordings that were not read yet were read: all clips that had no length may.
    """

    until: Mark
    segment_ids: tuple[int, ...] | None
    headers: bool = False


def mark(database: Database, recording: int | None = None) -> Mark:
    """This moment; unread recordings counted up to one of them, by default the last."""
    operation, segment, last = database.rows(
        """SELECT (SELECT coalesce(max(id), 0) FROM operations),
            (SELECT coalesce(max(id), 0) FROM segments),
            (SELECT coalesce(max(id), 0) FROM recordings)"""
    )[0]
    query = "SELECT count(*) FROM recordings WHERE sample_rate_hz = 0 AND id <= ?"
    unread = database.value(query, (last if recording is None else recording,))
    return Mark(operation, segment, last, unread)


def since(database: Database, then: Mark) -> Changes:
    """What may differ since a moment; best within ``reading``."""
    now = mark(database)
    before = mark(database, then.recording).unread
    logged = _logged(database, then.operation)
    if logged is None or now.operation < then.operation or now.segment < then.segment:
        return Changes(now, None)
    rows = database.rows("SELECT id FROM segments WHERE id > ?", (then.segment,))
    ids = sorted(logged | {row[0] for row in rows})
    return Changes(now, tuple(ids), headers=before != then.unread)


def _logged(database: Database, operation: int) -> set[int] | None:
    """Segments that the operations after one touched; None where it may be any."""
    n_bytes = database.value(
        "SELECT coalesce(sum(length(forward)), 0) FROM operations WHERE id > ?", (operation,)
    )
    if n_bytes > _MOST_BYTES:
        return None
    query = "SELECT forward FROM operations WHERE id > ? AND kind <> 'note'"
    touched: set[int] = set()
    for (forward,) in database.rows(query, (operation,)):
        some = touched_by(database, json.loads(forward))
        if some is None:
            return None
        touched |= some
    return touched


def touched_by(
    database: Database, edit: Mapping[str, Iterable[tuple[Any, list[int]]]]
) -> set[int] | None:
    """Segments that an edit is about; None where it may be any."""
    touched: set[int] = set()
    for field, groups in edit.items():
        ids = {number for _, numbers in groups for number in numbers}
        if field.startswith("segment."):  # their splits as well
            touched |= ids
        elif field == f"{SETTING}name":
            continue
        elif field.startswith("recording.") and field != "recording.place":
            touched |= _segments(database, "recording_id IN (SELECT value FROM json_each(?))", ids)
        elif field == "import.hidden":
            of = "SELECT id FROM recordings WHERE import_id IN (SELECT value FROM json_each(?))"
            touched |= _segments(database, f"recording_id IN ({of})", ids)
        else:  # where the audio is, which splits count
            return None
        if field == "segment.removed":  # the other clips of its recording are counted anew
            alike = "SELECT recording_id FROM segments WHERE id IN (SELECT value FROM json_each(?))"
            touched |= _segments(database, f"recording_id IN ({alike})", ids)
    return touched


def _segments(database: Database, where: str, ids: set[int]) -> set[int]:
    query = f"SELECT id FROM segments WHERE {where}"
    return {row[0] for row in database.rows(query, (json.dumps(sorted(ids)),))}
