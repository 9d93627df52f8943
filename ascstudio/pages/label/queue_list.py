"""The queue on screen: one row per clip, painted by a delegate, however many there are."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QImage, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ascstudio import theme
from ascstudio.pages.label.order import Order
from ascstudio.pages.label.state import LabelState
from ascstudio.pages.label.words import length_words, name_of, scene_words
from ascstudio.project.clip_model import device_title
from ascstudio.project.sounds import Heard, Thumbnails, heard_of
from ascstudio.theme import Mark
from ascstudio.widgets.controls import KeyFocus, focus_ring
from ascstudio.widgets.file_names import fitted_name
from ascstudio.widgets.marks import paint_mark
from ascstudio.widgets.spectrogram import spectrogram_image
from ascstudio.words import plain
from ml_core import api

AnyIndex = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
ROW, THUMB_WIDTH, THUMB_HEIGHT = 46, 56, 36
KEPT_PICTURES = 150  # 30 kB each: 5 MB; a screen shows thirty
ICONS = {
    "done": ("check", "text2"),
    "verified": ("check-double", "ok"),
    "needs_review": ("flag", "warn"),
    "excluded": ("exclude", "text3"),
}
ELIDE_RIGHT = Qt.TextElideMode.ElideRight


class ClipQueueModel(QAbstractTableModel):
    """The clips of an ``Order``; nothing is made before its row is seen."""

    def __init__(self) -> None:
        super().__init__()
        self._state = LabelState()

    def show_state(self, state: LabelState) -> None:
        """Show another queue, or the same after clips changed."""
        before, self._state = self._state, state
        if before.order.ids is not state.order.ids:
            self.beginResetModel()
            self.endResetModel()

    @property
    def state(self) -> LabelState:
        """What is shown."""
        return self._state

    @property
    def order(self) -> Order:
        """The clips in their order."""
        return self._state.order

    def clip_at(self, row: int) -> api.ClipRow | None:
        """The clip of a row."""
        if not 0 <= row < len(self.order):
            return None
        return self._state.table.clip(int(self.order.ids[row]))

    def rowCount(self, parent: AnyIndex = ROOT) -> int:
        """Number of clips."""
        return 0 if parent.isValid() else len(self.order)

    def columnCount(self, parent: AnyIndex = ROOT) -> int:
        """All of a clip is in one."""
        return 0 if parent.isValid() else 1

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """What the column is, for screen readers."""
        across = orientation == Qt.Orientation.Horizontal
        return self.tr("Clip") if across and role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words of a row, for screen readers and the tooltip."""
        clip = self.clip_at(index.row())
        if clip is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{name_of(clip)}, {self.second_line(clip)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain(clip.relative_path)
        return None

    def locate_words(self) -> str:
        """What a row offers whose audio is missing."""
        return self.tr("Locate")

    def second_line(self, clip: api.ClipRow) -> str:
        """Its scene, or what it was recorded with and why it stands where it stands."""
        if clip.segment_id in self._state.missing:
            return self.tr("Audio not found")
        reason = self._state.order.reasons.get(clip.segment_id, "")
        if clip.scene and not self._state.blind:
            asked = self._state.kind == "given"  # what is said of a label stands behind it
            return " · ".join(filter(None, [scene_words(clip), reason if asked else ""]))
        parts = [device_title(clip.device) if clip.device else "", reason]
        return " · ".join(filter(None, parts)) or length_words(clip.duration_s)


class _Delegate(QStyledItemDelegate):
    """Thumbnail, name, second line, state."""

    def __init__(self, model: ClipQueueModel, thumbnails: Thumbnails) -> None:
        super().__init__()
        self._model, self._thumbnails = model, thumbnails
        self._pictures: dict[tuple[Heard, str], QImage] = {}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Draw one row."""
        clip = self._model.clip_at(index.row())
        if clip is None:
            return
        rect: Any = option.rect
        state: Any = option.state
        box = QRectF(rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        current = index.row() == self._model.order.place
        if current:
            painter.fillRect(box, theme.color("soft"))
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), theme.color("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            hover = theme.mix(theme.color("bg2"), theme.color("bg3"), 0.5)
            painter.fillRect(box, hover)
        thumb = thumb_box(rect)
        if clip.segment_id in self._model.state.missing:
            self._paint_locate(painter, thumb)
        else:
            self._paint_thumb(painter, thumb, clip)
        words = QRectF(
            thumb.right() + 8, box.top() + 4, box.right() - thumb.right() - 14, box.height() - 8
        )
        self._paint_words(painter, words, clip, current=current)
        painter.restore()

    def _paint_words(
        self, painter: QPainter, box: QRectF, clip: api.ClipRow, *, current: bool
    ) -> None:
        half = box.height() / 2
        first = QRectF(box.left(), box.top(), box.width(), half)
        second = QRectF(box.left(), box.top() + half, box.width(), half)
        painter.setFont(theme.font("strong" if current else "body"))
        painter.setPen(theme.color("text"))
        name = fitted_name(QFontMetricsF(painter.fontMetrics()), name_of(clip), first.width())
        painter.drawText(first, Qt.AlignmentFlag.AlignVCenter, name)
        missing = clip.segment_id in self._model.state.missing
        icon, token = ("warning", "warn") if missing else ICONS.get(clip.state, ("", ""))
        if icon and not (self._model.state.blind and clip.state == "done"):
            side = theme.px(14)
            picture = theme.pixmap(icon, side, token, painter.device().devicePixelRatio())
            at = QPointF(second.right() - side, second.center().y() - side / 2)
            painter.drawPixmap(at, picture)
            second.setRight(second.right() - side - 4)
        painter.setFont(theme.font("table"))
        if clip.scene and not missing and not self._model.state.blind:
            side = theme.px(11)
            mark = self._model.state.marks.get(clip.scene, theme.UNKNOWN)
            paint_mark(
                painter, QRectF(second.left(), second.center().y() - side / 2, side, side), mark
            )
            second.setLeft(second.left() + side + 6)
        painter.setPen(theme.color("warn" if missing else "text2" if current else "text3"))
        line = painter.fontMetrics().elidedText(
            self._model.second_line(clip), ELIDE_RIGHT, int(second.width())
        )
        painter.drawText(second, Qt.AlignmentFlag.AlignVCenter, line)

    def _paint_locate(self, painter: QPainter, box: QRectF) -> None:
        """There is no picture of what is not there, but a way to find it."""
        painter.setPen(theme.color("ctl"))
        painter.setBrush(theme.color("bg3"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        words = self._model.locate_words()
        painter.setFont(theme.label_font(words, box.width() - 4))
        painter.setPen(theme.color("accent"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_thumb(self, painter: QPainter, box: QRectF, clip: api.ClipRow) -> None:
        path = QPainterPath()
        path.addRoundedRect(box, 3, 3)
        painter.save()
        painter.setClipPath(path)
        painter.fillRect(box, theme.color("bg3"))
        picture = self._picture_of(clip)
        if picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(box, picture)
        painter.restore()

    def _picture_of(self, clip: api.ClipRow) -> QImage | None:
        log_mel = self._thumbnails.get(clip)
        if log_mel is None:
            return None
        key = (heard_of(clip), theme.map_in_force())
        if key not in self._pictures:
            if len(self._pictures) > KEPT_PICTURES:
                self._pictures.clear()
            self._pictures[key] = spectrogram_image(log_mel)
        return self._pictures[key]


def thumb_box(row: QRect) -> QRectF:
    """Where the picture of a row is, or *Locate*."""
    wide, high = theme.px(THUMB_WIDTH), theme.px(THUMB_HEIGHT)
    return QRectF(row.left() + 8, QRectF(row).center().y() - high / 2, wide, high)


class ClipQueueList(KeyFocus, QTableView):
    """The queue; a click or Up and Down show a clip.

    A table of one column: a list view lays out all rows at every change, half a second with
    230,000 of them.

    Args:
        thumbnails: what clips look like.
    """

    wanted = Signal(int)
    """Segment id."""
    locate_wanted = Signal()
    """*Locate* of a row was pressed."""

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.queue = ClipQueueModel()
        self.setModel(self.queue)
        self._delegate = _Delegate(self.queue, thumbnails)
        self.setItemDelegate(self._delegate)
        self.setObjectName("panel")
        self.setAccessibleName(self.tr("Queue"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(1)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit_rows()
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        thumbnails.arrived.connect(lambda _: self.viewport().update())
        self._quiet = False
        self.selectionModel().currentChanged.connect(self._on_current)

    def _fit_rows(self) -> None:
        if self.verticalHeader().defaultSectionSize() != theme.px(ROW):
            self.verticalHeader().setDefaultSectionSize(theme.px(ROW))

    def changeEvent(self, event: QEvent) -> None:
        """Another text size needs higher rows."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_rows()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, held: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End go to the first and the last row."""
        actions = QAbstractItemView.CursorAction
        if action == actions.MoveHome:
            return self.queue.index(0, 0)
        if action == actions.MoveEnd:
            return self.queue.index(len(self.queue.order) - 1, 0)
        return super().moveCursor(action, held)

    def show_state(self, state: LabelState) -> None:
        """Show the queue and keep the current clip in sight, with two rows behind it."""
        self._quiet = True
        moved = self.queue.order.place != state.order.place
        fresh = self.queue.order.ids is not state.order.ids
        self.queue.show_state(state)
        self.viewport().update()
        index = self.queue.index(min(state.order.place, max(len(state.order) - 1, 0)), 0)
        if index.isValid() and (moved or fresh):
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flags)
            above = self.queue.index(max(0, index.row() - 2), 0)
            self.scrollTo(above)
            self.scrollTo(self.queue.index(min(index.row() + 3, len(state.order) - 1), 0))
            self.scrollTo(index)
        self._quiet = False

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        clip = self.queue.clip_at(index.row())
        if clip is not None and not self._quiet:
            self.wanted.emit(clip.segment_id)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """*Locate* in a row whose audio is missing is a button; all else chooses the row."""
        place = event.position().toPoint()
        index = self.indexAt(place)
        clip = self.queue.clip_at(index.row())
        missing = clip is not None and clip.segment_id in self.queue.state.missing
        if missing and thumb_box(self.visualRect(index)).contains(event.position()):
            self.locate_wanted.emit()
            return
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, then the ring of keyboard focus around them."""
        super().paintEvent(event)
        if self.ringed():
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            focus_ring(painter, QRectF(self.viewport().rect()), 3)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here."""


def mark_of(state: LabelState, scene: str | None) -> Mark:
    """The mark of a scene, or of none."""
    return state.marks.get(scene or "", theme.UNKNOWN)
