"""A recording of any length at a glance: at once from samples of it, exact a little later."""

import contextlib
import hashlib
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from ml_core.errors import AscError, UnreadableRecording, UnwritableFile
from ml_core.files import Closing
from ml_core.progress import Cancelled, Monitor
from ml_core.recordings import pyramid as kept_pyramid
from ml_core.recordings.lru import ArrayCache
from ml_core.recordings.members import facts_of, open_bytes
from ml_core.recordings.pyramid import EXACT, SAMPLED, UNKNOWN, WIDE, Fingerprint, Pyramid
from ml_core.recordings.sample_reader import SampleReader
from ml_core.recordings.spectrum import Array, to_db

SHORT = 1 << 22  # samples; up to here everything is read when it is looked at
FINE_BIN = 64
FINE_TILE = 1 << 16
RAW_BELOW = 4 * FINE_BIN  # samples per column under which the samples themselves are looked at
LOOK_S = 0.25  # how long one call may look for what is not known yet
_LOOK_AT_ONCE = 16
_WIDE_FROM = 2 * WIDE  # pyramid columns per pixel column from which eight are taken as one
_PASS_AFTER_S = 0.5  # the first picture comes first
_PASS_COLUMNS = 1 << 18  # samples taken in at once by the background pass: some 20 ms
_QUIET_S, _MOST_PATIENT_S = 0.1, 0.25  # without a look before it goes on; how long it waits for one
_NICENESS = 10
_FINE_BYTES = 24 << 20
_HASH_BYTES = 1 << 22

Ints = NDArray[np.int64]
AnyArray = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Edges:
    """Pixel columns: column i shows samples ``at[i]`` to ``at[i + 1]``."""

    at: Ints

    @classmethod
    def between(cls, start: int, stop: int, columns: int) -> Self:
        """Equal columns, edges rounded down to samples."""
        if columns < 1 or stop <= start:
            raise ValueError(f"{columns} columns from sample {start} to {stop}")
        return cls(start + np.arange(columns + 1, dtype=np.int64) * (stop - start) // columns)

    @property
    def ends(self) -> tuple[int, int]:
        """First sample, and the one after the last."""
        return int(self.at[0]), int(self.at[-1])

    @property
    def step(self) -> float:
        """Samples per column."""
        return float(self.at[-1] - self.at[0]) / (len(self.at) - 1)


class Overview(Closing):
    """Wave and coarse spectrum of a recording. Safe from any thread.

    Wide views of a long recording come from a pyramid. Until it is built, in a thread of its
    own, they come from a block of samples per column, and ``is_exact`` says so. A pyramid is
    kept by content: a recording that was looked at once, wherever it lies now, is exact at once.

    Made by :meth:`open`; ``close`` ends the thread.
    """

    def __init__(self, reader: SampleReader, folder: Path | None) -> None:
        self._reader = reader
        self._folder = folder
        self._fine = ArrayCache(_FINE_BYTES)
        self._lock = threading.Lock()
        self._monitor = Monitor()
        self._closing = threading.Event()
        self._lookers, self._looked_s = 0, 0.0  # how many look now; when the last one did
        self._thread: threading.Thread | None = None
        self._problem: AscError | None = None
        size = kept_pyramid.bin_size_for(reader.n_samples, facts_of(reader.path).n_bytes)
        self._fits = size is not None
        self._pyramid = Pyramid(reader.n_samples, size or kept_pyramid.SMALLEST_BIN)
        self._expected_sha256 = ""
        self._next = 0  # first column that is not exact
        if reader.n_samples <= SHORT:
            self._folder = None
            self._next = self._pyramid.n_columns
        elif self._folder is not None:
            self._look_up(self._folder)

    @classmethod
    def open(
        cls,
        path: Path | str,
        channel: int | None = None,
        *,
        background: bool = True,
        folder: Path | None = None,
    ) -> Self:
        """Open a recording; returns at once, whatever its length.

        Args:
            path: an audio file.
            channel: one channel, counted from 0; None takes the mean of all.
            background: begin the pass that makes it exact; see also ``finish``.
            folder: where pyramids are kept; None: with the other caches of this user.

        Raises:
            UnreadableRecording: missing, not decodable, or without that channel.
        """
        reader = SampleReader(path, channel)
        overview = cls(reader, folder or kept_pyramid.cache_folder())
        if background and not overview.exact:
            overview._thread = threading.Thread(target=overview._run, daemon=True, name="overview")
            overview._thread.start()
        return overview

    def close(self) -> None:
        """End the background pass and let go of the file."""
        self._monitor.cancel()
        self._closing.set()
        if self._thread is not None:
            self._thread.join()
        self._reader.close()

    @property
    def reader(self) -> SampleReader:
        """The samples themselves."""
        return self._reader

    @property
    def n_samples(self) -> int:
        """Length."""
        return self._reader.n_samples

    @property
    def sample_rate_hz(self) -> int:
        """Samples per second."""
        return self._reader.sample_rate_hz

    @property
    def progress(self) -> float:
        """How much of the pyramid is exact, 0 to 1."""
        return self._next / self._pyramid.n_columns

    @property
    def exact(self) -> bool:
        """Whether every view is exact from now on."""
        return self._next == self._pyramid.n_columns

    @property
    def problem(self) -> AscError | None:
        """Why the background pass ended early, if it did."""
        return self._problem

    @property
    def column_size(self) -> int | None:
        """Samples per column of ``bands``; None for a short recording, which has none."""
        return None if self.n_samples <= SHORT else self._pyramid.column_size

    def is_exact(self, start: int, stop: int, columns: int) -> bool:
        """Whether ``wave`` and ``bands`` of this view show every sample of it."""
        edges = Edges.between(start, stop, columns)
        if self.exact or edges.step < self._pyramid.bin_size:
            return True
        return bool((self._pyramid.state[self._columns(start, stop)] == EXACT).all())

    def wave(
        self, start: int, stop: int, columns: int, monitor: Monitor | None = None
    ) -> tuple[Array, Array]:
        """Lowest and highest sample in each of ``columns`` equal parts of a stretch.

        Columns narrower than 256 samples are exact to the sample; the edges of wider ones are
        rounded down to a bin of at most the column's own width, so that every sample counts in
        exactly one column.

        Args:
            start: first sample; what lies outside the recording is 0.
            stop: sample after the last.
            columns: how many.
            monitor: to cancel.

        Returns:
            Two arrays (columns,) within -1 to 1.

        Raises:
            UnreadableRecording: the file is damaged or gone.
            Cancelled: asked to stop.
        """
        with self.looking():
            return self._wave(Edges.between(start, stop, columns), monitor or Monitor())

    def _wave(self, edges: Edges, monitor: Monitor) -> tuple[Array, Array]:
        start, stop = edges.ends
        if edges.step < RAW_BELOW:
            samples = np.append(self._reader.read(start, stop), np.float32(0))
            return _reduced(samples, samples, edges.at - start)
        if self.n_samples <= SHORT or edges.step < self._pyramid.bin_size:
            return self._fine_wave(edges, monitor)
        self._look(edges, monitor)
        return self._coarse_wave(edges)

    def bands(
        self, start: int, stop: int, columns: int, monitor: Monitor | None = None
    ) -> NDArray[np.float32]:
        """Mean power of 64 bands in each column of a wide view, (64, columns) dB.

        The bands are those of ``pyramid.band_rows``. For columns of at least ``column_size``.

        Raises:
            UnreadableRecording: the file is damaged or gone.
            Cancelled: asked to stop.
        """
        edges = Edges.between(start, stop, columns)
        with self.looking():
            self._look(edges, monitor or Monitor())
            return self._bands(edges)

    def _bands(self, edges: Edges) -> NDArray[np.float32]:
        pyramid = self._pyramid
        if self.exact and edges.step >= _WIDE_FROM * pyramid.column_size:
            starts = np.clip(edges.at // (WIDE * pyramid.column_size), 0, len(pyramid.wide_powers))
            return to_db(_mean_between(pyramid.wide_powers, starts)).T
        firsts, lasts = self._column_ranges(edges)
        (known,) = np.nonzero(pyramid.state[firsts[0] : lasts[-1]] != UNKNOWN)
        powers = kept_pyramid.band_powers(pyramid.bands[known + firsts[0]])
        starts = np.searchsorted(known, np.append(firsts, lasts[-1]) - firsts[0])
        return to_db(filled(_mean_between(powers, starts))).T

    @contextlib.contextmanager
    def looking(self) -> Iterator[None]:
        """Somebody waits for a picture meanwhile: the background pass holds back."""
        with self._lock:
            self._lookers += 1
        try:
            yield
        finally:
            with self._lock:
                self._lookers -= 1
                self._looked_s = time.monotonic()

    def finish(self, monitor: Monitor | None = None) -> None:
        """Make everything exact now, in this thread.

        Raises:
            UnreadableRecording: the file is damaged or gone.
            Cancelled: asked to stop; what is done stays.
        """
        monitor = monitor or Monitor()
        while self._thread is not None and self._thread.is_alive():
            monitor.check()
            self._thread.join(0.05)
        if self._problem is not None:
            raise self._problem
        self._pass(monitor)

    # Narrow views: bins of 64 samples, made when they are looked at

    def _fine_wave(self, edges: Edges, monitor: Monitor) -> tuple[Array, Array]:
        bins = edges.at // FINE_BIN
        per_tile = FINE_TILE // FINE_BIN
        first = int(bins[0]) // per_tile
        tiles = [
            self._fine_tile(number, monitor)
            for number in range(first, int(bins[-1]) // per_tile + 1)
        ]
        both = np.concatenate(tiles, axis=1)
        return _reduced(both[0], both[1], bins - first * per_tile)

    def _fine_tile(self, number: int, monitor: Monitor) -> Array:
        """(2, 1024) lowest and highest of every 64 samples."""
        tile = self._fine.get(number)
        if tile is None:
            monitor.check()
            samples = self._reader.read(number * FINE_TILE, (number + 1) * FINE_TILE)
            bins = samples.reshape(-1, FINE_BIN)
            tile = np.stack([bins.min(axis=1), bins.max(axis=1)])
            self._fine.put(number, tile)
        return tile

    # Wide views: the pyramid, as far as it is known

    def _columns(self, start: int, stop: int) -> slice:
        """The pyramid's columns a stretch touches."""
        size = self._pyramid.column_size
        first = min(max(0, start // size), self._pyramid.n_columns - 1)
        return slice(first, max(first + 1, min(-(-stop // size), self._pyramid.n_columns)))

    def _column_ranges(self, edges: Edges) -> tuple[Ints, Ints]:
        """First and last (exclusive) of the pyramid's columns under each pixel column."""
        firsts = np.clip(edges.at[:-1] // self._pyramid.column_size, 0, self._pyramid.n_columns - 1)
        lasts = np.maximum(edges.at[1:] // self._pyramid.column_size, firsts + 1)
        return firsts, np.minimum(lasts, self._pyramid.n_columns)

    def _look(self, edges: Edges, monitor: Monitor) -> None:
        """Read a block for pixel columns of which nothing is known, as many as time allows."""
        if self.exact:
            return
        firsts, lasts = self._column_ranges(edges)
        known = np.concatenate([[0], np.cumsum(self._pyramid.state != UNKNOWN)])
        middles = np.unique(((firsts + lasts) // 2)[known[lasts] == known[firsts]])
        end = time.monotonic() + LOOK_S
        wanted = middles[scattered(len(middles))]
        for first in range(0, len(wanted), _LOOK_AT_ONCE):
            monitor.check()
            if time.monotonic() > end:
                return
            self._sample(wanted[first : first + _LOOK_AT_ONCE].tolist())

    def _sample(self, columns: list[int]) -> None:
        pyramid, n = self._pyramid, 2 * kept_pyramid.N_FFT
        starts = [column * pyramid.column_size for column in columns]
        blocks = np.stack([self._reader.read(start, start + n) for start in starts])
        measured = kept_pyramid.measure_blocks(blocks, self.sample_rate_hz)
        with self._lock:
            for column, seen in zip(columns, measured, strict=True):
                if pyramid.state[column] == UNKNOWN:
                    pyramid.store(column, seen, SAMPLED)

    def _coarse_wave(self, edges: Edges) -> tuple[Array, Array]:
        pyramid = self._pyramid
        low, high = _reduced(pyramid.low, pyramid.high, edges.at // pyramid.bin_size)
        both = np.stack([low, high], axis=1).astype(np.float32) / np.float32(32768)
        both[low > high] = np.nan
        outside = (edges.at[:-1] >= self.n_samples) | (edges.at[1:] <= 0)
        both[outside] = 0.0
        low, high = filled(both).T
        return low, high

    # The background pass

    def _look_up(self, folder: Path) -> None:
        """Take what is kept of a file with these contents."""
        print_ = Fingerprint.of(self._reader.path)
        found = kept_pyramid.kept(folder, print_, self._reader.channel, self.n_samples)
        if found is None:
            return
        self._pyramid = found.pyramid
        if found.modified_ns == print_.modified_ns:
            self._all_exact()
        else:
            self._expected_sha256 = found.sha256

    def _all_exact(self) -> None:
        self._pyramid.state[:] = EXACT
        self._next = self._pyramid.n_columns

    def _run(self) -> None:
        _step_back()
        try:
            self._closing.wait(_PASS_AFTER_S)
            self._pass(self._monitor)
        except Cancelled:
            pass
        except AscError as error:
            self._problem = error

    def _pass(self, monitor: Monitor) -> None:
        if self.exact:
            return
        try:
            self._make_exact(monitor)
        except OSError as error:
            raise UnreadableRecording(self._reader.path, error.strerror or str(error)) from error

    def _make_exact(self, monitor: Monitor) -> None:
        print_ = Fingerprint.of(self._reader.path)
        digest = _Digest(self._reader.path, monitor)
        if self._expected_sha256 and digest.whole() == self._expected_sha256:
            self._all_exact()
        if not self.exact:
            self._take_in(digest, monitor)
        unchanged = Fingerprint.of(self._reader.path) == print_
        if self._folder is not None and self._fits and unchanged:
            channel = self._reader.channel
            sha256 = digest.whole()
            with contextlib.suppress(UnwritableFile):  # then it is computed again next time
                kept_pyramid.keep(self._folder, print_, channel, self._pyramid, sha256)

    def _take_in(self, digest: "_Digest", monitor: Monitor) -> None:
        """Read the whole recording once, and its bytes beside it while they are in memory."""
        pyramid = self._pyramid
        at_once = max(1, _PASS_COLUMNS // pyramid.column_size)
        with SampleReader(self._reader.path, self._reader.channel) as reader:
            for first in range(self._next, pyramid.n_columns, at_once):
                last = min(first + at_once, pyramid.n_columns)
                monitor.report(first, pyramid.n_columns, stage="overview")
                self._hold_back()
                samples = reader.read(first * pyramid.column_size, last * pyramid.column_size)
                measured = pyramid.measure(samples, reader.sample_rate_hz)
                with self._lock:
                    pyramid.store(first, measured)
                digest.advance(last / pyramid.n_columns)
                self._next = last

    def _hold_back(self) -> None:
        """Let those who look go first, but not for ever: whoever pans on and on gets it as well."""
        end = time.monotonic() + _MOST_PATIENT_S
        while (now := time.monotonic()) < end and not self._closing.is_set():
            quiet_s = 0.0 if self._lookers else now - self._looked_s
            if quiet_s >= _QUIET_S:
                return
            self._closing.wait(min(end - now, _QUIET_S - quiet_s))


def _step_back() -> None:
    """Let this thread have what others leave of the processor, where the system can do that."""
    if hasattr(os, "setpriority"):
        thread = threading.get_native_id()  # on Linux every thread has a priority of its own
        now = os.getpriority(os.PRIO_PROCESS, thread)
        os.setpriority(os.PRIO_PROCESS, thread, min(19, now + _NICENESS))


class _Digest:
    """SHA-256 of a file, taken in step with something else that reads it."""

    def __init__(self, path: Path, monitor: Monitor) -> None:
        self._path = path
        self._monitor = monitor
        self._n_bytes = facts_of(path).n_bytes
        self._at = 0
        self._digest = hashlib.sha256()

    def advance(self, share: float) -> None:
        """Read on to this share of the file."""
        goal = round(share * self._n_bytes)
        with open_bytes(self._path) as stream:
            stream.seek(self._at)
            while self._at < goal:
                self._monitor.check()
                part = stream.read(min(_HASH_BYTES, goal - self._at))
                if not part:
                    return
                self._digest.update(part)
                self._at += len(part)

    def whole(self) -> str:
        """The digest of everything."""
        self.advance(1.0)
        return self._digest.hexdigest()


def _reduced(low: AnyArray, high: AnyArray, edges: Ints) -> tuple[AnyArray, AnyArray]:
    """Lowest and highest between edges; an empty column has the value at its edge."""
    starts = np.clip(edges[:-1], 0, len(low) - 1)
    cut = slice(0, max(int(edges[-1]), int(starts[-1]) + 1))  # the last column must not run on
    return np.minimum.reduceat(low[cut], starts), np.maximum.reduceat(high[cut], starts)


def _mean_between(rows: Array, starts: Ints) -> Array:
    """Mean of rows (n, m) from each start up to the next; NaN where there is none."""
    means = np.full((len(starts) - 1, rows.shape[1]), np.nan, np.float32)
    counts = np.diff(starts)
    (some,) = np.nonzero(counts)
    if len(some):
        sums = np.add.reduceat(rows[: starts[-1]], starts[some], axis=0)
        means[some] = sums / counts[some, None]
    return means


def scattered(n: int) -> Ints:
    """0 to n - 1 in an order whose every beginning is spread over the whole (bits reversed)."""
    width = max(1, (n - 1).bit_length())
    numbers = np.arange(1 << width)
    mirrored = np.zeros_like(numbers)
    for bit in range(width):
        mirrored |= ((numbers >> bit) & 1) << (width - 1 - bit)
    return mirrored[mirrored < n]


def filled(rows: AnyArray) -> AnyArray:
    """Rows (n, m) -> the same shape, those of NaN taken from the nearest that is not."""
    (known,) = np.nonzero(~np.isnan(rows[:, 0]))
    if not len(known):
        return np.nan_to_num(rows, nan=0.0)
    place = np.searchsorted(known, np.arange(len(rows)))
    right = known[np.minimum(place, len(known) - 1)]
    left = known[np.maximum(place - 1, 0)]
    numbers = np.arange(len(rows))
    return rows[np.where(np.abs(left - numbers) <= np.abs(right - numbers), left, right)]
