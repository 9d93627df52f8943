"""The shortcuts editor in a real window: a key is typed, refused, swapped, and works at once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ascstudio.shell.key_sheet import key_lines
from ascstudio.shell.keymap import CHANGED, GENERAL, keys_of
from ascstudio.shell.preferences.shortcuts_view import ShortcutsPanel
from ascstudio.shell.window import MainWindow
from ascstudio.widgets.buttons import IconButton

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


def give(
    qtbot: QtBot,
    editor: ShortcutsPanel,
    command: str,
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier = NONE,
) -> None:
    editor.choose(command)
    qtbot.mouseClick(editor.change, LEFT)
    qtbot.keyClick(editor.key, key, modifiers)


def test_keys_are_typed_refused_swapped_and_given_back(
    qtbot: QtBot, window: MainWindow, demo_project: Path
) -> None:
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.open(demo_project)
    window.show_page("library")
    dialog = window.preferences("shortcuts", "library.export")
    dialog.open()
    editor = dialog.shortcuts
    assert editor is not None
    assert not editor.change.isEnabled()  # until the commands of all pages are known
    qtbot.waitUntil(lambda: editor.presenter.complete, timeout=120_000)
    pages = {row.page for row in editor.model.rows}
    assert pages == {GENERAL, *window._entries}
    row = editor.row()
    assert row is not None
    assert row.action.key == "library.export"

    give(qtbot, editor, "library.export", Qt.Key.Key_F8)
    settings = window.context.settings
    assert settings.items(CHANGED) == ["library.export=F8"]
    found = window.registry.find("library.export")
    assert found is not None
    assert keys_of(found) == ["F8"]

    refused(qtbot, editor)
    assert settings.items(CHANGED) == ["library.export=F8"]
    give(qtbot, editor, "library.loop", Qt.Key.Key_F8)
    qtbot.keyClick(editor.swap, Qt.Key.Key_Space)
    assert settings.items(CHANGED) == ["library.export=L", "library.loop=F8"]

    give(qtbot, editor, "library.loop", Qt.Key.Key_1)  # of a scene
    assert "scene" in editor.words.text()
    assert not editor.swap.isVisible()
    qtbot.keyClick(editor.key, Qt.Key.Key_Escape)  # leaves the field, not the dialog
    assert dialog.isVisible()
    assert dialog.focusWidget() is editor.table

    editor.choose("undo")
    qtbot.mouseClick(editor.none, LEFT)
    assert "undo=" in settings.items(CHANGED)
    qtbot.mouseClick(editor.usual, LEFT)
    assert "undo=" not in settings.items(CHANGED)

    editor.field.setText("f8")
    assert [row.action.key for row in editor.model.rows] == ["library.loop"]
    dialog.close()
    follows_everywhere(qtbot, window)
    settings.reset(CHANGED)
    assert window.registry._bound.keys() >= {"L", "Ctrl+E"}


def refused(qtbot: QtBot, editor: ShortcutsPanel) -> None:
    """It says with what; Esc takes the question back and leaves the dialog open."""
    give(qtbot, editor, "library.loop", Qt.Key.Key_F8)
    assert "F8 is Export… (Library)" in editor.words.text()
    assert editor.window().focusWidget() is editor.swap
    qtbot.keyClick(editor.swap, Qt.Key.Key_Escape)
    assert editor.isVisible()
    assert editor.window().focusWidget() is editor.table


def follows_everywhere(qtbot: QtBot, window: MainWindow) -> None:
    """The key works, and menu, key sheet and tooltips print it."""
    page = window.page("library")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page.setFocus()
    loop = next(one for one in page.findChildren(IconButton) if "Loop" in one.accessibleName())
    before = loop.isChecked()
    qtbot.keyClick(page, Qt.Key.Key_F8)
    assert loop.isChecked() is not before
    assert "Ctrl+E" not in window.registry._bound
    window.top.fill("file")
    words = [action.text() for action in window.top.menu("file").actions()]
    assert "Export…\tL" in words
    lines = {line.words: line.caps for line in key_lines(window.registry.reachable(), "")}
    assert lines["Export…"] == ("L",)
    loop.set_name(loop.accessibleName(), "L")
    assert loop.toolTip() == "Loop (F8)"
