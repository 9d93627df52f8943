"""How soxr's first samples differ from a filter that heard silence before the sound.

For rates without a small ratio soxr filters in two stages, and the second does not hear what the
first says of the time before the beginning. Where a recording starts aloud, that is a click of a
hundredth of its level; a page that shall give the program's scores has to begin likewise.
"""

from functools import cache
from math import gcd

import numpy as np
import numpy.typing as npt
import soxr

USUAL_RATES_HZ = (8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 88_200,
                  96_000)  # fmt: skip
_REACH = 320  # input samples that may count
_ROWS = 16  # output samples that may differ
_FAR = 1_300  # input samples after which nothing of the beginning is left
_LEAST = 1e-6


@cache
def beginning(from_hz: int, to_hz: int) -> npt.NDArray[np.float32]:
    """What is to be added to the first output samples, as weights of the first input samples.

    The response to a click at the beginning, less that to the same click later on.

    Returns:
        (rows, n): one row for each output sample that differs; (0, 0) where none does.
    """
    divisor = gcd(from_hz, to_hz)
    later = from_hz // divisor * -(-_FAR * divisor // from_hz)  # a whole number of periods
    clicks = np.zeros((_REACH + _FAR, _REACH), np.float32)
    np.fill_diagonal(clicks, 1.0)
    shifted = np.pad(clicks, ((later, 0), (0, 0)))
    first, then = (soxr.resample(one, from_hz, to_hz, quality="HQ") for one in (clicks, shifted))
    moved = later * to_hz // from_hz
    apart = first[:_ROWS] - then[moved : moved + _ROWS]
    apart[np.abs(apart) < _LEAST] = 0.0
    rows, columns = (np.flatnonzero(apart.any(axis=axis)) for axis in (1, 0))
    if not rows.size:
        return np.zeros((0, 0), np.float32)
    weights: npt.NDArray[np.float32] = apart[: rows[-1] + 1, : columns[-1] + 1]
    return np.ascontiguousarray(weights, np.float32)
