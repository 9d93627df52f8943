"""Clips as rows: what one knows, how they are filtered, sorted and fetched in pages."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from sys import intern
from typing import Any, Literal

from ml_core.project.database import Database, Row
from ml_core.project.folding import folded

LONG_S = 60  # as in the index segments_long
STATES = ("new", "done", "verified", "needs_review", "excluded")
Sort = Literal[
    "id", "path", "scene", "device", "location", "source", "split", "state", "duration", "start"
]


@dataclass(frozen=True, slots=True)
class ClipRow:
    """A segment as an example, with all that is known of its recording.

    ``folder`` is where its audio root lies now, ``relative_path`` its lasting name below that
    (with ``/``). ``scenes`` are in the order they were given; most clips have one or none.
    ``low_hz`` and ``high_hz`` bound a box in frequency, None where it is open. ``recorded_at`` is
    ISO 8601. ``channel`` counts from 0; None hears the mean of all. ``n_segments`` counts the
    clips of the recording. ``sample_rate_hz`` and the durations are 0 until the file was read.
    ``edition`` counts how often the file was found to hold something else than before.
    ``imported`` is what the import is called that it came with.
    """

    segment_id: int
    recording_id: int
    folder: Path
    relative_path: str
    start_s: float
    duration_s: float
    scenes: tuple[str, ...] = ()
    device: str | None = None
    location: str | None = None
    source: str | None = None
    identifier: str | None = None
    split: str | None = None
    state: str = "new"
    note: str = ""
    licence: str | None = None
    author: str | None = None
    extra: Mapping[str, str] = field(default_factory=dict)
    sample_rate_hz: int = 0
    channels: int = 1
    recording_duration_s: float = 0.0
    low_hz: float | None = None
    high_hz: float | None = None
    recorded_at: str | None = None
    city: str | None = None
    session: str | None = None
    channel: int | None = None
    n_segments: int = 1
    edition: int = 0
    imported: str | None = None

    @property
    def path(self) -> Path:
        """Where the recording lies now."""
        # Made when it is asked for: 230,000 paths would take 150 MB and a second.
        return self.folder / self.relative_path

    @property
    def name(self) -> str:
        """Last part of the path."""
        return self.relative_path.rpartition("/")[2]

    @property
    def scene(self) -> str | None:
        """The first scene, None where there is none."""
        return self.scenes[0] if self.scenes else None

    @property
    def open(self) -> bool:
        """Whether it waits for a label: it has no scene, and is not excluded."""
        return not self.scenes and self.state != "excluded"

    @property
    def whole(self) -> bool:
        """Whether the clip is its whole recording."""
        return self.start_s == 0 and self.duration_s >= self.recording_duration_s


@dataclass(frozen=True, slots=True)
class ClipFilter:
    """Which clips: every facet that is given must match one of its values; None means "none".

    ``text`` must be part of the path. ``usable`` keeps what can teach: labelled, not excluded.
    """

    state: tuple[str, ...] = ()
    scene: tuple[str | None, ...] = ()
    device: tuple[str | None, ...] = ()
    location: tuple[str | None, ...] = ()
    split: tuple[str | None, ...] = ()
    import_id: tuple[int, ...] = ()
    text: str = ""
    usable: bool = False


FROM = "FROM segments s JOIN recordings r ON r.id = s.recording_id"
THERE = "s.removed = 0 AND r.import_id NOT IN (SELECT id FROM imports WHERE hidden)"
_SORTS: dict[Sort, str] = {
    "id": "s.id",
    "path": "r.path",
    "state": "s.state",
    "duration": "s.duration_s",
    "start": "s.start_s",
}
# Few values, many clips: sorted into one heap per value, which no index could do as fast.
_HEAPS: dict[Sort, tuple[str, str]] = {
    "scene": ("scenes", "x.scene_id"),
    "device": ("devices", "r.device_id"),
    "location": ("locations", "r.location_id"),
    "source": ("sources", "r.source_id"),
    "split": ("", "p.split"),
}
_JOINS: dict[Sort, str] = {
    "scene": "LEFT JOIN segment_scenes x ON x.segment_id = s.id AND x.position = 0",
    "split": "LEFT JOIN splits p ON p.segment_id = s.id AND p.name = :splits",
}
_NAME_TABLES = (
    "devices", "locations", "sources", "licences", "cities", "sessions", "imports",
)  # fmt: skip
_NO_EXTRA: Mapping[str, str] = {}
_COLUMNS = """s.id, r.id, r.root_id, r.path, s.start_s, s.duration_s, s.state, s.note,
    r.device_id, r.location_id, r.source_id, r.licence_id, r.identifier, r.author, r.extra,
    r.sample_rate_hz, r.channels, r.n_samples,
    s.low_hz, s.high_hz, r.recorded_at, r.city_id, r.session_id, r.channel, r.edition,
    r.import_id"""


def ids(
    database: Database, wanted: ClipFilter, *, splits: str, sort: Sort = "id", descending: bool
) -> list[int]:
    """Segment ids that match, sorted; equal ones in the order of the project."""
    where, values = _where(wanted, splits)
    if sort in _HEAPS:
        return _heaped(database, where, values, sort, descending=descending)
    direction = "DESC" if descending else "ASC"
    query = f"SELECT s.id {FROM} WHERE {where} ORDER BY {_SORTS[sort]} {direction}, s.id"
    return [row[0] for row in database.rows(query, values)]


def _heaped(
    database: Database, where: str, values: Mapping[str, Any], sort: Sort, *, descending: bool
) -> list[int]:
    table, key = _HEAPS[sort]
    query = f"SELECT s.id, {key} {FROM} {_JOINS.get(sort, '')} WHERE {where} ORDER BY s.id"
    heaps: dict[Any, list[int]] = defaultdict(list)
    for number, value in database.each(query, values):
        heaps[value].append(number)
    names = database.names(table) if table else {}
    # What has none comes first, as in SQL.
    order = sorted(heaps, key=lambda v: (v is not None, names.get(v, v)), reverse=descending)
    return [number for value in order for number in heaps[value]]


def fetch(
    database: Database,
    roots: Mapping[int, Path],
    chosen: ClipFilter | Iterable[int],
    *,
    splits: str,
) -> list[ClipRow]:
    """Whole rows: those that match a filter in the project's order, or some ids in theirs."""
    where, values, order = _chosen(chosen, splits)
    query = f"SELECT {_COLUMNS} {FROM} WHERE {where} ORDER BY s.id"
    scenes = _scenes_where(database, where, values)
    split = _splits_where(database, where, values)
    several = _several(database, order)
    names = {table: database.names(table) for table in _NAME_TABLES}
    # Most clips share their lengths: one number for all of them.
    same: dict[float, float] = {}
    clips = [
        ClipRow(
            segment_id=row[0],
            recording_id=row[1],
            folder=roots[row[2]],
            relative_path=row[3],
            start_s=same.setdefault(row[4], row[4]),
            duration_s=same.setdefault(row[5], row[5]),
            scenes=scenes.get(row[0], ()),
            device=names["devices"].get(row[8]),
            location=names["locations"].get(row[9]),
            source=names["sources"].get(row[10]),
            identifier=row[12],
            split=split.get(row[0]),
            state=intern(row[6]),
            note=row[7],
            licence=names["licences"].get(row[11]),
            author=row[13],
            extra=json.loads(row[14]) if row[14] else _NO_EXTRA,
            sample_rate_hz=row[15],
            channels=row[16],
            recording_duration_s=same.setdefault(length := _length_s(row), length),
            low_hz=row[18],
            high_hz=row[19],
            recorded_at=row[20],
            city=names["cities"].get(row[21]),
            session=names["sessions"].get(row[22]),
            channel=row[23],
            n_segments=several.get(row[1], 1),
            edition=row[24],
            imported=names["imports"].get(row[25]),
        )
        for row in database.each(query, values)
    ]
    if not order:
        return clips
    by_id = {clip.segment_id: clip for clip in clips}
    return [by_id[i] for i in order if i in by_id]


def _chosen(
    chosen: ClipFilter | Iterable[int], splits: str
) -> tuple[str, dict[str, Any], list[int]]:
    """The condition for a filter or for some ids, its values, and the order of the ids."""
    if isinstance(chosen, ClipFilter):
        return *_where(chosen, splits), []
    order = list(chosen)
    where = f"{THERE} AND s.id IN (SELECT value FROM json_each(:ids))"
    return where, {"splits": splits, "ids": json.dumps(order)}, order


def _length_s(row: Row) -> float:
    return row[17] / row[15] if row[15] else 0.0


def of_recording(database: Database, recording_id: int) -> list[int]:
    """Ids of a recording's segments, from its start on."""
    query = f"SELECT s.id {FROM} WHERE s.recording_id = ? AND {THERE} ORDER BY s.start_s, s.id"
    return [row[0] for row in database.rows(query, (recording_id,))]


def between(database: Database, recording_id: int, start_s: float, end_s: float) -> list[int]:
    """Ids of the segments of a recording that reach into a stretch, from its start on.

    Two indexes share the work, whatever the number of segments: one that is no longer than
    LONG_S begins little before the stretch, and of longer ones a recording has few.
    """
    long = FROM.replace("segments s", "segments s INDEXED BY segments_long")
    query = f"""SELECT s.id, s.start_s {FROM} WHERE s.recording_id = :recording AND {THERE}
            AND s.duration_s <= {LONG_S} AND s.start_s > :start - {LONG_S} AND s.start_s < :end
            AND s.start_s + s.duration_s > :start
        UNION ALL SELECT s.id, s.start_s {long} WHERE s.recording_id = :recording AND {THERE}
            AND s.duration_s > {LONG_S} AND s.start_s < :end AND s.start_s + s.duration_s > :start
        ORDER BY 2, 1"""
    values = {"recording": recording_id, "start": start_s, "end": end_s}
    return [row[0] for row in database.rows(query, values)]


def scenes_of(database: Database, wanted: ClipFilter, *, splits: str) -> dict[int, tuple[str, ...]]:
    """Scenes of the clips that match and have some."""
    return _scenes_where(database, *_where(wanted, splits))


def _several(database: Database, segment_ids: Collection[int]) -> dict[int, int]:
    """Number of segments by recording, where there are more than one; no ids means of all."""
    query = """SELECT recording_id, count(*) FROM segments WHERE removed = 0
        GROUP BY recording_id HAVING count(*) > 1"""
    if not segment_ids:
        return dict(database.rows(query))
    theirs = """AND recording_id IN (SELECT recording_id FROM segments
        WHERE id IN (SELECT value FROM json_each(?))) GROUP"""
    return dict(database.rows(query.replace("GROUP", theirs), (json.dumps(list(segment_ids)),)))


def _scenes_where(
    database: Database, where: str, values: Mapping[str, Any]
) -> dict[int, tuple[str, ...]]:
    single = {scene_id: (name,) for scene_id, name in database.names("scenes").items()}
    scenes: dict[int, tuple[str, ...]] = {}
    rows = database.each(
        f"SELECT s.id, x.scene_id {FROM} JOIN segment_scenes x ON x.segment_id = s.id "
        f"WHERE {where} ORDER BY s.id, x.position",
        values,
    )
    for segment_id, scene_id in rows:
        if segment_id in scenes:
            scenes[segment_id] += single[scene_id]
        else:
            scenes[segment_id] = single[scene_id]
    return scenes


def _splits_where(database: Database, where: str, values: Mapping[str, Any]) -> dict[int, str]:
    of_set = "JOIN splits p ON p.segment_id = s.id AND p.name = :splits"
    rows = database.each(f"SELECT s.id, p.split {FROM} {of_set} WHERE {where}", values)
    return {number: intern(split) for number, split in rows}


def _where(wanted: ClipFilter, splits: str) -> tuple[str, dict[str, Any]]:
    values: dict[str, Any] = {"splits": splits}
    parts = [THERE]
    if wanted.usable:
        parts.append("s.state <> 'excluded' AND s.id IN (SELECT segment_id FROM segment_scenes)")
    if wanted.text:
        values["text"] = folded(wanted.text)
        path = "lower" if wanted.text.isascii() else "folded"  # SQLite itself knows A to Z
        parts.append(f"instr({path}(r.path), :text) > 0")
    if wanted.state:
        parts.append(f"s.state IN {_bind(values, 'state', wanted.state)}")
    if wanted.import_id:
        parts.append(f"r.import_id IN {_bind(values, 'import', wanted.import_id)}")
    for name in ("device", "location"):
        chosen: Sequence[str | None] = getattr(wanted, name)
        these = f"(SELECT id FROM {name}s WHERE name IN {_bind(values, name, chosen)})"
        parts += _any_of(chosen, f"r.{name}_id IN {these}", f"r.{name}_id IS NULL")
    these = f"(SELECT id FROM scenes WHERE name IN {_bind(values, 'scene', wanted.scene)})"
    parts += _any_of(
        wanted.scene,
        f"s.id IN (SELECT segment_id FROM segment_scenes WHERE scene_id IN {these})",
        "s.id NOT IN (SELECT segment_id FROM segment_scenes)",
    )
    of_set = "SELECT segment_id FROM splits WHERE name = :splits"
    parts += _any_of(
        wanted.split,
        f"s.id IN ({of_set} AND split IN {_bind(values, 'split', wanted.split)})",
        f"s.id NOT IN ({of_set})",
    )
    return " AND ".join(parts), values


def _bind(values: dict[str, Any], name: str, chosen: Sequence[Any]) -> str:
    values[name] = json.dumps([value for value in chosen if value is not None])
    return f"(SELECT value FROM json_each(:{name}))"


def _any_of(chosen: Sequence[str | None], with_name: str, without: str) -> list[str]:
    """The condition for a facet that clips may lack; nothing where it does not filter."""
    if not chosen:
        return []
    parts = ([without] if None in chosen else []) + (
        [with_name] if any(value is not None for value in chosen) else []
    )
    return [f"({' OR '.join(parts)})"]


def excluded(connection: sqlite3.Connection, segment_ids: Sequence[int]) -> set[int]:
    """Those of some clips that are excluded."""
    query = """SELECT value FROM json_each(?) JOIN segments s ON s.id = value
        WHERE s.state = 'excluded'"""
    return {row[0] for row in connection.execute(query, (json.dumps(list(segment_ids)),))}


def without_scene(connection: sqlite3.Connection, segment_ids: Sequence[int]) -> set[int]:
    """Those of some clips that have no scene."""
    query = """SELECT value FROM json_each(?)
        WHERE value NOT IN (SELECT segment_id FROM segment_scenes)"""
    return {row[0] for row in connection.execute(query, (json.dumps(list(segment_ids)),))}
