"""The tokens keep what the design promises: contrast, shapes, colour maps, icons."""

import re

import numpy as np
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QPixmap, QPixmapCache
from PySide6.QtWidgets import QApplication, QStyle, QWidget
from pytestqt.qtbot import QtBot

from ascstudio import theme
from ascstudio.theme.colormaps import contrast
from ascstudio.theme.marks import SCENE_SHAPES, symbol
from ascstudio.theme.style import style_sheet

GROUNDS = ("bg0", "bg1", "bg2", "bg3", "bg4", "soft", "plot")
WORDS = ("text", "text2", "text3", "accent", "ok", "warn", "err", "rec")
NOT_FOR_WORDS = {("text3", "bg4"), ("err", "bg4"), ("rec", "bg4"), ("rec", "soft")}


def ratio(tokens: theme.Tokens, first: str, second: str) -> float:
    return contrast(QColor(getattr(tokens, first)), QColor(getattr(tokens, second)))


@pytest.mark.parametrize("tokens", [theme.DARK, theme.LIGHT], ids=lambda t: t.name)
def test_words_can_be_read_on_every_ground(tokens: theme.Tokens) -> None:
    low = {
        (word, ground): round(ratio(tokens, word, ground), 2)
        for word in WORDS
        for ground in GROUNDS
        if (word, ground) not in NOT_FOR_WORDS and ratio(tokens, word, ground) < 4.5
    }
    assert not low


@pytest.mark.parametrize("tokens", [theme.DARK, theme.LIGHT], ids=lambda t: t.name)
def test_filled_buttons_and_banners_can_be_read(tokens: theme.Tokens) -> None:
    assert ratio(tokens, "on_accent", "accent") >= 4.5
    assert ratio(tokens, "on_rec", "rec") >= 4.5
    for state in ("ok", "warn", "err"):
        for word in ("text", "text2", state):
            assert ratio(tokens, word, f"{state}_bg") >= 4.5, (word, state)


@pytest.mark.parametrize("tokens", [theme.DARK, theme.LIGHT], ids=lambda t: t.name)
def test_borders_fills_and_markers_can_be_seen(tokens: theme.Tokens) -> None:
    for ground in ("bg0", "bg1", "bg2", "bg3", "plot"):
        assert ratio(tokens, "ctl", ground) >= 3.0, ground
    for name in ("ok_fill", "warn_fill"):
        assert ratio(tokens, name, "bg2") >= 3.0
    for shade in (*tokens.scenes, *tokens.real, *tokens.simulated, *tokens.unseen):
        assert contrast(QColor(shade), QColor(tokens.bg2)) >= 3.0, shade


def test_scenes_differ_in_shape_and_in_colour() -> None:
    assert len(set(SCENE_SHAPES)) == len(set(theme.DARK.scenes)) == len(set(theme.LIGHT.scenes))
    signs = {
        (theme.mark_color(theme.scene_mark(i)).name(), theme.scene_mark(i).ringed,
         SCENE_SHAPES[(i + 5 * (i // 12)) % 12])
        for i in range(24)
    }  # fmt: skip
    assert len(signs) == 24


def test_shapes_are_those_of_pyqtgraph() -> None:
    from pyqtgraph.graphicsItems.ScatterPlotItem import Symbols

    for name in SCENE_SHAPES:
        ours, theirs = symbol(name), Symbols[name]
        assert ours.elementCount() == theirs.elementCount(), name
        for place in range(ours.elementCount()):
            mine, other = ours.elementAt(place), theirs.elementAt(place)
            assert (mine.x, mine.y) == pytest.approx((other.x, other.y)), name


def test_devices_tell_group_by_kind_and_hearing_by_filling() -> None:
    marks = theme.device_marks(["a", "b", "s1", "s4"], unseen={"s4"})
    assert [marks[name].kind for name in ("a", "s1", "s4")] == [
        "real",
        "simulated",
        "unseen-simulated",
    ]
    assert marks["b"].index == 1
    assert marks["s4"].hollow
    assert not marks["s1"].hollow


@pytest.mark.parametrize("name", theme.MAPS)
def test_colour_maps_rise_in_lightness(name: str) -> None:
    lut = theme.spectrogram_lut(name)
    rgb = np.stack([lut >> 16 & 255, lut >> 8 & 255, lut & 255]).astype(float)
    light = np.array([0.2126, 0.7152, 0.0722]) @ rgb
    steps = np.diff(light)
    assert lut.shape == (256,)
    assert (steps <= 0.5).all() if name == "inverted-grey" else (steps >= -0.5).all()


def test_a_chosen_map_is_used_and_taken_back() -> None:
    theme.choose_map("viridis")
    try:
        assert np.array_equal(theme.spectrogram_lut(), theme.spectrogram_lut("viridis"))
    finally:
        theme.choose_map("")


def test_numbers_on_heat_can_be_read(dark: None) -> None:
    for share in np.linspace(0, 1, 101):
        ground = theme.heat_color(float(share))
        assert contrast(theme.readable_on(ground), ground) >= 4.58


def test_every_icon_takes_the_colour(dark: None) -> None:
    folder = theme.resource("icons/library.svg").parent
    names = sorted(path.stem for path in folder.glob("*.svg"))
    assert len(names) >= 100
    accent = theme.color("accent")
    for name in names:
        image = theme.pixmap(name, 22, "accent", 2.0).toImage()
        pixels = [
            image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())
        ]
        solid = max(pixels, key=lambda pixel: pixel.alpha())
        away = max(
            abs(solid.red() - accent.red()),
            abs(solid.green() - accent.green()),
            abs(solid.blue() - accent.blue()),
        )
        assert solid.alpha() > 100, name
        assert away < 6, name


def test_style_sheet_is_complete_and_short(dark: None) -> None:
    sheet = style_sheet()
    assert "@" not in sheet
    assert len(sheet.strip().splitlines()) < 80


def test_nothing_outside_the_theme_names_a_colour() -> None:
    import ascstudio

    found = []
    root = next(iter(ascstudio.__path__))
    from pathlib import Path

    for path in Path(root).rglob("*.py"):
        if "theme" in path.parts:
            continue
        text = path.read_text("utf-8")
        found += [(path.name, hit) for hit in re.findall(r"#[0-9a-fA-F]{6}\b|QColor\(\"", text)]
    assert not found


def test_theme_changes_at_run_time(qapp) -> None:
    theme.apply(qapp, "light")
    light = qapp.palette().window().color().name()
    theme.apply(qapp, "dark")
    assert light == theme.LIGHT.bg1.lower()
    assert qapp.palette().window().color().name() == theme.DARK.bg1.lower()


def test_text_size_follows_the_setting(qapp) -> None:
    theme.apply(qapp, "dark", 2.0)
    try:
        assert theme.font("body").pixelSize() == 26
        assert theme.px(30) == 60
    finally:
        theme.apply(qapp, "dark")


def test_a_change_of_theme_is_told_to_a_widget_but_twice(qtbot: QtBot, qapp) -> None:
    """However deep it lies: what a switch costs does not grow with the depth of the window."""

    class Told(QWidget):
        def __init__(self, parent: QWidget | None = None) -> None:
            super().__init__(parent)
            self.n = 0

        def changeEvent(self, event: QEvent) -> None:
            self.n += event.type() == QEvent.Type.StyleChange

    theme.apply(qapp, "dark")
    chain = [Told()]
    for _ in range(9):
        chain.append(Told(chain[-1]))
    qtbot.addWidget(chain[0])
    chain[0].show()
    qtbot.waitExposed(chain[0])
    for one in chain:
        one.n = 0
    theme.apply(qapp, "light")
    assert [one.n for one in chain] == [2] * 10
    styles = len(qapp.findChildren(QStyle))
    for name in ("dark", "light") * 3:
        theme.apply(qapp, name)
    assert len(qapp.findChildren(QStyle)) == styles
    assert all(one.n == 14 for one in chain)


def test_qt_keeps_no_pictures_of_themes_that_were(qtbot: QtBot) -> None:
    """It draws each picture anew for every palette, and lets go of none before there are 10 MB."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, "light")
    QPixmapCache.insert("a picture of the light theme", QPixmap(8, 8))
    theme.apply(application, "dark")
    assert not QPixmapCache.find("a picture of the light theme", QPixmap())
