"""Live's right side: input, pace, unknown, bundle, what is kept."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ascstudio.pages.live.keeping import LENGTHS_S
from ascstudio.pages.live.presenter import LivePresenter
from ascstudio.pages.live.state import LiveViewState
from ascstudio.pages.live.words import INTERVALS_S, interval_words
from ascstudio.widgets.buttons import Button, IconButton, SegmentedControl
from ascstudio.widgets.chips import KeyCap, Pill
from ascstudio.widgets.combo_box import ComboBox
from ascstudio.widgets.meters import LevelMeter
from ascstudio.widgets.rows import SidePanel
from ascstudio.widgets.slider import WordSlider
from ascstudio.widgets.texts import FactsTable, Label, Separator


class Inspector(SidePanel):
    """Input with its level, two sliders with consequences, the bundle, the key that saves.

    Args:
        presenter: of the page.
    """

    card_wanted = Signal()
    check_wanted = Signal()
    curve_wanted = Signal()

    def __init__(self, presenter: LivePresenter) -> None:
        super().__init__("", 284)
        self.setAccessibleName(self.tr("Input and decision"))
        self.column.setSpacing(6)  # all of it is seen in a window of 800 pixels
        self._presenter = presenter
        self._build_input()
        self.column.addWidget(Separator())
        self._build_decision()
        self.column.addWidget(Separator())
        self._build_bundle()
        self._keeping = QWidget()
        self._build_keeping(QVBoxLayout(self._keeping))
        self.column.addWidget(self._keeping)
        self.column.addStretch(1)

    def _build_input(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("Input"), "section"))
        head.addStretch(1)
        self._pill = Pill(self.tr("Closed"))
        head.addWidget(self._pill)
        self.column.addLayout(head)
        self.device = ComboBox(self.tr("Microphone"))
        self.device.activated.connect(self._on_device)
        self.column.addWidget(self.device)
        self.devices_words = Label("", "table", "text3", wrap=True)
        self.column.addWidget(self.devices_words)
        self.level = LevelMeter(self.tr("Level"))
        self.column.addWidget(self.level)
        self._level_words = Label("", "table", "text2", wrap=True)
        self.column.addWidget(self._level_words)
        self.check = Button(self.tr("Check my microphone…"), "normal", "device", small=True)
        self.check.clicked.connect(self.check_wanted)
        self.column.addWidget(self.check)

    def _build_decision(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("Decision"), "section"))
        head.addStretch(1)
        self.interval = ComboBox(self.tr("Distance of decisions"))
        for hop_s in INTERVALS_S:
            self.interval.addItem(interval_words(hop_s), hop_s)
        self.interval.activated.connect(
            lambda n: self._presenter.set_interval(self.interval.itemData(n))
        )
        head.addWidget(self.interval)
        self.column.addLayout(head)
        name = self.tr("How quickly it changes its mind")
        self.curve = IconButton("help", self.tr("How was this measured?"))
        self.curve.clicked.connect(self.curve_wanted)
        line = QHBoxLayout()
        line.addWidget(Label(name, "table", "text2", wrap=True), 1)
        line.addWidget(self.curve)
        self.column.addLayout(line)
        self.pace = WordSlider(name, self.tr("Steady"), self.tr("Quick"), 0.3)
        self.pace.changed.connect(self._presenter.set_pace)
        self.column.addWidget(self.pace)
        name = self.tr("When it says Unknown")
        self.column.addWidget(Label(name, "table", "text2"))
        self.unknown = WordSlider(name, self.tr("Lenient"), self.tr("Strict"), 0.625)
        self.unknown.changed.connect(self._presenter.set_unknown)
        self.column.addWidget(self.unknown)

    def _build_bundle(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("Bundle"), "section"))
        head.addStretch(1)
        self.card = IconButton("info", self.tr("What it knows"))
        self.card.clicked.connect(self.card_wanted)
        head.addWidget(self.card)
        self.column.addLayout(head)
        self.bundle = ComboBox(self.tr("Bundle"))
        self.bundle.activated.connect(
            lambda n: self._presenter.choose_bundle(self.bundle.itemData(n))
        )
        self.column.addWidget(self.bundle)
        self._facts = FactsTable()
        self.column.addWidget(self._facts)

    def _build_keeping(self, column: QVBoxLayout) -> None:
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Separator())
        column.addWidget(Label(self.tr("Keep what was heard"), "section"))
        words = self.tr("The last 60 s stay in memory. Nothing is stored until you save.")
        column.addWidget(Label(words, "caption", "text3", wrap=True))
        self.length = SegmentedControl(
            self.tr("How much is saved"),
            [(str(s), self.tr("{s} s").format(s=s)) for s in LENGTHS_S],
        )
        self.length.chosen.connect(lambda key: self._presenter.set_keep(int(key)))
        column.addWidget(self.length)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.save = Button(self.tr("Save last 10 s"), "normal", "save", small=True)
        self.save.clicked.connect(self._presenter.save)
        row.addWidget(self.save)
        row.addWidget(KeyCap("Ctrl+S", follows=True))
        row.addStretch(1)
        column.addLayout(row)

    def show_state(self, state: LiveViewState) -> None:
        """Show the page's state."""
        pill = {
            "closed": (self.tr("Closed"), "neutral"),
            "open": (self.tr("Open"), "rec"),
            "lost": (self.tr("Lost"), "warn"),
            "file": (self.tr("A file"), "accent"),
        }[state.input_state]
        self._pill.set_state(*pill)
        self._show_devices(state)
        self.devices_words.setText(state.devices_words)
        self.devices_words.setVisible(bool(state.devices_words) and state.file is None)
        self.level.setVisible(state.listening)
        self.show_level(state)
        self._level_words.setText(state.level_words)
        self._level_words.setVisible(bool(state.level_words))
        self.pace.set_value(state.pace)
        self.pace.set_consequence(state.pace_words)
        places = [n for n, hop_s in enumerate(INTERVALS_S) if hop_s == state.hop_s]
        self.interval.setCurrentIndex(places[0] if places else -1)
        self.unknown.set_value(state.unknown)
        self.unknown.set_consequence(state.unknown_words)
        fill(self.bundle, [(one.path, one.name) for one in state.bundles], state.bundle)
        self.bundle.setEnabled(bool(state.bundles))
        self._facts.set_facts(list(state.bundle_facts))
        self.card.setVisible(bool(state.card))
        self._keeping.setVisible(state.listening)
        self.length.set_choice(str(state.keep_s))
        self.save.setText(self.tr("Save last {s} s").format(s=state.keep_s))
        self.save.set_reason(state.keep_reason)

    def show_level(self, state: LiveViewState) -> None:
        """Show how loud it is, and nothing else."""
        self.level.set_level(state.level_db, state.peak_db, clipped=state.clipped)

    def _show_devices(self, state: LiveViewState) -> None:
        rows: list[tuple[object, str]] = list(state.devices)
        if not rows:
            rows = [(None, self.tr("System default"))]
        if state.device is not None and state.device not in [name for name, _ in rows]:
            rows.append((state.device, self.tr("{name}, not there").format(name=state.device)))
        if state.file is not None:
            rows.append((state.file, state.file.name))
        fill(self.device, rows, state.file or state.device)

    def _on_device(self, index: int) -> None:
        chosen = self.device.itemData(index)
        if isinstance(chosen, Path):
            self._presenter.choose_file(chosen)
        else:
            self._presenter.choose_device(chosen)


def fill(box: ComboBox, rows: Sequence[tuple[object, str]], chosen: object) -> None:
    """Offer rows of (value, words) in a combo box without telling anybody."""
    shown = [(box.itemData(n), box.itemText(n)) for n in range(box.count())]
    if shown != list(rows):
        box.blockSignals(True)
        box.clear()
        for value, words in rows:
            box.addItem(words, value)
        box.blockSignals(False)
    values = [value for value, _ in rows]
    if chosen in values and box.currentIndex() != values.index(chosen):
        box.setCurrentIndex(values.index(chosen))
