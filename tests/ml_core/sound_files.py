"""Audio files of every form that is read, and long ones that take no room."""

import struct
from pathlib import Path

import numpy as np
import soundfile

_WRITTEN_AT_ONCE = 4096  # libsndfile's Vorbis encoder overruns its stack with more

FORMS = {
    "wav": ("WAV", "PCM_16"),
    "wav24": ("WAV", "PCM_24"),
    "float": ("WAV", "FLOAT"),
    "rf64": ("RF64", "PCM_16"),
    "w64": ("W64", "PCM_16"),
    "flac": ("FLAC", "PCM_16"),
    "ogg": ("OGG", "VORBIS"),
    "opus": ("OGG", "OPUS"),
    "mp3": ("MP3", "MPEG_LAYER_III"),
}


def write_form(folder: Path, form: str, samples: np.ndarray, rate_hz: int) -> Path:
    """Write samples (T, C) in one of ``FORMS``."""
    container, subtype = FORMS[form]
    path = folder / f"{form}.{container.lower()}"
    with soundfile.SoundFile(
        path, "w", rate_hz, samples.shape[1], subtype=subtype, format=container
    ) as stream:
        for first in range(0, len(samples), _WRITTEN_AT_ONCE):
            stream.write(samples[first : first + _WRITTEN_AT_ONCE])
    return path


def write_sparse(
    path: Path, n_samples: int, rate_hz: int, pieces: dict[int, np.ndarray] | None = None
) -> Path:
    """A mono 16-bit RF64 of any length whose silence takes no room on disk.

    Args:
        path: where to.
        n_samples: length.
        rate_hz: sample rate.
        pieces: first sample -> (T,) float samples that are heard there.
    """
    n_bytes = 2 * n_samples
    ds64 = struct.pack("<4sIQQQI", b"ds64", 28, n_bytes + 72, n_bytes, n_samples, 0)
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, rate_hz, 2 * rate_hz, 2, 16)
    header = b"RF64\xff\xff\xff\xffWAVE" + ds64 + form + b"data\xff\xff\xff\xff"
    with path.open("wb") as stream:
        stream.write(header)
        stream.truncate(len(header) + n_bytes)
        for start, samples in (pieces or {}).items():
            stream.seek(len(header) + 2 * start)
            data = np.clip(np.rint(samples * 32768), -32768, 32767).astype("<i2")
            stream.write(data.tobytes())
    return path
