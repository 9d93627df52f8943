"""The canvas: its axes, its segments, and what a hand on the mouse can do to them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ascstudio import theme
from ascstudio.widgets.canvas.minimap import Minimap
from ascstudio.widgets.canvas.pictures import Picture, Wave, columns_of
from ascstudio.widgets.canvas.scale import (
    SCALES,
    FrequencyScale,
    clock,
    frequency_ticks,
    time_ticks,
)
from ascstudio.widgets.canvas.segment_painting import covering
from ascstudio.widgets.canvas.segments import SegmentSet, SegmentSpan, moved_edge
from ascstudio.widgets.canvas.sound_canvas import SoundCanvas
from ascstudio.widgets.canvas.viewport import Viewport

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
TOP_HZ = 16_000.0
MARKS = tuple(theme.scene_mark(n) for n in range(3))
NAMES = ("Bus", "Park", "Tram")

scales = st.sampled_from(SCALES).map(FrequencyScale)
times = st.floats(0.0, 100.0)
spans = st.lists(
    st.tuples(st.floats(0, 90), st.floats(0.01, 30), st.booleans()).map(
        lambda row: SegmentSpan(row[0], row[0] + row[1], 500.0 if row[2] else None)
    ),
    max_size=12,
)


def set_of(given_spans: list[SegmentSpan]) -> SegmentSet:
    rows = [(n + 1, span, n % 3) for n, span in enumerate(given_spans)]
    return SegmentSet.of(rows, NAMES, MARKS)


# Axes


@given(scales, st.floats(20, 16_000), st.floats(20, 2000), st.floats(2001, 16_000))
def test_a_height_leads_back_to_its_frequency(
    scale: FrequencyScale, hz: float, low: float, high: float
) -> None:
    height = scale.height(hz, low, high)
    assert math.isclose(scale.at_height(height, low, high), hz, rel_tol=1e-6)
    assert scale.height(low, low, high) == pytest.approx(0)
    assert scale.height(high, low, high) == pytest.approx(1)


@given(scales, st.floats(0, 10_000), st.floats(10, 10_000))
def test_ticks_lie_on_the_axis_in_order(scale: FrequencyScale, low: float, span: float) -> None:
    ticks = frequency_ticks(scale, low, low + span)
    assert all(low <= hz <= low + span for hz in ticks)
    assert ticks == sorted(ticks)


@given(times, st.floats(0.01, 90_000), st.integers(1, 20))
def test_times_are_round_and_there_is_room_for_them(start: float, span: float, most: int) -> None:
    ticks, step = time_ticks(start, start + span, most)
    assert len(ticks) <= most + 1
    assert np.allclose(ticks / step, np.round(ticks / step), atol=1e-6)


def test_times_as_people_read_them() -> None:
    assert clock(3.4, 0.001) == "0:03.400"
    assert clock(59.9996, 0.001) == "1:00.000"
    assert clock(3723, 60) == "1:02:03"


# What is on screen


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("zoom"), st.floats(0.01, 100), times),
            st.tuples(st.just("scroll"), st.floats(-200, 200), times),
            st.tuples(st.just("hold"), times, times),
            st.tuples(st.just("band"), st.floats(0.1, 10), st.floats(0, TOP_HZ)),
            st.tuples(st.just("up"), st.floats(-2, 2), times),
        ),
        max_size=8,
    ),
    scales,
)
def test_no_way_of_moving_leaves_the_recording(
    moves: list[tuple[str, float, float]], scale: FrequencyScale
) -> None:
    view = Viewport.whole(100.0, 0.0, TOP_HZ)
    for kind, first, second in moves:
        if kind == "zoom":
            view = view.zoomed(first, second)
        elif kind == "scroll":
            view = view.scrolled(first)
        elif kind == "hold":
            view = view.holding(first)
            assert view.start_s - 1e-6 <= first <= view.stop_s + 1e-6
        elif kind == "band":
            view = view.band_zoomed(first, second, scale)
        else:
            view = view.band_scrolled(first, scale)
        assert 0 <= view.start_s < view.stop_s <= 100 + 1e-9
        assert view.span_s >= 0.005 - 1e-9
        assert 0 <= view.low_hz < view.high_hz <= TOP_HZ


@given(st.floats(1.01, 20), st.floats(20, 80))
def test_zoom_keeps_what_is_under_the_pointer(factor: float, at: float) -> None:
    view = Viewport.whole(100.0, 0.0, TOP_HZ).shown(20, 80)
    zoomed = view.zoomed(factor, at)
    before, after = ((at - v.start_s) / v.span_s for v in (view, zoomed))
    assert after == pytest.approx(before, abs=1e-6)


# Segments


@given(spans, times, st.floats(0.1, 50))
def test_visible_is_what_overlaps(
    given_spans: list[SegmentSpan], start: float, span: float
) -> None:
    segments = set_of(given_spans)
    found = {int(segments.ids[place]) for place in segments.visible(start, start + span)}
    truth = {
        n + 1
        for n, one in enumerate(given_spans)
        if one.start_s < start + span and one.stop_s > start
    }
    assert found == truth


@given(spans, times, st.none() | st.floats(0, TOP_HZ))
def test_a_point_hits_the_shortest_segment(
    given_spans: list[SegmentSpan], time_s: float, hz: float | None
) -> None:
    segments = set_of(given_spans)
    inside = [
        one
        for one in given_spans
        if one.start_s <= time_s < one.stop_s
        and (hz is None or one.low_hz is None or hz >= one.low_hz)
    ]
    place = segments.at(time_s, hz)
    if not inside:
        assert place is None
    else:
        assert place is not None
        assert segments.span(place).duration_s == min(one.duration_s for one in inside)


@given(spans, times, st.floats(0, 5))
def test_an_edge_pulls_within_its_reach_only(
    given_spans: list[SegmentSpan], time_s: float, reach: float
) -> None:
    segments = set_of(given_spans)
    edges = [edge for one in given_spans for edge in (one.start_s, one.stop_s)]
    got = segments.snapped(time_s, reach)
    assert got == time_s or got in edges
    if edges and min(abs(edge - time_s) for edge in edges) <= reach:
        assert abs(got - time_s) == min(abs(edge - time_s) for edge in edges)


@given(st.sampled_from(["start", "stop", "low", "high"]), st.floats(0, 16_000))
def test_edges_never_cross(edge: str, value: float) -> None:
    span = SegmentSpan(4.0, 6.0, 500.0, 2000.0)
    moved = moved_edge(span, edge, value)  # type: ignore[arg-type]
    assert moved.start_s < moved.stop_s
    assert (moved.low_hz or 0) <= (moved.high_hz or 0)


def test_next_goes_round() -> None:
    segments = set_of([SegmentSpan(5, 6), SegmentSpan(1, 2), SegmentSpan(3, 4)])
    ids = [segments.following(None)]
    for _ in range(3):
        ids.append(segments.following(ids[-1]))
    assert ids == [2, 3, 1, 2]
    assert segments.following(2, back=True) == 1


@given(st.lists(st.tuples(st.floats(-20, 60), st.floats(0.1, 40), st.integers(0, 2)), max_size=10))
def test_columns_are_covered_by_the_last_one_there(rows: list[tuple[float, float, int]]) -> None:
    shades = np.array([11, 22, 33], np.uint32)
    codes = np.array([row[2] for row in rows], np.int64)
    first = np.array([row[0] for row in rows])
    last = first + np.array([row[1] for row in rows])
    got = covering(codes, first, last, 50, shades)[0]
    for column in range(50):
        over = [
            n
            for n in range(len(rows))
            if first[n] <= column - 1 and last[n] >= column + 2  # well inside: no rounding
        ]
        if over:
            assert got[column] != 0
        far = all(first[n] > column + 2 or last[n] < column - 1 for n in range(len(rows)))
        if far:
            assert got[column] == 0


@given(st.integers(1, 60), st.integers(1, 80), st.floats(0, 0.9), st.floats(0.05, 1))
def test_a_wave_loses_no_peak(n: int, columns: int, start: float, span: float) -> None:
    high = np.random.default_rng(n).random(n).astype(np.float32)
    wave = Wave(-high, high, 0.0, 1.0)
    stop = min(1.0, start + span)
    low_row, high_row = columns_of(wave, start, stop, columns)
    there = ~np.isnan(high_row)
    first, last = int(start * n), min(n, int(np.ceil(stop * n)))
    assert np.nanmax(high_row) <= high.max() + 1e-6
    assert np.nanmax(high_row) >= high[min(first + 1, n - 1) : max(last - 1, first + 1)].max(
        initial=0
    )
    assert (low_row[there] == -high_row[there]).all()


# On screen


@pytest.fixture
def canvas(qtbot: QtBot, dark: None) -> SoundCanvas:
    """Ten seconds, 100 pixels a second: a bus from 2 to 5, a park from 7 to 8."""
    made = SoundCanvas("Canvas")
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.resize(round(1700 - made.layout_now().plot.width()), 400)
    made.show_recording(10.0, 0.0, TOP_HZ, (0.0, 10.0))
    made.set_segments(set_of([SegmentSpan(2, 5), SegmentSpan(7, 8)]))
    made.show()
    return made


def place(canvas: SoundCanvas, time_s: float, part: str = "plot") -> QPoint:
    layout = canvas.layout_now()
    box = {"plot": layout.plot, "lane": layout.lane, "wave": layout.wave}[part]
    return QPointF(layout.x_of(time_s), box.center().y()).toPoint()


def drag(qtbot: QtBot, canvas: SoundCanvas, start: QPoint, stop: QPoint, keys=NONE) -> None:
    qtbot.mousePress(canvas, LEFT, keys, start)
    for share in (0.3, 0.7, 1.0):
        between = start + (stop - start) * share
        qtbot.mouseMove(canvas, between)
        QApplication.processEvents()
    qtbot.mouseRelease(canvas, LEFT, keys, stop)


def test_a_click_seeks_and_chooses(qtbot: QtBot, canvas: SoundCanvas) -> None:
    heard: list[object] = []
    canvas.seeked.connect(heard.append)
    canvas.segment_chosen.connect(heard.append)
    qtbot.mouseClick(canvas, LEFT, NONE, place(canvas, 3.0))
    assert heard == [1, pytest.approx(3.0, abs=0.02)]
    canvas.set_chosen(1)
    with qtbot.waitSignal(canvas.segment_chosen) as nothing:
        qtbot.mouseClick(canvas, LEFT, NONE, place(canvas, 6.0))
    assert nothing.args == [None]


def test_dragging_an_edge_asks_for_the_new_place(qtbot: QtBot, canvas: SoundCanvas) -> None:
    canvas.set_chosen(1)
    canvas.set_snap(False)
    with qtbot.waitSignal(canvas.segment_moved) as wish:
        drag(qtbot, canvas, place(canvas, 5.0), place(canvas, 6.0))
    segment_id, span = wish.args
    assert segment_id == 1
    assert span.start_s == 2
    assert span.stop_s == pytest.approx(6.0, abs=0.02)
    assert round(span.stop_s * 1000) == pytest.approx(span.stop_s * 1000, abs=1e-6)
    held = canvas.chosen_span()
    assert held is not None
    assert held.stop_s == 5  # nothing changed yet: it was a wish


def test_snap_pulls_to_the_neighbour(qtbot: QtBot, canvas: SoundCanvas) -> None:
    canvas.set_chosen(1)
    with qtbot.waitSignal(canvas.segment_moved) as wish:
        drag(qtbot, canvas, place(canvas, 5.0), place(canvas, 6.96))
    assert wish.args[1].stop_s == 7.0
    canvas.set_snap(False)
    with qtbot.waitSignal(canvas.segment_moved) as wish:
        drag(qtbot, canvas, place(canvas, 5.0), place(canvas, 6.96))
    assert wish.args[1].stop_s == pytest.approx(6.96, abs=0.015)


def test_dragging_the_block_moves_the_segment(qtbot: QtBot, canvas: SoundCanvas) -> None:
    canvas.set_chosen(2)
    canvas.set_snap(False)
    with qtbot.waitSignal(canvas.segment_moved) as wish:
        drag(qtbot, canvas, place(canvas, 7.5, "lane"), place(canvas, 9.9, "lane"))
    span = wish.args[1]
    assert span.stop_s == 10.0  # pushed back inside the recording
    assert span.duration_s == pytest.approx(1.0)


def test_a_drag_selects_and_a_click_lets_go(qtbot: QtBot, canvas: SoundCanvas) -> None:
    drag(qtbot, canvas, place(canvas, 5.5), place(canvas, 6.5))
    assert canvas.selection == pytest.approx((5.5, 6.5), abs=0.02)
    qtbot.mouseClick(canvas, LEFT, NONE, place(canvas, 9.0))
    assert canvas.selection is None


def test_the_region_tool_draws_and_shift_gives_a_band(qtbot: QtBot, canvas: SoundCanvas) -> None:
    canvas.set_tool("region")
    with qtbot.waitSignal(canvas.segment_drawn) as plain:
        drag(qtbot, canvas, place(canvas, 5.5), place(canvas, 6.5))
    assert plain.args[0].low_hz is None
    layout = canvas.layout_now()
    low = QPointF(layout.x_of(5.5), layout.y_of(500)).toPoint()
    high = QPointF(layout.x_of(6.5), layout.y_of(4000)).toPoint()
    with qtbot.waitSignal(canvas.segment_drawn) as boxed:
        drag(qtbot, canvas, low, high, Qt.KeyboardModifier.ShiftModifier)
    assert boxed.args[0].low_hz == pytest.approx(500, rel=0.1)
    assert boxed.args[0].high_hz == pytest.approx(4000, rel=0.1)


def test_the_top_of_a_segment_can_be_pulled_down_to_a_band(
    qtbot: QtBot, canvas: SoundCanvas
) -> None:
    canvas.set_chosen(1)
    layout = canvas.layout_now()
    top = QPointF(layout.x_of(3.5), layout.plot.top() + 1).toPoint()
    down = QPointF(layout.x_of(3.5), layout.y_of(4000)).toPoint()
    with qtbot.waitSignal(canvas.segment_moved) as wish:
        drag(qtbot, canvas, top, down)
    assert wish.args[1].high_hz == pytest.approx(4000, rel=0.05)
    assert wish.args[1].low_hz == 0


def test_keys_move_the_active_edge_and_tab_goes_on(qtbot: QtBot, canvas: SoundCanvas) -> None:
    canvas.set_chosen(1)
    with qtbot.waitSignal(canvas.segment_moved) as wish:
        canvas.nudge(0.01)
    assert wish.args[1].stop_s == pytest.approx(5.01)
    canvas.set_active_edge("start")
    with qtbot.waitSignal(canvas.segment_moved) as wish:
        canvas.nudge(-0.001)
    assert wish.args[1].start_s == pytest.approx(1.999)
    canvas.setFocus()
    with qtbot.waitSignal(canvas.segment_chosen) as chosen:
        qtbot.keyClick(canvas, Qt.Key.Key_Tab)
    assert chosen.args == [2]


def test_the_wheel_zooms_at_the_pointer_and_double_click_fits(
    qtbot: QtBot, canvas: SoundCanvas
) -> None:
    point = QPointF(place(canvas, 7.0))
    for modifiers, notches in (
        (Qt.KeyboardModifier.ControlModifier, 1),
        (Qt.KeyboardModifier.ShiftModifier, 1),
        (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, 1),
    ):
        before = canvas.view
        turned = QWheelEvent(
            point, point, QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton, modifiers,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(canvas, turned)
        assert canvas.view != before
    assert canvas.view.span_s == pytest.approx(8.0)
    assert canvas.view.high_hz < TOP_HZ
    qtbot.mouseDClick(canvas, LEFT, NONE, place(canvas, 5.0))
    assert canvas.view == Viewport.whole(10.0, 0.0, TOP_HZ)


def test_a_new_recording_lets_go_of_what_was_held(qtbot: QtBot, canvas: SoundCanvas) -> None:
    canvas.set_chosen(1)
    wishes: list[object] = []
    canvas.segment_moved.connect(lambda *args: wishes.append(args))
    qtbot.mousePress(canvas, LEFT, NONE, place(canvas, 5.0))
    qtbot.mouseMove(canvas, place(canvas, 5.5))
    canvas.show_recording(4.0, 0.0, TOP_HZ, (0.0, 4.0))
    qtbot.mouseRelease(canvas, LEFT, NONE, place(canvas, 3.0))
    assert not wishes


def test_everything_is_painted(qtbot: QtBot, canvas: SoundCanvas) -> None:
    level = np.full((50, 100), -20, np.float32)
    canvas.set_picture(Picture(level, 0.0, 10.0, 0.0, TOP_HZ))
    ones = np.full(100, 0.5, np.float32)
    canvas.set_wave(Wave(-ones, ones, 0.0, 10.0, exact=False))
    canvas.set_chosen(2)
    canvas.set_selection((5.5, 6.0))
    canvas.set_cursor(9.0)
    picture = canvas.grab().toImage()

    def shade(time_s: float, part: str, down: int = 0) -> str:
        return picture.pixelColor(place(canvas, time_s, part) + QPoint(0, down)).name()

    plain = shade(1.0, "plot")
    assert plain == f"#{theme.spectrogram_lut()[191] & 0xFFFFFF:06x}"
    assert shade(3.5, "plot") != plain  # the bus has a veil
    assert shade(5.75, "plot") != plain  # what is selected as well
    assert shade(9.0, "plot") == theme.color("text").name()
    assert shade(1.0, "wave") == theme.color("accent").name()
    assert shade(7.9, "lane", -9) == theme.mark_color(MARKS[1]).name()
    assert shade(1.0, "lane") == theme.color("plot").name()


def test_the_minimap_moves_the_window(qtbot: QtBot, dark: None) -> None:
    made = Minimap("Recording")
    qtbot.addWidget(made)
    made.resize(700, 34)
    made.set_view(Viewport.whole(3600.0, 0.0, TOP_HZ).shown(0, 60))
    middle = made.plot().center().toPoint()
    with qtbot.waitSignal(made.moved) as wish:
        qtbot.mouseClick(made, LEFT, NONE, middle)
    assert wish.args == pytest.approx([1770, 1830], abs=10)
    with qtbot.waitSignal(made.moved) as wish:
        qtbot.keyClick(made, Qt.Key.Key_Right)
    assert wish.args == pytest.approx([30, 90])
