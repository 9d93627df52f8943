"""The clips of an evaluation on disk: one line each, cell by cell of the confusion matrix."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ml_core.errors import ProjectError
from ml_core.files import from_json, sha256_bytes, write_text

FORMAT = 1


def write_clips(
    path: Path, scenes: Sequence[str], rows: Sequence[dict[str, Any]], figures: str = ""
) -> None:
    """Write rows that are sorted by cell, the surest first.

    Args:
        path: the file.
        scenes: in the order of every row's ``scores``.
        rows: see ``stages.figures.clip_rows``.
        figures: text of the file beside it that says what follows from the rows.

    Raises:
        UnwritableFile: it cannot be written.
    """
    lines = _lines(rows)
    digest = _digest(figures, lines)
    facts = {"format": FORMAT, "digest": digest, "scenes": list(scenes), "cells": cells(rows)}
    head = json.dumps(facts, ensure_ascii=False).removesuffix("}")
    write_text(path, f'{head},\n"clips": [\n{lines}\n]}}\n')


def read_clips(path: Path, figures: str | None = None) -> tuple[dict[str, Any], ...]:
    """The rows of a file that ``asc evaluate`` wrote, named in its answer as ``clips_file``.

    Args:
        path: the file.
        figures: text of the file beside it; both must be as they were written. None asks for none.

    Raises:
        ProjectError: it is not there, or not such a file.
    """
    problem = ProjectError(
        f'The clips of this evaluation, "{path.name}", cannot be read.', hint="Measure again."
    )
    try:
        table = from_json(path.read_bytes())
        rows, version = tuple(table["clips"]), table["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise problem from error
    if version != FORMAT or not all(isinstance(row, dict) for row in rows):
        raise problem
    if figures is not None and table.get("digest") != _digest(figures, _lines(rows)):
        raise problem
    return rows


def _lines(rows: Sequence[dict[str, Any]]) -> str:
    return ",\n".join(json.dumps(row, ensure_ascii=False, allow_nan=False) for row in rows)


def _digest(figures: str, lines: str) -> str:
    return sha256_bytes(f"{figures}\n{lines}".encode())


def cells(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Where the clips of each cell lie among the rows: ``scene``, ``predicted``, first and n."""
    found: list[dict[str, Any]] = []
    for place, row in enumerate(rows):
        cell = (row["scene"], row["predicted"])
        if not found or (found[-1]["scene"], found[-1]["predicted"]) != cell:
            found.append({"scene": cell[0], "predicted": cell[1], "first": place, "n": 0})
        found[-1]["n"] += 1
    return found
