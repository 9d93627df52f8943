"""Finding recordings that have moved: what is missing, where to look, what was found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ascstudio.jobs import Failure, Job
from ascstudio.pages import Context
from ml_core import api


@dataclass(frozen=True, slots=True)
class LocateState:
    """Everything the dialog shows.

    Attributes:
        folders: where recordings should be and are not, with how many of them.
        searching: the folder that is looked through now, None for none.
        fraction: how far it is, None while unknown.
        found: what the last look found.
        problem: why it could not look.
    """

    folders: tuple[tuple[Path, int], ...] = ()
    searching: Path | None = None
    fraction: float | None = None
    found: api.Relocation | None = None
    problem: str = ""

    @property
    def n_missing(self) -> int:
        """Recordings whose folder is not there, or whose files never were."""
        return sum(n for _, n in self.folders)


class LocatePresenter(QObject):
    """Knows what is missing in the open project and looks for it."""

    changed = Signal(object)
    """LocateState."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._session = context.session
        self._job: Job | None = None
        self.state = LocateState()
        self._session.opened.connect(self._on_opened)
        self._session.closed.connect(self._forget)
        self.look()

    def look(self) -> None:
        """See which folders are there, in a thread."""
        project = self._session.project
        if project is not None:
            self._session.background(
                lambda: tuple(
                    (root.path, root.n_missing) for root in project.audio_roots() if root.n_missing
                ),
                lambda folders: self._set(folders=folders),
            )

    def search(self, folder: Path, *, check_content: bool = False) -> None:
        """Look through a folder for what is missing; one operation, which undo takes back."""
        project = self._session.folder
        if project is None or self._job is not None:
            return
        title = self.tr("Looking for recordings in {name}").format(name=folder.name)
        self._job = job = self._context.jobs.start(
            title,
            "search",
            lambda monitor: _relocate(project, folder, check_content, monitor),
        )
        job.progressed.connect(self._on_progress)
        job.succeeded.connect(self._on_found)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._end)
        self._set(searching=folder, fraction=None, found=None, problem="")

    def cancel(self) -> None:
        """Stop looking; nothing is changed."""
        if self._job is not None:
            self._job.cancel()

    def _on_progress(self, progress: api.Progress) -> None:
        self._set(fraction=progress.done / progress.total if progress.total else None)

    def _on_found(self, found: api.Relocation) -> None:
        self._end()
        self._set(found=found)
        if found.found:
            self._session.thumbnails.forget()
            self._session.reload()
        self.look()

    def _on_failed(self, failure: Failure) -> None:
        self._end()
        self._set(problem=f"{failure.message} {failure.hint}".strip())

    def _end(self) -> None:
        self._job = None
        self._set(searching=None, fraction=None)

    def _on_opened(self) -> None:
        self._forget()
        self.look()

    def _forget(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job.disconnect(self)
            self._job = None
        self.state = LocateState()
        self.changed.emit(self.state)

    def _set(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]
        self.changed.emit(self.state)


def _relocate(
    project: Path, folder: Path, check_content: bool, monitor: api.Monitor
) -> api.Relocation:
    with api.Project.open(project) as opened:
        done = opened.relocate(folder, monitor, check_content=check_content)
        api.hash_missing(opened, monitor)  # what was absent until now was never read
        return done
