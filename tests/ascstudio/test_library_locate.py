"""Recordings that have moved are found again; a label never lands on a wrong file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from library_user import open_library
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ascstudio.pages.library.locate_dialog import LocateDialog
from ascstudio.pages.library.view import LibraryPage
from ascstudio.shell.window import MainWindow
from ml_core import api

RATE_HZ = 8_000


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> LibraryPage:
    """Four recordings whose folder has another name since."""
    generator = np.random.default_rng(4)
    walk = tmp_path / "walk"
    for name in ("bus/0", "bus/1", "park/0", "park/1"):
        path = walk / f"{name}.wav"
        path.parent.mkdir(parents=True, exist_ok=True)
        api.write_wav(path, generator.normal(0, 0.1, 2000).astype(np.float32), RATE_HZ)
    folder = tmp_path / "project"
    with api.Project.create(folder) as made:
        api.import_recordings(made, walk)
        api.hash_missing(made)
    walk.rename(tmp_path / "elsewhere")
    return open_library(qtbot, window, folder)


def open_dialog(qtbot: QtBot, page: LibraryPage) -> LocateDialog:
    """Through the banner."""
    qtbot.waitUntil(lambda: bool(page.banners()))
    banner = page.banners()[0]
    assert banner.state == "err"
    assert "4" in banner.sentence
    banner.actions[0][1]()
    (dialog,) = [one for one in page.window().findChildren(LocateDialog) if one.isVisible()]
    return dialog


def search(
    qtbot: QtBot, dialog: LocateDialog, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> api.Relocation:
    ask = "ascstudio.widgets.choosing.QFileDialog.getExistingDirectory"
    monkeypatch.setattr(ask, lambda *_: str(folder))
    qtbot.mouseClick(dialog.search_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.presenter.state.found is not None)
    found = dialog.presenter.state.found
    assert found is not None
    return found


def test_what_moved_is_found_and_the_banner_goes(
    qtbot: QtBot, page: LibraryPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = open_dialog(qtbot, page)
    found = search(qtbot, dialog, tmp_path / "elsewhere", monkeypatch)
    assert (found.found, found.missing) == (4, 0)
    qtbot.waitUntil(lambda: not page.banners())
    qtbot.waitUntil(lambda: all(clip.path.is_file() for clip in page.presenter.state.table.clips))
    dialog.accept()


def test_other_sound_of_the_same_name_is_not_taken(
    qtbot: QtBot, page: LibraryPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = tmp_path / "elsewhere/bus/1.wav"
    samples = np.linspace(-0.5, 0.5, 2000).astype(np.float32)
    api.write_wav(wrong, samples, RATE_HZ)
    dialog = open_dialog(qtbot, page)
    found = search(qtbot, dialog, tmp_path / "elsewhere", monkeypatch)
    assert (found.found, found.missing) == (3, 1)
    assert dialog.list.item(0).text().endswith("bus/1.wav")
    dialog.accept()


def test_a_folder_without_them_changes_nothing(
    qtbot: QtBot, page: LibraryPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "nothing").mkdir()
    dialog = open_dialog(qtbot, page)
    before = page.context.session.undo_text()
    found = search(qtbot, dialog, tmp_path / "nothing", monkeypatch)
    assert (found.found, found.missing) == (0, 4)
    assert page.context.session.undo_text() == before
    assert page.banners()
    dialog.accept()
