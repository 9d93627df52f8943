"""Marks of scenes and devices, painted."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QFontMetrics,
    QIcon,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ascstudio import theme
from ascstudio.theme import Mark

GAP = 8


def paint_mark(painter: QPainter, rect: QRectF, mark: Mark) -> None:
    """Draw a mark in the largest square in the middle of ``rect``."""
    side = min(rect.width(), rect.height())
    center = rect.center()
    shade = theme.mark_color(mark)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if mark.kind == "unknown":
        pen = QPen(shade, max(1.2, side / 9))
        pen.setDashPattern([1.6, 1.6])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(center, side * 0.42, side * 0.42)
        painter.restore()
        return
    scale = side * (0.86 if mark.kind == "scene" else 0.66)
    path = QTransform().translate(center.x(), center.y()).scale(scale, scale).map(theme.shape(mark))
    if mark.hollow or mark.kind == "no-signal":
        painter.setPen(QPen(shade, max(1.4, side / 8)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(shade))
    painter.drawPath(path)
    if mark.ringed:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(shade, 1))
        painter.drawEllipse(center, side * 0.5, side * 0.5)
    painter.restore()


def mark_pixmap(mark: Mark, size: int, ratio: float = 1.0) -> QPixmap:
    """A mark as a pixmap of ``size`` pixels of the screen."""
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_mark(painter, QRectF(0, 0, size, size), mark)
    painter.end()
    return picture


def mark_icon(mark: Mark, size: int = 14) -> QIcon:
    """A mark for a combo box or a table, in the theme in force."""
    return QIcon(mark_pixmap(mark, size, 2.0))


class MarkView(QWidget):
    """A mark with its name: ``text`` is elided at the right where there is no room.

    Args:
        mark: what is drawn; None for nothing yet.
        text: name beside it; empty for the mark alone.
        role: font role of the name.
    """

    def __init__(self, mark: Mark | None = None, text: str = "", role: str = "body") -> None:
        super().__init__()
        self._mark = mark
        self._text = text
        self._role = role
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_mark(self, mark: Mark | None, text: str = "") -> None:
        """Show another mark and name."""
        if (mark, text) == (self._mark, self._text):
            return
        self._mark, self._text = mark, text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def _side(self) -> int:
        return round(QFontMetrics(theme.font(self._role)).ascent() * 0.98) + 1

    def sizeHint(self) -> QSize:
        """Mark, gap and name."""
        metrics = QFontMetrics(theme.font(self._role))
        width = self._side()
        if self._text:
            width += GAP + metrics.horizontalAdvance(self._text) + 1
        return QSize(width, max(self._side(), metrics.height()) + 2)

    def minimumSizeHint(self) -> QSize:
        """The mark and a few letters."""
        full = self.sizeHint()
        return QSize(min(full.width(), self._side() + theme.px(48)), full.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw mark and name."""
        painter = QPainter(self)
        side = self._side()
        if self._mark is not None:
            paint_mark(painter, QRectF(0, (self.height() - side) / 2, side, side), self._mark)
        if not self._text:
            return
        painter.setFont(theme.font(self._role))
        painter.setPen(theme.color("text"))
        room = QRectF(side + GAP, 0, self.width() - side - GAP, self.height())
        text = painter.fontMetrics().elidedText(
            self._text, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)


def dot(painter: QPainter, center: QPointF, radius: float, token: str) -> None:
    """A filled dot, e.g. for an open microphone."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(token))
    painter.drawEllipse(center, radius, radius)
    painter.restore()
