"""Two models on the same clips: differences with intervals, p, and words."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ascstudio.jobs.remedies import words_of
from ascstudio.pages.evaluate.answers import Comparison, Difference, Ranking
from ascstudio.pages.evaluate.ask_pane import AskPane, Offer
from ascstudio.pages.evaluate.presenter import EvaluatePresenter
from ascstudio.pages.evaluate.several import SeveralDialog
from ascstudio.pages.evaluate.state import EvaluateState
from ascstudio.pages.evaluate.words import Words, points
from ascstudio.theme import Mark, scene_title
from ascstudio.translation import told
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.interval_rows import IntervalRow, IntervalRows
from ascstudio.widgets.matrix import FEW
from ascstudio.widgets.texts import Label, Panel
from ascstudio.words import counted, numeral

MOST_PROPOSED = 4  # of several to compare with


class CompareTab(QWidget):
    """Overall, by device and by scene; what cannot be compared says why."""

    def __init__(self, presenter: EvaluatePresenter) -> None:
        super().__init__()
        self._presenter, self._words = presenter, Words()
        self._shown: tuple[object, object] = (None, None)
        card = Panel(self.tr("Which is better?"))
        self._card = card
        self.verdict = Label("", "section", wrap=True)
        self.counted = Label("", "table", "text3", wrap=True)
        self.rows = IntervalRows(self.tr("Differences with intervals"), zero=0.0)
        for part in (self.verdict, self.counted, self.rows):
            card.body.addWidget(part)
        card.body.addStretch(1)
        self.several_button = Button(self.tr("Several at once…"), "normal", small=True)
        self.several_button.clicked.connect(self.ask_several)
        card.head.addWidget(self.several_button)
        self.several = Panel(self.tr("Against each of several"))
        self.ranking = IntervalRows(self.tr("Differences to several models"), zero=0.0)
        self.ranking.activated.connect(self._on_ranked)
        self.ranking.chosen.connect(self._on_ranked)
        self._ranked = Label("", "table", "text3", wrap=True)
        for part in (self.ranking, self._ranked):
            self.several.body.addWidget(part)
        self.pane = AskPane(
            "compare", card, lambda: presenter.ask("compare"), lambda: presenter.cancel("compare")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.several)
        column.addWidget(self.pane)

    def show_state(self, state: EvaluateState) -> None:
        """Show how far the comparison is, or what it says."""
        asked = state.answer("compare")
        self.pane.show_asked(asked, self._offer(state))
        self._show_several(state)
        found = asked.answer
        if isinstance(found, Comparison) and (found, state.result) != self._shown:
            self._shown = (found, state.result)
            self._show(state, found)

    def _offer(self, state: EvaluateState) -> Offer:
        asked, other = state.answer("compare"), state.other_choice()
        if other is None:
            if len(state.models) < 2:
                return Offer(
                    self.tr("Nothing to compare with yet"),
                    self.tr("Another run or bundle of this project will stand under “against”."),
                )
            several = (self.tr("Several at once…"), self.ask_several)
            return Offer(
                self.tr("Compare with what?"),
                self.tr("Choose the other model above, under “against”."),
                ghost=several if len(state.models) > 2 else None,
            )
        if asked.failure is not None:
            return Offer(
                self.tr("Not comparable"), self.tr("The difference is not shown."),
                self.tr("Measure both again"),
            )  # fmt: skip
        if asked.running:
            return Offer(
                self.tr("Comparing"),
                self.tr("Both hear the same clips; what is known of one is not measured again."),
            )
        words = self.tr("Is it better than {name}, or is that chance?")
        return Offer(self.tr("Which is better?"), words.format(name=other.name), self.tr("Compare"))

    def _show_several(self, state: EvaluateState) -> None:
        """How it stands to each of several, while there are several."""
        asked = state.answer("ranking")
        self.several.setVisible(bool(state.others))
        self.several_button.setVisible(len(state.models) > 2)
        if not state.others:
            return
        found = asked.answer
        if not isinstance(found, Ranking):
            self.ranking.set_rows((), (0.0, 1.0))
            self._ranked.setText(words_of(asked.failure) or self.tr("Comparing with each…"))
            return
        names = [one.name for one in state.other_choices()]
        rows = [
            self._row(one, name, None, found.grouped_by)
            for one, name in zip(found.against, names, strict=True)
        ]
        self.several.set_hint(self.tr("{a} minus each").format(a=found.name))
        self.ranking.set_rows(rows, _range(rows), self._heads())
        self._ranked.setText(
            self.tr("p is adjusted by Holm for how many there are. Choose one to see it below.")
        )

    def ask_several(self) -> None:
        """Ask which others it shall be compared with."""
        state = self._presenter.state
        model = state.model_choice()
        if model is None:
            return
        others = [one for one in state.models if one.path != model.path]
        chosen = state.others or tuple(one.path for one in others[:MOST_PROPOSED])
        dialog = SeveralDialog(model.name, others, chosen, self.window())
        dialog.wanted.connect(self._presenter.choose_others)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_ranked(self, index: int) -> None:
        others = self._presenter.state.others
        if 0 <= index < len(others):
            self._presenter.choose_against(others[index])

    def _heads(self) -> tuple[str, ...]:
        return (self.tr("points"), self.tr("95 %"), self.tr("p"), "")

    def _show(self, state: EvaluateState, found: Comparison) -> None:
        self._card.set_hint(self.tr("{a} minus {b}").format(a=found.a.name, b=found.b.name))
        self.verdict.setText(told(found.overall.words))
        by = found.grouped_by
        clips = counted(found.n_clips, self.tr("{n} clip"), self.tr("{n} clips"))
        words = self.tr(
            "The same {clips}. Intervals draw {n} groups {by}; p is McNemar's exact test, of parts"
            " adjusted by Holm for how many are looked at."
        )
        self.counted.setText(words.format(clips=clips, n=found.n_groups, by=self._words.by(by)))
        scenes = dict(zip(state.result.scenes, state.scene_marks, strict=True)) \
            if state.result else {}  # fmt: skip
        everything = [self._row(found.overall, self.tr("All clips"), None, by)]
        devices = [
            self._row(one, self._words.device(one.name), state.device_marks.get(one.name), by)
            for one in found.per_device
        ]
        by_scene = [
            self._row(one, scene_title(one.name), scenes.get(one.name), by)
            for one in found.per_scene
        ]
        rows = [
            *everything,
            IntervalRow(self.tr("By device")), *devices,
            IntervalRow(self.tr("By scene")), *by_scene,
        ]  # fmt: skip
        self.rows.set_rows(rows, _range(rows), self._heads())

    def _too_few(self, one: Difference, by: str) -> str:
        """The clips, or what they were recorded at, of which there are too few."""
        if one.n < FEW:
            return counted(one.n, self.tr("{n} clip"), self.tr("{n} clips"))
        if by == "location":
            return counted(one.n_groups, self.tr("{n} location"), self.tr("{n} locations"))
        return counted(one.n_groups, self.tr("{n} source"), self.tr("{n} sources"))

    def _row(self, one: Difference, name: str, mark: Mark | None, by: str) -> IntervalRow:
        color = "text3"
        if one.clear:
            color = "ok" if one.value > 0 else "err"
        verdict = self.tr("not clearly different")
        if one.few:
            verdict = self.tr("{clips}: too few to say").format(clips=self._too_few(one, by))
        elif one.clear:
            verdict = self.tr("better") if one.value > 0 else self.tr("worse")
        return IntervalRow(
            name, one.value, *one.ci95, number=points(one.value),
            notes=(self._words.span(one.ci95, sign=True), p_words(one.p), verdict),
            mark=mark, few=one.few, color=color,
        )  # fmt: skip


def _range(rows: Sequence[IntervalRow]) -> tuple[float, float]:
    """The same at both sides of zero."""
    ends = [abs(end) for row in rows for end in (row.low, row.high) if end is not None]
    most = max([0.05, *ends])
    return -most, most


def p_words(p: float) -> str:
    """``0.034``; below a thousandth ``< 0.001``."""
    return f"< {numeral(0.001, '.3f')}" if p < 0.001 else numeral(p, ".3f")
