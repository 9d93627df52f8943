"""The map of embeddings: every point a clip, every shape a scene."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ascstudio import theme
from ascstudio.theme import Mark
from ascstudio.widgets.controls import ARROWS, PRESS_KEYS, claims, focus_ring
from ascstudio.widgets.marks import paint_mark
from ascstudio.widgets.scatter_paint import Canvas, Crowd, Stamps, shades
from ascstudio.widgets.scatter_view import (
    FARTHEST,
    NEAREST,
    Cloud,
    Indices,
    Viewpoint,
    free_place,
)

MARKS_UP_TO = 30_000
"""Up to so many points in view each is its mark; above, the map shows how densely they lie."""

IDLE_MS = 120
COARSE_ABOVE = 4_000  # points in view from which moving pictures have one pixel per unit
MOVING_AREA = 550_000  # a larger moving picture has one pixel for two units
PICK_PX = 12.0
MARK_PX, SMALLEST_PX, LARGEST_PX = 10, 5, 19
WALKS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}
ZOOMS = {Qt.Key.Key_PageUp: 1.25, Qt.Key.Key_PageDown: 0.8}
SIZES = {Qt.Key.Key_Plus: 2, Qt.Key.Key_Equal: 2, Qt.Key.Key_Minus: -2}

Tool = Literal["pointer", "lasso", "hand"]
How = Literal["replace", "add", "remove"]


class ScatterMap(QWidget):
    """Points that can be hovered, clicked, lassoed, walked through, zoomed and dragged.

    The picture is drawn anew for every frame, coarser while the map moves and fine when it rests.

    Args:
        name: what is shown, for screen readers.
    """

    hovered = Signal(int)
    """Index of the point under the pointer, -1 for none; never while the map moves."""
    chosen = Signal(int)
    activated = Signal(int)
    lassoed = Signal(object, str)
    """(indices, replace | add | remove): Shift adds, Ctrl removes."""
    moved = Signal()
    """Another part of the map is seen."""
    menu_wanted = Signal(int, QPoint)
    """(index of the point it is about or -1, place on the screen)."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._cloud = Cloud(np.zeros((0, 2)), np.zeros(0, np.int64))
        self._marks: tuple[Mark, ...] = ()
        self._names: tuple[str, ...] = ()
        self._written: frozenset[str] = frozenset()
        self._lit: int | None = None
        self._view = Viewpoint()
        self._fitted = True
        self._fit_scale = 1.0
        self._selected = self._hover = -1
        self._mark_px = MARK_PX
        self._top = 0
        self._tool: Tool = "pointer"
        self._version = 0  # counts what changes the picture, other than the view
        self._image: QImage | None = None
        self._image_for: tuple[object, ...] = ()
        self._canvas = Canvas()
        self._stamps: dict[tuple[int, str], Stamps] = {}
        self._drag: QPointF | None = None
        self._dragged = self._moving = self._coarse = False
        self._path: list[QPointF] | None = None  # the lasso while it is drawn
        self._outline = np.zeros((0, 2), np.float32)  # the last one, on the plane
        self._outlined: Indices = np.zeros(0, np.int64)  # and what was in it
        self._sentence = ""
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self._rest)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(theme.px(240), theme.px(200))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """The middle of Explore."""
        return QSize(theme.px(640), theme.px(480))

    # What is shown

    def set_points(
        self,
        xy: NDArray[np.floating],
        groups: NDArray[np.integer],
        marks: Sequence[Mark],
        names: Sequence[str],
        *,
        written: Collection[str] | None = None,
        above: Sequence[int] = (),
    ) -> None:
        """Show points; the view stays where it is, unless there were none.

        Args:
            xy: (N, 2) in any unit; the very same as before costs only the new groups.
            groups: (N,) index into ``marks`` and ``names``.
            marks: of each group.
            names: of each group, for screen readers.
            written: names that stand where their groups lie, if there is room; None: all.
            above: groups that are drawn over all others, the last of them uppermost.
        """
        first = not len(self._cloud)
        if xy is self._cloud.xy:  # what is picked stays so
            self._cloud.colour(groups, above)
        else:
            self._cloud = Cloud(xy, groups, above)
            self._outline = self._outline[:0]
        self._marks, self._names = tuple(marks), tuple(names)
        self._written = frozenset(names if written is None else written)
        self._hover, self._selected, self._stamps = -1, -1, {}
        self._changed()
        if first:
            self.fit()

    def set_sentence(self, sentence: str) -> None:
        """What stands there while there are no points."""
        self._sentence = sentence
        self.update()

    def set_hidden(self, groups: Collection[int]) -> None:
        """Do not draw these groups."""
        if set(groups) != set(self._cloud.hidden):
            self._cloud.hide(groups)
            self._changed()

    def set_lit(self, group: int | None) -> None:
        """Dim all other groups to a fifth; None lights all."""
        if group != self._lit:
            self._lit = group
            self._changed()

    def set_selected(self, index: int) -> None:
        """Ring a point; -1 for none."""
        self._selected = index if index < len(self._cloud) else -1
        if self._selected >= 0:
            self.setAccessibleDescription(self._names[int(self._cloud.groups[index])])
        self.update()

    def selected(self) -> int:
        """Index of the ringed point, -1 for none."""
        return self._selected

    def set_picked(self, indices: Indices) -> None:
        """Let some points stand out from all others; none lets all be alike."""
        if not np.array_equal(indices, self._outlined):
            self._outline = self._outline[:0]
        if not np.array_equal(indices, np.flatnonzero(self._cloud.picked)):
            self._cloud.pick(indices)
            self._changed()
        self.update()

    def set_tool(self, tool: Tool) -> None:
        """What dragging does: pointer and hand move the map, the lasso picks points."""
        self._tool = tool
        shapes = {"lasso": Qt.CursorShape.CrossCursor, "hand": Qt.CursorShape.OpenHandCursor}
        self.setCursor(shapes.get(tool, Qt.CursorShape.ArrowCursor))

    def tool(self) -> Tool:
        """What dragging does."""
        return self._tool

    def grow_marks(self, by_px: int) -> None:
        """Draw larger or smaller marks."""
        self._mark_px = min(max(self._mark_px + by_px, SMALLEST_PX), LARGEST_PX)
        self._changed()

    def keep_free(self, top: int) -> None:
        """Fit all points below so many pixels: something stands there over the map."""
        if top != self._top:
            self._top = top
            if self._fitted:
                self.fit()

    def fit(self) -> None:
        """Show all points."""
        self._view = self._cloud.fitting(self.width(), self.height(), self._top)
        self._fit_scale, self._fitted = self._view.scale, True
        self.update()

    def to_screen(self, index: int) -> QPointF:
        """Where a point is, in pixels of the widget."""
        x, y = self._view.pixels(*self._cloud.xy[index : index + 1].T)
        return QPointF(float(x[0]), float(y[0]))

    def picture(self) -> QImage:
        """What is seen, as fine as the screen, without focus and pointer."""
        ratio = self.devicePixelRatioF()
        image = QImage(self.size() * ratio, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_map(painter)
        painter.end()
        return image

    # Moving

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Magnify about a pixel, else about the middle."""
        at = at if at is not None else QPointF(self.width() / 2, self.height() / 2)
        low, high = self._fit_scale * FARTHEST, self._fit_scale * NEAREST
        self._look(self._view.zoomed(factor, at, low, high))

    def _look(self, view: Viewpoint) -> None:
        if view == self._view:
            return
        self._view, self._fitted, self._moving = view, False, True
        self._set_hover(-1)
        self._idle.start()
        self.moved.emit()
        self.update()

    def _rest(self) -> None:
        self._moving = False
        self.update()

    def _changed(self) -> None:
        self._version += 1
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep everything in view if it was, else the middle where it is."""
        if self._fitted:
            self.fit()
            return
        old, width, height = self._view, self.width(), self.height()
        self._view = Viewpoint(old.x, old.y, old.scale, width, height)
        self._fit_scale = self._cloud.fitting(width, height).scale

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer."""
        if len(self._cloud):
            self.zoom(1.0015 ** event.angleDelta().y(), event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag, to draw the lasso, or to click."""
        if event.button() == Qt.MouseButton.RightButton:  # contextMenuEvent follows
            return
        self._drag, self._dragged = event.position(), False
        left = event.button() == Qt.MouseButton.LeftButton
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if left and len(self._cloud) and (self._tool == "lasso" or shifted):
            self._path = [event.position()]
        elif self._tool == "hand":
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the map, draw the lasso, or light the point under the pointer."""
        if self._drag is None:
            hand = self._tool == "hand"
            self._set_hover(-1 if hand else self._near(event.position()))
            return
        moved = event.position() - self._drag
        if not self._dragged and moved.manhattanLength() <= 4:
            return
        self._dragged, self._drag = True, event.position()
        if self._path is not None:
            self._path.append(event.position())
            self._set_hover(-1)
            self.update()
        else:
            self._look(self._view.panned(moved.x(), moved.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose what was clicked, or pick what is in the lasso."""
        drag, path, self._drag, self._path = self._drag, self._path, None, None
        self.set_tool(self._tool)
        if drag is None or event.button() == Qt.MouseButton.MiddleButton:
            return
        if self._dragged and path is not None:
            self._close_lasso(path, event.modifiers())
        elif not self._dragged and self._tool != "hand":
            nearest = self._near(event.position())
            self.set_selected(nearest)
            self.chosen.emit(nearest)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what was clicked."""
        if (nearest := self._near(event.position())) >= 0:
            self.activated.emit(nearest)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu about the point under the pointer, or by key about the ringed one."""
        if not len(self._cloud):
            return
        index, place = self._selected, event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self._near(QPointF(event.pos()))
            self.set_selected(index if index >= 0 else self._selected)
        elif index >= 0:
            place = self.mapToGlobal(self.to_screen(index).toPoint())
        self.menu_wanted.emit(index, place)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer."""
        self._set_hover(-1)

    def _near(self, at: QPointF) -> int:
        return self._cloud.nearest(self._view, at, PICK_PX)

    def _set_hover(self, index: int) -> None:
        if index != self._hover:
            self._hover = index
            self.update()
            self.hovered.emit(index)

    def _close_lasso(self, path: list[QPointF], held: Qt.KeyboardModifier) -> None:
        inside = self._cloud.inside(QPolygonF(path), self._view)
        how: How = "replace"
        if held & Qt.KeyboardModifier.ShiftModifier:
            how = "add"
        elif held & Qt.KeyboardModifier.ControlModifier:
            how = "remove"
        if how == "replace":
            self._outline = np.array([self._view.plane(one) for one in path], np.float32)
            self._outlined = inside
        self.update()
        self.lassoed.emit(inside, how)

    # Keys

    def event(self, event: QEvent) -> bool:
        """Keep the keys used here from shortcuts."""
        kept = (*PRESS_KEYS[1:], *ARROWS, *ZOOMS, *SIZES)
        return claims(event, kept) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, with Shift they pick; + and - are the marks' size; Enter opens.

        Page up and down zoom.
        """
        key = Qt.Key(event.key())
        if key in WALKS and len(self._cloud):
            picks = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._walk(WALKS[key], picks=picks)
        elif key in ZOOMS and len(self._cloud):
            self.zoom(ZOOMS[key])
        elif key in SIZES:
            self.grow_marks(SIZES[key])
        elif key == Qt.Key.Key_Escape and self._path is not None:
            self._path = None
            self.update()
        elif key in PRESS_KEYS[1:] and self._selected >= 0:
            self.activated.emit(self._selected)
        else:
            super().keyPressEvent(event)

    def _walk(self, way: tuple[float, float], *, picks: bool) -> None:
        before = self._selected
        if before < 0:
            middle = QPointF(self.width() / 2, self.height() / 2)
            target = self._cloud.nearest(self._view, middle, float("inf"))
        else:
            target = self._cloud.beside(before, way, self._view)
        if target < 0:
            return
        spot = self.to_screen(target)
        if not QRectF(self.rect()).adjusted(24, 24, -24, -24).contains(spot):
            aside = QPointF(self.width() / 2, self.height() / 2) - spot
            self._look(self._view.panned(aside.x(), aside.y()))
        self.set_selected(target)
        if picks:
            both = [one for one in (before, target) if one >= 0]
            self.lassoed.emit(np.array(both, np.int64), "add")
        self.chosen.emit(target)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the points, names, lasso, and what is lit or chosen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not len(self._cloud):
            painter.fillRect(self.rect(), theme.color("plot"))
            painter.setFont(theme.font("body"))
            painter.setPen(theme.color("text3"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._sentence)
            return
        self._paint_map(painter)
        for index, token in ((self._hover, "text"), (self._selected, "accent")):
            if index >= 0:
                self._paint_ringed(painter, index, token)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), 3)

    def _paint_map(self, painter: QPainter) -> None:
        painter.drawImage(QRectF(self.rect()), self._points())
        self._paint_outline(painter)
        self._paint_names(painter)

    def _side(self) -> float:
        """Pixels of a mark; it grows with the text, but less: there must be room for many."""
        return self._mark_px * float(theme.text_scale()) ** 0.5

    def _paint_outline(self, painter: QPainter) -> None:
        corners = self._path
        if corners is None:
            places = zip(*self._view.pixels(*self._outline.T), strict=True)
            corners = [QPointF(float(x), float(y)) for x, y in places]
        if len(corners) < 2:
            return
        ground = theme.color("accent")
        ground.setAlphaF(0.06)
        painter.setPen(QPen(theme.color("accent"), 2, Qt.PenStyle.DashLine))
        painter.setBrush(ground)
        painter.drawPolygon(QPolygonF(corners), Qt.FillRule.WindingFill)

    def _paint_ringed(self, painter: QPainter, index: int, token: str) -> None:
        spot, side = self.to_screen(index), self._side() * 1.6
        box = QRectF(spot.x() - side / 2, spot.y() - side / 2, side, side)
        paint_mark(painter, box, self._marks[int(self._cloud.groups[index])])
        painter.setPen(QPen(theme.color(token), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(spot, side * 0.75, side * 0.75)

    def _points(self) -> QImage:
        """The points as a picture, coarse while the map moves."""
        key = (self._version, self._view, self.devicePixelRatioF(), theme.tokens().name)
        if self._image is None or self._image_for != key or (self._coarse and not self._moving):
            self._image, self._image_for = self._drawn(), key
        return self._image

    def _drawn(self) -> QImage:
        crowd = Crowd(self._cloud, self._view)
        screen = ratio = self.devicePixelRatioF()
        if self._moving and crowd.n_seen > COARSE_ABOVE:
            ratio = 1.0 if self.width() * self.height() <= MOVING_AREA else 0.5
        self._coarse = ratio < screen
        if crowd.n_seen <= MARKS_UP_TO:
            side = round(crowd.mark_px(self._side()) * ratio)
            return crowd.marked(self._stamps_for(side), ratio, self._lit)
        return crowd.density(shades(self._marks, self._lit), ratio, self._canvas)

    def _stamps_for(self, side: int) -> Stamps:
        key = (side, theme.tokens().name)
        if key not in self._stamps:
            self._stamps[key] = Stamps(self._marks, side)
        return self._stamps[key]

    def _paint_names(self, painter: QPainter) -> None:
        painter.setFont(theme.font("label"))
        metrics = painter.fontMetrics()
        taken: list[QRectF] = []
        for group, middle in self._cloud.middles.items():
            name = self._names[group]
            x, y = (float(one[0]) for one in self._view.pixels(*middle.reshape(2, 1)))
            width, height = metrics.horizontalAdvance(name) + 12, metrics.height() + 4
            if name not in self._written or not self.rect().contains(round(x), round(y)):
                continue
            wished = QRectF(x - width / 2, y - height / 2, width, height)
            box = free_place(wished, taken, QRectF(self.rect()))
            if box is None:
                continue
            taken.append(box)
            ground = theme.color("plot")
            ground.setAlphaF(0.72)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(box, 4, 4)
            painter.setPen(theme.color("text"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)
