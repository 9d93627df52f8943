"""Jobs end exactly once, in one of three ways, and can be stopped at any moment."""

from __future__ import annotations

import gc
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from ascstudio.jobs import Activity, Failure, GarbageCollector, Job, JobQueue, ProcessJob
from ml_core.api import AscError, ImportProblem, Monitor


@pytest.fixture
def executor():
    with ThreadPoolExecutor(1) as made:
        yield made


@pytest.fixture
def queue(qtbot):
    made = JobQueue()
    yield made
    made.close()


def ends(job) -> list[str]:
    seen: list[str] = []
    job.succeeded.connect(lambda _: seen.append("succeeded"))
    job.failed.connect(lambda _: seen.append("failed"))
    job.cancelled.connect(lambda: seen.append("cancelled"))
    return seen


def test_a_job_reports_and_returns(qtbot, executor) -> None:
    def work(monitor: Monitor) -> int:
        for step in range(3):
            monitor.report(step, 3, stage="counting")
        return 42

    job = Job(work)
    seen, reports = ends(job), []
    job.progressed.connect(lambda progress: reports.append(progress.done))
    with qtbot.waitSignal(job.succeeded) as end:
        job.start(executor)
    assert end.args == [42]
    assert reports == [0, 1, 2]
    assert seen == ["succeeded"]


def test_a_job_stops_at_the_next_report(qtbot, executor) -> None:
    def endless(monitor: Monitor) -> None:
        while True:
            monitor.report(0, None)

    job = Job(endless)
    seen = ends(job)
    with qtbot.waitSignal(job.progressed):
        job.start(executor)
    with qtbot.waitSignal(job.cancelled):
        job.cancel()
    assert seen == ["cancelled"]


def test_a_job_cancelled_before_its_turn_never_works(qtbot, executor) -> None:
    gate = threading.Event()
    executor.submit(gate.wait)
    worked = []
    job = Job(lambda monitor: worked.append(True))
    job.start(executor)
    with qtbot.waitSignal(job.cancelled):
        job.cancel()
        gate.set()
    assert not worked


@pytest.mark.parametrize(
    ("error", "message", "hint"),
    [
        (ImportProblem("3 files.", hint="Look."), "3 files.", "Look."),
        (
            ZeroDivisionError("secret"),
            "Something went wrong that should not.",
            "Your data is saved.",
        ),
    ],
)
def test_a_failure_is_told_in_words(qtbot, executor, error, message, hint) -> None:
    def work(monitor: Monitor) -> None:
        raise error

    job = Job(work)
    seen = ends(job)
    with qtbot.waitSignal(job.failed) as end:
        job.start(executor)
    failure: Failure = end.args[0]
    assert (failure.message, failure.hint) == (message, hint)
    assert type(error).__name__ in failure.details
    assert seen == ["failed"]


def child(code: str) -> ProcessJob:
    return ProcessJob([], program=[sys.executable, "-c", code])


def test_a_child_reports_and_returns(qtbot) -> None:
    code = (
        "import json; print(json.dumps({'done': 1, 'total': 2, 'stage': 's'}), flush=True);"
        "print('noise'); print(json.dumps({'accuracy': 0.5}))"
    )
    job = child(code)
    seen, reports = ends(job), []
    job.progressed.connect(lambda progress: reports.append((progress.done, progress.total)))
    with qtbot.waitSignal(job.succeeded) as end:
        job.start()
    assert end.args == [{"accuracy": 0.5}]
    assert reports == [(1, 2)]
    assert seen == ["succeeded"]


def test_a_real_command_answers(qtbot) -> None:
    job = ProcessJob(["recipes"])
    with qtbot.waitSignal(job.succeeded, timeout=60_000):
        job.start()


@pytest.mark.parametrize(
    ("code", "end", "words"),
    [
        ("import sys; sys.stderr.write('first\\nThe disk is full.\\n'); sys.exit(1)", "failed",
         "The disk is full."),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "failed",
         "The worker ended without a word."),
        ("import sys; sys.exit(130)", "cancelled", ""),
    ],
)  # fmt: skip
def test_how_a_child_ends(qtbot, code: str, end: str, words: str) -> None:
    job = child(code)
    seen, failures = ends(job), []
    job.failed.connect(failures.append)
    job.start()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [end]
    assert [failure.message for failure in failures] == ([words] if words else [])


def test_a_child_that_cannot_start_fails_once(qtbot) -> None:
    job = ProcessJob([], program=["/nowhere/at/all"])
    seen = ends(job)
    job.start()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == ["failed"]


def test_a_child_that_ignores_the_request_is_killed(qtbot, monkeypatch) -> None:
    monkeypatch.setattr("ascstudio.jobs.process_job.GRACE_MS", 50)
    code = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        'print(\'{"done": 0, "total": 1, "stage": ""}\', flush=True); time.sleep(600)'
    )
    job = child(code)
    seen = ends(job)
    with qtbot.waitSignal(job.progressed):
        job.start()
    job.cancel()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == ["cancelled"]


def test_the_queue_knows_what_runs_and_how_it_ended(qtbot, queue: JobQueue) -> None:
    gate = threading.Event()

    def work(monitor: Monitor) -> None:
        monitor.report(1, 4, stage="reading")
        gate.wait()

    def broken(monitor: Monitor) -> None:
        raise AscError("It broke.", hint="Mend it.")

    first = queue.start("First", "import", work)
    with qtbot.waitSignal(first.progressed):
        pass
    assert queue.fraction() == pytest.approx(0.25)
    ended: list[Activity] = []
    queue.ended.connect(ended.append)
    queue.start("Second", "import", broken)
    qtbot.waitUntil(lambda: bool(ended))
    assert ended[0].state == "failed"
    assert ended[0].sentence == "It broke. Mend it."
    gate.set()
    qtbot.waitUntil(lambda: not queue.running())
    assert queue.fraction() is None
    queue.clear_done()
    assert not queue.activities


def test_closing_the_queue_stops_threads_and_children(qtbot) -> None:
    queue = JobQueue()

    def endless(monitor: Monitor) -> None:
        while True:
            monitor.report(0, None)

    job = queue.start("Endless", "import", endless)
    with qtbot.waitSignal(job.progressed):
        pass
    queue.close()
    assert job.is_done()


def test_time_left_is_not_guessed_too_early(qapp: QCoreApplication) -> None:
    activity = Activity("x", "import", Job(lambda monitor: None), done=1, total=4)
    assert activity.left_s is None
    activity.started_s -= 10
    assert activity.left_s == pytest.approx(30, rel=0.05)


def test_cycles_die_in_the_thread_of_the_window(qtbot, queue: JobQueue) -> None:
    """Without the collector a thread that allocates destroys them, and Qt crashes later."""
    died_in: list[str] = []

    class Cycle:
        def __init__(self) -> None:
            self.itself = self

        def __del__(self) -> None:
            died_in.append(threading.current_thread().name)

    gc.enable()
    collector = GarbageCollector()
    Cycle()

    def allocate(monitor: Monitor) -> int:
        return len([[number] for number in range(100_000)])

    with qtbot.waitSignal(queue.start("Allocating", "import", allocate).succeeded):
        pass
    assert not died_in
    collector._full_s = float("-inf")
    collector.look()
    assert died_in == [threading.main_thread().name]
    collector.deleteLater()


def test_what_was_freed_goes_back_to_the_system_once_a_minute(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[str] = []
    monkeypatch.setattr(
        "ascstudio.jobs.garbage.give_back", lambda: given.append(threading.current_thread().name)
    )
    collector = GarbageCollector()
    collector.look()
    assert given == []
    collector._full_s = float("-inf")
    collector.look()
    qtbot.waitUntil(lambda: given == ["give-back"])  # the window goes on meanwhile
    collector.deleteLater()
