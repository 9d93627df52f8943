"""The tabs of Evaluate, each made when it is first in front: the page opens at once."""

from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.pages.evaluate.calibration_tab import CalibrationTab
from ascstudio.pages.evaluate.compare_tab import CompareTab
from ascstudio.pages.evaluate.devices_tab import DevicesTab
from ascstudio.pages.evaluate.embedding_panel import EmbeddingPanel
from ascstudio.pages.evaluate.figures import Evaluation
from ascstudio.pages.evaluate.layers_tab import LayersTab
from ascstudio.pages.evaluate.more_data_tab import MoreDataTab
from ascstudio.pages.evaluate.overview import Overview
from ascstudio.pages.evaluate.presenter import EvaluatePresenter
from ascstudio.pages.evaluate.state import TABS, EvaluateState
from ascstudio.widgets.rows import ScrollColumn

TIGHT = 880  # cards stand under each other


class Tabs(QStackedWidget):
    """One tab at a time, which scrolls where it must."""

    save_wanted = Signal()
    """A picture of the tab in front."""
    cell_chosen = Signal()
    """Of the matrix, or of the table of devices and scenes."""

    def __init__(self, presenter: EvaluatePresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._made: dict[str, QWidget] = {}
        self._width = 0
        self._places = {key: QWidget() for key in TABS}
        for place in self._places.values():
            self.addWidget(place)

    def titles(self) -> list[tuple[str, str]]:
        """Key and name of each."""
        words = (
            self.tr("Overview"), self.tr("Devices and scenes"), self.tr("Calibration"),
            self.tr("Compare"), self.tr("Layers"), self.tr("More data?"),
        )  # fmt: skip
        return list(zip(TABS, words, strict=True))

    @cached_property
    def overview(self) -> Overview:
        """Matrix and figures."""
        made = Overview(self._presenter)
        made.matrix.cell_chosen.connect(lambda *_: self.cell_chosen.emit())
        return made

    @cached_property
    def devices(self) -> DevicesTab:
        """Accuracy by device and scene."""
        made = DevicesTab(self._presenter)
        made.save_wanted.connect(self.save_wanted)
        made.table.cell_chosen.connect(lambda *_: self.cell_chosen.emit())
        return made

    @cached_property
    def calibration(self) -> CalibrationTab:
        """What its certainty is worth."""
        return CalibrationTab()

    @cached_property
    def compare(self) -> CompareTab:
        """Two models or several."""
        return CompareTab(self._presenter)

    @cached_property
    def embedding(self) -> EmbeddingPanel:
        """Teacher beside student, probes and episodes: below what is compared."""
        return EmbeddingPanel(self._presenter)

    @cached_property
    def layers(self) -> LayersTab:
        """What int8 costs."""
        return LayersTab(self._presenter)

    @cached_property
    def more_data(self) -> MoreDataTab:
        """Whether more clips would help."""
        return MoreDataTab(self._presenter)

    def tab(self, key: str) -> QWidget:
        """What is in a tab."""
        if key not in self._made:
            self._made[key] = made = self._make(key)
            column = QVBoxLayout(self._places[key])
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(ScrollColumn(made, dict(self.titles())[key]))
            self.fit(self._width)
        return self._made[key]

    def _make(self, key: str) -> QWidget:
        if key == "compare":
            both = QWidget()
            column = QVBoxLayout(both)
            column.setContentsMargins(20, 14, 16, 16)
            column.setSpacing(12)
            column.addWidget(self.compare)
            column.addWidget(self.embedding, 1)
            return both
        if key == "overview":
            return self.overview
        if key == "devices":
            return self.devices
        if key == "calibration":
            return self.calibration
        return self.layers if key == "layers" else self.more_data

    def fit(self, width: int) -> None:
        """Cards side by side where a page of this width has room, of the tabs that were made."""
        self._width = width
        rows = [self.devices.row] if "devices" in self._made else []
        rows += [self.calibration.row] if "calibration" in self._made else []
        rows += [self.more_data.row] if "more-data" in self._made else []
        rows += [self.embedding.row, self.embedding.probes] if "compare" in self._made else []
        ways = QBoxLayout.Direction
        for row in rows:
            tight = width < theme.px(TIGHT)
            row.setDirection(ways.TopToBottom if tight else ways.LeftToRight)

    def show_tab(self, state: EvaluateState, result: Evaluation) -> None:
        """Put the tab in front that is wanted, with what it shows now."""
        self.tab(state.tab)
        if state.tab == "overview":
            self.overview.show_result(state, result)
        elif state.tab == "devices":
            self.devices.show_result(state, result)
        elif state.tab == "calibration":
            self.calibration.show_result(state, result)
        elif state.tab == "compare":
            self.compare.show_state(state)
            self.embedding.show_state(state)
        elif state.tab == "layers":
            self.layers.show_state(state)
        else:
            self.more_data.show_state(state)
        self.setCurrentWidget(self._places[state.tab])
