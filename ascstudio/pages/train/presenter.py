"""What Train shows: cards and runs, the wizard, or one run. No widgets here."""

import shlex
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QDateTime, QObject, QTimer, Signal

from ascstudio.jobs import Failure
from ascstudio.pages.train.checks import MIN_CLIPS
from ascstudio.pages.train.curves import RunCurves
from ascstudio.pages.train.names import network_title, percent
from ascstudio.pages.train.plan import TEACHER_STAGES, Flow, SourceRun
from ascstudio.pages.train.run_words import (
    ALIVE,
    RunRow,
    RunWords,
    network_of,
    recipe_of,
    share_of,
    share_words,
    unseen_of,
)
from ascstudio.pages.train.weights import look_at_weights
from ascstudio.pages.train.wizard import Wizard, WizardState
from ml_core import api

if TYPE_CHECKING:
    from ascstudio.pages import Context

POLL_MS = 500
STAGE_ICONS = {"finetune": "teacher", "distil": "distil", "quantize": "chip"}


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
class RunView:
    """One run in front: stage line, figures, curves, facts."""

    row: RunRow
    step: str
    done: int
    total: int | None
    figures: tuple[tuple[str, str, str], ...]  # caption, number, third line
    curves: RunCurves
    facts: tuple[tuple[str, str], ...]
    events: tuple[tuple[str, str], ...]  # clock time, words
    problem: str
    hint: str
    command: str
    exporting: bool = False
    bundled: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class TrainState:
    """Everything the page shows. ``wizard`` or ``run`` is in front if it is there."""

    ready: bool = False
    cards: tuple[FlowCard, ...] = ()
    runs: tuple[RunRow, ...] = ()
    fact: str = ""
    too_little: str = ""  # why nothing can be trained yet
    wizard: WizardState | None = None
    run: RunView | None = None
    failure: Failure | None = None


class TrainPresenter(QObject):
    """Starts runs detached and follows all of them through their folders, twice a second."""

    changed = Signal(object)
    """TrainState."""

    def __init__(self, context: "Context") -> None:
        super().__init__()
        self._context = context
        self._session = context.session
        self._words = RunWords()
        self._wizard: Wizard | None = None
        self._statuses: list[api.RunStatus] = []
        self._open: Path | None = None
        self._curves: dict[Path, RunCurves] = {}
        self._exporting: Path | None = None
        self._looking = False
        self._failure: Failure | None = None
        self.state = TrainState()
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self.look)
        self._session.opened.connect(self._on_opened)
        self._session.closed.connect(self._on_closed)
        self._session.changed.connect(self._show)
        if self._session.project is not None:
            self._on_opened()

    # Home

    def set_up(self, flow: Flow) -> None:
        """Begin the questions of a flow."""
        folder = self._session.folder
        if folder is None:
            return
        self._failure = None
        self._wizard = Wizard(flow, folder, self._session.table, self._sources())
        self._show()

    def open_run(self, path: Path) -> None:
        """Show one run with its curves."""
        self._open, self._wizard = path, None
        self.look()

    def back(self) -> None:
        """Return to the cards and the table."""
        self._open = self._wizard = None
        self._failure = None
        self._show()

    # Wizard

    def answer(self, value: str) -> None:
        """Answer the question in front."""
        if self._wizard is not None:
            self._wizard.answer(value)
            self._show()

    def choose_network(self, network: str) -> None:
        """Train this student instead of a recommended one."""
        if self._wizard is not None:
            self._wizard.choose_network(network)
            self._show()

    def choose_weights(self, path: Path) -> None:
        """Use a file of published weights."""
        if self._wizard is None:
            return
        self._failure = None
        try:
            self._wizard.set_weights(look_at_weights(path))
        except api.AscError as error:
            self._failure = Failure(error.message, error.hint)
        self._show()

    def go(self, step: int) -> None:
        """Show another question."""
        if self._wizard is not None:
            self._failure = None
            self._wizard.go(step)
            self._show()

    def next(self) -> None:
        """Go to the next question, or start."""
        wizard = self.state.wizard
        if wizard is None:
            return
        if wizard.last:
            self.start()
        else:
            self.go(wizard.current + 1)

    def start(self) -> None:
        """Start the run; it goes on if the window closes."""
        wizard, folder = self._wizard, self._session.folder
        if wizard is None or folder is None or wizard.state().blocked:
            return
        try:
            plan = wizard.plan()
            api.launch_stage(folder, plan.recipe(), plan.run_path(), plan.inputs())
        except (api.AscError, OSError) as error:
            hint = error.hint if isinstance(error, api.AscError) else ""
            self._failure = Failure(str(getattr(error, "message", error)), hint)
            self._show()
            return
        self._context.say(self.tr("Started. You can close the window: the run goes on."))
        self.open_run(plan.run_path())

    # One run

    def stop(self, kind: Literal["pause", "keep", "discard"]) -> None:
        """Ask the run in front to stop: pause, keep or discard."""
        if self._open is not None:
            api.RunFolder.open(self._open).request_stop(kind)
            self.look()

    def resume(self) -> None:
        """Let a paused or dead run go on."""
        folder, run = self._session.folder, self.state.run
        if folder is None or run is None or self._open is None:
            return
        arguments = [run.row.stage, str(folder), "--resume", str(self._open), "--json"]
        api.start_detached(arguments, self._open)
        self.look()

    def export(self) -> None:
        """Make the bundle of a finished int8 run and let the project know it."""
        project, path = self._session.project, self._open
        if project is None or path is None or self._exporting is not None:
            return
        title = self.tr("Bundle of {name}").format(name=path.name)
        arguments = ["export", str(path), "--project", str(project.folder)]
        job = self._context.jobs.run_command(title, "export", arguments)
        job.succeeded.connect(lambda report: self._on_exported(str(report.get("bundle", ""))))
        job.failed.connect(self._on_export_failed)
        job.cancelled.connect(self._on_export_cancelled)
        self._exporting = path
        self._show()

    def evaluate(self) -> None:
        """Go to Evaluate with the bundle of this run."""
        bundle = self._bundle_of(self._open)
        if bundle is not None:
            self._context.go("evaluate", bundle)

    def listen(self) -> None:
        """Let Live use the bundle of this run."""
        bundle = self._bundle_of(self._open)
        if bundle is not None:
            self._context.use_bundle(bundle)
            self._context.go("live", bundle)

    def run_command(self) -> str:
        """The command line that would start the run in front."""
        return self.state.run.command if self.state.run is not None else ""

    # Following

    def look(self) -> None:
        """Read all run folders in a thread, then show them."""
        project = self._session.project
        if project is None or self._looking:
            return
        self._looking = True
        folder, opened = project.runs_dir, self._open
        curves = self._curves.get(opened, RunCurves()) if opened is not None else None
        self._session.background(lambda: _read_runs(folder, opened, curves), self._on_looked)

    def _on_looked(
        self, found: tuple[list["api.RunStatus"], Path | None, RunCurves | None] | None
    ) -> None:
        self._looking = False
        if found is None:
            return
        statuses, opened, curves = found
        self._statuses = statuses
        if opened is not None and curves is not None:
            self._curves[opened] = curves
        self._show()

    def _on_opened(self) -> None:
        self._forget()
        self._timer.start()
        self.look()

    def _on_closed(self) -> None:
        self._timer.stop()
        self._forget()
        self._show()

    def _forget(self) -> None:
        self._wizard = self._open = self._exporting = self._failure = None
        self._statuses, self._curves, self._looking = [], {}, False

    def _on_exported(self, bundle: str) -> None:
        self._exporting = None
        self._context.say(self.tr("{name} is ready").format(name=Path(bundle).name))
        self._session.reload()
        self._show()

    def _on_export_failed(self, failure: Failure) -> None:
        self._exporting, self._failure = None, failure
        self._show()

    def _on_export_cancelled(self) -> None:
        self._exporting = None
        self._show()

    # Showing

    def _show(self) -> None:
        if self._session.project is None:
            self._set(TrainState())
            return
        unseen = self._session.table.unseen_devices()
        rows = tuple(self._words.row(status, unseen) for status in reversed(self._statuses))
        alive = sum(row.state in ALIVE for row in rows)
        fact = self.tr("{n} running").format(n=alive) if alive else ""
        self._set(
            TrainState(
                ready=True,
                cards=self._cards(),
                runs=rows,
                fact=fact,
                too_little=self._too_little(),
                wizard=self._wizard.state() if self._wizard is not None else None,
                run=self._run_view(),
                failure=self._failure,
            )
        )

    def _set(self, state: TrainState) -> None:
        self.state = state
        self.changed.emit(state)

    def _too_little(self) -> str:
        counts = self._session.table.counts("scene")
        enough = sum(n >= MIN_CLIPS for scene, n in counts.items() if scene)
        if enough >= 2:
            return ""
        words = self.tr("Training needs 2 scenes with {n} labelled clips each. You have {have}.")
        return words.format(n=MIN_CLIPS, have=enough)

    def _cards(self) -> tuple[FlowCard, ...]:
        done = [status.stage for status in self._statuses if status.state == "done"]
        teachers = sum(stage in TEACHER_STAGES for stage in done)
        students = done.count("distil")
        start = "quantize" if students else "distil" if teachers else "finetune"
        need_student = "" if students else self.tr("Distil a student first.")
        cards = (
            FlowCard(
                "finetune",
                self.tr("Fine-tune a teacher"),
                self.tr(
                    "A large network learns your scenes. Best accuracy, not for small devices."
                ),
                self.tr("Needs labelled clips"),
                "teacher",
            ),
            FlowCard(
                "distil",
                self.tr("Distil a student"),
                self.tr("A tiny network learns from the teacher and stays under 128 kB."),
                self.tr("Teachers ready: {n}").format(n=teachers),
                "distil",
            ),
            FlowCard(
                "quantize",
                self.tr("Make it int8"),
                self.tr("Whole numbers instead of floats, then an export you can trust."),
                self.tr("Students ready: {n}").format(n=students),
                "chip",
                need_student,
            ),
        )
        bundled = bool(self._session.project and self._session.project.bundles())
        return tuple(replace(c, start_here=c.flow == start and not bundled) for c in cards)

    def _sources(self) -> list[SourceRun]:
        return [
            SourceRun(
                status.path, self._words.started(status), status.stage, network_of(status),
                share_of(status, "accuracy"),
            )
            for status in self._statuses
            if status.state == "done"
        ]  # fmt: skip

    def _run_view(self) -> RunView | None:
        status = next((one for one in self._statuses if one.path == self._open), None)
        if status is None or self._wizard is not None:
            return None
        curves = self._curves.get(status.path, RunCurves())
        return RunView(
            row=self._words.row(status, self._session.table.unseen_devices()),
            step=self._words.step(status.step),
            done=status.done,
            total=status.total,
            figures=self._figures(status, curves),
            curves=curves,
            facts=self._run_facts(status),
            events=self._events(status, curves),
            problem=self._problem(status),
            hint=status.hint,
            command=self._command_of(status),
            exporting=self._exporting == status.path,
            bundled=self._bundle_of(status.path) is not None,
        )

    def _figures(
        self, status: "api.RunStatus", curves: RunCurves
    ) -> tuple[tuple[str, str, str], ...]:
        result = status.result or {}
        accuracy = share_of(status, "accuracy")
        unseen = unseen_of(status, self._session.table.unseen_devices())
        best = curves.best_accuracy()
        third = (
            self.tr("best in validation {best}").format(best=percent(best))
            if best is not None
            else ""
        )
        figures = [
            (self.tr("Accuracy on the test split"), share_words(accuracy), third),
            (self.tr("Unseen devices"), share_words(unseen), ""),
        ]
        if status.state in ALIVE:
            left = self._words.left(status)
            figures.append((self.tr("Time"), left if left != self.tr("Running") else "–", ""))
        pace = status.metrics.get("windows_per_s") or result.get("windows_per_s")
        if isinstance(pace, int | float):
            figures.append((self.tr("Windows per second"), f"{pace:.0f}", ""))
        return tuple(figures)

    def _run_facts(self, status: "api.RunStatus") -> tuple[tuple[str, str], ...]:
        recipe = recipe_of(status)
        facts = [
            (self.tr("What"), self._words.what(status.stage)),
            (self.tr("Network"), network_title(str(recipe.get("network", ""))) or "—"),
            (self.tr("Epochs"), str(recipe.get("epochs", "—"))),
            (self.tr("Seed"), str(recipe.get("seed", "—"))),
            (self.tr("Started"), self._words.started(status)),
            (self.tr("Folder"), status.path.name),
        ]
        return tuple((name, value) for name, value in facts if value != "—")

    def _events(self, status: "api.RunStatus", curves: RunCurves) -> tuple[tuple[str, str], ...]:
        rows = []
        for moment, stage in reversed(curves.steps):
            clock = QDateTime.fromSecsSinceEpoch(int(moment)).time().toString("HH:mm")
            rows.append((clock, self._words.step(stage)))
        return tuple(rows[:8])

    def _problem(self, status: "api.RunStatus") -> str:
        if status.state == "failed":
            return status.message
        if status.state == "dead":
            return self.tr("The run ended without a word")
        return ""

    def _command_of(self, status: "api.RunStatus") -> str:
        folder = str(self._session.folder or "")
        return shlex.join(["asc", status.stage, folder, "--resume", str(status.path)])

    def _bundle_of(self, run: Path | None) -> Path | None:
        project = self._session.project
        if project is None or run is None:
            return None
        return next((row.path for row in project.bundles() if row.run == run), None)


def _read_runs(
    folder: Path, opened: Path | None, curves: RunCurves | None
) -> tuple[list["api.RunStatus"], Path | None, RunCurves | None] | None:
    try:
        return api.list_runs(folder), opened, _follow(opened, curves)
    except (api.AscError, OSError):
        return None  # a run was being deleted: the next look is in half a second


def _follow(path: Path | None, curves: RunCurves | None) -> RunCurves | None:
    if path is None or curves is None or not (path / "recipe.toml").is_file():
        return None
    events, offset = api.RunFolder.open(path).read_events(curves.offset)
    return curves.extended(events, offset)
