"""Hearing a recording: any stretch of it, with the sample that is heard as the only clock."""

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from ml_core.errors import AscError, DeviceError
from ml_core.recordings.output import Loudspeaker, OutputStream
from ml_core.recordings.sample_reader import SampleReader
from ml_core.recordings.stretch import TimeStretch

Array = NDArray[np.float32]

BLOCK_S = 0.02
FADE_S = 0.005
LOUDNESS = 10 ** (-23 / 20)  # root mean square every preview is brought to
MAX_GAIN = 10 ** (20 / 20)
PEAK = 0.9
RELEASE = 1.02  # by how much the gain rises again per block after something loud
MIN_SPEED, MAX_SPEED = 0.5, 4.0
_PROBES, _PROBE_S = 32, 0.25  # stretches from which the loudness of a long recording is told


class Sound(Protocol):
    """What can be played; ``SampleReader`` is one."""

    n_samples: int
    sample_rate_hz: int

    def read(self, start: int, stop: int) -> Array:
        """Samples from one index to another, 0 outside."""

    def close(self) -> None:
        """It is not played any more."""


class _Samples:
    """A clip in memory."""

    def __init__(self, samples: Array, sample_rate_hz: int) -> None:
        self._samples = samples
        self.n_samples = len(samples)
        self.sample_rate_hz = sample_rate_hz

    def read(self, start: int, stop: int) -> Array:
        room = np.zeros(stop - start, np.float32)
        part = self._samples[max(0, start) : max(0, stop)]
        room[max(0, -start) :][: len(part)] = part
        return room

    def close(self) -> None:
        pass


@dataclass(frozen=True, slots=True)
class Playing:
    """What is heard right now."""

    position: int = 0  # sample that is being heard
    n_samples: int = 0
    sample_rate_hz: int = 1
    playing: bool = False
    problem: AscError | None = None


@dataclass(frozen=True, slots=True)
class _Region:
    """What is played: up to ``stop``, then again from ``start`` if it loops."""

    start: int
    stop: int
    loop: bool


class _Mark(NamedTuple):
    """From this written frame on, the sound is the recording from ``position`` on."""

    frame: int
    position: int
    stop: int
    speed: float


def preview_gain(samples: Array) -> float:
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
    """Plays one sound at a time in a thread of its own; another one replaces it.

    Methods return at once, but for ``open``, which reads a header, and ``close``; all may be
    called from any thread. A loudspeaker that is missing, or a file that goes away, shows up as
    ``state().problem``, never as an exception.

    Args:
        open_stream: opens an output for a sample rate; None: the loudspeaker ``device``.

    Attributes:
        device: name of the output, None for the system's own; used from the next ``play`` on.
        match_loudness: bring every sound to the same loudness; from the next ``play`` on.
    """

    def __init__(self, open_stream: Callable[[int], OutputStream] | None = None) -> None:
        self.device: str | None = None
        self.match_loudness = True
        self._open = open_stream or (lambda rate_hz: Loudspeaker(rate_hz, self.device))
        self._lock = threading.Lock()
        self._sound: Sound = _Samples(np.zeros(0, np.float32), 1)
        self._span = (0, 0)  # what its loudness is told from
        self._region = _Region(0, 0, loop=False)
        self._position = 0
        self._moved_to: int | None = None  # a jump the playing thread has not made yet
        self._problem: AscError | None = None
        self._generation = 0  # a thread plays only while its number is the current one
        self._playing = False
        self._speed = 1.0
        self._clock: _Clock | None = None
        self._threads: list[threading.Thread] = []

    def load(self, samples: Array, sample_rate_hz: int) -> None:
        """Take (T,) mono samples and stand at their beginning, silent."""
        self._take(_Samples(samples, sample_rate_hz), (0, len(samples)))

    def open(
        self,
        recording: Path | str | SampleReader,
        channel: int | None = None,
        *,
        span: tuple[int, int] | None = None,
    ) -> None:
        """Take a recording of any length; it is read while it plays.

        Args:
            recording: an audio file, or one that is open already; positions are its samples.
            channel: one channel, counted from 0; None takes the mean of all.
            span: first sample of what is going to be heard and the one after its last: what its
                loudness is told from and what ``play`` plays by default; None is all of it.

        Raises:
            UnreadableRecording: missing, not decodable, or without that channel.
        """
        if not isinstance(recording, SampleReader):
            recording = SampleReader(recording, channel)
        self._take(recording, span or (0, recording.n_samples))

    def play(
        self,
        start: int | None = None,
        stop: int | None = None,
        *,
        loop: bool = False,
        pre_roll_s: float = 0.0,
    ) -> None:
        """Play a stretch, or go on.

        Args:
            start: first sample; None goes on from the present position (from the beginning of
                the span when it stands at its end).
            stop: sample after the last; None plays to the end of the span.
            loop: begin again at ``start`` when ``stop`` is reached, until paused.
            pre_roll_s: begin this much earlier, the first time.
        """
        with self._lock:
            n = self._sound.n_samples
            if not n or (self._playing and start is None):
                return
            begin = self._position if start is None else min(max(0, start), n)
            end = min(self._span[1], n) if stop is None else min(max(0, stop), n)
            if begin >= end:
                begin = self._span[0]
            first = max(0, begin - round(pre_roll_s * self._sound.sample_rate_hz))
            self._region = _Region(begin, end, loop=loop and end > begin)
            self._position = self._moved_to = first
            if not self._playing:
                self._start()

    def pause(self) -> None:
        """Fall silent and keep the position."""
        with self._lock:
            self._halt()

    def seek(self, position: int) -> None:
        """Go to a sample; keeps playing if it was."""
        with self._lock:
            self._position = self._moved_to = min(max(0, position), self._sound.n_samples)

    def set_speed(self, speed: float) -> None:
        """Play 0.5 to 4 times as fast, at the same pitch; at once if it is playing."""
        with self._lock:
            self._speed = min(max(MIN_SPEED, speed), MAX_SPEED)

    def state(self) -> Playing:
        """A snapshot for the play cursor."""
        with self._lock:
            return Playing(
                self._heard(),
                self._sound.n_samples,
                self._sound.sample_rate_hz,
                self._playing,
                self._problem,
            )

    def close(self) -> None:
        """Fall silent, wait for the device to be released, and let go of the file."""
        self.pause()
        for thread in self._threads:
            thread.join(timeout=2.0)
        with self._lock:
            self._sound.close()

    def _take(self, sound: Sound, span: tuple[int, int]) -> None:
        with self._lock:
            self._halt()
            # The old one is not closed: its thread may still be fading out.
            self._sound = sound
            self._span, self._region = span, _Region(*span, loop=False)
            self._position, self._moved_to = span[0], None
            self._problem = None

    def _start(self) -> None:
        self._generation += 1
        self._playing, self._problem = True, None
        self._clock = None
        thread = threading.Thread(
            target=self._run, args=(self._generation, self._sound, self._span), daemon=True
        )
        self._threads = [one for one in self._threads if one.is_alive()] + [thread]
        thread.start()

    def _halt(self) -> None:
        self._position = self._heard()
        self._generation += 1
        self._playing = False

    def _heard(self) -> int:
        if self._moved_to is not None or not self._playing or self._clock is None:
            return self._position
        return min(self._clock.position(), self._sound.n_samples)

    def _run(self, generation: int, sound: Sound, span: tuple[int, int]) -> None:
        try:
            gain = _loudness_gain(sound, *span) if self.match_loudness else 1.0
            stream = self._open(sound.sample_rate_hz)
            try:
                stream.start()
                self._pump(stream, generation, _Voice(sound, gain))
            finally:
                stream.close()
        except AscError as error:
            self._stopped(generation, error)
        except Exception as error:  # noqa: BLE001  PortAudio's errors depend on the host
            lost = DeviceError("The loudspeaker stopped working.", hint=f"The system says: {error}")
            self._stopped(generation, lost)
        else:
            self._stopped(generation, None)

    def _pump(self, stream: OutputStream, generation: int, voice: "_Voice") -> None:
        """Write block after block until somebody halts it or the region ends."""
        clock = _Clock(voice.rate_hz, float(stream.latency))
        position = 0
        while True:
            with self._lock:
                alive = generation == self._generation
                moved, region, speed = self._moved_to, self._region, self._speed
                if alive and moved is not None:
                    self._moved_to, self._position = None, moved
                    position = moved
                    clock.jump(moved)
                    self._clock = clock
            if not alive:
                stream.write(voice.last_words()[:, None])
                return
            if position >= region.stop:
                if not region.loop:
                    stream.write(np.zeros((clock.lag, 1), np.float32))
                    return
                position = region.start
            block, after = voice.block(position, region.stop, speed)
            with self._lock:
                clock.writing(_Mark(clock.n_written, position, region.stop, speed), len(block))
            stream.write(block[:, None])
            with self._lock:
                clock.written()
            position = after

    def _stopped(self, generation: int, problem: AscError | None) -> None:
        with self._lock:
            if generation != self._generation:
                return
            self._position = self._region.stop if problem is None else self._heard()
            self._playing = False
            self._problem = problem


class _Ahead:
    """Reads a second at a time, so that a decoder need not seek for every block."""

    def __init__(self, sound: Sound) -> None:
        self._sound = sound
        self._size = sound.sample_rate_hz
        self._start = 0
        self._block = np.zeros(0, np.float32)

    def read(self, start: int, stop: int) -> Array:
        """Samples from one index to another, 0 outside."""
        if start < self._start or stop > self._start + len(self._block):
            self._start = start - self._size // 8  # the search for a fit looks back a little
            self._block = self._sound.read(self._start, max(stop, self._start + self._size))
        return self._block[start - self._start : stop - self._start]


class _Voice:
    """Blocks of a sound, one after the other, without a click wherever they jump."""

    def __init__(self, sound: Sound, gain: float) -> None:
        self.rate_hz = rate = sound.sample_rate_hz
        self._read = _Ahead(sound).read
        self._size = max(1, round(BLOCK_S * rate))
        self._fade = np.linspace(0.0, 1.0, round(FADE_S * rate) + 1, dtype=np.float32)[1:]
        self._stretch = TimeStretch(self._read, rate)
        self._speed = 1.0
        self._wanted_gain = self._gain = gain
        self._goes_on: int | None = None  # the sample after the last that was given

    def block(self, position: int, stop: int, speed: float) -> tuple[Array, int]:
        """The next samples from a position on, and the position after them."""
        jumped = position != self._goes_on or speed != self._speed
        if jumped:
            self._stretch.reset()
            self._speed = speed
        if speed == 1.0:
            after = min(position + self._size, stop)
            block = self._read(position, after)
        else:
            after = min(position + max(1, round(self._stretch.hop * speed)), stop)
            n = max(1, round((after - position) / speed))
            block = self._stretch.hop_at(position, speed)[:n]
        block = self._levelled(block)
        if jumped:
            n = min(len(self._fade), len(block))
            block[:n] = block[:n] * self._fade[:n] + self.last_words()[:n]
        self._goes_on = after
        return block, after

    def last_words(self) -> Array:
        """What followed the last block, fading out; silence before the first."""
        n = len(self._fade)
        if self._goes_on is None:
            return np.zeros(n, np.float32)
        going_on: Array = self._read(self._goes_on, self._goes_on + n) * self._gain
        going_on *= self._fade[::-1]
        return np.clip(going_on, -1.0, 1.0)

    def _levelled(self, block: Array) -> Array:
        """The block at preview loudness; what would clip lowers the gain for a while."""
        peak = float(np.abs(block).max(initial=0.0))
        before, allowed = self._gain, PEAK / peak if peak else self._wanted_gain
        self._gain = min(self._wanted_gain, max(allowed, 1e-9), before * RELEASE)
        if allowed * (1 + 1e-6) >= self._wanted_gain == before:
            self._gain = before
            return block * np.float32(before)
        ramp = np.full(len(block), self._gain, np.float32)
        n = min(len(self._fade), len(block))
        ramp[:n] += (before - self._gain) * (1 - self._fade[:n])
        return np.clip(block * ramp, -1.0, 1.0)


class _Clock:
    """Which sample is heard, told from what the device has taken.

    What was written is heard a latency later. Between two writes the device plays on, so the
    time since the last one counts as well, never beyond what was written.
    """

    def __init__(self, sample_rate_hz: int, latency_s: float) -> None:
        self.lag = max(1, round(latency_s * sample_rate_hz))
        self.n_written = 0
        self._rate = sample_rate_hz
        self._n_taken = 0
        self._taken_at = time.monotonic()
        self._jumped_to = 0
        self._marks: deque[_Mark] = deque()

    def jump(self, position: int) -> None:
        """What follows is somewhere else: the cursor waits there for its sound."""
        self._jumped_to = position
        self._marks.clear()

    def writing(self, mark: _Mark, n_frames: int) -> None:
        """A block is handed to the device now."""
        self._marks.append(mark)
        self.n_written += n_frames

    def written(self) -> None:
        """The device has taken it."""
        self._n_taken = self.n_written
        self._taken_at = time.monotonic()

    def position(self) -> int:
        """The sample that is heard now."""
        since = (time.monotonic() - self._taken_at) * self._rate
        heard = min(self._n_taken - self.lag + since, self._n_taken)
        while len(self._marks) > 1 and self._marks[1].frame <= heard:
            self._marks.popleft()
        if not self._marks:
            return self._jumped_to
        mark = self._marks[0]
        ahead = max(0.0, heard - mark.frame) * mark.speed
        return min(mark.position + int(ahead), mark.stop)


def _loudness_gain(sound: Sound, first: int, last: int) -> float:
    """The preview gain of a stretch, from all of it or from pieces spread over it."""
    piece = round(_PROBE_S * sound.sample_rate_hz)
    if last - first <= _PROBES * piece:
        return preview_gain(sound.read(first, last))
    starts = np.linspace(first, last - piece, _PROBES).astype(int)
    return preview_gain(np.concatenate([sound.read(at, at + piece) for at in starts.tolist()]))
