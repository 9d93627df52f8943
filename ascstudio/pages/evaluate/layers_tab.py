"""What int8 costs: float, converted and trained side by side, and the layers that suffer."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ascstudio.pages.evaluate.answers import Layer, Layers, Method
from ascstudio.pages.evaluate.ask_pane import AskPane, Offer, refused
from ascstudio.pages.evaluate.presenter import EvaluatePresenter
from ascstudio.pages.evaluate.state import EvaluateState
from ascstudio.pages.evaluate.words import Words, percent
from ascstudio.project.names import bytes_words
from ascstudio.translation import told
from ascstudio.widgets.interval_rows import IntervalRow, IntervalRows
from ascstudio.widgets.texts import Label, Panel
from ascstudio.words import numeral

MOST_DB = 60.0  # a layer that disturbs less than this has no bar
SHOWN = 40


class LayersTab(QWidget):
    """Two cards: the files of a student, and its layers, the worst first."""

    def __init__(self, presenter: EvaluatePresenter) -> None:
        super().__init__()
        self._presenter, self._words = presenter, Words()
        self._shown: Layers | None = None
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 14, 16, 16)
        column.setSpacing(12)
        self._methods_card = Panel(self.tr("Float, converted, trained"), " ")
        self.methods = IntervalRows(self.tr("Accuracy of the files of this student"))
        self._verdicts = Label("", "table", "text2", wrap=True)
        self._methods_card.body.addWidget(self.methods)
        self._methods_card.body.addWidget(self._verdicts)
        column.addWidget(self._methods_card)
        self._layers_card = Panel(self.tr("Which layers suffer from 8 bits"), " ")
        self.layers = IntervalRows(self.tr("Layers, the most disturbed first"))
        self._layers_card.body.addWidget(self.layers)
        self._layers_card.body.addStretch(1)
        column.addWidget(self._layers_card, 1)
        self.pane = AskPane(
            "chip", inside, lambda: presenter.ask("layers"), lambda: presenter.cancel("layers")
        )
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.pane)

    def show_state(self, state: EvaluateState) -> None:
        """Show how far it is, or what was found."""
        asked = state.answer("layers")
        self.pane.show_asked(asked, self._offer(state))
        if isinstance(asked.answer, Layers) and asked.answer is not self._shown:
            self._shown = asked.answer
            self._show(asked.answer)

    def _offer(self, state: EvaluateState) -> Offer:
        model, asked = state.model_choice(), state.answer("layers")
        title = self.tr("What does int8 cost?")
        if model is None or model.run is None:
            return Offer(
                title,
                self.tr(
                    "This bundle came without its run: only where the float network lies can its"
                    " layers be tried one by one."
                ),
            )
        if asked.failure is not None:
            return refused(title, asked.failure, self.tr("Try again"), self._presenter.run_command)
        sentence = self.tr(
            "Measures the student in float, converted and trained for int8, with latency on this"
            " computer, and rounds every layer alone. About a minute."
        )
        return Offer(title, sentence, self.tr("Try the layers"))

    def _show(self, found: Layers) -> None:
        self._methods_card.set_hint(
            self.tr("latency per window on {cpu}: median, 95th percentile").format(
                cpu=found.cpu or self.tr("this computer")
            )
        )
        rows = [self._method_row(one, _clearly_fastest(found)) for one in found.methods]
        low = min(one.ci95[0] for one in found.methods)
        high = max(one.ci95[1] for one in found.methods)
        heads = (self.tr("accuracy"), self.tr("95 %"), self.tr("weights"), self.tr("latency"),
                 self.tr("decides alike"))  # fmt: skip
        self.methods.set_rows(rows, (max(0.0, low - 0.02), min(1.0, high + 0.02)), heads)
        self._verdicts.setText(
            "\n".join(
                self.tr("{name} against float: {words}").format(
                    name=self._name(one), words=told(one.words)
                )
                for one in found.methods
                if one.words
            )
        )
        hint = self.tr(
            "each rounded alone, {n} windows; long: it disturbs, amber: it changes decisions"
        )
        self._layers_card.set_hint(hint.format(n=found.n_windows))
        bars = [self._layer_row(one) for one in found.layers[:SHOWN]]
        titles = (self.tr("signal over disturbance"), self.tr("decided alike"), self.tr("weights"))
        self.layers.set_rows(bars, (0.0, 1.0), titles)

    def _name(self, one: Method) -> str:
        return {
            "fp32": self.tr("Float"),
            "ptq": self.tr("Converted to int8"),
        }.get(one.method, self.tr("Trained for int8: {name}").format(name=one.name))

    def _method_row(self, one: Method, fastest: str) -> IntervalRow:
        latency = f"{numeral(one.latency_ms, '.2f')} ms, {numeral(one.latency_p95_ms, '.2f')} ms"
        if one.name == fastest:
            latency = self.tr("fastest: {latency}").format(latency=latency)
        return IntervalRow(
            self._name(one), one.accuracy, *one.ci95, number=percent(one.accuracy),
            notes=(self._words.span(one.ci95), bytes_words(one.bytes), latency,
                   percent(one.agreement)),
            color="text2" if one.method == "fp32" else "accent",
        )  # fmt: skip

    def _layer_row(self, one: Layer) -> IntervalRow:
        db = one.sqnr_db
        length = 0.0 if db is None else min(1.0, max(0.0, (MOST_DB - db) / MOST_DB))
        exact = self.tr("exact")
        return IntervalRow(
            one.name, length, number=exact if db is None else f"{numeral(db, '.1f')} dB",
            notes=(percent(one.agreement), numeral(one.weights)),
            color="warn_fill" if one.agreement < 1.0 else "ctl",
        )  # fmt: skip


def _clearly_fastest(found: Layers) -> str:
    """The name of the file that is at least a tenth faster than all others; empty for none."""
    times = sorted(one.latency_ms for one in found.methods)
    clear = len(times) > 1 and times[0] < 0.9 * times[1]
    return found.fastest if clear else ""
