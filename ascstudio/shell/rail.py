"""The rail at the left: pages in three groups, Activity and Settings at the foot."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.widgets.controls import PRESS_KEYS, KeyFocus, claims, focus_ring
from ascstudio.widgets.marks import dot

WIDE, NARROW = 72, 48


@dataclass(frozen=True, slots=True)
class RailEntry:
    """A page as the rail shows it; ``group`` is 0 data, 1 model, 2 listening."""

    page_id: str
    title: str
    icon: str
    group: int
    keys: str


class RailButton(KeyFocus, QAbstractButton):
    """Icon above a word; ``soft`` tile and a bar at the window's edge when it is in front.

    Args:
        title: the word.
        icon: name of an icon.
        keys: the key that goes there.
    """

    def __init__(self, title: str, icon: str, keys: str = "") -> None:
        super().__init__()
        self._icon = icon
        self._keys = keys
        self._narrow = self._low = False
        self._dot = ""
        self._ring: float | None = None
        self._dimmed = False
        self.setText(title)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()

    def set_form(self, *, narrow: bool, low: bool) -> None:
        """Without the word in a narrow window, lower in a low one."""
        self._narrow, self._low = narrow, low
        self._tell()
        self.updateGeometry()
        self.update()

    def set_dot(self, token: str) -> None:
        """A dot at the icon: ``rec`` for an open microphone, ``warn`` for attention."""
        if token != self._dot:
            self._dot = token
            self.update()

    def set_ring(self, fraction: float | None) -> None:
        """A ring at the icon: share of all running work; None for none."""
        if fraction != self._ring:
            self._ring = fraction
            self.update()

    def set_dimmed(self, dimmed: bool) -> None:
        """Show that the page needs a project; it can be pressed nevertheless."""
        if dimmed != self._dimmed:
            self._dimmed = dimmed
            self._tell()
            self.update()

    def _tell(self) -> None:
        words = f"{self.text()} ({self._keys})" if self._keys else self.text()
        if self._dimmed:
            words = self.tr("%1: open a project first").replace("%1", self.text())
        self.setToolTip(words if self._narrow or self._dimmed or self._keys else "")

    def sizeHint(self) -> QSize:
        """52 high with its word, 38 without."""
        side = theme.px(38) if self._narrow or self._low else theme.px(52)
        return QSize(NARROW if self._narrow else WIDE, side)

    def event(self, event: QEvent) -> bool:
        """Keep Space and Enter while the keyboard is here."""
        if self.by_keyboard and claims(event, PRESS_KEYS):
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tile."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tile = QRectF(self.rect()).adjusted(6, 0, -6, 0)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(theme.color("soft"))
            painter.drawRoundedRect(tile, 8, 8)
            bar = QRectF(0, self.height() / 2 - 9, 3, 18)
            painter.setBrush(theme.color("accent"))
            painter.drawRoundedRect(bar, 1.5, 1.5)
        elif self.underMouse():
            painter.setBrush(theme.color("bg3"))
            painter.drawRoundedRect(tile, 8, 8)
        if self.ringed():
            focus_ring(painter, tile, 7, "text" if self.isChecked() else "accent")
        side = theme.px(20)
        icon_only = self._narrow or self._low
        top = (self.height() - side) / 2 if icon_only else theme.px(8)
        left = (self.width() - side) / 2
        token = "accent" if self.isChecked() else "text3" if self._dimmed else "text2"
        painter.setOpacity(0.6 if self._dimmed else 1.0)
        picture = theme.pixmap(self._icon, side, token, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(left, top), picture)
        if not icon_only:
            own = theme.label_font(self.text(), tile.width() - 2)
            painter.setFont(own if self.isChecked() else theme.font("caption"))
            painter.setPen(theme.color("text" if self.isChecked() else token))
            room = QRectF(0, top + side + 2, self.width(), self.height() - top - side - 4)
            words = painter.fontMetrics().elidedText(
                self.text(), Qt.TextElideMode.ElideRight, self.width() - 4
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)
        painter.setOpacity(1.0)
        self._paint_signs(painter, QPointF(left + side + 3, top + 1))

    def _paint_signs(self, painter: QPainter, corner: QPointF) -> None:
        if self._dot:
            dot(painter, corner, 4, self._dot)
        if self._ring is not None:
            ring = QRectF(corner.x() - 3, corner.y() - 7, 13, 13)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("bg4"), 2.5))
            painter.drawEllipse(ring)
            painter.setPen(QPen(theme.color("accent"), 2.5))
            painter.drawArc(ring, 90 * 16, -round(max(0.04, self._ring) * 360 * 16))


class Rail(QFrame):
    """All pages; ``Activity`` and ``Settings`` at the foot."""

    page_wanted = Signal(str)
    activity_wanted = Signal()
    settings_wanted = Signal()

    def __init__(self, entries: Sequence[RailEntry]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAccessibleName(self.tr("Pages"))
        self._buttons: dict[str, RailButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(4)
        group = entries[0].group if entries else 0
        for entry in entries:
            if entry.group != group:
                column.addWidget(_Gap())
                group = entry.group
            button = RailButton(entry.title, entry.icon, entry.keys)
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, page=entry.page_id: self._press(page))
            self._buttons[entry.page_id] = button
            column.addWidget(button)
        column.addStretch(1)
        self.activity = RailButton(self.tr("Activity"), "activity", "Ctrl+J")
        self.activity.clicked.connect(self.activity_wanted)
        self.settings = RailButton(self.tr("Settings"), "settings", "Ctrl+,")
        self.settings.clicked.connect(self.settings_wanted)
        column.addWidget(self.activity)
        column.addWidget(self.settings)
        self._current = ""
        self.setFixedWidth(WIDE)

    def button(self, page_id: str) -> RailButton:
        """The button of a page."""
        return self._buttons[page_id]

    def set_current(self, page_id: str) -> None:
        """Show which page is in front; one without a button lights none."""
        self._current = page_id
        for name, button in self._buttons.items():
            button.setChecked(name == page_id)

    def set_form(self, *, narrow: bool, low: bool) -> None:
        """Fit a narrow or a low window."""
        self.setFixedWidth(NARROW if narrow else max(WIDE, theme.px(60)))
        for button in (*self._buttons.values(), self.activity, self.settings):
            button.set_form(narrow=narrow, low=low)

    def _press(self, page_id: str) -> None:
        self.set_current(self._current)  # pressing does not check: the window decides
        self.page_wanted.emit(page_id)


class _Gap(QWidget):
    """The short line between two groups."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(13)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRectF(self.width() / 2 - 16, 6, 32, 1), theme.color("ctl"))
