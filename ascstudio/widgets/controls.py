"""What painted controls share: the focus ring, the check, which keys they answer and keep."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QLayout, QWidget

from ascstudio import theme

KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
PRESS_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
RADIUS = 6.0

if TYPE_CHECKING:
    _OfWidget = QWidget
    _OfButton = QAbstractButton
else:  # mixed into widgets of many kinds, and Qt's classes cannot be mixed with each other
    _OfWidget = object
    _OfButton = object


class KeyFocus(_OfWidget):
    """A widget that knows whether a key brought it the focus; name it before the Qt class."""

    by_keyboard = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember whether the focus came by keyboard."""
        self.by_keyboard = event.reason() in KEYBOARD
        super().focusInEvent(event)

    def ringed(self) -> bool:
        """Whether a ring belongs around it: a mouse needs none."""
        return self.hasFocus() and self.by_keyboard


class PressFocus(KeyFocus, _OfButton):
    """A button that Enter presses as well as Space."""

    enter_presses = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses as well as Space."""
        if self.enter_presses and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


def claims(event: QEvent, keys: Collection[Qt.Key]) -> bool:
    """Whether this asks for a key that the widget wants before any shortcut gets it."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if event.key() not in keys or event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
        return False
    event.accept()
    return True


def contents_of(layout: QLayout) -> list[QWidget | QLayout]:
    """The widgets and layouts of a layout in order, without its spaces.

    Found without ``QLayout.itemAt``: that gives a wrapper of the item that lives as long as the
    layout. When Qt deletes the item with its widget, the wrapper stays and is taken for whatever
    comes to lie at that address: the program then crashes where something else is deleted.
    """
    if (parent := layout.parentWidget()) is None:
        return []  # a layout of no widget has no children yet
    widgets = parent.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    places: list[tuple[int, QWidget | QLayout]] = [(layout.indexOf(one), one) for one in widgets]
    inner = (child for child in layout.children() if isinstance(child, QLayout))
    places += ((layout.indexOf(child), child) for child in inner)
    return [one for place, one in sorted(places, key=itemgetter(0)) if place >= 0]


def tab_stops(layout: QLayout) -> Iterator[QWidget]:
    """What Tab stops at, in the order in which it is laid out."""
    for one in contents_of(layout):
        inner: QLayout | None
        if isinstance(one, QWidget):
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus:
                yield one
            inner = one.layout()
        else:
            inner = one
        if inner is not None:
            yield from tab_stops(inner)


def chain_tabs(stops: Sequence[QWidget]) -> None:
    """Let Tab go from each to the next."""
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def focus_ring(painter: QPainter, rect: QRectF, radius: float, token: str = "accent") -> None:
    """The ring of keyboard focus, 2 px inside the control's box."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color(token), 2))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)


def paint_check(painter: QPainter, box: QRectF, *, checked: bool) -> None:
    """A check box."""
    painter.setPen(QPen(theme.color("accent" if checked else "ctl"), 1))
    painter.setBrush(theme.color("accent") if checked else theme.color("bg1"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    if checked:
        pen = QPen(theme.color("on_accent"), 1.7)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        x, y, side = box.left(), box.top(), box.width()
        painter.drawPolyline(
            [
                QPointF(x + 0.26 * side, y + 0.52 * side),
                QPointF(x + 0.44 * side, y + 0.69 * side),
                QPointF(x + 0.75 * side, y + 0.33 * side),
            ]
        )
