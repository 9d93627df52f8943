"""What Train shows: cards and runs, the wizard, or one run. No widgets here."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ascstudio.jobs import Failure
from ascstudio.pages.train.costs import FlowCosts
from ascstudio.pages.train.housekeeping import Housekeeping, Room
from ascstudio.pages.train.monitor import RunMonitor
from ascstudio.pages.train.pack import PackState, TrainingPack
from ascstudio.pages.train.plan import TEACHER_STAGES, Flow, OpenedRecipe, SourceRun
from ascstudio.pages.train.run_rows import RunRows, TableRow
from ascstudio.pages.train.run_told import RunView
from ascstudio.pages.train.run_words import RunRow, RunWords, network_of, share_of
from ascstudio.pages.train.setting_up import SettingUp, opened_recipe
from ascstudio.pages.train.wizard import WizardState
from ascstudio.widgets.messages import duration_words
from ml_core import api

if TYPE_CHECKING:
    from ascstudio.pages import Context

NEEDED = 2  # clips of a scene, and scenes


@dataclass(frozen=True, slots=True)
class FlowCard:
    """One of the cards on the home of Train."""

    flow: Flow
    title: str
    sentence: str
    needs: str
    icon: str
    reason: str = ""
    start_here: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class TrainState:
    """Everything the page shows. ``wizard`` or ``run`` is in front if it is there."""

    ready: bool = False
    cards: tuple[FlowCard, ...] = ()
    runs: tuple[RunRow, ...] = ()
    fact: str = ""
    too_little: str = ""  # why nothing can be trained yet
    warnings: tuple["api.Finding", ...] = ()  # what to know before one starts
    wizard: WizardState | None = None
    run: RunView | None = None
    table: tuple[TableRow, ...] = ()
    room: Room = field(default_factory=Room)
    pack: PackState = field(default_factory=PackState)
    failure: Failure | None = None


class TrainPresenter(QObject):
    """Home of Train; knows the wizard and the run in front, and which of them is shown."""

    changed = Signal(object)
    """TrainState."""

    def __init__(self, context: "Context") -> None:
        super().__init__()
        self._context = context
        self._session = context.session
        self._words = RunWords()
        self.setting_up = SettingUp(context)
        self.setting_up.changed.connect(self._show)
        self.setting_up.started.connect(self.open_run)
        self.monitor = RunMonitor(context, self._words)
        self.monitor.changed.connect(self._show)
        self.monitor.moved_on.connect(self.open_run)
        self.monitor.discarded.connect(self._on_discard)
        self.pack = TrainingPack(context)
        self.pack.changed.connect(self._show)
        self._rows = RunRows()
        self.keeping = Housekeeping(context)
        self.keeping.changed.connect(self.look)
        self.costs = FlowCosts(context)
        self.costs.changed.connect(self._show)
        self._statuses: list[api.RunStatus] = []
        self._failure: Failure | None = None
        self.state = TrainState()
        context.runs.changed.connect(self._on_looked)
        self._session.opened.connect(self._on_opened)
        self._session.closed.connect(self._on_closed)
        self._session.changed.connect(self._show)
        if self._session.project is not None:
            self._on_opened()

    # What is in front

    def set_up(self, flow: Flow) -> None:
        """Begin the questions of a flow."""
        self._failure = None
        self.setting_up.begin(flow, self.sources())

    def open_recipe(self, recipe: Path | str) -> None:
        """Set up a run with a recipe: that of a file, or one that ships by its name."""
        self._failure = None
        try:
            if isinstance(recipe, Path):
                opened = opened_recipe(recipe)
            else:
                opened = OpenedRecipe(recipe, api.builtin_recipe(recipe))
        except api.AscError as error:
            self._fail(error)
            return
        stage = opened.recipe.stage
        flows: dict[str, Flow] = {"finetune": "finetune", "distil": "distil",
                                  "quantize": "quantize"}  # fmt: skip
        if stage not in flows:
            message = self.tr('"{name}" is a recipe for "{stage}".')
            hint = self.tr("It is started from the command line: asc {stage}.")
            self._failure = Failure(
                message.format(name=opened.title, stage=stage), hint.format(stage=stage)
            )
            self._show()
            return
        self.setting_up.begin(flows[stage], self.sources(), anew=True)
        self.setting_up.open_recipe(opened)

    def open_run(self, path: Path) -> None:
        """Show one run with its curves."""
        self.setting_up.leave()
        self.monitor.open(path)
        self._show()

    def open_elsewhere(self, path: Path) -> None:
        """Show a run of this project by its folder."""
        project = self._session.project
        try:
            run = api.RunFolder.open(path)
        except (api.AscError, OSError) as error:
            self._fail(error)
            return
        if project is None or run.path.parent != project.runs_dir:
            message = self.tr('"{name}" is a run of another project.').format(name=path.name)
            self._failure = Failure(message, self.tr("Open that project."))
            self._show()
            return
        self.open_run(run.path)

    def back(self) -> None:
        """Return to the cards and the table."""
        self.setting_up.leave()
        self.monitor.close()
        self._failure = None
        self._show()

    def discard(self, path: Path) -> None:
        """Throw a run away; it can be taken back until the trash is emptied."""
        self._guard(lambda: self.keeping.discard(path, self._title_of(path)))

    def restore_failed(self, error: Exception) -> None:
        """Say why a run could not come back."""
        self._fail(error)

    def sources(self) -> list[SourceRun]:
        """Finished runs, to start from."""
        return [
            SourceRun(
                status.path, self._words.started(status), status.stage, network_of(status),
                share_of(status, "accuracy"),
            )
            for status in self._statuses
            if status.state == "done"
        ]  # fmt: skip

    def command_of(self, path: Path) -> str:
        """What to type for a run."""
        status = self._status_of(path)
        return "" if status is None else self.monitor.command_of(status)

    # Following

    def look(self) -> None:
        """Look at all run folders now, not in half a second."""
        self._context.runs.look()

    def _on_looked(self) -> None:
        self._statuses = self._context.runs.statuses
        self.keeping.look(self._statuses)
        self.setting_up.searches = tuple(
            one.path for one in reversed(self._statuses) if one.stage == "search"
        )
        self.costs.set_sources(self.sources())
        self._show()

    def _status_of(self, path: Path) -> "api.RunStatus | None":
        return next((one for one in self._statuses if one.path == path), None)

    def _title_of(self, path: Path) -> str:
        status = self._status_of(path)
        return path.name if status is None else self._words.title(status)

    def _on_opened(self) -> None:
        self._forget()
        self.look()

    def _on_closed(self) -> None:
        self._forget()
        self._show()

    def _forget(self) -> None:
        self.setting_up.forget()
        self.monitor.forget()
        self.keeping.forget()
        self.costs.forget()
        self._failure = None
        self._statuses = []

    def _on_discard(self, path: Path) -> None:
        self.discard(path)
        self.back()

    def _guard(self, step: Callable[[], object]) -> None:
        self._failure = None
        try:
            step()
        except (api.AscError, OSError) as error:
            self._fail(error)

    def _fail(self, error: Exception) -> None:
        hint = error.hint if isinstance(error, api.AscError) else ""
        self._failure = Failure(str(getattr(error, "message", error)), hint)
        self._show()

    # Showing

    def _show(self) -> None:
        if self._session.project is None:
            self._set(TrainState())
            return
        unseen = self._session.table.unseen_devices()
        rows = tuple(self._words.row(status, unseen) for status in reversed(self._statuses))
        wizard = self.setting_up.state()
        failures = (self._failure, self.setting_up.failure, self.monitor.failure)
        self._set(
            TrainState(
                ready=True,
                cards=self._cards(),
                runs=rows,
                fact=self._fact(rows),
                too_little=self._too_little(),
                warnings=self.costs.warnings,
                wizard=wizard,
                run=self.monitor.view() if wizard is None else None,
                table=self._table(rows),
                room=self.keeping.room,
                pack=self.pack.state,
                failure=next((one for one in failures if one is not None), None),
            )
        )

    def _table(self, rows: tuple[RunRow, ...]) -> tuple[TableRow, ...]:
        facts = self.keeping.room.facts
        pairs = zip(rows, reversed(self._statuses), strict=True)
        return tuple(self._rows.of(row, status, facts.get(row.path)) for row, status in pairs)

    def _set(self, state: TrainState) -> None:
        self.state = state
        self.changed.emit(state)

    def _fact(self, rows: tuple[RunRow, ...]) -> str:
        running = sum(row.state == "running" for row in rows)
        waiting = sum(row.state == "waiting" for row in rows)
        words = [self.tr("{n} running").format(n=running)] if running else []
        words += [self.tr("{n} waiting").format(n=waiting)] if waiting else []
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
            return otherwise
        return self.tr("About {time} on this computer").format(time=duration_words(seconds))

    def _needs(self, flow: Flow, many: str, one: str, n: int) -> str:
        words = one if n == 1 else many.format(n=n)
        seconds = self.costs.seconds.get(flow)
        return words if seconds is None or not n else f"{words} · {duration_words(seconds)}"
