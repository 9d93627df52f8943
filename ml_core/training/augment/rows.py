"""Some windows of a batch, for a process that shares it with others: the same draws, less work.

Letters: B windows of the batch, b of them at hand.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from torch import Tensor

from ml_core.training.losses import Mix
from ml_core.training.windows import Indices, to_device


@dataclass(frozen=True, slots=True)
class Rows:
    """Which windows of a batch are at hand.

    Attributes:
        n: B.
        places: (b,) theirs, ascending; None: all of them.
    """

    n: int
    places: Indices | None = None

    def __len__(self) -> int:
        return self.n if self.places is None else len(self.places)

    def with_partners(self, mix: Mix | None) -> "Rows":
        """These, and those that are mixed with them."""
        if self.places is None or mix is None:
            return self
        return Rows(self.n, np.union1d(self.places, mix.partner.cpu().numpy()[self.places]))

    def mix(self, whole: Mix | None) -> Mix | None:
        """The mix of a batch among these; who has no partner here is mixed with itself."""
        if self.places is None or whole is None:
            return whole
        partner = whole.partner.cpu().numpy()[self.places]
        found = np.searchsorted(self.places, partner).clip(max=len(self.places) - 1)
        here = np.where(self.places[found] == partner, found, np.arange(len(self.places)))
        device = whole.partner.device
        return Mix(to_device(here, device), whole.share[to_device(self.places, device)])

    def of(self, rows: Tensor, at_hand: "Rows") -> Tensor:
        """(c, ...) of ``at_hand``, to which these belong -> (b, ...) of these."""
        if self.places is None or len(self) == len(at_hand):
            return rows
        known = self.places if at_hand.places is None else np.searchsorted(
            at_hand.places, self.places
        )  # fmt: skip
        return rows[to_device(known, rows.device)]

    def spread(self, rows: Tensor) -> Tensor:
        """(b, ...) -> (B, ...), zeros in the place of the others."""
        if self.places is None:
            return rows
        whole = rows.new_zeros((self.n, *rows.shape[1:]))
        return whole.index_copy_(0, to_device(self.places, rows.device), rows)

    def draws(self, rng: np.random.Generator) -> np.random.Generator:
        """What a generator draws for these, where it draws for all."""
        return rng if self.places is None else _ForSome(rng, self)


class _ForSome(np.random.Generator):
    """Draws a number for every window of a batch and gives those of some.

    What augmentations draw window by window goes through it; a single number is one for all.
    """

    def __init__(self, rng: np.random.Generator, rows: Rows) -> None:
        super().__init__(rng.bit_generator)
        self._rows = rows

    def random(self, size: Any = None, *args: Any, **kwargs: Any) -> Any:
        return self._of(super().random(self._n(size), *args, **kwargs), size)

    def integers(  # type: ignore[override]
        self, low: Any, high: Any = None, size: Any = None, **kwargs: Any
    ) -> Any:
        return self._of(super().integers(low, high, self._n(size), **kwargs), size)

    def uniform(self, low: Any = 0.0, high: Any = 1.0, size: Any = None) -> Any:
        return self._of(super().uniform(low, high, self._n(size)), size)

    def _n(self, size: int | None) -> int | None:
        assert size in (None, len(self._rows))  # one for all windows, or one for each
        return None if size is None else self._rows.n

    def _of(self, drawn: Any, size: int | None) -> Any:
        return drawn if size is None else drawn[self._rows.places]
