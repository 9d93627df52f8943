"""A button that puts words on the clipboard, and says so."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from ascstudio.widgets.buttons import Button

SAID_MS = 2000


class CopyButton(Button):
    """*Copy ...*; for two seconds after the press, *Copied*.

    Args:
        words: what it says before.
        text: gives what is copied.
        icon: name of an icon.
    """

    def __init__(self, words: str, text: Callable[[], str], icon: str = "") -> None:
        super().__init__(words, "ghost", icon)
        self._usual, self._usual_icon, self._copied = words, icon, text
        self._timer = QTimer(self, interval=SAID_MS, singleShot=True)
        self._timer.timeout.connect(lambda: self._say(self._usual, self._usual_icon))
        self.clicked.connect(self._copy)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._copied())
        self.setMinimumWidth(self.width())  # the shorter word moves nothing
        self._say(self.tr("Copied"), "check")
        self._timer.start()

    def _say(self, words: str, icon: str) -> None:
        self.setText(words)
        self.setAccessibleName(words)
        self.set_icon_name(icon)
