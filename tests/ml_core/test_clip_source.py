"""ClipSource: the same samples as the file, once decoded, by any number of readers."""

import errno
import gc
import multiprocessing
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ml_core.datasets.clip_source import ClipSource
from ml_core.errors import UnreadableRecording, UnwritableFile
from ml_core.progress import Cancelled, Monitor
from ml_core.project import ClipRow
from ml_core.recordings.decode import read_samples, write_wav

RATE_HZ = 8000


def corpus(folder: Path, n: int = 5) -> list[ClipRow]:
    rng = np.random.default_rng(3)
    clips = []
    for number in range(n):
        path = folder / f"{number}.wav"
        write_wav(path, rng.uniform(-1, 1, 4000 + 100 * number), RATE_HZ)
        duration_s = 0.5 + number / 80
        clips.append(
            ClipRow(
                number, number, folder, path.name, 0.0, duration_s, recording_duration_s=duration_s
            )
        )
    return clips


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> list[ClipRow]:
    return corpus(tmp_path_factory.mktemp("corpus"))


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.mark.parametrize("rate", [RATE_HZ, 16_000, 5000])
def test_samples_are_those_of_the_file(clips: list[ClipRow], cache: Path, rate: int) -> None:
    source = ClipSource(clips, sample_rate_hz=rate, cache_dir=cache)
    assert len(source) == 5
    for index, clip in enumerate(clips):
        expected = read_samples(clip.path, sample_rate_hz=rate)
        np.testing.assert_array_equal(source.samples(index), expected)
        assert source.n_samples(index) == len(expected)
        assert source.samples(index).dtype == np.float32


@given(st.integers(0, 4), st.integers(-300, 6000), st.integers(0, 5000))
def test_a_window_is_zero_outside_of_its_clip(
    clips: list[ClipRow], cache: Path, index: int, start: int, n: int
) -> None:
    source = ClipSource(clips, sample_rate_hz=RATE_HZ, cache_dir=cache)
    samples = source.samples(index)
    padded = np.concatenate([np.zeros(300), samples, np.zeros(12_000)]).astype(np.float32)
    expected = padded[start + 300 : start + 300 + n]
    np.testing.assert_array_equal(source.window(index, start, n), expected)


@given(st.integers(0, 4), st.integers(1, 6000), st.one_of(st.none(), st.integers(1, 3000)))
def test_windows_cover_the_clip(
    clips: list[ClipRow], cache: Path, index: int, window: int, hop: int | None
) -> None:
    source = ClipSource(clips, sample_rate_hz=RATE_HZ, cache_dir=cache)
    windows = source.windows(index, window, hop)
    step = hop or window
    n = source.n_samples(index)
    assert windows.shape[1] == window
    assert (len(windows) - 1) * step + window >= n or step > window
    assert len(windows) == 1 or (len(windows) - 2) * step + window < n
    for number in {0, len(windows) // 2, len(windows) - 1}:
        np.testing.assert_array_equal(windows[number], source.window(index, number * step, window))
    windows[:] = 0  # the caller's own copy
    assert source.samples(index).any()


def test_a_segment_is_a_stretch_of_its_recording(clips: list[ClipRow], cache: Path) -> None:
    path = clips[0].path
    part = ClipRow(9, 0, path.parent, path.name, 0.125, 0.25, recording_duration_s=0.5)
    over = ClipRow(9, 0, path.parent, path.name, 0.4, 0.5, recording_duration_s=0.5)
    beyond = ClipRow(9, 0, path.parent, path.name, 0.6, 0.5, recording_duration_s=0.5)
    source = ClipSource([part, over, beyond], sample_rate_hz=RATE_HZ, cache_dir=cache)
    np.testing.assert_array_equal(source.samples(0), read_samples(path)[1000:3000])
    assert source.n_samples(1) == 800
    assert source.window(0, 1990, 20)[10:].tolist() == [0.0] * 10  # not the recording's next
    with pytest.raises(UnreadableRecording, match="ends before"):
        source.samples(2)


def test_what_is_decoded_is_not_decoded_again_unless_it_changed(tmp_path: Path) -> None:
    clips = corpus(tmp_path / "corpus", 3)
    cache = tmp_path / "cache"
    ClipSource(clips, sample_rate_hz=RATE_HZ, cache_dir=cache).prepare()
    raw = {path: path.stat().st_mtime_ns for path in cache.rglob("*.f32")}
    assert len(raw) == 3
    first = ClipSource(clips, sample_rate_hz=RATE_HZ, cache_dir=cache).samples(0)
    assert {path: path.stat().st_mtime_ns for path in cache.rglob("*.f32")} == raw
    write_wav(clips[0].path, np.zeros(4000), RATE_HZ)
    stat = clips[0].path.stat()
    os.utime(clips[0].path, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1))
    again = ClipSource(clips, sample_rate_hz=RATE_HZ, cache_dir=cache).samples(0)
    assert first.any()
    assert not again.any()


def test_a_torn_cache_file_is_made_again(tmp_path: Path) -> None:
    clips = corpus(tmp_path / "corpus", 1)
    cache = tmp_path / "cache"
    expected = ClipSource(clips, sample_rate_hz=RATE_HZ, cache_dir=cache).samples(0)
    (raw,) = cache.rglob("*.f32")
    for torn in (b"", b"\0" * 7):
        raw.write_bytes(torn)
        source = ClipSource(clips, sample_rate_hz=RATE_HZ, cache_dir=cache)
        np.testing.assert_array_equal(source.samples(0), expected)


def test_a_damaged_cache_file_is_made_again(tmp_path: Path) -> None:
    clips = corpus(tmp_path / "audio", 1)
    whole = ClipSource(clips, sample_rate_hz=RATE_HZ, cache_dir=tmp_path / "cache").samples(0)
    (raw,) = (tmp_path / "cache").rglob("*.f32")
    raw.write_bytes(b"\xff" * raw.stat().st_size)  # no number at all
    source = ClipSource(clips, sample_rate_hz=RATE_HZ, cache_dir=tmp_path / "cache")
    np.testing.assert_array_equal(source.samples(0), whole)


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    clips = corpus(tmp_path / "corpus", 4)
    clips[1].path.unlink()
    clips[2].path.write_bytes(b"no sound")
    source = ClipSource(clips, sample_rate_hz=RATE_HZ, cache_dir=tmp_path / "cache")
    problems = source.prepare()
    assert [problem.path for problem in problems] == [clips[1].path, clips[2].path]
    assert source.samples(3).any()
    with pytest.raises(UnreadableRecording, match="missing"):
        source.samples(1)


def test_preparing_can_be_cancelled(clips: list[ClipRow], tmp_path: Path) -> None:
    monitor = Monitor()
    monitor.cancel()
    source = ClipSource(clips, sample_rate_hz=RATE_HZ, cache_dir=tmp_path)
    with pytest.raises(Cancelled):
        source.prepare(monitor)


def test_without_a_cache_folder_nothing_stays(clips: list[ClipRow]) -> None:
    source = ClipSource(clips, sample_rate_hz=RATE_HZ)
    folder = source.cache_dir
    (part, _) = source.shards(2)
    assert source.samples(0).any()
    del source
    gc.collect()
    assert part.samples(1).any()  # the shard keeps it
    del part, _
    gc.collect()
    assert not folder.exists()


def test_shards_share_all_clips_out(clips: list[ClipRow], cache: Path) -> None:
    source = ClipSource(clips, sample_rate_hz=RATE_HZ, cache_dir=cache)
    shards = source.shards(3)
    assert [len(shard) for shard in shards] == [2, 2, 1]
    ids = [clip.segment_id for shard in shards for clip in shard.clips]
    assert sorted(ids) == [clip.segment_id for clip in clips]


def read_all(clips: list[ClipRow], cache: Path) -> float:
    source = ClipSource(clips, sample_rate_hz=16_000, cache_dir=cache)
    return float(sum(np.abs(source.samples(index)).sum() for index in range(len(source))))


def test_processes_share_a_cache(tmp_path: Path) -> None:
    clips = corpus(tmp_path / "corpus", 8)
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        sums = pool.starmap(read_all, [(clips, tmp_path / "cache")] * 4, chunksize=1)
    assert len(set(sums)) == 1
    assert len(list((tmp_path / "cache").rglob("*"))) - len(
        [path for path in (tmp_path / "cache").rglob("*") if path.is_dir()]
    ) == 8  # fmt: skip


def test_a_chosen_channel_is_the_one_that_is_read(tmp_path: Path) -> None:
    samples = np.random.default_rng(0).uniform(-0.5, 0.5, (4000, 2))
    write_wav(tmp_path / "a.wav", samples, RATE_HZ)
    clip = ClipRow(0, 0, tmp_path, "a.wav", 0.0, 0.5, recording_duration_s=0.5)
    for channel in (None, 0, 1):
        one = replace(clip, channel=channel)
        source = ClipSource([one], sample_rate_hz=RATE_HZ, cache_dir=tmp_path / "cache")
        expected = read_samples(one.path, channel=channel)
        np.testing.assert_array_equal(source.samples(0), expected)


def test_a_cache_that_may_not_be_written_is_done_without(
    clips: list[ClipRow], tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    cache.write_bytes(b"")  # no folder, so nothing can be put in, whoever asks
    source = ClipSource(clips, sample_rate_hz=RATE_HZ, cache_dir=cache)
    assert source.prepare() == []
    for index, clip in enumerate(clips):
        np.testing.assert_array_equal(
            source.samples(index), read_samples(clip.path, sample_rate_hz=RATE_HZ)
        )
    own = source.cache_dir
    assert own != cache
    assert all(part.cache_dir == own for part in source.shards(2))
    del source
    gc.collect()
    assert not own.exists()


def test_a_full_disk_is_said(
    clips: list[ClipRow], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("tempfile.mkstemp", full)
    source = ClipSource(clips, sample_rate_hz=RATE_HZ, cache_dir=tmp_path)
    with pytest.raises(UnwritableFile, match="No space left"):
        source.samples(0)
