"""All clips of a project, read into columns in a few sweeps over the tables."""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ml_core.project.clips import FROM, THERE
from ml_core.project.columns import CODED, NUMBERS, ClipColumns, Coded
from ml_core.project.database import Database
from ml_core.project.soundness import MOST_NAMES
from ml_core.project.texts import Texts

# What nearly every clip has. Names by their numbers: 0 is none.
_NUMBERS = {
    "segment_id": "s.id",
    "recording_id": "r.id",
    "start_s": "s.start_s",
    "duration_s": "s.duration_s",
    "sample_rate_hz": "r.sample_rate_hz",
    "n_samples": "r.n_samples",
}
_NAMED = {
    "folder": ("roots", "r.root_id"),
    "device": ("devices", "coalesce(r.device_id, 0)"),
    "location": ("locations", "coalesce(r.location_id, 0)"),
    "source": ("sources", "r.source_id"),
    "city": ("cities", "coalesce(r.city_id, 0)"),
    "imported": ("imports", "r.import_id"),
    "scenes": ("scenes", "coalesce(x.scene_id, 0)"),
}
_TEXTS = {"identifier": "r.identifier", "relative_path": "CAST(r.path AS BLOB)"}
# What few clips have: one more column of a row costs more than to look for those that do.
_RARE: Mapping[str, tuple[str, Any]] = {
    "note": ("s.note", ""),
    "low_hz": ("s.low_hz", None),
    "high_hz": ("s.high_hz", None),
    "licence": ("r.licence_id", None),
    "author": ("r.author", None),
    "extra": ("r.extra", ""),
    "recorded_at": ("r.recorded_at", None),
    "session": ("r.session_id", None),
    "channel": ("r.channel", None),
    "channels": ("r.channels", 1),
    "edition": ("r.edition", 0),
}
_DEFAULTS = {"low_hz": np.nan, "high_hz": np.nan, "channel": -1, "channels": 1, "edition": 0}
_FIRST_SCENE = "LEFT JOIN segment_scenes x ON x.segment_id = s.id AND x.position = 0"


def read(database: Database, folders: Mapping[int, Path], *, splits: str) -> ClipColumns:
    """All visible clips.

    Args:
        database: of the project, best within ``reading``, so that all is of one moment.
        folders: where each audio root is now.
        splits: the set of splits that counts.
    """
    numbers, coded, paths = _common(database, folders)
    ids = numbers["segment_id"]
    rates, n_samples = numbers["sample_rate_hz"], numbers.pop("n_samples")
    read_once = rates > 0
    numbers["recording_duration_s"] = np.where(read_once, n_samples / np.maximum(rates, 1), 0.0)
    rare = _rare(database)
    for name, (_, none) in _RARE.items():
        rows, cells = _placed(ids, rare[name])
        if name in NUMBERS:
            numbers[name] = np.full(len(ids), _DEFAULTS[name], NUMBERS[name])
            numbers[name][rows] = cells
        else:
            coded[name] = _one_value(len(ids), none).replaced(rows, cells)
    coded["state"] = _states(database, ids)
    coded["split"] = _splits(database, ids, splits)
    coded["scenes"] = _with_more_scenes(database, ids, coded["scenes"])
    numbers["n_segments"] = _n_segments(database, numbers["recording_id"])
    return ClipColumns(
        {name: numbers[name] for name in NUMBERS}, {name: coded[name] for name in CODED}, paths
    )


def _common(
    database: Database, folders: Mapping[int, Path]
) -> tuple[dict[str, NDArray[Any]], dict[str, Coded], Texts]:
    """What nearly every clip has."""
    columns = [*_NUMBERS.values(), *(place for _, place in _NAMED.values()), *_TEXTS.values()]
    query = f"SELECT {', '.join(columns)} {FROM} {_FIRST_SCENE} WHERE {THERE} ORDER BY s.id"
    types = [NUMBERS.get(name, np.int64) for name in _NUMBERS] + [np.int32 for _ in _NAMED]
    arrays: list[list[NDArray[Any]]] = [[] for _ in types]
    identifiers: dict[Any, int] = {}
    codes = [np.zeros(0, np.int32)]
    texts: list[Texts] = []
    for some in database.batches(query):
        cells = list(zip(*some, strict=True))
        for kept, column, kind in zip(arrays, cells, types, strict=False):
            kept.append(np.array(column, kind))
        places = [identifiers.setdefault(one, len(identifiers)) for one in cells[-2]]
        codes.append(np.array(places, np.int32))
        texts.append(Texts.of_bytes(cells[-1]))
    joined = [
        np.concatenate(parts) if parts else np.zeros(0, kind)
        for parts, kind in zip(arrays, types, strict=True)
    ]
    numbers = dict(zip(_NUMBERS, joined, strict=False))
    coded = {
        name: Coded(_values(database, name, table, folders), column)
        for (name, (table, _)), column in zip(_NAMED.items(), joined[len(_NUMBERS) :], strict=True)
    }
    coded["identifier"] = Coded(tuple(identifiers), np.concatenate(codes))
    return numbers, coded, Texts.joined(texts)


def _values(
    database: Database, name: str, table: str, folders: Mapping[int, Path]
) -> tuple[Any, ...]:
    """Value by number; numbers that are no more, and 0, stand for none."""
    names: Mapping[int, Any] = folders if table == "roots" else database.names(table)
    if max(names, default=0) > MOST_NAMES:
        raise ValueError(table)  # numbers are given in turn
    every = range(max(names, default=0) + 1)
    if name == "scenes":
        return tuple((names[number],) if number in names else () for number in every)
    return tuple(names.get(number) for number in every)


def _rare(database: Database) -> dict[str, dict[int, Any]]:
    """What few clips have, by field and clip."""
    columns = [column for column, _ in _RARE.values()]
    has_some = " OR ".join(
        f"{column} <> {none!r}" if none or column == "s.note" else f"{column} IS NOT NULL"
        for column, none in _RARE.values()
    )
    query = f"SELECT s.id, {', '.join(columns)} {FROM} WHERE {THERE} AND ({has_some})"
    tables = {"licence": "licences", "session": "sessions"}
    names = {field: database.names(table) for field, table in tables.items()}
    found: dict[str, dict[int, Any]] = {name: {} for name in _RARE}
    for number, *cells in database.each(query):
        for (name, (_, none)), cell in zip(_RARE.items(), cells, strict=True):
            if cell is not None and cell != none:
                found[name][number] = names[name][cell] if name in names else cell
    return found


def _states(database: Database, ids: NDArray[np.int64]) -> Coded:
    """The states: most clips have the same one, only the others are looked up."""
    query = "SELECT state FROM segments GROUP BY state ORDER BY count(*) DESC"
    states = tuple(row[0] for row in database.rows(query))
    codes = np.zeros(len(ids), np.int32)
    for code, state in enumerate(states[1:], start=1):
        codes[_rows(ids, database, "SELECT id FROM segments WHERE state = ?", (state,))] = code
    return Coded(states, codes)


def _splits(database: Database, ids: NDArray[np.int64], name: str) -> Coded:
    query = "SELECT DISTINCT split FROM splits WHERE name = ?"
    splits = (None, *(row[0] for row in database.rows(query, (name,))))
    codes = np.zeros(len(ids), np.int32)
    query = "SELECT segment_id FROM splits WHERE name = ? AND split = ?"
    for code, split in enumerate(splits[1:], start=1):
        codes[_rows(ids, database, query, (name, split))] = code
    return Coded(splits, codes)


def _rows(
    ids: NDArray[np.int64], database: Database, query: str, values: tuple[Any, ...]
) -> NDArray[np.int64]:
    """Rows of the clips that a query finds, as far as they are there."""
    parts = [np.array(some, np.int64)[:, 0] for some in database.batches(query, values)]
    rows, there = _found(ids, np.concatenate([np.zeros(0, np.int64), *parts]))
    return rows[there]


def _found(
    ids: NDArray[np.int64], numbers: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Rows of clips, and whether they are there at all."""
    if not len(ids):
        return np.zeros(len(numbers), np.int64), np.zeros(len(numbers), bool)
    rows = np.minimum(np.searchsorted(ids, numbers), len(ids) - 1)
    return rows, ids[rows] == numbers


def _placed(
    ids: NDArray[np.int64], found: Mapping[int, Any]
) -> tuple[NDArray[np.int64], list[Any]]:
    """Rows of those clips that are there, and their cells."""
    rows, there = _found(ids, np.fromiter(found, np.int64, len(found)))
    return rows[there], [cell for cell, here in zip(found.values(), there, strict=True) if here]


def _one_value(n: int, value: Any) -> Coded:
    return Coded((value,), np.zeros(n, np.int32))


def _with_more_scenes(database: Database, ids: NDArray[np.int64], first: Coded) -> Coded:
    """The scenes of clips that have several; the first is known."""
    names = database.names("scenes")
    query = """SELECT segment_id, scene_id FROM segment_scenes WHERE position > 0
        ORDER BY segment_id, position"""
    more: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for number, scene in database.each(query):
        more[number] += (names[scene],)
    rows, cells = _placed(ids, more)
    firsts = (first.values[code] for code in first.codes[rows].tolist())
    return first.replaced(rows, [(*one, *cell) for one, cell in zip(firsts, cells, strict=True)])


def _n_segments(database: Database, recording_ids: NDArray[np.int64]) -> NDArray[np.int32]:
    """Number of clips of each clip's recording."""
    _, place, counts = np.unique(recording_ids, return_inverse=True, return_counts=True)
    return counts[place].astype(np.int32)
