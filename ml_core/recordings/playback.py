"""Hearing a clip: one stretch of samples at a time, with its position as the only clock."""

import importlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ml_core.errors import DeviceError

BLOCK_S = 0.02
FADE_S = 0.005
LOUDNESS = 10 ** (-23 / 20)  # root mean square every preview is brought to
MAX_GAIN = 10 ** (20 / 20)
PEAK = 0.9


class OutputStream(Protocol):
    """What playback needs of sounddevice's ``OutputStream``."""

    latency: float  # seconds between a written sample and its sound

    def start(self) -> None:
        """Begin to play what is written."""

    def write(self, block: NDArray[np.float32], /) -> object:
        """Play (n, 1); returns when there is room for more."""

    def close(self) -> None:
        """Let go of the device."""


@dataclass(frozen=True, slots=True)
class Playing:
    """What is heard right now."""

    position: int = 0  # sample that is being heard
    n_samples: int = 0
    sample_rate_hz: int = 1
    playing: bool = False
    problem: DeviceError | None = None


def open_output(sample_rate_hz: int) -> OutputStream:
    """Open the default loudspeaker, mono float32.

    Raises:
        DeviceError: no sound library, no output device, or it refuses the rate.
    """
    try:
        sounddevice: Any = importlib.import_module("sounddevice")
    except OSError as error:  # sounddevice's way of saying that PortAudio is missing
        raise DeviceError(
            "This computer cannot play sound: the PortAudio library is missing.",
            hint="Install libportaudio2 and open the studio again.",
        ) from error
    try:
        stream: OutputStream = sounddevice.OutputStream(
            samplerate=sample_rate_hz, channels=1, dtype="float32"
        )
    except (sounddevice.PortAudioError, ValueError) as error:
        raise DeviceError(
            "No loudspeaker or headphones were found.",
            hint="Plug one in and press play again. Everything else works without sound.",
        ) from error
    return stream


def preview_gain(samples: NDArray[np.float32]) -> float:
    """Factor that brings a clip to the common preview loudness without clipping it.

    Args:
        samples: (T,) at any level.

    Returns:
        At most ``MAX_GAIN``; 1 for digital silence.
    """
    peak = float(np.abs(samples).max(initial=0.0))
    if peak == 0.0:
        return 1.0
    rms = float(np.sqrt(np.mean(np.square(samples, dtype=np.float64))))
    return min(LOUDNESS / max(rms, 1e-9), PEAK / peak, MAX_GAIN)


class Player:
    """Plays one clip at a time in a thread of its own; a new clip replaces the old one.

    All methods return at once and may be called from any thread. A loudspeaker that is
    missing shows up as ``state().problem``, never as an exception.
    """

    def __init__(self, open_stream: Callable[[int], OutputStream] = open_output) -> None:
        self._open = open_stream
        self._lock = threading.Lock()
        self._samples = np.zeros(0, np.float32)
        self._rate = 1
        self._position = 0
        self._moved_to: int | None = None  # a jump the playing thread has not made yet
        self._problem: DeviceError | None = None
        self._generation = 0  # a thread plays only while its number is the current one
        self._playing = False
        self._gain = 1.0
        self._threads: list[threading.Thread] = []

    def load(self, samples: NDArray[np.float32], sample_rate_hz: int) -> None:
        """Take (T,) mono samples and stand at their beginning, silent."""
        with self._lock:
            self._halt()
            self._samples, self._rate, self._position = samples, sample_rate_hz, 0
            self._gain = preview_gain(samples)
            self._problem = None

    def play(self) -> None:
        """Go on from the present position; from the beginning at the end."""
        with self._lock:
            if self._playing or not len(self._samples):
                return
            if self._position >= len(self._samples):
                self._position = 0
            self._moved_to = self._position
            self._generation += 1
            self._playing, self._problem = True, None
            thread = threading.Thread(target=self._run, args=(self._generation,), daemon=True)
            self._threads = [one for one in self._threads if one.is_alive()] + [thread]
            thread.start()

    def pause(self) -> None:
        """Fall silent and keep the position."""
        with self._lock:
            self._halt()

    def seek(self, position: int) -> None:
        """Go to a sample; keeps playing if it was."""
        with self._lock:
            self._position = self._moved_to = min(max(0, position), len(self._samples))

    def state(self) -> Playing:
        """A snapshot for the play cursor."""
        with self._lock:
            return Playing(
                self._position, len(self._samples), self._rate, self._playing, self._problem
            )

    def close(self) -> None:
        """Fall silent and wait for the device to be released."""
        self.pause()
        for thread in self._threads:
            thread.join(timeout=2.0)

    def _halt(self) -> None:
        self._generation += 1
        self._playing = False

    def _run(self, generation: int) -> None:
        try:
            stream = self._open(self._rate)
            try:
                stream.start()
                self._pump(stream, generation)
            finally:
                stream.close()
        except DeviceError as error:
            self._stopped(generation, error)
        except Exception as error:  # noqa: BLE001  PortAudio's errors depend on the host
            lost = DeviceError("The loudspeaker stopped working.", hint=f"The system says: {error}")
            self._stopped(generation, lost)
        else:
            self._stopped(generation, None)

    def _pump(self, stream: OutputStream, generation: int) -> None:
        """Write block after block; what is heard lags what was written by the latency."""
        size = max(1, round(BLOCK_S * self._rate))
        lag = max(1, round(float(stream.latency) * self._rate))
        fade = np.linspace(0.0, 1.0, round(FADE_S * self._rate) + 1, dtype=np.float32)[1:]
        started = written = 0
        while True:
            with self._lock:
                alive = generation == self._generation
                moved = self._moved_to if alive else None
                if moved is not None:
                    self._moved_to, self._position = None, moved
                    started = written = moved
                block = (self._samples[written : written + size] * self._gain)[:, None]
            n = min(len(fade), len(block))
            if not alive:
                stream.write(block[:n] * fade[:n][::-1, None])
                return
            if not len(block):
                stream.write(np.zeros((lag, 1), np.float32))
                return
            if moved is not None:
                block[:n] *= fade[:n, None]
            stream.write(block)
            written += len(block)
            with self._lock:
                if generation == self._generation and self._moved_to is None:
                    self._position = max(started, written - lag)

    def _stopped(self, generation: int, problem: DeviceError | None) -> None:
        with self._lock:
            if generation != self._generation:
                return
            self._playing = False
            self._problem = problem
            if problem is None:
                self._position = len(self._samples)
