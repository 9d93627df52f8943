"""What a run tells while it goes on: a line of JSON for each event; others may have written it."""

import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ml_core.files import as_table
from ml_core.kinds import is_number, is_number_or_none, is_text

FILE = "events.jsonl"


def _metrics(value: Any) -> bool:
    return isinstance(value, dict) and all(map(is_number, value.values()))


_KINDS: Mapping[str, Callable[[Any], bool]] = {
    "time": is_number,
    "stage": is_text,
    "done": is_number,
    "total": is_number_or_none,
    "metrics": _metrics,
}


def event(stage: str, done: int, total: int | None, **metrics: float) -> dict[str, Any]:
    """One as it is written; what is no number is left out: JSON has no NaN."""
    known = {name: value for name, value in metrics.items() if math.isfinite(value)}
    return {"stage": stage, "done": done, "total": total, "metrics": known}


def read_events(run: Path, offset: int = 0) -> tuple[list[dict[str, Any]], int]:
    """Events after byte ``offset`` and the offset to go on from; a half line waits.

    What cannot be meant as an event is left out.
    """
    try:
        with (run / FILE).open("rb") as stream:
            stream.seek(offset)
            data = stream.read()
    except FileNotFoundError:
        return [], offset
    whole = data[: data.rfind(b"\n") + 1]
    tables = map(as_table, whole.splitlines())
    found = [table for table in tables if table is not None and _can_be_meant(table)]
    return found, offset + len(whole)


def _can_be_meant(table: Mapping[str, Any]) -> bool:
    said = all(name in table and kind(table[name]) for name, kind in _KINDS.items())
    return said and is_number(table.get("up_s", 0.0))  # older versions did not say it
