"""The user's choices for each stage. Torch-free.

``fields`` makes values of TOML, ``augmentation`` and ``training`` hold what all stages share,
``stages`` one frozen class per stage, ``builtin`` the recipes that ship, ``networks.toml`` the
sizes of all registered networks.
"""

import tomllib
from collections.abc import Mapping
from math import prod
from pathlib import Path
from typing import Any

from ml_core import plugins
from ml_core.errors import RecipeError
from ml_core.frontend.spec import FRONT_ENDS, LogMelSpec
from ml_core.recipes.fields import parse_toml
from ml_core.recipes.stages import (
    DistilRecipe,
    FinetuneRecipe,
    FuseRecipe,
    QuantizeRecipe,
    Recipe,
    RunRecipe,
    SpecialiseRecipe,
)
from ml_core.recipes.training import TrainingRecipe

__all__ = [
    "DistilRecipe", "FinetuneRecipe", "FuseRecipe", "QuantizeRecipe", "Recipe", "RunRecipe",
    "SpecialiseRecipe", "TrainingRecipe", "builtin", "int8_size", "names", "networks", "parse",
    "read", "require_network",
]  # fmt: skip

_FOLDER = Path(__file__).parent
_COSTS = ("macs", "int8_macs", "peak_activation_bytes")  # that grow with what is looked at
_STAGES: dict[str, type[Recipe]] = {
    kind.stage: kind for kind in (FinetuneRecipe, DistilRecipe, QuantizeRecipe, SpecialiseRecipe)
}


def names(stage: str | None = None) -> list[str]:
    """Names of the recipes that ship, of one stage or of all."""
    found = sorted(path.stem for path in (_FOLDER / "builtin").glob("*.toml"))
    return [name for name in found if stage is None or builtin(name).stage == stage]


def builtin(name: str) -> Recipe:
    """A recipe that ships.

    Raises:
        RecipeError: there is none of this name.
    """
    path = _FOLDER / "builtin" / f"{name}.toml"
    if path.name != f"{name}.toml" or not path.is_file():
        raise RecipeError(
            f'There is no recipe "{name}".',
            hint=f"Give the path of a TOML file or one of: {', '.join(names())}.",
        )
    return parse(path.read_text("utf-8"))


def read(name_or_path: str) -> Recipe:
    """A recipe by the name of one that ships, or from a TOML file.

    Raises:
        RecipeError: there is no such recipe, or it has errors.
    """
    path = Path(name_or_path)
    if not path.is_file():
        return builtin(name_or_path)
    if path.suffix != ".toml":
        raise RecipeError(
            f'"{path.name}" is no recipe: its name does not end in .toml.',
            hint="A recipe is a TOML file: asc recipes NAME prints one.",
        )
    try:
        return parse(_text_of(path))
    except RecipeError as error:
        raise RecipeError(
            f'The recipe in "{path.name}" cannot be used. {error.message}', hint=error.hint
        ) from error


def _text_of(path: Path) -> str:
    """A text file of somebody else, as editors save it."""
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise RecipeError(
            f'"{path.name}" is no text in UTF-8.', hint="Save it as UTF-8 in a text editor."
        ) from None
    except OSError as error:
        raise RecipeError(f'"{path.name}" cannot be read: {error.strerror}.') from error


def parse(text: str) -> Recipe:
    """A recipe of whatever stage the text says.

    Raises:
        RecipeError: the stage is missing or unknown, or a setting is wrong.
    """
    stage = parse_toml(text).get("stage")
    if not isinstance(stage, str) or stage not in _STAGES:
        raise RecipeError(
            f"The recipe's stage is {stage!r}.",
            hint=f"Choose from {', '.join(_STAGES)}."
            " If a newer ASC Studio wrote it, update this one.",
        )
    return _STAGES[stage].from_toml(text)


def parse_run(text: str) -> RunRecipe:
    """The recipe of a run folder, also of a stage that has no recipes to choose from.

    Raises:
        RecipeError: as ``parse``.
    """
    if parse_toml(text).get("stage") == FuseRecipe.stage:
        return FuseRecipe.from_toml(text)
    return parse(text)


def networks(front_end: str = "") -> dict[str, dict[str, Any]]:
    """Role, parameters, MACs, bytes and peak activation of every registered network.

    Args:
        front_end: a name of ``FRONT_ENDS`` through which they hear; empty: each its own. What a
            convolution costs grows with bands times frames, within 8 % where strides round up.
    """
    table = tomllib.loads((_FOLDER / "networks.toml").read_text("utf-8"))
    spec = FRONT_ENDS.get(front_end)
    return table if spec is None else {name: _hearing(row, spec) for name, row in table.items()}


def _hearing(row: dict[str, Any], spec: LogMelSpec) -> dict[str, Any]:
    seen = [spec.n_mels, spec.n_frames(spec.sample_rate_hz)]  # of a second
    share = prod(seen) / prod(row["input"])
    costs = {one: round(row[one] * share) for one in _COSTS if one in row}
    return {**row, **costs, "input": seen}


def int8_size(row: Mapping[str, Any]) -> tuple[int, int]:
    """Bytes and multiply-accumulates of a window in int8.

    Of a student those of its exported file, measured once with the cosine head and 10 scenes; it
    has more than one byte for each weight, because there are scales and biases and because
    channels are filled up. Of any other network, which is never exported, one byte each.

    Args:
        row: of ``networks``.
    """
    return (
        int(row.get("int8_bytes", row["parameters"])), int(row.get("int8_macs", row["macs"]))
    )  # fmt: skip


def require_network(name: str, *roles: str) -> None:
    """Raise RecipeError unless a network has this name, here or in an installed package.

    Args:
        name: of the network.
        roles: those of ``networks`` that are asked for; none: any.
    """
    among = [one for one, row in networks().items() if not roles or row["role"] in roles]
    offered = [*among, *plugins.names(plugins.NETWORKS)]
    if name not in offered:
        raise RecipeError(
            f'No network is named "{name}".',
            hint=f"Choose from {', '.join(offered)}, or install its package.",
        )
