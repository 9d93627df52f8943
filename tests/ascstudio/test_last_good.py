"""A project whose database a disk has spoiled opens as it was, and says so."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ascstudio.app import open_first
from ascstudio.shell.window import MainWindow
from ml_core.project.safekeeping import COPY
from tests.ml_core.projects import filled


def shown(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    with qtbot.waitSignal(window.context.session.changed):
        open_first(window, folder)


def test_the_last_good_state_opens_and_the_bad_file_is_named(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    folder = tmp_path / "project"
    filled(folder, 6).close()
    session = window.context.session
    shown(qtbot, window, folder)
    qtbot.waitUntil(lambda: (folder / COPY).is_file())  # made by itself, in the background
    scenes = [clip.scene for clip in session.table.clips]
    assert session.label([1], "after the copy")
    with qtbot.waitSignal(session.closed):
        session.close()
    qtbot.waitUntil(lambda: not list(folder.glob("*-wal")))
    database = folder / "project.sqlite"
    database.write_bytes(database.read_bytes()[:4096] + b"\xa5" * 50_000)
    shown(qtbot, window, folder)
    assert [clip.scene for clip in session.table.clips] == scenes
    (aside,) = folder.glob("project.damaged-*.sqlite")
    qtbot.waitUntil(lambda: bool(window._shown_banners))
    (banner,) = window._shown_banners
    assert "earlier state" in banner.title
    assert aside.name in banner.sentence
    assert session.label([1], "and on")
    session.close()
    window.drop_all_banners()
    shown(qtbot, window, folder)  # it is said once
    assert not window._shown_banners


@pytest.mark.parametrize("gone", ["cache", "runs", "bundles"])
def test_a_project_opens_without_what_can_be_made_again(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, gone: str
) -> None:
    folder = tmp_path / "project"
    filled(folder, 6).close()
    shutil.rmtree(folder / gone, ignore_errors=True)
    (folder / gone).write_bytes(b"a file where a folder should be")
    shown(qtbot, window, folder)
    assert len(window.context.session.table) == 6
    for page in ("library", "label", "explore", "train", "evaluate", "deploy"):
        window.show_page(page)
        qtbot.wait(20)
    assert window.context.session.label([1], "and on")
