"""Training windows: cut anywhere from the clips, drawn from (seed, epoch, step) alone."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from ml_core.datasets.clip_source import ClipSource
from ml_core.progress import Monitor

Indices = npt.NDArray[np.int64]


def generator(*seeds: int) -> np.random.Generator:
    """A generator that depends on nothing but these numbers, e.g. (seed, epoch, step)."""
    # numpy pads with zeros, so that (1, 2) and (1, 2, 0) would draw the same: count them in
    return np.random.default_rng([len(seeds), *seeds])


def split_epoch(n_items: int, batch_size: int, *, seed: int, epoch: int) -> list[Indices]:
    """All items once, shuffled, in batches whose sizes differ by at most one."""
    order = generator(seed, epoch).permutation(n_items)
    return np.array_split(order, max(1, round(n_items / batch_size)))


@dataclass(frozen=True, slots=True)
class Windows:
    """Windows of one batch and where they come from."""

    samples: Tensor  # (B, T)
    clip: Indices  # (B,) position in the bank
    start: Indices  # (B,) first sample within the clip


class WindowBank:
    """The training clips, ready to be cut.

    They are kept decoded in one tensor where they fit, and cut by one call per batch; larger
    sets are read from the clip source's memory-mapped cache, window by window.

    Args:
        source: the clips.
        window: samples of one window; shorter clips are padded with zeros.
        memory_mb: how much may be kept decoded.
        device: where the windows are wanted.
        monitor: told about every clip read.
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
        lengths = np.empty(len(source), dtype=np.int64)
        for index in range(len(source)):
            monitor.report(index, len(source), stage="read")
            lengths[index] = max(source.n_samples(index), window)
        self._lengths: Indices = lengths
        self._offsets: Indices = np.cumsum(lengths) - lengths
        self._samples = None
        if int(lengths.sum()) * 4 <= memory_mb * 2**20:
            self._samples = self._load(monitor).to(device)

    def __len__(self) -> int:
        return len(self._lengths)

    def _load(self, monitor: Monitor) -> Tensor:
        samples = np.zeros(int(self._lengths.sum()), dtype=np.float32)
        for index, offset in enumerate(self._offsets):
            monitor.report(index, len(self), stage="decode")
            clip = self._source.samples(index)
            samples[offset : offset + len(clip)] = clip
        return torch.from_numpy(samples)

    def cut(self, clips: Indices, rng: np.random.Generator) -> Windows:
        """One window of every clip named, at a random place."""
        start = (rng.random(len(clips)) * (self._lengths[clips] - self.window + 1)).astype(np.int64)
        if self._samples is None:
            rows = [
                self._source.window(int(clip), int(first), self.window)
                for clip, first in zip(clips, start, strict=True)
            ]
            samples = torch.from_numpy(np.stack(rows)).to(self.device)
        else:
            places = torch.from_numpy(self._offsets[clips] + start).to(self.device)
            samples = self._samples.unfold(0, self.window, 1)[places]
        return Windows(samples, clips, start)
