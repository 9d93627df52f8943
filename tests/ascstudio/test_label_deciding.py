"""A user who decides: labels, states, notes, all of it with undo."""

from __future__ import annotations

from pathlib import Path

from label_user import (
    CTRL,
    SCENES,
    SHIFT,
    Key,
    Open,
    canvas_ready,
    drag,
    press,
    shown,
    stored,
)
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ascstudio.pages.label.view import LabelPage
from ascstudio.project.clip_table import NONE
from ascstudio.shell.window import MainWindow


def restarted(page: LabelPage, label: Open, project: Path) -> LabelPage:
    """The same project in a studio that was closed meanwhile."""
    page.context.session.close()
    QCoreApplication.processEvents()
    return label(project)


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
    page = restarted(page, label, small)
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


def test_a_scene_whose_name_others_contain_can_be_typed(
    qtbot: QtBot, label: Open, small: Path
) -> None:
    page = label(small)
    labelled = []
    for typed, modifiers in (
        ("metro station", ()),
        ("metro", (SHIFT,)),  # Enter alone would take the station
        ("metro", ()),  # there is one of just this name: it goes before those that begin so
        ("Metro  ", (SHIFT,)),
        ("stat", ()),
    ):
        labelled.append(shown(page).segment_id)
        press(qtbot, "/")
        for letter in typed:
            press(qtbot, letter)
        press(qtbot, Key.Key_Return, *modifiers)
    scenes = [stored(small)[one].scenes for one in labelled]
    assert scenes == [
        ("metro_station",), ("metro",), ("metro",), ("metro",), ("metro_station",)
    ]  # fmt: skip


def test_scenes_keep_their_keys_when_the_project_is_opened_again(
    qtbot: QtBot, label: Open, small: Path
) -> None:
    page = label(small)
    press(qtbot, "/")
    for letter in "airfield":  # by name it would be the first
        press(qtbot, letter)
    press(qtbot, Key.Key_Return)
    assert page.presenter.state.scenes == (*SCENES, "airfield")
    page = restarted(page, label, small)
    assert page.presenter.state.scenes == (*SCENES, "airfield")
    clip = shown(page).segment_id
    press(qtbot, "4")
    assert stored(small)[clip].scenes == ("airfield",)


def test_a_clip_without_a_scene_is_not_verified(
    qtbot: QtBot, label: Open, small: Path, window: MainWindow
) -> None:
    page = label(small)
    first, left = shown(page).segment_id, page.presenter.state.n_open
    press(qtbot, "v")
    assert shown(page).segment_id == first
    assert stored(small)[first].state == "new"
    assert "scene first" in window.status.event_text()
    press(qtbot, "r")  # to be looked at again, and still without a label
    assert page.presenter.state.n_open == left
    assert page.fact() == f"{left} clips without a label"
    press(qtbot, "x")
    assert page.presenter.state.n_open == left - 1
    assert page.presenter.state.table.counts("scene")[NONE] == left - 1
    assert len(page.presenter.state.table.select({"scene": {NONE}})) == left - 1


def test_clips_that_wait_for_review_end_the_queue_in_words(
    qtbot: QtBot, label: Open, small: Path
) -> None:
    page = label(small)
    while not page.presenter.state.finished:
        press(qtbot, "r")
    assert page.presenter.state.n_open == 6
    assert "need review" in page.ending.shown.accessibleName()
    press(qtbot, Key.Key_Return)
    assert page.presenter.state.kind == "flagged"
    assert len(page.presenter.state.order) == 6


def test_what_is_undone_after_a_restart_is_shown(qtbot: QtBot, label: Open, small: Path) -> None:
    page = label(small)
    first = shown(page).segment_id
    press(qtbot, "2")
    page = restarted(page, label, small)
    assert first not in page.presenter.state.order.ids
    press(qtbot, "z", CTRL)
    assert shown(page).segment_id == first
    press(qtbot, "1")
    assert stored(small)[first].scenes == (SCENES[0],)


def test_an_undone_relabel_is_shown_after_a_restart(qtbot: QtBot, label: Open, small: Path) -> None:
    page = label(small)
    first = shown(page).segment_id
    press(qtbot, "2")
    press(qtbot, "p")
    press(qtbot, "1")
    page = restarted(page, label, small)
    assert first not in page.presenter.state.order.ids
    press(qtbot, "z", CTRL)
    assert shown(page).segment_id == first
    assert stored(small)[first].scenes == (SCENES[1],)


def test_an_undo_while_another_project_is_read_shows_nothing_of_the_one_before(
    qtbot: QtBot, label: Open, small: Path
) -> None:
    page = label(small)
    press(qtbot, "2")
    press(qtbot, "z", CTRL)
    session = page.context.session
    session.open(small)
    assert not page.presenter.state.ready
    session.stepped.emit()  # as undo does, whose change is read later
    assert len(page.presenter.state.order) == 0
    qtbot.waitUntil(lambda: page.presenter.state.ready)
    assert len(page.presenter.state.order) > 0


def test_today_counts_what_undo_leaves(qtbot: QtBot, label: Open, small: Path) -> None:
    page = label(small)
    for n in range(3):
        press(qtbot, "2")
        assert page.presenter.state.pace.clips == n + 1
    press(qtbot, "z", CTRL)
    press(qtbot, "z", CTRL)
    assert page.presenter.state.pace.clips == 1
    press(qtbot, "y", CTRL)
    assert page.presenter.state.pace.clips == 2
    press(qtbot, "z", CTRL)
    press(qtbot, "1")
    assert page.presenter.state.pace.clips == 2
    press(qtbot, "z", CTRL)
    press(qtbot, "z", CTRL)
    assert page.presenter.state.pace.clips == 0


def test_what_is_said_covers_no_key(
    qtbot: QtBot, label: Open, small: Path, window: MainWindow
) -> None:
    window.resize(1280, 800)
    page = label(small)
    press(qtbot, "2")
    press(qtbot, "z", CTRL)
    assert window.toast.isVisible()
    for part in (page.keys, page.suggestion, page.transport):
        corner = part.mapTo(window, part.rect().topLeft())
        assert not window.toast.geometry().intersects(part.rect().translated(corner))


def test_how_to_mark_is_said_while_one_marks(
    qtbot: QtBot, label: Open, small: Path, window: MainWindow
) -> None:
    page = label(small)
    canvas_ready(qtbot, page)
    drag(qtbot, page, 0.2, 0.6)
    assert "Ctrl+B" in window.status.event_text()
    tools = page.stage.tools
    qtbot.mouseClick(tools._tools["region"], Qt.MouseButton.LeftButton)
    assert "Shift" in window.status.event_text()
    assert any("Shift" in keys and "band" in words for _, words, keys in page.gestures())
