"""The questions of the wizard in words: what is asked, what can be answered, what it costs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject

from ascstudio.pages.train.flows import TEACHER_STAGES, SourceRun
from ascstudio.pages.train.sizes import Size, networks
from ascstudio.pages.train.wizard.plan import (
    GOALS,
    METHODS,
    NO_TEACHER,
    OPENED,
    OWN,
    PACES,
    SEVERAL,
    TEACHERS,
    WAYS,
    Plan,
    builtin,
    network_of,
)
from ascstudio.project.names import bytes_words, network_title, percent
from ascstudio.translation import told
from ascstudio.widgets.messages import duration_words
from ascstudio.words import counted, numeral
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
        self._seconds: float | None = None

    def of(
        self, plan: Plan, *, ready: bool, data: str = "", seconds: float | None = None
    ) -> tuple[Question, ...]:
        """All questions, in order.

        Args:
            plan: what was answered.
            ready: whether it could start.
            data: what it would learn from, in a few words.
            seconds: what it would take at this pace; None while nobody knows.
        """
        self._seconds = seconds
        ask = {
            "data": lambda plan: self._ask_data(data),
            "goal": self._ask_goal,
            "network": self._ask_teacher_to_be if plan.flow == "finetune" else self._ask_way,
            "weights": self._ask_weights,
            "teacher": self._ask_teacher,
            "student": self._ask_student,
            "method": self._ask_method,
            "pace": self._ask_pace,
        }
        found = [_with_words(ask[key](plan)) for key in plan.steps[:-1]]
        return (*found, self._ask_check(ready=ready))

    def _ask_data(self, data: str) -> Question:
        return Question(
            "data",
            self.tr("Your data"),
            self.tr("What should it learn?"),
            self.tr("Scenes with many clips of many places are learned best."),
            answer_words=data,
        )

    def _ask_goal(self, plan: Plan) -> Question:
        words = {
            "micro": (
                self.tr("On a microcontroller"),
                self.tr("The smallest that still hears well. Fits beside a program."),
            ),
            "small": (
                self.tr("On a phone or a small computer"),
                self.tr("The balanced choice: a third of the budget, most of the accuracy."),
            ),
            "computer": (
                self.tr("On this computer"),
                self.tr("More than half of the budget of 128 kB. Takes longest to train."),
            ),
        }
        usual = network_of(builtin("distil-default"))
        options = []
        for goal, network in GOALS.items():
            name = network or usual
            size = self._size_words(name, plan.front_end_for(name))
            cost = f"{network_title(name)}\n{size}"
            options.append(Option(goal, *words[goal], cost))
        given = plan.given("distil")
        title = words[plan.answers.goal][0]
        return Question(
            "goal",
            self.tr("Goal"),
            self.tr("Where will it run?"),
            self.tr("This decides how large the student may be, and how long it takes."),
            tuple(options),
            plan.answers.goal,
            answer_words=given.title if given is not None else title,
        )

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
        options = [Option(name, *words[name], self._teacher_cost(plan, name)) for name in TEACHERS]
        return Question(
            "network",
            self.tr("Teacher"),
            self.tr("Which network should learn your scenes?"),
            self.tr("A teacher hears best. It is too large for small devices."),
            (*self._opened(plan, "finetune"), *options),
            plan.answers.teacher,
        )

    def _opened(self, plan: Plan, stage: str) -> tuple[Option, ...]:
        """The recipe that was opened, in front of those that ship."""
        opened = plan.answers.opened.get(stage)
        if opened is None:
            return ()
        recipe = opened.recipe
        network = network_of(recipe)
        known = network in networks()
        size = self._size_words(network, getattr(recipe, "front_end", "")) if known else ""
        cost = f"{network_title(network)}\n{size}" if known else ""
        title = self.tr('Recipe "{name}"').format(name=opened.title)
        about = told(recipe.about) or self.tr("Settings that were saved or given.")
        reason = ""
        if network and not known:
            reason = self.tr('No network here is called "{name}".').format(name=network)
        return (Option(OPENED, title, about, cost, reason),)

    def _teacher_cost(self, plan: Plan, recipe: str) -> str:
        network = network_of(builtin(recipe))
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
        alone = sum(run.stage == "finetune" for run in self._runs)
        options.append(
            Option(
                SEVERAL,
                self.tr("Several together"),
                self.tr("Averaged, or fused: each weighs what it is worth."),
                reason="" if alone > 1 else self.tr("Needs two finished teachers."),
            )
        )
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
            answer_words=self._together_words(plan),
        )

    def _together_words(self, plan: Plan) -> str:
        if plan.answers.source != SEVERAL:
            return ""
        names = " + ".join(network_title(run.network) for run in plan.teachers)
        return names or self.tr("Not chosen yet")

    def _ask_way(self, plan: Plan) -> Question:
        options = [self._way_option(plan, way) for way in WAYS]
        if plan.answers.network:
            options.append(self._own_option(plan, plan.answers.network))
        options = [*self._opened(plan, "distil"), *options]
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
            more=tuple(self._student_option(plan, name) for name in students),
        )

    def _way_option(self, plan: Plan, way: str) -> Option:
        recipe = builtin(plan.recipe_of_way(way))
        network, front_end = network_of(recipe), getattr(recipe, "front_end", "")
        accurate = (
            self.tr("Begins with its teacher's first layers, hears past the device.")
            if plan.heard
            else self.tr("Learns from mixtures of your recordings. Slower to train.")
        )
        title, sentence = {
            "accurate": (self.tr("Most accurate"), accurate),
            "small": (self.tr("Small"), self.tr("A third of the budget, for most devices.")),
            "quick": (self.tr("Quick"), self.tr("The smallest, in a few epochs, to see it work.")),
        }[way]
        reason = ""
        if way == "accurate" and plan.heard and not plan.can_inherit:
            reason = self.tr("Needs a teacher that is YAMNet, or a fusion with one.")
        over = Size.of(network, front_end).over_budget
        reason = reason or self._budget_reason(plan, over)
        size = self._size_words(network, front_end)
        cost = f"{network_title(network)} · {size}\n{self._expected(network)}"
        return Option(way, title, sentence, cost.strip(), reason, over)

    def _own_option(self, plan: Plan, network: str) -> Option:
        front_end = plan.front_end_for(network)
        over = Size.of(network, front_end).over_budget
        sentence = self.tr("Your choice, taught as the small one is.")
        if over:
            sentence = self.tr("Your choice. Over the budget of 128 kB and 30 MMAC.")
        cost = f"{self._size_words(network, front_end)}\n{self._expected(network)}".strip()
        reason = self._budget_reason(plan, over)
        return Option(OWN, network_title(network), sentence, cost, reason, over)

    def _budget_reason(self, plan: Plan, over: bool) -> str:
        if not over or not plan.answers.within_budget:
            return ""
        return self.tr("Over the 128 kB and 30 MMAC budget. Switch the budget off to choose it.")

    def _expected(self, network: str) -> str:
        """What finished students of the same network reached here."""
        found = [run.accuracy for run in self._runs
                 if run.stage == "distil" and run.network == network and run.accuracy is not None
                 ]  # fmt: skip
        if not found:
            return ""
        return self.tr("was right {share} here").format(share=percent(max(found)))

    def _student_option(self, plan: Plan, name: str) -> Option:
        front_end = plan.front_end_for(name)
        over = Size.of(name, front_end).over_budget
        cost = self._size_words(name, front_end)
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
                self.tr("Train with whole numbers (QAT)"),
                self.tr("It learns to do without the fractions. The most accurate way."),
            ),
            "quantize-quick": (
                self.tr("Train briefly"),
                self.tr("To see the whole way. Usually a little less accurate."),
            ),
            "quantize-ptq": (
                self.tr("Convert without training (PTQ)"),
                self.tr("At once: only looks for the ranges. Some networks lose accuracy."),
            ),
        }
        return Question(
            "method",
            self.tr("Method"),
            self.tr("Train with whole numbers, or convert?"),
            self.tr("Rounding costs accuracy. Training wins most of it back."),
            (
                *self._opened(plan, "quantize"),
                *(
                    Option(name, *words[name], self._epochs(builtin(name).epochs))
                    for name in METHODS
                ),
            ),
            plan.answers.method,
        )

    # All flows

    def _run_option(self, run: SourceRun) -> Option:
        cost = percent(run.accuracy) if run.accuracy is not None else ""
        title = network_title(run.network) or run.name
        if run.stage == "fuse":
            title = self.tr("Fused: {networks}").format(networks=title)
        when = f"{title} · {run.name}" if run.title else run.name
        return Option(str(run.path), run.title or title, when, cost)

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
            tuple(Option(pace, *titles[pace], self._pace_cost(plan, pace)) for pace in PACES),
            plan.answers.pace,
        )

    def _pace_cost(self, plan: Plan, pace: str) -> str:
        words = self._epochs(plan.epochs(pace))
        now = plan.epochs(plan.answers.pace)
        if self._seconds is None or not now:
            return words
        took = duration_words(self._seconds * plan.epochs(pace) / now)
        return words + "\n" + self.tr("about {time} on this computer").format(time=took)

    def _ask_check(self, *, ready: bool) -> Question:
        return Question(
            "check",
            self.tr("Check and start"),
            self.tr("Ready to start") if ready else self.tr("Not ready yet"),
            "",
            answer_words=self.tr("Data, time, disk"),
        )

    def _epochs(self, n: int) -> str:
        if n == 0:
            return self.tr("no epoch")
        return counted(n, self.tr("{n} epoch"), self.tr("{n} epochs"))

    def _size_words(self, network: str, front_end: str = "", bytes_per_parameter: int = 1) -> str:
        row = networks(front_end)[network]
        n_bytes, macs = api.int8_size(row)
        if bytes_per_parameter > 1:  # of a teacher, which stays in float
            n_bytes, macs = row["parameters"] * bytes_per_parameter, row["macs"]
        mmacs = macs / 1e6
        operations = (
            f"{numeral(mmacs, '.1f')} MMAC"
            if mmacs < 1000
            else f"{numeral(mmacs / 1000, '.1f')} GMAC"
        )
        return f"{bytes_words(n_bytes)} · {operations}"


def _with_words(question: Question) -> Question:
    """The title of the answer, unless there are other words for it."""
    titles = {option.key: option.title for option in question.options}
    words = question.answer_words or titles.get(question.answer, "")
    return replace(question, answer_words=words)
