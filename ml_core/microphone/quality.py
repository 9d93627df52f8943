"""What a microphone does besides colouring: its noise, its band, its level, where it clips."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ml_core.evaluation.device_sound import LOWEST_HZ, clipped_share, power_spectrum
from ml_core.recordings.signal_gate import level_db

Samples = npt.NDArray[np.float32]
Wide = npt.NDArray[np.float64]

QUIET_S, QUIET_SHARE = 0.1, 0.1  # the quietest tenth of tenths of a second is noise at most
BANDS_PER_OCTAVE = 12
CLIFF_DB = 20.0  # in a third octave: no microphone rolls off like that, a codec or resampler does
NEAR_NYQUIST = 0.85  # beyond, every resampler has its cliff
DIGITAL_SILENCE_DB = -140.0  # per hertz


@dataclass(frozen=True, slots=True)
class Quality:
    """What is measured of the samples alone, in dB of full scale."""

    level_db: float  # root mean square of all
    peak_db: float
    noise_db: float  # level of the quietest moments: the device's noise, or more
    clipped: float  # share of the samples near full scale
    low_hz: float  # what is below or above is missing; the outermost where nothing is
    high_hz: float
    cut_low: bool  # whether something was cut off there
    cut_high: bool


def measure_quality(samples: Samples, rate_hz: int, highest_hz: float) -> Quality:
    """Measure what needs no other device.

    Args:
        samples: (T,), half a minute or so.
        rate_hz: of the samples.
        highest_hz: what the front end hears.
    """
    low, high = band_limits(*power_spectrum(samples, rate_hz))
    top = min(highest_hz, rate_hz / 2)
    cut_high = high is not None and high < min(top, NEAR_NYQUIST * rate_hz / 2)
    peak = float(np.abs(samples).max(initial=0.0))
    return Quality(
        level_db=level_db(samples),
        peak_db=max(-120.0, 20 * float(np.log10(peak + 1e-30))),
        noise_db=noise_floor_db(samples, rate_hz),
        clipped=clipped_share(samples),
        low_hz=low or LOWEST_HZ,
        high_hz=high if high is not None and cut_high else top,
        cut_low=low is not None,
        cut_high=cut_high,
    )


def noise_floor_db(samples: Samples, rate_hz: int) -> float:
    """Level that the quietest tenth of all tenths of a second stays below, dB of full scale.

    What the device adds by itself is this much at most: a room is never silent. Stretches of
    digital silence, which no microphone gives, are left out; -120 where there is nothing else.

    Args:
        samples: (T,).
        rate_hz: of the samples.
    """
    length = max(1, round(QUIET_S * rate_hz))
    n = len(samples) // length
    stretches = np.asarray(samples[: n * length], np.float64).reshape(n, length)
    power = np.square(stretches).mean(axis=1)
    power = power[power > 0]
    return 10 * float(np.log10(np.quantile(power, QUIET_SHARE))) if len(power) else -120.0


def band_limits(hz: Wide, power: Wide) -> tuple[float | None, float | None]:
    """Frequencies beyond which all is at least 20 dB fainter, within a third octave.

    Args:
        hz: (N,) of bins, rising.
        power: (N,) mean power of every bin.

    Returns:
        Lowest and highest; None where the sound does not end like that.
    """
    n = max(1, int(np.floor(BANDS_PER_OCTAVE * np.log2(hz[-1] / LOWEST_HZ))))
    edges = LOWEST_HZ * 2 ** (np.arange(n + 1) / BANDS_PER_OCTAVE)
    place = np.searchsorted(edges, hz, side="right") - 1
    inside = (place >= 0) & (place < n)
    sums = np.bincount(place[inside], power[inside], n)
    counts = np.bincount(place[inside], minlength=n)
    filled = np.flatnonzero(counts)
    if len(filled) < BANDS_PER_OCTAVE:
        return None, None
    width = hz[1] - hz[0]
    density = 10 * np.log10(sums[filled] / counts[filled] / width + 10 ** (DIGITAL_SILENCE_DB / 10))
    low, high = _cliff(density[::-1]), _cliff(density)
    return (
        None if low is None else float(edges[filled[len(filled) - 1 - low]]),
        None if high is None else float(edges[filled[high] + 1]),
    )


def _cliff(levels_db: Wide) -> int | None:
    """The last band before everything after it is fainter by ``CLIFF_DB``; None without one."""
    from_here = np.maximum.accumulate(levels_db[::-1])[::-1]  # loudest band from each one on
    third = BANDS_PER_OCTAVE // 3
    falls = from_here[:-third] - from_here[third:]
    place = int(np.argmax(falls))
    if falls[place] < CLIFF_DB:
        return None
    inner = from_here[place : place + third + 1]
    return place + int(np.argmax(inner[:-1] - inner[1:]))
