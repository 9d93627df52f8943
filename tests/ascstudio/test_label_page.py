"""A user who labels a queue: by keys alone, with and without suggestions, to its end."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from pathlib import Path

import numpy as np
import pytest
from label_user import (
    CTRL,
    SHIFT,
    TIMEOUT_MS,
    Key,
    Open,
    canvas_ready,
    press,
    shown,
    stored,
    truth_of,
    write_clips,
)
from noise_bundle import write_tiny_bundle
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ascstudio.shell.keymap import keys_of
from ascstudio.shell.window import MainWindow
from ascstudio.theme import scene_key
from ml_core import api

N_CLIPS = 100


@pytest.fixture(scope="module")
def hundred(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hundred clips without a label, and three with one, so that every scene has its key."""
    return write_clips(tmp_path_factory.mktemp("label"), N_CLIPS + 3, labelled=3)


class Strokes(QObject):
    """Counts the keys that really arrive at the window, and any mouse."""

    def __init__(self) -> None:
        super().__init__()
        self.keys = self.mouse = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Only looks: every key begins by asking whether a widget wants it for itself."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            self.keys += watched is QApplication.focusWidget()
        self.mouse += event.type() == QEvent.Type.MouseButtonPress
        return False


# A hundred clips without a mouse


def test_a_hundred_clips_without_a_mouse(
    qtbot: QtBot, qapp: QApplication, label: Open, hundred: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "project"
    shutil.copytree(hundred.parent, tmp_path, dirs_exist_ok=True)
    page = label(folder)
    strokes = Strokes()
    qapp.installEventFilter(strokes)
    decided: list[int] = []
    late: list[int] = []
    database = sqlite3.connect(folder / "project.sqlite")
    query = "SELECT count(*) FROM segment_scenes WHERE segment_id = ?"
    page.presenter.clip_shown.connect(
        lambda _: late.extend(
            one for one in decided[-1:] if not database.execute(query, (one,)).fetchone()[0]
        )
    )
    assert len(page.presenter.state.order) == N_CLIPS
    begun = time.monotonic()
    while not page.presenter.state.finished:
        clip = shown(page)
        decided.append(clip.segment_id)
        press(qtbot, scene_key(page.presenter.state.scenes.index(truth_of(clip))))
    qapp.removeEventFilter(strokes)
    print(f"{N_CLIPS} clips, {strokes.keys} strokes, {time.monotonic() - begun:.1f} s")
    assert len(set(decided)) == N_CLIPS
    database.close()
    assert not late  # the label was in the database before the next clip showed
    assert strokes.mouse == 0
    assert strokes.keys == N_CLIPS
    for clip in stored(folder).values():
        assert clip.scenes == (truth_of(clip),)
        assert clip.state == "done"
    assert page.presenter.state.pace.clips == N_CLIPS
    assert page.presenter.state.pace.strokes == N_CLIPS


@pytest.mark.slow
def test_suggestions_take_at_most_two_strokes_per_clip(
    qtbot: QtBot, qapp: QApplication, label: Open, hundred: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "project"
    shutil.copytree(hundred.parent, tmp_path, dirs_exist_ok=True)
    with api.Project.open(folder) as project:
        made = write_tiny_bundle(project.bundles_dir / "tiny.ascbundle")
        project.add_bundle(made.path, fingerprint=made.fingerprint)
    page = label(folder)
    page.presenter.help.listen()
    qtbot.waitUntil(lambda: page.presenter.state.has_guesses, timeout=TIMEOUT_MS)
    strokes = Strokes()
    qapp.installEventFilter(strokes)
    right = 0
    begun = time.monotonic()
    while not page.presenter.state.finished:
        clip, guess = shown(page), page.presenter.state.guess
        before = strokes.keys
        if guess is not None and guess.scene == truth_of(clip):
            press(qtbot, Key.Key_Return)
            right += 1
        else:
            press(qtbot, scene_key(page.presenter.state.scenes.index(truth_of(clip))))
        assert strokes.keys - before <= 2
    qapp.removeEventFilter(strokes)
    seconds = time.monotonic() - begun
    print(f"{N_CLIPS} clips, {right} accepted, {strokes.keys} strokes, {seconds:.1f} s")
    assert strokes.mouse == 0
    assert right > 80  # the bundle knows these scenes
    assert page.presenter.state.pace.right == right
    assert all(clip.scenes == (truth_of(clip),) for clip in stored(folder).values())


# Help


def test_a_blind_check_hides_everything_until_one_has_decided(
    qtbot: QtBot, label: Open, small: Path, tmp_path: Path
) -> None:
    with api.Project.open(small) as project:
        made = write_tiny_bundle(project.bundles_dir / "tiny.ascbundle")
        project.add_bundle(made.path, fingerprint=made.fingerprint)
    page = label(small)
    page.presenter.help.listen()
    qtbot.waitUntil(lambda: page.presenter.state.guess is not None, timeout=TIMEOUT_MS)
    assert page.suggestion.button.isVisible()
    press(qtbot, "b", CTRL, SHIFT)
    assert page.presenter.state.blind
    assert not page.suggestion.button.isVisible()
    assert not any(button._lit for button in page.keys._buttons.values())
    clip, guess = shown(page), page.presenter.state.guess
    assert guess is not None
    press(qtbot, Key.Key_Return)  # nothing to accept
    assert stored(small)[clip.segment_id].scenes == ()
    press(qtbot, "1")
    verdict = page.presenter.state.verdict
    assert verdict is not None
    assert (verdict.said, verdict.suggested) == ("hiss", guess.scene)
    assert "Hiss" in page.suggestion._chance.text()


# What is missing


def test_clips_without_audio_are_passed_over(qtbot: QtBot, label: Open, small: Path) -> None:
    with api.Project.open(small) as project:
        waiting = [clip for clip in project.clips() if not clip.scenes]
    os.remove(waiting[1].path)
    page = label(small)
    canvas_ready(qtbot, page)
    assert shown(page).segment_id == waiting[0].segment_id
    press(qtbot, "1")
    qtbot.waitUntil(lambda: shown(page).segment_id == waiting[2].segment_id)
    assert page.presenter.state.missing == {waiting[1].segment_id}
    assert page.banners()[0].title == "1 clip has no audio"
    row = page.presenter.state.order.ids.tolist().index(waiting[1].segment_id)
    assert "Audio not found" in page.queue.list.queue.index(row, 0).data()
    press(qtbot, "p")  # whoever goes there on purpose stays there
    assert shown(page).segment_id == waiting[1].segment_id
    QCoreApplication.processEvents()
    qtbot.waitUntil(lambda: bool(page.presenter.state.problem))
    assert shown(page).segment_id == waiting[1].segment_id


def test_a_long_recording_has_an_overview_strip(qtbot: QtBot, label: Open, tmp_path: Path) -> None:
    folder = write_clips(tmp_path / "long", 1, seconds=90.0)
    page = label(folder)
    canvas_ready(qtbot, page)
    assert page.stage.minimap.isVisible()
    press(qtbot, "1", CTRL)
    before = page.stage.canvas.view
    assert before.span_s == pytest.approx(45.0)
    plot = page.stage.minimap.plot()
    behind = QPointF(plot.left() + 0.7 * plot.width(), plot.center().y()).toPoint()
    qtbot.mouseClick(page.stage.minimap, Qt.MouseButton.LeftButton, pos=behind)
    view = page.stage.canvas.view
    assert view.start_s == pytest.approx(63 - 22.5, abs=1)
    assert view.span_s == pytest.approx(45.0)
    press(qtbot, "0", CTRL)
    assert page.stage.canvas.view.span_s == pytest.approx(90.0)


def test_the_end_of_the_queue_says_what_is_next(
    qtbot: QtBot, window: MainWindow, label: Open, small: Path
) -> None:
    page = label(small)
    while not page.presenter.state.finished:
        press(qtbot, "1")
    assert page.ending.shown.accessibleName() == "Every clip has a label"
    assert "6 clips in 1 min. 1.0 keys per clip." in page.ending.shown.accessibleDescription()
    press(qtbot, Key.Key_Return)
    assert window.front() == "train"


def test_without_clips_it_sends_to_the_library(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.create(tmp_path / "empty")
    window.show_page("label")
    page = window.page("label")
    qtbot.mouseClick(page.ending.shown.primary, Qt.MouseButton.LeftButton)
    assert window.front() == "library"


def test_the_first_steps_are_explained_until_the_third_label(
    qtbot: QtBot, label: Open, small: Path
) -> None:
    page = label(small)
    for _ in range(3):
        assert page._hint.isVisible()
        press(qtbot, "1")
    assert not page._hint.isVisible()


def test_given_clips_are_walked_in_their_order(
    qtbot: QtBot, window: MainWindow, label: Open, small: Path
) -> None:
    page = label(small)
    ids = sorted(stored(small), reverse=True)[2:6]
    window.show_page("label", tuple(ids))
    assert page.presenter.state.order.ids.tolist() == ids
    press(qtbot, "2")
    assert stored(small)[ids[0]].scenes == ("hum",)
    assert shown(page).segment_id == ids[1]
    window.show_page("label", (ids[3],))
    assert shown(page).segment_id == ids[3]


# Keys


def test_every_key_of_the_design_is_there(label: Open, small: Path) -> None:
    page = label(small)
    keys = {key for action in page.commands() for key in keys_of(action)}
    decide = ["Return", "Enter", *"123VRXEA", "/", "Ctrl+B", "Ctrl+M", "Del", "S", "I"]
    edges = ["Alt+Right", "Alt+Left", "Alt+Shift+Right", "Alt+Shift+Left"]
    move = ["Right", "Left", *"NP", "Ctrl+E", "Ctrl+0", "Ctrl+1", "Ctrl+2", "Ctrl+3"]
    wanted = [*decide, *edges, *move, "Space", *"JKM", "+", "-", "C"]
    assert not set(wanted) - keys


def test_the_wave_and_the_picture_arrive(qtbot: QtBot, label: Open, small: Path) -> None:
    page = label(small)
    canvas = page.stage.canvas
    qtbot.waitUntil(lambda: canvas._picture is not None and canvas._wave is not None)
    assert canvas._picture is not None
    assert canvas._wave is not None
    assert canvas._picture.level_db.shape == (canvas.plot_size.height(), canvas.plot_size.width())
    assert np.isfinite(canvas._picture.level_db).all()
    assert canvas._wave.high.max() > 0.1
    floor, peak = canvas._levels
    assert floor < peak
    press(qtbot, "+")
    assert canvas._levels == (floor - 3, peak - 3)
