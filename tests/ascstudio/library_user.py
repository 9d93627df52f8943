"""What a user does before every test of the Library: open a project in the window."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from ascstudio.pages.library.view import LibraryPage
from ascstudio.shell.window import MainWindow


def open_library(qtbot: QtBot, window: MainWindow, project: Path) -> LibraryPage:
    """The Library of a project, with its clips, in the window that has the keyboard."""
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.open(project)
    window.show_page("library")
    page = window.page("library")
    assert isinstance(page, LibraryPage)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return page
