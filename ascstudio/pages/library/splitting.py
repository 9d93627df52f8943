"""The split builder: what stays together, how much goes into the test, and what would leak."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from ascstudio.jobs import Job
from ascstudio.pages import Context
from ascstudio.project.background import Background
from ascstudio.translation import told
from ml_core import api

KINDS: tuple[api.GroupKind, ...] = ("location", "session", "city", "source")
WAIT_MS = 150  # after the last move of the slider
SMALLEST, LARGEST = 0.1, 0.5


@dataclass(frozen=True, slots=True)
class SplitState:
    """Everything the dialog shows.

    Attributes:
        kinds: what stays together; the source always does.
        known: what the clips tell at all.
        share: part that goes into the test.
        seed: which of the possible divisions.
        copies: clips that are copies of each other, as the doctor found them.
        together: whether copies stay together.
        published: divisions the data came with.
        official: which of them is taken; None divides by whole groups.
        plan: what it would be like; None while it is made.
        now: what the present division is like; None where there is none.
        problem: why there is no plan.
    """

    kinds: tuple[api.GroupKind, ...] = ()
    known: frozenset[str] = frozenset()
    share: float = 0.25
    seed: int = 0
    copies: tuple[tuple[int, ...], ...] = ()
    together: bool = True
    published: tuple[api.OfficialSplit, ...] = ()
    official: api.OfficialSplit | None = None
    plan: api.SplitPlan | None = None
    now: api.SplitPlan | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Present:
    """What should stay together, what the clips tell at all, what the present division is like."""

    kinds: tuple[api.GroupKind, ...]
    known: frozenset[str]
    published: tuple[api.OfficialSplit, ...]
    now: api.SplitPlan | None


class SplitPresenter(QObject):
    """Plans in a thread after every change; nothing is divided until ``divide``.

    Args:
        context: what pages share.
        copies: groups of segment ids that sound the same.
    """

    changed = Signal(object)
    """SplitState."""

    def __init__(
        self, context: Context, copies: Sequence[Sequence[int]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._session = context.session
        self._background = Background("plan-split", self)
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._timer.timeout.connect(self._plan)
        self._ready = False  # until it is known what should stay together
        clips, project = self._session.table.clips, self._session.project
        self.state = SplitState(copies=tuple(map(tuple, copies)))
        if project is not None:
            self._background.run(
                lambda: _present(project, clips), self._on_present, self._on_problem
            )

    def set_kind(self, kind: api.GroupKind, *, together: bool) -> None:
        """Keep clips of one place, session or city together, or not."""
        kinds = tuple(one for one in KINDS if (one in self.state.kinds or one == kind))
        kept = kinds if together else tuple(one for one in kinds if one != kind)
        self._ask(kinds=kept, official=None)

    def set_share(self, share: float) -> None:
        """Part of each scene that goes into the test."""
        self._ask(share=min(LARGEST, max(SMALLEST, round(share, 2))), official=None)

    def set_together(self, together: bool) -> None:
        """Keep copies together, or not."""
        self._ask(together=together, official=None)

    def another(self) -> None:
        """Another of the possible divisions."""
        self._ask(seed=self.state.seed + 1, official=None)

    def take_published(self, official: api.OfficialSplit | None) -> None:
        """Divide as the data was published; None divides by whole groups again."""
        self._ask(official=official)

    def take_table(self, table: Path) -> None:
        """Divide by a table somebody chose and the one that belongs to it."""
        official = api.partner_of(table)
        if official is None:
            words = self.tr("Beside {name} lies no table of the other side.")
            self._set(problem=words.format(name=table.name), plan=None)
            return
        published = tuple(dict.fromkeys((*self.state.published, official)))
        self._ask(published=published, official=official)

    def divide(self) -> Job | None:
        """Divide as planned, in a thread; one operation that undo takes back."""
        folder, plan = self._session.folder, self.state.plan
        if folder is None or plan is None:
            return None

        def work(_: api.Monitor) -> api.SplitReport:
            with api.Project.open(folder) as project:
                return api.apply_split(project, plan)

        job = self._context.jobs.start(self.tr("Division into train and test"), "split", work)
        context, words = self._context, self.tr("Divided: {train} clips train, {test} test.")

        def say(report: api.SplitReport) -> None:  # the dialog is closed by then
            context.session.reload()
            context.say(words.format(train=report.train, test=report.test), undoable=True)

        job.succeeded.connect(say)
        return job

    def close(self) -> None:
        """Nobody waits for a plan any more."""
        self._timer.stop()
        self._background.let_go()

    def _ask(self, **changes: object) -> None:
        if self._ready:
            self._background.forget()  # a plan on its way is of other wishes
            self._set(**changes, plan=None, problem="")
            self._timer.start()

    def _plan(self) -> None:
        project, state = self._session.project, self.state
        if project is None:
            return
        self._background.forget()
        self._background.run(
            _planner(project, state), lambda plan: self._set(plan=plan), self._on_problem
        )

    def _on_present(self, present: _Present) -> None:
        self._ready = True
        self._set(
            kinds=present.kinds,
            known=present.known,
            published=present.published,
            now=present.now,
            official=present.published[0] if present.published and not present.now else None,
        )
        self._plan()

    def _on_problem(self, error: api.AscError) -> None:
        self._set(plan=None, problem=told(str(error)))

    def _set(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]
        self.changed.emit(self.state)


def copies_of(report: api.DoctorReport | None) -> list[tuple[int, ...]]:
    """Clips that the doctor found to be the same sound."""
    if report is None:
        return []
    return [
        (problem.segment_id, problem.other_id)
        for problem in report.problems
        if problem.kind in ("duplicate", "near_duplicate") and problem.other_id is not None
    ]


def _present(project: api.Project, clips: Sequence[api.ClipRow]) -> _Present:
    splits = {clip.segment_id: clip.split for clip in clips if clip.split}
    return _Present(
        api.default_kinds(clips),
        frozenset({kind for kind in KINDS if any(getattr(clip, kind) for clip in clips)}),
        tuple(api.official_splits([root.path for root in project.audio_roots()])),
        api.describe_split(clips, splits) if splits else None,
    )


def _planner(project: api.Project, state: SplitState) -> Callable[[], api.SplitPlan]:
    official = state.official
    if official is not None:
        return lambda: api.plan_split_by_files(project, official.train, official.test)
    kinds = state.kinds or ("source",)
    together = state.copies if state.together else ()
    return lambda: api.plan_split(project, kinds, state.share, state.seed, together)
