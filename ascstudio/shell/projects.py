"""Making, opening and closing a project as commands: in the File menu, the palette, by keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ascstudio.pages import Action, Context
from ascstudio.shell.new_project import STORE, NewProjectDialog
from ascstudio.widgets.choosing import choose_folder
from ml_core import api

MOST = 10
RECENT = "file.recent"
"""The menu within File that holds what was open before."""


def project_actions(
    window: QWidget,
    context: Context,
    show: Callable[[str], object],
    problem: Callable[[api.AscError], object],
) -> list[Action]:
    """A new project, another one, the last ten, and none.

    Args:
        window: asks for folders, and for what a new project is called.
        context: what pages share.
        show: brings a page to the front.
        problem: told why a project could not be opened.
    """
    session, settings = context.session, context.settings

    def take(step: Callable[[Path], None], folder: Path | None) -> None:
        if folder is None:
            return
        try:
            step(folder)
        except api.AscError as error:
            problem(error)
        else:
            show("library")

    def new() -> None:
        dialog = NewProjectDialog(session.create, settings, window)
        dialog.made.connect(lambda: show("library"))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def another() -> None:
        title = _tr("Open a project")
        take(session.open, choose_folder(window, settings, "projects", title))

    def close() -> None:
        session.close()
        show("start")

    closed = _tr("No project is open.")
    folders = [Path(one) for one in settings.items("start.recent")]
    others = [folder for folder in folders if folder != session.folder][:MOST]
    recent = [
        Action(
            f"recent.{n}", _tr("Open {name}").format(name=folder.name),
            partial(take, session.open, folder), icon="folder", menu=RECENT,
            reason=partial(_reason, folder),
        )
        for n, folder in enumerate(others)
    ]  # fmt: skip
    return [
        Action("new", _tr("New project..."), new, "Ctrl+N", "plus", "file"),
        Action("open", _tr("Open a project..."), another, "Ctrl+O", "folder", "file"),
        *recent,
        Action(
            "close", _tr("Close the project"), close, "Ctrl+W", "close", "file",
            reason=lambda: closed if session.project is None else "",
        ),
    ]  # fmt: skip


def is_project(folder: Path) -> bool:
    """Whether there is a project; a folder that cannot be looked at is none."""
    try:
        return (folder / STORE).is_file()
    except OSError:
        return False


def _reason(folder: Path) -> str:  # looked at when a menu opens, not before
    return "" if is_project(folder) else _tr("The project is not there any more.")


def _tr(words: str) -> str:
    return QCoreApplication.translate("Projects", words)
