"""The fields in the head: which model, against which, on which part of the project."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ascstudio.pages.evaluate.presenter import EvaluatePresenter
from ascstudio.pages.evaluate.state import EvaluateState
from ascstudio.widgets.combo_box import ComboBox
from ascstudio.widgets.texts import Label
from ml_core import api


class Choices(QWidget):
    """Three fields in a row; in a narrow window the word between them goes."""

    def __init__(self, presenter: EvaluatePresenter) -> None:
        super().__init__()
        self._presenter, self._narrow = presenter, False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.model = ComboBox(self.tr("Model"))
        self.model.activated.connect(lambda at: presenter.choose_model(self.model.itemData(at)))
        self.against = ComboBox(self.tr("Other model"))
        self.against.activated.connect(
            lambda at: presenter.choose_against(self.against.itemData(at))
        )
        self.split = ComboBox(self.tr("Clips to measure on"))
        self.split.activated.connect(lambda at: presenter.choose_split(self.split.itemData(at)))
        self.model.setPlaceholderText(self.tr("No model yet"))
        for choice in (self.model, self.against):
            choice.setMinimumContentsLength(6)
            choice.setMinimumWidth(72)  # what does not fit stands in the tooltip
        self.split.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._word = Label(self.tr("against"), "table", "text3")
        row.addWidget(self.model)  # each as wide as its words, where there is room
        row.addWidget(self._word)
        row.addWidget(self.against)
        row.addWidget(self.split)

    def set_narrow(self, *, narrow: bool) -> None:
        """Leave the room to the names of the models."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._word.setVisible(not narrow)
            self.show_state(self._presenter.state)

    def show_state(self, state: EvaluateState) -> None:
        """Offer what there is."""
        _fill(self.model, [(one.path, one.name) for one in state.models], state.model)
        others = [(one.path, one.name) for one in state.models if one.path != state.model]
        _fill(self.against, [(None, self.tr("No other run")), *others], state.against)
        number = QLocale().toString
        words = "{split}" if self._narrow else self.tr("{split}, {n} clips")
        rows = [
            (one.key, words.format(split=api.display_name(one.key), n=number(one.n_clips)))
            for one in state.splits
        ]
        _fill(self.split, rows, state.split)
        self.model.setEnabled(bool(state.models))
        self.against.setEnabled(bool(others))
        self.split.setEnabled(bool(state.splits))


def _fill(box: ComboBox, rows: Sequence[tuple[object, str]], chosen: object) -> None:
    """Offer rows of (value, words) without telling anybody."""
    if [(box.itemData(n), box.itemText(n)) for n in range(box.count())] != list(rows):
        box.clear()
        for value, words in rows:
            box.addItem(words, value)
    values = [value for value, _ in rows]
    if chosen in values:
        box.setCurrentIndex(values.index(chosen))
        box.setToolTip(box.currentText())
