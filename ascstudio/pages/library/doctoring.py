"""The data doctor of the open project: examined in a thread, mended with one key."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ascstudio.jobs import Failure, Job
from ascstudio.pages import Context
from ascstudio.project.clip_table import ClipTable
from ml_core import api

STATES = {"exclude": "excluded", "review": "needs_review"}


@dataclass(frozen=True, slots=True)
class DoctorState:
    """Everything the panel shows.

    Attributes:
        examining: whether it looks now.
        fraction: how far it is, None while unknown.
        report: what it found last; None before the first look.
        left: problems that are not mended yet, by kind.
        kind: which kind is open; empty for the list of kinds.
        checked_s: seconds since the epoch of the report.
        problem: why it could not look.
    """

    examining: bool = False
    fraction: float | None = None
    report: api.DoctorReport | None = None
    left: Mapping[str, tuple[api.DoctorProblem, ...]] = field(default_factory=dict)
    kind: str = ""
    checked_s: float = 0.0
    problem: str = ""

    @property
    def open(self) -> tuple[api.DoctorProblem, ...]:
        """Problems of the kind that is open."""
        return self.left.get(self.kind, ())


class DoctorPresenter(QObject):
    """Examines, remembers what it found, and mends.

    Whether a problem is mended is read from the clips, so that undo brings it back.
    """

    changed = Signal(object)
    """DoctorState."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._session = context.session
        self._job: Job | None = None
        self.state = DoctorState()
        self._session.opened.connect(self._forget)
        self._session.closed.connect(self._forget)
        self._session.changed.connect(self._on_changed)

    def examine(self) -> None:
        """Look at all clips; what was heard before is not heard again."""
        folder = self._session.folder
        if folder is None or self._job is not None:
            return
        title = self.tr("Data doctor")
        job = self._context.jobs.start(title, "doctor", lambda monitor: _examine(folder, monitor))
        job.progressed.connect(self._on_progress)
        job.succeeded.connect(self._on_report)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._end)
        self._job = job
        self._set(examining=True, fraction=None, problem="")

    def cancel(self) -> None:
        """Stop looking; what was heard is kept."""
        if self._job is not None:
            self._job.cancel()

    def open_kind(self, kind: str) -> None:
        """Show the problems of a kind; empty goes back to the kinds."""
        self._set(kind=kind)

    def mend(self, problems: Sequence[api.DoctorProblem], how: str | None = None) -> bool:
        """Mend problems as one operation; False where the project refused."""
        ids = sorted({number for problem in problems for number in problem.segment_ids})
        said: list[str | None] = []

        def work(project: api.Project) -> None:
            said.append(api.apply_fixes(project, problems, how))  # type: ignore[arg-type]

        if not problems or not self._session.edit(ids, work):
            return False
        if said[0]:
            self._context.say(said[0], undoable=True)
        return True

    def _on_changed(self) -> None:
        if self.state.report is not None:
            self._set(left=left_of(self.state.report, self._session.table))

    def _on_progress(self, progress: api.Progress) -> None:
        self._set(fraction=progress.done / progress.total if progress.total else None)

    def _on_report(self, report: api.DoctorReport) -> None:
        left = left_of(report, self._session.table)
        kind = self.state.kind if left.get(self.state.kind) else ""
        self._end()
        self._set(report=report, left=left, kind=kind, checked_s=time.time())

    def _on_failed(self, failure: Failure) -> None:
        self._end()
        self._set(problem=f"{failure.message} {failure.hint}".strip())

    def _end(self) -> None:
        self._job = None
        self._set(examining=False, fraction=None)

    def _forget(self) -> None:
        if self._job is not None:  # it belongs to the project that was open
            self._job.cancel()
            self._job.disconnect(self)
            self._job = None
        self.state = DoctorState()
        self.changed.emit(self.state)

    def _set(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]
        self.changed.emit(self.state)


def left_of(report: api.DoctorReport, table: ClipTable) -> dict[str, tuple[api.DoctorProblem, ...]]:
    """Problems that are still there, by kind."""
    left: dict[str, list[api.DoctorProblem]] = {kind: [] for kind in report.counts}
    for problem in report.problems:
        if not is_mended(problem, table):
            left[problem.kind].append(problem)
    return {kind: tuple(found) for kind, found in left.items()}


def is_mended(problem: api.DoctorProblem, table: ClipTable) -> bool:
    """Whether the clips are as the fix, or an exclusion, would leave them."""
    clips = [clip for one in problem.segment_ids if (clip := table.clip(one)) is not None]
    if all(clip.state == "excluded" for clip in clips):
        return True
    if problem.fix == "review":
        return all(clip.state in ("needs_review", "excluded", "verified") for clip in clips)
    if problem.fix == "one_side":
        return all(clip.split == problem.side or clip.state == "excluded" for clip in clips)
    if problem.stretch is not None:
        return all((clip.start_s, clip.duration_s) == problem.stretch for clip in clips)
    return False


def usual_fix(problems: Sequence[api.DoctorProblem]) -> str:
    """The fix most of them have; empty for none."""
    found = Counter(problem.fix for problem in problems).most_common(1)
    return found[0][0] if found else ""


def _examine(folder: Path, monitor: api.Monitor) -> api.DoctorReport:
    with api.Project.open(folder) as project:
        return api.run_doctor(project, monitor)
