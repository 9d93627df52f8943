"""A search whose files somebody changed goes on, or says what is wrong; nothing outside it goes."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("optuna", reason="the training pack is not installed")

from ml_core.errors import AscError
from ml_core.files import read_json, write_json
from ml_core.runs import RunFolder
from ml_core.search import new_search, read_trials, space_of
from ml_core.search.facts import SearchFacts
from tests.ml_core.projects import filled
from tests.ml_core.test_search import BASE

ODD: tuple[Any, ...] = (None, -1, 0.5, 1e300, "x", "a\0b", [], {}, [{}], [None], True, 1 << 70)


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    with filled(tmp_path / "project") as project:
        return new_search(project, None, BASE, {}, minutes=1.0, trials=3)


def changed(run: RunFolder, name: str, value: Any) -> dict[str, Any]:
    table = read_json(run.path / "provenance.json") or {}
    write_json(run.path / "provenance.json", {**table, name: value})
    return table


def test_what_was_told_is_read(run: RunFolder) -> None:
    facts = SearchFacts.read(run)
    assert (facts.minutes, facts.trials, facts.seed, facts.at_once) == (1.0, 3, 0, 0)
    assert facts.space == space_of(BASE)
    assert facts.recipe == BASE


@pytest.mark.parametrize("name", ["minutes", "trials", "seed", "space", "at_once", "inputs"])
@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_what_cannot_be_meant_is_refused(run: RunFolder, name: str, odd: Any) -> None:
    whole = changed(run, name, odd)
    try:
        told = getattr(SearchFacts.read(run), name)
    except AscError as error:
        assert '"provenance.json" of the search' in error.message  # noqa: PT017
    else:
        assert told == odd or (name, told) == ("at_once", 0)
    del whole[name]
    write_json(run.path / "provenance.json", whole)
    if name == "at_once":  # of a search from before there were rounds
        assert SearchFacts.read(run).at_once == 0
    else:
        with pytest.raises(AscError, match="is damaged"):
            SearchFacts.read(run)


@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_a_space_of_anything_is_one_that_can_be_drawn_from_or_refused(
    run: RunFolder, odd: Any, tmp_path: Path
) -> None:
    from ml_core.search.study import Study

    space = (read_json(run.path / "provenance.json") or {})["space"]
    n_refused = 0
    for place, row in enumerate(space):
        for name in row:
            other = copy.deepcopy(space)
            other[place][name] = odd
            changed(run, "space", other)
            try:
                facts = SearchFacts.read(run)
            except AscError:
                n_refused += 1
                continue
            assert Study(tmp_path / f"{place}-{name}", facts.space, None, 0, 1).ask()
    assert n_refused > 0


ROW: dict[str, Any] = {
    "number": 1, "state": "done", "params": {"peak_lr": 0.1}, "value": 0.5, "loss": 1.0,
    "epochs": 2, "seconds": 3.0, "measuring_s": 0.0, "run": "trials/001", "message": "",
}  # fmt: skip


def written(search: RunFolder, **changes: Any) -> RunFolder:
    (search.path / "trials.json").write_text(json.dumps({"trials": [{**ROW, **changes}]}))
    return search


def test_rows_are_read_as_they_were_written(run: RunFolder) -> None:
    (row,) = read_trials(written(run).path)
    assert row.to_dict() == ROW


@pytest.mark.parametrize("place", ["../../other", "/etc", "trials/../../x", "trials/002", 3, None])
def test_a_trial_lies_in_the_folder_of_its_search(run: RunFolder, place: Any) -> None:
    """What a search needs no more of a trial it deletes."""
    assert read_trials(written(run, run=place).path) == []


@pytest.mark.parametrize("name", list(ROW))
@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_rows_of_anything_can_be_ranked_or_are_none(run: RunFolder, name: str, odd: Any) -> None:
    for row in read_trials(written(run, **{name: odd}).path):
        assert max([row, row], key=lambda one: one.rank) == row
        assert f"{row.seconds:.0f} {row.value or 0:.3f} {row.message} {len(row.params)}"
