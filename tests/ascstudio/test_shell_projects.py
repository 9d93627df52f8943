"""Projects in the File menu: a new one, another, ten recent, the missing ones grey, none."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from ascstudio.shell.new_project import NewProjectDialog
from ascstudio.shell.projects import MOST, RECENT
from ascstudio.shell.window import MainWindow
from ml_core import api


def test_ten_are_offered_and_a_missing_one_says_so(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    folders = [tmp_path / f"walk {n}" for n in range(MOST + 2)]
    for folder in folders:
        api.Project.create(folder).close()
    window.context.settings.set("start.recent", [str(folder) for folder in folders])
    shutil.rmtree(folders[1])
    window.refresh()
    offered = window.registry.of_menu(RECENT)
    assert [one.text for one in offered] == [f"Open walk {n}" for n in range(MOST)]
    assert [bool(one.reason()) for one in offered] == [n == 1 for n in range(MOST)]
    session = window.context.session
    with qtbot.waitSignal(session.changed):
        offered[2].run()
    assert session.folder == folders[2]
    assert window.front() == "library"
    again = [one.text for one in window.registry.of_menu(RECENT)]
    assert "Open walk 2" not in again  # it is the one that is open


def test_quit_comes_last_and_what_was_said_of_another_project_is_gone(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        api.Project.create(tmp_path / name).close()
    session = window.context.session
    with qtbot.waitSignal(session.changed):
        session.open(tmp_path / "one")
    window.show_page("library")
    keys = [action.key for action in window.registry.of_menu("file")]
    assert "library.export" in keys
    assert keys[-1] == "quit"
    window.context.say("The demo project is ready and open")
    assert window.status.event_text()
    with qtbot.waitSignal(session.changed):
        session.open(tmp_path / "two")
    assert not window.status.event_text()
    assert not window.toast.isVisible()


def test_one_that_cannot_be_opened_is_a_banner(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "project.sqlite").write_bytes(b"no database at all" * 100)
    window.context.settings.set("start.recent", [str(broken)])
    window.refresh()
    found = window.registry.find("recent.0")
    assert found is not None
    found.run()
    assert window._shown_banners
    assert window._shown_banners[0].state == "err"


CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize("page", ["start", "library", "train"])
def test_keys_make_open_and_close_projects_from_every_page(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    session = window.context.session
    api.Project.create(tmp_path / "walks").close()
    chosen = [""]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: chosen[0])
    window.show_page(page)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_O, CTRL)  # and thought better of it
    assert window.front() == page
    assert session.project is None
    chosen[0] = str(tmp_path / "walks")
    with qtbot.waitSignal(session.changed):
        QTest.keyClick(window, Qt.Key.Key_O, CTRL)
    assert session.folder == tmp_path / "walks"
    assert window.front() == "library"
    window.show_page(page)
    QTest.keyClick(window, Qt.Key.Key_N, CTRL)
    dialog = window.findChild(NewProjectDialog)
    assert dialog is not None
    QTest.keyClicks(dialog.name, "fresh")
    with qtbot.waitSignal(session.changed):
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert session.folder == tmp_path / "fresh"  # beside the last one
    assert window.front() == "library"
    window.show_page(page)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    with qtbot.waitSignal(session.closed):
        QTest.keyClick(window, Qt.Key.Key_W, CTRL)
    assert session.project is None
    assert window.front() == "start"
    close = window.registry.find("close")
    assert close is not None
    assert close.reason() == "No project is open."
    QTest.keyClick(window, Qt.Key.Key_W, CTRL)  # does nothing


def test_recent_projects_are_a_menu_of_their_own(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.top.fill("file")
    menu = window.top.menu("file")
    words = [action.text().partition("\t")[0] for action in menu.actions()]
    assert "Open recent" not in words  # there are none
    for name in ("one", "two"):
        api.Project.create(tmp_path / name).close()
    window.context.settings.set("start.recent", [str(tmp_path / name) for name in ("one", "two")])
    window.refresh()
    for _ in range(2):  # it is filled whenever it opens
        window.top.fill("file")
        words = [action.text().partition("\t")[0] for action in menu.actions()]
        own = ["New project...", "Open a project...", "Open recent", "Close the project"]
        assert words[:5] == ["Start page", *own]
        assert words[-1] == "Quit"
    entry = menu.actions()[3]
    recent = entry.menu()
    recent.aboutToShow.emit()
    assert [action.text() for action in recent.actions()] == ["Open one", "Open two"]
    with qtbot.waitSignal(window.context.session.changed):
        recent.actions()[1].trigger()
    assert window.context.session.folder == tmp_path / "two"


def new_dialog(window: MainWindow) -> NewProjectDialog:
    new = window.registry.find("new")
    assert new is not None
    new.run()
    dialog = window.findChild(NewProjectDialog)
    assert dialog is not None
    return dialog


def test_the_folder_of_a_new_project_is_made_only_when_it_is_wanted(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = new_dialog(window)
    assert dialog.focusWidget() is dialog.name
    dialog.place.setText(str(tmp_path))
    assert not dialog.make_button.isEnabled()
    dialog.name.setText("walks")
    assert dialog.said.text() == f'The folder "{tmp_path / "walks"}" will be made.'
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert not (tmp_path / "walks").exists()
    qtbot.waitUntil(lambda: window.findChild(NewProjectDialog) is None)
    (tmp_path / "there").mkdir()
    dialog = new_dialog(window)
    dialog.place.setText(str(tmp_path))
    dialog.name.setText("there")
    assert "is there already; the project goes into it" in dialog.said.text()
    with qtbot.waitSignal(window.context.session.changed):
        QTest.mouseClick(dialog.make_button, Qt.MouseButton.LeftButton)
    assert window.context.session.folder == tmp_path / "there"


def test_a_new_project_that_cannot_be_says_why(window: MainWindow, tmp_path: Path) -> None:
    api.Project.create(tmp_path / "walks").close()
    (tmp_path / "file").write_text("")
    dialog = new_dialog(window)
    dialog.name.setText("walks")
    for place, name, words in (
        (tmp_path, "walks", "There is a project of this name already."),
        (tmp_path, "file", "There is a file of this name already."),
        (tmp_path, "a/b", "A folder cannot be called so."),
        (tmp_path, " ", "Give it a name"),
        (tmp_path / "nowhere", "walks", "There is no folder"),
        (Path("here"), "walks", "There is no folder"),
    ):
        dialog.place.setText(str(place))
        dialog.name.setText(name)
        assert dialog.said.text().startswith(words)
        assert not dialog.make_button.isEnabled()
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)
        assert dialog.isVisible()
    dialog.place.setText(str(tmp_path))
    dialog.name.setText("n" * 300)  # what only the disk knows
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.said.text().startswith("Cannot make a project in")
    assert window.context.session.project is None
    dialog.reject()
