"""A bundle that is carried over the page: what letting it go would do."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.widgets.messages import IconView
from ascstudio.widgets.texts import Label
from ascstudio.words import plain


class DropHint(QWidget):
    """Floats over the page and names the effect.

    Args:
        page: what it floats over.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(IconView("certificate", 36, "accent"), 0, middle)
        self.title = Label("", "question", wrap=True)
        self.title.setAlignment(middle)
        column.addWidget(self.title)
        column.addStretch(1)
        page.installEventFilter(self)
        self.hide()

    def show_bundle(self, path: Path | None) -> None:
        """Say what letting go would do; None: it is nothing that could be verified."""
        words = self.tr("Only a bundle can be verified here: NAME.ascbundle")
        if path is not None:
            words = self.tr("Release to verify {name}").format(name=plain(path.name))
        self.title.setText(words)
        self.setAccessibleName(words)
        page = self.parentWidget()
        if page is not None:
            self.setGeometry(page.rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the page."""
        page = self.parentWidget()
        if event.type() == QEvent.Type.Resize and watched is page and page is not None:
            self.setGeometry(page.rect())
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
