"""Audio files: every format gives the same samples; what cannot be read says why."""

import contextlib
import io
import struct
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from ml_core.errors import UnreadableRecording
from ml_core.recordings.decode import (
    _blocks,
    _mean,
    mono_blocks,
    probe,
    read_samples,
    write_wav,
)
from ml_core.recordings.resample import StreamResampler
from tests.ml_core.sound_files import FORMS, write_form

RATE_HZ = 8000
STEP = {"PCM_U8": 2**-7, "PCM_S8": 2**-7, "PCM_16": 2**-15, "PCM_24": 2**-23}


def tone(n_samples: int, channels: int = 1, seed: int = 0) -> np.ndarray:
    """(T, C) float64: noise with a different level in every channel."""
    noise = np.random.default_rng(seed).uniform(-0.9, 0.9, (n_samples, channels))
    return noise * np.linspace(1.0, 0.3, channels)


@pytest.mark.parametrize("container", ["WAV", "RF64", "WAVEX", "W64"])
@pytest.mark.parametrize("subtype", ["PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE"])
@pytest.mark.parametrize("channels", [1, 2, 5, 8])
def test_pcm_files_give_the_mean_of_their_channels(
    tmp_path: Path, container: str, subtype: str, channels: int
) -> None:
    samples = tone(1001, channels)
    path = tmp_path / f"a.{container.lower()}"
    soundfile.write(str(path), samples, 11_025, subtype=subtype, format=container)
    info = probe(path)
    assert (info.n_samples, info.sample_rate_hz, info.channels) == (1001, 11_025, channels)
    assert (info.container, info.subtype) == (container, subtype)
    assert info.duration_s == 1001 / 11_025
    read = read_samples(path)
    assert read.dtype == np.float32
    assert read.shape == (1001,)
    np.testing.assert_allclose(read, samples.mean(axis=1), atol=STEP.get(subtype, 1e-6) * 1.01)
    np.testing.assert_allclose(
        read_samples(path, channel=channels - 1),
        samples[:, channels - 1],
        atol=STEP.get(subtype, 1e-6) * 1.01,
    )


@pytest.mark.parametrize(
    ("suffix", "form", "subtype", "near"),
    [
        (".flac", "FLAC", "PCM_16", 1e-4),
        (".flac", "FLAC", "PCM_24", 1e-6),
        (".OGG", "OGG", "VORBIS", 0.2),
        (".mp3", "MP3", "MPEG_LAYER_III", 0.2),
    ],
)
def test_compressed_files_are_read(
    tmp_path: Path, suffix: str, form: str, subtype: str, near: float
) -> None:
    t = np.arange(2 * 44_100) / 44_100
    samples = 0.5 * np.sin(2 * np.pi * 440 * t)
    path = tmp_path / f"Straße mit Ton ☂{suffix}"
    soundfile.write(str(path), samples, 44_100, format=form, subtype=subtype)
    info = probe(path)
    read = read_samples(path)
    assert info.n_samples == len(read)
    assert abs(info.duration_s - 2.0) < 0.06
    middle = slice(20_000, 60_000)
    assert abs(np.abs(read[middle]).max() - 0.5) < near


@given(
    st.integers(0, 3000),
    st.integers(1, 4000),
    st.sampled_from([8000, 16_000, 44_100, 7999]),
)
def test_a_stretch_is_what_the_whole_holds_there(
    tmp_path_factory: pytest.TempPathFactory, start: int, length: int, rate: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "stretch.wav"
    if not path.exists():
        write_wav(path, tone(4000)[:, 0], RATE_HZ)
    whole = read_samples(path)
    part = read_samples(path, start_s=start / RATE_HZ, duration_s=length / RATE_HZ)
    np.testing.assert_array_equal(part, whole[start : start + length])
    resampled = read_samples(
        path, start_s=start / RATE_HZ, duration_s=length / RATE_HZ, sample_rate_hz=rate
    )
    assert abs(len(resampled) - len(part) * rate / RATE_HZ) <= 1


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("channels", [1, 2])
def test_blocks_joined_are_the_whole(tmp_path: Path, form: str, channels: int) -> None:
    path = write_form(tmp_path, form, tone(400_001, channels), 48_000)
    for rate_hz in (48_000, 16_000):
        whole = read_samples(path, sample_rate_hz=rate_hz)
        for at_once in (1 << 18, 50_000):
            blocks = list(mono_blocks(path, sample_rate_hz=rate_hz, at_once=at_once))
            assert len(blocks) > 1
            np.testing.assert_array_equal(np.concatenate(blocks), whole)


def test_what_lies_behind_the_end_that_a_header_says_is_read() -> None:
    """No decoder here goes there by itself; whoever does is listened to."""

    class Lying(io.BytesIO):
        channels, frames = 1, 1000

        def read(self, n: int, **_: object) -> np.ndarray:
            return np.frombuffer(super().read(4 * n), np.float32)[:, None]

    heard = list(_blocks(Lying(tone(5000).astype(np.float32).tobytes()), Path("lying")))
    assert sum(map(len, heard)) == 5000


@given(st.lists(st.integers(0, 500), min_size=1, max_size=12), st.integers(0, 2**31))
def test_resampling_does_not_depend_on_the_blocks(sizes: list[int], seed: int) -> None:
    samples = np.random.default_rng(seed).uniform(-1, 1, sum(sizes)).astype(np.float32)
    whole = StreamResampler(44_100, 16_000).push(samples, last=True)
    stream = StreamResampler(44_100, 16_000)
    parts, at = [], 0
    for number, size in enumerate(sizes):
        parts.append(stream.push(samples[at : at + size], last=number == len(sizes) - 1))
        at += size
    np.testing.assert_array_equal(np.concatenate(parts), whole)


def test_sixteen_bits_come_back_bit_for_bit(tmp_path: Path) -> None:
    values = np.arange(-32768, 32768, dtype=np.int16)
    write_wav(tmp_path / "a.wav", values / np.float32(32768), RATE_HZ)
    back, _ = soundfile.read(str(tmp_path / "a.wav"), dtype="int16")
    np.testing.assert_array_equal(back, values)
    write_wav(tmp_path / "b.wav", np.array([2.0, -2.0, 0.0]), RATE_HZ)
    assert read_samples(tmp_path / "b.wav").tolist() == [32767 / 32768, -1.0, 0.0]


def test_writing_leaves_the_old_file_where_it_fails(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    write_wav(path, np.zeros(10), RATE_HZ)
    before = path.read_bytes()
    with pytest.raises((ValueError, RuntimeError)):
        write_wav(path, np.ones(10), RATE_HZ, subtype="VORBIS")
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def reason_of(path: Path, **stretch: float) -> str:
    with pytest.raises(UnreadableRecording) as raised:
        read_samples(path, **stretch)
    return raised.value.reason


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    (tmp_path / "empty.wav").touch()
    (tmp_path / "text.wav").write_text("this is no audio " * 9)
    (tmp_path / "folder.wav").mkdir()
    (tmp_path / "a.raw").write_bytes(bytes(100))
    soundfile.write(str(tmp_path / "none.wav"), np.zeros(0), RATE_HZ)
    soundfile.write(str(tmp_path / "nan.wav"), [0.0, np.nan], RATE_HZ, subtype="FLOAT")
    soundfile.write(str(tmp_path / "inf.wav"), [0.0, np.inf], RATE_HZ, subtype="DOUBLE")
    soundfile.write(str(tmp_path / "slow.wav"), np.zeros(9), 10)
    soundfile.write(str(tmp_path / "good.wav"), np.zeros(RATE_HZ), RATE_HZ)
    reasons = {path.stem: reason_of(path) for path in tmp_path.iterdir() if path.stem != "good"}
    assert "not an audio file" in reasons["text"]
    assert reasons["empty"] == "the file is empty"
    assert reasons["folder"] == "it is not a file"
    assert "format" in reasons["a"]
    assert reasons["none"] == "it holds no samples"
    assert "NaN" in reasons["nan"]
    assert "NaN" in reasons["inf"]
    assert "10 Hz" in reasons["slow"]
    assert reason_of(tmp_path / "gone.wav") == "the file is missing"
    assert "ends before 1 s" in reason_of(tmp_path / "good.wav", start_s=1.0)
    assert "1 channels" in reason_of(tmp_path / "good.wav", channel=1)
    for name in ("nan.wav", "inf.wav"):
        with pytest.raises(UnreadableRecording):
            probe(tmp_path / name, check_samples=True)


def flac_with_length(n_samples: int) -> bytes:
    """A FLAC file of 8000 real samples whose header claims ``n_samples``."""
    file = io.BytesIO()
    soundfile.write(file, tone(8000)[:, 0], RATE_HZ, format="FLAC", subtype="PCM_16")
    data = bytearray(file.getvalue())
    data[21] = (data[21] & 0xF0) | (n_samples >> 32)
    data[22:26] = struct.pack(">I", n_samples & 0xFFFFFFFF)
    return bytes(data)


@pytest.mark.parametrize("claim", [0, 2**36 - 1, 9000, 80_000_000])
def test_a_length_that_lies_is_counted(tmp_path: Path, claim: int) -> None:
    path = tmp_path / "lies.flac"
    path.write_bytes(flac_with_length(claim))
    assert probe(path).n_samples == len(read_samples(path)) == 8000


def test_a_wav_that_claims_four_gigabytes_is_as_long_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "claims.wav"
    write_wav(path, tone(1000)[:, 0], RATE_HZ)
    data = bytearray(path.read_bytes())
    at = data.index(b"data") + 4
    data[at : at + 4] = struct.pack("<I", 0xFFFFFFF0)
    path.write_bytes(data)
    assert probe(path).n_samples == len(read_samples(path)) == 1000


@given(st.data())
def test_damaged_files_never_crash(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    form = data.draw(st.sampled_from(["WAV", "FLAC", "OGG", "AIFF", "RF64"]))
    file = io.BytesIO()
    soundfile.write(file, tone(2000)[:, 0], RATE_HZ, format=form)
    damaged = bytearray(file.getvalue())
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, min(len(damaged) - 1, 200)))
        damaged[at] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.getbasetemp() / f"damaged.{form.lower()}"
    path.write_bytes(damaged[: data.draw(st.integers(1, len(damaged)))])
    with contextlib.suppress(UnreadableRecording):
        info = probe(path, check_samples=True)
        samples = read_samples(path)
        assert np.isfinite(samples).all()
        assert len(samples) == info.n_samples


def test_real_recordings_are_read(data_dir: Path) -> None:
    paths = [
        *sorted((data_dir / "esc10/audio").glob("*.ogg"))[:4],
        *sorted((data_dir / "real_scenes/audio").glob("*.flac"))[:4],
        *sorted((data_dir / "unlabelled_scenes").glob("*.mp3"))[:1],
        *sorted((data_dir / "device_irs/audio").glob("*.wav"))[::20],
    ]
    assert len(paths) > 8
    for path in paths:
        info = probe(path)
        assert len(read_samples(path)) == info.n_samples


@given(st.lists(st.floats(width=32, allow_nan=False, allow_infinity=False), min_size=1))
def test_the_mean_of_one_channel_is_numpys_bit_for_bit(values: list[float]) -> None:
    block = np.array(values, np.float32)[:, None]
    assert _mean(block).tobytes() == block.mean(axis=1).tobytes()
