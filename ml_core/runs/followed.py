"""A run as those see it who train with the process that keeps it: they read, and write nothing."""

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ml_core.progress import Cancelled, Monitor
from ml_core.runs.folder import RunFolder, RunMonitor


class Followed(Cancelled):
    """Training is over: what is left belongs to the process that keeps the run."""


class FollowedRun(RunFolder):
    """The folder of a run that another process keeps; what is recorded stays in memory."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._recorded: dict[str, Any] = {}

    @property
    def provenance(self) -> dict[str, Any]:
        """As the keeper wrote it, and what was recorded here."""
        return {**super().provenance, **self._recorded}

    def record(self, **facts: Any) -> None:
        """Remember facts; the keeper writes the same."""
        self._recorded |= facts

    def write_result(self, result: Mapping[str, Any]) -> None:
        """Left to the keeper."""

    def _append(self, event: Mapping[str, Any]) -> None:
        """Left to the keeper."""

    def stop_requested(self) -> None:
        """Who follows stops when the keeper does."""
        return

    def monitor(self, also: Monitor | None = None) -> RunMonitor:
        """One that nobody hears."""
        return RunMonitor(self, also)

    @contextlib.contextmanager
    def heartbeat(self) -> Iterator[None]:
        """Left to the keeper."""
        yield
