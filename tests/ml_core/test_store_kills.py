"""Kill -9 at named points: what was on screen is there, and the project goes on."""

import contextlib
import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ml_core.project import Project
from tests.ml_core.kill_points import seen
from tests.ml_core.projects import filled

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
OLD = ROOT / "tests/formats/project_v1"


def struck(template: Path, out: Path, kind: str, n: int) -> tuple[list[Any], list[dict[str, Any]]]:
    """What the steps lead to, and what is known of each of ``n`` processes that were killed."""
    out.mkdir()
    command = [sys.executable, "-m", "tests.ml_core.kill_points", template, out, kind, n]
    done = subprocess.run(
        [str(word) for word in command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    told = json.loads((out / "whole.json").read_text())["told"]
    return told, [json.loads((out / f"{k}.json").read_text()) for k in range(n)]


def sound(path: Path) -> None:
    """The database is whole."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_edits_imports_and_relocations_are_there_or_never_were(tmp_path: Path) -> None:
    template = tmp_path / "template"
    filled(template, 6).close()
    told, kills = struck(template, tmp_path / "out", "edits", 50)
    states = [state for _, state in told]
    assert len({json.dumps(state) for state in states}) == len(states) - 1  # redo leads back
    at_commits = 0
    for number, kill in enumerate(kills):
        folder = tmp_path / "out" / str(number)
        n_told = len(kill["told"])
        with Project.open(folder) as project:
            now = seen(project)
            # An import shows when its first batch is in; it is begun before, unseen.
            possible = states[max(0, n_told - 1) : n_told + 1]
            assert now in possible, kill
            if kill["at"] == "COMMIT":  # killed before it: nothing of that step may be there
                at_commits += 1
                assert now == states[max(0, n_told - 1)], kill
            project.label(project.ids(), "after")
            assert project.undo() is not None
            assert seen(project)[0] == now[0]
        sound(folder / "project.sqlite")
    assert at_commits >= 12


def test_a_migration_is_done_or_never_was(tmp_path: Path) -> None:
    told, kills = struck(OLD, tmp_path / "out", "migration", 24)
    for number, kill in enumerate(kills):
        folder = tmp_path / "out" / str(number)
        with Project.open(folder) as project:
            assert seen(project) == told[0][1], kill
            assert project.undo() == "Split into 1 train and 1 test"
        sound(folder / "project.sqlite")
        backup = folder / "project.v1.sqlite"
        shutil.copy(backup, tmp_path / "old.sqlite")
        sound(tmp_path / "old.sqlite")
        with contextlib.closing(sqlite3.connect(tmp_path / "old.sqlite")) as connection:
            assert connection.execute("PRAGMA user_version").fetchone() == (1,)
            assert connection.execute("SELECT count(*) FROM segments").fetchone() == (2,)


def test_two_windows_that_migrate_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    shutil.copytree(OLD, folder)
    code = (
        "import sys; from ml_core.project import Project\n"
        "print(len(Project.open(sys.argv[1]).clips()))"
    )
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    assert [process.communicate()[0] for process in processes] == ["2\n"] * 3
    sound(folder / "project.sqlite")
    with contextlib.closing(sqlite3.connect(folder / "project.v1.sqlite")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)


WRITER = """
import sys
from ml_core.project import Project
name, n = sys.argv[2], int(sys.argv[3])
with Project.open(sys.argv[1]) as project:
    ids = project.ids()
    for turn in range(n):
        project.set_note([ids[turn % len(ids)]], f"{name} {turn}")
        print(turn, flush=True)
"""


@pytest.mark.parametrize("killed", [False, True])
def test_two_windows_on_one_project(tmp_path: Path, killed: bool) -> None:
    """Both write; none waits for ever, none undoes what the other did not see; one may die."""
    n = 40
    filled(tmp_path / "project").close()
    one, other = (
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path / "project"), name, str(n)],
            cwd=ROOT, stdout=subprocess.PIPE, text=True,
        )
        for name in ("one", "other")
    )  # fmt: skip
    assert one.stdout is not None
    if killed:
        for _ in range(10):
            one.stdout.readline()
        one.kill()
    told = 10 + len(one.communicate()[0].splitlines()) if killed else n
    if not killed:
        one.communicate()
    assert len(other.communicate()[0].splitlines()) == n
    with Project.open(tmp_path / "project") as project:
        texts = [operation.text for operation in project.history(1000)]
        assert len(texts) - 1 in (told + n, told + n + 1)  # one may have been written, not told
        after = project.clips()
        undone = 0
        while project.undo_text() != 'Import "first"':
            project.undo()
            undone += 1
        assert undone == len(texts) - 1
        assert {clip.note for clip in project.clips()} == {""}
        while project.redo() is not None:
            pass
        assert project.clips() == after
    sound(tmp_path / "project/project.sqlite")


LABELLER = """
import sys
from ml_core.project import Project
with Project.open(sys.argv[1]) as project:
    project.set_note(project.ids()[:1], "of the other")
"""


def test_a_process_that_ends_leaves_the_others_their_project(tmp_path: Path) -> None:
    """Who opens a project twice must not lose its locks: the last to leave takes the log along."""
    filled(tmp_path / "project").close()
    with Project.open(tmp_path / "project") as project:
        _, second, third = project.ids()[:3]
        project.set_note([second], "before")
        with Project.open(tmp_path / "project") as again:
            assert again.clip(second).note == "before"
        subprocess.run([sys.executable, "-c", LABELLER, project.folder], cwd=ROOT, check=True)
        project.set_note([third], "after")
        with Project.open(tmp_path / "project") as again:
            notes = [clip.note for clip in again.clips()[:3]]
    assert notes == ["of the other", "before", "after"]
    sound(tmp_path / "project/project.sqlite")
    with Project.open(tmp_path / "project") as project:
        assert [clip.note for clip in project.clips()[:3]] == notes
