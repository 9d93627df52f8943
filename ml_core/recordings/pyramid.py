"""The coarse picture of a long recording as arrays, and the small file that keeps it."""

import hashlib
import json
import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from ml_core.files import atomic_path, from_json, home_dir
from ml_core.recordings.members import facts_of, open_bytes
from ml_core.recordings.spectrum import Array, FrequencyRows, frame_powers, to_db

UNKNOWN, SAMPLED, EXACT = 0, 1, 2
BINS_PER_COLUMN = 8
WIDE = 8  # columns
BANDS = 64
N_FFT = 2048
SMALLEST_BIN = 4096
LARGEST_SHARE = 0.002  # of the recording's bytes
_FILE_OVERHEAD = 2048  # names and headers of the arrays
_BYTES_PER_BIN = 4 + BANDS // BINS_PER_COLUMN
_FORMAT = 1
_LOWEST_DB, _STEPS_PER_DB = -127.5, 2.0
_POWERS = (10 ** ((np.arange(256) / _STEPS_PER_DB + _LOWEST_DB) / 10)).astype(np.float32)
_POWERS[0] = 0.0
_BLOCKS, _BLOCK_BYTES = 16, 1 << 16
_CACHE_BYTES = 1 << 29  # all kept files together; the oldest go first


def cache_folder() -> Path:
    """Where pyramids are kept."""
    return home_dir() / "cache" / "overviews"


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What tells that a file holds what it held.

    Attributes:
        name: digest of the length and of blocks spread over the file: quick, the same wherever
            the file lies, blind to a change between the blocks.
        modified_ns: when the file was last written: as long as it is the same, so is the rest.
    """

    name: str
    modified_ns: int

    @classmethod
    def of(cls, path: Path) -> Self:
        """Look at a file: at most a mebibyte of it is read."""
        facts = facts_of(path)
        last = max(0, facts.n_bytes - _BLOCK_BYTES)
        digest = hashlib.sha256(str(facts.n_bytes).encode())
        with open_bytes(path) as stream:
            for number in range(_BLOCKS):
                stream.seek(last * number // (_BLOCKS - 1))
                digest.update(stream.read(_BLOCK_BYTES))
        return cls(digest.hexdigest()[:32], facts.modified_ns)


class Pyramid:
    """Lowest and highest sample of every bin, and 64 bands of every eight bins.

    Attributes:
        bin_size: samples in a bin.
        low: (n_bins,) int16; neutral for a minimum where nothing is known.
        high: (n_bins,) int16, likewise.
        bands: (n_columns, 64) power in half decibels above -127.5 dB, as ``band_rows`` has them.
        state: (n_columns,) UNKNOWN, SAMPLED or EXACT.
    """

    def __init__(self, n_samples: int, bin_size: int) -> None:
        n_columns = -(-n_samples // (bin_size * BINS_PER_COLUMN))
        self.bin_size = bin_size
        self.low = np.full(n_columns * BINS_PER_COLUMN, 32767, np.int16)
        self.high = np.full(n_columns * BINS_PER_COLUMN, -32768, np.int16)
        self.bands = np.zeros((n_columns, BANDS), np.uint8)
        self.state = np.full(n_columns, UNKNOWN, np.uint8)

    @property
    def column_size(self) -> int:
        """Samples in a column."""
        return self.bin_size * BINS_PER_COLUMN

    @cached_property
    def wide_powers(self) -> Array:
        """(n, 64) mean power of every 8 columns, for the widest views; ask when all are exact."""
        n_groups = -(-self.n_columns // WIDE)
        bands = np.zeros((n_groups * WIDE, BANDS), np.uint8)
        bands[: self.n_columns] = self.bands  # the last group is filled up with silence
        sums = _POWERS[bands].reshape(n_groups, WIDE, BANDS).sum(axis=1)
        counts = np.minimum(self.n_columns - WIDE * np.arange(n_groups), WIDE)[:, None]
        means = sums / counts
        return means.astype(np.float32)

    @property
    def n_columns(self) -> int:
        """Columns of the whole recording."""
        return len(self.state)

    def measure(self, samples: Array, sample_rate_hz: int) -> "Columns":
        """What whole columns of samples (T,) look like; the last of a recording ends with zeros."""
        columns = samples.reshape(-1, self.column_size)
        powers = np.stack([frame_powers(one, N_FFT, N_FFT).mean(axis=0) for one in columns])
        return Columns(*_extremes(samples, self.bin_size), _quantised(powers, sample_rate_hz))

    def store(self, first: int, columns: "Columns", state: int = EXACT) -> None:
        """Take in columns from ``first`` on."""
        last = first + len(columns.bands)
        bins = slice(first * BINS_PER_COLUMN, last * BINS_PER_COLUMN)
        self.low[bins], self.high[bins] = columns.low, columns.high
        self.bands[first:last] = columns.bands
        self.state[first:last] = state


@dataclass(frozen=True, slots=True)
class Columns:
    """Some columns of a pyramid, as its arrays hold them.

    Attributes:
        low: (n_bins,), or (n_columns,) where one block stands for all bins of its column.
        high: likewise.
        bands: (n_columns, 64).
    """

    low: NDArray[np.int16]
    high: NDArray[np.int16]
    bands: NDArray[np.uint8]


def measure_blocks(blocks: Array, sample_rate_hz: int) -> list[Columns]:
    """Columns of which only a block each was read, (n, T) with T a multiple of 2048."""
    low, high = _extremes(blocks.ravel(), blocks.shape[1])
    powers = frame_powers(blocks.ravel(), N_FFT, N_FFT)
    per_block = powers.reshape(len(blocks), -1, powers.shape[1]).mean(axis=1)
    bands = _quantised(per_block, sample_rate_hz)
    return [Columns(low[[i]], high[[i]], bands[[i]]) for i in range(len(blocks))]


def band_rows(sample_rate_hz: int) -> FrequencyRows:
    """Where the 64 bands lie: equal steps of mel up to half the sample rate."""
    return FrequencyRows("mel", 0.0, sample_rate_hz / 2, BANDS)


def band_powers(bands: NDArray[np.uint8]) -> Array:
    """Bands as they are stored (n, F) -> (n, F) power, a full-scale sine's being 1."""
    return _POWERS[bands]


def _extremes(samples: Array, size: int) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
    """Lowest and highest of every ``size`` samples on the 16-bit grid, rounded outwards."""
    bins = samples.reshape(-1, size)
    low = np.clip(np.floor(bins.min(axis=1) * 32768.0), -32768, 32767)
    high = np.clip(np.ceil(bins.max(axis=1) * 32768.0), -32768, 32767)
    return low.astype(np.int16), high.astype(np.int16)


def _quantised(powers: Array, sample_rate_hz: int) -> NDArray[np.uint8]:
    decibels = to_db(band_rows(sample_rate_hz).of_bins(powers, sample_rate_hz))
    steps = np.rint((decibels - np.float32(_LOWEST_DB)) * np.float32(_STEPS_PER_DB))
    return np.clip(steps, 0, 255).astype(np.uint8)


def bin_size_for(n_samples: int, n_bytes: int) -> int | None:
    """The smallest bin whose pyramid fits its share of the file; None if none does."""
    allowed = n_bytes * LARGEST_SHARE - _FILE_OVERHEAD
    size = SMALLEST_BIN
    while size * BINS_PER_COLUMN <= n_samples:
        n_columns = -(-n_samples // (size * BINS_PER_COLUMN))
        if n_columns * BINS_PER_COLUMN * _BYTES_PER_BIN <= allowed:
            return size
        size *= 2
    return None


@dataclass(frozen=True, slots=True)
class Kept:
    """A pyramid from the cache, the whole file's SHA-256, and when the file was written."""

    pyramid: Pyramid
    sha256: str
    modified_ns: int


def keep(
    folder: Path, print_: Fingerprint, channel: int | None, pyramid: Pyramid, sha256: str
) -> None:
    """Keep an exact pyramid for the next time; one per recording, whatever its channel."""
    facts: dict[str, Any] = {"format": _FORMAT, "channel": channel, "bin_size": pyramid.bin_size}
    facts |= {"sha256": sha256, "modified_ns": print_.modified_ns}
    about = np.frombuffer(json.dumps(facts).encode(), np.uint8)
    with atomic_path(folder / f"{print_.name}.npz") as temporary, temporary.open("wb") as stream:
        np.savez(stream, about=about, low=pyramid.low, high=pyramid.high, bands=pyramid.bands)
    _evict(folder)


def kept(folder: Path, print_: Fingerprint, channel: int | None, n_samples: int) -> Kept | None:
    """What is in the cache for a file, or None; what is damaged counts as absent."""
    try:
        with (
            (folder / f"{print_.name}.npz").open("rb") as stream,
            np.load(stream, allow_pickle=False) as arrays,
        ):
            facts = from_json(arrays["about"].tobytes())
            if facts["format"] != _FORMAT or facts["channel"] != channel:
                return None
            pyramid = Pyramid(n_samples, int(facts["bin_size"]))
            for name in ("low", "high", "bands"):
                room, stored = getattr(pyramid, name), arrays[name]
                if (room.shape, room.dtype) != (stored.shape, stored.dtype):
                    return None
                room[:] = stored
    except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile):
        return None
    pyramid.state[:] = SAMPLED  # until it is known that the file is the same
    return Kept(pyramid, str(facts.get("sha256")), int(facts.get("modified_ns", 0)))


def _evict(folder: Path) -> None:
    """Delete the oldest until the rest fits."""
    files = [(one.stat().st_mtime_ns, one.stat().st_size, one) for one in folder.glob("*.npz")]
    total = sum(size for _, size, _ in files)
    for _, size, path in sorted(files, key=lambda file: file[0]):
        if total <= _CACHE_BYTES:
            return
        path.unlink(missing_ok=True)
        total -= size
