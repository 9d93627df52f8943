"""A command in a child process that must die with the window."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from ascstudio.jobs.job import Failure

GRACE_MS = 2000
"""How long a child may take to end by itself before it is killed."""

KEPT_WORDS = 20_000
"""Characters of the child's stderr that are kept for *Details*."""

USER_PROBLEM, CANCELLED = 1, 130
"""Exit statuses of the contract."""


class ProcessJob(QObject):
    """The signals of ``Job``, for ``python -m ml_core VERB ... --json`` in a child process.

    A line of JSON with ``done`` and ``total`` is progress, the last other one is the result:
    ``succeeded`` carries it as a dict. Progress is a mapping here as well as in the file of a run.

    Args:
        arguments: verb and arguments, without ``--json``.
        environment: variables that differ from ours.
        program: in place of ``asc``, with its first arguments.
        grace_ms: for the child to end by itself, once it was cancelled.
    """

    progressed = Signal(object)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    def __init__(
        self,
        arguments: Sequence[str],
        environment: Mapping[str, str] | None = None,
        parent: QObject | None = None,
        program: Sequence[str] = (),
        grace_ms: int = GRACE_MS,
    ) -> None:
        super().__init__(parent)
        from ml_core.api import module_command

        program = program or module_command("ml_core")
        self._result: dict[str, Any] = {}
        self._words = ""
        self._grace_ms = grace_ms
        self._asked = False
        self._over = False
        self._process = process = QProcess(self)
        process.setProgram(program[0])
        verb, rest = arguments[:1], arguments[1:]  # what follows may be behind a "--"
        process.setArguments([*program[1:], *verb, "--json", "--progress", *rest])
        if environment:
            ours = QProcessEnvironment.systemEnvironment()
            for name, value in environment.items():
                ours.insert(name, value)
            process.setProcessEnvironment(ours)
        process.readyReadStandardOutput.connect(self._read_lines)
        process.readyReadStandardError.connect(self._read_words)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)

    def start(self) -> None:
        """Start the child; returns at once."""
        self._process.start()

    def cancel(self) -> None:
        """Ask the child to end; kill it only after a grace."""
        self._asked = True
        self._process.terminate()
        QTimer.singleShot(self._grace_ms, self._process, self._process.kill)

    def stop_now(self) -> None:
        """The window closes: the child may not outlive it."""
        self._asked = True
        self._process.kill()
        self._process.waitForFinished(GRACE_MS)

    def _read_lines(self) -> None:
        while self._process.canReadLine():
            self._take(bytes(self._process.readLine().data()))

    def _take(self, line: bytes) -> None:
        try:
            value = json.loads(line)
        except ValueError:
            return  # not ours: a library that printed past the guard
        if not isinstance(value, dict):
            return
        if {"done", "total", "stage"} <= value.keys():
            self._report(value)
        else:
            self._result = value

    def _report(self, value: dict[str, Any]) -> None:
        from ml_core.api import Progress

        total = value["total"]
        self.progressed.emit(
            Progress(
                int(value["done"]),
                None if total is None else int(total),
                str(value["stage"]),
                dict(value.get("metrics", {})),
            )
        )

    def _read_words(self) -> None:
        words = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
        self._words = (self._words + words)[-KEPT_WORDS:]

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and not self._over:
            self._over = True  # this error is never followed by "finished"
            message = self.tr("The worker could not be started.")
            self.failed.emit(Failure(message, "", self._process.errorString()))

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        if self._over:
            return
        self._over = True
        self._read_lines()
        self._take(bytes(self._process.readAllStandardOutput().data()))
        self._read_words()
        if status == QProcess.ExitStatus.NormalExit and code == 0:
            self.succeeded.emit(self._result)
        elif self._asked or code == CANCELLED:
            self.cancelled.emit()
        elif status == QProcess.ExitStatus.NormalExit and code == USER_PROBLEM:
            self.failed.emit(Failure(_last_line(self._words), "", self._words))
        else:
            message = self.tr("The worker ended without a word.")
            hint = self.tr("It was probably stopped by the system for memory.")
            self.failed.emit(Failure(message, hint, self._words))


def _last_line(words: str) -> str:
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    return lines[-1] if lines else ""
