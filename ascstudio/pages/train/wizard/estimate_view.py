"""What a run will take on this computer, beside its questions."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.pages.train.sizes import Size
from ascstudio.pages.train.wizard.looking import Looked
from ascstudio.pages.train.wizard.wizard import WizardState
from ascstudio.project.names import bytes_words
from ascstudio.widgets.messages import IconView, duration_words
from ascstudio.widgets.meters import BudgetGauge
from ascstudio.widgets.rows import SidePanel
from ascstudio.widgets.texts import FactsTable, Label, Separator
from ascstudio.words import numeral
from ml_core import api


class EstimateView(SidePanel):
    """Time, memory, disk; the budget of the challenge; what was chosen; the command."""

    def __init__(self) -> None:
        super().__init__("", 290)
        self._flow = ""
        self.setAccessibleName(self.tr("On this computer"))
        column = self.column
        column.addWidget(Label(self.tr("On this computer"), "strong"))
        self._how = Label("", "caption", "text3", wrap=True)
        column.addWidget(self._how)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(IconView("clock", 18))
        self._time = Label("–", "number")
        line.addWidget(self._time)
        line.addStretch(1)
        column.addLayout(line)
        self._range = Label("", "table", "text2")
        column.addWidget(self._range)
        self._room = FactsTable()
        column.addWidget(self._room)
        column.addWidget(self._build_budget())
        column.addWidget(Separator())
        column.addWidget(Label(self.tr("You will get"), "strong"))
        self._facts = FactsTable()
        column.addWidget(self._facts)
        column.addWidget(Separator())
        column.addWidget(Label(self.tr("Same as this command"), "strong"))
        self.command = QPlainTextEdit()
        self.command.setReadOnly(True)
        self.command.setAccessibleName(self.tr("Same as this command"))
        self.command.setFont(theme.font("code"))
        self.command.setFixedHeight(theme.px(130))
        self.command.setTabChangesFocus(True)
        column.addWidget(self.command)
        column.addStretch(1)

    def _build_budget(self) -> QWidget:
        self._budget = QWidget()
        box = QVBoxLayout(self._budget)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(Separator())
        box.addWidget(Label(self.tr("Budget"), "strong"))
        self.bytes = BudgetGauge(self.tr("Weights, int8"), "kB")
        self.macs = BudgetGauge(self.tr("Operations per window"), "MMAC")
        box.addWidget(self.bytes)
        box.addWidget(self.macs)
        self._peak = FactsTable()
        box.addWidget(self._peak)
        return self._budget

    def show_state(self, state: WizardState, *, trying: bool = False) -> None:
        """Show what follows from the answers.

        Args:
            state: of the wizard.
            trying: whether a few steps are trained to know it better.
        """
        looked = state.looked
        if looked is not None:
            self._show_cost(looked, trying=trying)
        else:
            waiting = self.tr("Being estimated…")
            self._how.setText(self.tr("Cannot be estimated") if state.unchecked else waiting)
        if looked is None and state.flow != self._flow:  # not the time of another flow
            self._time.setText("–")
            self._range.setText("")
            self._room.set_facts([])
        self._flow = state.flow
        self._facts.set_facts(list(state.facts))
        self._budget.setVisible(state.size is not None)
        if state.size is not None:
            self.bytes.set_value(round(state.size.n_bytes / 1000, 1), api.BUDGET_BYTES / 1000)
            self.macs.set_value(round(state.size.macs / 1e6, 1), api.BUDGET_MACS / 1e6)
            peak = bytes_words(state.size.peak_bytes)
            self._peak.set_facts([(self.tr("Peak working memory"), peak)])
        if self.command.toPlainText() != state.command:
            self.command.setPlainText(state.command)

    def _show_cost(self, looked: Looked, *, trying: bool) -> None:
        cost = looked.cost
        how = {
            "learnt": self.tr("Estimated from runs that ended here"),
            "measured": self.tr("Estimated from a trial of some seconds"),
            "guessed": self.tr("A guess: nothing like it was trained here yet"),
        }[cost.measured]
        self._how.setText(self.tr("A trial of some seconds is under way…") if trying else how)
        self._time.setText(duration_words(cost.seconds.middle))
        self._range.setText(self.tr("to train: {range}").format(range=range_words(cost)))
        memory, disk = bytes_words(cost.memory_bytes), bytes_words(cost.disk_bytes)
        free = looked.n_memory_free
        if free is not None:
            memory = self.tr("{n} of {free}").format(n=memory, free=bytes_words(free))
        if looked.n_disk_free is not None:
            room = bytes_words(looked.n_disk_free)
            disk = self.tr("{n} of {free}").format(n=disk, free=room)
        self._room.set_facts([(self.tr("Memory"), memory), (self.tr("Disk"), disk)])


def range_words(cost: "api.Estimate") -> str:
    """``9 to 20 min``: how sure the time is."""
    words = QCoreApplication.translate("EstimateView", "{low} to {high}")
    low, high = duration_words(cost.seconds.low), duration_words(cost.seconds.high)
    return words.format(low=low, high=high)


def foot_words(looked: Looked | None, size: Size | None) -> str:
    """The panel as one line, for narrow windows."""
    parts = []
    if looked is not None:
        cost = looked.cost
        time = QCoreApplication.translate("EstimateView", "about {time} on this computer")
        parts = [f"{time.format(time=duration_words(cost.seconds.middle))} ({range_words(cost)})",
                 bytes_words(cost.memory_bytes)]  # fmt: skip
    if size is not None:
        budget = QCoreApplication.translate("EstimateView", "{n} of 128 kB · {macs} of 30 MMAC")
        parts.append(
            budget.format(n=f"{size.n_bytes / 1000:.0f}", macs=numeral(size.macs / 1e6, ".1f"))
        )
    return " · ".join(parts)
