"""The commands that work on every page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from ascstudio.pages import Action, Context


class House(Protocol):
    """What the general commands need of the window."""

    context: Context

    def show_page(self, page_id: str, argument: object = None) -> None:
        """Bring a page to the front."""

    def open_palette(self) -> None:
        """Search or run a command."""

    def show_preferences(self, page: str = "", row: str = "") -> None:
        """What can be chosen."""

    def toggle_activity(self) -> None:
        """Show or hide the Activity panel."""

    def next_region(self) -> None:
        """Move the focus to the next part of the window."""

    def show_keys(self) -> None:
        """The keys of the page in front."""

    def undo(self) -> None:
        """Take the last operation back."""

    def redo(self) -> None:
        """Do it again."""

    def close(self) -> bool:
        """Leave."""


def general_actions(house: House) -> list[Action]:
    """Leaving, undo, preferences, palette, activity, themes, keys."""
    settings = house.context.settings

    def take(name: str) -> Callable[[], object]:
        return lambda: settings.set("appearance.theme", name)

    return [
        Action("quit", _tr("Quit"), house.close, "Ctrl+Q", "", "file"),
        *_undo_actions(house),
        Action(
            "preferences", _tr("Preferences..."), house.show_preferences, "Ctrl+,", "settings",
            "edit",
        ),
        Action(
            "palette", _tr("Search or run a command"), house.open_palette,
            "Ctrl+K | Ctrl+Shift+P", "search", "view",
        ),
        Action(
            "activity", _tr("Show or hide Activity"), house.toggle_activity, "Ctrl+J", "activity",
            "view",
        ),
        Action("region", _tr("Go to the next region"), house.next_region, "F6"),
        Action("dark", _tr("Dark theme"), take("dark"), "", "moon", "view"),
        Action("light", _tr("Light theme"), take("light"), "", "sun", "view"),
        Action("system", _tr("Theme of the system"), take("system"), "", "", "view"),
        Action("keys", _tr("Keys of this page"), house.show_keys, "F1 | ?", "keyboard", "help"),
    ]  # fmt: skip


def _undo_actions(house: House) -> list[Action]:
    session = house.context.session
    undo, redo = session.undo_text(), session.redo_text()
    undo_words = _tr("Undo: %1").replace("%1", undo) if undo else _tr("Undo")
    redo_words = _tr("Redo: %1").replace("%1", redo) if redo else _tr("Redo")
    nothing, again = _tr("There is nothing to undo"), _tr("There is nothing to do again")
    return [
        Action(
            "undo", undo_words, house.undo, "Ctrl+Z", "undo", "edit",
            reason=lambda: "" if undo else nothing, line=_tr("Undo"),
        ),
        Action(
            "redo", redo_words, house.redo, "Ctrl+Shift+Z | Ctrl+Y", "redo", "edit",
            reason=lambda: "" if redo else again, line=_tr("Redo"),
        ),
    ]  # fmt: skip


def page_actions(house: House, pages: Sequence[tuple[str, str, str]]) -> list[Action]:
    """Going to a page by its number.

    Args:
        house: shows them.
        pages: (id, title, icon) of those in the rail.
    """
    found = [
        Action(
            f"go.{page}", _tr("Go to %1").replace("%1", title), partial(house.show_page, page),
            f"Alt+{place}", icon, "view", line=_tr("Pages 1 to 8"), caps="Alt+1 | – | 8",
        )
        for place, (page, title, icon) in enumerate(pages, start=1)
    ]  # fmt: skip
    start = partial(house.show_page, "start")
    return [*found, Action("go.start", _tr("Start page"), start, "Alt+Home", "home", "file")]


def _tr(words: str) -> str:
    return QCoreApplication.translate("MainWindow", words)
