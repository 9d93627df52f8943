"""What a front end hears on average, and how two devices differ in it.

Colours are compared in the mean log-mel, as the statistics in a bundle have it. A front end adds
a floor before the logarithm, so a quieter recording is not the same curve farther down: before
two are compared, one is brought to the level of the other by a gain on the sound itself.

A place colours smoothly, a device from band to band, with resonances and notches: how alike two
devices are is asked of the steps between neighbouring narrow bands. By the curves themselves a
place of its own makes devices lie farther apart than they do (tests/benchmarks/microphone.md).

Letters: W windows, F mel bands, N frames, P bands.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ml_core.evaluation.device_sound import LOWEST_HZ
from ml_core.frontend.log_mel import log_mel, mel_matrix
from ml_core.frontend.spec import LogMelSpec

Samples = npt.NDArray[np.float32]
Wide = npt.NDArray[np.float64]

SHOWN, COMPARED = 3, 6  # bands per octave: of the response, and of what is compared
_GAIN_STEPS = 20  # halvings of the range: to a ten-thousandth of a dB
_GAIN_RANGE = 14.0  # natural logarithm of power: 60 dB up and down


@dataclass(frozen=True, slots=True)
class Bands:
    """Parts of an octave that a front end can tell apart, and which mel bands make them up."""

    hz: Wide  # (P,) centres
    weights: Wide  # (P, F) rows sum to one

    @classmethod
    def of(cls, spec: LogMelSpec, per_octave: int) -> "Bands":
        """Bands from 50 Hz to the top of the front end; where no mel band lies there is none."""
        matrix = mel_matrix(spec).astype(np.float64)
        bins_hz = np.arange(matrix.shape[1]) * spec.sample_rate_hz / spec.n_fft
        sums = matrix.sum(axis=1)
        heard = sums > 0  # narrow low bands may lie between two bins
        centres = np.zeros(len(matrix))
        centres[heard] = matrix[heard] @ bins_hz / sums[heard]
        edge = 2 ** (0.5 / per_octave)
        n = int(per_octave * np.log2(spec.f_max_hz / LOWEST_HZ)) + 1
        rows, kept = [], []
        for hz in LOWEST_HZ * 2 ** (np.arange(n) / per_octave):
            inside = heard & (centres >= hz / edge) & (centres < hz * edge)
            if inside.any():
                rows.append(inside / inside.sum())
                kept.append(hz)
        return cls(np.array(kept), np.array(rows))

    def levels(self, mel_db: Wide) -> Wide:
        """(..., F) -> (..., P)."""
        return np.asarray(mel_db @ self.weights.T)


class HeardSound:
    """A recording as a front end hears it, at any gain.

    Args:
        windows: (W, T) of sound with a signal.
        spec: the front end.
    """

    def __init__(self, windows: Samples, spec: LogMelSpec) -> None:
        natural = log_mel(windows, spec).astype(np.float64) * spec.scale - spec.offset
        self._energy = np.maximum(np.exp(natural) - spec.floor, 0.0)  # (W, F, N)
        self._spec = spec

    def mel_db(self, gain_db: float = 0.0) -> Wide:
        """(W, F) mean of every window in dB, were the sound louder by ``gain_db``."""
        gain = np.exp(gain_db / decibels(self._spec))
        natural = np.log(gain * self._energy + self._spec.floor).mean(axis=2)
        return np.asarray(decibels(self._spec) * natural)

    def gain_to(self, levels: Wide, bands: Bands) -> float:
        """Gain in dB after which the middle one of the differences to ``levels`` (P,) is zero."""
        low, high = -_GAIN_RANGE, _GAIN_RANGE
        for _ in range(_GAIN_STEPS):
            middle = (low + high) / 2
            there = bands.levels(self.mel_db(middle * decibels(self._spec)).mean(axis=0))
            low, high = (middle, high) if np.median(there - levels) < 0 else (low, middle)
        return low * decibels(self._spec)


def decibels(spec: LogMelSpec) -> float:
    """Decibels of one unit of the natural logarithm of what a front end sums up."""
    return (10 if spec.power == 2.0 else 20) / float(np.log(10))


def in_db(log_mel_mean: npt.NDArray[np.floating], spec: LogMelSpec) -> Wide:
    """Mean log-mel in dB: (..., F) -> (..., F)."""
    natural = np.asarray(log_mel_mean, np.float64) * spec.scale - spec.offset
    return np.asarray(decibels(spec) * natural)


def distance_db(one: Wide, other: Wide) -> npt.NDArray[np.float64]:
    """How two curves part from one band to the next, mean over the steps.

    Args:
        one: (..., P) dB.
        other: (..., P) dB.

    Returns:
        (...,).
    """
    return np.asarray(np.abs(np.diff(one - other, axis=-1)).mean(axis=-1))
