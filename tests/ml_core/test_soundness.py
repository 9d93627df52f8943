"""A database that holds what this program never wrote is told as damaged, whatever it breaks."""

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from ml_core.cli import main
from ml_core.datasets.importing import import_recordings
from ml_core.errors import ProjectError
from ml_core.project import Project
from ml_core.project.safekeeping import COPY, PutBack, keep_copy
from ml_core.project.soundness import what_is_wrong
from tests.ml_core.projects import contents, filled
from tests.ml_core.wav_chunks import chunk, wav

ODD: dict[str, tuple[str, tuple[Any, ...]]] = {
    "bytes for a text": ("UPDATE roots SET path = ?", (b"../x",)),
    "an end in a text": ("UPDATE roots SET path = ?", ("a\0b",)),
    "text for a number": ("UPDATE segments SET start_s = 'soon'", ()),
    "a number without an end": ("UPDATE segments SET duration_s = 9e999", ()),
    "a huge number": ("UPDATE recordings SET n_samples = 9223372036854775807", ()),
    "less than nothing": ("UPDATE recordings SET channels = -1", ()),
    "another state": ("UPDATE segments SET state = 'lost'", ()),
    "no JSON": ("UPDATE recordings SET extra = '{'", ()),
    "a number for a table": ("UPDATE recordings SET extra = 2147483648", ()),
    "a number for words": ("""UPDATE recordings SET extra = '{"note": 3}'""", ()),
    "another column": ("ALTER TABLE segments RENAME COLUMN note TO remark", ()),
    "no table": ("DROP TABLE segment_scenes", ()),
    "an older version than it is": ("PRAGMA user_version = 2", ()),
    "a name that no folder holds": ("UPDATE roots SET path = ?", ("x" * 300,)),
    "something that it does by itself": (
        "CREATE TRIGGER more AFTER INSERT ON operations BEGIN DELETE FROM operations; END",
        (),
    ),
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


@pytest.mark.parametrize("odd", [one for one in ODD if "version" not in one])
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


# a copy of the last good state, and the way back


def spoiled(folder: Path) -> bytes:
    """Pages of the database are noise, as after a fault of the disk."""
    path = folder / "project.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    data = bytearray(path.read_bytes())
    data[4096:] = bytes(range(256)) * (len(data) // 256 - 16)
    path.write_bytes(data)
    return bytes(data)


def test_the_last_good_state_comes_back_and_the_bad_one_stays_and_is_named(folder: Path) -> None:
    with Project.open(folder) as project:
        good = contents(project)
        assert keep_copy(project.database)
        project.label(project.ids()[:1], "lost with the disk")
    bad = spoiled(folder)
    with pytest.raises(PutBack, match="damaged") as found:
        Project.open(folder)
    (aside,) = folder.glob("project.damaged-*.sqlite")
    assert aside.name in found.value.message
    assert aside.read_bytes() == bad
    with Project.open(folder) as project:
        assert contents(project) == good
        project.label(project.ids()[:1], "and on")
        assert project.clips()[0].scene == "and on"


@pytest.mark.parametrize("left", [0, 100, 3000])
def test_a_database_that_was_cut_off_too(folder: Path, left: int) -> None:
    with Project.open(folder) as project:
        good = contents(project)
        assert keep_copy(project.database)
    path = folder / "project.sqlite"
    path.write_bytes(path.read_bytes()[:left])
    with pytest.raises(PutBack):
        Project.open(folder)
    with Project.open(folder) as project:
        assert contents(project) == good


def test_a_database_whose_own_names_are_no_text(folder: Path) -> None:
    """SQLite quotes them when it says what is wrong."""
    path = folder / "project.sqlite"
    bad = path.read_bytes().replace(
        b"CREATE TABLE segment_scenes", b"CREATE \xb7ABLE segment_scenes"
    )
    assert bad != path.read_bytes()
    path.write_bytes(bad)
    with pytest.raises(ProjectError, match="damaged"):
        Project.open(folder)


def test_without_a_copy_or_only_to_look_at_nothing_is_changed(folder: Path) -> None:
    with Project.open(folder) as project:
        keep_copy(project.database)
    bad = spoiled(folder)
    with pytest.raises(ProjectError, match="damaged"):
        Project.open(folder, read_only=True)
    (folder / COPY).unlink()
    with pytest.raises(ProjectError, match="damaged"):
        Project.open(folder)
    assert (folder / "project.sqlite").read_bytes() == bad


def test_a_copy_is_made_of_what_is_whole_and_not_too_often(folder: Path) -> None:
    with Project.open(folder) as project:
        assert keep_copy(project.database)
        project.label(project.ids()[:1], "other")
        assert not keep_copy(project.database)  # that of a moment ago is enough
        assert keep_copy(project.database, every_s=0.0)
        good = (folder / COPY).read_bytes()
        project.label(project.ids()[:1], "and another")
    damaged(folder, *ODD["less than nothing"])
    with Project.open(folder) as project:
        assert not keep_copy(project.database, every_s=0.0)
    assert (folder / COPY).read_bytes() == good
    with Project.open(folder, read_only=True) as project:
        assert not keep_copy(project.database, every_s=0.0)


def test_a_disk_without_room_keeps_the_copy_of_before(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Project.open(folder) as project:
        assert keep_copy(project.database)
        good = (folder / COPY).read_bytes()
        project.label(project.ids()[:1], "other")

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("ml_core.files.os.fsync", full)
        assert not keep_copy(project.database, every_s=0.0)
    assert (folder / COPY).read_bytes() == good
    assert not list(folder.glob(".*"))


@pytest.mark.parametrize(
    "text",
    [
        "filename,scene,device,extra\0\na.wav,pa\0rk,d\0v,x\0\n",
        "filename,scene,start_s,end_s\nb.wav,park,600000000,1200000000\n",
        "filename,scene,start_s,end_s\nb.wav,park,0,1000000000\n",
        "filename,scene,start_s,duration_s,low_hz,high_hz\nb.wav,park,0,9,1e300,1e308\n",
        "filename,scene,heard_channel,recorded_at\nb.wav,park,99999999,never\n",
        "filename,scene\nb\0.wav,park\nc\0.wav,park,x\n",
    ],
    ids=["ends", "late", "long", "high", "odd", "names"],
)
def test_nothing_that_comes_in_looks_like_damage(tmp_path: Path, text: str) -> None:
    wav(tmp_path / "a.wav", chunk(b"guan", b"GUANO|Version: 1\nMake: A\0B\nModel: C\0D\n"))
    (tmp_path / "t.csv").write_text(text)
    with Project.create(tmp_path / "p") as project:
        for path in (tmp_path / "t.csv", tmp_path / "a.wav"):
            import_recordings(project, path)
        assert len(project.clips()) >= 1
        assert what_is_wrong(project.database.connection()) == ""
