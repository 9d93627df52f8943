"""Where a frequency stands on the axis, and which numbers are printed beside the axes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ascstudio.words import numeral

ScaleName = Literal["mel", "linear", "log"]
SCALES: tuple[ScaleName, ...] = ("mel", "linear", "log")
LOG_FROM_HZ = 10.0  # a logarithm has no zero: lower is not drawn
STEPS_S = (
    *(0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30),
    *(60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400),
)
OCTAVES_HZ = (125, 250, 500, 1000, 2000, 4000, 8000, 16000, 32000, 64000)


@dataclass(frozen=True, slots=True)
class FrequencyScale:
    """Maps frequencies to heights and back.

    Attributes:
        name: mel (1127 ln(1 + f/700)), linear or log.
    """

    name: ScaleName = "mel"

    def forward(self, hz: float) -> float:
        """The place of a frequency, in units of the scale."""
        if self.name == "mel":
            return float(1127.0 * np.log1p(max(hz, 0.0) / 700.0))
        if self.name == "log":
            return float(np.log2(max(hz, LOG_FROM_HZ)))
        return hz

    def backward(self, place: float) -> float:
        """The frequency at a place."""
        if self.name == "mel":
            return float(700.0 * np.expm1(place / 1127.0))
        return float(2.0**place) if self.name == "log" else place

    def height(self, hz: float, low_hz: float, high_hz: float) -> float:
        """How far up a frequency stands between two others: 0 at ``low_hz``, 1 at ``high_hz``."""
        low, high = self.forward(low_hz), self.forward(high_hz)
        return (self.forward(hz) - low) / max(high - low, 1e-9)

    def at_height(self, height: float, low_hz: float, high_hz: float) -> float:
        """The frequency at a height; the inverse of ``height``."""
        low, high = self.forward(low_hz), self.forward(high_hz)
        return self.backward(low + height * (high - low))


def frequency_ticks(scale: FrequencyScale, low_hz: float, high_hz: float) -> list[float]:
    """Frequencies worth a number: octaves, or round steps where the axis is linear or narrow."""
    if scale.name == "linear" or high_hz < 3 * max(low_hz, 1.0):
        step = _round_step((high_hz - low_hz) / 6)
        first = np.ceil(low_hz / step) * step
        ticks: Sequence[float] = np.arange(first, high_hz + step / 2, step).tolist()
    else:
        ticks = OCTAVES_HZ if high_hz > 500 else (16, 31.5, 63, *OCTAVES_HZ)
    return [hz for hz in ticks if low_hz <= hz <= high_hz and hz > 0]


def hz_words(hz: float) -> str:
    """A frequency as it is printed on the axis: ``500``, ``8k``, ``1.5k``."""
    return f"{numeral(hz / 1000, 'g')}k" if hz >= 1000 else numeral(hz, "g")


def time_ticks(start_s: float, stop_s: float, most: float) -> tuple[NDArray[np.float64], float]:
    """Seconds worth a number, and the step between them.

    Args:
        start_s: left edge.
        stop_s: right edge.
        most: how many numbers there is room for.
    """
    span = max(stop_s - start_s, 1e-9)
    step = next((one for one in STEPS_S if span / one <= max(most, 1.0)), STEPS_S[-1])
    first = np.ceil(start_s / step - 1e-6) * step
    return np.arange(first, stop_s + step * 1e-6, step), float(step)


def clock(time_s: float, step_s: float = 1.0) -> str:
    """A time as it is printed: ``0:03``, ``1:02:03``, with as many decimals as the step asks for.

    Args:
        time_s: seconds.
        step_s: the smallest difference that must be seen.
    """
    decimals = 0 if step_s >= 1 else int(np.ceil(-np.log10(step_s) - 1e-9))
    whole = round(max(time_s, 0.0) * 10**decimals)
    seconds, fraction = divmod(whole, 10**decimals)
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    words = f"{hours}:{minute:02d}:{second:02d}" if hours else f"{minute}:{second:02d}"
    return f"{words}.{fraction:0{decimals}d}" if decimals else words


def _round_step(wanted: float) -> float:
    power = 10.0 ** np.floor(np.log10(max(wanted, 1e-6)))
    return float(next(power * m for m in (1, 2, 5, 10) if power * m >= wanted * 0.999))
