"""Metadata chunks as recorders write them, built from the published layouts by hand."""

import struct
from pathlib import Path

import numpy as np
import soundfile


def chunk(name: bytes, data: bytes) -> bytes:
    return name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)


def bext(date: bytes, time: bytes, description: bytes = b"Wind") -> bytes:
    """EBU Tech 3285: description, originator, reference, date, time, time reference, version."""
    head = description.ljust(256, b"\0") + b"Recorder".ljust(32, b"\0") + b"".ljust(32, b"\0")
    return chunk(b"bext", head + date + time + struct.pack("<IIH", 0, 0, 1) + bytes(254))


def cue(*markers: tuple[int, int, int, bytes]) -> bytes:
    """Markers as (id, start sample, samples, name): cue points, and the list of their names."""
    points = struct.pack("<I", len(markers))
    texts = b"adtl"
    for number, start, n_samples, name in markers:
        points += struct.pack("<II4sIII", number, start, b"data", 0, 0, start)
        texts += chunk(b"labl", struct.pack("<I", number) + name + b"\0")
        if n_samples:
            texts += chunk(
                b"ltxt", struct.pack("<II4sHHHH", number, n_samples, b"rgn ", 0, 0, 0, 0)
            )
    return chunk(b"cue ", points) + chunk(b"LIST", texts)


def wav(path: Path, *chunks: bytes, n_samples: int = 8000, before: bool = False) -> Path:
    """A second of noise at 8 kHz with some chunks before or after the samples."""
    path.parent.mkdir(parents=True, exist_ok=True)
    noise = np.random.default_rng(1).uniform(-0.5, 0.5, n_samples)
    soundfile.write(str(path), noise, 8000, subtype="PCM_16")
    data = path.read_bytes()
    assert data[36:40] == b"data"
    extra = b"".join(chunks)
    body = data[12:36] + extra + data[36:] if before else data[12:] + extra
    path.write_bytes(b"RIFF" + struct.pack("<I", len(body) + 4) + b"WAVE" + body)
    return path


def rf64(path: Path, *chunks: bytes) -> Path:
    """The same as RF64: the sizes are in ds64."""
    wav(path)
    data = path.read_bytes()
    n_bytes = len(data) - 44
    ds64 = chunk(b"ds64", struct.pack("<QQQI", 0, n_bytes, n_bytes // 2, 0))
    body = ds64 + data[12:36] + b"data\xff\xff\xff\xff" + data[44:] + b"".join(chunks)
    path.write_bytes(b"RF64\xff\xff\xff\xffWAVE" + body)
    return path
