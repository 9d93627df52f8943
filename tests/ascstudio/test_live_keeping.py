"""One key saves what was just heard, and says what it was; undo takes it back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from noise_bundle import RATE_HZ, sound, write_tiny_bundle
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ascstudio.pages.live.scene_dialog import SceneDialog
from ascstudio.pages.live.view import LivePage
from ascstudio.project.listening import ListenOptions
from ascstudio.shell.window import MainWindow
from ascstudio.theme import scene_title
from ascstudio.widgets.scene_key import SceneKey
from ml_core import api

TIMEOUT_MS = 20_000


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> Iterator[LivePage]:
    """Live in a project, hearing a hum for half a minute."""
    window.context.session.create(tmp_path / "project", "Walks")
    window.context.use_bundle(write_tiny_bundle(tmp_path / "tiny.ascbundle").path)
    window.show_page("live")
    shown = window.page("live")
    assert isinstance(shown, LivePage)
    qtbot.waitUntil(lambda: bool(shown.presenter.scene_names()), timeout=TIMEOUT_MS)
    api.write_wav(tmp_path / "hum.wav", sound("hum", 30.0, 1), RATE_HZ)
    shown.presenter.choose_file(tmp_path / "hum.wav")
    qtbot.waitUntil(lambda: shown.decision.text() == "Hum", timeout=TIMEOUT_MS)
    yield shown
    shown.presenter.stop()


def clips(page: LivePage) -> list[api.ClipRow]:
    project = page.context.session.project
    assert project is not None
    return project.clips()


def test_a_scene_key_saves_and_corrects_and_undo_takes_it_back(
    qtbot: QtBot, window: MainWindow, page: LivePage, tmp_path: Path
) -> None:
    places = page.presenter.scenes_to_say()
    qtbot.keyClick(window, str(1 + places.index("hiss")))
    (clip,) = clips(page)
    assert (clip.scenes, clip.state, clip.note) == (("hiss",), "done", "corrected live, was hum")
    assert clip.device is None  # a file's name is no microphone's
    kept = api.read_samples(clip.path, sample_rate_hz=RATE_HZ)
    played = api.read_samples(tmp_path / "hum.wav", sample_rate_hz=RATE_HZ)
    assert len(kept) >= RATE_HZ
    np.testing.assert_array_equal(kept, played[: len(kept)])  # heard from the beginning
    assert any(one.corrected and one.name == "Hiss" for one in page.presenter.state.stretches)
    assert page.presenter.state.listening  # it is not interrupted

    page.context.session.undo()
    assert not clips(page)
    assert not any(one.corrected for one in page.presenter.state.stretches)
    page.context.session.redo()
    assert any(one.corrected for one in page.presenter.state.stretches)


def test_other_ways_to_say_it_and_one_source_for_all(
    qtbot: QtBot, window: MainWindow, page: LivePage
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    (clip,) = clips(page)
    assert (clip.scenes, clip.state, clip.note) == (("hum",), "needs_review", "heard live")

    buttons = page.ribbon_card.findChildren(SceneKey)
    others = {scene_title(name) for name in page.presenter.scenes_to_say()} - {"Hum"}
    assert {one.text() for one in buttons} == others
    said = buttons[0].text().lower()
    qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    assert {one.scenes for one in clips(page)} == {("hum",), (said,)}
    assert len({one.source for one in clips(page)}) == 1  # stretches overlap: never divided


def test_a_block_of_the_ribbon_is_corrected_as_a_whole(qtbot: QtBot, page: LivePage) -> None:
    qtbot.waitUntil(lambda: page.presenter.state.now_s > 3, timeout=TIMEOUT_MS)
    page.ribbon.setFocus()
    qtbot.keyClick(page.ribbon, Qt.Key.Key_Left)
    chosen = page.ribbon_card.chosen()
    assert chosen is not None
    qtbot.keyClick(page.ribbon, "/")
    (dialog,) = page.window().findChildren(SceneDialog)
    qtbot.keyClicks(dialog.field, "Boiler room")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    (clip,) = clips(page)
    assert clip.scenes == ("Boiler_room",)
    assert clip.duration_s == pytest.approx(chosen.end_s - chosen.start_s, abs=0.01)


def test_without_a_project_it_says_so(
    qtbot: QtBot, window: MainWindow, page: LivePage, tmp_path: Path
) -> None:
    window.context.session.close()
    refused: list[str] = []
    window.context.refused.connect(refused.append)
    page.presenter.correct("hiss")
    assert refused == ["Open a project first: there is nowhere to save to."]
    assert not list(tmp_path.rglob("*_live.wav"))


def test_presentation_shows_the_decision_and_the_sound(qtbot: QtBot, page: LivePage) -> None:
    qtbot.keyClick(page.window(), "p")
    assert page.decision.isVisible()
    assert page.hearing_card.spectrogram.isVisible()
    assert not page.inspector.isVisible()
    assert not page.ribbon_card.isVisible()
    qtbot.keyClick(page.window(), "p")
    assert page.inspector.isVisible()
    assert page.ribbon_card.isVisible()


def test_hidden_it_decides_and_draws_nothing(
    qtbot: QtBot, window: MainWindow, page: LivePage
) -> None:
    window.show_page("start")
    pushed: list[np.ndarray] = []
    page.presenter.columns.connect(pushed.append)
    with qtbot.waitSignals([page.presenter.decided] * 2, timeout=TIMEOUT_MS):
        pass
    assert not pushed
    window.show_page("live")
    qtbot.waitUntil(lambda: bool(pushed), timeout=TIMEOUT_MS)
    front_end = page.presenter.bundle.manifest.front_end
    heard = page.presenter.state.now_s * front_end.sample_rate_hz / front_end.hop
    assert sum(part.shape[1] for part in pushed) >= 0.9 * heard  # what was missed comes with it


def test_a_file_that_has_ended_can_still_be_corrected(
    qtbot: QtBot, window: MainWindow, page: LivePage, tmp_path: Path
) -> None:
    api.write_wav(tmp_path / "short.wav", sound("hum", 1.5, 1), RATE_HZ)
    page.presenter.choose_file(tmp_path / "short.wav")
    qtbot.waitUntil(lambda: page.presenter.state.phase == "ended", timeout=TIMEOUT_MS)
    page.presenter.correct("hiss")
    (clip,) = clips(page)
    assert clip.duration_s == pytest.approx(1.5)
    assert any(one.corrected for one in page.presenter.state.stretches)


def test_who_starts_after_live_was_left_is_shown_the_sound(
    qtbot: QtBot, window: MainWindow, page: LivePage, tmp_path: Path
) -> None:
    listening = window.context.session.listening
    window.show_page("start")  # Live is hidden: it draws nothing any more
    bundle = window.context.bundle
    assert bundle is not None
    looks: list[api.LiveState] = []
    listening.looked.connect(looks.append)
    listening.start("teach", bundle, ListenOptions(file=tmp_path / "hum.wav"))
    qtbot.waitUntil(lambda: any(look.new_columns.shape[1] for look in looks), timeout=TIMEOUT_MS)
    listening.stop()


def test_what_a_microphone_heard_carries_its_name(
    page: LivePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    presenter = page.presenter
    assert presenter._look is not None
    monkeypatch.setattr(presenter._listening, "_options", ListenOptions(device="USB Audio"))
    monkeypatch.setattr(presenter, "_look", replace(presenter._look, device="USB Audio"))
    presenter.correct("hiss")
    (clip,) = clips(page)
    assert clip.device == "USB Audio"
