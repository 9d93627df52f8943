"""The numpy front end against plain definitions."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ml_core.errors import AscError
from ml_core.frontend.log_mel import log_mel, mel_blocks, mel_matrix
from ml_core.frontend.spec import BEATS, CP_MOBILE_16K, FRONT_ENDS, YAMNET, LogMelSpec
from tests.ml_core.front_ends import noise, small_specs, specs
from tests.ml_core.slow_front_end import slow_log_mel, slow_mel_matrix


@given(spec=specs(), n_samples=st.integers(1, 9000), seed=st.integers(0, 9))
def test_it_is_the_definition(spec: LogMelSpec, n_samples: int, seed: int) -> None:
    samples = noise(n_samples, seed)
    result = log_mel(samples, spec)
    assert result.dtype == np.float32
    assert result.shape == (spec.n_mels, spec.n_frames(n_samples))
    np.testing.assert_allclose(result, slow_log_mel(samples, spec, mel_matrix(spec)), atol=1e-4)


@pytest.mark.parametrize("spec", FRONT_ENDS.values(), ids=FRONT_ENDS)
def test_a_batch_is_its_clips(spec: LogMelSpec) -> None:
    batch = np.stack([noise(spec.sample_rate_hz, seed) for seed in range(3)])
    np.testing.assert_array_equal(log_mel(batch, spec), [log_mel(clip, spec) for clip in batch])


@pytest.mark.parametrize(
    ("name", "frames"),
    [
        ("cp-mobile-16k", (256, 64)), ("cp-mobile-32k", (256, 64)), ("cp-resnet-16k", (256, 43)),
        ("cp-resnet-32k", (256, 43)), ("beats", (128, 98)), ("passt", (128, 100)),
        ("sepnet-32k", (512, 64)), ("dcase24-32k", (256, 65)),
    ],
)  # fmt: skip
def test_frames_of_a_second(name: str, frames: tuple[int, int]) -> None:
    spec = FRONT_ENDS[name]
    assert log_mel(noise(spec.sample_rate_hz), spec).shape == frames


def test_yamnet_patch() -> None:
    assert log_mel(noise(15_600), YAMNET).shape == (64, 96)


def test_long_recordings_are_computed_in_pieces_without_a_seam() -> None:
    samples, spec = noise(16_000 * 9), CP_MOBILE_16K
    np.testing.assert_allclose(
        log_mel(samples, spec), slow_log_mel(samples, spec, mel_matrix(spec)), atol=1e-4
    )


@given(spec=small_specs())
@settings(max_examples=10)
def test_mel_matrix_is_the_definition(spec: LogMelSpec) -> None:
    # Kaldi's bands are meant in float32
    atol = 5e-4 if spec.mel_formula == "kaldi" else 1e-6
    np.testing.assert_allclose(mel_matrix(spec), slow_mel_matrix(spec), atol=atol)


@given(spec=specs())
def test_blocks_hold_the_whole_mel_matrix(spec: LogMelSpec) -> None:
    rebuilt = np.zeros_like(mel_matrix(spec))
    for bands, bins, weights in mel_blocks(spec):
        rebuilt[bands, bins] = weights
    np.testing.assert_array_equal(rebuilt, mel_matrix(spec))


def test_a_tone_lights_its_band() -> None:
    spec = replace(CP_MOBILE_16K, preemphasis=0.0)
    tone = np.sin(2 * np.pi * 1000 * np.arange(16_000) / 16_000, dtype=np.float32)
    loudest = log_mel(tone, spec)[:, 32].argmax()
    mel = 1127 * np.log1p(np.array([1000.0, 7500.0]) / 700)
    assert abs(loudest - (mel[0] / mel[1] * 257 - 1)) < 1.5


@pytest.mark.parametrize(
    "change",
    [
        {"window": 4096},
        {"hop": 0},
        {"hop": 1537},
        {"power": 3.0},
        {"f_max_hz": 9000.0},
        {"floor": 0.0},
        {"scale": 0.0},
        {"mel_formula": "bark"},
    ],
)
def test_an_impossible_front_end_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(AscError, match=next(iter(change))):
        replace(CP_MOBILE_16K, **change)


@given(spec=specs())
def test_a_spec_travels_as_a_plain_table(spec: LogMelSpec) -> None:
    assert LogMelSpec.from_dict(spec.to_dict()) == spec


def test_settings_that_came_later_are_told_only_where_they_are_used() -> None:
    assert "per_frame" not in CP_MOBILE_16K.to_dict()
    assert BEATS.to_dict()["per_frame"] is True


def test_silence_is_finite_where_frames_lose_their_mean() -> None:
    assert np.isfinite(log_mel(np.zeros(16_000, np.float32), BEATS)).all()
    np.testing.assert_allclose(  # a constant is no sound to Kaldi
        log_mel(np.full(1600, 0.25, np.float32), BEATS), log_mel(np.zeros(1600, np.float32), BEATS)
    )


def test_a_table_with_other_keys_is_refused() -> None:
    table = CP_MOBILE_16K.to_dict()
    with pytest.raises(AscError, match="colour"):
        LogMelSpec.from_dict({**table, "colour": 1})
    with pytest.raises(AscError, match="no table"):
        LogMelSpec.from_dict("cp-mobile-16k")
    with pytest.raises(AscError, match="hop"):
        LogMelSpec.from_dict({key: value for key, value in table.items() if key != "hop"})


@pytest.mark.parametrize(
    ("setting", "value"),
    [("offset", -(10**30)), ("scale", float("nan")), ("scale", 0), ("floor", 10**30),
     ("preemphasis", float("inf")), ("n_mels", 1 << 40), ("n_fft", 1 << 18),
     ("sample_rate_hz", 10**12), ("hop", 0)],
)  # fmt: skip
def test_numbers_of_no_front_end_are_refused(setting: str, value: float) -> None:
    with pytest.raises(AscError, match=f"{setting}.* out of range"):
        LogMelSpec.from_dict(CP_MOBILE_16K.to_dict() | {setting: value})
