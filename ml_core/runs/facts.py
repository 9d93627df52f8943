"""What a run says of itself, as far as it can be believed: others may have written into it."""

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ml_core.errors import RunError
from ml_core.files import read_json
from ml_core.kinds import is_count, is_number, is_text, is_texts


def _paths(value: Any) -> bool:
    return (
        isinstance(value, dict) and all(map(is_text, value)) and all(map(is_text, value.values()))
    )


FORMAT = 1
"""Of a run's folder; one that does not say it is of format 1."""

_KINDS: dict[str, Callable[[Any], bool]] = {
    "format": is_count,
    "stage": is_text,
    "inputs": _paths,
    "bundle": is_text,
    "chain": is_texts,
    "packages": lambda value: isinstance(value, dict),
    "baked": lambda value: isinstance(value, dict),
    "started": is_number,
    "minutes": is_number,
    "seed": is_count,
    "snapshot": is_count,
    "threads": lambda value: is_count(value) and 0 < value <= 4096,
    "compute": is_text,
    "version": is_text,
    "precision": is_text,
    "python": is_text,
    "machine": is_text,
    "data_digest": is_text,
    "recordings_digest": is_text,
    "snapshot_digest": is_text,
}


def refuse_newer(run: Path) -> None:
    """Raise RunError if a later version laid this run out: nothing of it is guessed at."""
    said = (read_json(run / "provenance.json") or {}).get("format", FORMAT)
    if is_count(said) and said > FORMAT:
        raise RunError(
            f'The run "{run.name}" was made by a newer ASC Studio.',
            hint=f"It has format {said}, this one reads up to {FORMAT}: update it."
            " Nothing was changed.",
        )


def read_facts(run: Path) -> dict[str, Any]:
    """What a run's provenance says; what cannot be meant so counts as not said.

    The stage is always there: the recipe knows it as well.
    """
    said = read_json(run / "provenance.json") or {}
    facts = {
        name: value for name, value in said.items() if name not in _KINDS or _KINDS[name](value)
    }
    if "stage" not in facts:
        facts["stage"] = _stage(run)
    return facts


def read_recipe(run: Path) -> str:
    """The text of a run's recipe.

    Raises:
        RunError: it is no text.
    """
    try:
        return (run / "recipe.toml").read_text("utf-8")
    except UnicodeDecodeError as error:
        raise RunError(
            f'"recipe.toml" of the run "{run.name}" is damaged: it is no text.',
            hint="Put back a copy of it, or train again.",
        ) from error


def recipe_table(run: Path) -> dict[str, Any]:
    """What a run's recipe says.

    Raises:
        RunError: it is no text, or no TOML.
    """
    try:
        return tomllib.loads(read_recipe(run))
    except (ValueError, RecursionError) as error:  # also a number of a thousand digits
        raise RunError(
            f'"recipe.toml" of the run "{run.name}" is damaged: it is no TOML.',
            hint="Put back a copy of it, or train again.",
        ) from error


def with_paths(facts: Mapping[str, Any], change: Callable[[str], str]) -> dict[str, Any]:
    """The same facts, their paths changed: those of inputs, and where a bundle goes."""
    found = dict(facts)
    if "inputs" in facts:
        found["inputs"] = {name: change(str(path)) for name, path in facts["inputs"].items()}
    if facts.get("bundle"):
        found["bundle"] = change(str(facts["bundle"]))
    return found


def _stage(run: Path) -> str:
    try:
        stage = recipe_table(run).get("stage", "")
    except (OSError, RunError):
        return ""
    return stage if isinstance(stage, str) else ""
