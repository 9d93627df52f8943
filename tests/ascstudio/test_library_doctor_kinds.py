"""Every kind of problem in the window: one key mends or excludes it, undo brings it back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from ill_project import write_ill_project
from library_user import open_library
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ascstudio.pages.library.view import LibraryPage
from ascstudio.shell.window import MainWindow
from ml_core.labelling.doctor.problems import KINDS


@pytest.fixture
def examined(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> LibraryPage:
    """The Library of a project in which everything is wrong, after one look."""
    page = open_library(qtbot, window, write_ill_project(tmp_path))
    panel = page.inspector.doctor
    qtbot.mouseClick(panel.examine_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.presenter.state.report is not None, timeout=30_000)
    return page


def test_each_kind_is_mended_with_one_key_and_undone_with_one(
    qtbot: QtBot, examined: LibraryPage
) -> None:
    panel, session = examined.inspector.doctor, examined.context.session
    doctor = panel.presenter

    def left() -> dict[str, int]:
        return {kind: len(found) for kind, found in doctor.state.left.items()}

    before = left()
    assert [kind for kind in KINDS if not before[kind]] == []
    for kind in KINDS:
        qtbot.mouseClick(panel.kinds[kind], Qt.MouseButton.LeftButton)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Delete):
            panel.list.setCurrentRow(0)
            detail = panel.detail.text()
            assert detail
            panel.list.setFocus()
            qtbot.keyClick(panel.list, key)
            qtbot.waitUntil(lambda k=kind: left()[k] < before[k])
            assert session.undo_text()
            qtbot.keyClick(panel.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
            qtbot.waitUntil(lambda: left() == before)
        if kind.endswith("_tells"):  # the proof, in words with its figures
            assert len(re.findall(r"\d+ %", detail)) >= 2
        qtbot.mouseClick(panel.back_button, Qt.MouseButton.LeftButton)


def test_a_leak_is_mended_on_the_side_of_most(qtbot: QtBot, examined: LibraryPage) -> None:
    panel, session = examined.inspector.doctor, examined.context.session
    qtbot.mouseClick(panel.kinds["leaking"], Qt.MouseButton.LeftButton)
    assert panel.list.count() == 1
    panel.list.setCurrentRow(0)
    assert "one walk" in panel.detail.text()
    assert examined.presenter.state.selected  # it is shown in the table as well
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not panel.presenter.state.open)
    walk = [clip.split for clip in session.table.clips if clip.source == "one walk"]
    assert walk == ["train", "train"]
