"""Recipes as documented, frozen values: TOML in and out, an unknown key is an error."""

import json
import math
import tomllib
import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, ClassVar, Literal, Self, Union, get_args, get_origin, get_type_hints

from ml_core.errors import RecipeError

LARGEST = 2**63 - 1  # whole number
LONGEST = 4096  # characters of a text


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipeFields:
    """Frozen settings that check themselves and speak TOML; subclasses name them."""

    stage: ClassVar[str]

    def __post_init__(self) -> None:
        self.check()

    def check(self) -> None:
        """Raise RecipeError naming the first setting of a wrong type or range.

        Subclasses call the one above, then ``require`` what they know.
        """
        hints = get_type_hints(type(self))
        for field in fields(self):
            self.require(field.name, _fits(getattr(self, field.name), hints[field.name]))

    def require_shares(self, *names: str) -> None:
        """Raise RecipeError unless each of these settings is within 0..1."""
        for name in names:
            self.require(name, 0 <= getattr(self, name) <= 1)

    def require_not_negative(self, *names: str) -> None:
        """Raise RecipeError unless each of these settings is at least 0."""
        for name in names:
            self.require(name, getattr(self, name) >= 0)

    def require_paths(self, *names: str) -> None:
        """Raise RecipeError unless each of these settings could be a path, if it is not empty."""
        for name in names:
            value = getattr(self, name)
            self.require(name, "\0" not in value)
            try:
                Path(value).expanduser().exists()
            except (OSError, RuntimeError):  # too long, or of a user that is not there
                self.require(name, fine=False, allowed="a path")

    def require(self, name: str, fine: bool, *, allowed: str = "") -> None:
        """Raise RecipeError naming the setting, and what is ``allowed``, unless ``fine``."""
        if not fine:
            raise RecipeError(
                f"The recipe's {name} cannot be {getattr(self, name)!r}.",
                hint=f"It may be {allowed}."
                if allowed
                else "Compare it with the built-in recipes: asc recipes NAME.",
            )

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
                hint=f"A {cls.stage} recipe knows: {', '.join(names)}."
                " If a newer ASC Studio wrote it, update this one.",
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
    except (ValueError, RecursionError) as error:  # also a number of a thousand digits
        words = str(error) if isinstance(error, ValueError) else "it is nested too deep"
        raise RecipeError(f"The recipe is not valid TOML: {words}.") from error


def _parse_value(text: str) -> Any:
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except (ValueError, RecursionError):
        return text  # an unquoted word, as people type it in a shell


def _fits(value: Any, hint: Any) -> bool:
    if get_origin(hint) is Literal:
        return value in get_args(hint)
    if get_origin(hint) in (Union, types.UnionType):
        return any(_fits(value, option) for option in get_args(hint))
    if hint is bool or isinstance(value, bool):
        return hint is bool and isinstance(value, bool)
    if hint is str:
        return isinstance(value, str) and len(value) <= LONGEST and _is_text(value)
    if hint is float and isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, int) and hint in (int, float) and abs(value) <= LARGEST


def _is_text(value: str) -> bool:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:  # halves of characters, as odd file names have them
        return False
    return True


def _toml(value: str | bool | float) -> str:
    if isinstance(value, str):
        # TOML's basic strings are those of JSON, but for one more control character
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return str(value).lower() if isinstance(value, bool) else repr(value)
