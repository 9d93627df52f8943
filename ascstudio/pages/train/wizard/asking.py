"""Questions to the engine that take a while: what a fusion would be, what all students cost."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ascstudio.jobs import Failure
from ml_core import api

if TYPE_CHECKING:
    from ascstudio.jobs.process_job import ProcessJob
    from ascstudio.pages import Context


class Asked(QObject):
    """One command at a time in a child process; its answer is kept until another one is asked.

    Attributes:
        key: what was asked for; None: nothing.
        answer: the JSON of the command; empty while there is none.
        fraction: how far it is; None while nobody knows.
        failure: why there is none.
    """

    changed = Signal()

    def __init__(self, context: "Context", title: str, icon: str) -> None:
        super().__init__()
        self._context = context
        self._title, self._icon = title, icon
        self._job: ProcessJob | None = None
        self.key: object = None
        self.answer: Mapping[str, Any] = {}
        self.fraction: float | None = None
        self.failure: Failure | None = None

    @property
    def busy(self) -> bool:
        """Whether an answer is on its way."""
        return self._job is not None

    def ask(self, key: object, arguments: Sequence[str]) -> None:
        """Ask, unless that was asked already."""
        if key == self.key and (self.busy or self.answer):
            return
        self.cancel()
        self.key, self.answer, self.failure, self.fraction = key, {}, None, None
        self._job = job = self._context.jobs.run_command(self._title, self._icon, list(arguments))
        job.progressed.connect(self._on_progress)
        job.succeeded.connect(self._on_answer)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        self.changed.emit()

    def cancel(self) -> None:
        """Do not wait for it."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self.changed.emit()

    def forget(self) -> None:
        """The project is another."""
        self.cancel()
        self.key, self.answer, self.failure = None, {}, None

    def _mine(self) -> bool:
        return self.sender() is self._job

    def _on_progress(self, progress: "api.Progress") -> None:
        if self._mine():
            self.fraction = progress.done / progress.total if progress.total else None
            self.changed.emit()

    def _on_answer(self, answer: Mapping[str, Any]) -> None:
        if self._mine():
            self._job, self.answer = None, answer
            self.changed.emit()

    def _on_failed(self, failure: Failure) -> None:
        if self._mine():
            self._job, self.failure = None, failure
            self.changed.emit()

    def _on_cancelled(self) -> None:
        if self._mine():
            self._job = None
            self.changed.emit()
