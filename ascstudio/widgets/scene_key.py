"""A scene to press: the key that does the same, its mark, its name."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ascstudio import theme
from ascstudio.theme import Mark
from ascstudio.widgets.chips import paint_key
from ascstudio.widgets.controls import PRESS_KEYS, PressFocus, claims, focus_ring
from ascstudio.widgets.marks import paint_mark

SLIM = 130
"""Narrower keys have smaller words."""


class SceneKey(PressFocus, QAbstractButton):
    """Key cap, mark and name of a scene; lit when it is suggested or the clip has it."""

    def __init__(self, key: str, mark: Mark, name: str) -> None:
        super().__init__()
        self._key, self._mark = key, mark
        self._lit = self._hollow = self._low = False
        self.setText(name)
        self.setAccessibleName(f"{name}, {key}" if key else name)
        self.setToolTip(f"{name} ({key})" if key else name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_lit(self, lit: bool) -> None:
        """Stand out."""
        if lit != self._lit:
            self._lit = lit
            self.setAccessibleDescription(self.tr("suggested or chosen") if lit else "")
            self.update()

    def set_hollow(self, hollow: bool) -> None:
        """Show that the key is dead because a field has the focus."""
        if hollow != self._hollow:
            self._hollow = hollow
            self.update()

    def sizeHint(self) -> QSize:
        """Cap, mark and name."""
        metrics = QFontMetrics(theme.font("body"))
        width = theme.px(20) + theme.px(14) + metrics.horizontalAdvance(self.text()) + 38
        return QSize(width, theme.px(28 if self._low else 35))

    def minimumSizeHint(self) -> QSize:
        """Cap, mark and a few letters."""
        return QSize(theme.px(72), theme.px(28))

    def set_low(self, low: bool) -> None:
        """Take less height."""
        self._low = low
        self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """Keep Space and Enter from shortcuts while the keyboard is here."""
        if self.ringed() and claims(event, PRESS_KEYS):
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, the cap, the mark and the name."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ground = theme.color("soft" if self._lit else "bg3")
        if self.isDown() or self.underMouse():
            ground = theme.mix(ground, theme.color("bg4"), 0.9 if self.isDown() else 0.45)
        painter.setPen(
            QPen(theme.color("accent" if self._lit else "line"), 1.2 if self._lit else 1)
        )
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 6, 6)
        slim = self.width() < theme.px(SLIM)
        side, gap, left = theme.px(20), 4 if slim else 6, 6.0 if slim else 8.0
        if self._key and theme.form().show_keys:
            cap = QRectF(left, (self.height() - side) / 2, side, side)
            paint_key(painter, cap, self._key, hollow=self._hollow)
            left = cap.right() + gap
        side = theme.px(13)
        paint_mark(painter, QRectF(left, (self.height() - side) / 2, side, side), self._mark)
        left += side + gap
        room = QRectF(left, 0, self.width() - left - gap, self.height())
        fonts = ("strong", "label") if self._lit else ("body", "table")
        wide = QFontMetrics(theme.font(fonts[0])).horizontalAdvance(self.text()) > room.width()
        painter.setFont(theme.font(fonts[wide]))
        painter.setPen(theme.color("text"))
        words = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideMiddle, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        if self.ringed():
            focus_ring(painter, box, 5, "text" if self._lit else "accent")
