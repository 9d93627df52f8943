"""Small boxes of words: filter chips, state pills, key caps."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ascstudio import theme
from ascstudio.widgets.controls import focus_ring
from ascstudio.widgets.keys import key_now
from ascstudio.widgets.keys import key_words as key_words
from ascstudio.words import plain

_GROUNDS = {
    "neutral": ("bg3", "text2"),
    "accent": ("soft", "text"),
    "ok": ("ok_bg", "ok"),
    "warn": ("warn_bg", "warn"),
    "err": ("err_bg", "err"),
    "rec": ("err_bg", "rec"),
}
"""State of a pill -> ground and words."""


class Chip(QAbstractButton):
    """A filter that is on; pressing it, or Delete, takes it away."""

    closed = Signal()

    def __init__(self, text: str) -> None:
        super().__init__()
        text = plain(text, 80)
        self.setText(text)
        self.setAccessibleName(self.tr("Remove the filter %1").replace("%1", text))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.closed)

    def sizeHint(self) -> QSize:
        """Words and cross."""
        metrics = QFontMetrics(theme.font("label"))
        return QSize(metrics.horizontalAdvance(self.text()) + theme.px(11) + 23, theme.px(20))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and Backspace close it."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lozenge, the words and the cross."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("soft"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setFont(theme.font("label"))
        painter.setPen(theme.color("text"))
        painter.drawText(box.adjusted(9, 0, -9, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        side = theme.px(11)
        picture = theme.pixmap("close", side, "text2", self.devicePixelRatioF())
        painter.drawPixmap(QPointF(self.width() - side - 8, (self.height() - side) / 2), picture)
        if self.hasFocus():
            focus_ring(painter, box, box.height() / 2 - 1, "text")


class Pill(QWidget):
    """A state in a word or two.

    Args:
        text: the word.
        state: neutral, accent, ok, warn, err or rec.
        icon: name of an icon, or empty.
    """

    def __init__(self, text: str = "", state: str = "neutral", icon: str = "") -> None:
        super().__init__()
        self._text, self._state, self._icon = text, state, icon
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_state(self, text: str, state: str = "neutral", icon: str = "") -> None:
        """Show another state."""
        if (text, state, icon) == (self._text, self._state, self._icon):
            return
        self._text, self._state, self._icon = text, state, icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Icon, words and padding."""
        metrics = QFontMetrics(theme.font("label"))
        icon = theme.px(13) + 4 if self._icon else 0
        return QSize(metrics.horizontalAdvance(self._text) + 18 + icon, theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lozenge."""
        ground, words = _GROUNDS[self._state]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(ground))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        left = 9.0
        if self._icon:
            side = theme.px(13)
            picture = theme.pixmap(self._icon, side, words, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(left, (self.height() - side) / 2), picture)
            left += side + 4
        painter.setFont(theme.font("label"))
        painter.setPen(theme.color(words))
        painter.drawText(box.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._text)


class KeyCap(QWidget):
    """A key, drawn as a key.

    Args:
        shortcut: in Qt's portable notation, or any short text.
        hollow: the key does nothing now, e.g. while a field has the focus.
        follows: it is the usual key of a command, which may have another one by now.
    """

    def __init__(self, shortcut: str, *, hollow: bool = False, follows: bool = False) -> None:
        super().__init__()
        self._usual, self._follows = shortcut, follows
        self._words = self._words_now()
        self._hollow = hollow
        self.setAccessibleName(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_key(self, shortcut: str) -> None:
        """Show another key."""
        self._usual = shortcut
        self._show()

    def _words_now(self) -> str:
        return key_words(key_now(self._usual) if self._follows else self._usual)

    def _show(self) -> None:
        self._words = self._words_now()
        self.setAccessibleName(self._words)
        self.updateGeometry()
        self.update()

    def set_hollow(self, hollow: bool) -> None:
        """Show whether the key works now."""
        self._hollow = hollow
        self.update()

    def sizeHint(self) -> QSize:
        """Words and padding, at least square."""
        metrics = QFontMetrics(theme.font("label"))
        side = theme.px(20)
        return QSize(max(side, metrics.horizontalAdvance(self._words) + 12), side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cap; a command without a key has none."""
        if self._words != self._words_now():
            self._show()
        if self._words:
            painter = QPainter(self)
            paint_key(painter, QRectF(self.rect()), self._words, hollow=self._hollow)


def paint_key(painter: QPainter, box: QRectF, words: str, *, hollow: bool = False) -> None:
    """Draw a key cap into a box."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("ctl"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush if hollow else theme.color("bg3"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setFont(theme.font("label"))
    painter.setPen(theme.color("text3" if hollow else "text"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()
