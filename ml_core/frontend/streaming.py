"""Log-mel of a stream: a frame that was computed once is not computed again."""

from collections import deque
from math import gcd

import numpy as np

from ml_core.frontend.log_mel import (
    Array,
    clip_frames,
    cut_frames,
    first_frame_start,
    frames_to_log_mel,
    log_mel,
    preemphasise,
)
from ml_core.frontend.spec import LogMelSpec


class WindowedFrontEnd:
    """Log-mel of overlapping windows of one stream, each exactly as if it stood alone.

    A frame away from the window's edges depends on the samples alone, so it is taken from an
    earlier window whose frames fall on the same samples. Frames that touch the reflected
    padding at either edge belong to one window only and are always computed.

    Args:
        spec: the front end.
        window: samples the network gets in one pass.
        hop: usual distance of window starts in samples; decides how many windows are kept.
    """

    def __init__(self, spec: LogMelSpec, window: int, hop: int) -> None:
        self.spec = spec
        self.window = window
        self.n_computed = 0  # frames computed so far, the reused ones not counted
        self._n_frames = spec.n_frames(window)
        self._inner = _inner_frames(spec, window)
        # Window starts fall on the same frame grid again after this many windows.
        cycle = spec.hop // gcd(max(hop, 1), spec.hop)
        reusable = cycle * hop < window
        self._past: deque[tuple[int, Array]] = deque(maxlen=cycle if reusable else 0)

    def window_at(self, start: int, samples: Array) -> Array:
        """(F, n_frames) log-mel of the window whose first sample is number ``start``.

        Args:
            start: position in the stream.
            samples: (window,) samples from there on; the same position must always come with
                the same sample. After the end of a recording come zeros.
        """
        if len(samples) != self.window:
            raise ValueError(f"expected {self.window} samples, got {len(samples)}")
        column, shared = self._shared(start)
        if shared is None:
            result = log_mel(samples, self.spec)
            self.n_computed += self._n_frames
        else:
            result = self._complete(samples, column, shared)
        self._past.append((start, result))
        return result

    def _shared(self, start: int) -> tuple[slice, Array | None]:
        """Columns of the window at ``start`` that an earlier window holds, and their values."""
        for earlier, values in reversed(self._past):
            shift, rest = divmod(start - earlier, self.spec.hop)
            first = max(self._inner.start, self._inner.start - shift)
            stop = min(self._inner.stop, self._inner.stop - shift)
            if rest == 0 and first < stop:
                return slice(first, stop), values[:, first + shift : stop + shift]
        return slice(0, 0), None

    def _complete(self, samples: Array, known: slice, shared: Array) -> Array:
        """Compute the frames before and after the ``known`` ones."""
        spec = self.spec
        result = np.empty((spec.n_mels, self._n_frames), dtype=np.float32)
        result[:, known] = shared
        frames = clip_frames(samples, spec)
        new = np.concatenate([frames[: known.start], frames[known.stop :]])
        fresh = frames_to_log_mel(new, spec)
        result[:, : known.start] = fresh[:, : known.start]
        result[:, known.stop :] = fresh[:, known.start :]
        self.n_computed += fresh.shape[1]
        return result


class StreamingLogMel:
    """Frames of an endless stream, without padding at its start: for a rolling display."""

    def __init__(self, spec: LogMelSpec) -> None:
        self.spec = spec
        self._rest: Array = np.empty(0, dtype=np.float32)

    def push(self, block: Array) -> Array:
        """(n,) samples -> (F, n_new) frames that they complete; frame k starts at k hops."""
        spec = self.spec
        samples = np.concatenate([self._rest, np.asarray(block, dtype=np.float32)])
        frames = cut_frames(preemphasise(samples, spec), spec)
        self._rest = samples[len(frames) * spec.hop :].copy()
        return frames_to_log_mel(frames, spec)


def _inner_frames(spec: LogMelSpec, window: int) -> range:
    """The frames of a window that lie wholly inside it."""
    length = window - spec.samples_lost
    start = first_frame_start(spec)
    first = -(start // spec.hop) if start < 0 else 0
    last = (length - spec.window - start) // spec.hop
    return range(first, max(first, min(last + 1, spec.n_frames(window))))
