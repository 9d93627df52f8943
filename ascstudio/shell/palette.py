"""The palette: every command and every clip by a few letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.shell.finding import Entry
from ascstudio.widgets.chips import KeyCap, key_words, paint_key
from ascstudio.widgets.messages import IconView
from ascstudio.widgets.texts import Label, Separator
from ascstudio.words import plain

WIDTH, TOP, ROWS_HIGH = 640, 92, 350
SPARE = 110  # of a line, for its key
_FOR_THE_LIST = (
    Qt.Key.Key_Escape, Qt.Key.Key_Backtab, Qt.Key.Key_Tab, Qt.Key.Key_Up, Qt.Key.Key_Down,
    Qt.Key.Key_Return, Qt.Key.Key_Enter,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """What there is for some letters.

    Attributes:
        first: commands at the top.
        clips: names of clips, at most ``MANY``.
        more_clips: an entry for the others, or None.
        later: commands found by scattered letters, or that change data.
        other: settings, chapters of the guide, keys.
        meant: what was probably meant where nothing was found; or None.
    """

    first: Sequence[Entry] = ()
    clips: Sequence[Entry] = ()
    more_clips: Entry | None = None
    later: Sequence[Entry] = ()
    other: Sequence[Entry] = ()
    meant: Entry | None = None


class Palette(QWidget):
    """Covers the window, dims it, and offers a field with results.

    Args:
        parent: the window.
        find: gives what there is for the letters that were typed.
    """

    closed = Signal()
    ran = Signal(object)
    """Entry that was run."""

    def __init__(self, parent: QWidget, find: Callable[[str], Found]) -> None:
        super().__init__(parent)
        self._find = find
        self._inside: Entry | None = None  # whose actions are shown
        # letters that come faster than they can be looked for are looked for once
        self._typed = QTimer(self, singleShot=True, interval=0)
        self._typed.timeout.connect(self._catch_up)
        self._box = QFrame(self)
        self._box.setObjectName("floating")
        column = QVBoxLayout(self._box)
        column.setContentsMargins(6, 6, 6, 8)
        column.setSpacing(4)
        line = QHBoxLayout()
        line.setContentsMargins(12, 2, 8, 2)
        line.setSpacing(10)
        line.addWidget(IconView("search", 16))
        self.field = QLineEdit()
        self.field.setAccessibleName(self.tr("Search clips, run a command"))
        self.field.setPlaceholderText(self.tr("Search clips, run a command"))
        self.field.setStyleSheet("QLineEdit { border: none; background: transparent; padding: 0; }")
        self.field.setFont(theme.font("section"))
        self.field.textChanged.connect(lambda _: self._typed.start())
        self.field.installEventFilter(self)
        line.addWidget(self.field)
        column.addLayout(line)
        column.addWidget(Separator())
        self._list = _Results()
        self._list.ran.connect(self._run)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._list)
        column.addWidget(self._scroll, 1)
        column.addWidget(Separator())
        column.addLayout(self._foot())
        self.hide()

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(10, 4, 10, 0)
        foot.setSpacing(6)
        for keys, words in (
            (("↑", "↓"), self.tr("choose")),
            (("Enter",), self.tr("run")),
            (("Tab",), self.tr("actions on a clip")),
        ):
            for key in keys:
                foot.addWidget(KeyCap(key))
            foot.addWidget(Label(words, "table", "text2"))
            foot.addSpacing(8)
        foot.addStretch(1)
        foot.addWidget(KeyCap("Esc"))
        foot.addWidget(Label(self.tr("close"), "table", "text2"))
        return foot

    def open(self) -> None:
        """Show over the whole window with an empty field."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.place()
        self.field.clear()
        self._search("")
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def place(self) -> None:
        """Stand in the middle, 92 from the top."""
        width = min(theme.px(WIDTH), self.width() - 40)
        height = min(theme.px(ROWS_HIGH + 84), self.height() - TOP - 40)
        self._box.setGeometry((self.width() - width) // 2, TOP, width, height)

    def results(self) -> list[Entry]:
        """What is offered now, without the titles."""
        self._settle()
        return [entry for entry in self._list.entries if entry.run is not None]

    def _settle(self) -> None:
        """What was typed last is looked for before anything is done with what is found."""
        if self._typed.isActive():
            self._catch_up()

    def _catch_up(self) -> None:
        self._search(self.field.text())

    def _search(self, wanted: str) -> None:
        self._typed.stop()
        self._inside = None
        found = self._find(wanted)
        entries: list[Entry] = []
        clips = [*found.clips, *([found.more_clips] if found.more_clips else [])]
        for title, group in (
            (self.tr("Commands"), found.first),
            (self.tr("Clips"), clips),
            (self.tr("Settings and help"), found.other),
            (self.tr("More commands"), found.later),
        ):
            if group:
                entries += [Entry(title), *group]
        if not entries:
            nothing = self.tr("Nothing called %1.").replace("%1", plain(wanted))
            entries = [Entry(nothing)]
            if found.meant is not None:
                entries.append(found.meant)
        self._list.set_entries(entries)
        self._scroll.verticalScrollBar().setValue(0)

    def _run(self, entry: Entry) -> None:
        if entry.run is None or entry.reason:
            return
        if entry.stays:
            entry.run()
            return
        self.close_palette()
        self.ran.emit(entry)
        entry.run()

    def _go_inside(self) -> None:
        """Show what else can be done with the entry in front."""
        entry = self._list.current()
        if entry is not None and entry.more is not None and self._inside is None:
            self._inside = entry
            self._list.set_entries([Entry(entry.text), *entry.more()])

    def _go_back(self) -> None:
        if self._inside is not None:
            self._search(self.field.text())
        else:
            self.close_palette()

    def close_palette(self) -> None:
        """Go away and give the focus back."""
        self.hide()
        self.closed.emit()

    def eventFilter(self, watched: object, event: object) -> bool:
        """Arrows, Enter and Esc belong to the list although the field has the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            key = event.key()
            if key in _FOR_THE_LIST:
                self._settle()
            if key in (Qt.Key.Key_Escape, Qt.Key.Key_Backtab):
                self._go_back()
                return True
            if key == Qt.Key.Key_Tab:
                self._go_inside()
                return True
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                box = self._list.move_by(1 if key == Qt.Key.Key_Down else -1)
                self._scroll.ensureVisible(0, round(box.center().y()), 0, 24)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if (entry := self._list.current()) is not None:
                    self._run(entry)
                return True
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the box closes."""
        if not self._box.geometry().contains(event.position().toPoint()):
            self.close_palette()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim what is behind."""
        shade = theme.color("bg0")
        shade.setAlphaF(0.55)
        QPainter(self).fillRect(self.rect(), shade)


class _Results(QWidget):
    """The lines, painted; the field keeps the focus."""

    ran = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []
        self._current = -1
        self.setAccessibleName(self.tr("Results"))
        self.setMouseTracking(True)

    def set_entries(self, entries: list[Entry]) -> None:
        self.entries = entries
        # also one that is impossible: Enter then tells why, and never does what was not meant
        runs = [n for n, entry in enumerate(entries) if entry.run and not entry.careful]
        self._current = (runs or [-1])[0]
        self._describe()
        self.setMinimumHeight(len(entries) * self._line())
        self.update()

    def current(self) -> Entry | None:
        return self.entries[self._current] if self._current >= 0 else None

    def move_by(self, step: int) -> QRectF:
        places = [i for i, entry in enumerate(self.entries) if entry.run is not None]
        if places:
            at = places.index(self._current) if self._current in places else min(-step, 0)
            self._current = places[(at + step) % len(places)]
            self._describe()
            self.update()
        return QRectF(0, max(0, self._current) * self._line(), self.width(), self._line())

    def sizeHint(self) -> QSize:
        return QSize(theme.px(WIDTH), len(self.entries) * self._line())

    def _line(self) -> int:
        return theme.px(33)

    def _describe(self) -> None:
        entry = self.current()
        self.setAccessibleDescription(f"{entry.text} {entry.where}" if entry else "")

    def _at(self, event: QMouseEvent) -> int:
        place = int(event.position().y() // self._line())
        return place if 0 <= place < len(self.entries) else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._at(event)
        if place >= 0 and self.entries[place].run is not None:
            self._current = place
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._at(event)
        if place >= 0:
            self.ran.emit(self.entries[place])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.color("bg2"))
        for place, entry in enumerate(self.entries):
            box = QRectF(0, place * self._line(), self.width(), self._line())
            if box.intersects(QRectF(event.rect())):
                self._paint_entry(painter, box, entry, current=place == self._current)

    def _paint_entry(self, painter: QPainter, box: QRectF, entry: Entry, *, current: bool) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        if entry.run is None:
            painter.setFont(theme.font("table"))
            painter.setPen(theme.color("text2"))
            painter.drawText(box.adjusted(10, 4, -8, 0), middle, entry.text)
            return
        if current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("soft"))
            painter.drawRoundedRect(box.adjusted(1, 0, -1, 0), 6, 6)
        if entry.icon:
            token = "accent" if current else "text2"
            side = theme.px(16)
            picture = theme.pixmap(entry.icon, side, token, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(16, box.center().y() - side / 2), picture)
        painter.setFont(theme.font("strong" if current else "body"))
        painter.setPen(theme.color("text3" if entry.reason else "text"))
        left = 27.0 + theme.px(16)
        room = box.adjusted(left, 0, -theme.px(SPARE), 0)
        text = painter.fontMetrics().elidedText(
            entry.text, Qt.TextElideMode.ElideMiddle, max(0, int(room.width()))
        )
        painter.drawText(room, middle, text)
        left += painter.fontMetrics().horizontalAdvance(text) + 10
        painter.setFont(theme.font("table"))
        painter.setPen(theme.color("text3" if not current else "text2"))
        keys = key_words(entry.keys) if entry.keys else ""
        wide = QFontMetrics(theme.font("label")).horizontalAdvance(keys) + 14 if keys else 0
        room = box.adjusted(left, 0, -wide - 16, 0)
        words = painter.fontMetrics().elidedText(
            entry.where, Qt.TextElideMode.ElideRight, max(0, int(room.width()))
        )
        painter.drawText(room, middle, words)
        if keys:
            high = theme.px(20)
            cap = QRectF(box.right() - wide - 10, box.center().y() - high / 2, wide, high)
            paint_key(painter, cap, keys)
