"""What a run's provenance says is believed only where it can be meant so."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ml_core.errors import RunError
from ml_core.runs import RunFolder
from ml_core.runs.facts import read_facts

WHOLE: dict[str, Any] = {
    "stage": "distil", "inputs": {"teacher": "../one"}, "bundle": "/a/b.ascbundle",
    "chain": ["one", "two"], "packages": {"torch": "2"}, "started": 12.5, "seed": 0, "threads": 2,
    "snapshot": 3, "version": "0.1.0", "what a newer version says": [1],
}  # fmt: skip


def run_with(folder: Path, facts: object) -> Path:
    (folder / "recipe.toml").write_text('stage = "distil"\n')
    (folder / "provenance.json").write_text(json.dumps(facts))
    return folder


def test_what_was_written_is_read(tmp_path: Path) -> None:
    assert read_facts(run_with(tmp_path, WHOLE)) == WHOLE


@pytest.mark.parametrize("name", [name for name in WHOLE if not name.startswith("what")])
@pytest.mark.parametrize("odd", [None, [], {}, -1, 1e300, "a\0b", [None], {"a": 1}, True])
def test_what_cannot_be_meant_is_not_said(tmp_path: Path, name: str, odd: object) -> None:
    facts = read_facts(run_with(tmp_path, WHOLE | {name: odd}))
    assert facts["stage"] == "distil"
    assert set(facts) >= set(WHOLE) - {name}
    if name in facts and name != "stage":
        assert isinstance(facts[name], (int, float) if name == "started" else type(WHOLE[name]))


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists, max_leaves=5))
def test_a_file_of_anything_still_has_a_stage(tmp_path: Path, said: object) -> None:
    assert read_facts(run_with(tmp_path, said)) == {"stage": "distil"}


def test_without_a_recipe_there_is_no_stage(tmp_path: Path) -> None:
    assert read_facts(tmp_path) == {"stage": ""}
    (tmp_path / "recipe.toml").write_bytes(b"stage = \xff")
    assert read_facts(tmp_path) == {"stage": ""}


def test_a_recipe_that_is_no_text_is_said_to_be_damaged(tmp_path: Path) -> None:
    (tmp_path / "recipe.toml").write_bytes(b"stage = \xff")
    with pytest.raises(RunError, match="is no text"):
        _ = RunFolder(tmp_path).recipe_toml


@pytest.mark.parametrize("text", ["epochs = 3\nepochs = 4", "= 3", "a = " + "[" * 5000])
def test_a_recipe_that_is_no_toml_is_said_to_be_damaged(tmp_path: Path, text: str) -> None:
    (tmp_path / "recipe.toml").write_text(text)
    with pytest.raises(RunError, match="is no TOML"):
        _ = RunFolder(tmp_path).recipe
