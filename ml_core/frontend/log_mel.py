"""Log-mel in numpy: the reference every other front end is compared with.

Only the bins under each mel band are multiplied: neighbouring bands are grouped into blocks
that read a contiguous stretch of the spectrum, so that a second costs about a millisecond.
"""

from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ml_core.frontend.spec import LogMelSpec, MelFormula

Array = NDArray[np.float32]
Reals = NDArray[np.floating[Any]]

_BANDS_PER_BLOCK = 16  # 8 to 32 are equally fast for 256 bands, one dense product a third slower
_FRAMES_PER_CHUNK = 128  # a chunk of spectra stays in the second-level cache


class MelBlock(NamedTuple):
    """Neighbouring bands and the stretch of the spectrum under them."""

    bands: slice
    bins: slice
    weights: Array  # (bands, bins)


def log_mel(samples: Array, spec: LogMelSpec) -> Array:
    """Log-mel of a whole clip or of a batch of equally long clips.

    Args:
        samples: (T,) or (B, T) at ``spec.sample_rate_hz``, nominally within -1..1.
        spec: what to compute.

    Returns:
        (F, n_frames) or (B, F, n_frames) float32, ``n_frames`` as ``spec.n_frames(T)`` says.
    """
    frames = clip_frames(np.asarray(samples, dtype=np.float32), spec)
    if frames.ndim == 2:
        return frames_to_log_mel(frames, spec)
    return np.stack([frames_to_log_mel(one, spec) for one in frames])


def frames_to_log_mel(frames: Array, spec: LogMelSpec) -> Array:
    """(n, window) frames as ``cut_frames`` cuts them, not yet windowed -> (F, n) log-mel."""
    mel = np.empty((spec.n_mels, len(frames)), dtype=np.float32)
    blocks, taper = mel_blocks(spec), analysis_window(spec)
    n_bins = blocks[-1].bins.stop
    for first in range(0, len(frames), _FRAMES_PER_CHUNK):
        columns = slice(first, first + _FRAMES_PER_CHUNK)
        # Where the window lies in the FFT changes phases only, so it need not be centred in it.
        tapered = condition(frames[columns], spec) * taper
        spectrum = np.fft.rfft(tapered, n=spec.n_fft)[:, :n_bins]
        energy = _magnitude_power(spectrum, spec.power)
        for bands, bins, weights in blocks:
            np.matmul(weights, energy[:, bins].T, out=mel[bands, columns])
    mel += np.float32(spec.floor)
    np.log(mel, out=mel)
    mel += np.float32(spec.offset)
    mel /= np.float32(spec.scale)
    return mel


def preemphasise(samples: Array, spec: LogMelSpec) -> Array:
    """(..., T) -> (..., T - 1): y[n] = x[n+1] - a x[n]; unchanged where frames are, or a is 0."""
    if not spec.samples_lost:
        return samples
    return samples[..., 1:] - np.float32(spec.preemphasis) * samples[..., :-1]


def condition(frames: Array, spec: LogMelSpec) -> Array:
    """(n, window) -> (n, window): what ``per_frame`` asks for; unchanged without it."""
    if not spec.per_frame:
        return frames
    level = frames - frames.mean(axis=-1, keepdims=True)
    before = np.concatenate([level[:, :1], level[:, :-1]], axis=1)
    return level - np.float32(spec.preemphasis) * before


def cut_frames(signal: Array, spec: LogMelSpec) -> Array:
    """(..., T) -> (..., n, window): every complete frame of ``signal``, as views."""
    if signal.shape[-1] < spec.window:
        return np.empty((*signal.shape[:-1], 0, spec.window), dtype=np.float32)
    view = np.lib.stride_tricks.sliding_window_view(signal, spec.window, axis=-1)
    return view[..., :: spec.hop, :]


def first_frame_start(spec: LogMelSpec) -> int:
    """Sample of the clip where the first frame's window starts: 0, or negative when centred."""
    return (spec.n_fft - spec.window) // 2 - spec.n_fft // 2 if spec.centre else 0


def clip_frames(samples: Array, spec: LogMelSpec) -> Array:
    """(..., T) -> (..., n_frames, window): the frames of a whole clip, as views."""
    signal = preemphasise(samples, spec)
    if not spec.centre:
        return cut_frames(signal, spec)
    if signal.shape[-1] == 0:
        return np.empty((*signal.shape[:-1], 0, spec.window), dtype=np.float32)
    before = -first_frame_start(spec)
    padding = [(0, 0)] * (signal.ndim - 1) + [(before, spec.window - before)]
    frames = cut_frames(np.pad(signal, padding, mode="reflect"), spec)
    return frames[..., : spec.n_frames(samples.shape[-1]), :]


def _magnitude_power(spectrum: NDArray[np.complexfloating[Any, Any]], power: float) -> Array:
    energy: Array = np.square(spectrum.real)
    energy += np.square(spectrum.imag)
    return np.sqrt(energy, out=energy) if power == 1.0 else energy


@lru_cache(maxsize=32)
def analysis_window(spec: LogMelSpec) -> Array:
    """(window,) Hann, symmetric or periodic, or Povey's."""
    if spec.window_kind == "povey":
        # In float32 throughout, as where the networks that hear it were trained: bands that one
        # bin alone makes up can be so faint that the window's last digits decide them.
        angle = np.arange(spec.window, dtype=np.float32) * np.float32(2 * np.pi / (spec.window - 1))
        half = np.float32(0.5)
        taper = (half - half * np.cos(angle)) ** np.float32(0.85)
    else:
        periodic = spec.window_kind == "hann_periodic"
        taper = np.hanning(spec.window + periodic)[: spec.window].astype(np.float32)
    taper.flags.writeable = False
    return taper


@lru_cache(maxsize=32)
def mel_matrix(spec: LogMelSpec) -> Array:
    """(F, n_fft // 2 + 1) triangular weights; read-only, shared between callers."""
    weights = _triangles(spec)
    weights.flags.writeable = False
    return weights


@lru_cache(maxsize=32)
def mel_blocks(spec: LogMelSpec) -> tuple[MelBlock, ...]:
    """The mel matrix as blocks of neighbouring bands without the zeros beside them."""
    return _blocks(mel_matrix(spec))


def mel_bands(spec: LogMelSpec) -> tuple[Array, NDArray[np.int64], NDArray[np.int64]]:
    """The mel matrix without its zeros: what stands for it where there is no matrix product.

    Returns:
        The weights of all bands one behind the other; (F,) the first bin under each band; (F,)
        how many there are.
    """
    rows = mel_matrix(spec)
    used = [np.flatnonzero(row) for row in rows]
    first = np.array([bins[0] if bins.size else 0 for bins in used], np.int64)
    sizes = np.array([bins[-1] + 1 - bins[0] if bins.size else 0 for bins in used], np.int64)
    parts = [row[at : at + n] for row, at, n in zip(rows, first, sizes, strict=True)]
    return np.concatenate(parts), first, sizes


def drawn_mel_blocks(spec: LogMelSpec) -> tuple[MelBlock, ...]:
    """As ``mel_blocks``, for bands that are used once: nothing is kept."""
    return _blocks(_triangles(spec))


def _triangles(spec: LogMelSpec) -> Array:
    """Every bin lies on the falling side of one band and on the rising side of the next."""
    bin_hz = np.arange(spec.n_fft // 2 + 1) * (spec.sample_rate_hz / spec.n_fft)
    low, high = _hz_to_mel(np.array([spec.f_min_hz, spec.f_max_hz]), spec.mel_formula)
    edges: Reals
    points: Reals
    if spec.mel_formula == "kaldi":  # Kaldi's triangles are straight lines in mel ...
        # In float32 as torchaudio has them: a bin that barely touches a narrow band has it alone,
        # and there the last digits decide.
        step = np.float32((high - low) / (spec.n_mels + 1))
        edges = np.float32(low) + np.arange(spec.n_mels + 2, dtype=np.float32) * step
        ratio = 1 + bin_hz.astype(np.float32) / np.float32(700)
        points = np.float32(1127) * np.log(ratio.astype(np.float64)).astype(np.float32)
    else:  # ... everybody else's are straight lines in hertz
        edges = _mel_to_hz(np.linspace(low, high, spec.n_mels + 2), spec.mel_formula)
        points = bin_hz
    n_used = len(points) - (spec.mel_formula == "kaldi")  # Kaldi has no Nyquist bin
    band = np.searchsorted(edges, points, side="right") - 1  # the one whose left edge is below
    weights = np.zeros((spec.n_mels, len(points)), dtype=np.float32)
    for falling in (False, True):
        (bins,) = np.nonzero((band[:n_used] >= falling) & (band[:n_used] < spec.n_mels + falling))
        left, right = edges[band[bins]], edges[band[bins] + 1]
        distance = right - points[bins] if falling else points[bins] - left
        weights[band[bins] - falling, bins] = distance / (right - left)
    return weights


def _blocks(matrix: Array) -> tuple[MelBlock, ...]:
    blocks = []
    for first in range(0, len(matrix), _BANDS_PER_BLOCK):
        bands = slice(first, min(first + _BANDS_PER_BLOCK, len(matrix)))
        used = np.flatnonzero(matrix[bands].any(axis=0))
        bins = slice(int(used[0]), int(used[-1]) + 1) if used.size else slice(0, 1)
        blocks.append(MelBlock(bands, bins, np.ascontiguousarray(matrix[bands, bins])))
    return tuple(blocks)


# Slaney's scale: linear to 1 kHz, then 27 logarithmic steps to 6.4 kHz (Auditory Toolbox, 1998).
_SLANEY_HZ_PER_MEL = 200.0 / 3.0
_SLANEY_BREAK_HZ = 1000.0
_SLANEY_BREAK_MEL = _SLANEY_BREAK_HZ / _SLANEY_HZ_PER_MEL
_SLANEY_STEP = np.log(6.4) / 27.0


def _hz_to_mel(hz: Reals, formula: MelFormula) -> Reals:
    if formula == "kaldi":
        return 1127.0 * np.log1p(hz / 700.0)
    if formula == "htk":
        return 2595.0 * np.log10(1.0 + hz / 700.0)
    upper = np.log(np.maximum(hz, _SLANEY_BREAK_HZ) / _SLANEY_BREAK_HZ) / _SLANEY_STEP
    return np.where(hz < _SLANEY_BREAK_HZ, hz / _SLANEY_HZ_PER_MEL, _SLANEY_BREAK_MEL + upper)


def _mel_to_hz(mel: Reals, formula: MelFormula) -> Reals:
    if formula == "htk":
        return 700.0 * (10.0 ** (mel / 2595.0) - 1.0)
    upper = _SLANEY_BREAK_HZ * np.exp(_SLANEY_STEP * (mel - _SLANEY_BREAK_MEL))
    return np.where(mel < _SLANEY_BREAK_MEL, mel * _SLANEY_HZ_PER_MEL, upper)
