"""Clips whose labels are probably wrong, the most doubtful first."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.pages.explore.state import Suspect, Suspects
from ascstudio.project.sounds import Thumbnails
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.controls import PRESS_KEYS, claims, focus_ring
from ascstudio.widgets.file_names import fitted_name
from ascstudio.widgets.marks import paint_mark
from ascstudio.widgets.spectrogram import SpectrogramThumb
from ascstudio.widgets.texts import Label
from ascstudio.words import numeral, plain

THUMB = (64, 34)
SUREST = 0.99  # nobody is certain


class SuspectRow(QWidget):
    """Spectrogram, name, how doubtful; present mark, arrow, proposed mark and name."""

    pressed = Signal(int)
    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.suspect: Suspect | None = None
        self._lit = False
        self.thumb = SpectrogramThumb("", theme.px(THUMB[0]), theme.px(THUMB[1]))
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.addWidget(self.thumb)
        row.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Two lines of words, or the spectrogram."""
        return QSize(theme.px(200), theme.px(44))

    def show_suspect(self, suspect: Suspect, *, lit: bool) -> None:
        """Show a clip; ``lit`` is the one that is chosen."""
        if (suspect, lit) == (self.suspect, self._lit):
            return
        self.suspect, self._lit = suspect, lit
        name = suspect.place
        self.thumb.setAccessibleName(name)
        words = self.tr("{clip}: {now}, perhaps {proposed}, doubt {doubt}")
        self.setAccessibleName(
            words.format(
                clip=name,
                now=suspect.now,
                proposed=suspect.proposed,
                doubt=numeral(min(suspect.doubt, SUREST), ".2f"),
            )
        )
        self.setToolTip(plain(f"{self.accessibleName()}\n{suspect.clip.path}"))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show and play the clip."""
        if event.button() == Qt.MouseButton.LeftButton and self.suspect is not None:
            self.pressed.emit(self.suspect.clip.segment_id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open it where one labels."""
        if self.suspect is not None:
            self.opened.emit(self.suspect.clip.segment_id)

    def event(self, event: QEvent) -> bool:
        """Keep Space and Enter from shortcuts."""
        return claims(event, PRESS_KEYS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter play."""
        if event.key() in PRESS_KEYS and self.suspect is not None:
            self.pressed.emit(self.suspect.clip.segment_id)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words beside the spectrogram."""
        if self.suspect is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self._lit or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("soft" if self._lit else "bg3"))
            painter.drawRoundedRect(box, 6, 6)
        if self.hasFocus():
            focus_ring(painter, box, 5, "text" if self._lit else "accent")
        left = self.thumb.geometry().right() + 9.0
        middle = box.center().y()
        upper = QRectF(left, 2, box.right() - left - 6, middle - 2)
        lower = QRectF(left, middle, upper.width(), middle - 2)
        self._paint_name(painter, upper, self.suspect)
        self._paint_change(painter, lower, self.suspect)

    def _paint_name(self, painter: QPainter, line: QRectF, suspect: Suspect) -> None:
        number = numeral(min(suspect.doubt, SUREST), ".2f")
        center = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font("table"))
        painter.setPen(theme.color("text3"))
        painter.drawText(line, center | Qt.AlignmentFlag.AlignRight, number)
        room = line.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(number) - 10, 0)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text"))
        words = fitted_name(QFontMetricsF(painter.fontMetrics()), suspect.place, room.width())
        painter.drawText(room, center, words)

    def _paint_change(self, painter: QPainter, line: QRectF, suspect: Suspect) -> None:
        side, top = theme.px(12), line.center().y() - theme.px(6)
        paint_mark(painter, QRectF(line.left(), top, side, side), suspect.now_mark)
        arrow = theme.pixmap("arrow-right", theme.px(12), "text3", self.devicePixelRatioF())
        painter.drawPixmap(QPointF(line.left() + side + 6, top), arrow)
        left = line.left() + 2 * side + 14
        paint_mark(painter, QRectF(left, top, side, side), suspect.proposed_mark)
        room = line.adjusted(left + side + 7 - line.left(), 0, 0, 0)
        painter.setFont(theme.font("table"))
        painter.setPen(theme.color("text2"))
        words = self.tr("{scene}?").format(scene=suspect.proposed)
        elide = Qt.TextElideMode.ElideRight
        words = painter.fontMetrics().elidedText(words, elide, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)


class SuspectList(QWidget):
    """The most doubtful clips, and one button for all of them.

    Args:
        thumbnails: what clips look like.
        most: how many rows there are at most.
    """

    pressed = Signal(int)
    opened = Signal(int)
    review_wanted = Signal()

    def __init__(self, thumbnails: Thumbnails, most: int) -> None:
        super().__init__()
        self._thumbnails, self._most = thumbnails, most
        self.rows: list[SuspectRow] = []
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("Likely wrong labels"), "strong"))
        head.addStretch(1)
        self.count = Label("", "table", "text3")
        head.addWidget(self.count)
        self.sentence = Label("", "table", "text3", wrap=True)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.review = Button("", "normal", "flag", small=True)
        self.review.clicked.connect(self.review_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.sentence)
        column.addLayout(self._column)
        column.addWidget(self.review)
        thumbnails.arrived.connect(self._on_thumbnail)

    def show_suspects(self, suspects: Suspects, sentence: str, chosen: int | None) -> None:
        """Show the first of these, or only a sentence that says why there are none."""
        self.sentence.setText(sentence)
        self.count.setText(numeral(len(suspects)) if len(suspects) else "")
        self.review.setVisible(len(suspects) > 0)
        self.review.setText(self.tr("Review all {n}").format(n=numeral(len(suspects))))
        shown = suspects.first[: self._most]
        while len(self.rows) < len(shown):
            row = SuspectRow()
            row.pressed.connect(self.pressed)
            row.opened.connect(self.opened)
            self.rows.append(row)
            self._column.addWidget(row)
        for place, row in enumerate(self.rows):
            row.setVisible(place < len(shown))
            if place < len(shown):
                suspect = shown[place]
                if row.suspect is None or row.suspect.clip != suspect.clip:
                    row.thumb.set_log_mel(self._thumbnails.get(suspect.clip))
                row.show_suspect(suspect, lit=suspect.clip.segment_id == chosen)

    def _on_thumbnail(self, segment_id: int) -> None:
        for row in self.rows:
            if row.suspect is not None and row.suspect.clip.segment_id == segment_id:
                row.thumb.set_log_mel(self._thumbnails.known(segment_id))
