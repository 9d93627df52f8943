"""What is being carried over the page, and what happens where it is let go."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ascstudio.pages.library.arrivals import Arrival, arrival_of
from ascstudio.pages.library.importing import ImportChoice, looker
from ascstudio.pages.library.mapping_table import plain
from ascstudio.project.background import Background
from ascstudio.translation import told
from ascstudio.widgets.drop_hint import DropHint
from ascstudio.words import counted
from ml_core import api


class ArrivalHint(DropHint):
    """Names what would come in.

    What lies in a folder is counted in a thread: the name stands at once, the number follows.

    Args:
        page: what it floats over.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__(page, "import")
        self.arrival: Arrival | None = None
        self._monitor = api.Monitor()
        self._background = Background("look-drop", self)
        self._background.failed.connect(self._on_problem)

    def show_paths(self, paths: Sequence[Path], reason: str = "") -> None:
        """Say what letting go would do; ``reason`` says why nothing can come in now."""
        self._monitor.cancel()
        self._background.forget()
        self.arrival = None if reason else arrival_of(paths)
        if self.arrival is None:
            self.say(
                self.tr("Nothing would come in"),
                reason or self.tr("Drop one folder, recordings of one folder, or one table."),
            )
        else:
            self.say(self._effect(self.arrival, paths), self.tr("A look at it comes first."))
            self._monitor = api.Monitor()
            arrival = self.arrival
            look = looker(ImportChoice(arrival.path, arrival.only), self._monitor)
            self._background.run(look, self._on_found)
        self.cover()

    def end(self) -> Arrival | None:
        """Go away; returns what was carried if it can come in."""
        self._monitor.cancel()
        self._background.forget()
        self.hide()
        arrival, self.arrival = self.arrival, None
        return arrival

    def shut_down(self) -> None:
        """End the thread."""
        self._monitor.cancel()
        self._background.shut_down()

    def _effect(self, arrival: Arrival, paths: Sequence[Path]) -> str:
        name = plain(arrival.name)
        if len(paths) > 1:
            folders = all(path.is_dir() for path in paths)
            pattern = self.tr("Import {n} folders") if folders else self.tr("Import {n} recordings")
            return pattern.format(n=len(paths))
        if arrival.path.is_dir() and not arrival.only:
            return self.tr("Import the folder {name}").format(name=name)
        if arrival.only:
            return self.tr("Import the recording {name}").format(name=name)
        return self.tr("Import what {name} lists").format(name=name)

    def _on_found(self, found: api.Survey | None) -> None:
        if found is None:
            return
        parts = [counted(found.clips, self.tr("{n} clip"), self.tr("{n} clips"))]
        if found.scenes:
            parts.append(counted(found.scenes, self.tr("{n} scene"), self.tr("{n} scenes")))
        if found.n_missing:
            one, many = self.tr("{n} file missing"), self.tr("{n} files missing")
            parts.append(counted(found.n_missing, one, many))
        self.say(self.title.text(), " · ".join(parts))

    def _on_problem(self, error: api.AscError) -> None:
        self.say(self.tr("Nothing would come in"), told(f"{error.message} {error.hint}".strip()))
