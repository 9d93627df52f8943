"""The questions before a run, as values: what is asked, what was answered, what follows."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import QObject

from ascstudio.jobs.remedies import without_commands
from ascstudio.pages.train.flows import TEACHER_STAGES, Flow, SourceRun
from ascstudio.pages.train.sizes import Size, networks
from ascstudio.pages.train.wizard.data import DataSummary
from ascstudio.pages.train.wizard.fields import FieldRow, Fields
from ascstudio.pages.train.wizard.looking import Looked
from ascstudio.pages.train.wizard.plan import (
    NO_TEACHER,
    OPENED,
    OWN,
    SEVERAL,
    Answers,
    OpenedRecipe,
    Plan,
    Value,
    network_of,
)
from ascstudio.pages.train.wizard.questions import Question, Questions
from ascstudio.pages.train.wizard.weights import WeightsFile
from ascstudio.project.names import network_title, percent
from ascstudio.translation import told
from ascstudio.words import counted
from ml_core import api

COLOURS = ("freq_mixstyle_share", "dir_share")
"""Settings by which training hears clips as other devices would."""
USUAL_SHARE = 0.4  # of windows that get another colour
VALIDATION, HELD_OUT = "validation_share", 0.1


@dataclass(frozen=True, slots=True, eq=False)
class WizardState:
    """Everything the wizard shows."""

    flow: Flow
    title: str
    questions: tuple[Question, ...]
    data: DataSummary
    answers: Answers
    current: int = 0
    seen: int = 0  # the furthest step that was in front
    looked: Looked | None = None  # None: the engine has not answered yet
    unchecked: bool = False  # it could not answer, and nobody waits for it
    findings: tuple["api.Finding", ...] = ()
    legs: tuple[str, ...] = ()  # what the runs are called, in order
    size: Size | None = None
    facts: tuple[tuple[str, str], ...] = ()
    command: str = ""
    blocked: str = ""  # why it cannot start
    published: tuple["api.PublishedWeights", ...] = ()  # of these files one must be given
    weights: WeightsFile | None = None  # the one that was
    fields: Mapping[str, tuple[FieldRow, ...]] = field(default_factory=dict)  # by stage
    problem: str = ""  # what is wrong with a setting that was changed
    teachers: tuple[SourceRun, ...] = ()  # that can speak as one
    found: tuple[OpenedRecipe, ...] = ()  # by searches

    @property
    def question(self) -> Question:
        """The step in front."""
        return self.questions[self.current]

    @property
    def last(self) -> bool:
        """Whether the step in front is *Check and start*."""
        return self.current == len(self.questions) - 1

    @property
    def network(self) -> str:
        """Chosen among all students; empty: none was."""
        return self.answers.network


class Wizard(QObject):
    """Asks what a run needs, one question at a time, and turns the answers into a plan.

    Args:
        flow: what it is for.
        folder: of the project.
        runs: finished ones, to start from.
        answers: a draft to go on with; None: begin anew.
    """

    def __init__(
        self, flow: Flow, folder: Path, runs: Sequence[SourceRun], answers: Answers | None = None
    ) -> None:
        super().__init__()
        self.flow: Flow = flow
        self._folder = folder
        self.runs = tuple(runs)
        self._questions = Questions(runs)
        self._fields = Fields()
        self._current = self._seen = 0
        self.problem = ""
        self.answers = answers or Answers(time.strftime("%Y%m%d-%H%M%S"), self._first_source())

    def answer(self, value: str) -> None:
        """Answer the question in front."""
        key = self.plan().steps[self._current]
        if key == "network":
            key = "way" if self.flow == "distil" else "teacher"
        elif key in ("teacher", "student"):
            key = "source"
        if key == "source" and value == SEVERAL and len(self.answers.together) < 2:
            alone = [str(run.path) for run in self.teachers()]
            self._change(together=tuple(alone[:2]))
        if key in ("way", "teacher", "method", "goal", "pace", "source"):
            self._change(**{key: value})

    def take_free_name(self) -> None:
        """Somebody may have typed the command meanwhile: its runs keep their folders."""
        name, number = self.answers.name, 2
        while self.plan().run_path().exists() or (
            self.plan().teachers and self.plan().fusion_path().exists()
        ):
            self._change(name=f"{name}-{number}")
            number += 1

    def set_title(self, title: str) -> None:
        """Call the run so."""
        self._change(title=title)

    def set_source(self, source: str) -> None:
        """Let this run teach, or nobody: the path of a finished one, or ``NO_TEACHER``."""
        known = {str(run.path) for run in self.runs}
        self._change(source=source if source in known else NO_TEACHER)

    def choose_pace(self, pace: str) -> None:
        """Learn more or less carefully."""
        self._change(pace=pace)

    def choose_network(self, network: str) -> None:
        """Train this student instead of a recommended one; who wants a larger one has no budget."""
        self._change(network=network, way=OWN)
        if self.plan().over_budget:
            self._change(within_budget=False)

    def set_weights(self, weights: WeightsFile) -> None:
        """Use a file of published weights for the network that was chosen."""
        network = network_of_finetune(self.plan())
        self._change(weights={**self.answers.weights, network: weights})

    def choose_teachers(self, paths: Sequence[str], *, average: bool) -> None:
        """Let these speak as one."""
        self._change(together=tuple(paths), average=average)

    def set_within_budget(self, wanted: bool) -> None:
        """Whether what the challenge would refuse can be chosen."""
        self._change(within_budget=wanted)
        if wanted and self.plan().over_budget:
            self._change(way="small", network="")

    def open(self, opened: OpenedRecipe) -> None:
        """Begin with a recipe that was given, saved or found."""
        stage = opened.recipe.stage
        chosen = {"finetune": "teacher", "distil": "way"}.get(stage, "method")
        rest = {key: value for key, value in self.answers.changes.items() if key != stage}
        self._change(opened={**self.answers.opened, stage: opened}, changes=rest)
        self._change(**{chosen: OPENED})

    def set_field(self, stage: str, name: str, value: Value | None) -> None:
        """Change a setting by hand; None takes the change back.

        What the engine refuses is not taken over: ``problem`` says why.
        """
        before, self.problem = self.answers, ""
        of_stage = {k: v for k, v in before.changes.get(stage, {}).items() if k != name}
        suggested = getattr(self.plan().suggested(stage), name, None)
        if value is not None and value != suggested:
            of_stage[name] = value
        self._change(changes={**before.changes, stage: of_stage})
        try:
            recipe = self.plan().recipe(stage)
            api.require_network(getattr(recipe, "network", "") or next(iter(networks())))
        except api.AscError as error:
            self.answers = before
            self.problem = without_commands(str(error))

    def scenes(self) -> tuple[str, ...]:
        """Those that are learned; none where nobody chose: then all of the project."""
        plan = self.plan()
        return plan.recipe(plan.stages[0]).chosen_scenes

    def choose_scene(self, scene: str, every: Sequence[str], *, wanted: bool) -> None:
        """Learn a scene or leave it out; the runs that follow learn the same.

        Args:
            scene: that is meant.
            every: of the project, in order.
            wanted: whether it is learned.
        """
        now = set(self.scenes() or every) - {scene}
        chosen = [one for one in every if one in now or (one == scene and wanted)]
        value = api.FinetuneRecipe.scenes_text(chosen) if len(chosen) < len(every) else None
        self.set_field(self.plan().stages[0], "scenes", value)

    def set_colours(self, wanted: bool) -> None:
        """Whether training hears clips in the colours of other devices."""
        plan = self.plan()
        for stage in self._learning():
            suggested = plan.suggested(stage)
            usual = any(getattr(suggested, name) for name in COLOURS)
            for name in COLOURS:
                self.set_field(stage, name, None if wanted and usual else 0.0)
            if wanted and not usual:
                self.set_field(stage, COLOURS[0], USUAL_SHARE)

    def set_compute(self, where: str) -> None:
        """Where all stages are computed that can be there, as ``--compute`` takes it."""
        self._change(compute=where)

    def set_watched(self, wanted: bool) -> None:
        """Whether some sources are kept to see how well it does while it learns."""
        for stage in self._learning():
            self.set_field(stage, VALIDATION, HELD_OUT if wanted else 0.0)

    def _learning(self) -> tuple[str, ...]:
        return tuple(stage for stage in self.plan().stages if stage != "quantize")

    def go(self, step: int) -> None:
        """Show another step; answers are kept."""
        self._current = min(max(0, step), len(self.plan().steps) - 1)
        self._seen = max(self._seen, self._current)
        self.problem = ""

    def go_to(self, key: str) -> None:
        """Show the step of a question, if it is asked."""
        steps = self.plan().steps
        if key in steps:
            self.go(steps.index(key))

    @property
    def current(self) -> int:
        """Number of the step in front."""
        return self._current

    def teachers(self) -> tuple[SourceRun, ...]:
        """Runs that can speak as one."""
        return tuple(run for run in self.runs if run.stage == "finetune")

    def plan(self) -> Plan:
        """The run that the answers make."""
        by_path = {str(run.path): run for run in self.runs}
        together = self.answers.source == SEVERAL and self.flow == "distil"
        chosen = [by_path[path] for path in self.answers.together if path in by_path]
        teachers = tuple(chosen) if together and len(chosen) > 1 else ()
        source = by_path.get(self.answers.source)
        return Plan(self.flow, self._folder, source, self.answers, teachers)

    def state(
        self, looked: Looked | None, data: DataSummary, *, unchecked: bool = False
    ) -> WizardState:
        """What to show now.

        Args:
            looked: what the engine said of the plan; None while it has not.
            data: what the project has to learn from.
            unchecked: the engine could not say anything.
        """
        plan, data = self.plan(), data.of_scenes(self.scenes())
        findings = (*self._missing(plan), *(looked.findings if looked is not None else ()))
        blocked = next((told(one.title) for one in findings if one.level == "block"), "")
        if not blocked and looked is None:
            waiting = self.tr("The data is being checked.")
            blocked = self.tr("The data could not be checked.") if unchecked else waiting
        words = self._data_words(data)
        seconds = looked.cost.seconds.middle if looked is not None else None
        questions = self._questions.of(plan, ready=not blocked, data=words, seconds=seconds)
        source = plan.source.network if self.flow == "quantize" and plan.source else ""
        network = plan.network or source
        known = self.flow != "finetune" and network in networks()
        return WizardState(
            flow=self.flow,
            title=self._flow_title(),
            questions=questions,
            data=data,
            answers=self.answers,
            current=self._current,
            seen=self._seen,
            looked=looked,
            findings=findings,
            legs=self._legs(plan),
            size=Size.of(network, plan.front_end_for(network)) if known else None,
            facts=self._facts(plan),
            command=plan.command(),
            blocked=blocked,
            published=plan.published,
            weights=plan.weights,
            fields=self._rows(plan),
            problem=self.problem,
            unchecked=looked is None and unchecked,
            teachers=self.teachers(),
        )

    def _change(self, **answers: object) -> None:
        self.answers = replace(self.answers, **answers)  # type: ignore[arg-type]

    def _missing(self, plan: Plan) -> tuple["api.Finding", ...]:
        """What keeps it from starting that the engine need not be asked for."""
        if plan.flow == "quantize" and plan.source is None:
            title = self.tr("There is no finished student yet")
            return (api.Finding("inputs", "block", title, self.tr("Distil a student first.")),)
        if plan.flow == "distil" and self.answers.source == SEVERAL and not plan.teachers:
            title = self.tr("Choose at least two teachers")
            sentence = self.tr("They stand in the first step.")
            return (api.Finding("teachers", "block", title, sentence, "teachers"),)
        return ()

    def _legs(self, plan: Plan) -> tuple[str, ...]:
        words = {
            "finetune": self.tr("Fine-tune teacher"),
            "distil": self.tr("Distil"),
            "quantize": self.tr("int8"),
        }
        first = (self.tr("Fuse"),) if plan.teachers else ()
        return (*first, *(words[stage] for stage in plan.stages))

    def _rows(self, plan: Plan) -> dict[str, tuple[FieldRow, ...]]:
        found = {}
        for stage in plan.stages:
            try:
                rows = self._fields.rows(plan.recipe(stage), plan.suggested(stage))
                found[stage] = tuple(row for row in rows if plan.flow != "all" or
                                     row.field.name != "network")  # fmt: skip
            except api.RecipeError:
                found[stage] = ()
        return found

    def _data_words(self, data: DataSummary) -> str:
        clips = counted(data.n_clips, self.tr("{n} clip"), self.tr("{n} clips"))
        scenes = counted(data.n_scenes, self.tr("{n} scene"), self.tr("{n} scenes"))
        return f"{clips}, {scenes}"

    def _facts(self, plan: Plan) -> tuple[tuple[str, str], ...]:
        """What is made, of what, and what came of the like of it before."""
        titles = {
            "finetune": self.tr("Teacher"),
            "distil": self.tr("Student"),
            "quantize": self.tr("int8"),
        }
        heard = ", ".join(map(network_title, plan.heard)) or self.tr("nobody")
        found = [(self.tr("Taught by"), heard)] if plan.flow == "distil" else []
        for stage in plan.stages:
            name = network_of(plan.begins(stage)) if stage == "finetune" else plan.network
            if stage == "quantize":
                name = plan.network or (plan.source.network if plan.source else "")
            found.append((titles[stage], network_title(name)))
            reached = [run.accuracy for run in self.runs if run.stage == stage
                       and run.network == name and run.accuracy is not None]  # fmt: skip
            if reached and not self.scenes():  # with fewer scenes it is another task
                found.append((self.tr("reached before"), percent(max(reached))))
        return tuple(found)

    def _flow_title(self) -> str:
        return {
            "all": self.tr("All the way"),
            "finetune": self.tr("Fine-tune a teacher"),
            "distil": self.tr("Distil a student"),
            "quantize": self.tr("Make it int8"),
        }[self.flow]

    def _first_source(self) -> str:
        stages = {"distil": TEACHER_STAGES, "quantize": ("distil",)}.get(self.flow, ())
        ready = [run for run in self.runs if run.stage in stages]
        best = max(ready, key=lambda run: run.accuracy or 0.0, default=None)
        if best is not None:
            return str(best.path)
        return NO_TEACHER if self.flow == "distil" else ""


def network_of_finetune(plan: Plan) -> str:
    """The network of the teacher that a plan makes."""
    return str(getattr(plan.begins("finetune"), "network", ""))
