"""Parts of the empty Library: the drop area and its hints."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.widgets.messages import IconView
from ascstudio.widgets.texts import Label


class DropArea(QWidget):
    """A dashed frame that says: here."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(theme.px(520), theme.px(300))
        self.setMaximumSize(theme.px(720), theme.px(400))

    def sizeHint(self) -> QSize:
        """As large as it may be."""
        return self.maximumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.color("ctl"), 1.5)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.setBrush(theme.color("bg2"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)


def hint_box(icon: str, title: str, sentence: str) -> QWidget:
    """An icon, a bold line and a sentence, in a column of fixed width."""
    box = QWidget()
    box.setFixedWidth(theme.px(222))
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    head = QHBoxLayout()
    head.setSpacing(8)
    head.addWidget(IconView(icon, 18))
    head.addWidget(Label(title, "strong"))
    head.addStretch(1)
    column.addLayout(head)
    column.addWidget(Label(sentence, "table", "text3", wrap=True))
    column.addStretch(1)
    return box
