"""The palette: commands of all pages, clips and what can be done with them, settings, slips."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from ascstudio.shell.finding import Entry, meant
from ascstudio.shell.palette import Palette
from ascstudio.shell.preferences import PreferencesDialog
from ascstudio.shell.window import MainWindow


@pytest.mark.parametrize(
    ("typed", "word"),
    [("tramm", "Tram"), ("librery", "Library"), ("snapsot", "snapshot"), ("xyzzy", ""), ("", "")],
)
def test_a_slip_is_understood(typed: str, word: str) -> None:
    assert meant(typed, ["Tram", "Take a snapshot", "Go to Library", "Metro station"]) == word


@pytest.fixture
def palette(qtbot: QtBot, window: MainWindow, demo_project: Path) -> Palette:
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.open(demo_project)
    window.show_page("library")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window.palette_box


def titles(palette: Palette) -> list[str]:
    palette.results()  # letters that were only just typed are looked for
    return [entry.text for entry in palette._list.entries if entry.run is None]


def find(palette: Palette, text: str) -> Entry:
    return next(entry for entry in palette.results() if entry.text == text)


def test_everything_is_found_and_clips_have_actions(
    qtbot: QtBot, window: MainWindow, palette: Palette
) -> None:
    palette.open()
    qtbot.keyClicks(palette.field, "tram")
    assert titles(palette)[0] == "Clips"  # labelling as Tram changes data: it comes later
    assert {"More commands", "Settings and help"} >= set(titles(palette)[1:])
    assert find(palette, "Label as Tram").careful
    clip = palette._list.current()
    assert clip is not None
    qtbot.keyClick(palette.field, Qt.Key.Key_Tab)
    assert titles(palette) == [clip.text]
    actions = ["Show in Library", "Label it", "Show on the map", "Find similar"]
    assert [entry.text for entry in palette.results()] == actions
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)  # back to what was found
    assert palette.isVisible()
    assert clip.text in [entry.text for entry in palette.results()]
    more = next(entry for entry in palette.results() if entry.text.endswith("more clips"))
    palette._run(more)
    assert not palette.isVisible()
    page = window.page("library")
    assert len(page.presenter.state.rows) > 8

    palette.open()
    qtbot.keyClicks(palette.field, "tramm")
    assert titles(palette) == ["Nothing called tramm."]
    assert palette.results()[0].text == "Did you mean Tram?"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
    assert palette.field.text() == "Tram"
    palette.close_palette()


def test_commands_of_other_pages_settings_and_what_was_run_lately(
    qtbot: QtBot, window: MainWindow, palette: Palette, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.show_page("start")
    palette.open()
    qtbot.keyClicks(palette.field, "filter clips")
    entry = palette.results()[0]
    assert (entry.text, entry.where) == ("Filter clips", "Library")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.front() == "library"
    assert window.context.settings.items("palette.recent") == ["library.filter"]
    palette.open()
    assert palette.results()[0].text == "Filter clips"  # the last one comes first

    shown: list[tuple[str, str]] = []

    def look(dialog: QDialog) -> int:
        assert isinstance(dialog, PreferencesDialog)
        focused = dialog.focusWidget()
        shown.append((dialog.page(), focused.accessibleName() if focused else ""))
        return 0

    monkeypatch.setattr(PreferencesDialog, "exec", look)
    qtbot.keyClicks(palette.field, "text size")
    assert palette.results()[0].text == "Text size"  # before commands with such letters somewhere
    palette.field.clear()
    qtbot.keyClicks(palette.field, "compact rows")
    assert find(palette, "Compact rows").where == "Preferences, Appearance"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert shown == [("appearance", "Compact rows")]


@pytest.mark.parametrize("typed", ["troub", "troubleshooting.md"])
def test_a_chapter_is_found_by_the_name_of_its_file(
    qtbot: QtBot, palette: Palette, typed: str
) -> None:
    palette.open()
    qtbot.keyClicks(palette.field, typed)
    assert find(palette, "When something is wrong").where == "User guide"


def test_letters_that_come_at_once_are_looked_for_once(
    qtbot: QtBot, window: MainWindow, palette: Palette, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever pastes, or types while the studio is busy, does not wait for each letter."""
    looked: list[str] = []
    find_all = palette._find
    monkeypatch.setattr(palette, "_find", lambda typed: looked.append(typed) or find_all(typed))
    palette.open()
    del looked[:]
    qtbot.keyClicks(palette.field, "filter clips")
    assert looked == []
    qtbot.waitUntil(lambda: bool(looked))
    assert looked == ["filter clips"]
    palette.field.clear()
    qtbot.keyClicks(palette.field, "compact rows")
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)  # acts on what is found for all letters
    assert looked == ["filter clips", "compact rows"]
    palette.close_palette()
