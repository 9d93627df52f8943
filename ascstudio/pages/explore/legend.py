"""What the colours of the map mean, row by row."""

from collections.abc import Collection

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.pages.explore.colouring import LegendRow
from ascstudio.widgets.controls import PRESS_KEYS, claims, focus_ring
from ascstudio.widgets.marks import paint_mark
from ascstudio.widgets.meters import paint_bar
from ascstudio.widgets.texts import empty_layout
from ascstudio.words import numeral


class Legend(QWidget):
    """Mark, name, bar and count of every group.

    A click hides a group, Alt and click shows only it, hovering dims the others.
    """

    toggled = Signal(int)
    only = Signal(int)
    lit = Signal(int)
    """Group under the pointer, -1 for none."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[int, LegendLine] = {}
        self._shown: tuple[LegendRow, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_rows(self, rows: tuple[LegendRow, ...], hidden: Collection[int]) -> None:
        """Show these groups."""
        if [(row.group, row.name, row.mark) for row in rows] != [
            (row.group, row.name, row.mark) for row in self._shown
        ]:
            empty_layout(self._column)
            self.rows = {row.group: self._line(row) for row in rows}
        self._shown = rows
        most = max((row.count for row in rows), default=1)
        for row in rows:
            self.rows[row.group].show_count(row.count, most)
            self.rows[row.group].set_hidden(row.group in hidden)

    def _line(self, row: LegendRow) -> "LegendLine":
        line = LegendLine(row)
        line.toggled.connect(self.toggled)
        line.only.connect(self.only)
        line.lit.connect(self.lit)
        self._column.addWidget(line)
        return line


class LegendLine(QWidget):
    """One row of the legend."""

    toggled = Signal(int)
    only = Signal(int)
    lit = Signal(int)

    def __init__(self, row: LegendRow) -> None:
        super().__init__()
        self._row = row
        self._count, self._widest, self._share = "", "", 0.0
        self._hidden = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(theme.px(26))

    def show_count(self, count: int, most: int) -> None:
        """Show how many clips the group has, and how many the largest one."""
        self._count, self._widest, self._share = numeral(count), numeral(most), count / most
        self.setAccessibleName(f"{self._row.name}, {numeral(count)}")
        self.update()

    def set_hidden(self, hidden: bool) -> None:
        """Cross out a hidden group."""
        if hidden != self._hidden:
            self._hidden = hidden
            self.setAccessibleDescription(self.tr("hidden") if hidden else "")
            self.update()

    def _press(self, modifiers: Qt.KeyboardModifier) -> None:
        alone = bool(modifiers & Qt.KeyboardModifier.AltModifier)
        (self.only if alone else self.toggled).emit(self._row.group)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hide, or show only this."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._press(event.modifiers())

    def event(self, event: QEvent) -> bool:
        """Keep Space and Enter from shortcuts."""
        return claims(event, PRESS_KEYS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space hide; with Alt only this is shown."""
        if event.key() in PRESS_KEYS:
            self._press(event.modifiers())
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Dim the others on the map."""
        self.lit.emit(self._row.group)

    def leaveEvent(self, event: QEvent) -> None:
        """Light all again."""
        self.lit.emit(-1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw mark, name, bar and count; a hidden group is struck through."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("body"))
        metrics = painter.fontMetrics()
        middle = Qt.AlignmentFlag.AlignVCenter
        box = QRectF(self.rect()).adjusted(2, 0, -2, 0)
        if self.hasFocus():
            focus_ring(painter, box, 4)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("bg3"))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
        painter.setOpacity(0.45 if self._hidden else 1.0)
        side = theme.px(14)
        paint_mark(painter, QRectF(5, (self.height() - side) / 2, side, side), self._row.mark)
        number = metrics.horizontalAdvance(self._widest)
        bar = QRectF(box.right() - 6 - number - theme.px(64), box.center().y() - 2, theme.px(56), 4)
        room = QRectF(5 + side + 8, 0, bar.left() - side - 21, self.height())
        painter.setPen(theme.color("text"))
        name = metrics.elidedText(self._row.name, Qt.TextElideMode.ElideRight, int(room.width()))
        self.setToolTip(self._row.name if name != self._row.name else "")
        painter.drawText(room, middle, name)
        if self._hidden:
            across = room.center().y() + 1
            painter.drawLine(
                int(room.left()), int(across),
                int(room.left()) + metrics.horizontalAdvance(name), int(across),
            )  # fmt: skip
        paint_bar(painter, bar, self._share, theme.color("ctl"))
        painter.setPen(theme.color("text2"))
        right = middle | Qt.AlignmentFlag.AlignRight
        painter.drawText(box.adjusted(0, 0, -4, 0), right, self._count)
