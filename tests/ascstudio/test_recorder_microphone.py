"""The recorder with a real microphone: level, countdown, lamp, class, on disk every second."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from virtual_microphone import VirtualMicrophone, what_is_missing

from ascstudio.pages.library.record_dialog import RecordDialog
from ascstudio.pages.library.recording import RecordState
from ascstudio.pages.library.view import LibraryPage
from ascstudio.shell.window import MainWindow
from ml_core import api
from ml_core.recordings.recorder import RATE_HZ

TIMEOUT_MS = 30_000
pytestmark = pytest.mark.skipif(bool(what_is_missing()), reason=what_is_missing())


@pytest.fixture
def microphone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> Iterator[VirtualMicrophone]:
    """Hears quiet noise at first."""
    with VirtualMicrophone(RATE_HZ) as made:
        for name, value in made.environment.items():
            monkeypatch.setenv(name, value)
        made.play(sounding(tmp_path, 0.05))
        yield made
        page = window.page("library")
        assert isinstance(page, LibraryPage)
        page.presenter.recorder.close()


def sounding(folder: Path, amplitude: float) -> Path:
    """Two seconds of noise; above 1 it is cut off at full scale."""
    noise = amplitude * np.random.default_rng(1).uniform(-1.0, 1.0, 2 * RATE_HZ)
    path = folder / f"noise {amplitude}.wav"
    api.write_wav(path, np.clip(noise, -1.0, 1.0).astype(np.float32), RATE_HZ)
    return path


def on_disk_s(folder: Path) -> float:
    """Seconds of the recording that another program could read now."""
    paths = list(folder.glob("*.wav"))
    try:
        return soundfile.info(paths[0]).duration if paths else 0.0
    except soundfile.SoundFileError:
        return 0.0


def test_a_real_microphone_is_recorded_into_a_scene(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, microphone: VirtualMicrophone
) -> None:
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.create(tmp_path / "project")
    window.show_page("library")
    page = window.page("library")
    assert isinstance(page, LibraryPage)
    folder = tmp_path / "project" / "recordings"
    page.open_record()
    (dialog,) = [one for one in window.findChildren(RecordDialog) if one.isVisible()]

    def state() -> RecordState:
        return dialog.presenter.state

    def until(happens: Callable[[], object]) -> None:
        qtbot.waitUntil(lambda: bool(happens()), timeout=TIMEOUT_MS)

    until(lambda: state().heard is not None and state().heard.level_db > -60)
    assert state().heard.level_db == pytest.approx(-30.8, abs=3)  # 0.05 / sqrt(3)
    assert "dB" in dialog.meter.accessibleDescription()
    assert window.top.pill.isVisible()
    assert not list(folder.glob("*"))  # its level shows, nothing is kept

    qtbot.keyClicks(dialog.scene.lineEdit(), "tram stop")
    counted: list[str] = []
    dialog.presenter.changed.connect(
        lambda now: counted.append(dialog.clock.text()) if now.counting else None
    )
    qtbot.mouseClick(dialog.record_button, Qt.MouseButton.LeftButton)
    until(lambda: state().recording)
    assert list(dict.fromkeys(counted)) == ["3", "2", "1"]

    kept: list[tuple[float, float]] = []  # what the clock says, what is on disk at that moment

    def look() -> bool:
        heard = state().heard
        assert heard is not None
        kept.append((heard.duration_s, on_disk_s(folder)))
        return heard.duration_s > 3.0

    until(look)
    assert max(shown - there for shown, there in kept) <= 1.0

    microphone.play(sounding(tmp_path, 4.0))
    until(lambda: state().heard.clipped)
    assert dialog.meter.accessibleDescription() == "Clipped"
    assert "Too loud" in dialog.sentence.text()
    qtbot.mouseClick(dialog.record_button, Qt.MouseButton.LeftButton)
    until(lambda: state().recorded is not None)
    dialog.accept()
    until(lambda: not window.top.pill.isVisible())

    until(lambda: len(window.context.session.table) == 1)
    (clip,) = window.context.session.table.clips
    assert (clip.scene, clip.duration_s) == ("tram stop", pytest.approx(on_disk_s(folder)))
    samples = api.read_samples(clip.path, sample_rate_hz=RATE_HZ)
    assert np.abs(samples).max() > 0.99
    assert 0.02 < np.sqrt(np.mean(samples[RATE_HZ // 2 : RATE_HZ] ** 2)) < 0.04
