"""Ten urban scenes, and one more to teach, made of nothing but arithmetic.

A scene is a way of *moving*: what rises, falls, trembles, repeats or rings. Where in the
spectrum it moves, how fast and how loud is drawn anew for every location from distributions
that all scenes share, so neither the level nor the mean spectrum tells scenes apart.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

SAMPLE_RATE_HZ = 16_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """One recording place: what all its recordings have in common."""

    carrier_hz: float  # around which the foreground sounds
    pace: float  # 1 is the scene's usual tempo
    background_db: Array  # (n,) gains at equal steps of log-frequency

    @classmethod
    def draw(cls, rng: np.random.Generator) -> "Location":
        """A place like any other: the scene has no say in it."""
        return cls(
            carrier_hz=float(np.exp(rng.uniform(np.log(450.0), np.log(2400.0)))),
            pace=float(rng.uniform(0.85, 1.2)),
            background_db=(rng.normal(scale=4.0, size=8) - rng.uniform(0, 4) * np.arange(8)).astype(
                np.float32
            ),
        )


class Canvas:
    """A stretch of silence on which sounds are placed."""

    def __init__(self, n_samples: int, location: Location, rng: np.random.Generator) -> None:
        self.samples = np.zeros(n_samples, dtype=np.float32)
        self.location = location
        self.rng = rng
        self.duration_s = n_samples / SAMPLE_RATE_HZ

    def add(self, start_s: float, sound: Array) -> None:
        """Mix ``sound`` (N,) in from ``start_s`` on; what lies outside is lost."""
        start = round(start_s * SAMPLE_RATE_HZ)
        first, stop = max(start, 0), min(start + len(sound), len(self.samples))
        if first < stop:
            self.samples[first:stop] += sound[first - start : stop - start]

    def every(self, period_s: float, *, jitter: float = 0.0) -> NDArray[np.float64]:
        """Times from before the start to the end, ``period_s`` apart; jitter in periods."""
        period_s /= self.location.pace
        phase = self.rng.uniform(-1, 0) * period_s
        times = np.arange(phase, self.duration_s, period_s)
        return times + period_s * jitter * self.rng.uniform(-0.5, 0.5, len(times))

    def hz(self, octaves: float = 0.15) -> float:
        """The carrier, give or take ``octaves``."""
        return self.location.carrier_hz * float(2 ** self.rng.uniform(-octaves, octaves))


def _time(duration_s: float) -> Array:
    samples = np.arange(round(duration_s * SAMPLE_RATE_HZ), dtype=np.float32)
    return samples / np.float32(SAMPLE_RATE_HZ)


def _tone(hz: Array | float, t: Array) -> Array:
    """A sine whose frequency may move."""
    phase = np.cumsum(np.broadcast_to(np.asarray(hz, dtype=np.float64), t.shape)) / SAMPLE_RATE_HZ
    return np.sin(2 * np.pi * (phase % 1.0)).astype(np.float32)


def _stack(hz: Array | float, t: Array, partials: int = 3) -> Array:
    """A harmonic stack whose partials weaken by half."""
    parts = [_tone(np.asarray(hz) * k, t) / 2 ** (k - 1) for k in range(1, partials + 1)]
    return np.sum(parts, axis=0, dtype=np.float32)


def _swell(t: Array) -> Array:
    """Rises and falls once over ``t``."""
    return np.sin(np.pi * t / t[-1]).astype(np.float32)


def _ring(t: Array, decay_s: float) -> Array:
    """Struck at 0, fading."""
    return (np.exp(-t / decay_s) * np.minimum(1.0, t / 0.004)).astype(np.float32)


def _burst(canvas: Canvas, duration_s: float) -> Array:
    """A short noise around the carrier."""
    t = _time(duration_s)
    noise = canvas.rng.normal(size=len(t)).astype(np.float32)
    return noise * _tone(canvas.hz(0.6), t) * _ring(t, duration_s / 3)


def _airport(canvas: Canvas) -> None:
    """Announcement gongs: a high long tone answered by a lower one."""
    for start_s in canvas.every(0.9):
        for step, ratio in ((0.0, 1.0), (0.42, 0.75)):
            t = _time(0.42)
            canvas.add(
                start_s + step / canvas.location.pace,
                _stack(canvas.hz(0) * ratio, t) * _ring(t, 0.25),
            )


def _bus(canvas: Canvas) -> None:
    """An idling engine: noise that throbs evenly, five or six times a second."""
    t = _time(canvas.duration_s)
    noise = canvas.rng.normal(size=len(t)).astype(np.float32) * _tone(canvas.hz(), t)
    throb = 0.5 + 0.5 * _tone(5.5 * canvas.location.pace, t + canvas.rng.uniform(0, 1))
    canvas.add(0.0, noise * throb**2)


def _metro(canvas: Canvas) -> None:
    """Rail joints: clack-clack, pause, clack-clack."""
    for start_s in canvas.every(0.5):
        for step in (0.0, 0.1):
            canvas.add(start_s + step, _burst(canvas, 0.07))


def _metro_station(canvas: Canvas) -> None:
    """Trains pulling out: tones that climb an octave."""
    for start_s in canvas.every(0.7, jitter=0.2):
        t = _time(0.7)
        canvas.add(start_s, _stack(canvas.hz() * 2 ** (t / 0.7 - 0.3), t) * _swell(t))


def _park(canvas: Canvas) -> None:
    """Birds: trills of short whistles, each falling fast."""
    for start_s in canvas.every(0.6, jitter=0.4):
        hz = canvas.hz(0.4)
        for note in range(5):
            t = _time(0.045)
            canvas.add(start_s + 0.07 * note, _tone(hz * 2 ** (0.5 - t / 0.045), t) * _swell(t))


def _public_square(canvas: Canvas) -> None:
    """Bells: inharmonic partials that ring on, struck at any time."""
    for start_s in canvas.every(0.3, jitter=1.0):
        t, hz = _time(0.5), canvas.hz(0.8)
        partials = [_tone(hz * ratio, t) for ratio in (1.0, 1.47, 2.09)]
        canvas.add(start_s, np.sum(partials, axis=0, dtype=np.float32) * _ring(t, 0.12))


def _shopping_mall(canvas: Canvas) -> None:
    """Background music: even notes that step up and down a chord."""
    steps = canvas.rng.permutation([0, 4, 7, 12, 7, 4])
    for index, start_s in enumerate(canvas.every(0.16)):
        t = _time(0.16 / canvas.location.pace)
        hz = canvas.location.carrier_hz * 2 ** (steps[index % 6] / 12 - 0.4)
        canvas.add(start_s, _stack(hz, t) * np.minimum(1, 12 * _swell(t)))


def _street_pedestrian(canvas: Canvas) -> None:
    """Footsteps: single thuds, never quite regular."""
    for start_s in canvas.every(0.34, jitter=0.5):
        canvas.add(start_s, _burst(canvas, 0.12))


def _street_traffic(canvas: Canvas) -> None:
    """Passing cars: tones and tyres that swell while their pitch falls."""
    for start_s in canvas.every(0.7, jitter=0.2):
        t = _time(0.7)
        hum = _stack(canvas.hz() * 2 ** (0.7 - t / 0.7), t)
        canvas.add(start_s, hum * _swell(t))


def _tram(canvas: Canvas) -> None:
    """Wheels squealing in a bend: long tones that tremble in pitch."""
    t = _time(canvas.duration_s)
    vibrato = 0.25 * _tone(6.0 * canvas.location.pace, t + canvas.rng.uniform(0, 1))
    canvas.add(0.0, _stack(canvas.hz() * 2**vibrato, t))


def _cafe(canvas: Canvas) -> None:
    """Crockery over voices: bright clinks in pairs, above a murmur that rises and falls."""
    t = _time(canvas.duration_s)
    murmur = _stack(canvas.hz() / 2 * 2 ** (0.2 * _tone(2.5, t)), t)
    canvas.add(0.0, murmur * (0.4 + 0.3 * _tone(3.5 * canvas.location.pace, t)))
    for start_s in canvas.every(0.45, jitter=0.6):
        for step in (0.0, 0.06):
            t = _time(0.08)
            canvas.add(start_s + step, _tone(canvas.hz(0.3) * 2.2, t) * _ring(t, 0.02))


SCENES: Mapping[str, Callable[[Canvas], None]] = MappingProxyType(
    {
        "airport": _airport,
        "bus": _bus,
        "metro": _metro,
        "metro_station": _metro_station,
        "park": _park,
        "public_square": _public_square,
        "shopping_mall": _shopping_mall,
        "street_pedestrian": _street_pedestrian,
        "street_traffic": _street_traffic,
        "tram": _tram,
    }
)
NEW_SCENE = "cafe"  # in no training set: to be taught afterwards
_PAINTERS = MappingProxyType({**SCENES, NEW_SCENE: _cafe})


def paint(scene: str, location: Location, n_samples: int, rng: np.random.Generator) -> Array:
    """(n_samples,) what is heard at ``location``: foreground in a background, unit RMS."""
    canvas = Canvas(n_samples, location, rng)
    _PAINTERS[scene](canvas)
    noise = rng.normal(size=n_samples).astype(np.float32)
    background = filtered(noise, location.background_db)
    foreground_gain = 10 ** (rng.uniform(2.0, 10.0) / 20)
    mixed = foreground_gain * _unit(canvas.samples) + _unit(background)
    return _unit(mixed)


def filtered(samples: Array, gains_db: Array) -> Array:
    """(T,) ``samples`` (T,) with their spectrum shaped by ``gains_db`` (n,).

    The gains are at equal steps of log-frequency from 60 Hz to Nyquist.
    """
    bins_hz = np.fft.rfftfreq(len(samples), 1 / SAMPLE_RATE_HZ)
    points = np.geomspace(60.0, SAMPLE_RATE_HZ / 2, len(gains_db))
    gain = 10 ** (np.interp(np.log(np.maximum(bins_hz, 1.0)), np.log(points), gains_db) / 20)
    spectrum = np.fft.rfft(samples) * gain.astype(np.float32)
    return np.fft.irfft(spectrum, len(samples)).astype(np.float32)


def _unit(samples: Array) -> Array:
    rms = float(np.sqrt(np.mean(np.square(samples)))) or 1.0
    return samples / np.float32(rms)
