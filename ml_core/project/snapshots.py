"""Snapshots: what a project held at a moment, so that a run can say what it learned from.

A snapshot keeps one line per clip: its id, the beginning of its recording's content hash, and as
JSON everything else that is known of it. The digest is the sum of the SHA-256 of every JSON, so
that neither ids nor order count: two projects with the same recordings and labels have the same
one, and hashes that become known change nothing.

Lines are made, packed and compared one after the other: 230,000 of them need no memory.
"""

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, field

from ml_core.errors import ProjectError
from ml_core.project import clips, history
from ml_core.project.clips import ClipFilter
from ml_core.project.database import Database
from ml_core.project.fields import next_id

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
    WHERE s.removed = 0 AND r.import_id NOT IN (SELECT id FROM imports WHERE hidden)
    ORDER BY s.id"""
_BLOCK = 1 << 16

Line = tuple[int, str, str]
"""Segment id, beginning of the content hash, JSON."""


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


@dataclass(slots=True)
class _Tally:
    """Counts lines as they go by."""

    recordings: set[int] = field(default_factory=set)
    n_segments: int = 0
    n_labelled: int = 0
    total: int = 0

    @property
    def digest(self) -> str:
        return f"{self.total % (1 << 256):064x}"


def digest(database: Database, splits: str) -> str:
    """The digest of what the project holds now; ``splits`` is the active set."""
    tally = _Tally()
    for _ in _lines_now(database, splits, tally):
        pass
    return tally.digest


def take(database: Database, splits: str, name: str) -> Snapshot:
    """Keep what the project holds now; the last snapshot where it holds the same, unnamed."""
    tally, packer = _Tally(), zlib.compressobj(4)
    packed = b"".join(
        packer.compress(f"{number} {beginning} {text}\n".encode("utf-8", "surrogatepass"))
        for number, beginning, text in _lines_now(database, splits, tally)
    )
    packed += packer.flush()
    before = all_snapshots(database)
    if before and before[0].digest == tally.digest and name in ("", before[0].name):
        return before[0]
    with database.transaction() as connection:
        number = next_id(connection, "snapshots")
        counts = (len(tally.recordings), tally.n_segments, tally.n_labelled)
        taken = Snapshot(number, name, history.now(), *counts, tally.digest)
        connection.execute(
            f"INSERT INTO snapshots ({_N_COLUMNS}, contents) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (*astuple(taken), packed),
        )
        facts = {"snapshot": number, "digest": tally.digest}
        history.note(connection, f"Snapshot {number}", facts)
    return taken


def all_snapshots(database: Database) -> list[Snapshot]:
    """Every snapshot, the newest first."""
    rows = database.rows(f"SELECT {_N_COLUMNS} FROM snapshots ORDER BY id DESC")
    return [Snapshot(*row) for row in rows]


def diff(database: Database, splits: str, a: int, b: int | None) -> SnapshotDiff:
    """What is different in snapshot ``b``, or in what is there now, from snapshot ``a``.

    Raises:
        ProjectError: there is no such snapshot.
    """
    before = _kept(database, a)
    after = _lines_now(database, splits, _Tally()) if b is None else _kept(database, b)
    found: dict[str, list[int]] = {name: [] for name in ("added", "removed", "relabelled", "other")}
    with database.decoding():
        for old, new in _side_by_side(before, after):
            kind = _difference(old, new)
            if kind:
                found[kind].append((old or new or (0, "", ""))[0])
    return SnapshotDiff(**{name: tuple(numbers) for name, numbers in found.items()})


def splits_of(database: Database, snapshot_id: int) -> dict[int, str | None]:
    """The split that every segment had in a snapshot, by its id.

    Raises:
        ProjectError: there is no such snapshot.
    """
    with database.decoding():
        return {number: json.loads(text)[-1] for number, _, text in _kept(database, snapshot_id)}


def _lines_now(database: Database, splits: str, tally: _Tally) -> Iterator[Line]:
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    with database.reading():
        scenes = clips.scenes_of(database, ClipFilter(), splits=splits)
        for number, beginning, recording, path, *known in database.each(_SELECT, (splits,)):
            text = encode([path, scenes.get(number, ()), *known])
            tally.recordings.add(recording)
            tally.n_segments += 1
            tally.n_labelled += number in scenes
            one = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
            tally.total += int.from_bytes(one, "big")
            yield number, beginning or _UNKNOWN, text


def _kept(database: Database, snapshot_id: int) -> Iterator[Line]:
    """The lines that a snapshot kept."""
    packed = database.value("SELECT contents FROM snapshots WHERE id = ?", (snapshot_id,))
    if packed is None:
        numbers = [str(one.id) for one in all_snapshots(database)]
        raise ProjectError(
            f"There is no snapshot {snapshot_id}.",
            hint=f"There are: {', '.join(numbers[:20]) or 'none yet'}.",
        )
    return _unpacked(packed)


def _unpacked(packed: bytes) -> Iterator[Line]:
    unpacker = zlib.decompressobj()
    rest = b""
    for start in range(0, len(packed), _BLOCK):
        try:
            *whole, rest = (rest + unpacker.decompress(packed[start : start + _BLOCK])).split(b"\n")
        except zlib.error as error:
            raise ValueError(str(error)) from error
        for line in whole:
            number, beginning, text = line.decode("utf-8", "surrogatepass").split(" ", 2)
            yield int(number), beginning, text


def _side_by_side(
    before: Iterable[Line], after: Iterable[Line]
) -> Iterator[tuple[Line | None, Line | None]]:
    """The lines of each id, None where there is none; both come in the order of their ids."""
    olds, news = iter(before), iter(after)
    old, new = next(olds, None), next(news, None)
    while old is not None or new is not None:
        if new is None or (old is not None and old[0] < new[0]):
            yield old, None
            old = next(olds, None)
        elif old is None or new[0] < old[0]:
            yield None, new
            new = next(news, None)
        else:
            yield old, new
            old, new = next(olds, None), next(news, None)


def _difference(old: Line | None, new: Line | None) -> str | None:
    if old is None:
        return "added"
    if new is None:
        return "removed"
    if old[2] != new[2]:
        same = json.loads(old[2])[_SCENES] == json.loads(new[2])[_SCENES]
        return "other" if same else "relabelled"
    return "other" if old[1] != new[1] and _UNKNOWN not in (old[1], new[1]) else None
