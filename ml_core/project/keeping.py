"""Columns kept in the cache: a project of many clips opens without reading its tables."""

import json
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from ml_core.errors import UnwritableFile
from ml_core.files import atomic_path
from ml_core.project import changes, clips, reading
from ml_core.project.changes import Mark
from ml_core.project.columns import CODED, NUMBERS, ClipColumns, Coded
from ml_core.project.database import Database
from ml_core.project.migrations import VERSION
from ml_core.project.texts import Texts

_DAMAGE = (
    OSError, EOFError, ValueError, KeyError, TypeError, AttributeError, OverflowError, MemoryError,
    SyntaxError, RuntimeError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What NumPy and zip files say of one that was cut or changed."""

FILE = "clips.npz"
LEAST = 10_000
"""Clips that are worth it: fewer are read in a moment."""
MOST_PARTS = 8
"""Where more than one part in so many changed, all is read anew."""


def columns(
    database: Database, folders: Mapping[int, Path], *, splits: str, path: Path | None
) -> ClipColumns:
    """All visible clips: as they were kept, with what changed since, or read anew.

    Args:
        database: of the project, within ``reading``.
        folders: where each audio root is now.
        splits: the set of splits that counts.
        path: where they are kept; None keeps nothing.
    """
    now = changes.mark(database)
    found = _followed(path, database, folders, splits=splits) if path is not None else None
    if found is not None:
        return found
    found = reading.read(database, folders, splits=splits)  # nothing kept is held meanwhile
    if path is not None and len(found) >= LEAST:
        save(path, found, now, database, splits=splits)
    return found


def _followed(
    path: Path, database: Database, folders: Mapping[int, Path], *, splits: str
) -> ClipColumns | None:
    """As they were kept, with what changed since; None where that is nothing, or too much."""
    kept = load(path, database, folders, splits=splits)
    if kept is None:
        return None
    old, then = kept
    touched = changes.since(database, then).segment_ids
    if touched is None or len(touched) > len(old) // MOST_PARTS:
        return None
    rows = clips.fetch(database, folders, touched, splits=splits)
    return old.patched(rows, set(touched) - {clip.segment_id for clip in rows})


def save(path: Path, kept: ClipColumns, mark: Mark, database: Database, *, splits: str) -> None:
    """Keep columns as they were at a moment; nothing where that cannot be written."""
    columns: dict[str, Any] = {f"code.{name}": one.codes for name, one in kept.coded.items()}
    columns |= kept.numbers
    folders = kept.coded["folder"].values
    values = {name: list(column.values) for name, column in kept.coded.items()}
    values["folder"] = [None] * len(folders)  # they are looked up: audio moves
    said = json.dumps({"of": _of(database, mark, splits), "values": values})
    try:
        with atomic_path(path) as temporary, temporary.open("wb") as stream:
            np.savez(
                stream,
                said=np.frombuffer(said.encode(), np.uint8),
                starts=kept.paths.starts,
                paths=np.frombuffer(kept.paths.block, np.uint8),
                **columns,
            )
    except (OSError, UnwritableFile):
        return


def load(
    path: Path, database: Database, folders: Mapping[int, Path], *, splits: str
) -> tuple[ClipColumns, Mark] | None:
    """Columns and the moment they are of; None where there are none of this project's past."""
    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as file:
            said = json.loads(file["said"].tobytes())
            mark = Mark(*said["of"]["mark"])
            if said["of"] != _of(database, mark, splits):
                return None
            values: dict[str, Any] = said["values"]
            values["scenes"] = [tuple(names) for names in values["scenes"]]
            values["folder"] = [folders.get(n) for n in range(len(values["folder"]))]
            numbers = {name: file[name].astype(kind, copy=False) for name, kind in NUMBERS.items()}
            coded = {
                name: Coded(tuple(values[name]), file[f"code.{name}"].astype(np.int32, copy=False))
                for name in CODED
            }
            found = ClipColumns(numbers, coded, Texts.packed(file["paths"], file["starts"]))
    except _DAMAGE:
        return None
    return (found, mark) if _fits(found) else None


def _fits(columns: ClipColumns) -> bool:
    """Whether it holds together: nobody but us should have written it, but the file lies open."""
    n = len(columns)
    return all(column.shape == (n,) for column in columns.numbers.values()) and all(
        column.codes.shape == (n,)
        and (not n or (column.codes.min() >= 0 and column.codes.max() < len(column.values)))
        for column in columns.coded.values()
    )


def _of(database: Database, mark: Mark, splits: str) -> dict[str, Any]:
    """What tells a moment of a project from those of others, and of copies that went other ways."""
    query = "SELECT time, text FROM operations WHERE id = ?"
    last = database.rows(query, (mark.operation,))
    created = database.value("SELECT value FROM settings WHERE key = 'created'")
    return {
        "version": VERSION,
        "created": created,
        "mark": [mark.operation, mark.segment, mark.unlogged],
        "last": [list(row) for row in last],
        "splits": splits,
    }
