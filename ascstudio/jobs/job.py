"""Work in a thread, watched from the window."""

from __future__ import annotations

import traceback
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

if TYPE_CHECKING:
    from ml_core.api import Monitor, Progress

POLL_MS = 100
"""How often the window looks at a job: bursts of reports coalesce."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a job ended badly, in words for people.

    Attributes:
        message: what happened.
        hint: what to do.
        details: traceback or the child's last words, for *Copy details*.
    """

    message: str
    hint: str = ""
    details: str = ""


class _Work:
    """What the thread holds.

    It never refers to the Job: the last reference to a QObject may not be dropped outside the
    window's thread.
    """

    def __init__(self, function: Callable[[Monitor], object]) -> None:
        self._function = function
        self._monitor: Monitor | None = None
        self._cancel_wanted = False
        self.inbox: deque[Progress] = deque(maxlen=256)

    def cancel(self) -> None:
        self._cancel_wanted = True
        if self._monitor is not None:
            self._monitor.cancel()

    def run(self) -> object:
        from ml_core.api import Monitor  # here, so that the first window does not wait for it

        monitor = Monitor(self.inbox.append)
        self._monitor = monitor
        if self._cancel_wanted:  # asked before the thread got its turn
            monitor.cancel()
        monitor.check()
        return self._function(monitor)


class Job(QObject):
    """A function in a thread. The thread never touches Qt, not even to emit a signal.

    It leaves its reports in a short queue; a timer in the window's thread collects them.
    Exactly one of ``succeeded``, ``failed`` and ``cancelled`` is emitted, once.

    Args:
        work: gets a Monitor, whose ``report`` raises Cancelled once ``cancel`` was called.
    """

    progressed = Signal(object)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    def __init__(self, work: Callable[[Monitor], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = _Work(work)
        self._future: Future[object] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._poll)

    def start(self, executor: Executor) -> None:
        """Queue the work; returns at once."""
        self._future = executor.submit(self._work.run)
        self._timer.start()

    def cancel(self) -> None:
        """Ask the work to stop at its next report."""
        self._work.cancel()

    def is_done(self) -> bool:
        """Whether the thread is through with it; the signals follow within 100 ms."""
        return self._future is not None and self._future.done()

    def _poll(self) -> None:
        done = self.is_done()  # before draining: nothing is left behind
        for _ in range(len(self._work.inbox)):
            self.progressed.emit(self._work.inbox.popleft())
        if done and self._future is not None:
            self._timer.stop()
            self._conclude(self._future)

    def _conclude(self, future: Future[object]) -> None:
        from ml_core.api import AscError, Cancelled

        if future.cancelled():
            self.cancelled.emit()
            return
        error = future.exception()
        if error is None:
            self.succeeded.emit(future.result())
        elif isinstance(error, Cancelled):
            self.cancelled.emit()
        elif isinstance(error, AscError):
            self.failed.emit(Failure(error.message, error.hint, _trace(error)))
        else:
            message = QCoreApplication.translate("Job", "Something went wrong that should not.")
            kept = QCoreApplication.translate("Job", "Your data is saved.")
            self.failed.emit(Failure(message, kept, _trace(error)))


def _trace(error: BaseException) -> str:
    return "".join(traceback.format_exception(error))
