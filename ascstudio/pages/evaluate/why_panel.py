"""Why a device is low: how it does, and the causes, each with the one thing to do about it."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ascstudio.jobs.remedies import without_commands
from ascstudio.pages.evaluate.answers import Cause, Why
from ascstudio.pages.evaluate.presenter import EvaluatePresenter
from ascstudio.pages.evaluate.state import EvaluateState
from ascstudio.pages.evaluate.words import Words, percent, points
from ascstudio.translation import told
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.chips import KeyCap
from ascstudio.widgets.messages import IconView
from ascstudio.widgets.texts import Label, empty_layout
from ascstudio.words import counted

ICONS = {
    "colour": "device", "level": "level", "clipping": "warning", "scenes": "matrix",
    "not_in_training": "info", "no_device_augmentation": "info",
}  # fmt: skip


class WhyPanel(QWidget):
    """Stands in the inspector: short beside the matrix, with cards on *Devices and scenes*."""

    def __init__(self, presenter: EvaluatePresenter) -> None:
        super().__init__()
        self._presenter, self._words = presenter, Words()
        self._shown: tuple[object, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.title = Label("", "strong", wrap=True)
        column.addWidget(self.title)
        line = QHBoxLayout()
        line.setSpacing(8)
        self.number = Label("", "number")
        self.beside = Label("", "table", "text3", wrap=True)
        line.addWidget(self.number)
        line.addWidget(self.beside, 1)
        column.addLayout(line)
        self.sentence = Label("", "table", "text2", wrap=True)
        column.addWidget(self.sentence)
        self.ask_button = Button(self.tr("Find the causes"), "normal", "device", small=True)
        self.ask_button.clicked.connect(lambda: presenter.ask("why"))
        column.addWidget(self.ask_button)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        column.addLayout(self._list)
        self.buttons: dict[int, Button] = {}

    def show_state(self, state: EvaluateState) -> None:
        """Show the device in question, shortly or with everything that is known."""
        name, result = state.figures_device, state.result
        figure = result.device(name) if result is not None else None
        self.setVisible(figure is not None)
        if figure is None or name is None:
            return
        asked = state.answer("why")
        why = asked.answer if isinstance(asked.answer, Why) else None
        cards = state.tab == "devices"
        device = self._words.device(name)
        self.title.set_role("section" if cards else "strong")
        low = why is not None and why.low
        question = self.tr("Why is {device} low?") if low else self.tr("How is {device}?")
        if cards:
            question = self.tr("Device {name}").format(name=device)
        elif not name:
            question = self.tr("Where the device is not known")
        self.title.setText(question.format(device=device))
        self.number.setVisible(cards)
        self.beside.setVisible(cards)
        if figure.few:
            words = counted(figure.n, self.tr("{n} clip"), self.tr("{n} clips"))
            self.number.setText(words)
            self.beside.setText(self.tr("too few to say"))
        else:
            self.number.setText(percent(figure.accuracy))
            self.beside.setText(self._words.interval(figure.ci95))
        self.number.set_color("warn" if why is not None and why.low else "text")
        self.sentence.setText(self._sentence(state, why))
        self.sentence.setVisible(bool(self.sentence.text()))
        self.ask_button.setVisible(why is None and not asked.running)
        shown = (why, cards)
        if shown != self._shown:
            self._shown = shown
            self._list_causes(why, cards=cards)

    def _sentence(self, state: EvaluateState, why: Why | None) -> str:
        asked = state.answer("why")
        if why is not None:
            return self._standing(why)
        if asked.running:
            return self.tr("Listening to its clips and to the training devices…")
        if asked.failure is not None:
            return without_commands(asked.failure.message)
        return ""

    def _standing(self, why: Why) -> str:
        """How it stands to the training devices, under the name that the page gives it."""
        if why.difference is None or why.difference_ci95 is None:
            return told(why.sentence)
        words = self.tr("Not clearly lower than the training devices: {points} points, {interval}.")
        if why.low:
            words = self.tr("Lower than the training devices: {points} points, {interval}.")
        return words.format(
            points=points(why.difference),
            interval=self._words.interval(why.difference_ci95, sign=True),
        )

    def _list_causes(self, why: Why | None, *, cards: bool) -> None:
        empty_layout(self._list)
        self.buttons = {}
        if why is None:
            return
        if cards:
            for cause in why.causes:
                self._list.addWidget(self._card(cause, why))
            return
        for cause in why.causes[:3]:
            self._list.addWidget(self._line(cause))
        row = QHBoxLayout()
        row.setSpacing(6)
        kinds = {cause.action: cause for cause in reversed(why.causes)}
        for kind in ("hear_as", "new_run", "more_data", "hear_clips"):
            if kind in kinds and row.count() < 2:
                row.addWidget(self._button(kinds[kind], why), 1)
        self._list.addLayout(row)

    def _line(self, cause: Cause) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        icon = IconView(ICONS.get(cause.kind, "info"), 14, "text3")
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        words = Label(told(cause.title), "table", "text2", wrap=True)
        words.setToolTip(told(cause.sentence))
        row.addWidget(words, 1)
        return box

    def _card(self, cause: Cause, why: Why) -> QWidget:
        card = QWidget()
        card.setObjectName("card")
        card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        card.setAccessibleName(f"{cause.number}. {told(cause.title)}")
        grid = QGridLayout(card)
        grid.setContentsMargins(12, 10, 12, 10)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.addWidget(KeyCap(str(cause.number)), 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(told(cause.title), "strong", wrap=True), 0, 1)
        grid.addWidget(Label(told(cause.sentence), "table", "text2", wrap=True), 1, 1)
        grid.addWidget(self._button(cause, why), 2, 1, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(1, 1)
        return card

    def _button(self, cause: Cause, why: Why) -> Button:
        device = self._words.device(why.device)
        icon, words = {
            "hear_as": ("headphones", self.tr("Hear as {device}").format(device=device)),
            "hear_clips": (
                "play",
                counted(
                    len(cause.segment_ids), self.tr("Hear the clip"), self.tr("Hear the {n} clips")
                ),
            ),
            "more_data": ("suggest", self.tr("What to record")),
        }.get(cause.action, ("route", self.tr("New run")))
        button = Button(words, "normal", icon, small=True)
        button.setToolTip(told(cause.sentence))
        button.setMinimumHeight(button.sizeHint().height())  # wrapped words above take no height
        button.clicked.connect(partial(self._presenter.act_on, cause))
        self.buttons[cause.number] = button
        return button
