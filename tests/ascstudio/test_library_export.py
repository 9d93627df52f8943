"""Taking labels and clips out: exactly the stated scope, in every form."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from library_user import open_library
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from ascstudio.pages.library.export_dialog import ExportDialog
from ascstudio.pages.library.exporting import FORMS
from ascstudio.pages.library.view import LibraryPage
from ascstudio.shell.window import MainWindow
from ml_core import api
from ml_core.cli import main

RATE_HZ = 8_000


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> LibraryPage:
    """Four parks and two buses; the second bus is excluded."""
    for name in ("bus/0", "bus/1", "park/0", "park/1", "park/2", "park/3"):
        path = tmp_path / f"walk/{name}.wav"
        path.parent.mkdir(parents=True, exist_ok=True)
        api.write_wav(path, np.full(RATE_HZ // 4, 0.1, np.float32), RATE_HZ)
    folder = tmp_path / "project"
    with api.Project.create(folder) as made:
        api.import_recordings(made, tmp_path / "walk")
        made.set_state([made.clips()[1].segment_id], "excluded")
    return open_library(qtbot, window, folder)


def open_dialog(qtbot: QtBot, page: LibraryPage) -> ExportDialog:
    page.table.setFocus()
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)
    qtbot.keyClick(page.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = [one for one in page.window().findChildren(ExportDialog) if one.isVisible()]
    qtbot.waitUntil(lambda: dialog.presenter.state.left_out is not None)
    return dialog


def press(qtbot: QtBot, page: LibraryPage, dialog: ExportDialog) -> str:
    """Export; returns what is said."""
    with qtbot.waitSignal(page.context.said) as said:
        qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    return str(said.args[0])


def test_the_scope_comes_first_and_is_counted(
    qtbot: QtBot, page: LibraryPage, tmp_path: Path
) -> None:
    page.presenter.filter_facet("scene", {"park"})
    ids = [clip.segment_id for clip in page.presenter.state.table.clips if clip.scene == "park"]
    page.presenter.select(ids[:2], ids[0])
    dialog = open_dialog(qtbot, page)
    assert dialog.windowTitle() == "Export 2 selected of 6"
    assert dialog.focusWidget() is dialog.scope
    qtbot.keyClick(dialog.scope, Qt.Key.Key_Right)
    assert dialog.windowTitle() == "Export 4 of 6 clips"
    out = tmp_path / "out.csv"
    dialog.out.clear()
    qtbot.keyClicks(dialog.out, str(out))
    assert "4 clips" in press(qtbot, page, dialog)
    assert out.read_text("utf-8").count("park") >= 4
    assert "bus" not in out.read_text("utf-8")


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_written(qtbot: QtBot, page: LibraryPage, tmp_path: Path, form: str) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    ids = [clip.segment_id for clip in page.presenter.state.table.clips[2:5]]
    page.presenter.select(ids, ids[0])
    dialog = open_dialog(qtbot, page)
    dialog.presenter.set_form(form)
    dialog.presenter.set_out(tmp_path / "out" / dialog.presenter.state.out.name)
    press(qtbot, page, dialog)
    out = dialog.presenter.state.out
    if form == "wav":
        assert len(list(out.rglob("*.wav"))) == 3
        return
    with api.Project.create(tmp_path / "again") as again:
        kind = "audacity" if form == "audacity" else "auto"  # a folder is taken for recordings
        api.import_recordings(again, out, kind=kind, audio=tmp_path / "walk")
        assert again.counts().scenes == {"park": 3}


def test_what_a_form_cannot_hold_is_said_before(qtbot: QtBot, page: LibraryPage) -> None:
    dialog = open_dialog(qtbot, page)
    assert dialog.windowTitle() == "Export all 6 clips"
    assert dialog.presenter.state.left_out == ()
    index = dialog.form.findData("meta")
    for _ in range(dialog.form.currentIndex() - index):
        qtbot.keyClick(dialog.form, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: bool(dialog.presenter.state.left_out))
    assert "1 clips are excluded" in dialog.presenter.state.left_out[0]
    dialog.reject()


def test_what_is_there_is_named_before_it_is_replaced(
    qtbot: QtBot, page: LibraryPage, tmp_path: Path
) -> None:
    dialog = open_dialog(qtbot, page)
    dialog.presenter.set_out(tmp_path / "new.csv")
    assert not dialog.presenter.state.there
    (tmp_path / "old.csv").write_text("kept")
    dialog.presenter.set_out(tmp_path / "old.csv")
    assert dialog.presenter.state.there
    dialog.reject()
    assert (tmp_path / "old.csv").read_text() == "kept"


def test_the_command_writes_the_same(qtbot: QtBot, page: LibraryPage, tmp_path: Path) -> None:
    facet = page.facets["scene"]
    qtbot.mouseClick(
        facet, Qt.MouseButton.LeftButton, pos=QPointF(facet.row_rect(0).center()).toPoint()
    )
    dialog = open_dialog(qtbot, page)
    dialog.presenter.set_scope("filter")
    dialog.presenter.set_out(tmp_path / "window.csv")
    command = dialog.presenter.command()
    press(qtbot, page, dialog)
    words = command.split()
    assert words[:2] == ["asc", "labels"]
    words[3] = str(tmp_path / "typed.csv")
    assert main(words[1:]) == 0
    assert (tmp_path / "typed.csv").read_bytes() == (tmp_path / "window.csv").read_bytes()


def test_clips_picked_by_hand_have_no_command(qtbot: QtBot, page: LibraryPage) -> None:
    ids = [clip.segment_id for clip in page.presenter.state.table.clips[:2]]
    page.presenter.select(ids, ids[0])
    dialog = open_dialog(qtbot, page)
    assert not dialog.copy_button.isEnabled()
    dialog.presenter.set_scope("all")
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().startswith("asc labels")
    dialog.reject()
