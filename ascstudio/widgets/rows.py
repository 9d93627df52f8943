"""Side panels, and rows in which a clip can be heard."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.theme import Mark
from ascstudio.widgets.buttons import IconButton
from ascstudio.widgets.controls import KeyFocus, focus_ring
from ascstudio.widgets.marks import MarkView
from ascstudio.widgets.spectrogram import SpectrogramThumb
from ascstudio.widgets.texts import ElidedLabel, Label


class SidePanel(QScrollArea):
    """A column of fixed width beside the middle of a page; scrolls when it must.

    Args:
        name: for screen readers.
        width: at 100 %.

    Attributes:
        column: layout of the content.
    """

    def __init__(self, name: str, width: int, *, margins: int = 16) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedWidth(theme.px(width))
        inside = QWidget()
        inside.setObjectName("panel")
        # what is too wide is elided or wrapped, never cut at the edge
        inside.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(margins, 14, margins, 14)
        self.column.setSpacing(8)
        self.setWidget(inside)


class Drawer(QObject):
    """Lets a side panel give way in a narrow window; ``toggle`` brings it back.

    Args:
        page: whose width decides.
        parts: the panel and the hairline beside it.
        narrow_below: width of the page at 100 % text under which the panel is away at first.
    """

    changed = Signal()
    """The window became narrow or wide, or the panel came or went."""

    def __init__(self, page: QWidget, parts: Sequence[QWidget], narrow_below: int = 1060) -> None:
        super().__init__(page)
        self._page, self._parts, self._below = page, tuple(parts), narrow_below
        self.narrow = False
        self._open = True
        page.installEventFilter(self)

    @property
    def is_open(self) -> bool:
        """Whether the panel is shown."""
        return self._open

    def open(self) -> None:
        """Show the panel: something in it is wanted."""
        if not self._open:
            self._set(is_open=True)

    def toggle(self) -> None:
        """Show or hide the panel."""
        self._set(is_open=not self._open)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the width of the page."""
        if watched is self._page and event.type() == QEvent.Type.Resize:
            narrow = self._page.width() < theme.px(self._below)
            if narrow != self.narrow:
                self.narrow = narrow
                self._set(is_open=not narrow)
        return False

    def _set(self, *, is_open: bool) -> None:
        self._open = is_open
        for part in self._parts:
            part.setVisible(is_open)
        self.changed.emit()


class ScrollColumn(QScrollArea):
    """The middle of a page; it scrolls only where it is lower or narrower than it can bear.

    Qt's own resizable scroll area keeps wrapped words at their wished height, and so scrolls
    where everything would fit.
    """

    def __init__(self, inside: QWidget, name: str) -> None:
        super().__init__()
        self._inside = inside
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        inside.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is inside wants another size."""
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give it all the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.maximumViewportSize()
        width = max(room.width(), self._inside.minimumSizeHint().width())
        height = self._least_height(width)
        if height > room.height():  # the bar takes some of the width
            room.setWidth(room.width() - self.verticalScrollBar().sizeHint().width())
            width = max(room.width(), self._inside.minimumSizeHint().width())
            height = self._least_height(width)
        self._inside.resize(width, max(room.height(), height))

    def _least_height(self, width: int) -> int:
        """What is inside needs at least this much at a width."""
        layout = self._inside.layout()
        if layout is not None and layout.hasHeightForWidth():
            return layout.totalMinimumHeightForWidth(width)
        return self._inside.minimumSizeHint().height()


class PlayRow(KeyFocus, QWidget):
    """A clip in a list: play button, spectrogram, two lines, a number at the right end.

    The whole row plays by click, Enter or Space.
    """

    played = Signal()

    def __init__(
        self, title: str, sentence: str, number: str = "", mark: Mark | None = None
    ) -> None:
        super().__init__()
        self._title = title
        self._playing = False
        self.setAccessibleName(f"{title}, {sentence} {number}".strip())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.button = IconButton("play", self.tr("Play {clip}").format(clip=title))
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(self.played)
        self.thumb = SpectrogramThumb(title, 84, 34)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(title, "body", "text", "middle"))
        second = QHBoxLayout()
        second.setSpacing(6)
        if mark is not None:
            second.addWidget(MarkView(mark, sentence, "table"), 1)
        else:
            second.addWidget(ElidedLabel(sentence, "table", "text3"), 1)
        words.addLayout(second)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 5, 8, 5)
        row.setSpacing(8)
        row.addWidget(self.button)
        row.addWidget(self.thumb)
        row.addLayout(words, 1)
        if number:
            row.addWidget(Label(number, "table", "text2"))

    def set_log_mel(self, log_mel: NDArray[np.float32] | None) -> None:
        """Show the clip's spectrogram."""
        self.thumb.set_log_mel(log_mel)

    def set_playing(self, playing: bool) -> None:
        """Show whether this clip is heard."""
        if playing == self._playing:
            return
        self._playing = playing
        self.button.set_icon_name("pause" if playing else "play")
        words = self.tr("Pause {clip}") if playing else self.tr("Play {clip}")
        self.button.set_name(words.format(clip=self._title))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Play on click, anywhere in the row."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.played.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Play on Enter and Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.played.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The row that is heard is lit; keyboard focus has a ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self._playing:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("soft"))
            painter.drawRoundedRect(box, 6, 6)
        if self.ringed():
            focus_ring(painter, box, 5, "text" if self._playing else "accent")
