"""The player of the Library: axis, what the model sees, loop; and how much there is per device."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from library_user import open_library
from noise_project import write_noise_project
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ascstudio.pages.library.inspector import seconds_by_device
from ascstudio.pages.library.player import bundle_in_use
from ascstudio.pages.library.view import LibraryPage
from ascstudio.shell.window import MainWindow
from ml_core import api

Floats = NDArray[np.floating]


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> LibraryPage:
    """The Library of a project with a bundle, the first clip loaded."""
    shown = open_library(qtbot, window, write_noise_project(tmp_path))
    ids = shown.presenter.state.table.segment_ids.tolist()
    shown.presenter.select(ids[:1], ids[0])
    qtbot.waitUntil(lambda: window.context.session.player.sound is not None)
    shown.table.setFocus()
    return shown


def test_the_axis_can_be_chosen_and_what_the_model_sees(
    qtbot: QtBot, page: LibraryPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[tuple[Floats, Floats]] = []
    view = page.player.spectrogram
    show = view.set_sound

    def watched(picture: Floats, peaks: Floats, seconds: float, hertz: Floats) -> None:
        drawn.append((picture, hertz))
        show(picture, peaks, seconds, hertz)

    def next_one() -> tuple[Floats, Floats]:
        qtbot.waitUntil(lambda: bool(drawn))
        return drawn.pop()

    monkeypatch.setattr(view, "set_sound", watched)
    scales = {"log": np.log, "linear": np.asarray}
    for name, straight in scales.items():
        qtbot.keyClick(page.player.scale, Qt.Key.Key_Right)
        assert page.player.scale.choice() == name
        picture, hertz = next_one()
        assert picture.shape[0] == len(hertz)
        steps = np.diff(straight(hertz))
        assert steps == pytest.approx(np.full(len(steps), steps[0]), rel=0.01)
        assert page.context.settings.text("spectrogram.scale") == name  # the Label page follows

    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_M)
    assert page.player.model_button.isChecked()
    assert not page.player.scale.isEnabled()
    path = bundle_in_use(page.context)
    assert path is not None
    front_end = api.read_bundle(path).manifest.front_end
    clip = page.presenter.state.current
    assert clip is not None
    samples = api.read_samples(clip.path, sample_rate_hz=front_end.sample_rate_hz)
    assert np.array_equal(next_one()[0], api.log_mel(samples, front_end))
    qtbot.keyClick(page.table, Qt.Key.Key_M)
    assert not page.player.model_button.isChecked()
    assert next_one()[0].shape[0] == len(hertz)


def test_l_begins_again_at_the_end(
    qtbot: QtBot, page: LibraryPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    player, asked = page.context.session.player, []
    monkeypatch.setattr(
        player._player, "play", lambda *span, loop=False: asked.append((span, loop))
    )
    qtbot.keyClick(page.table, Qt.Key.Key_L)
    assert page.player.loop_button.isChecked()
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    sound = player.sound
    assert sound is not None
    assert asked == [((0, round(sound.duration_s * sound.sample_rate_hz)), True)]
    qtbot.keyClick(page.table, Qt.Key.Key_L)  # while it plays: the end is the end again
    assert asked[-1] == ((), False)


def test_minutes_of_each_device_come_from_its_clips(page: LibraryPage) -> None:
    table = page.presenter.state.table
    told = seconds_by_device(table)
    assert list(told) == ["a", "b", "s1"]
    for device, seconds in told.items():
        mine = sum(clip.duration_s for clip in table.clips if clip.device == device)
        assert seconds == pytest.approx(mine)
    assert "A 30 s" in page.inspector.devices.accessibleDescription()
