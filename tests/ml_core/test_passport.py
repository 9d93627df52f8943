"""The passport of a microphone: a known filter is found again, and what it leads to."""

import csv
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from noise_bundle import RATE_HZ, SPEC, WINDOW, write_tiny_bundle

from ml_core.bundle import Bundle, DeviceStatistics
from ml_core.cli import main
from ml_core.errors import AscError
from ml_core.frontend.log_mel import log_mel, mel_matrix
from ml_core.microphone import heard_as, make_passport, measure_quality, response_of
from ml_core.recordings.decode import read_samples, write_wav
from ml_core.recordings.device_responses import (
    impulse_response,
    minimum_phase,
    synthesise_responses,
)


def place(seed: int, seconds: float = 15.0, level: float = 0.05) -> np.ndarray:
    """Noise that falls by 3 dB per octave, with a beat: what is to be heard, not the device."""
    n = round(seconds * RATE_HZ)
    generator = np.random.default_rng(seed)
    hz = np.fft.rfftfreq(n, 1 / RATE_HZ)
    spectrum = np.fft.rfft(generator.standard_normal(n)) / np.sqrt(np.maximum(hz, 30.0))
    noise = np.fft.irfft(spectrum, n) * (0.7 + 0.3 * np.sin(np.arange(n) / RATE_HZ))
    return (level * noise / noise.std()).astype(np.float32)


def statistics(device: str, samples: np.ndarray, n: int = 40, accuracy: float = 0.6):
    windows = samples[: len(samples) // WINDOW * WINDOW].reshape(-1, WINDOW)
    heard = log_mel(windows, SPEC)
    return DeviceStatistics(
        device, heard.mean(axis=(0, 2)), heard.std(axis=(0, 2)), n, accuracy,
        accuracy - 0.1, accuracy + 0.1,
    )  # fmt: skip


RESPONSES: Mapping[str, np.ndarray] = dict(
    zip("abcd", synthesise_responses(RATE_HZ, n_responses=4, seed=5), strict=True)
)
ACCURACY = {"a": 0.8, "b": 0.7, "c": 0.6, "d": 0.5}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    return write_tiny_bundle(tmp_path_factory.mktemp("bundle") / "tiny.ascbundle")


@pytest.fixture(scope="module")
def bundle(plain: Bundle) -> Bundle:
    """A bundle that was measured with four devices."""
    rows = tuple(
        statistics(name, heard_as(place(1), response), accuracy=ACCURACY[name])
        for name, response in RESPONSES.items()
    )
    return replace(plain, reference=replace(plain.reference, statistics=rows))


def true_gains_db(name: str, hz: np.ndarray) -> np.ndarray:
    """Of a device against the average of all four, in third octaves, the middle one at zero."""
    curves = []
    for response in RESPONSES.values():
        power = np.abs(np.fft.rfft(response, 1 << 15)) ** 2
        bins = np.fft.rfftfreq(1 << 15, 1 / RATE_HZ)
        edge = 2 ** (1 / 6)
        curves.append(
            [10 * np.log10(power[(bins >= c / edge) & (bins < c * edge)].mean()) for c in hz]
        )
    gains = np.array(curves)[list(RESPONSES).index(name)] - np.mean(curves, axis=0)
    return gains - np.median(gains)


@pytest.mark.parametrize("name", RESPONSES)
@pytest.mark.parametrize("gain_db", [0.0, -25.0])
def test_a_known_filter_is_found_again(bundle: Bundle, name: str, gain_db: float) -> None:
    samples = heard_as(place(77), RESPONSES[name]) * np.float32(10 ** (gain_db / 20))
    found = make_passport(samples, bundle)
    nearest = found.nearest
    assert nearest is not None
    assert nearest.device == name
    assert nearest.nearest > 0.9
    assert found.clear
    assert found.expected == pytest.approx((ACCURACY[name], ACCURACY[name] - 0.1,
                                            ACCURACY[name] + 0.1), abs=1e-6)  # fmt: skip
    # where the front end's own floor does not hide it
    difference = np.array(found.response_db) - true_gains_db(name, np.array(found.hz))
    inner = np.array(found.hz) > 150  # below, a window of 96 ms smears the bands
    limit_db = 1.5 if gain_db == 0 else 6.0
    assert np.abs(difference[inner]).max() < limit_db
    assert np.sqrt(np.mean(difference[inner] ** 2)) < limit_db / 2


def test_the_response_is_the_mean_log_mel_against_that_of_the_devices(bundle: Bundle) -> None:
    samples = heard_as(place(3, 10.0), RESPONSES["b"])
    found = make_passport(samples, bundle)
    windows = samples.reshape(-1, WINDOW)
    natural = np.log(np.exp(log_mel(windows, SPEC) * SPEC.scale - SPEC.offset)).mean(axis=(0, 2))
    usual = np.mean([row.log_mel_mean for row in bundle.reference.statistics], axis=0)
    by_mel = 10 / np.log(10) * (natural - (usual * SPEC.scale - SPEC.offset))
    centres = mel_matrix(SPEC) @ np.arange(SPEC.n_fft // 2 + 1) * RATE_HZ / SPEC.n_fft
    sums = mel_matrix(SPEC).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        centres = centres / sums
    edge = 2 ** (1 / 6)
    told = np.array(
        [by_mel[(centres >= hz / edge) & (centres < hz * edge)].mean() for hz in found.hz]
    )
    np.testing.assert_allclose(found.response_db, told - np.median(told), atol=0.3)


def test_what_was_heard_becomes_another_device(bundle: Bundle) -> None:
    samples = heard_as(place(9), RESPONSES["a"])
    found = make_passport(samples, bundle)
    turned = heard_as(samples, response_of(found, RATE_HZ, "d"))
    nearest = make_passport(turned, bundle).nearest
    assert nearest is not None
    assert nearest.device == "d"
    assert turned.std() == pytest.approx(samples.std(), rel=1e-3)
    unnamed = replace(found, devices=(replace(found.devices[0], device=""), *found.devices[1:]))
    for known, first in ((found, found.devices[0].device), (unnamed, "the unnamed device")):
        with pytest.raises(AscError, match='device "z"') as refused:
            response_of(known, RATE_HZ, "z")
        assert refused.value.hint.startswith(f"It was with {first}, ")


def test_no_device_stands_out_for_a_microphone_between_two(bundle: Bundle) -> None:
    two = [np.abs(np.fft.rfft(RESPONSES[name], 1 << 14)) for name in "ab"]
    between = minimum_phase(10 * np.log10(two[0] * two[1]), 1024).astype(np.float32)
    found = make_passport(heard_as(place(4), between), bundle)
    assert not found.clear
    assert found.held_out
    accuracy = {**bundle.manifest.accuracy, "held_out": False}
    learned = replace(bundle, manifest=replace(bundle.manifest, accuracy=accuracy))
    assert not make_passport(place(4, 6.0), learned).held_out


def test_few_clips_promise_nothing(plain: Bundle) -> None:
    row = statistics("phone", place(1), n=3)
    few = replace(plain, reference=replace(plain.reference, statistics=(row,)))
    found = make_passport(place(2, 6.0), few)
    assert found.nearest is not None
    assert found.expected is None
    none = make_passport(place(2, 6.0), plain)
    assert none.nearest is None
    assert none.expected is None
    assert not none.clear
    assert len(none.hz) == len(none.response_db) == len(none.error_db)


def test_two_devices_that_may_be_it_are_both_counted(plain: Bundle) -> None:
    sounds = place(1)
    rows = (statistics("a", sounds, accuracy=0.9), statistics("b", sounds, accuracy=0.5))
    rows = (rows[0], replace(rows[1], log_mel_mean=rows[1].log_mel_mean + np.float32(1e-4)))
    twins = replace(plain, reference=replace(plain.reference, statistics=rows))
    found = make_passport(place(8), twins)
    assert found.expected is not None
    assert not found.clear
    assert {one.device for one in found.near} == {"a", "b"}
    assert found.expected == pytest.approx((0.7, 0.4, 1.0))  # their mean, and what holds theirs


def test_silence_is_no_passport(bundle: Bundle) -> None:
    with pytest.raises(AscError, match="usable signal"):
        make_passport(np.zeros(10 * RATE_HZ, np.float32), bundle)
    with pytest.raises(AscError, match="usable signal"):
        make_passport(np.zeros(0, np.float32), bundle)


@settings(max_examples=12)
@given(noise_db=st.floats(-80, -40), louder_db=st.floats(10, 30), seed=st.integers(0, 99))
def test_the_noise_floor_is_that_of_the_pauses(
    noise_db: float, louder_db: float, seed: int
) -> None:
    generator = np.random.default_rng(seed)
    samples = generator.normal(size=10 * RATE_HZ) * 10 ** (noise_db / 20)
    speaking = (np.arange(len(samples)) // (RATE_HZ // 2)) % 3 > 0  # two thirds of the time
    samples[speaking] *= 10 ** (louder_db / 20)
    found = measure_quality(samples.astype(np.float32), RATE_HZ, 7500.0)
    assert found.noise_db == pytest.approx(noise_db, abs=0.5)


@pytest.mark.parametrize("limit_hz", [1000.0, 3400.0, 5500.0])
def test_what_a_codec_cut_off_is_found(limit_hz: float) -> None:
    samples = place(5, 10.0)
    spectrum = np.fft.rfft(samples)
    spectrum[np.fft.rfftfreq(len(samples), 1 / RATE_HZ) > limit_hz] *= 1e-3
    cut = np.fft.irfft(spectrum, len(samples)).astype(np.float32)
    found = measure_quality(cut, RATE_HZ, 7500.0)
    assert found.cut_high
    assert found.high_hz == pytest.approx(limit_hz, rel=0.13)
    assert not found.cut_low


def test_a_gentle_roll_off_is_no_limit_of_the_band() -> None:
    hz, gains = np.array([50.0, 2000.0, 4000.0, 8000.0]), np.array([0.0, 0.0, -24.0, -48.0])
    dull = heard_as(place(6, 10.0), impulse_response(hz, gains, RATE_HZ))
    found = measure_quality(dull, RATE_HZ, 7500.0)
    assert (found.low_hz, found.high_hz, found.cut_low, found.cut_high) == (50.0, 7500.0, False,
                                                                            False)  # fmt: skip
    assert measure_quality(np.zeros(RATE_HZ, np.float32), RATE_HZ, 7500.0).noise_db == -120.0


@settings(max_examples=12)
@given(seed=st.integers(0, 1000))
def test_an_impulse_response_has_the_gains_it_was_asked_for(seed: int) -> None:
    generator = np.random.default_rng(seed)
    hz = 50 * 2 ** (np.arange(22) / 3)
    gains = np.cumsum(generator.uniform(-3, 3, len(hz)))
    response = impulse_response(hz, gains, RATE_HZ)
    power = np.abs(np.fft.rfft(response, 1 << 16)) ** 2
    bins = np.fft.rfftfreq(1 << 16, 1 / RATE_HZ)
    told = 10 * np.log10(np.interp(hz, bins, power))
    inner = hz > 150  # below, a response of 64 ms cannot follow
    np.testing.assert_allclose(told[inner], gains[inner], atol=1.0)


def test_asc_passport(bundle: Bundle, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write_tiny_bundle(tmp_path / "tiny.ascbundle").path
    sound = tmp_path / "room.wav"
    write_wav(sound, place(3, 8.0), RATE_HZ)
    out = tmp_path / "response.wav"
    assert main(["passport", str(file), str(sound), "--response", str(out), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["usable_s"] == 8.0
    assert len(answer["hz"]) == len(answer["response_db"])
    assert answer["quality"]["clipped"] == 0.0
    assert answer["nearest"] is None
    assert answer["written"] == {"response": str(out)}
    assert len(read_samples(out, sample_rate_hz=RATE_HZ)) == round(0.064 * RATE_HZ)
    assert main(["passport", str(file), str(sound), "--as", "s4"]) == 1
    assert "belong together" in capsys.readouterr().err
    assert bundle.reference.statistics  # the one that was written knows no device


def test_real_microphones_are_told_apart_by_real_places(plain: Bundle, data_dir: Path) -> None:
    """Half of the recordings measure the devices; on the other half each is found again."""
    folder = data_dir / "real_scenes"
    with (folder / "meta.csv").open(encoding="utf-8") as table:
        rows = list(csv.DictReader(table, delimiter="\t"))
    rng = np.random.default_rng(0)
    sources = sorted({row["identifier"] for row in rows})
    measured = set(rng.permutation(sources)[: len(sources) // 2].tolist())

    def some(inside: bool, n: int) -> np.ndarray:
        of = [row for row in rows if (row["identifier"] in measured) == inside]
        chosen = rng.permutation(len(of))[:n]
        return np.concatenate(
            [read_samples(folder / of[i]["filename"], sample_rate_hz=RATE_HZ) for i in chosen]
        )

    irs = sorted((data_dir / "device_irs" / "audio").glob("micirp__*.wav"))[:45:15]
    responses = {path.stem: read_samples(path, sample_rate_hz=RATE_HZ) for path in irs}
    held = some(True, 8)
    stats = tuple(statistics(name, heard_as(held, ir)) for name, ir in responses.items())
    bundle = replace(plain, reference=replace(plain.reference, statistics=stats))
    heard = some(False, 3)
    found = {name: make_passport(heard_as(heard, ir), bundle) for name, ir in responses.items()}
    assert {name: one.nearest and one.nearest.device for name, one in found.items()} == {
        name: name for name in responses
    }
