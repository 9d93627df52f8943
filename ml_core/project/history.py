"""The operation log: every change is one row, appended for good; undo appends a row as well.

The log is the only memory of undo, so it survives a restart and is shared by all processes. Each
row holds the heads of the undo and redo stacks after it; ``previous`` links a stack downwards, so
neither undo nor redo ever reads more than a few rows.
"""

import datetime
import json
import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from ml_core.project import fields
from ml_core.project.database import Database
from ml_core.project.fields import Edit


@dataclass(frozen=True, slots=True)
class Operation:
    """A row of the log, as people read it. ``kind``: do, undo, redo, or note (not undoable)."""

    operation_id: int
    time: str
    kind: str
    text: str


def now() -> str:
    """The time as it is stored: ISO 8601, UTC, whole seconds."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def change(connection: sqlite3.Connection, text: str, edit: Edit) -> bool:
    """Apply an edit and log it; False, and no row, where everything is so already.

    Args:
        connection: inside a transaction.
        text: what the menu says after "Undo ".
        edit: the values to give.
    """
    forward, inverse = _difference(connection, edit)
    if not forward:
        return False
    fields.write(connection, forward)
    undo_head, _ = _heads(connection)  # what could be redone ends here
    _append(connection, "do", text, forward, inverse, previous=undo_head)
    return True


def mark(connection: sqlite3.Connection, text: str) -> None:
    """Log a step that changes nothing in the project: undo and redo name it, others follow them."""
    undo_head, _ = _heads(connection)
    _append(connection, "do", text, {}, {}, previous=undo_head)


def note(connection: sqlite3.Connection, text: str, facts: dict[str, Any]) -> None:
    """Log what happened to the project but is not the user's to undo, such as a finished run."""
    undo_head, redo_head = _heads(connection)
    _append(connection, "note", text, facts, None, undo_head=undo_head, redo_head=redo_head)


def undo(database: Database) -> str | None:
    """Take back the last change; its text, or None where there is nothing to undo."""
    with database.transaction() as connection:
        target, redo_head = _heads(connection)
        if target is None:
            return None
        text, forward, inverse, below = connection.execute(
            "SELECT text, forward, inverse, previous FROM operations WHERE id = ?", (target,)
        ).fetchone()
        fields.write(connection, json.loads(inverse))
        _append(
            connection, "undo", text, inverse, forward, target=target,
            undo_head=below, redo_head=target, previous=redo_head,
        )  # fmt: skip
    return str(text)


def redo(database: Database) -> str | None:
    """Make the last undone change again; its text, or None where there is none."""
    with database.transaction() as connection:
        undo_head, target = _heads(connection)
        if target is None:
            return None
        text, forward, inverse = connection.execute(
            "SELECT text, forward, inverse FROM operations WHERE id = ?", (target,)
        ).fetchone()
        (below,) = connection.execute(
            """SELECT previous FROM operations WHERE target = ? AND kind = 'undo'
            ORDER BY id DESC LIMIT 1""",
            (target,),
        ).fetchone()
        fields.write(connection, json.loads(forward))
        _append(
            connection, "redo", text, forward, inverse, target=target,
            undo_head=target, redo_head=below, previous=undo_head,
        )  # fmt: skip
    return str(text)


def next_texts(database: Database) -> tuple[str | None, str | None]:
    """What undo and redo would take next."""
    rows = database.rows(
        """SELECT (SELECT text FROM operations WHERE id = last.undo_head),
                  (SELECT text FROM operations WHERE id = last.redo_head)
        FROM operations last ORDER BY id DESC LIMIT 1"""
    )
    return (rows[0][0], rows[0][1]) if rows else (None, None)


def step_sizes(database: Database) -> tuple[int, int]:
    """Characters of what undo and redo would write: a measure of how long they take."""
    rows = database.rows(
        """SELECT (SELECT length(inverse) FROM operations WHERE id = last.undo_head),
                  (SELECT length(forward) FROM operations WHERE id = last.redo_head)
        FROM operations last ORDER BY id DESC LIMIT 1"""
    )
    return (rows[0][0] or 0, rows[0][1] or 0) if rows else (0, 0)


def last(database: Database, limit: int) -> list[Operation]:
    """The newest rows of the log, newest first."""
    query = "SELECT id, time, kind, text FROM operations ORDER BY id DESC LIMIT ?"
    return [Operation(*row) for row in database.rows(query, (limit,))]


def _difference(
    connection: sqlite3.Connection, edit: Edit
) -> tuple[dict[str, list[Any]], dict[str, list[Any]]]:
    """What an edit really changes, and the edit that takes exactly that back."""
    forward: dict[str, list[Any]] = {}
    inverse: dict[str, list[Any]] = {}
    for field, groups in edit.items():
        before: dict[str, list[int]] = defaultdict(list)
        changed = []
        for value, ids in groups:
            different: list[int] = []
            for old, some in fields.present(connection, field, ids):
                if old != value:
                    different += some
                    before[json.dumps(old)] += some
            if different:
                changed.append([value, different])
        if changed:
            forward[field] = changed
            inverse[field] = [[json.loads(value), ids] for value, ids in before.items()]
    return forward, inverse


def _heads(connection: sqlite3.Connection) -> tuple[int | None, int | None]:
    row = connection.execute(
        "SELECT undo_head, redo_head FROM operations ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return row or (None, None)


def _append(
    connection: sqlite3.Connection,
    kind: str,
    text: str,
    forward: Any,
    inverse: Any,
    *,
    target: int | None = None,
    undo_head: int | None = None,
    redo_head: int | None = None,
    previous: int | None = None,
) -> None:
    forward, inverse = (
        data if data is None or isinstance(data, str) else json.dumps(data, ensure_ascii=False)
        for data in (forward, inverse)
    )
    row = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM operations").fetchone()[0]
    if kind == "do":
        undo_head = row
    connection.execute(
        "INSERT INTO operations (id, time, kind, target, text, forward, inverse, undo_head, "
        "redo_head, previous) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (row, now(), kind, target, text, forward, inverse, undo_head, redo_head, previous),
    )
