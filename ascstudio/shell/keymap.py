"""Which key runs which command: the usual ones, and those the user chose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from ascstudio import theme
from ascstudio.pages import Action
from ascstudio.settings import Settings

GENERAL = ""
"""Where a command works that works everywhere."""
CHANGED = "keys.changed"
MOST_SCENES = 64
Changes = Mapping[str, tuple[str, ...]]
"""Command -> its keys instead of the usual ones; none: it has no key."""
Groups = Mapping[str, Sequence[Action]]
"""Page, or ``GENERAL`` -> its commands with their usual keys."""

MOVING = {"Tab", "Shift+Tab", "Backtab", "Shift+Backtab", "Esc"}
_MODIFIERS = {
    Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_Super_L, Qt.Key.Key_Super_R,
    Qt.Key.Key_unknown,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clash:
    """Why a command cannot have a key.

    Attributes:
        key: the key, in Qt's portable notation.
        others: (page, command) that have it where the command would; none: it is nobody's to give.
        swap: whether command and clash can change keys; only with one other.
    """

    key: str
    others: tuple[tuple[str, Action], ...]
    swap: bool


def keys_of(action: Action) -> list[str]:
    """All keys of a command, normalised; several are written with `` | `` between them."""
    return list(_normalised(action.shortcut))


@lru_cache(maxsize=1024)
def _normalised(shortcuts: str) -> tuple[str, ...]:
    return tuple(portable(part) for part in shortcuts.split(" | ") if part)


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


def changes_of(settings: Settings) -> dict[str, tuple[str, ...]]:
    """What the user changed."""
    return read_changes(settings.items(CHANGED))


def read_changes(lines: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Changes as they are kept, without what makes no sense and keys that nobody can be given."""
    found = {}
    for line in lines:
        command, equals, words = line.partition("=")
        if command and equals:
            keys = filter(None, map(portable, words.split(" | ")))
            found[command] = tuple(one for one in keys if not is_taken(one))
    return found


def keep(settings: Settings, changes: Changes) -> None:
    """Remember what the user changed; it is in force when this returns."""
    lines = [f"{command}={' | '.join(keys)}" for command, keys in sorted(changes.items())]
    settings.set(CHANGED, lines)


def portable(words: str) -> str:
    """A key in Qt's portable notation; empty for what is no key."""
    return QKeySequence(words).toString(QKeySequence.SequenceFormat.PortableText)


def typed(event: QKeyEvent) -> str:
    """The key that was typed, in Qt's portable notation; empty for a modifier alone."""
    if Qt.Key(event.key()) in _MODIFIERS:
        return ""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    words, shift = event.text(), Qt.KeyboardModifier.ShiftModifier
    if modifiers == shift and len(words) == 1 and words.isprintable() and not words.isalnum():
        modifiers &= ~shift  # "?" is a key, whatever this keyboard needs to type it
        if words == " ":
            modifiers |= shift
    return QKeySequence(event.key() | modifiers.value).toString(
        QKeySequence.SequenceFormat.PortableText
    )


def settled(groups: Groups, front: str, changes: Changes) -> list[Action]:
    """The commands that can be reached on a page, with their keys of now, its own first.

    No two of them share a key, whatever was changed: what the user chose goes before what is usual,
    and the page's own before the general. Who comes second has no key then.
    """
    own = list(groups.get(front, ())) if front != GENERAL else []
    found = [*own, *groups.get(GENERAL, ())]
    taken: set[str] = set()
    keys: dict[str, list[str]] = {}
    for chosen in (True, False):
        for action in found:
            if (action.key in changes) is chosen:
                wanted = changes[action.key] if chosen else keys_of(action)
                keys[action.key] = [one for one in dict.fromkeys(wanted) if one not in taken]
                taken.update(keys[action.key])
    return [_with_keys(action, keys[action.key], action.key in changes) for action in found]


def _with_keys(action: Action, keys: Sequence[str], changed: bool) -> Action:
    if not changed and list(keys) == keys_of(action):
        return action
    # words and caps of the sheet are written for the usual keys
    return replace(action, shortcut=" | ".join(keys), caps="", line="")


def keys_now(action: Action, changes: Changes) -> tuple[str, ...]:
    """The keys a command has, by the user's choice or as usual."""
    return changes.get(action.key, tuple(keys_of(action)))


def clash(groups: Groups, changes: Changes, page: str, action: Action, key: str) -> Clash | None:
    """Why a command cannot have a key; None where it can.

    Args:
        groups: all commands.
        changes: made so far.
        page: where the command works.
        action: the command.
        key: in Qt's portable notation.
    """
    if is_taken(key):
        return Clash(key, (), swap=False)
    others = tuple(_owners(groups, changes, page, action, key))
    if not others:
        return None
    swap = len(others) == 1 and _can_swap(groups, changes, page, action, key, others[0])
    return Clash(key, others, swap)


def is_taken(key: str) -> bool:
    """Whether a key moves about or means a scene: nobody else is given it."""
    return key in MOVING or key in scene_keys()


@lru_cache(maxsize=1)
def scene_keys() -> frozenset[str]:
    """The keys of scenes on Library, Label, Explore and Live."""
    return frozenset(filter(None, map(theme.scene_key, range(MOST_SCENES))))


def is_scene(action: Action) -> bool:
    """Whether a command gives a scene: its key is the one that stands on the scene's button."""
    name = action.key.partition(".")[2]
    return name.startswith("scene") and name.removeprefix("scene").lstrip(".").isdigit()


def given(changes: Changes, action: Action, keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The changes with these keys for a command; its usual ones are no change."""
    wanted = tuple(dict.fromkeys(keys))
    others = {command: old for command, old in changes.items() if command != action.key}
    return others if wanted == tuple(keys_of(action)) else {**others, action.key: wanted}


def swapped(
    changes: Changes, action: Action, key: str, other: Action
) -> dict[str, tuple[str, ...]]:
    """The changes with a key for a command, and the command's old keys for the one that had it."""
    old = keys_now(action, changes)
    left = [one for one in keys_now(other, changes) if one != key]
    return given(given(changes, action, [key]), other, left or old)


def _owners(
    groups: Groups, changes: Changes, page: str, action: Action, key: str
) -> Iterable[tuple[str, Action]]:
    for where in _beside(groups, page):
        for one in groups.get(where, ()):
            if one.key != action.key and key in keys_now(one, changes):
                yield where, one


def _beside(groups: Groups, page: str) -> list[str]:
    """Where commands work at the same time as those of a page."""
    return list(groups) if page == GENERAL else [page, GENERAL]


def _can_swap(
    groups: Groups, changes: Changes, page: str, action: Action, key: str, owner: tuple[str, Action]
) -> bool:
    where, other = owner
    after = swapped(changes, action, key, other)
    new = set(keys_now(other, after)) - set(keys_now(other, changes))
    return not any(clash(groups, after, where, other, one) for one in new)


def where_words(page: str, titles: Mapping[str, str]) -> str:
    """Where a command works."""
    return titles.get(page, "") or QCoreApplication.translate("Keys", "Everywhere")
