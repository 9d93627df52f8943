"""A presenter that does one long thing at a time for the open project."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from ascstudio.jobs import Failure, Job
from ascstudio.pages import Context
from ascstudio.translation import told
from ml_core import api


class JobPresenter(QObject):
    """Starts a job, follows it, and forgets it with its project.

    Args:
        context: what pages share.
        fresh: the state to begin with; its fields ``fraction`` (how far the job is, None while
            unknown) and ``problem`` (why it could not be done) are kept here.
    """

    changed = Signal(object)
    """The state."""

    def __init__(self, context: Context, fresh: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._session = context.session
        self._job: Job | None = None
        self._fresh = fresh
        self.state = fresh
        self._session.opened.connect(self._on_opened)
        self._session.closed.connect(self._forget)

    @property
    def busy(self) -> bool:
        """Whether it is at work."""
        return self._job is not None

    def cancel(self) -> None:
        """Stop what is being done."""
        if self._job is not None:
            self._job.cancel()

    def _start(
        self,
        title: str,
        icon: str,
        work: Callable[[api.Monitor], Any],
        done: Callable[[Any], None],
        **changes: object,
    ) -> None:
        self._job = job = self._context.jobs.start(title, icon, work)
        job.progressed.connect(self._on_progress)
        job.succeeded.connect(done)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._end)
        self._set(fraction=None, problem="", **changes)

    def _on_progress(self, progress: api.Progress) -> None:
        self._set(fraction=progress.done / progress.total if progress.total else None)

    def _on_failed(self, failure: Failure) -> None:
        self._end()
        self._set(problem=told(f"{failure.message} {failure.hint}".strip()))

    def _end(self) -> None:
        self._job = None
        self._set(fraction=None)

    def _on_opened(self) -> None:
        self._forget()

    def _forget(self) -> None:
        if self._job is not None:  # it belongs to the project that was open
            self._job.cancel()
            self._job.disconnect(self)
            self._job = None
        self.state = self._fresh
        self.changed.emit(self.state)

    def _set(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)
        self.changed.emit(self.state)
