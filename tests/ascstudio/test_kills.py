"""Kill -9 while the window is used: what was on screen is there, and nothing is left half done.

Every moment is a studio of its own, driven by real events. What a whole run shows after each step
is what a killed one may show when its project is opened again: the state after the last step that
was told, or after the next one, never anything between.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot
from virtual_microphone import VirtualMicrophone, await_that, what_is_missing

from ascstudio.app import open_first
from ascstudio.shell.window import MainWindow
from ml_core import api
from ml_core.files import PART
from tests.kills.material import N_MORE, N_OTHERS, write_home
from tests.kills.studio import rows, seen

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT_MS = 30_000
RECORD_HZ = 48_000
needs_microphone = pytest.mark.skipif(bool(what_is_missing()), reason=what_is_missing())


@dataclass(frozen=True)
class Moment:
    """When a process dies.

    ``step``, ``when``, ``what``, ``n`` as the studio takes them; or, without ``when``, the first
    line told for which ``told`` is true: then it is killed from outside.
    """

    task: str
    step: str
    when: str = ""
    what: str = ""
    n: int = 1
    told: Callable[[dict[str, Any]], bool] = bool
    quick: bool = False

    def is_told(self, said: dict[str, Any]) -> bool:
        """Whether a line is the one to kill at."""
        return not self.when and said["step"] == self.step and self.told(said)

    def __str__(self) -> str:
        words = [self.task, self.step, self.when, self.what, str(self.n) if self.n > 1 else ""]
        return "-".join(word for word in words if word).replace(" ", "_")


def sql(task: str, step: str, *, quick: str = "", log: bool = True) -> list[Moment]:
    """The moments of one edit: at its begin, between its writes, before and after its COMMIT."""
    found = [
        Moment(task, step, "before", "BEGIN IMMEDIATE"),
        Moment(task, step, "before", "COMMIT", quick=quick == "before"),
        Moment(task, step, "after", "COMMIT", quick=quick == "after"),
    ]
    return [*found, Moment(task, step, "after", "INSERT INTO operations")] if log else found


MOMENTS = [
    *sql("label", "label 0"),
    *sql("label", "label 4", quick="before"),
    *sql("edits", "bulk"),
    Moment("edits", "bulk", "after", "INSERT INTO segment_scenes"),
    *sql("edits", "undo"),
    Moment("edits", "redo", "before", "COMMIT"),
    Moment("edits", "verify", "after", "UPDATE segments"),
    *sql("edits", "snapshot", log=False),
    *sql("edits", "split"),
    *sql("edits", "mend"),
    Moment("bring_in", "folder", "after", "INSERT INTO imports"),
    Moment("bring_in", "folder", "before", "COMMIT", 3, quick=True),  # of the first batch
    Moment("bring_in", "folder", "after", "COMMIT", 3),
    Moment("bring_in", "folder", "before", "INSERT INTO recordings", 400),
    Moment("bring_in", "folder", "before", "COMMIT", 5),
    Moment("bring_in", "growing", told=lambda said: len(said["names"]) > 12),
    Moment("bring_in", "copy", "at", "shutil.copyfile", 20),
    Moment("bring_in", "copy", "at", "os.rename", 30),
    Moment("bring_in", "copy", "before", "COMMIT", 3),
    Moment("bring_in", "labels", "before", "COMMIT", 3),
    Moment("bring_in", "labels", "after", "INSERT INTO segments", 2),
    Moment("take_out", "table", "at", "os.rename"),
    Moment("take_out", "table", "at", f"{PART}', 'w"),
    Moment("take_out", "sounds", "at", "os.rename", 5),
    Moment("take_out", "sounds", "at", "os.rename", 12),
    Moment("migrate", "open", "before", "CREATE TABLE recordings_2"),
    Moment("migrate", "open", "after", "DROP TABLE recordings"),
    Moment("migrate", "open", "before", "COMMIT"),
    Moment("migrate", "open", "at", "os.rename"),
]
RECORDING = [
    Moment("record", "clock", told=lambda said: said["seconds"] >= 0.5),
    Moment("record", "clock", told=lambda said: said["seconds"] >= 1.5),
    Moment("record", "clock", told=lambda said: said["seconds"] >= 2.5),
    Moment("record", "clock", told=lambda said: said["take"] == 2 and said["seconds"] >= 1.5),
    Moment("record", "begin 1", "at", "os.rename"),  # its note
    Moment("record", "end 1", "before", "COMMIT", 3),
    Moment("record", "end 2", "at", "os.remove"),  # in the project, its note still there
]


def cases(moments: list[Moment]) -> list[Any]:
    """A few of them in every check, all of them with ``--all``."""
    numbered = [f"{n:02}-{moment}" for n, moment in enumerate(moments)]
    return [
        pytest.param(moment, id=name, marks=[] if moment.quick else [pytest.mark.slow])
        for moment, name in zip(moments, numbered, strict=True)
    ]


Told = list[dict[str, Any]]


def worked(home: Path, moment: Moment, *, whole: bool = False) -> Told:
    """Let a studio work, to its end or until it is killed; what it told."""
    command = [sys.executable, "-m", "tests.kills.studio", str(home), moment.task]
    if moment.when and not whole:
        command += [moment.step, moment.when, moment.what, str(moment.n)]
    paths = os.pathsep.join([str(ROOT / "tests/kills/child"), str(ROOT)])
    with subprocess.Popen(
        command, cwd=ROOT, env=os.environ | {"PYTHONPATH": paths},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as studio:  # fmt: skip
        told = []
        children: list[int] = []
        assert studio.stdout is not None
        for line in studio.stdout:
            told.append(json.loads(line))
            if not whole and moment.is_told(told[-1]):
                children = children_of(studio.pid)
                studio.kill()
                break
        told += [json.loads(line) for line in studio.stdout if line.endswith("\n")]
        _, problem = studio.communicate()
    assert studio.returncode == (0 if whole else -signal.SIGKILL), problem
    await_that(lambda: not any(map(runs, children)), "the children to end")
    return told


def children_of(pid: int) -> list[int]:
    return [
        int(child)
        for listed in Path(f"/proc/{pid}/task").glob("*/children")
        for child in listed.read_text().split()
    ]


def runs(pid: int) -> bool:
    try:
        return " Z " not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2][:4]
    except OSError:
        return False


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """What each task finds, made once."""
    made: dict[str, Path] = {}

    def template(task: str) -> Path:
        if task not in made:
            made[task] = tmp_path_factory.mktemp(task) / "home"
            write_home(made[task], task)
        return made[task]

    return template


@pytest.fixture(scope="session")
def wholes(
    templates: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], tuple[Told, Path]]:
    """What each task shows when nobody is killed, and the folder afterwards."""
    made: dict[str, tuple[Told, Path]] = {}

    def whole(task: str) -> tuple[Told, Path]:
        if task not in made:
            home = tmp_path_factory.mktemp("whole") / "home"
            shutil.copytree(templates(task), home)
            made[task] = worked(home, Moment(task, ""), whole=True), home
        return made[task]

    return whole


def sound(path: Path) -> None:
    """The database is whole, and no recording belongs to an import that nobody can take back."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        half = "SELECT count(*) FROM recordings JOIN imports i ON i.id = import_id WHERE NOT logged"
        assert connection.execute(half).fetchone() == (0,)


def opened_again(qtbot: QtBot, window: MainWindow, home: Path) -> None:
    """In the window, on the Library, with all clips read and everything recovered."""
    open_first(window, home / "project")
    session = window.context.session
    assert session.project is not None, window._shown_banners
    with qtbot.waitSignal(session.changed, timeout=TIMEOUT_MS):
        pass
    settle(qtbot, window)
    assert not [banner for banner in window._shown_banners if banner.state == "err"]


def settle(qtbot: QtBot, window: MainWindow) -> None:
    """All that was asked of the thread that reads is done, and shown."""
    for _ in range(2):  # what is found asks for another reading
        done: list[None] = []
        qtbot.wait(1)
        window.context.session.background(lambda: None, done.append)
        qtbot.waitUntil(lambda done=done: bool(done), timeout=TIMEOUT_MS)


def unfinished(home: Path) -> list[Path]:
    return [path for path in home.rglob("*") if PART in path.name]


@pytest.fixture
def home(moment: Moment, templates: Callable[[str], Path], tmp_path: Path) -> Path:
    """A copy for one process."""
    return Path(shutil.copytree(templates(moment.task), tmp_path / "killed"))


@pytest.mark.parametrize("moment", cases(MOMENTS))
def test_what_was_on_screen_is_there(
    qtbot: QtBot,
    window: MainWindow,
    moment: Moment,
    home: Path,
    wholes: Callable[[str], tuple[Told, Path]],
) -> None:
    whole, after = wholes(moment.task)
    told = worked(home, moment)
    opened_again(qtbot, window, home)
    sound(home / "project/project.sqlite")
    checks = {"label": labels, "bring_in": imports, "take_out": exports}
    checks.get(moment.task, states)(window, home, whole, told, after)
    assert unfinished(home / "project") == unfinished(home) == []
    goes_on(qtbot, window)


def states(window: MainWindow, home: Path, whole: Told, told: Told, after: Path) -> None:
    """The state after the last step told, or after the next one."""
    n = len(told)
    assert told == whole[:n]
    now = json.loads(json.dumps(seen(window)))
    assert any(one == now | {"step": one["step"]} for one in whole[max(0, n - 1) : n + 1])


def labels(window: MainWindow, home: Path, whole: Told, told: Told, after: Path) -> None:
    """Every label told, and at most the next one."""
    assert told == whole[: len(told)]
    shown = {name.split()[0]: facts[0] for name, facts in rows(window).items()}
    for one in told:
        assert shown[one["name"]] == one["scene"]
    labelled = [one["name"] for one in whole if shown[one["name"]] != "—"]
    assert labelled in ([one["name"] for one in whole[:k]] for k in (len(told), len(told) + 1))


def imports(window: MainWindow, home: Path, whole: Told, told: Told, after: Path) -> None:
    """All rows told; what came in goes with one undo, or is completed by the same import."""
    steps = [one for one in told if one["step"] != "growing"]
    stages = [one for one in whole if one["step"] != "growing"]
    assert steps == stages[: len(steps)]
    now = rows(window)
    assert steps[-1]["rows"].items() <= now.items()
    assert {name for one in told if one["step"] == "growing" for name in one["names"]} <= set(now)
    coming = stages[len(steps)]
    assert now.items() <= coming["rows"].items()
    new = len(now) - len(steps[-1]["rows"])
    assert (
        new
        in {"folder": (0, 256, 512, N_MORE), "copy": (0, N_OTHERS), "labels": (0, 5)}[
            coming["step"]
        ]
    )
    sources = {"folder": "more", "copy": "others", "labels": "labels.csv"}
    with api.Project.open(home / "project") as project:
        clips = project.clips()
        if new:
            assert project.undo() == f'Import "{sources[coming["step"]]}"'
            assert len(project.clips()) == len(steps[-1]["rows"])
            assert project.redo()
        assert project.clips() == clips
        api.import_recordings(
            project, home / sources[coming["step"]], copy=coming["step"] == "copy"
        )
        assert len(project.clips()) == len(coming["rows"])
        assert all(clip.path.is_file() for clip in project.clips())


def exports(window: MainWindow, home: Path, whole: Told, told: Told, after: Path) -> None:
    """The project is as it was; a file is the old one or the new one; writing again cleans up."""
    states(window, home, whole, told, after)
    table = (home / "clips.csv").read_bytes()
    assert table in ((after / "clips.csv").read_bytes(), b"what was there before")
    written = list((after / "clips").rglob("*.wav"))
    assert len(written) == 12
    for path in written:
        here = home / path.relative_to(after)
        assert not here.exists() or here.read_bytes() == path.read_bytes()
    with api.Project.open(home / "project", read_only=True) as project:
        api.export_clips(project, home / "clips")
    assert len(list((home / "clips").rglob("*.wav"))) == 12


def goes_on(qtbot: QtBot, window: MainWindow) -> None:
    """The window works on the project: a label goes in and comes out again."""
    session = window.context.session
    number, scene = session.table.clips[0].segment_id, session.table.clips[0].scene

    def shows(wanted: str | None) -> bool:
        clip = session.table.clip(number)
        return clip is not None and clip.scene == wanted

    assert session.label([number], "after the end")
    qtbot.waitUntil(lambda: shows("after the end"), timeout=TIMEOUT_MS)
    assert session.undo() is not None
    qtbot.waitUntil(lambda: shows(scene), timeout=TIMEOUT_MS)


@pytest.fixture(scope="session")
def said(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Noise, and a microphone that hears it as long as the tests run."""
    samples = np.rint(np.random.default_rng(5).uniform(-9000, 9000, 20 * RECORD_HZ)) / 32768
    path = tmp_path_factory.mktemp("said") / "said.wav"
    api.write_wav(path, samples.astype(np.float32), RECORD_HZ)
    with VirtualMicrophone(RECORD_HZ) as microphone:
        microphone.play(path)
        os.environ.update(microphone.environment)
        yield path
        for name in microphone.environment:
            del os.environ[name]


@needs_microphone
@pytest.mark.parametrize("moment", cases(RECORDING))
def test_a_recording_loses_a_second_at_most(
    qtbot: QtBot, window: MainWindow, moment: Moment, home: Path, said: Path
) -> None:
    told = worked(home, moment)
    opened_again(qtbot, window, home)
    takes = [one for one in window.context.session.table.clips if one.folder.name != "walk"]
    assert {clip.scene for clip in takes} <= {"tram"}
    shown = {one["take"]: one["seconds"] for one in told if one["step"] == "clock"}
    assert len(takes) in (len(shown), len(shown) or 1)
    for number, seconds in shown.items():
        clip = takes[number - 1]
        assert clip.duration_s >= seconds - 1.0
        heard = api.read_samples(clip.path)
        assert is_part_of(heard[: RECORD_HZ // 4], api.read_samples(said))
    finished = [one for one in told if one["step"].startswith("take")]
    assert len([one for one in window._shown_banners if "broken off" in one.title]) == (
        len(takes) > len(finished)
    )
    left = list((home / "project/recordings").glob("*"))
    assert sorted(left) == sorted(clip.path for clip in takes)
    assert unfinished(home) == []
    sound(home / "project/project.sqlite")
    goes_on(qtbot, window)
    window.drop_all_banners()
    window.context.session.close()
    opened_again(qtbot, window, home)  # nothing comes in twice, nothing is said twice
    assert len(window.context.session.table) == 12 + len(takes)
    assert not window._shown_banners


def is_part_of(heard: np.ndarray, all_of_it: np.ndarray) -> bool:
    """Whether samples occur in a row in others that are repeated for ever."""
    looped = np.concatenate([all_of_it, all_of_it[: len(heard)]])
    starts = np.flatnonzero(looped == heard[0])
    return any(np.array_equal(looped[at : at + len(heard)], heard) for at in starts)
