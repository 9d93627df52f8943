"""A copy of the last state that was whole, and the way back to it when the database is damaged."""

import contextlib
import datetime
import shutil
import sqlite3
import time
from pathlib import Path

from ml_core.errors import AscError, ProjectError
from ml_core.files import atomic_path
from ml_core.project.database import DamagedDatabase, Database
from ml_core.project.soundness import what_is_wrong

COPY = "project.last-good.sqlite"
KEEP_EVERY_S = 600.0
_LOGS = ("-wal", "-shm")


class PutBack(ProjectError):
    """The database was damaged; it is kept aside, and the last good state stands in its place."""


def keep_copy(database: Database, *, every_s: float = KEEP_EVERY_S) -> bool:
    """Copy the database beside itself if it is whole; whether that was done.

    What fails here must not stop anybody: the copy of before stays then.

    Args:
        database: of an open project; one that cannot be changed is left as it is.
        every_s: a copy that is younger, or as young as the database, is enough.
    """
    path, copy = database.path, database.path.with_name(COPY)
    if database.read_only or not _is_wanted(path, copy, every_s):
        return False
    with contextlib.suppress(AscError, OSError, sqlite3.Error):
        connection = database.connection()
        if what_is_wrong(connection):
            return False
        with atomic_path(copy) as temporary, contextlib.closing(sqlite3.connect(temporary)) as new:
            connection.backup(new)
        return True
    return False


def _is_wanted(path: Path, copy: Path, every_s: float) -> bool:
    try:
        made_s = copy.stat().st_mtime
    except OSError:
        return True
    changed_s = 0.0
    for one in (path, path.with_name(f"{path.name}-wal")):
        with contextlib.suppress(OSError):
            changed_s = max(changed_s, one.stat().st_mtime)
    now_s = time.time()
    is_newer = changed_s > made_s or made_s > now_s  # it was made before the clock was set back
    return is_newer and abs(now_s - made_s) > every_s


def opened(path: Path, *, read_only: bool) -> Database:
    """Open a project's database.

    Raises:
        PutBack: it was damaged, and the last good state was put in its place: open it again.
        ProjectError: there is no way to open it.
    """
    try:
        return Database(path, read_only=read_only)
    except DamagedDatabase as error:
        copy = path.with_name(COPY)
        if read_only or not copy.is_file():
            raise
        made = datetime.datetime.fromtimestamp(copy.stat().st_mtime)
        aside = _put_back(path, copy)
        raise PutBack(
            f'The database of the project "{path.parent.name}" was damaged. It is kept as '
            f'"{aside}", and what was there on {made:%Y-%m-%d} at {made:%H:%M} is back.',
            hint="Do it again.",
        ) from error


def _put_back(path: Path, copy: Path) -> str:
    """Exchange the two; the name that the damaged one has now.

    Raises:
        UnwritableFile: the disk is full, or the folder may not be changed.
    """
    aside = path.with_name(f"project.damaged-{datetime.datetime.now():%Y%m%d-%H%M%S-%f}.sqlite")
    with atomic_path(path) as temporary:
        shutil.copyfile(copy, temporary)
        shutil.copyfile(path, aside)
        for log in _LOGS:  # they belong to the damaged one
            with contextlib.suppress(FileNotFoundError):
                path.with_name(path.name + log).replace(aside.with_name(aside.name + log))
    return aside.name
