"""Which windows a certificate is about: the test set, or everything and shifted copies."""

import numpy as np
import pytest

pytest.importorskip("torch")

from ml_core.datasets.importing import import_recordings
from ml_core.frontend.log_mel import log_mel
from ml_core.frontend.spec import LogMelSpec
from ml_core.project import Project
from ml_core.recordings.decode import write_wav
from ml_core.scenes import SceneSet
from ml_core.stages import certify, prepare
from ml_core.training.checkpoint import ModelCard

RATE_HZ = 16_000
WINDOW = 8_000
SPEC = LogMelSpec(sample_rate_hz=RATE_HZ, window=512, n_fft=512, hop=256, n_mels=8)


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """Four clips of 2, 5, 1 and 3 windows, none of whose values come twice."""
    folder = tmp_path_factory.mktemp("certify")
    rng = np.random.default_rng(0)
    for scene, sizes in (("park", (2.0, 4.5)), ("tram", (0.7, 2.2))):
        for number, size in enumerate(sizes):
            sound = rng.normal(0, 0.1, round(size * WINDOW)).astype(np.float32)
            (folder / "sounds" / scene).mkdir(parents=True, exist_ok=True)
            write_wav(folder / "sounds" / scene / f"{number}.wav", sound, RATE_HZ)
    with Project.create(folder / "project", "Certify") as project:
        import_recordings(project, folder / "sounds")
        yield project


@pytest.fixture
def data(project) -> prepare.Data:
    clips = tuple(sorted(project.clips(), key=lambda clip: clip.relative_path))
    return prepare.Data(SceneSet(("park", "tram")), clips[2:], (), clips[:2], "", "",
                        project.cache_dir)  # fmt: skip


CARD = ModelCard(
    network="cp-mobile-6k", head="cosine", scenes=SceneSet(("park", "tram")), front_end=SPEC,
    window_samples=WINDOW, embedding_size=8,
)  # fmt: skip


def heard(windows: certify.CertifiedWindows):
    batches = list(windows)
    log_mels = np.concatenate([batch.log_mel for batch in batches])
    return log_mels, [scene for batch in batches for scene in batch.scenes]


def test_a_test_set_that_is_large_enough_is_all(data, monkeypatch):
    monkeypatch.setattr(certify, "FEWEST", 7)
    windows = certify.CertifiedWindows(data, CARD)
    assert (windows.windows_of, windows.n, windows.n_shifted) == ("test", 7, 0)
    log_mels, scenes = heard(windows)
    assert scenes == ["park"] * 7
    source = data.source(data.test, SPEC)
    plain = np.concatenate([source.windows(index, WINDOW) for index in (0, 1)])
    np.testing.assert_array_equal(log_mels[:, 0], log_mel(plain, SPEC))


def test_a_small_one_is_filled_up_with_all_clips_and_shifted_copies(data, monkeypatch):
    monkeypatch.setattr(certify, "FEWEST", 150)
    monkeypatch.setattr(certify, "BATCH", 4)
    windows = certify.CertifiedWindows(data, CARD)
    assert windows.windows_of == "labelled"
    assert 150 <= windows.n < 150 + 5
    assert windows.n_shifted == windows.n - 11
    log_mels, scenes = heard(windows)
    assert log_mels.shape == (windows.n, 1, 8, SPEC.n_frames(WINDOW))
    assert scenes[:11] == ["park"] * 7 + ["tram"] * 4
    assert len(np.unique(log_mels.reshape(windows.n, -1), axis=0)) == windows.n


def test_a_shifted_copy_is_the_same_sound_from_another_beginning(data):
    source = data.source(data.test, SPEC)
    samples = source.samples(1)
    for first, n in ((0, 5), (2 * WINDOW, 3), (4 * WINDOW, 1)):
        stretch = certify._Stretch(1, first, n, shift=5000)
        found = certify._around(source, stretch, WINDOW).reshape(-1)
        turned = np.roll(samples, -5000)[first:]
        np.testing.assert_array_equal(found[: len(turned)], turned[: len(found)])
        assert not found[len(turned) :].any()


def test_a_shift_longer_than_a_clip_turns_it_round(data):
    source = data.source(data.train, SPEC)
    samples = source.samples(0)
    stretch = certify._Stretch(0, 0, 1, shift=WINDOW - 1)
    found = certify._around(source, stretch, WINDOW)[0]
    turned = np.roll(samples, -(WINDOW - 1))
    np.testing.assert_array_equal(found[: len(samples)], turned)
