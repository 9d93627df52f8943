"""How a run ended is told in a sentence, from its files and from what the system says."""

import errno
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from ml_core.errors import AscError, RecipeError, UnreadableRecording, UnwritableFile
from ml_core.files import write_json
from ml_core.recipes import DistilRecipe
from ml_core.runs import (
    RunFolder,
    StopRequested,
    as_problem,
    cause_of,
    explain_end,
    new_run,
    revive_runs,
)
from ml_core.runs.ending import STALL_S
from tests.ml_core.test_runs import HOLD, until


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    return new_run(tmp_path / "runs" / "one", DistilRecipe(epochs=4, batch_size=32), {})


@pytest.fixture
def held(run: RunFolder) -> Iterator[subprocess.Popen[str]]:
    """A process that works on the run."""
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(run.path)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    yield child
    child.kill()
    child.communicate()


def caused(error: AscError, cause: BaseException) -> AscError:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "disk"),
        (caused(UnwritableFile("a", "File too large"), OSError(errno.EFBIG, "big")), "disk"),
        (sqlite3.OperationalError("database or disk is full"), "disk"),
        (MemoryError(), "memory"),
        (torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2 GiB"), "memory"),
        (RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory"), "memory"),
        (RuntimeError("can't start new thread"), "memory"),
        (torch.AcceleratorError("CUDA error: all CUDA-capable devices are busy"), "gpu"),
        (RuntimeError("CUDA error: unspecified launch failure"), "gpu"),
        (UnreadableRecording("a.wav", "it is empty"), "clip"),
        (RecipeError("no"), "problem"),
        (RuntimeError("shapes differ"), "bug"),
        (ZeroDivisionError(), "bug"),
    ],
)
def test_causes_of_errors(error: Exception, cause: str):
    assert cause_of(error) == cause
    assert (as_problem(error) is None) == (cause in ("clip", "problem", "bug"))


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (UnreadableRecording("bus-4.wav", "it is empty"), '"bus-4.wav": it is empty'),
        (ZeroDivisionError("oops"), "ZeroDivisionError: oops"),
    ],
)
def test_a_run_that_failed_says_why(run: RunFolder, error: Exception, words: str):
    with pytest.raises(type(error)), run.heartbeat():
        raise error
    end = explain_end(run)
    assert end is not None
    assert words in end.sentence
    assert "No epoch" in end.kept


def test_what_was_asked_for_needs_no_explanation(run: RunFolder):
    def pause() -> None:
        assert explain_end(run) is None
        raise StopRequested("pause")

    with pytest.raises(StopRequested), run.heartbeat():
        pause()
    assert explain_end(run) is None


def test_memory_comes_with_a_smaller_batch(run: RunFolder):
    problem = as_problem(MemoryError())
    assert problem is not None
    with pytest.raises(AscError), run.heartbeat():
        raise caused(problem, MemoryError())
    end = explain_end(run)
    assert end is not None
    assert end.cause == "memory"
    assert end.settings == {"batch_size": 16}
    assert "batch_size=16" in end.hint
    assert "GB" in end.sentence


def test_a_full_disk_leaves_room_to_say_so(run: RunFolder):
    """What was held back is given up before the end is written down."""

    def fail() -> None:
        assert (run.path / ".spare").stat().st_size > 10_000
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="left"), run.heartbeat():
        fail()
    assert not (run.path / ".spare").exists()
    end = explain_end(run)
    assert end is not None
    assert end.cause == "disk"


def test_never_started(run: RunFolder):
    end = explain_end(run)
    assert end is not None
    assert end.cause == "not_started"


def test_killed_from_outside(run: RunFolder, held: subprocess.Popen[str]):
    assert explain_end(run) is None
    held.kill()
    until(lambda: run.status().state == "dead")
    end = explain_end(run)
    assert end is not None
    assert end.cause == "killed"
    assert "Resume" in end.hint


def test_what_killed_it_outlives_a_restart(run: RunFolder, held: subprocess.Popen[str]):
    """Whoever looks first writes it down: later a restart of the computer would be blamed."""
    held.kill()
    until(lambda: run.status().state == "dead")
    last = run.heard_last
    first = explain_end(run)
    assert first is not None
    assert first.cause == "killed"
    assert not (run.path / "heartbeat").exists()
    assert run.heard_last == last
    write_json(run.path / "ended.json", {**run.end, "vitals": {**last, "boot": "before"}})
    assert explain_end(run) == first
    assert run.status().state == "dead"
    assert revive_runs(run.path.parent.parent) == []


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"boot": "before"}, "reboot"),
        ({"boot": "before", "free_memory_bytes": 1, "memory_bytes": 8_000_000_000}, "memory"),
        ({"oom_kills": -1}, "memory"),
        ({"free_memory_bytes": 1_000_000, "memory_bytes": 8_000_000_000}, "memory"),
        ({"free_disk_bytes": 4096}, "disk"),
        ({"host": "elsewhere", "time": 0}, "lost"),
    ],
)
def test_killed_by_what_the_last_heartbeat_shows(
    run: RunFolder, held: subprocess.Popen[str], change: dict[str, object], cause: str
):
    held.kill()
    until(lambda: run.status().state == "dead")
    write_json(run.path / "heartbeat", {**run.heard_last, **change})
    end = explain_end(run)
    assert end is not None
    assert end.cause == cause


@pytest.mark.parametrize(
    ("log", "cause"),
    [
        ("Fatal Python error: Segmentation fault\n\nThread 0x1", "crashed"),
        ("terminate called after throwing an instance of 'std::bad_alloc'\n", "memory"),
    ],
)
def test_the_log_tells_of_crashes_of_this_start_alone(
    run: RunFolder, held: subprocess.Popen[str], log: str, cause: str
):
    held.kill()
    until(lambda: run.status().state == "dead")
    (run.path / "log.txt").write_text(log, "utf-8")
    end = explain_end(run)
    assert end is not None
    assert end.cause == cause
    write_json(run.path / "heartbeat", {**run.heard_last, "log_from": len(log)})
    (run.path / "ended.json").unlink()
    end = explain_end(run)
    assert end is not None
    assert end.cause == "killed"


def test_a_run_without_progress_stalls(
    run: RunFolder, held: subprocess.Popen[str], monkeypatch: pytest.MonkeyPatch
):
    late, up_s = time.time() + STALL_S + 1, time.monotonic() + STALL_S + 1
    monkeypatch.setattr(time, "time", lambda: late)
    monkeypatch.setattr(time, "monotonic", lambda: up_s)
    end = explain_end(run)
    assert end is not None
    assert end.cause == "stalled"
    assert "No progress for 6" in end.sentence
    os.kill(held.pid, signal.SIGSTOP)
    until(lambda: "halted" in (explain_end(run) or end).sentence)
    os.kill(held.pid, signal.SIGCONT)
