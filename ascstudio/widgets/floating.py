"""What the dialogs of pages are made of."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ascstudio.widgets.buttons import Button
from ascstudio.widgets.texts import Label


class FloatingDialog(QDialog):
    """Over a dimmed window: a title, a column for the content, a foot.

    Args:
        parent: the window.
        spacing: between the parts of the column, in pixels.
    """

    def __init__(self, parent: QWidget | None = None, spacing: int = 12) -> None:
        super().__init__(parent)
        self.setObjectName("floating")
        self.setModal(True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 18, 24, 16)
        self.column.setSpacing(spacing)
        self.heading = Label("", "title")
        self.column.addWidget(self.heading)

    def set_title(self, title: str) -> None:
        """Say what it is, above its content and to the system."""
        self.setWindowTitle(title)
        self.heading.setText(title)


def foot(first: QWidget, *others: Button) -> QHBoxLayout:
    """The last row of a dialog: one at the left, the others at the right, the primary last."""
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(first)
    row.addStretch(1)
    for button in others:
        row.addWidget(button)
    return row
