"""What the step of the student asks beside its cards."""

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ascstudio.jobs.remedies import words_of
from ascstudio.pages.train.wizard.budget_map import BudgetMap, map_points
from ascstudio.pages.train.wizard.more_students import MoreStudents
from ascstudio.pages.train.wizard.setting_up import SettingUp
from ascstudio.pages.train.wizard.wizard import WizardState
from ascstudio.widgets.buttons import SegmentedControl
from ascstudio.widgets.forms import SwitchLine
from ascstudio.widgets.meters import Bar
from ascstudio.widgets.texts import Label


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
        self.budget = SwitchLine(
            self.tr("Keep within the DCASE budget"),
            self.tr("128 kB of weights, 30 million operations for a window of about a second"),
        )
        self.budget.switched.connect(setting_up.set_within_budget)
        column.addWidget(self.budget)
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
        if not wanted:
            self.hide()
            self.shown.hide()
            return
        asked = self._setting_up.budget
        self.budget.switch.setChecked(state.answers.within_budget)
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
        self.shown.show()
        self.show()  # last: shown earlier it would take the room of what was there before

    def _on_shown(self, key: str) -> None:
        if key == "map":
            self._setting_up.ask_budget()
        self._setting_up.changed.emit()
