import wave
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from ml_core.errors import AscError
from ml_core.recordings import growing_wav
from ml_core.recordings.decode import read_samples
from ml_core.recordings.growing_wav import GrowingWav, Subtype, complete


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


@given(st.integers(0, 4000), st.integers(0, 5000), st.sampled_from(["PCM_16", "FLOAT"]))
def test_what_was_written_after_the_header_is_counted(
    tmp_path: Path, n_told: int, n_more: int, subtype: Subtype
) -> None:
    path = tmp_path / "broken.wav"
    samples = np.random.default_rng(n_more).integers(-99, 99, n_told + 2000) / np.float32(32768)
    with GrowingWav(path, 16_000, subtype) as wav:
        wav.write(samples[:n_told])
    size = 2 if subtype == "PCM_16" else 4
    more = samples[n_told:].astype("<f4")
    data = (more * 32768).astype("<i2").tobytes() if size == 2 else more.tobytes()
    with path.open("ab") as file:
        file.write(data[:n_more])
    complete(path)
    whole = n_told + min(n_more, len(data)) // size
    if whole:
        np.testing.assert_array_equal(read_samples(path), samples[:whole])
    before = path.read_bytes()
    complete(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("data", [b"", b"RIFF", b"x" * 100, b"RIFF" + bytes(200)])
def test_what_is_no_recording_of_ours_stays_as_it_is(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "other.wav"
    path.write_bytes(data)
    complete(path)
    assert path.read_bytes() == data
    complete(tmp_path / "none.wav")
