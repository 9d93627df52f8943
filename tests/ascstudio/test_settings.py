"""Settings survive, refuse nonsense, and put a broken file aside."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as settings_of
from hypothesis import strategies as st

from ascstudio.settings import DECLARED, Settings, from_toml, to_toml


def test_a_choice_is_on_disk_at_once(tmp_path: Path, qapp) -> None:
    path = tmp_path / "new" / "settings.toml"
    Settings(path).set("start.recent", ["/a b/ü", "c\n\"d'"])
    again = Settings(path)
    assert again.items("start.recent") == ["/a b/ü", "c\n\"d'"]


def test_defaults_and_reset(tmp_path: Path, qapp) -> None:
    settings = Settings(tmp_path / "s.toml")
    settings.set("appearance.text_size", 1.5)
    settings.reset("appearance.text_size")
    assert settings.number("appearance.text_size") == DECLARED["appearance.text_size"].default
    assert Settings(tmp_path / "s.toml").number("appearance.text_size") == 1.0


def test_changes_are_told_once(tmp_path: Path, qtbot) -> None:
    settings = Settings(tmp_path / "s.toml")
    told = []
    settings.changed.connect(told.append)
    settings.set("appearance.theme", "light")
    settings.set("appearance.theme", "light")
    assert told == ["appearance.theme"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("appearance.theme", "purple"),
        ("appearance.text_size", 3.0),
        ("start.first", 1),
        ("start.recent", [1]),
    ],
)
def test_nonsense_is_refused(tmp_path: Path, qapp, key: str, value: object) -> None:
    with pytest.raises(ValueError):
        Settings(tmp_path / "s.toml").set(key, value)


@pytest.mark.parametrize("content", [b"[appearance\n", b"\xff\xfe\x00", b"a = "])
def test_a_broken_file_is_put_aside(tmp_path: Path, qapp, content: bytes) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    settings = Settings(path)
    assert settings.put_aside == "settings.broken.toml"
    assert (tmp_path / settings.put_aside).read_bytes() == content
    assert settings.text("appearance.theme") == "system"
    settings.set("appearance.theme", "dark")
    assert Settings(path).text("appearance.theme") == "dark"


def test_wrong_values_in_a_file_count_as_absent(tmp_path: Path, qapp) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('[appearance]\ntheme = 3\ntext_size = 9.0\n[later]\nkey = "kept"\n')
    settings = Settings(path)
    assert settings.text("appearance.theme") == "system"
    assert settings.number("appearance.text_size") == 1.0
    settings.set("start.first", value=False)
    assert 'key = "kept"' in path.read_text()


def test_several_are_chosen_in_one_writing_or_none(tmp_path: Path, qtbot) -> None:
    settings = Settings(tmp_path / "s.toml")
    told: list[str] = []
    settings.changed.connect(told.append)
    with pytest.raises(ValueError):
        settings.set_all({"appearance.theme": "light", "appearance.text_size": 9.0})
    assert not told
    settings.set_all({"appearance.theme": "light", "appearance.text_size": 1.5})
    assert told == ["appearance.theme", "appearance.text_size"]
    assert settings.chosen(DECLARED) == {"appearance.theme": "light", "appearance.text_size": 1.5}
    settings.reset(*DECLARED)
    assert sorted(told[2:]) == ["appearance.text_size", "appearance.theme"]
    assert not Settings(tmp_path / "s.toml").chosen(DECLARED)


NAMES = st.text(min_size=1, max_size=8)
VALUES = st.one_of(
    st.booleans(),
    st.integers(-(2**40), 2**40),
    st.floats(),
    st.text(max_size=12),
    st.lists(st.text(max_size=6), max_size=3),
    st.lists(st.integers(0, 9), max_size=2),
)


@settings_of(max_examples=60, deadline=None)
@given(st.dictionaries(NAMES.filter(lambda name: "." not in name), VALUES, max_size=5))
def test_what_is_written_can_be_read_whatever_others_called_it(values: dict[str, object]) -> None:
    full = {f"later group.{name}": value for name, value in values.items()}
    again = from_toml(to_toml(full))
    assert again.keys() <= full.keys()
    assert all(again[key] == full[key] for key in again)
    assert to_toml(again) == to_toml(full)


def test_nesting_without_end_is_a_broken_file(tmp_path: Path, qapp) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("a = " + "[" * 30_000)
    assert Settings(path).put_aside == "settings.broken.toml"


def test_a_newer_studio_s_file_is_used_kept_and_said(tmp_path):
    path = tmp_path / "settings.toml"
    path.write_text('[file]\nformat = 2\n[appearance]\ntheme = "dark"\nglow = [1, 2]\n')
    settings = Settings(path)
    assert settings.is_newer
    assert settings.text("appearance.theme") == "dark"
    settings.set("appearance.theme", "light")
    assert Settings(path).is_newer  # never made older by us
    own = Settings(tmp_path / "own.toml")
    own.set("appearance.theme", "dark")
    assert not Settings(own.path).is_newer
    assert "format = 1" in own.path.read_text()
