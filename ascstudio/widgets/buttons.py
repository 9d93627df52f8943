"""Things to press: buttons, segments, switches, sliders with words."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ascstudio import theme
from ascstudio.widgets.controls import (
    ARROWS,
    PRESS_KEYS,
    RADIUS,
    KeyFocus,
    PressFocus,
    claims,
    focus_ring,
    paint_check,
)
from ascstudio.widgets.keys import key_now, key_words
from ascstudio.words import plain

# fill, border and words of the kinds that look alike, checked or not
KIND_TOKENS = {
    "primary": ("accent", "", "on_accent"),
    "record": ("rec", "", "on_rec"),
    "danger": ("", "err", "err"),
    "ghost": ("", "", "text2"),
}

SIDE_PADDING, ICON_SIDE, ICON_GAP = 12, 16, 8


class _Pressable(PressFocus, QAbstractButton):
    """What all painted buttons share: hover, keyboard focus and a reason for being impossible."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._reason = ""
        self._tip = ""
        self._keys = ""

    def set_reason(self, reason: str) -> None:
        """Disable and say why in the tooltip; an empty reason enables."""
        self.setEnabled(not reason)
        if reason != self._reason:
            self._reason = reason
            self.setAccessibleDescription(reason)
        self._show_tip()

    def _show_tip(self) -> None:
        """Why it is impossible, or what it does and the key that does the same."""
        key = key_words(key_now(self._keys)).replace(" ", "+") if self._keys else ""
        name = self._tip or (self.text() if key else "")
        tip = self._reason or (f"{name} ({key})" if key else name)
        if tip != self.toolTip():
            self.setToolTip(tip)

    def event(self, event: QEvent) -> bool:
        """Keep Space and Enter from shortcuts while the keyboard is here."""
        keys = PRESS_KEYS if self.enter_presses else (Qt.Key.Key_Space,)
        if self.by_keyboard and claims(event, keys):
            return True
        if event.type() == QEvent.Type.ToolTip and self._keys:
            self._show_tip()  # the key may be another one by now
        return super().event(event)


class Button(_Pressable):
    """A button with words.

    Args:
        text: verb first; "..." only if it asks for more.
        kind: primary, normal, ghost, danger or record.
        icon: name of an icon, or empty.
        small: 28 high, for cards.
    """

    def __init__(
        self, text: str, kind: str = "normal", icon: str = "", *, small: bool = False
    ) -> None:
        super().__init__()
        self._icon_name = icon
        self._height = 28 if small else 30
        self.setProperty("kind", kind)
        self.setText(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def kind(self) -> str:
        """Which of the five kinds it is."""
        return str(self.property("kind"))

    def set_kind(self, kind: str) -> None:
        """Become another kind."""
        self.setProperty("kind", kind)
        self.updateGeometry()
        self.update()

    def setText(self, text: str) -> None:
        """Change the words, and with them the accessible name."""
        text = plain(text)
        super().setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def set_icon_name(self, name: str) -> None:
        """Change the icon."""
        self._icon_name = name
        self.updateGeometry()
        self.update()

    def set_keys(self, keys: str) -> None:
        """Print the key that does the same in the tooltip: the usual one, in Qt's notation."""
        self._keys = keys
        self._show_tip()

    def _role(self) -> str:
        return "strong" if self.kind in ("primary", "record") else "body"

    def sizeHint(self) -> QSize:
        """Words, icon and padding."""
        width = QFontMetrics(theme.font(self._role())).horizontalAdvance(self.text())
        if self._icon_name:
            width += theme.px(ICON_SIDE) + (ICON_GAP if self.text() else 0)
        return QSize(width + 2 * SIDE_PADDING + 2, theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        """Nothing of a button may be cut."""
        return self.sizeHint()

    def _colors(self) -> tuple[QColor | None, QColor | None, str]:
        """Fill, border and the token of the words."""
        kind = self.kind
        if not self.isEnabled():
            if kind == "ghost":
                return None, None, "text3"
            return theme.color("bg2"), theme.color("line"), "text3"
        tokens = KIND_TOKENS.get(kind)
        if tokens is None:
            tokens = ("soft", "accent", "accent") if self.isChecked() else ("bg3", "line", "text")
        fill, border, words = tokens
        return theme.color(fill) if fill else None, theme.color(border) if border else None, words

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, icon and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, border, words = self._colors()
        if self.isEnabled() and (self.isDown() or self.underMouse()):
            pressed = theme.color("bg4")
            filled = self.kind in ("primary", "record")
            share = 0.3 if self.isDown() else 0.14
            ground = fill or theme.color("bg2")
            # Filled kinds change towards their words' opposite, so that the words stay readable.
            fill = theme.mix(ground, theme.color("text"), share) if filled else pressed
            if not filled and not self.isDown():
                fill = theme.mix(ground, pressed, 0.6)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(border, 1) if border is not None else Qt.PenStyle.NoPen)
        painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        if self.ringed():
            focus_ring(
                painter, box, RADIUS - 1, "text" if self.kind in ("primary", "record") else "accent"
            )
        self._paint_content(painter, words)

    def _paint_content(self, painter: QPainter, words: str) -> None:
        painter.setFont(theme.font(self._role()))
        metrics = painter.fontMetrics()
        side = theme.px(ICON_SIDE)
        room = self.width() - 2 * SIDE_PADDING - (side + ICON_GAP if self._icon_name else 0)
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, max(room, 8))
        width = metrics.horizontalAdvance(text)
        if self._icon_name:
            width += side + (ICON_GAP if text else 0)
        left = (self.width() - width) / 2
        if self._icon_name:
            picture = theme.pixmap(self._icon_name, side, words, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(left, (self.height() - side) / 2), picture)
            left += side + ICON_GAP
        painter.setPen(theme.color(words))
        painter.drawText(
            QRectF(left, 0, self.width() - left, self.height()),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            text,
        )


class IconButton(_Pressable):
    """An icon alone, 28 square; its name is in the tooltip and for screen readers.

    Args:
        icon: name of an icon.
        name: what it does, translated.
        checkable: whether it stays pressed.
        keys: the key that does the same.
        token: colour at rest.
    """

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        checkable: bool = False,
        keys: str = "",
        token: str = "text2",
    ) -> None:
        super().__init__()
        self._icon_name = icon
        self._token = token
        self.setCheckable(checkable)
        self.set_name(name, keys)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_name(self, name: str, keys: str = "") -> None:
        """Change what it says it does."""
        name = plain(name)
        self.setAccessibleName(name)
        self._tip, self._keys = name, keys
        self._show_tip()

    def set_icon_name(self, name: str) -> None:
        """Change the icon."""
        self._icon_name = name
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(theme.px(28), theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon, on ``soft`` when checked."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(theme.color("soft"))
            painter.drawRoundedRect(box, RADIUS, RADIUS)
        elif self.isEnabled() and (self.underMouse() or self.isDown()):
            painter.setBrush(theme.color("bg4" if self.isDown() else "bg3"))
            painter.drawRoundedRect(box, RADIUS, RADIUS)
        if self.ringed():
            focus_ring(painter, box, RADIUS - 1, "text" if self.isChecked() else "accent")
        side = theme.px(17)
        token = "accent" if self.isChecked() else self._token
        picture = theme.pixmap(
            self._icon_name, side, token if self.isEnabled() else "ctl", self.devicePixelRatioF()
        )
        painter.drawPixmap(QPointF((self.width() - side) / 2, (self.height() - side) / 2), picture)


class SegmentedControl(KeyFocus, QWidget):
    """Two to six exclusive choices; Left and Right move.

    Args:
        name: what is chosen, for screen readers.
        choices: (key, words) in order; the first is chosen.
    """

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._choices = list(choices)
        self._current = 0
        self._hover = -1
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._describe()

    def choice(self) -> str:
        """Key of what is chosen."""
        return self._choices[self._current][0]

    def set_choice(self, key: str) -> None:
        """Choose without telling anybody."""
        for index, (name, _) in enumerate(self._choices):
            if name == key and index != self._current:
                self._current = index
                self._describe()
                self.update()

    def sizeHint(self) -> QSize:
        """All words with their padding."""
        return QSize(sum(self._widths("strong", 20)) + 4, theme.px(28))

    def minimumSizeHint(self) -> QSize:
        """Nothing may be cut."""
        return self.sizeHint()

    def _widths(self, role: str, padding: int) -> list[int]:
        metrics = QFontMetrics(theme.font(role))
        return [metrics.horizontalAdvance(words) + padding for _, words in self._choices]

    def _is_tight(self) -> bool:
        """Whether its words would touch: in a narrow panel, in a longer language."""
        return self.width() < sum(self._widths("strong", 8)) + 4

    def _boxes(self) -> list[QRectF]:
        widths = self._widths("caption", 4) if self._is_tight() else self._widths("strong", 20)
        spare = (self.width() - 4 - sum(widths)) / len(widths)
        boxes, left = [], 2.0
        for width in widths:
            boxes.append(QRectF(left, 2, width + spare, self.height() - 4))
            left += width + spare
        return boxes

    def _describe(self) -> None:
        self.setAccessibleDescription(self._choices[self._current][1])

    def _choose(self, index: int) -> None:
        if 0 <= index < len(self._choices) and index != self._current:
            self._current = index
            self._describe()
            self.update()
            self.chosen.emit(self.choice())

    def _at(self, position: QPointF) -> int:
        return next((i for i, box in enumerate(self._boxes()) if box.contains(position)), -1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the pointer."""
        self._choose(self._at(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what would be chosen."""
        self._hover = self._at(event.position())
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        self._hover = -1
        self.update()

    def event(self, event: QEvent) -> bool:
        """Keep the arrows from shortcuts."""
        return claims(event, ARROWS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right move, Home and End jump."""
        moves = {
            Qt.Key.Key_Left: self._current - 1,
            Qt.Key.Key_Right: self._current + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._choices) - 1,
        }
        if event.key() in moves:
            self._choose(moves[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame and the raised choice."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        dark = theme.tokens().name == "dark"
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(theme.color("bg1" if dark else "bg3"))
        painter.drawRoundedRect(frame, RADIUS, RADIUS)
        roles = ("caption", "caption") if self._is_tight() else ("body", "strong")
        for index, box in enumerate(self._boxes()):
            current = index == self._current
            if current:
                painter.setPen(Qt.PenStyle.NoPen if dark else QPen(theme.color("ctl"), 1))
                painter.setBrush(theme.color("bg4" if dark else "bg2"))
                painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.setFont(theme.font(roles[current]))
            lit = current or index == self._hover
            painter.setPen(theme.color("text" if lit else "text2"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._choices[index][1])
        if self.ringed():
            focus_ring(painter, frame, RADIUS - 1)


class Switch(_Pressable):
    """On or off, with immediate effect; the words stand beside it.

    Args:
        name: what it switches, for screen readers.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A lozenge."""
        return QSize(theme.px(32) + 4, theme.px(18) + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw groove and knob."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        groove = QRectF(self.rect()).adjusted(2.5, 3.5, -2.5, -3.5)
        half = groove.height() / 2
        on = self.isChecked()
        painter.setPen(QPen(theme.color("accent" if on else "ctl"), 1))
        painter.setBrush(theme.color("accent" if on else "bg3"))
        painter.drawRoundedRect(groove, half, half)
        x = groove.right() - half if on else groove.left() + half
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("on_accent" if on else "text2"))
        painter.drawEllipse(QPointF(x, groove.center().y()), half - 3, half - 3)
        if self.ringed():
            focus_ring(painter, QRectF(self.rect()), 8, "text" if on else "accent")


class CheckBox(_Pressable):
    """A check box of a form that Enter confirms; a switch acts at once.

    Args:
        text: what is agreed to.
    """

    enter_presses = False

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setText(text)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Box and words."""
        metrics = QFontMetrics(theme.font("body"))
        width = theme.px(ICON_SIDE) + metrics.horizontalAdvance(self.text()) + 14
        return QSize(width, max(24, metrics.height() + 4))

    def minimumSizeHint(self) -> QSize:
        """Nothing may be cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.px(ICON_SIDE)
        box = QRectF(3, (self.height() - side) / 2, side, side)
        paint_check(painter, box, checked=self.isChecked())
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text" if self.isEnabled() else "text3"))
        words = QRectF(self.rect()).adjusted(side + 11, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.ringed():
            focus_ring(painter, QRectF(self.rect()), 5)
