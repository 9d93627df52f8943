"""Room that runs take: how much, what of it can go, and runs that were thrown away."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ascstudio.jobs.remedies import without_commands
from ascstudio.project.runs import UNREADABLE
from ml_core import api

if TYPE_CHECKING:
    from ascstudio.pages import Context

AGAIN_AFTER = 20  # looks, for a run that goes on and grows


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What the table shows of a run beside its status."""

    use: "api.DiskUse"
    snapshot: int | None  # of the data it learned from
    network: str = ""  # that it makes, also where that is another run's


@dataclass(frozen=True, slots=True, eq=False)
class Room:
    """What all runs take."""

    facts: dict[Path, RunFacts] = field(default_factory=dict)
    n_trash: int = 0
    trash_bytes: int = 0

    @property
    def n_bytes(self) -> int:
        """Of the runs, without the trash."""
        return sum(one.use.n_bytes for one in self.facts.values())

    @property
    def prunable_bytes(self) -> int:
        """That finished runs do not need."""
        return sum(one.use.prunable_bytes for one in self.facts.values())


class Housekeeping(QObject):
    """Follows the room that runs take, prunes them, throws them away and takes them back."""

    changed = Signal()

    def __init__(self, context: "Context") -> None:
        super().__init__()
        self._context = context
        self._session = context.session
        self.room = Room()
        self._signs: dict[Path, object] | None = None  # None: measure all of them
        self._looks = 0
        self._looking = False
        self.discarded: list[Path] = []
        self._trashed: dict[Path, Path] = {}  # where those lie that had stopped
        self._wanted_back: set[Path] = set()

    def forget(self) -> None:
        """The project is another."""
        self.room, self._signs, self._looking = Room(), None, False
        self.discarded, self._trashed, self._wanted_back = [], {}, set()

    def look(self, statuses: Sequence["api.RunStatus"]) -> None:
        """Measure the runs that changed, in a thread."""
        self._fetch_back(statuses)
        project = self._session.project
        if project is None or self._looking:
            return
        self._looks += 1
        pace = self._looks // AGAIN_AFTER
        signs: dict[Path, object] = {
            one.path: (one.state, pace if one.state == "running" else one.updated)
            for one in statuses
        }
        if signs == self._signs:
            return
        before = self._signs or {}
        wanted = [path for path, sign in signs.items() if sign != before.get(path)]
        kept = {path: facts for path, facts in self.room.facts.items() if path in signs}
        self._signs, self._looking = signs, True
        runs_dir = project.runs_dir
        self._context.runs.background(
            lambda: _measure(runs_dir, wanted, kept), self._on_room, lambda _: self._on_room(None)
        )

    def _fetch_back(self, statuses: Sequence["api.RunStatus"]) -> None:
        """Runs that were on their way into the trash when they were wanted back."""
        alive = {one.path for one in statuses if one.state in ("running", "waiting")}
        for path in self._wanted_back - alive:
            self._wanted_back.discard(path)
            if path not in {one.path for one in statuses}:
                self.restore(path)

    def discard(self, path: Path, title: str) -> None:
        """Throw a run away, when it has stopped; a toast takes it back.

        Raises:
            RunError: it cannot be moved.
        """
        run = api.RunFolder.open(path)
        if run.is_held:
            run.request_stop("discard")
            self._trashed.pop(path, None)
            words = self.tr("{run} stops and goes into the trash")
        else:
            self._trashed[path] = api.discard_run(run)
            words = self.tr("{run} is in the trash")
        self.discarded.append(path)
        self._context.say(words.format(run=title), undo=lambda: self.restore(path))
        self.changed.emit()

    def restore_last(self) -> None:
        """Take the run back that was thrown away last since the project was opened."""
        if self.discarded:
            self.restore(self.discarded[-1])

    def restore(self, path: Path) -> None:
        """Take the run back that was thrown away last from this place.

        One that has not stopped yet pauses instead; if it goes into the trash all the same, it is
        fetched from there.
        """
        project = self._session.project
        if project is None:
            return
        self.discarded = [one for one in self.discarded if one != path]
        trashed = self._trashed.pop(path, None)
        try:
            if trashed is None and (path / "recipe.toml").is_file():
                api.RunFolder(path).request_stop("pause")
                self._wanted_back.add(path)
            else:
                trash = (one.path for one in api.in_trash(project.runs_dir)
                         if one.before.name == path.name)  # fmt: skip
                place = trashed or next(trash, project.runs_dir / path.name)
                api.restore_run(place)
        except api.AscError as error:
            self._context.refused.emit(without_commands(str(error)))
        self._signs = None
        self.changed.emit()

    def prune(self, *, checkpoints: bool, trash: bool) -> None:
        """Delete what finished runs need no more, and what was thrown away, in a thread."""
        project = self._session.project
        if project is None:
            return
        runs_dir, paths = project.runs_dir, list(self.room.facts)

        def work(monitor: "api.Monitor") -> int:
            freed = 0
            for number, path in enumerate(paths if checkpoints else []):
                monitor.report(number, len(paths), stage="prune")
                freed += api.prune_run(api.RunFolder(path))
            return freed + (api.empty_trash(runs_dir) if trash else 0)

        job = self._context.jobs.start(self.tr("Room on disk"), "trash", work)
        job.succeeded.connect(self._on_pruned)

    def _on_pruned(self, freed: int) -> None:
        self._signs = None
        words = self.tr("{n} MB are free again").format(n=f"{freed / 1e6:.0f}")
        self._context.say(words)
        self.changed.emit()

    def _on_room(self, room: Room | None) -> None:
        self._looking = False
        if room is not None:
            self.room = room
            self.changed.emit()


def _measure(runs_dir: Path, paths: Sequence[Path], kept: dict[Path, RunFacts]) -> Room:
    facts = dict(kept)
    for path in paths:
        run = api.RunFolder(path)
        try:
            snapshot = run.provenance.get("snapshot")
            facts[path] = RunFacts(
                api.disk_use(run), snapshot if isinstance(snapshot, int) else None,
                api.network_of_run(path),
            )  # fmt: skip
        except UNREADABLE:
            continue  # it was there a moment ago, or is damaged
    trash = api.in_trash(runs_dir)
    return Room(facts, len(trash), sum(one.n_bytes for one in trash))
