"""What is known of the clip: facts, state, note, what it sounds like, and today's pace."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.pages.label.pace import SURE, Pace
from ascstudio.pages.label.state import Alike, LabelState
from ascstudio.pages.label.words import length_words, name_of
from ascstudio.project.clip_model import device_title, level_words
from ascstudio.project.sounds import THUMB_S, Thumbnails
from ascstudio.theme import UNKNOWN, scene_title
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.chips import KeyCap, Pill
from ascstudio.widgets.controls import PRESS_KEYS, claims, focus_ring
from ascstudio.widgets.marks import MarkView
from ascstudio.widgets.messages import IconView, duration_words
from ascstudio.widgets.rows import SidePanel
from ascstudio.widgets.spectrogram import SpectrogramThumb
from ascstudio.widgets.texts import ElidedLabel, FactsTable, Label, empty_layout
from ascstudio.words import numeral
from ml_core import api

NOTE_MS = 500  # a note is kept when one stops typing for so long
ALIKE_SHOWN = 3
PILLS = {"verified": "ok", "done": "accent", "needs_review": "warn"}


class Inspector(SidePanel):
    """The right side of the page."""

    state_wanted = Signal(str)
    noted = Signal(int, str)
    """Segment id and its note."""
    clip_wanted = Signal(int)
    similar_wanted = Signal()
    back_wanted = Signal()
    """The note field is done: the keys are for the page again."""

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__(self.tr("Clip"), 264)
        self._thumbnails = thumbnails
        self._shown: api.ClipRow | None = None
        self._blind = False
        self._alike: tuple[Alike, ...] | None = None
        self._alike_rows: dict[int, _AlikeRow] = {}
        head = QHBoxLayout()
        self._name = ElidedLabel("", "strong", "text", "middle")
        self._name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._state = Pill()
        head.addWidget(self._name, 1)
        head.addWidget(self._state)
        self.column.addLayout(head)
        self._facts = FactsTable()
        self.column.addWidget(self._facts)
        self.column.addSpacing(2)
        self._rows: dict[str, StateRow] = {}
        for state, icon, token, words, key in (
            ("verified", "check-double", "ok", self.tr("Verify"), "V"),
            ("needs_review", "flag", "warn", self.tr("Needs review"), "R"),
            ("excluded", "exclude", "text3", self.tr("Exclude from training"), "X"),
        ):
            row = StateRow(icon, token, words, key)
            row.pressed.connect(lambda state=state: self.state_wanted.emit(state))
            self._rows[state] = row
            self.column.addWidget(row)
        self.column.addSpacing(2)
        self._note_head = Label(self.tr("Note"), "strong")
        self.column.addWidget(self._note_head)
        self.note = NoteField()
        self.note.kept.connect(self.noted)
        self.note.left.connect(self.back_wanted)
        self.column.addWidget(self.note)
        self._build_alike()
        self._build_today()
        self.column.addStretch(1)
        thumbnails.arrived.connect(self._on_thumbnail)

    def _build_alike(self) -> None:
        head = QHBoxLayout()
        self._alike_head = Label(self.tr("Sounds like"), "strong")
        self._cosine = Label(self.tr("cosine"), "table", "text3")
        head.addWidget(self._alike_head)
        head.addStretch(1)
        head.addWidget(self._cosine)
        self.column.addSpacing(2)
        self.column.addLayout(head)
        self._alike_box = QVBoxLayout()
        self._alike_box.setSpacing(4)
        self.column.addLayout(self._alike_box)
        self._no_alike = Label("", "table", "text3", wrap=True)
        self.column.addWidget(self._no_alike)
        self.similar = Button(self.tr("Show 50 similar"), "normal", "similar", small=True)
        self.similar.clicked.connect(self.similar_wanted)
        self.column.addWidget(self.similar)

    def _build_today(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("Today"), "strong"))
        head.addStretch(1)
        self._worked = Label("", "table", "text3")
        head.addWidget(self._worked)
        self.column.addSpacing(2)
        self.column.addLayout(head)
        self._pace = FactsTable()
        words = self.tr(
            "Worth a second look: labelled otherwise than a suggestion that was at least {sure} "
            "sure. Find label errors looks at all of them."
        )
        self._pace.setToolTip(words.format(sure=f"{SURE:.0%}"))
        self.column.addWidget(self._pace)

    def show_state(self, state: LabelState) -> None:
        """Show the clip one stands at."""
        clip = state.clip
        self._name.setText(name_of(clip) if clip else self.tr("No clip"))
        names = self.state_names()
        shown = clip.state if clip is not None else "new"
        self._state.setVisible(clip is not None)
        self._state.set_state(names[shown], PILLS.get(shown, "neutral"))
        self._shown, self._blind = clip, state.blind
        self._show_facts()
        for name, row in self._rows.items():
            row.set_on(clip is not None and clip.state == name)
        for part in (*self._rows.values(), self._note_head, self.note):
            part.setVisible(clip is not None)
        self.note.show_note(clip.segment_id if clip else None, clip.note if clip else "")
        self._show_alike(state)
        self.show_pace(state.pace)

    def show_pace(self, pace: Pace) -> None:
        """Show how today goes."""
        self._worked.setText(duration_words(pace.worked_s) if pace.worked_s >= 1 else "")
        per_clip, right = pace.strokes_per_clip, pace.right_share
        self._pace.set_facts(
            [
                (self.tr("Clips labelled"), numeral(pace.clips)),
                (
                    self.tr("Keystrokes per clip"),
                    "–" if per_clip is None else numeral(per_clip, ".1f"),
                ),
                (self.tr("Suggestion was right"), "–" if right is None else f"{right:.0%}"),
                (
                    self.tr("Worth a second look"),
                    self.tr("{n} of {clips}").format(n=pace.contested, clips=numeral(pace.clips))
                    if pace.suggested
                    else "–",
                ),
            ]
        )

    def _show_facts(self) -> None:
        clip = self._shown
        self._facts.set_facts(self._facts_of(clip, blind=self._blind) if clip else [])

    def _facts_of(self, clip: api.ClipRow, *, blind: bool) -> list[tuple[str, str]]:
        facts = []
        if clip.scene and not blind:
            facts.append((self.tr("Scene"), " + ".join(map(scene_title, clip.scenes))))
        if clip.device:
            words = self.tr("Device {device}").format(device=device_title(clip.device))
            facts.append((self.tr("Recorded by"), words if len(clip.device) <= 2 else clip.device))
        if clip.location:
            facts.append((self.tr("Location"), api.display_name(clip.location)))
        if clip.recorded_at:
            facts.append((self.tr("Recorded at"), clip.recorded_at[:16].replace("T", " ")))
        facts.append((self.tr("Length"), length_words(clip.duration_s)))
        self._thumbnails.get(clip)  # wished for: the level comes with it
        level = level_words(self._thumbnails.level_db(clip.segment_id))
        if level:
            begins = self.tr("Level, first 10 s")
            facts.append((begins if clip.duration_s > THUMB_S else self.tr("Level"), level))
        return facts

    def state_names(self) -> dict[str, str]:
        """States as people read them."""
        return {
            "new": self.tr("New"),
            "done": self.tr("Done"),
            "verified": self.tr("Verified"),
            "needs_review": self.tr("Review"),
            "excluded": self.tr("Excluded"),
        }

    def _show_alike(self, state: LabelState) -> None:
        self._cosine.setVisible(bool(state.alike))
        self.similar.setVisible(bool(state.alike))
        self._alike_head.setVisible(state.clip is not None)
        self._no_alike.setVisible(state.clip is not None and not state.alike)
        if state.hearing is not None:
            self._no_alike.setText(self.tr("The clips are being listened to."))
        else:
            self._no_alike.setText(self.tr("Nothing has listened to this clip yet."))
        shown = state.alike[:ALIKE_SHOWN]
        if shown != self._alike:
            self._alike = shown
            empty_layout(self._alike_box)
            self._alike_rows = {}
            for one in shown:
                row = _AlikeRow(one.cosine)
                row.pressed.connect(lambda number=one.segment_id: self.clip_wanted.emit(number))
                self._alike_rows[one.segment_id] = row
                self._alike_box.addWidget(row)
        for segment_id, row in self._alike_rows.items():
            clip = state.table.clip(segment_id)
            if clip is not None:
                scene = None if state.blind else clip.scene
                mark = state.marks.get(scene or "", UNKNOWN)
                words = scene_title(scene) if scene else self.tr("No scene yet")
                row.show_clip(name_of(clip), words, mark)
                row.thumb.set_log_mel(self._thumbnails.get(clip))

    def _on_thumbnail(self, segment_id: int) -> None:
        if self._shown is not None and self._shown.segment_id == segment_id:
            self._show_facts()
        row = self._alike_rows.get(segment_id)
        if row is not None:
            row.thumb.set_log_mel(self._thumbnails.known(segment_id))


class _PressRow(QWidget):
    """A row that is pressed as a whole, by click, Enter or Space."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lit = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def event(self, event: QEvent) -> bool:
        """Keep Space and Enter from shortcuts."""
        return claims(event, PRESS_KEYS) or super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Press."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press."""
        if event.key() in PRESS_KEYS:
            self.pressed.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lit rows, the one under the pointer, and the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().toRectF()
        if self._lit or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("soft" if self._lit else "bg3"))
            painter.drawRoundedRect(box, 6, 6)
        if self.hasFocus():
            focus_ring(painter, box, 5, "text" if self._lit else "accent")


class StateRow(_PressRow):
    """A state with its icon and key."""

    def __init__(self, icon: str, token: str, words: str, key: str) -> None:
        super().__init__()
        self.setAccessibleName(f"{words}, {key}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        row.addWidget(IconView(icon, 16, token))
        row.addWidget(Label(words, "body"), 1)
        row.addWidget(KeyCap(key, follows=True))

    def set_on(self, on: bool) -> None:
        """Show whether the clip has the state."""
        if on != self._lit:
            self._lit = on
            self.setAccessibleDescription(self.tr("on") if on else "")
            self.update()


class _AlikeRow(_PressRow):
    """A clip that sounds alike: picture, name, scene, cosine."""

    def __init__(self, cosine: float) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 1, 0, 1)
        row.setSpacing(8)
        self.thumb = SpectrogramThumb("", theme.px(72), theme.px(30))
        row.addWidget(self.thumb)
        column = QVBoxLayout()
        column.setSpacing(0)
        self._name = ElidedLabel("", "body", "text", "middle")
        self._scene = MarkView(None, "", "table")
        column.addWidget(self._name)
        column.addWidget(self._scene)
        row.addLayout(column, 1)
        row.addWidget(Label(numeral(cosine, ".2f"), "table", "text2"))
        self._cosine = cosine

    def show_clip(self, name: str, scene: str, mark: theme.Mark) -> None:
        """Say which clip it is."""
        self._name.setText(name)
        self._scene.set_mark(mark, scene)
        self.setAccessibleName(f"{name}, {scene}, {numeral(self._cosine, '.2f')}")


class NoteField(QPlainTextEdit):
    """A note that is kept while one types; Esc gives the keys back to the page."""

    kept = Signal(int, str)
    """Segment id and its note."""
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._clip: int | None = None
        self._known = ""
        self.setAccessibleName(self.tr("Note"))
        self.setPlaceholderText(self.tr("What is special about this clip"))
        self.setTabChangesFocus(True)
        self.setFixedHeight(theme.px(52))
        self._timer = QTimer(self, interval=NOTE_MS, singleShot=True)
        self._timer.timeout.connect(self.keep)
        self.textChanged.connect(self._timer.start)

    def show_note(self, segment_id: int | None, note: str) -> None:
        """Show the note of a clip; what was typed for the one before is kept first."""
        if segment_id == self._clip and note == self._known:
            return
        if segment_id == self._clip and self.hasFocus():
            self._known = note  # our own words come back: the cursor stays where it is
            return
        self.keep()
        self._clip, self._known = segment_id, note
        blocked = self.blockSignals(True)
        self.setPlainText(note)
        self.blockSignals(blocked)

    def keep(self) -> None:
        """Tell what is written, if it is new."""
        self._timer.stop()
        text = self.toPlainText().strip()
        if self._clip is not None and text != self._known:
            self._known = text
            self.kept.emit(self._clip, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and Ctrl+Enter are done."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape or (enter and control):
            self.keep()
            self.left.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep it before anything else happens."""
        self.keep()
        super().focusOutEvent(event)
