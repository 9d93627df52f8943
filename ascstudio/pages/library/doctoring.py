"""The data doctor of the open project: examined in a thread, mended with one key."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject

from ascstudio.pages import Context
from ascstudio.pages.library.jobs import JobPresenter
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


class DoctorPresenter(JobPresenter):
    """Examines, remembers what it found, and mends.

    Whether a problem is mended is read from the clips, so that undo brings it back.
    """

    state: DoctorState

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(context, DoctorState(), parent)
        self._session.changed.connect(self._on_changed)

    def examine(self) -> None:
        """Look at all clips; what was heard before is not heard again."""
        folder = self._session.folder
        if folder is not None and not self.busy:
            self._start(
                self.tr("Data doctor"),
                "doctor",
                lambda monitor: _examine(folder, monitor),
                self._on_report,
                examining=True,
            )

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

    def _on_report(self, report: api.DoctorReport) -> None:
        left = left_of(report, self._session.table)
        kind = self.state.kind if left.get(self.state.kind) else ""
        self._end()
        self._set(report=report, left=left, kind=kind, checked_s=time.time())

    def _end(self) -> None:
        super()._end()
        self._set(examining=False)


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
