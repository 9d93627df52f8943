"""Runs that were thrown away, until the trash is emptied; and room that runs take."""

import os
import re
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ml_core.errors import RunError
from ml_core.files import read_json, write_json
from ml_core.kinds import is_number, is_text
from ml_core.runs.folder import LINE, TICKET, RunFolder
from ml_core.runs.kept import BEST, LAST, NETWORK
from ml_core.runs.lock import locked

TRASH = ".trash"  # in the folder of the runs
NOTE = "trashed.json"


@dataclass(frozen=True, slots=True)
class Trashed:
    """A run in the trash."""

    path: Path  # where it is now
    name: str
    before: Path  # where it was
    time: float  # seconds since 1970 when it was thrown away
    n_bytes: int

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {
            "path": str(self.path), "name": self.name, "before": str(self.before),
            "time": self.time, "bytes": self.n_bytes,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class DiskUse:
    """What a run takes on disk."""

    n_bytes: int
    prunable_bytes: int  # of them, what a finished run does not need any more

    def to_dict(self) -> dict[str, int]:
        """Plain values, for JSON."""
        return {"bytes": self.n_bytes, "prunable_bytes": self.prunable_bytes}


def discard_run(run: RunFolder) -> Path:
    """Move a run into the trash, from where it can come back as it was.

    Returns:
        Where it is now.

    Raises:
        RunError: it is going on; ask it to stop first.
    """
    with locked(run.path.parent / LINE):  # or it may be started while it is moved
        if run.is_held:
            raise RunError(
                f'The run "{run.name}" is going on.',
                hint="It goes into the trash when it has stopped.",
            )
        return _move_to_trash(run)


def _move_to_trash(run: RunFolder) -> Path:
    trash = run.path.parent / TRASH
    trash.mkdir(exist_ok=True)
    number, target = 1, trash / run.name
    while target.exists():
        number += 1
        target = trash / f"{run.name}-{number}"
    (run.path / TICKET).unlink(missing_ok=True)
    write_json(run.path / NOTE, {"before": str(run.path), "time": time.time()})
    try:
        run.path.rename(target)
    except OSError as error:
        (run.path / NOTE).unlink(missing_ok=True)
        raise RunError(
            f'"{run.name}" cannot be moved into the trash: {error.strerror}.',
            hint="Close what has files of it open.",
        ) from error
    return target


def restore_run(trashed: Path) -> RunFolder:
    """Take a run out of the trash, back to where it was.

    Raises:
        RunError: it is not in the trash, or its place is taken.
    """
    if read_json(trashed / NOTE) is None:
        raise RunError(f'"{trashed.name}" is not in the trash.', hint="See: asc trash PROJECT.")
    before, _ = _read_note(trashed)
    if before.parent != trashed.parent.parent:  # the project was moved meanwhile
        before = trashed.parent.parent / before.name
    if before.is_dir() and not any(
        one.is_dir() or one.name == "recipe.toml" for one in before.iterdir()
    ):
        shutil.rmtree(before)  # traces of somebody who did not know that it was gone
    if before.exists():
        raise RunError(f'There is another run "{before.name}" by now.', hint="Move it away first.")
    trashed.rename(before)
    (before / NOTE).unlink()
    return RunFolder(before)


def in_trash(runs_dir: Path) -> list[Trashed]:
    """What is in the trash, the newest first."""
    found = []
    for path in (runs_dir / TRASH).glob("*"):
        before, time_s = _read_note(path)
        found.append(Trashed(path, before.name, before, time_s, _bytes_in(path)))
    return sorted(found, key=lambda one: -one.time)


def _read_note(trashed: Path) -> tuple[Path, float]:
    """Where a run was, and when it was thrown away; what its note does not say is guessed."""
    note = read_json(trashed / NOTE) or {}
    said, time_s = note.get("before"), note.get("time")
    before = Path(said) if is_text(said) else Path()
    # it keeps its name in the trash, or gets a number: any other is somebody else's folder
    if not before.name or not re.fullmatch(re.escape(before.name) + r"(-\d+)?", trashed.name):
        before = trashed.parent.parent / trashed.name
    return before, float(time_s) if is_number(time_s) else 0.0


def empty_trash(runs_dir: Path) -> int:
    """Delete what is in the trash for good; returns the bytes that became free."""
    freed = sum(one.n_bytes for one in in_trash(runs_dir))
    shutil.rmtree(runs_dir / TRASH, ignore_errors=True)
    return freed


def disk_use(run: RunFolder) -> DiskUse:
    """What a run takes on disk, and what of it could go."""
    prunable = sum(path.stat().st_size for path in _prunable(run))
    return DiskUse(_bytes_in(run.path), prunable)


def prune_run(run: RunFolder) -> int:
    """Delete what a finished run needs no more: the states to go on from, not its network.

    Returns:
        The bytes that became free; 0 for a run that is not done, which may need all of them.

    Raises:
        RunError: the system refuses.
    """
    freed = 0
    for path in _prunable(run):
        try:
            n_bytes = path.stat().st_size
            path.unlink()
        except OSError as error:
            raise RunError(f'"{path}" cannot be deleted: {error.strerror}.') from error
        freed += n_bytes
    return freed


def _prunable(run: RunFolder) -> list[Path]:
    if run.result is None or run.is_held:
        return []
    states = [path for name in (LAST, BEST) for path in run.checkpoint_dir.glob(f"**/{name}")]
    has_network = any(run.checkpoint_dir.glob(f"**/{NETWORK}")) or (run.path / "export").is_dir()
    return states if has_network else []


def _bytes_in(folder: Path) -> int:
    total = 0
    for inside, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.lstat(os.path.join(inside, name)).st_size
            except OSError:
                continue  # it was a moment ago
    return total
