"""The last minutes as blocks of scenes."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ascstudio import theme
from ascstudio.theme import Mark
from ascstudio.widgets.controls import ARROWS, PRESS_KEYS, claims
from ascstudio.widgets.marks import paint_mark

PENCIL, BLOCK, FOOT = 16, 26, 3


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of one decision, in seconds of the same clock as ``now_s``."""

    start_s: float
    end_s: float
    mark: Mark
    name: str
    corrected: bool = False


class TimeRibbon(QWidget):
    """Blocks of decisions; a click or Enter plays one, Left and Right walk.

    Args:
        name: what is shown, for screen readers.
        span_s: how many seconds fit.
    """

    played = Signal(float, float)
    chosen = Signal(int)

    def __init__(self, name: str, span_s: float = 600.0) -> None:
        super().__init__()
        self._blocks: list[Block] = []
        self._span_s, self._now_s = span_s, 0.0
        self._current = -1
        self._painted: list[object] = []
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_blocks(self, blocks: Sequence[Block], now_s: float) -> None:
        """Show these blocks; the right edge is ``now_s``. The chosen one stays chosen."""
        before = self._blocks[self._current].start_s if self._current >= 0 else None
        self._blocks, self._now_s = list(blocks), now_s
        starts = [block.start_s for block in self._blocks]
        self._current = starts.index(before) if before in starts else -1
        picture = self._picture()
        if picture != self._painted:  # ten minutes move by a pixel or two a second
            self.update()

    def current(self) -> int:
        """Which block is chosen; -1: none."""
        return self._current

    def choose_none(self) -> None:
        """No block is chosen."""
        self._current = -1
        self.update()

    def sizeHint(self) -> QSize:
        """Pencils, blocks, minutes."""
        caption = QFontMetrics(theme.font("caption")).height()
        return QSize(320, PENCIL + BLOCK + FOOT + caption + 4)

    def _picture(self) -> list[object]:
        """What is seen of the blocks, in whole pixels."""
        seen: list[object] = [self._current, self.width()]
        for block in self._blocks:
            ends = round(self._left(block.start_s)), round(self._left(block.end_s))
            seen.append((*ends, block.mark, block.name, block.corrected))
        return seen

    def _left(self, time_s: float) -> float:
        return self.width() * (1 - (self._now_s - time_s) / self._span_s)

    def _box(self, block: Block) -> QRectF:
        left = max(0.0, self._left(block.start_s))
        return QRectF(left, PENCIL, max(0.0, self._left(block.end_s) - left - 2), BLOCK + FOOT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Play the block under the pointer."""
        for index, block in enumerate(self._blocks):
            if self._box(block).contains(event.position()):
                self._select(index)
                self.played.emit(block.start_s, block.end_s)

    def event(self, event: QEvent) -> bool:
        """Keep the keys used here from shortcuts."""
        return claims(event, (*PRESS_KEYS, *ARROWS)) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right walk, Enter plays."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._blocks:
            self.walk(-1 if event.key() == Qt.Key.Key_Left else 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current >= 0:
            self.play()
        else:
            super().keyPressEvent(event)

    def walk(self, step: int) -> None:
        """Choose an earlier (-1) or a later (1) block; the first step goes to the newest."""
        if self._blocks:
            start = self._current if self._current >= 0 else len(self._blocks)
            self._select(min(len(self._blocks) - 1, max(0, start + step)))

    def play(self) -> None:
        """Ask for the chosen block, or the newest, to be played."""
        if self._blocks:
            block = self._blocks[self._current]
            self.played.emit(block.start_s, block.end_s)

    def _select(self, index: int) -> None:
        self._current = index
        block = self._blocks[index]
        self.setAccessibleDescription(f"{block.name}, {block.end_s - block.start_s:.0f} s")
        self.chosen.emit(index)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw blocks and minutes."""
        self._painted = self._picture()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, block in enumerate(self._blocks):
            box = self._box(block)
            if box.width() > 1:
                self._paint_block(painter, box, block, current=index == self._current)
        self._paint_minutes(painter)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(0.5, PENCIL - 1.5, self.width() - 1, BLOCK + 6), 4, 4)

    def _paint_block(self, painter: QPainter, box: QRectF, block: Block, *, current: bool) -> None:
        shade = theme.mark_color(block.mark)
        painter.setPen(Qt.PenStyle.NoPen)
        if block.mark.kind == "no-signal":
            painter.setPen(QPen(theme.color("line"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 4, 4)
            return
        if block.mark.kind == "unknown":
            painter.fillRect(box, theme.color("bg3"))
            painter.fillRect(box, QBrush(theme.color("text3"), Qt.BrushStyle.BDiagPattern))
        else:
            ground = theme.mix(theme.color("bg2"), shade, 0.3)
            painter.setBrush(ground)
            painter.drawRoundedRect(box, 4, 4)
            painter.fillRect(QRectF(box.left(), box.bottom() - FOOT, box.width(), FOOT), shade)
        if box.width() > 18:
            paint_mark(painter, QRectF(box.left() + 5, box.top() + 6, 13, 13), block.mark)
        painter.setFont(theme.font("caption"))
        width = painter.fontMetrics().horizontalAdvance(block.name)
        if width + 28 < box.width():  # a name only if it fits whole
            painter.setPen(theme.color("text"))
            room = box.adjusted(22, 0, 0, -FOOT)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, block.name)
        if block.corrected:
            picture = theme.pixmap("correct", 12, "accent", self.devicePixelRatioF())
            painter.drawPixmap(QPointF(box.center().x() - 6, 1), picture)
        if current:
            painter.setPen(QPen(theme.color("text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)

    def _paint_minutes(self, painter: QPainter) -> None:
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text3"))
        top = PENCIL + BLOCK + FOOT + 3
        minutes = max(1, round(self._span_s / 60))
        step = max(1, minutes // 10)
        total = self.tr("%1 min").replace("%1", str(minutes))
        taken = painter.fontMetrics().horizontalAdvance(total) + 6
        painter.drawText(QRectF(0, top, taken, 20), 0, total)
        free = self.width() + 6.0  # left edge of what is written already: numbers never touch
        for minute in range(0, minutes, step):
            words = str(minute) if minute else self.tr("now")
            width = painter.fontMetrics().horizontalAdvance(words)
            left = self.width() * (1 - minute / minutes) - width / 2
            left = min(left, self.width() - width)
            if left + width + 6 <= free and left > taken:
                painter.drawText(QRectF(left, top, width + 2, 20), 0, words)
                free = left
