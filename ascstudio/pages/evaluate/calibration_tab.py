"""Whether a confidence of 80 % is right eight times in ten, before and after calibration."""

import math

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ascstudio.pages.evaluate.device_charts import ReliabilityChart
from ascstudio.pages.evaluate.figures import Evaluation
from ascstudio.pages.evaluate.state import EvaluateState
from ascstudio.pages.evaluate.words import Words, percent
from ascstudio.widgets.interval_rows import IntervalRow, IntervalRows
from ascstudio.widgets.matrix import FEW
from ascstudio.widgets.slider import WordSlider
from ascstudio.widgets.texts import Figure, Label, Panel, Separator
from ascstudio.words import numeral
from ml_core import api

COLDEST, HOTTEST = 0.2, 5.0  # what the slider can show


class CalibrationTab(QWidget):
    """The reliability plot, both errors, the fitted temperature, and each device's own errors."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Words()
        self._shown: Evaluation | None = None
        row = self.row = QHBoxLayout(self)
        row.setContentsMargins(20, 14, 16, 16)
        row.setSpacing(12)
        self._card = Panel(self.tr("Is the confidence honest?"),
                           self.tr("up: right, across: how sure, dotted: before"))  # fmt: skip
        self.chart = ReliabilityChart()
        self._card.body.addWidget(self.chart, 1)
        self._how = Label("", "table", "text2", wrap=True)
        self._card.body.addWidget(self._how)
        row.addWidget(self._card, 55)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self._build_figures())
        right.addWidget(self._build_temperature())
        self._devices = devices = Panel(self.tr("Calibration error by device"), " ")
        self.rows = IntervalRows(self.tr("Calibration error by device"))
        devices.body.addWidget(self.rows)
        devices.body.addStretch(1)
        right.addWidget(devices, 1)
        row.addLayout(right, 45)

    def _build_figures(self) -> QWidget:
        card = Panel()
        row = QHBoxLayout()
        row.setSpacing(16)
        self.after = Figure(self.tr("Error after calibration"))
        self.before = Figure(self.tr("Error before"))
        row.addWidget(self.after, 1)
        row.addWidget(Separator(vertical=True))
        row.addWidget(self.before, 1)
        card.body.addLayout(row)
        return card

    def _build_temperature(self) -> QWidget:
        card = Panel(self.tr("Temperature"), self.tr("fitted, not for setting by hand"))
        self.temperature = WordSlider(
            self.tr("Temperature"), self.tr("Surer than it says"), self.tr("Less sure"), 0.5
        )
        self.temperature.setEnabled(False)
        card.body.addWidget(self.temperature)
        self._unfitted = Label("", "table", "text3", wrap=True)
        card.body.addWidget(self._unfitted)
        return card

    def show_result(self, state: EvaluateState, result: Evaluation) -> None:
        """Show what was measured."""
        if result is self._shown:
            return
        self._shown = result
        self.chart.show_both(result.reliability)
        self.after.set_value(percent(result.ece), self.tr("0 would be honest"))
        self.before.set_value(percent(result.ece_before), "")
        self._how.setText(self._held_out(result.held_out_by))
        self._show_temperature(result)
        worst = max(
            [one.reliability.before.ece for one in result.devices]
            + [one.reliability.after.ece for one in result.devices]
        )
        rows = [
            IntervalRow(
                self._words.device(one.device),
                value=one.reliability.after.ece,
                number=percent(one.reliability.after.ece),
                notes=(percent(one.reliability.before.ece),),
                mark=state.device_marks[one.device],
                few=one.few,
            )
            for one in result.devices
        ]
        hint = self.tr("after, before")
        if any(one.few for one in result.devices):
            hint += self.tr("; hatched: under {n} clips").format(n=FEW)
        self._devices.set_hint(hint)
        self.rows.set_rows(rows, (0.0, max(worst, 0.01)), (self.tr("after"), self.tr("before")))

    def _held_out(self, by: str) -> str:
        if by == "device":
            return self.tr(
                "After: every device by a temperature fitted on all the others, so that it is as"
                " honest as on a microphone it never met."
            )
        return self.tr(
            "After: each half of the places by a temperature fitted on the other half, since there"
            " is one device only."
        )

    def _show_temperature(self, result: Evaluation) -> None:
        values = list(result.temperatures.values())
        low, high = (numeral(end, ".2f") for end in (min(values), max(values)))
        fitted = self.tr(
            "Whole clips, as here, want {low} to {high}: a mean is less sure than its parts."
        )
        fitted = fitted.format(low=low, high=high)
        if any(map(api.is_at_bound, values)):
            fitted = self.tr("These clips are too few, or too easy, to fit one to them.")
        shown = result.temperature
        self.temperature.setVisible(shown is not None)
        self._unfitted.setVisible(shown is None)
        if shown is None:
            self._unfitted.setText(self.tr("This run has no exported file yet.") + " " + fitted)
            return
        words = self.tr(
            "The file divides the scores of single windows, as Live hears them, by {t}."
        )
        words = words.format(t=numeral(shown, ".2f"))
        if api.is_at_bound(shown):
            words += " " + self.tr(
                "That is the end of what is tried: the clips that it was fitted on were too few,"
                " or too easy, to tell one."
            )
        self.temperature.set_value(_place(shown))
        self.temperature.set_consequence(f"{words} {fitted}")


def _place(temperature: float) -> float:
    """Where a temperature stands on the slider: 1 is in the middle."""
    span = math.log(HOTTEST / COLDEST)
    return min(1.0, max(0.0, math.log(max(temperature, COLDEST) / COLDEST) / span))
