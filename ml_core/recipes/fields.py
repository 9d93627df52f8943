"""Recipes as documented, frozen values: TOML in and out, an unknown key is an error."""

import math
import tomllib
import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Literal, Self, Union, get_args, get_origin, get_type_hints

from ml_core.errors import RecipeError


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingRecipe:
    """What every stage that trains a network lets the user choose.

    Augmentations act on training windows only. ``..._share`` is the probability of one.
    """

    stage: ClassVar[str]

    about: str = ""  # one line for people
    front_end: str = ""  # a name of FRONT_ENDS; empty: the network's own
    epochs: int = 60  # passes over the training clips
    batch_size: int = 64  # windows
    windows_per_clip: int = 1  # random windows of every clip in one epoch
    optimizer: Literal["adamw", "adam"] = "adamw"
    peak_lr: float = 5e-3
    weight_decay: float = 1e-4
    schedule: Literal["cosine", "linear_down"] = "cosine"
    warmup_epochs: float = 3.0
    hold_until_epoch: float = 0.0  # linear_down only: the rate stays at its peak until here
    final_factor: float = 0.0  # share of the peak rate that is left at the end
    roll_s: float = 0.1  # waveforms are rotated by up to this many seconds, both ways
    mixup_share: float = 0.0
    mixup_alpha: float = 0.3  # of Beta(alpha, alpha)
    freq_mixstyle_share: float = 0.4
    freq_mixstyle_alpha: float = 0.3  # of Beta(alpha, alpha)
    freq_mask_bands: int = 48  # up to this many mel bands of every window are masked
    validation_share: float = 0.0  # of the training sources, to keep the best epoch; 0: the last
    seed: int = 0
    threads: int = 0  # of torch on the CPU; 0: a 2-s probe decides and records it
    precision: Literal["32-true", "bf16-mixed"] = "32-true"
    torch_device: Literal["auto", "cpu", "cuda"] = "auto"
    memory_mb: int = 2048  # clips are kept decoded in memory up to here, else read from the cache

    def __post_init__(self) -> None:
        self._check_types()
        self.require("epochs", self.epochs >= 0)
        self.require("batch_size", self.batch_size >= 1)
        self.require("windows_per_clip", self.windows_per_clip >= 1)
        self.require("peak_lr", self.peak_lr > 0)
        self.require("mixup_alpha", self.mixup_alpha > 0)
        self.require("freq_mixstyle_alpha", self.freq_mixstyle_alpha > 0)
        for name in ("weight_decay", "warmup_epochs", "hold_until_epoch", "roll_s"):
            self.require(name, getattr(self, name) >= 0)
        for name in ("freq_mask_bands", "seed", "threads", "memory_mb"):
            self.require(name, getattr(self, name) >= 0)
        for name in ("mixup_share", "freq_mixstyle_share", "final_factor"):
            self.require(name, 0 <= getattr(self, name) <= 1)
        self.require("validation_share", 0 <= self.validation_share <= 0.5)

    def require(self, name: str, fine: bool) -> None:
        """Raise RecipeError naming the setting unless ``fine``."""
        if not fine:
            raise RecipeError(
                f"The recipe's {name} cannot be {getattr(self, name)!r}.",
                hint="Compare it with the built-in recipes: asc recipes NAME.",
            )

    def _check_types(self) -> None:
        hints = get_type_hints(type(self))
        for field in fields(self):
            self.require(field.name, _fits(getattr(self, field.name), hints[field.name]))

    def to_toml(self) -> str:
        """All settings, defaults included, so that the text says everything."""
        lines = [f'stage = "{self.stage}"']
        lines += [f"{field.name} = {_toml(getattr(self, field.name))}" for field in fields(self)]
        return "\n".join(lines) + "\n"

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> Self:
        """A recipe from parsed TOML without its ``stage``.

        Raises:
            RecipeError: a key is unknown, or a value has the wrong type or range.
        """
        names = [field.name for field in fields(cls)]
        if unknown := sorted(table.keys() - set(names)):
            raise RecipeError(
                f"The recipe has unknown settings: {', '.join(unknown)}.",
                hint=f"A {cls.stage} recipe knows: {', '.join(names)}.",
            )
        return cls(**table)

    @classmethod
    def from_toml(cls, text: str) -> Self:
        """The inverse of ``to_toml``; missing settings take their defaults.

        Raises:
            RecipeError: as ``from_table``, or the text is no TOML or of another stage.
        """
        table = parse_toml(text)
        stage = table.pop("stage", cls.stage)
        if stage != cls.stage:
            raise RecipeError(f'This is a recipe for "{stage}", not for "{cls.stage}".')
        return cls.from_table(table)

    def with_overrides(self, overrides: Sequence[str]) -> Self:
        """The recipe with some ``key=value`` settings replaced.

        Raises:
            RecipeError: a text has no ``=``, a key is unknown, or a value does not fit.
        """
        table = {field.name: getattr(self, field.name) for field in fields(self)}
        for override in overrides:
            name, found, value = override.partition("=")
            if not found:
                raise RecipeError(f'"{override}" is not of the form key=value.')
            table[name.strip()] = _parse_value(value.strip())
        return self.from_table(table)


def parse_toml(text: str) -> dict[str, Any]:
    """The table of a TOML text.

    Raises:
        RecipeError: it is not TOML.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RecipeError(f"The recipe is not valid TOML: {error}.") from error


def _parse_value(text: str) -> Any:
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text  # an unquoted word, as people type it in a shell


def _fits(value: Any, hint: Any) -> bool:
    if get_origin(hint) is Literal:
        return value in get_args(hint)
    if get_origin(hint) in (Union, types.UnionType):
        return any(_fits(value, option) for option in get_args(hint))
    if hint is float:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return number and math.isfinite(value)
    return isinstance(value, hint) and (hint is bool or not isinstance(value, bool))


def _toml(value: str | bool | float) -> str:
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return str(value).lower() if isinstance(value, bool) else repr(value)
