"""The filters soxr converts rates with, as it tells them itself when it is given clicks.

A page that shall decide as the program does has to hear what the program hears: an int8 network
turns differences of a hundredth of a dB into other steps. Between its rates soxr is a linear
filter, the same for every period; only the first samples differ. Where the ratio is no small one
it filters in two stages, and the second does not hear what the first says of the time before the
beginning.
"""

from functools import cache
from math import gcd

import numpy as np
import numpy.typing as npt
import soxr

USUAL_RATES_HZ = (8_000, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 88_200, 96_000)
_REACH = 320  # input samples that may count at the beginning
_ROWS = 16  # output samples that may differ there
_FAR = 1_300  # input samples after which nothing of a click is left
_LEAST = 1e-6
_FAINT = 1e-8  # what a filter may leave out

Floats = npt.NDArray[np.float32]


@cache
def response(from_hz: int, to_hz: int) -> Floats:
    """Half of the symmetric filter, in steps of an input sample divided by ``to_hz / divisor``.

    Returns:
        (n,): the middle first; as much as is not nothing.
    """
    divisor = gcd(from_hz, to_hz)
    period, phases = from_hz // divisor, to_hz // divisor
    clicks = np.zeros((2 * _FAR + period, period))
    np.fill_diagonal(clicks[_FAR:], 1.0)
    heard = soxr.resample(clicks, from_hz, to_hz, quality="HQ")
    half = np.zeros(_FAR * phases + 1)
    moments = np.arange(len(heard)) * period
    for click in range(period):
        at = moments - (_FAR + click) * phases
        near = (at >= 0) & (at < len(half))
        half[at[near]] = heard[near, click]
    last = int(np.flatnonzero(np.abs(half) > _FAINT)[-1])
    return half[: last + 1].astype(np.float32)


@cache
def beginning(from_hz: int, to_hz: int) -> Floats:
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
    weights: Floats = apart[: rows[-1] + 1, : columns[-1] + 1]
    return np.ascontiguousarray(weights, np.float32)
