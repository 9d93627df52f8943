"""Pictures to choose from: themes and colour maps."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QWidget

from ascstudio import theme
from ascstudio.theme import Tokens
from ascstudio.widgets.controls import ARROWS, PRESS_KEYS, PressFocus, claims, focus_ring

Paint = Callable[[QPainter, QRectF], None]
GAP, BESIDE, MOST = 6, 14, 4


class Tile(PressFocus, QAbstractButton):
    """A picture with its name below; the chosen one has a frame and bold words.

    Args:
        key: what is chosen.
        name: its words.
        paint: draws the picture into a box.
        size: of the picture at 100 % text.
    """

    moved = Signal(int)
    """An arrow was pressed: so many tiles further."""

    def __init__(self, key: str, name: str, paint: Paint, size: QSize) -> None:
        super().__init__()
        self.key, self._paint, self._size = key, paint, size
        self.setText(name)
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        """Picture and words."""
        metrics = QFontMetrics(theme.font("strong"))
        wide = max(theme.px(self._size.width()), metrics.horizontalAdvance(self.text()) + 4)
        return QSize(wide, theme.px(self._size.height()) + GAP + metrics.height())

    def nextCheckState(self) -> None:
        """The row says which is chosen."""

    def event(self, event: QEvent) -> bool:
        """Keep the keys used here from shortcuts."""
        return claims(event, (*PRESS_KEYS, *ARROWS)) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the neighbours."""
        steps = {
            Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1,
        }  # fmt: skip
        if event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw picture, frame and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high = theme.px(self._size.height())
        box = QRectF(0, 0, theme.px(self._size.width()), high)
        self._paint(painter, box.adjusted(2, 2, -2, -2))
        chosen = self.isChecked()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("accent" if chosen else "ctl"), 2 if chosen else 1))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        if self.ringed():
            focus_ring(painter, box.adjusted(3, 3, -3, -3), 4, "text")
        painter.setFont(theme.font("strong" if chosen else "table"))
        painter.setPen(theme.color("text"))
        words = QRectF(0, high + GAP, self.width(), self.height() - high - GAP)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft, self.text())


class TileRow(QWidget):
    """Tiles of which one is chosen, as many beside each other as there is room for.

    Args:
        name: what is chosen, for screen readers.
        tiles: in order.
    """

    chosen = Signal(str)

    def __init__(self, name: str, tiles: Sequence[Tile]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.tiles = list(tiles)
        self._columns = 0
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(BESIDE)
        grid.setVerticalSpacing(8)
        for n, tile in enumerate(tiles):
            tile.clicked.connect(lambda _=False, key=tile.key: self._choose(key))
            tile.moved.connect(lambda step, at=n: self._go(at + step))
        self._arrange(MOST)

    def minimumSizeHint(self) -> QSize:
        """One column would do."""
        return QSize(max(one.sizeHint().width() for one in self.tiles), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer beside each other."""
        super().resizeEvent(event)
        wide = max(one.sizeHint().width() for one in self.tiles) + BESIDE
        self._arrange(min(MOST, max(1, (self.width() + BESIDE) // wide)))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._grid.setColumnStretch(self._columns, 0)
        for n, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, n // columns, n % columns, Qt.AlignmentFlag.AlignLeft)
        self._grid.setColumnStretch(columns, 1)
        self._columns = columns

    def _choose(self, key: str) -> None:
        self.set_choice(key)
        self.chosen.emit(key)

    def set_choice(self, key: str) -> None:
        """Choose without telling anybody."""
        for tile in self.tiles:
            tile.setChecked(tile.key == key)

    def _go(self, at: int) -> None:
        tile = self.tiles[at % len(self.tiles)]
        tile.setFocus(Qt.FocusReason.TabFocusReason)
        tile.click()


def theme_picture(left: Tokens, right: Tokens) -> Paint:
    """A small window, its left half in one theme and its right half in another."""

    def paint(painter: QPainter, box: QRectF) -> None:
        for tokens, part in (
            (left, QRectF(box.left(), box.top(), box.width() / 2, box.height())),
            (right, QRectF(box.center().x(), box.top(), box.width() / 2, box.height())),
        ):
            painter.save()
            painter.setClipRect(part)
            painter.setPen(Qt.PenStyle.NoPen)
            unit = box.height() / 18
            shapes = (
                (tokens.bg0, QRectF(box)),
                (tokens.bg4, QRectF(2.6, 3, 4.2, 11.5)),
                (tokens.bg4, QRectF(9, 3, 17, 3.2)),
                (tokens.bg2, QRectF(9, 7.6, 17, 7)),
            )
            for n, (shade, shape) in enumerate(shapes):
                painter.setBrush(theme.shade(shade))
                at = shape if n == 0 else _grown(shape, unit, box)
                painter.drawRoundedRect(at, 4, 4)
            painter.restore()

    return paint


def _grown(shape: QRectF, unit: float, box: QRectF) -> QRectF:
    return QRectF(
        box.left() + shape.left() * unit, box.top() + shape.top() * unit,
        shape.width() * unit, shape.height() * unit,
    )  # fmt: skip


def map_picture(name: str) -> Paint:
    """A colour map from soft to loud."""

    def paint(painter: QPainter, box: QRectF) -> None:
        lut = theme.spectrogram_lut(name)
        image = QImage(len(lut), 1, QImage.Format.Format_RGB32)
        for x, value in enumerate(lut.tolist()):
            image.setPixel(x, 0, value)
        painter.drawImage(box, image)

    return paint
