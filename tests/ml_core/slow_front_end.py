"""The front end by its definition: frame by frame, in float64, with the dense mel matrix."""

import numpy as np

from ml_core.frontend.log_mel import analysis_window
from ml_core.frontend.spec import LogMelSpec


def slow_mel_matrix(spec: LogMelSpec) -> np.ndarray:
    """(F, n_fft // 2 + 1) triangles, one weight at a time."""

    def mel(hz: float) -> float:
        if spec.mel_formula == "kaldi":
            return 1127 * np.log(1 + hz / 700)
        if spec.mel_formula == "htk":
            return 2595 * np.log10(1 + hz / 700)
        return hz * 3 / 200 if hz < 1000 else 15 + 27 * np.log(hz / 1000) / np.log(6.4)

    def hz(mel_value: float) -> float:
        low, high = 0.0, 1e6
        for _ in range(80):  # bisection: the scales only ever rise
            middle = (low + high) / 2
            low, high = (middle, high) if mel(middle) < mel_value else (low, middle)
        return low

    edges = np.linspace(mel(spec.f_min_hz), mel(spec.f_max_hz), spec.n_mels + 2)
    in_mel = spec.mel_formula == "kaldi"
    edges = edges if in_mel else np.array([hz(edge) for edge in edges])
    matrix = np.zeros((spec.n_mels, spec.n_fft // 2 + 1))
    for bin_index in range(spec.n_fft // 2 + (0 if in_mel else 1)):
        bin_hz = bin_index * spec.sample_rate_hz / spec.n_fft
        point = mel(bin_hz) if in_mel else bin_hz
        for band in range(spec.n_mels):
            left, centre, right = edges[band : band + 3]
            rising, falling = (point - left) / (centre - left), (right - point) / (right - centre)
            matrix[band, bin_index] = max(0.0, min(rising, falling))
    return matrix


def slow_log_mel(samples: np.ndarray, spec: LogMelSpec, matrix: np.ndarray) -> np.ndarray:
    """(T,) -> (F, n_frames) in float64."""
    if not spec.n_frames(len(samples)):
        return np.empty((spec.n_mels, 0))
    x = samples.astype(np.float64)
    if spec.preemphasis and not spec.per_frame:
        x = x[1:] - spec.preemphasis * x[:-1]
    first = 0
    if spec.centre:
        x = np.pad(x, spec.n_fft // 2, mode="reflect")
        first = (spec.n_fft - spec.window) // 2
    period = spec.window if spec.window_kind == "hann_periodic" else spec.window - 1
    taper = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(spec.window) / period)
    if spec.window_kind == "povey":
        taper = analysis_window(spec).astype(np.float64)  # its float32 rounding is meant
    columns = []
    for k in range(spec.n_frames(len(samples))):
        start = first + k * spec.hop
        frame = x[start : start + spec.window]
        if spec.per_frame:
            frame = frame - frame.mean()
            frame = frame - spec.preemphasis * np.append(frame[0], frame[:-1])
        magnitude = np.abs(np.fft.rfft(frame * taper, spec.n_fft))
        columns.append(matrix @ magnitude**spec.power)
    return (np.log(np.array(columns).T + spec.floor) + spec.offset) / spec.scale
