"""What the map page shows, as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ascstudio.jobs import Failure
from ascstudio.pages.explore.colouring import ColourBy, Indices, LegendRow
from ascstudio.pages.explore.judging import Judgement
from ascstudio.pages.explore.work import Kind
from ascstudio.project.bundles import BundleChoice
from ascstudio.theme import Mark
from ascstudio.words import numeral
from ml_core import api

NOTHING = np.zeros(0, np.int64)
FEW, MANY = 5, 60  # suspects beside the legend, and in their own tab
Method = Literal["pca", "tsne"]


@dataclass(frozen=True, slots=True, eq=False)
class Map:
    """Where clips lie, as one bundle hears them.

    Attributes:
        space: what the bundle heard.
        bundle: whose ears they are.
        at_once: the map that needs no waiting.
        clearer: the one that was computed; None while there is none.
    """

    space: "api.Space"
    bundle: Path
    at_once: "api.ClipMap"
    clearer: "api.ClipMap | None" = None


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """The points that are drawn; anew only when the map or its colours change.

    Attributes:
        segment_ids: (N,) which clip each is.
        xy: (N, 2).
        groups: (N,) colour groups.
        legend: the groups, with their counts among all placed clips.
        named: whether their names belong on the map.
        above: groups that are drawn over all others.
        n_placed: how many points there would be without sampling.
        layout: differs where points of the same clips lie elsewhere.
    """

    segment_ids: Indices
    xy: NDArray[np.float32]
    groups: Indices
    legend: tuple[LegendRow, ...]
    named: bool
    above: tuple[int, ...]
    n_placed: int
    layout: str

    def find(self, segment_id: int) -> int:
        """Index of a clip's point, -1 if it is not drawn."""
        found = np.flatnonzero(self.segment_ids == segment_id)
        return int(found[0]) if len(found) else -1

    def find_many(self, segment_ids: Indices) -> Indices:
        """Indices of the points of some clips, in ascending order."""
        return np.flatnonzero(np.isin(self.segment_ids, segment_ids))

    def mark(self, point: int) -> Mark | None:
        """The mark of a point in the present colours."""
        group = int(self.groups[point])
        return next((row.mark for row in self.legend if row.group == group), None)


@dataclass(frozen=True, slots=True)
class PickedClip:
    """A clip of the selection tray."""

    clip: "api.ClipRow"
    mark: Mark


@dataclass(frozen=True, slots=True, eq=False)
class Picks:
    """The clips that were picked.

    Attributes:
        segment_ids: (n,) in ascending order.
        title: ``237 clips in the lasso``.
        sentence: what they are now, e.g. ``39 new, 3 Park``.
        pattern: the title with a place for ``{clips}``.
    """

    segment_ids: Indices = field(default_factory=lambda: NOTHING)
    title: str = ""
    sentence: str = ""
    pattern: str = ""

    def __len__(self) -> int:
        return len(self.segment_ids)


@dataclass(frozen=True, slots=True)
class Suspect:
    """A label that is probably wrong.

    Attributes:
        clip: whose label it is.
        doubt: 0 to 1.
        now: the present scene in words, and its mark.
        proposed: the scene it may be, in words, and its mark.
    """

    clip: "api.ClipRow"
    doubt: float
    now: str
    now_mark: Mark
    proposed: str
    proposed_mark: Mark

    @property
    def place(self) -> str:
        """Folder and name of its recording, and where in it the clip begins if it is a part."""
        path = self.clip.path
        start = "" if self.clip.whole else f", {numeral(self.clip.start_s, 'g')} s"
        return f"{path.parent.name}/{path.stem}{start}"


@dataclass(frozen=True, slots=True, eq=False)
class Suspects:
    """Labels that are probably wrong, the most doubtful first.

    Attributes:
        segment_ids: (n,) of all.
        first: the first ``MANY`` of them, as they are shown.
    """

    segment_ids: Indices = field(default_factory=lambda: NOTHING)
    first: tuple[Suspect, ...] = ()

    def __len__(self) -> int:
        return len(self.segment_ids)


@dataclass(frozen=True, slots=True, eq=False)
class Check:
    """Clips of a choice that are listened to before all of it gets one scene.

    Attributes:
        proposal: the choice, its scene, and the clips to listen to.
        heard: whether the scene was right, by segment id.
        at: place of the present clip among the checks; their number when all were heard.
    """

    proposal: "api.Proposal"
    heard: Mapping[int, bool] = field(default_factory=dict)
    at: int = 0

    @property
    def current(self) -> int | None:
        """The clip that is to be judged now."""
        return self.proposal.checks[self.at] if self.at < len(self.proposal.checks) else None

    def estimate(self) -> "api.ErrorEstimate":
        """How wrong the scene would be for the rest."""
        return api.estimate(self.proposal, self.heard)

    def targets(self) -> list[int]:
        """The clips that would be labelled."""
        return [one for one in self.proposal.segment_ids if self.heard.get(one, True)]


@dataclass(frozen=True, slots=True, eq=False)
class ExploreState:
    """Everything the page shows."""

    n_clips: int = 0
    bundles: tuple[BundleChoice, ...] = ()
    bundle: Path | None = None
    loading: bool = False  # the map is being read
    work: Kind = ""  # what is being computed
    fraction: float | None = None
    left_s: float | None = None  # about how long that still takes
    points: Points | None = None
    method: Method = "tsne"  # which map is wanted
    clearer: bool = False  # whether it was computed
    clearer_s: float = 0.0  # about how long that takes
    stale: bool = False  # the map is of another bundle than the chosen one
    listening_s: float | None = None  # about how long hearing all clips takes
    missing: int = 0  # clips that are not on the map and could be
    colour_by: ColourBy = "scene"
    show_all: bool = False  # however many there are
    hidden: frozenset[int] = frozenset()
    selected: int | None = None  # segment_id
    clip: "api.ClipRow | None" = None
    picks: Picks = field(default_factory=Picks)
    hear: bool = True  # hovering is heard
    silent: str = ""  # why hovering cannot be heard
    judged: Judgement | None = None
    suspects: Suspects = field(default_factory=Suspects)
    preparing: bool = False  # clips to listen to are being drawn
    check: Check | None = None
    failure: Failure | None = None
