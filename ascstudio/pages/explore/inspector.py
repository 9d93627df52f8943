"""Beside the map: what its colours mean, what is chosen, which labels are doubtful."""

from collections.abc import Sequence
from typing import Literal, get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ascstudio.pages.explore.clip_panel import ClipPanel
from ascstudio.pages.explore.legend import Legend
from ascstudio.pages.explore.state import ExploreState
from ascstudio.project.sounds import ClipPlayer
from ascstudio.theme import Mark
from ascstudio.widgets.buttons import SegmentedControl
from ascstudio.widgets.rows import SidePanel
from ascstudio.widgets.texts import Label

Tab = Literal["legend", "selection"]
TABS: tuple[Tab, ...] = get_args(Tab)


class Inspector(SidePanel):
    """Legend and selection, one at a time."""

    tab_chosen = Signal(str)

    def __init__(self, player: ClipPlayer) -> None:
        super().__init__(self.tr("Legend and selection"), 284)
        self.tabs = SegmentedControl(
            self.tr("Beside the map"),
            [("legend", self.tr("Legend")), ("selection", self.tr("Selection"))],
        )
        self.tabs.chosen.connect(self._on_tab)
        self.legend = Legend()
        self.legend_hint = Label(
            self.tr("Click hides, Alt and click shows only this."), "table", "text3", wrap=True
        )
        self.no_map = Label(self.tr("There is no map yet."), "table", "text3", wrap=True)
        self.clip = ClipPanel(player)
        self._parts: dict[str, QWidget] = {
            "legend": self._box(self.no_map, self.legend, self.legend_hint),
            "selection": self._box(self.clip),
        }
        self.column.addWidget(self.tabs)
        self.column.addSpacing(4)
        for part in self._parts.values():
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.show_tab("legend")

    @staticmethod
    def _box(*parts: QWidget) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in parts:
            column.addWidget(part)
        return box

    def show_tab(self, tab: Tab) -> None:
        """Bring a tab to the front."""
        self.tabs.set_choice(tab)
        for name, part in self._parts.items():
            part.setVisible(name == tab)

    def _on_tab(self, key: str) -> None:
        self.show_tab(next(tab for tab in TABS if tab == key))

    def show_state(
        self,
        state: ExploreState,
        mark: Mark,
        reason: str,
        shared: Sequence[tuple[str, str]],
    ) -> None:
        """Bring everything up to date.

        Args:
            state: of the page.
            mark: of the chosen clip's scene.
            reason: why nothing can be done with a chosen clip; empty if there is one.
            shared: what the picked clips have in common.
        """
        points = state.points
        self.legend.show_rows(points.legend if points is not None else (), state.hidden)
        self.legend_hint.setVisible(points is not None)
        self.no_map.setVisible(points is None)
        self.clip.show_clip(state.clip, mark, reason)
        self.clip.show_many(state.picks.title, shared)
