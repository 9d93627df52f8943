"""The clips that sound most like some others: an exact search. Letter: N clips."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from ml_core.errors import ProjectError
from ml_core.evaluation.openset import normalise
from ml_core.labelling.space import Floats, Space

FOUND = 50


@dataclass(frozen=True, slots=True)
class Similar:
    """A clip and how alike it is: the cosine, 1 for the same sound."""

    segment_id: int
    cosine: float


def similar(
    space: Space,
    segment_ids: Iterable[int],
    n: int = FOUND,
    *,
    among: Iterable[int] | None = None,
) -> list[Similar]:
    """The clips most like these, the most alike first; they themselves are left out.

    Args:
        space: what the bundle heard.
        segment_ids: one clip, or several, whose common direction is looked for.
        n: how many are wanted at most.
        among: clips that may be found; None: all.

    Raises:
        ProjectError: the bundle has heard none of them.
    """
    rows = space.rows(segment_ids)
    rows = rows[rows >= 0]
    if not len(rows):
        raise ProjectError(
            "The bundle has not heard this clip.",
            hint="Compute the embeddings first; a recording that cannot be read has none.",
        )
    cosine = space.directions @ normalise(space.directions[rows].mean(axis=0))
    left_out = np.zeros(len(space), bool)
    if among is not None:
        allowed = space.rows(among)
        left_out[:] = True
        left_out[allowed[allowed >= 0]] = False
    left_out[rows] = True
    cosine[left_out] = -np.inf
    n = min(n, int(len(space) - left_out.sum()))
    if n < 1:
        return []
    return [Similar(int(space.segment_ids[row]), float(cosine[row])) for row in _top(cosine, n)]


def _top(values: Floats, n: int) -> list[int]:
    """Places of the ``n`` largest (N,), the largest first; of equals the first."""
    floor = np.partition(values, len(values) - n)[len(values) - n]
    places = np.flatnonzero(values >= floor)
    order = np.argsort(-values[places], kind="stable")[:n]
    return [int(place) for place in places[order]]
