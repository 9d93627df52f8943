"""Which clip comes after which: a queue that is walked, and reordered ahead of the walker."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ascstudio.project.clip_table import ClipTable

QueueKind = Literal["useful", "all", "flagged", "given"]
SOME = 4096  # clips that are looked at in one go for the next that waits


def _none() -> NDArray[np.int64]:
    return np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """Clips in the order they are looked at, and where one stands.

    Attributes:
        ids: (N,) segment ids.
        place: index of the current one; N behind the last.
        reasons: why a clip stands where it stands.
    """

    ids: NDArray[np.int64] = field(default_factory=_none)
    place: int = 0
    reasons: Mapping[int, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def current(self) -> int | None:
        """Id of the clip one stands at."""
        return int(self.ids[self.place]) if 0 <= self.place < len(self.ids) else None

    def to(self, segment_id: int) -> Order:
        """Stand at a clip; the same where it is not in the queue."""
        found = np.flatnonzero(self.ids == segment_id)
        return replace(self, place=int(found[0])) if len(found) else self

    def step(self, by: int) -> Order:
        """Go on or back, not past the ends."""
        return replace(self, place=min(max(0, self.place + by), max(len(self.ids) - 1, 0)))

    def onward(self, waits: Callable[[NDArray[np.int64]], NDArray[np.bool_]]) -> Order:
        """Go to the next clip that waits, then to one before; behind the last if none waits.

        Args:
            waits: which of some clips (M,) wait.
        """
        n = len(self.ids)
        before = np.arange(min(self.place, n))
        places = np.concatenate([np.arange(self.place + 1, n), before])
        for first in range(0, len(places), SOME):
            some = places[first : first + SOME]
            found = some[waits(self.ids[some])]
            if len(found):
                return replace(self, place=int(found[0]))
        return replace(self, place=n)

    def ranked(self, wanted: NDArray[np.int64], reasons: Mapping[int, str]) -> Order:
        """Put what lies ahead into another order; what one has passed stays where it is.

        Args:
            wanted: (M,) ids, the most useful first; those behind or unknown are passed over.
            reasons: why each stands where it stands.
        """
        ahead = self.ids[self.place + 1 :]
        by_id = np.argsort(wanted, kind="stable")
        found = np.searchsorted(wanted, ahead, sorter=by_id)
        rank = by_id[np.minimum(found, max(len(wanted) - 1, 0))] if len(wanted) else found
        known = wanted[rank] == ahead if len(wanted) else np.zeros(len(ahead), bool)
        ahead = ahead[np.argsort(np.where(known, rank, len(wanted)), kind="stable")]
        ids = np.concatenate([self.ids[: self.place + 1], ahead])
        return replace(self, ids=ids, reasons=reasons)

    def kept(self, keep: NDArray[np.bool_]) -> Order:
        """Without clips that are gone; one stands at the same clip, or at the next there is.

        Args:
            keep: (N,) whether each one is still there.
        """
        if keep.all():
            return self
        return replace(self, ids=self.ids[keep], place=int(keep[: self.place].sum()))


def order_of(kind: QueueKind, table: ClipTable) -> Order:
    """The queue of a kind, in the order of the project."""
    if kind == "flagged":
        return Order(table.segment_ids[table.has("state", "needs_review")])
    return Order(table.segment_ids[waiting(table)] if kind == "useful" else table.segment_ids)


def waiting(table: ClipTable) -> NDArray[np.bool_]:
    """(N,) which clips the queue of the most useful is for: without label, and not set aside."""
    return table.open & ~table.has("state", "needs_review")
