"""What was measured before, by the content of the file: a second look takes no listening."""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ml_core.files import Closing
from ml_core.labelling.doctor.fingerprint import Fingerprint
from ml_core.labelling.doctor.measure import Measurement

_NAME = "doctor-1.sqlite"  # the number changes with what is measured
_TABLES = (
    """CREATE TABLE IF NOT EXISTS measurements (
        key TEXT PRIMARY KEY, n_samples INTEGER NOT NULL, sample_rate_hz INTEGER NOT NULL,
        power BLOB NOT NULL, clipped BLOB NOT NULL, offset BLOB NOT NULL,
        hashes BLOB NOT NULL, frames BLOB NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS comparisons (
        first TEXT NOT NULL, second TEXT NOT NULL, near_s REAL NOT NULL,
        coherence REAL NOT NULL, lag_s REAL NOT NULL, shared_s REAL NOT NULL,
        PRIMARY KEY (first, second, near_s)) WITHOUT ROWID""",
)
# SQLite keeps whatever it is given: one look tells a file of ours from one that others wrote into.
_STRANGE = (
    """SELECT 1 FROM measurements WHERE typeof(n_samples) || typeof(sample_rate_hz) ||
        typeof(power) || typeof(clipped) || typeof(offset) || typeof(hashes) || typeof(frames)
        != 'integerintegerblobblobblobblobblob'
        OR (length(power) | length(clipped) | length(offset) | length(hashes) | length(frames)) & 3
        OR length(power) != length(clipped) OR length(power) != length(offset)
        OR length(hashes) != length(frames) OR sample_rate_hz <= 0 OR n_samples < 0
        LIMIT 1""",
    """SELECT 1 FROM comparisons
        WHERE typeof(coherence) || typeof(lag_s) || typeof(shared_s) != 'realrealreal' LIMIT 1""",
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two recordings held against each other: what is at t in the first is at t + lag_s.

    ``coherence`` is 0 to 1; ``shared_s`` is how long both hold the sound.
    """

    coherence: float
    lag_s: float
    shared_s: float


class Cache(Closing):
    """Measurements and comparisons on disk; in memory only where nothing can be written.

    A damaged file is thrown away: all of it can be measured again.

    Args:
        folder: where the file lies; None keeps everything in a file of this process alone.
    """

    def __init__(self, folder: Path | None) -> None:
        self._connection = _for_now()
        self._unwritten: dict[str, tuple[Measurement, Fingerprint]] = {}
        if folder is not None:
            with contextlib.suppress(OSError, sqlite3.Error):
                self._connection = _opened(folder / _NAME)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def known(self) -> set[str]:
        """Keys of all measurements."""
        with contextlib.suppress(sqlite3.Error):
            rows = self._connection.execute("SELECT key FROM measurements")
            return self._unwritten.keys() | {row[0] for row in rows}
        return set(self._unwritten)

    def durations_s(self, keys: Iterable[str]) -> dict[str, float]:
        """How long what was measured is, for those keys that are known."""
        query = "SELECT n_samples, sample_rate_hz FROM measurements WHERE key = ?"
        found = {}
        for key in keys:
            if unwritten := self._unwritten.get(key):
                found[key] = unwritten[0].duration_s
            elif row := self._one(query, (key,)):
                found[key] = row[0] / row[1]
        return found

    def read(self, key: str) -> Measurement | None:
        """The measurement of a key; None where it is not known."""
        if unwritten := self._unwritten.get(key):
            return unwritten[0]
        row = self._one(
            """SELECT n_samples, sample_rate_hz, power, clipped, offset
            FROM measurements WHERE key = ?""",
            (key,),
        )
        if row is None:
            return None
        return Measurement(*row[:2], *(np.frombuffer(x, np.float32) for x in row[2:]))

    def fingerprints(self, keys: Sequence[str], most: int) -> Iterator[Fingerprint]:
        """Fingerprints of keys in their order, thinned to ``most`` hashes altogether."""
        sizes = "SELECT length(hashes) / 4 FROM measurements WHERE key = ?"
        n_all = sum(len(one.hashes) for _, one in self._unwritten.values())
        n_all += sum(row[0] for key in keys if (row := self._one(sizes, (key,))))
        query = "SELECT hashes, frames FROM measurements WHERE key = ?"
        for key in keys:
            if unwritten := self._unwritten.get(key):
                whole = unwritten[1]
            else:
                row = self._one(query, (key,)) or (b"", b"")
                whole = Fingerprint(*(np.frombuffer(x, np.uint32) for x in row))
            yield whole.thinned(most / max(n_all, 1))

    def write(self, measured: Mapping[str, tuple[Measurement, Fingerprint]]) -> None:
        """Keep measurements; what cannot be written is held in memory, for this time."""
        rows = [
            (
                key, levels.n_samples, levels.sample_rate_hz, levels.power.tobytes(),
                levels.clipped.tobytes(), levels.offset.tobytes(), mark.hashes.tobytes(),
                mark.frames.tobytes(),
            )
            for key, (levels, mark) in measured.items()
        ]  # fmt: skip
        query = "INSERT OR REPLACE INTO measurements VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        if not self._insert(query, rows):
            self._unwritten |= measured

    def comparison(self, first: str, second: str, near_s: float) -> Comparison | None:
        """What two keys had in common near a lag; None where it was never looked at."""
        row = self._one(
            """SELECT coherence, lag_s, shared_s FROM comparisons
            WHERE first = ? AND second = ? AND near_s = ?""",
            (first, second, round(near_s, 3)),
        )
        return None if row is None else Comparison(*row)

    def keep(self, first: str, second: str, near_s: float, found: Comparison) -> None:
        """Keep what two keys have in common near a lag."""
        row = (first, second, round(near_s, 3), found.coherence, found.lag_s, found.shared_s)
        self._insert("INSERT OR REPLACE INTO comparisons VALUES (?, ?, ?, ?, ?, ?)", [row])

    def _one(self, query: str, values: tuple[Any, ...]) -> Any:
        """The first row of an answer; None where there is none, or the file is damaged there."""
        with contextlib.suppress(sqlite3.Error):
            return self._connection.execute(query, values).fetchone()
        return None

    def _insert(self, query: str, rows: list[tuple[Any, ...]]) -> bool:
        """Write rows; whether all of them are there now."""
        with contextlib.suppress(sqlite3.Error), self._connection:
            self._connection.executemany(query, rows)
            return True
        return False


class Measured(Mapping[int, Measurement]):
    """The measurements of recordings, read when they are asked for: all are too large to hold.

    One that is found to be damaged is in it no more.

    Args:
        cache: where they lie.
        keys: what is heard in each recording, by its id.
    """

    def __init__(self, cache: Cache, keys: Mapping[int, str]) -> None:
        self._cache = cache
        self._keys = dict(keys)
        self._last: tuple[str, Measurement] | None = None  # a recording may have many clips

    def __getitem__(self, number: int) -> Measurement:
        key = self._keys[number]
        if self._last is None or self._last[0] != key:
            found = self._cache.read(key)
            if found is None:
                raise KeyError(self._keys.pop(number))
            self._last = key, found
        return self._last[1]

    def __contains__(self, number: object) -> bool:
        return number in self._keys

    def __iter__(self) -> Iterator[int]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


def _for_now() -> sqlite3.Connection:
    """A database that is gone when it is closed; what is large of it lies in a temporary file."""
    connection = sqlite3.connect("")
    for table in _TABLES:
        connection.execute(table)
    return connection


def _opened(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _connected(path)
    except sqlite3.DatabaseError:
        for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
            path.with_name(name).unlink(missing_ok=True)
        return _connected(path)


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=30.0)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        for table in _TABLES:
            connection.execute(table)
        if any(connection.execute(strange).fetchone() for strange in _STRANGE):
            raise sqlite3.DatabaseError("it holds what this program does not write")
    except sqlite3.Error:
        connection.close()
        raise
    return connection
