"""A recording through another device's colour: every frequency gets its gain, nothing moves."""

from pathlib import Path

import numpy as np
import pytest

from ml_core.recordings.colouring import coloured, write_coloured
from ml_core.recordings.decode import read_samples, write_wav

RATE_HZ = 16_000
HZ = np.array([100.0, 1000.0, 4000.0])
GAINS_DB = np.array([-6.0, 0.0, -20.0])


def tone(hz: float) -> np.ndarray:
    t = np.arange(2 * RATE_HZ) / RATE_HZ
    return (0.3 * np.sin(2 * np.pi * hz * t) * np.hanning(len(t))).astype(np.float32)


@pytest.mark.parametrize(("hz", "gain_db"), [(100, -6), (1000, 0), (4000, -20), (40, -6),
                                             (7000, -20)])  # fmt: skip
def test_a_tone_gets_the_gain_of_its_band(hz: float, gain_db: float) -> None:
    before = tone(hz)
    after = coloured(before, RATE_HZ, HZ, GAINS_DB)
    assert after.shape == before.shape
    told = 20 * np.log10(np.linalg.norm(after) / np.linalg.norm(before))
    assert told == pytest.approx(gain_db, abs=0.1)


def test_it_is_neither_delayed_nor_turned() -> None:
    sound = np.random.default_rng(0).normal(0, 0.1, RATE_HZ).astype(np.float32)
    np.testing.assert_allclose(coloured(sound, RATE_HZ, HZ, np.zeros(3)), sound, atol=1e-6)
    after = coloured(sound, RATE_HZ, HZ, GAINS_DB)
    assert int(np.correlate(after, sound, "full").argmax()) == len(sound) - 1


def test_a_stretch_is_written_and_never_clipped(tmp_path: Path) -> None:
    loud = np.concatenate([tone(1000), 3 * tone(1000)])
    write_wav(tmp_path / "a.wav", loud, RATE_HZ)
    length_s = write_coloured(
        tmp_path / "a.wav", tmp_path / "b.wav", HZ, np.full(3, 12.0), start_s=2.0, duration_s=1.5
    )
    heard = read_samples(tmp_path / "b.wav", sample_rate_hz=RATE_HZ)
    assert length_s == 1.5
    assert len(heard) == 1.5 * RATE_HZ
    assert 0.9 < np.abs(heard).max() <= 1.0
