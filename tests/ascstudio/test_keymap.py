"""Keys the user chose: no two commands share one where both work, whatever was changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given as holds_for
from hypothesis import settings as settings_of
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from ascstudio import theme
from ascstudio.pages import Action
from ascstudio.settings import Settings
from ascstudio.shell.keymap import (
    GENERAL,
    changes_of,
    clash,
    given,
    is_scene,
    keep,
    keys_now,
    keys_of,
    read_changes,
    scene_keys,
    settled,
    swapped,
    typed,
)


def command(name: str, keys: str = "") -> Action:
    return Action(name, name.title(), lambda: None, keys)


GROUPS = {
    GENERAL: (command("undo", "Ctrl+Z"), command("redo", "Ctrl+Shift+Z | Ctrl+Y"),
              command("dark"), command("palette", "Ctrl+K")),
    "label": (command("label.accept", "Return | Enter"), command("label.play", "Space"),
              command("label.scene0", "1"), command("label.scene1", "2"),
              command("label.similar", "Ctrl+Shift+F")),
    "library": (command("library.export", "Ctrl+E"), command("library.play", "Space"),
                command("library.scene.0", "1"), command("library.similar", "Ctrl+Shift+F")),
}  # fmt: skip
OF_ALL = [(page, action) for page, actions in GROUPS.items() for action in actions]
KEYS = ["Ctrl+Z", "Ctrl+Y", "Ctrl+E", "Ctrl+K", "Space", "Return", "F8", "Ctrl+Shift+F", "1", "Q",
        "Tab", "Esc"]  # fmt: skip
EDIT = st.tuples(st.sampled_from(OF_ALL), st.sampled_from(KEYS), st.booleans())


def shared(changes: dict[str, tuple[str, ...]], *, shown: bool) -> set[str]:
    """Keys that two commands have where both work; as ``shown``, or as remembered."""
    found = set()
    for page in GROUPS:
        every = settled(GROUPS, page, changes)
        keys = [k for one in every for k in (keys_of(one) if shown else keys_now(one, changes))]
        found |= {key for key in keys if keys.count(key) > 1}
    return found


@settings_of(max_examples=150, deadline=None)
@holds_for(st.lists(EDIT, max_size=12))
def test_no_edits_lead_to_two_commands_with_one_key(edits) -> None:
    changes: dict[str, tuple[str, ...]] = {}
    for (page, action), key, wants_swap in edits:
        if is_scene(action):
            continue
        in_the_way = clash(GROUPS, changes, page, action, key)
        if in_the_way is None:
            changes = given(changes, action, [key])
            assert key in keys_now(action, changes)
        elif in_the_way.swap and wants_swap:
            other = in_the_way.others[0][1]
            changes = swapped(changes, action, key, other)
            assert key not in keys_now(other, changes)
        assert not shared(changes, shown=False)
    scenes = {key: one for page in GROUPS for one in settled(GROUPS, page, changes)
              for key in keys_of(one) if key in scene_keys()}  # fmt: skip
    assert all(is_scene(one) for one in scenes.values())


LINES = st.lists(
    st.builds(
        "{}={}".format,
        st.sampled_from([action.key for _, action in OF_ALL]),
        st.lists(st.sampled_from([*KEYS, "", "nonsense", "ctrl+z"]), max_size=3).map(" | ".join),
    ),
    max_size=8,
)


@settings_of(max_examples=100, deadline=None)
@holds_for(LINES)
def test_no_file_leads_to_two_commands_with_one_key(lines: list[str]) -> None:
    changes = read_changes(lines)
    assert not shared(changes, shown=True)
    assert not any(key in scene_keys() for keys in changes.values() for key in keys)


def test_a_key_in_use_says_by_whom_and_can_be_swapped() -> None:
    undo, export = GROUPS[GENERAL][0], GROUPS["library"][0]
    found = clash(GROUPS, {}, "library", export, "Ctrl+Z")
    assert found is not None
    assert found.others == ((GENERAL, undo),)
    assert found.swap
    changes = swapped({}, export, "Ctrl+Z", undo)
    assert changes == {"library.export": ("Ctrl+Z",), "undo": ("Ctrl+E",)}
    # a general command is in the way of every page
    several = clash(GROUPS, {}, GENERAL, undo, "Ctrl+Shift+F")
    assert several is not None
    assert [one.key for _, one in several.others] == ["label.similar", "library.similar"]
    assert not several.swap


def test_the_usual_keys_are_no_change_and_changes_survive(tmp_path: Path) -> None:
    redo = GROUPS[GENERAL][1]
    changes = given({}, redo, ["F8"])
    settings = Settings(tmp_path / "s.toml")
    keep(settings, changes)
    assert changes_of(Settings(tmp_path / "s.toml")) == changes
    assert given(changes, redo, ["Ctrl+Shift+Z", "Ctrl+Y"]) == {}
    keep(settings, given(changes, redo, []))  # it has no key at all
    assert changes_of(Settings(tmp_path / "s.toml")) == {"redo": ()}


@pytest.mark.parametrize("key", ["1", "0", "Q", "B", "Tab", "Esc"])
def test_keys_of_scenes_and_of_moving_are_given_to_nobody(key: str) -> None:
    found = clash(GROUPS, {}, GENERAL, GROUPS[GENERAL][2], key)
    assert found is not None
    assert not found.others
    assert not found.swap


def test_every_key_of_a_scene_is_kept() -> None:
    assert {theme.scene_key(n) for n in range(20)} == scene_keys()


def test_what_the_user_chose_goes_before_what_is_usual() -> None:
    reached = {one.key: one for one in settled(GROUPS, "library", {"dark": ("Ctrl+E",)})}
    assert reached["dark"].shortcut == "Ctrl+E"
    assert reached["library.export"].shortcut == ""


SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
NONE, PAD = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier


@pytest.mark.parametrize(
    ("key", "modifiers", "text", "wanted"),
    [
        (Qt.Key.Key_E, CONTROL, "\x05", "Ctrl+E"),
        (Qt.Key.Key_Question, SHIFT, "?", "?"),
        (Qt.Key.Key_E, SHIFT, "E", "Shift+E"),
        (Qt.Key.Key_Space, SHIFT, " ", "Shift+Space"),
        (Qt.Key.Key_F8, NONE, "", "F8"),
        (Qt.Key.Key_5, PAD, "5", "5"),
        (Qt.Key.Key_Shift, SHIFT, "", ""),
        (Qt.Key.Key_Control, CONTROL, "", ""),
    ],
)
def test_what_is_typed_is_the_key_that_works(
    key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str, wanted: str
) -> None:
    assert typed(QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)) == wanted
