"""What an edit can change: each field can be read for some rows, and given a value.

An edit is ``{field: [[value, ids], ...]}``: plain JSON, names instead of foreign keys, so that a
row of the operation log can be read by people and outlives a renumbering.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

Edit = Mapping[str, Iterable[tuple[Any, Collection[int]]]]

SPLIT = "segment.split:"  # followed by the name of the set of splits
SETTING = "setting:"  # followed by the key; the id is always 0

_COLUMNS = {
    "segment.state": ("segments", "state"),
    "segment.note": ("segments", "note"),
    "segment.removed": ("segments", "removed"),
    "import.hidden": ("imports", "hidden"),
    "recording.recorded_at": ("recordings", "recorded_at"),
    "recording.channel": ("recordings", "channel"),
}
_SEVERAL = {
    "segment.stretch": ("segments", ("start_s", "duration_s", "low_hz", "high_hz")),
    "recording.place": ("recordings", ("root_id", "path")),
    "root.place": ("roots", ("path", "near")),
}
_NAMES = {
    "recording.device": ("devices", "device_id"),
    "recording.location": ("locations", "location_id"),
    "recording.city": ("cities", "city_id"),
    "recording.session": ("sessions", "session_id"),
    "recording.source": ("sources", "source_id"),
    "recording.licence": ("licences", "licence_id"),
}
_THESE = "(SELECT value FROM json_each(?))"


def present(
    connection: sqlite3.Connection, field: str, ids: Collection[int]
) -> list[tuple[Any, list[int]]]:
    """The field's present values for those of ``ids`` that exist, each with the ids that have it.

    Most edits meet few values: nothing is made for every id.
    """
    if field == "segment.scenes":
        return _present_scenes(connection, json.dumps(list(ids)))
    query, values = _reading(field)
    groups: dict[tuple[Any, ...], list[int]] = {}
    for number, *cells in connection.execute(query, (*values, json.dumps(list(ids)))):
        groups.setdefault(tuple(cells), []).append(number)
    several = field in _SEVERAL
    return [(list(cells) if several else cells[0], some) for cells, some in groups.items()]


def _reading(field: str) -> tuple[str, tuple[str, ...]]:
    """The query for a field of some ids, the last of its values, and those before."""
    if field in _COLUMNS:
        table, column = _COLUMNS[field]
        return f"SELECT id, {column} FROM {table} WHERE id IN {_THESE}", ()
    if field in _NAMES:
        table, column = _NAMES[field]
        return (
            f"""SELECT r.id, n.name FROM recordings r LEFT JOIN {table} n ON n.id = r.{column}
            WHERE r.id IN {_THESE}""",
            (),
        )
    if field in _SEVERAL:
        table, columns = _SEVERAL[field]
        return f"SELECT id, {', '.join(columns)} FROM {table} WHERE id IN {_THESE}", ()
    if field.startswith(SPLIT):
        return (
            f"""SELECT s.id, p.split FROM segments s
            LEFT JOIN splits p ON p.segment_id = s.id AND p.name = ?
            WHERE s.id IN {_THESE}""",
            (field.removeprefix(SPLIT),),
        )
    return "SELECT value, (SELECT value FROM settings WHERE key = ?) FROM json_each(?)", (
        _setting(field),
    )


def write(connection: sqlite3.Connection, edit: Edit) -> None:
    """Give every field of the edit its values."""
    for field, groups in edit.items():
        for value, ids in groups:
            _write(connection, field, value, ids)


def fill_lengths(connection: sqlite3.Connection, column: str, these: str) -> None:
    """Give clips over whole recordings their lengths, where these are known by now.

    Args:
        connection: inside a transaction.
        column: what the ids are of: "id" or "recording_id".
        these: JSON of the ids.
    """
    length_s = "r.n_samples * 1.0 / r.sample_rate_hz FROM recordings r WHERE r.id = recording_id"
    connection.execute(
        f"""UPDATE segments SET duration_s = (SELECT {length_s})
        WHERE duration_s = 0 AND {column} IN {_THESE}
            AND EXISTS (SELECT {length_s} AND r.sample_rate_hz > 0)""",
        (these,),
    )


def id_of(connection: sqlite3.Connection, table: str, name: str | None) -> int | None:
    """Number of a name in one of the name tables, which is added if need be; None stays None."""
    if name is None:
        return None
    added = connection.execute(f"INSERT OR IGNORE INTO {table} (name) VALUES (?)", (name,))
    if added.rowcount > 0 and added.lastrowid is not None:
        return added.lastrowid
    row = connection.execute(f"SELECT id FROM {table} WHERE name = ?", (name,)).fetchone()
    return int(row[0])


class Names:
    """Numbers of names within one transaction, looked up once each, and many at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[str, dict[str | None, int | None]] = {}

    def of(self, table: str, names: Iterable[str | None]) -> Mapping[str | None, int | None]:
        """Number by name for these and those asked for before; None stays None.

        Names that are new are added, in their order.
        """
        known = self._known.setdefault(table, {None: None})
        new = [name for name in dict.fromkeys(names) if name not in known and name is not None]
        if new:
            self._connection.executemany(
                f"INSERT OR IGNORE INTO {table} (name) VALUES (?)", [(name,) for name in new]
            )
            query = f"SELECT name, id FROM {table} WHERE name IN {_THESE}"
            known.update(self._connection.execute(query, (json.dumps(new),)))
            for name in new:
                if name not in known:  # JSON carries no NUL
                    known[name] = id_of(self._connection, table, name)
        return known


def next_id(connection: sqlite3.Connection, table: str) -> int:
    """The number that the next row of a table gets; inside a transaction it stays free."""
    row = connection.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()
    return int(row[0])


def _write(connection: sqlite3.Connection, field: str, value: Any, ids: Collection[int]) -> None:
    these = json.dumps(list(ids))
    if field in _COLUMNS:
        table, column = _COLUMNS[field]
        connection.execute(f"UPDATE {table} SET {column} = ? WHERE id IN {_THESE}", (value, these))
    elif field in _NAMES:
        table, column = _NAMES[field]
        connection.execute(
            f"UPDATE recordings SET {column} = ? WHERE id IN {_THESE}",
            (id_of(connection, table, value), these),
        )
    elif field == "segment.scenes":
        _write_scenes(connection, value, these)
    elif field in _SEVERAL:
        table, columns = _SEVERAL[field]
        given = ", ".join(f"{column} = ?" for column in columns)
        connection.execute(f"UPDATE {table} SET {given} WHERE id IN {_THESE}", (*value, these))
        if field == "segment.stretch":  # one of before its file was read may be given back
            fill_lengths(connection, "id", these)
    elif field.startswith(SPLIT):
        _write_split(connection, field.removeprefix(SPLIT), value, these)
    elif value is None:
        connection.execute("DELETE FROM settings WHERE key = ?", (_setting(field),))
    else:
        connection.execute(
            "INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)", (_setting(field), value)
        )


def _setting(field: str) -> str:
    if not field.startswith(SETTING):
        raise ValueError(f"no such field: {field}")
    return field.removeprefix(SETTING)


def _present_scenes(
    connection: sqlite3.Connection, these: str
) -> list[tuple[list[str], list[int]]]:
    query = f"""SELECT segment_id, scene_id FROM segment_scenes
        WHERE position > 0 AND segment_id IN {_THESE} ORDER BY segment_id, position"""
    more: dict[int, list[int]] = defaultdict(list)
    for number, scene in connection.execute(query, (these,)):
        more[number].append(scene)
    query = f"""SELECT s.id, x.scene_id FROM segments s
        LEFT JOIN segment_scenes x ON x.segment_id = s.id AND x.position = 0
        WHERE s.id IN {_THESE}"""
    groups: dict[tuple[int, ...], list[int]] = {}
    for number, scene in connection.execute(query, (these,)):
        scenes = () if scene is None else (scene, *more.get(number, ()))
        groups.setdefault(scenes, []).append(number)
    names = dict(connection.execute("SELECT id, name FROM scenes"))
    return [([names[scene] for scene in scenes], some) for scenes, some in groups.items()]


def _write_scenes(connection: sqlite3.Connection, names: list[str], these: str) -> None:
    connection.execute(f"DELETE FROM segment_scenes WHERE segment_id IN {_THESE}", (these,))
    for position, name in enumerate(names):
        connection.execute(
            "INSERT INTO segment_scenes (segment_id, position, scene_id) "
            f"SELECT id, ?, ? FROM segments WHERE id IN {_THESE}",
            (position, id_of(connection, "scenes", name), these),
        )


def _write_split(connection: sqlite3.Connection, name: str, split: str | None, these: str) -> None:
    connection.execute(
        f"DELETE FROM splits WHERE name = ? AND segment_id IN {_THESE}", (name, these)
    )
    if split is not None:
        connection.execute(
            "INSERT INTO splits (name, segment_id, split) "
            f"SELECT ?, id, ? FROM segments WHERE id IN {_THESE}",
            (name, split, these),
        )
