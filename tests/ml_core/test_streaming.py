"""Streams: the same values as whole clips, and only new frames computed."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ml_core.frontend.log_mel import log_mel
from ml_core.frontend.spec import CP_MOBILE_16K, FRONT_ENDS, LogMelSpec
from ml_core.frontend.streaming import StreamingLogMel, WindowedFrontEnd
from tests.ml_core.front_ends import noise, small_specs


@given(
    spec=small_specs(),
    window=st.integers(300, 2000),
    hop=st.integers(1, 1500),
    starts=st.lists(st.integers(0, 40), min_size=1, max_size=8),
    grid=st.booleans(),
)
def test_a_window_is_computed_as_if_it_stood_alone(
    spec: LogMelSpec, window: int, hop: int, starts: list[int], grid: bool
) -> None:
    step = spec.hop if grid else 37
    stream = noise(40 * max(step, 37) + window)
    front_end = WindowedFrontEnd(spec, window, hop)
    for start in (step * position for position in starts):
        samples = stream[start : start + window]
        np.testing.assert_allclose(
            front_end.window_at(start, samples), log_mel(samples, spec), atol=2e-6
        )


@pytest.mark.parametrize("name", FRONT_ENDS)
@pytest.mark.parametrize("hop_s", [0.1, 0.25, 0.5, 1.0])
def test_presets_in_time_order(name: str, hop_s: float) -> None:
    spec = FRONT_ENDS[name]
    window = spec.sample_rate_hz
    stream = noise(4 * window)
    front_end = WindowedFrontEnd(spec, window, round(hop_s * window))
    for index in range(int(3 / hop_s)):
        start = round(index * hop_s * window)
        samples = stream[start : start + window]
        np.testing.assert_allclose(
            front_end.window_at(start, samples), log_mel(samples, spec), atol=2e-6
        )


def computed(spec: LogMelSpec, hop: int, n_windows: int) -> list[int]:
    """Frames computed for each of the windows."""
    window = spec.sample_rate_hz
    stream = noise(n_windows * hop + window)
    front_end = WindowedFrontEnd(spec, window, hop)
    counts, before = [], 0
    for index in range(n_windows):
        front_end.window_at(index * hop, stream[index * hop : index * hop + window])
        counts.append(front_end.n_computed - before)
        before = front_end.n_computed
    return counts


def test_only_new_frames_and_edges_are_computed() -> None:
    # 64 frames, of which 4 + 3 touch the edges; half a second is 32 hops.
    assert computed(CP_MOBILE_16K, 8000, 4) == [64, 32 + 7, 32 + 7, 32 + 7]


def test_without_padding_only_new_frames_are_computed() -> None:
    spec = replace(CP_MOBILE_16K, centre=False)
    first, second, third = computed(spec, 8000, 3)
    assert first == spec.n_frames(16_000)
    assert second == third == 32


def test_a_hop_off_the_frame_grid_shares_with_the_last_window_on_the_same_grid() -> None:
    # 1600 samples are 6.4 frames, so every fifth window (8000 samples) falls on the same grid.
    counts = computed(CP_MOBILE_16K, 1600, 10)
    assert counts == [64] * 5 + [32 + 7] * 5


def test_windows_that_do_not_overlap_share_nothing() -> None:
    assert computed(CP_MOBILE_16K, 16_000, 3) == [64, 64, 64]


def test_a_window_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="16000"):
        WindowedFrontEnd(CP_MOBILE_16K, 16_000, 8000).window_at(0, noise(15_999))


@given(
    spec=small_specs(),
    n_samples=st.integers(0, 5000),
    sizes=st.lists(st.integers(0, 900), max_size=12),
)
def test_streamed_frames_do_not_depend_on_the_blocks(
    spec: LogMelSpec, n_samples: int, sizes: list[int]
) -> None:
    stream = noise(n_samples)
    streaming = StreamingLogMel(spec)
    blocks = np.split(stream, np.minimum(np.cumsum(sizes, dtype=int), n_samples))
    pieces = [streaming.push(block) for block in blocks]
    expected = log_mel(stream, replace(spec, centre=False))
    np.testing.assert_allclose(np.concatenate(pieces, axis=1), expected, atol=2e-6)
