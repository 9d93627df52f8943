"""The report dialog: which parts, into which folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from ascstudio import theme
from ascstudio.widgets.buttons import Button, CheckBox
from ascstudio.widgets.floating import FloatingDialog, foot
from ascstudio.widgets.texts import Label, Separator

PARTS = ("data", "recipe", "curves", "matrices", "calibration", "comparison", "embedding",
         "provenance", "commands")  # fmt: skip
"""Parts of ``asc report``; a test holds them against the engine's."""


class ReportDialog(FloatingDialog):
    """Results are always in it; everything else is a check box.

    Args:
        name: of the model.
        other: of the model it is compared with; empty for none.
        folder: proposed.
        parent: the window.
    """

    wanted = Signal(object, object)
    """(folder, parts)."""

    def __init__(self, name: str, other: str, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(theme.px(640))
        self.set_title(self.tr("Report"))
        subject = name
        if other:
            subject = self.tr("{name}, compared with {other}").format(name=name, other=other)
        self.column.addWidget(Label(subject, "strong", wrap=True))
        words = self.tr(
            "One HTML file and one PDF with all results, every figure as SVG and PNG, and the"
            " challenge package: the system description (YAML) and the predictions (CSV)."
        )
        self.column.addWidget(Label(words, "body", "text2", wrap=True))
        self.boxes: dict[str, CheckBox] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        for n, (key, text) in enumerate(self._part_words().items()):
            box = CheckBox(text)
            box.setChecked(True)
            if key == "comparison" and not other:
                box.setChecked(False)
                box.set_reason(self.tr("No other model is chosen under “against”."))
            self.boxes[key] = box
            grid.addWidget(box, n // 2, n % 2)
        self.column.addLayout(grid)
        self.column.addLayout(self._build_place(folder))
        self.column.addWidget(Separator())
        self.write_button = Button(self.tr("Write the report"), "primary", "report")
        self.write_button.clicked.connect(self._accept)
        cancel = Button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        note = Label(self.tr("Files of an earlier report there are replaced."), "table", "text3")
        self.column.addLayout(foot(note, cancel, self.write_button))
        self.write_button.setFocus()

    def _build_place(self, folder: Path) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.out = QLineEdit(str(folder))
        self.out.setAccessibleName(self.tr("Folder"))
        self.out.textChanged.connect(self._on_text)
        choose = Button(self.tr("Choose…"), "normal", "folder")
        choose.clicked.connect(self._choose)
        row.addWidget(Label(self.tr("Folder"), "body", "text2"))
        row.addWidget(self.out, 1)
        row.addWidget(choose)
        return row

    def parts(self) -> tuple[str, ...]:
        """What is checked."""
        return tuple(key for key, box in self.boxes.items() if box.isChecked())

    def _part_words(self) -> dict[str, str]:
        return {
            "data": self.tr("Data: clips, scenes, devices, licences"),
            "recipe": self.tr("Recipes"),
            "curves": self.tr("Curves of the training"),
            "matrices": self.tr("Matrices"),
            "calibration": self.tr("Calibration"),
            "comparison": self.tr("Comparison of both models"),
            "embedding": self.tr("Embedding and its teacher's (t-SNE)"),
            "provenance": self.tr("Provenance"),
            "commands": self.tr("Exact commands"),
        }

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Where to?"), self.out.text())
        if chosen:
            self.out.setText(chosen)

    def _on_text(self, text: str) -> None:
        absolute = Path(text.strip()).is_absolute()
        self.write_button.set_reason("" if absolute else self.tr("Say where to."))

    def _accept(self) -> None:
        self.wanted.emit(Path(self.out.text().strip()), self.parts())
        self.accept()
