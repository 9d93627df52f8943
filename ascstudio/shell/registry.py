"""One registry of commands feeds menus, palette, shortcuts, tooltips and the key list."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from ascstudio.pages import Action
from ascstudio.settings import Settings
from ascstudio.shell.keymap import (
    CHANGED,
    GENERAL,
    changes_of,
    clashes,
    first_key,
    keys_of,
    settled,
)
from ascstudio.widgets.keys import publish

ENTER = {"Return", "Enter"}
LEAVE = "quit"


class ActionRegistry(QObject):
    """Commands as data, by the page they work on, and the shortcuts bound to a window.

    A page's own meaning of a key goes before the general one; two commands of one page cannot
    share a key.
    """

    changed = Signal()

    def __init__(self, window: QWidget, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._settings = window, settings
        self._groups: dict[str, list[Action]] = {}
        self._titles: dict[str, str] = {GENERAL: ""}
        self._bound: dict[str, QAction] = {}
        # of other pages: to take them again costs a third of making them
        self._free: list[QAction] = []
        self._meaning: dict[str, Action] = {}
        self._settled: list[Action] = []
        self._changes = changes_of(settings)
        self._front = GENERAL
        settings.changed.connect(self._on_setting)
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
        """(page title, command) of the page in front, then of everywhere, with their keys."""
        own = {action.key for action in self._groups.get(self._front, [])}
        title = self._titles[self._front]
        return [(title if one.key in own else "", one) for one in self._settled]

    def elsewhere(self) -> list[tuple[str, str, Action]]:
        """(page, its title, command) of the pages that were made and are not in front."""
        away = (page for page in self._groups if page not in (GENERAL, self._front))
        return [(page, self._titles[page], one) for page in away for one in self._groups[page]]

    def groups(self) -> dict[str, tuple[Action, ...]]:
        """Page, or ``GENERAL`` -> its commands with their usual keys."""
        return {page: tuple(actions) for page, actions in self._groups.items()}

    def titles(self) -> dict[str, str]:
        """Page -> its title."""
        return dict(self._titles)

    def of_menu(self, menu: str) -> list[Action]:
        """Commands a menu shows now: general ones, then the page's; leaving comes last."""
        own = {action.key for action in self._groups.get(self._front, [])}
        shown = [action for action in self._settled if action.menu == menu]
        general = self._front == GENERAL
        return sorted(shown, key=lambda one: (one.key == LEAVE, not general and one.key in own))

    def find(self, key: str) -> Action | None:
        """A command by its name, with its key of now where it can be reached."""
        for action in self._settled:
            if action.key == key:
                return action
        return next((a for group in self._groups.values() for a in group if a.key == key), None)

    def _on_setting(self, key: str) -> None:
        if key == CHANGED:
            self._changes = changes_of(self._settings)
            self._bind()
            self.changed.emit()

    def _bind(self) -> None:
        """Bind the keys of now; most changes of a page leave every key with its command."""
        self._settled = settled(self._groups, self._front, self._changes)
        self._meaning = {key: action for action in self._settled for key in keys_of(action)}
        self._publish()
        if self._meaning.keys() == self._bound.keys():
            return
        for shortcut in self._bound.keys() - self._meaning.keys():
            free = self._bound.pop(shortcut)
            self._window.removeAction(free)
            self._free.append(free)
        for shortcut in self._meaning.keys() - self._bound.keys():
            self._bound[shortcut] = self._bound_to_window(shortcut)

    def _publish(self) -> None:
        """Tell what prints keys which are others now."""
        others: dict[str, str] = {}
        usual = [*self._groups.get(self._front, []), *self._groups.get(GENERAL, [])]
        for before in usual if self._changes else []:
            if before.key in self._changes:
                now = self.find(before.key)
                others.update(dict.fromkeys(keys_of(before), first_key(now) if now else ""))
        publish(others)

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Enter belongs to the field one types in: Qt lets a field keep letters, but not Enter."""
        typing = isinstance(now, QLineEdit | QPlainTextEdit | QTextEdit)
        for shortcut in ENTER & self._bound.keys():
            self._bound[shortcut].setEnabled(not typing)

    def _bound_to_window(self, shortcut: str) -> QAction:
        bound = self._free.pop() if self._free else self._new()
        bound.setData(shortcut)
        bound.setShortcut(QKeySequence(shortcut))
        typing = shortcut in ENTER and isinstance(QApplication.focusWidget(), QLineEdit)
        bound.setEnabled(not typing)
        self._window.addAction(bound)
        return bound

    def _new(self) -> QAction:
        made = QAction(self._window)
        made.triggered.connect(lambda _=False: run(self._meaning[made.data()]))
        return made


def run(action: Action) -> None:
    """Run a command unless it is impossible now."""
    if not action.reason():
        action.run()
