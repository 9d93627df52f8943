"""What the start page knows: recent projects, and the one being made."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal

from ascstudio.jobs import Failure, Job
from ascstudio.pages import Context
from ascstudio.translation import told
from ml_core import api

KEPT_RECENT = 10
STORE = "project.sqlite"


@dataclass(frozen=True, slots=True)
class RecentProject:
    """A project that was open once.

    Attributes:
        folder: where it is.
        there: whether it still is.
        pinned: shown first.
        changed_s: seconds since the epoch of its last change, 0 if it is gone.
    """

    folder: Path
    there: bool
    pinned: bool
    changed_s: float


@dataclass(frozen=True, slots=True)
class StartState:
    """Everything the page shows."""

    recent: tuple[RecentProject, ...] = ()
    making_demo: bool = False
    demo_open: bool = False
    fraction: float | None = None
    problem: str = ""
    hint: str = ""


class StartPresenter(QObject):
    """Opens, makes and remembers projects."""

    changed = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.state = StartState(recent=self._recent(), demo_open=self._demo_open())
        self._job: Job | None = None
        self._then_show = False
        context.session.opened.connect(self._on_opened)
        context.session.closed.connect(self._on_closed)
        context.settings.changed.connect(self._on_setting)

    def listen(self) -> None:
        """Go to Live; the microphone stays closed until *Start listening*."""
        self._context.go("live")

    def demo_folder(self) -> Path:
        """Where the demo project is."""
        return api.home_dir() / "demo"

    def open_demo(self, *, show: bool = True) -> None:
        """Open the demo project, making it first if need be.

        Args:
            show: go to the Library afterwards; the very first start only opens it.
        """
        if self.state.demo_open and show:
            self._context.go("library")
            return
        self._then_show = self._then_show or show
        if self._job is not None:
            return
        folder = self.demo_folder()
        self._set(replace(self.state, making_demo=True, fraction=None, problem="", hint=""))
        self._job = job = self._context.jobs.start(
            self.tr("Demo project"),
            "play",
            lambda monitor: api.write_demo_project(folder, monitor),
        )
        job.progressed.connect(self._on_progress)
        job.succeeded.connect(lambda _: self._on_made(folder))
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)

    def cancel_demo(self) -> None:
        """Stop making the demo project."""
        if self._job is not None:
            self._job.cancel()

    def open(self, folder: Path) -> bool:
        """Open a project; a problem is shown on the page."""
        try:
            self._context.session.open(folder)
        except api.AscError as error:
            self._set(replace(self.state, problem=told(error.message), hint=told(error.hint)))
            return False
        self._context.go("library")
        return True

    def create(self, folder: Path) -> bool:
        """Make an empty project and show it."""
        try:
            self._context.session.create(folder)
        except api.AscError as error:
            self._set(replace(self.state, problem=told(error.message), hint=told(error.hint)))
            return False
        self._context.go("library")
        return True

    def start_with(self, *recordings: Path) -> bool:
        """Make a project for a folder of recordings, or for some files, and offer to import it."""
        first = recordings[0].parent if len(recordings) > 1 else recordings[0]
        name = first.stem if first.is_file() else first.name
        folder = free_folder(projects_folder(), name or "recordings")
        if not self.create(folder):
            return False
        where = self.tr('The new project lies in "{folder}"').replace("{folder}", str(folder))
        self._context.say(where)
        self._context.go("library", recordings)
        return True

    def forget(self, folder: Path) -> None:
        """Take a project off the list; nothing on disk changes."""
        settings = self._context.settings
        for key in ("start.recent", "start.pinned"):
            settings.set(key, [one for one in settings.items(key) if Path(one) != folder])

    def pin(self, folder: Path, *, pinned: bool) -> None:
        """Show a project first, or not."""
        settings = self._context.settings
        others = [one for one in settings.items("start.pinned") if Path(one) != folder]
        settings.set("start.pinned", [str(folder), *others] if pinned else others)

    def look(self) -> None:
        """See what is still there."""
        self._set(replace(self.state, recent=self._recent()))

    def _recent(self) -> tuple[RecentProject, ...]:
        settings = self._context.settings
        pinned = settings.items("start.pinned")
        found = []
        for name in dict.fromkeys([*pinned, *settings.items("start.recent")]):
            store = Path(name) / STORE
            try:
                changed = max(
                    path.stat().st_mtime for path in (store, Path(f"{store}-wal")) if path.exists()
                )
            except (OSError, ValueError):
                changed = 0.0
            found.append(RecentProject(Path(name), changed > 0, name in pinned, changed))
        return tuple(found[:KEPT_RECENT])

    def _on_opened(self) -> None:
        folder = self._context.session.folder
        if folder is not None:
            settings = self._context.settings
            if settings.is_on("privacy.recent"):
                others = [one for one in settings.items("start.recent") if Path(one) != folder]
                settings.set("start.recent", [str(folder), *others][:KEPT_RECENT])
            self._set(
                replace(
                    self.state,
                    problem="",
                    hint="",
                    recent=self._recent(),
                    demo_open=self._demo_open(),
                )
            )

    def _on_closed(self) -> None:
        self._set(replace(self.state, demo_open=False))

    def _demo_open(self) -> bool:
        folder = self._context.session.folder
        return folder is not None and folder.resolve() == self.demo_folder().resolve()

    def _on_setting(self, key: str) -> None:
        if key in ("start.recent", "start.pinned"):
            self.look()

    def _on_progress(self, progress: api.Progress) -> None:
        fraction = progress.done / progress.total if progress.total else None
        self._set(replace(self.state, fraction=fraction))

    def _on_made(self, folder: Path) -> None:
        show = self._then_show
        self._end()
        self._set(replace(self.state, making_demo=False))
        if show:
            self.open(folder)
        elif self._context.session.project is None:
            self._open_quietly(folder)

    def _end(self) -> None:
        """Only now the first start is over: one that was killed on the way begins again."""
        self._job, self._then_show = None, False
        self._context.settings.set("start.first", value=False)

    def _open_quietly(self, folder: Path) -> None:
        try:
            self._context.session.open(folder)
        except api.AscError as error:
            self._set(replace(self.state, problem=told(error.message), hint=told(error.hint)))
        else:
            self._context.say(self.tr("The demo project is ready and open"))

    def _on_failed(self, failure: Failure) -> None:
        self._end()
        self._set(
            replace(
                self.state,
                making_demo=False,
                problem=told(failure.message),
                hint=told(failure.hint),
            )
        )

    def _on_cancelled(self) -> None:
        self._end()
        self._set(replace(self.state, making_demo=False))

    def _set(self, state: StartState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit(state)


def projects_folder() -> Path:
    """Where new projects go: our folder in the user's documents, else the studio's home."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    if documents and Path(documents).is_dir():
        return Path(documents) / "ASC Studio"
    return api.home_dir() / "projects"


def free_folder(parent: Path, name: str) -> Path:
    """A folder of this name that does not exist yet: ``name``, ``name 2``, ``name 3``."""
    candidate, number = parent / name, 2
    while candidate.exists():
        candidate, number = parent / f"{name} {number}", number + 1
    return candidate
