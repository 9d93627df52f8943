"""Whether what was measured is still true of the clips."""

import numpy as np
from numpy.typing import NDArray

from ascstudio.pages.evaluate.figures import Evaluation
from ascstudio.project.clip_table import ClipTable, Facet


class Staleness:
    """Counts clips that have changed since they were measured, once for each pair of both."""

    def __init__(self) -> None:
        self._counted: tuple[object, object, int] = (None, None, 0)  # result, table, clips

    def count(self, result: Evaluation | None, table: ClipTable, split: str) -> int:
        """Clips whose scene, device or split is another one now, or that are gone."""
        if self._counted[:2] != (result, table):
            n = 0 if result is None else _count(result, table, split)
            self._counted = (result, table, n)
        return self._counted[2]


def _count(result: Evaluation, table: ClipTable, split: str) -> int:
    told = result.told
    rows = table.rows_of(told.segment_ids)
    gone = rows < 0
    if not len(table):
        return int(gone.sum())
    of: dict[Facet, NDArray[np.str_]] = {
        "scene": told.scenes, "device": told.devices, "split": np.full(len(rows), split),
    }  # fmt: skip
    for facet, values in of.items():
        gone |= told.changed(rows, *table.column(facet), of=values)
    return int(gone.sum())
