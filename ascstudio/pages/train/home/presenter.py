"""The cards and the runs of Train: what can be set up now, and what every run made. No widgets."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ascstudio.pages.train.flows import TEACHER_STAGES, Flow, SourceRun
from ascstudio.pages.train.home.costs import FlowCosts
from ascstudio.pages.train.home.housekeeping import Housekeeping
from ascstudio.pages.train.home.pack import TrainingPack
from ascstudio.pages.train.home.rows import TableRow, TableWords
from ascstudio.pages.train.home.state import FlowCard, HomeState
from ascstudio.project.run_words import RunWords, network_of, recipe_of, share_of
from ascstudio.project.runs import is_alive
from ascstudio.widgets.messages import duration_words
from ascstudio.words import counted
from ml_core import api

if TYPE_CHECKING:
    from ascstudio.pages import Context

NEEDED = 2  # clips of a scene, and scenes


class HomePresenter(QObject):
    """Follows all runs, what a flow would take, the room on disk and the training pack."""

    changed = Signal()
    """``state`` is another."""

    def __init__(self, context: "Context", words: RunWords) -> None:
        super().__init__()
        self._context = context
        self._session = context.session
        self._words, self._table_words = words, TableWords()
        self._statuses: list[api.RunStatus] = []
        self._sources: list[SourceRun] = []
        self._made: dict[Path, tuple[object, TableRow]] = {}
        self.pack = TrainingPack(context)
        self.pack.changed.connect(self.changed)
        self.keeping = Housekeeping(context)
        self.keeping.changed.connect(context.runs.look)
        self.costs = FlowCosts(context)
        self.costs.changed.connect(self.changed)
        context.runs.changed.connect(self._on_looked)
        self._session.changed.connect(self.changed)

    def forget(self) -> None:
        """The project is another."""
        self.keeping.forget()
        self.costs.forget()
        self._statuses, self._sources, self._made = [], [], {}

    def sources(self) -> list[SourceRun]:
        """Finished runs, to start from."""
        return self._sources

    def _finished(self) -> list[SourceRun]:
        return [
            SourceRun(
                status.path, self._words.started(status), status.stage, network_of(status),
                share_of(status, "accuracy"), status.title,
                str(recipe_of(status).get("front_end", "")),
            )
            for status in self._statuses
            if status.state == "done"
        ]  # fmt: skip

    def searches(self) -> tuple[Path, ...]:
        """Folders of the searches, the newest first."""
        return tuple(one.path for one in reversed(self._statuses) if one.stage == "search")

    def status_of(self, path: Path) -> "api.RunStatus | None":
        """What is known of a run."""
        return next((one for one in self._statuses if one.path == path), None)

    def makes(self, status: "api.RunStatus") -> str:
        """What a run makes, of which network."""
        return self._words.makes(status)

    def discard(self, path: Path) -> None:
        """Throw a run away; it can be taken back until the trash is emptied.

        Raises:
            RunError: it cannot be moved.
        """
        status, title = self.status_of(path), path.name
        if status is not None:
            title = f"{self._words.title(status)}, {self._words.started(status)}"
        self.keeping.discard(path, title)

    def _on_looked(self) -> None:
        before, self._statuses = self._statuses, self._context.runs.statuses
        self.keeping.look(self._statuses)
        if self._statuses != before:
            self._words.tell_apart(self._statuses)
            self._sources = self._finished()
        self.costs.set_sources(self._sources)
        self.changed.emit()

    # Showing

    def state(self) -> HomeState:
        """What to show now."""
        if self._session.project is None:
            return HomeState()
        rows = self._rows()
        return HomeState(
            cards=self._cards(),
            rows=rows,
            fact=self._fact(rows),
            too_little=self._too_little(),
            warnings=self.costs.warnings,
            room=self.keeping.room,
            pack=self.pack.state,
        )

    def _rows(self) -> tuple[TableRow, ...]:
        """The newest first; those of runs that are over are made once."""
        unseen, facts = self._session.table.unseen_devices(), self.keeping.room.facts
        today = date.today()
        made: dict[Path, tuple[object, TableRow]] = {}
        for one in reversed(self._statuses):
            key = (one, self._words.title(one), facts.get(one.path), tuple(unseen), today)
            old = self._made.get(one.path)
            if old is None or old[0] != key or is_alive(one):
                row = self._table_words.of(self._words.row(one, unseen), one, facts.get(one.path))
                old = (key, row)
            made[one.path] = old
        self._made = made
        return tuple(row for _, row in made.values())

    def _fact(self, rows: tuple[TableRow, ...]) -> str:
        running = sum(one.row.state == "running" for one in rows)
        waiting = sum(one.row.state == "waiting" for one in rows)
        words = []
        if running:
            one, many = self.tr("{n} run goes on"), self.tr("{n} runs go on")
            words.append(counted(running, one, many))
        if waiting:
            one, many = self.tr("{n} run waits"), self.tr("{n} runs wait")
            words.append(counted(waiting, one, many))
        return ", ".join(words)

    def _too_little(self) -> str:
        counts = self._session.table.counts("scene")
        enough = sum(n >= NEEDED for scene, n in counts.items() if scene)
        if enough >= NEEDED:
            return ""
        words = self.tr("Training needs 2 scenes with {n} labelled clips each. You have {have}.")
        return words.format(n=NEEDED, have=enough)

    def _cards(self) -> tuple[FlowCard, ...]:
        done = [status.stage for status in self._statuses if status.state == "done"]
        teachers = sum(stage in TEACHER_STAGES for stage in done)
        students = done.count("distil")
        bundled = bool(self._session.project and self._session.project.bundles())
        need_student = "" if students else self.tr("Distil a student first.")
        cards = (
            FlowCard(
                "all",
                self.tr("All the way"),
                self.tr("Fine-tune, distil, make it int8 and export. The defaults fit your data."),
                self._time("all", self.tr("Needs labelled clips")),
                "route",
                start_here=not bundled,
            ),
            FlowCard(
                "finetune",
                self.tr("Fine-tune a teacher"),
                self.tr(
                    "A large network learns your scenes. Best accuracy, not for small devices."
                ),
                self._time("finetune", self.tr("Needs labelled clips")),
                "teacher",
            ),
            FlowCard(
                "distil",
                self.tr("Distil a student"),
                self.tr("A tiny network learns from the teacher and stays under 128 kB."),
                self._needs("distil", self.tr("Needs a teacher: {n} are ready"),
                            self.tr("Needs a teacher: 1 is ready"), teachers),
                "distil",
            ),
            FlowCard(
                "quantize",
                self.tr("Make it int8"),
                self.tr("Whole numbers instead of floats, then an export you can trust."),
                self._needs("quantize", self.tr("Needs a student: {n} are ready"),
                            self.tr("Needs a student: 1 is ready"), students),
                "chip",
                need_student,
            ),
        )  # fmt: skip
        reason = self._too_little()
        if self.pack.state.missing:
            reason = self.tr("Install the training pack first.")
        return tuple(replace(card, reason=card.reason or reason) for card in cards)

    def _time(self, flow: Flow, otherwise: str) -> str:
        seconds = self.costs.seconds.get(flow)
        if seconds is None:
            return otherwise if self._too_little() else self.tr("Being estimated…")
        return self.tr("About {time} on this computer").format(time=duration_words(seconds))

    def _needs(self, flow: Flow, many: str, one: str, n: int) -> str:
        words = one if n == 1 else many.format(n=n)
        seconds = self.costs.seconds.get(flow)
        return words if seconds is None or not n else f"{words} · {duration_words(seconds)}"
