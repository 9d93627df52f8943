"""Moving recordings to the system's trash: what would go, and its clips with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QFile, QObject, Signal

from ascstudio.pages import Context
from ascstudio.pages.library.jobs import JobPresenter
from ascstudio.project.clip_table import ClipTable
from ascstudio.words import counted
from ml_core import api

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Doomed:
    """The recordings of some clips, and all clips of these recordings.

    Attributes:
        segment_ids: by recording, in the order of ``paths``: all clips that are in it.
        paths: of the recordings, each once.
        n_unchosen: how many of the clips were not chosen.
    """

    segment_ids: tuple[tuple[int, ...], ...]
    paths: tuple[Path, ...]
    n_unchosen: int

    @property
    def n_clips(self) -> int:
        """Clips that would leave the project."""
        return sum(map(len, self.segment_ids))


@dataclass(frozen=True, slots=True)
class Measured:
    """What of them lies on the disk: how many files, how large they are together."""

    n_files: int
    n_bytes: int


@dataclass(frozen=True, slots=True)
class Trashed:
    """What became of them.

    Attributes:
        n_files: in the trash now.
        n_clips: no longer in the project.
        kept: path and reason of files that stay, with their clips.
    """

    n_files: int
    n_clips: int
    kept: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DeleteState:
    """The last one; ``fraction`` is how far the present one is."""

    fraction: float | None = None
    problem: str = ""


def doomed(table: ClipTable, segment_ids: Sequence[int]) -> Doomed:
    """Which recordings go with some clips, and which clips with these recordings."""
    rows = table.rows_of(np.array(segment_ids, np.int64))
    numbers = table.clips.numbers["recording_id"]
    chosen = np.unique(numbers[rows[rows >= 0]])
    found: dict[Path, list[int]] = {}
    for row in np.flatnonzero(np.isin(numbers, chosen)).tolist():
        clip = table.clips[row]
        found.setdefault(clip.path, []).append(clip.segment_id)
    together = tuple(tuple(ids) for ids in found.values())
    known = len(set(segment_ids) & {one for ids in together for one in ids})
    return Doomed(together, tuple(found), sum(map(len, together)) - known)


class DeletePresenter(JobPresenter):
    """Knows what would go, and lets it go."""

    measured = Signal(object, object)
    """``Doomed`` and ``Measured`` of the clips that were asked about last."""
    ended = Signal(object)
    """``Trashed``."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(context, DeleteState(), parent)

    def measure(self, segment_ids: Sequence[int]) -> None:
        """See what would go, in a thread; ``measured`` follows."""
        table = self._session.table

        def look() -> tuple[Doomed, Measured]:
            found = doomed(table, segment_ids)
            return found, measure(found.paths)

        self._session.background(look, lambda found: self.measured.emit(*found))

    def start(self, found: Doomed) -> None:
        """Move the recordings to the trash; their clips leave the project in one operation."""
        folder = self._session.folder
        if folder is None or self.busy:
            return
        self._session.player.clear()  # a file that is being heard cannot go everywhere
        one, many = self.tr("{n} recording to the trash"), self.tr("{n} recordings to the trash")
        title = counted(len(found.paths), one, many)
        self._start(title, "trash", lambda monitor: trash(folder, found, monitor), self._on_done)

    def _on_done(self, done: Trashed) -> None:
        self._end()
        self._session.reload()
        one = self.tr("{n} recording is in the trash. Undo brings its clips back, not the file.")
        many = self.tr("{n} recordings are in the trash. Undo brings clips back, not files.")
        if done.n_files:
            self._context.say(counted(done.n_files, one, many), undoable=True)
        self.ended.emit(done)


def measure(paths: Sequence[Path]) -> Measured:
    """How much of it lies on the disk."""
    sizes = []
    for path in paths:
        try:
            sizes.append(path.stat().st_size)
        except OSError:
            continue  # it is named where it cannot be moved
    return Measured(len(sizes), sum(sizes))


def trash(folder: Path, found: Doomed, monitor: api.Monitor) -> Trashed:
    """Move recordings to the system's trash, and take out the clips of those that went.

    Where one is stopped half way, what went until then has left the project as well. Nothing is
    ever removed for good: a file the trash does not take stays, and so do its clips.
    """
    gone: list[int] = []
    n_files = 0
    kept: list[tuple[str, str]] = []
    with api.Project.open(folder) as project:
        if project.read_only:
            raise api.AscError(
                "The project is open to look at, so none of its recordings is deleted.",
                hint="Open it where you may write to it.",
            )
        try:
            for n, (path, ids) in enumerate(zip(found.paths, found.segment_ids, strict=True)):
                monitor.report(n, len(found.paths))
                file = QFile(str(path))
                if file.moveToTrash():
                    n_files += 1
                    gone += ids
                else:
                    kept.append((str(path), file.errorString()))
        finally:
            if gone:
                project.delete_segments(gone)
    return Trashed(n_files, len(gone), tuple(kept))
