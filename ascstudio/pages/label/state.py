"""What the Label page shows; the view is a function of this and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ascstudio.pages.label.order import Order, QueueKind
from ascstudio.pages.label.pace import Pace
from ascstudio.project.clip_table import ClipTable
from ascstudio.theme import Mark
from ascstudio.widgets.canvas.segments import SegmentSet

if TYPE_CHECKING:
    from ml_core import api

KEYS_SHOWN = 18
"""Scenes that have a place in the grid; the others are typed."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What the current bundle and the labels so far say about a clip.

    Attributes:
        scene: the most likely scene.
        confidence: calibrated chance that it is right.
        next_scene: the second, empty for none.
        next_confidence: its chance.
    """

    scene: str
    confidence: float
    next_scene: str = ""
    next_confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Alike:
    """A clip that sounds like the current one."""

    segment_id: int
    cosine: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a blind check found about the clip before: said and suggested scene."""

    said: str
    suggested: str


@dataclass(frozen=True, slots=True, eq=False)
class LabelState:
    """Everything the page shows.

    Attributes:
        ready: a project is open and its clips were read.
        table: all clips.
        kind: which queue.
        order: the queue and where one stands.
        n_open: clips without a label in the whole project.
        clip: the clip one stands at.
        scenes: all scenes, in the order of their keys.
        marks: mark of each scene.
        segments: of the recording of the clip.
        chosen: the segment that keys work on; None: the clip.
        selection: a stretch that is selected and no segment.
        guess: for the clip; None without one, and hidden in a blind check.
        has_guesses: whether any clip has a guess.
        alike: clips that sound like this one.
        blind: suggestions are hidden until one has decided.
        verdict: what the blind check found about the clip before.
        missing: clips whose audio was not found.
        problem: why the clip cannot be shown.
        hearing: share of the clips that have been listened to; None while nothing listens.
        hearing_left_s: seconds left, None while unknown.
        unheard: clips that are listened to only when the user asks for it.
        unheard_s: seconds that will take, None while unknown.
        pace: of today.
        hint: whether the first steps are explained.
        given_title: what the given clips are.
    """

    ready: bool = False
    table: ClipTable = field(default_factory=ClipTable)
    kind: QueueKind = "useful"
    order: Order = field(default_factory=Order)
    n_open: int = 0
    clip: api.ClipRow | None = None
    scenes: tuple[str, ...] = ()
    marks: Mapping[str, Mark] = field(default_factory=dict)
    segments: SegmentSet = field(default_factory=SegmentSet)
    chosen: int | None = None
    selection: tuple[float, float] | None = None
    guess: Guess | None = None
    has_guesses: bool = False
    alike: tuple[Alike, ...] = ()
    blind: bool = False
    verdict: Verdict | None = None
    missing: frozenset[int] = frozenset()
    problem: str = ""
    hearing: float | None = None
    hearing_left_s: float | None = None
    unheard: int = 0
    unheard_s: float | None = None
    pace: Pace = field(default_factory=Pace)
    hint: bool = False
    given_title: str = ""

    @property
    def empty(self) -> bool:
        """Whether there is no clip at all."""
        return self.ready and not len(self.table)

    @property
    def finished(self) -> bool:
        """Whether one stands behind the last clip of the queue, or it holds none."""
        return self.ready and bool(len(self.table)) and self.clip is None
