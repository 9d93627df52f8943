"""Labels that come in from outside: onto recordings that are there, and with new ones.

All of an import lands in one transaction and is one operation that can be undone.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ml_core.project import fields, history, intake
from ml_core.project.database import Database
from ml_core.project.fields import Names
from ml_core.project.intake import NewRecording
from ml_core.project.segments import NewSegment, fitting, insert

_SAME_S = 1e-4  # bounds nearer than this are the same: a tenth of the finest snapping


@dataclass(frozen=True, slots=True)
class KnownRecording:
    """A recording that is in the project. ``sample_rate_hz`` is 0 until the file was read."""

    recording_id: int
    root_id: int
    path: str
    sample_rate_hz: int
    n_samples: int


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did.

    Attributes:
        recordings: how many are new.
        added: how many segments are new on recordings that were there.
        changed: how many segments were there and are labelled otherwise now.
        touched: how many recordings were there and got something.
    """

    recordings: int
    added: int
    changed: int
    touched: int


def known(database: Database) -> list[KnownRecording]:
    """Every visible recording."""
    rows = database.rows(
        """SELECT id, root_id, path, sample_rate_hz, n_samples FROM recordings
        WHERE import_id NOT IN (SELECT id FROM imports WHERE hidden)"""
    )
    return [KnownRecording(*row) for row in rows]


def merge(
    database: Database,
    import_id: int,
    root: int,
    new: Sequence[NewRecording],
    onto: Mapping[int, Sequence[NewSegment]],
    *,
    overwrite: bool,
) -> Merged:
    """Bring recordings and labels in, all at once.

    A segment with the bounds of one that is there gives it its scenes, its state and its note.

    Args:
        database: of the project.
        import_id: which import it is.
        root: root of the new recordings.
        new: recordings with their segments.
        onto: segments by the id of the recording that has them, with their real durations.
        overwrite: clips that have a label are given the new one too, and stretches that are not
            there are added. Without, only clips that have no label get one.
    """
    with database.transaction() as connection:
        names = Names(connection)
        n_new = intake.add_new(connection, import_id, root, new)
        added, edit = _onto(connection, names, onto, overwrite=overwrite)
        changed = {i for groups in edit.values() for _, ids in groups for i in ids}
        shown: dict[str, list[tuple[Any, Sequence[int]]]] = {**edit}
        if added:
            shown["segment.removed"] = [(0, added)]
        if n_new:
            shown["import.hidden"] = [(0, [import_id])]
            connection.execute("UPDATE imports SET logged = 1 WHERE id = ?", (import_id,))
        (name,) = connection.execute(
            "SELECT name FROM imports WHERE id = ?", (import_id,)
        ).fetchone()
        history.change(connection, f'Import "{name}"', shown)
        (n_touched,) = connection.execute(
            """SELECT count(DISTINCT recording_id) FROM segments
            WHERE id IN (SELECT value FROM json_each(?))""",
            (json.dumps([*added, *changed]),),
        ).fetchone()
    return Merged(n_new, len(added), len(changed), n_touched)


@dataclass(frozen=True, slots=True)
class _Present:
    """A segment that is there."""

    segment_id: int
    stretch: tuple[float, float, float | None, float | None]
    state: str
    note: str


def _onto(
    connection: sqlite3.Connection,
    names: Names,
    onto: Mapping[int, Sequence[NewSegment]],
    *,
    overwrite: bool,
) -> tuple[list[int], dict[str, list[tuple[Any, Sequence[int]]]]]:
    """Ids of the segments that were added (removed until shown), and what changes in others."""
    rows = connection.execute(
        """SELECT recording_id, id, start_s, duration_s, low_hz, high_hz, state, note
        FROM segments WHERE removed = 0 AND (? OR state = 'new')
            AND recording_id IN (SELECT value FROM json_each(?))""",
        (overwrite, json.dumps(list(onto))),
    ).fetchall()
    present: dict[int, dict[int, list[_Present]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        one = _Present(row[1], tuple(row[2:6]), row[6], row[7])
        present[row[0]][_bucket(row[2])].append(one)
    scenes = {
        number: names_of
        for names_of, ids in fields.present(connection, "segment.scenes", [row[1] for row in rows])
        for number in ids
    }
    unknown: list[tuple[int, NewSegment]] = []
    met: set[int] = set()
    changes: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for recording_id, segments in onto.items():
        for segment in segments:
            found = _match(present[recording_id], segment) if recording_id in present else None
            if found is None:
                if overwrite:
                    unknown.append((recording_id, segment))
                continue
            if found.segment_id in met:
                continue  # two that differ by less than can be told apart
            met.add(found.segment_id)
            before = scenes[found.segment_id]
            if overwrite or not before:
                for field, value in _changes(found, before, segment):
                    changes[field][json.dumps(value)].append(found.segment_id)
    return insert(connection, names, unknown, removed=True), {
        field: [(json.loads(value), ids) for value, ids in groups.items()]
        for field, groups in changes.items()
    }


def _changes(
    present: _Present, before: Sequence[str], new: NewSegment
) -> Iterator[tuple[str, Any]]:
    """What a segment gets from a new one with its bounds: (field, value)."""
    differs = list(new.scenes) != list(before)
    if differs:
        yield "segment.scenes", list(new.scenes)
    state: str | None = new.state or present.state
    if differs and new.state is None and state != "excluded":
        state = None
    state = fitting(state, new.scenes)
    if state != present.state:
        yield "segment.state", state
    if new.note and new.note.split() != present.note.split():  # some formats have no lines
        yield "segment.note", new.note


def _bucket(start_s: float) -> int:
    return round(start_s * 10)


def _match(present: Mapping[int, Sequence[_Present]], new: NewSegment) -> _Present | None:
    """The segment that has the bounds of a new one."""
    bounds = new.start_s, new.duration_s, new.low_hz, new.high_hz
    middle = _bucket(new.start_s)
    near: Iterable[_Present] = (
        one for bucket in (middle - 1, middle, middle + 1) for one in present.get(bucket, ())
    )
    return next((one for one in near if _same(one.stretch, bounds)), None)


def _same(
    one: tuple[float, float, float | None, float | None],
    other: tuple[float, float, float | None, float | None],
) -> bool:
    return abs(one[0] - other[0]) < _SAME_S and abs(one[1] - other[1]) < _SAME_S and all(
        a == b or (a is not None and b is not None and abs(a - b) < 1e-3)
        for a, b in zip(one[2:], other[2:], strict=True)
    )  # fmt: skip
