"""What the doctor may find, and what one key does about it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ml_core.project import ClipRow

Kind = Literal[
    "unreadable", "leaking", "duplicate", "near_duplicate", "device_tells", "level_tells",
    "format_tells", "clipped", "silent", "too_short", "dc_offset",
]  # fmt: skip
KINDS: tuple[Kind, ...] = (
    "unreadable", "leaking", "duplicate", "near_duplicate", "device_tells", "level_tells",
    "format_tells", "clipped", "silent", "too_short", "dc_offset",
)  # fmt: skip
"""The gravest first."""

Fix = Literal["exclude", "trim", "extend", "one_side", "review"]
"""What a fix does: takes the clips out of training and test; keeps the part that sounds; takes in
more of the recording; puts a group on one side of the split; flags the clips for a look."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a clip, or with several together.

    ``path`` is the recording's lasting name. ``segment_ids`` are the clips a fix changes, of
    which ``segment_id`` is the first; ``other_id`` is the clip it was held against, if any.
    ``stretch`` is where the clip should begin and how long it should be (s), for trim and extend.
    """

    segment_id: int
    path: str
    kind: Kind
    detail: str
    fix: Fix
    segment_ids: tuple[int, ...] = ()
    other_id: int | None = None
    stretch: tuple[float, float] | None = None
    side: str | None = None


@dataclass(frozen=True, slots=True)
class Shortcut:
    """How well scenes can be told without listening to them: by a quick probe on one fact.

    All three figures are means of the scenes' recalls: of the probe on clips of sources it was
    not fitted on, of the best of the same probes after shuffling the scenes, and of a guess.
    ``recalls`` are the first by scene.
    """

    kind: Kind
    accuracy: float
    shuffled: float
    chance: float
    n_clips: int
    tells: bool
    recalls: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class DoctorReport:
    """What was found.

    ``n_heard`` recordings were listened to now, ``n_known`` were known from before; the files of
    ``n_missing`` are not where they were, so that only their facts could be looked at.
    """

    problems: tuple[Problem, ...]
    shortcuts: tuple[Shortcut, ...] = ()
    n_clips: int = 0
    n_heard: int = 0
    n_known: int = 0
    n_missing: int = 0

    @property
    def counts(self) -> dict[Kind, int]:
        """Problems of every kind, also of those of which there are none."""
        found = Counter(problem.kind for problem in self.problems)
        return {kind: found[kind] for kind in KINDS}

    def of_kind(self, kind: Kind) -> tuple[Problem, ...]:
        """The problems of one kind."""
        return tuple(problem for problem in self.problems if problem.kind == kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoctorLimits:
    """From where on something is a problem."""

    clipped_share: float = field(default=0.0005, metadata={"unit": "of the samples"})
    dc_offset: float = field(default=0.002, metadata={"unit": "of full scale"})
    dc_of_level: float = field(default=0.1, metadata={"unit": "of the RMS without it"})
    silent_db: float = field(default=-70.0, metadata={"unit": "dBFS"})
    silent_share: float = field(default=0.5, metadata={"unit": "of the duration"})
    short_s: float = field(default=1.0, metadata={"unit": "s"})
    shared_s: float = field(default=0.3, metadata={"unit": "s of the same sound"})
    tells: float = field(default=0.4, metadata={"unit": "of the way from chance to certainty"})


def of_clip(clip: ClipRow, kind: Kind, detail: str, fix: Fix = "exclude") -> Problem:
    """A problem of one clip by itself."""
    return Problem(
        clip.segment_id, clip.relative_path, kind, detail, fix, segment_ids=(clip.segment_id,)
    )


def sort(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """The gravest kind first, within it by path."""
    return tuple(sorted(problems, key=lambda one: (KINDS.index(one.kind), one.path)))
