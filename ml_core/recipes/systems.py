"""The published systems: which stages make one, and the figures it was published with."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ml_core.errors import RecipeError
from ml_core.recipes.weights import PublishedWeights, published_weights

# Clips of TAU Urban Acoustic Scenes 2022 Mobile by percentage of its training split.
TRAINING_CLIPS: Mapping[int, int] = {
    5: 6_980, 10: 13_960, 25: 34_900, 50: 69_800, 100: 139_620,
}  # fmt: skip
TEST_CLIPS = 29_680
DEVICE_GROUPS: Mapping[str, tuple[str, ...]] = {
    "real": ("a", "b", "c"),
    "seen": ("s1", "s2", "s3"),
    "unseen": ("s4", "s5", "s6"),
}
AVERAGE = 0  # the key of figures that are means over all percentages


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One run of a system."""

    name: str
    recipe: str = ""  # a recipe that ships; empty: the step fuses
    teacher: str = ""  # a step; of a student
    student: str = ""  # a step; what is quantized or specialised
    fuse: tuple[str, ...] = ()  # steps whose answers are put together
    average: bool = False  # fuse with equal weights
    weights: str = ""  # a key of the weights the user has to bring
    seeds: int = 1  # how often it is run; the runs are called NAME-1, NAME-2, ...
    settings: tuple[str, ...] = ()  # key=value
    warmup_steps: int = 0  # takes the place of the recipe's warm-up in epochs

    def runs(self, seeds: int) -> tuple[str, ...]:
        """Names of its runs, at most ``seeds`` of them."""
        n_runs = min(self.seeds, seeds)
        if self.seeds == 1:
            return (self.name,)
        return tuple(f"{self.name}-{number}" for number in range(1, n_runs + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A published figure, as a share of 1."""

    step: str
    metric: str  # "accuracy", "macro_accuracy", "device a", "scene bus", "unseen devices"
    value: float
    percent: int = 100  # of the training data; 0: mean over all percentages


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """A published system: steps in an order in which they can be run, and its figures."""

    name: str
    source: str
    note: str = ""
    steps: tuple[Step, ...]
    figures: tuple[Figure, ...] = ()

    def step(self, name: str) -> Step:
        """The step of this name."""
        return next(step for step in self.steps if step.name == name)

    def published(self, percent: int) -> tuple[Figure, ...]:
        """The figures for this percentage of the training data, and means over all of them."""
        return tuple(figure for figure in self.figures if figure.percent in (percent, AVERAGE))


def names() -> list[str]:
    """Names of the systems."""
    return sorted(_read()[0])


def system(name: str) -> System:
    """A published system by the name of its recipe.

    Raises:
        RecipeError: there is none.
    """
    found = _read()[0]
    if name not in found:
        raise RecipeError(
            f'No published system is named "{name}".', hint=f"Choose from {', '.join(names())}."
        )
    return found[name]


def weights() -> Mapping[str, PublishedWeights]:
    """What is known of every file of weights that a step may need."""
    return _read()[1]


@cache
def _read() -> tuple[dict[str, System], dict[str, PublishedWeights]]:
    table = tomllib.loads((Path(__file__).parent / "systems.toml").read_text("utf-8"))
    files = {entry.file: entry for entry in published_weights()}
    known = {name: files[file] for name, file in table.pop("weights").items()}
    chains = table.pop("chains")
    return {name: _system(name, facts, chains) for name, facts in table.items()}, known


def _system(name: str, facts: dict[str, Any], chains: Mapping[str, Any]) -> System:
    """One entry of the file; several systems may share a chain of steps."""
    chain = facts["steps"] if isinstance(facts["steps"], list) else chains[facts["steps"]]
    steps = tuple(
        Step(
            **{
                **{key: tuple(v) if isinstance(v, list) else v for key, v in step.items()},
                "recipe": step.get("recipe", "").format(system=name),
            }
        )
        for step in chain
    )
    figures = tuple(
        Figure(step=step, metric=metric, value=value / 100, percent=int(percent))
        for step, columns in facts.get("published", {}).items()
        for percent, values in columns.items()
        for metric, value in values.items()
    )
    return System(
        name=name, source=facts["source"], note=facts.get("note", ""), steps=steps, figures=figures
    )
