"""Parts of the Label page without a window: the queue, the pace, what chances are called."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from ascstudio.pages.label.order import Order
from ascstudio.pages.label.pace import FILE, Decision, Pace, read_pace, today, write_pace
from ascstudio.pages.label.queue_panel import ClipQueuePanel
from ascstudio.pages.label.state import Guess, LabelState
from ascstudio.pages.label.words import chance_words, share_words
from ascstudio.project.sounds import Thumbnails

ids = st.lists(st.integers(0, 50), unique=True, max_size=12)


def order_of(numbers: list[int], place: int) -> Order:
    return Order(np.array(numbers, np.int64), min(place, max(len(numbers) - 1, 0)))


@given(ids, st.integers(0, 11), ids)
def test_reordering_moves_only_what_lies_ahead(
    numbers: list[int], place: int, wanted: list[int]
) -> None:
    order = order_of(numbers, place)
    after = order.ranked(np.array(wanted, np.int64), {})
    behind = order.place + 1
    assert after.ids[:behind].tolist() == numbers[:behind]
    assert sorted(after.ids.tolist()) == sorted(numbers)
    assert after.current == order.current
    ahead = after.ids[behind:].tolist()
    known = [one for one in wanted if one in ahead]
    assert ahead[: len(known)] == known
    unknown = [one for one in numbers[behind:] if one not in wanted]
    assert ahead[len(known) :] == unknown


@given(ids, st.integers(0, 11), st.sets(st.integers(0, 50)))
def test_what_is_gone_leaves_one_where_one_stood(
    numbers: list[int], place: int, gone: set[int]
) -> None:
    order = order_of(numbers, place)
    after = order.kept(np.array([one not in gone for one in numbers], bool))
    assert after.ids.tolist() == [one for one in numbers if one not in gone]
    if order.current is not None and order.current not in gone:
        assert after.current == order.current
    assert 0 <= after.place <= len(after)


@given(ids, st.integers(0, 11), st.sets(st.integers(0, 50)))
def test_onward_finds_every_clip_that_waits(
    numbers: list[int], place: int, waiting: set[int]
) -> None:
    order, found = order_of(numbers, place), []
    left = waiting & set(numbers)
    for _ in range(len(numbers) + 1):
        order = order.onward(lambda some: np.isin(some, list(left)))
        if order.current is None:
            break
        found.append(order.current)
        left.discard(order.current)
    standing = {numbers[min(place, len(numbers) - 1)]} if numbers else set()
    assert set(found) | standing >= waiting & set(numbers)
    assert order.current is None


@given(ids, st.lists(st.integers(-3, 3), max_size=8))
def test_steps_stay_inside(numbers: list[int], steps: list[int]) -> None:
    order = order_of(numbers, 0)
    for by in steps:
        order = order.step(by)
        assert order.current is None or order.current in numbers
        assert bool(numbers) == (order.current is not None)


def test_a_pause_is_not_work() -> None:
    pace = Pace().stroke(0.0).stroke(2.0).stroke(600.0).stroke(1.5)
    assert (pace.strokes, pace.worked_s) == (4, 3.5)
    pace = pace.with_clip(Decision.on("bus", Guess("bus", 0.2)))
    contested = Decision.on("bus", Guess("park", 0.8))
    pace = pace.with_clip(contested).with_clip(Decision.on("bus", None))
    assert (pace.strokes_per_clip, pace.right_share) == (pytest.approx(4 / 3), 0.5)
    assert (pace.clips, pace.contested) == (3, 1)
    assert not Decision.on("bus", Guess("park", 0.79)).contested  # the suggestion was a guess
    back = pace.with_clip(contested, -1)
    assert (back.clips, back.suggested, back.contested) == (2, 1, 0)


def test_where_no_key_was_pressed_none_is_counted() -> None:
    assert Pace().with_clip(Decision()).strokes_per_clip is None


def test_the_pace_of_today_is_kept_and_of_another_day_is_not(tmp_path: Path) -> None:
    pace = Pace(day=today(), clips=37, strokes=52, worked_s=540.0)
    write_pace(tmp_path, pace)
    assert read_pace(tmp_path) == pace
    write_pace(tmp_path, Pace(day="2001-01-01", clips=9))
    assert read_pace(tmp_path) == Pace(day=today())


@given(st.binary(max_size=40) | st.sampled_from([b"[]", b"{}", b'{"clips": "many"}', b"null"]))
def test_a_damaged_pace_is_no_pace(tmp_path: Path, data: bytes) -> None:
    (tmp_path / FILE).write_bytes(data)
    assert read_pace(tmp_path) == Pace(day=today())


@given(st.floats(0, 1))
def test_a_chance_is_said_within_a_tenth(chance: float) -> None:
    words = chance_words(chance)
    if "once" in words:
        assert chance < 0.15
        return
    n, of = map(int, re.findall(r"\d+", words))
    assert abs(n / of - chance) <= 0.076
    assert share_words(chance)


def test_chances_as_in_the_design() -> None:
    assert chance_words(0.81) == "Right about 8 times in 10"
    assert share_words(0.1) == "1 in 10"


@pytest.mark.parametrize("width", [1000, 1280, 1920])
def test_nothing_is_cut_off_above_the_queue(qtbot: QtBot, width: int) -> None:
    panel = ClipQueuePanel(Thumbnails())
    qtbot.addWidget(panel)
    panel.set_width(width)
    panel.show_state(LabelState(hearing=0.4, hearing_left_s=4800.0, n_open=20))
    panel.resize(panel.width(), 600)
    panel.show()
    assert panel.soon.text() == "Better order in 1 h 20 min"
    assert panel.soon.height() >= panel.soon.heightForWidth(panel.soon.width())
    longest = max(panel.soon.text().split(), key=len)
    assert panel.soon.fontMetrics().horizontalAdvance(longest) <= panel.soon.width()
    shown = panel.kinds if panel.kinds.isVisible() else panel.short_kinds
    assert shown.width() >= shown.sizeHint().width()
