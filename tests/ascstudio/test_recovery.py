"""What a crash broke off comes in when its project opens, is said once, and never again."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ascstudio.app import open_first
from ascstudio.shell.window import MainWindow
from ascstudio.widgets.buttons import IconButton
from ascstudio.widgets.messages import Banner
from ml_core import api

RATE_HZ = 8_000
TIMEOUT_MS = 20_000


@pytest.fixture
def broken_off(tmp_path: Path) -> Path:
    """A project with two seconds of a recording in the park, whose maker was killed."""
    project = tmp_path / "project"
    api.Project.create(project).close()
    folder = project / "recordings"
    folder.mkdir()
    sound = np.full(2 * RATE_HZ, 0.1, np.float32)
    api.write_wav(folder / "20261101_101010.wav", sound, RATE_HZ)
    (folder / "20261101_101010.wav.json").write_text('{"scene": "park"}')
    return project


def banners(window: MainWindow) -> list[Banner]:
    return [one for one in window.findChildren(Banner) if one.isVisible()]


def settled(qtbot: QtBot, window: MainWindow) -> None:
    """All that was asked of the reading thread is done."""
    done: list[None] = []
    window.context.session.background(lambda: None, done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=TIMEOUT_MS)


Open = Callable[[MainWindow, Path], None]


def by_name(window: MainWindow, project: Path) -> None:
    """As ``ascstudio FOLDER`` does."""
    open_first(window, project)


def in_the_background(window: MainWindow, project: Path) -> None:
    """While no page has been made but the start page."""
    window.context.session.open(project)


@pytest.mark.parametrize("open_it", [by_name, in_the_background])
def test_it_comes_in_and_is_said_once(
    qtbot: QtBot, window: MainWindow, broken_off: Path, open_it: Open
) -> None:
    session = window.context.session
    open_it(window, broken_off)
    qtbot.waitUntil(lambda: len(session.table) == 1, timeout=TIMEOUT_MS)
    clip = session.table.clips[0]
    assert (clip.scene, clip.duration_s) == ("park", 2.0)
    qtbot.waitUntil(lambda: bool(banners(window)), timeout=TIMEOUT_MS)
    (banner,) = banners(window)
    assert banner.accessibleName() == "A recording was broken off"
    assert banner.accessibleDescription().startswith("2.0 s are in the project again")
    cross = next(one for one in banner.findChildren(IconButton))
    qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not banners(window))
    session.close()
    open_it(window, broken_off)
    qtbot.waitUntil(lambda: len(session.table) == 1, timeout=TIMEOUT_MS)
    qtbot.wait(1)  # what was posted at the opening is delivered
    settled(qtbot, window)
    assert not banners(window)
    assert len(session.table) == 1
    assert session.undo() == 'Import "Recording of park"'


def test_what_somebody_else_records_is_left_to_them(
    qtbot: QtBot, window: MainWindow, broken_off: Path
) -> None:
    from ml_core.runs.process import ProcessName

    note = broken_off / "recordings/20261101_101010.wav.json"
    maker = ProcessName.of(os.getppid()).to_table()
    note.write_text(json.dumps({"scene": "park", "process": maker}))
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.open(broken_off)
    qtbot.wait(1)
    settled(qtbot, window)
    assert len(window.context.session.table) == 0
    assert note.exists()


def test_one_that_holds_nothing_or_no_sound_does_not_come_again(
    qtbot: QtBot, window: MainWindow, broken_off: Path
) -> None:
    folder = broken_off / "recordings"
    wav = folder / "20261101_101010.wav"
    empty = folder / "20261101_111111.wav"
    empty.write_bytes(wav.read_bytes()[:44])
    shutil.copy(f"{wav}.json", f"{empty}.json")
    wav.write_bytes(b"no sound" * 100)
    window.context.session.open(broken_off)
    qtbot.waitUntil(lambda: not list(folder.glob("*.json")), timeout=TIMEOUT_MS)
    assert [path.name for path in folder.iterdir()] == [wav.name]  # not ours to throw away
    settled(qtbot, window)
    assert not banners(window)


def test_a_project_to_look_at_is_left_as_it_is(
    qtbot: QtBot, window: MainWindow, broken_off: Path
) -> None:
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.open(broken_off, read_only=True)
    qtbot.wait(1)
    settled(qtbot, window)
    assert not banners(window)
    assert (broken_off / "recordings/20261101_101010.wav.json").exists()
