"""One SQLite file, seen by several threads and processes: connections, transactions, versions.

Threads: every thread gets a connection of its own, so that a long read in one never waits for
another; writers take turns (``BEGIN IMMEDIATE``). Readers see the last committed state.
"""

import contextlib
import errno
import os
import shutil
import sqlite3
import tempfile
import threading
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ml_core.errors import ProjectError
from ml_core.files import PART, atomic_path, part_prefix
from ml_core.project.folding import folded
from ml_core.project.leftovers import remove_leftovers
from ml_core.project.migrations import APPLICATION_ID, MIGRATIONS, VERSION

_BUSY_S = 30.0  # how long a writer waits for its turn
_BATCH = 1 << 12  # rows that are made at once: few, so that no other thread waits for long
_CHECKED_BYTES = 8 << 20  # of a database that is looked through when it opens: some 50 ms
_LEAST_BYTES = 512  # the smallest page

Row = tuple[Any, ...]
Values = Sequence[Any] | Mapping[str, Any]


def create(path: Path, settings: dict[str, str]) -> None:
    """Write a new, empty database: it appears complete or not at all."""
    remove_leftovers(path.parent)
    with atomic_path(path) as temporary, told(path):
        connection = sqlite3.connect(temporary, isolation_level=None)
        with contextlib.closing(connection):
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            _migrate(connection)
            connection.executemany(
                "INSERT INTO settings (key, value) VALUES (?, ?)", settings.items()
            )


class DamagedDatabase(ProjectError):
    """It holds what no version of this program wrote."""


class Database:
    """A project's database.

    Args:
        path: an existing database.
        read_only: refuse every change; nothing on disk is touched.

    Raises:
        ProjectError: not a project's database, damaged, or made by a newer version.
    """

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._uri = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rw'}"
        self._forget_copy: Callable[[], object] | None = None
        self._lock = threading.Lock()
        self._connections: dict[threading.Thread, sqlite3.Connection] = {}
        self._names: dict[str, tuple[int, dict[int, str]]] = {}
        self._closed = False
        with told(path):
            version = self._look()
            if version < VERSION:
                self._bring_up_to_date()
            self._watch = self._connect()
            if path.stat().st_size <= _CHECKED_BYTES:
                self._check_pages()
            self._place = _place_of(path)

    def close(self) -> None:
        """Close the connections of all threads. Nothing is unsaved, ever."""
        with self._lock:
            self._closed = True
            for connection in [*self._connections.values(), self._watch]:
                connection.close()
            self._connections.clear()
        if self._forget_copy is not None:
            self._forget_copy()

    def data_version(self) -> int:
        """A number that differs after any commit, by any thread or process, to this database."""
        with self._lock, told(self.path):
            self._check_open()
            # A connection of its own, which never writes: SQLite counts the commits of others.
            return int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    def rows(self, query: str, values: Values = ()) -> list[Row]:
        """All rows of a query."""
        with told(self.path):
            return self.connection().execute(query, values).fetchall()

    def each(self, query: str, values: Values = ()) -> Iterator[Row]:
        """The rows of a query, one after the other: for so many that a list would be a burden."""
        with told(self.path):
            # "yield from" would close the cursor last, which may be of a closed connection
            for row in self.connection().execute(query, values):  # noqa: UP028
                yield row

    def batches(self, query: str, values: Values = ()) -> Iterator[list[Row]]:
        """The rows of a query, some thousand at a time: quicker than one by one."""
        with told(self.path):
            cursor = self.connection().execute(query, values)
            while some := cursor.fetchmany(_BATCH):
                yield some

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        """All queries of the block see the same state, whoever writes; nobody waits for it."""
        with told(self.path):
            connection = self.connection()
            if connection.in_transaction:  # already
                yield
                return
            connection.execute("BEGIN")
            try:
                yield
            finally:
                _end(connection)

    def value(self, query: str, values: Values = ()) -> Any:
        """First column of the first row, None where there is none."""
        with told(self.path):
            row = self.connection().execute(query, values).fetchone()
        return None if row is None else row[0]

    def names(self, table: str) -> Mapping[int, str]:
        """Name by number of a table of names.

        A number keeps its name for good: they are read once, and again when there are more.
        """
        last = self.value(f"SELECT coalesce(max(id), 0) FROM {table}")
        with self._lock:
            known = self._names.get(table)
        if known is None or known[0] != last:
            known = last, dict(self.rows(f"SELECT id, name FROM {table}"))
            with self._lock:
                self._names[table] = known
        return known[1]

    @contextlib.contextmanager
    def decoding(self) -> Iterator[None]:
        """Rows are turned into values: what the tables would not let in can only be damage."""
        try:
            yield
        except (KeyError, TypeError, ValueError, ArithmeticError) as error:
            raise damaged(self.path) from error

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All changes of the block, or none: also after a kill."""
        if self.read_only:
            raise ProjectError(
                f'The project "{self.path.parent.name}" is open to look at, not to change.',
                hint="Copy the project to a folder you may write to, and open that.",
            )
        self._check_place()
        with told(self.path):
            connection = self.connection()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def connection(self) -> sqlite3.Connection:
        """The connection of the calling thread."""
        thread = threading.current_thread()
        with self._lock:
            self._check_open()
            if thread not in self._connections:
                for ended in [other for other in self._connections if not other.is_alive()]:
                    self._connections.pop(ended).close()
                self._connections[thread] = self._connect()
            return self._connections[thread]

    def _check_pages(self) -> None:
        """Damage is better known before anybody works on it."""
        (words,) = self._watch.execute("PRAGMA quick_check(1)").fetchone()
        if words != "ok":
            self._watch.close()
            raise damaged(self.path)

    def _check_place(self) -> None:
        """What is written into a file that was moved or removed may be lost with it."""
        if _place_of(self.path) != self._place:
            raise ProjectError(
                f'The project "{self.path.parent.name}" is not where it was any more.',
                hint="Put its folder back, or open it where it is now.",
            )

    def _check_open(self) -> None:
        if self._closed:
            raise _closed(self.path.parent.name)

    def _bring_up_to_date(self) -> None:
        """Migrate, or read a migrated copy of what may not be changed."""
        if self.read_only and self._forget_copy is None:
            self._read_a_copy()
        connection = sqlite3.connect(
            self._uri.rpartition("?")[0] + "?mode=rw", uri=True, isolation_level=None,
            timeout=_BUSY_S,
        )  # fmt: skip
        with contextlib.closing(connection):
            try:
                _migrate(connection, None if self.read_only else self.path)
            except (sqlite3.OperationalError, sqlite3.IntegrityError) as error:
                if error.sqlite_errorname.startswith(("SQLITE_ERROR", "SQLITE_CONSTRAINT")):
                    raise damaged(self.path) from error  # it says to be older than it is
                raise

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._uri, uri=True, isolation_level=None, check_same_thread=False, timeout=_BUSY_S
        )
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=FULL")  # a power cut loses nothing either
        connection.execute("PRAGMA temp_store=MEMORY")
        connection.create_function("folded", 1, folded, deterministic=True)
        return connection

    def _look(self) -> int:
        """The version of the file, without changing a byte of it."""
        # Never by opening the file: closing it would take this process's locks from the
        # connections it has, and then whoever closes last elsewhere takes their log away.
        if self.path.stat().st_size < _LEAST_BYTES:
            raise damaged(self.path)
        if not os.access(self.path, os.R_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self.path))
        try:
            connection = self._connect_to_look()
        except sqlite3.OperationalError:
            if not self.read_only:
                raise
            self._read_a_copy()
            connection = self._connect_to_look()
        with contextlib.closing(connection):
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        if not ours:
            raise ProjectError(
                f'"{self.path}" is a database, but not one of a project.',
                hint="Nothing was changed. Choose another folder.",
            )
        if version > VERSION:
            raise ProjectError(
                f'The project "{self.path.parent.name}" was made by a newer ASC Studio.',
                hint=f"It has version {version}, this one reads up to {VERSION}: update it."
                " Nothing was changed.",
            )
        return version

    def _connect_to_look(self) -> sqlite3.Connection:
        mode = self._uri.rpartition("?")[0] + "?mode=ro"
        connection = sqlite3.connect(mode, uri=True, isolation_level=None, timeout=_BUSY_S)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            connection.close()
            raise
        return connection

    def _read_a_copy(self) -> None:
        """A folder nobody may write to lacks the file that readers of a WAL share: copy both."""
        remove_leftovers(Path(tempfile.gettempdir()))
        folder = tempfile.mkdtemp(prefix=part_prefix("ascstudio"), suffix=PART)
        self._forget_copy = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        copy = Path(folder) / self.path.name
        for suffix in ("", "-wal"):
            part = self.path.with_name(self.path.name + suffix)
            if part.exists():
                shutil.copyfile(part, copy.with_name(copy.name + suffix))
        self._uri = f"{copy.as_uri()}?mode=ro"


def _place_of(path: Path) -> tuple[int, int] | None:
    """What tells a file from another one that took its name; None where there is none."""
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_dev, facts.st_ino


def _migrate(connection: sqlite3.Connection, keep: Path | None = None) -> None:
    """Bring a database to this version, in one transaction.

    Args:
        connection: to the database, of which nothing else was asked yet.
        keep: its path, if what was is kept beside it.
    """
    # A step may build a table anew: what refers to its rows must not be swept away with the old.
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("BEGIN IMMEDIATE")
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if keep is not None and version < VERSION:
        # Others may read while this one holds the turn to write.
        with contextlib.closing(sqlite3.connect(keep)) as before:
            _copy(before, keep.with_name(f"{keep.stem}.v{version}{keep.suffix}"))
    for step in MIGRATIONS[version:]:
        for statement in step:
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version={VERSION}")
    connection.execute("COMMIT")


def _copy(connection: sqlite3.Connection, path: Path) -> None:
    remove_leftovers(path.parent)
    with atomic_path(path) as temporary, contextlib.closing(sqlite3.connect(temporary)) as copy:
        connection.backup(copy)


def _end(connection: sqlite3.Connection) -> None:
    """End a transaction, if SQLite has not done so because it could not go on."""
    if connection.in_transaction:
        connection.execute("END")


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite says into what the user can do; bugs keep their traceback."""
    try:
        yield
    except sqlite3.Error as error:
        mended = _explained(path, error)
        if mended is None:
            raise
        raise mended from error
    except UnicodeDecodeError as error:  # what SQLite says quotes the file: it is no text
        raise damaged(path) from error
    except FileNotFoundError as error:
        if error.filename is None or Path(error.filename) != path:
            raise
        raise ProjectError(
            f'"{path.parent}" is not a project.', hint="Choose another folder, or make one here."
        ) from error
    except PermissionError as error:
        raise ProjectError(
            f'The project "{path.parent.name}" may not be read.', hint="Check its permissions."
        ) from error


_ODD = ("no such table", "unsupported file format")  # damage that has no code of its own


def _explained(path: Path, error: sqlite3.Error) -> ProjectError | None:
    code: str = getattr(error, "sqlite_errorname", "")
    name = path.parent.name
    if isinstance(error, sqlite3.ProgrammingError) and "closed" in str(error):
        return _closed(name)
    no_database = code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))
    if no_database or any(one in str(error) for one in _ODD):
        return damaged(path)
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return ProjectError(
            f'Another program is changing the project "{name}".',
            hint="Everything before is saved. Try again.",
        )
    if code.startswith("SQLITE_FULL"):
        return ProjectError(
            "The disk is full.", hint="Everything before is saved. Make room, then try again."
        )
    if code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_PERM")):
        return ProjectError(
            f'The project "{name}" cannot be written or read ({code}).',
            hint="Is the disk still there, and may you write to it?",
        )
    return None


def _closed(name: str) -> ProjectError:
    return ProjectError(f'The project "{name}" was closed.')


def damaged(path: Path) -> DamagedDatabase:
    """What to say of a database that holds what no version of this program wrote."""
    return DamagedDatabase(
        f'The database of the project "{path.parent.name}" is damaged.',
        hint=f"Nothing was changed, and the recordings are safe. Put back a copy of {path.name}.",
    )
