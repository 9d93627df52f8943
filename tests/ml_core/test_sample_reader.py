"""Sample i is the same however the file is read: from its beginning or from i on."""

import numpy as np
import pytest
import soundfile

from ml_core.errors import UnreadableRecording
from ml_core.recordings.decode import mono_blocks
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
