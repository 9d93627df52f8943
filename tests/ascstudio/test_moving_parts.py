"""What moves on Live costs no more than what is seen of it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from ascstudio import theme
from ascstudio.pages.live.view import LivePage
from ascstudio.shell.window import MainWindow
from ascstudio.widgets.ribbon import Block, TimeRibbon
from ascstudio.widgets.spectrogram import HIGH_PERCENTILE, LOW_PERCENTILE, levels


class CountingRibbon(TimeRibbon):
    n_painted = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.n_painted += 1


def test_a_ribbon_is_painted_again_when_a_pixel_of_it_changed(qtbot: QtBot) -> None:
    ribbon = CountingRibbon("Last minutes", 600.0)
    qtbot.addWidget(ribbon)
    ribbon.resize(600, 70)  # a pixel is a second
    ribbon.show()
    qtbot.waitExposed(ribbon)

    def painted(blocks: list[Block], now_s: float) -> bool:
        before = ribbon.n_painted
        ribbon.set_blocks(blocks, now_s)
        QApplication.processEvents()
        return ribbon.n_painted > before

    def walk(end_s: float, scene: int = 1) -> list[Block]:
        return [
            Block(0.0, 40.0, theme.scene_mark(0), "Airport"),
            Block(40.0, end_s, theme.scene_mark(scene), "Park"),
        ]

    assert painted(walk(100.0), 100.0)
    assert not painted(walk(100.1), 100.1)
    assert not painted(walk(100.2), 100.2)
    assert painted(walk(101.0), 101.0)
    assert painted(walk(101.0, scene=2), 101.0)
    ribbon.walk(-1)
    QApplication.processEvents()
    assert not painted(walk(101.0, scene=2), 101.0)


@given(
    arrays(
        np.float32,
        array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=40),
        elements=st.floats(-100, 100, width=32),
    )
)
def test_darkest_and_brightest_are_percentiles(log_mel: np.ndarray) -> None:
    low, high = levels(log_mel)
    expected = np.percentile(log_mel, (LOW_PERCENTILE, HIGH_PERCENTILE))
    assert low == pytest.approx(expected[0], abs=1e-3)
    assert high == pytest.approx(max(expected[1], expected[0] + 1e-6), abs=1e-3)


def test_buttons_of_the_head_do_not_vanish_for_a_turn(qtbot: QtBot, window: MainWindow) -> None:
    window.show_page("live")
    page = window.page("live")
    assert isinstance(page, LivePage)
    qtbot.waitUntil(lambda: window.isVisible())
    page.presenter._set(phase="listening")  # one more button: the others are made anew
    for key in ("live.teach", "live.stop"):
        (button,) = (one for one in window.findChildren(QAbstractButton, key) if not one.isHidden())
        assert button.isVisible()  # without a turn of the loop
