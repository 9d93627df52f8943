"""A field with a list to choose from."""

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

from ascstudio import theme
from ascstudio.widgets.controls import ARROWS, PRESS_KEYS, claims

COMPLEX = QStyle.ComplexControl.CC_ComboBox
ELIDED = Qt.TextElideMode.ElideMiddle  # what tells long names apart stands at either end


class ComboBox(QComboBox):
    """A field with a list; the arrow is ours because a style sheet takes the native one away.

    Args:
        name: what is chosen, for screen readers.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def sizeHint(self) -> QSize:
        """Words and an arrow that grows with them."""
        return super().sizeHint() + QSize(theme.px(14) - 14, 0)

    def event(self, event: QEvent) -> bool:
        """Keep arrows, Space and Enter from shortcuts."""
        return claims(event, (*PRESS_KEYS, *ARROWS)) or super().event(event)

    def shown(self, option: QStyleOptionComboBox) -> str:
        """The chosen words, or what fits of them."""
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(COMPLEX, option, part, self).width()
        words = option.currentText if self.currentIndex() >= 0 else self.placeholderText()
        return option.fontMetrics.elidedText(words, ELIDED, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field with its words, then the arrow."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.shown(option)
        painter = QStylePainter(self)
        painter.drawComplexControl(COMPLEX, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        side, token = theme.px(14), "text2" if self.isEnabled() else "ctl"
        picture = theme.pixmap("chevron-down", side, token, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(self.width() - side - 10, (self.height() - side) / 2), picture)
