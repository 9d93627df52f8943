"""Several teachers that speak as one: who, how, what it would bring, where they disagree."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.jobs.remedies import words_of
from ascstudio.pages.train.flows import SourceRun
from ascstudio.pages.train.wizard.plan import SEVERAL
from ascstudio.pages.train.wizard.setting_up import SettingUp
from ascstudio.pages.train.wizard.wizard import WizardState
from ascstudio.project.clip_model import device_title
from ascstudio.project.names import network_title, percent
from ascstudio.widgets.buttons import Button, CheckBox, SegmentedControl
from ascstudio.widgets.meters import Bar
from ascstudio.widgets.texts import Label, Panel, empty_layout, show_now
from ascstudio.words import numeral
from ml_core import api

MOST_BIASES = 6  # the largest of them


class TogetherView(QWidget):
    """Check boxes of teachers, average or fuse, then weights, biases and accuracies."""

    def __init__(self, setting_up: SettingUp) -> None:
        super().__init__()
        self._setting_up = setting_up
        self._answer: object = None
        self.boxes: dict[str, CheckBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._panel = Panel(self.tr("Several together"))
        self._rows = QVBoxLayout()
        self._panel.body.addLayout(self._rows)
        line = QHBoxLayout()
        line.setSpacing(12)
        choices = [("fuse", self.tr("Fuse")), ("average", self.tr("Average"))]
        self.how = SegmentedControl(self.tr("How they speak as one"), choices)
        self.how.chosen.connect(lambda _: self._choose())
        line.addWidget(self.how)
        self._about = Label("", "table", "text3", wrap=True)
        line.addWidget(self._about, 1)
        self.preview_button = Button(self.tr("What would it bring?"), "normal", "evaluate")
        self.preview_button.clicked.connect(setting_up.preview_fusion)
        line.addWidget(self.preview_button)
        self._panel.body.addLayout(line)
        self._bar = Bar(self.tr("Hearing the clips"))
        self._panel.body.addWidget(self._bar)
        self._problem = Label("", "table", "err", wrap=True)
        self._panel.body.addWidget(self._problem)
        column.addWidget(self._panel)
        self._result = QVBoxLayout()
        self._result.setSpacing(10)
        column.addLayout(self._result)

    def show_state(self, state: WizardState) -> None:
        """Show who was chosen, and what the engine said of it."""
        wanted = state.question.key == "teacher" and state.answers.source == SEVERAL
        if not wanted:
            self.hide()
            return
        self._show_boxes(state)
        average = state.answers.average
        self.how.set_choice("average" if average else "fuse")
        self._about.setText(
            self.tr("All count the same.")
            if average
            else self.tr(
                "Weights and a bias per scene are fitted on sources that all of them kept."
            )
        )
        asked = self._setting_up.fusion
        self._bar.setVisible(asked.busy)
        self._bar.set_fraction(asked.fraction)
        failure = asked.failure
        self._problem.setText(words_of(failure))
        self._problem.setVisible(failure is not None)
        few = len(state.answers.together) < 2
        self.preview_button.set_reason(self.tr("Choose at least two.") if few else "")
        self.preview_button.setText(
            self.tr("Stop") if asked.busy else self.tr("What would it bring?")
        )
        answer = asked.answer if asked.key == self._setting_up.fusion_key() else {}
        if answer is not self._answer:
            self._answer = answer
            empty_layout(self._result)
            if answer:
                named = {run.path.name: run for run in state.teachers}
                self._show_answer(answer, [_name(named.get(one), one) for one in answer["runs"]])
        self.show()  # last: shown earlier it would take the room of what was there before

    def _show_boxes(self, state: WizardState) -> None:
        if list(self.boxes) != [str(run.path) for run in state.teachers]:
            empty_layout(self._rows)
            self.boxes = {}
            for run in state.teachers:
                share = "" if run.accuracy is None else f" · {percent(run.accuracy)}"
                box = CheckBox(f"{_name(run, run.name)}{share}")
                box.clicked.connect(self._choose)
                self.boxes[str(run.path)] = box
                self._rows.addWidget(box)
            show_now(self._rows)
        for path, box in self.boxes.items():
            box.setChecked(path in state.answers.together)

    def _choose(self) -> None:
        chosen = [path for path, box in self.boxes.items() if box.isChecked()]
        self._setting_up.choose_teachers(chosen, average=self.how.choice() == "average")

    def _show_answer(self, answer: Mapping[str, Any], names: Sequence[str]) -> None:
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self._weights(names, answer["weights"]), 1)
        line.addWidget(self._biases(answer["scenes"], answer["biases"]), 1)
        self._result.addLayout(line)
        if answer.get("accuracy") is not None:
            self._result.addWidget(self._accuracies(names, answer))
        self._result.addWidget(self._disagreement(answer["disagreement"]))
        show_now(self._result)

    def _weights(self, names: Sequence[str], weights: Sequence[float]) -> Panel:
        card = Panel(self.tr("Weights"), self.tr("that its scores are multiplied with"))
        most = max((abs(weight) for weight in weights), default=1.0) or 1.0
        for name, weight in zip(names, weights, strict=False):
            card.body.addLayout(_bar_line(name, abs(weight) / most, numeral(weight, ".2f")))
        card.body.addStretch(1)
        return card

    def _biases(self, scenes: Sequence[str], biases: Sequence[float]) -> Panel:
        card = Panel(self.tr("Biases"), self.tr("added to each scene; amber: taken off"))
        rows = sorted(zip(scenes, biases, strict=False), key=lambda row: -abs(row[1]))
        most = abs(rows[0][1]) if rows and rows[0][1] else 1.0
        for scene, bias in rows[:MOST_BIASES]:
            name = api.display_name(scene)
            shade = "accent" if bias >= 0 else "warn_fill"
            card.body.addLayout(_bar_line(name, abs(bias) / most, numeral(bias, "+.2f"), shade))
        card.body.addStretch(1)
        return card

    def _accuracies(self, names: Sequence[str], answer: Mapping[str, Any]) -> Panel:
        """Alone, averaged and fused, over all and per device."""
        card = Panel(self.tr("Accuracy"), self.tr("on the test split, alone and together"))
        columns = [
            *zip(names, answer["systems"], strict=False),
            (self.tr("averaged"), answer["averaged"]),
            (self.tr("fused"), answer["fused"]),
        ]
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.addWidget(Label(self.tr("Device"), "caption", "text3"), 0, 0)
        devices = sorted(answer["fused"]["per_device"])
        for n, device in enumerate(devices, 2):
            name = device_title(device) or self.tr("no device given")
            grid.addWidget(Label(name, "table", "text2"), n, 0)
        grid.addWidget(Label(self.tr("all"), "strong"), 1, 0)
        for column, (title, row) in enumerate(columns, 1):
            grid.addWidget(Label(title, "caption", "text3"), 0, column)
            grid.addWidget(Label(percent(row["accuracy"]), "strong"), 1, column)
            for n, device in enumerate(devices, 2):
                share = row["per_device"].get(device)
                words = "–" if share is None else percent(share)
                grid.addWidget(Label(words, "table"), n, column)
        card.body.addLayout(grid)
        if answer.get("fitted_on") == "training sources":
            said = self.tr(
                "No sources were kept from all of them, so the weights favour whoever learnt them"
                " by heart. Train them with one validation share and seed, or average."
            )
            card.body.addWidget(Label(said, "table", "warn", wrap=True))
        return card

    def _disagreement(self, told: Mapping[str, Any]) -> Panel:
        card = Panel()
        line = QHBoxLayout()
        words = self.tr("They disagree about {n} of {all} clips.")
        sentence = words.format(n=told["n_disagree"], all=told["n_clips"])
        line.addWidget(Label(sentence, "body", wrap=True), 1)
        button = Button(self.tr("Where do they disagree?"), "normal", "explore")
        ids = tuple(told["segment_ids"])
        button.clicked.connect(lambda: self._setting_up.show_clips(ids))
        button.set_reason("" if ids else self.tr("They agree about every clip."))
        line.addWidget(button)
        card.body.addLayout(line)
        self.explore_button = button
        return card


def _name(run: SourceRun | None, name: str) -> str:
    """A teacher as people tell it from others of the same network."""
    return name if run is None else f"{run.title or network_title(run.network)}, {run.name}"


def _bar_line(name: str, share: float, words: str, shade: str = "accent") -> QHBoxLayout:
    line = QHBoxLayout()
    title = Label(name, "table", "text2")
    title.setMinimumWidth(theme.px(110))
    bar = Bar(name, 8)
    bar.set_fraction(share)
    bar.set_color(shade)
    number = Label(words, "table")
    number.setMinimumWidth(theme.px(48))
    for part, stretch in ((title, 0), (bar, 1), (number, 0)):
        line.addWidget(part, stretch)
    return line
