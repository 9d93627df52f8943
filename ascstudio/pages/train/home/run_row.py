"""A run as a painted row, and the columns that rows and head share: hundreds of them stay quick."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ascstudio import theme
from ascstudio.pages.train.home.rows import TableRow
from ascstudio.widgets.controls import KeyFocus, claims, focus_ring
from ascstudio.widgets.meters import Bar

STATE_ICONS = {
    "waiting": ("clock", "text3"),
    "running": ("refresh", "accent"),
    "paused": ("pause", "warn"),
    "done": ("check", "ok"),
    "stopped": ("stop", "text3"),
    "failed": ("error", "err"),
    "dead": ("error", "err"),
}
WIDTHS = (150, 240, 130, 92, 176, 70, 62, 66, 112)
"""Name at least, recipe, what, data, progress, accuracy, unseen, size, started."""
NAME, RECIPE, WHAT, DATA, PROGRESS, ACCURACY, UNSEEN, SIZE, STARTED = range(9)
RIGHT = (ACCURACY, UNSEEN, SIZE)
FROM = {RECIPE: 1500, DATA: 1050, SIZE: 960, WHAT: 790}
"""Columns that are there from a width at 100 % on; those that follow go where the name has none."""
FIRST_TO_GO = (STARTED, UNSEEN, PROGRESS)
SIDE, GAP, ICON, BAR = 8, 16, 16, 80
KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
VERTICAL = Qt.AlignmentFlag.AlignVCenter


def columns(width: int) -> dict[int, tuple[float, float]]:
    """Where each column that is shown begins and how wide it is, in pixels, at a row's width."""
    at_100 = width / theme.px(100) * 100
    shown = [n for n in range(len(WIDTHS)) if at_100 >= FROM.get(n, 0)]

    def rest() -> float:
        taken = sum(theme.px(WIDTHS[n]) + GAP for n in shown if n != NAME)
        return width - 2 * SIDE - taken

    for n in FIRST_TO_GO:
        if rest() < theme.px(WIDTHS[NAME]) and n in shown:
            shown.remove(n)
    found: dict[int, tuple[float, float]] = {}
    left = float(SIDE)
    for n in shown:
        found[n] = left, max(0.0, rest()) if n == NAME else float(theme.px(WIDTHS[n]))
        left += found[n][1] + GAP
    return found


@dataclass(frozen=True, slots=True)
class Cell:
    """Words in a column: where they stand, in which face, and what the pointer says there."""

    room: QRectF
    words: str
    role: str = "table"
    token: str = "text2"
    right: bool = False
    tip: str = ""

    def shown(self) -> str:
        """What fits."""
        metrics = QFontMetrics(theme.font(self.role))
        return metrics.elidedText(self.words, Qt.TextElideMode.ElideRight, int(self.room.width()))

    def paint(self, painter: QPainter) -> None:
        """Draw what fits."""
        painter.setFont(theme.font(self.role))
        painter.setPen(theme.color(self.token))
        side = Qt.AlignmentFlag.AlignRight if self.right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.room, VERTICAL | side, self.shown())


class RunsHead(QWidget):
    """The titles of the columns."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(theme.px(300), QFontMetrics(theme.font("caption")).height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the titles."""
        titles = (
            self.tr("Run"), self.tr("Recipe"), self.tr("What"), self.tr("Data"),
            self.tr("Progress"), self.tr("Accuracy"), self.tr("Unseen"), self.tr("Size"),
            self.tr("Started"),
        )  # fmt: skip
        painter = QPainter(self)
        for n, (left, width) in columns(self.width()).items():
            room = QRectF(left, 0, width, self.height())
            Cell(room, titles[n], "caption", "text3", n in RIGHT).paint(painter)


class RunRowWidget(KeyFocus, QWidget):
    """One run."""

    pressed = Signal(object, bool)
    """Path; whether it is only taken into the choice."""
    moved = Signal(object, int)
    """Path; down or up."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._shown: TableRow | None = None
        self._bar: Bar | None = None
        self._chosen = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(theme.px(40))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_row(self, shown: TableRow) -> None:
        """Show the run as it is now."""
        self._shown, row = shown, shown.row
        words = (row.title, row.what, shown.data, row.progress)
        figures = (
            self.tr("accuracy {share}").format(share=row.accuracy),
            self.tr("unseen devices {share}").format(share=row.unseen),
        )
        self.setAccessibleName(", ".join((*words, *figures, row.started)))
        if row.state == "running" and self._bar is None:
            self._bar = Bar(self.tr("Progress"))
            self._bar.setParent(self)
        if self._bar is not None:
            self._bar.set_fraction(row.fraction)
        self._place_bar()
        self.update()

    def cells(self) -> Iterator[Cell]:
        """What stands in the columns that are shown, from the left."""
        if self._shown is None:
            return
        row, shown = self._shown.row, self._shown
        words = (row.title, shown.recipe, row.what, shown.data, row.progress, row.accuracy,
                 row.unseen, shown.size, row.started)  # fmt: skip
        for n, (left, width) in columns(self.width()).items():
            role, token, tip, before = "table", "text2", "", 0
            if n == NAME:
                role, token, before = "strong", "text", theme.px(ICON) + SIDE
            elif n == ACCURACY:
                role, token, tip = "strong", "text", self.tr("Measured on the test split")
            elif n == PROGRESS:
                before = theme.px(BAR) + SIDE if row.state == "running" else 0
                token = "err" if row.state in ("failed", "dead") else "text2"
            room = QRectF(left + before, 0, max(0.0, width - before), self.height() - 1)
            yield Cell(room, words[n], role, token, n in RIGHT, tip)

    def set_chosen(self, chosen: bool) -> None:
        """Show whether it is in the choice."""
        if chosen != self._chosen:
            self._chosen = chosen
            self.setAccessibleDescription(self.tr("Chosen") if chosen else "")
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns come and go with the width."""
        self._place_bar()

    def _place_bar(self) -> None:
        if self._bar is None or self._shown is None:
            return
        place = columns(self.width()).get(PROGRESS)
        if place is not None:
            top = (self.height() - self._bar.height()) // 2
            self._bar.setGeometry(round(place[0]), top, theme.px(BAR), self._bar.height())
        self._bar.setVisible(place is not None and self._shown.row.state == "running")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the run, or take it into the choice."""
        if event.button() == Qt.MouseButton.LeftButton:
            ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            self.pressed.emit(self._path, bool(ctrl))

    def event(self, event: QEvent) -> bool:
        """Keep the keys used here from shortcuts; say what is cut under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tip_at(event.pos()), self)
            return True
        return claims(event, KEYS) or super().event(event)

    def tip_at(self, place: QPoint) -> str:
        """What the pointer says there: the whole of what is cut, what a figure is."""
        for cell in self.cells():
            if cell.room.contains(QPointF(place)):
                return cell.words if cell.shown() != cell.words else cell.tip
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Up and Down move, Space takes into the choice."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.pressed.emit(self._path, False)
        elif event.key() == Qt.Key.Key_Space:
            self.pressed.emit(self._path, True)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(self._path, 1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Hairline, choice, hover, focus, and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._chosen or self.hasFocus():
            painter.fillRect(self.rect(), theme.color("soft"))
        elif self.underMouse():
            painter.fillRect(self.rect(), theme.mix(theme.color("bg1"), theme.color("bg3"), 0.5))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("line"))
        if self._chosen:
            painter.fillRect(0, 0, 3, self.height(), theme.color("accent"))
        if self._shown is not None:
            name, token = STATE_ICONS.get(self._shown.row.state, ("clock", "text3"))
            picture = theme.pixmap(name, theme.px(ICON), token, self.devicePixelRatioF())
            top = (self.height() - 1 - theme.px(ICON)) / 2
            painter.drawPixmap(QPointF(SIDE, top), picture)
        for cell in self.cells():
            cell.paint(painter)
        if self.ringed():
            focus_ring(painter, QRectF(self.rect()), 4, "text")
