"""The questions before a run, as values: what is asked, what was answered, what follows."""

import json
import shlex
import struct
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject

from ascstudio.pages.train.checks import Check, DataChecks, worst_first
from ascstudio.project.clip_table import ClipTable
from ascstudio.words import counted
from ml_core import api

Flow = Literal["finetune", "distil", "quantize"]
TEACHER_STAGES = ("finetune", "fuse")  # whose runs teach students
BUDGET_BYTES = 128_000  # the DCASE challenge's limits, of int8 weights and per second of sound
BUDGET_MACS = 30_000_000
MAX_HEADER = 10_000_000  # a safetensors header larger than this is not one

STEPS: Mapping[Flow, tuple[str, ...]] = {
    "finetune": ("network", "pace", "check"),
    "distil": ("teacher", "network", "pace", "check"),
    "quantize": ("student", "pace", "check"),
}
PACES: Mapping[Flow, Mapping[str, float]] = {  # times the epochs of the built-in recipe
    "finetune": {"quick": 0.25, "balanced": 1.0, "thorough": 2.0},
    "distil": {"quick": 0.25, "balanced": 1.0, "thorough": 2.0},
    "quantize": {"quick": 0.2, "balanced": 1.0, "thorough": 2.0},
}
NO_TEACHER = "none"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: what it is called, for whom it is, what it costs."""

    key: str
    title: str
    sentence: str = ""
    cost: str = ""
    reason: str = ""  # why it cannot be chosen


@dataclass(frozen=True, slots=True)
class Question:
    """One step of the wizard."""

    key: str
    title: str  # in the rail
    question: str
    sentence: str
    options: tuple[Option, ...] = ()
    answer: str = ""
    answer_words: str = ""


@dataclass(frozen=True, slots=True)
class Size:
    """What a network costs on the device, for the gauges."""

    n_bytes: int  # int8 weights
    macs: int  # per second of sound
    peak_bytes: int  # int8 activations


@dataclass(frozen=True, slots=True)
class SourceRun:
    """A finished run that another one may start from."""

    path: Path
    name: str
    stage: str
    network: str
    accuracy: float | None


@dataclass(frozen=True, slots=True)
class WeightsFile:
    """A file with published weights, by its own words."""

    path: Path
    n_bytes: int
    licence: str


@dataclass(frozen=True, slots=True)
class WizardState:
    """Everything the wizard shows."""

    flow: Flow
    title: str
    questions: tuple[Question, ...]
    current: int = 0
    checks: tuple[Check, ...] = ()
    size: Size | None = None
    facts: tuple[tuple[str, str], ...] = ()
    command: str = ""
    blocked: str = ""  # why it cannot start
    needs_file: bool = False  # the chosen network needs a file of weights
    weights: WeightsFile | None = None

    @property
    def question(self) -> Question:
        """The step in front."""
        return self.questions[self.current]

    @property
    def last(self) -> bool:
        """Whether the step in front is *Check and start*."""
        return self.current == len(self.questions) - 1


@dataclass(frozen=True, slots=True)
class _Answers:
    network: str = ""
    source: str = ""  # path of the teacher's or student's run, or NO_TEACHER
    pace: str = "balanced"
    weights: WeightsFile | None = None
    name: str = ""


def read_weights_info(path: Path) -> WeightsFile:
    """Size and licence of a safetensors file, from its header alone.

    Raises:
        AscError: it is not a safetensors file.
    """
    try:
        n_bytes = path.stat().st_size
        with path.open("rb") as stream:
            (length,) = struct.unpack("<Q", stream.read(8))
            header = json.loads(stream.read(min(length, MAX_HEADER)))
        metadata = header.get("__metadata__", {})
        about = json.loads(metadata.get("about", "{}"))
        licence = about.get("licence") or metadata.get("licence") or metadata.get("license") or ""
    except (OSError, ValueError, struct.error, AttributeError) as error:
        raise api.AscError(
            f'"{path.name}" holds no weights that can be read.',
            hint="Choose the file yamnet.safetensors.",
        ) from error
    return WeightsFile(path, n_bytes, str(licence))


class Wizard(QObject):
    """Asks what a run needs, one question at a time, and turns the answers into a recipe."""

    def __init__(
        self, flow: Flow, folder: Path, table: ClipTable, runs: Sequence[SourceRun]
    ) -> None:
        super().__init__()
        self.flow: Flow = flow
        self._folder = folder
        self._data_checks = DataChecks().of(table)
        self._runs = tuple(runs)
        self._networks = api.networks()
        self._current = 0
        self._answers = _Answers(
            network={"finetune": "cp-resnet-128k", "distil": "cp-mobile-30k"}.get(flow, ""),
            source=self._first_source(),
            name=time.strftime("%Y%m%d-%H%M%S"),
        )

    def answer(self, value: str) -> None:
        """Answer the question in front."""
        key = STEPS[self.flow][self._current]
        if key == "network":
            self._answers = replace(self._answers, network=value)
        elif key in ("teacher", "student"):
            self._answers = replace(self._answers, source=value)
        elif key == "pace":
            self._answers = replace(self._answers, pace=value)

    def set_weights(self, weights: WeightsFile) -> None:
        """Use a file of published weights."""
        self._answers = replace(self._answers, weights=weights)

    def go(self, step: int) -> None:
        """Show another step; answers are kept."""
        self._current = min(max(0, step), len(STEPS[self.flow]) - 1)

    def state(self) -> WizardState:
        """What to show now."""
        questions = tuple(self._question(key) for key in STEPS[self.flow])
        checks = self._checks()
        blocking = [check.title for check in checks if check.state == "err"]
        return WizardState(
            flow=self.flow,
            title=self._flow_title(),
            questions=questions,
            current=self._current,
            checks=checks,
            size=self._size(),
            facts=self._facts(questions),
            command=self.command(),
            blocked=blocking[0] if blocking else "",
            needs_file=self._needs_file(),
            weights=self._answers.weights,
        )

    def recipe(self) -> "api.Recipe":
        """The recipe the answers make.

        Raises:
            RecipeError: they make none.
        """
        return api.builtin_recipe(self._recipe_name()).with_overrides(self._overrides())

    def inputs(self) -> dict[str, str]:
        """What the run starts from."""
        source = self._answers.source
        if self.flow == "distil" and source != NO_TEACHER:
            return {"teacher": source}
        return {"student": source} if self.flow == "quantize" else {}

    def run_path(self) -> Path:
        """Folder of the run."""
        what = self._answers.network if self.flow != "quantize" else "int8"
        return self._folder / "runs" / f"{self.flow}-{what}-{self._answers.name}"

    def command(self) -> str:
        """The command line that starts the same run."""
        words = ["asc", self.flow, str(self._folder)]
        if self.flow == "quantize":
            words.append(self._answers.source)
        elif self.flow == "distil" and self._answers.source != NO_TEACHER:
            words += ["--teacher", self._answers.source]
        words += ["--recipe", self._recipe_name()]
        for override in self._overrides():
            words += ["--set", override]
        return shlex.join([*words, "--out", str(self.run_path())])

    # The recipe

    def _recipe_name(self) -> str:
        if self.flow == "finetune":
            frozen = self._answers.network == "yamnet"
            return "yamnet-frozen" if frozen else "finetune-default"
        return f"{self.flow}-default"

    def _overrides(self) -> list[str]:
        base = api.builtin_recipe(self._recipe_name())
        overrides = []
        if isinstance(base, api.DistilRecipe) and self._answers.network != base.network:
            overrides.append(f"network={self._answers.network}")
        epochs = self._epochs(self._answers.pace, base.epochs)
        if epochs != base.epochs:
            overrides.append(f"epochs={epochs}")
        if self.flow == "finetune" and self._needs_file() and self._answers.weights is not None:
            overrides.append(f"weights={json.dumps(str(self._answers.weights.path))}")
        return overrides

    def _epochs(self, pace: str, base: int) -> int:
        return max(1, round(base * PACES[self.flow][pace]))

    def _needs_file(self) -> bool:
        return self.flow == "finetune" and self._answers.network == "yamnet"

    # The questions

    def _question(self, key: str) -> Question:
        make = {
            "network": self._ask_network,
            "teacher": self._ask_teacher,
            "student": self._ask_student,
            "pace": self._ask_pace,
            "check": self._ask_check,
        }[key]
        question = make()
        words = {option.key: option.title for option in question.options}
        return replace(question, answer_words=words.get(question.answer, question.answer_words))

    def _ask_network(self) -> Question:
        if self.flow == "finetune":
            return Question(
                "network",
                self.tr("Teacher"),
                self.tr("Which network should learn your scenes?"),
                self.tr("A teacher hears best. It is too large for small devices."),
                (self._cp_resnet(), self._yamnet()),
                self._answers.network,
            )
        names = [name for name, size in self._networks.items() if size["role"] == "student"]
        return Question(
            "network",
            self.tr("Student"),
            self.tr("Which student should run on the device?"),
            self.tr(
                "A student is the small network that listens later."
                " Larger ones hear more, smaller ones fit more devices."
            ),
            tuple(self._student_option(name) for name in names),
            self._answers.network,
        )

    def _cp_resnet(self) -> Option:
        return Option(
            "cp-resnet-128k",
            self.tr("CP-ResNet 128k"),
            self.tr("Ready now. Starts from nothing and learns only from your clips."),
            self._size_words("cp-resnet-128k", bytes_per_parameter=4),
        )

    def _yamnet(self) -> Option:
        weights = self._answers.weights
        if weights is None:
            sentence = self.tr("Has heard two million clips before. Needs a file of 15 MB.")
        else:
            licence = weights.licence or self.tr("licence not stated in the file")
            sentence = self.tr("{file}, {size}, {licence}").format(
                file=weights.path.name, size=bytes_words(weights.n_bytes), licence=licence
            )
        cost = self._size_words("yamnet", bytes_per_parameter=4)
        return Option("yamnet", self.tr("YAMNet"), sentence, cost)

    def _student_option(self, name: str) -> Option:
        sentences = {
            "cp-mobile-6k": self.tr("For the smallest microcontrollers"),
            "cp-mobile-12k": self.tr("For microcontrollers with little memory"),
            "cp-mobile-30k": self.tr("The balanced choice for a few scenes"),
            "cp-mobile-54k": self.tr("Half the budget, most of the accuracy"),
            "cp-mobile-126k": self.tr("Uses the whole budget, slower to train"),
            "cp-mobile-dcase24": self.tr("As published for the challenge of 2024"),
        }
        return Option(name, network_title(name), sentences.get(name, ""), self._size_words(name))

    def _size_words(self, name: str, bytes_per_parameter: int = 1) -> str:
        size = self._networks[name]
        n_bytes = bytes_words(size["parameters"] * bytes_per_parameter)
        return f"{n_bytes} · {size['macs'] / 1e6:.1f} MMAC"

    def _ask_teacher(self) -> Question:
        options = [self._run_option(run) for run in self._runs if run.stage in TEACHER_STAGES]
        options.append(
            Option(
                NO_TEACHER,
                self.tr("No teacher"),
                self.tr("The student learns from the labels alone, usually with less accuracy."),
            )
        )
        return Question(
            "teacher",
            self.tr("Teacher"),
            self.tr("Who teaches?"),
            self.tr("The student imitates what the teacher hears in each clip."),
            tuple(options),
            self._answers.source,
        )

    def _ask_student(self) -> Question:
        options = tuple(self._run_option(run) for run in self._runs if run.stage == "distil")
        return Question(
            "student",
            self.tr("Student"),
            self.tr("Which student should become int8?"),
            self.tr("Whole numbers instead of floats: a quarter of the size, and faster."),
            options,
            self._answers.source,
        )

    def _run_option(self, run: SourceRun) -> Option:
        cost = percent(run.accuracy) if run.accuracy is not None else ""
        return Option(str(run.path), network_title(run.network) or run.name, run.name, cost)

    def _ask_pace(self) -> Question:
        base = api.builtin_recipe(self._recipe_name()).epochs
        titles = {
            "quick": (self.tr("Quick"), self.tr("To see whether it works at all")),
            "balanced": (self.tr("Balanced"), self.tr("Usually as good as it gets")),
            "thorough": (self.tr("Thorough"), self.tr("Twice the time for the last points")),
        }
        options = tuple(
            Option(
                pace,
                *titles[pace],
                counted(self._epochs(pace, base), self.tr("{n} epoch"), self.tr("{n} epochs")),
            )
            for pace in titles
        )
        return Question(
            "pace",
            self.tr("Learning"),
            self.tr("How carefully?"),
            self.tr("An epoch is one pass over all training clips."),
            options,
            self._answers.pace,
        )

    def _ask_check(self) -> Question:
        return Question(
            "check",
            self.tr("Check and start"),
            self.tr("Ready to start"),
            self.tr("Your data was checked."),
            answer_words=self.tr("Data, size, command"),
        )

    def _checks(self) -> tuple[Check, ...]:
        found = self._data_checks
        if self._needs_file() and self._answers.weights is None:
            title = self.tr("YAMNet needs its file of weights")
            found = (*found, Check("err", title, self.tr("Choose it in the first step.")))
        if self.flow == "quantize" and not self._answers.source:
            title = self.tr("There is no finished student yet")
            found = (*found, Check("err", title, self.tr("Distil a student first.")))
        return worst_first(found)

    # Beside the questions

    def _size(self) -> Size | None:
        if self.flow != "distil" or self._answers.network not in self._networks:
            return None
        size = self._networks[self._answers.network]
        return Size(size["parameters"], size["macs"], size["peak_activation_bytes"] // 4)

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


def network_title(name: str) -> str:
    """``cp-mobile-54k`` as people read it: ``CP-Mobile 54k``."""
    words = {"cp": "CP", "mobile": "Mobile", "resnet": "ResNet", "yamnet": "YAMNet"}
    parts = [words.get(part, part) for part in name.split("-")]
    if parts[:1] == ["CP"]:
        parts = ["-".join(parts[:2]), *parts[2:]]
    return " ".join(part.replace("dcase24", "DCASE 2024") for part in parts)


def bytes_words(n_bytes: int) -> str:
    """``54 kB``, ``15 MB``."""
    if n_bytes < 1_000_000:
        return f"{n_bytes / 1000:.0f} kB"
    return f"{n_bytes / 1e6:.0f} MB"


def percent(share: float) -> str:
    """``57.6 %``."""
    return f"{100 * share:.1f} %"
