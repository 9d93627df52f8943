"""A new user with a folder of recordings: from the empty window to a bundle, by clicks alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from ascstudio.pages.library.import_dialog import ImportDialog
from ascstudio.pages.start.view import StartPage
from ascstudio.pages.train.view import TrainPage
from ascstudio.shell.window import MainWindow
from ml_core import api

TICK_MS = 50
CLICKS_IN_A_FILE_DIALOG = 2  # the folder, then *Open*: the dialog is the system's


@dataclass(slots=True)
class NewUser:
    """Clicks on what can be seen and pressed, and counts.

    Args:
        window: the whole studio on its start page, shown.
        patience_s: for each thing that is awaited.
    """

    window: MainWindow
    patience_s: float = 600.0
    clicks: int = 0

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Press the left button on a widget that is there, enabled and not covered."""
        name = widget.accessibleName()
        self.until(lambda: widget.isVisible() and widget.isEnabled(), f"{name} can be pressed")
        place = at or widget.rect().center()
        under = QApplication.widgetAt(widget.mapToGlobal(place))
        assert under is None or under is widget or widget.isAncestorOf(under)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place)
        self.clicks += 1

    def until(self, holds: Callable[[], object], what: str, patience_s: float = 0.0) -> None:
        """Let the window live until something holds."""
        end_s = time.monotonic() + (patience_s or self.patience_s)
        while not holds():
            assert time.monotonic() < end_s, f"waited in vain until {what}"
            QTest.qWait(TICK_MS)

    def bring_in(self, folder: Path) -> None:
        """Start with a folder of recordings and import what it proposes."""
        start = self.window.page("start")
        assert isinstance(start, StartPage)
        before = QFileDialog.getExistingDirectory
        QFileDialog.getExistingDirectory = lambda *_: str(folder)  # type: ignore[method-assign]
        try:
            self.click(start.own_card)
        finally:
            QFileDialog.getExistingDirectory = before  # type: ignore[method-assign]
        self.clicks += CLICKS_IN_A_FILE_DIALOG
        self.until(self._dialogs, "the import is proposed")
        (dialog,) = self._dialogs()
        self.click(dialog.import_button)
        session = self.window.context.session
        self.until(
            lambda: len(session.table) and not self.window.context.jobs.running(), "it is in"
        )

    def go_all_the_way(self) -> TrainPage:
        """Set up all the way with what it suggests, and start."""
        self.click(self.window.rail.button("train"))
        train = self.window.page("train")
        assert isinstance(train, TrainPage)
        self.until(lambda: train.presenter.state.ready, "the page knows the project")
        self.until(lambda: train.home.cards["all"].button.isEnabled(), "it can be set up")
        self.click(train.home.cards["all"].button)
        while (wizard := train.presenter.state.wizard) is not None:
            if wizard.question.key == "data" and train.wizard.data.divide_button.isVisible():
                self.click(train.wizard.data.divide_button)
            if wizard.last:
                self.until(lambda: train.presenter.state.wizard.looked, "it was checked")
            self.click(train.wizard.next_button)
        return train

    def wait_for_bundle(self, train: TrainPage, patience_s: float) -> Path:
        """The path of the bundle, when the last run of the chain has written it."""

        def bundles() -> list[Path]:
            project = self.window.context.session.project
            rows = project.bundles() if project is not None else []
            return [row.path for row in rows if row.path.is_file()]

        def over() -> bool:
            states = [row.row.state for row in train.presenter.state.home.rows]
            assert not {"failed", "dead"} & set(states), train.presenter.state.home.rows
            return states.count("done") == len(states) == 3 and bool(bundles())

        self.until(over, "the bundle is there", patience_s)
        return bundles()[-1]

    def _dialogs(self) -> list[ImportDialog]:
        found = self.window.findChildren(ImportDialog)
        return [one for one in found if one.isVisible() and not one.presenter.state.looking]


def measured_of(bundle: Path, project: api.Project) -> tuple[float, float]:
    """Accuracy and log loss of the exported file on the test split, as its run measured them."""
    run = next(row.run for row in project.bundles() if row.path == bundle)
    result = api.RunFolder(run).result
    assert result is not None
    return float(result["accuracy"]), float(result["log_loss"])
