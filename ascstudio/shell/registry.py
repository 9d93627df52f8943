"""One registry of commands feeds menus, palette, shortcuts, tooltips and the key list."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ascstudio.pages import Action

GENERAL = ""
"""Where a command works that works everywhere."""


class ActionRegistry(QObject):
    """Commands as data, by the page they work on, and the shortcuts bound to a window.

    A page's own meaning of a key goes before the general one; two commands of one page cannot
    share a key.
    """

    changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._groups: dict[str, list[Action]] = {}
        self._titles: dict[str, str] = {GENERAL: ""}
        self._bound: list[QAction] = []
        self._front = GENERAL

    def set_group(self, page: str, title: str, actions: Sequence[Action]) -> None:
        """Declare the commands of a page, or the general ones.

        Raises:
            ValueError: two commands of the group share a key.
        """
        clash = clashes(actions)
        if clash:
            raise ValueError(f"{clash[0][0]} and {clash[0][1]} share {clash[0][2]}")
        self._groups[page] = list(actions)
        self._titles[page] = title
        if page in (GENERAL, self._front):
            self._bind()
        self.changed.emit()

    def bring_forward(self, page: str) -> None:
        """Let the keys of this page work."""
        self._front = page
        self._bind()
        self.changed.emit()

    def reachable(self) -> list[tuple[str, Action]]:
        """(page title, command) of the page in front, then of everywhere."""
        found = [(self._titles[self._front], a) for a in self._groups.get(self._front, [])]
        if self._front != GENERAL:
            found += [("", action) for action in self._groups.get(GENERAL, [])]
        return found

    def of_menu(self, menu: str) -> list[Action]:
        """Commands a menu shows now: general ones, then the page's."""
        general = [a for a in self._groups.get(GENERAL, []) if a.menu == menu]
        own = [a for a in self._groups.get(self._front, []) if a.menu == menu]
        return general + own if self._front != GENERAL else general

    def find(self, key: str) -> Action | None:
        """A command by its name."""
        for group in self._groups.values():
            for action in group:
                if action.key == key:
                    return action
        return None

    def _bind(self) -> None:
        for old in self._bound:
            self._window.removeAction(old)
            old.deleteLater()
        self._bound = []
        taken: set[str] = set()
        for _, action in self.reachable():
            for shortcut in keys_of(action):
                if shortcut not in taken:
                    taken.add(shortcut)
                    self._bound.append(self._bound_to_window(action, shortcut))

    def _bound_to_window(self, action: Action, shortcut: str) -> QAction:
        bound = QAction(action.text, self._window)
        bound.setShortcut(QKeySequence(shortcut))
        bound.triggered.connect(lambda _=False: run(action))
        self._window.addAction(bound)
        return bound


def run(action: Action) -> None:
    """Run a command unless it is impossible now."""
    if not action.reason():
        action.run()


def keys_of(action: Action) -> list[str]:
    """All keys of a command, normalised; several are written with `` | `` between them."""
    portable = QKeySequence.SequenceFormat.PortableText
    parts = [part for part in action.shortcut.split(" | ") if part]
    return [QKeySequence(part).toString(portable) for part in parts]


def first_key(action: Action) -> str:
    """The key that is printed beside a command; empty for none."""
    keys = keys_of(action)
    return keys[0] if keys else ""


def clashes(actions: Sequence[Action]) -> list[tuple[str, str, str]]:
    """Pairs of commands that share a key: (first, second, key)."""
    seen: dict[str, str] = {}
    found = []
    for action in actions:
        for shortcut in keys_of(action):
            if shortcut in seen:
                found.append((seen[shortcut], action.key, shortcut))
            seen.setdefault(shortcut, action.key)
    return found
