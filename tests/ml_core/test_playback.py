"""Playing: the position is the only clock, a new clip replaces the old one, no device is told."""

import threading

import numpy as np
import pytest

from ml_core.errors import DeviceError
from ml_core.recordings.playback import PEAK, Player, preview_gain

RATE_HZ = 8000


class Loudspeaker:
    """Takes blocks as fast as it is allowed to."""

    latency = 0.0

    def __init__(self, rate_hz: int, gate: threading.Semaphore) -> None:
        self.rate_hz = rate_hz
        self.heard: list[np.ndarray] = []
        self.closed = threading.Event()
        self._gate = gate

    def start(self) -> None:
        pass

    def write(self, block: np.ndarray) -> None:
        assert block.dtype == np.float32
        assert block.ndim == 2
        self._gate.acquire(timeout=5)
        self.heard.append(block[:, 0].copy())

    def close(self) -> None:
        self.closed.set()

    def samples(self) -> np.ndarray:
        return np.concatenate(self.heard)


class Room:
    """Opens loudspeakers and lets a number of blocks pass."""

    def __init__(self) -> None:
        self.gate = threading.Semaphore(0)
        self.speakers: list[Loudspeaker] = []

    def open(self, rate_hz: int) -> Loudspeaker:
        self.speakers.append(Loudspeaker(rate_hz, self.gate))
        return self.speakers[-1]

    def let_pass(self, blocks: int) -> None:
        for _ in range(blocks):
            self.gate.release()


@pytest.fixture
def room() -> Room:
    return Room()


def tone(seconds: float) -> np.ndarray:
    return (0.1 * np.sin(np.arange(round(seconds * RATE_HZ)) / 5)).astype(np.float32)


def test_the_whole_clip_is_heard_once(room: Room) -> None:
    player, clip = Player(room.open), tone(0.5)
    player.load(clip, RATE_HZ)
    player.play()
    room.let_pass(1000)
    assert room.speakers or player.state().playing
    while player.state().playing:
        threading.Event().wait(0.001)
    heard = room.speakers[0].samples()[: len(clip)]
    fade = round(0.005 * RATE_HZ)
    np.testing.assert_allclose(heard[fade:], clip[fade:] * preview_gain(clip), rtol=1e-6)
    state = player.state()
    assert (state.position, state.n_samples) == (len(clip), len(clip))
    player.close()
    assert room.speakers[0].closed.is_set()


def test_pausing_keeps_the_position_and_playing_goes_on(room: Room) -> None:
    player, clip = Player(room.open), tone(2.0)
    player.load(clip, RATE_HZ)
    player.play()
    room.let_pass(10)
    while player.state().position < 5 * 160:
        threading.Event().wait(0.001)
    player.pause()
    room.let_pass(1000)
    player.close()
    stood = player.state().position
    assert 0 < stood < len(clip)
    player.play()
    while player.state().playing:
        threading.Event().wait(0.001)
    rest = room.speakers[1].samples()
    again = clip[stood:] * preview_gain(clip)
    np.testing.assert_allclose(rest[40 : len(again)], again[40:], rtol=1e-6)


def test_seeking_is_heard_from_there(room: Room) -> None:
    player, clip = Player(room.open), tone(1.0)
    player.load(clip, RATE_HZ)
    player.seek(6000)
    player.play()
    room.let_pass(1000)
    while player.state().playing:
        threading.Event().wait(0.001)
    heard = room.speakers[0].samples()
    wanted = clip[6000:] * preview_gain(clip)
    np.testing.assert_allclose(heard[40 : len(wanted)], wanted[40:], rtol=1e-6)


def test_another_clip_replaces_the_present_one(room: Room) -> None:
    player = Player(room.open)
    player.load(tone(5.0), RATE_HZ)
    player.play()
    room.let_pass(3)
    player.load(tone(0.1), RATE_HZ)
    assert not player.state().playing
    assert player.state().position == 0
    room.let_pass(1000)
    player.close()
    assert room.speakers[0].closed.is_set()


def test_a_missing_loudspeaker_is_told_in_words() -> None:
    def none(rate_hz: int) -> Loudspeaker:
        raise DeviceError("No loudspeaker.", hint="Plug one in.")

    player = Player(none)
    player.load(tone(0.1), RATE_HZ)
    player.play()
    player.close()
    state = player.state()
    assert not state.playing
    assert state.problem is None  # closing came first, or the problem was told
    player.play()
    while player.state().playing:
        threading.Event().wait(0.001)
    problem = player.state().problem
    assert problem is not None
    assert "No loudspeaker" in problem.message


@pytest.mark.parametrize("level", [1e-4, 0.01, 0.3, 1.0])
def test_previews_are_equally_loud_and_never_clip(level: float) -> None:
    clip = level * np.sin(np.arange(RATE_HZ) / 7).astype(np.float32)
    played = clip * preview_gain(clip)
    assert np.abs(played).max() <= PEAK + 1e-6
    rms = float(np.sqrt(np.mean(played**2)))
    assert rms == pytest.approx(10 ** (-23 / 20), rel=0.01) or level < 0.01


def test_silence_stays_silence() -> None:
    assert preview_gain(np.zeros(100, np.float32)) == 1.0
