"""The key sheet: every key that works on the page in front, from the registry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ascstudio import theme
from ascstudio.pages import Action
from ascstudio.shell.keymap import keys_of
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.chips import KeyCap, key_words
from ascstudio.widgets.messages import IconView
from ascstudio.widgets.texts import Label, Separator, empty_layout

WIDTH, COLUMNS = 820, 3
SHOWN_KEYS = 4
"""A line with more keys prints the first ones only; the palette knows them all."""


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A line of the sheet: what the keys do, and the caps, each the keys pressed together."""

    heading: str
    words: str
    caps: tuple[str, ...]


def key_lines(
    commands: Sequence[tuple[str, Action]],
    everywhere: str,
    gestures: Sequence[tuple[str, str, str]] = (),
) -> list[KeyLine]:
    """What the sheet prints.

    Args:
        commands: (page title, command), the page's own first.
        everywhere: heading of those without a page.
        gestures: (heading, words, keys) of what is no command, e.g. of the wheel.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for where, action in commands:
        keys = keys_of(action)
        if not keys:
            continue
        heading = action.group or where or everywhere
        caps = found.setdefault((heading, action.line or action.text), [])
        wanted = _parts(action.caps) if action.caps else [key_words(one) for one in keys]
        if not action.line or not caps:  # commands of one line share the keys of the first
            caps += [one for one in wanted if one not in caps]
    for heading, words, parts in gestures:
        found.setdefault((heading, words), []).extend(_parts(parts))
    lines = [KeyLine(heading, words, tuple(caps)) for (heading, words), caps in found.items()]
    headings = list(dict.fromkeys(line.heading for line in lines))
    return sorted(lines, key=lambda line: headings.index(line.heading))


class KeysDialog(QDialog):
    """Every key that works on the page in front, in three columns, with a filter.

    Args:
        commands: (page title, command), the page's own first.
        parent: the window.
        gestures: (heading, words, keys) of what is no command.
    """

    change_wanted = Signal()
    """Somebody wants other keys."""

    def __init__(
        self,
        commands: Sequence[tuple[str, Action]],
        parent: QWidget,
        gestures: Sequence[tuple[str, str, str]] = (),
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self._lines = key_lines(commands, self.tr("Everywhere"), gestures)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._build_head())
        column.addWidget(Separator())
        inside = QWidget()
        inside.setObjectName("panel")
        self._columns = QHBoxLayout(inside)
        self._columns.setContentsMargins(24, 14, 24, 18)
        self._columns.setSpacing(theme.px(34))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(self.tr("Keys"))
        scroll.setWidget(inside)
        column.addWidget(scroll, 1)
        self._show("")
        room = parent.size()
        wanted = inside.sizeHint()
        self.resize(
            min(max(theme.px(WIDTH), wanted.width() + 16), room.width() - 24),
            min(wanted.height() + theme.px(72), room.height() - 24),
        )

    def _build_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(24, 14, 20, 14)
        head.setSpacing(12)
        head.addWidget(IconView("keyboard", 18, "accent"))
        head.addWidget(Label(self.tr("Keys on this page"), "title"))
        head.addStretch(1)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Filter"))
        self.field.setAccessibleName(self.tr("Filter the keys"))
        self.field.setFixedWidth(theme.px(150))
        self.field.textChanged.connect(self._show)
        head.addWidget(self.field)
        change = Button(self.tr("Change…"), "ghost")
        change.clicked.connect(self._change)
        head.addWidget(change)
        head.addWidget(KeyCap("Esc"))
        return head

    def _change(self) -> None:
        self.accept()
        self.change_wanted.emit()

    def _show(self, wanted: str) -> None:
        empty_layout(self._columns)
        shown = [
            line
            for line in self._lines
            if wanted.lower() in f"{line.words} {' '.join(line.caps)}".lower()
        ]
        if not shown:
            nothing = self.tr("No key for %1.").replace("%1", wanted)
            self._columns.addWidget(Label(nothing, "body", "text3"))
            return
        for part in _in_columns(shown, COLUMNS):
            self._columns.addWidget(_column(part), 1, Qt.AlignmentFlag.AlignTop)


def _column(lines: Sequence[KeyLine]) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(5)
    heading = ""
    for line in lines:
        if line.heading != heading:
            if heading:
                column.addSpacing(6)
            heading = line.heading
            column.addWidget(Label(heading, "strong", "text3"))
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(Label(line.words, "body"), 1)
        for cap in line.caps[:SHOWN_KEYS]:
            for key in cap.split(" "):
                row.addWidget(KeyCap(key))
        column.addLayout(row)
    return box


def _in_columns(lines: Sequence[KeyLine], n: int) -> list[list[KeyLine]]:
    """The lines in ``n`` columns of about equal height, headings kept whole where they fit."""
    groups: list[list[KeyLine]] = []
    for line in lines:
        if not groups or groups[-1][0].heading != line.heading:
            groups.append([])
        groups[-1].append(line)
    heights = [len(group) + 1.5 for group in groups]
    most = max(*heights, sum(heights) / n) if groups else 0.0
    while True:
        columns: list[list[KeyLine]] = []
        used = 0.0
        for group, height in zip(groups, heights, strict=True):
            if not columns or used + height > most + 1e-9:
                columns.append([])
                used = 0.0
            columns[-1] += group
            used += height
        if len(columns) <= n:
            return columns
        most += 0.5


def _parts(caps: str) -> list[str]:
    """``Ctrl+B | Del`` as what stands on each cap: ``Ctrl B`` and ``Del``."""
    return [key_words(one) for one in caps.split(" | ") if one]
