"""How quickly a decision changes its mind."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp
from typing import Literal

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating]
Smoothing = Literal["none", "steady", "quick"]


@dataclass(frozen=True, slots=True)
class Pace:
    """How slow to be."""

    tau_s: float  # time constant of the exponential average
    margin: float  # by how much a new scene's score must exceed the present one's
    dwell_s: float  # how long a decision stands at least


PACES: Mapping[Smoothing, Pace] = {
    "none": Pace(0.0, 0.0, 0.0),
    "quick": Pace(1.2, 0.05, 1.0),
    "steady": Pace(4.0, 0.1, 3.0),
}


def pace_between(value: float) -> Pace:
    """The pace at a place from steady (0) to quick (1): equal steps are equal ratios of time."""
    steady, quick = PACES["steady"], PACES["quick"]
    return Pace(
        steady.tau_s * (quick.tau_s / steady.tau_s) ** value,
        steady.margin + (quick.margin - steady.margin) * value,
        steady.dwell_s * (quick.dwell_s / steady.dwell_s) ** value,
    )


class Smoother:
    """Averages what windows say, and holds a decision until another is clearly better.

    Time is counted in windows, so that the result depends on the windows alone.
    """

    def __init__(self, smoothing: Smoothing | Pace, hop_s: float) -> None:
        self._pace = smoothing if isinstance(smoothing, Pace) else PACES[smoothing]
        self._keep = exp(-hop_s / self._pace.tau_s) if self._pace.tau_s else 0.0
        self._least_age = self._pace.dwell_s / hop_s
        self._average: npt.NDArray[np.float64] | None = None
        self._choice: int | None = None
        self._age: int | None = None  # windows since the choice was made; None before the first

    def average(self, values: Floats) -> npt.NDArray[np.float64]:
        """(..., K) -> (..., K): exponential average of this window's values with those before."""
        average = values.astype(np.float64)
        if self._average is not None and self._keep:
            average = self._keep * self._average + (1 - self._keep) * average
        self._average = average
        return average

    def hold(self, choice: int | None, scores: Floats) -> int | None:
        """The standing decision, given what the averaged ``scores`` (K,) would choose now.

        ``None`` stands for unknown. Between two scenes the new one must lead by the margin.
        """
        if self._age is None:
            self._choice, self._age = choice, 0
            return choice
        self._age += 1
        if choice == self._choice or self._age < self._least_age:
            return self._choice
        both_known = choice is not None and self._choice is not None
        if both_known and scores[choice] - scores[self._choice] < self._pace.margin:
            return self._choice
        self._choice, self._age = choice, 0
        return choice
