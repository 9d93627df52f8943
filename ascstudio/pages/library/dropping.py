"""What is being carried over the page, and what happens where it is let go."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.pages.library.arrivals import Arrival, arrival_of
from ascstudio.pages.library.importing import ImportChoice, looker
from ascstudio.pages.library.mapping_table import plain
from ascstudio.project.background import Background
from ascstudio.widgets.messages import IconView
from ascstudio.widgets.texts import Label
from ascstudio.words import counted
from ml_core import api


class DropHint(QWidget):
    """Floats over the page while something is carried over it and names the effect.

    What lies in a folder is counted in a thread: the name stands at once, the number follows.

    Args:
        page: what it floats over.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.arrival: Arrival | None = None
        self._monitor = api.Monitor()
        self._background = Background("look-drop", self)
        self._background.failed.connect(self._on_problem)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(IconView("import", 36, "accent"), 0, middle)
        self.title = Label("", "question", wrap=True)
        self.title.setAlignment(middle)
        self.sentence = Label("", "body", "text2", wrap=True)
        self.sentence.setAlignment(middle)
        column.addWidget(self.title)
        column.addWidget(self.sentence)
        column.addStretch(1)
        page.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the page: a banner may come or go meanwhile."""
        page = self.parentWidget()
        if event.type() == QEvent.Type.Resize and watched is page and page is not None:
            self.setGeometry(page.rect())
        return super().eventFilter(watched, event)

    def show_paths(self, paths: Sequence[Path], reason: str = "") -> None:
        """Say what letting go would do; ``reason`` says why nothing can come in now."""
        self._monitor.cancel()
        self._background.forget()
        self.arrival = None if reason else arrival_of(paths)
        if self.arrival is None:
            self._say(
                self.tr("Nothing would come in"),
                reason or self.tr("Drop one folder, recordings of one folder, or one table."),
            )
        else:
            self._say(self._effect(self.arrival, paths), self.tr("A look at it comes first."))
            self._monitor = api.Monitor()
            arrival = self.arrival
            look = looker(ImportChoice(arrival.path, arrival.only), self._monitor)
            self._background.run(look, self._on_found)
        page = self.parentWidget()
        if page is not None:
            self.setGeometry(page.rect())
        self.show()
        self.raise_()

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
        self._say(self.title.text(), " · ".join(parts))

    def _on_problem(self, error: api.AscError) -> None:
        self._say(self.tr("Nothing would come in"), f"{error.message} {error.hint}".strip())

    def _say(self, title: str, sentence: str) -> None:
        self.title.setText(title)
        self.sentence.setText(sentence)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim the page and draw the frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = theme.color("bg1")
        ground.setAlphaF(0.92)
        painter.fillRect(self.rect(), ground)
        pen = QPen(theme.color("accent"), 1.5)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(16, 16, -16, -16), 10, 10)
