"""The home of Train: cards to start from, and the table of runs."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.pages.train.presenter import FlowCard, TrainState
from ascstudio.pages.train.run_words import RunRow
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.chips import Pill
from ascstudio.widgets.controls import focus_ring
from ascstudio.widgets.messages import Banner, IconView
from ascstudio.widgets.meters import Bar
from ascstudio.widgets.texts import ElidedLabel, Label, Panel, empty_layout

STATE_ICONS = {
    "waiting": ("clock", "text3"),
    "running": ("refresh", "accent"),
    "paused": ("pause", "warn"),
    "done": ("check", "ok"),
    "stopped": ("stop", "text3"),
    "failed": ("error", "err"),
    "dead": ("error", "err"),
}
COLUMNS = (170, 130, 150, 70, 62, 112)


class TrainHome(QScrollArea):
    """Three cards of equal width, at most one banner, the runs."""

    set_up = Signal(str)
    opened = Signal(object)
    """Path of a run."""
    library_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Train"))
        inside = QWidget()
        self.setWidget(inside)
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 14, 20, 16)
        column.setSpacing(14)
        self._cards = QHBoxLayout()
        self._cards.setSpacing(12)
        column.addLayout(self._cards)
        self._banner_box = QVBoxLayout()
        column.addLayout(self._banner_box)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(self.tr("Runs"), "section"))
        self._count = Label("", "table", "text3")
        head.addWidget(self._count)
        head.addStretch(1)
        column.addLayout(head)
        column.addLayout(self._titles())
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        self._none = Label(
            self.tr("No run yet. Each one you start stands here, with its curves and its result."),
            "body",
            "text3",
            wrap=True,
        )
        column.addWidget(self._none)
        column.addStretch(1)
        self.cards: dict[str, _Card] = {}
        self.rows: dict[Path, _Row] = {}
        self._shown_cards: tuple[FlowCard, ...] = ()
        self._shown_words = ""

    def _titles(self) -> QGridLayout:
        self._head = grid_of_columns()
        titles = (
            self.tr("Run"),
            self.tr("What"),
            self.tr("Progress"),
            self.tr("Accuracy"),
            self.tr("Unseen"),
            self.tr("Started"),
        )
        for n, title in enumerate(titles):
            label = Label(title, "caption", "text3")
            if n in (3, 4):
                label.setAlignment(Qt.AlignmentFlag.AlignRight)
            if n:
                label.setFixedWidth(theme.px(COLUMNS[n]))
            self._head.addWidget(label, 0, n)
        return self._head

    def show_state(self, state: TrainState) -> None:
        """Show cards, banner and runs; what did not change is not touched."""
        if state.cards != self._shown_cards:
            self._shown_cards = state.cards
            self._build_cards(state.cards)
        self._show_banner(state.too_little)
        self._show_rows(state.runs)

    def _build_cards(self, cards: Sequence[FlowCard]) -> None:
        empty_layout(self._cards)
        self.cards = {}
        for card in cards:
            widget = _Card(card)
            widget.button.clicked.connect(lambda _=False, flow=card.flow: self.set_up.emit(flow))
            self._cards.addWidget(widget, 1)
            self.cards[card.flow] = widget

    def _show_banner(self, too_little: str) -> None:
        if too_little == self._shown_words:
            return
        self._shown_words = too_little
        empty_layout(self._banner_box)
        if too_little:
            go = (self.tr("Go to Library"), self.library_wanted.emit)
            title = self.tr("Label a few clips first")
            self._banner_box.addWidget(Banner("warn", title, too_little, [go]))

    def _show_rows(self, rows: Sequence[RunRow]) -> None:
        self._none.setVisible(not rows)
        self._count.setText(str(len(rows)) if rows else "")
        if [row.path for row in rows] != list(self.rows):
            empty_layout(self._rows)
            self.rows = {}
            for row in rows:
                widget = _Row()
                widget.pressed.connect(lambda path=row.path: self.opened.emit(path))
                self._rows.addWidget(widget)
                self.rows[row.path] = widget
        for row in rows:
            self.rows[row.path].show_row(row)


class _Card(Panel):
    """What a flow is for, what it needs, and its button."""

    def __init__(self, card: FlowCard) -> None:
        super().__init__()
        self.setAccessibleName(card.title)
        top = QHBoxLayout()
        top.addWidget(IconView(card.icon, 24, "accent"))
        top.addStretch(1)
        if card.start_here:
            top.addWidget(Pill(self.tr("Start here"), "accent"))
        self.body.addLayout(top)
        self.body.addWidget(Label(card.title, "section"))
        self.body.addWidget(Label(card.sentence, "table", "text2", wrap=True))
        self.body.addStretch(1)
        self.body.addWidget(Label(card.needs, "table", "text3"))
        self.button = Button(self.tr("Set up"), "primary" if card.start_here else "normal")
        self.button.setAccessibleName(self.tr("Set up: {flow}").format(flow=card.title))
        self.button.set_reason(card.reason)
        self.body.addWidget(self.button)
        self.setMinimumHeight(theme.px(180))


class _Row(QWidget):
    """One run; a click or Enter opens it."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(theme.px(40))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        grid = grid_of_columns()
        self.setLayout(grid)
        name = QHBoxLayout()
        name.setSpacing(8)
        self._icon = IconView("clock", 16)
        self._title = ElidedLabel("", "strong")
        name.addWidget(self._icon)
        name.addWidget(self._title, 1)
        self._what = ElidedLabel("", "table", "text2")
        progress_cell = QWidget()
        progress = QHBoxLayout(progress_cell)
        progress.setContentsMargins(0, 0, 0, 0)
        progress.setSpacing(8)
        self._bar = Bar(self.tr("Progress"))
        self._bar.setFixedWidth(theme.px(80))
        self._progress = ElidedLabel("", "table", "text2")
        progress.addWidget(self._bar)
        progress.addWidget(self._progress, 1)
        self._accuracy = Label("", "strong")
        self._unseen = Label("", "table", "text2")
        for label in (self._accuracy, self._unseen):
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._started = Label("", "table", "text2")
        grid.addLayout(name, 0, 0)
        cells = (self._what, progress_cell, self._accuracy, self._unseen, self._started)
        for n, cell in enumerate(cells, start=1):
            cell.setFixedWidth(theme.px(COLUMNS[n]))  # head and rows are grids of their own
            grid.addWidget(cell, 0, n)

    def show_row(self, row: RunRow) -> None:
        """Show the run as it is now."""
        self.setAccessibleName(f"{row.title}, {row.progress}, {row.accuracy}, {row.started}")
        self._icon.set_icon(*STATE_ICONS.get(row.state, ("clock", "text3")))
        self._title.setText(row.title)
        self._what.setText(row.what)
        alive = row.state == "running"
        self._bar.setVisible(alive)
        self._bar.set_fraction(row.fraction)
        self._progress.setText(row.progress)
        self._progress.set_color("err" if row.state in ("failed", "dead") else "text2")
        self._accuracy.setText(row.accuracy)
        self._unseen.setText(row.unseen)
        self._started.setText(row.started)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the run."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.pressed.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Hairline, hover, focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.fillRect(self.rect(), theme.mix(theme.color("bg1"), theme.color("bg3"), 0.5))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("line"))
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), 4)


def grid_of_columns() -> QGridLayout:
    """The columns head and rows share."""
    grid = QGridLayout()
    grid.setContentsMargins(8, 0, 8, 0)
    grid.setHorizontalSpacing(16)
    for n, width in enumerate(COLUMNS):
        grid.setColumnMinimumWidth(n, theme.px(width))
    grid.setColumnStretch(0, 1)
    return grid
