"""What ``asc errors`` found: how doubtful each label is. No Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

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
        doubted: (n,) neighbours and classifier would both say something else.
        n_judged: labels that were compared, the ones beyond ``MOST`` included.
    """

    segment_ids: NDArray[np.int64]
    scenes: tuple[str, ...]
    proposed: tuple[str, ...]
    suspicion: NDArray[np.float64]
    disagreement: NDArray[np.float64]
    doubted: NDArray[np.bool_]
    n_judged: int

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
            doubted=np.array([row["doubted_by"] == "both" for row in rows], bool),
            n_judged=int(report.get("judged", len(rows))),
        )

    def doubt(
        self, segment_ids: NDArray[np.int64], labelled: NDArray[np.bool_], *, neighbours: bool
    ) -> NDArray[np.float64]:
        """(N,) doubt of some clips; NaN where there is no label, 0 for what was not told.

        Args:
            segment_ids: (N,).
            labelled: (N,) whether they have a label.
            neighbours: the neighbours' disagreement alone.
        """
        values = self.disagreement if neighbours else self.suspicion
        doubt = np.where(labelled, 0.0, np.nan)
        if len(self.segment_ids):
            order = np.argsort(self.segment_ids)
            place = np.searchsorted(self.segment_ids, segment_ids, sorter=order)
            row = order[np.minimum(place, len(order) - 1)]
            known = labelled & (self.segment_ids[row] == segment_ids)
            doubt[known] = values[row[known]]
        return doubt
