"""A run is called what people call it, wherever it is shown, and its folder stays."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ml_core.cli import main
from ml_core.errors import RunError
from ml_core.recipes import builtin
from ml_core.runs import RunFolder, called, clean_title, discard_run, rename_run, restore_run
from ml_core.runs.chain import chain_paths, start_chain
from ml_core.runs.launch import new_run
from ml_core.runs.naming import LONGEST_TITLE, TITLE
from ml_core.stages.measured import model_name


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    """A run that nobody named."""
    return new_run(tmp_path / "runs" / "distil-1", builtin("distil-default"), {})


@given(words=st.text(max_size=60))
def test_a_title_is_kept_on_one_line_and_cleaning_it_twice_changes_nothing(words: str):
    title = clean_title(words)
    assert title == clean_title(title) == title.strip()
    assert not any(odd in title for odd in ("\n", "\u202e", "  "))


def test_a_title_is_told_everywhere_and_the_folder_stays(run: RunFolder):
    assert (run.status().title, called(run.path)) == ("", "distil-1")
    assert rename_run(run.path, "  Kitchen,\n third try ") == ""
    assert run.status().title == "Kitchen, third try"
    assert run.status().to_dict()["title"] == "Kitchen, third try"
    assert called(run.path) == model_name(run.path) == "Kitchen, third try"
    assert run.name == "distil-1"
    assert rename_run(run.path, "Küche 🎧") == "Kitchen, third try"
    assert restore_run(discard_run(run)).status().title == "Küche 🎧"  # it goes with the run
    assert rename_run(run.path, "") == "Küche 🎧"
    assert run.status().title == ""


def test_what_is_too_long_or_no_run_is_refused(run: RunFolder, tmp_path: Path):
    rename_run(run.path, "x" * LONGEST_TITLE)
    with pytest.raises(RunError, match="80 characters at most, this one 81"):
        rename_run(run.path, "y" * (LONGEST_TITLE + 1))
    assert run.status().title == "x" * LONGEST_TITLE
    with pytest.raises(RunError, match="holds no run"):
        rename_run(tmp_path, "Kitchen")
    assert not (tmp_path / TITLE).exists()


@pytest.mark.parametrize(
    ("data", "shown"),
    [(b"a\nb\x00c", "a b c"), (b"\xff\xfe", "\ufffd\ufffd"), (b"z" * 10**6, "z" * 80 + "…")],
)
def test_a_title_that_somebody_else_wrote_does_no_harm(run: RunFolder, data: bytes, shown: str):
    (run.path / TITLE).write_bytes(data)
    assert run.status().title == shown


def test_a_run_that_goes_on_is_renamed_and_records_its_facts(run: RunFolder):
    with run.heartbeat():
        rename_run(run.path, "Kitchen")
        run.record(threads=1)
    assert run.status().title == "Kitchen"
    assert run.provenance["threads"] == 1


def test_runs_of_a_chain_are_called_by_what_they_make(tmp_path: Path, monkeypatch):
    monkeypatch.setattr("ml_core.runs.chain.resume_chain", lambda *_: None)  # nothing is started
    recipes = [builtin(f"{stage}-default") for stage in ("finetune", "distil", "quantize")]
    paths = chain_paths(tmp_path / "runs", "all-1", recipes)

    def make(recipe, path, inputs):
        return new_run(path, recipe, inputs)

    chain = start_chain(tmp_path, paths, recipes, make, title="Kitchen")
    assert [one.status().title for one in chain] == [
        "Kitchen, teacher", "Kitchen, student", "Kitchen, int8",
    ]  # fmt: skip
    with pytest.raises(RunError):  # a name too long leaves no run behind
        start_chain(
            tmp_path,
            chain_paths(tmp_path / "runs", "all-2", recipes),
            recipes,
            make,
            title="k" * 80,
        )
    assert not any((tmp_path / "runs").glob("all-2-*/recipe.toml"))


def test_the_command_says_what_it_was_called_before(run: RunFolder, capsys):
    for title, before in (("Kitchen", ""), ("", "Kitchen")):
        assert main(["rename", str(run.path), title, "--json"]) == 0
        told = json.loads(capsys.readouterr().out.splitlines()[-1])
        assert (told["title"], told["before"]) == (title, before)
    assert main(["rename", str(run.path), "k" * 81, "--json"]) == 1
