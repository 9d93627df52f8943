"""Where the audio lies, so that moving the project or the audio loses nothing."""

import os
from dataclasses import dataclass
from pathlib import Path

from ml_core.errors import ProjectError
from ml_core.files import settled
from ml_core.project.database import Database
from ml_core.recordings.members import is_there

AUDIO = "audio"  # folder of copied recordings inside the project


@dataclass(frozen=True, slots=True)
class AudioRoot:
    """A folder of recordings. ``path`` is where it is now, ``origin`` where it came in from."""

    root_id: int
    path: Path
    origin: Path
    n_recordings: int
    n_unread: int = 0
    """Recordings whose files were not there when they came in, and were not read since."""

    @property
    def missing(self) -> bool:
        """Whether the folder is not there."""
        return not self.path.is_dir()

    @property
    def n_missing(self) -> int:
        """Recordings that are known to be missing without looking at every file."""
        return self.n_recordings if self.missing else self.n_unread


def place_of(folder: Path, path: Path) -> tuple[str, str | None]:
    """How a root at ``path`` is stored in the project at ``folder``: (path, near).

    Inside the project the path itself is relative. Elsewhere it is absolute, with the way there
    from the project beside it, because the two are often moved together.
    """
    return stored_as(settled(folder), settled(path))


def stored_as(folder: Path, path: Path) -> tuple[str, str | None]:
    """The same for a path that is absolute, and as it is."""
    if path.is_relative_to(folder):
        return path.relative_to(folder).as_posix(), None
    try:
        near = Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # another drive
        near = None
    return str(path), near


def resolve(folder: Path, path: str, near: str | None) -> Path:
    """Where a stored root is now: the stored place if it is there, else the near one."""
    stored = folder / path  # an absolute path stays itself
    if near is not None and not os.path.isdir(stored):  # a name that is too long is not there
        moved = Path(os.path.normpath(folder / near))
        if os.path.isdir(moved):
            return moved
    return stored


def all_roots(database: Database, folder: Path) -> list[AudioRoot]:
    """Every root, the first imported first, with the number of visible recordings."""
    rows = database.rows(
        """SELECT o.id, o.path, o.near, o.origin, count(r.id),
            coalesce(sum(r.sample_rate_hz = 0), 0) FROM roots o
        LEFT JOIN recordings r ON r.root_id = o.id
            AND r.import_id NOT IN (SELECT id FROM imports WHERE hidden)
        GROUP BY o.id ORDER BY o.id"""
    )
    return [
        AudioRoot(row[0], resolve(folder, row[1], row[2]), folder / row[3], row[4], row[5])
        for row in rows
    ]


def paths(database: Database, folder: Path) -> dict[int, Path]:
    """Where each root is now."""
    rows = database.rows("SELECT id, path, near FROM roots")
    return {row[0]: resolve(folder, row[1], row[2]) for row in rows}


def missing_files(database: Database, folder: Path, limit: int | None = None) -> list[Path]:
    """Recordings that are not where they should be, at most ``limit`` of them."""
    missing: list[Path] = []
    rows = database.rows(
        """SELECT root_id, path FROM recordings
        WHERE import_id NOT IN (SELECT id FROM imports WHERE hidden) ORDER BY id"""
    )
    root_of = paths(database, folder)
    there = {root: path.is_dir() for root, path in root_of.items()}
    for root, relative in rows:
        path = root_of[root] / relative
        if not there[root] or not is_there(path):
            missing.append(path)
            if limit is not None and len(missing) >= limit:
                break
    return missing


def check_new_place(database: Database, root: AudioRoot, path: Path) -> None:
    """Refuse a folder that holds none of the root's recordings.

    Raises:
        ProjectError: none of the first thousand recordings is there.
    """
    rows = database.rows(
        "SELECT path FROM recordings WHERE root_id = ? ORDER BY id LIMIT 1000", (root.root_id,)
    )
    if rows and not any(is_there(path / row[0]) for row in rows):
        raise ProjectError(
            f'None of the recordings is in "{path}".',
            hint=f'Choose the folder that holds "{rows[0][0]}".',
        )
