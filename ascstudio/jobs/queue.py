"""What runs, what needs the user, what is done: the model behind the Activity panel."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ascstudio.jobs.job import Failure, Job
from ascstudio.jobs.process_job import GRACE_MS, ProcessJob
from ascstudio.translation import told

if TYPE_CHECKING:
    from ml_core.api import Monitor, Progress

THREADS = 2
"""Jobs in threads at the same time; more only make each other wait."""

KEPT_DONE = 50
"""Ended rows that are remembered until the window closes."""


@dataclass(slots=True, eq=False)
class Activity:
    """One row of the Activity panel.

    Attributes:
        title: what it is, e.g. ``Import of field disk``.
        icon: name of an icon.
        state: running, done, failed or cancelled.
        done: steps done, of ``total`` (None while unknown).
        sentence: one line about where it is or how it ended.
        failure: why it failed.
        started_s: ``time.monotonic`` at its start.
        ended_s: likewise at its end, 0 while running.
    """

    title: str
    icon: str
    job: Job | ProcessJob
    state: str = "running"
    done: int = 0
    total: int | None = None
    sentence: str = ""
    failure: Failure | None = None
    started_s: float = field(default_factory=time.monotonic)
    ended_s: float = 0.0

    @property
    def fraction(self) -> float | None:
        """Share that is done; None while the length is unknown."""
        if not self.total:
            return None
        return min(1.0, self.done / self.total)

    @property
    def left_s(self) -> float | None:
        """Seconds left, guessed from the pace; None in the first 5 s and without a length."""
        passed = time.monotonic() - self.started_s
        if not self.fraction or passed < 5.0:
            return None
        return passed * (1.0 - self.fraction) / self.fraction


class JobQueue(QObject):
    """Starts work and remembers it. ``changed`` follows every report and every end."""

    changed = Signal()
    ended = Signal(object)
    """An Activity that is over."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.activities: list[Activity] = []
        self._executor = ThreadPoolExecutor(THREADS, thread_name_prefix="job")

    def start(self, title: str, icon: str, work: Callable[[Monitor], object]) -> Job:
        """Run a function in a thread."""
        job = Job(work, self)
        self._follow(Activity(title, icon, job))
        job.start(self._executor)
        return job

    def run_command(
        self,
        title: str,
        icon: str,
        arguments: Sequence[str],
        environment: Mapping[str, str] | None = None,
        grace_ms: int = GRACE_MS,
    ) -> ProcessJob:
        """Run ``asc`` with ``arguments`` in a child process."""
        job = ProcessJob(arguments, environment, self, grace_ms=grace_ms)
        self._follow(Activity(title, icon, job))
        job.start()
        return job

    def running(self) -> list[Activity]:
        """Rows that are not over."""
        return [activity for activity in self.activities if activity.state == "running"]

    def fraction(self) -> float | None:
        """Share of all running work that is done; None when nothing runs."""
        known = [activity.fraction or 0.0 for activity in self.running()]
        return sum(known) / len(known) if known else None

    def clear_done(self) -> None:
        """Forget the rows that are over."""
        self.activities = self.running()
        self.changed.emit()

    def close(self) -> None:
        """Stop everything: threads at their next report, children at once."""
        for activity in self.running():
            if isinstance(activity.job, ProcessJob):
                activity.job.stop_now()
            else:
                activity.job.cancel()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _follow(self, activity: Activity) -> None:
        self.activities.insert(0, activity)
        over = [row for row in self.activities if row.state != "running"]
        for forgotten in over[KEPT_DONE:]:
            self.activities.remove(forgotten)
        job = activity.job
        # Methods, not lambdas: Qt would own a lambda and it this queue, which owns the job, so
        # that destroying the job could destroy the queue and with it the job once more.
        job.progressed.connect(self._on_progress)
        job.succeeded.connect(self._on_succeeded)
        job.cancelled.connect(self._on_cancelled)
        job.failed.connect(self._on_failed)
        self.changed.emit()

    def _sender(self) -> Activity | None:
        job = self.sender()
        return next((row for row in self.activities if row.job is job), None)

    def _on_progress(self, progress: Progress) -> None:
        if (activity := self._sender()) is not None:
            activity.done, activity.total = progress.done, progress.total
            activity.sentence = told(progress.stage)
            self.changed.emit()

    def _on_succeeded(self, _result: object) -> None:
        self._end(self._sender(), "done")

    def _on_cancelled(self) -> None:
        self._end(self._sender(), "cancelled")

    def _on_failed(self, failure: Failure) -> None:
        self._end(self._sender(), "failed", failure)

    def _end(self, activity: Activity | None, state: str, failure: Failure | None = None) -> None:
        if activity is None:
            return
        activity.state, activity.failure = state, failure
        activity.ended_s = time.monotonic()
        if failure is not None:
            activity.sentence = told(f"{failure.message} {failure.hint}".strip())
        self.changed.emit()
        self.ended.emit(activity)
        activity.job.deleteLater()
