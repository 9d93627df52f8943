"""On a microcontroller: what the C source takes of one, always marked as an estimate."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout

from ascstudio import theme
from ascstudio.pages.deploy.state import Details
from ascstudio.translation import told
from ascstudio.widgets.chips import Pill
from ascstudio.widgets.combo_box import ComboBox
from ascstudio.widgets.messages import IconView
from ascstudio.widgets.meters import BudgetGauge
from ascstudio.widgets.texts import Label, Panel
from ml_core import api

MEGA = 1e6
TIGHT = 480  # pixels at 100 % text: three gauges in a row need that much


class ChipCard(Panel):
    """Flash, memory and operations against one chip, and the time of a window on it."""

    def __init__(self) -> None:
        super().__init__(self.tr("On a microcontroller"))
        self.head.insertWidget(0, IconView("chip", 18, "text2"))
        self.core = ComboBox(self.tr("Microcontroller"))
        self.core.currentIndexChanged.connect(self._show_core)
        self.head.addWidget(self.core)
        self.pill = Pill(self.tr("Estimate"), "warn")
        self.head.addWidget(self.pill)
        self._gauges = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.flash = BudgetGauge(self.tr("Flash"), self.tr("kB"))
        self.memory = BudgetGauge(self.tr("Memory"), self.tr("kB"))
        self.work = BudgetGauge(self.tr("Operations"), self.tr("MMAC"))
        for gauge in (self.flash, self.memory, self.work):
            self._gauges.addWidget(gauge, 1)
        self.body.addLayout(self._gauges)
        self.sentence = Label("", "table", "text2", wrap=True)
        self.body.addWidget(self.sentence)
        self.source = Label("", "caption", "text3", wrap=True)
        self.body.addWidget(self.source)
        self._chip: api.ChipEstimate | None = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Gauges stand below each other where their words would meet."""
        super().resizeEvent(event)
        tight, ways = self.width() < theme.px(TIGHT), QBoxLayout.Direction
        self._gauges.setDirection(ways.TopToBottom if tight else ways.LeftToRight)
        self._gauges.setSpacing(6 if tight else 20)

    def show_details(self, details: Details | None) -> None:
        """Show the estimate of a bundle; None, or none yet, while it is looked at."""
        chip = details.chip if details is not None else None
        why_not = details.no_chip if details is not None else ""
        for part in (self.core, self.flash, self.memory, self.work, self.source, self.pill):
            part.setVisible(chip is not None)
        if chip is None:
            self._chip = None
            words = self.tr("It cannot be written as C source: {reason}").format(
                reason=told(why_not)
            )
            self.sentence.setText(words if why_not else self.tr("Being estimated."))
            return
        if chip == self._chip:
            return
        self._chip = chip
        chosen = max(0, self.core.currentIndex())
        self.core.blockSignals(True)
        self.core.clear()
        for one in chip.cores:
            self.core.addItem(f"{one.core.name} · {one.core.chip}")
        self.core.setCurrentIndex(min(chosen, len(chip.cores) - 1))
        self.core.blockSignals(False)
        self._show_core()

    def _show_core(self, _: int = 0) -> None:
        chip, place = self._chip, self.core.currentIndex()
        if chip is None or not 0 <= place < len(chip.cores):
            return
        one = chip.cores[place]
        self.flash.set_value(chip.flash_bytes / 1000, one.core.flash_bytes / 1000)
        self.memory.set_value(chip.ram_bytes / 1000, one.core.ram_bytes / 1000)
        self.work.set_value(chip.macs / MEGA, api.BUDGET_MACS / MEGA)
        words = self.tr(
            "{core} at {clock} MHz: about {ms} ms for {window} s of sound, {low} to {high}."
            " Memory holds the window of samples too, {samples} kB of it."
        )
        number = QLocale().toString
        said = words.format(
            core=one.core.name,
            clock=number(one.core.clock_hz / MEGA, "g", 4),
            ms=number(round(one.ms)),
            low=number(round(one.ms_low)),
            high=number(round(one.ms_high)),
            window=number(chip.window_s, "g", 3),
            samples=number(round(chip.window_bytes / 1000)),
        )
        if one.ms_high > 1000 * chip.window_s:
            said += " " + self.tr("It may not keep up with sound.")
        self.sentence.setText(said)
        words = self.tr(
            "Sizes are those of the C source; cycles are counted instructions times the"
            " cycles such code takes on this core."
        )
        if one.tuned_ms is not None:
            low, high = (number(round(ms)) for ms in one.tuned_ms)
            tuned = self.tr(
                "Kernels that makers tune by hand took {low} to {high} ms for as many"
                " operations, in MLPerf Tiny."
            )
            words += " " + tuned.format(low=low, high=high)
        self.source.setText(words)
        self.source.setToolTip(chip.source)
