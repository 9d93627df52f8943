"""The card in the middle of Live: the sound as it comes, or what of it made the decision."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QStackedLayout

from ascstudio import theme
from ascstudio.pages import Context
from ascstudio.pages.live.evidence import EvidencePanel
from ascstudio.pages.live.presenter import LivePresenter
from ascstudio.pages.live.state import LiveViewState
from ascstudio.widgets.buttons import Switch
from ascstudio.widgets.rolling import RollingSpectrogram
from ascstudio.widgets.texts import Label, Panel

SPAN_S, WIDE_SPAN_S = 20.0, 60.0
WIDE_FROM = 1100
"""Width from which on it shows a minute."""
EVIDENCE_S = 10.0


class HearingCard(Panel):
    """Now hearing: the rolling spectrogram, and the evidence in its place while that is wanted.

    Args:
        context: of the page.
        presenter: of the page.
    """

    def __init__(self, context: Context, presenter: LivePresenter) -> None:
        super().__init__()
        self.set_title(self.tr("Now hearing"))
        self._context, self._presenter = context, presenter
        self._quiet = 0.0  # the darkest value of late: what a gap is drawn with
        self._span_s = SPAN_S
        self._front_end: tuple[NDArray[np.float32], float] = np.zeros(256, np.float32), 64.0
        name = self.tr("Show evidence")
        self.switch = Switch(name)
        self.switch.toggled.connect(self._on_switch)
        self.head.addWidget(Label(name, "table", "text2"))
        self.head.addWidget(self.switch)
        self._stack = QStackedLayout()
        self.body.addLayout(self._stack, 1)  # first: what it shows needs a parent
        self.spectrogram = self._fresh()
        self._stack.addWidget(self.spectrogram)
        self.evidence: EvidencePanel | None = None
        presenter.columns.connect(self._on_columns)
        presenter.front_end_changed.connect(self._on_front_end)

    def show_state(self, state: LiveViewState) -> None:
        """Evidence needs something that was heard."""
        self.switch.set_reason("" if state.now_s else self.tr("Nothing was heard yet."))

    def look_anew(self) -> None:
        """Let the last minute be drawn again."""
        self.spectrogram.clear()
        self._presenter.watch(watched=True)

    def fit(self, width: int) -> None:
        """Show a minute where there is room for it."""
        self._span_s = WIDE_SPAN_S if width >= theme.px(WIDE_FROM) else SPAN_S
        self.spectrogram.set_span(self._span_s)

    def toggle_evidence(self) -> None:
        """Show what made the decision, or the sound as it comes."""
        if self.switch.isEnabled():
            self.switch.setChecked(not self.switch.isChecked())

    def _on_switch(self, on: bool) -> None:
        bundle = self._presenter.bundle
        if not on or bundle is None:
            if self.evidence is not None:
                self.evidence.presenter.stop()
            self._stack.setCurrentWidget(self.spectrogram)
            return
        if self.evidence is None:
            self.evidence = EvidencePanel(self._context)
            self.evidence.closed.connect(lambda: self.switch.setChecked(False))
            self._stack.addWidget(self.evidence)
        heard = self._presenter.heard(EVIDENCE_S)
        self.evidence.show_sound(heard, bundle.manifest.front_end.sample_rate_hz, bundle)
        self._stack.setCurrentWidget(self.evidence)

    def _fresh(self) -> RollingSpectrogram:
        frequencies_hz, columns_per_s = self._front_end
        name, n_bins = self.tr("Spectrogram"), len(frequencies_hz)
        made = RollingSpectrogram(name, n_bins, columns_per_s, self._span_s, WIDE_SPAN_S)
        if frequencies_hz.any():
            made.set_frequencies(frequencies_hz)
        made.set_sentence(self.tr("The picture begins with the first sound."))
        return made

    def _on_front_end(self, frequencies_hz: NDArray[np.float32], columns_per_s: float) -> None:
        self._front_end = frequencies_hz, columns_per_s
        before, self.spectrogram = self.spectrogram, self._fresh()
        shown = self._stack.currentWidget() is before
        self._stack.insertWidget(0, self.spectrogram)
        if shown:
            self._stack.setCurrentWidget(self.spectrogram)
        self._stack.removeWidget(before)
        before.deleteLater()

    def _on_columns(self, columns: NDArray[np.float32]) -> None:
        """Draw what is new; a stretch that was missed (NaN) stays a dark gap."""
        heard = np.isfinite(columns)
        if heard.any():
            self._quiet = float(columns[heard].min())
        self.spectrogram.push(np.where(heard, columns, np.float32(self._quiet)))
