"""Any stretch of a recording of any length, by sample index."""

import threading
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from ml_core.errors import UnreadableRecording
from ml_core.files import Closing
from ml_core.recordings.decode import decoder_reason, go_to, open_audio, probe

_AT_ONCE = 1 << 20  # values decoded in one call: 4 MiB of float32
_SIXTEEN_BITS = "PCM_16"


class SampleReader(Closing):
    """Mono samples of a file, wherever they lie in it; the index is the only clock.

    Sample ``i`` is the same whether the file is read from its beginning or from ``i`` on, in
    compressed files as well. Only the stretch asked for is in memory. Safe from any thread; the
    file stays open until ``close``.

    Args:
        path: an audio file.
        channel: one channel, counted from 0; None takes the mean of all.

    Raises:
        UnreadableRecording: missing, not decodable, without samples, or without that channel.
    """

    def __init__(self, path: Path | str, channel: int | None = None) -> None:
        self.path = Path(path)
        info = probe(self.path)
        if channel is not None and not 0 <= channel < info.channels:
            raise UnreadableRecording(path, f"it has {info.channels} channels, not {channel + 1}")
        self.channel = channel
        self.n_samples = info.n_samples
        self.sample_rate_hz = info.sample_rate_hz
        self.n_channels = info.channels
        self._integers = info.subtype == _SIXTEEN_BITS
        self._lock = threading.Lock()
        self._audio = open_audio(self.path)
        self._position = 0

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._audio.close()

    def read(self, start: int, stop: int) -> NDArray[np.float32]:
        """Samples ``start`` to ``stop``, shape (stop - start,); 0 outside the recording.

        Raises:
            UnreadableRecording: the file is damaged there, was closed, or has changed.
        """
        samples = np.zeros(max(0, stop - start), np.float32)
        first, last = max(0, start), min(stop, self.n_samples)
        if first >= last:
            return samples
        with self._lock:
            try:
                self._fill(samples[first - start : last - start], first)
            except (soundfile.SoundFileError, OSError) as error:
                self._position = -1  # wherever the decoder stands now
                raise UnreadableRecording(self.path, decoder_reason(error)) from error
        return samples

    def _fill(self, room: NDArray[np.float32], first: int) -> None:
        if first != self._position:
            go_to(self._audio, first)
        filled = 0
        while filled < len(room):
            n = min(len(room) - filled, max(1, _AT_ONCE // self.n_channels))
            block = self._block(n)
            if not len(block):  # shorter than its header says: what is missing stays 0
                break
            room[filled : filled + len(block)] = block
            filled += len(block)
        self._position = first + filled

    def _block(self, n: int) -> NDArray[np.float32]:
        """The next ``n`` samples or fewer, mono."""
        kind = "int16" if self._integers else "float32"  # libsndfile converts ten times slower
        block = self._audio.read(n, dtype=kind, always_2d=True)
        picked = block.mean(axis=1, dtype=np.float32) if self._mixed else block[:, self._column]
        mono: NDArray[np.float32] = picked.astype(np.float32)
        if self._integers:
            mono *= np.float32(1 / 32768)
            return mono
        return np.nan_to_num(mono, copy=False, nan=0.0, posinf=1.0, neginf=-1.0)

    @property
    def _mixed(self) -> bool:
        return self.channel is None and self.n_channels > 1

    @property
    def _column(self) -> int:
        return self.channel or 0
