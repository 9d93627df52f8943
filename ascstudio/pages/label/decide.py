"""Where one decides: the suggestion, and a key for every scene."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ascstudio import theme
from ascstudio.pages.label.state import KEYS_SHOWN, Guess, LabelState
from ascstudio.pages.label.words import chance_words, share_words
from ascstudio.theme import UNKNOWN, Mark, scene_key, scene_title
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.chips import KeyCap
from ascstudio.widgets.marks import MarkView
from ascstudio.widgets.messages import IconView
from ascstudio.widgets.scene_key import SceneKey
from ascstudio.widgets.texts import ElidedLabel, Label, empty_layout
from ml_core import api

FEW = 12
"""Up to so many scenes stand in four columns, more in six."""
CAP_FROM = 400
"""Width of the suggestion from which on its key is printed."""
NARROWEST = 84
"""Of a key at 100 % text: where there is less room, there are fewer columns."""


class SceneKeys(QWidget):
    """The scenes in a grid of three rows, and a field to type one (``/``).

    Attributes:
        field: hidden until it is wanted.
    """

    wanted = Signal(str)
    """Scene, known or new."""
    typing_ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: object = None
        self._scenes: tuple[str, ...] = ()
        self._more: tuple[str, ...] = ()
        self._marks: Mapping[str, Mark] = {}
        self._buttons: dict[str, SceneKey] = {}
        self._lit: str | None = None
        self._hollow = self._low = False
        self._columns = 0
        self.field = QLineEdit()
        self.field.setAccessibleName(self.tr("Type a scene"))
        self.field.setPlaceholderText(
            self.tr("Type a scene; Enter takes the first, Shift+Enter just this")
        )
        self.field.textChanged.connect(self._fill)
        self.field.returnPressed.connect(lambda: self._take(self.field.text()))
        self.field.installEventFilter(self)
        self.field.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.field)
        self._grid = QGridLayout()
        self._grid.setSpacing(6)
        column.addLayout(self._grid)

    def set_scenes(
        self, scenes: Sequence[str], marks: Mapping[str, Mark], more: Sequence[str] = ()
    ) -> None:
        """Show the scenes of the project.

        Args:
            scenes: in the order of their keys.
            marks: of each.
            more: scenes the bundle knows and the project does not have yet: they can be typed.
        """
        fresh = (tuple(scenes), tuple(more), theme.text_scale())
        if fresh != self._shown:
            self._shown = fresh
            self._scenes, self._more, self._marks = tuple(scenes), tuple(more), dict(marks)
            self.field.setVisible(len(scenes) > KEYS_SHOWN or self.field.hasFocus())
            self._fill(self.field.text())

    def set_lit(self, scene: str | None) -> None:
        """Let one scene stand out."""
        self._lit = scene
        for name, button in self._buttons.items():
            button.set_lit(name == scene)

    def set_hollow(self, hollow: bool) -> None:
        """Show whether the keys work."""
        self._hollow = hollow
        for button in self._buttons.values():
            button.set_hollow(hollow)

    def set_low(self, low: bool) -> None:
        """Take less height: six columns of lower keys."""
        self._low = low
        self._fill(self.field.text())

    def type_scene(self) -> None:
        """Open the field."""
        self.field.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def matches(self, text: str) -> list[str]:
        """Known scenes that contain the letters: that very name, then those that begin so."""
        wanted = api.folded(text.strip())
        names = [*self._scenes, *(one for one in self._more if one not in self._scenes)]
        titles = {one: api.folded(scene_title(one)) for one in names}
        found = [one for one in names if wanted in titles[one]]
        return sorted(found, key=lambda one: (titles[one] != wanted, titles[one].find(wanted) > 0))

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Esc closes the field; Shift+Enter takes what is typed, though others contain it."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            if event.key() == Qt.Key.Key_Escape:
                self._close()
                return True
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if shift and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.field.text(), exactly=True)
                return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as there is room for names."""
        super().resizeEvent(event)
        if self._columns != self._fitting():
            self._fill(self.field.text())

    def _fitting(self) -> int:
        """Columns; where keys are low or few, as few as make no row more: names have room."""
        n = min(len(self._scenes), KEYS_SHOWN)
        most = 4 if n <= FEW and not self._low else 6
        fit = min(most, max(3, self.width() // theme.px(NARROWEST)))
        rows = max(1, -(-n // fit))
        return fit if n > FEW and not self._low else max(3, -(-n // rows))

    def _take(self, text: str, *, exactly: bool = False) -> None:
        """A scene by what is typed: the first that contains it, or a new one."""
        wanted = api.folded(text.strip())
        found = self.matches(wanted) if wanted else []
        if exactly:
            found = [one for one in found if api.folded(scene_title(one)) == wanted]
        self._close()
        if wanted:
            self.wanted.emit(found[0] if found else wanted.replace(" ", "_"))

    def _close(self) -> None:
        self.field.clear()
        self.field.setVisible(len(self._scenes) > KEYS_SHOWN)  # then some have no other place
        self.typing_ended.emit()

    def _fill(self, text: str) -> None:
        shown = self.matches(text) if text.strip() else list(self._scenes)
        columns = self._columns = self._fitting()
        empty_layout(self._grid)
        self._buttons = {}
        for n, scene in enumerate(shown[:KEYS_SHOWN]):
            place = self._scenes.index(scene) if scene in self._scenes else KEYS_SHOWN + 9
            mark = self._marks.get(scene, UNKNOWN)
            button = SceneKey(scene_key(place), mark, scene_title(scene))
            button.clicked.connect(lambda _=False, name=scene: self.wanted.emit(name))
            button.set_lit(scene == self._lit)
            button.set_hollow(self._hollow)
            button.set_low(self._low)
            self._buttons[scene] = button
            self._grid.addWidget(button, n // columns, n % columns)
        for column in range(6):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)


class SuggestionBar(QFrame):
    """What is suggested, how sure that is, and the one filled button of the page."""

    accepted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(theme.px(60))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 14, 6)
        row.setSpacing(12)
        self._icon = IconView("suggest", 18, "accent")
        row.addWidget(self._icon)
        column = QVBoxLayout()
        column.setSpacing(2)
        first = QHBoxLayout()
        first.setSpacing(8)
        self._word = Label(self.tr("Suggested"), "table", "text3")
        self._scene = MarkView(None, "", "section")
        first.addWidget(self._word)
        first.addWidget(self._scene)
        first.addStretch(1)
        second = QHBoxLayout()
        second.setSpacing(4)
        self._chance = ElidedLabel("", "table", "text2")
        self._next = MarkView(None, "", "table")
        second.addWidget(self._chance)
        second.addWidget(self._next)
        second.addStretch(1)
        column.addStretch(1)
        column.addLayout(first)
        column.addLayout(second)
        column.addStretch(1)
        row.addLayout(column, 1)
        self.cap = KeyCap("Return", follows=True)
        self.button = Button(self.tr("Accept and next"), "primary", "check")
        self.button.setFixedHeight(theme.px(34))
        self.button.clicked.connect(self.accepted)
        row.addWidget(self.cap)
        row.addWidget(self.button)

    def show_state(self, state: LabelState) -> None:
        """Show the suggestion, or why there is none."""
        guess = None if state.blind else state.guess
        for part in (self._scene, self._next, self.button):
            part.setVisible(guess is not None)
        self._fit_cap()
        self._word.setVisible(guess is not None or state.blind)
        self._icon.set_icon("eye" if state.blind else "suggest", "accent" if guess else "text3")
        if guess is not None:
            self._show_guess(guess, state)
            return
        self._word.setText(self.tr("Blind check") if state.blind else "")
        self._chance.setText(self._why_none(state))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the button needs all the room."""
        super().resizeEvent(event)
        self._fit_cap()

    def _fit_cap(self) -> None:
        shown = self.button.isVisibleTo(self)
        self.cap.setVisible(shown and self.width() > theme.px(CAP_FROM))

    def _show_guess(self, guess: Guess, state: LabelState) -> None:
        self._word.setText(self.tr("Suggested"))
        self._scene.set_mark(state.marks.get(guess.scene, UNKNOWN), scene_title(guess.scene))
        chance = self.tr("{chance}.").format(chance=chance_words(guess.confidence))
        if guess.next_scene:
            chance += " " + self.tr("Next guess:")
        self._chance.setText(chance)
        name = self.tr("{scene}, {share}").format(
            scene=scene_title(guess.next_scene), share=share_words(guess.next_confidence)
        )
        self._next.set_mark(state.marks.get(guess.next_scene, UNKNOWN), name)
        self._next.setVisible(bool(guess.next_scene))
        self.setAccessibleName(f"{scene_title(guess.scene)}. {chance} {name}")

    def _why_none(self, state: LabelState) -> str:
        if state.blind:
            return self._blind_words(state)
        if state.has_guesses:
            return self.tr("No suggestion for this clip.")
        if state.hearing is not None:
            return self.tr("No suggestion yet. The clips are being listened to.")
        if state.unheard:
            return self.tr("No suggestion yet. “Listen to all” beside the queue brings them.")
        return self.tr("No suggestion yet. Label 20 clips and it starts.")

    def _blind_words(self, state: LabelState) -> str:
        if state.verdict is None:
            return self.tr("Decide first; then you see what the model says.")
        said, thought = (scene_title(one) for one in (state.verdict.said, state.verdict.suggested))
        if said == thought:
            return self.tr("You said {said}, and so did the model.").format(said=said)
        return self.tr("You said {said}, the model {thought}.").format(said=said, thought=thought)
