"""One delegate paints all columns of the clip table."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ascstudio import theme
from ascstudio.project.clip_model import CLIP_ROLE, COLUMNS, NUMBERS
from ascstudio.project.sounds import Heard, Thumbnails, heard_of
from ascstudio.theme import Mark
from ascstudio.widgets.file_names import fitted_name
from ascstudio.widgets.marks import paint_mark
from ascstudio.widgets.spectrogram import spectrogram_image
from ml_core import api

PAD = 8
MARK = 11
KEPT = 200  # pictures, 30 kB each: 6 MB; a screen shows sixty
STATE_ICONS = {
    "needs_review": ("flag", "warn"),
    "new": ("record", "text3"),
    "done": ("check", "ok"),
    "verified": ("check-double", "ok"),
    "excluded": ("exclude", "text3"),
}


class ClipDelegate(QStyledItemDelegate):
    """Paints thumbnails, marks, words and states; a grey block until a thumbnail is there."""

    def __init__(self, thumbnails: Thumbnails, playing: Callable[[], int | None]) -> None:
        super().__init__()
        self._thumbnails = thumbnails
        self._playing = playing
        self._scenes: Mapping[str, Mark] = {}
        self._devices: Mapping[str, Mark] = {}
        self._picture = lru_cache(KEPT)(self._draw)

    def set_marks(self, scenes: Mapping[str, Mark], devices: Mapping[str, Mark]) -> None:
        """Use these marks."""
        self._scenes, self._devices = scenes, devices

    def forget_pictures(self) -> None:
        """Another project, or another theme."""
        self._picture.cache_clear()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Rows of equal height."""
        return QSize(theme.px(60), theme.px(theme.row_height()))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one cell."""
        clip = index.data(CLIP_ROLE)
        if clip is None:
            return
        box: QRect = option.rect
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, box, state, index.column())
        column = COLUMNS[index.column()]
        if column == "sound":
            self._sound(painter, box, clip, bool(state & QStyle.StateFlag.State_MouseOver))
        else:
            self._words(painter, box, clip, column, str(index.data()))
        painter.restore()

    def _ground(self, painter: QPainter, box: QRect, state: QStyle.StateFlag, column: int) -> None:
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.color("soft"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.mix(theme.color("bg1"), theme.color("bg3"), 0.5))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.color("line"))
        view_current = state & QStyle.StateFlag.State_HasFocus
        if column == 0 and view_current:
            painter.fillRect(box.left(), box.top(), 3, box.height(), theme.color("accent"))

    def _sound(self, painter: QPainter, box: QRect, clip: "api.ClipRow", hover: bool) -> None:
        place = QRectF(box).adjusted(PAD + 2, 4, -PAD + 2, -4)
        picture = self._picture_of(clip)
        if picture is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("bg3"))
            painter.drawRoundedRect(place, 3, 3)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(place, picture, QRectF(picture.rect()))
        playing = self._playing() == clip.segment_id
        if hover or playing:
            name = "pause" if playing else "play-fill"
            side = theme.px(14)
            icon = theme.pixmap(name, side, "text", painter.device().devicePixelRatio())
            dark = theme.color("plot")
            dark.setAlphaF(0.55)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(dark)
            painter.drawEllipse(place.center(), theme.px(10), theme.px(10))
            painter.drawPixmap(place.center() - QPointF(side / 2, side / 2), icon)

    def _words(
        self, painter: QPainter, box: QRect, clip: "api.ClipRow", column: str, text: str
    ) -> None:
        room = box.adjusted(PAD, 0, -PAD, 0)
        token, align = "text", Qt.AlignmentFlag.AlignLeft
        mark = None
        if column == "scene":
            mark = self._scenes.get(clip.scene or "")
        elif column == "device":
            mark = self._devices.get(clip.device or "")
        elif column in NUMBERS:
            token, align = "text2", Qt.AlignmentFlag.AlignRight
        elif column in ("city", "location", "split", "note"):
            token = "text2"
        elif column == "state":
            icon, token = STATE_ICONS.get(clip.state, ("record", "text3"))
            ratio = painter.device().devicePixelRatio()
            side = theme.px(14)
            picture = theme.pixmap(icon, side, token, ratio)
            painter.drawPixmap(QPointF(room.left(), box.center().y() + 1 - side / 2), picture)
            room = room.adjusted(side + 6, 0, 0, 0)
            token = "text2" if token == "text3" else "text" if token == "ok" else token
        if mark is not None:
            side = theme.px(MARK)
            place = QRectF(room.left(), box.center().y() - side / 2 + 0.5, side, side)
            paint_mark(painter, place, mark)
            room = room.adjusted(side + 6, 0, 0, 0)
        painter.setFont(theme.font("table"))
        painter.setPen(theme.color("text3" if clip.state == "excluded" else token))
        metrics = painter.fontMetrics()
        if column == "name":
            shown = fitted_name(QFontMetricsF(metrics), text, room.width())
        else:
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, align | Qt.AlignmentFlag.AlignVCenter, shown)

    def _picture_of(self, clip: "api.ClipRow") -> QPixmap | None:
        if self._thumbnails.get(clip) is None:
            return None
        return self._picture(heard_of(clip), theme.tokens().name)

    def _draw(self, heard: Heard, _theme_name: str) -> QPixmap:
        log_mel = self._thumbnails.known(heard[0])
        if log_mel is None:
            return QPixmap()
        return QPixmap.fromImage(spectrogram_image(log_mel))
