"""A clock that is set forward or back by a day changes nothing that goes on."""

import os
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from ml_core import recipes
from ml_core.datasets import recorded
from ml_core.files import read_json, write_json
from ml_core.project import Project
from ml_core.project.safekeeping import COPY, keep_copy
from ml_core.runs import RunFolder, explain_end, moments
from ml_core.runs import queue as line
from ml_core.runs.ending import STALL_S
from ml_core.runs.holding import holds, owner_of, write_owner
from ml_core.runs.process import ProcessName

DAY_S = timedelta(days=1).total_seconds()
Set = Callable[[float], None]


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> Set:
    """Sets the time of day so many seconds off, and no other clock."""
    real = time.time

    def set_it(off_s: float) -> None:
        monkeypatch.setattr(time, "time", lambda: real() + off_s)

    return set_it


def made(folder: Path, name: str = "run") -> RunFolder:
    return RunFolder.create(
        folder / name, "finetune", recipes.builtin("finetune-default").to_toml(), {}
    )


@pytest.mark.parametrize("off_s", [DAY_S, -DAY_S])
def test_a_run_that_goes_on_is_not_said_to_stand_still(
    tmp_path: Path, set_clock: Set, off_s: float
) -> None:
    run = made(tmp_path)
    with run.heartbeat():
        run.append_event("epoch", 1, 3, time_left_s=60.0)
        told = run.status().updated
        set_clock(off_s)
        status = run.status()
        assert status.state == "running"
        assert explain_end(run) is None
        assert status.updated is not None
        assert abs(time.time() - status.updated) < STALL_S / 4
        run.append_event("epoch", 2, 3)
        assert explain_end(run) is None
    assert told == RunFolder(tmp_path / "run").read_events()[0][0]["time"]  # as it was written


@pytest.mark.parametrize("off_s", [DAY_S, 0.0, -DAY_S])
def test_one_that_stands_still_is_found_all_the_same(
    tmp_path: Path, set_clock: Set, monkeypatch: pytest.MonkeyPatch, off_s: float
) -> None:
    run = made(tmp_path)
    with run.heartbeat():
        run.append_event("epoch", 1, 3)
        up, real = time.monotonic, time.time
        monkeypatch.setattr(time, "monotonic", lambda: up() + 2 * STALL_S)
        monkeypatch.setattr(time, "time", lambda: real() + 2 * STALL_S + off_s)
        end = explain_end(run)
        monkeypatch.undo()
    assert end is not None
    assert end.cause == "stalled"
    seconds = float(end.sentence.split("No progress for ")[1].split()[0])
    assert abs(seconds - 2 * STALL_S) < STALL_S


def test_who_came_first_stays_first(
    tmp_path: Path, set_clock: Set, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line, "start_next", lambda project: [])
    runs = [made(tmp_path / "runs", name) for name in ("first", "second", "third")]
    for run, off_s in zip(runs, (0.0, -DAY_S, DAY_S), strict=True):
        set_clock(off_s)
        line.enqueue(tmp_path, run)
    waiting = [ticket.run.name for ticket in line.waiting_line(tmp_path / "runs")]
    assert waiting == ["first", "second", "third"]


@pytest.mark.parametrize("off_s", [DAY_S, -DAY_S])
def test_a_process_of_another_computer_is_heard_by_its_heartbeats(
    tmp_path: Path, set_clock: Set, off_s: float
) -> None:
    run = made(tmp_path)
    there = ProcessName(1, "1", "elsewhere")
    write_owner(run.path, there)
    owner = owner_of(run.path)
    assert owner is not None
    assert holds(run.path, owner)
    set_clock(off_s)  # ours
    assert holds(run.path, owner)  # it was heard a moment ago
    heartbeat = read_json(run.path / "heartbeat")
    assert heartbeat is not None
    write_json(run.path / "heartbeat", {**heartbeat, "time": heartbeat["time"] + 2.0})
    assert holds(run.path, owner)


def test_a_heartbeat_of_the_future_that_stands_still_is_no_life(tmp_path: Path) -> None:
    run = made(tmp_path)
    there = ProcessName(1, "1", "elsewhere")
    write_owner(run.path, there, time=time.time() + DAY_S)
    assert not holds(run.path, there)


def test_the_copy_of_a_project_is_renewed_though_it_is_of_tomorrow(tmp_path: Path) -> None:
    with Project.create(tmp_path / "p") as project:
        assert keep_copy(project.database)
        tomorrow = time.time() + DAY_S
        os.utime(tmp_path / "p" / COPY, (tomorrow, tomorrow))
        assert keep_copy(project.database)
        assert (tmp_path / "p" / COPY).stat().st_mtime < tomorrow - DAY_S / 2
        assert not keep_copy(project.database)


def test_what_was_discarded_is_kept_though_the_clock_jumps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "walk.wav"
    path.write_bytes(b"RIFF")
    recorded.discard(path)
    note = next(tmp_path.glob("walk.wav*.json"), None) or next(
        one for one in tmp_path.iterdir() if one != path
    )
    said = read_json(note)
    assert said is not None
    write_json(note, {**said, "discarded_at": "2020-01-01T00:00:00+00:00"})  # by a clock set since
    recorded.remove_discarded(tmp_path)
    assert path.exists()
    up = time.monotonic
    monkeypatch.setattr(time, "monotonic", lambda: up() + 2 * DAY_S)
    recorded.remove_discarded(tmp_path)
    assert not path.exists()


def test_a_stamp_of_another_start_goes_by_the_time_of_day(set_clock: Set) -> None:
    told = moments.stamp()
    set_clock(DAY_S)
    assert moments.since_s(told) < 60  # type: ignore[operator]
    before = moments.since_s({**told, "boot": "before"})
    assert before is not None
    assert abs(before - DAY_S) < 60
    set_clock(-DAY_S)
    assert moments.since_s({**told, "boot": "before"}) == 0.0
    assert moments.since_s({"boot": told["boot"], "up_s": 1e12, "time": "noon"}) is None
