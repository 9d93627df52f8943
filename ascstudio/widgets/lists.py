"""Lists beside the content: the values of a facet, and how many clips have each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ascstudio import theme
from ascstudio.theme import Mark
from ascstudio.widgets.controls import ARROWS, PRESS_KEYS, claims, focus_ring, paint_check
from ascstudio.widgets.marks import paint_mark
from ascstudio.words import numeral

BOX = 14
MIDDLE = Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class FacetRow:
    """One value of a facet: its key, its words, how many clips have it."""

    key: str
    text: str
    count: int
    mark: Mark | None = None
    icon: str = ""


class FacetList(QWidget):
    """Check boxes with counts. A click: only this; Ctrl: also this; Alt: all but this.

    Up and Down move, Space toggles, Left and Right fold and unfold.

    Args:
        title: name of the facet.
        folded: whether only the title shows at first.
    """

    changed = Signal()

    def __init__(self, title: str, *, folded: bool = False) -> None:
        super().__init__()
        self._title = title
        self._rows: list[FacetRow] = []
        self._checked: set[str] = set()
        self._folded = folded
        self._current = -1
        self._hover = -1
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rows(self, rows: Sequence[FacetRow]) -> None:
        """Show these values; what is no longer there is no longer checked."""
        if list(rows) == self._rows:
            return
        self._rows = list(rows)
        self._checked &= {row.key for row in rows}
        self._current = min(self._current, len(rows) - 1)
        self._describe()
        self.updateGeometry()
        self.update()

    def checked(self) -> set[str]:
        """Keys that are checked; none means all."""
        return set(self._checked)

    def set_checked(self, keys: Collection[str]) -> None:
        """Check these without telling anybody."""
        self._checked = set(keys) & {row.key for row in self._rows}
        self._describe()
        self.update()

    def clear(self) -> None:
        """Check nothing without telling anybody."""
        self.set_checked(())

    def row_rect(self, index: int) -> QRectF:
        """Where a row is; -1 is the title."""
        height = self._line()
        return QRectF(0, (index + 1) * height, self.width(), height)

    def _line(self) -> int:
        return theme.px(26)

    def sizeHint(self) -> QSize:
        """Title and rows."""
        return QSize(theme.px(180), self._line() * (1 + (0 if self._folded else len(self._rows))))

    def minimumSizeHint(self) -> QSize:
        """All rows; the panel around it scrolls."""
        return QSize(theme.px(120), self.sizeHint().height())

    def _at(self, event: QMouseEvent) -> int:
        return min(int(event.position().y() // self._line()) - 1, len(self._rows) - 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose, add, exclude, or fold."""
        index = self._at(event)
        if index < 0:
            self._fold(not self._folded)
            return
        key = self._rows[index].key
        self._current = index
        on_box = event.position().x() < theme.px(BOX) + 8
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._check({row.key for row in self._rows} - {key})
        elif on_box or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._check(self._checked ^ {key})
        else:
            self._check(set() if self._checked == {key} else {key})

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the row under the pointer."""
        self._hover = self._at(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        self._hover = -1
        self.update()

    def event(self, event: QEvent) -> bool:
        """Keep the keys used here from shortcuts."""
        return claims(event, (*PRESS_KEYS, *ARROWS)) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down move, Space toggles, Left and Right fold."""
        key = event.key()
        if key == Qt.Key.Key_Down and self._current < len(self._rows) - 1:
            self._go(self._current + 1)
        elif key == Qt.Key.Key_Up and self._current > -1:
            self._go(self._current - 1)
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._current < 0:
                self._fold(not self._folded)
            else:
                self._check(self._checked ^ {self._rows[self._current].key})
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._fold(key == Qt.Key.Key_Left)
        else:
            super().keyPressEvent(event)

    def _go(self, index: int) -> None:
        self._current = index
        self._describe()
        self.update()

    def _fold(self, folded: bool) -> None:
        if folded != self._folded:
            self._folded = folded
            self._current = -1
            self.updateGeometry()
            self.update()

    def _check(self, keys: set[str]) -> None:
        self._checked = keys
        self._describe()
        self.update()
        self.changed.emit()

    def _describe(self) -> None:
        if 0 <= self._current < len(self._rows):
            row = self._rows[self._current]
            state = self.tr("checked") if row.key in self._checked else self.tr("not checked")
            self.setAccessibleDescription(f"{row.text}, {numeral(row.count)}, {state}")
        else:
            chosen = [row.text for row in self._rows if row.key in self._checked]
            self.setAccessibleDescription(", ".join(chosen) or self.tr("all"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw title and rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self.row_rect(-1)
        arrow = theme.pixmap(
            "chevron-right" if self._folded else "chevron-down",
            12,
            "text3",
            self.devicePixelRatioF(),
        )
        painter.drawPixmap(QPointF(0, line.center().y() - 6), arrow)
        painter.setFont(theme.font("table"))
        painter.setPen(theme.color("text2"))
        painter.drawText(line.adjusted(18, 0, 0, 0), MIDDLE, self._title)
        painter.setPen(theme.color("text3"))
        count = str(sum(bool(row.key) for row in self._rows))  # without those that have none
        painter.drawText(line.adjusted(0, 0, -2, 0), MIDDLE | Qt.AlignmentFlag.AlignRight, count)
        if not self._folded:
            for index, row in enumerate(self._rows):
                self._paint_row(painter, self.row_rect(index), row, lit=index == self._hover)
        if self.hasFocus():
            focus_ring(painter, self.row_rect(self._current), 4)

    def _paint_row(self, painter: QPainter, line: QRectF, row: FacetRow, *, lit: bool) -> None:
        if lit:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("bg3"))
            painter.drawRoundedRect(line, 4, 4)
        side = theme.px(BOX)
        box = QRectF(1, line.center().y() - side / 2, side, side)
        paint_check(painter, box, checked=row.key in self._checked)
        box.translate(side + 9.0, 0)
        left = box.left()
        if row.mark is not None:
            paint_mark(painter, box, row.mark)
            left += side + 6
        elif row.icon:
            picture = theme.pixmap(row.icon, side, "text2", self.devicePixelRatioF())
            painter.drawPixmap(box.topLeft(), picture)
            left += side + 6
        painter.setFont(theme.font("table"))
        count = numeral(row.count)
        width = painter.fontMetrics().horizontalAdvance(count) + 8
        room = line.adjusted(left, 0, -width, 0)
        painter.setPen(theme.color("text" if row.count else "text3"))
        words = painter.fontMetrics().elidedText(
            row.text, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, MIDDLE, words)
        painter.setPen(theme.color("text3"))
        right = MIDDLE | Qt.AlignmentFlag.AlignRight
        painter.drawText(line.adjusted(0, 0, -2, 0), right, count)
