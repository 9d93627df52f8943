"""The data doctor in the inspector: counts, one key to mend or exclude, undo; channels."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from library_user import open_library
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ascstudio.pages.library.view import LibraryPage
from ascstudio.shell.window import MainWindow
from ml_core import api

RATE_HZ = 8_000


def write(path: Path, samples: np.ndarray) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    api.write_wav(path, samples.astype(np.float32), RATE_HZ)


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> LibraryPage:
    """Six clips of noise, two of them clipped, one silent for most of it, one in stereo."""
    generator = np.random.default_rng(3)

    def noise() -> np.ndarray:
        return 0.1 * generator.standard_normal(2 * RATE_HZ)

    walk = tmp_path / "walk"
    for name in ("a", "b"):
        write(walk / f"park/{name}.wav", noise())
        write(walk / f"tram/clipped-{name}.wav", np.clip(20 * noise(), -1, 1))
    write(walk / "tram/silent.wav", np.concatenate([noise(), np.zeros(4 * RATE_HZ)]))
    write(walk / "tram/stereo.wav", np.stack([noise(), noise()]).T)
    folder = tmp_path / "project"
    with api.Project.create(folder) as made:
        api.import_recordings(made, walk)
    return open_library(qtbot, window, folder)


@pytest.fixture
def examined(qtbot: QtBot, page: LibraryPage) -> LibraryPage:
    """After one look."""
    panel = page.inspector.doctor
    qtbot.mouseClick(panel.examine_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.presenter.state.report is not None, timeout=20_000)
    return page


def count(page: LibraryPage, kind: str) -> int:
    return int(page.inspector.doctor.kinds[kind].accessibleDescription())


def states(page: LibraryPage) -> dict[str, str]:
    return {clip.name: clip.state for clip in page.presenter.state.table.clips}


def test_kinds_have_counts_also_where_there_is_nothing(examined: LibraryPage) -> None:
    assert count(examined, "clipped") == 2
    assert count(examined, "silent") == 1
    assert count(examined, "leaking") == 0
    assert examined.inspector.doctor.kinds["leaking"].isVisible()
    assert not examined.inspector.doctor.kinds["leaking"].isEnabled()


def test_one_key_excludes_and_undo_brings_the_problem_back(
    qtbot: QtBot, examined: LibraryPage
) -> None:
    panel = examined.inspector.doctor
    qtbot.mouseClick(panel.kinds["clipped"], Qt.MouseButton.LeftButton)
    panel.list.setFocus()
    panel.list.setCurrentRow(0)
    first = panel.list.item(0).text().splitlines()[0]
    assert examined.presenter.state.current.name == first
    qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert states(examined)[first] == "excluded"
    assert panel.list.count() == 1
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)  # its fix is to exclude as well
    assert list(states(examined).values()).count("excluded") == 2
    qtbot.mouseClick(panel.back_button, Qt.MouseButton.LeftButton)
    assert count(examined, "clipped") == 0
    session = examined.context.session
    with qtbot.waitSignal(session.changed):
        session.undo()
    assert count(examined, "clipped") == 1


def test_the_fix_of_a_silent_clip_keeps_what_sounds(qtbot: QtBot, examined: LibraryPage) -> None:
    panel = examined.inspector.doctor
    qtbot.mouseClick(panel.kinds["silent"], Qt.MouseButton.LeftButton)
    panel.list.setFocus()
    panel.list.setCurrentRow(0)
    assert panel.fix_button.isVisible()
    qtbot.mouseClick(panel.fix_button, Qt.MouseButton.LeftButton)
    (clip,) = [one for one in examined.presenter.state.table.clips if one.name == "silent.wav"]
    assert clip.duration_s == pytest.approx(2.0, abs=0.11)
    assert clip.state != "excluded"
    assert panel.list.count() == 0


def test_all_of_a_kind_are_one_operation(qtbot: QtBot, examined: LibraryPage) -> None:
    panel = examined.inspector.doctor
    qtbot.mouseClick(panel.kinds["clipped"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(panel.all_button, Qt.MouseButton.LeftButton)
    assert list(states(examined).values()).count("excluded") == 2
    session = examined.context.session
    assert "2" in session.undo_text()
    with qtbot.waitSignal(session.changed):
        session.undo()
    assert "excluded" not in states(examined).values()


def test_the_report_goes_with_its_project(
    qtbot: QtBot, examined: LibraryPage, tmp_path: Path
) -> None:
    session = examined.context.session
    with qtbot.waitSignal(session.changed):
        session.create(tmp_path / "other")
    assert examined.presenter.doctor.state.report is None


def test_a_channel_is_chosen_where_there_are_several(qtbot: QtBot, page: LibraryPage) -> None:
    table = page.presenter.state.table
    by_name = {clip.name: clip for clip in table.clips}
    page.presenter.select((by_name["a.wav"].segment_id,), None)
    assert not page.inspector.channel.isVisible()
    stereo = by_name["stereo.wav"].segment_id
    page.presenter.select((stereo,), stereo)
    field = page.inspector.channel.field
    assert field.isVisible()
    assert field.currentText() == "All, mixed"
    session = page.context.session
    player, thumbnails = session.player, session.thumbnails
    qtbot.waitUntil(lambda: player.sound is not None)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    clip = session.table.clip(stereo)
    assert clip.channel == 1
    assert field.currentText() == "Right"
    right = api.read_samples(clip.path, sample_rate_hz=32_000, channel=1)
    qtbot.waitUntil(lambda: player.sound is not None and player.sound.clip.channel == 1)
    assert np.array_equal(player.sound.samples, right)  # it is what is heard from now on, ...
    qtbot.waitUntil(lambda: thumbnails.get(clip) is not None)  # ... and what is seen
    assert thumbnails.level_db(stereo) == pytest.approx(api.level_db(right), abs=0.01)
    with qtbot.waitSignal(session.changed):
        session.undo()
    assert session.table.clip(stereo).channel == 0
