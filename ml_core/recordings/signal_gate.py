"""Is there anything to hear? A window that says nothing must not get a scene's name."""

from typing import Literal

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]
Signal = Literal["ok", "silent", "covered", "clipped"]

SILENT_DB = -70.0  # dBFS; quiet rooms lie at -60 even with cheap microphones
CLIPPED_SHARE = 0.02  # of the samples at full scale; a normalised recording touches it rarely
FULL_SCALE = 0.999
COVERED_DB = -45.0  # a covered microphone is quiet as well as dull
COVERED_TREBLE_DB = -45.0  # power above TREBLE_HZ against all power
TREBLE_HZ = 2000.0


def level_db(samples: Samples) -> float:
    """Root mean square of (T,) in dB below full scale; -120 for digital silence and for nothing."""
    if not len(samples):
        return -120.0
    power = float(np.mean(np.square(samples, dtype=np.float64)))
    return max(-120.0, 10.0 * float(np.log10(power + 1e-30)))


def treble_db(samples: Samples, sample_rate_hz: int) -> float:
    """Power of (T,) samples above 2 kHz against the whole power, in dB."""
    tapered = samples * np.hanning(len(samples)).astype(np.float32)
    power = np.abs(np.fft.rfft(tapered)) ** 2
    first = int(np.ceil(TREBLE_HZ * len(samples) / sample_rate_hz))
    return 10.0 * float(np.log10((power[first:].sum() + 1e-30) / (power.sum() + 1e-30)))


def judge(samples: Samples, sample_rate_hz: int) -> Signal:
    """Whether the samples (T,) of one window can carry a scene, or why not.

    ``silent``: below -70 dBFS. ``clipped``: 2 % of the samples at full scale.
    ``covered``: both quiet (below -45 dBFS) and without treble (power above 2 kHz more than
    45 dB below the whole), which a hand or a pocket does and a quiet place does not.
    """
    level = level_db(samples)
    if level < SILENT_DB:
        return "silent"
    if float(np.mean(np.abs(samples) >= FULL_SCALE)) >= CLIPPED_SHARE:
        return "clipped"
    if level < COVERED_DB and treble_db(samples, sample_rate_hz) < COVERED_TREBLE_DB:
        return "covered"
    return "ok"
