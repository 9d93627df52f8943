"""What the shortcuts editor knows: commands with their keys, what is in the way, swapping."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from ascstudio.pages import Action
from ascstudio.settings import Settings
from ascstudio.shell import keymap
from ascstudio.shell.registry import ActionRegistry
from ascstudio.widgets.keys import key_words

NAMED_BY_LINE = ("undo", "redo")  # their words say what they would take back now
NAMED = 3  # commands in the way that are named; the others are counted


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A command in the table.

    Attributes:
        page: where it works; empty for everywhere.
        action: the command, with its usual keys.
        text: what it does.
        where: the page in words.
        keys: what runs it now.
        changed: whether that is not as usual.
    """

    page: str
    action: Action
    text: str
    where: str
    keys: tuple[str, ...]
    changed: bool

    def matches(self, wanted: str) -> bool:
        """Whether all words that were typed are in its words or keys."""
        caps = " ".join(f"{key} {key_words(key)}" for key in self.keys)
        words = f"{self.text} {self.where} {caps}".lower()
        return all(part in words for part in wanted.lower().split())


class ShortcutsPresenter(QObject):
    """Changes keys, one command at a time; nothing is ever given to two where both work.

    Args:
        registry: of the window.
        settings: where changes are kept.
        make_page: makes a page that was not made yet; False when all are.
    """

    changed = Signal()

    def __init__(
        self,
        registry: ActionRegistry,
        settings: Settings,
        make_page: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._registry, self._settings, self._make_page = registry, settings, make_page
        self.complete = False
        """Whether the commands of all pages are known: before that nothing can be changed."""
        settings.changed.connect(self._on_setting)
        # one page in a turn of the event loop, so that the window answers meanwhile
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._read_on)

    def start(self) -> None:
        """Ask the pages that were never in front for their commands."""
        if not self.complete:
            self._timer.start()

    def stop(self) -> None:
        """Nobody looks any more."""
        self._timer.stop()

    def rows(self, wanted: str = "") -> list[KeyRow]:
        """Commands that match, those that work everywhere first; scenes keep their keys."""
        changes, titles = keymap.changes_of(self._settings), self._registry.titles()
        groups = self._registry.groups()
        order = [keymap.GENERAL, *(page for page in groups if page != keymap.GENERAL)]
        found = [
            KeyRow(
                page, action, _name(action), keymap.where_words(page, titles),
                keymap.keys_now(action, changes), action.key in changes,
            )
            for page in order
            for action in groups.get(page, ())
            if not keymap.is_scene(action)
        ]  # fmt: skip
        return [row for row in found if row.matches(wanted)]

    def n_changed(self) -> int:
        """How many commands have other keys than usual."""
        return len(keymap.changes_of(self._settings))

    def give(self, row: KeyRow, key: str) -> keymap.Clash | None:
        """Give a command a key instead of its own; what is in the way is returned, and kept."""
        changes = keymap.changes_of(self._settings)
        clash = keymap.clash(self._registry.groups(), changes, row.page, row.action, key)
        if clash is None:
            keymap.keep(self._settings, keymap.given(changes, row.action, [key]))
        return clash

    def swap(self, row: KeyRow, clash: keymap.Clash) -> None:
        """Let a command and the one in its way change keys."""
        if clash.swap:
            changes, (_, other) = keymap.changes_of(self._settings), clash.others[0]
            keymap.keep(self._settings, keymap.swapped(changes, row.action, clash.key, other))

    def take(self, row: KeyRow) -> None:
        """Leave a command without a key."""
        changes = keymap.changes_of(self._settings)
        keymap.keep(self._settings, keymap.given(changes, row.action, []))

    def reset(self, row: KeyRow) -> keymap.Clash | None:
        """Give a command its usual keys; if another one has one by now, that is returned."""
        changes, usual = keymap.changes_of(self._settings), keymap.keys_of(row.action)
        groups = self._registry.groups()
        without = keymap.given(changes, row.action, [])
        for key in usual:
            others = [
                one
                for one in (keymap.clash(groups, without, row.page, row.action, key),)
                if one is not None and one.others
            ]
            if others:
                return others[0]
        keymap.keep(self._settings, keymap.given(changes, row.action, usual))
        return None

    def reset_all(self) -> None:
        """Every command has its usual keys again."""
        self._settings.reset(keymap.CHANGED)

    def sentence(self, clash: keymap.Clash) -> str:
        """What is in the way, e.g. that Ctrl E is Export in Library."""
        key = key_words(clash.key)
        if not clash.others:
            if clash.key in keymap.MOVING:
                return self.tr("{key} moves about or closes, everywhere.").format(key=key)
            return self.tr("{key} is the key of a scene on the pages one labels on.").format(
                key=key
            )
        titles = self._registry.titles()
        named = [
            self.tr("{what} ({where})").format(
                what=_name(one), where=keymap.where_words(page, titles)
            )
            for page, one in clash.others[:NAMED]
        ]
        if (more := len(clash.others) - NAMED) > 0:
            named.append(self.tr("{n} more").format(n=more))
        return self.tr("{key} is {commands}.").format(key=key, commands=", ".join(named))

    def _read_on(self) -> None:
        if not self._make_page():
            self._timer.stop()
            self.complete = True
        self.changed.emit()

    def _on_setting(self, key: str) -> None:
        if key == keymap.CHANGED:
            self.changed.emit()


def _name(action: Action) -> str:
    return action.line if action.key in NAMED_BY_LINE and action.line else action.text
