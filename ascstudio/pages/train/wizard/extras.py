"""What the steps of student and learning ask beside their cards."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.jobs.remedies import words_of
from ascstudio.pages.train.wizard.budget_map import BudgetMap, map_points
from ascstudio.pages.train.wizard.fields import FieldRow
from ascstudio.pages.train.wizard.more_students import MoreStudents
from ascstudio.pages.train.wizard.setting_up import SettingUp
from ascstudio.pages.train.wizard.wizard import WizardState
from ascstudio.widgets.buttons import Button, SegmentedControl, Switch
from ascstudio.widgets.meters import Bar
from ascstudio.widgets.slider import WordSlider
from ascstudio.widgets.texts import Label, Panel, Separator, empty_layout

MINUTES = 30  # a search takes at most, if nobody says otherwise
COLOURS = ("freq_mixstyle_share", "dir_share")
USUAL_SHARE = 0.4


class StudentExtras(QWidget):
    """The map in place of the list, the budget switch, all students by name.

    Attributes:
        shown: list or map; it stands above the cards.
    """

    def __init__(self, setting_up: SettingUp) -> None:
        super().__init__()
        self._setting_up = setting_up
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        choices = [("list", self.tr("List")), ("map", self.tr("Budget map"))]
        self.shown = SegmentedControl(self.tr("Show students as"), choices)
        self.shown.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.shown.chosen.connect(self._on_shown)
        self._bar = Bar(self.tr("Measuring the students on file"))
        column.addWidget(self._bar)
        self._problem = Label("", "table", "err", wrap=True)
        column.addWidget(self._problem)
        self.map = BudgetMap()
        self.map.chosen.connect(setting_up.choose_network)
        column.addWidget(self.map)
        switch = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(self.tr("Keep within the DCASE budget"), "strong"))
        sentence = self.tr("128 kB of weights, 30 million operations for one second of sound")
        words.addWidget(Label(sentence, "table", "text2", wrap=True))
        switch.addLayout(words, 1)
        self.budget = Switch(self.tr("Keep within the DCASE budget"))
        self.budget.clicked.connect(lambda: setting_up.set_within_budget(self.budget.isChecked()))
        switch.addWidget(self.budget)
        column.addLayout(switch)
        self.more = MoreStudents()
        self.more.chosen.connect(setting_up.choose_network)
        column.addWidget(self.more)

    @property
    def is_map(self) -> bool:
        """Whether the map is shown in place of the list."""
        return self.shown.choice() == "map"

    def show_state(self, state: WizardState) -> None:
        """Show what can be chosen."""
        wanted = state.flow == "distil" and state.question.key == "network"
        self.setVisible(wanted)
        self.shown.setVisible(wanted)
        if not wanted:
            return
        asked = self._setting_up.budget
        self.budget.setChecked(state.answers.within_budget)
        self.more.show_students(state.question.more, state.network)
        self.map.setVisible(self.is_map)
        self.more.setVisible(not self.is_map)
        self._bar.setVisible(self.is_map and asked.busy)
        self._bar.set_fraction(asked.fraction)
        failure = asked.failure
        self._problem.setText(words_of(failure))
        self._problem.setVisible(self.is_map and failure is not None)
        if self.is_map:
            network = state.network or state.answers.network
            self.map.show_points(map_points(asked.answer), network)

    def _on_shown(self, key: str) -> None:
        if key == "map":
            self._setting_up.ask_budget()
        self._setting_up.changed.emit()


class LearningExtras(QWidget):
    """How carefully for all of the way; trust, device colours and a search for good settings."""

    search_wanted = Signal(int)

    def __init__(self, setting_up: SettingUp) -> None:
        super().__init__()
        self._setting_up = setting_up
        self._found: tuple[str, ...] = ()
        self._stage = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._careful = self._build_pace()
        self._trust = self._build_trust()
        self._colours = self._build_colours()
        self._search = self._build_search()
        for part in (self._careful, self._trust, self._colours, self._search):
            column.addWidget(part)

    def _build_pace(self) -> QWidget:
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(Label(self.tr("How carefully?"), "strong"))
        line.addStretch(1)
        paces = [
            ("quick", self.tr("Quick")),
            ("balanced", self.tr("Balanced")),
            ("thorough", self.tr("Thorough")),
        ]
        self.pace = SegmentedControl(self.tr("How carefully?"), paces)
        self.pace.chosen.connect(self._setting_up.choose_pace)
        line.addWidget(self.pace)
        return box

    def _build_trust(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Label(self.tr("Whom should it believe?"), "strong"))
        self.trust = WordSlider(
            self.tr("Whom should it believe?"), self.tr("Trust labels"), self.tr("Trust teacher"),
            0.9,
        )  # fmt: skip
        self.trust.changed.connect(
            lambda share: self._setting_up.set_field("distil", "soft_weight", round(share, 2))
        )
        column.addWidget(self.trust)
        return box

    def _build_colours(self) -> QWidget:
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(self.tr("Device colours"), "strong"))
        sentence = self.tr("Clips are heard in the colour of other devices, for those never heard.")
        words.addWidget(Label(sentence, "table", "text2", wrap=True))
        line.addLayout(words, 1)
        self.colours = Switch(self.tr("Device colours"))
        self.colours.clicked.connect(self._on_colours)
        line.addWidget(self.colours)
        return box

    def _build_search(self) -> QWidget:
        card = Panel(self.tr("Search for good settings"))
        words = self.tr(
            "Tries settings one after the other and keeps the best so far. The test split is not"
            " looked at."
        )
        card.body.addWidget(Label(words, "table", "text2", wrap=True))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(Label(self.tr("Spend at most"), "body"))
        self.minutes = QLineEdit(str(MINUTES))
        self.minutes.setValidator(QIntValidator(1, 10_000, self))
        self.minutes.setFixedWidth(theme.px(64))
        self.minutes.setAccessibleName(self.tr("Minutes to spend at most"))
        line.addWidget(self.minutes)
        line.addWidget(Label(self.tr("min"), "body", "text3"))
        line.addStretch(1)
        self.search_button = Button(self.tr("Search"), "normal", "search")
        self.search_button.clicked.connect(
            lambda: self._setting_up.search(int(self.minutes.text() or MINUTES))
        )
        line.addWidget(self.search_button)
        card.body.addLayout(line)
        self._results = QVBoxLayout()
        card.body.addLayout(self._results)
        return card

    def show_state(self, state: WizardState) -> None:
        """Show what this step asks for."""
        key, flow = state.question.key, state.flow
        self.setVisible(key in ("goal", "pace"))
        if key not in ("goal", "pace"):
            return
        self._stage = "finetune" if flow == "all" else flow
        self._careful.setVisible(key == "goal")
        self.pace.set_choice(state.answers.pace)
        rows = {row.field.name: row for row in state.fields.get(self._stage, ())}
        self._show_trust(state, rows)
        self._colours.setVisible(key == "pace" and COLOURS[0] in rows)
        if COLOURS[0] in rows:
            self.colours.setChecked(any(bool(rows[name].value) for name in COLOURS))
        self._search.setVisible(key == "pace")
        self._show_found(state)

    def _show_trust(self, state: WizardState, rows: dict[str, FieldRow]) -> None:
        row = rows.get("soft_weight")
        taught = row is not None and self._setting_up.has_teacher() and state.flow == "distil"
        self._trust.setVisible(taught)
        if row is not None:
            share = float(row.value)
            self.trust.set_value(share)
            words = self.tr(
                "{n} tenths from the teacher, the rest from the labels. Usually {usual}."
            )
            usual = f"{10 * float(row.default):.0f}"
            self.trust.set_consequence(words.format(n=f"{10 * share:.0f}", usual=usual))

    def _show_found(self, state: WizardState) -> None:
        names = tuple(found.name for found in state.found)
        if names == self._found:
            return
        self._found = names
        empty_layout(self._results)
        if names:
            self._results.addWidget(Separator())
        for opened in state.found:
            button = Button(self.tr("Use what it found"), "ghost", "check")
            button.clicked.connect(lambda _=False, one=opened: self._setting_up.open_recipe(one))
            line = QHBoxLayout()
            line.addWidget(Label(opened.recipe.about or opened.title, "table", "text2"), 1)
            line.addWidget(button)
            self._results.addLayout(line)

    def _on_colours(self) -> None:
        on = self.colours.isChecked()
        for name in COLOURS:
            if not on:
                self._setting_up.set_field(self._stage, name, 0.0)
            else:
                self._setting_up.set_field(self._stage, name, None)
        if on and not self.colours.isChecked():
            self._setting_up.set_field(self._stage, COLOURS[0], USUAL_SHARE)
