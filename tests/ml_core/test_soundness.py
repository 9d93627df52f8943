"""A database that holds what this program never wrote is told as damaged, whatever it breaks."""

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from ml_core.cli import main
from ml_core.errors import ProjectError
from ml_core.project import Project
from ml_core.project.soundness import what_is_wrong
from tests.ml_core.projects import contents, filled

ODD: dict[str, tuple[str, tuple[Any, ...]]] = {
    "bytes for a text": ("UPDATE roots SET path = ?", (b"../x",)),
    "an end in a text": ("UPDATE roots SET path = ?", ("a\0b",)),
    "text for a number": ("UPDATE segments SET start_s = 'soon'", ()),
    "a number without an end": ("UPDATE segments SET duration_s = 9e999", ()),
    "a huge number": ("UPDATE recordings SET n_samples = 9223372036854775807", ()),
    "less than nothing": ("UPDATE recordings SET channels = -1", ()),
    "another state": ("UPDATE segments SET state = 'lost'", ()),
    "no JSON": ("UPDATE recordings SET extra = '{'", ()),
    "another column": ("ALTER TABLE segments RENAME COLUMN note TO remark", ()),
    "no table": ("DROP TABLE segment_scenes", ()),
    "nobody's": ("UPDATE recordings SET root_id = 99", ()),
}


def damaged(project: Path, statement: str, values: tuple[Any, ...]) -> None:
    with sqlite3.connect(project / "project.sqlite", isolation_level=None) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(statement, values)
    connection.close()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound") / "project"
    with filled(folder) as project:
        project.label(project.ids()[:2], "tram")
        project.undo()
        project.take_snapshot("first")
    return folder


@pytest.fixture
def folder(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "project"))


def test_what_this_program_writes_is_sound(folder: Path) -> None:
    with sqlite3.connect(folder / "project.sqlite") as connection:
        assert what_is_wrong(connection) == ""
    connection.close()


@pytest.mark.parametrize("version", [1, 2, 3])
def test_so_is_what_every_version_wrote(version: int, tmp_path: Path) -> None:
    old = Path(__file__).parents[1] / f"formats/project_v{version}"
    shutil.copytree(old, tmp_path / "old")
    with Project.open(tmp_path / "old") as project:
        assert what_is_wrong(project.database.connection()) == ""


@pytest.mark.parametrize("odd", ODD)
def test_anything_else_is_found(folder: Path, odd: str) -> None:
    damaged(folder, *ODD[odd])
    with sqlite3.connect(folder / "project.sqlite") as connection:
        assert what_is_wrong(connection) != ""
    connection.close()


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("command", ["info", "labels", "doctor", "undo"])
def test_commands_say_so_or_have_no_use_for_it(
    folder: Path, tmp_path: Path, odd: str, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    damaged(folder, *ODD[odd])
    more = [str(tmp_path / "out.csv"), "--format", "csv"] if command == "labels" else []
    status = main([command, str(folder), *more])
    assert status in (0, 1)
    assert status == 0 or capsys.readouterr().err


def test_a_bug_stays_a_bug(folder: Path) -> None:
    with pytest.raises(ZeroDivisionError), Project.open(folder):
        _ = 1 / 0
    damaged(folder, *ODD["less than nothing"])
    with pytest.raises(ProjectError, match="damaged") as found, Project.open(folder):
        _ = 1 / 0
    assert isinstance(found.value.__cause__, ZeroDivisionError)


def test_whoever_gives_up_is_not_told_of_damage(folder: Path) -> None:
    damaged(folder, *ODD["less than nothing"])
    with pytest.raises(KeyboardInterrupt), Project.open(folder):
        raise KeyboardInterrupt
    with Project.open(folder) as project:
        assert contents(project)["counts"]
