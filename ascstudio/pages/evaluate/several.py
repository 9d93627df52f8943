"""The model against several others at once: which ones, and how it stands to each."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ascstudio import theme
from ascstudio.pages.evaluate.models import ModelChoice
from ascstudio.widgets.buttons import Button, CheckBox
from ascstudio.widgets.floating import FloatingDialog, foot
from ascstudio.widgets.texts import Label, Separator


class SeveralDialog(FloatingDialog):
    """A check box for every other model.

    Args:
        name: of the model that is compared.
        others: that it can be compared with.
        chosen: of these, at first.
        parent: the window.
    """

    wanted = Signal(object)
    """Paths of two or more of the others."""

    def __init__(
        self,
        name: str,
        others: Sequence[ModelChoice],
        chosen: Sequence[Path],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setMinimumWidth(theme.px(560))
        self.set_title(self.tr("Compare with several"))
        words = self.tr("{name} minus each of these, on the same clips:").format(name=name)
        self.column.addWidget(Label(words, "body", "text2", wrap=True))
        self.boxes: dict[Path, CheckBox] = {}
        for one in others:
            box = CheckBox(one.name)
            box.setChecked(one.path in chosen)
            box.toggled.connect(self._on_toggled)
            self.boxes[one.path] = box
            self.column.addWidget(box)
        self.column.addWidget(Separator())
        self.compare_button = Button(self.tr("Compare"), "primary", "compare")
        self.compare_button.clicked.connect(self._accept)
        cancel = Button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        note = self.tr("What was not measured yet is measured first.")
        self.column.addLayout(foot(Label(note, "table", "text3"), cancel, self.compare_button))
        self._on_toggled()

    def chosen(self) -> tuple[Path, ...]:
        """What is checked."""
        return tuple(path for path, box in self.boxes.items() if box.isChecked())

    def _on_toggled(self) -> None:
        enough = len(self.chosen()) > 1
        self.compare_button.set_reason("" if enough else self.tr("Choose two or more."))

    def _accept(self) -> None:
        self.wanted.emit(self.chosen())
        self.accept()
