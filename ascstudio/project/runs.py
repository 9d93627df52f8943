"""All runs of the open project as their folders tell, for every page and for Activity."""

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from ascstudio.project.background import Background
from ml_core import api

if TYPE_CHECKING:
    from ascstudio.project.session import ProjectSession

POLL_MS = 500
SILENT_S = 60.0  # as explain_end counts
ALIVE = ("waiting", "running")

UNREADABLE = (api.AscError, OSError, ValueError, TypeError, KeyError, AttributeError)
"""What a folder that somebody else wrote, moved or damaged may raise; the others are shown."""

T = TypeVar("T")
Sign = tuple[int, int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """A run with what was found out about it.

    Attributes:
        status: from its folder.
        end: why it stands still, where that has to be explained.
        sign: of its folder; while that stays, a run that is over is not read again.
    """

    status: "api.RunStatus"
    end: "api.End | None" = None
    sign: Sign | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """One look at all runs."""

    known: Mapping[Path, Known] = field(default_factory=dict)  # the oldest first


class RunWatch(QObject):
    """Looks at the folders of all runs twice a second, in a thread of its own.

    Runs are processes of their own that outlive this one: what is told here was read from disk,
    and does not depend on who started them. When a project opens, runs that ended with the
    computer are put in line again; those in line start when there is room.

    Args:
        session: whose project is watched.
    """

    changed = Signal()
    """Another look was taken."""
    ended = Signal(object)
    """Known: it was alive when last looked at, and is over."""

    def __init__(self, session: "ProjectSession") -> None:
        super().__init__(session)
        self._session = session
        self._look = Look()
        self._looking = False
        self._background = Background("runs", self)
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self.look)
        session.opened.connect(self._on_opened)
        session.closed.connect(self._on_closed)
        if session.project is not None:
            self._on_opened()

    @property
    def statuses(self) -> list["api.RunStatus"]:
        """All runs, the oldest first."""
        return [one.status for one in self._look.known.values()]

    @property
    def known(self) -> list[Known]:
        """All runs with what is known about their ends, the oldest first."""
        return list(self._look.known.values())

    def of(self, path: Path | None) -> Known | None:
        """What is known about a run."""
        return self._look.known.get(path) if path is not None else None

    def look(self) -> None:
        """Look now, unless somebody does already; ``changed`` follows."""
        project = self._session.project
        if project is None or self._looking:
            return
        self._looking = True
        before, folder, may_start = self._look, project.folder, not project.read_only
        self._background.run(
            lambda: take_look(folder, before, may_start),
            self._on_looked,
            lambda _: self._on_looked(None),
        )

    def background(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[["api.AscError"], None] = lambda _: None,
    ) -> None:
        """Read something more of a run in the same thread, then ``done`` with it in this one.

        Args:
            work: reads.
            done: gets what was read.
            failed: is told why nothing was; the next look may find more.
        """
        self._background.run(work, done, failed)

    def shut_down(self) -> None:
        """End the thread; the runs go on."""
        self._timer.stop()
        self._background.shut_down()

    def _on_opened(self) -> None:
        self._forget()
        project = self._session.project
        if project is not None and not project.read_only:
            folder = project.folder
            self.background(lambda: api.revive_runs(folder), lambda _: None)
        self._timer.start()
        self.look()

    def _on_closed(self) -> None:
        self._timer.stop()
        self._forget()
        self.changed.emit()

    def _forget(self) -> None:
        self._background.forget()
        self._look, self._looking = Look(), False

    def _on_looked(self, found: Look | None) -> None:
        self._looking = False
        if found is None:
            return
        before, self._look = self._look, found
        self.changed.emit()
        for path, old in before.known.items():
            now = found.known.get(path)
            if now is not None and old.status.state == "running" and not is_alive(now.status):
                self.ended.emit(now)


def is_alive(status: "api.RunStatus") -> bool:
    """Whether it runs or waits for its turn."""
    return status.state in ALIVE


def take_look(folder: Path, before: Look, may_start: bool) -> Look:
    """Read the runs of a project; those that are over and did not change are taken as they were.

    Args:
        folder: of the project.
        before: the last look.
        may_start: start those in line that there is room for.
    """
    runs_dir = folder / "runs"
    read = (_read(recipe.parent, before) for recipe in runs_dir.glob("*/recipe.toml"))
    known = [one for one in read if one is not None]
    if any(one.status.state == "waiting" for one in known):
        with contextlib.suppress(*UNREADABLE):  # one was just being moved
            if may_start:
                api.start_next(folder)
            placed = api.with_places([one.status for one in known], runs_dir)
            known = [replace(one, status=status) for one, status in zip(known, placed, strict=True)]
    known = [_explained(one) for one in known]
    known.sort(key=lambda one: (one.status.started or 0.0, one.status.name))
    return Look({one.status.path: one for one in known})


def _read(path: Path, before: Look) -> Known | None:
    """One run; as it was known where it cannot be read, None where it never could."""
    old = before.known.get(path)
    try:
        sign = _sign(path)
        if old is None or sign is None or sign != old.sign:
            return Known(api.RunFolder(path).status(), sign=sign)
    except UNREADABLE:
        return old
    return old


def _explained(one: Known) -> Known:
    """With the reason for its end, where there is one to be found."""
    if one.end is not None and one.sign is not None:
        return one
    state = one.status.state
    if state in ("failed", "dead", "running") or one.status.waits_for:
        with contextlib.suppress(*UNREADABLE):
            return replace(one, end=api.explain_end(api.RunFolder(one.status.path)))
    return one


def _sign(path: Path) -> Sign | None:
    """What changes with everything a run writes about itself; None while somebody holds it."""
    if (path / "heartbeat").exists() or (path / "queued.json").exists():
        return None
    events = path / "events.jsonl"
    n_bytes = events.stat().st_size if events.exists() else 0
    folder, recipe = path.stat(), (path / "recipe.toml").stat()
    return folder.st_mtime_ns, recipe.st_mtime_ns, n_bytes
