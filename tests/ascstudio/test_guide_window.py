"""The user guide in its window: every chapter shows, links lead somewhere, words are found."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QTextCursor, QTextDocument
from pytestqt.qtbot import QtBot

from ascstudio import theme
from ascstudio.app import page_entries
from ascstudio.shell.guide import LINK, GuideWindow, chapters, slug
from ml_core.files import resource_path

NAMES = [chapter.name for chapter in chapters()]


@pytest.fixture
def window(qtbot: QtBot) -> GuideWindow:
    made = GuideWindow()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def headings(text: str) -> set[str]:
    prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    return {slug(one.replace("`", "")) for one in re.findall(r"^#+ (.+)$", prose, re.MULTILINE)}


def test_every_file_of_the_guide_is_a_chapter() -> None:
    assert sorted(NAMES) == sorted(path.stem for path in resource_path("guide").glob("*.md"))
    assert NAMES[0] == "README"


@pytest.mark.parametrize("name", NAMES)
def test_every_link_leads_to_a_heading_that_is_there(name: str) -> None:
    texts = {chapter.name: chapter.text for chapter in chapters()}
    for _, target in LINK.findall(re.sub(r"```.*?```", "", texts[name], flags=re.DOTALL)):
        path, _, heading = target.partition("#")
        there = path.removesuffix(".md") or name
        assert there in texts, target
        assert not heading or heading in headings(texts[there]), target


@pytest.mark.parametrize("name", NAMES)
def test_every_chapter_shows(window: GuideWindow, name: str) -> None:
    window.open_chapter(name)
    shown = window.text.toPlainText()
    title = next(chapter.title for chapter in chapters() if chapter.name == name)
    assert shown.startswith(title)
    assert "](" not in shown.replace("](PATH", "")  # no link is left as text
    assert window.list.currentItem().text() == title


def test_the_keys_of_pages_are_those_of_the_window() -> None:
    pages = [entry.page_id for entry in page_entries() if entry.group >= 0]
    told = {
        (words.lower(), int(place))
        for chapter in chapters()
        for words, place in re.findall(r"\*(\w+)\* \(Alt\+(\d)\)", chapter.text)
    }
    assert len(told) >= 5
    assert told <= {(page, place) for place, page in enumerate(pages, start=1)}


def test_a_link_is_followed_to_its_heading_by_a_click(qtbot: QtBot, window: GuideWindow) -> None:
    window.open_chapter("examples")
    cursor = window.text.document().find("five rooms, taught in five minutes")
    cursor.setPosition(cursor.selectionStart() + 3, QTextCursor.MoveMode.MoveAnchor)
    window.text.setTextCursor(cursor)
    place = window.text.cursorRect(cursor).center() + QPoint(1, 0)
    before = window.text.verticalScrollBar().value()
    qtbot.mouseClick(window.text.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.text.textCursor().block().text() == "Five rooms"
    assert window.text.verticalScrollBar().value() > before
    window.text.anchorClicked.emit(QUrl("live.md"))
    assert window.list.currentItem().text() == "Live"


def test_an_address_outside_is_said_and_never_opened(window: GuideWindow) -> None:
    for chapter in chapters():
        assert not re.search(r"\]\(https?:", chapter.text)
    shown = window.list.currentItem().text()
    window.text.anchorClicked.emit(QUrl("https://example.org/live.md"))
    window.text.anchorClicked.emit(QUrl("../../README.md"))
    assert window.list.currentItem().text() in (shown, "Live", "User guide")


def test_words_are_found_in_all_chapters_and_marked(qtbot: QtBot, window: GuideWindow) -> None:
    qtbot.keyClicks(window.field, "licence")
    found = [window.list.item(row).text() for row in range(window.list.count())]
    assert 0 < len(found) < len(NAMES)
    assert window.list.currentItem().text() in found
    assert window.text.extraSelections()
    qtbot.keyClick(window.field, Qt.Key.Key_Return)
    assert window.text.textCursor().selectedText().lower() == "licence"
    window.field.setText("no such words anywhere")
    assert window.list.count() == 0
    assert window.nothing.isVisible()
    qtbot.keyClick(window.field, Qt.Key.Key_Return)  # nothing to go to
    window.field.clear()
    assert window.list.count() == len(NAMES)


def test_only_the_chapter_that_is_read_is_kept(qtbot: QtBot, window: GuideWindow) -> None:
    """Each holds its pictures: a quarter of an hour of leafing was a hundred megabytes."""

    def kept() -> list[QTextDocument]:
        return window.text.findChildren(QTextDocument)

    for name in NAMES[:6] * 2:
        window.open_chapter(name)
    qtbot.waitUntil(lambda: len(kept()) <= 1)


def test_a_change_of_theme_is_drawn_once_it_is_seen(
    qtbot: QtBot, window: GuideWindow, qapp
) -> None:
    theme.apply(qapp, "dark")
    shown = window.text.document()
    theme.apply(qapp, "light")
    assert window.text.document() is not shown
    window.hide()
    shown = window.text.document()
    theme.apply(qapp, "dark")
    assert window.text.document() is shown  # nobody looks
    window.show()
    assert window.text.document() is not shown
