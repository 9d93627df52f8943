"""Values with their intervals, one under the other, so that they can be told apart at a glance."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ascstudio import theme
from ascstudio.theme import Mark
from ascstudio.widgets.cell_grid import hatch
from ascstudio.widgets.controls import PRESS_KEYS, claims, focus_ring
from ascstudio.widgets.marks import paint_mark
from ascstudio.widgets.meters import paint_bar


@dataclass(frozen=True, slots=True)
class IntervalRow:
    """One value.

    Attributes:
        name: what it is of; without ``number`` the row is a heading.
        value: where its dot is; None draws none.
        low, high: ends of its interval; without them a bar from the left end is drawn.
        number: value and interval in words.
        notes: words in columns of their own, e.g. p.
        mark: of the scene or device.
        few: hatched, for too few clips to say.
        color: token of dot and interval.
    """

    name: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    number: str = ""
    notes: tuple[str, ...] = ()
    mark: Mark | None = None
    few: bool = False
    color: str = "accent"

    @property
    def heading(self) -> bool:
        """Whether it stands above other rows."""
        return not self.number

    def spoken(self) -> str:
        """The row for screen readers."""
        return ", ".join(part for part in (self.name, self.number, *self.notes) if part)


class IntervalRows(QWidget):
    """Rows of name, dot with interval, number, notes. Up and Down walk, Enter activates.

    Args:
        name: what the rows are, for screen readers.
        zero: where a line stands, e.g. at "no difference"; None for none.
    """

    chosen = Signal(int)
    activated = Signal(int)

    def __init__(self, name: str, zero: float | None = None) -> None:
        super().__init__()
        self._rows: tuple[IntervalRow, ...] = ()
        self._heads: tuple[str, ...] = ()
        self._range = (0.0, 1.0)
        self._zero = zero
        self._chosen = -1
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def set_rows(
        self, rows: Sequence[IntervalRow], ends: tuple[float, float], heads: Sequence[str] = ()
    ) -> None:
        """Show these rows.

        Args:
            rows: from above.
            ends: values at the left and right end of the drawing.
            heads: words above the number and each column of notes.
        """
        self._rows, self._heads = tuple(rows), tuple(heads)
        self._range = (ends[0], max(ends[1], ends[0] + 1e-9))
        if self._chosen >= len(rows):
            self._chosen = -1
        self.setAccessibleDescription("; ".join(row.spoken() for row in rows))
        self.updateGeometry()
        self.update()

    def row_rect(self, index: int) -> QRectF:
        """Where a row is, in pixels of the widget."""
        line = self._line()
        return QRectF(0, self._above() + index * line, self.width(), line)

    def sizeHint(self) -> QSize:
        """As many rows as there are."""
        return QSize(theme.px(480), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """All rows; a third of the width for names, a third for the drawing."""
        return QSize(theme.px(320), round(self._above() + self._line() * len(self._rows) + 2))

    def _line(self) -> int:
        return max(theme.px(26), QFontMetrics(theme.font("table")).height() + 8)

    def _above(self) -> int:
        return theme.px(20) if any(self._heads) else 0

    def _at(self, event: QMouseEvent | QHelpEvent) -> int:
        place = event.position() if isinstance(event, QMouseEvent) else QPointF(event.pos())
        index = int((place.y() - self._above()) // self._line())
        found = 0 <= index < len(self._rows) and not self._rows[index].heading
        return index if found else -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row under the pointer."""
        if (index := self._at(event)) >= 0:
            self._choose(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Activate the row under the pointer."""
        if (index := self._at(event)) >= 0:
            self.activated.emit(index)

    def event(self, event: QEvent) -> bool:
        """Keep the keys used here from shortcuts; say the row under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self._at(event)
            words = self._rows[index].spoken() if index >= 0 else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        keys = (*PRESS_KEYS, Qt.Key.Key_Up, Qt.Key.Key_Down)
        return claims(event, keys) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk over the rows, Enter and Space activate."""
        places = [n for n, row in enumerate(self._rows) if not row.heading]
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None and places:
            at = places.index(self._chosen) + step if self._chosen in places else 0
            self._choose(places[min(max(at, 0), len(places) - 1)])
        elif Qt.Key(event.key()) in PRESS_KEYS and self._chosen >= 0:
            self.activated.emit(self._chosen)
        else:
            super().keyPressEvent(event)

    def _choose(self, index: int) -> None:
        if index != self._chosen:
            self._chosen = index
            self.setAccessibleDescription(self._rows[index].spoken())
            self.update()
            self.chosen.emit(index)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw heads and rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._rows:
            return
        columns = self._columns()
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text3"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        for (left, width), words in zip(columns[2:], self._heads, strict=False):
            painter.drawText(QRectF(left, 0, width, self._above()), right, words)
        if self._zero is not None:
            x = self._x(self._zero, *columns[1])
            height = self.height() - self._above()
            painter.fillRect(QRectF(x, self._above(), 1, height), theme.color("ctl"))
        for index, row in enumerate(self._rows):
            self._paint_row(painter, index, row, columns)
        if self.hasFocus() and self._chosen < 0:
            focus_ring(painter, QRectF(self.rect()), 4)

    def _columns(self) -> list[tuple[float, float]]:
        """(left, width) of the name, the drawing, the number and each column of notes."""
        metrics = QFontMetrics(theme.font("table"))
        head = QFontMetrics(theme.font("caption"))
        strong = QFontMetrics(theme.font("strong"))
        named = [
            strong.horizontalAdvance(row.name) if row.heading else
            metrics.horizontalAdvance(row.name) + (theme.px(13) + 8 if row.mark else 0)
            for row in self._rows
        ]  # fmt: skip
        n_notes = max((len(row.notes) for row in self._rows), default=0)
        texts = [[row.number for row in self._rows]]
        texts += [
            [row.notes[n] for row in self._rows if n < len(row.notes)] for n in range(n_notes)
        ]
        longest = [
            max((metrics.horizontalAdvance(text) for text in column), default=0) for column in texts
        ]
        heads = [head.horizontalAdvance(words) for words in self._heads] + [0] * len(longest)
        wide: list[float] = [max(a, b) + 14.0 for a, b in zip(longest, heads, strict=False)]
        names = min(max(named, default=0) + 12, self.width() * 0.42)
        least = self.width() * 0.2  # of the drawing; the last column gives way to it
        spare = self.width() - names - sum(wide) - least
        if spare < 0:
            wide[-1] = max(theme.px(40), wide[-1] + spare)
        drawing = max(least, self.width() - names - sum(wide))
        columns = [(0.0, float(names)), (float(names), drawing)]
        for width in wide:
            left = sum(columns[-1])
            columns.append((left, width))
        return columns

    def _x(self, value: float, left: float, width: float) -> float:
        low, high = self._range
        share = min(1.0, max(0.0, (value - low) / (high - low)))
        return left + 6 + share * (width - 12)

    def _paint_row(
        self,
        painter: QPainter,
        index: int,
        row: IntervalRow,
        columns: Sequence[tuple[float, float]],
    ) -> None:
        box = self.row_rect(index)
        middle = Qt.AlignmentFlag.AlignVCenter
        if index == self._chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("soft"))
            painter.drawRoundedRect(box, 4, 4)
            if self.hasFocus():
                focus_ring(painter, box, 4, "text")
        left, width = columns[0]
        if row.mark is not None:
            side = theme.px(13)
            spot = QRectF(left + 4, box.center().y() - side / 2, side, side)
            paint_mark(painter, spot, row.mark)
            left, width = left + side + 10, width - side - 10
        else:
            left, width = left + 4, width - 4
        painter.setFont(theme.font("strong" if row.heading else "table"))
        painter.setPen(theme.color("text"))
        room = QRectF(left, box.top(), box.width() if row.heading else width, box.height())
        name = painter.fontMetrics().elidedText(
            row.name, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, middle, name)
        if row.heading:
            return
        self._paint_value(painter, box, row, *columns[1])
        for (left, width), words in zip(columns[2:], (row.number, *row.notes), strict=False):
            painter.setPen(theme.color("text" if words == row.number else "text2"))
            shown = painter.fontMetrics().elidedText(
                words, Qt.TextElideMode.ElideRight, int(width - 8)
            )
            room = QRectF(left, box.top(), width - 4, box.height())
            painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, shown)

    def _paint_value(
        self, painter: QPainter, box: QRectF, row: IntervalRow, left: float, width: float
    ) -> None:
        if row.value is None:
            return
        shade, y = theme.color(row.color), box.center().y()
        if row.low is None or row.high is None:
            low, high = self._range
            bar = QRectF(left + 6, y - 4, width - 12, 8)
            paint_bar(painter, bar, (row.value - low) / (high - low), shade)
            if row.few:
                hatch(painter, bar.adjusted(0, -3, 0, 3))
            return
        ends = [self._x(value, left, width) for value in (row.low, row.high)]
        if row.few:
            hatch(painter, QRectF(ends[0], y - 6, max(4.0, ends[1] - ends[0]), 12))
        painter.setPen(QPen(shade, 2))
        painter.drawLine(QPointF(ends[0], y), QPointF(ends[1], y))
        for x in ends:
            painter.drawLine(QPointF(x, y - 4), QPointF(x, y + 4))
        painter.setBrush(theme.color("bg2") if row.few else shade)
        painter.drawEllipse(QPointF(self._x(row.value, left, width), y), 4, 4)
