"""Power spectra on a grid of frames, and how their bins become rows of a picture."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

Scale = Literal["mel", "linear", "log"]
Array = NDArray[np.float32]
Reals = NDArray[np.floating[Any]]

FLOOR_DB = -140.0  # what digital silence is drawn as
LOWEST_LOG_HZ = 10.0  # a logarithmic axis has no zero
_FRAMES_AT_ONCE = 128  # their spectra stay in the second-level cache


@lru_cache(maxsize=16)
def hann(n_fft: int) -> NDArray[np.float64]:
    """(n_fft,) periodic Hann window scaled so that a full-scale sine has power 1 in its bin."""
    window = np.hanning(n_fft + 1)[:n_fft]
    taper: NDArray[np.float64] = window * 2 / window.sum()
    taper.flags.writeable = False
    return taper


def frame_powers(samples: Array, n_fft: int, hop: int) -> Array:
    """Power spectra of every complete frame of (T,) samples.

    Returns:
        (n, n_fft // 2 + 1) with n = 1 + (T - n_fft) // hop; frame i begins at sample i * hop.
    """
    if len(samples) < n_fft:
        return np.zeros((0, n_fft // 2 + 1), np.float32)
    frames = np.lib.stride_tricks.sliding_window_view(samples, n_fft)[::hop]
    powers = np.empty((len(frames), n_fft // 2 + 1), np.float32)
    for first in range(0, len(frames), _FRAMES_AT_ONCE):
        part = slice(first, first + _FRAMES_AT_ONCE)
        # in double precision, a tenth slower: what is 100 dB below the loudest keeps its digits
        spectra = np.fft.rfft(frames[part] * hann(n_fft), axis=1)
        powers[part] = np.square(spectra.real) + np.square(spectra.imag)
    return powers


def to_db(power: Reals) -> Array:
    """Power (...,) -> the same shape in decibels below a full-scale sine, at least ``FLOOR_DB``."""
    floor = np.float32(10 ** (FLOOR_DB / 10))
    decibels: Array = np.maximum(power, floor, dtype=np.float32)
    np.log10(decibels, out=decibels)
    decibels *= np.float32(10)
    return decibels


def to_scale(hz: Reals | float, scale: Scale) -> Reals:
    """Hertz (...,) -> the same shape: places on an axis, in the axis's own unit."""
    hz = np.asarray(hz, np.float64)
    if scale == "mel":
        return 1127.0 * np.log1p(hz / 700.0)
    return np.log2(np.maximum(hz, LOWEST_LOG_HZ)) if scale == "log" else hz


def from_scale(place: Reals | float, scale: Scale) -> Reals:
    """Places on an axis (...,) -> the same shape in hertz; undoes ``to_scale``."""
    place = np.asarray(place, np.float64)
    if scale == "mel":
        return 700.0 * np.expm1(place / 1127.0)
    return np.exp2(place) if scale == "log" else place


@dataclass(frozen=True, slots=True)
class FrequencyRows:
    """``height`` rows, equally high on the axis, row 0 the lowest.

    Attributes:
        scale: the axis.
        low_hz: lower edge of row 0.
        high_hz: upper edge of the last row.
        height: number of rows.
    """

    scale: Scale
    low_hz: float
    high_hz: float
    height: int

    def edges_hz(self) -> Reals:
        """(height + 1,) edges of the rows."""
        low, high = to_scale(np.array([self.low_hz, self.high_hz]), self.scale)
        return from_scale(np.linspace(low, high, self.height + 1), self.scale)

    def centres_hz(self) -> Reals:
        """(height,) the middle of each row on the axis."""
        places = to_scale(self.edges_hz(), self.scale)
        return from_scale((places[1:] + places[:-1]) / 2, self.scale)

    def of_bins(self, powers: Array, sample_rate_hz: int) -> Array:
        """Power spectra (n, n_bins) as rows (n, height).

        A row that covers a bin or more has the mean power over its width; a narrower one lies
        on the line between the two bins around its middle.
        """
        n_bins = powers.shape[1]
        plan = _plan(self, n_bins, sample_rate_hz)
        below = np.zeros((len(powers), n_bins + 1))  # in double precision: sums lose digits
        np.cumsum(powers, axis=1, out=below[:, 1:])
        upto = below[:, plan.whole] + plan.part * powers[:, plan.whole]
        rows = np.diff(upto, axis=1) / plan.widths
        np.maximum(rows, 0.0, out=rows)  # the last digit of a difference may be negative
        lower, upper = powers[:, plan.left], powers[:, plan.left + 1]
        rows[:, plan.narrow] = (1 - plan.share) * lower + plan.share * upper
        result: Array = rows.astype(np.float32)
        return result


class _Plan(NamedTuple):
    """Which bins make up which rows."""

    whole: NDArray[np.intp]  # (height + 1,) bin an edge lies in
    part: Reals  # (height + 1,) how far in
    widths: Reals  # (height,) bins a row covers
    narrow: NDArray[np.intp]  # rows that cover less than one
    left: NDArray[np.intp]  # per narrow row: the bin below its middle
    share: Reals  # and how far towards the next its middle lies


@lru_cache(maxsize=32)
def _plan(rows: FrequencyRows, n_bins: int, sample_rate_hz: int) -> _Plan:
    bin_hz = sample_rate_hz / 2 / (n_bins - 1)
    edges = np.clip(rows.edges_hz() / bin_hz + 0.5, 0.0, n_bins)  # bin k covers k to k + 1
    whole = np.minimum(edges.astype(np.intp), n_bins - 1)
    widths = np.diff(edges)
    (narrow,) = np.nonzero(widths < 1.0 - 1e-9)
    middles = np.clip(rows.centres_hz()[narrow] / bin_hz, 0.0, n_bins - 1)
    left = np.minimum(middles.astype(np.intp), n_bins - 2)
    return _Plan(whole, edges - whole, np.maximum(widths, 1e-9), narrow, left, middles - left)
