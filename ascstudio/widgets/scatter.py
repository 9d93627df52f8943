"""The map of embeddings: every point a clip, every shape a scene."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ascstudio import theme
from ascstudio.theme import Mark
from ascstudio.widgets.controls import ARROWS, PRESS_KEYS, claims, focus_ring
from ascstudio.widgets.marks import mark_pixmap, paint_mark

MARKS_UP_TO = 30_000
"""Above this, points are a raster while the map moves."""

IDLE_MS = 120
PICK_PX = 12.0
MARGIN = 0.06


class ScatterMap(QWidget):
    """Points that can be hovered, clicked, zoomed with the wheel and dragged.

    The marks are drawn once into a picture; moving shifts the picture and draws anew when idle.

    Args:
        name: what is shown, for screen readers.
    """

    hovered = Signal(int)
    chosen = Signal(int)
    activated = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._xy: NDArray[np.float64] = np.zeros((0, 2))
        self._groups: NDArray[np.int64] = np.zeros(0, np.int64)
        self._marks: list[Mark] = []
        self._names: list[str] = []
        self._hidden: frozenset[int] = frozenset()
        self._dimmed: int | None = None
        self._center = np.zeros(2)
        self._scale = 1.0
        self._selected = self._hover = -1
        self._mark_px = 9
        self._picture: QPixmap | None = None
        self._picture_key: tuple[object, ...] = ()
        self._picture_at = (np.zeros(2), 1.0)
        self._drag: QPointF | None = None
        self._dragged = False
        self._sentence = ""
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self._redraw)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(theme.px(240), theme.px(200))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """The middle of Explore."""
        return QSize(theme.px(640), theme.px(480))

    def set_points(
        self,
        xy: NDArray[np.floating],
        groups: NDArray[np.integer],
        marks: Sequence[Mark],
        names: Sequence[str],
    ) -> None:
        """Show points.

        Args:
            xy: (N, 2) in any unit.
            groups: (N,) index into ``marks`` and ``names``.
            marks: of each group.
            names: of each group; written at its middle.
        """
        moved = len(xy) != len(self._xy)
        self._xy, self._groups = np.asarray(xy, np.float64), np.asarray(groups, np.int64)
        self._marks, self._names = list(marks), list(names)
        self._hover = -1
        if self._selected >= len(self._xy):
            self._selected = -1
        self._picture = None
        if moved:
            self.fit()
        self.update()

    def set_sentence(self, sentence: str) -> None:
        """What stands there while there are no points."""
        self._sentence = sentence
        self.update()

    def set_hidden(self, groups: Collection[int]) -> None:
        """Do not draw these groups."""
        self._hidden = frozenset(groups)
        self._redraw()

    def set_lit(self, group: int | None) -> None:
        """Dim all other groups to a fifth; None lights all."""
        if group != self._dimmed:
            self._dimmed = group
            self._redraw()

    def set_selected(self, index: int) -> None:
        """Ring a point; -1 for none."""
        self._selected = index
        self._describe(index)
        self.update()

    def selected(self) -> int:
        """Index of the ringed point, -1 for none."""
        return self._selected

    def fit(self) -> None:
        """Show all points."""
        if len(self._xy):
            low, high = self._xy.min(axis=0), self._xy.max(axis=0)
            self._center = (low + high) / 2
            extent = np.maximum(high - low, 1e-9)
            room = np.array([self.width(), self.height()]) * (1 - 2 * MARGIN)
            self._scale = float(np.min(room / extent))
        self._redraw()

    def to_screen(self, index: int) -> QPointF:
        """Where a point is, in pixels of the widget."""
        x, y = self._screen()[index]
        return QPointF(x, y)

    def _screen(self) -> NDArray[np.float64]:
        """(N, 2) pixels; up is up."""
        moved = (self._xy - self._center) * self._scale * np.array([1.0, -1.0])
        return moved + np.array([self.width() / 2, self.height() / 2])

    def _visible(self) -> NDArray[np.bool_]:
        return ~np.isin(self._groups, list(self._hidden))

    def _nearest(self, position: QPointF, within: float = PICK_PX) -> int:
        if not len(self._xy):
            return -1
        away = np.hypot(*(self._screen() - (position.x(), position.y())).T)
        away[~self._visible()] = np.inf
        nearest = int(away.argmin())
        return nearest if away[nearest] <= within else -1

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep everything in view."""
        self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer."""
        factor = 1.0015 ** event.angleDelta().y()
        self._zoom(factor, event.position())

    def _zoom(self, factor: float, at: QPointF) -> None:
        away = np.array([at.x() - self.width() / 2, self.height() / 2 - at.y()])
        self._center = self._center + away / self._scale * (1 - 1 / factor)
        self._scale *= factor
        self._moved()

    def _moved(self) -> None:
        self.update()
        self._idle.start()

    def _redraw(self) -> None:
        self._picture = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag, or to click."""
        self._drag, self._dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the map, or light the point under the pointer."""
        if self._drag is not None:
            moved = event.position() - self._drag
            if self._dragged or moved.manhattanLength() > 4:
                self._dragged = True
                self._center = self._center - np.array([moved.x(), -moved.y()]) / self._scale
                self._drag = event.position()
                self._moved()
            return
        self._set_hover(self._nearest(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose what was clicked."""
        if self._drag is not None and not self._dragged:
            nearest = self._nearest(event.position())
            self.set_selected(nearest)
            self.chosen.emit(nearest)
        self._drag = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what was clicked."""
        if (nearest := self._nearest(event.position())) >= 0:
            self.activated.emit(nearest)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Nothing is lit until the pointer moves."""
        self._hover = -1

    def _set_hover(self, index: int) -> None:
        if index != self._hover:
            self._hover = index
            self.update()
            self.hovered.emit(index)

    def event(self, event: QEvent) -> bool:
        """Keep the keys used here from shortcuts."""
        return claims(event, (*PRESS_KEYS[1:], *ARROWS)) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk to the nearest point that way; + and - zoom; Enter opens."""
        ways = {
            Qt.Key.Key_Left: (-1.0, 0.0),
            Qt.Key.Key_Right: (1.0, 0.0),
            Qt.Key.Key_Up: (0.0, -1.0),
            Qt.Key.Key_Down: (0.0, 1.0),
        }
        key = Qt.Key(event.key())
        if key in ways and len(self._xy):
            self._walk(np.array(ways[key]))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            middle = QPointF(self.width() / 2, self.height() / 2)
            self._zoom(0.8 if key == Qt.Key.Key_Minus else 1.25, middle)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._selected >= 0:
            self.activated.emit(self._selected)
        else:
            super().keyPressEvent(event)

    def _walk(self, way: NDArray[np.float64]) -> None:
        points = self._screen()
        if self._selected < 0:
            middle = QPointF(self.width() / 2, self.height() / 2)
            target = self._nearest(middle, within=float("inf"))
        else:
            step = points - points[self._selected]
            along = step @ way
            aside = np.abs(step @ way[::-1])
            cost = np.where((along > 0.5) & self._visible(), along + 2 * aside, np.inf)
            target = int(cost.argmin())
            if not np.isfinite(cost[target]):
                return
        self.set_selected(target)
        self.chosen.emit(target)

    def _describe(self, index: int) -> None:
        if 0 <= index < len(self._xy):
            self.setAccessibleDescription(self._names[int(self._groups[index])])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture of marks, names, and what is lit or chosen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.color("plot"))
        if not len(self._xy):
            painter.setFont(theme.font("body"))
            painter.setPen(theme.color("text3"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._sentence)
            return
        self._paint_points(painter)
        self._paint_group_names(painter)
        for index, token in ((self._hover, "text"), (self._selected, "accent")):
            if 0 <= index < len(self._xy):
                spot = self.to_screen(index)
                side = self._mark_px * 1.7
                box = QRectF(spot.x() - side / 2, spot.y() - side / 2, side, side)
                paint_mark(painter, box, self._marks[int(self._groups[index])])
                painter.setPen(QPen(theme.color(token), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(spot, side * 0.75, side * 0.75)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), 3)

    def _paint_points(self, painter: QPainter) -> None:
        key = (theme.tokens().name, self.width(), self.height())
        if self._picture is None or self._picture_key != key:
            raster = len(self._xy) > MARKS_UP_TO
            self._picture = self._rastered() if raster else self._marked()
            self._picture_key = key
            self._picture_at = (self._center.copy(), self._scale)
        center, scale = self._picture_at
        grown = self._scale / scale
        moved = (center - self._center) * self._scale * np.array([1.0, -1.0])
        wide, high = self.width() * grown, self.height() * grown
        left = (self.width() - wide) / 2 + moved[0]
        top = (self.height() - high) / 2 + moved[1]
        source = QRectF(self._picture.rect())
        painter.drawPixmap(QRectF(left, top, wide, high), self._picture, source)

    def _marked(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(theme.color("plot"))
        painter = QPainter(picture)
        stamps = [mark_pixmap(mark, self._mark_px, ratio) for mark in self._marks]
        points, visible, half = self._screen(), self._visible(), self._mark_px / 2
        for (x, y), group in zip(
            points[visible].tolist(), self._groups[visible].tolist(), strict=True
        ):
            dim = self._dimmed is not None and group != self._dimmed
            painter.setOpacity(0.2 if dim else 0.9)
            painter.drawPixmap(QPointF(x - half, y - half), stamps[group])
        painter.end()
        return picture

    def _rastered(self) -> QPixmap:
        """One pixel block per point: fast for any number, without shapes."""
        width, height = self.width(), self.height()
        ground = theme.color("plot").rgb()
        pixels: NDArray[np.uint32] = np.full((height, width), ground, np.uint32)
        visible = self._visible()
        points = self._screen()[visible].round().astype(int)
        shades = np.array([theme.mark_color(mark).rgb() for mark in self._marks], np.uint32)
        colors = shades[self._groups[visible]]
        for dx, dy in ((0, 0), (1, 0), (0, 1), (1, 1)):
            x, y = points[:, 0] + dx, points[:, 1] + dy
            inside = (x >= 0) & (x < width) & (y >= 0) & (y < height)
            pixels[y[inside], x[inside]] = colors[inside]
        image = QImage(pixels.data, width, height, width * 4, QImage.Format.Format_RGB32)
        return QPixmap.fromImage(image)

    def _paint_group_names(self, painter: QPainter) -> None:
        painter.setFont(theme.font("label"))
        points = self._screen()
        taken: list[QRectF] = []
        for group, name in enumerate(self._names):
            members = points[self._groups == group]
            if group in self._hidden or not len(members):
                continue
            x, y = np.median(members, axis=0)
            width = painter.fontMetrics().horizontalAdvance(name) + 12
            height = painter.fontMetrics().height() + 4
            wished = QRectF(x - width / 2, y - height / 2, width, height)
            box = _beside(wished, taken, QRectF(self.rect()))
            taken.append(box)
            ground = theme.color("plot")
            ground.setAlphaF(0.72)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(box, 4, 4)
            painter.setPen(theme.color("text"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)


def _beside(wished: QRectF, taken: list[QRectF], room: QRectF) -> QRectF:
    """The free place of this size that is nearest above or below; as wished if there is none."""
    for step in range(12):
        for way in (1, -1):
            box = wished.translated(0, way * step * wished.height())
            free = not any(box.intersects(other) for other in taken)
            if free and room.top() <= box.top() and box.bottom() <= room.bottom():
                return box
    return wished
