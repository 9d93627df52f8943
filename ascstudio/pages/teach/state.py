"""What Teach shows, as values."""

import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ascstudio.jobs import Failure
from ascstudio.project.bundles import BundleChoice
from ascstudio.theme import Mark

if TYPE_CHECKING:
    from ml_core import api

GOAL_S = 60
LEAST_S = 10  # fewer kept seconds are not saved
UNIFORM_AFTER_S, UNIFORM_BELOW = 20, 3
LIMIT = 0.01  # of a known scene's clips; above it a banner says so
MAX_CLIPS = 60
LIKE = 0.8  # mean cosine to a known scene from which on it may be that scene
REACH = 0.3  # of the slider, in cosine to both sides of what was found


@dataclass(frozen=True, slots=True)
class Place:
    """An enrolled place of the bundle in use."""

    name: str
    mark: Mark
    words: str
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Left:
    """A place that was recorded and not taught.

    Attributes:
        name: of the place.
        seconds: that were recorded.
        scene: the project's, whose clips they are.
        path: the recording, where there was no project.
    """

    name: str
    seconds: float
    scene: str = ""
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Stranded:
    """Places that another bundle was taught.

    Attributes:
        bundle: its name.
        places: that the present bundle does not know.
        scene: the project's, of which there are recordings to teach one of them from; or empty.
    """

    bundle: str
    places: tuple[str, ...]
    scene: str = ""


@dataclass(frozen=True, slots=True)
class Closeness:
    """A known scene and how much it sounds like this, 0 to 1."""

    mark: Mark
    name: str
    share: float


@dataclass(frozen=True, slots=True)
class Heard:
    """A clip that the place would take."""

    clip: "api.ClipRow"
    mark: Mark
    cosine: float


@dataclass(frozen=True, slots=True)
class Effect:
    """What saving would change, in figures and words."""

    recognised: float
    unknown: float
    points: float  # of accuracy on known scenes, after minus before, in points
    before: float
    after: float
    n_support: int
    taken: tuple[Closeness, ...]  # share each known scene would lose, largest first
    threshold: float  # smallest cosine that counts
    found: float  # the one that was found for it
    warning: str = ""
    like: str = ""  # a known scene that it may be, as the bundle calls it
    like_cosine: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class TeachState:
    """Everything the page shows, except the spectrogram's columns."""

    step: int = 0  # 0 name and record, 1 check the effect
    bundle: Path | None = None
    bundles: tuple[BundleChoice, ...] = ()  # that could be taught instead
    places: tuple[Place, ...] = ()
    n_trained: int = 0
    name: str = ""
    name_problem: str = ""
    adding_to: str = ""  # an enrolled place that is taught more
    mark: Mark | None = None
    recording: bool = False
    hears: bool = False  # the microphone answers
    silent: bool = False  # it does not, and is not only being opened
    kept_s: int = 0
    goal_s: int = GOAL_S
    left_out: str = ""
    variety: int = 0
    variety_words: str = ""
    level_db: float = -math.inf
    peak_db: float = -math.inf
    clipped: bool = False
    level_words: str = ""
    level_fine: bool = True
    closest: tuple[Closeness, ...] = ()
    checking: bool = False
    effect: Effect | None = None
    sureness: float = 0.5  # where the slider stands, 0 to 1
    heard: tuple[Heard, ...] = ()
    playing: int | None = None
    saving: bool = False
    failure: Failure | None = None
    left: Left | None = None
    stranded: Stranded | None = None
