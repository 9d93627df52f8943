"""Evidence: a planted event is found, and what is heard of it is exactly it."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from noise_bundle import (
    EMBEDDING_SIZE,
    RATE_HZ,
    SCENES,
    SPEC,
    WINDOW,
    network,
    sound,
    write_tiny_bundle,
)

from ml_core.bundle import Bundle
from ml_core.bundle.session import Session
from ml_core.cli import main
from ml_core.evaluation.metrics import softmax
from ml_core.explaining import Explainer, evidence_sound
from ml_core.frontend.log_mel import log_mel
from ml_core.frontend.spec import BEATS, CP_MOBILE_32K, YAMNET
from ml_core.progress import Cancelled, Monitor
from ml_core.recordings.decode import read_samples, write_wav


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    return write_tiny_bundle(tmp_path_factory.mktemp("bundle") / "tiny.ascbundle")


@pytest.fixture(scope="module")
def treble_bundle(bundle: Bundle) -> Bundle:
    """Its network calls hiss what is loud in the upper half of the mel bands, and nothing else."""
    weights = np.zeros((len(SCENES), EMBEDDING_SIZE), np.float32)
    weights[SCENES.index("hiss"), EMBEDDING_SIZE // 2 :] = 2.0
    return replace(bundle, entries={**bundle.entries, "int8.onnx": network(weights, "log_mel")})


def planted(start_s: float) -> np.ndarray:
    """A faint murmur in which it hisses for a third of a second."""
    samples = sound("murmur", 1.0, 5, level=0.002)
    first = round(start_s * RATE_HZ)
    n = round(0.35 * RATE_HZ)
    samples[first : first + n] += sound("hiss", 1.0, 6, level=0.3)[:n]
    return samples


@pytest.mark.parametrize("start_s", [0.0, 0.3, 0.65])
def test_a_planted_event_is_found(treble_bundle: Bundle, start_s: float) -> None:
    found = Explainer(treble_bundle).explain(planted(start_s), "hiss")
    n_frames = found.heat.shape[1]
    centre_s = np.arange(n_frames) * SPEC.hop / RATE_HZ
    inside = (centre_s > start_s - 0.1) & (centre_s < start_s + 0.45)
    mel_hz = 700 * np.expm1(np.linspace(0, 1127 * np.log1p(7500 / 700), SPEC.n_mels + 2)[1:-1]
                            / 1127)  # fmt: skip
    hissing = mel_hz > 2500
    band, frame = np.unravel_index(found.heat.argmax(), found.heat.shape)
    assert hissing[band]
    assert inside[frame]
    hottest = found.heat >= np.quantile(found.heat, 0.95)
    assert hottest[np.outer(hissing, inside)].sum() / hottest.sum() > 0.9
    assert (hottest <= (found.mask > 0)).all()


def test_the_heat_is_what_hiding_costs(bundle: Bundle) -> None:
    """Held against a plain loop over the masks."""
    window = sound("hum", 1.0, 3)
    found = Explainer(bundle).explain(window)
    whole = log_mel(window, SPEC)
    session, neutral = Session(bundle, "int8"), np.median(whole.mean(axis=1))
    index = bundle.manifest.scenes.index(found.scene)

    def odds(values: np.ndarray) -> float:
        share = softmax(session.run(values[None, None].astype(np.float32))[0])[0, index]
        return float(np.log(share) - np.log1p(-share))

    def bumps(n: int, parts: int) -> list[np.ndarray]:
        if parts == 1:
            return [np.ones(n)]
        width = n / parts
        made = []
        for start in (np.arange(2 * parts - 1) * width / 2).tolist():
            x = (np.arange(n) + 0.5 - start) / width
            made.append(np.where((x >= 0) & (x < 1), np.sin(np.pi * x) ** 2, 0.0))
        return made

    told = np.zeros(whole.shape)
    for parts in ((10, 5), (10, 1), (1, 5)):
        above, below = np.zeros(whole.shape), np.full(whole.shape, 1e-9)
        for rows in bumps(whole.shape[0], parts[0]):
            for columns in bumps(whole.shape[1], parts[1]):
                bump = np.outer(rows, columns)
                hidden = np.where(bump > 0, neutral, whole)
                above += (odds(whole) - odds(hidden)) * bump
                below += bump
        told += above / below
    np.testing.assert_allclose(found.heat, told, atol=2e-3)
    assert found.chance == pytest.approx(
        softmax(session.run(whole[None, None])[0] / 1.7)[0, index], abs=1e-5
    )


def test_evidence_alone_is_tried_out(bundle: Bundle) -> None:
    found = Explainer(bundle).explain(sound("hiss", 1.0, 1))
    assert found.scene == found.alone_scene == "hiss"
    assert found.alone > found.without
    assert 0 < found.mask.mean() <= 0.5
    assert set(np.unique(found.mask)) == {0.0, 1.0}


def test_it_can_be_cancelled(bundle: Bundle) -> None:
    monitor = Monitor()
    monitor.cancel()
    with pytest.raises(Cancelled):
        Explainer(bundle).explain(sound("hiss", 1.0, 1), monitor=monitor)


@pytest.mark.parametrize("spec", [SPEC, CP_MOBILE_32K, YAMNET, BEATS])
@settings(max_examples=8)
@given(seed=st.integers(0, 1000))
def test_evidence_and_rest_are_the_sound(spec, seed: int) -> None:
    generator = np.random.default_rng(seed)
    n = spec.sample_rate_hz // 2
    samples = generator.normal(size=n).astype(np.float32)
    mask = (generator.random((spec.n_mels, spec.n_frames(n))) < 0.3).astype(np.float32)
    alone, rest = evidence_sound(samples, mask, spec)
    assert alone.shape == rest.shape == samples.shape
    np.testing.assert_allclose(alone + rest, samples, atol=1e-6)
    nothing, all_of_it = evidence_sound(samples, 0 * mask, spec)
    assert not nothing.any()
    np.testing.assert_array_equal(all_of_it, samples)


def test_a_tone_in_the_evidence_is_heard_and_one_beside_it_is_not() -> None:
    t = np.arange(WINDOW) / RATE_HZ
    low, high = (0.2 * np.sin(2 * np.pi * hz * t).astype(np.float32) for hz in (500, 4000))
    mask = np.zeros((SPEC.n_mels, SPEC.n_frames(WINDOW)), np.float32)
    mask[: SPEC.n_mels // 2] = 1  # up to about 1.6 kHz
    alone, rest = evidence_sound(low + high, mask, SPEC)
    inner = slice(2000, -2000)
    assert np.std((alone - low)[inner]) < 0.01 * np.std(low)
    assert np.std((rest - high)[inner]) < 0.01 * np.std(high)


def test_a_mask_in_time_lets_only_that_time_through() -> None:
    samples = sound("murmur", 1.0, 2)
    mask = np.zeros((SPEC.n_mels, SPEC.n_frames(WINDOW)), np.float32)
    mask[:, 28:36] = 1  # around the middle
    alone, _ = evidence_sound(samples, mask, SPEC)
    assert np.abs(alone[: round(0.33 * WINDOW)]).max() < 0.01 * np.abs(samples).max()
    assert np.abs(alone[round(0.67 * WINDOW) :]).max() < 0.01 * np.abs(samples).max()
    middle = slice(round(0.49 * WINDOW), round(0.51 * WINDOW))
    assert np.std(alone[middle]) > 0.5 * np.std(samples[middle])


def test_asc_explain(bundle: Bundle, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, alone, rest = (tmp_path / name for name in ("a.wav", "alone.wav", "rest.wav"))
    write_wav(file, np.concatenate([sound("hum", 1.0, 1), sound("hiss", 1.4, 1)]), RATE_HZ)
    words = ["explain", str(bundle.path), str(file)]
    assert main([*words, "--at", "1", "--evidence", str(alone), "--rest", str(rest), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["scene"] == "hiss"
    assert np.shape(answer["heat"]) == (SPEC.n_mels, SPEC.n_frames(WINDOW))
    both = read_samples(alone, sample_rate_hz=RATE_HZ) + read_samples(rest, sample_rate_hz=RATE_HZ)
    heard = read_samples(file, sample_rate_hz=RATE_HZ)[RATE_HZ : 2 * RATE_HZ]
    np.testing.assert_allclose(both, heard, atol=2e-4)
    assert main([*words, "--scene", "moon"]) == 1
    assert 'no scene "moon"' in capsys.readouterr().err
