"""A slider with words at both ends instead of numbers."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.widgets.controls import ARROWS, KeyFocus, claims
from ascstudio.widgets.texts import Label


class WordSlider(QWidget):
    """A slider with words at both ends and one sentence that says what the choice costs.

    Args:
        name: what is chosen, for screen readers.
        low_word: at the left end.
        high_word: at the right end.
        recommended: value a double click goes to, 0 to 1.
    """

    changed = Signal(float)

    def __init__(self, name: str, low_word: str, high_word: str, recommended: float = 0.5) -> None:
        super().__init__()
        self._groove = Groove(name, recommended)
        self._groove.changed.connect(self.changed)
        self._consequence = Label("", "caption", "text3", wrap=True)
        words = QHBoxLayout()
        words.addWidget(Label(low_word, "caption", "text3"))
        words.addStretch(1)
        words.addWidget(Label(high_word, "caption", "text3"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._groove)
        column.addLayout(words)
        column.addWidget(self._consequence)
        self._consequence.hide()
        self.setFocusProxy(self._groove)

    def value(self) -> float:
        """Where it stands, 0 to 1."""
        return self._groove.value

    def set_value(self, value: float) -> None:
        """Move without telling anybody."""
        value = min(1.0, max(0.0, value))
        if value != self._groove.value:
            self._groove.value = value
            self._groove.update()

    def set_consequence(self, sentence: str) -> None:
        """Say what the present value leads to."""
        self._consequence.setText(sentence)
        self._consequence.setVisible(bool(sentence))
        if sentence != self._groove.accessibleDescription():
            self._groove.setAccessibleDescription(sentence)


class Groove(KeyFocus, QWidget):
    """The slider itself: arrows, page keys, the pointer; a double click goes to the usual place.

    Args:
        name: what is chosen, for screen readers.
        recommended: value a double click goes to, 0 to 1.
        step: of an arrow key.

    Attributes:
        value: where it stands, 0 to 1.
    """

    changed = Signal(float)

    def __init__(self, name: str, recommended: float, step: float = 0.01) -> None:
        super().__init__()
        self.value = recommended
        self._recommended, self._step = recommended, step
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(24)

    def sizeHint(self) -> QSize:
        """Long enough to aim."""
        return QSize(theme.px(160), 24)

    def _move(self, value: float) -> None:
        value = min(1.0, max(0.0, value))
        if value != self.value:
            self.value = value
            self.update()
            self.changed.emit(value)

    def _at(self, event: QMouseEvent) -> float:
        return (event.position().x() - 8) / max(1, self.width() - 16)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the pointer."""
        self._move(self._at(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow it."""
        self._move(self._at(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go to the usual place."""
        self._move(self._recommended)

    def event(self, event: QEvent) -> bool:
        """Keep the keys used here from shortcuts."""
        return claims(event, ARROWS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, page keys, Home and End."""
        steps = {
            Qt.Key.Key_Left: -self._step,
            Qt.Key.Key_Down: -self._step,
            Qt.Key.Key_Right: self._step,
            Qt.Key.Key_Up: self._step,
            Qt.Key.Key_PageDown: -0.1,
            Qt.Key.Key_PageUp: 0.1,
            Qt.Key.Key_Home: -1.0,
            Qt.Key.Key_End: 1.0,
        }
        if event.key() in steps:
            self._move(round(self.value + steps[Qt.Key(event.key())], 4))
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw groove, share and knob."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        knob = 8 + self.value * (self.width() - 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("bg4"))
        painter.drawRoundedRect(QRectF(4, middle - 2, self.width() - 8, 4), 2, 2)
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(QRectF(4, middle - 2, knob - 4, 4), 2, 2)
        painter.drawEllipse(QPointF(knob, middle), 6.5, 6.5)
        if self.ringed():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("text"), 2))
            painter.drawEllipse(QPointF(knob, middle), 8.5, 8.5)
