"""Which settings of a recipe are tried, and in which range."""

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Literal, Self

from ml_core.errors import RecipeError
from ml_core.frontend.spec import FRONT_ENDS
from ml_core.kinds import is_number
from ml_core.recipes import (
    DistilRecipe,
    FinetuneRecipe,
    QuantizeRecipe,
    Recipe,
    require_network,
)

Value = float | int | str | bool
# settings that decide what is compared, not how well
FIXED = ("seed", "scenes", "validation_share", "validation_seed", "threads", "about", "source",
         "reconstructed", "published")  # fmt: skip
ROLES = {"distil": ("student", "ablation")}
"""Stage -> of which networks it trains one; of other stages any."""
DIGITS = 4  # of a number that is tried: more only make commands long


@dataclass(frozen=True, slots=True)
class Dimension:
    """One setting and its values: from ``low`` to ``high``, or one of ``choices``."""

    name: str
    kind: Literal["float", "int", "choice"]
    low: float = 0.0
    high: float = 0.0
    log: bool = False  # even steps are factors
    choices: tuple[Value, ...] = ()
    meaning: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {**asdict(self), "choices": list(self.choices)}

    @classmethod
    def from_dict(cls, table: dict[str, Any]) -> Self:
        """The inverse of ``to_dict``.

        Raises:
            ValueError, KeyError, TypeError: it is none.
        """
        found = cls(**{**table, "choices": tuple(table["choices"])})
        if found.kind == "choice":
            good = bool(found.choices) and all(isinstance(one, Value) for one in found.choices)
        else:
            good = found.kind in ("float", "int") and all(map(is_number, (found.low, found.high)))
            good = good and found.low <= found.high and (not found.log or found.low > 0)
        if not good or not all(isinstance(one, str) for one in (found.name, found.meaning)):
            raise ValueError(table)
        return found

    def holds(self, value: Value) -> bool:
        """Whether a value is one of those that are tried."""
        if self.kind == "choice":
            return value in self.choices
        return isinstance(value, int | float) and self.low <= value <= self.high

    def setting(self, value: Value) -> str:
        """As ``--set`` takes it."""
        if isinstance(value, bool):
            return f"{self.name}={str(value).lower()}"
        if isinstance(value, float):
            return f"{self.name}={float(f'{value:.{DIGITS}g}')!r}"
        return f"{self.name}={value}"


def space_of(recipe: Recipe, *, has_teacher: bool = False) -> tuple[Dimension, ...]:
    """What is tried if nobody says otherwise; the recipe's own values are among it.

    Args:
        recipe: from which the search begins.
        has_teacher: of a student; without one the soft settings have no effect.

    Raises:
        RecipeError: this stage has nothing to search, or the recipe trains nothing.
    """
    if recipe.epochs == 0:
        raise RecipeError(
            "A recipe of 0 epochs trains nothing, so that there is nothing to search.",
            hint="Choose another recipe: asc recipes.",
        )
    if isinstance(recipe, FinetuneRecipe):
        found = _of_teacher(recipe)
    elif isinstance(recipe, DistilRecipe):
        found = _of_student(recipe, has_teacher)
    elif isinstance(recipe, QuantizeRecipe):
        found = _of_int8(recipe)
    else:
        raise RecipeError(
            f"There is no search for {recipe.stage}.",
            hint="Search for a teacher, a student or its int8: recipes of finetune, distil and "
            "quantize.",
        )
    return tuple(_around(one, getattr(recipe, one.name)) for one in found if one is not None)


def _factor(recipe: Recipe, name: str, factor: float, meaning: str) -> Dimension | None:
    """From a part of the recipe's value to a multiple; a value of 0 stays."""
    value = float(getattr(recipe, name))
    if value <= 0:
        return None
    return Dimension(name, "float", value / factor, value * factor, log=True, meaning=meaning)


def _share(name: str, low: float, high: float, meaning: str) -> Dimension:
    return Dimension(name, "float", low, high, meaning=meaning)


def _rate(recipe: Recipe, factor: float) -> Dimension | None:
    return _factor(recipe, "peak_lr", factor, "how large steps are at their largest")


def _augmentations(recipe: Recipe) -> list[Dimension]:
    found = [
        _share("freq_mixstyle_share", 0.0, 1.0, "batches whose device colour is mixed"),
        Dimension("freq_mask_bands", "int", 0, 64, meaning="mel bands masked at most"),
    ]
    if not (isinstance(recipe, DistilRecipe) and recipe.crd_weight > 0):
        found.append(_share("mixup_share", 0.0, 1.0, "batches in which two windows are mixed"))
    return found


def _of_teacher(recipe: FinetuneRecipe) -> list[Dimension | None]:
    frozen = recipe.trainable == "head" and recipe.embeddings == "cached"
    decay = _factor(recipe, "weight_decay", 30.0, "pull of the weights towards 0")
    found: list[Dimension | None] = [_rate(recipe, 5.0), decay]
    if recipe.trainable == "head_then_all":
        found.append(_factor(recipe, "head_peak_lr", 5.0, "steps of the first part"))
    return found if frozen else [*found, *_augmentations(recipe)]


def _of_student(recipe: DistilRecipe, has_teacher: bool) -> list[Dimension | None]:
    found = [_rate(recipe, 4.0), _factor(recipe, "weight_decay", 30.0, "pull towards 0")]
    if has_teacher and not recipe.loss:
        found += [
            Dimension("temperature", "float", 1.0, 8.0, log=True, meaning="softens the teacher"),
            _share("soft_weight", 0.5, 1.0, "trust in the teacher; the rest is in the labels"),
        ]
    return [*found, *_augmentations(recipe)]


def _of_int8(recipe: QuantizeRecipe) -> list[Dimension | None]:
    most = min(3, recipe.epochs)
    return [
        _rate(recipe, 10.0),
        _share("soft_weight", 0.0, 1.0, "trust in the float student"),
        Dimension("temperature", "float", 1.0, 8.0, log=True, meaning="softens the float student"),
        Dimension("frozen_epochs", "int", 0, most, meaning="last epochs with ranges kept still"),
    ]


def _around(dimension: Dimension, value: Value) -> Dimension:
    """Wide enough for the recipe's own value, which is tried first."""
    if dimension.kind == "choice" or not isinstance(value, int | float):
        return dimension
    return replace(dimension, low=min(dimension.low, value), high=max(dimension.high, value))


def parse_dimension(text: str, recipe: Recipe) -> Dimension:
    """What ``--space`` says: ``peak_lr=1e-4:1e-2:log``, ``epochs=10:40`` or ``batch_size=16,64``.

    Raises:
        RecipeError: there is no such setting or network, it must stay fixed, or the range is none.
    """
    name, found, values = (part.strip() for part in text.partition("="))
    known = {field.name: getattr(recipe, field.name) for field in fields(recipe)}
    if not found or name not in known or name in FIXED:
        raise RecipeError(
            f'"{text}" is not a setting to search.',
            hint=f"Write NAME=LOW:HIGH, NAME=LOW:HIGH:log or NAME=A,B,C; a {recipe.stage} recipe "
            f"has: {', '.join(name for name in known if name not in FIXED)}.",
        )
    if ":" not in values:
        choices = tuple(
            getattr(recipe.with_overrides([f"{name}={choice.strip()}"]), name)
            for choice in values.split(",")
        )
        for choice in map(str, choices):
            _require_known(name, choice, recipe)
        return Dimension(name, "choice", choices=choices)
    return _range(text, name, values, recipe)


def _require_known(name: str, choice: str, recipe: Recipe) -> None:
    """Refuse networks and front ends of which a trial could only fail."""
    if name == "network":
        require_network(choice, *ROLES.get(recipe.stage, ()))
    if name == "front_end" and choice and choice not in FRONT_ENDS:
        raise RecipeError(
            f'No front end is named "{choice}".', hint=f"There are: {', '.join(FRONT_ENDS)}."
        )


def _range(text: str, name: str, values: str, recipe: Recipe) -> Dimension:
    low, high, *more = values.split(":")
    is_whole = isinstance(getattr(recipe, name), int)
    try:
        ends = float(low), float(high)
    except ValueError:
        ends = math.nan, math.nan
    log = more == ["log"]
    known = all(map(math.isfinite, ends))
    if is_whole and known:
        ends = math.ceil(ends[0]), math.floor(ends[1])
    rising = known and ends[0] < ends[1]
    if not rising or (more and not log) or (log and ends[0] <= 0):
        raise RecipeError(
            f'"{text}" is not a range.', hint=f"Write it as {name}=1:10, or {name}=1:10:log."
        )
    recipe.with_overrides([f"{name}={ends[0]!r}"])
    recipe.with_overrides([f"{name}={ends[1]!r}"])
    return Dimension(name, "int" if is_whole else "float", *ends, log=log)


def own_values(recipe: Recipe, space: Sequence[Dimension]) -> dict[str, Value] | None:
    """The recipe's own point in the space; None if it lies outside."""
    values = {one.name: getattr(recipe, one.name) for one in space}
    return values if all(one.holds(values[one.name]) for one in space) else None
