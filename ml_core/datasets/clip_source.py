"""Clips as samples: the only way in which training and evaluation read audio."""

import errno
import hashlib
import os
import shutil
import tempfile
import threading
import weakref
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ml_core.datasets.in_place import InPlace
from ml_core.errors import UnreadableRecording, UnwritableFile
from ml_core.files import atomic_path
from ml_core.progress import Monitor
from ml_core.project import ClipRow
from ml_core.recordings.decode import mono_blocks
from ml_core.recordings.members import facts_of

_FORMAT = "1"  # raises with every change in how samples are made
_THREADS = min(8, (os.cpu_count() or 1) + 1)
_LOUDEST = 1e6  # of full scale: no recording holds more
_VALUE_BYTES = 4
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)  # elsewhere it would not be better

_Heard = tuple[Path, int | None]  # a recording, and which of its channels (None: the mean of all)


class ClipSource:
    """Samples of clips at one rate, mono float32, decoded once.

    Whole recordings are kept decoded as raw float32 files, one per recording, channel and rate,
    named by the recording's place, size and time: a changed file is decoded afresh. Files appear
    whole, so several processes may share the cache and a kill leaves nothing half. They are read,
    not mapped: a stretch costs one ``pread`` from the page cache, and no number of clips can run
    out of mappings. What lies in a shard is decoded where it lies, whenever it is asked for: a
    corpus larger than a disk would not fit on it decoded either.

    The first clip that is not there yet makes all of them be decoded, in threads; call
    :meth:`prepare` beforehand to show progress.

    Args:
        clips: in the order of the indices below.
        sample_rate_hz: rate of all samples.
        cache_dir: where decoded recordings are kept; None, or one that may not be written, keeps
            them for the life of the object.
    """

    def __init__(
        self, clips: Sequence[ClipRow], *, sample_rate_hz: int, cache_dir: Path | None = None
    ) -> None:
        self.clips = tuple(clips)
        self.sample_rate_hz = sample_rate_hz
        self._parent: ClipSource | None = None  # whose temporary folder is used
        self._is_own = cache_dir is None  # the folder goes with the object
        self._keep_in(cache_dir or self._make_own())
        self._decoded: dict[_Heard, tuple[Path, int]] = {}  # (raw file, n_samples)
        self._in_place = InPlace(sample_rate_hz)
        self._lies_in_place: dict[_Heard, bool] = {}
        self._lock = threading.Lock()
        self._moving = threading.Lock()
        self._prepared = False

    def __len__(self) -> int:
        return len(self.clips)

    def prepare(self, monitor: Monitor | None = None) -> list[UnreadableRecording]:
        """Decode what is not decoded yet; returns what could not be, in the order of the clips.

        Raises:
            Cancelled: asked to stop; what is decoded stays.
        """
        monitor = monitor or Monitor()
        cached = (clip for clip in self.clips if not self._is_in_place(clip))
        paths = [heard for heard in dict.fromkeys(map(_heard, cached)) if not self._is_kept(heard)]
        problems: list[UnreadableRecording] = []
        self._prepared = not paths
        if self._prepared:
            return problems
        with ThreadPoolExecutor(_THREADS, thread_name_prefix="decode") as pool:
            for start in range(0, len(paths), 4 * _THREADS):
                monitor.report(start, len(paths), stage="decoding")
                some = paths[start : start + 4 * _THREADS]
                problems += [one for one in pool.map(self._try, some) if one is not None]
        self._prepared = True
        return problems

    def samples(self, index: int) -> NDArray[np.float32]:
        """All samples of a clip (T,).

        Raises:
            UnreadableRecording: its recording cannot be read (any more).
        """
        return self.window(index, 0, self.n_samples(index))

    def n_samples(self, index: int) -> int:
        """Length of a clip at the source's rate."""
        first, end = self._stretch(index)
        return end - first

    def window(self, index: int, start_sample: int, n_samples: int) -> NDArray[np.float32]:
        """A stretch of a clip (n_samples,), zeros where it reaches beyond the clip."""
        first, end = self._stretch(index)
        out = np.zeros(n_samples, np.float32)
        begin = max(0, start_sample)
        n = min(end - first, start_sample + n_samples) - begin
        if n > 0:
            out[begin - start_sample : begin - start_sample + n] = self._read(
                self.clips[index], first + begin, n
            )
        return out

    def windows(self, index: int, window: int, hop: int | None = None) -> NDArray[np.float32]:
        """Windows of a clip (W, window) from its start every ``hop`` samples, side by side if None.

        Every sample is in a window; the last is filled up with zeros.
        """
        hop = hop or window
        samples = self.samples(index)
        n_windows = 1 + max(0, -(-(len(samples) - window) // hop))
        padded = np.zeros((n_windows - 1) * hop + window, np.float32)
        padded[: len(samples)] = samples[: len(padded)]
        return np.lib.stride_tricks.sliding_window_view(padded, window)[::hop].copy()

    def shards(self, n: int) -> "list[ClipSource]":
        """``n`` sources that share the clips out evenly, in turn: one per worker or machine."""
        rate, cache = self.sample_rate_hz, self.cache_dir
        parts = [
            ClipSource(self.clips[first::n], sample_rate_hz=rate, cache_dir=cache)
            for first in range(n)
        ]
        for part in parts:
            part._parent = self
        return parts

    def _stretch(self, index: int) -> tuple[int, int]:
        """First and last-plus-one sample of a clip within its decoded recording."""
        clip = self.clips[index]
        n_recording = self._n_recording(clip)
        if clip.whole:
            return 0, n_recording
        first = min(round(clip.start_s * self.sample_rate_hz), n_recording)
        end = round((clip.start_s + clip.duration_s) * self.sample_rate_hz)
        if end <= first or first == n_recording:
            raise UnreadableRecording(clip.path, f"it ends before {clip.start_s:g} s")
        return first, min(end, n_recording)

    def _n_recording(self, clip: ClipRow) -> int:
        if self._is_in_place(clip):
            return self._in_place.n_samples(clip)
        return self._raw(_heard(clip))[1]

    def _is_in_place(self, clip: ClipRow) -> bool:
        heard = _heard(clip)
        known = self._lies_in_place.get(heard)
        if known is None:
            known = self._lies_in_place[heard] = self._in_place.holds(clip)
        return known

    def _read(self, clip: ClipRow, first: int, n: int) -> NDArray[np.float32]:
        """(n,) samples of a decoded recording; one lost or damaged beside us is decoded again."""
        if self._is_in_place(clip):
            return self._in_place.samples(clip)[first : first + n]
        raw, _ = self._raw(_heard(clip))
        read = _values(raw, first, n)
        if len(read) < n or not (np.abs(read) < _LOUDEST).all():  # nor is what is no number
            raw.unlink(missing_ok=True)
            again, _ = self._decode(_heard(clip))
            read = _values(again, first, n)
        if len(read) < n:
            raise UnreadableRecording(clip.path, "it became shorter while it was in use")
        return read

    def _raw(self, heard: _Heard) -> tuple[Path, int]:
        found = self._decoded.get(heard)
        if found is None and not self._prepared:
            with self._lock:
                if not self._prepared:
                    self.prepare()
            found = self._decoded.get(heard)
        return found or self._decode(heard)

    def _try(self, heard: _Heard) -> UnreadableRecording | None:
        try:
            self._decode(heard)
        except UnreadableRecording as error:
            return error
        return None

    def _is_kept(self, heard: _Heard) -> bool:
        """Whether a recording is decoded already; then it is known from here on."""
        try:
            raw, n_bytes = self._kept(heard)
        except UnreadableRecording:
            return False
        if n_bytes:
            self._decoded[heard] = raw, n_bytes // _VALUE_BYTES
        return n_bytes > 0

    def _kept(self, heard: _Heard) -> tuple[Path, int]:
        """The raw file of a recording and its bytes; 0 if it is not there or not whole."""
        raw = self._folder / _name_of(*heard, self.sample_rate_hz)
        try:
            n_bytes = raw.stat().st_size
        except OSError:
            n_bytes = 0
        return raw, 0 if n_bytes % _VALUE_BYTES else n_bytes

    def _decode(self, heard: _Heard) -> tuple[Path, int]:
        """The raw file of a recording, written if it is not there."""
        raw, n_bytes = self._kept(heard)
        if not n_bytes:
            try:
                n_bytes = self._write(heard, raw)
            except UnwritableFile as error:
                self._move_away(raw, error)
                raw, n_bytes = self._kept(heard)
                n_bytes = n_bytes or self._write(heard, raw)
        self._decoded[heard] = raw, n_bytes // _VALUE_BYTES
        return self._decoded[heard]

    def _write(self, heard: _Heard, raw: Path) -> int:
        """Decode a recording into a file; returns its bytes."""
        path, channel = heard
        with atomic_path(raw) as temporary, temporary.open("wb") as stream:
            for block in mono_blocks(path, sample_rate_hz=self.sample_rate_hz, channel=channel):
                stream.write(block.tobytes())
            n_bytes = stream.tell()
            if n_bytes == 0:
                rate = f"{self.sample_rate_hz} Hz"
                raise UnreadableRecording(path, f"it is shorter than one sample at {rate}")
        return n_bytes

    def _move_away(self, raw: Path, error: UnwritableFile) -> None:
        """Keep what follows in a folder of its own: the cache belongs to somebody else.

        Raises:
            UnwritableFile: there is no room, or that was such a folder already.
        """
        with self._moving:
            if not raw.is_relative_to(self._folder):
                return  # another thread did
            if self._is_own or getattr(error.__cause__, "errno", None) in _NO_ROOM:
                raise error
            self._keep_in(self._make_own())
            self._is_own = True

    def _keep_in(self, cache_dir: Path) -> None:
        self.cache_dir = cache_dir
        self._folder = cache_dir / "samples" / str(self.sample_rate_hz)

    def _make_own(self) -> Path:
        folder = Path(tempfile.mkdtemp(prefix="asc-clips-"))
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        return folder


def _values(raw: Path, first: int, n: int) -> NDArray[np.float32]:
    try:
        return np.fromfile(raw, np.float32, count=n, offset=first * _VALUE_BYTES)
    except FileNotFoundError:
        return np.empty(0, np.float32)


def _heard(clip: ClipRow) -> _Heard:
    return clip.path, clip.channel


def _name_of(path: Path, channel: int | None, rate: int) -> str:
    try:
        facts = facts_of(path)
    except OSError as error:
        raise UnreadableRecording(path, "the file is missing") from error
    key = f"{_FORMAT}|{rate}|{path}|{facts.n_bytes}|{facts.modified_ns}"
    if channel is not None:
        key += f"|{channel}"
    digest = hashlib.sha256(key.encode()).hexdigest()
    return f"{digest[:2]}/{digest[2:34]}.f32"
