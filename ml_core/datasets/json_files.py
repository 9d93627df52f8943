"""JSON from other programs: parsed within bounds, looked at without trust in its form."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ml_core.datasets.labels import clean, read_text
from ml_core.errors import ImportProblem


def parse_json(path: Path) -> Any:
    """All of a JSON file.

    Raises:
        ImportProblem: it cannot be read, or is no JSON.
    """
    try:
        return json.loads(read_text(path))
    except (ValueError, RecursionError) as error:
        raise ImportProblem(
            f'"{path.name}" is not JSON that can be read.', hint="Export it again."
        ) from error


def objects(parent: Mapping[str, Any], *keys: str) -> list[dict[str, Any]]:
    """The objects in a list at the first of some keys that is one."""
    for key in keys:
        value = parent.get(key)
        if isinstance(value, list):
            return [one for one in value if isinstance(one, dict)]
    return []


def text_at(parent: Mapping[str, Any], key: str) -> str:
    """Text at a key, or the lines of a list of texts; empty where there is none."""
    value = parent.get(key)
    if isinstance(value, list):
        return "\n".join(filter(None, map(clean, value)))
    return clean(value)
