"""Which key is printed where a command's usual key was written down.

A page writes the usual key of a command on its buttons; the user may have given the command another
one. The registry of commands says so here, and whatever prints a key asks while it prints.
"""

from collections.abc import Mapping
from functools import lru_cache

from PySide6.QtCore import QLocale
from PySide6.QtGui import QKeySequence

_others: dict[str, str] = {}


def publish(others: Mapping[str, str]) -> None:
    """Say which usual keys are others now, on the page in front; an empty one is none."""
    _others.clear()
    _others.update(others)


def key_now(usual: str) -> str:
    """The key of now for a usual one, both in Qt's portable notation."""
    return _others.get(usual, usual)


def key_words(shortcut: str) -> str:
    """A shortcut as this system writes it, with the words of the design: ``Ctrl K``."""
    if shortcut == "+":  # the key itself, not what joins two keys
        return shortcut
    return _native(shortcut, QLocale().name())


@lru_cache(maxsize=1024)
def _native(shortcut: str, _language: str) -> str:
    """Lists of keys ask again for each letter that is typed; the words for keys are Qt's own."""
    native = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
    return (native or shortcut).replace("+", " ").replace("  ", " +").replace("Return", "Enter")
