"""The rows of Preferences: words at the left, what is chosen with at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.settings import Settings, Value
from ascstudio.shell.preferences.catalogue import ChoiceRow, Row, SliderRow, SwitchRow
from ascstudio.shell.preferences.presenter import PreferencesPresenter
from ascstudio.widgets.buttons import SegmentedControl, Switch
from ascstudio.widgets.combo_box import ComboBox
from ascstudio.widgets.slider import Groove
from ascstudio.widgets.texts import Label

SEGMENTS = 3  # of more choices a combo box is made
SETTLE_MS = 250  # a new text size lays out everything: not at every step of a drag


class RowView(QWidget):
    """A title and a sentence, and a control beside or below them.

    Args:
        row: what is shown.
        control: what it is chosen with.
        below: whether the control stands below the words.
        bare: the title of the page says it already.
    """

    def __init__(
        self, row: Row, control: QWidget | None, *, below: bool = False, bare: bool = False
    ) -> None:
        super().__init__()
        self.row, self.control = row, control
        self.setObjectName(row.key)
        line = QHBoxLayout()
        line.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(1)
        if not bare:
            words.addWidget(Label(row.title, "strong"))
        if row.sentence and not bare:
            sentence = Label(row.sentence, "table", "text2", wrap=True)
            policy = sentence.sizePolicy()  # one line may do: else a page that fits would scroll
            policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
            sentence.setSizePolicy(policy)
            words.addWidget(sentence)
        line.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(8)
        column.addLayout(line)
        if control is not None:
            if below:
                column.addWidget(control)
            else:
                line.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
            if not control.accessibleDescription():
                control.setAccessibleDescription(row.sentence)


def take_focus(control: QWidget, reason: Qt.FocusReason) -> None:
    """Put the keyboard on a control, or on the first of its parts that takes it."""
    for one in (control, *control.findChildren(QWidget)):
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus:
            one.setFocus(reason)
            return


def control_for(row: Row, presenter: PreferencesPresenter) -> QWidget | None:
    """What a row is chosen with; None where the view has something of its own."""
    if isinstance(row, SwitchRow):
        return _switch(row, presenter)
    if isinstance(row, ChoiceRow):
        return _choice(row, presenter)
    if isinstance(row, SliderRow):
        return ShareSlider(row, presenter)
    return None


class _Follower(QObject):
    """Lets a control show its setting for as long as it lives."""

    def __init__(
        self, widget: QWidget, settings: Settings, key: str, show: Callable[[], None]
    ) -> None:
        super().__init__(widget)
        self._widget, self._key, self._show = widget, key, show
        settings.changed.connect(self._on_change)

    def _on_change(self, key: str) -> None:
        if key == self._key:
            blocker = QSignalBlocker(self._widget)
            self._show()
            blocker.unblock()


def follow(
    widget: QWidget, presenter: PreferencesPresenter, key: str, show: Callable[[], None]
) -> None:
    """Show a setting now, and whenever somebody else changes it."""
    _Follower(widget, presenter.settings, key, show)
    show()


def _switch(row: SwitchRow, presenter: PreferencesPresenter) -> Switch:
    switch = Switch(row.title)
    follow(switch, presenter, row.key,
           lambda: switch.setChecked(presenter.settings.is_on(row.key)))  # fmt: skip
    switch.toggled.connect(lambda on: presenter.choose(row.key, on))
    return switch


def _choice(row: ChoiceRow, presenter: PreferencesPresenter) -> QWidget:
    values = {str(value): value for value, _ in row.choices}
    if len(row.choices) <= SEGMENTS:
        segments = SegmentedControl(row.title, [(str(v), words) for v, words in row.choices])
        follow(segments, presenter, row.key,
               lambda: segments.set_choice(str(presenter.settings.get(row.key))))  # fmt: skip
        segments.chosen.connect(lambda key: presenter.choose(row.key, values[key]))
        return segments
    return combo_box(row, row.choices, presenter)


def combo_box(
    row: Row, choices: tuple[tuple[Value, str], ...], presenter: PreferencesPresenter
) -> ComboBox:
    """A field with a list for a setting; what was chosen elsewhere is offered as well."""
    combo = ComboBox(row.title)
    for value, words in choices:
        combo.addItem(words, value)

    def show() -> None:
        value = presenter.settings.get(row.key)
        at = combo.findData(value)
        if at < 0:
            combo.addItem(str(value), value)
            at = combo.count() - 1
        combo.setCurrentIndex(at)

    follow(combo, presenter, row.key, show)
    combo.activated.connect(lambda at: presenter.choose(row.key, combo.itemData(at)))
    return combo


class ShareSlider(QWidget):
    """A slider with its value in per cent beside it.

    Args:
        row: low, high and step.
        presenter: is told, when the slider has come to rest.
    """

    def __init__(self, row: SliderRow, presenter: PreferencesPresenter) -> None:
        super().__init__()
        self._row, self._presenter = row, presenter
        usual = 1.0
        span = row.high - row.low
        self.groove = Groove(row.title, (usual - row.low) / span, step=row.step / span)
        self.groove.setFixedWidth(theme.px(150))
        self._number = Label("", "body")
        self._number.setMinimumWidth(theme.px(48))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.groove)
        line.addWidget(self._number)
        self._rest = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._rest.timeout.connect(lambda: presenter.choose(row.key, self._value()))
        self.groove.changed.connect(lambda _: self._on_move())
        follow(self, presenter, row.key, self._show)

    def _value(self) -> float:
        row = self._row
        steps = round(self.groove.value * (row.high - row.low) / row.step)
        return round(row.low + steps * row.step, 4)

    def _on_move(self) -> None:
        self._say(self._value())
        self._rest.start()

    def _show(self) -> None:
        value = self._presenter.settings.number(self._row.key)
        self.groove.value = (value - self._row.low) / (self._row.high - self._row.low)
        self.groove.update()
        self._say(value)

    def _say(self, value: float) -> None:
        words = self.tr("{n} %").format(n=round(100 * value))
        self._number.setText(words)
        self.groove.setAccessibleDescription(words)
