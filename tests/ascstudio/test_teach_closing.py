"""What was recorded for a place outlives the window, saved or not."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from noise_bundle import RATE_HZ, sound
from noise_project import write_noise_project
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ascstudio.pages.teach import presenter as teach_presenter
from ascstudio.pages.teach.view import TeachPage
from ascstudio.project.listening import ListenOptions
from ascstudio.shell.window import MainWindow
from ml_core import api

TIMEOUT_MS = 30_000


@pytest.fixture
def recording(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A project in which Teach records a place: some seconds are kept. A file is the microphone."""
    project = write_noise_project(tmp_path)
    heard = tmp_path / "place.wav"
    api.write_wav(heard, sound("whistle", 20.0, 7), RATE_HZ)
    options = ListenOptions
    monkeypatch.setattr(
        teach_presenter, "ListenOptions", lambda **chosen: replace(options(**chosen), file=heard)
    )
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.open(project)
    window.context.use_bundle(project / "bundles" / "tiny.ascbundle")
    window.show_page("teach")
    page = window.page("teach")
    assert isinstance(page, TeachPage)
    qtbot.waitUntil(lambda: page.presenter.state.n_trained == 3)
    qtbot.keyClicks(page.record.name, "Hall")
    qtbot.mouseClick(page.record.record_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.presenter.state.kept_s >= 2, timeout=TIMEOUT_MS)
    return project


def test_closing_the_window_keeps_what_was_recorded(
    qtbot: QtBot, window: MainWindow, recording: Path
) -> None:
    window.close()
    window.context.close()
    (kept,) = (recording / "recordings").glob("*.wav")
    assert api.probe(kept).duration_s >= 2
    note = kept.with_name(f"{kept.name}.json")
    assert json.loads(note.read_text())["scene"] == "Hall"
    # as if this process were gone, which the next window is told by the note
    note.write_text(json.dumps({**json.loads(note.read_text()), "process": {}}))
    with api.Project.open(recording) as project:
        (clip,) = api.recover_recordings(project)
        assert (clip.scene, clip.path) == ("Hall", kept)


def test_a_double_click_does_not_stop_what_it_started(
    qtbot: QtBot, window: MainWindow, recording: Path
) -> None:
    page = window.page("teach")
    page.presenter.start_over()
    assert not page.presenter.state.recording
    qtbot.mouseClick(page.record.record_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.record.record_button, Qt.MouseButton.LeftButton)
    assert page.presenter.state.recording
    page.presenter.start_over()
