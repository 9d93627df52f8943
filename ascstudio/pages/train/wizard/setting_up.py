"""Sets a run up: the wizard's questions, what the engine says of the answers, and the start."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ascstudio.jobs import Failure
from ascstudio.pages.train.flows import Flow, SourceRun
from ascstudio.pages.train.wizard import drafts
from ascstudio.pages.train.wizard.asking import Asked
from ascstudio.pages.train.wizard.compute import DEVICES
from ascstudio.pages.train.wizard.data import DataSummary
from ascstudio.pages.train.wizard.looking import Looked, UsableClips, look
from ascstudio.pages.train.wizard.plan import NO_TEACHER, OpenedRecipe, Plan, Value
from ascstudio.pages.train.wizard.starting import (
    best_of_search,
    recipe_names,
    save_recipes,
    start,
    start_search,
)
from ascstudio.pages.train.wizard.weights import look_at_weights
from ascstudio.pages.train.wizard.wizard import Wizard, WizardState
from ml_core import api

if TYPE_CHECKING:
    from ascstudio.pages import Context

LOOK_AFTER_MS = 120  # somebody who drags a slider is not asked at every pixel


class SettingUp(QObject):
    """One wizard at a time, with drafts that outlive it."""

    changed = Signal()
    """``state`` is another."""
    started = Signal(object)
    """Path of the run that is watched first."""

    def __init__(self, context: "Context") -> None:
        super().__init__()
        self._context = context
        self._session = context.session
        self._wizard: Wizard | None = None
        self._looked: Looked | None = None
        self._looking: object = None
        self._unchecked: object = None  # what could not be looked at
        self._usable = UsableClips()
        self._data = DataSummary()
        self._table: object = None
        self.failure: Failure | None = None
        self.went_on = False  # with a draft
        self.fusion = Asked(context, self.tr("What a fusion would bring"), "teacher")
        self.budget = Asked(context, self.tr("What all students cost"), "budget")
        for asked in (self.fusion, self.budget):
            asked.changed.connect(self.changed)
        self.trial = Asked(context, self.tr("A trial of some seconds"), "speed")
        self.trial.changed.connect(self._on_trial)
        self._tried: set[object] = set()
        self._timer = QTimer(self, interval=LOOK_AFTER_MS, singleShot=True)
        self._timer.timeout.connect(self._look)
        self._session.changed.connect(self._on_data)

    @property
    def is_open(self) -> bool:
        """Whether questions are in front."""
        return self._wizard is not None

    @property
    def wizard(self) -> Wizard | None:
        """The questions in front."""
        return self._wizard

    def plan(self) -> Plan | None:
        """What the answers make."""
        return None if self._wizard is None else self._wizard.plan()

    def begin(self, flow: Flow, runs: Sequence[SourceRun], *, anew: bool = False) -> None:
        """Ask the questions of a flow, with the answers of its draft if there is one."""
        folder = self._session.folder
        if folder is None:
            return
        self.failure = None
        draft = None if anew else drafts.read(folder, flow, runs)
        self.went_on = draft is not None
        self._wizard = Wizard(flow, folder, runs, draft)
        if draft is None:
            self._take_threads(self._wizard)
        self._on_change()

    def _take_threads(self, wizard: Wizard) -> None:
        """As many threads as Preferences say; like any setting it can be changed for this run."""
        threads = round(self._context.settings.number("compute.threads"))
        plan = wizard.plan()
        for stage in plan.stages if threads else ():
            if hasattr(plan.suggested(stage), "threads"):
                wizard.set_field(stage, "threads", threads)

    def begin_anew(self) -> None:
        """Forget the draft in front and ask again."""
        wizard, folder = self._wizard, self._session.folder
        if wizard is not None and folder is not None:
            drafts.forget(folder, wizard.flow)
            self.begin(wizard.flow, wizard.runs, anew=True)

    def forget(self) -> None:
        """The project is another."""
        self.leave()
        self.fusion.forget()
        self.budget.forget()

    def leave(self) -> None:
        """Ask no more; the draft stays."""
        self._wizard, self.failure = None, None
        self.trial.cancel()
        self._looked = self._looking = self._unchecked = None
        self._timer.stop()

    def state(self, searches: Sequence[Path] = ()) -> WizardState | None:
        """What to show; ``searches`` are folders of which some may have found recipes for it."""
        if self._wizard is None:
            return None
        if self._table is not self._session.table:
            self._table = self._session.table
            self._data = DataSummary.of(self._session.table)
        key = self._key()
        fresh = self._looked if self._looked and self._looked.key == key else None
        unchecked = self._unchecked is not None and self._unchecked == key
        flow = self._wizard.flow
        found = tuple(one for one in map(best_of_search, searches)
                      if one is not None and one.recipe.stage == flow)  # fmt: skip
        return replace(self._wizard.state(fresh, self._data, unchecked=unchecked), found=found)

    # Answers

    def answer(self, value: str) -> None:
        """Answer the question in front."""
        self._with(lambda wizard: wizard.answer(value))

    def choose_network(self, network: str) -> None:
        """Train this student instead of a recommended one."""
        self._with(lambda wizard: wizard.choose_network(network))

    def choose_teachers(self, paths: Sequence[str], *, average: bool) -> None:
        """Let these speak as one."""
        self._with(lambda wizard: wizard.choose_teachers(paths, average=average))

    def set_within_budget(self, wanted: bool) -> None:
        """Whether what the challenge would refuse can be chosen."""
        self._with(lambda wizard: wizard.set_within_budget(wanted))

    def set_title(self, title: str) -> None:
        """Call the run so; empty: by what it makes."""
        self._with(lambda wizard: wizard.set_title(title))

    def set_field(self, stage: str, name: str, value: Value | None) -> None:
        """Change a setting by hand; None takes the change back."""
        self._with(lambda wizard: wizard.set_field(stage, name, value))

    def choose_pace(self, pace: str) -> None:
        """Learn more or less carefully."""
        self._with(lambda wizard: wizard.choose_pace(pace))

    def set_colours(self, wanted: bool) -> None:
        """Whether training hears clips in the colours of other devices."""
        self._with(lambda wizard: wizard.set_colours(wanted))

    def set_watched(self, wanted: bool) -> None:
        """Whether accuracy is measured while it learns."""
        self._with(lambda wizard: wizard.set_watched(wanted))

    def choose_place(self, key: str) -> None:
        """Compute there: every stage."""
        plan, is_device = self.plan(), key in DEVICES
        self._with(lambda wizard: wizard.set_compute("local" if is_device else key))
        for stage in plan.stages if plan is not None else ():
            self.set_field(stage, "torch_device", key if is_device else "auto")

    def place(self) -> str:
        """Where it is computed."""
        plan = self.plan()
        if plan is not None and plan.answers.compute != "local":
            return plan.answers.compute
        try:
            return "auto" if plan is None else plan.recipe().torch_device
        except api.RecipeError:
            return "auto"

    def has_teacher(self) -> bool:
        """Whether a student would have one."""
        plan = self.plan()
        return plan is not None and plan.has_teacher

    def choose_weights(self, path: Path) -> None:
        """Use a file of published weights."""
        try:
            weights = look_at_weights(path)
        except api.AscError as error:
            self._fail(error)
            return
        self._with(lambda wizard: wizard.set_weights(weights))

    def open_recipe(self, opened: OpenedRecipe) -> None:
        """Begin with a recipe that was given."""
        self._with(lambda wizard: wizard.open(opened))

    def take_over(
        self, opened: OpenedRecipe, inputs: Mapping[str, str], settings: Mapping[str, Value]
    ) -> None:
        """Begin with a recipe of this project, and from what its run started from.

        The step in front is the one that shows what was changed.

        Args:
            opened: the recipe.
            inputs: of its run.
            settings: that are others.
        """
        recipe, source = opened.recipe, inputs.get("teacher") or inputs.get("student")
        weights = getattr(recipe, "weights", "")

        def change(wizard: Wizard) -> None:
            wizard.open(opened)
            if wizard.flow != "finetune":
                wizard.set_source(str(source or NO_TEACHER))
            wizard.go_to("pace" if wizard.flow != "quantize" else "method")
            for name, value in settings.items():
                if not wizard.problem:
                    wizard.set_field(recipe.stage, name, value)

        if weights:
            self.choose_weights(Path(weights))
        self._with(change)

    def go(self, step: int) -> None:
        """Show another question."""
        self._with(lambda wizard: wizard.go(step))
        self._try_steps()

    def go_to(self, key: str) -> None:
        """Show the question with this key."""
        self._with(lambda wizard: wizard.go_to(key))

    def next(self) -> None:
        """Go to the next question, or start."""
        state = self.state()
        if state is None:
            return
        if state.last:
            self.start()
        else:
            self.go(state.current + 1)

    def choose_scene(self, scene: str, *, wanted: bool) -> None:
        """Learn a scene or leave it out of this run; the project stays as it is."""
        every = [row.scene for row in self._data.scenes]
        self._with(lambda wizard: wizard.choose_scene(scene, every, wanted=wanted))

    def act(self, finding: "api.Finding") -> None:
        """Do what a finding offers."""
        steps: dict[str, Callable[[], object]] = {
            "exclude": lambda: self._leave_out(finding),
            "split": self.divide,
            "label": lambda: self._context.go("label"),
            "locate": lambda: self._context.run("library.locate"),
            "show": lambda: self._context.go("library", finding.segment_ids),
            "choose_weights": lambda: self.go_to("weights"),
            "teachers": lambda: self.go_to("teacher"),
            "augment_devices": lambda: self.set_colours(True),
        }
        steps.get(finding.action, lambda: None)()

    def _leave_out(self, finding: "api.Finding") -> None:
        """A scene of this run alone; clips of every run, which undo takes back."""
        ids = finding.segment_ids
        if finding.kind == "few_clips" and finding.names:
            self.choose_scene(finding.names[0], wanted=False)
        elif self._session.set_state(ids, "excluded"):
            self._context.say(self.tr("{n} clips left out").format(n=len(ids)), undoable=True)

    def divide(self) -> None:
        """Divide the clips into training and test so that nothing is on both sides."""
        if self._session.edit(self._session.table.segment_ids.tolist(), api.split_by):
            self._context.say(self.tr("Divided into training and test"), undoable=True)

    def start(self) -> None:
        """Start the run; it goes on if the window closes."""
        state, wizard, project = self.state(), self._wizard, self._session.project
        if state is None or wizard is None or project is None or state.blocked:
            return
        wizard.take_free_name()
        plan = wizard.plan()
        try:
            path = start(project, plan)
        except (api.AscError, OSError) as error:
            self._fail(error)
            return
        self.trial.cancel()
        drafts.forget(plan.folder, plan.flow)
        waits = api.with_places([api.RunFolder(path).status()], project.runs_dir)[0].place
        self._context.say(
            self.tr("Started. You can close the window: the run goes on.")
            if waits is None
            else self.tr("In line: it starts when a core is free, also without the window.")
        )
        self.leave()
        self.started.emit(path)

    # What takes longer

    def fusion_key(self) -> object:
        """What decides what a fusion would be."""
        answers = None if self._wizard is None else self._wizard.answers
        return None if answers is None else (answers.together, answers.average)

    def preview_fusion(self) -> None:
        """Ask what the teachers that were chosen would be together, or stop asking."""
        folder, key = self._session.folder, self.fusion_key()
        if folder is None or self._wizard is None:
            return
        if self.fusion.busy:
            self.fusion.cancel()
            return
        answers = self._wizard.answers
        average = ["--average"] if answers.average else []
        self.fusion.ask(key, ["fuse", str(folder), *answers.together, *average, "--preview"])

    def ask_budget(self) -> None:
        """Ask what all students cost and how good those on file are."""
        folder = self._session.folder
        if folder is not None:
            self.budget.ask(id(self._session.table), ["budget", str(folder)])

    def show_clips(self, segment_ids: tuple[int, ...]) -> None:
        """Pick these clips in Explore."""
        self._context.go("explore", segment_ids)

    def search(self, minutes: int, at_once: int = 1) -> None:
        """Search for good settings of the stage in front; it is a run like any other."""
        plan, project = self.plan(), self._session.project
        if plan is None or project is None:
            return
        try:
            path = start_search(project, plan, minutes, at_once)
        except (api.AscError, OSError) as error:
            self._fail(error)
            return
        words = self.tr("The search has started. The best so far is always kept.")
        self._context.say(words)
        self.leave()
        self.started.emit(path)

    def recipe_files(self, name: str) -> list[str]:
        """The files that it would be saved in under a name."""
        plan = self.plan()
        return [] if plan is None else recipe_names(plan, name)

    def save(self, folder: Path, name: str) -> None:
        """Write the recipe, or one file for every stage; nothing of this computer is in it."""
        plan = self.plan()
        if plan is None:
            return
        try:
            written = save_recipes(plan, folder, name)
        except (api.AscError, OSError) as error:
            self._fail(error)
            return
        self._context.say(self.tr("Saved {name}").format(name=", ".join(written)))

    # What the engine says

    def _with(self, change: Callable[[Wizard], None]) -> None:
        if self._wizard is None:
            return
        self.failure = None
        change(self._wizard)
        self._on_change()
        if drafts.write(self._wizard.plan()):
            self._context.noted.emit(self.tr("Draft saved"))

    def _fail(self, error: Exception) -> None:
        hint = error.hint if isinstance(error, api.AscError) else ""
        self.failure = Failure(str(getattr(error, "message", error)), hint)
        self.changed.emit()

    def _on_data(self) -> None:
        if self._wizard is not None:
            self._on_change()

    def _on_change(self) -> None:
        if self._looking != self._key():
            self._timer.start()
        self.changed.emit()

    def _key(self) -> object:
        """What decides what the engine says: recipes, inputs and clips."""
        plan = self.plan()
        if plan is None:
            return None
        try:
            recipes = plan.recipes()
        except api.RecipeError as error:
            return str(error)
        inputs = tuple(sorted(plan.inputs().items()))
        return (plan.flow, recipes, inputs, id(self._session.table))

    def _look(self) -> None:
        project, plan, key = self._session.project, self.plan(), self._key()
        if project is None or plan is None or isinstance(key, str):
            return
        self._looking, self._unchecked = key, None
        recipes, inputs = plan.recipes(), plan.inputs()
        table, usable = self._session.table, self._usable
        self._session.background(
            lambda: look(project, recipes, inputs, usable.of(table), key),
            self._on_looked,
            lambda error: self._on_not_looked(key, error),
        )

    def _on_looked(self, looked: Looked) -> None:
        self._looked = looked
        self._try_steps()
        self.changed.emit()
        if self._wizard is not None and looked.key != self._key():
            self._timer.start()

    def _on_not_looked(self, key: object, error: "api.AscError") -> None:
        """Nobody waits for it any more; the next change of an answer looks again."""
        if self._wizard is None or key != self._key():
            return
        self._looking, self._unchecked = None, key
        self._fail(error)

    def _try_steps(self) -> None:
        """Train a few steps of what nobody has trained here yet, before it is started."""
        wizard, looked, folder = self._wizard, self._looked, self._session.folder
        if wizard is None or looked is None or folder is None or self.trial.busy:
            return
        fresh = looked.key == self._key() and not looked.blocked and wizard.current > 0
        if not fresh or not self._context.settings.is_on("train.trial"):
            return
        plan = wizard.plan()
        costs = looked.costs[-len(plan.stages) :]
        for stage, cost in zip(plan.stages, costs, strict=True):
            key = api.speed_key(plan.recipe(stage))
            there = stage != "quantize" or plan.source is not None
            if cost.measured == "guessed" and key not in self._tried and there:
                self._tried.add(key)
                self.trial.ask(key, ["estimate", *_trial_words(plan, stage), "--measure"])
                return

    def _on_trial(self) -> None:
        if not self.trial.busy and self._wizard is not None:
            self._look()
        self.changed.emit()


def _trial_words(plan: Plan, stage: str) -> list[str]:
    """Stage, project, recipe and settings, as the command line takes them."""
    settings = [word for one in plan.overrides(stage) for word in ("--set", one)]
    student = ["--student", str(plan.source.path)] if stage == "quantize" and plan.source else []
    return [stage, str(plan.folder), "--recipe", plan.recipe_name(stage), *settings, *student]
