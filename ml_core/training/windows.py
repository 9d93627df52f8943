"""Training windows: cut anywhere from the clips, drawn from (seed, epoch, step) alone."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from ml_core.datasets.clip_source import ClipSource
from ml_core.progress import Monitor

# Where clips are not a whole number of windows, they are judged with a last one full of zeros.
TAIL_SHARE = 0.05

READERS = 4  # threads that read windows of sets larger than memory

Indices = npt.NDArray[np.int64]


def generator(*seeds: int) -> np.random.Generator:
    """A generator that depends on nothing but these numbers, e.g. (seed, epoch, step)."""
    # numpy pads with zeros, so that (1, 2) and (1, 2, 0) would draw the same: count them in
    return np.random.default_rng([len(seeds), *seeds])


def split_epoch(n_items: int, batch_size: int, *, seed: int, epoch: int) -> list[Indices]:
    """All items once, shuffled, in batches whose sizes differ by at most one."""
    order = generator(seed, epoch).permutation(n_items)
    return np.array_split(order, _n_batches(n_items, batch_size))


def smallest_batch(n_items: int, batch_size: int) -> int:
    """How many items the smallest batch of ``split_epoch`` has."""
    return n_items // _n_batches(n_items, batch_size)


def _n_batches(n_items: int, batch_size: int) -> int:
    return max(1, round(n_items / batch_size))


def to_device(array: npt.NDArray[Any], device: torch.device) -> Tensor:
    """(..., N) -> (..., N) as a tensor there; to a GPU it travels while the CPU goes on."""
    tensor = torch.from_numpy(array)
    return tensor.pin_memory().to(device, non_blocking=True) if device.type == "cuda" else tensor


@dataclass(frozen=True, slots=True)
class Windows:
    """Windows of one batch and where they come from."""

    samples: Tensor  # (B, T), or (c, T) of those that were asked for
    clip: Indices  # (B,) position in the bank
    start: Indices  # (B,) first sample within the clip


class WindowBank:
    """The training clips, ready to be cut.

    They are kept decoded in one tensor where they fit, and cut by one call per batch; larger
    sets are read from the clip source's cache, window by window, in a few threads.

    Args:
        source: the clips.
        window: samples of one window; shorter clips are padded with zeros.
        memory_mb: how much may be kept decoded.
        device: where the windows are wanted.
        monitor: told while clips are decoded.

    Raises:
        UnreadableRecording: a recording cannot be read.
    """

    def __init__(
        self,
        source: ClipSource,
        *,
        window: int,
        memory_mb: int,
        device: torch.device,
        monitor: Monitor,
    ) -> None:
        self.window = window
        self._source = source
        self.device = device
        if problems := source.prepare(monitor):
            raise problems[0]
        lengths = np.array([source.n_samples(i) for i in range(len(source))], dtype=np.int64)
        self._n_places: Indices = np.maximum(lengths - window, 0) + 1  # where a window may begin
        self._n_whole: Indices = lengths // window
        self._has_tail = (lengths % window != 0) & (lengths > window)
        kept: Indices = -(-lengths // window) * window  # room for the zeros after the end
        self._offsets: Indices = np.cumsum(kept) - kept
        self._samples = None
        if int(kept.sum()) * 4 <= memory_mb * 2**20:
            self._samples = self._load().to(device)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="windows")

    def __len__(self) -> int:
        return len(self._offsets)

    def _load(self) -> Tensor:
        end = self._offsets[-1] + (self._n_whole[-1] + 1) * self.window
        samples = np.zeros(int(end), dtype=np.float32)
        for index, offset in enumerate(self._offsets):
            clip = self._source.samples(index)
            samples[offset : offset + len(clip)] = clip
        return torch.from_numpy(samples)

    def cut(
        self, clips: Indices, rng: np.random.Generator, places: Indices | None = None
    ) -> Windows:
        """One window of every clip named: at a random place, now and then the padded last one.

        Args:
            clips: (B,) positions in the bank.
            rng: draws for all of them.
            places: (c,) those among the B whose samples are wanted; None: all.
        """
        start = (rng.random(len(clips)) * self._n_places[clips]).astype(np.int64)
        is_tail = (rng.random(len(clips)) < TAIL_SHARE) & self._has_tail[clips]
        start = np.where(is_tail, self._n_whole[clips] * self.window, start)
        wanted = slice(None) if places is None else places
        return Windows(self._cut(clips[wanted], start[wanted]), clips, start)

    def _cut(self, clips: Indices, start: Indices) -> Tensor:
        """(c, window)."""
        if self._samples is None:
            return self._read(clips, start)
        places = to_device(self._offsets[clips] + start, self.device)
        return self._samples.unfold(0, self.window, 1)[places]

    def _read(self, clips: Indices, start: Indices) -> Tensor:
        """(c, window) from the clip source."""
        samples = np.empty((len(clips), self.window), dtype=np.float32)

        def read(rows: Indices) -> None:
            for row in rows:
                clip, first = int(clips[row]), int(start[row])
                samples[row] = self._source.window(clip, first, self.window)

        list(self._readers.map(read, np.array_split(np.arange(len(clips)), READERS)))
        return to_device(samples, self.device)
