"""Progress and cancelling in one call: what cannot report cannot run long."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of a long job. ``total`` is None while the length is unknown."""

    done: int
    total: int | None
    stage: str = ""
    metrics: Mapping[str, float] = field(default_factory=dict)


class Cancelled(Exception):
    """Not an error: the user asked the job to stop."""


class Monitor:
    """Given to every long function: a listener, and a way to stop it.

    Args:
        on_progress: called in the working thread with every report.
    """

    def __init__(self, on_progress: Callable[[Progress], None] | None = None) -> None:
        self._on_progress = on_progress
        self._cancel = threading.Event()

    def cancel(self) -> None:
        """Ask the job to stop at its next report. Safe from any thread."""
        self._cancel.set()

    @property
    def cancelled(self) -> bool:
        """Whether the job was asked to stop."""
        return self._cancel.is_set()

    def check(self) -> None:
        """Raise Cancelled if the job was asked to stop; publish nothing."""
        if self._cancel.is_set():
            raise Cancelled

    def report(self, done: int, total: int | None, *, stage: str = "", **metrics: float) -> None:
        """Publish progress.

        Raises:
            Cancelled: the job was asked to stop.
        """
        self.check()
        self.tell(done, total, stage=stage, **metrics)

    def tell(self, done: int, total: int | None, *, stage: str = "", **metrics: float) -> None:
        """Publish what is done, also of a job that was asked to stop."""
        if self._on_progress is not None:
            self._on_progress(Progress(done, total, stage, metrics))


class PartMonitor(Monitor):
    """Tells of a part as of the whole, and stops when the whole is asked to.

    Args:
        whole: the monitor of all parts.
        done: before this part.
        total: of all parts.
        stage: the word whose reports count; while others are told, the whole stands still.
    """

    def __init__(self, whole: Monitor, done: int, total: int, stage: str) -> None:
        super().__init__(self._tell)
        self._whole, self._done, self._total, self._stage = whole, done, total, stage

    def check(self) -> None:
        """Raise Cancelled if the whole was asked to stop."""
        self._whole.check()

    def _tell(self, progress: Progress) -> None:
        done = self._done + (progress.done if progress.stage == self._stage else 0)
        self._whole.report(done, self._total, stage=self._stage)
