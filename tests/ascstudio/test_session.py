"""The open project of the window: few clips at once, many in another thread, nothing out of order.

What other processes write is read as far as it changed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from ascstudio.project import session as module
from ascstudio.project.session import ProjectSession
from ml_core import api


@pytest.fixture
def session(qtbot: QtBot, demo_project: Path, tmp_path: Path) -> Iterator[ProjectSession]:
    """A session with the demo project, all its clips read."""
    folder = shutil.copytree(demo_project, tmp_path / "project")
    made = ProjectSession()
    with qtbot.waitSignal(made.changed):
        made.open(folder)
    yield made
    made.shut_down()
    made.deleteLater()


def rows(session: ProjectSession) -> list[api.ClipRow]:
    return list(session.table.clips)


def stored(session: ProjectSession) -> list[api.ClipRow]:
    assert session.folder is not None
    with api.Project.open(session.folder, read_only=True) as other:
        return other.clips()


@pytest.fixture(params=["few", "many"])
def n_many(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways of changing clips."""
    if request.param == "many":
        monkeypatch.setattr(module, "MANY", -1)


@pytest.mark.usefixtures("n_many")
def test_every_edit_is_stored_and_shown_when_it_returns(session: ProjectSession) -> None:
    ids = [clip.segment_id for clip in rows(session)]
    before = rows(session)
    recording = before[0].recording_id
    for action in (
        lambda project: project.label(ids[:5], "forest"),
        lambda project: project.set_note(ids[3:4], "hm"),
        lambda project: project.delete_segments(ids[1:3]),
        lambda project: project.add_segment(recording, 0.1, 0.2, scene="bus"),
        lambda project: project.set_fact(ids[5:6], "device", "zz"),
    ):
        assert session.edit(ids[:5], action)
        assert rows(session) == stored(session)
    for _ in range(5):
        assert session.undo()
        assert rows(session) == stored(session)
    assert rows(session) == before
    for _ in range(5):
        assert session.redo()
        assert rows(session) == stored(session)


@pytest.mark.usefixtures("n_many")
def test_a_refusal_is_told(qtbot: QtBot, session: ProjectSession) -> None:
    ids = session.table.segment_ids[:2].tolist()
    with qtbot.waitSignal(session.failed) as told:
        assert not session.set_state(ids, "nonsense")
    assert "nonsense" in told.args[0].message
    assert rows(session) == stored(session)


def test_what_others_write_is_read_as_far_as_it_changed(
    qtbot: QtBot, session: ProjectSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    # All of it is read anew only where that is meant.
    monkeypatch.setattr(api.Project, "columns", None)
    monkeypatch.setattr(module, "PART", 1)
    ids = session.table.segment_ids.tolist()
    assert session.folder is not None
    with api.Project.open(session.folder) as other:
        with qtbot.waitSignal(session.changed):
            other.label(ids[:3], "forest")
        with qtbot.waitSignal(session.changed):
            other.undo()
        with qtbot.waitSignal(session.changed):
            other.add_segment(rows(session)[0].recording_id, 0.1, 0.2)
        assert rows(session) == other.clips()


def test_what_another_wrote_just_before_an_edit_is_not_missed(session: ProjectSession) -> None:
    ids = session.table.segment_ids.tolist()
    assert session.folder is not None
    with api.Project.open(session.folder) as other:
        other.label(ids[:1], "forest")
    session.label(ids[1:2], "bus")
    assert rows(session) == stored(session)


@pytest.mark.skipif(not all(map(shutil.which, ("xvfb-run", "xdotool"))), reason="needs xdotool")
def test_keys_wait_in_order_while_many_clips_are_written(session: ProjectSession) -> None:
    """Real keys of a real window system: those that are sent by hand do not queue up."""
    command = ["xvfb-run", "-a", sys.executable, "-m", "tests.ascstudio.typed_keys"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb"}
    done = subprocess.run(
        [*command, str(session.folder)], env=environment, capture_output=True, text=True, timeout=90
    )
    told = json.loads(done.stdout.splitlines()[-1]) if done.returncode == 0 else done.stderr
    assert told == {"pressed": "abcd", "deepest": 1, "goes_on": True}
    assert {clip.scene for clip in stored(session)} == {"scene d"}


def test_an_edit_by_a_timer_meanwhile_comes_after(
    qtbot: QtBot, session: ProjectSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MANY", 2)
    monkeypatch.setattr("ascstudio.project.background.AT_ONCE_S", 0)
    ids = session.table.segment_ids.tolist()
    done: list[str] = []

    def later() -> None:
        session.label(ids[:1], "second")
        done.append("second")

    QTimer.singleShot(0, session, later)
    session.label(ids, "first")
    done.append("first")
    qtbot.waitUntil(lambda: "second" in done)
    assert rows(session) == stored(session)
    assert rows(session)[0].scene == "second"
    assert {clip.scene for clip in rows(session)[1:]} == {"first"}
