"""Lists beside the content: facets, wizard steps, stages of a run."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ascstudio import theme
from ascstudio.theme import Mark
from ascstudio.widgets.controls import ARROWS, PRESS_KEYS, claims, focus_ring, paint_check
from ascstudio.widgets.marks import paint_mark

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
            self.setAccessibleDescription(f"{row.text}, {row.count:,}, {state}")
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
        count = str(len(self._rows)) if self._rows else ""
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
        count = f"{row.count:,}"
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


class StepRail(QWidget):
    """Numbered steps of a wizard with the chosen answer under each; Up and Down go back and forth.

    Only steps up to the furthest one seen can be pressed: later ones show their default.
    """

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._steps: list[tuple[str, str]] = []
        self._current = self._furthest = 0
        self.setAccessibleName(self.tr("Steps"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(theme.px(200))

    def set_steps(self, steps: Sequence[tuple[str, str]]) -> None:
        """Show (title, answer) of each step."""
        self._steps = list(steps)
        self._describe()
        self.update()

    def set_current(self, index: int, furthest: int | None = None) -> None:
        """Show where the user is and how far they were, without telling anybody."""
        self._current = index
        self._furthest = max(self._furthest if furthest is None else furthest, index)
        self._describe()
        self.update()

    def _describe(self) -> None:
        if self._current < len(self._steps):
            self.setAccessibleDescription(": ".join(self._steps[self._current]))

    def _line(self) -> int:
        return theme.px(56)

    def sizeHint(self) -> QSize:
        """All steps."""
        return QSize(theme.px(236), self._line() * max(1, len(self._steps)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the step under the pointer."""
        self._go(int(event.position().y() // self._line()))

    def event(self, event: QEvent) -> bool:
        """Keep the keys used here from shortcuts."""
        return claims(event, (*PRESS_KEYS, *ARROWS)) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down move."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._go(self._current + (1 if event.key() == Qt.Key.Key_Down else -1))
            return
        super().keyPressEvent(event)

    def _go(self, index: int) -> None:
        if 0 <= index <= min(self._furthest, len(self._steps) - 1) and index != self._current:
            self.set_current(index)
            self.chosen.emit(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw numbers, titles, answers."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, (title, answer) in enumerate(self._steps):
            line = QRectF(0, index * self._line(), self.width(), self._line() - 4)
            current = index == self._current
            if current:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color("soft"))
                painter.drawRoundedRect(line, 8, 8)
                if self.hasFocus():
                    focus_ring(painter, line, 7, "text")
            side = theme.px(22)
            ring = QRectF(line.left() + 10, line.top() + 8, side, side)
            paint_number(painter, ring, index + 1, current=current, done=index < self._furthest)
            left = ring.right() + 10
            painter.setFont(theme.font("strong" if current else "body"))
            painter.setPen(theme.color("text" if index <= self._furthest else "text2"))
            height = QFontMetrics(theme.font("body")).height() + 2
            room = QRectF(left, line.top() + 7, line.width() - left - 8, height)
            painter.drawText(room, MIDDLE, title)
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.color("text3" if not current else "text2"))
            words = painter.fontMetrics().elidedText(
                answer, Qt.TextElideMode.ElideRight, int(room.width())
            )
            painter.drawText(room.translated(0, height), MIDDLE, words)


def paint_number(
    painter: QPainter, ring: QRectF, number: int, *, current: bool, done: bool
) -> None:
    """The ring of a step: its number, or a check once it is answered."""
    painter.setPen(QPen(theme.color("accent" if current else "ctl"), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(ring.adjusted(1, 1, -1, -1))
    if done and not current:
        picture = theme.pixmap("check", 12, "ok", painter.device().devicePixelRatioF())
        painter.drawPixmap(QPointF(ring.center().x() - 6, ring.center().y() - 6), picture)
        return
    painter.setFont(theme.font("label"))
    painter.setPen(theme.color("accent" if current else "text2"))
    painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, str(number))


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of a run; state is done, running, waiting or failed."""

    title: str
    state: str
    detail: str = ""


class StepLine(QWidget):
    """Stages in a row: what is done, what runs, what waits.

    Args:
        numbered: draw numbers in rings (Teach) instead of icons (runs).
    """

    _ICONS = (("done", "check", "ok"), ("running", "refresh", "accent"), ("failed", "error", "err"))

    def __init__(self, *, numbered: bool = False) -> None:
        super().__init__()
        self._steps: list[Step] = []
        self._numbered = numbered
        self.setAccessibleName(self.tr("Stages"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show these stages."""
        if list(steps) == self._steps:
            return
        self._steps = list(steps)
        said = (f"{step.title}: {step.state} {step.detail}".strip() for step in steps)
        self.setAccessibleDescription(", ".join(said))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """All stages in a row."""
        return QSize(self._width(), theme.px(28))

    def _width(self, *, short: bool = False) -> int:
        """In pixels; short without what stands behind the stages that do not run."""
        strong, table = QFontMetrics(theme.font("strong")), QFontMetrics(theme.font("table"))
        return sum(
            strong.horizontalAdvance(step.title)
            + (0 if short and step.state != "running" else table.horizontalAdvance(step.detail))
            + 62
            for step in self._steps
        )

    def minimumSizeHint(self) -> QSize:
        """It may be cut at the right."""
        return QSize(theme.px(200), theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, middle = 0.0, self.height() / 2
        short = self._width() > self.width()
        # where even that is too much, the stages move together
        spare = self._width(short=True) - self.width() if short else 0
        gap = 34 - min(14, max(0, spare) // max(1, len(self._steps) - 1))
        for index, step in enumerate(self._steps):
            running = step.state == "running"
            if self._numbered:
                side = theme.px(22)
                ring = QRectF(left, middle - side / 2, side, side)
                done = step.state == "done"
                paint_number(painter, ring, index + 1, current=running, done=done)
                left += side + 8
            else:
                name, token = next(
                    ((name, token) for state, name, token in self._ICONS if state == step.state),
                    ("clock", "text3"),
                )
                picture = theme.pixmap(name, 15, token, self.devicePixelRatioF())
                painter.drawPixmap(QPointF(left, middle - 7.5), picture)
                left += 21
            left = self._words(painter, left, step.title, "strong" if running else "body", step)
            if step.detail and (running or not short):
                left = self._words(painter, left + 6, step.detail, "table", None)
            if index < len(self._steps) - 1:
                arrow = theme.pixmap("chevron-right", 13, "text3", self.devicePixelRatioF())
                painter.drawPixmap(QPointF(left + (gap - 14) / 2, middle - 6.5), arrow)
            left += gap

    def _words(
        self, painter: QPainter, left: float, text: str, role: str, step: Step | None
    ) -> float:
        painter.setFont(theme.font(role))
        strong = step is not None and step.state in ("running", "done")
        painter.setPen(theme.color("text" if strong else "text2" if step else "text3"))
        width = painter.fontMetrics().horizontalAdvance(text)
        painter.drawText(QRectF(left, 0, width + 2, self.height()), MIDDLE, text)
        return left + width
