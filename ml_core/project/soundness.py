"""Whether a database holds what this program writes: asked when something in it made no sense.

SQLite keeps whatever type it is given, and a file that was damaged or made by others may hold
anything. Looking at all of it takes a while, so nobody does before there is a reason.
"""

import contextlib
import functools
import sqlite3
from collections.abc import Iterator

from ml_core.project.clips import STATES
from ml_core.project.migrations import MIGRATIONS

_KINDS = {
    "TEXT": ("text",),
    "INTEGER": ("integer",),
    "REAL": ("real", "integer"),
    "BLOB": ("blob",),
}
_LARGEST = 1 << 53  # beyond, numbers are not exact in every program
MOST_NAMES = 1 << 24
"""Numbers of scenes, places and the like, which are given one after the other."""
_NAMED = ("roots", "devices", "locations", "sources", "cities", "imports", "scenes")
_RULES = (
    ("segments", "NOT (start_s >= 0 AND duration_s >= 0 AND start_s + duration_s < 1e9)"),
    ("segments", "state NOT IN (" + ", ".join(f"'{state}'" for state in STATES) + ")"),
    ("recordings", "min(sample_rate_hz, channels, n_samples, size_bytes) < 0"),
    ("recordings", "extra != '' AND NOT json_valid(extra)"),
    ("recordings", "json_type(nullif(extra, '')) != 'object'"),
    (
        "recordings",
        "EXISTS (SELECT 1 FROM json_each(nullif(extra, '')) AS one WHERE one.type != 'text')",
    ),
    *((table, f"id > {MOST_NAMES}") for table in _NAMED),
    ("operations", "NOT json_valid(forward) OR inverse IS NOT NULL AND NOT json_valid(inverse)"),
)
_PLACES = ("roots", "recordings", "runs", "bundles")
_LONGEST_NAME = 255  # bytes, of a file in any usual file system
Column = tuple[str, str, bool, bool]
"""Name, type, whether it must not be NULL, whether it is part of the key."""


def what_is_wrong(connection: sqlite3.Connection) -> str:
    """The first thing that no version of this program wrote; empty where all is well."""
    try:
        return next(_wrong(connection), "")
    except (sqlite3.Error, UnicodeDecodeError) as error:  # it quotes what may be no text
        return str(error)


def _wrong(connection: sqlite3.Connection) -> Iterator[str]:
    for (words,) in connection.execute("PRAGMA quick_check(1)"):
        if words != "ok":
            yield str(words)
    yield from _wrong_columns(connection)
    if set(_triggers(connection)) - _own_triggers():
        yield "it would do what no version of this program asked for"
    for table, condition in _RULES:
        if connection.execute(f"SELECT 1 FROM {table} WHERE {condition} LIMIT 1").fetchone():
            yield f'the table "{table}" holds what it cannot'
    yield from _wrong_places(connection)
    for table, *_ in connection.execute("PRAGMA foreign_key_check"):
        yield f'the table "{table}" names what is not there'


def _wrong_columns(connection: sqlite3.Connection) -> Iterator[str]:
    for table, columns in _tables().items():
        if not set(columns) <= set(_columns(connection, table)):
            yield f'the table "{table}" has other columns'
        for column in columns:
            if connection.execute(_odd(table, column)).fetchone():
                yield f'"{column[0]}" of the table "{table}" holds what it cannot'


def _wrong_places(connection: sqlite3.Connection) -> Iterator[str]:
    for table in _PLACES:
        long = f"SELECT path FROM {table} WHERE length(CAST(path AS BLOB)) > {_LONGEST_NAME}"
        for (path,) in connection.execute(long):
            if any(
                len(name.encode("utf-8", "replace")) > _LONGEST_NAME for name in path.split("/")
            ):
                yield f'the table "{table}" names what no folder can hold'


def _odd(table: str, column: Column) -> str:
    """A query that finds a value of another type, a text with an end in it, a huge number."""
    name, kind, required, key = column
    allowed = [f"'{one}'" for one in _KINDS[kind]]
    if not required and not key:
        allowed.append("'null'")
    odd = [f"typeof({name}) NOT IN ({', '.join(allowed)})"]
    if kind == "TEXT":
        odd.append(f"instr({name}, char(0))")
    elif kind != "BLOB":
        odd.append(f"NOT abs(coalesce({name}, 0)) < {_LARGEST << 10 * (name == 'modified_ns')}")
    return f"SELECT 1 FROM {table} WHERE {' OR '.join(odd)} LIMIT 1"


def _triggers(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return [(name, " ".join(words.split())) for name, words in rows]


@functools.cache
def _own_triggers() -> set[tuple[str, str]]:
    with _new() as connection:
        return set(_triggers(connection))


@contextlib.contextmanager
def _new() -> Iterator[sqlite3.Connection]:
    """A database as this version makes it."""
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        for step in MIGRATIONS:
            for statement in step:
                connection.execute(statement)
        yield connection


@functools.cache
def _tables() -> dict[str, list[Column]]:
    """What a new database has."""
    with _new() as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {name: _columns(connection, name) for (name,) in names}


def _columns(connection: sqlite3.Connection, table: str) -> list[Column]:
    rows = connection.execute(f'PRAGMA table_info("{table}")')
    return [(row[1], row[2], bool(row[3]), bool(row[5])) for row in rows]
