"""The evidence as sound: the samples through a mask over time and frequency.

The mask of mel bands becomes gains of the bins of a short-time spectrum, which is added up again
with the least squares of Griffin and Lim (1984, section III). Evidence and rest together are
exactly the sound.

Letters: F bands, T frames.
"""

import numpy as np
import numpy.typing as npt

from ml_core.frontend.log_mel import analysis_window, first_frame_start, mel_matrix
from ml_core.frontend.spec import LogMelSpec

Samples = npt.NDArray[np.float32]
Floats = npt.NDArray[np.floating]

SOFT_BANDS, SOFT_FRAMES = 5, 5  # edges of the mask are that wide: sharp ones ring
SMALLEST = 1e-6


def evidence_sound(samples: Samples, mask: Floats, spec: LogMelSpec) -> tuple[Samples, Samples]:
    """What lies in the evidence, and what is left over.

    Args:
        samples: (N,) of one window.
        mask: (F, T) 0 to 1, as ``Evidence.mask``.
        spec: the front end that the mask belongs to.

    Returns:
        (N,) of the evidence alone, and (N,) of the rest; their sum is ``samples``.
    """
    gains = _bin_gains(_softened(np.asarray(mask, np.float64)), spec)  # (bins, T)
    taper = np.maximum(analysis_window(spec).astype(np.float64), 0.0)
    start = first_frame_start(spec)
    before = max(0, -start)
    n_frames = gains.shape[1]
    length = max(before + len(samples), before + start + (n_frames - 1) * spec.hop + spec.window)
    padded = np.zeros(length)
    padded[before : before + len(samples)] = samples
    sums, weights = np.zeros(length), np.zeros(length)
    for frame in range(n_frames):
        place = before + start + frame * spec.hop
        span = slice(place, place + spec.window)
        spectrum = np.fft.rfft(padded[span] * taper, spec.n_fft) * gains[:, frame]
        # What a mask makes ring beyond the window is left out, as least squares have it.
        sums[span] += np.fft.irfft(spectrum, spec.n_fft)[: spec.window] * taper
        weights[span] += taper**2
    alone = np.where(weights > SMALLEST, sums / np.maximum(weights, SMALLEST), 0.0)
    heard = alone[before : before + len(samples)].astype(np.float32)
    return heard, np.asarray(samples, np.float32) - heard


def _bin_gains(mask: Floats, spec: LogMelSpec) -> npt.NDArray[np.float64]:
    """(F, T) of bands -> (bins, T): each bin as the bands that hear it; 0 where none does."""
    matrix = mel_matrix(spec).astype(np.float64)
    return np.asarray(matrix.T @ mask / np.maximum(matrix.sum(axis=0), SMALLEST)[:, None])


def _softened(mask: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """(F, T) averaged over a few neighbours; beyond the edges it goes on."""
    for axis, width in ((0, SOFT_BANDS), (1, SOFT_FRAMES)):
        padding = [(0, 0), (0, 0)]
        padding[axis] = (width // 2, width // 2)
        view = np.lib.stride_tricks.sliding_window_view(
            np.pad(mask, padding, mode="edge"), width, axis=axis
        )
        mask = view.mean(axis=-1)
    return mask
