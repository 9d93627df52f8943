"""One law above all: what is decided depends on the samples, not on how they arrived."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from noise_bundle import RATE_HZ, SCENES, WINDOW, sound, with_no_reference, write_tiny_bundle

from ml_core.bundle import Bundle
from ml_core.bundle.session import Session
from ml_core.errors import AscError
from ml_core.evaluation.metrics import softmax
from ml_core.frontend.log_mel import log_mel
from ml_core.live.classifier import Decision, SceneClassifier, classify_file
from ml_core.recordings.decode import write_wav


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    return write_tiny_bundle(tmp_path_factory.mktemp("bundle") / "tiny.ascbundle")


def decide(classifier: SceneClassifier, samples: np.ndarray, cuts: list[int]) -> list[Decision]:
    decisions = []
    for block in np.split(samples, sorted(min(cut, len(samples)) for cut in cuts)):
        decisions += classifier.push(block)
    return decisions + classifier.finish()


STREAM = np.concatenate(
    [sound("hum", 1.7, 1), np.zeros(9000, np.float32), sound("hiss", 1.9, 2), sound("murmur", 1, 3)]
)


def test_a_short_rest_does_not_make_a_recording_unknown(bundle: Bundle) -> None:
    samples = np.concatenate([sound("hum", 1, 4), sound("hiss", 1, 4)[:20]])
    classifier = SceneClassifier(bundle, unknown="strict")
    (whole,) = classifier.push(samples)
    (rest,) = classifier.finish()
    alone = SceneClassifier(bundle, unknown="strict")
    alone.push(samples[:RATE_HZ])
    assert alone.overall()[0] == whole.scene == "hum"
    cosines = classifier._sum[1] / classifier._windows_heard
    np.testing.assert_allclose(cosines, alone._sum[1] / alone._windows_heard, atol=3e-3)
    for scene, score in classifier.overall()[1].items():
        assert score == pytest.approx((whole.scores[scene] + rest.scores[scene]) / 2, abs=2e-6)


@given(
    cuts=st.lists(st.integers(0, len(STREAM)), max_size=12),
    length=st.one_of(
        st.integers(1, len(STREAM)), st.integers(1, len(STREAM) // 4000).map(lambda n: 4000 * n)
    ),
    hop_s=st.sampled_from([1.0, 0.5, 1 / 3, 0.25, 1.7]),
    smoothing=st.sampled_from(["none", "steady", "quick"]),
    unknown=st.sampled_from(["off", "normal"]),
)
def test_blocks_do_not_matter(
    bundle: Bundle, cuts: list[int], length: int, hop_s: float, smoothing: str, unknown: str
) -> None:
    options = {"hop_s": hop_s, "smoothing": smoothing, "unknown": unknown}
    samples = STREAM[:length]
    whole = decide(SceneClassifier(bundle, **options), samples, [])
    assert decide(SceneClassifier(bundle, **options), samples, cuts) == whole
    found = [(round(d.t_s * RATE_HZ), round(d.duration_s * RATE_HZ)) for d in whole]
    assert found == windows_of(length, hop_s)


def windows_of(length: int, hop_s: float) -> list[tuple[int, int]]:
    """(start, samples) of whole windows, then of a shorter one if they left a rest."""
    starts = [round(i * hop_s * RATE_HZ) for i in range(1 + int(length / (hop_s * RATE_HZ)))]
    whole = [(start, WINDOW) for start in starts if start + WINDOW <= length]
    covered = whole[-1][0] + WINDOW if whole else 0
    rest = [(start, length - start) for start in starts[len(whole) :] if start < length]
    return whole + (rest[:1] if covered < length else [])


def test_each_window_is_decided_as_if_it_stood_alone(bundle: Bundle) -> None:
    session = Session(bundle)
    decisions = decide(SceneClassifier(bundle, hop_s=0.5, unknown="off"), STREAM, [])
    for decision in decisions:
        start = round(decision.t_s * RATE_HZ)
        window = np.zeros(WINDOW, np.float32)
        rest = STREAM[start : start + WINDOW]
        window[: len(rest)] = rest
        logits, embedding = session.run(log_mel(window, bundle.manifest.front_end)[None, None])
        np.testing.assert_allclose(list(decision.scores.values()), softmax(logits)[0], atol=1e-4)
        np.testing.assert_allclose(
            list(decision.calibrated.values()), softmax(logits / 1.7)[0], atol=1e-4
        )
        np.testing.assert_allclose(decision.embedding, embedding[0], atol=1e-3)
        if decision.signal == "ok":
            assert decision.scene == SCENES[int(np.argmax(logits))]


def test_hears_the_scenes_and_names_no_silence(bundle: Bundle) -> None:
    classifier = SceneClassifier(bundle)
    decisions = decide(
        classifier,
        np.concatenate(
            [sound("hum", 2, 5), np.zeros(2 * RATE_HZ, np.float32), sound("hiss", 2, 6)]
        ),
        [],
    )
    assert [d.scene for d in decisions] == ["hum", "hum", None, None, "hiss", "hiss"]
    assert [d.signal for d in decisions] == ["ok", "ok", "silent", "silent", "ok", "ok"]


def test_far_from_everything_is_unknown(bundle: Bundle) -> None:
    foreign = sound("whistle", 3, 8)
    assert all(d.scene for d in decide(SceneClassifier(bundle, unknown="off"), foreign, []))
    strict = decide(SceneClassifier(bundle, unknown="strict"), foreign, [])
    assert [d.scene for d in strict] == [None] * 3
    assert all(d.signal == "ok" and d.closest in SCENES for d in strict)
    known = decide(SceneClassifier(bundle, unknown="normal"), sound("hum", 5, 9), [])
    assert {d.scene for d in known} == {"hum"}


def test_a_file_is_the_mean_of_its_usable_windows(bundle: Bundle, tmp_path: Path) -> None:
    samples = np.concatenate(
        [sound("hum", 3, 11), np.zeros(RATE_HZ, np.float32), sound("hiss", 1.4, 12)]
    )
    write_wav(tmp_path / "walk.wav", samples, RATE_HZ)
    decision = classify_file(bundle, tmp_path / "walk.wav", unknown="off")
    assert decision.scene == "hum"
    usable = [list(d.scores.values()) for d in decision.windows if d.signal == "ok"]
    assert len(usable) == 5
    np.testing.assert_allclose(list(decision.scores.values()), np.mean(usable, axis=0), atol=2e-6)
    assert decision.windows[-1].duration_s == pytest.approx(0.4)
    live = decide(SceneClassifier(bundle, unknown="off"), samples, [5, 4000, 31_999, 60_000])
    assert list(decision.windows) == live


def test_a_silent_file_has_no_scene(bundle: Bundle, tmp_path: Path) -> None:
    write_wav(tmp_path / "nothing.wav", np.zeros(RATE_HZ, np.float32), RATE_HZ)
    assert classify_file(bundle, tmp_path / "nothing.wav").scene is None


def test_fp32_is_another_network(bundle: Bundle) -> None:
    samples = sound("murmur", 1, 21)
    (int8,) = decide(SceneClassifier(bundle), samples, [])
    (fp32,) = decide(SceneClassifier(bundle, precision="fp32"), samples, [])
    assert int8.scene == fp32.scene == "murmur"
    assert int8.scores != fp32.scores


def test_a_bundle_without_reference_still_decides(bundle: Bundle) -> None:
    bare = dataclasses.replace(bundle, manifest=dataclasses.replace(bundle.manifest, thresholds={}))
    bare = with_no_reference(bare)
    (decision,) = decide(SceneClassifier(bare, unknown="strict"), sound("hum", 1, 3), [])
    assert decision.scene == "hum"


def test_an_impossible_hop_is_refused(bundle: Bundle) -> None:
    with pytest.raises(AscError, match="hop"):
        SceneClassifier(bundle, hop_s=0.0)
