"""What the Live page shows, as one value."""

import math
from dataclasses import dataclass
from pathlib import Path

from ascstudio.pages.live.hearing import Heard, Score, Stretch
from ascstudio.pages.live.telling import Notice
from ascstudio.project.bundles import BundleChoice
from ascstudio.theme import Mark


@dataclass(frozen=True, slots=True)
class Likely:
    """A scene that it may have been instead, with the key that says so."""

    key: str
    scene: str
    mark: Mark
    rank: int  # 0 is the most likely


@dataclass(frozen=True, slots=True, eq=False)
class LiveViewState:
    """Everything the page shows, except the spectrogram's columns."""

    phase: str = "idle"  # idle, opening, listening, lost, ended, failed
    fact: str = ""
    notice: Notice | None = None
    heard: Heard | None = None
    scores: tuple[Score, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    now_s: float = 0.0
    changes: str = ""
    level_db: float = -math.inf
    peak_db: float = -math.inf
    clipped: bool = False
    level_words: str = ""
    input_state: str = "closed"  # closed, open, lost, file
    devices: tuple[tuple[str | None, str], ...] = ()  # name, words; None: the system's choice
    device: str | None = None
    devices_words: str = ""
    file: Path | None = None
    bundles: tuple[BundleChoice, ...] = ()
    bundle: Path | None = None
    starter: bool = False
    bundle_facts: tuple[tuple[str, str], ...] = ()
    card: str = ""
    pace: float = 0.3
    pace_words: str = ""
    hop_s: float = 1.0
    unknown: float = 0.625
    unknown_words: str = ""
    likely: tuple[Likely, ...] = ()
    keep_reason: str = ""  # why nothing can be saved now
    keep_s: int = 10
    is_unknown: bool = False

    @property
    def listening(self) -> bool:
        """Whether *Stop listening* makes sense."""
        return self.phase in ("opening", "listening", "lost")
