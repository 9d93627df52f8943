"""About: the version, and every licence of what came along, found by typing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ascstudio.shell.about import AboutDialog, components


@pytest.fixture
def dialog(qtbot: QtBot) -> AboutDialog:
    made = AboutDialog()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def names(dialog: AboutDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def test_it_lists_everything_and_shows_the_first(dialog: AboutDialog) -> None:
    assert names(dialog) == [one.name for one in components()]
    assert components()[0].version in dialog.facts.text()
    assert dialog.text.toPlainText() == components()[0].words


def test_arrows_walk_through_the_licences(qtbot: QtBot, dialog: AboutDialog) -> None:
    qtbot.keyClick(dialog.field, Qt.Key.Key_Down)
    qtbot.waitUntil(dialog.list.hasFocus)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    assert components()[1].source in dialog.facts.text()


def test_typing_finds_names_and_words_of_licences(qtbot: QtBot, dialog: AboutDialog) -> None:
    qtbot.keyClicks(dialog.field, "numpy")
    assert "numpy" in names(dialog)
    dialog.field.clear()
    qtbot.keyClicks(dialog.field, "lesser general public license")
    assert {"Qt", "libsndfile", "soxr"} <= set(names(dialog))
    assert "colorama" not in names(dialog)
    found = dialog.text.textCursor().selectedText()
    assert found.casefold() == "lesser general public license"


def test_what_is_nowhere_is_said(qtbot: QtBot, dialog: AboutDialog) -> None:
    qtbot.keyClicks(dialog.field, "xyzzy")
    assert names(dialog) == []
    assert dialog.text.toPlainText() == ""
    assert dialog.facts.text()


def test_escape_closes_it(qtbot: QtBot, dialog: AboutDialog) -> None:
    qtbot.keyClick(dialog.field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialog.isVisible())


def test_a_licence_that_stays_is_not_laid_out_again(qtbot: QtBot, dialog: AboutDialog) -> None:
    """Some are a hundred pages: a letter may not wait for that."""
    told: list[str] = []
    dialog.text.textChanged.connect(lambda: told.append(dialog.list.currentItem().text()))
    qtbot.keyClicks(dialog.field, "numpy")
    assert len(told) == len(set(told))
