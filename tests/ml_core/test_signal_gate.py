import numpy as np
import pytest
from noise_bundle import sound

from ml_core.recordings.signal_gate import judge, level_db

RATE_HZ = 16_000


def noise(level: float) -> np.ndarray:
    return (np.random.default_rng(3).standard_normal(RATE_HZ) * level).astype(np.float32)


def muffled(level_of_room: float) -> np.ndarray:
    """What a hand over the microphone leaves: the lowest notes, faintly."""
    spectrum = np.fft.rfft(noise(level_of_room))
    frequencies = np.fft.rfftfreq(RATE_HZ, 1 / RATE_HZ)
    spectrum /= (1 + (frequencies / 80.0) ** 2) ** 2
    muffled = np.fft.irfft(spectrum, RATE_HZ)
    return (np.rint(muffled * 0.5 * 32768) / 32768).astype(np.float32)


def test_digital_silence_and_near_silence() -> None:
    assert judge(np.zeros(RATE_HZ, np.float32), RATE_HZ) == "silent"
    assert judge(noise(10 ** (-72 / 20)), RATE_HZ) == "silent"
    assert judge(noise(10 ** (-66 / 20)), RATE_HZ) == "ok"


def test_a_quiet_place_is_not_a_covered_microphone() -> None:
    assert judge(noise(0.002), RATE_HZ) == "ok"
    assert judge(muffled(0.05), RATE_HZ) == "covered"


def test_a_loud_low_hum_is_not_covered() -> None:
    assert judge(sound("hum", 1.0, seed=1), RATE_HZ) == "ok"


@pytest.mark.parametrize(("gain", "signal"), [(0.2, "ok"), (3.0, "clipped")])
def test_overdrive(gain: float, signal: str) -> None:
    assert judge(np.clip(noise(gain), -1, 1), RATE_HZ) == signal


def test_one_full_scale_click_is_not_clipping() -> None:
    samples = noise(0.05)
    samples[100:110] = 1.0
    assert judge(samples, RATE_HZ) == "ok"


def test_level() -> None:
    assert level_db(np.zeros(0, np.float32)) == -120.0
    assert level_db(np.full(100, 0.1, np.float32)) == pytest.approx(-20.0, abs=1e-4)
