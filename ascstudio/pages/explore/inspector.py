"""Beside the map: what its colours mean, what is chosen, which labels are doubtful."""

from collections.abc import Sequence
from typing import Literal, get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ascstudio.pages.explore.clip_panel import ClipPanel
from ascstudio.pages.explore.colouring import PLACES, colour_title
from ascstudio.pages.explore.legend import Legend
from ascstudio.pages.explore.state import FEW, MANY, ExploreState
from ascstudio.pages.explore.suspects import SuspectList
from ascstudio.project.sounds import ClipPlayer, Thumbnails
from ascstudio.theme import Mark
from ascstudio.widgets.buttons import Button, SegmentedControl
from ascstudio.widgets.meters import Bar
from ascstudio.widgets.rows import SidePanel
from ascstudio.widgets.texts import Label, Separator
from ascstudio.words import numeral

Tab = Literal["legend", "selection", "suspects"]
TABS: tuple[Tab, ...] = get_args(Tab)


class Inspector(SidePanel):
    """Legend with the first suspects, selection, all suspects: one at a time."""

    look_wanted = Signal()
    place_chosen = Signal(str)
    """location, city or session: what colours mean."""

    def __init__(self, player: ClipPlayer, thumbnails: Thumbnails) -> None:
        super().__init__(self.tr("Legend and selection"), 284)
        self.tabs = SegmentedControl(
            self.tr("Beside the map"),
            [
                ("legend", self.tr("Legend")),
                ("selection", self.tr("Selection")),
                ("suspects", self.tr("Suspects")),
            ],
        )
        self.tabs.chosen.connect(self._on_tab)
        self.places = SegmentedControl(
            self.tr("Kind of place"), [(by, colour_title(by)) for by in PLACES]
        )
        self.places.chosen.connect(self.place_chosen)
        self.legend = Legend()
        self.legend_hint = Label(
            self.tr("Click hides, Alt and click shows only this."), "table", "text3", wrap=True
        )
        self.no_map = Label(self.tr("There is no map yet."), "table", "text3", wrap=True)
        self._line = Separator()
        self.few = SuspectList(thumbnails, FEW)
        self.clip = ClipPanel(player)
        self.many = SuspectList(thumbnails, MANY)
        self.look = Button(self.tr("Look for wrong labels"), "normal", "flag", small=True)
        self.look.clicked.connect(self.look_wanted)
        self.bar = Bar(self.tr("Comparing labels"))
        self._parts: dict[str, QWidget] = {
            "legend": self._box(
                self.no_map, self.places, self.legend, self.legend_hint, self._line, self.few
            ),
            "selection": self._box(self.clip),
            "suspects": self._box(self.many, self.bar, self.look),
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
        self.legend_hint.setVisible(points is not None and not state.suspects)
        self.tabs.setVisible(points is not None)
        self.no_map.setVisible(points is None)
        self.places.setVisible(points is not None and state.colour_by in PLACES)
        if state.colour_by in PLACES:
            self.places.set_choice(state.colour_by)
        self.clip.show_clip(state.clip, mark, reason)
        self.clip.show_many(state.picks.title, shared)
        self._show_suspects(state)

    def _show_suspects(self, state: ExploreState) -> None:
        sentence = self._suspect_words(state)
        for part in (self._line, self.few):
            part.setVisible(bool(state.suspects))
        if state.suspects:
            self.few.show_suspects(state.suspects, sentence, state.selected)
        self.many.show_suspects(state.suspects, sentence, state.selected)
        self.bar.setVisible(state.work == "judge")
        self.bar.set_fraction(state.fraction if state.work == "judge" else None)
        self.look.setVisible(state.work != "judge" and state.points is not None)
        again = self.tr("Look again") if state.judged is not None else ""
        self.look.setText(again or self.tr("Look for wrong labels"))

    def _suspect_words(self, state: ExploreState) -> str:
        if state.work == "judge":
            return self.tr("Comparing every label with its neighbours and with a classifier.")
        if state.suspects:
            return self.tr("Neighbours and a classifier are both sure of another scene.")
        if state.judged is None:
            return self.tr("Every label is compared with its neighbours and with a classifier.")
        if state.judged.unable == "too_few":
            return self.tr("Too few labels to compare: label 20 clips of two scenes first.")
        if state.judged.unable:
            return self.tr(
                "No label can be called wrong: this bundle hardly tells these scenes apart. With a "
                "label hidden, {share:.0f} % are guessed right. Choose a bundle that was trained "
                "on scenes like these."
            ).format(share=100 * state.judged.agreement)
        return self.tr("No label of {n} looks wrong.").format(n=numeral(state.judged.n_judged))
