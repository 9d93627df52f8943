"""Overviews: approximate at once, exact later, known again by content, never a lie between."""

import itertools
import os
import shutil
import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ml_core.errors import UnreadableRecording
from ml_core.progress import Cancelled, Monitor, Progress
from ml_core.recordings import overview as overview_module
from ml_core.recordings import pyramid
from ml_core.recordings.overview import Overview
from tests.ml_core.sound_files import write_form, write_sparse

RATE_HZ = 16_000
N = (1 << 22) + 12_345


def sound(n: int, seed: int = 0) -> np.ndarray:
    """Noise on the 16-bit grid whose level rises and falls."""
    rng = np.random.default_rng(seed)
    level = 0.4 + 0.3 * np.sin(np.arange(n) / 50_000)
    return np.rint(np.clip(level * rng.standard_normal(n) / 3, -1, 0.999) * 32768) / 32768


@pytest.fixture(autouse=True)
def _everything_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overview_module, "SHORT", 1 << 16)


@pytest.fixture(scope="module")
def samples() -> np.ndarray:
    return sound(N)


@pytest.fixture(scope="module")
def path(tmp_path_factory, samples):
    folder = tmp_path_factory.mktemp("overview")
    return write_sparse(folder / "long.rf64", N, RATE_HZ, {0: samples})


@pytest.fixture(scope="module")
def exact(path, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(overview_module, "SHORT", 1 << 16)
        folder = tmp_path_factory.mktemp("exact")
        with Overview.open(path, background=False, folder=folder) as opened:
            opened.finish()
            yield opened


def oracle(samples: np.ndarray, start: int, stop: int, columns: int, unit: int):
    """Lowest and highest between edges rounded down to a unit; 0 outside."""
    edges = (start + np.arange(columns + 1) * (stop - start) // columns) // unit * unit
    low, high = np.zeros(columns), np.zeros(columns)
    for column, (first, last) in enumerate(itertools.pairwise(edges)):
        last = max(last, first + 1)
        part = samples[max(0, first) : max(0, last)]
        if len(part):
            low[column], high[column] = part.min(), part.max()
            if first < 0 or last > len(samples):
                low[column], high[column] = min(low[column], 0), max(high[column], 0)
    return low, high


@given(data=st.data())
def test_every_width_shows_the_extremes_of_every_sample(exact, samples, data) -> None:
    columns = data.draw(st.integers(1, 40))
    step = data.draw(st.sampled_from([1, 7, 100, 255, 256, 1000, 5000, 17_000, 60_000, 100_000]))
    start = data.draw(st.integers(-step, max(0, N - columns * step) + step))
    stop = start + columns * step
    unit = 1 if step < 256 else 64 if step < exact._pyramid.bin_size else exact._pyramid.bin_size
    low, high = exact.wave(start, stop, columns)
    wanted_low, wanted_high = oracle(samples, start, stop, columns, unit)
    inside = stop <= N  # the last bin of a recording ends with zeros
    if inside:
        np.testing.assert_array_equal(low, wanted_low.astype(np.float32))
        np.testing.assert_array_equal(high, wanted_high.astype(np.float32))
    else:
        assert (low <= wanted_low + 1e-6).all()
        assert (high >= wanted_high - 1e-6).all()


def test_more_columns_than_samples_repeat_them(exact, samples) -> None:
    low, high = exact.wave(100, 110, 40)
    np.testing.assert_array_equal(low, np.repeat(samples[100:110], 4).astype(np.float32))
    np.testing.assert_array_equal(low, high)


def test_a_first_look_is_marked_approximate_and_close(path, exact, tmp_path) -> None:
    with Overview.open(path, background=False, folder=tmp_path) as overview:
        assert not overview.is_exact(0, N, 50)
        assert overview.is_exact(0, 100_000, 1000)  # read as it is
        low, high = overview.wave(0, N, 50)
        wanted_low, wanted_high = exact.wave(0, N, 50)
        assert np.abs(low - wanted_low).mean() < 0.5 * np.abs(wanted_low).mean()
        assert np.abs(high - wanted_high).mean() < 0.5 * wanted_high.mean()
        assert overview.progress == 0


def test_a_look_stops_when_its_time_is_up_and_fills_from_neighbours(
    path, tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr(overview_module, "LOOK_S", 0.0)
    with Overview.open(path, background=False, folder=tmp_path) as overview:
        low, high = overview.wave(0, N, 50)
        assert (low == 0).all()  # nothing was looked at, nothing is made up
        overview._sample([0])
        low, high = overview.wave(0, N, 50)
        assert (low == low[0]).all()
        assert high[0] > 0


def test_the_pass_in_the_background_ends_exact_and_is_kept(path, exact, tmp_path) -> None:
    with Overview.open(path, folder=tmp_path) as overview:
        overview.finish()
        assert overview.exact
        assert overview.progress == 1.0
        np.testing.assert_array_equal(overview.wave(0, N, 33)[0], exact.wave(0, N, 33)[0])
    with Overview.open(path, folder=tmp_path) as again:
        assert again.exact
        np.testing.assert_array_equal(again.wave(0, N, 33)[1], exact.wave(0, N, 33)[1])
        np.testing.assert_array_equal(again.bands(0, N, 20), exact.bands(0, N, 20))


def test_what_is_kept_is_at_most_a_five_hundredth_of_the_file(path, tmp_path) -> None:
    with Overview.open(path, folder=tmp_path) as overview:
        overview.finish()
    kept = sum(one.stat().st_size for one in tmp_path.iterdir())
    assert 0 < kept <= 0.002 * path.stat().st_size


@pytest.mark.parametrize(("form", "channels"), [("flac", 1), ("ogg", 1), ("wav", 6), ("mp3", 2)])
def test_compressed_files_keep_to_their_share_too(tmp_path, form: str, channels: int) -> None:
    samples = np.repeat(sound(1 << 19)[:, None], channels, axis=1)
    path = write_form(tmp_path, form, samples, RATE_HZ)
    folder = tmp_path / "cache"
    with Overview.open(path, folder=folder) as overview:
        overview.finish()
        assert overview.exact
        low, high = overview.wave(0, 1 << 19, 20)
        assert (low < 0).all()
        assert (high > 0).all()
    kept = sum(one.stat().st_size for one in folder.glob("*"))
    assert kept <= 0.002 * path.stat().st_size


def test_a_moved_file_is_known_and_a_copy_is_once_it_was_compared(path, tmp_path) -> None:
    folder = tmp_path / "cache"
    with Overview.open(path, folder=folder) as overview:
        overview.finish()
    moved = tmp_path / "moved.rf64"
    shutil.copy2(path, moved)  # keeps the time, as moving does
    with Overview.open(moved, background=False, folder=folder) as overview:
        assert overview.exact
    os.utime(moved)
    with Overview.open(moved, background=False, folder=folder) as overview:
        assert not overview.exact
        overview.finish()
        assert overview.exact
    with Overview.open(moved, background=False, folder=folder) as overview:
        assert overview.exact


def test_a_change_between_the_blocks_that_are_compared_is_seen(samples, tmp_path) -> None:
    path = write_sparse(tmp_path / "a.rf64", N, RATE_HZ, {0: samples})
    folder = tmp_path / "cache"
    with Overview.open(path, folder=folder) as overview:
        overview.finish()
    before = pyramid.Fingerprint.of(path)
    at = N // 15 + 100_000
    changed = samples.copy()
    changed[at] = -0.9921875
    write_sparse(path, N, RATE_HZ, {0: changed})
    assert pyramid.Fingerprint.of(path).name == before.name
    with Overview.open(path, background=False, folder=folder) as overview:
        assert not overview.exact
        overview.finish()
        low, _ = overview.wave(0, N, 10)
        assert low[int(at / N * 10)] == -0.9921875


def test_another_channel_is_another_overview(tmp_path) -> None:
    left, right = sound(1 << 19), 0.25 * sound(1 << 19, seed=1)
    path = write_form(tmp_path, "wav", np.stack([left, right], axis=1), RATE_HZ)
    highs = []
    for channel in (0, 1, 0):
        with Overview.open(path, channel, background=False, folder=tmp_path / "cache") as overview:
            assert not overview.exact
            overview.finish()
            highs.append(overview.wave(0, 1 << 19, 8)[1].max())
    assert highs[0] == highs[2] > 2 * highs[1]


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 nonsense", None])
def test_a_damaged_cache_is_made_anew(path, exact, tmp_path, damage) -> None:
    with Overview.open(path, folder=tmp_path) as overview:
        overview.finish()
    (kept,) = tmp_path.iterdir()
    data = bytearray(kept.read_bytes())
    data[len(data) // 2] ^= 0xFF
    kept.write_bytes(bytes(data) if damage is None else damage)
    with Overview.open(path, background=False, folder=tmp_path) as overview:
        assert not overview.exact
        overview.finish()
        np.testing.assert_array_equal(overview.wave(0, N, 33)[0], exact.wave(0, N, 33)[0])


def test_old_pyramids_go_when_the_cache_is_full(path, samples, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(pyramid, "_CACHE_BYTES", 20_000)
    folder = tmp_path / "cache"
    for number in range(3):
        other = write_sparse(tmp_path / "a.rf64", N, RATE_HZ, {0: samples[number:]})
        with Overview.open(other, folder=folder) as overview:
            overview.finish()
    assert sum(one.stat().st_size for one in folder.iterdir()) <= 20_000
    with Overview.open(other, background=False, folder=folder) as overview:
        assert overview.exact


def test_cancelling_keeps_what_is_done(path, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(overview_module, "_PASS_COLUMNS", 1 << 19)

    def stop_at_half(progress: Progress) -> None:
        if progress.done * 2 > progress.total:
            monitor.cancel()

    monitor = Monitor(stop_at_half)
    with Overview.open(path, background=False, folder=tmp_path) as overview:
        with pytest.raises(Cancelled):
            overview.finish(monitor)
        assert 0.5 < overview.progress < 1
        assert overview.is_exact(0, N // 2, 20)
        assert not overview.is_exact(0, N, 20)
        assert not list(tmp_path.iterdir())
        overview.finish()
        assert overview.exact


def test_closing_ends_the_pass(path, tmp_path) -> None:
    overview = Overview.open(path, folder=tmp_path)
    overview.close()
    assert not any(thread.name == "overview" for thread in threading.enumerate())
    with pytest.raises(UnreadableRecording):
        overview.reader.read(0, 10)


def test_a_file_that_goes_away_is_a_problem_told(path, tmp_path) -> None:
    gone = tmp_path / "gone.rf64"
    shutil.copy2(path, gone)
    with Overview.open(gone, background=False, folder=tmp_path / "cache") as overview:
        gone.unlink()
        with pytest.raises(UnreadableRecording, match=r"gone\.rf64"):
            overview.finish()


def test_a_short_recording_is_exact_from_the_first_moment(tmp_path) -> None:
    samples = sound(5000)
    path = write_form(tmp_path, "wav", samples[:, None], RATE_HZ)
    with Overview.open(path, folder=tmp_path / "cache") as overview:
        assert overview.exact
        assert overview.column_size is None
        low, _ = overview.wave(0, 5000, 100)
        np.testing.assert_array_equal(low, samples.reshape(100, 50).min(axis=1).astype(np.float32))
    assert not (tmp_path / "cache").exists()
