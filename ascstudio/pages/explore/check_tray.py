"""Listening to some clips of a choice: in the place of the tray, while it lasts."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.pages.explore.state import Check, PickedClip
from ascstudio.pages.explore.tray import CARD, GAP, HEIGHT, LINE, ClipCard
from ascstudio.project.clip_table import ClipTable
from ascstudio.project.sounds import Thumbnails
from ascstudio.theme import UNKNOWN, Mark, scene_title
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.marks import MarkView
from ascstudio.widgets.meters import Bar
from ascstudio.widgets.texts import ElidedLabel, Label
from ascstudio.words import numeral

LEAST_CARD = 50
"""So narrow that ten stand side by side in the smallest window."""


class CheckTray(QWidget):
    """The proposed scene, the clips to listen to, what the answers say about the rest."""

    answered = Signal(bool)
    applied = Signal()
    stopped = Signal()
    played = Signal(int)

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Spot check"))
        self._thumbnails = thumbnails
        self.cards: list[ClipCard] = []
        self._mark = MarkView(None, "", "section")
        self.title = Label("", "section")
        self.sentence = ElidedLabel("", "table", "text2")
        self._bar = Bar(self.tr("Choosing clips to listen to"))
        self._bar.setFixedWidth(theme.px(140))
        self.right = Button(self.tr("Right"), "normal", "check", small=True)
        self.wrong = Button(self.tr("Wrong"), "normal", "close", small=True)
        self.wrong.set_keys("N")
        self.apply = Button("", "normal", "check-double", small=True)
        self.stop = Button(self.tr("Stop"), "ghost", small=True)
        self.stop.set_keys("Esc")
        self.right.clicked.connect(lambda: self.answered.emit(True))
        self.wrong.clicked.connect(lambda: self.answered.emit(False))
        self.apply.clicked.connect(self.applied)
        self.stop.clicked.connect(self.stopped)
        head = QHBoxLayout()
        head.setSpacing(8)
        for part in (self.title, self._mark, self._bar):
            head.addWidget(part)
        head.addStretch(1)
        for button in (self.right, self.wrong, self.apply, self.stop):
            head.addWidget(button)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(-3, 0, 0, 0)
        self._row.setSpacing(GAP)
        self._row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 16, 6)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.sentence)
        column.addLayout(self._row)
        column.addStretch(1)
        thumbnails.arrived.connect(self._on_thumbnail)
        self.set_low(low=False)

    def set_low(self, *, low: bool) -> None:
        """Words only, where the window is low."""
        self._low = low
        self.setFixedHeight(theme.px(LINE if low else HEIGHT))

    def show_check(self, check: Check | None, table: ClipTable, mark: Mark, found: str) -> None:
        """Show a check.

        Args:
            check: None while clips are drawn.
            table: all clips.
            mark: of the proposed scene.
            found: what the answers say so far.
        """
        self._bar.setVisible(check is None)
        for part in (self._mark, self.right, self.wrong, self.apply):
            part.setVisible(check is not None)
        if check is None:
            self.title.setText(self.tr("Choosing clips to listen to"))
            self.sentence.setText("")
            self._show_cards(None, table, mark)
            return
        scene, n = scene_title(check.proposal.scene), len(check.proposal.checks)
        over = check.current is None
        self._mark.set_mark(mark, scene if over else self.tr("{scene}?").format(scene=scene))
        self.title.setText(
            self.tr("All {n} heard:").format(n=n)
            if over
            else self.tr("{at} of {n}: is it").format(at=check.at + 1, n=n)
        )
        self.sentence.setText(found)
        for button in (self.right, self.wrong):
            button.setVisible(not over)
        self.apply.setText(
            self.tr("Label {n} as {scene}").format(n=numeral(len(check.targets())), scene=scene)
        )
        self.apply.set_reason("" if check.heard else self.tr("Listen to at least one."))
        self._show_cards(check, table, mark)
        if over and (self.right.hasFocus() or self.wrong.hasFocus()):
            self.apply.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """Enter answers from now on."""
        self.right.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_cards(self, check: Check | None, table: ClipTable, mark: Mark) -> None:
        ids = check.proposal.checks if check is not None and not self._low else ()
        free = self.width() - 30
        room = max(1, free // (theme.px(LEAST_CARD) + 6 + GAP))
        at = check.at if check is not None else 0
        first = max(0, min(at - room // 2, len(ids) - room))  # the present one is in sight
        shown_ids = ids[first : first + room]
        clips = [clip for clip in map(table.clip, shown_ids) if clip is not None]
        width = min(theme.px(CARD), free // max(1, len(clips)) - 6 - GAP)
        while len(self.cards) < len(clips):
            card = ClipCard()
            card.pressed.connect(self.played)
            self._row.insertWidget(len(self.cards), card)
            self.cards.append(card)
        for place, card in enumerate(self.cards):
            card.setVisible(place < len(clips))
            if check is None or place >= len(clips):
                continue
            clip = clips[place]
            card.set_picture_width(max(theme.px(LEAST_CARD), width))
            if card.segment_id != clip.segment_id:
                card.thumb.set_log_mel(self._thumbnails.get(clip))
            heard = check.heard.get(clip.segment_id)
            words = {None: "", True: self.tr("right"), False: self.tr("wrong")}[heard]
            shown = PickedClip(clip, mark if heard else UNKNOWN)
            card.show_clip(shown, words, current=clip.segment_id == check.current)

    def _on_thumbnail(self, segment_id: int) -> None:
        for card in self.cards:
            if card.segment_id == segment_id:
                card.thumb.set_log_mel(self._thumbnails.known(segment_id))
