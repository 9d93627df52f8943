"""What is being carried over a page: the page is dimmed, and words say what letting go would do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.widgets.messages import IconView
from ascstudio.widgets.texts import Label


class DropHint(QWidget):
    """Floats over a page while something is carried over it, and lets it through.

    Args:
        page: what it floats over.
        icon: what letting go is about.
    """

    def __init__(self, page: QWidget, icon: str) -> None:
        super().__init__(page)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(IconView(icon, 36, "accent"), 0, middle)
        self.title = Label("", "question", wrap=True)
        self.sentence = Label("", "body", "text2", wrap=True)
        for words in (self.title, self.sentence):
            words.setAlignment(middle)
            column.addWidget(words)
        column.addStretch(1)
        page.installEventFilter(self)
        self.hide()

    def say(self, title: str, sentence: str = "") -> None:
        """Words of what letting go would do."""
        self.title.setText(title)
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)

    def cover(self) -> None:
        """Lie over the whole page."""
        self._fit()
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the page: a banner may come or go meanwhile."""
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self._fit()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim the page and draw the frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = theme.color("bg1")
        ground.setAlphaF(0.92)
        painter.fillRect(self.rect(), ground)
        pen = QPen(theme.color("accent"), 1.5)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(16, 16, -16, -16), 10, 10)

    def _fit(self) -> None:
        page = self.parentWidget()
        if page is not None:
            self.setGeometry(page.rect())
