"""Full disks, folders that go away, two windows, wrong clocks: a sentence, never a loss."""

from __future__ import annotations

import contextlib
import datetime
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ascstudio.app import make_window, open_first
from ascstudio.settings import Settings
from ascstudio.shell.window import MainWindow
from ml_core import api
from ml_core.project import history
from tests.ml_core.projects import filled
from tests.permissions import obey_permissions

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT_MS = 20_000
N_CLIPS = 300


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Clips whose sounds nobody needs here."""
    filled(tmp_path / "project", N_CLIPS).close()
    return tmp_path / "project"


Open = Callable[[Path], MainWindow]


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow, project: Path) -> MainWindow:
    """The window on the Library of the project."""
    show(qtbot, window, project)
    return window


def show(qtbot: QtBot, window: MainWindow, project: Path) -> None:
    with qtbot.waitSignal(window.context.session.changed, timeout=TIMEOUT_MS):
        open_first(window, project)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def label_all(qtbot: QtBot, window: MainWindow, key: str) -> None:
    """Everything, with two real keys."""
    table = window.page("library").table
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    qtbot.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(table, key)


def scenes(window: MainWindow) -> set[str | None]:
    return {clip.scene for clip in window.context.session.table.clips}


def stored(project: Path) -> dict[int, api.ClipRow]:
    with api.Project.open(project, read_only=True) as other:
        return {clip.segment_id: clip for clip in other.clips()}


def said(window: MainWindow) -> str:
    return " ".join(f"{one.title} {one.sentence}" for one in window._shown_banners)


def whole(project: Path) -> None:
    with contextlib.closing(sqlite3.connect(project / "project.sqlite")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@contextlib.contextmanager
def no_more_than(n_bytes: int) -> Iterator[None]:
    """No file may grow beyond that: the system refuses, as a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (n_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_disk_that_is_full(qtbot: QtBot, opened: MainWindow, project: Path) -> None:
    before = stored(project)
    size = (project / "project.sqlite-wal").stat().st_size
    with no_more_than(size + 4096):
        label_all(qtbot, opened, "1")
        assert "disk" in said(opened)
        assert stored(project) == before
        assert len(scenes(opened)) == 3
        assert not opened.context.session.label([1], "one more")
    opened.drop_all_banners()
    label_all(qtbot, opened, "1")
    assert len(scenes(opened)) == 1
    assert {clip.scene for clip in stored(project).values()} == scenes(opened)
    assert not said(opened)
    whole(project)


def test_a_database_that_is_full(qtbot: QtBot, opened: MainWindow, project: Path) -> None:
    held = opened.context.session.project
    assert held is not None
    connection = held.database.connection()
    (n,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count={n}")
    assert not opened.context.session.edit(
        [], lambda one: one.set_note(one.ids(), "a long note " * 1000)
    )
    assert "The disk is full." in said(opened)
    connection.execute("PRAGMA max_page_count=1000000")
    assert opened.context.session.edit([1], lambda one: one.set_note([1], "again"))
    assert stored(project)[1].note == "again"


@pytest.mark.parametrize("gone", ["moved", "removed", "replaced"])
def test_a_project_that_goes_away_while_it_is_open(
    qtbot: QtBot, opened: MainWindow, project: Path, gone: str
) -> None:
    assert opened.context.session.label([1], "before")
    if gone == "removed":
        shutil.rmtree(project)
    else:
        project.rename(project.with_name("elsewhere"))
    if gone == "replaced":
        filled(project, 2).close()
    label_all(qtbot, opened, "1")  # nothing may seem to be saved that goes nowhere
    assert "is not where it was" in said(opened)
    assert opened.context.session.undo() is None
    assert "before" in scenes(opened)
    if gone == "moved":
        project.with_name("elsewhere").rename(project)
        opened.drop_all_banners()
        label_all(qtbot, opened, "1")
        assert len(scenes(opened)) == 1
        assert not said(opened)
        whole(project)
    if gone == "replaced":
        assert {clip.scene for clip in stored(project).values()} == {"bus", "park"}
        assert stored(project.with_name("elsewhere"))[1].scene == "before"


def test_a_project_to_look_at(qtbot: QtBot, window: MainWindow, project: Path) -> None:
    session = window.context.session
    with qtbot.waitSignal(session.changed, timeout=TIMEOUT_MS):
        session.open(project, read_only=True)
    window.show_page("library")
    before = stored(project)
    assert not session.label([1], "other")
    assert session.undo() is None
    assert "to look at, not to change" in said(window)
    assert stored(project) == before


IN_A_LOCKED_FOLDER = """
import sys
from pathlib import Path
from PySide6.QtTest import QTest
from ascstudio.app import make_application, make_window, open_first
from ascstudio.settings import Settings

home = Path(sys.argv[1])
application = make_application(["studio"])
window = make_window(Settings(home / "home/settings.toml"))
window.page("library")
window.show()
open_first(window, home / "project")
while not len(window.context.session.table):
    QTest.qWait(5)
print(window.context.session.label([1], "other"))
print(*(one.title for one in window._shown_banners))
window.close()
"""


def test_a_folder_that_nobody_may_write_to() -> None:
    """The studio starts, opens, shows, and says why not."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        filled(home / "project").close()
        for path in (home, *home.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        done = subprocess.run(
            [sys.executable, "-c", IN_A_LOCKED_FOLDER, name],
            cwd=ROOT, capture_output=True, text=True, check=False, preexec_fn=obey_permissions,
            env=os.environ | {"ASC_HOME": f"{name}/home", "HOME": name},
        )  # fmt: skip
        for path in (home, *home.rglob("*")):
            path.chmod(0o700)
    assert "Traceback" not in done.stderr, done.stderr
    assert done.stdout.splitlines()[0] == "False"
    assert "to look at, not to change" in done.stdout


def test_two_windows_on_one_project(
    qtbot: QtBot, opened: MainWindow, project: Path, tmp_path: Path
) -> None:
    settings = Settings(tmp_path / "other.toml")
    settings.set("start.first", value=False)
    second = make_window(settings)
    second.show()
    show(qtbot, second, project)
    one, other = opened.context.session, second.context.session
    for turn in range(5):
        assert one.label([turn + 1], f"one {turn}")
        assert other.label([turn + 101], f"other {turn}")
    for session in (one, other):
        qtbot.waitUntil(
            lambda session=session: all(
                (clip := session.table.clip(number)) is not None and clip.scene == f"{who} {turn}"
                for turn in range(5)
                for who, number in (("one", turn + 1), ("other", turn + 101))
            ),
            timeout=TIMEOUT_MS,
        )
    undone = [session.undo() for _ in range(5) for session in (one, other)]
    assert None not in undone
    assert {clip.scene for clip in stored(project).values()} == {"bus", "park", "square"}
    second.close()
    second.deleteLater()
    assert one.label([1], "and on")  # the one that stays keeps its log
    assert stored(project)[1].scene == "and on"
    whole(project)


def test_a_clock_that_goes_backwards(
    qtbot: QtBot, opened: MainWindow, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = iter(f"20{year}-01-01T00:00:00Z" for year in range(90, 10, -1))
    monkeypatch.setattr(history, "now", lambda: next(moments))
    session = opened.context.session
    for turn in range(3):
        assert session.label([1], f"label {turn}")
        assert session.edit([], lambda one: one.take_snapshot() and None)
    assert stored(project)[1].scene == "label 2"
    assert [session.undo() for _ in range(3)] == [f"Label 1 clip as Label {n}" for n in (2, 1, 0)]
    assert session.redo() == "Label 1 clip as Label 0"
    with api.Project.open(project) as other:
        times = [datetime.datetime.fromisoformat(one.time) for one in other.snapshots()]
        assert [one.id for one in other.snapshots()] == [3, 2, 1]
    assert times == sorted(times)  # as the clock said, the newest first


@pytest.mark.parametrize("path", ["👩‍🔬/観", "a\x7fb", 'quote " back \\ slash', "tab\tline\n"])
def test_settings_with_any_name_are_read_again(tmp_path: Path, path: str) -> None:
    Settings(tmp_path / "settings.toml").set("start.recent", [path])
    again = Settings(tmp_path / "settings.toml")
    assert not again.put_aside
    assert again.items("start.recent") == [path]


def test_settings_that_cannot_be_written_are_used(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file where a folder should be")
    settings = Settings(tmp_path / "home/settings.toml")
    settings.set("appearance.theme", "light")
    assert settings.text("appearance.theme") == "light"
