"""From clips on a map to points on screen. No Qt."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ascstudio.pages.explore import colouring
from ascstudio.pages.explore.colouring import Indices
from ascstudio.pages.explore.state import ExploreState, Map, Points
from ascstudio.project.clip_table import NONE, ClipTable
from ml_core import api


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """Which clips of a map are drawn, and where: the same while only colours and labels change.

    Attributes:
        clip_map: what it was made of, with ``clips`` and ``show_all``.
        clips: (C,) ids of all clips of the project.
        show_all: whether every clip is drawn, however many there are.
        segment_ids: (M,) of the clips that have a place.
        rows: (M,) of the table.
        drawn: (N,) which of these are drawn.
        xy: (N, 2) where.
    """

    clip_map: "api.ClipMap"
    clips: Indices
    show_all: bool
    segment_ids: Indices
    rows: Indices
    drawn: Indices
    xy: NDArray[np.float32]

    @classmethod
    def of(
        cls,
        table: ClipTable,
        clip_map: "api.ClipMap",
        *,
        show_all: bool,
        last: "Spread | None" = None,
    ) -> "Spread":
        """The clips of a map that the table has; the ``last`` one, where that has not changed."""
        made_of = clip_map, table.segment_ids, show_all
        if last is not None and all(
            old is new
            for old, new in zip((last.clip_map, last.clips, last.show_all), made_of, strict=True)
        ):
            return last
        rows = table.rows_of(clip_map.segment_ids)
        there = np.flatnonzero(rows >= 0)
        rows, drawn = rows[there], np.arange(len(there))
        if not show_all and len(there) > colouring.SAMPLE_ABOVE:
            drawn = colouring.even_sample(colouring.strata_of(table, rows), colouring.SAMPLE)
        places = clip_map.xy if len(drawn) == len(clip_map.xy) else clip_map.xy[there[drawn]]
        ids = clip_map.segment_ids[there]
        return cls(clip_map, table.segment_ids, show_all, ids, rows, drawn, places)


def wanted_map(shown: Map, state: ExploreState) -> "api.ClipMap":
    """The clearer map where it is wanted and there."""
    return (shown.clearer if state.method == "tsne" else None) or shown.at_once


def points_of(
    table: ClipTable, shown: Map, state: ExploreState, last: Spread | None = None
) -> tuple[Points, int, Spread]:
    """The points that are drawn, how many clips are not on the map but could be, and where all lie.

    Args:
        table: all clips.
        shown: where they lie.
        state: which map, which colours, whether all of them.
        last: where they lay the last time.
    """
    placed = wanted_map(shown, state)
    spread = Spread.of(table, placed, show_all=state.show_all, last=last)
    rows, drawn = spread.rows, spread.drawn
    doubt = _doubt(table, state, spread.segment_ids, rows)
    made = colouring.colouring(table, rows, state.colour_by, doubt)
    all_drawn = len(drawn) == len(rows)
    points = Points(
        segment_ids=spread.segment_ids if all_drawn else spread.segment_ids[drawn],
        xy=spread.xy,
        groups=made.groups if all_drawn else made.groups[drawn],
        legend=made.legend,
        named=made.named,
        above=made.above,
        n_placed=len(rows),
        layout=f"{placed.method} {len(placed.segment_ids)} {shown.bundle}",
    )
    usable = ~table.has("state", "excluded")
    missing = int(np.count_nonzero(usable)) - int(np.count_nonzero(usable[rows]))
    return points, max(0, missing), spread


def _doubt(
    table: ClipTable, state: ExploreState, ids: Indices, rows: Indices
) -> NDArray[np.float64] | None:
    if state.judged is None or state.colour_by not in ("errors", "disagreement"):
        return None
    labelled = ~table.has("scene", NONE)[rows]
    return state.judged.doubt(ids, labelled, neighbours=state.colour_by == "disagreement")
