"""The inspector of a run: facts, size against the budget, what happened."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.pages.train.run.state import RunState
from ascstudio.project.run_words import ALIVE
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.messages import Banner
from ascstudio.widgets.meters import BudgetGauge
from ascstudio.widgets.rows import SidePanel
from ascstudio.widgets.texts import FactsTable, Label, Separator, empty_layout
from ml_core import api


class RunSide(QWidget):
    """Facts of one run at the right of its page."""

    log_wanted = Signal()
    said = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(theme.px(292))
        panel = SidePanel(self.tr("This run"), 292)
        self.column = panel.column
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(panel, 1)
        self._command, self._folder = "", Path()
        self._events: tuple[tuple[str, str], ...] | None = None
        self.column.addWidget(Label(self.tr("This run"), "section"))
        self._facts = FactsTable()
        self.column.addWidget(self._facts)
        self.column.addLayout(self._build_buttons())
        self._build_budget()
        self.column.addWidget(Separator())
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("Events"), "section"))
        head.addStretch(1)
        self.log_button = Button(self.tr("Log"), "ghost", "external", small=True)
        self.log_button.setToolTip(self.tr("Show or hide the log (L)"))
        self.log_button.clicked.connect(self.log_wanted)
        head.addWidget(self.log_button)
        self.column.addLayout(head)
        self._event_grid = QGridLayout()
        self._event_grid.setColumnStretch(1, 1)
        self._event_grid.setHorizontalSpacing(10)
        self.column.addLayout(self._event_grid)
        self.column.addStretch(1)
        self._note_box = QFrame()
        self._note_box.setObjectName("panel")
        foot = QVBoxLayout(self._note_box)
        foot.setContentsMargins(16, 8, 16, 14)
        foot.addWidget(
            Banner(
                "info",
                self.tr("You can close the window"),
                self.tr("The run goes on and is picked up again."),
            )
        )
        whole.addWidget(self._note_box)

    def _build_buttons(self) -> QHBoxLayout:
        self.copy_button = Button(self.tr("Copy command"), "normal", "terminal", small=True)
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._command))
        self.folder_button = Button(self.tr("Folder"), "normal", "folder", small=True)
        self.folder_button.setToolTip(self.tr("Copy the path of the run's folder"))
        self.folder_button.clicked.connect(self.copy_folder)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.copy_button)
        line.addWidget(self.folder_button)
        line.addStretch(1)
        return line

    def _build_budget(self) -> None:
        self.budget = QWidget()
        column = QVBoxLayout(self.budget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Separator())
        column.addWidget(Label(self.tr("Size against the budget"), "section"))
        self._bytes = BudgetGauge(self.tr("Weights, int8"), "kB")
        self._macs = BudgetGauge(self.tr("Operations per window"), "MMAC")
        column.addWidget(self._bytes)
        column.addWidget(self._macs)
        self.column.addWidget(self.budget)

    def copy_folder(self) -> None:
        """Put the path of the run's folder into the clipboard; the studio opens no addresses."""
        QGuiApplication.clipboard().setText(str(self._folder))
        self.said.emit(self.tr("The path of the folder is copied"))

    def show_run(self, run: RunState) -> None:
        """Show what is known; what did not change is not touched."""
        self._command, self._folder = run.command, run.row.path
        self._facts.set_facts(list(run.facts))
        self.budget.setVisible(run.size is not None)
        if run.size is not None:
            n_bytes, macs = run.size
            self._bytes.set_value(n_bytes / 1000, api.BUDGET_BYTES / 1000)
            self._macs.set_value(macs / 1e6, api.BUDGET_MACS / 1e6)
        self._note_box.setVisible(run.row.state in ALIVE)
        self._show_events(run)

    def _show_events(self, run: RunState) -> None:
        if run.events == self._events:
            return
        self._events = run.events
        empty_layout(self._event_grid)
        for n, (clock, words) in enumerate(run.events):
            self._event_grid.addWidget(Label(clock, "table", "text3"), n, 0)
            label = Label(words, "table", "text2", wrap=True)
            label.setMinimumWidth(theme.px(80))
            self._event_grid.addWidget(label, n, 1)
