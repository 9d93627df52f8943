"""The map as a widget: lasso, tools, walking, marks and densities."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPolygonF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ascstudio import theme
from ascstudio.widgets.scatter import MARKS_UP_TO, ScatterMap
from ascstudio.widgets.scatter_view import Cloud, Viewpoint

LEFT = Qt.MouseButton.LeftButton
NO = Qt.KeyboardModifier.NoModifier
Kind = QMouseEvent.Type
pytestmark = pytest.mark.usefixtures("dark")


def made(qtbot: QtBot, n: int = 300, size: tuple[int, int] = (400, 300)) -> ScatterMap:
    chart = ScatterMap("Map")
    qtbot.addWidget(chart)
    chart.resize(*size)
    chart.show()
    qtbot.waitExposed(chart)
    rng = np.random.default_rng(1)
    marks = [theme.scene_mark(index) for index in range(3)]
    names = ["Airport", "Bus", "Metro"]
    chart.set_points(rng.normal(size=(n, 2)), np.arange(n) % 3, marks, names)
    return chart


def mouse(
    chart: ScatterMap, kind: QMouseEvent.Type, at: QPointF, held: Qt.KeyboardModifier = NO
) -> None:
    moving = kind == Kind.MouseMove
    down = Qt.MouseButton.NoButton if kind == Kind.MouseButtonRelease else LEFT
    button = Qt.MouseButton.NoButton if moving else LEFT
    QApplication.sendEvent(chart, QMouseEvent(kind, at, chart.mapToGlobal(at), button, down, held))


def draw(chart: ScatterMap, outline: list[QPointF], held: Qt.KeyboardModifier = NO) -> None:
    mouse(chart, Kind.MouseButtonPress, outline[0], held)
    for at in outline[1:]:
        mouse(chart, Kind.MouseMove, at, held)
    mouse(chart, Kind.MouseButtonRelease, outline[-1], held)


def box(left: float, top: float, right: float, bottom: float) -> list[QPointF]:
    corners = ((left, top), (right, top), (right, bottom), (left, bottom), (left, top + 5))
    return [QPointF(*corner) for corner in corners]


def within(chart: ScatterMap, outline: list[QPointF], n: int, border_px: float) -> tuple[set, set]:
    """Points surely inside, and points surely or nearly inside, by Qt's own answer."""
    polygon = QPolygonF(outline)
    around = [
        QPointF(dx, dy) for dx in (-border_px, 0, border_px) for dy in (-border_px, border_px)
    ]
    sure, perhaps = set(), set()
    for index in range(n):
        spot = chart.to_screen(index)
        answers = [polygon.containsPoint(spot + d, Qt.FillRule.WindingFill) for d in around]
        if all(answers):
            sure.add(index)
        if any(answers):
            perhaps.add(index)
    return sure, perhaps


def test_the_lasso_picks_what_is_inside(qtbot: QtBot) -> None:
    chart = made(qtbot)
    chart.set_tool("lasso")
    angles = np.linspace(0, 2 * np.pi, 40)
    reach = 90 + 40 * np.sin(3 * angles)  # not convex
    outline = [
        QPointF(200 + r * np.cos(a), 150 + 0.8 * r * np.sin(a))
        for a, r in zip(angles, reach, strict=True)
    ]
    with qtbot.waitSignal(chart.lassoed) as lassoed:
        draw(chart, outline)
    indices, how = lassoed.args
    sure, perhaps = within(chart, outline, 300, 1.0)
    assert how == "replace"
    assert sure <= set(indices.tolist()) <= perhaps
    assert 20 < len(sure) < 280


def test_shift_adds_and_control_removes(qtbot: QtBot) -> None:
    chart = made(qtbot)
    chart.set_tool("lasso")
    said = []
    chart.lassoed.connect(lambda indices, how: said.append((set(indices.tolist()), how)))
    draw(chart, box(50, 50, 180, 200))
    draw(chart, box(150, 50, 300, 200), Qt.KeyboardModifier.ShiftModifier)
    draw(chart, box(150, 50, 180, 200), Qt.KeyboardModifier.ControlModifier)
    assert [how for _, how in said] == ["replace", "add", "remove"]
    assert said[2][0] <= said[0][0] & said[1][0]


def test_what_is_hidden_or_out_of_sight_is_not_picked(qtbot: QtBot) -> None:
    chart = made(qtbot)
    chart.set_tool("lasso")
    chart.set_hidden({1})
    chart.zoom(3.0)
    with qtbot.waitSignal(chart.lassoed) as lassoed:
        draw(chart, box(-4000, -4000, 4000, 4000))
    picked = lassoed.args[0]
    seen = [i for i in range(300) if chart.rect().contains(chart.to_screen(i).toPoint())]
    assert len(picked)
    assert not (picked % 3 == 1).any()
    assert set(picked.tolist()) <= set(seen)
    assert len(seen) < 300


def test_escape_forgets_the_lasso_while_it_is_drawn(qtbot: QtBot) -> None:
    chart = made(qtbot)
    chart.set_tool("lasso")
    outline = box(50, 50, 250, 250)
    mouse(chart, Kind.MouseButtonPress, outline[0])
    for at in outline[1:]:
        mouse(chart, Kind.MouseMove, at)
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    with qtbot.assertNotEmitted(chart.lassoed):
        mouse(chart, Kind.MouseButtonRelease, outline[-1])


def test_a_click_with_the_lasso_chooses(qtbot: QtBot) -> None:
    chart = made(qtbot)
    chart.set_tool("lasso")
    with qtbot.waitSignal(chart.chosen) as chosen, qtbot.assertNotEmitted(chart.lassoed):
        qtbot.mouseClick(chart, LEFT, pos=chart.to_screen(5).toPoint())
    assert chosen.args[0] >= 0


def test_the_hand_only_moves(qtbot: QtBot) -> None:
    chart = made(qtbot)
    chart.set_tool("hand")
    before = chart.to_screen(0)
    with qtbot.assertNotEmitted(chart.chosen), qtbot.assertNotEmitted(chart.hovered):
        qtbot.mouseMove(chart, chart.to_screen(5).toPoint())
        qtbot.mouseClick(chart, LEFT, pos=chart.to_screen(5).toPoint())
        draw(chart, [QPointF(100, 100), QPointF(130, 90)])
    assert (chart.to_screen(0) - before - QPointF(30, -10)).manhattanLength() < 0.01


def test_nothing_is_hovered_while_the_map_moves(qtbot: QtBot) -> None:
    chart = made(qtbot)
    spot = chart.to_screen(5)
    none = Qt.MouseButton.NoButton
    move = QMouseEvent(Kind.MouseMove, spot, chart.mapToGlobal(spot), none, none, NO)
    with qtbot.waitSignal(chart.hovered) as hovered:
        QApplication.sendEvent(chart, move)
    assert hovered.args[0] >= 0
    with qtbot.waitSignal(chart.hovered) as hovered:
        draw(chart, [spot, spot + QPointF(30, 0), spot + QPointF(60, 0)])
    assert hovered.args == [-1]


def test_shift_and_arrows_pick_what_is_walked_to(qtbot: QtBot) -> None:
    chart = made(qtbot)
    chart.setFocus()
    picked: set[int] = set()
    chart.lassoed.connect(lambda indices, how: picked.update(indices.tolist()))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Up):
        qtbot.keyClick(chart, key, Qt.KeyboardModifier.ShiftModifier)
    assert len(picked) == 3
    assert chart.selected() in picked


def test_walking_keeps_the_point_in_sight(qtbot: QtBot) -> None:
    chart = made(qtbot)
    chart.zoom(6.0)
    for key in (Qt.Key.Key_Left,) * 40 + (Qt.Key.Key_Up,) * 20:
        qtbot.keyClick(chart, key)
        assert chart.rect().contains(chart.to_screen(chart.selected()).toPoint())


def test_keys_zoom_and_size_the_marks(qtbot: QtBot) -> None:
    chart = made(qtbot, 3)
    apart = (chart.to_screen(0) - chart.to_screen(1)).manhattanLength()
    qtbot.keyClick(chart, Qt.Key.Key_PageUp)
    assert (chart.to_screen(0) - chart.to_screen(1)).manhattanLength() == pytest.approx(
        1.25 * apart
    )
    chart.fit()
    small = painted(chart)
    for _ in range(3):
        qtbot.keyClick(chart, Qt.Key.Key_Plus)
    assert painted(chart) > 1.5 * small


def painted(chart: ScatterMap) -> int:
    """Pixels that are not ground, without the names."""
    chart._written = frozenset()
    image = chart.picture()
    ground = theme.color("plot").rgb()
    pixels = np.frombuffer(image.constBits(), np.uint32)
    return int(np.count_nonzero(pixels != ground))


def test_resizing_keeps_the_view_that_was_chosen(qtbot: QtBot) -> None:
    chart = made(qtbot)
    chart.zoom(5.0)
    apart = chart.to_screen(0) - chart.to_screen(1)
    chart.resize(500, 300)
    QApplication.processEvents()
    assert (chart.to_screen(0) - chart.to_screen(1) - apart).manhattanLength() < 0.01
    chart.fit()
    chart.resize(300, 400)
    QApplication.processEvents()
    assert all(chart.rect().contains(chart.to_screen(i).toPoint()) for i in range(300))


def test_new_colours_do_not_move_the_map(qtbot: QtBot) -> None:
    chart = made(qtbot)
    chart.zoom(5.0)
    before = chart.to_screen(7)
    marks = [theme.UNKNOWN]
    chart.set_points(chart._cloud.xy, np.zeros(300, np.int64), marks, ["All"])
    assert chart.to_screen(7) == before


@pytest.mark.parametrize("n", [200, MARKS_UP_TO + 500])
def test_every_point_is_painted_in_its_colour_and_hidden_ones_are_not(qtbot: QtBot, n: int) -> None:
    chart = made(qtbot, n)
    chart._written = frozenset()
    chart.set_hidden({0, 2})
    image = chart.picture()
    ground, bus = theme.color("plot"), theme.mark_color(theme.scene_mark(1))
    inside = chart.rect().adjusted(4, 4, -4, -4)
    for index in range(1, min(n, 3000), 3):
        at = chart.to_screen(index)
        if inside.contains(at.toPoint()):
            assert hue_of(image.pixelColor(QPoint(int(at.x()), int(at.y())))) == hue_of(bus)
    chart.set_hidden({0, 1, 2})
    assert chart.picture().pixelColor(200, 150) == ground


def hue_of(shade: QColor) -> int:
    return round(shade.hue() / 12)


def test_picked_points_stand_out(qtbot: QtBot) -> None:
    for n in (200, MARKS_UP_TO + 500):
        chart = made(qtbot, n)
        chart._written = frozenset()
        plain = chart.picture()
        chart.set_picked(np.array([9], np.int64))
        lit = chart.picture()
        at = chart.to_screen(9)
        spots = [QPoint(int(at.x()) + d, int(at.y()) + e) for d in range(-7, 8) for e in (-6, 0, 6)]
        assert lit != plain
        if n > MARKS_UP_TO:  # all others are faint
            chart.set_picked(np.arange(0, n, 3))
            assert chart.picture() != lit
        else:
            text = theme.color("text")
            assert any(near(lit.pixelColor(spot), text) for spot in spots)
        chart.set_picked(np.zeros(0, np.int64))
        assert chart.picture() == plain


def near(first: QColor, second: QColor) -> bool:
    return max(abs(first.red() - second.red()), abs(first.blue() - second.blue())) < 60


def test_a_moving_map_is_coarse_and_refined_at_rest(qtbot: QtBot) -> None:
    chart = made(qtbot, MARKS_UP_TO + 500, (1000, 700))
    chart.grab()
    assert not chart._coarse
    chart.zoom(0.9)
    chart.grab()
    assert chart._coarse
    qtbot.waitUntil(lambda: not chart._moving)
    chart.grab()
    assert not chart._coarse


def test_zooming_in_shows_marks_again(qtbot: QtBot) -> None:
    chart = made(qtbot, MARKS_UP_TO + 500)
    chart.grab()
    assert not chart._stamps
    chart.zoom(40.0)
    chart.grab()
    assert chart._stamps


@given(
    st.floats(-1e3, 1e3), st.floats(-1e3, 1e3), st.floats(1e-2, 1e4),
    st.floats(0.1, 10), st.floats(0, 800), st.floats(0, 600),
)  # fmt: skip
def test_zooming_keeps_the_place_under_the_pointer(
    x: float, y: float, scale: float, factor: float, at_x: float, at_y: float
) -> None:
    view, at = Viewpoint(x, y, scale, 800, 600), QPointF(at_x, at_y)
    place = view.plane(at)
    zoomed = view.zoomed(factor, at, 0.0, 1e9)
    assert np.allclose(zoomed.plane(at), place, rtol=1e-6, atol=1e-6 / scale)
    assert zoomed.scale == pytest.approx(scale * factor)
    back = view.panned(13, -7).panned(-13, 7)
    assert back.x == pytest.approx(x)
    assert back.y == pytest.approx(y)


@given(st.integers(1, 60), st.integers(0, 10_000))
def test_nearest_and_beside_agree_with_a_plain_search(n: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    cloud = Cloud(rng.normal(size=(n, 2)), rng.integers(0, 3, n))
    cloud.hide((2,))
    view = cloud.fitting(640, 480)
    px, py = view.pixels(*cloud.xy.T)
    shown = set(cloud.shown.tolist())
    assert shown == set(np.flatnonzero(cloud.groups != 2).tolist())
    at = QPointF(*rng.uniform(0, 480, 2))
    away = {i: np.hypot(px[i] - at.x(), py[i] - at.y()) for i in shown}
    found = cloud.nearest(view, at, 40.0)
    if found < 0:
        assert not away or min(away.values()) > 39.9
    else:
        assert away[found] == pytest.approx(min(away.values()), abs=1e-2)
    right = cloud.beside(0, (1.0, 0.0), view)
    assert right < 0 or px[right] > px[0]
    assert right >= 0 or all(px[i] <= px[0] + 0.51 for i in shown)


@given(st.integers(1, 400), st.integers(0, 50))
def test_a_name_stands_where_its_group_is_thickest(n: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    turn = rng.uniform(0, 6.28, n)
    ring = np.stack([np.cos(turn), np.sin(turn)], axis=1) * 5
    heap = rng.normal(size=(n, 2)) * 0.1 + (4, -3)
    xy = np.concatenate([ring, heap]).astype(np.float32)
    groups = np.repeat([0, 1], n)
    middles = Cloud(xy, groups).middles
    assert np.linalg.norm(middles[1] - (4, -3)) < 0.5
    assert np.linalg.norm(middles[0]) > 2.5  # on the ring, not in its empty middle
    assert np.linalg.norm(xy[:n] - middles[0], axis=1).min() < 1.5
