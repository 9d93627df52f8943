"""Asks what a run shall be called."""

from PySide6.QtWidgets import QLineEdit, QWidget

from ascstudio import theme
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.floating import FloatingDialog, foot
from ascstudio.widgets.texts import Label

LONGEST = 80  # characters
LONGEST_NEW = 60  # of a new run: in a chain what each makes is added


def title_field(name: str, longest: int = LONGEST_NEW) -> QLineEdit:
    """A line for what people call a run.

    Args:
        name: of the field, for screen readers.
        longest: characters that it takes.
    """
    field = QLineEdit()
    field.setMaxLength(longest)
    field.setAccessibleName(name)
    return field


class RenameDialog(FloatingDialog):
    """A name for a run; without one it is called by what it makes.

    Args:
        makes: what it is called without a name.
        title: its name now; empty: it has none.
        parent: of the dialog.
    """

    def __init__(self, makes: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(theme.px(420))
        self.set_title(self.tr("Name of the run"))
        words = self.tr("Without a name it is called “{makes}”. Its folder stays where it is.")
        self.column.addWidget(Label(words.format(makes=makes), "table", "text2", wrap=True))
        self.field = title_field(self.tr("Name of the run"), LONGEST)
        self.field.setText(title)
        self.field.setPlaceholderText(makes)
        self.field.selectAll()
        self.column.addWidget(self.field)
        cancel = Button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.rename_button = Button(self.tr("Rename"), "primary")
        self.rename_button.clicked.connect(self.accept)
        self.field.returnPressed.connect(self.accept)
        self.end_with(foot(Label(""), cancel, self.rename_button))
        self.field.setFocus()

    @property
    def title(self) -> str:
        """What was typed."""
        return self.field.text().strip()
