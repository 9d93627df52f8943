"""The wizard on screen: steps, question and answers, what it will cost."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ascstudio import theme
from ascstudio.pages.train.checks import Check
from ascstudio.pages.train.more_students import MoreStudents
from ascstudio.pages.train.plan import BUDGET_BYTES, BUDGET_MACS
from ascstudio.pages.train.questions import Question
from ascstudio.pages.train.weights_view import WeightsView
from ascstudio.pages.train.wizard import WizardState
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.cards import ChoiceCard, ChoiceCards
from ascstudio.widgets.lists import StepRail
from ascstudio.widgets.messages import IconView
from ascstudio.widgets.meters import BudgetGauge
from ascstudio.widgets.rows import Drawer, ScrollColumn, SidePanel
from ascstudio.widgets.texts import FactsTable, Label, Panel, Separator, empty_layout

CHECK_ICONS = {"ok": "check", "warn": "warning", "err": "error"}


class WizardView(QWidget):
    """Steps 236, question and answers, estimate 290; the foot goes on."""

    answered = Signal(str)
    went = Signal(int)
    next_wanted = Signal()
    back_wanted = Signal()
    network_chosen = Signal(str)
    weights_chosen = Signal(object)
    """Path of a file of weights."""

    def __init__(self) -> None:
        super().__init__()
        self._question: Question | None = None
        self._checks: tuple[Check, ...] = ()
        self._command = ""
        self._current = 0
        self._costs = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._build_steps())
        row.addWidget(Separator(vertical=True))
        row.addLayout(self._build_middle(), 1)
        line, side = Separator(vertical=True), self._build_side()
        row.addWidget(line)
        row.addWidget(side)
        self.drawer = Drawer(self, (line, side))
        self.drawer.changed.connect(self._show_foot)

    def _build_steps(self) -> QWidget:
        panel = SidePanel(self.tr("Steps"), 236, margins=10)
        self._title = Label("", "strong")
        self._step = Label("", "caption", "text3")
        panel.column.addWidget(self._title)
        panel.column.addWidget(self._step)
        self.steps = StepRail()
        self.steps.chosen.connect(self.went)
        panel.column.addWidget(self.steps)
        panel.column.addStretch(1)
        self.copy_button = Button(self.tr("Copy as command"), "ghost", "terminal")
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._command))
        panel.column.addWidget(self.copy_button)
        return panel

    def _build_middle(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        inside = QWidget()
        body = QVBoxLayout(inside)
        body.setContentsMargins(32, 24, 32, 16)
        body.setSpacing(10)
        self._ask = Label("", "question", wrap=True)
        self._sentence = Label("", "body", "text2", wrap=True)
        body.addWidget(self._ask)
        body.addWidget(self._sentence)
        self.cards = ChoiceCards()
        self.cards.chosen.connect(self.answered)
        body.addWidget(self.cards)
        self.more = MoreStudents()
        self.more.chosen.connect(self.network_chosen)
        body.addWidget(self.more)
        self.weights = WeightsView()
        self.weights.chosen.connect(self.weights_chosen)
        body.addWidget(self.weights)
        self._check_box = QVBoxLayout()
        self._check_box.setSpacing(8)
        body.addLayout(self._check_box)
        body.addStretch(1)
        column.addWidget(ScrollColumn(inside, self.tr("Question")), 1)
        column.addWidget(Separator())
        column.addLayout(self._build_foot())
        return column

    def _build_foot(self) -> QVBoxLayout:
        lines = QVBoxLayout()
        lines.setContentsMargins(32, 10, 32, 10)
        lines.setSpacing(6)
        self._foot = Label("", "table", "text2", wrap=True)
        lines.addWidget(self._foot)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self.cancel_button = Button(self.tr("Cancel"), "ghost")
        self.cancel_button.clicked.connect(self.back_wanted)
        self.previous_button = Button(self.tr("Back"), "normal", "chevron-left")
        self.previous_button.clicked.connect(self._previous)
        self.next_button = Button("", "primary", "arrow-right")
        self.next_button.clicked.connect(self.next_wanted)
        foot.addWidget(self.cancel_button)
        foot.addStretch(1)
        foot.addWidget(self.previous_button)
        foot.addWidget(self.next_button)
        lines.addLayout(foot)
        return lines

    def _build_side(self) -> QWidget:
        panel = SidePanel(self.tr("What you will get"), 290)
        panel.column.addWidget(Label(self.tr("You chose"), "strong"))
        self._facts = FactsTable()
        panel.column.addWidget(self._facts)
        self._budget = QWidget()
        box = QVBoxLayout(self._budget)
        box.setContentsMargins(0, 8, 0, 0)
        box.setSpacing(8)
        box.addWidget(Label(self.tr("Budget of the challenge"), "strong"))
        self._bytes = BudgetGauge(self.tr("Weights, int8"), "kB")
        self._macs = BudgetGauge(self.tr("Operations per second"), "MMAC")
        box.addWidget(self._bytes)
        box.addWidget(self._macs)
        self._peak = FactsTable()
        box.addWidget(self._peak)
        panel.column.addWidget(self._budget)
        panel.column.addWidget(Separator())
        panel.column.addWidget(Label(self.tr("Same as this command"), "strong"))
        self.command = QPlainTextEdit()
        self.command.setReadOnly(True)
        self.command.setAccessibleName(self.tr("Same as this command"))
        self.command.setFont(theme.font("code"))
        self.command.setFixedHeight(theme.px(150))
        self.command.setTabChangesFocus(True)
        panel.column.addWidget(self.command)
        panel.column.addStretch(1)
        return panel

    def show_state(self, state: WizardState) -> None:
        """Show the question in front and what follows from the answers."""
        self._command, self._current = state.command, state.current
        self._title.setText(state.title)
        step = self.tr("Step {n} of {all}").format(n=state.current + 1, all=len(state.questions))
        self._step.setText(step)
        self.steps.set_steps([(one.title, one.answer_words) for one in state.questions])
        self.steps.setMinimumHeight(self.steps.sizeHint().height())
        self.steps.set_current(state.current, state.seen)
        self._show_question(state)
        self._show_checks(state.checks if state.last else ())
        self._show_side(state)
        self.previous_button.setVisible(state.current > 0)
        if state.last:
            self.next_button.setText(self.tr("Start"))
            self.next_button.set_icon_name("play")
            self.next_button.set_reason(state.blocked)
        else:
            following = state.questions[state.current + 1].title
            self.next_button.setText(self.tr("Next: {step}").format(step=following))
            self.next_button.set_icon_name("arrow-right")
            self.next_button.set_reason(self._file_reason(state))

    def _show_question(self, state: WizardState) -> None:
        question = state.question
        self._ask.setText(question.question)
        self._sentence.setText(question.sentence)
        if self._question is None or question.options != self._question.options:
            self.cards.set_cards(
                [
                    ChoiceCard(
                        option.key, option.title, option.sentence, option.cost,
                        reason=option.reason,
                    )
                    for option in question.options
                ]
            )  # fmt: skip
        self._question = question
        self.cards.setVisible(bool(question.options))
        self.cards.set_choice(question.answer)
        self.more.setVisible(bool(question.more))
        self.more.show_students(question.more, state.network)
        self.weights.setVisible(question.key == "weights")
        self.weights.show_files(state.published, state.weights)

    def _show_checks(self, checks: tuple[Check, ...]) -> None:
        if checks == self._checks:
            return
        self._checks = checks
        empty_layout(self._check_box)
        for check in checks:
            card = Panel()
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(IconView(CHECK_ICONS[check.state], 16, check.state))
            words = QVBoxLayout()
            words.setSpacing(1)
            words.addWidget(Label(check.title, "strong", wrap=True))
            if check.sentence:
                words.addWidget(Label(check.sentence, "table", "text2", wrap=True))
            row.addLayout(words, 1)
            card.body.addLayout(row)
            self._check_box.addWidget(card)

    def _show_side(self, state: WizardState) -> None:
        self._facts.set_facts(list(state.facts))
        self._budget.setVisible(state.size is not None)
        if state.size is not None:
            self._bytes.set_value(round(state.size.n_bytes / 1000, 1), BUDGET_BYTES / 1000)
            self._macs.set_value(round(state.size.macs / 1e6, 1), BUDGET_MACS / 1e6)
            peak = f"{state.size.peak_bytes / 1000:.0f} kB"
            self._peak.set_facts([(self.tr("Peak working memory"), peak)])
        self._costs = ""
        if state.size is not None:
            kilobytes, mmacs = state.size.n_bytes / 1000, state.size.macs / 1e6
            costs = self.tr("{bytes} of 128 kB · {operations} of 30 MMAC")
            self._costs = costs.format(bytes=f"{kilobytes:.0f}", operations=f"{mmacs:.1f}")
            self._foot.set_color("err" if state.size.over_budget else "text2")
        self._show_foot()
        if self.command.toPlainText() != state.command:
            self.command.setPlainText(state.command)

    def _show_foot(self) -> None:
        """In a narrow window the panel at the right becomes one line."""
        self._foot.setText(self._costs)
        self._foot.setVisible(bool(self._costs) and not self.drawer.is_open)

    def _file_reason(self, state: WizardState) -> str:
        waiting = state.question.key == "weights" and state.weights is None
        return self.tr("Choose the file of weights first.") if waiting else ""

    def _previous(self) -> None:
        self.went.emit(max(0, self._current - 1))
