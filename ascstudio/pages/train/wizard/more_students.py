"""All students by name, out of sight until somebody asks for more."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy

from ascstudio import theme
from ascstudio.pages.train.wizard.questions import Option
from ascstudio.widgets.combo_box import ComboBox
from ascstudio.widgets.forms import Fold
from ascstudio.widgets.texts import Label


class MoreStudents(Fold):
    """A line that opens a list of networks."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(self.tr("Choose another network"))
        self._options: tuple[Option, ...] = ()
        self.inside.addWidget(Label(self.tr("Network"), "strong"))
        self.networks = ComboBox(self.tr("Network"))
        self.networks.setPlaceholderText(self.tr("Choose a network"))
        # its longest entry may be longer than a narrow window has room for
        self.networks.setMinimumWidth(theme.px(200))
        self.networks.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.networks.activated.connect(self._on_activated)
        self.inside.addWidget(self.networks)
        hint = self.tr("It is taught as the small one is. What is over the budget is red.")
        self.inside.addWidget(Label(hint, "table", "text3", wrap=True))

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
