"""What a pace leads to, measured on the project's own recordings. No widgets here."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Signal

from ascstudio.jobs import Failure
from ascstudio.jobs.process_job import ProcessJob
from ascstudio.words import numeral
from ml_core import api

if TYPE_CHECKING:
    from ascstudio.pages import Context


def measured_words(
    context: "Context", bundle: "api.Bundle | None", pace: "api.Pace", hop_s: float
) -> str:
    """``Right scene after 3.1 s, 0.7 false changes per minute``; empty where nobody measured.

    Args:
        context: of the page.
        bundle: that listens.
        pace: that is chosen.
        hop_s: between two decisions; a score of another distance says nothing.
    """
    project = context.session.project
    if bundle is None or project is None:
        return ""
    found = api.kept_score(bundle.fingerprint, project)
    if found is None or found.hop_s != hop_s:
        return ""
    return score_words(api.score_at(found, pace))


def score_words(score: "api.Score") -> str:
    """One setting in a sentence."""
    return _tr("Right scene after {s} s, {n} false changes per minute").format(
        s=numeral(score.delay_s.value, ".1f"), n=numeral(score.flips_per_minute.value, ".1f")
    )


@dataclass(frozen=True, slots=True)
class PaceState:
    """Everything the dialog shows.

    Attributes:
        score: what was measured, None so far.
        reading: what was kept of an earlier measurement is being read.
        running: it is being measured; ``share`` of it is done.
        failure: why it could not be.
        reason: why it cannot be measured at all; empty where it can.
    """

    score: "api.StreamScore | None" = None
    reading: bool = False
    running: bool = False
    share: float | None = None
    failure: Failure | None = None
    reason: str = ""


class PaceScore(QObject):
    """Reads the score that was kept, or has it measured in a process of its own.

    Args:
        context: of the page.
        path: of the bundle.
        hop_s: between two decisions.
    """

    changed = Signal(object)
    """PaceState."""
    measured = Signal()
    """There is a new score: sentences about paces may say other things."""

    def __init__(self, context: "Context", path: Path, hop_s: float = 1.0) -> None:
        super().__init__()
        self._context, self._path, self._hop_s = context, path, hop_s
        self._job: ProcessJob | None = None
        project = context.session.project
        reason = "" if project is not None else self.tr("Open a project: its clips are needed.")
        self.state = PaceState(reason=reason)
        self._read()

    def measure(self) -> None:
        """Join the test clips into a stream and score it."""
        project = self._context.session.project
        if project is None or self.state.running:
            return
        title = self.tr("Stream score of {name}").format(name=self._path.stem)
        arguments = ["score-stream", str(self._path), str(project.folder), "--hop"]
        job = self._context.jobs.run_command(title, "speed", [*arguments, f"{self._hop_s:g}"])
        job.progressed.connect(self._on_progress)
        job.succeeded.connect(self._on_done)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        self._job = job
        self._set(running=True, share=None, failure=None)

    def cancel(self) -> None:
        """Stop measuring."""
        if self._job is not None:
            self._job.cancel()

    def _read(self) -> None:
        project, path = self._context.session.project, self._path
        if project is None:
            return

        def read() -> "api.StreamScore | None":
            return api.kept_score(api.read_bundle(path).fingerprint, project)

        self._set(reading=True)
        self._context.session.background(
            read, self._on_read, lambda error: self._on_failed(Failure(error.message, error.hint))
        )

    def _on_read(self, found: "api.StreamScore | None") -> None:
        was_measuring = self._job is not None
        self._job = None
        self._set(score=found or self.state.score, reading=False, running=False, share=None)
        if was_measuring:
            self.measured.emit()

    def _on_progress(self, progress: "api.Progress") -> None:
        self._set(share=progress.done / progress.total if progress.total else None)

    def _on_done(self, _answer: dict[str, Any]) -> None:
        self._read()

    def _on_failed(self, failure: Failure) -> None:
        self._job = None
        self._set(reading=False, running=False, share=None, failure=failure)

    def _on_cancelled(self) -> None:
        self._job = None
        self._set(running=False, share=None)

    def _set(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        self.changed.emit(self.state)


def _tr(text: str) -> str:
    return QCoreApplication.translate("PaceWords", text)
