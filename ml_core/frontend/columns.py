"""What a network sees of a long stretch: one frame of its input per column of a picture."""

import math
import time
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ml_core.frontend.log_mel import log_mel
from ml_core.frontend.spec import LogMelSpec
from ml_core.progress import Monitor
from ml_core.recordings.overview import filled, scattered
from ml_core.recordings.resample import StreamResampler
from ml_core.recordings.sample_reader import SampleReader

_MARGIN = 64  # samples at each side that the resampler's filter may spoil
_AT_ONCE = 64


def log_mel_columns(
    reader: SampleReader,
    spec: LogMelSpec,
    start: int,
    stop: int,
    columns: int,
    *,
    within_s: float = math.inf,
    monitor: Monitor | None = None,
) -> NDArray[np.float32]:
    """The frame in the middle of each of ``columns`` equal parts of a stretch.

    Costs the same for a minute and for a day: all of a stretch is what ``log_mel`` gives.

    Args:
        reader: the recording, through the channel that is listened to.
        spec: the front end.
        start: first sample of the recording's own rate; what lies outside of it is 0.
        stop: sample after the last.
        columns: how many.
        within_s: how long it may read; columns it does not get to look like their neighbour.
        monitor: to cancel.

    Returns:
        (n_mels, columns).

    Raises:
        UnreadableRecording: the file is damaged or gone.
        Cancelled: asked to stop.
    """
    monitor = monitor or Monitor()
    step = math.gcd(reader.sample_rate_hz, spec.sample_rate_hz)
    ours, theirs = reader.sample_rate_hz // step, spec.sample_rate_hz // step
    frame = spec.window + spec.samples_lost
    n_steps = -(-(frame + 2 * _MARGIN) // theirs)
    alone = replace(spec, centre=False)  # of so few samples, exactly one frame
    middles = start + (2 * np.arange(columns) + 1) * (stop - start) // (2 * columns)
    seen = np.full((columns, spec.n_mels), np.nan, np.float32)
    end = time.monotonic() + within_s
    order = scattered(columns)
    for first in range(0, columns, _AT_ONCE):
        monitor.check()
        if time.monotonic() > end:
            break
        some = order[first : first + _AT_ONCE]
        begins = (middles[some] - n_steps * ours // 2).tolist()
        blocks = np.concatenate([reader.read(one, one + n_steps * ours) for one in begins])
        heard = StreamResampler(reader.sample_rate_hz, spec.sample_rate_hz).push(blocks, last=True)
        cut = (n_steps * theirs - frame) // 2
        frames = _blocks(heard, len(some), n_steps * theirs)[:, cut : cut + frame]
        seen[some] = log_mel(frames, alone)[:, :, 0]
    return filled(seen).T


def _blocks(samples: NDArray[np.float32], n: int, size: int) -> NDArray[np.float32]:
    """Samples (T,) -> (n, size): a resampler may give one more or less at the end."""
    room = np.zeros(n * size, np.float32)
    taken = samples[: n * size]
    room[: len(taken)] = taken
    return room.reshape(n, size)
