"""Something short in a thread, its result in this one: for looks too small for a job."""

import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any, TypeVar

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal

from ascstudio.jobs.memory import give_back
from ml_core import api

T = TypeVar("T")
INBOX_MS = 30
WAIT_MS = 5
AT_ONCE_S = 0.02
HEAVY_S = 0.25
"""What takes longer leaves much free memory behind."""


class Background(QObject):
    """One thread; results arrive in the order of the calls.

    The thread never touches Qt: a timer collects what is done.
    """

    waiting = Signal(bool)
    """``wait_for`` waits longer than a moment, and no longer."""
    failed = Signal(object)
    """AscError of a call that gave no ``failed`` of its own."""

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(1, thread_name_prefix=name)
        self._inbox: deque[
            tuple[Future[Any], Callable[[Any], None], Callable[[api.AscError], None]]
        ] = deque()
        self._waiting = 0
        self._timer = QTimer(self, interval=INBOX_MS)
        self._timer.timeout.connect(self._collect)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[["api.AscError"], None] | None = None,
    ) -> None:
        """Call ``work`` in the thread, then ``done`` with its result, or ``failed``, here."""
        self._inbox.append((self._executor.submit(_tidily, work), done, failed or self.failed.emit))
        self._timer.start()

    @property
    def busy(self) -> bool:
        """Whether ``wait_for`` is waiting."""
        return self._waiting > 0

    def wait_for(self, work: Callable[[], T]) -> T:
        """Call ``work`` in the thread and return its result, or raise what it raised.

        Meanwhile the window paints and its timers run, but what the user does waits: it is
        answered in order when this is over.
        """
        future = self._executor.submit(_tidily, work)
        loop = QEventLoop()
        timer = QTimer(interval=WAIT_MS)
        timer.timeout.connect(lambda: loop.quit() if future.done() else None)
        self._waiting += 1
        try:
            if future in wait([future], AT_ONCE_S).done:
                return future.result()
            timer.start()
            self.waiting.emit(True)
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
            self.waiting.emit(False)
            return future.result()
        finally:
            self._waiting -= 1
            timer.stop()
            timer.timeout.disconnect()  # or timer, loop and what was raised hold each other

    def tidy(self) -> None:
        """Give the system back what was freed meanwhile, in the thread."""
        self._executor.submit(give_back)

    def forget(self) -> None:
        """Drop what has not been delivered: nobody waits for it any more."""
        for future, _, _ in self._inbox:
            future.cancel()
        self._inbox.clear()
        self._timer.stop()

    def let_go(self) -> None:
        """End the thread when it is through with what it does; nobody waits for that."""
        self.forget()
        self._executor.shutdown(wait=False, cancel_futures=True)

    def settle(self) -> None:
        """Do all that was asked for, nobody waits for results, and end the thread."""
        self._inbox.clear()
        self._timer.stop()
        self._executor.shutdown(wait=True)

    def shut_down(self) -> None:
        """End the thread."""
        self.forget()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _collect(self) -> None:
        while self._inbox and self._inbox[0][0].done():
            future, done, failed = self._inbox.popleft()
            if not self._inbox:
                self._timer.stop()
            try:
                result = future.result()
            except api.AscError as error:
                failed(error)
            except Exception as error:  # a mistake of ours: who waits must not wait for ever
                failed(api.AscError(f"{type(error).__name__}: {error}"))
                raise
            else:
                done(result)


def _tidily(work: Callable[[], T]) -> T:
    """Do something; where it was much, give the system back the memory that it freed."""
    begun = time.monotonic()
    try:
        return work()
    finally:
        if time.monotonic() - begun > HEAVY_S:
            give_back()
