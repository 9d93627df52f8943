"""The left side of the page: which queue, how far one is, and its clips."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.pages.label.queue_list import ClipQueueList
from ascstudio.pages.label.state import LabelState
from ascstudio.project.sounds import Thumbnails
from ascstudio.widgets.buttons import Button, IconButton, SegmentedControl
from ascstudio.widgets.messages import IconView, duration_words
from ascstudio.widgets.meters import Bar
from ascstudio.widgets.texts import Label
from ascstudio.words import numeral

WIDTHS = (188, 228, 260)
"""Of the panel in a narrow, a usual and a wide window."""


class ClipQueuePanel(QFrame):
    """Head, progress, choice of queue, clips."""

    queue_chosen = Signal(str)
    listen_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAccessibleName(self.tr("Queue"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        self._title = Label(self.tr("Queue"), "strong")
        self._far = Label("", "table", "text2")
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._far)
        self._bar = Bar(self.tr("Labelled"))
        self._choices = QHBoxLayout()
        self._choices.setSpacing(0)
        self.kinds = self._control(narrow=False)
        self.short_kinds = self._control(narrow=True)
        self.short_kinds.hide()
        self._choices.addWidget(self.kinds)
        self._choices.addWidget(self.short_kinds)
        self.soon = Label("", "caption", "text2", wrap=True)  # a second line, and nothing is cut
        self.all_button = Button(self.tr("Back to the queue"), "ghost", "queue", small=True)
        self.all_button.clicked.connect(lambda: self.queue_chosen.emit("useful"))
        for part in (head, self._bar, self._choices):
            column.addWidget(_padded(part))
        busy = QHBoxLayout()
        self.stop = IconButton("close", self.tr("Listen no more"))
        self.stop.clicked.connect(self.stop_wanted)
        busy.setSpacing(6)
        busy.addWidget(IconView("clock", 14, "text2"))
        busy.addWidget(self.soon, 1)
        busy.addWidget(self.stop)
        self.listen = Button("", "normal", "suggest", small=True)
        self.listen.clicked.connect(self.listen_wanted)
        self._busy_box, self._all_box = _padded(busy), _padded(self.all_button)
        self._listen_box = _padded(self.listen)
        for box in (self._busy_box, self._listen_box, self._all_box):
            box.hide()
            column.addWidget(box)
        self.list = ClipQueueList(thumbnails)
        column.addWidget(self.list, 1)
        self.set_width(1280)

    def _control(self, *, narrow: bool) -> SegmentedControl:
        useful = self.tr("Useful") if narrow else self.tr("Next most useful")
        control = SegmentedControl(
            self.tr("Which queue"),
            [("useful", useful), ("all", self.tr("All")), ("flagged", self.tr("Flagged"))],
        )
        control.chosen.connect(self.queue_chosen)
        return control

    def set_width(self, page_width: int) -> None:
        """Fit a page of this width."""
        narrow, wide = page_width < theme.px(1060), page_width >= theme.px(1780)
        room = theme.px(WIDTHS[0 if narrow else 2 if wide else 1])
        self.setFixedWidth(max(room, self.short_kinds.sizeHint().width() + 24))
        fits = self.kinds.sizeHint().width() <= self.maximumWidth() - 24
        self.kinds.setVisible(fits)
        self.short_kinds.setVisible(not fits)

    def show_state(self, state: LabelState) -> None:
        """Show the queue."""
        given = state.kind == "given"
        self._title.setText(state.given_title if given else self.tr("Queue"))
        n, place = len(state.order), state.order.place
        words = self.tr("{place} of {n}").format(place=numeral(min(place + 1, n)), n=numeral(n))
        self._far.setText(words if n else "")
        self._bar.set_fraction(place / n if n else 0.0)
        for control in (self.kinds, self.short_kinds):
            control.set_choice(state.kind)
        self._all_box.setVisible(given)
        self._show_busy(state)
        self.list.show_state(state)

    def _show_busy(self, state: LabelState) -> None:
        self._listen_box.setVisible(state.unheard > 0)
        if state.unheard:
            self._show_listen(state)
        busy = state.hearing is not None and state.n_open > 0
        self._busy_box.setVisible(busy)
        if not busy:
            return
        left = state.hearing_left_s
        words = self.tr("Better order in {time}").format(
            time=duration_words(left) if left is not None else "…"
        )
        self.soon.setText(words)

    def _show_listen(self, state: LabelState) -> None:
        words = self.tr("Listen to all")
        if state.unheard_s is not None:
            words = self.tr("Listen to all, {time}").format(time=duration_words(state.unheard_s))
        self.listen.setText(words)
        n = self.tr("{n} clips were not listened to yet: for suggestions and a better order.")
        self.listen.setToolTip(n.format(n=numeral(state.unheard)))
        self.listen.setAccessibleName(f"{words}. {self.listen.toolTip()}")


def _padded(part: QWidget | QHBoxLayout) -> QWidget:
    """With the panel's margins at both sides; the list below has none."""
    box = QWidget()
    if isinstance(part, QHBoxLayout):
        part.setContentsMargins(12, 0, 12, 0)
        box.setLayout(part)
    else:
        row = QHBoxLayout(box)
        row.setContentsMargins(12, 0, 12, 0)
        row.addWidget(part)
    return box
