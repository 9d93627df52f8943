"""Cards to choose from: each says for whom it is, what it costs, what to expect."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.widgets.controls import PRESS_KEYS, KeyFocus, claims, focus_ring
from ascstudio.widgets.texts import show_now

WRAP = Qt.TextFlag.TextWordWrap


class ChoiceCard(KeyFocus, QAbstractButton):
    """One answer. As a radio in ``ChoiceCards``, or alone with an icon as a large button.

    Args:
        key: what is chosen.
        title: name.
        sentence: one line for whom.
        cost: right-aligned cost and expectation.
        icon: name of an icon; without one a radio is drawn.
        reason: why it cannot work now; the card stays readable.
        marked: a word in a pill, e.g. *Recommended*.
    """

    def __init__(
        self,
        key: str,
        title: str,
        sentence: str,
        cost: str = "",
        icon: str = "",
        reason: str = "",
        marked: str = "",
    ) -> None:
        super().__init__()
        self.key = key
        self._sentence, self._cost, self._icon = sentence, cost, icon
        self._reason, self._marked = reason, marked
        self._accented = False
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(f"{sentence} {reason or cost}".strip())
        self.setCheckable(not icon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setEnabled(not reason)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(theme.px(220))

    def set_words(self, title: str, sentence: str) -> None:
        """Change the name and the line for whom it is."""
        self._sentence = sentence
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(f"{sentence} {self._reason or self._cost}".strip())
        self.updateGeometry()
        self.update()

    def set_cost(self, cost: str) -> None:
        """Change what stands at the right."""
        self._cost = cost
        self.setAccessibleDescription(f"{self._sentence} {self._reason or cost}".strip())
        self.update()

    def set_reason(self, reason: str) -> None:
        """Say why it cannot work; an empty reason makes it possible."""
        self._reason = reason
        self.setEnabled(not reason)
        self.updateGeometry()
        self.update()

    def set_accented(self, accented: bool) -> None:
        """Show it as the page's primary choice."""
        self._accented = accented
        self.update()

    def _left(self) -> int:
        return theme.px(62) if self._icon else 42

    def _cost_width(self) -> int:
        if not self._cost and not self._icon:
            return 16
        if self._icon and not self._cost:
            return 40
        metrics = QFontMetrics(theme.font("table"))
        lines = self._cost.splitlines()
        return max(metrics.horizontalAdvance(line) for line in lines) + 32

    def _texts(self, width: int) -> tuple[int, int]:
        """Heights of title and sentence (with reason) at a width."""
        room = max(40, width - self._left() - self._cost_width())
        title = QFontMetrics(theme.font("section" if self._icon else "strong")).height()
        metrics = QFontMetrics(theme.font("table"))
        words = f"{self._sentence}\n{self._reason}" if self._reason else self._sentence
        below = metrics.boundingRect(0, 0, room, 1000, WRAP, words).height()
        return title, below

    def hasHeightForWidth(self) -> bool:
        """The sentence wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Title, sentence and padding."""
        title, below = self._texts(width)
        return title + below + 4 + (30 if self._icon else 22)

    def sizeHint(self) -> QSize:
        """At the width of a column."""
        width = theme.px(460)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Never less than its words need at the present width."""
        return QSize(theme.px(220), self.heightForWidth(max(self.width(), theme.px(220))))

    def event(self, event: QEvent) -> bool:
        """Keep the keys used here from shortcuts."""
        return claims(event, PRESS_KEYS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses as well as Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._icon:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked() or self._accented
        lit = self.isEnabled() and self.underMouse()
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.color("accent" if chosen else "line"), 1))
        painter.setBrush(theme.color("soft" if chosen else "bg3" if lit else "bg2"))
        painter.drawRoundedRect(box, 8, 8)
        if self.ringed():
            focus_ring(painter, box, 7, "text" if chosen else "accent")
        self._paint_sign(painter)
        self._paint_words(painter)
        self._paint_cost(painter)

    def _paint_sign(self, painter: QPainter) -> None:
        middle = self.height() / 2
        if self._icon:
            side = theme.px(26)
            picture = theme.pixmap(self._icon, side, "accent", self.devicePixelRatioF())
            painter.drawPixmap(QPointF(theme.px(20), middle - side / 2), picture)
            return
        ring = QRectF(15, middle - 7, 14, 14)
        painter.setPen(QPen(theme.color("accent" if self.isChecked() else "ctl"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            painter.drawEllipse(ring.adjusted(3.5, 3.5, -3.5, -3.5))

    def _paint_words(self, painter: QPainter) -> None:
        title, below = self._texts(self.width())
        top = (self.height() - title - below - 4) / 2
        left = self._left()
        room = self.width() - left - self._cost_width()
        painter.setFont(theme.font("section" if self._icon else "strong"))
        painter.setPen(theme.color("text" if self.isEnabled() else "text3"))
        painter.drawText(QRectF(left, top, room, title), 0, self.text())
        if self._marked:
            after = left + painter.fontMetrics().horizontalAdvance(self.text()) + 10
            painter.setFont(theme.font("label"))
            wide = painter.fontMetrics().horizontalAdvance(self._marked) + 16
            pill = QRectF(after, top, wide, title)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("bg3" if self.isChecked() else "soft"))
            painter.drawRoundedRect(pill, title / 2, title / 2)
            painter.setPen(theme.color("text"))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self._marked)
        painter.setFont(theme.font("table"))
        text = QRectF(left, top + title + 4, room, below)
        painter.setPen(theme.color("text2" if self.isEnabled() else "text3"))
        painter.drawText(text, WRAP, self._sentence)
        if self._reason:
            bounds = painter.boundingRect(text, WRAP, self._sentence)
            painter.setPen(theme.color("warn"))
            painter.drawText(text.adjusted(0, bounds.height(), 0, 0), WRAP, self._reason)

    def _paint_cost(self, painter: QPainter) -> None:
        if self._cost:
            painter.setFont(theme.font("table"))
            painter.setPen(theme.color("text2"))
            room = QRectF(0, 0, self.width() - 16, self.height())
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(room, flags, self._cost)
        elif self._icon:
            picture = theme.pixmap("chevron-right", 16, "text3", self.devicePixelRatioF())
            painter.drawPixmap(QPointF(self.width() - 32, self.height() / 2 - 8), picture)


class ChoiceCards(QWidget):
    """Answers of one question; Up and Down move between those that can work.

    Args:
        cards: in order; the first possible one is chosen.
    """

    chosen = Signal(str)

    def __init__(self, cards: Sequence[ChoiceCard] = ()) -> None:
        super().__init__()
        self._cards: list[ChoiceCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.set_cards(cards)

    def set_cards(self, cards: Sequence[ChoiceCard]) -> None:
        """Offer other answers; the first possible one is chosen."""
        for old in self._cards:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._cards = list(cards)
        for card in self._cards:
            self._column.addWidget(card)
            card.setAutoExclusive(True)
            card.clicked.connect(lambda _=False, chosen=card: self.chosen.emit(chosen.key))
        show_now(self._column)
        first = next((card for card in self._cards if card.isEnabled()), None)
        if first is not None:
            first.setChecked(True)

    def choice(self) -> str:
        """Key of the chosen answer; empty if none can work."""
        return next((card.key for card in self._cards if card.isChecked()), "")

    def set_choice(self, key: str) -> None:
        """Choose without telling anybody."""
        for card in self._cards:
            if card.key == key and card.isEnabled():
                card.setChecked(True)
