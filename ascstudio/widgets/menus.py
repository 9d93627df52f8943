"""Menus made from commands."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtGui import QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from ascstudio.widgets.keys import key_now
from ascstudio.words import plain


class Command(Protocol):
    """What a menu needs to know of a command; the pages' actions are such."""

    @property
    def text(self) -> str:
        """What it does, translated."""

    @property
    def shortcut(self) -> str:
        """In Qt's portable notation; empty for none."""

    @property
    def reason(self) -> Callable[[], str]:
        """Says why it is impossible now; empty when it is possible."""

    @property
    def run(self) -> Callable[[], object]:
        """Does it."""


def fill_menu(
    menu: QMenu, actions: Sequence[Command], key_of: Callable[[str], str] = key_now
) -> None:
    """Put commands into a menu; what is impossible now says why.

    Keys are bound once, to the window; here they are only printed.

    Args:
        menu: gets them at its end.
        actions: the commands.
        key_of: the key of now for the one that stands in a command.
    """
    menu.setToolTipsVisible(True)
    # a menu that is filled anew each time it opens has one group all the same
    group = menu.findChild(QActionGroup) or QActionGroup(menu)
    for action in actions:
        words = plain(action.text).replace("&", "&&")  # of other people, too
        entry = menu.addAction(words)
        group.addAction(entry)
        reason = action.reason()
        entry.setEnabled(not reason)
        entry.setToolTip(plain(reason or action.text))
        key = QKeySequence(key_of(action.shortcut.split(" | ")[0]))
        if native := key.toString(QKeySequence.SequenceFormat.NativeText):
            entry.setText(f"{words}\t{native}")
        entry.triggered.connect(_runner(action))


def _runner(action: Command) -> Callable[[], None]:
    def slot() -> None:
        if not action.reason():
            action.run()

    return slot
