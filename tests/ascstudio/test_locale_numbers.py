"""Numbers on axes and in settings are written as the language writes them; files keep the point."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale

from ascstudio.pages.train.wizard.fields import Field, parse_value, value_words
from ascstudio.shell.preferences import catalogue
from ascstudio.widgets.canvas.scale import hz_words
from ascstudio.widgets.chart import Axis
from ml_core import api


@pytest.fixture
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


def test_axes(german: None) -> None:
    words = [text for _, text in Axis(0.0, 1.0).printed(4)]
    assert "0,5" in words
    assert not any("." in one for one in words)
    assert [hz_words(hz) for hz in (31.5, 1500, 8000)] == ["31,5", "1,5k", "8k"]


def test_settings_of_a_recipe_are_read_as_they_are_written(german: None) -> None:
    field = Field("soft_weight", "loss", "", "", "", "", "number", ())
    assert value_words(0.98) == "0,98"
    assert parse_value(field, value_words(0.98)) == 0.98
    assert parse_value(field, "0.98") == 0.98
    text = api.builtin_recipe("finetune-default").to_toml()
    assert "," not in text.split("peak_lr")[1].splitlines()[0]


def test_preferences(german: None) -> None:
    said = repr(catalogue.catalogue())
    assert "0,5" in said
    assert "0.5 s" not in said
