"""The recorder: level before, countdown, the lamp, into a scene; nothing that was kept is lost."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ascstudio.pages.library.record_dialog import RecordDialog
from ascstudio.pages.library.view import LibraryPage
from ascstudio.shell.window import MainWindow
from ml_core import api
from ml_core.recordings.capture import CaptureStatus

RATE_HZ = 48_000


class Tone:
    """A microphone that hears a tone of the amplitude it is given, 10 ms at every look."""

    amplitude = 0.1

    def __init__(self, *, rate_hz: int, device: str | None = None) -> None:
        self.rate_hz = rate_hz
        self.status = CaptureStatus(state="open", device=device or "Tone", message="Listening.")
        self.ended = False
        self._news = threading.Event()

    def start(self) -> None:
        """It is there at once."""

    def read(self) -> np.ndarray:
        """10 ms."""
        time_s = np.arange(self.rate_hz // 100) / self.rate_hz
        return (self.amplitude * np.sin(2 * np.pi * 1000 * time_s)).astype(np.float32)

    def wait(self, timeout_s: float) -> bool:
        """Until the next 10 ms, or the end."""
        return self._news.wait(0.01)

    def events(self) -> list[object]:
        """Nothing happens to it."""
        return []

    def close(self) -> None:
        """End."""
        self.ended = True
        self._news.set()

    def join(self, timeout_s: float = 5.0) -> None:
        """Nothing is left of it."""


@pytest.fixture
def page(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> LibraryPage:
    """The Library of an empty project, with a tone in place of the microphone."""
    monkeypatch.setattr("ml_core.datasets.recorded.CaptureProcess", Tone)
    monkeypatch.setattr(api, "input_devices", list, raising=False)
    monkeypatch.setattr(Tone, "amplitude", 0.1)
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.create(tmp_path / "project")
    window.show_page("library")
    shown = window.page("library")
    assert isinstance(shown, LibraryPage)
    shown.presenter.recorder._counts.setInterval(20)
    return shown


def open_dialog(qtbot: QtBot, page: LibraryPage) -> RecordDialog:
    page.open_record()
    (dialog,) = [one for one in page.window().findChildren(RecordDialog) if one.isVisible()]
    qtbot.waitUntil(lambda: dialog.presenter.state.ready)
    return dialog


def heard(dialog: RecordDialog) -> api.RecorderState:
    state = dialog.presenter.state.heard
    assert state is not None
    return state


def record(qtbot: QtBot, dialog: RecordDialog) -> None:
    """Press, until a tenth of a second is kept."""
    qtbot.mouseClick(dialog.record_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.presenter.state.recording and heard(dialog).duration_s > 0.1)


def clips(page: LibraryPage) -> list[api.ClipRow]:
    return list(page.context.session.table.clips)


def test_the_level_shows_before_anything_is_kept(qtbot: QtBot, page: LibraryPage) -> None:
    opened: list[bool] = []
    page.context.microphone_changed.connect(opened.append)
    dialog = open_dialog(qtbot, page)
    qtbot.waitUntil(lambda: heard(dialog).level_db > -40)
    assert heard(dialog).level_db == pytest.approx(-23, abs=1)
    assert not dialog.presenter.state.recording
    dialog.accept()
    assert opened == [True, False]
    assert not list((page.context.session.folder / "recordings").glob("*"))


def test_a_recording_goes_into_its_scene_and_undo_takes_it_back(
    qtbot: QtBot, page: LibraryPage
) -> None:
    dialog = open_dialog(qtbot, page)
    dialog.scene.lineEdit().clear()
    qtbot.keyClicks(dialog.scene.lineEdit(), "tram")
    record(qtbot, dialog)
    assert dialog.record_button.kind == "record"
    assert not dialog.scene.isEnabled()
    qtbot.mouseClick(dialog.record_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(clips(page)) == 1)
    assert clips(page)[0].scene == "tram"
    assert clips(page)[0].path.is_file()
    assert dialog.presenter.state.recorded is not None
    dialog.accept()
    page.context.session.undo()
    qtbot.waitUntil(lambda: not clips(page))


def test_one_counts_to_three_and_may_think_better_of_it(qtbot: QtBot, page: LibraryPage) -> None:
    page.presenter.recorder._counts.setInterval(10_000)
    dialog = open_dialog(qtbot, page)
    qtbot.keyClick(dialog.record_button, Qt.Key.Key_Space)
    assert dialog.clock.text() == "3"
    qtbot.keyClick(dialog.record_button, Qt.Key.Key_Space)
    assert not dialog.presenter.state.counting
    assert not dialog.presenter.state.recording
    page.presenter.recorder._counts.setInterval(30)
    qtbot.mouseClick(dialog.count_box, Qt.MouseButton.LeftButton)
    qtbot.keyClick(dialog.record_button, Qt.Key.Key_Space)
    assert dialog.presenter.state.recording
    dialog.accept()
    qtbot.waitUntil(lambda: len(clips(page)) <= 1 and not dialog.presenter.state.ending)


def test_the_lamp_says_too_loud(
    qtbot: QtBot, page: LibraryPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Tone, "amplitude", 1.0)
    dialog = open_dialog(qtbot, page)
    dialog.count_box.click()
    record(qtbot, dialog)
    qtbot.waitUntil(lambda: heard(dialog).clipped)
    assert dialog.meter.accessibleDescription() == "Clipped"
    assert "loud" in dialog.sentence.text()
    dialog.accept()


def test_closing_in_the_middle_brings_in_what_was_kept(qtbot: QtBot, page: LibraryPage) -> None:
    dialog = open_dialog(qtbot, page)
    dialog.count_box.click()
    record(qtbot, dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(clips(page)) == 1)


def test_the_window_may_close_while_it_records(
    qtbot: QtBot, window: MainWindow, page: LibraryPage, tmp_path: Path
) -> None:
    dialog = open_dialog(qtbot, page)
    dialog.count_box.click()
    record(qtbot, dialog)
    window.close()
    with api.Project.open(tmp_path / "project", read_only=True) as project:
        assert len(project.clips()) == 1
