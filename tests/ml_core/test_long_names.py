"""Names as long as the system lets them be, in folders as deep: everything goes its usual way."""

import json
import os
from pathlib import Path

import numpy as np
import pytest

from ml_core.cli import main
from ml_core.project import Project
from ml_core.recordings.decode import write_wav
from ml_core.recordings.members import is_there
from tests.stages.tiny import tiny_project

LONGEST = 250  # of a name; file systems take 255 bytes, and a suffix has to fit
RATE_HZ = 8_000
LONG = "q" * 300
BUNDLE = Path(__file__).parents[2] / "resources/starter.ascbundle"
SCENES = ("bus " + "b" * 240, "сад " + "я" * 120)  # 244 characters, 247 bytes


def long_name(stem: str, suffix: str = "") -> str:
    return (stem + " " + "x" * LONGEST)[: LONGEST - len(suffix)] + suffix


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder whose path alone has more than 250 characters; SQLite goes to 512."""
    folder = tmp_path / long_name("first")
    for n, scene in enumerate(SCENES):
        for k in range(3):
            samples = np.random.default_rng(10 * n + k).uniform(-0.1, 0.1, RATE_HZ)
            path = folder / "audio" / scene / long_name(f"{k}", ".wav")
            path.parent.mkdir(parents=True, exist_ok=True)
            write_wav(path, samples.astype(np.float32), RATE_HZ)
    assert len(str(folder)) > 250
    return folder


def asc(capsys: pytest.CaptureFixture[str], *words: str | Path) -> dict:
    status = main([*map(str, words), "--json"])
    told = capsys.readouterr()
    assert status == 0, told.err
    return json.loads(told.out)


@pytest.mark.parametrize("copied", [[], ["--copy"]])
def test_all_the_way(
    place: Path, copied: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    project = place / ("project " + "p" * 80)
    asc(capsys, "new", project)
    assert asc(capsys, "import", project, place / "audio", *copied)["recordings"] == 6
    assert set(asc(capsys, "info", project)["scenes"]) == set(SCENES)
    asc(capsys, "split", project, "--by", "source")
    asc(capsys, "doctor", project)
    for form, suffix in (("csv", ".csv"), ("aoef", ".json"), ("raven", ".txt"), ("wav", "")):
        out = place / long_name(form, suffix)
        assert asc(capsys, "labels", project, out, "--format", form)["written"] == 6
    again = place / "again"
    asc(capsys, "new", again)
    table = place / long_name("csv", ".csv")
    done = asc(capsys, "import", again, table, "--audio", place / "audio")
    assert (done["recordings"], done["problems"]) == (6, [])
    with Project.open(project) as opened:
        opened.take_snapshot(long_name("a name"))
        assert all(clip.path.is_file() for clip in opened.clips())
    assert not [name for _, _, names in os.walk(place) for name in names if ".part" in name]


def test_what_is_longer_than_a_name_may_be_is_said(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", str(place / ("p" * 300))]) == 1
    asc_error = capsys.readouterr().err
    assert "Cannot make a project" in asc_error
    asc(capsys, "new", place / "p")
    asc(capsys, "import", place / "p", place / "audio")
    assert main(["labels", str(place / "p"), str(place / ("o" * 300)), "--format", "csv"]) == 1
    assert "cannot be written" in capsys.readouterr().err
    assert main(["import", str(place / "p"), str(place / ("i" * 300))]) == 1
    assert main(["info", str(place / ("i" * 300))]) == 1
    assert capsys.readouterr().err.count("\n") == 2


def test_a_table_may_name_what_no_folder_can_hold(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deep = "/".join(["d" * 200] * 25)  # each part could be, the whole of it cannot
    table = place / "long.csv"
    table.write_text(f"filename,scene\n{LONG},park\n{deep}/a.wav,bus\na.wav,bus\n")
    asc(capsys, "new", place / "p")
    done = asc(capsys, "import", place / "p", table)
    said = [(Path(one["path"]).name, one["reason"]) for one in done["problems"]]
    reason = "its name is too long for a file"
    assert said == [("line 2", reason), ("line 3", reason)]
    assert done["recordings"] == 1
    assert not is_there(place / deep / "a.wav")


@pytest.mark.parametrize(
    "words",
    [
        ["classify", BUNDLE, LONG],
        ["places", LONG],
        ["complexity", LONG],
        ["evaluate", LONG, "p"],
        ["ensemble", "p", "--name", LONG],
        ["finetune", "p", "--out", LONG],
        ["search", "p", "--resume", LONG],
        ["rename", LONG, "x"],
        ["shard", "--check", LONG],
        ["passport", BUNDLE, LONG],
    ],
    ids=lambda words: str(words[0]),
)
def test_no_command_falls_over_a_path_that_is_too_long(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    tiny_project(tmp_path).close()
    (tmp_path / "project").rename("p")
    assert main([str(word) for word in words]) == 1
    assert "name too long" in capsys.readouterr().err
