"""Finding recordings that have moved: what is missing, where to look, what was found."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from ascstudio.pages import Context
from ascstudio.pages.library.jobs import JobPresenter
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


class LocatePresenter(JobPresenter):
    """Knows what is missing in the open project and looks for it."""

    state: LocateState

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(context, LocateState(), parent)
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
        if project is not None and not self.busy:
            self._start(
                self.tr("Looking for recordings in {name}").format(name=folder.name),
                "search",
                lambda monitor: _relocate(project, folder, check_content, monitor),
                self._on_found,
                searching=folder,
                found=None,
            )

    def _on_found(self, found: api.Relocation) -> None:
        self._end()
        self._set(found=found)
        if found.found:
            self._session.thumbnails.forget()
            self._session.reload()
        self.look()

    def _end(self) -> None:
        super()._end()
        self._set(searching=None)

    def _on_opened(self) -> None:
        super()._on_opened()
        self.look()


def _relocate(
    project: Path, folder: Path, check_content: bool, monitor: api.Monitor
) -> api.Relocation:
    with api.Project.open(project) as opened:
        done = opened.relocate(folder, monitor, check_content=check_content)
        api.hash_missing(opened, monitor)  # what was absent until now was never read
        return done
