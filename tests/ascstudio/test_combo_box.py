"""Fields with a list: their words are never cut in a letter."""

from PySide6.QtWidgets import QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from ascstudio.widgets.combo_box import ComboBox

NAME = "Teacher, CP-ResNet 128k, learnt on 2026-11-21"


def shown(box: ComboBox) -> str:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    return box.shown(option)


def test_without_a_choice_it_says_what_to_choose(qtbot: QtBot) -> None:
    box = ComboBox("Model")
    qtbot.addWidget(box)
    box.setPlaceholderText("No model yet")
    box.resize(300, 40)
    assert shown(box) == "No model yet"


def test_long_words_keep_their_ends(qtbot: QtBot) -> None:
    box = ComboBox("Model")
    qtbot.addWidget(box)
    box.addItem(NAME)
    box.resize(box.sizeHint())
    box.show()
    assert shown(box) == NAME
    box.resize(200, box.height())
    begins, _, ends = shown(box).partition("…")
    assert 4 < len(begins) < len(NAME) / 2
    assert NAME.startswith(begins)
    assert NAME.endswith(ends)
    assert len(ends) > 4
    assert not box.grab().isNull()
