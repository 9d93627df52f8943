"""Playing: the position is the only clock, a new clip replaces the old one, no device is told."""

import threading
from types import SimpleNamespace

import numpy as np
import pytest

from ml_core.errors import DeviceError, UnreadableRecording
from ml_core.recordings import playback
from ml_core.recordings.decode import mono_blocks
from ml_core.recordings.output import Loudspeaker as RealLoudspeaker
from ml_core.recordings.output import output_devices
from ml_core.recordings.playback import PEAK, Player, preview_gain
from ml_core.recordings.stretch import TimeStretch
from tests.ml_core.sound_files import write_form
from tests.virtual_microphone import VirtualMicrophone, what_is_missing

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


FADE = round(0.005 * RATE_HZ)


def heard_whole(player: Player, room: Room, number: int = -1) -> np.ndarray:
    """Let everything pass and wait for the end."""
    room.let_pass(100_000)
    while player.state().playing:
        threading.Event().wait(0.001)
    player.close()
    return room.speakers[number].samples()


def plain(room: Room) -> Player:
    """A player that leaves the level alone."""
    player = Player(room.open)
    player.match_loudness = False
    return player


@pytest.mark.parametrize("form", ["wav", "flac", "ogg", "mp3"])
def test_a_file_is_heard_from_the_sample_asked_for(tmp_path, room: Room, form: str) -> None:
    samples = 0.1 * np.random.default_rng(0).standard_normal((10 * RATE_HZ, 1))
    path = write_form(tmp_path, form, samples, RATE_HZ)
    whole = np.concatenate(list(mono_blocks(path)))
    player = plain(room)
    player.open(path)
    player.play(50_000, 70_000)
    heard = heard_whole(player, room)
    np.testing.assert_allclose(heard[FADE:20_000], whole[50_000 + FADE : 70_000], atol=1e-6)
    assert not heard[20_000:].any()
    assert player.state().position == 70_000


def test_what_cannot_be_opened_is_told_at_once(tmp_path, room: Room) -> None:
    with pytest.raises(UnreadableRecording, match="missing"):
        Player(room.open).open(tmp_path / "none.wav")


def test_a_pre_roll_begins_earlier_and_never_before_the_beginning(room: Room) -> None:
    clip = tone(2.0)
    player = plain(room)
    player.load(clip, RATE_HZ)
    player.play(8000, 9000, pre_roll_s=0.25)
    heard = heard_whole(player, room)
    np.testing.assert_array_equal(heard[FADE:3000], clip[6000 + FADE : 9000])
    player = plain(room)
    player.load(clip, RATE_HZ)
    player.play(100, 900, pre_roll_s=1.0)
    heard = heard_whole(player, room)
    np.testing.assert_array_equal(heard[FADE:900], clip[FADE:900])


def test_a_loop_goes_round_without_a_click_until_paused(room: Room) -> None:
    clip = np.random.default_rng(0).uniform(-0.1, 0.1, 2 * RATE_HZ).astype(np.float32)
    player = plain(room)
    player.load(clip, RATE_HZ)
    player.play(4000, 5000, loop=True)
    room.let_pass(40)
    while len(room.speakers[0].heard) < 40:
        threading.Event().wait(0.001)
    state = player.state()
    assert state.playing
    assert 4000 <= state.position <= 5000
    player.pause()
    room.let_pass(10)
    player.close()
    heard = room.speakers[0].samples()
    np.testing.assert_array_equal(heard[FADE:1000], clip[4000 + FADE : 5000])
    for turn in range(1, 4):
        start = 1000 * turn
        np.testing.assert_allclose(
            heard[start + FADE : start + 1000], clip[4000 + FADE : 5000], atol=1e-7
        )
        rising = np.arange(1, FADE + 1) / FADE
        seam = clip[4000 : 4000 + FADE] * rising + clip[5000 : 5000 + FADE] * rising[::-1]
        np.testing.assert_allclose(heard[start : start + FADE], seam, atol=1e-6)


@pytest.mark.parametrize("speed", [0.5, 0.8, 1.5, 2.0, 4.0])
def test_another_speed_keeps_the_pitch_and_the_place(room: Room, speed: float) -> None:
    n = 8 * RATE_HZ
    t = np.arange(n) / RATE_HZ
    bursts = (t % 1.0 < 0.1).astype(np.float32)  # a tenth of every second is heard
    clip = (0.3 * np.sin(2 * np.pi * 440 * t) * bursts).astype(np.float32)
    player = plain(room)
    player.load(clip, RATE_HZ)
    player.set_speed(speed)
    player.play()
    heard = heard_whole(player, room)
    assert len(heard) == pytest.approx(n / speed, rel=0.01)
    level = np.convolve(np.abs(heard), np.ones(80) / 80, mode="same")
    for second in range(1, 8):
        begins = round(second * RATE_HZ / speed)
        around = level[begins - 400 : begins + 400]
        rise = int(np.argmax(around > 0.1)) - 400
        assert abs(rise) <= 0.02 * RATE_HZ  # 20 ms
        length = round(0.1 * RATE_HZ / speed)
        burst = heard[begins + length // 5 : begins + length]
        crossings = np.count_nonzero(np.diff(np.signbit(burst)))
        assert crossings / 2 / (len(burst) / RATE_HZ) == pytest.approx(440, rel=0.12)


def test_the_position_counts_the_speed_and_waits_at_a_jump(room: Room, monkeypatch) -> None:
    now = SimpleNamespace(monotonic=lambda: 0.0)  # the clock stands: only what was taken counts
    monkeypatch.setattr(playback, "time", now)
    player = plain(room)
    player.load(tone(10.0), RATE_HZ)
    player.set_speed(2.0)
    player.play(8000)
    room.let_pass(50)  # 20 ms each
    while player.state().position < 8000 + 49 * 320:
        threading.Event().wait(0.001)
    player.seek(60_000)
    assert player.state().position == 60_000
    room.let_pass(1)
    player.pause()
    room.let_pass(10)
    player.close()


def test_the_cursor_follows_what_is_heard_not_what_was_written(room: Room, monkeypatch) -> None:
    """A device that holds 100 ms: the cursor is 100 ms behind, and goes on between writes."""
    now = SimpleNamespace(s=0.0)
    monkeypatch.setattr(playback, "time", SimpleNamespace(monotonic=lambda: now.s))
    clock = playback._Clock(RATE_HZ, 0.1)
    for number in range(10):
        clock.writing(playback._Mark(160 * number, 1000 + 160 * number, 99_999, 1.0), 160)
        clock.written()
        now.s += 0.02  # the device takes a block every 20 ms
        expected = 1000 + max(0, 160 * (number + 2) - 800)
        expected = min(expected, 1000 + 160 * (number + 1))
        assert clock.position() == pytest.approx(expected, abs=1)
    now.s += 10.0  # nothing is written any more: the last sample is the last
    assert clock.position() == 1000 + 1600


def test_a_loop_at_double_speed_is_told_where_it_is() -> None:
    clock = playback._Clock(RATE_HZ, 0.0)
    clock.writing(playback._Mark(0, 7000, 7160, 2.0), 80)
    clock.writing(playback._Mark(80, 4000, 7160, 2.0), 80)
    clock.written()
    assert 4000 <= clock.position() <= 7160


def test_something_loud_after_a_quiet_beginning_does_not_clip(room: Room, tmp_path) -> None:
    quiet = 0.002 * np.random.default_rng(0).standard_normal(60 * RATE_HZ)
    quiet[30 * RATE_HZ : 30 * RATE_HZ + 4000] = 0.9 * np.sin(np.arange(4000) / 3)
    path = write_form(tmp_path, "float", quiet[:, None].astype(np.float32), RATE_HZ)
    player = Player(room.open)
    player.open(path, span=(0, 20 * RATE_HZ))  # whose loudness is told from the quiet part
    player.play(29 * RATE_HZ, 32 * RATE_HZ)
    heard = heard_whole(player, room)
    assert np.abs(heard[:RATE_HZ]).max() > 0.02  # brought up
    assert np.abs(heard).max() <= 1.0
    loud = heard[RATE_HZ + FADE : RATE_HZ + 4000]
    assert np.mean(np.abs(loud) > 0.99) < 0.01


def test_a_file_that_goes_away_while_it_plays_is_told(room: Room, tmp_path) -> None:
    path = write_form(tmp_path, "wav", tone(20.0)[:, None], RATE_HZ)
    player = plain(room)
    player.open(path)
    player.play()
    room.let_pass(3)
    while not room.speakers or len(room.speakers[0].heard) < 3:
        threading.Event().wait(0.001)
    player._sound.close()  # what a share that is gone looks like
    room.let_pass(10_000)
    while player.state().playing:
        threading.Event().wait(0.001)
    assert isinstance(player.state().problem, UnreadableRecording)
    player.close()


def test_stretching_at_normal_speed_changes_nothing() -> None:
    clip = np.random.default_rng(0).uniform(-0.5, 0.5, 4 * RATE_HZ).astype(np.float32)
    sound = playback._Samples(clip, RATE_HZ)
    stretch = TimeStretch(sound.read, RATE_HZ)
    hops = [stretch.hop_at(at, 1.0) for at in range(1000, 20_000, stretch.hop)]
    joined = np.concatenate(hops)
    np.testing.assert_allclose(joined, clip[1000 : 1000 + len(joined)], atol=1e-6)


@pytest.mark.skipif(bool(what_is_missing()), reason=what_is_missing())
def test_a_real_loudspeaker_plays_by_name() -> None:
    with VirtualMicrophone() as cable, pytest.MonkeyPatch.context() as patch:
        for name, value in cable.environment.items():
            patch.setenv(name, value)
        names = [device.name for device in output_devices()]
        player = Player()
        player.device = next(name for name in names if name in ("pulse", "default"))
        player.load(tone(0.5), RATE_HZ)
        player.play()
        while player.state().playing:
            threading.Event().wait(0.01)
        assert player.state().problem is None
        assert player.state().position == RATE_HZ // 2
        player.close()
        with pytest.raises(DeviceError, match="no such thing"):
            RealLoudspeaker(RATE_HZ, "no such thing")
    output_devices()  # PortAudio forgets the cable
