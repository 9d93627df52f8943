"""A clip of an hour in the player: shown at once, played from its file, nothing held."""

import numpy as np
import pytest

from ascstudio.project import sounds
from ml_core import api
from tests.ml_core.sound_files import write_form

RATE_HZ = 8000


class Loudspeaker:
    latency = 0.0

    def __init__(self) -> None:
        self.heard: list[np.ndarray] = []

    def start(self) -> None:
        pass

    def write(self, block: np.ndarray) -> None:
        self.heard.append(block[:, 0].copy())

    def close(self) -> None:
        pass


@pytest.fixture
def clip(tmp_path, monkeypatch) -> api.ClipRow:
    """Three seconds of the second channel, from the first second on: long, for this test."""
    monkeypatch.setattr(sounds, "LONG_S", 2.0)
    rng = np.random.default_rng(0)
    samples = rng.uniform(-0.1, 0.1, (5 * RATE_HZ, 2)).astype(np.float32)
    path = write_form(tmp_path, "wav", samples, RATE_HZ)
    return api.ClipRow(1, 1, tmp_path, path.name, 1.0, 3.0, recording_duration_s=5.0, channel=1)


def test_a_long_clip_is_shown_and_played_from_its_file(qtbot, clip) -> None:
    speaker = Loudspeaker()
    engine = api.Player(lambda _: speaker)
    engine.match_loudness = False
    player = sounds.ClipPlayer(player=engine)
    moved: list[float] = []
    player.moved.connect(moved.append)
    with qtbot.waitSignal(player.loaded) as loaded:
        player.show_clip(clip)
    (sound,) = loaded.args
    assert sound.log_mel.shape == (sounds.BANDS, sounds.MAX_FRAMES)
    assert sound.peaks.shape == (sounds.PEAKS, 2)
    assert sound.duration_s == 3.0
    assert isinstance(sound.samples, api.SampleReader)
    with qtbot.waitSignal(player.playing_changed, check_params_cb=lambda playing: not playing):
        player.toggle()
    wanted = api.read_samples(clip.path, start_s=1.0, duration_s=3.0, channel=1)
    heard = np.concatenate(speaker.heard)[: len(wanted)]
    np.testing.assert_allclose(heard[40:], wanted[40:], atol=1e-6)
    assert moved[-1] == pytest.approx(3.0)
    player.seek(1.5)
    assert moved[-1] == 1.5
    speaker.heard.clear()
    with qtbot.waitSignal(player.playing_changed, check_params_cb=lambda playing: not playing):
        player.toggle()
    heard = np.concatenate(speaker.heard)[: len(wanted) - 12_000]
    np.testing.assert_allclose(heard[40:], wanted[12_040:], atol=1e-6)
    player.shut_down()
