"""The questions of the wizard in words: what is asked, what can be answered, what it costs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject

from ascstudio.pages.train.names import bytes_words, network_title, percent
from ascstudio.pages.train.plan import (
    METHODS,
    NO_TEACHER,
    OWN,
    PACES,
    TEACHER_STAGES,
    TEACHERS,
    WAYS,
    Plan,
    Size,
    SourceRun,
    builtin,
    network_of_recipe,
    networks,
)
from ascstudio.words import counted
from ml_core import api


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: what it is called, for whom it is, what it costs."""

    key: str
    title: str
    sentence: str = ""
    cost: str = ""
    reason: str = ""  # why it cannot be chosen
    over_budget: bool = False


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
    more: tuple[Option, ...] = ()  # rarer answers, out of sight at first


class Questions(QObject):
    """Puts a plan into questions.

    Args:
        runs: finished ones, to start from.
    """

    def __init__(self, runs: Sequence[SourceRun]) -> None:
        super().__init__()
        self._runs = tuple(runs)

    def of(self, plan: Plan, *, ready: bool) -> tuple[Question, ...]:
        """All questions, in order; ``ready`` says whether the run could start."""
        ask = {
            "network": self._ask_teacher_to_be if plan.flow == "finetune" else self._ask_way,
            "weights": self._ask_weights,
            "teacher": self._ask_teacher,
            "student": self._ask_student,
            "method": self._ask_method,
            "pace": self._ask_pace,
        }
        found = [_with_words(ask[key](plan)) for key in plan.steps[:-1]]
        return (*found, self._ask_check(ready=ready))

    # Fine-tune a teacher

    def _ask_teacher_to_be(self, plan: Plan) -> Question:
        words = {
            "finetune-default": (
                self.tr("CP-ResNet 128k"),
                self.tr("Ready now. Starts from nothing and learns only from your clips."),
            ),
            "yamnet-frozen": (
                self.tr("YAMNet as it is"),
                self.tr("Has heard two million clips. Only its last layer learns: seconds."),
            ),
            "yamnet-unfrozen": (
                self.tr("YAMNet, all of it trained"),
                self.tr("Hears your scenes better than as it is: minutes to hours."),
            ),
            "beats-frozen": (
                self.tr("BEATs as it is"),
                self.tr("A large listener. Only its last layer learns, with varied clips."),
            ),
            "beats-unfrozen": (
                self.tr("BEATs, all of it trained"),
                self.tr("Among the best. Slow without a graphics card."),
            ),
            "contrastasc-teacher": (
                self.tr("BEATs, trained by contrast"),
                self.tr("Moves like scenes together: for places that are taught later."),
            ),
            "passt": (
                self.tr("PaSST, all of it trained"),
                self.tr("Another view on sound, good beside BEATs in a fusion."),
            ),
        }
        return Question(
            "network",
            self.tr("Teacher"),
            self.tr("Which network should learn your scenes?"),
            self.tr("A teacher hears best. It is too large for small devices."),
            tuple(Option(name, *words[name], self._teacher_cost(plan, name)) for name in TEACHERS),
            plan.answers.teacher,
        )

    def _teacher_cost(self, plan: Plan, recipe: str) -> str:
        network = network_of_recipe(recipe)
        size = self._size_words(network, bytes_per_parameter=4)
        if not any(entry.needed for entry in api.published_weights(network)):
            return size
        given = network in plan.answers.weights
        return size + "\n" + (self.tr("its file is chosen") if given else self.tr("needs its file"))

    def _ask_weights(self, plan: Plan) -> Question:
        weights = plan.weights
        return Question(
            "weights",
            self.tr("Weights"),
            self.tr("Where are the weights of {network}?").format(
                network=network_title(plan.network)
            ),
            self.tr("ASC Studio fetches nothing. Get one of these files, then choose it here."),
            answer_words=weights.path.name if weights is not None else self.tr("Not chosen yet"),
        )

    # Distil a student

    def _ask_teacher(self, plan: Plan) -> Question:
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
            plan.answers.source,
        )

    def _ask_way(self, plan: Plan) -> Question:
        options = [self._way_option(plan, way) for way in WAYS]
        if plan.answers.network:
            options.append(self._own_option(plan.answers.network))
        students = [name for name, row in networks().items() if row["role"] == "student"]
        return Question(
            "network",
            self.tr("Student"),
            self.tr("Which student should run on the device?"),
            self.tr(
                "A student is the small network that listens later."
                " Larger ones hear more, smaller ones fit more devices."
            ),
            tuple(options),
            plan.way,
            answer_words=network_title(plan.network),
            more=tuple(self._student_option(name) for name in students),
        )

    def _way_option(self, plan: Plan, way: str) -> Option:
        network = network_of_recipe(plan.recipe_of_way(way))
        accurate = (
            self.tr("Begins with its teacher's first layers, hears past the device.")
            if plan.source
            else self.tr("Learns from mixtures of your recordings. Slower to train.")
        )
        title, sentence = {
            "accurate": (self.tr("Most accurate"), accurate),
            "small": (self.tr("Small"), self.tr("A quarter of the budget, for most devices.")),
            "quick": (self.tr("Quick"), self.tr("The smallest, in a few epochs, to see it work.")),
        }[way]
        reason = ""
        if way == "accurate" and plan.source and not plan.can_inherit:
            reason = self.tr("Needs a teacher that is YAMNet, or a fusion with one.")
        cost = f"{network_title(network)}\n{self._size_words(network)}"
        return Option(way, title, sentence, cost, reason, Size.of(network).over_budget)

    def _own_option(self, network: str) -> Option:
        size = Size.of(network)
        sentence = self.tr("Your choice, taught as the small one is.")
        if size.over_budget:
            sentence = self.tr("Your choice. Over the budget of 128 kB and 30 MMAC.")
        cost = self._size_words(network)
        return Option(OWN, network_title(network), sentence, cost, over_budget=size.over_budget)

    def _student_option(self, name: str) -> Option:
        over = Size.of(name).over_budget
        cost = self._size_words(name)
        cost = self.tr("{size}, over the budget").format(size=cost) if over else cost
        return Option(name, network_title(name), "", cost, over_budget=over)

    # Make it int8

    def _ask_student(self, plan: Plan) -> Question:
        options = tuple(self._run_option(run) for run in self._runs if run.stage == "distil")
        return Question(
            "student",
            self.tr("Student"),
            self.tr("Which student should become int8?"),
            self.tr("Whole numbers instead of floats: a quarter of the size, and faster."),
            options,
            plan.answers.source,
        )

    def _ask_method(self, plan: Plan) -> Question:
        words = {
            "quantize-default": (
                self.tr("Train with whole numbers"),
                self.tr("It learns to do without the fractions. The most accurate way."),
            ),
            "quantize-quick": (
                self.tr("Train briefly"),
                self.tr("To see the whole way. Usually a little less accurate."),
            ),
            "quantize-ptq": (
                self.tr("Convert without training"),
                self.tr("At once: only looks for the ranges. Some networks lose accuracy."),
            ),
        }
        return Question(
            "method",
            self.tr("Method"),
            self.tr("Train with whole numbers, or convert?"),
            self.tr("Rounding costs accuracy. Training wins most of it back."),
            tuple(
                Option(name, *words[name], self._epochs(builtin(name).epochs)) for name in METHODS
            ),
            plan.answers.method,
        )

    # All flows

    def _run_option(self, run: SourceRun) -> Option:
        cost = percent(run.accuracy) if run.accuracy is not None else ""
        title = network_title(run.network) or run.name
        if run.stage == "fuse":
            title = self.tr("Fused: {networks}").format(networks=title)
        return Option(str(run.path), title, run.name, cost)

    def _ask_pace(self, plan: Plan) -> Question:
        titles = {
            "quick": (self.tr("Quick"), self.tr("To see whether it works at all")),
            "balanced": (self.tr("Balanced"), self.tr("Usually as good as it gets")),
            "thorough": (self.tr("Thorough"), self.tr("Twice the time for the last points")),
        }
        return Question(
            "pace",
            self.tr("Learning"),
            self.tr("How carefully?"),
            self.tr("An epoch is one pass over all training clips."),
            tuple(Option(pace, *titles[pace], self._epochs(plan.epochs(pace))) for pace in PACES),
            plan.answers.pace,
        )

    def _ask_check(self, *, ready: bool) -> Question:
        return Question(
            "check",
            self.tr("Check and start"),
            self.tr("Ready to start") if ready else self.tr("Not ready yet"),
            self.tr("Your data was checked."),
            answer_words=self.tr("Data, size, command"),
        )

    def _epochs(self, n: int) -> str:
        if n == 0:
            return self.tr("no epoch")
        return counted(n, self.tr("{n} epoch"), self.tr("{n} epochs"))

    def _size_words(self, network: str, bytes_per_parameter: int = 1) -> str:
        row = networks()[network]
        n_bytes, mmacs = row["parameters"] * bytes_per_parameter, row["macs"] / 1e6
        operations = f"{mmacs:.1f} MMAC" if mmacs < 1000 else f"{mmacs / 1000:.1f} GMAC"
        return f"{bytes_words(n_bytes)} · {operations}"


def _with_words(question: Question) -> Question:
    """The title of the answer, unless there are other words for it."""
    titles = {option.key: option.title for option in question.options}
    words = question.answer_words or titles.get(question.answer, "")
    return replace(question, answer_words=words)
