"""A user in Evaluate: measure, look at a device, hear the clips of a cell."""

from __future__ import annotations

from pathlib import Path

import pytest
from noise_project import write_noise_project
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ascstudio.pages.evaluate.view import EvaluatePage
from ascstudio.pages.evaluate.words import Words
from ascstudio.shell.window import MainWindow
from ml_core import api

TIMEOUT_MS = 30_000


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_noise_project(tmp_path_factory.mktemp("evaluate"))


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, project: Path) -> EvaluatePage:
    """Evaluate with a project that has a bundle."""
    return shown(qtbot, window, project)


def shown(qtbot: QtBot, window: MainWindow, project: Path) -> EvaluatePage:
    """Evaluate in front, on a project."""
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.open(project)
    window.show_page("evaluate")
    page = window.page("evaluate")
    assert isinstance(page, EvaluatePage)
    return page


@pytest.fixture
def measured(qtbot: QtBot, page: EvaluatePage) -> EvaluatePage:
    """The same after *Measure* was pressed and has run."""
    assert page.empty_state.primary is not None
    qtbot.mouseClick(page.empty_state.primary, Qt.MouseButton.LeftButton)
    assert page.presenter.state.running
    qtbot.waitUntil(lambda: page.presenter.state.result is not None, timeout=TIMEOUT_MS)
    QCoreApplication.processEvents()
    return page


def test_without_a_bundle_it_says_what_to_do(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.create(tmp_path / "empty")
    window.show_page("evaluate")
    primary = window.page("evaluate").empty_state.primary
    qtbot.mouseClick(primary, Qt.MouseButton.LeftButton)
    assert window.front() == "train"


def test_figures_come_from_the_exported_file(measured: EvaluatePage) -> None:
    result = measured.presenter.state.result
    assert "onnxruntime" in result.backend
    assert result.counts.sum() == result.n_clips == 15
    low, high = result.ci95
    assert low <= result.accuracy <= high
    assert {d.device for d in result.devices if d.unseen} == {"s1"}
    unseen = next(d for d in result.devices if d.device == "s1")
    assert result.unseen is not None
    assert result.seen is not None
    assert result.unseen.accuracy == pytest.approx(unseen.accuracy)
    assert result.gap == pytest.approx(result.unseen.accuracy - result.seen.accuracy)


def test_measuring_says_how_far_it_is_and_can_be_cancelled(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    page = shown(qtbot, window, write_noise_project(tmp_path))  # nothing is on disk yet
    far: list[tuple[int, int | None]] = []
    page.presenter.changed.connect(
        lambda state: far.append((state.answer("evaluate").done, state.answer("evaluate").total))
    )
    page.presenter.start()
    assert not page.empty_state.bar.isHidden()
    qtbot.waitUntil(lambda: page.presenter.state.result is not None, timeout=TIMEOUT_MS)
    told = [(done, total) for done, total in far if total is not None]
    assert told
    assert all(total == 15 and done <= 15 for done, total in told)

    page.presenter.start()
    qtbot.waitUntil(lambda: page.cancel_button.isVisible())
    qtbot.mouseClick(page.cancel_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.presenter.state.running, timeout=TIMEOUT_MS)
    assert page.presenter.failure() is None
    assert page.presenter.state.result is not None  # the figures from before stay


def test_a_cell_lists_its_clips_and_a_click_plays_one(
    qtbot: QtBot, window: MainWindow, measured: EvaluatePage
) -> None:
    result = measured.presenter.state.result
    row, column = result.scenes.index("hiss"), result.scenes.index("hum")
    assert result.counts[row, column] == 1  # the one that is labelled wrongly
    cell = measured.parts.overview.matrix.cell_rect(row, column).center().toPoint()
    qtbot.mouseClick(measured.parts.overview.matrix, Qt.MouseButton.LeftButton, pos=cell)
    assert measured.cells.title.text() == "Hiss heard as Hum"
    assert len(measured.cells.clip_rows) == 1
    (clip_row,) = measured.cells.clip_rows.values()
    player = window.context.session.player
    with qtbot.waitSignal(player.loaded):
        qtbot.mouseClick(clip_row, Qt.MouseButton.LeftButton)
    assert player.clip.path.name == "hum-s1-2.wav"


def test_enter_on_a_cell_plays_its_first_clip(
    qtbot: QtBot, window: MainWindow, measured: EvaluatePage
) -> None:
    measured.presenter.choose_cell(0, 0)
    measured.parts.overview.matrix.setFocus()
    with qtbot.waitSignal(window.context.session.player.loaded):
        qtbot.keyClick(measured.parts.overview.matrix, Qt.Key.Key_Return)


def test_a_clip_that_cannot_be_heard_is_said(window: MainWindow, measured: EvaluatePage) -> None:
    window.context.session.player.failed.emit(api.AscError("There is no loudspeaker."))
    assert "There is no loudspeaker." in {
        label.text() for label in window.toast.findChildren(QLabel)
    }
    assert measured.isVisible()


def test_a_device_shows_its_own_matrix(qtbot: QtBot, measured: EvaluatePage) -> None:
    tile = measured.parts.overview.tiles["s1"]
    qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert measured.presenter.state.device == "s1"
    result = measured.presenter.state.result
    row, column = result.scenes.index("hiss"), result.scenes.index("hum")
    measured.presenter.choose_cell(row, column)
    assert len(measured.presenter.state.clips) == 1
    qtbot.mouseClick(measured.parts.overview.tiles["a"], Qt.MouseButton.LeftButton)
    assert not measured.presenter.state.clips
    qtbot.mouseClick(measured.parts.overview.tiles["a"], Qt.MouseButton.LeftButton)
    assert measured.presenter.state.device is None


def test_show_in_library_selects_the_clips(
    qtbot: QtBot, window: MainWindow, measured: EvaluatePage
) -> None:
    measured.presenter.choose_cell(0, 0)
    wanted = tuple(c.segment_id for c in measured.presenter.state.clips)
    qtbot.mouseClick(measured.cells.library_button, Qt.MouseButton.LeftButton)
    assert window.front() == "library"
    assert window.page("library").presenter.state.selected == wanted


def test_a_file_that_is_no_bundle_is_refused(
    qtbot: QtBot, page: EvaluatePage, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.ascbundle"
    bad.write_bytes(b"nothing")
    page.presenter.open_bundle(bad)
    qtbot.waitUntil(lambda: page.presenter.failure() is not None, timeout=TIMEOUT_MS)
    assert page.banners()[0].state == "err"
    assert bad not in {one.path for one in page.presenter.state.models}


def test_a_failure_is_said_once_and_on_this_page_only(
    qtbot: QtBot, window: MainWindow, page: EvaluatePage, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.ascbundle"
    bad.write_bytes(b"nothing")
    page.presenter.open_bundle(bad)
    qtbot.waitUntil(lambda: page.presenter.failure() is not None, timeout=TIMEOUT_MS)
    qtbot.waitUntil(lambda: bool(window._shown_banners))
    assert len(window._shown_banners) == 1
    window.show_page("library")
    assert not window._shown_banners
    window.show_page("evaluate")
    assert not window._shown_banners


def test_devices_that_are_done_are_said_while_measuring() -> None:
    words = Words().so_far({"accuracy@a": 0.95, "accuracy@s1": 0.5, "time_left_s": 3.0})
    assert words == ["A 95.0 %, S1 50.0 %"]
    assert Words().so_far({"time_left_s": 3.0}) == []


def test_devices_in_a_row_are_named_by_their_ends() -> None:
    say = Words().devices
    assert say(["a", "b", "c", "s1", "s2", "s3"]) == "A, B, C, S1 to S3"
    assert say(["s4", "s5"]) == "S4, S5"
    assert say(["s1", "s3", "s4", "s5", "s6"]) == "S1, S3 to S6"
    assert say([]) == ""
