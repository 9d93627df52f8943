"""Questions to the engine that take longer than a window may stand still."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ascstudio.jobs import Failure, ProcessJob
from ml_core import api

if TYPE_CHECKING:
    from ascstudio.pages import Context


@dataclass(frozen=True, slots=True)
class Question:
    """A command of ``asc`` whose answer is wanted.

    Attributes:
        key: what is asked; the same key is the same question.
        arguments: verb and arguments, without ``--json``.
        title: what Activity calls it.
        icon: name of an icon.
        read: makes of the JSON what is shown, in a thread: files it names are read there.
    """

    key: tuple[str, ...]
    arguments: tuple[str, ...] = field(compare=False)
    title: str = field(compare=False)
    icon: str = field(default="evaluate", compare=False)
    read: Callable[[dict[str, Any]], object] = field(default=dict, compare=False)


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """How far an answer is.

    Attributes:
        running: it is being worked out.
        fraction: share that is done; None while the length is unknown.
        done, total: steps; ``total`` is None while it is unknown.
        stage: the engine's word for what it is doing.
        metrics: what it knows so far.
        answer: what ``read`` made of the JSON; stays while the same is asked again.
        failure: why there is none, or no new one.
    """

    running: bool = False
    fraction: float | None = None
    done: int = 0
    total: int | None = None
    stage: str = ""
    metrics: Mapping[str, float] = field(default_factory=dict)
    answer: Any = None
    failure: Failure | None = None


NOTHING = Asked()


class Asking(QObject):
    """Asks in child processes, remembers the answers until the project is another one."""

    changed = Signal()
    answered = Signal(object)
    """A Question that has an answer now."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._asked: dict[tuple[str, ...], Asked] = {}
        self._jobs: dict[tuple[str, ...], ProcessJob] = {}
        self._project = 0  # counts projects: what belongs to an earlier one is dropped

    def get(self, key: tuple[str, ...]) -> Asked:
        """How far the answer to a question is."""
        return self._asked.get(key, NOTHING)

    def ask(self, question: Question) -> None:
        """Work an answer out, unless that is being done."""
        before = self.get(question.key)
        if before.running:
            return
        job = self._context.jobs.run_command(
            question.title, question.icon, list(question.arguments)
        )
        asked_in = self._project
        job.progressed.connect(partial(self._on_progress, question, asked_in))
        job.succeeded.connect(partial(self._on_done, question, asked_in))
        job.failed.connect(partial(self._on_failed, question, asked_in))
        job.cancelled.connect(partial(self._on_cancelled, question, asked_in))
        self._jobs[question.key] = job
        self._set(question.key, Asked(running=True, answer=before.answer))

    def cancel(self, key: tuple[str, ...]) -> None:
        """Stop working an answer out."""
        if (job := self._jobs.get(key)) is not None:
            job.cancel()

    def forget_failure(self, key: tuple[str, ...]) -> None:
        """It was seen."""
        asked = self.get(key)
        if asked.failure is not None:
            self._set(key, replace(asked, failure=None))

    def forget(self) -> None:
        """Another project: nothing of what is known holds."""
        self._project += 1
        jobs, self._asked, self._jobs = self._jobs, {}, {}
        for job in jobs.values():
            job.cancel()

    def _set(self, key: tuple[str, ...], asked: Asked) -> None:
        self._asked[key] = asked
        self.changed.emit()

    def _on_progress(self, question: Question, asked_in: int, progress: api.Progress) -> None:
        if asked_in == self._project:
            fraction = progress.done / progress.total if progress.total else None
            now = replace(
                self.get(question.key), fraction=fraction, done=progress.done,
                total=progress.total, stage=progress.stage, metrics=progress.metrics,
            )  # fmt: skip
            self._set(question.key, now)

    def _on_done(self, question: Question, asked_in: int, answer: dict[str, Any]) -> None:
        if not self._ended(question, asked_in):
            return

        def read() -> object:
            try:
                return question.read(answer)
            except api.AscError as error:
                return Failure(error.message, error.hint)
            except (KeyError, TypeError, ValueError, AttributeError, IndexError):
                message = self.tr("What was kept of an earlier answer cannot be read.")
                return Failure(message, self.tr("Measure again."))

        self._context.session.background(
            read,
            partial(self._on_read, question, asked_in),
            lambda error: self._on_failed(question, asked_in, Failure(error.message, error.hint)),
        )

    def _on_read(self, question: Question, asked_in: int, found: object) -> None:
        if isinstance(found, Failure):
            self._on_failed(question, asked_in, found)
        elif self._ended(question, asked_in):
            self._set(question.key, Asked(answer=found))
            self.answered.emit(question)

    def _on_failed(self, question: Question, asked_in: int, failure: Failure) -> None:
        if self._ended(question, asked_in):
            self._set(question.key, Asked(answer=self.get(question.key).answer, failure=failure))

    def _on_cancelled(self, question: Question, asked_in: int) -> None:
        if self._ended(question, asked_in):
            self._set(question.key, Asked(answer=self.get(question.key).answer))

    def _ended(self, question: Question, asked_in: int) -> bool:
        """Whether this is of the present project; its job is over."""
        if asked_in != self._project:
            return False
        self._jobs.pop(question.key, None)
        return True
