"""The wizard on screen: steps, question and answers, what it will take."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.pages.train.wizard.check_view import CheckView
from ascstudio.pages.train.wizard.compute import Places
from ascstudio.pages.train.wizard.data_view import DataView
from ascstudio.pages.train.wizard.estimate_view import EstimateView, foot_words
from ascstudio.pages.train.wizard.fields import Fields
from ascstudio.pages.train.wizard.learning_extras import LearningExtras
from ascstudio.pages.train.wizard.more_view import MoreView
from ascstudio.pages.train.wizard.questions import Question
from ascstudio.pages.train.wizard.setting_up import SettingUp
from ascstudio.pages.train.wizard.student_extras import StudentExtras
from ascstudio.pages.train.wizard.together_view import TogetherView
from ascstudio.pages.train.wizard.weights_view import WeightsView
from ascstudio.pages.train.wizard.wizard import WizardState
from ascstudio.settings import Settings
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.cards import ChoiceCard, ChoiceCards
from ascstudio.widgets.controls import chain_tabs, tab_stops
from ascstudio.widgets.messages import duration_words
from ascstudio.widgets.rows import Drawer, ScrollColumn, SidePanel
from ascstudio.widgets.steps import StepRail
from ascstudio.widgets.texts import Label, Separator

WITH_MORE = ("goal", "network", "pace", "method")  # steps that show every setting
WIDEST = 760  # of what is asked, at 100 %


class WizardView(QWidget):
    """Steps 236, question and answers, estimate 290; the foot goes on.

    Args:
        setting_up: takes the answers.
        settings: where choosers begin.
    """

    left = Signal()
    """Back to the runs; the draft stays."""
    save_wanted = Signal()

    def __init__(self, setting_up: SettingUp, settings: Settings) -> None:
        super().__init__()
        self._setting_up = setting_up
        self._question: Question | None = None
        self._command = ""
        self._current = 0
        self._costs = ""
        self._n_looked = 0
        self._places = Places().all()
        self._stops: tuple[QWidget, ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._build_steps())
        row.addWidget(Separator(vertical=True))
        row.addLayout(self._build_middle(settings), 1)
        line, self.side = Separator(vertical=True), EstimateView()
        row.addWidget(line)
        row.addWidget(self.side)
        self.drawer = Drawer(self, (line, self.side))
        self.drawer.changed.connect(self._show_foot)

    def _build_steps(self) -> QWidget:
        panel = SidePanel(self.tr("Steps"), 236, margins=10)
        self._title = Label("", "strong")
        self._step = Label("", "caption", "text3")
        panel.column.addWidget(self._title)
        panel.column.addWidget(self._step)
        self.steps = StepRail()
        self.steps.chosen.connect(self._setting_up.go)
        panel.column.addWidget(self.steps)
        panel.column.addStretch(1)
        self.anew_button = Button(self.tr("Begin anew"), "ghost", "undo")
        self.anew_button.clicked.connect(self._setting_up.begin_anew)
        self.save_button = Button(self.tr("Save as recipe…"), "ghost", "save")
        self.save_button.clicked.connect(self.save_wanted)
        self.copy_button = Button(self.tr("Copy as command"), "ghost", "terminal")
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._command))
        for button in (self.anew_button, self.save_button, self.copy_button):
            panel.column.addWidget(button)
        return panel

    def _build_middle(self, settings: Settings) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        inside = QWidget()
        around = QHBoxLayout(inside)
        around.setContentsMargins(32, 24, 32, 16)
        asked = QWidget()
        asked.setMaximumWidth(theme.px(WIDEST))
        around.addStretch(1)
        around.addWidget(asked, 1000)
        around.addStretch(1)
        self._body = body = QVBoxLayout(asked)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(10)
        self._ask = Label("", "question", wrap=True)
        self._sentence = Label("", "body", "text2", wrap=True)
        body.addWidget(self._ask)
        body.addWidget(self._sentence)
        self.cards = ChoiceCards()
        self.cards.chosen.connect(self._setting_up.answer)
        parts = self._build_parts(settings)
        body.addWidget(self.student.shown)
        for part in (self.cards, *parts):
            body.addWidget(part)
        body.addStretch(1)
        self.middle = ScrollColumn(inside, self.tr("Question"))
        column.addWidget(self.middle, 1)
        column.addWidget(Separator())
        self._foot_box = QWidget()
        self._foot_box.setLayout(self._build_foot())
        column.addWidget(self._foot_box)
        return column

    def _build_parts(self, settings: Settings) -> tuple[QWidget, ...]:
        """What some steps show below, or in place of, their cards."""
        ours = self._setting_up
        self.data = DataView()
        self.data.chosen.connect(lambda scene, wanted: ours.choose_scene(scene, wanted=wanted))
        self.data.divide_wanted.connect(ours.divide)
        self.together = TogetherView(ours)
        self.student = StudentExtras(ours)
        self.weights = WeightsView(settings)
        self.weights.chosen.connect(ours.choose_weights)
        self.learning = LearningExtras(ours)
        self.check = CheckView()
        self.check.acted.connect(ours.act)
        self.check.place_chosen.connect(ours.choose_place)
        stages = {
            "finetune": self.tr("Teacher"),
            "distil": self.tr("Student"),
            "quantize": self.tr("int8"),
        }
        self.more = MoreView(Fields().titles(), stages)
        self.more.changed.connect(ours.set_field)
        return (self.data, self.together, self.student, self.weights, self.learning, self.check,
                self.more)  # fmt: skip

    def _build_foot(self) -> QVBoxLayout:
        lines = QVBoxLayout()
        lines.setContentsMargins(32, 10, 32, 10)
        lines.setSpacing(6)
        self._foot = Label("", "table", "text2", wrap=True)
        lines.addWidget(self._foot)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self.cancel_button = Button(self.tr("Cancel"), "ghost")
        self.cancel_button.clicked.connect(self.left)
        self.previous_button = Button(self.tr("Back"), "normal", "chevron-left")
        self.previous_button.clicked.connect(self._previous)
        self.next_button = Button("", "primary", "arrow-right")
        self.next_button.clicked.connect(self._setting_up.next)
        foot.addWidget(self.cancel_button)
        foot.addStretch(1)
        foot.addWidget(self.previous_button)
        foot.addWidget(self.next_button)
        lines.addLayout(foot)
        return lines

    def foot_height(self) -> int:
        """Of the row of buttons, in pixels."""
        return self._foot_box.height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Alt+Left goes back."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        typing = isinstance(self.focusWidget(), QLineEdit)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not typing
        if enter and self.next_button.isEnabled():
            self._setting_up.next()
        elif alt and event.key() == Qt.Key.Key_Left and self._current > 0:
            self._previous()
        else:
            super().keyPressEvent(event)

    def show_state(self, state: WizardState) -> None:
        """Show the question in front and what follows from the answers."""
        self._command, self._current = state.command, state.current
        self._title.setText(state.title)
        step = self.tr("Step {n} of {all}").format(n=state.current + 1, all=len(state.questions))
        self._step.setText(step)
        self.steps.set_steps([(one.title, one.answer_words) for one in state.questions])
        self.steps.setMinimumHeight(self.steps.sizeHint().height())
        self.steps.set_current(state.current, state.seen)
        self.anew_button.setVisible(self._setting_up.went_on)
        self._show_question(state)
        self._show_parts(state)
        self.side.show_state(state, trying=self._setting_up.trial.busy)
        self._costs = foot_words(state.looked, state.size)
        over = state.size is not None and state.size.over_budget
        self._foot.set_color("err" if over else "text2")
        self._show_foot()
        self._show_next(state)
        self._chain()

    def _chain(self) -> None:
        """Tab goes from the steps through the question to its buttons, and then beside it."""
        stops = (
            self.steps, *tab_stops(self._body), self.cancel_button, self.previous_button,
            self.next_button, self.anew_button, self.save_button, self.copy_button,
            self.side.command,
        )  # fmt: skip
        if stops != self._stops:
            self._stops = stops
            chain_tabs(stops)

    def _show_next(self, state: WizardState) -> None:
        self.previous_button.setVisible(state.current > 0)
        if not state.last:
            following = state.questions[state.current + 1].title
            self.next_button.setText(self.tr("Next: {step}").format(step=following))
            self.next_button.set_icon_name("arrow-right")
            self.next_button.set_reason(self._file_reason(state))
            return
        words = self.tr("Start")
        if state.looked is not None:
            time = duration_words(state.looked.cost.seconds.middle)
            words = self.tr("Start, about {time}").format(time=time)
        self.next_button.setText(words)
        self.next_button.set_icon_name("play")
        self.next_button.set_reason(state.blocked)

    def _show_question(self, state: WizardState) -> None:
        question = state.question
        self._ask.setText(question.question)
        self._sentence.setText(question.sentence or self._checked_words(state))
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
        mapped = question.key == "network" and self.student.is_map
        self.cards.setVisible(bool(question.options) and not mapped)
        self.cards.set_choice(question.answer)

    def _checked_words(self, state: WizardState) -> str:
        """What the checks come to, in one sentence."""
        if state.unchecked:
            return self.tr("Your data could not be checked. Any change of an answer tries again.")
        if state.looked is None:
            return self.tr("Your data is being checked.")
        blocking = sum(one.level == "block" for one in state.findings)
        better = sum(one.level == "warn" for one in state.findings)
        if blocking:
            return self.tr("Your data was checked. What is red keeps it from starting.")
        if not better:
            return self.tr("Your data was checked. Nothing speaks against it.")
        if better == 1:
            return self.tr(
                "Your data was checked. One thing could be better, it does not stop you."
            )
        words = self.tr("Your data was checked. {n} things could be better, none stops you.")
        return words.format(n=better)

    def _show_parts(self, state: WizardState) -> None:
        key = state.question.key
        self.data.setVisible(key == "data")
        if key == "data":
            found = [one for one in state.findings if one.kind == "leakage"]
            words = " ".join(f"{one.title}. {one.sentence}".strip() for one in found)
            leaks = any(one.level != "ok" for one in found)
            self.data.show_data(state.data, words, leaks, state.problem)
        self.together.show_state(state)
        self.student.show_state(state)
        self.learning.show_state(state)
        self.weights.setVisible(key == "weights")
        self.weights.show_files(state.published, state.weights)
        self.check.setVisible(key == "check")
        if key == "check":
            self.check.show_findings(state.findings)
            costs = state.looked.costs if state.looked is not None else ()
            legs = [(name, cost.seconds.middle)
                    for name, cost in zip(state.legs, costs, strict=False)]  # fmt: skip
            self.check.show_course(legs, self._places, self._setting_up.place())
        self.more.setVisible(key in WITH_MORE)
        self.more.show_fields(state.fields, state.problem)

    def _show_foot(self) -> None:
        """In a narrow window the panel at the right becomes one line."""
        self._foot.setText(self._costs)
        self._foot.setVisible(bool(self._costs) and not self.drawer.is_open)

    def _file_reason(self, state: WizardState) -> str:
        waiting = state.question.key == "weights" and state.weights is None
        return self.tr("Choose the file of weights first.") if waiting else ""

    def _previous(self) -> None:
        self._setting_up.go(max(0, self._current - 1))
