"""What changed since a moment, so that a table of many clips need not be read anew."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ml_core.project.database import Database
from ml_core.project.fields import SETTING

_UNLOGGED = "headers"  # setting that counts changes of clips that are not in the log
_MOST_BYTES = 1 << 22  # of logged edits: beyond, all is read anew
_FEW_BYTES = 1 << 16  # no care is taken of so few
_ID_BYTES = 10  # of a segment in a logged edit, at the most as a rule


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment of a project.

    Attributes:
        operation: the last row of the log.
        segment: the last segment.
        unlogged: how often headers were stored, or clips that were never shown taken out: these
            are no edits, and not in the log.
    """

    operation: int
    segment: int
    unlogged: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What may differ from a moment on.

    Attributes:
        until: the moment these lead to.
        segment_ids: segments that came, went or changed; None where it may be any of them.
    """

    until: Mark
    segment_ids: tuple[int, ...] | None


def mark(database: Database) -> Mark:
    """This moment."""
    row = database.rows(
        """SELECT (SELECT coalesce(max(id), 0) FROM operations),
            (SELECT coalesce(max(id), 0) FROM segments),
            (SELECT CAST(value AS INTEGER) FROM settings WHERE key = ?)""",
        (_UNLOGGED,),
    )[0]
    return Mark(row[0], row[1], row[2] or 0)


def count_unlogged(connection: sqlite3.Connection) -> None:
    """Say that clips change in a way of which the log tells nothing; inside a transaction."""
    connection.execute(
        """INSERT INTO settings (key, value) VALUES (?, 1)
        ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1""",
        (_UNLOGGED,),
    )


def since(database: Database, then: Mark, most: int | None = None) -> Changes:
    """What may differ since a moment; best within ``reading``.

    Args:
        database: of the project.
        then: the moment.
        most: segments that the caller has a use for: an edit of many more is not even parsed, and
            any segment may differ.
    """
    now = mark(database)
    n_bytes = _MOST_BYTES
    if most is not None:
        n_bytes = min(n_bytes, max(_FEW_BYTES, _ID_BYTES * most))
    logged = _logged(database, then.operation, n_bytes) if now.unlogged == then.unlogged else None
    if logged is None or now.operation < then.operation or now.segment < then.segment:
        return Changes(now, None)
    rows = database.rows("SELECT id FROM segments WHERE id > ?", (then.segment,))
    return Changes(now, tuple(sorted(logged | {row[0] for row in rows})))


def _logged(database: Database, operation: int, most_bytes: int) -> set[int] | None:
    """Segments that the operations after one touched; None where it may be any, or is long."""
    n_bytes = database.value(
        "SELECT coalesce(sum(length(forward)), 0) FROM operations WHERE id > ?", (operation,)
    )
    if n_bytes > most_bytes:
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
