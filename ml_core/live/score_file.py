"""A stream score kept with its project, so that Live can say what a setting leads to."""

import math
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

from ml_core.files import from_json, write_json
from ml_core.kinds import is_count, is_number, is_number_or_none, is_text
from ml_core.live.smoothing import Pace
from ml_core.live.stream_score import Figure, Score, StreamScore
from ml_core.project import Project

T = TypeVar("T", StreamScore, Score, Figure)
_FIGURES = ("delay_s", "reached", "flips_per_minute", "right")
_KINDS: Mapping[Any, Callable[[Any], bool]] = {
    str: is_text, int: is_count, float: is_number,
    float | None: is_number_or_none,
}  # fmt: skip


def keep_score(score: StreamScore, project: Project) -> None:
    """Write it into the project's cache, in place of an older one of the same bundle.

    Raises:
        UnwritableFile: there is no room, or no right.
    """
    write_json(_place(score.fingerprint, project), score.to_dict())


def kept_score(fingerprint: str, project: Project) -> StreamScore | None:
    """What was measured of a bundle; None where nothing was, or not by this program."""
    try:
        table = from_json(_place(fingerprint, project).read_text(encoding="utf-8"))
        return _score_of(table)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def score_at(found: StreamScore, pace: Pace) -> Score:
    """The measured setting that is nearest to a pace."""

    def distance(one: Score) -> float:
        return abs(math.log((one.tau_s + 0.1) / (pace.tau_s + 0.1)))

    return min((found.chosen, *found.curve), key=distance)


def _place(fingerprint: str, project: Project) -> Path:
    name = "".join(sign for sign in fingerprint if sign.isalnum())[:16]
    return project.cache_dir / f"stream-score-{name}.json"


def _score_of(table: Mapping[str, Any]) -> StreamScore:
    found = StreamScore(
        **{
            **table,
            "chosen": _one(table["chosen"]),
            "curve": tuple(_one(row) for row in table["curve"]),
        }
    )
    return _checked(found)


def _one(row: Mapping[str, Any]) -> Score:
    figures = {name: _checked(Figure(**row[name])) for name in _FIGURES}
    return _checked(Score(**{**row, **figures}))


def _checked(found: T) -> T:
    """Itself, if every text is one and every number one; else TypeError."""
    for field in fields(found):
        kind = _KINDS.get(field.type)
        if kind is not None and not kind(getattr(found, field.name)):
            raise TypeError(field.name)
    return found
