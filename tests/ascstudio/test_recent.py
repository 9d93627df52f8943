"""Recent projects in the File menu: ten, the missing ones grey."""

from __future__ import annotations

import shutil
from pathlib import Path

from pytestqt.qtbot import QtBot

from ascstudio.shell.recent import MOST
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
    offered = [one for one in window.registry.of_menu("file") if one.key.startswith("recent.")]
    assert [one.text for one in offered] == [f"Open walk {n}" for n in range(MOST)]
    assert [bool(one.reason()) for one in offered] == [n == 1 for n in range(MOST)]
    session = window.context.session
    with qtbot.waitSignal(session.changed):
        offered[2].run()
    assert session.folder == folders[2]
    assert window.front() == "library"
    again = [one.text for one in window.registry.of_menu("file") if one.key.startswith("recent.")]
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
