"""Snapshots: what a project held at a moment, so that a run can say what it learned from.

A snapshot keeps one line per clip: its id, the beginning of its recording's content hash, and as
JSON everything else that is known of it. The digest is of the sorted JSON alone: two projects
with the same recordings and labels have the same one, and hashes that become known change
nothing.
"""

import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from ml_core.errors import ProjectError
from ml_core.project import clips, history
from ml_core.project.clips import ClipFilter
from ml_core.project.database import Database

_SCENES = 1  # place of the scenes in a line's JSON
_UNKNOWN = "-"  # in place of a content hash
_N_COLUMNS = "id, name, time, n_recordings, n_segments, n_labelled, digest"
_SELECT = """SELECT s.id, substr(r.sha256, 1, 16), r.id, r.path, s.start_s, s.duration_s, s.low_hz,
        s.high_hz, s.state, s.note, r.channel, r.recorded_at, r.identifier, r.author, r.extra,
        d.name, l.name, c.name, e.name, o.name, i.name, p.split
    FROM segments s JOIN recordings r ON r.id = s.recording_id
    LEFT JOIN devices d ON d.id = r.device_id LEFT JOIN locations l ON l.id = r.location_id
    LEFT JOIN cities c ON c.id = r.city_id LEFT JOIN sessions e ON e.id = r.session_id
    LEFT JOIN sources o ON o.id = r.source_id LEFT JOIN licences i ON i.id = r.licence_id
    LEFT JOIN splits p ON p.segment_id = s.id AND p.name = ?
    WHERE s.removed = 0 AND r.import_id NOT IN (SELECT id FROM imports WHERE hidden)"""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a project held. ``digest`` is the same for the same recordings, labels and splits."""

    id: int
    name: str
    time: str
    n_recordings: int
    n_segments: int
    n_labelled: int
    digest: str


@dataclass(frozen=True, slots=True)
class SnapshotDiff:
    """Ids of the clips that came, went, have other scenes, or differ in something else only."""

    added: tuple[int, ...]
    removed: tuple[int, ...]
    relabelled: tuple[int, ...]
    other: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """A project now: lines by segment id, as (beginning of the content hash, JSON)."""

    lines: dict[int, tuple[str, str]]
    n_recordings: int
    n_labelled: int

    @property
    def digest(self) -> str:
        """Hexadecimal SHA-256 of what is known of the clips."""
        digest = hashlib.sha256()
        for line in sorted(json_ for _, json_ in self.lines.values()):
            digest.update(line.encode("utf-8", "surrogatepass") + b"\n")
        return digest.hexdigest()


def contents(database: Database, splits: str) -> Contents:
    """What the project holds now; ``splits`` is the active set."""
    scenes = clips.scenes_of(database, ClipFilter(), splits=splits)
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    lines: dict[int, tuple[str, str]] = {}
    recordings: set[int] = set()
    for segment_id, beginning, recording_id, path, *known in database.rows(_SELECT, (splits,)):
        text = encode([path, scenes.get(segment_id, ()), *known])
        lines[segment_id] = (beginning or _UNKNOWN, text)
        recordings.add(recording_id)
    return Contents(lines, len(recordings), len(scenes))


def take(database: Database, splits: str, name: str) -> Snapshot:
    """Keep what the project holds now; the last snapshot where it holds the same, unnamed."""
    now = contents(database, splits)
    digest = now.digest
    before = all_snapshots(database)
    if before and before[0].digest == digest and name in ("", before[0].name):
        return before[0]
    packed = zlib.compress("\n".join(_packed(now)).encode("utf-8", "surrogatepass"), 6)
    with database.transaction() as connection:
        number = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM snapshots").fetchone()[0]
        row = (number, name, history.now(), now.n_recordings, len(now.lines), now.n_labelled)
        connection.execute(
            f"INSERT INTO snapshots ({_N_COLUMNS}, contents) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, digest, packed),
        )
        history.note(connection, f"Snapshot {number}", {"snapshot": number, "digest": digest})
    return Snapshot(*row, digest)


def all_snapshots(database: Database) -> list[Snapshot]:
    """Every snapshot, the newest first."""
    rows = database.rows(f"SELECT {_N_COLUMNS} FROM snapshots ORDER BY id DESC")
    return [Snapshot(*row) for row in rows]


def lines_of(database: Database, snapshot_id: int) -> dict[int, tuple[str, str]]:
    """The lines that a snapshot kept.

    Raises:
        ProjectError: there is none of that number.
    """
    packed = database.value("SELECT contents FROM snapshots WHERE id = ?", (snapshot_id,))
    if packed is None:
        numbers = [str(one.id) for one in all_snapshots(database)]
        raise ProjectError(
            f"There is no snapshot {snapshot_id}.",
            hint=f"There are: {', '.join(numbers[:20]) or 'none yet'}.",
        )
    with database.decoding():
        try:
            text = zlib.decompress(packed).decode("utf-8", "surrogatepass")
        except zlib.error as error:
            raise ValueError(str(error)) from error
        lines = (line.split(" ", 2) for line in text.split("\n") if line)
        return {int(number): (beginning, json_) for number, beginning, json_ in lines}


def diff(before: dict[int, tuple[str, str]], after: dict[int, tuple[str, str]]) -> SnapshotDiff:
    """What is different in ``after``."""
    relabelled, other = [], []
    for number in sorted(before.keys() & after.keys()):
        (old_hash, old), (new_hash, new) = before[number], after[number]
        if old != new and json.loads(old)[_SCENES] != json.loads(new)[_SCENES]:
            relabelled.append(number)
        elif old != new or (old_hash != new_hash and _UNKNOWN not in (old_hash, new_hash)):
            other.append(number)
    return SnapshotDiff(
        added=tuple(sorted(after.keys() - before.keys())),
        removed=tuple(sorted(before.keys() - after.keys())),
        relabelled=tuple(relabelled),
        other=tuple(other),
    )


def _packed(now: Contents) -> Iterator[str]:
    for number, (beginning, text) in sorted(now.lines.items()):
        yield f"{number} {beginning} {text}"
