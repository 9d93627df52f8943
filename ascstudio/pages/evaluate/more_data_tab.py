"""How much more data: the learning curve with its band, and what to record next."""

import numpy as np
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.pages.evaluate.answers import Curve, Gain, MoreData
from ascstudio.pages.evaluate.ask_pane import AskPane, Offer, refused
from ascstudio.pages.evaluate.presenter import EvaluatePresenter
from ascstudio.pages.evaluate.state import EvaluateState
from ascstudio.pages.evaluate.words import MINUS, Words, signed
from ascstudio.theme import scene_mark, scene_title
from ascstudio.widgets.chart import Axis, Chart, Line
from ascstudio.widgets.interval_rows import IntervalRow, IntervalRows
from ascstudio.widgets.texts import Label, Panel
from ascstudio.words import numeral

SHOWN = 12


class MoreDataTab(QWidget):
    """The curve at the left, the list at the right."""

    def __init__(self, presenter: EvaluatePresenter) -> None:
        super().__init__()
        self._presenter, self._words = presenter, Words()
        self._shown: MoreData | None = None
        inside = QWidget()
        row = self.row = QHBoxLayout(inside)
        row.setContentsMargins(20, 14, 16, 16)
        row.setSpacing(12)
        card = Panel(
            self.tr("Accuracy over training data"), self.tr("of a classifier on it; band: 95 %")
        )
        self.chart = Chart(self.tr("Accuracy over minutes of training data"), "{:.1f} %")
        self.chart.setMinimumHeight(theme.px(260))
        self._how = Label("", "table", "text3", wrap=True)
        card.body.addWidget(self.chart, 1)
        card.body.addWidget(self._how)
        row.addWidget(card, 45)
        self._list_card = Panel(self.tr("What to record next"), "")
        self.total = Label("", "strong", wrap=True)
        self.rows = IntervalRows(self.tr("Gain in points"), zero=0.0)
        self._note = Label("", "table", "text3", wrap=True)
        for part in (self.total, self.rows, self._note):
            self._list_card.body.addWidget(part)
        self._list_card.body.addStretch(1)
        row.addWidget(self._list_card, 55)
        self.pane = AskPane(
            "suggest", inside, lambda: presenter.ask("more-data"),
            lambda: presenter.cancel("more-data"),
        )  # fmt: skip
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.pane)

    def show_state(self, state: EvaluateState) -> None:
        """Show how far it is, or what was found."""
        asked = state.answer("more-data")
        title = self.tr("How much more data?")
        sentence = self.tr(
            "A classifier learns from 5 to 100 % of what this network hears, many times over."
            " Says which minutes would help most. Some seconds to minutes."
        )
        offer = Offer(title, sentence, self.tr("Work it out"))
        if asked.failure is not None:
            run = self._presenter.run_command
            offer = refused(title, asked.failure, self.tr("Try again"), run)
        self.pane.show_asked(asked, offer)
        if isinstance(asked.answer, MoreData) and asked.answer is not self._shown:
            self._shown = asked.answer
            self._show_curve(asked.answer)
            self._show_list(asked.answer)

    def _show_curve(self, found: MoreData) -> None:
        curve, ahead = found.curve, found.forecast
        lows = np.concatenate([curve.low, ahead.low])
        low = max(0.0, 10 * np.floor(10 * lows.min()) - 10)
        minutes = np.concatenate([curve.minutes, ahead.minutes])
        x = Axis(0.0, float(minutes.max() * 1.02), self.tr("min"))
        joined = Curve(
            *(
                np.concatenate([a[-1:], b])
                for a, b in (
                    (curve.minutes, ahead.minutes), (curve.accuracy, ahead.accuracy),
                    (curve.low, ahead.low), (curve.high, ahead.high),
                )
            )
        )  # fmt: skip
        lines = [
            _line(self.tr("measured"), curve, "accent", dots=True),
            _line(self.tr("forecast"), joined, "text3", style="dashed"),
        ]
        self.chart.set_lines(x, Axis(float(low), 100.0, "%"), lines)
        words = self.tr(
            "Measured on {n} clips; {minutes} minutes of training data. The band draws places and"
            " parts of the data anew."
        )
        self._how.setText(words.format(n=found.n_clips, minutes=f"{found.train_minutes:.0f}"))

    def _show_list(self, found: MoreData) -> None:
        whole = found.total
        words = self.tr("With {minutes} minutes more: {gain} points ({low} to {high})")
        self.total.setText(words.format(**self._gain(whole)))
        scenes = self._presenter.scene_order()
        rows = []
        for one in found.to_do[:SHOWN]:
            said = self._gain(one)
            mark = scene_mark(scenes.index(one.scene)) if one.scene in scenes else None
            rows.append(
                IntervalRow(
                    self._what(one, several=found.n_devices > 1), one.points, one.low, one.high,
                    number=said["gain"],
                    notes=(self.tr("{low} to {high}").format(low=said["low"], high=said["high"]),),
                    mark=mark, color="accent" if one.low > 0 else "text3",
                )
            )  # fmt: skip
        ends = [end for row in rows for end in (row.low, row.high) if end is not None]
        most = max([0.5, *(abs(end) for end in ends)])
        self.rows.set_rows(rows, (-most, most), (self.tr("points"), self.tr("95 %")))
        note = self.tr("None of these is clearly more than nothing: other data may help as much.")
        if any(one.low > 0 for one in found.to_do):
            note = self.tr("Grey: not clearly more than nothing.")
        mix = self.tr(
            "The minutes are those that help most; the forecast at the left is for more of the same"
            " mix, so the two need not agree."
        )
        self._note.setText(f"{note} {mix}")

    def _what(self, one: Gain, *, several: bool) -> str:
        minutes = numeral(one.minutes, "g")
        scene = scene_title(one.scene)
        if not several:
            return self.tr("{minutes} min of {scene}").format(minutes=minutes, scene=scene)
        words = self.tr("{minutes} min of {scene} on {device}")
        device = self._words.device(one.device)
        return words.format(minutes=minutes, scene=scene, device=device)

    def _gain(self, one: Gain) -> dict[str, str]:
        low, high = (numeral(end, ".1f").replace("-", MINUS) for end in (one.low, one.high))
        return {
            "minutes": numeral(one.minutes, "g"),
            "gain": signed(one.points),
            "low": low,
            "high": high,
        }


def _line(name: str, curve: Curve, color: str, style: str = "solid", *, dots: bool = False) -> Line:
    return Line(
        name, curve.minutes, 100 * curve.accuracy, 100 * curve.low, 100 * curve.high, color,
        style=style, dots=dots,
    )  # fmt: skip
