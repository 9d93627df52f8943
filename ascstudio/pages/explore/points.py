"""From clips on a map to points on screen. No Qt."""

import numpy as np
from numpy.typing import NDArray

from ascstudio.pages.explore import colouring
from ascstudio.pages.explore.colouring import Indices
from ascstudio.pages.explore.state import ExploreState, Map, Points
from ascstudio.project.clip_table import ClipTable


def points_of(table: ClipTable, shown: Map, state: ExploreState) -> tuple[Points, int]:
    """The points that are drawn, and how many clips are not on the map but could be.

    Args:
        table: all clips.
        shown: where they lie.
        state: which map, which colours, whether all of them.
    """
    placed = (shown.clearer if state.method == "tsne" else None) or shown.at_once
    rows = table.rows_of(placed.segment_ids)
    there = rows >= 0
    ids, xy, rows = placed.segment_ids[there], placed.xy[there], rows[there]
    made = colouring.colouring(table, rows, state.colour_by, _doubt(table, state, ids, rows))
    drawn = np.arange(len(ids))
    if not state.show_all and len(ids) > colouring.SAMPLE_ABOVE:
        drawn = colouring.even_sample(colouring.strata_of(table, rows), colouring.SAMPLE)
    points = Points(
        segment_ids=ids[drawn],
        xy=xy[drawn],
        groups=made.groups[drawn],
        legend=made.legend,
        named=made.named,
        above=made.above,
        n_placed=len(ids),
        layout=f"{placed.method} {len(placed.segment_ids)} {shown.bundle}",
    )
    names, codes = table.column("state")
    excluded = (
        codes == names.index("excluded") if "excluded" in names else np.zeros(len(table), bool)
    )
    missing = int(np.count_nonzero(~excluded)) - int(np.count_nonzero(~excluded[rows]))
    return points, max(0, missing)


def _doubt(
    table: ClipTable, state: ExploreState, ids: Indices, rows: Indices
) -> NDArray[np.float64] | None:
    if state.judged is None:
        return None
    values, codes = table.column("scene")
    labelled = np.array([bool(value) for value in values], bool)[codes[rows]]
    return state.judged.doubt(ids, labelled, neighbours=state.colour_by == "disagreement")
