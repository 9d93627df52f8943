"""The questions before a run, as values: what is asked, what was answered, what follows."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject

from ascstudio.pages.train.checks import Check, DataChecks, worst_first
from ascstudio.pages.train.names import network_title
from ascstudio.pages.train.plan import (
    NO_TEACHER,
    OWN,
    TEACHER_STAGES,
    Answers,
    Flow,
    Plan,
    Size,
    SourceRun,
)
from ascstudio.pages.train.questions import Question, Questions
from ascstudio.pages.train.weights import WeightsFile
from ascstudio.project.clip_table import ClipTable
from ml_core import api


@dataclass(frozen=True, slots=True)
class WizardState:
    """Everything the wizard shows."""

    flow: Flow
    title: str
    questions: tuple[Question, ...]
    current: int = 0
    seen: int = 0  # the furthest step that was in front
    checks: tuple[Check, ...] = ()
    size: Size | None = None
    facts: tuple[tuple[str, str], ...] = ()
    command: str = ""
    blocked: str = ""  # why it cannot start
    published: tuple["api.PublishedWeights", ...] = ()  # of these files one must be given
    weights: WeightsFile | None = None  # the one that was
    network: str = ""  # chosen among all students; empty: none was

    @property
    def question(self) -> Question:
        """The step in front."""
        return self.questions[self.current]

    @property
    def last(self) -> bool:
        """Whether the step in front is *Check and start*."""
        return self.current == len(self.questions) - 1


class Wizard(QObject):
    """Asks what a run needs, one question at a time, and turns the answers into a plan."""

    def __init__(
        self, flow: Flow, folder: Path, table: ClipTable, runs: Sequence[SourceRun]
    ) -> None:
        super().__init__()
        self.flow: Flow = flow
        self._folder = folder
        self._data_checks = DataChecks().of(table)
        self._runs = tuple(runs)
        self._questions = Questions(runs)
        self._current = self._seen = 0
        self._answers = Answers(time.strftime("%Y%m%d-%H%M%S"), self._first_source())

    def answer(self, value: str) -> None:
        """Answer the question in front."""
        key = self.plan().steps[self._current]
        if key == "network" and self.flow == "finetune":
            self._answers = replace(self._answers, teacher=value)
        elif key == "network":
            self._answers = replace(self._answers, way=value)
        elif key in ("teacher", "student"):
            self._answers = replace(self._answers, source=value)
        elif key == "method":
            self._answers = replace(self._answers, method=value)
        elif key == "pace":
            self._answers = replace(self._answers, pace=value)

    def choose_network(self, network: str) -> None:
        """Train this student instead of a recommended one."""
        self._answers = replace(self._answers, network=network, way=OWN)

    def set_weights(self, weights: WeightsFile) -> None:
        """Use a file of published weights for the network that was chosen."""
        given = {**self._answers.weights, self.plan().network: weights}
        self._answers = replace(self._answers, weights=given)

    def go(self, step: int) -> None:
        """Show another step; answers are kept."""
        self._current = min(max(0, step), len(self.plan().steps) - 1)
        self._seen = max(self._seen, self._current)

    def plan(self) -> Plan:
        """The run that the answers make."""
        source = next((run for run in self._runs if str(run.path) == self._answers.source), None)
        return Plan(self.flow, self._folder, source, self._answers)

    def state(self) -> WizardState:
        """What to show now."""
        plan = self.plan()
        checks = self._checks(plan)
        blocking = [check.title for check in checks if check.state == "err"]
        questions = self._questions.of(plan, ready=not blocking)
        return WizardState(
            flow=self.flow,
            title=self._flow_title(),
            questions=questions,
            current=self._current,
            seen=self._seen,
            checks=checks,
            size=Size.of(plan.network) if self.flow == "distil" else None,
            facts=self._facts(questions),
            command=plan.command(),
            blocked=blocking[0] if blocking else "",
            published=plan.published,
            weights=plan.weights,
            network=self._answers.network,
        )

    def _checks(self, plan: Plan) -> tuple[Check, ...]:
        found = self._data_checks
        if plan.published and plan.weights is None:
            title = self.tr("{network} needs its file of weights")
            title = title.format(network=network_title(plan.network))
            found = (*found, Check("err", title, self.tr("Choose it in the second step.")))
        if self.flow == "quantize" and plan.source is None:
            title = self.tr("There is no finished student yet")
            found = (*found, Check("err", title, self.tr("Distil a student first.")))
        return worst_first(found)

    def _facts(self, questions: Sequence[Question]) -> tuple[tuple[str, str], ...]:
        return tuple(
            (question.title, question.answer_words)
            for question in questions
            if question.key != "check" and question.answer_words
        )

    def _flow_title(self) -> str:
        return {
            "finetune": self.tr("Fine-tune a teacher"),
            "distil": self.tr("Distil a student"),
            "quantize": self.tr("Make it int8"),
        }[self.flow]

    def _first_source(self) -> str:
        stages = {"distil": TEACHER_STAGES, "quantize": ("distil",)}.get(self.flow, ())
        ready = [run for run in self._runs if run.stage in stages]
        best = max(ready, key=lambda run: run.accuracy or 0.0, default=None)
        if best is not None:
            return str(best.path)
        return NO_TEACHER if self.flow == "distil" else ""
