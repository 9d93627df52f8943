"""How fast and how well labelling goes today."""

from __future__ import annotations

import datetime
import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Protocol

from ml_core import api

PAUSE_S = 60.0  # a longer gap between two strokes is not work
FILE = "label-pace.json"
SURE = 0.8  # chance from which a suggestion that is not taken is worth a second look


class Guess(Protocol):
    """A suggestion as far as its success is counted."""

    @property
    def scene(self) -> str:
        """What was suggested."""

    @property
    def confidence(self) -> float:
        """Chance that it is right."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a clip that was decided counts as; see ``Pace``."""

    suggested: bool = False
    right: bool = False
    contested: bool = False

    @classmethod
    def on(cls, scene: str, guess: Guess | None) -> Decision:
        """The decision for a scene where this was suggested."""
        if guess is None:
            return cls()
        right = guess.scene == scene
        return cls(True, right, not right and guess.confidence >= SURE)


@dataclass(frozen=True, slots=True)
class Decided:
    """A clip, how a decision left it, and what that counts as today; None for a state."""

    segment_id: int
    state: str
    scene: str | None
    counts_as: Decision | None

    def holds(self, clip: api.ClipRow | None) -> bool:
        """Whether it is still so."""
        return clip is not None and (clip.state, clip.scene) == (self.state, self.scene)


@dataclass(frozen=True, slots=True)
class Pace:
    """What was done on one day.

    Attributes:
        day: ISO date.
        clips: decided.
        strokes: keys pressed.
        suggested: decided with a suggestion on screen, or hidden in a blind check.
        right: of these, decided as suggested.
        contested: of these, decided against a suggestion that was sure.
        worked_s: time between strokes, without pauses.
    """

    day: str = ""
    clips: int = 0
    strokes: int = 0
    suggested: int = 0
    right: int = 0
    contested: int = 0
    worked_s: float = 0.0

    def stroke(self, gap_s: float) -> Pace:
        """One key more, ``gap_s`` after the one before."""
        worked = self.worked_s + (gap_s if gap_s < PAUSE_S else 0.0)
        return replace(self, strokes=self.strokes + 1, worked_s=worked)

    def with_clip(self, decision: Decision, times: int = 1) -> Pace:
        """One clip more; -1 takes back one that was counted."""
        return replace(
            self,
            clips=max(0, self.clips + times),
            suggested=max(0, self.suggested + times * decision.suggested),
            right=max(0, self.right + times * decision.right),
            contested=max(0, self.contested + times * decision.contested),
        )

    @property
    def strokes_per_clip(self) -> float | None:
        """None before the first clip, and where no key was pressed at all."""
        return self.strokes / self.clips if self.clips and self.strokes else None

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
        known = api.from_json((folder / FILE).read_text("utf-8"))
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
