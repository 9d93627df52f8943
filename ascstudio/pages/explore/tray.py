"""The picked clips below the map: how many, what they are, and what can be done with them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.pages.explore.state import PickedClip, Picks
from ascstudio.project.sounds import Thumbnails
from ascstudio.theme import scene_key
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.chips import KeyCap
from ascstudio.widgets.controls import PRESS_KEYS, claims, focus_ring
from ascstudio.widgets.marks import MarkView
from ascstudio.widgets.messages import IconView
from ascstudio.widgets.spectrogram import SpectrogramThumb
from ascstudio.widgets.texts import ElidedLabel, Label
from ascstudio.words import numeral, plain

HEIGHT, LINE = 141, 64
CARD, GAP = 94, 2
MOST_CARDS = 14
NO_KEYS_BELOW, NO_BUTTONS_BELOW = 740, 460  # width of the tray


class ClipCard(QWidget):
    """A spectrogram with mark and name; pressing it plays the clip."""

    pressed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.segment_id = -1
        self._current = False
        self.thumb = SpectrogramThumb("", theme.px(CARD), theme.px(44))
        self._mark = MarkView(None, "", "table")
        column = QVBoxLayout(self)
        column.setContentsMargins(3, 3, 3, 0)
        column.setSpacing(1)
        column.addWidget(self.thumb)
        column.addWidget(self._mark)
        self.setFixedWidth(theme.px(CARD) + 6)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_picture_width(self, width: int) -> None:
        """Be narrower, so that all there are can stand side by side."""
        self.thumb.setFixedWidth(width)
        self.setFixedWidth(width + 6)

    def show_clip(self, shown: PickedClip, words: str = "", *, current: bool = False) -> None:
        """Show a clip; ``words`` stand for its name, the ``current`` one is framed."""
        name = shown.clip.path.stem
        self.segment_id = shown.clip.segment_id
        metrics = QFontMetrics(theme.font("table"))
        room = self.width() - 6 - metrics.ascent() - 10  # beside the mark
        # names of one place begin alike: their ends tell them apart
        short = metrics.elidedText(name, Qt.TextElideMode.ElideLeft, room)
        self._mark.set_mark(shown.mark, words or short)
        if current != self._current:
            self._current = current
            self.update()
        self.thumb.setAccessibleName(name)
        self.setAccessibleName(self.tr("Play {clip}").format(clip=name))
        self.setToolTip(plain(shown.clip.relative_path))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Play."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit(self.segment_id)

    def event(self, event: QEvent) -> bool:
        """Keep Space and Enter from shortcuts."""
        return claims(event, PRESS_KEYS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Play with Enter and Space."""
        if event.key() in PRESS_KEYS:
            self.pressed.emit(self.segment_id)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ring the focus, and the clip that is asked about."""
        if self.hasFocus() or self._current:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF(self.thumb.geometry()).adjusted(-3, -3, 3, 3)
            focus_ring(painter, box, 4, "accent" if self.hasFocus() else "text")


class SelectionTray(QWidget):
    """The picked clips; without any, how to pick some."""

    played = Signal(int)
    check_wanted = Signal()
    similar_wanted = Signal()
    cleared = Signal()
    resized = Signal()

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Picked clips"))
        self._thumbnails = thumbnails
        self._cards: list[ClipCard] = []
        self._has_keys = False
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 16, 6)
        column.setSpacing(4)
        column.addLayout(self._build_head())
        self.sentence = ElidedLabel("", "table", "text3")
        column.addWidget(self.sentence)
        self._keys_row = self._build_keys()
        column.addWidget(self._keys_row)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(-3, 0, 0, 0)
        self._row.setSpacing(GAP)
        self._more = Label("", "table", "text3")
        self._row.addStretch(1)
        self._row.addWidget(self._more)
        column.addLayout(self._row)
        column.addStretch(1)
        thumbnails.arrived.connect(self._on_thumbnail)
        self.set_low(low=False)

    def _build_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconView("lasso", 17, "accent"))
        self.title = ElidedLabel("", "section")
        head.addWidget(self.title, 1)
        self._keys = QWidget()
        keys = QHBoxLayout(self._keys)
        keys.setContentsMargins(0, 0, 0, 0)
        keys.setSpacing(8)
        self._keys_words = Label(self.tr("Label all"), "table", "text2")
        keys.addWidget(self._keys_words)
        self._first = KeyCap("1")
        self._to = Label(self.tr("to"), "table", "text2")
        self._last = KeyCap("W")
        for part in (self._first, self._to, self._last):
            keys.addWidget(part)
        head.addWidget(self._keys)
        self.check = Button(self.tr("Check some first"), "normal", "headphones", small=True)
        self.check.setToolTip(
            self.tr("Hear ten of them, drawn by chance, before all that wait get one scene.")
        )
        self.check.clicked.connect(self.check_wanted)
        self.similar = Button(self.tr("Find similar"), "normal", "similar", small=True)
        self.similar.set_keys("Ctrl+Shift+F")
        self.similar.clicked.connect(self.similar_wanted)
        head.addWidget(self.check)
        self.clear = Button(self.tr("Clear"), "ghost", small=True)
        self.clear.set_keys("Esc")
        self.clear.clicked.connect(self.cleared)
        head.addWidget(self.similar)
        head.addWidget(self.clear)
        return head

    def _build_keys(self) -> QWidget:
        """What to press, while nothing is picked."""
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(6)
        for keys, words in (
            (("Shift+L",), self.tr("lasso")),
            (("Shift",), self.tr("and drag adds")),
            (("Ctrl",), self.tr("and drag takes out")),
            (("Shift", "→"), self.tr("walks and picks")),
            (("Ctrl+A",), self.tr("all that is shown")),
        ):
            for key in keys:
                row.addWidget(KeyCap(key))
            row.addWidget(Label(words, "table", "text3"))
            row.addSpacing(14)
        row.addStretch(1)
        return box

    def set_low(self, *, low: bool) -> None:
        """Words only, where the window is low."""
        self._low = low
        self.setFixedHeight(theme.px(LINE if low else HEIGHT))

    def room(self) -> int:
        """How many clips can be shown."""
        if self._low:
            return 0
        free = self.width() - 30 - theme.px(110)
        return max(1, min(MOST_CARDS, free // (theme.px(CARD) + 6 + GAP)))

    def show_picks(self, picks: Picks, clips: Sequence[PickedClip], n_scenes: int) -> None:
        """Show the picked clips.

        Args:
            picks: what is picked.
            clips: the first of them, as many as there is room for.
            n_scenes: how many scenes have a key.
        """
        some = bool(len(picks))
        empty = self.tr("No clips picked")
        hint = self.tr("Draw around some with the lasso, or hold Shift and drag.")
        self.title.setText(picks.title if some else empty)
        self.sentence.setText(picks.sentence if some else hint)
        self._has_keys = n_scenes > 0
        self._last.setVisible(n_scenes > 1)
        self._to.setVisible(n_scenes > 1)
        self._last.set_key(scene_key(min(n_scenes, 20) - 1) if n_scenes else "")
        self._keys_row.setVisible(not some and not self._low)
        self.clear.setVisible(some)
        self._give_way()
        self._fill(clips)
        left = len(picks) - len(clips) if clips else 0
        self._more.setText(self.tr("and {n} more").format(n=numeral(left)) if left > 0 else "")
        self._more.setVisible(left > 0)

    def _fill(self, clips: Sequence[PickedClip]) -> None:
        while len(self._cards) < len(clips):
            card = ClipCard()
            card.pressed.connect(self.played)
            self._row.insertWidget(len(self._cards), card)
            self._cards.append(card)
        for place, card in enumerate(self._cards):
            card.setVisible(place < len(clips))
            if place >= len(clips):
                card.segment_id = -1
                continue
            shown = clips[place]
            if card.segment_id != shown.clip.segment_id:
                card.thumb.set_log_mel(self._thumbnails.get(shown.clip))
            card.show_clip(shown)

    def _on_thumbnail(self, segment_id: int) -> None:
        for card in self._cards:
            if card.segment_id == segment_id:
                card.thumb.set_log_mel(self._thumbnails.known(segment_id))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More clips where there is more room."""
        self._give_way()
        self.resized.emit()

    def _give_way(self) -> None:
        """What there is a key for goes first where it is narrow."""
        some, width = self.clear.isVisibleTo(self), self.width()
        self._keys.setVisible(some and self._has_keys and width > theme.px(NO_KEYS_BELOW))
        for button in (self.check, self.similar):
            button.setVisible(some and width > theme.px(NO_BUTTONS_BELOW))
