"""All students by name, out of sight until somebody asks for more."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.pages.train.wizard.questions import Option
from ascstudio.widgets.buttons import Button, ComboBox
from ascstudio.widgets.texts import Label


class MoreStudents(QWidget):
    """A line that opens a list of networks."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._options: tuple[Option, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(6)
        self.button = Button(self.tr("Choose another network"), "ghost", "chevron-right")
        self.button.clicked.connect(lambda: self.open(not self.is_open))
        line = QHBoxLayout()
        line.addWidget(self.button)
        line.addStretch(1)
        column.addLayout(line)
        self._inside = QWidget(self)
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(14, 0, 0, 0)
        inside.setSpacing(6)
        inside.addWidget(Label(self.tr("Network"), "strong"))
        self.networks = ComboBox(self.tr("Network"))
        self.networks.setPlaceholderText(self.tr("Choose a network"))
        # its longest entry may be longer than a narrow window has room for
        self.networks.setMinimumWidth(theme.px(200))
        self.networks.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.networks.activated.connect(self._on_activated)
        inside.addWidget(self.networks)
        hint = self.tr("It is taught as the small one is. What is over the budget is red.")
        inside.addWidget(Label(hint, "table", "text3", wrap=True))
        column.addWidget(self._inside)
        self._inside.hide()

    @property
    def is_open(self) -> bool:
        """Whether the list can be seen."""
        return not self._inside.isHidden()

    def open(self, wanted: bool = True) -> None:
        """Show or hide the list."""
        self._inside.setVisible(wanted)
        self.button.set_icon_name("chevron-down" if wanted else "chevron-right")

    def show_students(self, options: tuple[Option, ...], chosen: str) -> None:
        """Offer these networks; what is over the budget is red."""
        if options and options != self._options:
            self._options = options
            self.networks.clear()
            for n, option in enumerate(options):
                self.networks.addItem(f"{option.title}  ·  {option.cost}", option.key)
                if option.over_budget:
                    role = Qt.ItemDataRole.ForegroundRole
                    self.networks.setItemData(n, theme.color("err"), role)
        self.networks.setCurrentIndex(self.networks.findData(chosen) if chosen else -1)

    def _on_activated(self, index: int) -> None:
        self.chosen.emit(self.networks.itemData(index))
