"""How recordings come into a project: imports, their rows, and what could not be read."""

import json
import os
import sqlite3
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ml_core.project import history
from ml_core.project.changes import count_unlogged
from ml_core.project.database import Database
from ml_core.project.fields import Names, next_id
from ml_core.project.roots import place_of
from ml_core.project.segments import NewSegment, insert
from ml_core.runs.process import ProcessName

_UNSHOWN = "unshown import:"  # setting that says who brings in what is not shown yet
_BATCH = 1 << 12  # recordings that are taken out at once: others write between two of them
_PAUSE_S = 0.005


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says of itself, and when it was written last.

    ``n_samples`` counts per channel; ``modified_ns`` is 0 where it is not known.
    """

    size_bytes: int = 0
    sample_rate_hz: int = 0
    channels: int = 1
    n_samples: int = 0
    container: str = ""
    subtype: str = ""
    modified_ns: int = 0


@dataclass(slots=True)  # not frozen: that would take a tenth of the time of a large import
class NewRecording:
    """A file with what is known of it. ``path`` is relative to its root, with ``/``.

    ``source`` is the unit a split never divides: at the least the file itself. A file that was
    not read yet has no header: ``sample_rate_hz`` 0, see ``Project.unread``. ``segments`` are its
    clips; none means one over its whole length, with ``scenes``.
    """

    path: str
    size_bytes: int
    sample_rate_hz: int
    channels: int
    n_samples: int
    container: str
    subtype: str
    source: str
    scenes: tuple[str, ...] = ()
    device: str | None = None
    location: str | None = None
    identifier: str | None = None
    licence: str | None = None
    author: str | None = None
    extra: Mapping[str, str] = field(default_factory=dict)
    city: str | None = None
    session: str | None = None
    recorded_at: str | None = None
    channel: int | None = None
    segments: tuple[NewSegment, ...] = ()
    modified_ns: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """What did not come in. ``path`` is as the user knows it.

    ``label`` says that it is a label, or a line that holds one, and no recording: the recording
    may be in. ``cut`` says that it is the rest of a recording, whose beginning came in. Both are
    known while it comes in, and not kept.
    """

    path: str
    reason: str
    label: bool = field(default=False, compare=False)
    cut: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One import: what it is called, where it came from, how much of it is in."""

    import_id: int
    time: str
    name: str
    origin: str
    n_recordings: int
    n_problems: int


def begin(database: Database, name: str, origin: str, kind: str) -> int:
    """Note that an import starts; it shows up with its first recordings."""
    with database.transaction() as connection:
        row = connection.execute(
            "INSERT INTO imports (time, name, origin, kind) VALUES (?, ?, ?, ?)",
            (history.now(), name, origin, kind),
        )
        return int(row.lastrowid or 0)


def root_id(database: Database, folder: Path, path: Path, origin: str) -> int:
    """Number of the root for a folder of audio, which is added if it is new."""
    place = place_of(folder, path)
    with database.transaction() as connection:
        found = connection.execute(
            "SELECT id FROM roots WHERE path = ? ORDER BY id", (place[0],)
        ).fetchone()
        if found:
            return int(found[0])
        row = connection.execute(
            "INSERT INTO roots (path, near, origin) VALUES (?, ?, ?)", (*place, origin)
        )
        return int(row.lastrowid or 0)


def add(
    database: Database,
    import_id: int,
    root: int,
    recordings: Sequence[NewRecording],
    *,
    show: bool,
) -> int:
    """Bring recordings in, each as one segment over its whole length; returns how many are new.

    All of an import is one row of the operation log, written with the first recordings it shows:
    undo hides the import, redo shows it again.
    """
    if not recordings:
        return 0
    with database.transaction() as connection:
        added = add_new(connection, import_id, root, recordings)
        if added and show:
            _show(connection, import_id)
        elif added:
            connection.execute(
                "INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)",
                (f"{_UNSHOWN}{import_id}", json.dumps(ProcessName.of(os.getpid()).to_table())),
            )
    return added


def show(database: Database, import_id: int) -> set[str]:
    """Show what an import brought in so far; paths of what another one showed in the meantime."""
    with database.transaction() as connection:
        doubles = _drop_doubles(connection, import_id)
        _show(connection, import_id)
    return doubles


def _drop_doubles(connection: sqlite3.Connection, import_id: int) -> set[str]:
    """Take out recordings that another import has shown since they were added."""
    doubles = connection.execute(
        """SELECT r.id, r.path FROM recordings r WHERE r.import_id = ?
            AND EXISTS (SELECT 1 FROM imports WHERE NOT hidden AND id <> ?)
            AND EXISTS (SELECT 1 FROM recordings o JOIN imports i ON i.id = o.import_id
                WHERE o.path = r.path AND o.root_id = r.root_id AND NOT i.hidden
                AND i.id <> r.import_id)""",
        (import_id, import_id),
    ).fetchall()
    if doubles:
        _take_out(connection, [row[0] for row in doubles])
    return {row[1] for row in doubles}


def _show(connection: sqlite3.Connection, import_id: int) -> None:
    name, logged, filled = connection.execute(
        """SELECT name, logged, EXISTS (SELECT 1 FROM recordings WHERE import_id = i.id)
        FROM imports i WHERE id = ?""",
        (import_id,),
    ).fetchone()
    _forget(connection, import_id)
    if filled and not logged:
        connection.execute("UPDATE imports SET logged = 1 WHERE id = ?", (import_id,))
        history.change(connection, f'Import "{name}"', {"import.hidden": [(0, [import_id])]})


def drop(database: Database, import_id: int) -> None:
    """Take out what an import brought in that was never shown; its problems stay."""
    never_shown = "SELECT id FROM imports WHERE id = ? AND hidden AND NOT logged"
    theirs = f"SELECT id FROM recordings WHERE import_id = ({never_shown}) LIMIT {_BATCH}"
    while True:
        with database.transaction() as connection:
            some = [row[0] for row in connection.execute(theirs, (import_id,))]
            if not some:
                _forget(connection, import_id)
                return
            _take_out(connection, some)
        time.sleep(_PAUSE_S)


def _take_out(connection: sqlite3.Connection, recording_ids: Sequence[int]) -> None:
    """Remove recordings that were never shown."""
    some, these = json.dumps(recording_ids), "(SELECT value FROM json_each(?))"
    connection.execute(f"DELETE FROM segments WHERE recording_id IN {these}", (some,))
    connection.execute(f"DELETE FROM recordings WHERE id IN {these}", (some,))
    count_unlogged(connection)  # their numbers are given again


def drop_unfinished(database: Database) -> None:
    """Take out what imports that were killed never came to show."""
    query = f"SELECT key, value FROM settings WHERE key GLOB '{_UNSHOWN}*'"
    for key, value in database.rows(query):
        with database.decoding():
            maker = ProcessName.from_table(json.loads(value))
            number = int(key.removeprefix(_UNSHOWN))
        if maker.is_alive() is False:
            drop(database, number)


def _forget(connection: sqlite3.Connection, import_id: int) -> None:
    connection.execute("DELETE FROM settings WHERE key = ?", (f"{_UNSHOWN}{import_id}",))


def add_problems(database: Database, import_id: int, problems: Sequence[Problem]) -> None:
    """Remember what could not be brought in."""
    if not problems:
        return
    with database.transaction() as connection:
        connection.executemany(
            "INSERT INTO problems (import_id, path, reason) VALUES (?, ?, ?)",
            [(import_id, _whole_text(one.path), _whole_text(one.reason)) for one in problems],
        )


def _whole_text(text: str) -> str:
    """Foreign text without an end in it, which SQLite would take for its own."""
    return text.replace("\0", "")


def last_problems(database: Database) -> list[Problem]:
    """What the latest import could not bring in."""
    rows = database.rows(
        """SELECT path, reason FROM problems
        WHERE import_id = (SELECT max(id) FROM imports) ORDER BY id"""
    )
    return [Problem(*row) for row in rows]


def all_imports(database: Database) -> list[ImportRow]:
    """Every visible import, the oldest first."""
    rows = database.rows(
        """SELECT i.id, i.time, i.name, i.origin,
            (SELECT count(*) FROM recordings r WHERE r.import_id = i.id),
            (SELECT count(*) FROM problems p WHERE p.import_id = i.id)
        FROM imports i WHERE NOT i.hidden ORDER BY i.id"""
    )
    return [ImportRow(*row) for row in rows]


def known_paths(database: Database, root: int) -> set[str]:
    """Relative paths of a root's visible recordings."""
    rows = database.rows(
        """SELECT path FROM recordings
        WHERE root_id = ? AND import_id NOT IN (SELECT id FROM imports WHERE hidden)""",
        (root,),
    )
    return {row[0] for row in rows}


def add_new(
    connection: sqlite3.Connection, import_id: int, root: int, recordings: Sequence[NewRecording]
) -> int:
    """Write those that are not there yet, under fresh numbers; returns how many.

    Rows that an undone import left hidden are not in the way, and stay, so that no number is ever
    given twice. Those of this very import are: it was undone while running and stays hidden.
    """
    there = {
        row[0]
        for row in connection.execute(
            """SELECT r.path FROM json_each(?) j JOIN recordings r ON r.path = j.value
            JOIN imports i ON i.id = r.import_id
            WHERE r.root_id = ? AND (NOT i.hidden OR i.id = ?)""",
            (json.dumps([one.path for one in recordings]), root, import_id),
        )
    }
    new: dict[str, NewRecording] = {}
    for one in recordings:
        if one.path not in there:
            new.setdefault(one.path, one)
    first = next_id(connection, "recordings")
    names = Names(connection)
    devices = names.of("devices", (one.device for one in new.values()))
    locations = names.of("locations", (one.location for one in new.values()))
    sources = names.of("sources", (one.source for one in new.values()))
    licences = names.of("licences", (one.licence for one in new.values()))
    cities = names.of("cities", (one.city for one in new.values()))
    sessions = names.of("sessions", (one.session for one in new.values()))
    connection.executemany(
        """INSERT INTO recordings (id, import_id, root_id, path, size_bytes, sample_rate_hz,
            channels, n_samples, container, subtype, identifier, author, recorded_at, channel,
            extra, device_id, location_id, source_id, licence_id, city_id, session_id,
            modified_ns)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        [
            (
                number, import_id, root, one.path, one.size_bytes, one.sample_rate_hz,
                one.channels, one.n_samples, one.container, one.subtype, one.identifier,
                one.author, one.recorded_at, one.channel,
                json.dumps(dict(one.extra), ensure_ascii=False) if one.extra else None,
                devices[one.device], locations[one.location], sources[one.source],
                licences[one.licence], cities[one.city], sessions[one.session], one.modified_ns,
            )
            for number, one in enumerate(new.values(), start=first)
        ],
    )  # fmt: skip
    segments = [
        (number, segment)
        for number, one in enumerate(new.values(), start=first)
        for segment in one.segments or (_whole(one),)
    ]
    insert(connection, names, segments)
    return len(new)


def _whole(one: NewRecording) -> NewSegment:
    length_s = one.n_samples / one.sample_rate_hz if one.sample_rate_hz else 0.0
    return NewSegment(0.0, length_s, scenes=one.scenes)
