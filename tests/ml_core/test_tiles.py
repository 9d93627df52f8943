"""Spectrograms: scipy's numbers, and the same pixel whatever the tile, the view or the order."""

import itertools
from types import SimpleNamespace

import numpy as np
import pytest
import scipy.signal
from hypothesis import given
from hypothesis import strategies as st

from ml_core.progress import Cancelled, Monitor
from ml_core.recordings.overview import Overview
from ml_core.recordings.spectrum import FLOOR_DB, FrequencyRows, from_scale, to_scale
from ml_core.recordings.tiles import SpectrogramSettings, SpectrogramTiles, TileMemory
from tests.ml_core.sound_files import write_form, write_sparse

RATE_HZ = 16_000


def sound(n: int) -> np.ndarray:
    """Noise with a glide and a faint tone."""
    t = np.arange(n) / RATE_HZ
    rng = np.random.default_rng(0)
    glide = 0.3 * np.sin(2 * np.pi * (200 * t + 300 * t**2))
    faint = 1e-3 * np.sin(2 * np.pi * 5000 * t)
    return (glide + faint + 0.01 * rng.standard_normal(n)).astype(np.float32)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return write_form(tmp_path_factory.mktemp("tiles"), "wav", sound(100_000)[:, None], RATE_HZ)


@pytest.fixture(scope="module")
def tiles(path):
    with SpectrogramTiles(path, SpectrogramSettings(n_fft=512, scale="linear")) as opened:
        yield opened


def bin_rows(n_fft: int) -> tuple[float, float, int]:
    """A range whose rows are the bins 1 to n_fft / 2 - 1."""
    bin_hz = RATE_HZ / n_fft
    return 0.5 * bin_hz, (n_fft / 2 - 0.5) * bin_hz, n_fft // 2 - 1


def scipy_db(samples: np.ndarray, n_fft: int, hop: int) -> np.ndarray:
    """(n_fft / 2 - 1, n) decibels; frame i is centred on the middle of its hop."""
    padded = np.concatenate([np.zeros((n_fft - hop) // 2), samples, np.zeros(n_fft)])
    _, _, powers = scipy.signal.spectrogram(
        padded, window="hann", nperseg=n_fft, noverlap=n_fft - hop, detrend=False,
        scaling="spectrum", mode="psd",
    )  # fmt: skip
    # scipy's one-sided power of a full-scale sine is a half
    return 10 * np.log10(np.maximum(2 * powers[1:-1], 10 ** (FLOOR_DB / 10)))


@pytest.mark.parametrize("hop", [32, 64, 128, 256])
@pytest.mark.parametrize("first", [0, 37])
def test_every_pixel_is_what_scipy_computes(path, tiles, hop: int, first: int) -> None:
    with Overview.open(path) as overview:
        samples = overview.reader.read(0, overview.n_samples)
    low, high, height = bin_rows(512)
    n = 100_000 // hop - first  # as many columns as frames
    picture = tiles.image(first * hop, (first + n) * hop, low, high, n, height)
    wanted = scipy_db(samples, 512, hop)[:, first : first + n]
    np.testing.assert_allclose(picture, wanted, atol=1e-3)


def test_wider_columns_show_the_mean_power_of_what_scipy_computes(path, tiles) -> None:
    with Overview.open(path) as overview:
        samples = overview.reader.read(0, overview.n_samples)
    low, high, height = bin_rows(512)
    picture = tiles.image(0, 40 * 2048, low, high, 40, height)
    powers = 10 ** (scipy_db(samples, 512, 256)[:, : 40 * 8] / 10)
    wanted = 10 * np.log10(powers.reshape(height, 40, 8).mean(axis=2))
    np.testing.assert_allclose(picture, wanted, atol=1e-3)


@given(
    columns=st.integers(1, 300),
    per_column=st.sampled_from([8, 32, 50, 64, 333, 1024]),
    left=st.integers(-20, 200),
    cut=st.data(),
)
def test_a_pixel_is_the_same_whatever_the_view(tiles, columns, per_column, left, cut) -> None:
    whole = tiles.image(left * per_column, (left + columns) * per_column, 0, 8000, columns, 40)
    first = cut.draw(st.integers(0, columns - 1))
    last = cut.draw(st.integers(first + 1, columns))
    start, stop = (left + first) * per_column, (left + last) * per_column
    part = tiles.image(start, stop, 0, 8000, last - first, 40)
    np.testing.assert_array_equal(part, whole[:, first:last])


def test_a_cache_that_keeps_nothing_gives_the_same_picture(path, tiles, monkeypatch) -> None:
    whole = tiles.image(0, 100_000, 0, 8000, 777, 120)
    monkeypatch.setattr("ml_core.recordings.tiles._POWER_BYTES", 0)
    monkeypatch.setattr("ml_core.recordings.tiles._ROW_BYTES", 0)
    monkeypatch.setattr("ml_core.recordings.tiles.TILE_FRAMES", 37)
    with SpectrogramTiles(path, tiles.settings) as bare:
        again = bare.image(0, 100_000, 0, 8000, 777, 120)
    np.testing.assert_array_equal(again, whole)


@pytest.mark.parametrize("scale", ["mel", "linear", "log"])
def test_a_tone_stands_where_its_frequency_is(tmp_path, scale) -> None:
    samples = np.sin(2 * np.pi * 1000 * np.arange(RATE_HZ) / RATE_HZ)[:, None]
    path = write_form(tmp_path, "float", samples, RATE_HZ)
    rows = FrequencyRows(scale, 50.0, 8000.0, 300)
    with SpectrogramTiles(path, SpectrogramSettings(2048, scale)) as tiles:
        picture = tiles.image(4000, 12_000, 50.0, 8000.0, 100, 300)
    loudest = picture.mean(axis=1).argmax()
    edges = rows.edges_hz()
    assert edges[loudest] - 8 <= 1000 <= edges[loudest + 1] + 8
    assert -7 < picture.max() < 0.1  # a row wider than a bin has the mean of its bins


@given(hz=st.floats(20, 20_000), scale=st.sampled_from(["mel", "linear", "log"]))
def test_axes_lead_back(hz: float, scale) -> None:
    assert float(from_scale(to_scale(hz, scale), scale)) == pytest.approx(hz)


def test_outside_the_recording_is_silence_and_its_last_part_is_drawn(tmp_path) -> None:
    path = write_form(tmp_path, "wav", np.full((5000, 1), 0.5, np.float32), RATE_HZ)
    with SpectrogramTiles(path, SpectrogramSettings(512, "linear")) as tiles:
        picture = tiles.image(-1000, 7000, 0, 8000, 80, 20)
    assert (picture[:, :10] == FLOOR_DB).all()
    assert (picture[:, 60:] == FLOOR_DB).all()
    assert (picture[0, 10:60] > -40).all()


def test_a_long_recording_is_drawn_from_samples_first_and_exactly_later(
    tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr("ml_core.recordings.overview.SHORT", 1 << 16)
    n = 1 << 22
    noise = 0.1 * np.random.default_rng(0).standard_normal(n // 2)
    path = write_sparse(tmp_path / "long.rf64", n, RATE_HZ, {0: noise})
    with Overview.open(path, background=False, folder=tmp_path) as overview:
        tiles = SpectrogramTiles(path, SpectrogramSettings(2048, "mel"), overview=overview)
        width = n // overview.column_size // 4
        assert not tiles.is_exact(0, n, width)
        draft = tiles.image(0, n, 0, 8000, width, 50)
        overview.finish()
        assert tiles.is_exact(0, n, width)
        exact = tiles.image(0, n, 0, 8000, width, 50)
        half = width // 2
        assert np.abs(draft - exact)[:, :half].mean() < 3
        assert (exact[:, half:] < -120).all()
        # from the frames themselves, one step closer: the same level
        near = tiles.image(0, n // 4, 0, 8000, n // 2 // overview.column_size, 50)
        assert np.abs(near.mean() - exact[:, :half].mean()) < 1.0


def test_a_draft_is_close_and_only_worth_it_once(path, monkeypatch) -> None:
    monkeypatch.setattr("ml_core.recordings.tiles.LONG", 70_000)
    with SpectrogramTiles(path, SpectrogramSettings(512, "mel")) as tiles:
        assert tiles.takes_long(0, 100_000, 50)
        draft = tiles.image(0, 100_000, 0, 8000, 50, 40, draft=True)
        exact = tiles.image(0, 100_000, 0, 8000, 50, 40)
        assert draft.shape == exact.shape
        assert np.abs(draft - exact).mean() < 4
        assert not tiles.takes_long(0, 100_000, 50)
        assert not tiles.takes_long(0, 1000, 50)


@pytest.mark.parametrize(("n_fft", "long"), [(2048, False), (8192, True), (16384, True)])
def test_long_windows_of_a_short_clip_are_drafted_first(path, n_fft, long, monkeypatch) -> None:
    with SpectrogramTiles(path, SpectrogramSettings(n_fft, "mel")) as tiles:
        assert tiles.takes_long(0, 96_000, 1000) is long
        at_once = tiles.image(0, 96_000, 0, 8000, 64, 40, draft=True)
        monkeypatch.setattr("ml_core.recordings.tiles.READ_AT_ONCE", 0)
        monkeypatch.setattr("ml_core.recordings.tiles.DRAFT_S", 60)
        np.testing.assert_array_equal(at_once, tiles.image(0, 96_000, 0, 8000, 64, 40, draft=True))


def test_a_draft_is_ready_in_time_and_fills_up_from_neighbours(path, monkeypatch) -> None:
    ticks = itertools.count()
    clock = SimpleNamespace(monotonic=lambda: 0.02 * next(ticks))  # every look costs 20 ms
    monkeypatch.setattr("ml_core.recordings.tiles.time", clock)
    monkeypatch.setattr("ml_core.recordings.tiles.READ_AT_ONCE", 0)
    with SpectrogramTiles(path, SpectrogramSettings(512, "mel")) as tiles:
        draft = tiles.image(0, 100_000, 0, 8000, 64, 40, draft=True)
    assert len(np.unique(draft, axis=1).T) == 5
    assert next(ticks) < 10


def test_cancelling_stops(path) -> None:
    monitor = Monitor()
    monitor.cancel()
    with SpectrogramTiles(path) as tiles, pytest.raises(Cancelled):
        tiles.image(0, 100_000, 0, 8000, 100, 20, monitor)


def test_another_fft_size_is_refused() -> None:
    with pytest.raises(ValueError, match="1000"):
        SpectrogramSettings(n_fft=1000)


def test_what_is_closed_leaves_the_room_to_the_others(path):
    memory = TileMemory()
    with SpectrogramTiles(path, SpectrogramSettings(n_fft=256), memory=memory) as kept:
        before = kept.image(0, 20_000, 0.0, 8000.0, 50, 40)
        n_bytes = memory.powers.n_bytes, memory.rows.n_bytes
        assert min(n_bytes) > 0
        with SpectrogramTiles(path, SpectrogramSettings(n_fft=512), memory=memory) as other:
            other.image(0, 100_000, 0.0, 8000.0, 50, 40)
            assert memory.powers.n_bytes > n_bytes[0]
        assert (memory.powers.n_bytes, memory.rows.n_bytes) == n_bytes
        np.testing.assert_array_equal(kept.image(0, 20_000, 0.0, 8000.0, 50, 40), before)
