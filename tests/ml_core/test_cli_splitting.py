"""asc split: what it divides by, and what it only says."""

import json
from pathlib import Path
from typing import Any

import pytest

from ml_core.cli import main
from ml_core.project import Project
from tests.ml_core.test_splits import project_of


@pytest.fixture
def project(tmp_path: Path) -> Project:
    rows = [
        {
            "scenes": (("bus", "park")[number % 2],),
            "location": f"p{number // 4}",
            "city": ("paris", "lyon")[number // 40],
            "session": f"walk {number // 8}",
            "device": "a",
        }
        for number in range(80)
    ]
    return project_of(tmp_path / "p", rows)


def asc(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main(["split", *words, "--json"]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def test_a_plan_is_only_said(capsys: pytest.CaptureFixture[str], project: Project) -> None:
    folder = str(project.folder)
    plan = asc(capsys, folder, "--by", "auto", "--plan")
    assert (plan["by"], plan["applied"], plan["leaking"]) == ("location and session", False, 0)
    assert plan["shared"] == {"city": 2, "location": 0, "session": 0, "source": 0}
    assert {clip.split for clip in project.clips()} == {None}
    done = asc(capsys, folder, "--by", "auto")
    assert done == plan | {"applied": True}
    assert done["devices"] == {"a": {"train": done["train"], "test": done["test"]}}
    sides = [clip.split for clip in project.clips()]
    assert (sides.count("train"), sides.count("test")) == (done["train"], done["test"])


@pytest.mark.parametrize("by", ["city", "session", "location,session", "source"])
def test_what_is_not_to_be_divided_is_not(
    capsys: pytest.CaptureFixture[str], project: Project, by: str
) -> None:
    done = asc(capsys, str(project.folder), "--by", by)
    assert done["by"] == by.replace(",", " and ")
    assert done["leaking"] == 0
    assert all(done["shared"][kind] == 0 for kind in by.split(","))


def test_what_is_not_known_is_not_what_it_was_divided_by(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with project_of(tmp_path / "p", [{"source": f"s{number}"} for number in range(8)]) as project:
        done = asc(capsys, str(project.folder), "--by", "location")
        assert (done["by"], done["unknown"]) == ("source", ["location"])
        assert main(["split", str(project.folder), "--by", "location,city", "--plan"]) == 0
    said = capsys.readouterr().out
    assert "Warning: no location and no city is known of any clip: divided by source" in said
    assert done["warnings"] == ["no location is known of any clip: divided by source instead."]


@pytest.mark.parametrize(
    "how", [["--by", ""], ["--column", "", "--test", "x"]], ids=["by", "column"]
)
def test_nothing_is_no_way_to_divide(
    capsys: pytest.CaptureFixture[str], project: Project, how: list[str]
) -> None:
    try:
        status = main(["split", str(project.folder), *how])
    except SystemExit as stopped:
        status = int(str(stopped.code))
    assert status in (1, 2)
    assert "--by knows" in (said := capsys.readouterr().err) or "column" in said


def test_strict_does_not_divide_by_something_else(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with project_of(tmp_path / "p", [{"source": f"s{number}"} for number in range(8)]) as project:
        assert main(["split", str(project.folder), "--by", "location", "--strict"]) == 1
        assert "No location is known of any clip" in capsys.readouterr().err
        assert {clip.split for clip in project.clips()} == {None}


def test_clips_that_count_are_told_beside_those_that_do_not(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    rows = [{"source": f"s{n}", "scenes": ("bus",) if n < 8 else ()} for n in range(16)]
    with project_of(tmp_path / "p", rows) as project:
        done = asc(capsys, str(project.folder), "--by", "source")
        assert (done["train"], done["test"], done["usable"]) == (12, 4, {"train": 6, "test": 2})
        assert main(["split", str(project.folder), "--by", "source"]) == 0
        assert "of use: 6 for training, 2 for the test" in capsys.readouterr().out


def test_it_is_said_where_nothing_tells_sources(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with project_of(tmp_path / "p", [{"source": f"audio/{n}.wav"} for n in range(8)]) as project:
        folder = str(project.folder)
        assert asc(capsys, folder, "--by", "auto")["sources_told"] is False
        assert main(["split", folder, "--by", "auto", "--plan"]) == 0
        assert "divided by source, where each file counts alone" in capsys.readouterr().out
    with project_of(tmp_path / "q", [{"source": f"s{n // 2}"} for n in range(8)]) as project:
        assert asc(capsys, str(project.folder), "--by", "auto")["sources_told"] is True


def test_what_leaks_and_what_is_missing_is_said(
    capsys: pytest.CaptureFixture[str], project: Project
) -> None:
    folder = str(project.folder)
    assert main(["split", folder, "--column", "location", "--test", "p3,p7"]) == 0
    said = capsys.readouterr().out
    assert "2 groups are in both, for example paris walk 1" in said
    assert "as the column location says; leaks are looked for by" in said
    assert main(["split", folder, "--column", "location", "--test", "p3", "--strict"]) == 1
    assert "walk 1" in capsys.readouterr().err
    for words in (["--by", "colour"], ["--column", "x"], ["--files", "a", "b"]):
        with pytest.raises(SystemExit) as stopped:
            main(["split", folder, *words])
        assert stopped.value.code == 2
