"""Long work of the page in a child process, one piece at a time."""

from collections.abc import Sequence
from functools import partial
from typing import Literal

from PySide6.QtCore import QObject, Signal

from ascstudio.jobs import Failure, JobQueue, ProcessJob
from ml_core import api

Kind = Literal["", "embed", "map", "judge"]


class Work(QObject):
    """Runs ``asc`` for the page; Activity shows it as well.

    Args:
        jobs: where it runs.

    Attributes:
        kind: what is going on; empty for nothing.
    """

    progressed = Signal(object)
    """(Share that is done, seconds left); each None while unknown."""
    done = Signal(str, object)
    """(kind, report)."""
    failed = Signal(str, object)
    """(kind, Failure)."""
    cancelled = Signal(str)

    def __init__(self, jobs: JobQueue) -> None:
        super().__init__()
        self._jobs = jobs
        self._job: ProcessJob | None = None
        self._left: api.TimeLeft | None = None
        self._share = 0.0
        self.kind: Kind = ""

    def start(self, kind: Kind, title: str, icon: str, arguments: Sequence[str]) -> bool:
        """Start a piece of work; False while another one goes on."""
        if self.kind:
            return False
        self._job = job = self._jobs.run_command(title, icon, arguments)
        self.kind, self._left = kind, None
        job.progressed.connect(self._on_progress)
        job.succeeded.connect(partial(self._on_done, kind))
        job.failed.connect(partial(self._on_failed, kind))
        job.cancelled.connect(partial(self._on_cancelled, kind))
        return True

    def cancel(self) -> None:
        """Stop what is going on."""
        if self._job is not None:
            self._job.cancel()

    def _on_progress(self, progress: object) -> None:
        done, total = getattr(progress, "done", 0), getattr(progress, "total", None)
        if not total:
            self.progressed.emit((None, None))
            return
        share = done / total
        if self._left is None or share < self._share:  # of the next part
            self._left = api.TimeLeft()
        self._share = share
        self.progressed.emit((share, self._left(share)))

    def _on_done(self, kind: Kind, report: object) -> None:
        self._end()
        self.done.emit(kind, report)

    def _on_failed(self, kind: Kind, failure: Failure) -> None:
        self._end()
        self.failed.emit(kind, failure)

    def _on_cancelled(self, kind: Kind) -> None:
        self._end()
        self.cancelled.emit(kind)

    def _end(self) -> None:
        self.kind, self._job = "", None
