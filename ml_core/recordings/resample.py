"""Sample-rate conversion that gives the same samples however the signal is cut up."""

import numpy as np
import soxr
from numpy.typing import NDArray


class StreamResampler:
    """Convert a mono stream from one rate to another (soxr, quality HQ).

    The joined output depends only on the joined input, never on the sizes of the blocks:
    it equals the conversion of the whole signal bit for bit.

    Args:
        from_hz: rate of what is pushed.
        to_hz: rate of what comes out; equal rates pass through unchanged.
    """

    def __init__(self, from_hz: int, to_hz: int) -> None:
        self.from_hz = from_hz
        self.to_hz = to_hz
        self._stream = (
            None
            if from_hz == to_hz
            else soxr.ResampleStream(from_hz, to_hz, 1, dtype="float32", quality="HQ")
        )

    def push(self, block: NDArray[np.float32], last: bool = False) -> NDArray[np.float32]:
        """Give the next samples (n,), get those that are ready (m,), both float32.

        With ``last`` the tail is flushed; nothing may be pushed afterwards. ``m`` lags behind
        the input by the length of the filter and may be 0.
        """
        block = np.ascontiguousarray(block, dtype=np.float32)
        if self._stream is None:
            return block
        ready: NDArray[np.float32] = self._stream.resample_chunk(block, last=last)
        return ready
