"""The embedding: teacher beside student on two maps, and probes that say how good it is."""

from collections.abc import Callable
from functools import partial

import numpy as np
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.pages.evaluate.answers import FewShot, Maps, MapSide, Probes
from ascstudio.pages.evaluate.ask_pane import AskPane, Offer, refused
from ascstudio.pages.evaluate.presenter import EvaluatePresenter
from ascstudio.pages.evaluate.state import EvaluateState
from ascstudio.pages.evaluate.words import Words, percent
from ascstudio.theme import scene_mark, scene_title
from ascstudio.widgets.buttons import Button, SegmentedControl
from ascstudio.widgets.meters import Bar
from ascstudio.widgets.scatter import ScatterMap
from ascstudio.widgets.texts import ElidedLabel, Figure, Panel
from ascstudio.words import numeral

MAP_HEIGHT = 300


class _Side(QWidget):
    """One map under its name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.title = ElidedLabel("", "table", "text2")
        self.map = ScatterMap(name)
        self.map.setMinimumHeight(theme.px(MAP_HEIGHT))
        column.addWidget(self.title)
        column.addWidget(self.map, 1)


class _Asked(QWidget):
    """A figure that is worked out when its button is pressed."""

    def __init__(self, caption: str, button: str, ask: Callable[[], None],
                 cancel: Callable[[], None]) -> None:  # fmt: skip
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.figure = Figure(caption)
        row.addWidget(self.figure, 1)
        side = QVBoxLayout()
        self._words, self._ask, self._cancel = button, ask, cancel
        self.button = Button(button, "normal", small=True)
        self.button.clicked.connect(self._on_pressed)
        self.bar = Bar(caption)
        self.bar.setFixedWidth(theme.px(120))
        side.addWidget(self.button)
        side.addWidget(self.bar)
        row.addLayout(side)
        self._running = False

    def show_running(self, *, running: bool, fraction: float | None) -> None:
        """While it is worked out the button cancels it."""
        self._running = running
        self.bar.setVisible(running)
        self.bar.set_fraction(fraction)
        self.button.setText(self.tr("Cancel") if running else self._words)

    def _on_pressed(self) -> None:
        (self._cancel if self._running else self._ask)()


class EmbeddingPanel(Panel):
    """Maps of the same clips in two embeddings, the right one turned to lie like the left."""

    def __init__(self, presenter: EvaluatePresenter) -> None:
        super().__init__("")
        self.set_title(self.tr("The embedding"))
        self._presenter, self._say = presenter, Words()
        self._shown: tuple[object, object] = (None, None)
        self.layout_choice = SegmentedControl(
            self.tr("Layout of the maps"),
            [("pca", self.tr("At once (PCA)")), ("tsne", self.tr("Clearer (t-SNE)"))],
        )
        self.layout_choice.chosen.connect(self._on_layout)
        self.head.addWidget(self.layout_choice)
        maps = QWidget()
        row = self.row = QHBoxLayout(maps)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.left = _Side(self.tr("Embedding at the left"))
        self.right = _Side(self.tr("Embedding at the right"))
        for side in (self.left, self.right):
            side.map.chosen.connect(self._on_chosen)
            side.map.activated.connect(self._on_activated)
            row.addWidget(side, 1)
        self.pane = AskPane(
            "explore", maps, lambda: presenter.ask("beside"), lambda: presenter.cancel("beside"),
            quiet=True,
        )  # fmt: skip
        self.body.addWidget(self.pane, 1)
        probes = self.probes = QHBoxLayout()
        probes.setSpacing(24)
        self.probe = self._asked("probe", self.tr("Linear and k-NN probe"), self.tr("Probe it"))
        self.few_shot = self._asked(
            "fewshot", self.tr("Few-shot episodes"), self.tr("Draw episodes")
        )
        probes.addWidget(self.probe, 1)
        probes.addWidget(self.few_shot, 1)
        self.body.addLayout(probes)

    def _asked(self, what: str, caption: str, button: str) -> _Asked:
        presenter = self._presenter
        return _Asked(caption, button, partial(presenter.ask, what),
                      partial(presenter.cancel, what))  # fmt: skip

    def show_state(self, state: EvaluateState) -> None:
        """Show what is known of the embedding."""
        self.layout_choice.set_choice(state.layout)
        asked = state.answer("beside")
        other = state.other_choice()
        beside = other.name if other is not None else self.tr("its teacher")
        sentence = self.tr(
            "The same clips as both networks hear them, side by side. Takes some seconds."
        )
        button = self.tr("Draw both maps")
        title = self.tr("Embedding beside {other}").format(other=beside)
        offer = Offer(title, sentence, "" if asked.running else button)
        if asked.failure is not None:
            offer = refused(title, asked.failure, button, self._presenter.run_command)
        self.pane.show_asked(asked, offer)
        maps = asked.answer
        if isinstance(maps, Maps) and (maps, state.result) != self._shown:
            self._shown = (maps, state.result)
            self._show_maps(maps)
        self._show_probes(state)

    def _show_maps(self, maps: Maps) -> None:
        names = self._presenter.scene_order()
        scenes = [scene for scene in names if scene in set(maps.scenes)]
        groups = np.array([scenes.index(scene) for scene in maps.scenes], np.int64)
        marks = [scene_mark(names.index(scene)) for scene in scenes]
        titles = [scene_title(scene) for scene in scenes]
        for side, told in ((self.left, maps.left), (self.right, maps.right)):
            side.title.setText(self._side_words(told))
            side.map.set_points(told.points.astype(np.float32), groups, marks, titles)
            side.map.fit()

    def _side_words(self, told: MapSide) -> str:
        words = self.tr("{name}: scenes lie apart by {s} (silhouette, 1 is best)")
        return words.format(name=told.name, s=numeral(told.silhouette, ".2f"))

    def _show_probes(self, state: EvaluateState) -> None:
        asked = state.answer("probe")
        self.probe.show_running(running=asked.running, fraction=asked.fraction)
        if isinstance(asked.answer, Probes):
            found = asked.answer
            both = f"{percent(found.linear)}, {percent(found.knn)}"
            words = self.tr("95 %: {linear}; {knn} (k {k})").format(
                linear=self._say.span(found.linear_ci95), knn=self._say.span(found.knn_ci95),
                k=found.k,
            )  # fmt: skip
            self.probe.figure.set_value(both, words)
        else:
            self.probe.figure.set_value("", self.tr("how much a new classifier could get from it"))
        asked = state.answer("fewshot")
        self.few_shot.show_running(running=asked.running, fraction=asked.fraction)
        if isinstance(asked.answer, FewShot):
            found_shots = asked.answer
            number = ", ".join(percent(accuracy) for _, accuracy, _ in found_shots.rows)
            words = "; ".join(
                self.tr("{k} clips: {span}").format(k=k, span=self._say.span(span))
                if k > 1 else self.tr("1 clip: {span}").format(span=self._say.span(span))
                for k, _, span in found_shots.rows
            )  # fmt: skip
            caption = self.tr("Few-shot episodes")
            if found_shots.flatters:
                caption = self.tr("Few-shot episodes of scenes it knows already: flattering")
            self.few_shot.figure.set_caption(caption)
            self.few_shot.figure.set_value(number, words)
        else:
            self.few_shot.figure.set_value("", self.tr("scenes learnt anew from 1 and 5 clips"))

    def _on_layout(self, layout: str) -> None:
        asked_before = self._presenter.state.answer("beside").answer is not None
        self._presenter.choose_layout(layout)
        if asked_before and self._presenter.state.answer("beside").answer is None:
            self._presenter.ask("beside")

    def _on_chosen(self, index: int) -> None:
        """The same clip is ringed on both maps."""
        for side in (self.left, self.right):
            side.map.set_selected(index)

    def _on_activated(self, index: int) -> None:
        maps = self._shown[0]
        if isinstance(maps, Maps) and index >= 0:
            self._presenter.play(int(maps.segment_ids[index]))
