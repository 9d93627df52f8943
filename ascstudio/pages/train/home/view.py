"""The home of Train: cards to start from, at most one banner, and the table of runs."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.pages.train.home.housekeeping import Room
from ascstudio.pages.train.home.pack_view import PackView
from ascstudio.pages.train.home.run_row import RunRowWidget
from ascstudio.pages.train.home.state import FlowCard, HomeState
from ascstudio.pages.train.home.table import RunsTable
from ascstudio.project.names import bytes_words
from ascstudio.translation import told
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.chips import Pill
from ascstudio.widgets.messages import Banner, IconView
from ascstudio.widgets.texts import Label, Panel, empty_layout
from ascstudio.words import counted

TWO_ROWS_BELOW = 1000  # at 100 %
CARD_WIDTH = 320  # at most
SHOWN = 2  # warnings in the banner


class HomeView(QScrollArea):
    """Four cards of equal width, at most one banner, the runs."""

    set_up = Signal(str)
    opened = Signal(object)
    """Path of a run."""
    chosen = Signal()
    label_wanted = Signal()
    demo_wanted = Signal()
    divide_wanted = Signal()
    clips_wanted = Signal(object)
    """Segments that a warning is about."""
    prune_wanted = Signal()
    compare_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Train"))
        inside = QWidget()
        self.setWidget(inside)
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 14, 20, 16)
        column.setSpacing(14)
        self.pack = PackView()
        column.addWidget(self.pack)
        line = QHBoxLayout()
        self._cards = QGridLayout()
        self._cards.setSpacing(12)
        line.addStretch(1)
        line.addLayout(self._cards, 1000)
        line.addStretch(1)
        column.addLayout(line)
        self._banner_box = QVBoxLayout()
        column.addLayout(self._banner_box)
        column.addLayout(self._build_head())
        self.table = RunsTable()
        self.table.opened.connect(self.opened)
        self.table.chosen.connect(self.chosen)
        column.addWidget(self.table)
        none = self.tr("No run yet. Each one you start stands here, with its curves and result.")
        self._none = Label(none, "body", "text3", wrap=True)
        column.addWidget(self._none)
        column.addStretch(1)
        self.cards: dict[str, _Card] = {}
        self._banner: object = None

    @property
    def rows(self) -> dict[Path, RunRowWidget]:
        """Widgets of the runs by their paths."""
        return self.table.rows

    def _build_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(self.tr("Runs"), "section"))
        self._count = Label("", "table", "text3")
        head.addWidget(self._count)
        head.addStretch(1)
        self.compare_button = Button(self.tr("Compare"), "normal", "compare", small=True)
        self.compare_button.clicked.connect(self.compare_wanted)
        self.prune_button = Button(self.tr("Prune checkpoints…"), "normal", "trash", small=True)
        self.prune_button.clicked.connect(self.prune_wanted)
        head.addWidget(self.compare_button)
        head.addWidget(self.prune_button)
        return head

    def show_state(self, state: HomeState) -> None:
        """Show cards, banner and runs; what did not change is not touched."""
        rows, room = state.rows, state.room
        self.pack.show_state(state.pack)
        self._show_cards(state.cards)
        self._show_banner(state)
        self.table.show_rows(rows)
        self._none.setVisible(not rows)
        self._head_words(len(rows), room)
        n = len(self.table.selected())
        self.compare_button.set_reason(
            "" if n > 1 else self.tr("Choose two runs: Ctrl and a click, or Space.")
        )
        spare = room.prunable_bytes + room.trash_bytes
        self.prune_button.set_reason("" if spare else self.tr("There is nothing to spare."))

    def _head_words(self, n: int, room: Room) -> None:
        words = counted(n, self.tr("{n} run"), self.tr("{n} runs"))
        disk = self.tr("{size} on disk").format(size=bytes_words(room.n_bytes))
        self._count.setText("" if not n else f"{words} · {disk}" if room.n_bytes else words)
        for button in (self.compare_button, self.prune_button):
            button.setVisible(bool(n) or bool(room.n_trash))

    def _show_cards(self, cards: Sequence[FlowCard]) -> None:
        if [card.flow for card in cards] != list(self.cards):
            empty_layout(self._cards)
            self.cards = {card.flow: _Card(card) for card in cards}
            for flow, widget in self.cards.items():
                widget.button.clicked.connect(lambda _=False, flow=flow: self.set_up.emit(flow))
            self._place_cards()
        for card in cards:
            self.cards[card.flow].show_card(card)

    def _place_cards(self) -> None:
        two = self.width() < theme.px(TWO_ROWS_BELOW)
        for n, widget in enumerate(self.cards.values()):
            self._cards.addWidget(widget, *(divmod(n, 2) if two else (0, n)))
            widget.setMaximumWidth(16_777_215 if two else theme.px(CARD_WIDTH))
        for n in range(4):
            self._cards.setColumnStretch(n, 1 if n < (2 if two else 4) else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two rows of cards in a narrow window."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._place_cards()

    def _show_banner(self, state: HomeState) -> None:
        key = (state.too_little, state.warnings[:SHOWN])
        if key == self._banner:
            return
        self._banner = key
        empty_layout(self._banner_box)
        if state.too_little:
            actions = [
                (self.tr("Go to Label"), self.label_wanted.emit),
                (self.tr("Use demo data"), self.demo_wanted.emit),
            ]
            title = self.tr("Label a few clips first")
            self._banner_box.addWidget(Banner("warn", title, state.too_little, actions))
        elif state.warnings:
            self._banner_box.addWidget(self._warnings(state))

    def _warnings(self, state: HomeState) -> Banner:
        shown = state.warnings[:SHOWN]
        title = (
            self.tr("One thing to know before you start")
            if len(state.warnings) == 1
            else self.tr("{n} things to know before you start").format(n=len(state.warnings))
        )
        sentence = " ".join(f"{told(one.title)}. {told(one.sentence)}" for one in shown[:1])
        if len(shown) > 1:
            sentence = ". ".join(told(one.title) for one in shown) + "."
        ids = tuple(dict.fromkeys(n for one in shown for n in one.segment_ids))
        actions = [(self.tr("Show clips"), lambda: self.clips_wanted.emit(ids))] if ids else []
        if any(one.action == "split" for one in shown):
            actions.append((self.tr("Divide…"), self.divide_wanted.emit))
        return Banner("warn", title, sentence, actions)


class _Card(Panel):
    """What a flow is for, what it needs, and its button."""

    def __init__(self, card: FlowCard) -> None:
        super().__init__()
        self.setAccessibleName(card.title)
        top = QHBoxLayout()
        top.addWidget(IconView(card.icon, 24, "accent"))
        top.addStretch(1)
        self._here = Pill(self.tr("Start here"), "accent")
        top.addWidget(self._here)
        self.body.addLayout(top)
        self.body.addWidget(Label(card.title, "section"))
        self.body.addWidget(Label(card.sentence, "table", "text2", wrap=True))
        self.body.addStretch(1)
        self._needs = Label("", "table", "text3", wrap=True)
        self.body.addWidget(self._needs)
        self.button = Button(self.tr("Set up"))
        self.button.setAccessibleName(self.tr("Set up: {flow}").format(flow=card.title))
        self.body.addWidget(self.button)
        self.setMinimumHeight(theme.px(180))

    def show_card(self, card: FlowCard) -> None:
        """Show what it needs and takes now."""
        self._needs.setText(card.needs)
        self._here.setVisible(card.start_here)
        self.button.set_kind("primary" if card.start_here else "normal")
        self.button.set_reason(card.reason)
