"""What the step of learning asks beside its cards."""

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.pages.train.wizard.fields import FieldRow
from ascstudio.pages.train.wizard.setting_up import SettingUp
from ascstudio.pages.train.wizard.wizard import COLOURS, VALIDATION, WizardState
from ascstudio.widgets.buttons import Button, SegmentedControl
from ascstudio.widgets.forms import SwitchLine
from ascstudio.widgets.slider import WordSlider
from ascstudio.widgets.texts import Label, Panel, Separator, empty_layout, show_now
from ml_core import api

MINUTES = 30  # a search takes at most, if nobody says otherwise
USUAL_AT_ONCE, MOST_AT_ONCE = 4, 64  # trials of a round on a cluster


class LearningExtras(QWidget):
    """How carefully for all of the way; trust, colours, validation and a search for settings."""

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
        self.colours = self._build_colours()
        self.watched = self._build_validation()
        self._search = self._build_search()
        for part in (self._careful, self._trust, self.colours, self.watched, self._search):
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

    def _build_colours(self) -> SwitchLine:
        line = SwitchLine(
            self.tr("Device colours"),
            self.tr(
                "Clips are also heard as other microphones would record them (Freq-MixStyle,"
                " impulse responses): it helps with devices never heard."
            ),
        )
        line.switched.connect(self._setting_up.set_colours)
        return line

    def _build_validation(self) -> SwitchLine:
        line = SwitchLine(
            self.tr("Watch the accuracy while it learns"),
            self.tr("A tenth of the sources is kept for it and not learned; the epoch that does"
                    " best on them is the result. Off: everything is learned."),
        )  # fmt: skip
        line.switched.connect(self._setting_up.set_watched)
        return line

    def _build_search(self) -> QWidget:
        card = Panel(self.tr("Search for good settings"))
        words = self.tr(
            "Tries settings; the best on clips kept for validation is kept."
            " Only that one is measured on the test split, once, at the end."
        )
        card.body.addWidget(Label(words, "table", "text2", wrap=True))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(Label(self.tr("Spend at most"), "body"))
        self.minutes = _number_field(MINUTES, QIntValidator(1, 10_000, self))
        self.minutes.setAccessibleName(self.tr("Minutes to spend at most"))
        line.addWidget(self.minutes)
        line.addWidget(Label(self.tr("min"), "body", "text3"))
        line.addSpacing(16)
        line.addWidget(Label(self.tr("Trials at once"), "body"))
        self._at_once_range = QIntValidator(1, 1, self)
        self.at_once = _number_field(1, self._at_once_range)
        self.at_once.setAccessibleName(self.tr("Trials at once"))
        line.addWidget(self.at_once)
        line.addStretch(1)
        self.search_button = Button(self.tr("Search"), "normal", "search")
        self.search_button.clicked.connect(
            lambda: self._setting_up.search(int(self.minutes.text() or MINUTES), self._n_at_once())
        )
        line.addWidget(self.search_button)
        card.body.addLayout(line)
        self._rounds = Label("", "table", "text3", wrap=True)
        card.body.addWidget(self._rounds)
        self._results = QVBoxLayout()
        card.body.addLayout(self._results)
        return card

    def show_state(self, state: WizardState) -> None:
        """Show what this step asks for."""
        key, flow = state.question.key, state.flow
        if key not in ("goal", "pace"):
            self.hide()
            return
        self._stage = "finetune" if flow == "all" else flow
        self._careful.setVisible(key == "goal")
        self.pace.set_choice(state.answers.pace)
        rows = {row.field.name: row for row in state.fields.get(self._stage, ())}
        self._show_trust(state, rows)
        self.colours.setVisible(key == "pace" and COLOURS[0] in rows)
        self.colours.switch.setChecked(any(rows[one].value for one in COLOURS if one in rows))
        self.watched.setVisible(VALIDATION in rows)
        self.watched.switch.setChecked(VALIDATION in rows and bool(rows[VALIDATION].value))
        self._search.setVisible(key == "pace")
        self._show_rounds(api.Compute.parse(state.answers.compute))
        self._show_found(state)
        self.show()  # last: shown earlier it would take the room of what was there before

    def _show_rounds(self, there: "api.Compute") -> None:
        """How many trials there can be at once where it is computed; said is what that means."""
        here = max(2, api.physical_cores())
        least, most, usual, words = {
            "ray": (
                2, MOST_AT_ONCE, USUAL_AT_ONCE,
                self.tr("The cluster tries so many at the same time; what one round of them finds"
                        " out is for the next."),
            ),
            "processes": (
                2, max(here, there.n), there.n,
                self.tr("So many processes try at the same time; what one round of them finds out"
                        " is for the next."),
            ),
        }.get(there.kind, (
            1, here, 1,
            self.tr("1: one after the other, each with all that is known by then. More: in as many"
                    " processes, in rounds; each is slower."),
        ))  # fmt: skip
        self._rounds.setText(words)
        self.at_once.setAccessibleDescription(words)
        self._at_once_range.setRange(least, most)
        if not self.at_once.isModified() or not least <= self._n_at_once() <= most:
            self.at_once.setText(str(usual))

    def _n_at_once(self) -> int:
        return max(int(self.at_once.text() or 0), self._at_once_range.bottom())

    def _show_trust(self, state: WizardState, rows: dict[str, FieldRow]) -> None:
        row = rows.get("soft_weight")
        taught = row is not None and self._setting_up.has_teacher() and state.flow == "distil"
        self._trust.setVisible(taught)
        if row is not None:
            share = float(row.value)
            self.trust.set_value(share)
            words = self.tr("{n} % from the teacher, {rest} % from the labels. Usually {usual} %.")
            n, usual = round(100 * share), round(100 * float(row.default))
            self.trust.set_consequence(words.format(n=n, rest=100 - n, usual=usual))

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
            line.addWidget(Label(opened.words or opened.title, "table", "text2", wrap=True), 1)
            line.addWidget(button)
            self._results.addLayout(line)
        show_now(self._results)


def _number_field(value: int, allowed: QIntValidator) -> QLineEdit:
    """A field for a whole number."""
    field = QLineEdit(str(value))
    field.setValidator(allowed)
    field.setFixedWidth(theme.px(64))
    return field
