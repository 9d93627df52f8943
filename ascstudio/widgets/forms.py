"""What questions are made of: a switch with its sentence, a line that opens more."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ascstudio.widgets.buttons import Button, Switch
from ascstudio.widgets.texts import Label


class SwitchLine(QWidget):
    """A title, a sentence that says what follows, and the switch.

    Args:
        title: what is switched.
        sentence: what follows from it.

    Attributes:
        switch: on or off.
    """

    switched = Signal(bool)
    """Somebody wants it on, or off."""

    def __init__(self, title: str, sentence: str) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(title, "strong"))
        words.addWidget(Label(sentence, "table", "text2", wrap=True))
        line.addLayout(words, 1)
        self.switch = Switch(title)
        self.switch.setAccessibleDescription(sentence)
        self.switch.clicked.connect(lambda: self.switched.emit(self.switch.isChecked()))
        line.addWidget(self.switch)


class Fold(QWidget):
    """A line that opens what is rarely wanted.

    Args:
        words: of the line.

    Attributes:
        button: the line.
        head: layout beside it.
        inside: layout of what it opens.
    """

    opened = Signal()
    """It was opened or closed."""

    def __init__(self, words: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(8)
        self.button = Button(words, "ghost", "chevron-right")
        self.button.clicked.connect(lambda: self.open(not self.is_open))
        self.head = QHBoxLayout()
        self.head.addWidget(self.button)
        self.head.addStretch(1)
        column.addLayout(self.head)
        self._box = QWidget()
        self.inside = QVBoxLayout(self._box)
        self.inside.setContentsMargins(14, 0, 0, 0)
        self.inside.setSpacing(8)
        column.addWidget(self._box)
        self._box.hide()

    @property
    def is_open(self) -> bool:
        """Whether what is inside can be seen."""
        return not self._box.isHidden()

    def open(self, wanted: bool = True) -> None:
        """Show or hide what is inside."""
        self._box.setVisible(wanted)
        self.button.set_icon_name("chevron-down" if wanted else "chevron-right")
        self.opened.emit()
