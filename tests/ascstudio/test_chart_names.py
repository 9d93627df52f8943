"""Names in a chart: near their lines, and written over none."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, QSizeF

from ascstudio.widgets.chart import free_room

PLOT = QRectF(40, 8, 600, 240)
STACKED = QRectF(530, 20, 100, 16)
heights = st.lists(st.floats(10, 246), min_size=2, max_size=20)


def line(heights_px: list[float]) -> list[QPointF]:
    across = np.linspace(PLOT.left(), PLOT.right(), len(heights_px))
    return [QPointF(x, y) for x, y in zip(across, heights_px, strict=True)]


def passes(points: list[QPointF], room: QRectF) -> bool:
    """Whether any of very many places on the line is inside."""
    x = np.linspace(PLOT.left(), PLOT.right(), 4000)
    y = np.interp(x, [point.x() for point in points], [point.y() for point in points])
    inside = (x > room.left()) & (x < room.right()) & (y > room.top()) & (y < room.bottom())
    return bool(inside.any())


@given(heights, heights)
def test_a_name_is_written_over_no_line(one: list[float], other: list[float]) -> None:
    lines = [line(one), line(other)]
    taken: list[QRectF] = []
    for points in lines:
        room = free_room(PLOT, points, STACKED, taken, lines)
        if room != STACKED:  # else there is no such place
            assert PLOT.contains(room)
            assert not any(passes(every, room) for every in lines)
            assert not any(room.intersects(before) for before in taken)
            assert any(abs(room.center().y() - point.y()) < 16 for point in points)
        taken.append(room)


def test_a_name_stands_at_the_end_where_nothing_is_in_the_way() -> None:
    flat = line([120.0] * 10)
    room = free_room(PLOT, flat, STACKED, [], [flat])
    assert room == QRectF(QPointF(PLOT.right() - 104, 99), QSizeF(100, 16))
    falls = line([120.0] * 8 + [170.0, 240.0])  # the name would be on the line that it names
    below = free_room(PLOT, falls, STACKED, [], [falls])
    assert below != STACKED
    assert not passes(falls, below)
