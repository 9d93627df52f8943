"""Sample i is the same however the file is read: from its beginning or from i on."""

import numpy as np
import pytest
import soundfile

from ml_core.errors import UnreadableRecording
from ml_core.recordings.decode import mono_blocks
from ml_core.recordings.mpeg import with_length
from ml_core.recordings.sample_reader import SampleReader
from tests.ml_core.sound_files import FORMS, write_form

RATE_HZ = 16_000


def sound(n: int, channels: int = 1, seed: int = 0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return (0.3 * rng.standard_normal((n, channels))).clip(-1, 1).astype(np.float32)


@pytest.mark.parametrize("form", FORMS)
def test_any_stretch_is_what_reading_from_the_beginning_gives(tmp_path, form: str) -> None:
    path = write_form(tmp_path, form, sound(RATE_HZ * 20), RATE_HZ)
    whole = np.concatenate(list(mono_blocks(path)))
    rng = np.random.default_rng(1)
    with SampleReader(path) as reader:
        assert (reader.n_samples, reader.sample_rate_hz) == (len(whole), RATE_HZ)
        for start in (len(whole) - 3000, 0, *rng.integers(0, len(whole) - 5000, 12)):
            found = reader.read(int(start), int(start) + 4096)
            wanted = np.zeros(4096, np.float32)
            kept = whole[start : start + 4096]
            wanted[: len(kept)] = kept
            np.testing.assert_allclose(found, wanted, atol=1e-6)


def test_outside_is_silence_and_an_empty_stretch_is_empty(tmp_path) -> None:
    path = write_form(tmp_path, "wav", np.full((100, 1), 0.5, np.float32), RATE_HZ)
    with SampleReader(path) as reader:
        np.testing.assert_array_equal(reader.read(-3, 2), [0, 0, 0, 0.5, 0.5])
        np.testing.assert_array_equal(reader.read(98, 102), [0.5, 0.5, 0, 0])
        assert not reader.read(200, 300).any()
        assert reader.read(5, 5).shape == (0,)


def test_a_channel_or_the_mean_of_all(tmp_path) -> None:
    samples = np.round(sound(2000, 3) * 32768) / 32768
    path = write_form(tmp_path, "wav", samples, RATE_HZ)
    for channel in range(3):
        with SampleReader(path, channel) as reader:
            np.testing.assert_array_equal(reader.read(0, 2000), samples[:, channel])
    with SampleReader(path) as reader:
        np.testing.assert_allclose(reader.read(0, 2000), samples.mean(axis=1), atol=1e-6)
    with pytest.raises(UnreadableRecording, match="3 channels, not 4"):
        SampleReader(path, 3)


def test_what_is_not_a_number_is_shown_as_silence(tmp_path) -> None:
    samples = np.array([0.1, np.nan, np.inf, -0.1], np.float32)
    soundfile.write(tmp_path / "a.wav", samples, RATE_HZ, subtype="FLOAT")
    with SampleReader(tmp_path / "a.wav") as reader:
        np.testing.assert_array_equal(reader.read(0, 4), np.float32([0.1, 0, 1, -0.1]))


def test_a_file_cut_short_behind_its_back_reads_as_silence(tmp_path) -> None:
    path = write_form(tmp_path, "wav", sound(50_000), RATE_HZ)
    with SampleReader(path) as reader:
        with path.open("rb+") as stream:
            stream.truncate(20_000)
        assert reader.read(0, 1000).any()
        assert not reader.read(40_000, 50_000).any()


@pytest.mark.parametrize("rate_hz", [44_100, 16_000])
@pytest.mark.parametrize("channels", [1, 2])
def test_an_mp3_that_does_not_say_its_length_is_read_to_its_end(
    tmp_path, rate_hz: int, channels: int
) -> None:
    samples = sound(30 * rate_hz, channels)
    samples[10 * rate_hz :] *= 0.01  # another bit rate
    told, untold = tmp_path / "told.mp3", tmp_path / "untold.mp3"
    with soundfile.SoundFile(
        told, "w", rate_hz, channels, format="MP3", bitrate_mode="VARIABLE", compression_level=0.5
    ) as stream:
        stream.write(samples)
    data = told.read_bytes()
    teller = max(data.find(b"Xing"), data.find(b"Info"))
    second = data.index(data[:2], teller)
    tag = b"ID3\x04\x00\x00" + bytes([0, 0, 2, 0]) + bytes(256)
    untold.write_bytes(tag + data[second:])
    with SampleReader(untold) as reader, SampleReader(told) as whole:
        assert 0 <= reader.n_samples - whole.n_samples < 3000  # the encoder's delay stays in
        everything = reader.read(0, reader.n_samples)
        for start in (0, 5 * rate_hz, 25 * rate_hz + 77):
            np.testing.assert_allclose(
                reader.read(start, start + 3000), everything[start : start + 3000], atol=1e-6
            )
        wanted = whole.read(20 * rate_hz, 20 * rate_hz + 4000)
        alike = np.correlate(everything[20 * rate_hz - 100 :][:8000], wanted, mode="valid")
        assert abs(int(alike.argmax()) - 100) < 0.05 * rate_hz


def test_an_mp3_of_constant_bit_rate_needs_no_help(tmp_path) -> None:
    path = tmp_path / "a.mp3"
    with soundfile.SoundFile(
        path, "w", RATE_HZ, 1, format="MP3", bitrate_mode="CONSTANT", compression_level=0.5
    ) as stream:
        stream.write(sound(5 * RATE_HZ))
    data = path.read_bytes()
    assert with_length(path) is None
    second = data.index(data[:2], max(data.find(b"Xing"), data.find(b"Info")))
    path.write_bytes(data[second:])
    assert with_length(path) is None
    with SampleReader(path) as reader:
        assert reader.n_samples == pytest.approx(5 * RATE_HZ, abs=3000)


@pytest.mark.parametrize("damage", [b"", b"\xff\xfb", b"ID3", b"\xff" * 5000])
def test_what_is_no_mp3_is_left_to_the_decoder(tmp_path, damage: bytes) -> None:
    path = tmp_path / "a.mp3"
    path.write_bytes(damage + b"\0" * 10)
    assert with_length(path) is None
