"""The settings of recipes for people: what each is called, its unit and range, and what it does."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Literal, get_args, get_origin, get_type_hints

from PySide6.QtCore import QObject

from ascstudio.pages.train.sizes import networks
from ascstudio.pages.train.wizard.plan import Value
from ascstudio.project.names import network_title
from ascstudio.translation import told
from ascstudio.words import numeral
from ml_core import api

Group = Literal["network", "learning", "loss", "sound", "machine", "words"]
GROUPS: tuple[Group, ...] = get_args(Group)
ELSEWHERE = ("weights",)  # asked for by a step of its own


@dataclass(frozen=True, slots=True)
class Field:
    """One setting.

    Attributes:
        name: in the recipe.
        group: where it stands.
        title: what people call it.
        sentence: what it does, and what follows from more or less of it.
        unit: of its number, e.g. ``dB``.
        range_words: what it may be.
        kind: which editor it needs.
        choices: (value, words) of a choice.
    """

    name: str
    group: Group
    title: str
    sentence: str
    unit: str = ""
    range_words: str = ""
    kind: Literal["switch", "choice", "whole", "number", "text"] = "text"
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A setting with its value.

    Attributes:
        field: which.
        value: now.
        default: what the answers suggest.
    """

    field: Field
    value: Value
    default: Value

    @property
    def changed(self) -> bool:
        """Whether somebody wants it otherwise."""
        return self.value != self.default


class Fields(QObject):
    """All settings of a stage's recipes, in the order of their groups."""

    def of(self, recipe: "api.Recipe") -> tuple[Field, ...]:
        """Everything that can be set in recipes of this kind."""
        kind: type = type(recipe)
        hints = _hints(kind)
        found = [
            self._field(name, hints[name], api.SETTINGS[name])
            for name in hints
            if name not in ELSEWHERE
        ]
        return tuple(sorted(found, key=lambda field: GROUPS.index(field.group)))

    def rows(self, recipe: "api.Recipe", suggested: "api.Recipe") -> Iterator[FieldRow]:
        """The settings of a recipe beside those that the answers suggest."""
        for field in self.of(recipe):
            name = field.name
            yield FieldRow(field, getattr(recipe, name), getattr(suggested, name))

    def titles(self) -> dict[Group, str]:
        """What the groups are called."""
        return {
            "network": self.tr("Network"),
            "learning": self.tr("Learning"),
            "loss": self.tr("Goal"),
            "sound": self.tr("Sound"),
            "machine": self.tr("Computer"),
            "words": self.tr("Words"),
        }

    def _field(self, name: str, hint: object, said: "api.Setting") -> Field:
        return Field(
            name, said.group, told(said.title), told(said.meaning), told(said.unit),
            self._range(said.least, said.most), _kind(name, hint), self._choices(name, hint),
        )  # fmt: skip

    def _range(self, low: float | None, high: float | None) -> str:
        """In the unit that stands beside it."""
        if low is not None and high is not None:
            return self.tr("{low} to {high}").format(low=numeral(low, "g"), high=numeral(high, "g"))
        return "" if low is None else self.tr("At least {low}").format(low=numeral(low, "g"))

    def _choices(self, name: str, hint: object) -> tuple[tuple[str, str], ...]:
        if name == "network":
            return tuple((one, network_title(one)) for one in networks())
        if name == "front_end":
            own = ("", self.tr("the network's own"))
            return (own, *((one, one) for one in api.FRONT_ENDS))
        if get_origin(hint) is Literal:
            return tuple((str(one), str(one).replace("_", " ")) for one in get_args(hint))
        return ()


@cache
def _hints(kind: type) -> Mapping[str, object]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _kind(name: str, hint: object) -> Literal["switch", "choice", "whole", "number", "text"]:
    if name in ("network", "front_end") or get_origin(hint) is Literal:
        return "choice"
    if hint is bool:
        return "switch"
    if hint is int:
        return "whole"
    return "number" if hint is float else "text"


def parse_value(field: Field, text: str) -> Value:
    """What somebody typed, as the recipe takes it.

    Raises:
        ValueError: it is no number.
    """
    if field.kind == "whole":
        return int(text)
    if field.kind == "number":
        return float(text.replace(",", "."))
    return text.strip()


def value_words(value: Value) -> str:
    """A value as it stands in its field."""
    return numeral(value, "g") if isinstance(value, float) else str(value)


def known_names(kinds: Iterable[type]) -> set[str]:
    """Every setting of some kinds of recipes."""
    return {name for kind in kinds for name in _hints(kind)}
