"""What the dialogs of pages are made of."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.texts import Label, Separator

EDGE = 24  # of the window that stays seen around a dialog, both sides together


class FloatingDialog(QDialog):
    """Over a dimmed window: a title, a column for the content, a foot.

    Args:
        parent: the window.
        spacing: between the parts of the column, in pixels.
    """

    def __init__(self, parent: QWidget | None = None, spacing: int = 12) -> None:
        super().__init__(parent)
        self._wished = QSize(0, 0)
        self.setObjectName("floating")
        self.setModal(True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 18, 24, 16)
        self.column.setSpacing(spacing)
        self.heading = Label("", "title")
        self.column.addWidget(self.heading)

    def set_size(self, width: int, height: int = 0) -> None:
        """How large it opens, in pixels at 100 % text; without a height as high as its content."""
        self._wished = QSize(theme.px(width), theme.px(height))

    def showEvent(self, event: QShowEvent) -> None:
        """Never larger than the window it floats over, if its parts can be smaller."""
        parent = self.parentWidget()
        room = parent.window().size() - QSize(EDGE, EDGE) if parent is not None else self._wished
        wished = QSize(self._wished)
        if not wished.height():
            wished = wished.expandedTo(self.column.totalSizeHint())
            if self.column.hasHeightForWidth():
                wished.setHeight(self.column.totalHeightForWidth(wished.width()))
        self.resize(wished.boundedTo(room))
        super().showEvent(event)

    def end_with(self, last: QHBoxLayout) -> None:
        """Below all that there is: a line, and a row of buttons."""
        self.column.addWidget(Separator())
        self.column.addLayout(last)

    def set_title(self, title: str) -> None:
        """Say what it is, above its content and to the system."""
        self.setWindowTitle(title)
        self.heading.setText(title)


def form(*rows: tuple[str, QWidget | QLayout]) -> QGridLayout:
    """Fields below each other, each with its name at the left."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(10)
    grid.setColumnStretch(1, 1)
    for row, (name, field) in enumerate(rows):
        grid.addWidget(Label(name, "body", "text2"), row, 0)
        if isinstance(field, QLayout):
            grid.addLayout(field, row, 1)
        else:
            grid.addWidget(field, row, 1)
    return grid


def foot(first: QWidget, *others: Button) -> QHBoxLayout:
    """The last row of a dialog: one at the left, the others at the right, the primary last."""
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(first)
    row.addStretch(1)
    for button in others:
        row.addWidget(button)
    return row
