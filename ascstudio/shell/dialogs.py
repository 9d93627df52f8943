"""The dialog nobody should ever see."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from ascstudio import theme
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.copying import CopyButton
from ascstudio.widgets.messages import IconView
from ascstudio.widgets.texts import Label


class ProblemDialog(QDialog):
    """Something went wrong that should not: the report holds no sound and no file names.

    Args:
        report: what *Copy report* copies.
        parent: the window, if there is one.
    """

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = report
        self.setWindowTitle(self.tr("ASC Studio"))
        self.setMinimumWidth(theme.px(460))
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 18, 20, 16)
        row.setSpacing(14)
        row.addWidget(IconView("error", 26, "err"), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.addWidget(Label(self.tr("Something went wrong that should not"), "section"))
        sentence = self.tr(
            "Your data is saved. The report holds no sound and no file names until you add them."
        )
        column.addWidget(Label(sentence, "body", "text2", wrap=True))
        column.addSpacing(8)
        foot = QHBoxLayout()
        copy = CopyButton(self.tr("Copy report"), lambda: self._report, "copy")
        close = Button(self.tr("Go on"), "primary")
        close.clicked.connect(self.accept)
        foot.addWidget(copy)
        foot.addStretch(1)
        foot.addWidget(close)
        column.addLayout(foot)
        row.addLayout(column, 1)


def about_words() -> str:
    """One line about this program."""
    version = QCoreApplication.applicationVersion()
    return QCoreApplication.translate("Help", "ASC Studio %1, Apache-2.0").replace("%1", version)
