"""A bundle that was refused: why, and nothing else of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ascstudio.translation import told
from ascstudio.widgets.forms import Fold
from ascstudio.widgets.messages import IconView
from ascstudio.widgets.texts import Label, Panel


class RefusedCard(Panel):
    """What is against it in a sentence; all of it behind *Details*."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(IconView("error", 36, "err"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        self.title = Label("", "question", wrap=True)
        self.sentence = Label("", "body", "text2", wrap=True)
        self.details = Fold(self.tr("Details"))
        self._all = Label("", "table", "text2", wrap=True)
        self.details.inside.addWidget(self._all)
        for part in (self.title, self.sentence, self.details):
            words.addWidget(part)
        row.addLayout(words, 1)
        self.body.addLayout(row)

    def show_reasons(self, name: str, reasons: Sequence[str]) -> None:
        """Show why a bundle was refused; the first reason is what most people need."""
        reasons = [*map(told, reasons)]
        first = reasons[0] if reasons else ""
        cause, _, what = first.partition(": ")
        self.title.setText(cause.rstrip("."))
        kept = self.tr("{name} was not opened.").format(name=name)
        self.sentence.setText(f"{what} {kept}".strip())
        self._all.setText("\n".join(reasons))
        self.details.setVisible(len(reasons) > 1)
