"""One registry of commands feeds menus, palette, shortcuts, tooltips and the key list."""

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from ascstudio.pages import Action

GENERAL = ""
"""Where a command works that works everywhere."""
ENTER = {"Return", "Enter"}
LEAVE = "quit"


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
        self._bound: dict[str, QAction] = {}
        self._meaning: dict[str, Action] = {}
        self._front = GENERAL
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

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
        """Commands a menu shows now: general ones, then the page's; leaving comes last."""
        general = [a for a in self._groups.get(GENERAL, []) if a.menu == menu]
        own = [a for a in self._groups.get(self._front, []) if a.menu == menu]
        found = general + own if self._front != GENERAL else general
        return sorted(found, key=lambda action: action.key == LEAVE)

    def find(self, key: str) -> Action | None:
        """A command by its name."""
        for group in self._groups.values():
            for action in group:
                if action.key == key:
                    return action
        return None

    def _bind(self) -> None:
        """Bind the keys of now; most changes of a page leave every key with its command."""
        self._meaning = {}
        for _, action in self.reachable():
            for shortcut in keys_of(action):
                self._meaning.setdefault(shortcut, action)
        if self._meaning.keys() == self._bound.keys():
            return
        for shortcut in self._bound.keys() - self._meaning.keys():
            old = self._bound.pop(shortcut)
            self._window.removeAction(old)
            old.deleteLater()
        for shortcut in self._meaning.keys() - self._bound.keys():
            self._bound[shortcut] = self._bound_to_window(shortcut)

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Enter belongs to the field one types in: Qt lets a field keep letters, but not Enter."""
        typing = isinstance(now, QLineEdit | QPlainTextEdit | QTextEdit)
        for shortcut in ENTER & self._bound.keys():
            self._bound[shortcut].setEnabled(not typing)

    def _bound_to_window(self, shortcut: str) -> QAction:
        bound = QAction(self._window)
        bound.setShortcut(QKeySequence(shortcut))
        bound.triggered.connect(lambda _=False: run(self._meaning[shortcut]))
        if shortcut in ENTER:
            bound.setEnabled(not isinstance(QApplication.focusWidget(), QLineEdit))
        self._window.addAction(bound)
        return bound


def run(action: Action) -> None:
    """Run a command unless it is impossible now."""
    if not action.reason():
        action.run()


def keys_of(action: Action) -> list[str]:
    """All keys of a command, normalised; several are written with `` | `` between them."""
    return list(_normalised(action.shortcut))


@lru_cache(maxsize=1024)
def _normalised(shortcuts: str) -> tuple[str, ...]:
    portable = QKeySequence.SequenceFormat.PortableText
    parts = [part for part in shortcuts.split(" | ") if part]
    return tuple(QKeySequence(part).toString(portable) for part in parts)


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
