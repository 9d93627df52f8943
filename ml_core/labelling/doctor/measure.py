"""What one pass over a recording tells: level, offset and clipping every 0.1 s, and a fingerprint.

Letters: T samples, C channels, N blocks of 0.1 s.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ml_core.errors import UnreadableRecording
from ml_core.labelling.doctor.fingerprint import RATE_HZ, Fingerprint, Fingerprinter
from ml_core.progress import Monitor
from ml_core.recordings.decode import channel_blocks, probe
from ml_core.recordings.resample import StreamResampler

BLOCK_S = 0.1
_STEPS = 32_768  # of 16 bits, on which the samples are counted
_QUIET_STEP = 328  # -40 dBFS: tops below are steps of the converter, not of a limiter
_TOP_COUNT = 8  # samples at the very top that are needed to speak of clipping
_TOP_SHARE = 3.0  # times the samples just below; a loud hum has fewer at its top than below
_NEXT_STEPS = 9
_STUCK = 0.9  # of the samples: a constant is not clipped, it is nothing
_ROUNDING = 1.5 / _STEPS
_MAX_CHANNELS = 32  # of more, only the mean is looked at

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Measurement:
    """A recording in blocks of 0.1 s.

    ``power`` is the mean square of the mean of all channels. ``clipped`` counts the samples at
    the level where the recording is cut off, of the channel where they are most; ``offset`` is
    the mean of the samples, of the channel where it is largest.
    """

    n_samples: int
    sample_rate_hz: int
    power: Floats  # (N,)
    clipped: Floats  # (N,)
    offset: Floats  # (N,)

    @property
    def duration_s(self) -> float:
        """How long it is."""
        return self.n_samples / self.sample_rate_hz


def measure(
    path: Path, channel: int | None = None, monitor: Monitor | None = None
) -> tuple[Measurement, Fingerprint]:
    """Listen to all of a recording once.

    Args:
        path: an audio file.
        channel: the channel that is heard, counted from 0; None means the mean of all.
        monitor: can cancel between blocks.

    Raises:
        UnreadableRecording: missing, without samples, or not decodable to its end.
        Cancelled: asked to stop.
    """
    monitor = monitor or Monitor()
    info = probe(path)
    rate = info.sample_rate_hz
    together = channel is None and info.channels > _MAX_CHANNELS
    listener = _Listener(max(1, round(BLOCK_S * rate)))
    resampler = StreamResampler(rate, RATE_HZ)
    fingerprinter = Fingerprinter()
    for block in channel_blocks(path, channel):
        monitor.check()
        mono = block.mean(axis=1)
        listener.push(mono[:, None] if together else block)
        fingerprinter.push(resampler.push(mono))
    if not listener.n_samples:
        raise UnreadableRecording(path, "it holds no samples")
    if rate != RATE_HZ:
        fingerprinter.push(resampler.push(np.empty(0, np.float32), last=True))
    clipped, offset = listener.finish()
    power = np.concatenate(listener.power)
    levels = Measurement(listener.n_samples, rate, power, clipped, offset)
    return levels, fingerprinter.finish()


class _Listener:
    """Cuts a stream into blocks and keeps a few numbers of each."""

    def __init__(self, block: int) -> None:
        self._block = block
        self._rest = np.empty((0, 0), np.float32)  # (C, n)
        self._histogram = np.empty((0, 0), np.int64)  # (C, steps)
        self._tops: list[Floats] = []  # (4, C, blocks): highest, how often, lowest, how often
        self._offsets: list[Floats] = []  # (C, blocks)
        self.power: list[Floats] = []
        self.n_samples = 0

    def push(self, samples: Floats) -> None:
        """Give the next samples (n, C)."""
        n_channels = samples.shape[1]
        if not self.n_samples:
            self._rest = np.empty((n_channels, 0), np.float32)
            self._histogram = np.zeros((n_channels, 2 * _STEPS), np.int64)
        self.n_samples += len(samples)
        fresh = np.clip(samples.T, -1.0, 1.0 - 1 / _STEPS)
        joined = np.concatenate([self._rest, fresh], axis=1)
        n_whole = joined.shape[1] // self._block * self._block
        self._rest = joined[:, n_whole:]
        if n_whole:
            self._look(joined[:, :n_whole].reshape(n_channels, -1, self._block))

    def finish(self) -> tuple[Floats, Floats]:
        """Samples clipped and offset (N,) of each block, the last of which may be short."""
        if self._rest.shape[1]:
            self._look(self._rest[:, None])
        highest, at_top, lowest, at_bottom = np.concatenate(self._tops, axis=2)
        offsets = np.concatenate(self._offsets, axis=1)
        clipped = np.zeros(offsets.shape, np.float32)
        for channel, histogram in enumerate(self._histogram):
            if (top := _cut_off(histogram)) is not None:
                there = highest[channel] >= top - _ROUNDING
                clipped[channel] += np.where(there, at_top[channel], 0)
            if (bottom := _cut_off(histogram[::-1])) is not None:
                there = -lowest[channel] >= bottom - _ROUNDING
                clipped[channel] += np.where(there, at_bottom[channel], 0)
        worst = int(clipped.sum(axis=1).argmax())
        largest = int(np.abs(offsets.mean(axis=1)).argmax())
        return clipped[worst], offsets[largest]

    def _look(self, blocks: Floats) -> None:
        """Take the numbers of some blocks (C, blocks, n)."""
        self.power.append(np.square(blocks.mean(axis=0)).mean(axis=1))
        self._offsets.append(blocks.mean(axis=2))
        highest, lowest = blocks.max(axis=2), blocks.min(axis=2)
        at_top = np.count_nonzero(blocks >= highest[:, :, None] - _ROUNDING, axis=2)
        at_bottom = np.count_nonzero(blocks <= lowest[:, :, None] + _ROUNDING, axis=2)
        self._tops.append(np.stack([highest, at_top, lowest, at_bottom]).astype(np.float32))
        for histogram, of_channel in zip(self._histogram, blocks, strict=True):
            steps = ((of_channel + np.float32(1.0)) * _STEPS).astype(np.int32)
            histogram += np.bincount(steps.ravel(), minlength=2 * _STEPS)


def _cut_off(histogram: npt.NDArray[np.int64]) -> float | None:
    """The level at which samples pile up as nowhere below; None where the top is like any other.

    Args:
        histogram: samples per step from -1 to 1, or from 1 to -1 for the lower side.
    """
    used = np.nonzero(histogram)[0]
    highest = int(used[-1]) - _STEPS
    if highest < _QUIET_STEP:
        return None
    at_top = used >= used[-1] - 1
    n_top = int(histogram[used[at_top]].sum())
    n_next = int(histogram[used[~at_top][-_NEXT_STEPS:]].sum())
    if n_top < _TOP_COUNT or n_top < _TOP_SHARE * n_next or n_top > _STUCK * histogram.sum():
        return None
    return highest / _STEPS
