"""*How was this measured?*: the curve of delay against false changes per minute."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ascstudio.jobs.remedies import words_of
from ascstudio.pages import Context
from ascstudio.pages.live.pace_score import PaceScore, PaceState, measured_words, score_words
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.chart import Axis, Chart, Line
from ascstudio.widgets.floating import FloatingDialog, foot
from ascstudio.widgets.meters import Bar
from ascstudio.widgets.texts import FactsTable, Label
from ascstudio.words import numeral
from ml_core import api

__all__ = ["PaceDialog", "measured_words"]


class PaceDialog(FloatingDialog):
    """The measured curve with the present setting on it, and how it came about.

    Args:
        context: of the page.
        bundle: that listens.
        parent: the window.
        pace: the present one.
        hop_s: between two decisions.
    """

    measured = Signal()

    def __init__(
        self,
        context: Context,
        bundle: Path,
        parent: QWidget | None = None,
        *,
        pace: "api.Pace | None" = None,
        hop_s: float = 1.0,
    ) -> None:
        super().__init__(parent)
        self._chosen, self._hop_s = pace, hop_s
        self.pace = PaceScore(context, bundle, hop_s)
        self.pace.measured.connect(self.measured)
        self.set_title(self.tr("How quickly it changes its mind"))
        self.set_size(720, 560)
        words = self.tr(
            "Recordings of the test split are joined into one stream that changes place every half"
            " minute. Counted are the seconds until the right scene is shown after a change, and"
            " changes of the name that no change of place asked for."
        )
        self.column.addWidget(Label(words, "body", "text2", wrap=True))
        self.chart = Chart(self.tr("Delay against false changes"), "{:.1f} s")
        self._axes = Label(
            self.tr("Up: seconds until the right scene. Across: false changes per minute."),
            "table", "text3",
        )  # fmt: skip
        self.column.addWidget(self._axes)
        self.column.addWidget(self.chart, 100)
        self.sentence = Label("", "strong", wrap=True)
        self.column.addWidget(self.sentence)
        self.facts = FactsTable()
        self.column.addWidget(self.facts)
        row = QHBoxLayout()
        row.setSpacing(10)
        self.bar = Bar(self.tr("Measured so far"))
        self.stop_button = Button(self.tr("Stop measuring"), "ghost", "stop", small=True)
        self.stop_button.clicked.connect(self.pace.cancel)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop_button)
        self.column.addLayout(row)
        self.problem = Label("", "body", "warn", wrap=True)
        self.column.addWidget(self.problem)
        self.column.addStretch(1)
        self.measure_button = Button(self.tr("Measure"), "normal", "speed")
        self.measure_button.clicked.connect(self.pace.measure)
        close = Button(self.tr("Close"), "primary")
        close.clicked.connect(self.accept)
        self.end_with(foot(self.measure_button, close))
        self.pace.changed.connect(self.show_state)
        self.show_state(self.pace.state)
        close.setFocus()

    def show_state(self, state: PaceState) -> None:
        """The only place that changes the widgets after construction."""
        self.bar.setVisible(state.running)
        self.bar.set_fraction(state.share)
        self.stop_button.setVisible(state.running)
        self.measure_button.setVisible(not state.running)
        again = self.tr("Measure again")
        self.measure_button.setText(again if state.score is not None else self.tr("Measure"))
        self.measure_button.set_reason(state.reason)
        failure = state.failure
        problem = words_of(failure)
        self.problem.setText(problem or state.reason)
        self.problem.setVisible(bool(self.problem.text()))
        for widget in (self._axes, self.chart, self.facts):
            widget.setVisible(state.score is not None)
        if state.score is None:
            none = self.tr("Not measured with this bundle yet. It takes a minute or so.")
            self.sentence.setText("" if state.running or state.reading else none)
            return
        self._show_score(state.score)

    def _show_score(self, found: "api.StreamScore") -> None:
        rows = sorted(found.curve, key=lambda o: (o.flips_per_minute.value, -o.delay_s.value))
        flips = np.array([one.flips_per_minute.value for one in rows])
        delays = np.array([one.delay_s.value for one in rows])
        low = np.array([one.delay_s.low for one in rows])
        high = np.array([one.delay_s.high for one in rows])
        lines = [Line(self.tr("All settings"), flips, delays, low, high, "text3", dots=True)]
        here = api.score_at(found, self._chosen) if self._chosen is not None else found.chosen
        lines.append(
            Line(
                self.tr("Now"), np.array([here.flips_per_minute.value]),
                np.array([here.delay_s.value]), dots=True,
            )
        )  # fmt: skip
        across = max(1.0, float(np.ceil(flips.max())))
        up = max(2.0, float(np.ceil(high.max())))
        self.chart.set_lines(Axis(0, across, self.tr("/min")), Axis(0, up, "s"), lines)
        words = score_words(here)
        if found.hop_s != self._hop_s:
            words = self.tr(
                "{words}, with a decision every {s} s: measure again for yours."
            ).format(words=words, s=numeral(found.hop_s, "g"))
        self.sentence.setText(words)
        delay, flip = here.delay_s, here.flips_per_minute
        self.facts.set_facts(
            [
                (self.tr("Seconds, 95 %"), _span(delay.low, delay.high)),
                (self.tr("False changes per minute, 95 %"), _span(flip.low, flip.high)),
                (self.tr("Changes noticed at all"), f"{100 * here.reached.value:.0f} %"),
                (self.tr("Right, of all the time"), f"{100 * here.right.value:.0f} %"),
                (
                    self.tr("Measured on"),
                    self.tr("{n} stays in {groups} places, {min} min, {precision}").format(
                        n=found.n_stays, groups=found.n_groups,
                        min=f"{found.duration_s / 60:.0f}", precision=found.precision,
                    ),
                ),
            ]
        )  # fmt: skip


def _span(low: float, high: float) -> str:
    return f"{numeral(low, '.1f')} – {numeral(high, '.1f')}"
