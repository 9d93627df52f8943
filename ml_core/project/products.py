"""What was made in a project: runs and bundles, by path relative to the project where inside."""

from dataclasses import dataclass
from pathlib import Path

from ml_core.project import history
from ml_core.project.database import Database
from ml_core.project.roots import stored_as


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run that was added to the project."""

    path: Path
    stage: str
    time: str


@dataclass(frozen=True, slots=True)
class BundleRow:
    """A bundle that was added to the project; ``run`` is the one it was exported from."""

    name: str
    path: Path
    fingerprint: str
    run: Path | None
    time: str


def add_run(database: Database, folder: Path, path: Path, stage: str) -> None:
    """Remember a run once."""
    stored = _stored(folder, path)
    with database.transaction() as connection:
        added = connection.execute(
            "INSERT OR IGNORE INTO runs (time, path, stage) VALUES (?, ?, ?)",
            (history.now(), stored, stage),
        )
        if added.rowcount > 0:
            history.note(connection, f"Run {path.name}", {"run": stored})


def runs(database: Database, folder: Path) -> list[RunRow]:
    """All remembered runs, the newest first."""
    rows = database.rows("SELECT path, stage, time FROM runs ORDER BY id DESC")
    return [RunRow(folder / row[0], row[1], row[2]) for row in rows]


def add_bundle(
    database: Database, folder: Path, path: Path, run: Path | None, fingerprint: str
) -> None:
    """Remember a bundle; the same path is replaced."""
    stored = _stored(folder, path)
    with database.transaction() as connection:
        connection.execute("DELETE FROM bundles WHERE path = ?", (stored,))
        connection.execute(
            "INSERT INTO bundles (time, path, fingerprint, run) VALUES (?, ?, ?, ?)",
            (history.now(), stored, fingerprint, None if run is None else _stored(folder, run)),
        )
        history.note(connection, f"Bundle {path.name}", {"bundle": stored})


def bundles(database: Database, folder: Path) -> list[BundleRow]:
    """All remembered bundles that are still there, the newest first."""
    rows = database.rows("SELECT path, fingerprint, run, time FROM bundles ORDER BY id DESC")
    found = [
        BundleRow(
            name=Path(row[0]).stem,
            path=folder / row[0],
            fingerprint=row[1],
            run=None if row[2] is None else folder / row[2],
            time=row[3],
        )
        for row in rows
    ]
    return [row for row in found if row.path.is_file()]


def _stored(folder: Path, path: Path) -> str:
    return stored_as(folder, path.absolute())[0]
