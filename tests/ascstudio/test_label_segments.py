"""A user who marks stretches of a recording and moves their edges."""

from __future__ import annotations

from pathlib import Path

import pytest
from label_user import (
    ALT,
    CTRL,
    SHIFT,
    Key,
    Open,
    canvas_ready,
    drag,
    press,
    shown,
    stored,
)
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot


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
