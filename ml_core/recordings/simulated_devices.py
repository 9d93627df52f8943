"""Nine microphones that never were: a response, a noise floor and a limiter each."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from ml_core.recordings.synthetic_scenes import Array, filtered


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedDevice:
    """How a device colours what it hears."""

    response_db: tuple[float, ...]  # gains at equal steps of log-frequency, 60 Hz to Nyquist
    noise_db: float  # noise floor below the signal
    drive: float  # how far into its limiter it is driven; 0 not at all


DEVICES: Mapping[str, SimulatedDevice] = MappingProxyType(
    {
        "a": SimulatedDevice(response_db=(0, 0, 0, 0, 0, 0), noise_db=-45, drive=0.0),
        "b": SimulatedDevice(response_db=(-14, -5, 0, 2, 1, -6), noise_db=-32, drive=0.3),
        "c": SimulatedDevice(response_db=(-10, -2, 0, 0, 4, 2), noise_db=-34, drive=0.2),
        "s1": SimulatedDevice(response_db=(-6, 4, -3, 3, -2, -9), noise_db=-35, drive=0.4),
        "s2": SimulatedDevice(response_db=(-12, -8, -3, 0, 5, 3), noise_db=-32, drive=0.6),
        "s3": SimulatedDevice(response_db=(2, 3, 1, -2, -5, -10), noise_db=-35, drive=0.5),
        "s4": SimulatedDevice(response_db=(-20, -10, 2, 5, 0, -12), noise_db=-30, drive=0.8),
        "s5": SimulatedDevice(response_db=(-4, 5, 4, -5, -2, -6), noise_db=-32, drive=0.4),
        "s6": SimulatedDevice(response_db=(-16, -6, -4, 6, 7, -2), noise_db=-28, drive=0.9),
    }
)
TRAINING_DEVICES = ("a", "b", "c", "s1", "s2", "s3")
UNSEEN_DEVICES = ("s4", "s5", "s6")


def record(samples: Array, device: str, rng: np.random.Generator) -> Array:
    """(T,) what ``device`` makes of ``samples`` (T,) of unit RMS.

    The level is drawn, -34 to -18 dBFS.
    """
    model = DEVICES[device]
    coloured = filtered(samples, np.array(model.response_db, dtype=np.float32))
    if model.drive:
        coloured = np.tanh(model.drive * coloured) / np.float32(model.drive)
    noise = rng.normal(size=len(samples)).astype(np.float32)
    noisy = coloured + np.float32(10 ** (model.noise_db / 20)) * noise
    level = 10 ** (rng.uniform(-34.0, -18.0) / 20)
    scale = np.float32(level / np.sqrt(np.mean(np.square(noisy))))
    return np.clip(noisy * scale, -1.0, 1.0)
