"""The tables and sizes of the front end in C; the reference is ``frontend.log_mel``."""

from typing import Any

import numpy as np
import numpy.typing as npt

from ml_core.c99.text import number, table
from ml_core.errors import BundleError
from ml_core.frontend.log_mel import analysis_window, first_frame_start, mel_bands
from ml_core.frontend.spec import LogMelSpec

Array = npt.NDArray[Any]

_LARGEST_FFT = 16_384
_FAINT = 5e-3


def in_double(spec: LogMelSpec) -> bool:
    """Whether float32 is too coarse for the faint bands beside a tone at full scale.

    How far its errors reach depends on what is added before the logarithm. Measured on tones at
    full scale: a gap to numpy of up to 5e-3 for YAMNet's front end, 1.5e-4 for CP-Mobile's.
    """
    return spec.floor ** (1 / spec.power) * abs(spec.scale) < _FAINT


def spectrum_size(spec: LogMelSpec) -> int:
    """Numbers one frame needs: those of its transform, and the bin at half the rate."""
    return spec.n_fft + 2


def front_end_tables(spec: LogMelSpec) -> tuple[str, int]:
    """The constant arrays in front of ``templates/front_end.c``, and their bytes.

    Raises:
        BundleError: the length of its Fourier transform is no power of two.
    """
    if spec.n_fft & (spec.n_fft - 1) or not 8 <= spec.n_fft <= _LARGEST_FFT:
        raise BundleError(
            f"The front end's Fourier transform over {spec.n_fft} samples cannot be written in C:"
            " it must be a power of two."
        )
    angles = 2 * np.pi * np.arange(spec.n_fft // 4 + 1) / spec.n_fft
    weights, first, sizes = mel_bands(spec)
    tables = {
        "taper": analysis_window(spec),
        "quarter": np.sin(angles).astype(np.float64 if in_double(spec) else np.float32),
        "band_first": first.astype(np.uint16),
        "band_size": sizes.astype(np.uint16),
        "band_weights": weights if weights.size else np.zeros(1, np.float32),
    }
    n_bytes = sum(values.nbytes for values in tables.values())
    return "\n".join(table(name, values) for name, values in tables.items()), n_bytes


def front_end_sizes(spec: LogMelSpec, n_samples: int) -> str:
    """The macros that ``templates/front_end.c`` is written with."""
    frames = spec.n_frames(n_samples)
    values = {
        "SAMPLES": n_samples,
        "SIGNAL": n_samples - spec.samples_lost,
        "FFT": spec.n_fft,
        "WINDOW": spec.window,
        "HOP": spec.hop,
        "FIRST": f"({first_frame_start(spec)})",
        "FRAMES": frames,
        "BANDS": spec.n_mels,
        "POWER": int(spec.power),
        "CENTRED": int(spec.centre),
        "PER_FRAME": int(spec.per_frame),
        "PREEMPHASIS": number(spec.preemphasis),
        "FLOOR": number(spec.floor),
        "OFFSET": number(spec.offset),
        "SCALE": number(spec.scale),
        "REAL": "double" if in_double(spec) else "float",
        "ROOT": "sqrt" if in_double(spec) else "sqrtf",
    }
    return "\n".join(f"#define {name} {value}" for name, value in values.items())
