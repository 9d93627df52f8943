import wave
from pathlib import Path

import numpy as np
import pytest
import soundfile

from ml_core.errors import AscError
from ml_core.recordings import growing_wav
from ml_core.recordings.growing_wav import GrowingWav


def test_keeps_16_bit_samples_exactly(tmp_path: Path) -> None:
    numbers = np.random.default_rng(1).integers(-32768, 32768, 5000).astype(np.int16)
    with GrowingWav(tmp_path / "deep" / "x.wav", 16_000) as file:
        for block in np.array_split(numbers, 7):
            file.write(block.astype(np.float32) / np.float32(32768))
    with wave.open(str(tmp_path / "deep" / "x.wav")) as stream:
        assert (stream.getframerate(), stream.getsampwidth()) == (16_000, 2)
        back = np.frombuffer(stream.readframes(99_999), "<i2")
    np.testing.assert_array_equal(back, numbers)


def test_keeps_any_float_exactly(tmp_path: Path) -> None:
    samples = np.random.default_rng(2).standard_normal(999).astype(np.float32)
    with GrowingWav(tmp_path / "x.wav", 8000, "FLOAT") as file:
        file.write(samples)
    back, rate_hz = soundfile.read(tmp_path / "x.wav", dtype="float32")
    assert rate_hz == 8000
    np.testing.assert_array_equal(back, samples)


def test_is_readable_while_it_grows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growing_wav, "HEADER_EVERY_S", 0.0)
    file = GrowingWav(tmp_path / "x.wav", 16_000)
    for n in range(1, 5):
        file.write(np.full(100, n / 8, np.float32))
        samples, _ = soundfile.read(tmp_path / "x.wav")
        assert len(samples) == 100 * n
        assert samples[-1] == n / 8
    file.close()


def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(AscError, match="cannot be written"):
        GrowingWav(tmp_path / "file" / "x.wav", 16_000)


def test_a_full_wav_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growing_wav, "LARGEST_BYTES", 1000)
    with GrowingWav(tmp_path / "x.wav", 16_000) as file:
        file.write(np.zeros(400, np.float32))
        with pytest.raises(AscError, match="full"):
            file.write(np.zeros(200, np.float32))
