"""Matrix, curves, map and spectrograms, used with mouse and keyboard."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from ascstudio import theme
from ascstudio.widgets.curves import Curves, Series, ticks
from ascstudio.widgets.interval_rows import IntervalRow, IntervalRows
from ascstudio.widgets.matrix import ConfusionMatrix, shares
from ascstudio.widgets.rolling import RollingSpectrogram
from ascstudio.widgets.scatter import MARKS_UP_TO, ScatterMap
from ascstudio.widgets.spectrogram import SpectrogramThumb, SpectrogramView

LEFT = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.usefixtures("dark")


def shown(qtbot, widget: QWidget, width: int = 300, height: int = 200) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def point(at: QPointF) -> QPoint:
    return at.toPoint()


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


COUNTS = np.array([[40, 0, 10], [0, 0, 0], [3, 2, 5]])


def matrix(qtbot) -> ConfusionMatrix:
    made = ConfusionMatrix("All devices")
    shown(qtbot, made, 420, 320)
    marks = [theme.scene_mark(index) for index in range(3)]
    made.set_matrix(COUNTS, ["Airport", "Bus", "Metro"], marks)
    return made


def test_shares_of_rows_and_of_empty_rows() -> None:
    part = shares(COUNTS)
    assert part[0].tolist() == [0.8, 0.0, 0.2]
    assert part[1].tolist() == [0.0, 0.0, 0.0]


def test_matrix_cells_are_chosen_by_click_and_arrows(qtbot) -> None:
    cells = matrix(qtbot)
    with qtbot.waitSignal(cells.cell_chosen) as chosen:
        qtbot.mouseClick(cells, LEFT, pos=point(cells.cell_rect(0, 2).center()))
    assert chosen.args == [0, 2]
    assert cells.accessibleDescription() == "Airport heard as Metro: 10 of 50"
    with qtbot.waitSignal(cells.cell_chosen) as chosen:
        qtbot.keyClick(cells, Qt.Key.Key_Down)
    assert chosen.args == [1, 2]
    with qtbot.assertNotEmitted(cells.cell_chosen):
        qtbot.keyClick(cells, Qt.Key.Key_Right)  # at the edge
    with qtbot.waitSignal(cells.cell_activated) as activated:
        qtbot.keyClick(cells, Qt.Key.Key_Return)
    assert activated.args == [1, 2]
    picture(cells)


def test_a_smaller_matrix_forgets_a_cell_that_is_gone(qtbot) -> None:
    cells = matrix(qtbot)
    cells.select(2, 2)
    cells.set_matrix(COUNTS[:2, :2], ["Airport", "Bus"], [theme.scene_mark(0)] * 2)
    assert cells.accessibleDescription() == ""
    picture(cells)


def test_ticks_are_round_and_inside() -> None:
    assert ticks(0.0, 1.0, 4) == [0.0, 0.25, 0.5, 0.75, 1.0]
    assert ticks(0, 150, 3) == [0, 50, 100, 150]
    assert ticks(5.0, 5.0, 3) == [5.0]
    assert all(-3.2 <= tick <= 7.9 for tick in ticks(-3.2, 7.9, 5))


def test_curves_are_read_at_the_pointer_and_by_keys(qtbot) -> None:
    curves = Curves("Accuracy", "%")
    shown(qtbot, curves, 400, 300)
    curves.set_sentence("First result in about 20 s")
    empty = picture(curves)
    x = np.arange(4.0)
    y = np.array([0.1, np.nan, 0.5, 0.6])
    curves.set_series([Series("A", x, y, theme.device_marks(["A"])["A"], best=3)])
    curves.set_x_range(0, 10)
    assert curves.accessibleDescription() == "A 60.0"
    assert picture(curves) != empty
    qtbot.keyClick(curves, Qt.Key.Key_Left)
    qtbot.keyClick(curves, Qt.Key.Key_Left)
    assert curves.accessibleDescription() == "2: A 50.0"


@pytest.mark.parametrize("values", [[], [0.5], [0.5, 0.5], [np.nan, np.nan]])
def test_curves_survive_odd_series(qtbot, values: list[float]) -> None:
    curves = Curves("Loss")
    shown(qtbot, curves, 300, 200)
    curves.set_series([Series("training", np.arange(len(values)) * 1.0, np.array(values))])
    assert not picture(curves).isNull()
    says_a_value = any(np.isfinite(values))
    assert ("0.5" in curves.accessibleDescription()) == says_a_value


def scatter(qtbot, n: int = 60) -> ScatterMap:
    made = ScatterMap("Map")
    shown(qtbot, made, 400, 300)
    rng = np.random.default_rng(0)
    groups = np.arange(n) % 3
    points = rng.normal(size=(n, 2)) * 0.2 + np.array([[0, 0], [6, 0], [0, 6]])[groups]
    marks = [theme.scene_mark(index) for index in range(3)]
    made.set_points(points, groups, marks, ["Airport", "Bus", "Metro"])
    return made


def test_map_points_are_hovered_chosen_and_opened(qtbot) -> None:
    chart = scatter(qtbot)
    at = point(chart.to_screen(7))
    qtbot.mouseMove(chart, at)
    with qtbot.waitSignal(chart.chosen) as chosen:
        qtbot.mouseClick(chart, LEFT, pos=at)
    index = chosen.args[0]
    assert (chart.to_screen(index) - QPointF(at)).manhattanLength() < 4
    with qtbot.waitSignal(chart.activated):
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    with qtbot.waitSignal(chart.chosen):
        qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.accessibleDescription() in ("Airport", "Bus", "Metro")


def test_hidden_groups_cannot_be_chosen(qtbot) -> None:
    chart = scatter(qtbot)
    chart.set_hidden({1})
    with qtbot.waitSignal(chart.chosen) as chosen:
        qtbot.mouseClick(chart, LEFT, pos=point(chart.to_screen(1)))
    assert chosen.args == [-1]


def test_the_map_zooms_at_the_pointer_and_drags(qtbot) -> None:
    chart = scatter(qtbot)
    before = chart.to_screen(4)
    wheel = QWheelEvent(
        before, chart.mapToGlobal(before), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    other = chart.to_screen(5) - before
    QApplication.sendEvent(chart, wheel)
    assert (chart.to_screen(4) - before).manhattanLength() < 0.01
    grown = chart.to_screen(5) - before
    assert grown.manhattanLength() > other.manhattanLength() * 1.2
    qtbot.mousePress(chart, LEFT, pos=QPoint(20, 20))
    move = QMouseEvent(
        QMouseEvent.Type.MouseMove, QPointF(70, 20), chart.mapToGlobal(QPointF(70, 20)),
        Qt.MouseButton.NoButton, LEFT, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(chart, move)
    with qtbot.assertNotEmitted(chart.chosen):
        qtbot.mouseRelease(chart, LEFT, pos=QPoint(70, 20))
    assert chart.to_screen(4).x() == pytest.approx(before.x() + 50)
    picture(chart)


def test_many_points_are_a_raster(qtbot) -> None:
    chart = scatter(qtbot, MARKS_UP_TO + 10)
    shades = {picture(chart).pixelColor(point(chart.to_screen(i))).name() for i in range(3)}
    assert theme.tokens().plot.lower() not in shades


HZ = np.geomspace(50, 8000, 16)


def test_a_clip_is_sought_by_click_and_arrows(qtbot) -> None:
    view = SpectrogramView("Clip")
    shown(qtbot, view, 500, 200)
    view.clear("Choose a clip.")
    assert view.accessibleDescription() == "Choose a clip."
    with qtbot.assertNotEmitted(view.seeked):
        qtbot.mouseClick(view, LEFT, pos=QPoint(200, 50))
    noise = np.random.default_rng(0).normal(size=(16, 40)).astype(np.float32)
    view.set_sound(noise, np.array([[-0.5, 0.5]] * 30, np.float32), 10.0, HZ)
    picture(view)
    with qtbot.waitSignal(view.seeked) as sought:
        qtbot.mouseClick(view, LEFT, pos=QPoint(499, 50))
    assert sought.args[0] == pytest.approx(10.0, abs=0.1)
    with qtbot.waitSignal(view.seeked) as sought:
        qtbot.keyClick(view, Qt.Key.Key_Left)
    assert sought.args[0] == pytest.approx(9.0, abs=0.1)
    assert view.accessibleDescription().endswith("/ 10.0 s")


def test_silence_and_constant_sound_can_be_drawn(qtbot) -> None:
    thumb = SpectrogramThumb("Clip")
    shown(qtbot, thumb)
    grey = picture(thumb)
    thumb.set_log_mel(np.full((8, 9), -11.5, np.float32))
    picture(thumb)
    thumb.set_log_mel(None)
    assert picture(thumb) == grey


@pytest.mark.parametrize("chunks", [(1,) * 12, (5, 7), (12,), (3, 0, 9)])
def test_the_ring_shows_the_same_however_it_arrives(qtbot, chunks: tuple[int, ...]) -> None:
    sound = np.random.default_rng(2).normal(size=(6, 12)).astype(np.float32)

    def drawn(parts: tuple[int, ...]) -> np.ndarray:
        ring = RollingSpectrogram("Now", 6, 2.0, 4.0)  # eight columns
        qtbot.addWidget(ring)
        ring._low, ring._high, ring._seen = -3.0, 3.0, 1  # a fixed range: it follows the pace
        ring._follow_level = lambda columns: None
        start = 0
        for part in parts:
            ring.push(sound[:, start : start + part])
            start += part
        return np.roll(ring._ring, -ring._place, axis=1)

    assert np.array_equal(drawn(chunks), drawn((4, 4, 4)))


def test_the_rolling_picture_is_the_same_however_it_was_painted(qtbot) -> None:
    """Strip by strip or at once, with another span between: but for the seams one picture."""
    sound = np.random.default_rng(3).normal(size=(6, 50)).astype(np.float32)

    def painted(cuts: tuple[int, ...], *, disturb: bool) -> np.ndarray:
        ring = RollingSpectrogram("Now", 6, 4.0, 4.0, 10.0)  # 16 columns shown, 40 kept
        shown(qtbot, ring, 300, 120)
        ring._low, ring._high = -3.0, 3.0
        ring._follow_level = lambda columns: None
        for start, stop in itertools.pairwise((0, *cuts, 50)):
            ring.push(sound[:, start:stop])
            picture(ring)
            if disturb:
                ring.set_span(10.0)
                picture(ring)
                ring.set_span(4.0)
        image = picture(ring).convertToFormat(QImage.Format.Format_Grayscale8)
        return np.array(image.constBits(), np.int16)

    whole = painted((), disturb=False)
    assert whole.std() > 20  # there is a picture
    for cuts in ((7, 16, 33), tuple(range(1, 50))):
        for disturb in (False, True):
            assert np.abs(painted(cuts, disturb=disturb) - whole).mean() < 5


def test_the_rolling_picture_follows_the_theme(qtbot, qapp) -> None:
    ring = RollingSpectrogram("Now", 6, 2.0, 4.0)
    shown(qtbot, ring)
    ring.set_frequencies(HZ[:6])
    ring.push(np.random.default_rng(2).normal(size=(6, 5)).astype(np.float32))
    dark = picture(ring)
    theme.apply(qapp, "light")
    assert picture(ring) != dark
    ring.clear()
    picture(ring)


def test_a_bar_of_too_few_clips_is_hatched(qtbot) -> None:
    rows = IntervalRows("Calibration error by device")
    shown(qtbot, rows, 400, 60)
    pictures = []
    for few in (False, True):
        rows.set_rows([IntervalRow("S5", value=0.6, number="60 %", few=few)], (0.0, 1.0))
        pictures.append(picture(rows))
    assert pictures[0] != pictures[1]
