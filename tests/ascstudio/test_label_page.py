"""A user who labels: by keys alone, with and without suggestions, whole clips and stretches."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from pathlib import Path

import numpy as np
import pytest
from label_user import (
    ALT,
    CTRL,
    SCENES,
    SHIFT,
    TIMEOUT_MS,
    Key,
    Open,
    canvas_ready,
    drag,
    press,
    shown,
    stored,
    truth_of,
    write_clips,
)
from noise_bundle import RATE_HZ, write_tiny_bundle
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ascstudio.shell.registry import keys_of
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


# Deciding


def test_states_move_on_and_come_back(qtbot: QtBot, label: Open, small: Path) -> None:
    page = label(small)
    first = shown(page).segment_id
    press(qtbot, "r")
    second = shown(page).segment_id
    assert second != first
    press(qtbot, "x")
    assert {stored(small)[first].state, stored(small)[second].state} == {"needs_review", "excluded"}
    press(qtbot, "z", CTRL)
    qtbot.waitUntil(lambda: stored(small)[second].state == "new")
    qtbot.waitUntil(lambda: shown(page).segment_id == second)
    press(qtbot, "z", CTRL)
    qtbot.waitUntil(lambda: shown(page).segment_id == first)
    assert stored(small)[first].state == "new"


def test_undo_survives_a_restart(qtbot: QtBot, label: Open, small: Path) -> None:
    page = label(small)
    first = shown(page).segment_id
    press(qtbot, "2")
    page.context.session.close()
    QCoreApplication.processEvents()
    page = label(small)
    assert page.context.session.undo_text() == "Label 1 clip as Hum"
    press(qtbot, "z", CTRL)
    qtbot.waitUntil(lambda: not stored(small)[first].scenes)


def test_walking_changes_nothing(qtbot: QtBot, label: Open, small: Path) -> None:
    page = label(small)
    ids = page.presenter.state.order.ids.tolist()
    before = stored(small)
    seen = [shown(page).segment_id]
    for key in (Key.Key_Right, "n", Key.Key_Down, Key.Key_Left, "p", Key.Key_Up):
        press(qtbot, key)
        seen.append(shown(page).segment_id)
    assert seen == [ids[k] for k in (0, 1, 2, 3, 2, 1, 0)]
    assert stored(small) == before


def test_a_note_is_typed_kept_and_left_by_escape(
    qtbot: QtBot, label: Open, small: Path, window: MainWindow
) -> None:
    window.resize(1280, 800)
    page = label(small)
    clip = shown(page).segment_id
    press(qtbot, "e")
    assert QApplication.focusWidget() is page.inspector.note
    assert page.keys._buttons["hum"]._hollow  # keys of scenes are dead now, and look it
    for letter in "bus 2":
        press(qtbot, letter)
    assert stored(small)[clip].scenes == ()
    press(qtbot, Key.Key_Escape)
    assert stored(small)[clip].note == "bus 2"
    assert not page.keys._buttons["hum"]._hollow
    press(qtbot, "2")
    assert stored(small)[clip].scenes == ("hum",)


def test_what_is_typed_is_kept_while_one_types(
    qtbot: QtBot, label: Open, small: Path, window: MainWindow
) -> None:
    window.resize(1280, 800)
    page = label(small)
    clip = shown(page).segment_id
    press(qtbot, "e")
    press(qtbot, "h")
    qtbot.waitUntil(lambda: stored(small)[clip].note == "h")
    press(qtbot, "i")
    page.presenter.step(1)  # somebody walks on by mouse: the words belong to the clip before
    assert stored(small)[clip].note == "hi"
    assert shown(page).note == ""


def test_a_scene_can_be_typed(qtbot: QtBot, label: Open, small: Path) -> None:
    page = label(small)
    first = shown(page).segment_id
    press(qtbot, "/")
    for letter in "mur":
        press(qtbot, letter)
    press(qtbot, Key.Key_Return)
    assert stored(small)[first].scenes == ("murmur",)
    second = shown(page).segment_id
    press(qtbot, "/")
    for letter in "tram stop":
        press(qtbot, letter)
    press(qtbot, Key.Key_Return)
    assert stored(small)[second].scenes == ("tram_stop",)
    assert page.presenter.state.scenes == (*SCENES, "tram_stop")
    third = shown(page).segment_id
    press(qtbot, "4")  # the new scene has the next key
    assert stored(small)[third].scenes == ("tram_stop",)
    press(qtbot, "/")
    press(qtbot, Key.Key_Escape)
    assert QApplication.focusWidget() is page.queue.list


def test_scenes_keep_their_keys_when_the_project_is_opened_again(
    qtbot: QtBot, label: Open, small: Path
) -> None:
    page = label(small)
    press(qtbot, "/")
    for letter in "airfield":  # by name it would be the first
        press(qtbot, letter)
    press(qtbot, Key.Key_Return)
    assert page.presenter.state.scenes == (*SCENES, "airfield")
    page.context.session.close()
    QCoreApplication.processEvents()
    page = label(small)
    assert page.presenter.state.scenes == (*SCENES, "airfield")
    clip = shown(page).segment_id
    press(qtbot, "4")
    assert stored(small)[clip].scenes == ("airfield",)


# Segments


def test_a_dragged_stretch_and_a_scene_key_make_a_segment(
    qtbot: QtBot, label: Open, small: Path
) -> None:
    page = label(small)
    canvas_ready(qtbot, page)
    clip = shown(page)
    known = set(stored(small))
    drag(qtbot, page, 0.2, 0.6)
    press(qtbot, "3")
    (made,) = (one for number, one in stored(small).items() if number not in known)
    assert made.scenes == ("murmur",)
    assert made.recording_id == clip.recording_id
    assert made.start_s == pytest.approx(0.2, abs=0.01)
    assert made.duration_s == pytest.approx(0.4, abs=0.02)
    assert shown(page).segment_id == clip.segment_id  # it stays
    assert stored(small)[clip.segment_id].scenes == ()
    assert page.presenter.state.chosen == made.segment_id
    press(qtbot, "1")  # and the key works on the segment now
    assert stored(small)[made.segment_id].scenes == ("hiss",)
    assert shown(page).segment_id == clip.segment_id
    press(qtbot, "a")
    press(qtbot, "2")  # all of the clip again
    assert stored(small)[clip.segment_id].scenes == ("hum",)
    assert shown(page).segment_id != clip.segment_id


def test_edges_move_by_keys_and_undo_names_it(qtbot: QtBot, label: Open, small: Path) -> None:
    page = label(small)
    canvas_ready(qtbot, page)
    known = set(stored(small))
    press(qtbot, "b", CTRL)  # a second at the cursor, or what is left of it
    (made,) = set(stored(small)) - known
    press(qtbot, Key.Key_Left, ALT)
    assert stored(small)[made].duration_s == pytest.approx(0.99)
    press(qtbot, Key.Key_Left, ALT, SHIFT)
    assert stored(small)[made].duration_s == pytest.approx(0.989)
    press(qtbot, Key.Key_Up, ALT)
    press(qtbot, Key.Key_Right, ALT)
    assert stored(small)[made].start_s == pytest.approx(0.01)
    assert page.context.session.undo_text().startswith("Move")
    assert page.presenter.state.segments.span(0).start_s == pytest.approx(0.01)
    for left in (0.0, 0.0):
        press(qtbot, "z", CTRL)
        qtbot.waitUntil(lambda left=left: stored(small)[made].start_s == pytest.approx(left))
    press(qtbot, Key.Key_Delete)
    assert made not in stored(small)
    assert not len(page.presenter.state.segments)


def test_tab_walks_segments_while_the_sound_has_the_focus(
    qtbot: QtBot, label: Open, small: Path
) -> None:
    page = label(small)
    canvas_ready(qtbot, page)
    for start in (0.5, 0.1):
        drag(qtbot, page, start, start + 0.3)
        press(qtbot, "b", CTRL)
    assert QApplication.focusWidget() is page.stage.canvas
    seen = []
    for _ in range(3):
        press(qtbot, Key.Key_Tab)
        place = page.presenter.state.segments.place_of(page.presenter.state.chosen)
        assert place is not None
        seen.append(round(page.presenter.state.segments.span(place).start_s, 1))
    assert seen in ([0.5, 0.1, 0.5], [0.1, 0.5, 0.1])
    press(qtbot, Key.Key_F6)
    assert QApplication.focusWidget() is not page.stage.canvas


# Hearing


class Room:
    """A loudspeaker that remembers how many samples it was given."""

    latency = 0.0

    def __init__(self) -> None:
        self.n_heard = 0

    def open(self, rate_hz: int) -> Room:
        return self

    def start(self) -> None:
        pass

    def write(self, block: np.ndarray) -> None:
        self.n_heard += len(block)

    def close(self) -> None:
        pass


def test_keys_of_hearing(qtbot: QtBot, label: Open, small: Path) -> None:
    page = label(small)
    canvas_ready(qtbot, page)
    room = Room()
    page.hearing.player._player = api.Player(room.open)
    page.hearing.player._shown = None
    page.hearing.player.set_output("", match_loudness=False)
    page.stage.show_clip(shown(page))
    canvas = page.stage.canvas
    qtbot.waitUntil(lambda: page.hearing.player.rate_hz == RATE_HZ)
    press(qtbot, Key.Key_Space)
    qtbot.waitUntil(lambda: room.n_heard >= RATE_HZ and not page.hearing.playing)
    assert page.hearing.cursor_s == pytest.approx(1.0, abs=0.01)  # the end of the clip
    page.hearing.seek(0.5)
    press(qtbot, "j")
    assert canvas.cursor_s == 0.0
    press(qtbot, "k")
    assert canvas.cursor_s == 1.0
    press(qtbot, "l")
    assert page.transport.loop.isChecked()
    before = room.n_heard
    press(qtbot, Key.Key_Space)
    qtbot.waitUntil(lambda: room.n_heard > before + 3 * RATE_HZ)  # round and round
    press(qtbot, Key.Key_Space)
    assert not page.hearing.playing
    press(qtbot, "l")
    qtbot.waitUntil(lambda: not page.hearing.playing)
    drag(qtbot, page, 0.2, 0.4)
    before = room.n_heard
    press(qtbot, Key.Key_Space, SHIFT)
    qtbot.waitUntil(lambda: page.hearing.playing or room.n_heard > before)
    qtbot.waitUntil(lambda: not page.hearing.playing)
    assert page.hearing.cursor_s == pytest.approx(0.4, abs=0.02)


def test_what_the_model_sees_is_one_key_away(qtbot: QtBot, label: Open, small: Path) -> None:
    with api.Project.open(small) as project:
        made = write_tiny_bundle(project.bundles_dir / "tiny.ascbundle")
        project.add_bundle(made.path, fingerprint=made.fingerprint)
    page = label(small)
    canvas_ready(qtbot, page)
    qtbot.waitUntil(lambda: not page.model_reason(), timeout=TIMEOUT_MS)
    press(qtbot, "m")
    front_end = made.manifest.front_end
    canvas = page.stage.canvas
    assert canvas.view.top_hz == front_end.f_max_hz
    qtbot.waitUntil(
        lambda: (
            canvas._picture is not None and canvas._picture.level_db.shape[0] == front_end.n_mels
        )
    )
    assert page.stage.tools.view.choice() == "model"
    press(qtbot, "m")
    assert canvas.view.top_hz == RATE_HZ / 2
    assert page.stage.tools.view.choice() == "sound"


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
    assert "Audio not found" in page.queue.list.queue.index(row).data()
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
    assert "6 clips" in page.ending.shown.accessibleDescription()
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
