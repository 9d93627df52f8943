"""Recordings go to the trash of the system, after a question, and never for good."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ascstudio.pages.library.delete_dialog import DeleteDialog
from ascstudio.pages.library.deleting import doomed, trash
from ascstudio.pages.library.import_dialog import ProblemsDialog
from ascstudio.pages.library.view import LibraryPage
from ascstudio.shell.window import MainWindow
from ml_core import api
from tests.ascstudio.test_library_page import click_row, page, project, shown_names, the_dialog

__all__ = ["page", "project"]
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def bin_of_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for what is thrown away."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(home))
    return home / "Trash" / "files"


def ask(qtbot: QtBot, window: MainWindow, page: LibraryPage) -> DeleteDialog:
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Delete, CONTROL_SHIFT)
    dialog = the_dialog(window, DeleteDialog)
    qtbot.waitUntil(lambda: dialog.list.count() > 0)
    return dialog


def test_cancel_is_what_enter_does_and_deletes_nothing(
    qtbot: QtBot, window: MainWindow, page: LibraryPage
) -> None:
    click_row(qtbot, page, 0)
    dialog = ask(qtbot, window, page)
    assert dialog.cancel_button.hasFocus()
    qtbot.keyClick(dialog.cancel_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert len(shown_names(page)) == 5
    assert all(clip.path.is_file() for clip in window.context.session.table.clips)


def test_the_dialog_names_number_and_size_and_the_files_go_to_the_trash(
    qtbot: QtBot, window: MainWindow, page: LibraryPage, bin_of_the_system: Path
) -> None:
    session = window.context.session
    bus = session.table.clips[0]
    session.edit([], lambda opened: opened.add_segment(bus.recording_id, 0.1, 0.2, scene="tram"))
    page.presenter.select([clip.segment_id for clip in session.table.clips[:2]], bus.segment_id)
    files = sorted({clip.path for clip in session.table.clips if clip.scene == "bus"})
    dialog = ask(qtbot, window, page)
    size = sum(path.stat().st_size for path in files)
    assert f"2 recordings ({round(size / 1000)} kB)" in dialog.sentence.text()
    assert "3 clips leave" in dialog.sentence.text()
    assert dialog.others.text().startswith("1 of these clips was not selected")
    with qtbot.waitSignal(window.context.said) as said:
        qtbot.mouseClick(dialog.delete_button, Qt.MouseButton.LeftButton)
    assert said.args[0].startswith("2 recordings are in the trash.")
    assert said.args[1] is True
    assert sorted(path.name for path in bin_of_the_system.iterdir()) == [p.name for p in files]
    assert not any(path.exists() for path in files)
    qtbot.waitUntil(lambda: shown_names(page) == ["park-0.wav", "park-1.wav", "park-2.wav"])
    session.undo()
    assert len(session.table) == 6


def test_what_the_trash_does_not_take_stays_and_is_named(
    qtbot: QtBot, window: MainWindow, page: LibraryPage
) -> None:
    click_row(qtbot, page, 0)
    click_row(qtbot, page, 1, extend=True)
    dialog = ask(qtbot, window, page)
    gone = next(clip for clip in window.context.session.table.clips if clip.name == "bus-1.wav")
    gone.path.unlink()
    with qtbot.waitSignal(page.presenter.deleter.ended):
        qtbot.mouseClick(dialog.delete_button, Qt.MouseButton.LeftButton)
    problems = the_dialog(window, ProblemsDialog)
    assert problems.windowTitle() == "Files that were not deleted: 1"
    assert problems.table.topLevelItem(0).text(0) == "bus-1.wav"
    problems.accept()
    qtbot.waitUntil(lambda: len(shown_names(page)) == 4)
    assert "bus-1.wav" in shown_names(page)


def test_stopped_half_way_the_project_knows_what_went(project: Path, page: LibraryPage) -> None:
    table = page.context.session.table
    found = doomed(table, table.segment_ids.tolist())
    monitor = api.Monitor(lambda progress: monitor.cancel() if progress.done == 2 else None)
    with pytest.raises(api.Cancelled):
        trash(project, found, monitor)
    with api.Project.open(project, read_only=True) as opened:
        assert all(clip.path.is_file() for clip in opened.clips())
        assert len(opened.clips()) == 2
