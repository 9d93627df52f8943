"""A microphone held against the devices that a bundle was measured with.

The response is blind: nobody knows what was to be heard, only what training devices hear on
average. Where the microphone stands counts in, the more the fewer places were heard (measured in
tests/benchmarks/microphone.md). It is a mean log spectrum against another, as cepstral mean
subtraction removes a channel (Atal, 1974, J. Acoust. Soc. Am. 55).

Letters: W windows, V devices, P third-octave bands.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ml_core.bundle import Bundle, DeviceStatistics
from ml_core.errors import AscError
from ml_core.evaluation.breakdown import FEW
from ml_core.microphone.colour import COMPARED, SHOWN, Bands, HeardSound, distance_db, in_db
from ml_core.microphone.quality import Quality, measure_quality
from ml_core.recordings.signal_gate import judge

Samples = npt.NDArray[np.float32]
Wide = npt.NDArray[np.float64]

LISTEN_S = 30.0
LEAST_S = 5.0  # of usable sound
RESAMPLES = 200
CLEAR = 0.84  # times the distance of the second: under 5 % of unknown microphones come as near
# (tests/benchmarks/microphone.py --choose); measured on others:
UNKNOWN_CLEAR = (8, 240)  # microphones unlike all devices that stood out all the same, of so many


@dataclass(frozen=True, slots=True)
class LikeDevice:
    """A device of the bundle beside the microphone."""

    device: str
    distance_db: float  # from one sixth of an octave to the next
    nearest: float  # in so many of 100 % of the resamples it is the nearest
    response_db: tuple[float, ...]  # (P,) against the average device
    n: int  # clips it was measured with
    accuracy: float
    low: float  # 95 % interval
    high: float


@dataclass(frozen=True, slots=True)
class Passport:
    """What is known of a microphone.

    ``devices`` come the nearest first. ``expected`` is None where the bundle was measured with too
    few clips of any that it may be. ``clear``: the nearest stands out. A microphone unlike them all
    should have none; ``unknown_clear`` is how many of such had one when that was measured.
    """

    bundle: str
    seconds: float  # that were heard
    usable_s: float  # of them with a signal
    quality: Quality
    hz: tuple[float, ...]  # (P,) centres of third octaves
    response_db: tuple[float, ...]  # (P,) against the average device, level taken out
    error_db: tuple[float, ...]  # (P,) standard error, from second to second
    devices_low_db: tuple[float, ...]  # (P,) what the devices themselves span
    devices_high_db: tuple[float, ...]
    devices: tuple[LikeDevice, ...]
    clear: bool
    expected: tuple[float, float, float] | None  # accuracy and its 95 % interval
    held_out: bool  # whether that was measured on clips that the bundle never learned from
    unknown_clear: tuple[int, int] = UNKNOWN_CLEAR  # (n, of): see above

    @property
    def nearest(self) -> LikeDevice | None:
        """The device that it is most like."""
        return self.devices[0] if self.devices else None

    @property
    def near(self) -> "tuple[LikeDevice, ...]":
        """The devices that it may be: the nearest, and those that it does not stand out from."""
        return _near(self.devices)

    def as_device_db(self, device: str) -> Wide:
        """(P,) gains that turn its sound into the device's."""
        found = next(one for one in self.devices if one.device == device)
        return np.array(found.response_db) - np.array(self.response_db)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        nearest = self.nearest
        return asdict(self) | {
            "quality": asdict(self.quality),
            "nearest": None if nearest is None else nearest.device,
            "near": [one.device for one in self.near],
            "expected": None if self.expected is None
            else dict(zip(("accuracy", "low", "high"), self.expected, strict=True)),
        }  # fmt: skip


def make_passport(samples: Samples, bundle: Bundle) -> Passport:
    """Measure a microphone by what it heard.

    Args:
        samples: (T,) at the rate of the bundle's front end; 30 s, best from several places.
        bundle: whose devices it is held against.

    Raises:
        AscError: less than 5 s of it have a signal.
    """
    spec, size = bundle.manifest.front_end, bundle.manifest.window_samples
    rate_hz = spec.sample_rate_hz
    windows, usable = _usable(np.asarray(samples, np.float32), size, rate_hz)
    usable_s = len(usable) * size / rate_hz
    if usable_s < min(LEAST_S, len(samples) / rate_hz) or not len(usable):
        raise AscError(
            f"Only {usable_s:.0f} of {len(samples) / rate_hz:.0f} s have a usable signal.",
            hint="Uncover the microphone, speak, or go where something is to be heard.",
        )
    bands, narrow = Bands.of(spec, SHOWN), Bands.of(spec, COMPARED)
    rows = _rows(bundle)
    heard = HeardSound(usable, spec)
    of_devices = in_db(np.array([row.log_mel_mean for row in rows]).reshape(-1, spec.n_mels), spec)
    average = of_devices.mean(axis=0) if rows else heard.mel_db().mean(axis=0)
    of_devices = of_devices - average
    curves = heard.mel_db(heard.gain_to(bands.levels(average), bands)) - average  # (W, F)
    levels, responses = bands.levels(curves), _level(bands.levels(of_devices))
    mine = _level(levels.mean(axis=0))
    distances = distance_db(narrow.levels(curves.mean(axis=0)), narrow.levels(of_devices))
    shares = _nearest_shares(narrow.levels(curves), narrow.levels(of_devices))
    devices = tuple(
        LikeDevice(
            row.device, float(distances[n]), float(shares[n]), _rounded(responses[n]),
            row.n, row.accuracy, row.low, row.high,
        )
        for n, row in enumerate(rows)
    )  # fmt: skip
    devices = tuple(sorted(devices, key=lambda one: one.distance_db))
    error = levels.std(axis=0, ddof=1) / np.sqrt(len(levels)) if len(levels) > 1 else 0 * mine
    return Passport(
        bundle=bundle.manifest.name,
        seconds=round(len(samples) / rate_hz, 3),
        usable_s=round(usable_s, 3),
        quality=measure_quality(windows, rate_hz, spec.f_max_hz),
        hz=_rounded(bands.hz),
        response_db=_rounded(mine),
        error_db=_rounded(error),
        devices_low_db=_rounded(responses.min(axis=0) if rows else mine),
        devices_high_db=_rounded(responses.max(axis=0) if rows else mine),
        devices=devices,
        clear=len(devices) > 1 and len(_near(devices)) == 1,
        expected=_expected(devices),
        held_out=bool(bundle.manifest.accuracy.get("held_out", True)),
    )


def _usable(samples: Samples, size: int, rate_hz: int) -> tuple[Samples, Samples]:
    """All samples, and the whole windows of them in which something is to be heard: (W, T)."""
    whole = samples[: len(samples) // size * size].reshape(-1, size)
    good = [judge(window, rate_hz) in ("ok", "clipped") for window in whole]
    return samples, whole[np.array(good, dtype=bool)]


def _rows(bundle: Bundle) -> tuple[DeviceStatistics, ...]:
    """The devices with names and enough clips, or, where none has both, all."""
    rows = tuple(row for row in bundle.reference.statistics if row.n)
    return tuple(row for row in rows if row.device and row.n >= FEW) or rows


def _level(curves: Wide) -> Wide:
    """(..., P) with the middle of the bands at zero."""
    return np.asarray(curves - np.median(curves, axis=-1, keepdims=True))


def _nearest_shares(levels: Wide, devices: Wide) -> Wide:
    """(V,) how often each device (V, P) is the nearest when the seconds (W, P) are drawn anew."""
    if not len(devices):
        return np.zeros(0)
    draws = np.random.default_rng(0).multinomial(
        len(levels), np.full(len(levels), 1 / len(levels)), RESAMPLES
    )
    means = draws @ levels / len(levels)  # (RESAMPLES, P)
    nearest = distance_db(means[:, None], devices[None]).argmin(axis=1)
    return np.bincount(nearest, minlength=len(devices)) / RESAMPLES


def _near(devices: Sequence[LikeDevice]) -> tuple[LikeDevice, ...]:
    """Of the devices, the nearest first, those that the nearest does not stand out from."""
    return tuple(one for one in devices if CLEAR * one.distance_db <= devices[0].distance_db)


def _expected(devices: Sequence[LikeDevice]) -> tuple[float, float, float] | None:
    """Accuracy as on the nearest device, or the mean of those that it may be.

    The interval holds those of all devices that it may be.
    """
    likely = [one for one in _near(devices) if one.n >= FEW]
    if not likely:
        return None
    return (
        round(sum(one.accuracy for one in likely) / len(likely), 6),
        round(min(one.low for one in likely), 6),
        round(max(one.high for one in likely), 6),
    )


def _rounded(values: Wide) -> tuple[float, ...]:
    return tuple(round(float(value), 3) for value in values)
