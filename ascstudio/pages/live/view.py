"""Live on screen."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFontMetrics
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from ascstudio import theme
from ascstudio.pages import Action, BannerText, Context, Page
from ascstudio.pages.live.presenter import LivePresenter, LiveViewState
from ascstudio.widgets import choosing
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.chips import KeyCap, Pill
from ascstudio.widgets.combo_box import ComboBox
from ascstudio.widgets.marks import MarkView
from ascstudio.widgets.messages import EmptyState, IconView
from ascstudio.widgets.meters import LevelMeter, ScoreBars, ScoreRow
from ascstudio.widgets.ribbon import Block, TimeRibbon
from ascstudio.widgets.rows import Drawer, SidePanel
from ascstudio.widgets.slider import WordSlider
from ascstudio.widgets.spectrogram import RollingSpectrogram
from ascstudio.widgets.texts import FactsTable, Label, Panel, Separator
from ml_core import api

SPAN_S = 20.0
RIBBON_S = 600.0
RIBBON_STEPS_S = (60.0, 120.0, 300.0, 600.0)


class LivePage(Page):
    """Decision, scores, spectrogram, ribbon; the inspector holds input, pace and bundle."""

    page_id = "live"
    icon = "live"
    group = 2
    needs_project = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.presenter = LivePresenter(context)
        self._said = ""
        self._quiet = 0.0  # the darkest value of late: what a gap is drawn with
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        middle = QWidget()
        around = QVBoxLayout(middle)
        around.setContentsMargins(20, 14, 16, 16)
        self._stack = QStackedLayout()
        around.addLayout(self._stack)
        self._stack.addWidget(self._build_idle())
        self._stack.addWidget(self._build_listening())
        row.addWidget(middle, 1)
        line, inspector = Separator(vertical=True), self._build_inspector()
        row.addWidget(line)
        row.addWidget(inspector)
        self.drawer = Drawer(self, (line, inspector))
        self.drawer.changed.connect(self.tell_head)
        self.presenter.changed.connect(self.show_state)
        self.presenter.columns.connect(self._on_columns)
        self.presenter.front_end_changed.connect(self._on_front_end)
        self.show_state(self.presenter.state)

    # What the window draws around the page

    def title(self) -> str:
        """Name of the page."""
        return self.tr("Live")

    def fact(self) -> str:
        """Whether it listens."""
        return self.presenter.state.fact or self.tr("Not listening")

    def head_actions(self) -> Sequence[Action]:
        """Teach, and stop while listening; the one *Start listening* is in the middle."""
        teach = Action(
            "live.teach", self.tr("Teach this place"), self.presenter.teach, icon="teach",
            menu="live", reason=self._bundle_reason,
        )  # fmt: skip
        shown = (self._drawer_action(), teach) if self.drawer.narrow else (teach,)
        if self.presenter.state.phase == "ended":
            again = Action(
                "live.again", self.tr("Start again"), self.presenter.start, icon="play-fill",
                menu="live", kind="primary", reason=self._bundle_reason,
            )  # fmt: skip
            return (*shown, again)
        if not self.presenter.state.listening:
            return shown
        stop = Action(
            "live.stop", self.tr("Stop listening"), self.presenter.stop, icon="stop", menu="live"
        )
        return (*shown, stop)

    def _drawer_action(self) -> Action:
        return Action(
            "live.inspector",
            self.tr("Input and bundle"),
            self.drawer.toggle,
            "I",
            "sliders",
            "view",
        )

    def commands(self) -> Sequence[Action]:
        """Commands of this page."""
        found = [action for action in self.head_actions() if action.key != "live.inspector"]
        return (
            *found,
            self._drawer_action(),
            Action(
                "live.toggle", self.tr("Start or stop listening"), self.presenter.toggle,
                shortcut="Space", icon="microphone", menu="live", reason=self._bundle_reason,
            ),
            Action(
                "live.file", self.tr("Use a sound file instead…"), self.choose_file,
                icon="file-audio", menu="live", reason=self._bundle_reason,
            ),
        )  # fmt: skip

    def banners(self) -> Sequence[BannerText]:
        """The starter's note, a lost microphone, an error."""
        state = self.presenter.state
        if state.notice is not None:
            actions: tuple[tuple[str, Callable[[], object]], ...] = ()
            if state.notice.state == "warn":
                actions = ((self.tr("Use a file…"), self.choose_file),)
            notice = state.notice
            return (BannerText(notice.state, notice.title, notice.sentence, actions),)
        if state.bundle is None:
            return (
                BannerText(
                    "info",
                    self.tr("There is no bundle to listen with"),
                    self.tr("A bundle is one file with everything a model needs. Train one."),
                    ((self.tr("Go to Train"), lambda: self.context.go("train")),),
                ),
            )
        if state.starter and not state.listening:
            return (
                BannerText(
                    "info",
                    self.tr("Listening with the starter bundle"),
                    self.tr(
                        "A small model for everyday scenes. It has not heard your microphone or"
                        " your places: teach it one, or train your own."
                    ),
                    ((self.tr("What it knows"), self.show_card),),
                ),
            )
        return ()

    def receive(self, argument: object) -> None:
        """Listen with a bundle, or start at once when asked to *Just listen*."""
        if isinstance(argument, Path):
            self.presenter.choose_bundle(argument)

    def entered(self) -> None:
        """Look which microphones there are."""
        self.presenter.entered()

    def left(self) -> None:
        """Listening goes on; nobody looks at the list of microphones."""
        self.presenter.left()

    # Building

    def _build_idle(self) -> QWidget:
        card = Panel()
        card.setObjectName("card")
        self.idle = EmptyState(
            "live",
            self.tr("Let this computer listen"),
            self.tr(
                "It names the scene about once a second, from the sound alone. The microphone"
                " opens when you press Start, a red mark shows while it is open, and nothing is"
                " stored unless you save it."
            ),
            (self.tr("Start listening"), self.presenter.start),
            (self.tr("Use a sound file instead…"), self.choose_file),
        )
        card.body.addWidget(self.idle)
        hint = QHBoxLayout()
        hint.addStretch(1)
        hint.addWidget(KeyCap("Space"))
        hint.addWidget(Label(self.tr("starts and stops"), "table", "text3"))
        hint.addStretch(1)
        card.body.addLayout(hint)
        return card

    def _build_listening(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._build_decision())
        scores = Panel(self.tr("Scores"), self.tr("how often such a score was right"))
        self.scores = ScoreBars(self.tr("Scores"))
        self._scores_words = Label("", "table", "text3", wrap=True)
        scores.body.addWidget(self._scores_words)
        scores.body.addWidget(self.scores)
        scores.body.addStretch(1)
        top.addWidget(scores, 1)
        column.addLayout(top)
        hearing = Panel(self.tr("Now hearing"))
        self._hearing = hearing.body
        self.spectrogram = RollingSpectrogram(self.tr("Spectrogram"), 256, 64.0, SPAN_S)
        self.spectrogram.set_sentence(self._sentence())
        hearing.body.addWidget(self.spectrogram, 1)
        column.addWidget(hearing, 1)
        self._ribbon_card = Panel(self.tr("Last 10 minutes"))
        self.ribbon = TimeRibbon(self.tr("Last 10 minutes"), RIBBON_S)
        self._ribbon_card.body.addWidget(self.ribbon)
        column.addWidget(self._ribbon_card)
        return page

    def _build_decision(self) -> QWidget:
        card = Panel()
        card.setFixedWidth(theme.px(330))
        self._decision_card = card
        card.setMinimumHeight(theme.px(206))
        self._above = Label("", "body", "text2")
        line = QHBoxLayout()
        line.setSpacing(12)
        self._mark = MarkView(None, "", "decision")
        self.decision = Label("", "decision")
        line.addWidget(self._mark)
        line.addWidget(self.decision)
        line.addStretch(1)
        self.chance = Label("", "body", "text2", wrap=True)
        other = QHBoxLayout()
        other.setSpacing(8)
        self._otherwise = Label(self.tr("otherwise"), "table", "text3")
        self._other = MarkView(None, "", "table")
        other.addWidget(self._otherwise)
        other.addWidget(self._other, 1)
        foot = QHBoxLayout()
        self._since_icon = IconView("clock", 14, "text3")
        self._since = Label("", "table", "text2")
        self._delay = Label("", "table", "text2")
        foot.addWidget(self._since_icon)
        foot.addWidget(self._since)
        foot.addStretch(1)
        foot.addWidget(self._delay)
        card.body.addWidget(self._above)
        card.body.addLayout(line)
        card.body.addWidget(self.chance)
        card.body.addLayout(other)
        card.body.addStretch(1)
        card.body.addLayout(foot)
        return card

    def _build_inspector(self) -> QWidget:
        panel = SidePanel(self.tr("Input and decision"), 284)
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("Input"), "section"))
        head.addStretch(1)
        self._input_pill = Pill(self.tr("Closed"))
        head.addWidget(self._input_pill)
        panel.column.addLayout(head)
        self.device = ComboBox(self.tr("Microphone"))
        self.device.activated.connect(self._on_device)
        panel.column.addWidget(self.device)
        self._devices_words = Label("", "table", "text3", wrap=True)
        panel.column.addWidget(self._devices_words)
        self.level = LevelMeter(self.tr("Level"))
        panel.column.addWidget(self.level)
        self._level_words = Label("", "table", "text2", wrap=True)
        panel.column.addWidget(self._level_words)
        panel.column.addWidget(Separator())
        panel.column.addWidget(Label(self.tr("Decision"), "section"))
        panel.column.addWidget(Label(self.tr("How quickly it changes its mind"), "table", "text2"))
        self.pace = WordSlider(
            self.tr("How quickly it changes its mind"), self.tr("Steady"), self.tr("Quick"), 0.17
        )
        self.pace.changed.connect(self.presenter.set_pace)
        panel.column.addWidget(self.pace)
        panel.column.addWidget(Label(self.tr("When it says Unknown"), "table", "text2"))
        self.unknown = WordSlider(
            self.tr("When it says Unknown"), self.tr("Lenient"), self.tr("Strict"), 0.625
        )
        self.unknown.changed.connect(self.presenter.set_unknown)
        panel.column.addWidget(self.unknown)
        panel.column.addWidget(Separator())
        panel.column.addWidget(Label(self.tr("Bundle"), "section"))
        self.bundle = ComboBox(self.tr("Bundle"))
        self.bundle.activated.connect(self._on_bundle)
        panel.column.addWidget(self.bundle)
        self._bundle_facts = FactsTable()
        panel.column.addWidget(self._bundle_facts)
        self.card_button = Button(self.tr("What it knows"), "normal", "info", small=True)
        self.card_button.clicked.connect(self.show_card)
        panel.column.addWidget(self.card_button)
        panel.column.addStretch(1)
        panel.column.addWidget(Separator())
        panel.column.addWidget(
            Label(
                self.tr("The last 60 s stay in memory. Nothing is stored."),
                "table",
                "text3",
                wrap=True,
            )
        )
        return panel

    # Showing

    def show_state(self, state: LiveViewState) -> None:
        """The only place that changes the widgets after construction."""
        self._stack.setCurrentIndex(1 if state.listening or state.phase == "ended" else 0)
        if self.idle.primary is not None:
            self.idle.primary.set_reason(self._bundle_reason())
        if self.idle.ghost is not None:
            self.idle.ghost.set_reason(self._bundle_reason())
        self._show_decision(state)
        self.scores.set_scores(
            [
                ScoreRow(
                    score.mark,
                    score.name,
                    score.share,
                    "–" if score.share is None else f"{100 * score.share:.0f} %",
                )
                for score in state.scores
            ]
        )
        blocks = [Block(s.start_s, s.end_s, s.mark, s.name) for s in state.stretches]
        self.ribbon.set_blocks(blocks, state.now_s)
        self._ribbon_card.set_hint(state.changes or self.tr("what was heard will line up here"))
        none = self.tr("They come with the first decision, after about a second of sound.")
        self._scores_words.setText("" if state.scores else none)
        self._scores_words.setVisible(not state.scores)
        self._show_inspector(state)
        self.tell_head()

    def _show_decision(self, state: LiveViewState) -> None:
        heard = state.heard
        if heard is None:
            return
        self._above.setText(heard.above)
        self._mark.setVisible(heard.mark is not None)
        self._mark.set_mark(heard.mark)
        self.decision.setText(heard.name)
        room = self._decision_card.width() - theme.px(90)
        wide = QFontMetrics(theme.font("decision")).horizontalAdvance(heard.name) > room
        self.decision.set_role("number" if wide else "decision")
        self.decision.set_color("text3" if heard.waiting else "text")
        self.chance.setText(heard.chance)
        self._otherwise.setVisible(bool(heard.other))
        self._other.setVisible(bool(heard.other))
        self._other.set_mark(heard.other_mark, heard.other)
        self._since_icon.setVisible(bool(heard.since))
        self._since.setText(heard.since)
        self._delay.setText(heard.delay)
        self._announce(heard.name)

    def _announce(self, name: str) -> None:
        """Tell screen readers when the decision changed; it does so at most once a second."""
        if name == self._said or not self.isVisible():
            return
        self._said = name
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, name))

    def _show_inspector(self, state: LiveViewState) -> None:
        pill = {
            "closed": (self.tr("Closed"), "neutral"),
            "open": (self.tr("Open"), "rec"),
            "lost": (self.tr("Lost"), "warn"),
            "file": (self.tr("A file"), "accent"),
        }[state.input_state]
        self._input_pill.set_state(*pill)
        self._show_devices(state)
        self._devices_words.setText(state.devices_words)
        self._devices_words.setVisible(bool(state.devices_words) and state.file is None)
        self.level.setVisible(state.listening)
        self.level.set_level(state.level_db, state.peak_db, clipped=state.clipped)
        self._level_words.setText(state.level_words)
        self._level_words.setVisible(bool(state.level_words))
        self.pace.set_value(state.pace)
        self.pace.set_consequence(state.pace_words)
        self.unknown.set_value(state.unknown)
        self.unknown.set_consequence(state.unknown_words)
        fill(self.bundle, [(one.path, one.name) for one in state.bundles], state.bundle)
        self.bundle.setEnabled(bool(state.bundles))
        self._bundle_facts.set_facts(list(state.bundle_facts))
        self.card_button.setVisible(bool(state.card))

    def _show_devices(self, state: LiveViewState) -> None:
        rows: list[tuple[object, str]] = list(state.devices)
        if not rows:
            rows = [(None, self.tr("System default"))]
        if state.file is not None:
            rows.append((state.file, state.file.name))
        fill(self.device, rows, state.file or state.device)

    # From the widgets and the stream

    def _on_device(self, index: int) -> None:
        chosen = self.device.itemData(index)
        if isinstance(chosen, Path):
            self.presenter.choose_file(chosen)
        else:
            self.presenter.choose_device(chosen)

    def _on_bundle(self, index: int) -> None:
        self.presenter.choose_bundle(self.bundle.itemData(index))

    def choose_file(self) -> None:
        """Ask for a recording and hear it as a stream."""
        suffixes = " ".join(f"*{suffix}" for suffix in sorted(api.AUDIO_SUFFIXES))
        kinds = self.tr("Recordings ({suffixes})").format(suffixes=suffixes)
        title, settings = self.tr("Choose a recording"), self.context.settings
        if chosen := choosing.choose_file(self, settings, "recordings", title, kinds):
            self.presenter.choose_file(chosen)

    def show_card(self) -> None:
        """Show the model card of the bundle."""
        dialog = CardDialog(self.presenter.state.card, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _on_front_end(self, frequencies_hz: NDArray[np.float32], columns_per_s: float) -> None:
        fresh = RollingSpectrogram(
            self.tr("Spectrogram"), len(frequencies_hz), columns_per_s, SPAN_S
        )
        fresh.set_frequencies(frequencies_hz)
        fresh.set_sentence(self._sentence())
        self._hearing.replaceWidget(self.spectrogram, fresh)
        self.spectrogram.deleteLater()
        self.spectrogram = fresh

    def _sentence(self) -> str:
        return self.tr("The picture begins with the first sound.")

    def _on_columns(self, columns: NDArray[np.float32]) -> None:
        """Draw what is new; a stretch that was missed (NaN) stays a dark gap."""
        heard = np.isfinite(columns)
        if heard.any():
            self._quiet = float(columns[heard].min())
        self.spectrogram.push(np.where(heard, columns, np.float32(self._quiet)))

    def _bundle_reason(self) -> str:
        if self.presenter.state.bundle is not None:
            return ""
        return self.tr("There is no bundle to listen with. Train one, or open one.")


class CardDialog(QDialog):
    """The model card: what it knows, how well, from whose data."""

    def __init__(self, card: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("floating")
        self.setWindowTitle(self.tr("What it knows"))
        self.setModal(True)
        self.resize(theme.px(680), theme.px(520))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 16)
        column.setSpacing(10)
        column.addWidget(Label(self.tr("What it knows"), "title"))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("Model card"))
        self.text.setPlainText(card)
        column.addWidget(self.text, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        close = Button(self.tr("Close"), "primary")
        close.clicked.connect(self.accept)
        foot.addWidget(close)
        column.addLayout(foot)


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
