"""The training pack: whether it is there, and the one button that installs it."""

import importlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ascstudio.jobs import Failure
from ascstudio.translation import told
from ml_core import api

if TYPE_CHECKING:
    from ascstudio.jobs.process_job import ProcessJob
    from ascstudio.pages import Context

GRACE_MS = 60_000  # for what was installed to be taken out again


@dataclass(frozen=True, slots=True)
class PackState:
    """What to show of the pack."""

    info: "api.PackInfo | None" = None  # None: not looked yet
    installing: bool = False
    fraction: float | None = None
    step: str = ""
    cancelling: bool = False
    failure: Failure | None = None

    @property
    def missing(self) -> bool:
        """Whether training is impossible."""
        return self.info is not None and not self.info.installed


class TrainingPack(QObject):
    """Looks for the training pack, and installs it in a child process that can be cancelled."""

    changed = Signal()

    def __init__(self, context: "Context") -> None:
        super().__init__()
        self._context = context
        self._job: ProcessJob | None = None
        self.state = PackState()

    def look(self) -> None:
        """See what is there; a few milliseconds."""
        if not self.state.installing:
            self._set(replace(self.state, info=api.pack_info()))

    def install(self) -> None:
        """Install it."""
        if self._job is not None:
            return
        title = self.tr("Training pack")
        self._job = job = self._context.jobs.run_command(
            title, "import", ["install", "train"], grace_ms=GRACE_MS
        )
        job.progressed.connect(self._on_progress)
        job.succeeded.connect(self._on_installed)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        self._set(replace(self.state, installing=True, fraction=None, step="", failure=None))

    def cancel(self) -> None:
        """Stop installing; nothing of it stays behind."""
        if self._job is not None and not self.state.cancelling:
            self._set(replace(self.state, step=self.tr("Taking it out again…"), cancelling=True))
            self._job.cancel()

    def _on_progress(self, progress: "api.Progress") -> None:
        if self.state.cancelling:
            return
        share = progress.done / progress.total if progress.total else None
        self._set(replace(self.state, fraction=share, step=told(progress.stage)))

    def _on_installed(self, _report: object) -> None:
        importlib.invalidate_caches()
        self._end(None)
        self._context.say(self.tr("The training pack is installed"))

    def _on_failed(self, failure: Failure) -> None:
        self._end(failure)

    def _on_cancelled(self) -> None:
        self._end(None)

    def _end(self, failure: Failure | None) -> None:
        self._job = None
        self._set(PackState(api.pack_info(), failure=failure))

    def _set(self, state: PackState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()
