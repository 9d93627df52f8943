"""The bundles a user can choose from: those of the project, the starter, files they opened."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ascstudio.project.session import ProjectSession
from ascstudio.settings import Settings
from ml_core import api

STARTER = "starter.ascbundle"
CHOSEN = "live.bundles"
"""The setting: a project's folder (empty: no project), its bundle (empty: the starter), and on."""
MOST_CHOSEN = 50  # projects whose bundle is remembered


@dataclass(frozen=True, slots=True)
class BundleChoice:
    """A bundle by its name in lists."""

    path: Path
    name: str
    starter: bool = False


def starter_path() -> Path | None:
    """The bundle that came along, None if it is not installed."""
    path = api.resource_path(STARTER)
    return path if path.is_file() else None


def bundle_choices(session: ProjectSession, present: Path | None = None) -> list[BundleChoice]:
    """Newest of the project first, the starter last.

    Args:
        session: whose project is open, if one is.
        present: a bundle from elsewhere that is in use, so that it stays in the list.
    """
    starter = starter_path()
    choices = []
    if session.project is not None:
        rows = [BundleChoice(Path(row.path), row.name) for row in session.project.bundles()]
        choices = [choice for choice in rows if choice.path.is_file()]
    if starter is not None:  # the demo project has a copy: one line for both
        choices = [choice for choice in choices if choice.path.name != STARTER]
    known = {choice.path for choice in choices}
    if present is not None and present not in known | {starter}:
        choices.insert(0, BundleChoice(present, present.stem))
    if starter is not None:
        choices.append(BundleChoice(starter, starter.stem, starter=True))
    return choices


class BundleInUse(QObject):
    """The bundle everybody works with, also after a restart.

    What was chosen last with the open project, else the project's newest. Where it has none, what
    was in use before; that is what was chosen last without a project, else the starter.

    Args:
        session: whose project is open, if one is.
        settings: remember the choice.
    """

    changed = Signal(object)
    """Path of the bundle that listens; None: the starter."""

    def __init__(self, session: ProjectSession, settings: Settings) -> None:
        super().__init__()
        self._session, self._settings = session, settings
        self.path: Path | None = None
        self._chosen = False
        self._recall()
        session.opened.connect(self._on_opened)
        session.changed.connect(self._on_changed)
        session.closed.connect(self._on_closed)

    def use(self, path: Path | None) -> None:
        """Choose a bundle; None: the starter."""
        self.path, self._chosen = path, True
        others = {key: value for key, value in self._remembered().items() if key != self._key()}
        kept = [*others.items()][-MOST_CHOSEN + 1 :]
        kept.append((self._key(), "" if path is None else str(path.absolute())))
        self._settings.set(CHOSEN, [word for pair in kept for word in pair])
        self.changed.emit(path)

    def _key(self) -> str:
        folder = self._session.folder
        return "" if folder is None else str(folder.absolute())

    def _remembered(self) -> dict[str, str]:
        words = self._settings.items(CHOSEN)
        return dict(zip(words[::2], words[1::2], strict=False))

    def _recall(self) -> bool:
        """Take what was chosen last here; False where nothing was, or it is gone."""
        said = self._remembered().get(self._key())
        self._chosen = said == "" or (said is not None and Path(said).is_file())
        if self._chosen:
            self.path = Path(said) if said else None
        return self._chosen

    def _newest(self) -> Path | None:
        """Of the project; None if it has none of its own."""
        own = [one.path for one in bundle_choices(self._session) if not one.starter]
        return own[0] if own else None

    def _on_opened(self) -> None:
        if not self._recall():
            self.path = self._newest() or self.path
        self.changed.emit(self.path)

    def _on_changed(self) -> None:
        if self.path is None and not self._chosen and (newest := self._newest()) is not None:
            self.path = newest  # the first one that was trained here
            self.changed.emit(newest)

    def _on_closed(self) -> None:
        if not self._recall():
            self.path = None
        self.changed.emit(self.path)
