"""Clipped, offset, silent, too short: what is wrong is found, what only looks so is not."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ml_core.errors import UnreadableRecording
from ml_core.labelling.doctor.levels import levels
from ml_core.labelling.doctor.measure import measure
from ml_core.labelling.doctor.problems import DoctorLimits, Problem
from ml_core.progress import Cancelled, Monitor
from ml_core.project import ClipRow
from ml_core.recordings.decode import write_wav

RATE = 16_000
LIMITS = DoctorLimits()


@pytest.fixture(scope="module")
def examine(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., dict[str, Problem]]:
    path = tmp_path_factory.mktemp("levels") / "a.wav"

    def run(
        samples: np.ndarray, start_s: float = 0.0, duration_s: float = 0.0, **facts: Any
    ) -> dict[str, Problem]:
        write_wav(path, samples, RATE, facts.pop("subtype", "PCM_16"))
        measured, _ = measure(path, facts.pop("channel", None))
        clip = ClipRow(1, 1, path.parent, "a.wav", start_s, duration_s or len(samples) / RATE)
        return {problem.kind: problem for problem in levels(clip, measured, LIMITS)}

    return run


def noise(duration_s: float = 2.0, level: float = 0.1, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(0, level, round(duration_s * RATE))


def hum(hz: float, level: float, duration_s: float = 2.0) -> np.ndarray:
    return level * np.sin(2 * np.pi * hz * np.arange(round(duration_s * RATE)) / RATE)


@settings(max_examples=12)
@given(st.floats(0.05, 0.6), st.floats(0.05, 1.0), st.integers(0, 5))
def test_clipping_is_found_also_after_the_level_was_turned_down(
    examine: Callable[..., dict[str, Problem]], level: float, gain: float, seed: int
) -> None:
    sound = noise(level=level, seed=seed)
    cut = 2.5 * level
    share = np.mean(np.abs(sound) >= cut)  # 1.2 % of a normal distribution
    found = examine(gain * np.clip(sound, -cut, cut) * min(1.0, 0.99 / cut))
    if gain * min(cut, 0.99) >= 0.012:  # steps of the converter become as large
        assert set(found) == {"clipped"}
        assert found["clipped"].fix == "exclude"
        told = float(found["clipped"].detail.split(" %")[0])
        assert told == pytest.approx(100 * share, rel=0.1)


@settings(max_examples=12)
@given(st.floats(0.01, 0.35), st.integers(0, 20))
def test_loud_sound_that_is_not_cut_off_is_fine(
    examine: Callable[..., dict[str, Problem]], level: float, seed: int
) -> None:
    sound = noise(level=level, seed=seed)
    assert not examine(0.999 * sound / np.abs(sound).max())
    assert not examine(sound * min(1.0, 0.9 / np.abs(sound).max()))


@settings(max_examples=12)
@given(st.floats(40, 400), st.floats(0.02, 0.999))
@example(hz=100.3, level=0.1)
def test_a_hum_is_not_clipped_at_its_crests(
    examine: Callable[..., dict[str, Problem]], hz: float, level: float
) -> None:
    assert "clipped" not in examine(hum(hz, level))


def test_coarse_steps_are_not_clipping(examine: Callable[..., dict[str, Problem]]) -> None:
    assert not examine(np.round(noise() * 128) / 128)
    assert not examine(np.clip(noise(level=0.001), -0.003, 0.003))  # far below any limiter


def test_over_full_scale_is_clipped(examine: Callable[..., dict[str, Problem]]) -> None:
    assert set(examine(noise(level=0.5), subtype="FLOAT")) == {"clipped"}


def test_clipping_counts_where_the_clip_is(examine: Callable[..., dict[str, Problem]]) -> None:
    sound = np.concatenate([noise(2.0, 0.05), np.clip(noise(1.0, 0.5), -0.8, 0.8)])
    assert set(examine(sound)) == {"clipped"}
    assert not examine(sound, 0.0, 2.0)
    assert set(examine(sound, 2.0, 1.0)) == {"clipped"}


def test_one_bad_channel_is_enough(examine: Callable[..., dict[str, Problem]]) -> None:
    good, bad = noise(), np.clip(noise(level=0.5, seed=1), -0.7, 0.7) + 0.05
    assert set(examine(np.stack([good, bad], axis=1))) == {"clipped", "dc_offset"}
    assert not examine(np.stack([good, bad], axis=1), channel=0)


@settings(max_examples=12)
@given(st.sampled_from([-1, 1]), st.floats(0.002, 0.3), st.floats(0.001, 0.2))
def test_an_offset_is_found(
    examine: Callable[..., dict[str, Problem]], sign: int, offset: float, level: float
) -> None:
    found = examine(noise(level=level) + sign * (offset + 0.0002 + 0.12 * level))
    assert "dc_offset" in found
    assert ("above" if sign > 0 else "below") in found["dc_offset"].detail


@settings(max_examples=12)
@given(st.floats(0.7, 40), st.floats(0.01, 0.5))
@example(hz=0.45, level=0.3)  # not a whole number of swings
def test_rumble_is_no_offset(
    examine: Callable[..., dict[str, Problem]], hz: float, level: float
) -> None:
    assert "dc_offset" not in examine(hum(hz, level, 3.0) + noise(3.0, 0.01))


def test_silence_is_found_and_trimmed_to_what_sounds(
    examine: Callable[..., dict[str, Problem]],
) -> None:
    silence = np.zeros(3 * RATE)
    assert set(examine(silence)) == {"silent"}
    assert examine(silence)["silent"].fix == "exclude"
    assert set(examine(silence + 0.01)) == {"silent", "dc_offset"}  # a constant is no sound
    late = examine(np.concatenate([silence, noise(2.0)]))["silent"]
    assert (late.fix, late.stretch) == ("trim", (3.0, 2.0))
    of_later = examine(np.concatenate([noise(1.0), silence, noise(2.0)]), 1.5, 4.5)["silent"]
    assert of_later.stretch == pytest.approx((4.0, 2.0))
    # what is left would be too short, or as silent as before
    assert examine(np.concatenate([silence, noise(0.5)]))["silent"].fix == "exclude"
    gaps = np.concatenate([noise(0.2), silence, noise(0.2), silence])
    assert examine(gaps)["silent"].fix == "exclude"
    assert not examine(np.concatenate([silence, noise(3.2)]))  # not most of it
    assert not examine(noise(level=0.0005))  # a quiet room


def test_short_clips_are_lengthened_where_there_is_more(
    examine: Callable[..., dict[str, Problem]],
) -> None:
    alone = examine(noise(0.5))["too_short"]
    assert (alone.fix, alone.stretch) == ("exclude", None)
    assert not examine(noise(1.0))
    inside = examine(noise(5.0), 2.0, 0.4)["too_short"]
    assert (inside.fix, inside.stretch) == ("extend", (1.7, 1.0))
    assert examine(noise(5.0), 0.0, 0.4)["too_short"].stretch == (0.0, 1.0)
    assert examine(noise(5.0), 4.6, 0.4)["too_short"].stretch == (4.0, 1.0)


def test_the_fewest_samples_and_the_shortest_clips_are_measured(
    examine: Callable[..., dict[str, Problem]],
) -> None:
    assert set(examine(np.array([0.5]))) >= {"too_short"}
    assert set(examine(noise(2.0), 1.99999, 0.00001)) == {"too_short"}
    assert set(examine(noise(2.0), 2.5, 1.0)) == {"too_short"}  # the file has become shorter


def test_measuring_can_be_cancelled_and_tells_of_bad_files(tmp_path: Path) -> None:
    (tmp_path / "bad.wav").write_bytes(b"RIFF....WAVEnonsense")
    with pytest.raises(UnreadableRecording):
        measure(tmp_path / "bad.wav")
    write_wav(tmp_path / "good.wav", noise(), RATE)
    monitor = Monitor()
    monitor.cancel()
    with pytest.raises(Cancelled):
        measure(tmp_path / "good.wav", None, monitor)


def test_blocks_do_not_depend_on_how_the_file_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = np.stack([np.clip(noise(3.05), -0.2, 0.2), noise(3.05, seed=4)], axis=1)
    write_wav(tmp_path / "a.wav", sound, RATE)
    whole, mark = measure(tmp_path / "a.wav")
    assert len(whole.power) == 31
    assert whole.duration_s == pytest.approx(3.05)
    monkeypatch.setattr("ml_core.recordings.decode._BLOCK_VALUES", 1234)
    again, same = measure(tmp_path / "a.wav")
    np.testing.assert_allclose(again.power, whole.power, rtol=1e-5)
    np.testing.assert_array_equal(again.clipped, whole.clipped)
    np.testing.assert_allclose(again.offset, whole.offset, atol=1e-6)
    np.testing.assert_array_equal(same.hashes, mark.hashes)
