"""The cards of Live: the decision, the ribbon with its corrections, what the bundle knows."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFontMetrics,
    QResizeEvent,
)
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.pages.live.hearing import Stretch
from ascstudio.pages.live.state import Likely, LiveViewState
from ascstudio.theme import scene_title
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.chips import KeyCap
from ascstudio.widgets.marks import MarkView
from ascstudio.widgets.messages import IconView
from ascstudio.widgets.ribbon import Block, TimeRibbon
from ascstudio.widgets.scene_key import SceneKey
from ascstudio.widgets.texts import Label, Panel, empty_layout, show_now

RIBBON_S = 600.0
MARGINS = 40  # of the card and between its parts


class DecisionCard(Panel):
    """The one answer: mark and name, how sure, what else, since when."""

    def __init__(self) -> None:
        super().__init__()
        self._said = ""
        self.setFixedWidth(theme.px(330))
        self.setMinimumHeight(theme.px(206))
        self._above = Label("", "body", "text2")
        line = QHBoxLayout()
        line.setSpacing(12)
        self._mark = MarkView(None, "", "decision")
        self._lost = IconView("microphone-off", 30, "warn")
        self.decision = Label("", "decision")
        line.addWidget(self._lost)
        line.addWidget(self._mark)
        line.addWidget(self.decision)
        line.addStretch(1)
        self.chance = Label("", "body", "text2", wrap=True)
        other = QHBoxLayout()
        other.setSpacing(8)
        self._otherwise = Label(self.tr("otherwise"), "table", "text3")
        self._other = MarkView(None, "", "table")
        other.addWidget(self._otherwise)
        other.addWidget(self._other, 1)
        foot = QHBoxLayout()
        self._since_icon = IconView("clock", 14, "text3")
        self._since = Label("", "table", "text2")
        self._delay = Label("", "table", "text2")
        foot.addWidget(self._since_icon)
        foot.addWidget(self._since)
        foot.addStretch(1)
        foot.addWidget(self._delay)
        self.body.addWidget(self._above)
        self.body.addLayout(line)
        self.body.addWidget(self.chance)
        self.body.addLayout(other)
        self.body.addStretch(1)
        self.body.addLayout(foot)

    def widen(self, *, wide: bool) -> None:
        """Take all the width, as in the presentation."""
        self.setMinimumWidth(0 if wide else theme.px(330))
        self.setMaximumWidth(16_777_215 if wide else theme.px(330))

    def show_state(self, state: LiveViewState) -> None:
        """Show the decision in words."""
        heard = state.heard
        if heard is None:
            return
        lost = state.phase == "lost"
        self._above.setText(heard.above)
        self._lost.setVisible(lost)
        self._mark.setVisible(heard.mark is not None)
        self._mark.set_mark(heard.mark)
        self.decision.setText(heard.name)
        room = self.width() - theme.px(90)
        wide = QFontMetrics(theme.font("decision")).horizontalAdvance(heard.name) > room
        self.decision.set_role("number" if wide else "decision")
        self.decision.set_color("text3" if heard.waiting else "text")
        self.chance.setText(heard.chance)
        self._otherwise.setVisible(bool(heard.other))
        self._other.setVisible(bool(heard.other))
        self._other.set_mark(heard.other_mark, heard.other)
        self._since_icon.setVisible(bool(heard.since))
        self._since_icon.set_icon("refresh" if lost else "clock", "text3")
        self._since.setText(heard.since)
        self._delay.setText(heard.delay)
        self._announce(heard.name)

    def _announce(self, name: str) -> None:
        """Tell screen readers when the decision changed; it does so at most once a second."""
        if name == self._said or not self.isVisible():
            return
        self._said = name
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, name))


class RibbonCard(Panel):
    """The last ten minutes, and the scenes that it may have been instead, with their keys."""

    corrected = Signal(str)
    """A scene: what was just heard, or the chosen block, was this."""
    all_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.set_title(self.tr("Last 10 minutes"))
        self._stretches: Sequence[Stretch] = ()
        self._likely: tuple[Likely, ...] = ()
        self._buttons: list[SceneKey] = []
        self._pencil = IconView("correct", 14, "accent")
        self._by_you = Label(self.tr("corrected by you"), "table", "text3")
        self.head.addWidget(self._pencil)
        self.head.addWidget(self._by_you)
        self.ribbon = TimeRibbon(self.tr("Last 10 minutes"), RIBBON_S)
        self.ribbon.chosen.connect(self._ask)
        self.body.addWidget(self.ribbon)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._question = Label("", "table", "text2")
        row.addWidget(self._question)
        self._keys = QHBoxLayout()
        self._keys.setSpacing(8)
        row.addLayout(self._keys, 1)
        self._all = Button(self.tr("All scenes"), "ghost", "label", small=True)
        self._all.clicked.connect(self.all_wanted)
        row.addWidget(self._all)
        self._cap = KeyCap("/", follows=True)
        row.addWidget(self._cap)
        self.body.addLayout(row)
        self._ask()

    def chosen(self) -> Stretch | None:
        """The block that keys correct; None: what was just heard."""
        place = self.ribbon.current()
        return self._stretches[place] if 0 <= place < len(self._stretches) else None

    def forget_choice(self) -> None:
        """Keys mean what was just heard again."""
        self.ribbon.choose_none()
        self._ask()

    def show_state(self, state: LiveViewState) -> None:
        """Show blocks and proposals."""
        self._stretches = state.stretches
        blocks = [Block(s.start_s, s.end_s, s.mark, s.name, s.corrected) for s in state.stretches]
        self.ribbon.set_blocks(blocks, state.now_s)
        self._ask()
        self.set_hint(state.changes or self.tr("what was heard will line up here"))
        corrected = any(one.corrected for one in state.stretches)
        self._pencil.setVisible(corrected)
        self._by_you.setVisible(corrected)
        self._all.set_reason(state.keep_reason)
        if state.likely != self._likely:
            self._likely = state.likely
            self._fill()
        for button in self._buttons:
            button.setEnabled(not state.keep_reason)
            button.setToolTip(state.keep_reason or button.accessibleName())

    def _fill(self) -> None:
        empty_layout(self._keys)
        self._buttons = []
        for one in self._likely:
            button = SceneKey(one.key, one.mark, scene_title(one.scene))
            button.set_low(True)
            button.clicked.connect(lambda _=False, scene=one.scene: self.corrected.emit(scene))
            self._keys.addWidget(button)
            self._buttons.append(button)
        self._keys.addStretch(1)
        self._fit()
        show_now(self._keys)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many keys as there is room for whole names."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out the least likely where names would be cut."""
        gap = self._keys.spacing()
        others = (self._question, self._all, self._cap)
        taken = sum(part.sizeHint().width() + gap for part in others) + MARGINS
        ranked = zip(self._likely, self._buttons, strict=True)
        for _, button in sorted(ranked, key=lambda pair: pair[0].rank):
            taken += button.sizeHint().width() + gap
            button.setVisible(taken <= self.width())

    def _ask(self) -> None:
        one = self.chosen()
        self._question.setText(
            self.tr("Wrong? Press the right scene:") if one is None else self.tr("This block was:")
        )


class CardDialog(QDialog):
    """The model card: what it knows, how well, from whose data."""

    def __init__(self, card: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("floating")
        self.setWindowTitle(self.tr("What it knows"))
        self.setModal(True)
        self.resize(theme.px(680), theme.px(520))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 16)
        column.setSpacing(10)
        column.addWidget(Label(self.tr("What it knows"), "title"))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("Model card"))
        self.text.setPlainText(card)
        column.addWidget(self.text, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        close = Button(self.tr("Close"), "primary")
        close.clicked.connect(self.accept)
        foot.addWidget(close)
        column.addLayout(foot)
