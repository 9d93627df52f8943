"""What the answers of the wizard mean: recipes with settings, what they start from, a command."""

import json
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ascstudio.pages.train.flows import CHAIN, Flow, SourceRun
from ascstudio.pages.train.sizes import Size, networks
from ascstudio.pages.train.wizard.weights import WeightsFile
from ascstudio.project.names import FUSED
from ml_core import api

NO_TEACHER = "none"
SEVERAL = "several"  # teachers, averaged or fused

TEACHERS = (  # recipes, in the order they are offered
    "finetune-default", "yamnet-frozen", "yamnet-unfrozen", "beats-frozen", "beats-unfrozen",
    "contrastasc-teacher", "passt",
)  # fmt: skip
WAYS = ("accurate", "small", "quick")
OWN = "own"  # the fourth way: another network, taught as the small one is
OPENED = "opened"  # the recipe of a file, or of a search, in place of those that are offered
METHODS = ("quantize-default", "quantize-quick", "quantize-ptq")
GOALS: Mapping[str, str] = {"micro": "cp-mobile-12k", "small": "", "computer": "cp-mobile-54k"}
"""Where it will run, and the student that suits it; empty: that of the usual recipe."""
PACES: Mapping[str, float] = {"quick": 0.25, "balanced": 1.0, "thorough": 2.0}
"""Times the epochs of the recipe."""

Value = str | bool | int | float


@cache
def builtin(name: str) -> "api.Recipe":
    """A recipe that ships, read once."""
    return api.builtin_recipe(name)


@dataclass(frozen=True, slots=True)
class OpenedRecipe:
    """A recipe that somebody gave, that was saved, or that a search found."""

    name: str  # as ``--recipe`` takes it: of one that ships, or the path of a file
    recipe: "api.Recipe"
    words: str = ""  # of a search: how well it did there, and with which settings

    @property
    def title(self) -> str:
        """What people call it."""
        return Path(self.name).name


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers so far; those of other flows keep their defaults."""

    name: str  # when the wizard was opened: ends the names of the runs' folders
    source: str = ""  # path of the teacher's or student's run, NO_TEACHER or SEVERAL
    together: tuple[str, ...] = ()  # paths of the teachers that speak as one
    average: bool = False  # with equal weights
    teacher: str = TEACHERS[0]  # recipe of the teacher to fine-tune
    way: str = "small"  # to a student: one of WAYS, OWN or OPENED
    network: str = ""  # of a student chosen among all
    goal: str = "small"  # where a student of all the way will run
    pace: str = "balanced"
    method: str = METHODS[0]  # recipe that makes it int8
    within_budget: bool = True
    weights: Mapping[str, WeightsFile] = field(default_factory=dict)  # by network
    opened: Mapping[str, OpenedRecipe] = field(default_factory=dict)  # by stage
    changes: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)  # by stage, setting
    title: str = ""  # what people call the run, as it was typed; empty: by what it makes
    compute: str = "local"  # as ``--compute`` takes it


@dataclass(frozen=True, slots=True)
class Plan:
    """The run that the answers make, or the runs."""

    flow: Flow
    folder: Path  # of the project
    source: SourceRun | None
    answers: Answers
    teachers: tuple[SourceRun, ...] = ()  # those that speak as one

    @property
    def stages(self) -> tuple[str, ...]:
        """Of the runs, in order; a fusion that is made first is not among them."""
        return CHAIN if self.flow == "all" else (self.flow,)

    @property
    def steps(self) -> tuple[str, ...]:
        """Keys of the questions."""
        if self.flow == "all":
            return ("data", "goal", "check")
        if self.flow == "finetune":
            weights = ("weights",) if self.published else ()
            return ("data", "network", *weights, "pace", "check")
        if self.flow == "distil":
            return ("teacher", "network", "pace", "check")
        return ("student", "method", "check")

    @property
    def heard(self) -> tuple[str, ...]:
        """Networks of the teacher; several of a fusion."""
        if self.teachers:
            return tuple(name for run in self.teachers for name in run.network.split(FUSED))
        return tuple(self.source.network.split(FUSED)) if self.source is not None else ()

    @property
    def has_teacher(self) -> bool:
        """Whether a student learns from more than the labels."""
        return self.flow == "all" or bool(self.heard)

    @property
    def can_inherit(self) -> bool:
        """Whether the teacher has the first layers that the most accurate student begins with."""
        return "yamnet" in self.heard

    @property
    def way(self) -> str:
        """How the student is taught: the answer, where it is possible."""
        impossible = self.answers.way == "accurate" and self.heard and not self.can_inherit
        return "small" if impossible else self.answers.way

    @property
    def over_budget(self) -> bool:
        """Whether the student is larger than the DCASE challenge allows."""
        network = self.network
        known = self.flow != "finetune" and network in networks()
        return known and Size.of(network, self.front_end_for(network)).over_budget

    def front_end_for(self, network: str) -> str:
        """Through which a student of this network would hear; empty for its own.

        An int8 run hears as its student does.
        """
        if self.flow == "quantize":
            return self.source.front_end if self.source is not None else ""
        base = self.begins("distil")
        alike = not network_of(base) or _hear_alike(network, network_of(base))
        return str(getattr(base, "front_end", "")) if alike else ""

    def recipe_of_way(self, way: str) -> str:
        """The recipe that teaches a student in this way."""
        if way == "accurate":
            return "distil-inherit" if self.heard else "distil-alone"
        return "distil-quick" if way == "quick" else "distil-default"

    def given(self, stage: str) -> OpenedRecipe | None:
        """The recipe of a file that takes the place of one that ships."""
        chosen = {"finetune": self.answers.teacher, "distil": self.answers.way}
        if chosen.get(stage, self.answers.method) == OPENED or self.flow == "all":
            return self.answers.opened.get(stage)
        return None

    def recipe_name(self, stage: str = "") -> str:
        """The recipe that a stage begins with, as ``--recipe`` takes it."""
        stage = stage or self.stages[-1]
        if (given := self.given(stage)) is not None:
            return given.name
        if self.flow == "all":
            return f"{stage}-default"
        if stage == "finetune":
            return self.answers.teacher
        return self.recipe_of_way(self.way) if stage == "distil" else self.answers.method

    def begins(self, stage: str = "") -> "api.Recipe":
        """The recipe that a stage begins with."""
        given = self.given(stage or self.stages[-1])
        return given.recipe if given is not None else builtin(self.recipe_name(stage))

    @property
    def network(self) -> str:
        """What runs on the device in the end, or the teacher; empty where it is the source's."""
        stage = "distil" if self.flow == "all" else self.flow
        return self._network_of(stage)

    def _network_of(self, stage: str) -> str:
        if stage == "distil" and self.flow == "distil" and self.way == OWN:
            return self.answers.network
        if stage == "distil" and self.flow == "all" and self.given(stage) is None:
            return GOALS[self.answers.goal] or network_of(self.begins(stage))
        return network_of(self.begins(stage))

    @property
    def published(self) -> tuple["api.PublishedWeights", ...]:
        """The files of which one must be given, as their authors publish them; mostly none."""
        if self.flow not in ("all", "finetune"):
            return ()
        network = self._network_of("finetune")
        return tuple(entry for entry in api.published_weights(network) if entry.needed)

    @property
    def weights(self) -> WeightsFile | None:
        """The file that was chosen for the teacher."""
        return self.answers.weights.get(self._network_of("finetune")) if self.published else None

    def suggested(self, stage: str = "") -> "api.Recipe":
        """The recipe with what the answers say, without what was changed by hand.

        Raises:
            RecipeError: they do not fit.
        """
        stage = stage or self.stages[-1]
        return self.begins(stage).with_overrides(self._answered(stage))

    def recipe(self, stage: str = "") -> "api.Recipe":
        """The recipe of a stage with all settings.

        Raises:
            RecipeError: they do not fit.
        """
        stage = stage or self.stages[-1]
        return self.begins(stage).with_overrides(self.overrides(stage))

    def recipes(self) -> tuple["api.RunRecipe", ...]:
        """Of all runs in their order, with the fusion that is made first.

        Raises:
            RecipeError: settings do not fit.
        """
        found = tuple(self.recipe(stage) for stage in self.stages)
        return (api.FuseRecipe(average=self.answers.average), *found) if self.teachers else found

    def overrides(self, stage: str = "") -> list[str]:
        """Settings that differ from the recipe it begins with, as ``key=value``."""
        stage = stage or self.stages[-1]
        changed = dict(one.split("=", 1) for one in self._answered(stage))
        changes = self.answers.changes.get(stage, {})
        changed |= {name: setting(value) for name, value in changes.items()}
        return [f"{name}={value}" for name, value in changed.items()]

    def _answered(self, stage: str) -> list[str]:
        base, network = self.begins(stage), self._network_of(stage)
        changed = []
        if isinstance(base, api.DistilRecipe) and network != base.network:
            changed.append(f"network={network}")
            if base.front_end and not _hear_alike(network, base.network):
                changed.append("front_end=")  # its own
        if self.flow != "quantize":
            changed += [f"{name}={value:g}" for name, value in self.lengths(stage).items()]
        if stage == "finetune" and self.weights is not None:
            changed.append(f"weights={json.dumps(str(self.weights.path))}")
        return changed

    def lengths(self, stage: str = "") -> dict[str, float]:
        """What the pace changes: the epochs, and what is counted in epochs beside them."""
        base, factor = self.begins(stage), PACES[self.answers.pace]
        if factor == 1.0 or base.epochs == 0:
            return {}
        found: dict[str, float] = {"epochs": max(1, round(base.epochs * factor))}
        if base.schedule == "linear_down":
            names = ("warmup_epochs", "hold_until_epoch", "fall_until_epoch")
            found |= {name: getattr(base, name) * factor for name in names if getattr(base, name)}
        if getattr(base, "trainable", "") == "head_then_all":
            found["head_epochs"] = max(1, round(getattr(base, "head_epochs", 1) * factor))
        if getattr(base, "frozen_epochs", 0):
            found["frozen_epochs"] = max(1, round(getattr(base, "frozen_epochs", 1) * factor))
        return found

    def epochs(self, pace: str) -> int:
        """Passes over the training clips at a pace."""
        return max(1, round(self.begins().epochs * PACES[pace]))

    def computed(self, stage: str) -> "api.Compute":
        """Where a stage is computed: in one process here, where it cannot be there."""
        return api.Compute.parse(self.answers.compute).of_stage(stage)

    def _placed(self, stage: str) -> list[str]:
        there = str(self.computed(stage))
        return [] if there == "local" else ["--compute", there]

    def inputs(self) -> dict[str, str]:
        """What the first run starts from."""
        if self.teachers:
            return {f"system-{n:02}": str(run.path) for n, run in enumerate(self.teachers, 1)}
        if self.source is None:
            return {}
        return {"teacher" if self.flow == "distil" else "student": str(self.source.path)}

    @property
    def title(self) -> str:
        """What people call the run; empty: by what it makes."""
        return " ".join(self.answers.title.split())

    @property
    def name(self) -> str:
        """Of all runs of all the way, and of their bundle."""
        return f"all-{self.answers.name}"

    @property
    def bundle_path(self) -> Path:
        """Where all the way ends."""
        return self.folder / "bundles" / f"{self.name}.ascbundle"

    def run_path(self) -> Path:
        """Folder of the run that is watched first."""
        runs = self.folder / "runs"
        if self.flow == "all":
            return runs / f"{self.name}-1-finetune"
        what = "int8" if self.flow == "quantize" else self.network
        return runs / f"{self.flow}-{what}-{self.answers.name}"

    def fusion_path(self) -> Path:
        """Folder of the fusion that is made first."""
        return self.folder / "runs" / f"fuse-{self.answers.name}"

    def command(self) -> str:
        """What to type for the same, a line for every run."""
        if self.flow == "all":
            return self._command_of_all()
        words = ["asc", self.flow, str(self.folder)]
        first = []
        if self.teachers:
            runs = [str(run.path) for run in self.teachers]
            average = ["--average"] if self.answers.average else []
            out = ["--out", str(self.fusion_path())]
            first = [shlex.join(["asc", "fuse", str(self.folder), *runs, *average, *out])]
            words += ["--teacher", str(self.fusion_path())]
        elif self.source is not None:
            words += ["--teacher"] if self.flow == "distil" else []
            words.append(str(self.source.path))
        words += ["--recipe", self.recipe_name()]
        for override in self.overrides():
            words += ["--set", override]
        words += ["--out", str(self.run_path()), *self._titled(), *self._placed(self.flow)]
        return "\n".join([*first, shlex.join(words)])

    def _titled(self) -> list[str]:
        return ["--title", self.title] if self.title else []

    def _command_of_all(self) -> str:
        words = ["asc", "all", str(self.folder), "--name", self.name, *self._titled()]
        words += self._placed("finetune")
        for stage in self.stages:
            name = self.recipe_name(stage)
            words += [f"--{stage}", name] if name != f"{stage}-default" else []
        for stage in self.stages:
            for override in self.overrides(stage):
                words += ["--set", f"{stage}.{override}"]
        return shlex.join(words)


def setting(value: Value) -> str:
    """A value as ``--set`` takes it."""
    if isinstance(value, bool):
        return str(value).lower()
    return json.dumps(value) if isinstance(value, str) else repr(value)


def network_of(recipe: "api.Recipe") -> str:
    """The network a recipe trains; empty where it is another run's."""
    return str(getattr(recipe, "network", ""))


def _hear_alike(one: str, other: str) -> bool:
    """Whether two networks are sizes of one family, so that a front end suits both."""
    table = networks()
    if one not in table or other not in table:
        return False
    family = one.split("-")[:2] == other.split("-")[:2]
    return family and table[one]["input"] == table[other]["input"]
