"""A recording as another device would have coloured it."""

from pathlib import Path

import numpy as np
import numpy.typing as npt

from ml_core.recordings.decode import probe, read_samples, write_wav

Floats = npt.NDArray[np.floating]
MOST_S = 20.0  # of a clip: enough to hear how it sounds


def coloured(
    samples: npt.NDArray[np.float32], sample_rate_hz: int, hz: Floats, gains_db: Floats
) -> npt.NDArray[np.float32]:
    """Samples with a gain at every frequency, without delay.

    Between the bands the gain follows a line over the logarithm of the frequency; beyond the
    outer ones it stays.

    Args:
        samples: (T,).
        sample_rate_hz: of the samples.
        hz: (F,) centres of bands, rising.
        gains_db: (F,) of the bands.

    Returns:
        (T,).
    """
    padded = 2 * len(samples)  # what rings beyond the end does not come in at the beginning
    frequencies = np.fft.rfftfreq(padded, 1 / sample_rate_hz)
    place = np.log(np.maximum(frequencies, 1.0))
    gains = np.interp(place, np.log(np.asarray(hz, np.float64)), gains_db)
    spectrum = np.fft.rfft(samples, padded) * 10 ** (gains / 20)
    return np.fft.irfft(spectrum, padded)[: len(samples)].astype(np.float32)


def write_coloured(
    path: Path,
    out: Path,
    hz: Floats,
    gains_db: Floats,
    *,
    start_s: float = 0.0,
    duration_s: float | None = None,
    channel: int | None = None,
) -> float:
    """Write the first seconds of a stretch as another device would have coloured it.

    Args:
        path: the recording.
        out: a WAV file; one that is there is replaced.
        hz: (F,) centres of bands, rising.
        gains_db: (F,) of the bands.
        start_s: where the stretch begins.
        duration_s: how long it is; None: to the end.
        channel: one channel; None takes the mean of all.

    Returns:
        Seconds that were written.

    Raises:
        UnreadableRecording: the file is gone or cannot be decoded.
        UnwritableFile: ``out`` cannot be written.
    """
    rate_hz = probe(path).sample_rate_hz
    length_s = MOST_S if duration_s is None else min(duration_s, MOST_S)
    samples = read_samples(
        path, sample_rate_hz=rate_hz, start_s=start_s, duration_s=length_s, channel=channel
    )
    heard = coloured(samples, rate_hz, hz, gains_db)
    write_wav(out, heard / max(1.0, float(np.abs(heard).max(initial=0.0))), rate_hz)
    return len(heard) / rate_hz
