"""Steps: those of a wizard down the side, and the stages of something in a row."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ascstudio import theme
from ascstudio.widgets.controls import ARROWS, PRESS_KEYS, claims, focus_ring

MIDDLE = Qt.AlignmentFlag.AlignVCenter


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
        self._paint_way(painter)
        for index, (title, answer) in enumerate(self._steps):
            line = QRectF(0, index * self._line(), self.width(), self._line() - 4)
            current = index == self._current
            if current:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color("soft"))
                painter.drawRoundedRect(line, 8, 8)
                if self.hasFocus():
                    focus_ring(painter, line, 7, "text")
            ring = self._ring(index)
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

    def _ring(self, index: int) -> QRectF:
        """Where the number of a step stands."""
        side = theme.px(22)
        return QRectF(10, index * self._line() + 8, side, side)

    def _paint_way(self, painter: QPainter) -> None:
        """Lines from step to step: what was gone is lit."""
        for index in range(len(self._steps) - 1):
            above, below = self._ring(index), self._ring(index + 1)
            gone = index < self._furthest
            painter.setPen(QPen(theme.color("accent" if gone else "line"), 2))
            middle = above.center().x()
            painter.drawLine(QPointF(middle, above.bottom()), QPointF(middle, below.top()))


def paint_number(
    painter: QPainter, ring: QRectF, number: int, *, current: bool, done: bool
) -> None:
    """The ring of a step: its number, or a check once it is answered."""
    answered = done and not current
    painter.setPen(QPen(theme.color("accent" if current or done else "ctl"), 1.5))
    painter.setBrush(theme.color("accent") if answered else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(ring.adjusted(1, 1, -1, -1))
    if answered:
        picture = theme.pixmap("check", 12, "on_accent", painter.device().devicePixelRatioF())
        painter.drawPixmap(QPointF(ring.center().x() - 6, ring.center().y() - 6), picture)
        return
    painter.setFont(theme.font("label"))
    painter.setPen(theme.color("accent" if current else "text2"))
    painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, str(number))


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of a run; state is done, running, waiting or failed.

    Attributes:
        link: where it leads; empty: it cannot be pressed.
    """

    title: str
    state: str
    detail: str = ""
    link: str = ""


class StepLine(QWidget):
    """Stages in a row: what is done, what runs, what waits. Those with a link can be pressed.

    Left and Right walk over the links, Enter presses one.

    Args:
        numbered: draw numbers in rings (Teach) instead of icons (runs).
    """

    pressed = Signal(str)
    """Link of a stage."""

    _ICONS = (("done", "check", "ok"), ("running", "refresh", "accent"), ("failed", "error", "err"))

    def __init__(self, *, numbered: bool = False) -> None:
        super().__init__()
        self._steps: list[Step] = []
        self._numbered = numbered
        self._current = self._hover = -1
        self.setAccessibleName(self.tr("Stages"))
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show these stages."""
        if list(steps) == self._steps:
            return
        self._steps = list(steps)
        self._current = self._hover = -1
        some = any(step.link for step in steps)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if some else Qt.FocusPolicy.NoFocus)
        self._describe()
        self.updateGeometry()
        self.update()

    def _describe(self) -> None:
        said = (f"{step.title}: {step.state} {step.detail}".strip() for step in self._steps)
        words = ", ".join(said)
        if self._current >= 0:
            words = f"{self._steps[self._current].title}. {words}"
        self.setAccessibleDescription(words)

    def sizeHint(self) -> QSize:
        """All stages in a row."""
        return QSize(self._width(), theme.px(28))

    def minimumSizeHint(self) -> QSize:
        """It may be cut at the right."""
        return QSize(theme.px(200), theme.px(28))

    def _width(self, *, short: bool = False) -> int:
        """In pixels; short without what stands behind the stages that do not run."""
        return sum(round(self._wide(step, short=short)) + 41 for step in self._steps)

    def _wide(self, step: Step, *, short: bool) -> float:
        """Of icon, title and detail of a stage."""
        running = step.state == "running"
        face = "strong" if running else "body"
        width = QFontMetrics(theme.font(face)).horizontalAdvance(step.title)
        icon = theme.px(22) + 8 if self._numbered else 21
        if step.detail and (running or not short):
            width += QFontMetrics(theme.font("table")).horizontalAdvance(step.detail) + 6
        return icon + width

    def _places(self) -> tuple[list[QRectF], float, bool]:
        """Where the stages are, the gap between them, whether details are left out."""
        short = self._width() > self.width()
        # where even that is too much, the stages move together
        spare = self._width(short=True) - self.width() if short else 0
        gap = 34 - min(14, max(0, spare) // max(1, len(self._steps) - 1))
        left, found = 0.0, []
        for step in self._steps:
            found.append(QRectF(left, 0, self._wide(step, short=short), self.height()))
            left = found[-1].right() + gap
        return found, gap, short

    def step_rect(self, index: int) -> QRectF:
        """Where a stage is, in pixels of the widget."""
        return self._places()[0][index]

    def _at(self, event: QMouseEvent) -> int:
        places = self._places()[0]
        found = (n for n, place in enumerate(places) if place.contains(event.position()))
        index = next(found, -1)
        return index if index >= 0 and self._steps[index].link else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what can be pressed."""
        hover = self._at(event)
        if hover != self._hover:
            self._hover = hover
            shape = Qt.CursorShape.PointingHandCursor if hover >= 0 else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        self._hover = -1
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Press a stage."""
        if (index := self._at(event)) >= 0:
            self.pressed.emit(self._steps[index].link)

    def event(self, event: QEvent) -> bool:
        """Keep the keys used here from shortcuts."""
        return claims(event, (*PRESS_KEYS, *ARROWS)) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right walk over the links, Enter and Space press one."""
        links = [n for n, step in enumerate(self._steps) if step.link]
        way = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if way is not None and links:
            at = links.index(self._current) + way if self._current in links else 0
            self._current = links[min(max(at, 0), len(links) - 1)]
            self._describe()
            self.update()
        elif event.key() in PRESS_KEYS and self._current >= 0:
            self.pressed.emit(self._steps[self._current].link)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        places, gap, short = self._places()
        for index, (step, place) in enumerate(zip(self._steps, places, strict=True)):
            self._paint_step(painter, index, place, short=short)
            if index < len(self._steps) - 1:
                arrow = theme.pixmap("chevron-right", 13, "text3", self.devicePixelRatioF())
                at = QPointF(place.right() + (gap - 14) / 2, self.height() / 2 - 6.5)
                painter.drawPixmap(at, arrow)
            if step.link and self.hasFocus() and index == max(self._current, 0):
                focus_ring(painter, place.adjusted(-4, 2, 6, -2), 4)

    def _paint_step(self, painter: QPainter, index: int, place: QRectF, *, short: bool) -> None:
        step, left, middle = self._steps[index], place.left(), self.height() / 2
        running = step.state == "running"
        if self._numbered:
            side = theme.px(22)
            ring, done = QRectF(left, middle - side / 2, side, side), step.state == "done"
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
        face = theme.font("strong" if running else "body")
        face.setUnderline(index == self._hover)
        painter.setFont(face)
        painter.setPen(theme.color("text" if step.state in ("running", "done") else "text2"))
        width = painter.fontMetrics().horizontalAdvance(step.title)
        painter.drawText(QRectF(left, 0, width + 2, self.height()), MIDDLE, step.title)
        if step.detail and (running or not short):
            painter.setFont(theme.font("table"))
            painter.setPen(theme.color("text3"))
            room = QRectF(left + width + 6, 0, place.right() - left - width, self.height())
            painter.drawText(room, MIDDLE, step.detail)
