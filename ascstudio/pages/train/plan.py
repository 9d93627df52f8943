"""What the answers of the wizard mean: a recipe with settings, what it starts from, a command."""

import json
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from ascstudio.pages.train.names import FUSED
from ascstudio.pages.train.weights import WeightsFile
from ml_core import api

Flow = Literal["finetune", "distil", "quantize"]
TEACHER_STAGES = ("finetune", "fuse")  # whose runs teach students
NO_TEACHER = "none"
BUDGET_BYTES = 128_000  # the DCASE challenge's limits, of int8 weights and per second of sound
BUDGET_MACS = 30_000_000

TEACHERS = (  # recipes, in the order they are offered
    "finetune-default", "yamnet-frozen", "yamnet-unfrozen", "beats-frozen", "beats-unfrozen",
    "contrastasc-teacher", "passt",
)  # fmt: skip
WAYS = ("accurate", "small", "quick")
OWN = "own"  # the fourth way: another network, taught as the small one is
METHODS = ("quantize-default", "quantize-quick", "quantize-ptq")
PACES: Mapping[str, float] = {"quick": 0.25, "balanced": 1.0, "thorough": 2.0}
"""Times the epochs of the recipe."""


@cache
def networks() -> Mapping[str, Mapping[str, Any]]:
    """Sizes of all networks; read from disk once, for states are made twice a second."""
    return api.networks()


@cache
def builtin(name: str) -> "api.Recipe":
    """A recipe that ships, read once."""
    return api.builtin_recipe(name)


@dataclass(frozen=True, slots=True)
class SourceRun:
    """A finished run that another one may start from."""

    path: Path
    name: str
    stage: str
    network: str  # of a fusion: all of them, joined by FUSED
    accuracy: float | None


@dataclass(frozen=True, slots=True)
class Size:
    """What a network costs on the device."""

    n_bytes: int  # int8 weights
    macs: int  # per window, about a second of sound
    peak_bytes: int  # int8 activations

    @classmethod
    def of(cls, network: str) -> "Size":
        """The size of a network that the engine knows."""
        table = networks()[network]
        return cls(table["parameters"], table["macs"], table["peak_activation_bytes"] // 4)

    @property
    def over_budget(self) -> bool:
        """Whether the DCASE challenge would refuse it."""
        return self.n_bytes > BUDGET_BYTES or self.macs > BUDGET_MACS


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers so far; those of other flows keep their defaults."""

    name: str  # when the wizard was opened: ends the name of the run's folder
    source: str = ""  # path of the teacher's or student's run, or NO_TEACHER
    teacher: str = TEACHERS[0]  # recipe of the teacher to fine-tune
    way: str = "small"  # to a student: one of WAYS, or OWN
    network: str = ""  # of a student chosen among all
    pace: str = "balanced"
    method: str = METHODS[0]  # recipe that makes it int8
    weights: Mapping[str, WeightsFile] = field(default_factory=dict)  # by network


@dataclass(frozen=True, slots=True)
class Plan:
    """The run that the answers make."""

    flow: Flow
    folder: Path  # of the project
    source: SourceRun | None
    answers: Answers

    @property
    def steps(self) -> tuple[str, ...]:
        """Keys of the questions."""
        if self.flow == "finetune":
            weights = ("weights",) if self.published else ()
            return ("network", *weights, "pace", "check")
        if self.flow == "distil":
            return ("teacher", "network", "pace", "check")
        return ("student", "method", "check")

    @property
    def can_inherit(self) -> bool:
        """Whether the teacher has the first layers that the most accurate student begins with."""
        return self.source is not None and "yamnet" in self.source.network.split(FUSED)

    @property
    def way(self) -> str:
        """How the student is taught: the answer, where it is possible."""
        impossible = self.answers.way == "accurate" and self.source and not self.can_inherit
        return "small" if impossible else self.answers.way

    @property
    def recipe_name(self) -> str:
        """The built-in recipe it begins with."""
        if self.flow == "finetune":
            return self.answers.teacher
        return self.recipe_of_way(self.way) if self.flow == "distil" else self.answers.method

    def recipe_of_way(self, way: str) -> str:
        """The recipe that teaches a student in this way."""
        if way == "accurate":
            return "distil-inherit" if self.source else "distil-alone"
        return "distil-quick" if way == "quick" else "distil-default"

    @property
    def network(self) -> str:
        """What is trained; empty where it is the source's."""
        if self.flow == "distil" and self.way == OWN:
            return self.answers.network
        return network_of_recipe(self.recipe_name)

    @property
    def published(self) -> tuple["api.PublishedWeights", ...]:
        """The files of which one must be given, as their authors publish them; mostly none."""
        if self.flow != "finetune":
            return ()
        return tuple(entry for entry in api.published_weights(self.network) if entry.needed)

    @property
    def weights(self) -> WeightsFile | None:
        """The file that was chosen for this network."""
        return self.answers.weights.get(self.network) if self.published else None

    def recipe(self) -> "api.Recipe":
        """The recipe with its settings.

        Raises:
            RecipeError: they do not fit.
        """
        return builtin(self.recipe_name).with_overrides(self.overrides())

    def overrides(self) -> list[str]:
        """Settings that differ from the built-in recipe, as ``key=value``."""
        base = builtin(self.recipe_name)
        changed = []
        if isinstance(base, api.DistilRecipe) and self.network != base.network:
            changed.append(f"network={self.network}")
            if base.front_end and not _hear_alike(self.network, base.network):
                changed.append("front_end=")  # its own
        if self.flow != "quantize":
            changed += [f"{name}={value:g}" for name, value in self.lengths().items()]
        if self.weights is not None:
            changed.append(f"weights={json.dumps(str(self.weights.path))}")
        return changed

    def lengths(self) -> dict[str, float]:
        """What the pace changes: the epochs, and what is counted in epochs beside them."""
        base, factor = builtin(self.recipe_name), PACES[self.answers.pace]
        if factor == 1.0:
            return {}
        found: dict[str, float] = {"epochs": max(1, round(base.epochs * factor))}
        if base.schedule == "linear_down":
            names = ("warmup_epochs", "hold_until_epoch", "fall_until_epoch")
            found |= {name: getattr(base, name) * factor for name in names if getattr(base, name)}
        if getattr(base, "trainable", "") == "head_then_all":
            found["head_epochs"] = max(1, round(getattr(base, "head_epochs", 1) * factor))
        return found

    def epochs(self, pace: str) -> int:
        """Passes over the training clips at a pace."""
        base = builtin(self.recipe_name)
        return max(1, round(base.epochs * PACES[pace]))

    def inputs(self) -> dict[str, str]:
        """What the run starts from."""
        if self.source is None:
            return {}
        return {"teacher" if self.flow == "distil" else "student": str(self.source.path)}

    def run_path(self) -> Path:
        """Folder of the run."""
        what = "int8" if self.flow == "quantize" else self.network
        return self.folder / "runs" / f"{self.flow}-{what}-{self.answers.name}"

    def command(self) -> str:
        """The command line that starts the same run."""
        words = ["asc", self.flow, str(self.folder)]
        if self.source is not None:
            words += ["--teacher"] if self.flow == "distil" else []
            words.append(str(self.source.path))
        words += ["--recipe", self.recipe_name]
        for override in self.overrides():
            words += ["--set", override]
        return shlex.join([*words, "--out", str(self.run_path())])


def network_of_recipe(name: str) -> str:
    """The network a built-in recipe trains; empty where it is another run's."""
    return str(getattr(builtin(name), "network", ""))


def _hear_alike(one: str, other: str) -> bool:
    """Whether two networks are sizes of one family, so that a front end suits both."""
    table = networks()
    family = one.split("-")[:2] == other.split("-")[:2]
    return family and table[one]["input"] == table[other]["input"]
