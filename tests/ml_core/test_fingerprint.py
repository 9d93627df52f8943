"""Fingerprints: the same sound is found again, another is not."""

from pathlib import Path

import numpy as np
import pytest
import soxr
from hypothesis import given, settings
from hypothesis import strategies as st

from ml_core.labelling.doctor.fingerprint import DENSE, FRAME_S, RATE_HZ, Fingerprint, Fingerprinter
from ml_core.labelling.doctor.twins import MIN_COHERENCE, coherence, compare, matches
from ml_core.recordings.decode import read_samples
from tests.ml_core.doctor_sounds import RATE, scene, write

SOUND = scene("street_traffic", 1, 4.0).astype(np.float32)
SECOND = SOUND[:RATE_HZ]


def printed(*pieces: np.ndarray) -> Fingerprint:
    fingerprinter = Fingerprinter()
    for piece in pieces:
        fingerprinter.push(piece.astype(np.float32))
    return fingerprinter.finish()


def equal(one: Fingerprint, two: Fingerprint) -> bool:
    same_hashes = np.array_equal(one.hashes, two.hashes)
    return same_hashes and np.array_equal(one.frames, two.frames)


@settings(max_examples=12)
@given(st.lists(st.integers(0, RATE_HZ), max_size=6))
def test_a_fingerprint_does_not_depend_on_the_pieces(cuts: list[int]) -> None:
    assert equal(printed(*np.split(SECOND, sorted(cuts))), printed(SECOND))


def test_long_sounds_are_looked_at_in_parts_that_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    sound = scene("park", 2, 20.0).astype(np.float32)
    whole = printed(sound)
    monkeypatch.setattr("ml_core.labelling.doctor.fingerprint._CHUNK", 50)
    assert equal(printed(*np.array_split(sound, 90)), whole)
    assert 0.8 * DENSE < len(whole.hashes) < 1.2 * DENSE  # a share of all


def test_level_and_polarity_change_nothing() -> None:
    whole = printed(SOUND)
    assert len(whole.hashes) > 500
    assert equal(printed(SOUND / 8), whole)
    assert equal(printed(-SOUND), whole)


@pytest.mark.parametrize("name", ["street_traffic", "park", "bus", "metro_station"])
def test_half_a_frame_later_a_tenth_of_the_hashes_is_the_same(name: str) -> None:
    """Without the interpolation it is half as many: the worst shift there is."""
    sound = scene(name, 6, 4.0)
    whole = printed(sound)
    (match,) = matches([whole, printed(sound[128:])])
    assert match.votes > 0.09 * len(whole.hashes)


def test_silence_and_nothing_have_no_fingerprint() -> None:
    for sound in (np.zeros(RATE_HZ), np.zeros(0), np.full(RATE_HZ, 0.2), SOUND[:1000]):
        assert not len(printed(sound).hashes)


def test_thinning_keeps_the_same_hashes_of_twins() -> None:
    whole, half = printed(SOUND), printed(SOUND[RATE_HZ:])
    thin = whole.thinned(0.3)
    assert set(half.thinned(0.3).hashes) & set(whole.hashes) <= set(thin.hashes)
    assert 0.2 < len(thin.hashes) / len(whole.hashes) < 0.4
    assert whole.thinned(1.0) is whole


def found(first: np.ndarray, second: np.ndarray) -> tuple[float, float, float] | None:
    """What the samples say about the pair, if the fingerprints agree; beside other sounds."""
    others = [scene(name, 50 + n).astype(np.float32) for n, name in enumerate(("bus", "tram"))]
    sounds = [others[0], first, others[1], second]
    pairs = {(one.first, one.second): one for one in matches([printed(one) for one in sounds])}
    assert pairs.keys() <= {(1, 3)}
    if (1, 3) not in pairs:
        return None

    def read(place: int, start_s: float, duration_s: float) -> np.ndarray:
        start = round(start_s * RATE_HZ)
        return (first, second)[place][start : start + round(duration_s * RATE_HZ)]

    lengths_s = [len(one) / RATE_HZ for one in (first, second)]
    return compare(read, pairs[1, 3].lag_s, lengths_s)


@pytest.mark.parametrize("form", ["ogg", "mp3", "opus", "flac"])
@pytest.mark.parametrize("name", ["street_traffic", "park", "metro_station"])
def test_a_copy_is_found_through_codec_level_shift_and_trim(
    tmp_path: Path, form: str, name: str
) -> None:
    sound = scene(name, 3, 4.0).astype(np.float32)
    shift = 5003  # samples: no multiple of a frame
    altered = 0.2 * sound[shift:-4000]
    copy = read_samples(tmp_path / write(tmp_path, "copy", altered, form), sample_rate_hz=RATE)
    answer = found(sound, copy)
    assert answer is not None
    score, lag_s, shared_s = answer
    assert score > 2 * MIN_COHERENCE
    assert lag_s == pytest.approx(-shift / RATE, abs=0.05)  # codecs add a delay of their own
    assert shared_s == pytest.approx(len(copy) / RATE, abs=0.1)


def test_another_rate_and_half_a_second_are_enough() -> None:
    lower = soxr.resample(soxr.resample(SOUND, RATE_HZ, 11_025), 11_025, RATE_HZ)
    assert found(SOUND, lower)[0] > 0.5
    assert found(SOUND, SOUND[20_000:28_500])[1] == pytest.approx(-20_000 / RATE_HZ, abs=1e-4)


def test_other_sounds_of_the_same_place_are_no_copies() -> None:
    rng = np.random.default_rng(5)
    noise = rng.normal(0, 0.1, (2, 4 * RATE_HZ)).astype(np.float32)
    assert found(noise[0], noise[1]) is None
    assert found(SOUND[: 2 * RATE_HZ], SOUND[2 * RATE_HZ :]) is None
    # a hum is the same everywhere, but whitened it says little
    t = np.arange(4 * RATE_HZ) / RATE_HZ
    hum = (0.3 * np.sin(2 * np.pi * 100 * t)).astype(np.float32)
    assert coherence(hum + noise[0], hum + noise[1])[0] < MIN_COHERENCE / 2


@settings(max_examples=12)
@given(st.integers(-900, 900), st.floats(0.01, 4.0))
def test_coherence_finds_the_lag_to_the_sample(lag: int, gain: float) -> None:
    middle = SOUND[2000:-2000]
    score, lag_s = coherence(middle, np.float32(gain) * SOUND[2000 - lag : len(SOUND) - 2000 - lag])
    assert lag_s * RATE_HZ == pytest.approx(lag, abs=1e-6)
    assert score > 0.9


def test_coherence_of_nothing_is_none() -> None:
    silence = np.zeros(RATE_HZ, np.float32)
    assert coherence(silence, silence)[0] < MIN_COHERENCE
    assert coherence(SOUND, silence)[0] < MIN_COHERENCE


def test_matches_say_where_and_come_in_order_of_votes() -> None:
    pieces = [SOUND, scene("bus", 9), SOUND[RATE_HZ:], SOUND[RATE_HZ * 3 :]]
    answer = matches([printed(piece) for piece in pieces])
    lags_s = {(one.first, one.second): one.lag_s for one in answer}
    assert lags_s == pytest.approx({(0, 2): -1.0, (0, 3): -3.0, (2, 3): -2.0}, abs=2 * FRAME_S)
    assert [one.votes for one in answer] == sorted((one.votes for one in answer), reverse=True)
    assert matches([]) == matches([printed(SOUND)]) == []
