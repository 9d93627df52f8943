"""What ``asc errors`` found: how doubtful each label is. No Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

SURE = 0.8  # doubt from which a label is called wrong
MOST = 20_000  # labels the answer holds; the others are less doubtful than all of these


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """How doubtful labels are, the most doubtful first.

    Attributes:
        segment_ids: (n,) the clips.
        scenes: (n,) what they were labelled when they were judged.
        proposed: (n,) what they may be.
        suspicion: (n,) 0 to 1.
        disagreement: (n,) share of the neighbours' votes for other scenes.
        doubted: (n,) neighbours and classifier are both sure of something else.
        n_judged: labels that were compared, the ones beyond ``MOST`` included.
        agreement: share of the labels that would have been guessed.
        unable: why no label is called wrong: too_few, unfamiliar; empty where some could be.
    """

    segment_ids: NDArray[np.int64]
    scenes: tuple[str, ...]
    proposed: tuple[str, ...]
    suspicion: NDArray[np.float64]
    disagreement: NDArray[np.float64]
    doubted: NDArray[np.bool_]
    n_judged: int
    agreement: float
    unable: str

    @classmethod
    def from_report(cls, report: Mapping[str, Any]) -> "Judgement":
        """Read the JSON of ``asc errors``."""
        rows: Sequence[Mapping[str, Any]] = report.get("clips", ())
        return cls(
            segment_ids=np.array([row["segment_id"] for row in rows], np.int64),
            scenes=tuple(row["scene"] for row in rows),
            proposed=tuple(row["proposed"] for row in rows),
            suspicion=np.array([row["score"] for row in rows], np.float64),
            disagreement=np.array([row["disagreement"] for row in rows], np.float64),
            doubted=np.array([row["doubted"] for row in rows], bool),
            n_judged=int(report.get("judged", len(rows))),
            agreement=float(report.get("agreement", 0.0)),
            unable=str(report.get("unable") or ""),
        )

    def doubt(
        self, segment_ids: NDArray[np.int64], labelled: NDArray[np.bool_], *, neighbours: bool
    ) -> NDArray[np.float64]:
        """(N,) doubt of some clips; NaN where nothing was judged, 0 for what was not told.

        A label that is called wrong has a doubt of 1, any other less than ``SURE``.

        Args:
            segment_ids: (N,).
            labelled: (N,) whether they have a label.
            neighbours: the neighbours' disagreement alone.
        """
        called = np.where(self.doubted, 1.0, np.minimum(self.suspicion, SURE - 0.01))
        values = self.disagreement if neighbours else called
        unable = self.unable and not neighbours
        doubt = np.where(labelled & (not unable), 0.0, np.nan)
        if len(self.segment_ids):
            order = np.argsort(self.segment_ids)
            place = np.searchsorted(self.segment_ids, segment_ids, sorter=order)
            row = order[np.minimum(place, len(order) - 1)]
            known = ~np.isnan(doubt) & (self.segment_ids[row] == segment_ids)
            doubt[known] = values[row[known]]
        return doubt
