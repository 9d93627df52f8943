"""Recent projects as commands: in the File menu and the palette."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from ascstudio.pages import Action, Context
from ml_core import api

MOST = 10
STORE = "project.sqlite"


def recent_actions(
    context: Context, show: Callable[[str], object], problem: Callable[[api.AscError], object]
) -> list[Action]:
    """Commands that open the last ten projects; one that is not there is grey and says so.

    Args:
        context: what pages share.
        show: brings a page to the front.
        problem: told why a project could not be opened.
    """
    words = QCoreApplication.translate("Recent", "Open {name}")
    gone = QCoreApplication.translate("Recent", "The project is not there any more.")

    def run(folder: Path) -> None:
        try:
            context.session.open(folder)
        except api.AscError as error:
            problem(error)
        else:
            show("library")

    def reason(folder: Path) -> str:  # looked at when a menu opens, not before
        return "" if (folder / STORE).is_file() else gone

    folders = [Path(one) for one in context.settings.items("start.recent")]
    others = [folder for folder in folders if folder != context.session.folder][:MOST]
    return [
        Action(
            f"recent.{n}", words.format(name=folder.name), partial(run, folder), icon="folder",
            menu="file", reason=partial(reason, folder),
        )
        for n, folder in enumerate(others)
    ]  # fmt: skip
