"""How fast and how well labelling goes today."""

from __future__ import annotations

import datetime
import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from ml_core import api

PAUSE_S = 60.0  # a longer gap between two strokes is not work
FILE = "label-pace.json"


@dataclass(frozen=True, slots=True)
class Pace:
    """What was done on one day.

    Attributes:
        day: ISO date.
        clips: decided.
        strokes: keys pressed.
        suggested: decided with a suggestion on screen, or hidden in a blind check.
        right: of these, decided as suggested.
        doubt: sum over suggested clips of the chance that the label is wrong.
        worked_s: time between strokes, without pauses.
    """

    day: str = ""
    clips: int = 0
    strokes: int = 0
    suggested: int = 0
    right: int = 0
    doubt: float = 0.0
    worked_s: float = 0.0

    def stroke(self, gap_s: float) -> Pace:
        """One key more, ``gap_s`` after the one before."""
        worked = self.worked_s + (gap_s if gap_s < PAUSE_S else 0.0)
        return replace(self, strokes=self.strokes + 1, worked_s=worked)

    def decided(self, *, suggested: bool, right: bool, doubt: float = 0.0) -> Pace:
        """One clip more."""
        return replace(
            self,
            clips=self.clips + 1,
            suggested=self.suggested + suggested,
            right=self.right + (suggested and right),
            doubt=self.doubt + (doubt if suggested else 0.0),
        )

    @property
    def strokes_per_clip(self) -> float | None:
        """None before the first clip."""
        return self.strokes / self.clips if self.clips else None

    @property
    def right_share(self) -> float | None:
        """How often the suggestion was taken; None before the first one."""
        return self.right / self.suggested if self.suggested else None


def today() -> str:
    """The day as it is stored."""
    return datetime.date.today().isoformat()


def read_pace(folder: Path) -> Pace:
    """Today's pace of a project; nothing yet where it is of another day or cannot be read."""
    fresh = Pace(day=today())
    try:
        known = json.loads((folder / FILE).read_text("utf-8"))
        pace = Pace(**known)
        fits = all(type(getattr(pace, name)) in (type(value), int) for name, value in _DEFAULTS)
    except (OSError, ValueError, TypeError):
        return fresh
    return pace if fits and pace.day == fresh.day else fresh


def write_pace(folder: Path, pace: Pace) -> None:
    """Keep today's pace beside the project.

    Raises:
        AscError: the folder cannot be written.
    """
    api.write_text(folder / FILE, json.dumps(asdict(pace)))


_DEFAULTS = tuple(asdict(Pace()).items())
