"""What the window says: banners, empty states, toasts, rows of progress."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ascstudio import theme
from ascstudio.widgets.buttons import Button, IconButton
from ascstudio.widgets.meters import Bar
from ascstudio.widgets.texts import ElidedLabel, Label

TextAction = tuple[str, Callable[[], object]]
TOAST_MS = 4000

_STATES = {
    "info": ("soft", "accent", "info"),
    "ok": ("ok_bg", "ok", "check"),
    "warn": ("warn_bg", "warn", "warning"),
    "err": ("err_bg", "err", "error"),
}
"""State -> ground, colour, icon."""


class IconView(QWidget):
    """An icon alone, not for pressing; ``size`` grows with the text."""

    def __init__(self, name: str, size: int = 18, token: str = "text2") -> None:
        super().__init__()
        self._name, self._side, self._token = name, theme.px(size), token
        self.setFixedSize(self._side, self._side)

    def set_icon(self, name: str, token: str = "text2") -> None:
        """Show another icon."""
        if (name, token) != (self._name, self._token):
            self._name, self._token = name, token
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        picture = theme.pixmap(self._name, self._side, self._token, self.devicePixelRatioF())
        QPainter(self).drawPixmap(QPointF(0, 0), picture)


class Banner(QWidget):
    """Cause in bold, what to do, at most two actions; stays until it is solved.

    Args:
        state: info, ok, warn or err.
        title: the cause.
        sentence: what was kept and what to do.
        actions: at most two (words, function).
        closable: whether a cross takes it away.
    """

    closed = Signal()

    def __init__(
        self,
        state: str,
        title: str,
        sentence: str = "",
        actions: Sequence[TextAction] = (),
        *,
        closable: bool = False,
    ) -> None:
        super().__init__()
        self._state = state
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 9, 10, 9)
        row.setSpacing(12)
        _, token, icon = _STATES[state]
        row.addWidget(IconView(icon, 18, token), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(title, "strong", wrap=True))
        if sentence:
            words.addWidget(Label(sentence, "table", "text2", wrap=True))
        row.addLayout(words, 1)
        for text, run in actions[:2]:
            button = Button(text, small=True)
            button.clicked.connect(_call(run))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        if closable:
            cross = IconButton("close", self.tr("Close"))
            cross.clicked.connect(self.closed)
            row.addWidget(cross, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        ground, token, _ = _STATES[self._state]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        border = theme.mix(theme.color(ground), theme.color(token), 0.32)
        painter.setPen(QPen(border, 1))
        painter.setBrush(theme.color(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


def _call(run: Callable[[], object]) -> Callable[[], None]:
    """A slot that drops the button's *checked* argument."""

    def slot() -> None:
        run()

    return slot


class EmptyState(QWidget):
    """A question, one sentence, one primary action, at most one other; centred.

    Args:
        icon: name of an icon.
        title: the question or invitation.
        sentence: what it is for.
        primary: (words, function).
        ghost: (words, function).
    """

    def __init__(
        self,
        icon: str,
        title: str,
        sentence: str,
        primary: TextAction | None = None,
        ghost: TextAction | None = None,
    ) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(IconView(icon, 36, "accent"), 0, middle)
        column.addSpacing(4)
        column.addWidget(Label(title, "section"), 0, middle)
        self.sentence = Label(sentence, "body", "text2", wrap=True)
        self.sentence.setAlignment(middle)
        self.sentence.setMinimumWidth(theme.px(160))
        self.sentence.setMaximumWidth(theme.px(460))
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.sentence, 100)
        line.addStretch(1)
        column.addLayout(line)
        column.addSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        self.primary: Button | None = None
        self.ghost: Button | None = None
        if primary is not None:
            self.primary = Button(primary[0], "primary")
            self.primary.clicked.connect(_call(primary[1]))
            row.addWidget(self.primary)
        if ghost is not None:
            self.ghost = Button(ghost[0], "ghost")
            self.ghost.clicked.connect(_call(ghost[1]))
            row.addWidget(self.ghost)
        row.addStretch(1)
        self.bar = Bar(title)
        self.bar.setFixedWidth(theme.px(280))
        self.bar.hide()
        self._bar_words = Label("", "table", "text3")
        self._bar_words.hide()
        column.addWidget(self.bar, 0, middle)
        column.addWidget(self._bar_words, 0, middle)
        column.addLayout(row)
        column.addStretch(1)

    def set_progress(self, words: str, fraction: float | None, *, shown: bool) -> None:
        """Show how far it is, between the sentence and the buttons."""
        self.bar.setVisible(shown)
        self._bar_words.setVisible(shown)
        self.bar.set_fraction(fraction)
        self._bar_words.setText(words)


class Toast(QFrame):
    """One sentence at the bottom of the window for four seconds, with *Undo* where it fits.

    Args:
        parent: the window it floats over.
        lift: tells how many pixels above its foot must stay free.
    """

    def __init__(self, parent: QWidget, lift: Callable[[], int] = int) -> None:
        super().__init__(parent)
        self._lift = lift
        self.setObjectName("floating")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(12)
        self._icon = IconView("check", 16, "ok")
        row.addWidget(self._icon)
        self._words = Label("", "body")
        self.undo_button = Button(self.tr("Undo"), "ghost", "undo", small=True)
        self.undo_button.clicked.connect(self._on_undo)
        self.show_button = Button(self.tr("Show"), "ghost", "arrow-right", small=True)
        self.show_button.clicked.connect(self._on_show)
        row.addWidget(self._words)
        row.addWidget(self.undo_button)
        row.addWidget(self.show_button)
        self._run: Callable[[], object] | None = None
        self._go: Callable[[], object] | None = None
        self._beside = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TOAST_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(
        self,
        text: str,
        undo: Callable[[], object] | None = None,
        *,
        show: Callable[[], object] | None = None,
        done: bool = True,
    ) -> None:
        """Show a sentence; a newer one replaces it.

        Args:
            text: what was done, or is over.
            undo: takes it back.
            show: goes to what it is about.
            done: False where the sentence says why nothing was done.
        """
        self._icon.set_icon(*(("check", "ok") if done else ("info", "text2")))
        self._words.setText(text)
        self._run, self._go = undo, show
        self.undo_button.setVisible(undo is not None)
        self.show_button.setVisible(show is not None)
        self.setAccessibleName(text)
        self.place()
        self.show()
        self.raise_()
        self._timer.start()

    def keep_right_of(self, left: int) -> None:
        """Leave this much at the left to a panel that floats there."""
        self._beside = left
        if self.isVisible():
            self.place()

    def place(self) -> None:
        """Stand at the bottom centre of the parent."""
        self.adjustSize()
        parent = self.parentWidget()
        if parent is not None:
            left = (parent.width() - self.width()) // 2
            left = max(left, min(self._beside, parent.width() - self.width() - 16))
            foot = theme.px(26) + self._lift()
            self.move(left, parent.height() - self.height() - foot - 16)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the pointer is over it."""
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Count on."""
        self._timer.start()

    def _on_show(self) -> None:
        self.hide()
        if self._go is not None:
            self._go()

    def _on_undo(self) -> None:
        self.hide()
        if self._run is not None:
            self._run()


class ProgressRow(QWidget):
    """What runs: icon, name, one line of where it is, a bar, time left, cancel.

    Args:
        icon: name of an icon.
        name: what it is.
    """

    cancelled = Signal()
    shown_details = Signal()

    def __init__(self, icon: str, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 6, 0, 6)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(1)
        self._icon = IconView(icon, 16, "accent")
        self._name = ElidedLabel(name, "strong")
        self._name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._sentence = ElidedLabel("", "table", "text3")
        self._left = Label("", "table", "text3")
        self._cancel = IconButton("close", self.tr("Cancel %1").replace("%1", name))
        self._cancel.clicked.connect(self.cancelled)
        self._details = Button(self.tr("Copy details"), "ghost", "copy", small=True)
        self._details.clicked.connect(self.shown_details)
        self._details.hide()
        self._bar = Bar(name)
        grid.addWidget(self._icon, 0, 0)
        grid.addWidget(self._name, 0, 1)
        grid.addWidget(self._left, 0, 2)
        grid.addWidget(self._cancel, 0, 3, 2, 1)
        grid.addWidget(self._sentence, 1, 1, 1, 2)
        grid.addWidget(self._bar, 2, 0, 1, 4)
        grid.addWidget(self._details, 3, 1, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(1, 1)

    def set_progress(
        self, fraction: float | None, sentence: str = "", left_s: float | None = None
    ) -> None:
        """Show how far it is; None while the length is unknown."""
        self._bar.set_fraction(fraction)
        self._sentence.setText(sentence)
        self._left.setText(duration_words(left_s) if left_s is not None else "")
        self.setAccessibleDescription(sentence)

    def conclude(self, state: str, sentence: str = "") -> None:
        """Show how it ended: done, failed or cancelled."""
        icon, token = {
            "done": ("check", "ok"),
            "failed": ("error", "err"),
            "cancelled": ("stop", "text3"),
        }[state]
        self._icon.set_icon(icon, token)
        self._sentence.setText(sentence)
        self._left.setText("")
        self._bar.hide()
        self._cancel.hide()
        self._details.setVisible(state == "failed")
        self.setAccessibleDescription(sentence)


def duration_words(seconds: float) -> str:
    """A length of time, rounded as one would say it: ``9 min``, ``40 s``."""
    if seconds < 60:
        step = 1 if seconds < 10 else 5 if seconds < 30 else 10
        return f"{max(1, round(seconds / step) * step)} s"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60} min"


def preferred(widget: QWidget, width: int) -> QSize:
    """The size of a widget whose height follows from its width."""
    layout = widget.layout()
    if layout is not None and layout.hasHeightForWidth():
        return QSize(width, layout.totalHeightForWidth(width))
    return QSize(width, widget.sizeHint().height())
