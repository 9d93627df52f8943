"""The wizard on screen: steps, question and answers, what it will take."""

from bisect import bisect_left
from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
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
from ascstudio.translation import told
from ascstudio.widgets.buttons import Button, CheckBox
from ascstudio.widgets.cards import ChoiceCard, ChoiceCards
from ascstudio.widgets.controls import chain_tabs, tab_stops
from ascstudio.widgets.messages import duration_words
from ascstudio.widgets.rows import Drawer, ScrollColumn, SidePanel
from ascstudio.widgets.steps import StepRail
from ascstudio.widgets.texts import Label, Separator

WITH_MORE = ("goal", "network", "pace", "method")  # steps that show every setting
WIDEST = 760  # of what is asked, at 100 %
HEAD = 2  # the question and its sentence stand above everything
ABOVE, CARDS = -1, 0  # ranks of the parts: those below the cards have higher ones


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
        self._setting_up, self._settings = setting_up, settings
        self._question: Question | None = None
        self._command = ""
        self._current = 0
        self._costs = ""
        self._n_looked = 0
        self._places = Places(self)
        self._stops: tuple[QWidget, ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._build_steps())
        row.addWidget(Separator(vertical=True))
        row.addLayout(self._build_middle(), 1)
        line, self.side = Separator(vertical=True), EstimateView()
        row.addWidget(line)
        row.addWidget(self.side)
        self.drawer = Drawer(self, (line, self.side))
        self.drawer.changed.connect(self._show_foot)
        back = QShortcut(QKeySequence("Alt+Left"), self)  # a button would take the arrow for itself
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self._previous)

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
            panel.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return panel

    def _build_middle(self) -> QVBoxLayout:
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
        self._ranks = [CARDS]
        body.addWidget(self.cards)
        body.addStretch(1)
        self.middle = ScrollColumn(inside, self.tr("Question"))
        column.addWidget(self.middle, 1)
        column.addWidget(Separator())
        self._foot_box = QWidget()
        self._foot_box.setLayout(self._build_foot())
        column.addWidget(self._foot_box)
        return column

    # What some steps show above, below, or in place of, their cards; made when first asked for

    def _insert(self, rank: int, part: QWidget) -> None:
        """Put a part below those of a lower rank."""
        at = bisect_left(self._ranks, rank)
        self._ranks.insert(at, rank)
        self._body.insertWidget(HEAD + at, part)

    @cached_property
    def data(self) -> DataView:
        """Clips by scene and split."""
        made = DataView()
        made.chosen.connect(
            lambda scene, wanted: self._setting_up.choose_scene(scene, wanted=wanted)
        )
        made.divide_wanted.connect(self._setting_up.divide)
        self._insert(1, made)
        return made

    @cached_property
    def together(self) -> TogetherView:
        """Several teachers that speak as one."""
        made = TogetherView(self._setting_up)
        self._insert(2, made)
        return made

    @cached_property
    def student(self) -> StudentExtras:
        """All students, as a list or a map."""
        made = StudentExtras(self._setting_up)
        self._insert(ABOVE, made.shown)
        self._insert(3, made)
        return made

    @cached_property
    def weights(self) -> WeightsView:
        """Published files of which one must be given."""
        made = WeightsView(self._settings)
        made.chosen.connect(self._setting_up.choose_weights)
        self._insert(4, made)
        return made

    @cached_property
    def learning(self) -> LearningExtras:
        """How carefully, whom to believe, what to hear and to watch."""
        made = LearningExtras(self._setting_up)
        self._insert(5, made)
        return made

    @cached_property
    def check(self) -> CheckView:
        """What was looked at, and what will happen."""
        made = CheckView()
        made.acted.connect(self._setting_up.act)
        made.place_chosen.connect(self._setting_up.choose_place)
        made.titled.connect(self._setting_up.set_title)
        self._insert(6, made)
        return made

    @cached_property
    def more(self) -> MoreView:
        """Every setting of the recipe."""
        stages = {
            "finetune": self.tr("Teacher"),
            "distil": self.tr("Student"),
            "quantize": self.tr("int8"),
        }
        made = MoreView(Fields().titles(), stages)
        made.changed.connect(self._setting_up.set_field)
        self._insert(7, made)
        return made

    def _on_stage(self, part: str, *, wanted: bool) -> bool:
        """Whether a part has to be told: one that is wanted, or that was and has to go."""
        return wanted or part in vars(self)

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
        """Enter goes on."""
        typing = isinstance(self.focusWidget(), QLineEdit)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not typing
        if enter and self.next_button.isEnabled():
            self._setting_up.next()
        else:
            super().keyPressEvent(event)

    def show_state(self, state: WizardState) -> None:
        """Show the question in front and what follows from the answers."""
        other = state.current != self._current
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
        if other and self.isVisible():
            self._focus_question()

    def _focus_question(self) -> None:
        """Where Enter goes on and the question is at hand; Qt would take what comes next."""
        first = next(iter(tab_stops(self._body)), None)
        fits = isinstance(first, ChoiceCard | CheckBox)
        there = first if fits and first is not None else self.next_button
        there.setFocus(Qt.FocusReason.OtherFocusReason)

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
        students = question.key == "network" and state.flow == "distil"
        mapped = students and self.student.is_map
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
        if self._on_stage("data", wanted=key == "data"):
            self._show_data(state)
        if self._on_stage("together", wanted=key == "teacher"):
            self.together.show_state(state)
        if self._on_stage("student", wanted=key == "network" and state.flow == "distil"):
            self.student.show_state(state)
        if self._on_stage("learning", wanted=key in ("goal", "pace")):
            self.learning.show_state(state)
        if self._on_stage("weights", wanted=key == "weights"):
            self.weights.show_files(state.published, state.weights)
            self.weights.setVisible(key == "weights")
        if self._on_stage("check", wanted=key == "check"):
            self._show_check(state)
        if self._on_stage("more", wanted=key in WITH_MORE):
            self.more.show_fields(state.fields, state.problem)
            self.more.setVisible(key in WITH_MORE)

    def _show_data(self, state: WizardState) -> None:
        asked = state.question.key == "data"
        if asked:
            found = [one for one in state.findings if one.kind == "leakage"]
            words = " ".join(f"{told(one.title)}. {told(one.sentence)}".strip() for one in found)
            leaks = any(one.level != "ok" for one in found)
            self.data.show_data(state.data, words, leaks, state.problem)
        self.data.setVisible(asked)

    def _show_check(self, state: WizardState) -> None:
        asked = state.question.key == "check"
        if asked:
            self.check.show_findings(state.findings)
            costs = state.looked.costs if state.looked is not None else ()
            legs = [(name, cost.seconds.middle)
                    for name, cost in zip(state.legs, costs, strict=False)]  # fmt: skip
            places = self._places.all(plan.flow) if (plan := self._setting_up.plan()) else ()
            self.check.show_course(legs, places, self._setting_up.place())
            self.check.show_title(state.answers.title)
        self.check.setVisible(asked)

    def _show_foot(self) -> None:
        """In a narrow window the panel at the right becomes one line."""
        self._foot.setText(self._costs)
        self._foot.setVisible(bool(self._costs) and not self.drawer.is_open)

    def _file_reason(self, state: WizardState) -> str:
        waiting = state.question.key == "weights" and state.weights is None
        return self.tr("Choose the file of weights first.") if waiting else ""

    def _previous(self) -> None:
        self._setting_up.go(max(0, self._current - 1))
