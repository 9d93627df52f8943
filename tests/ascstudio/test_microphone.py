"""A real microphone on Live and Teach: sound arrives, it is pulled out, it comes back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from noise_bundle import RATE_HZ, sound, write_tiny_bundle
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from virtual_microphone import VirtualMicrophone, what_is_missing

from ascstudio.pages.live.presenter import LiveViewState
from ascstudio.pages.live.view import LivePage
from ascstudio.pages.teach import presenter as teach_presenter
from ascstudio.pages.teach.view import TeachPage
from ascstudio.shell.window import MainWindow
from ml_core import api

TIMEOUT_MS = 30_000
pytestmark = pytest.mark.skipif(bool(what_is_missing()), reason=what_is_missing())


@pytest.fixture
def hum(tmp_path: Path) -> Path:
    path = tmp_path / "hum.wav"
    api.write_wav(path, sound("hum", 3.0, 1), RATE_HZ)
    return path


@pytest.fixture
def microphone(
    hum: Path, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> Iterator[VirtualMicrophone]:
    """Hears a hum; the window that uses it is there first and gone last."""
    with VirtualMicrophone(RATE_HZ) as made:
        for name, value in made.environment.items():
            monkeypatch.setenv(name, value)
        made.play(hum)
        yield made
        window.context.session.listening.stop()


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    return write_tiny_bundle(tmp_path / "tiny.ascbundle").path


def test_live_hears_loses_and_finds_the_microphone(
    qtbot: QtBot, window: MainWindow, bundle: Path, hum: Path, microphone: VirtualMicrophone
) -> None:
    window.context.use_bundle(bundle)
    window.show_page("live")
    page = window.page("live")
    assert isinstance(page, LivePage)

    def state() -> LiveViewState:
        return page.presenter.state

    qtbot.waitUntil(lambda: bool(page.presenter.scene_names()), timeout=TIMEOUT_MS)
    assert not window.top.pill.isVisible()

    assert page.idle.primary is not None
    qtbot.mouseClick(page.idle.primary, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: state().level_db > -40, timeout=TIMEOUT_MS)
    qtbot.waitUntil(lambda: page.decision.text() == "Hum", timeout=TIMEOUT_MS)
    assert window.top.pill.isVisible()  # on every page, while the microphone is open
    assert state().input_state == "open"
    decided = page.presenter.hearing.n_decided

    microphone.kill()
    qtbot.waitUntil(lambda: state().phase == "lost", timeout=TIMEOUT_MS)
    assert "is gone" in page.banners()[0].title
    assert page.decision.text() == "Waiting"
    assert not window.top.pill.isVisible()

    microphone.start()
    microphone.play(hum)
    qtbot.waitUntil(lambda: state().phase == "listening", timeout=TIMEOUT_MS)
    qtbot.waitUntil(lambda: page.presenter.hearing.n_decided > decided, timeout=TIMEOUT_MS)
    assert not page.banners()
    assert window.top.pill.isVisible()
    page.presenter.stop()
    qtbot.waitUntil(lambda: not window.top.pill.isVisible(), timeout=TIMEOUT_MS)


def test_teach_records_from_the_microphone(
    qtbot: QtBot,
    window: MainWindow,
    bundle: Path,
    microphone: VirtualMicrophone,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(teach_presenter, "LEAST_S", 3)  # ten seconds are long for a test
    window.context.use_bundle(bundle)
    window.show_page("teach")
    page = window.page("teach")
    assert isinstance(page, TeachPage)
    qtbot.waitUntil(lambda: page.presenter.state.n_trained == 3, timeout=TIMEOUT_MS)
    qtbot.keyClicks(page.record.name, "Boiler room")
    qtbot.mouseClick(page.record.record_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.presenter.state.kept_s >= 3, timeout=TIMEOUT_MS)
    assert page.presenter.state.closest[0].name == "Hum"
    assert window.top.pill.isVisible()
    qtbot.mouseClick(page.record.record_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.presenter.state.effect is not None, timeout=TIMEOUT_MS)
    assert not window.top.pill.isVisible()
    (kept,) = (api.home_dir() / "taught").glob("*.wav")
    assert api.probe(kept).duration_s >= 3
