"""Pictures and sound of recordings: the newest wish wins, and a stretch is heard as asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from ascstudio.project.hearing import RecordingPlayer, Stretch
from ascstudio.project.pictures import RecordingPictures, RecordingShown, Wish
from ascstudio.widgets.canvas.pictures import Picture, Wave
from ascstudio.widgets.canvas.viewport import Viewport
from ml_core import api
from ml_core.recordings import tiles

RATE_HZ = 8000
SECONDS = 4.0


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    """A whisper with one loud second, from 2 to 3, at 1 kHz."""
    t = np.arange(int(SECONDS * RATE_HZ)) / RATE_HZ
    loud = np.where((t >= 2) & (t < 3), 0.5, 0.001)
    path = tmp_path / "walk.wav"
    api.write_wav(path, (loud * np.sin(2 * np.pi * 1000 * t)).astype(np.float32), RATE_HZ)
    return path


# Pictures


@pytest.fixture
def pictures(qtbot: QtBot) -> Iterator[RecordingPictures]:
    made = RecordingPictures()
    yield made
    made.shut_down()


def whole() -> Viewport:
    return Viewport.whole(SECONDS, 0.0, RATE_HZ / 2)


def test_a_recording_is_opened_and_drawn(
    qtbot: QtBot, pictures: RecordingPictures, recording: Path
) -> None:
    with qtbot.waitSignal(pictures.opened) as opened:
        pictures.show_recording(recording)
    assert opened.args == [RecordingShown(recording, SECONDS, RATE_HZ)]
    with qtbot.waitSignals([pictures.picture_ready, pictures.wave_ready]):
        shown: list[object] = []
        pictures.picture_ready.connect(shown.append)
        pictures.wave_ready.connect(shown.append)
        pictures.want(Wish(whole(), 80, 40))
    picture = next(one for one in shown if isinstance(one, Picture))
    wave = next(one for one in shown if isinstance(one, Wave))
    assert picture.level_db.shape == (40, 80)
    loudest = np.unravel_index(picture.level_db.argmax(), picture.level_db.shape)
    assert 40 <= loudest[1] < 60  # the third second of four
    assert wave.high[45:55].min() > 0.45
    assert wave.high[:35].max() < 0.01
    assert wave.peak == pytest.approx(0.5, abs=0.01)


def test_only_the_newest_wish_is_drawn_last(
    qtbot: QtBot, pictures: RecordingPictures, recording: Path
) -> None:
    with qtbot.waitSignal(pictures.opened):
        pictures.show_recording(recording)
    drawn: list[Picture] = []
    pictures.picture_ready.connect(drawn.append)
    for k in range(30):
        pictures.want(Wish(whole().shown(0.05 * k, 0.05 * k + 1), 300, 100))
    qtbot.waitUntil(lambda: bool(drawn) and drawn[-1].start_s == pytest.approx(1.45))
    assert len(drawn) < 30


def test_a_wish_for_another_recording_is_dropped(
    qtbot: QtBot, pictures: RecordingPictures, recording: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.wav"
    api.write_wav(other, np.zeros(RATE_HZ, np.float32), RATE_HZ)
    opened: list[RecordingShown] = []
    drawn: list[Picture] = []
    pictures.opened.connect(opened.append)
    pictures.picture_ready.connect(drawn.append)
    pictures.show_recording(recording)
    pictures.want(Wish(whole(), 50, 20))
    pictures.show_recording(other)
    qtbot.waitUntil(lambda: bool(opened))
    QCoreApplication.processEvents()
    assert [one.path for one in opened] == [other]
    assert not drawn


def test_what_the_model_sees_has_a_cell_per_band(
    qtbot: QtBot, pictures: RecordingPictures, recording: Path
) -> None:
    front_end = next(iter(api.FRONT_ENDS.values()))
    pictures.configure(api.SpectrogramSettings(), front_end)
    with qtbot.waitSignal(pictures.opened):
        pictures.show_recording(recording)
    with qtbot.waitSignal(pictures.picture_ready) as drawn:
        pictures.want(Wish(whole(), 50, 20))
    picture = drawn.args[0]
    assert picture.level_db.shape[0] == front_end.n_mels
    assert (picture.low_hz, picture.high_hz) == (front_end.f_min_hz, front_end.f_max_hz)


def test_all_that_is_looked_at_is_shown_as_the_model_sees_it(
    qtbot: QtBot, pictures: RecordingPictures, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Longer than the screen has room for, and through the channel that is listened to."""
    monkeypatch.setattr("ascstudio.project.pictures.MODEL_WHOLE_S", 2.0)
    monkeypatch.setattr("ascstudio.project.pictures.MODEL_DRAFT_FROM_S", 3.0)
    rng = np.random.default_rng(0)
    late = np.where(np.arange(int(SECONDS * RATE_HZ)) >= 3 * RATE_HZ, 0.1, 0.0)
    both = np.stack([np.zeros(len(late)), late * rng.normal(0, 1, len(late))], axis=1)
    path = tmp_path / "two.wav"
    api.write_wav(path, both.astype(np.float32), RATE_HZ)
    front_end = next(iter(api.FRONT_ENDS.values()))
    pictures.configure(api.SpectrogramSettings(), front_end)
    last: list[Picture] = []
    pictures.picture_ready.connect(last.append)
    spreads = []
    for channel in (0, 1):
        with qtbot.waitSignal(pictures.opened):
            pictures.show_recording(path, channel)
        last.clear()
        pictures.want(Wish(whole(), 40, 20))
        qtbot.waitUntil(lambda: len(last) == 2)  # a draft, then all of it
        assert (last[-1].start_s, last[-1].stop_s) == (0.0, SECONDS)
        assert last[-1].level_db.shape == (front_end.n_mels, 40)
        spreads.append(last[-1].level_db[:, 32:].mean() - last[-1].level_db[:, :28].mean())
    assert abs(spreads[0]) < 0.1
    assert spreads[1] > 10  # the last second of four


def test_another_axis_computes_no_spectrum_again(
    qtbot: QtBot,
    pictures: RecordingPictures,
    recording: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with qtbot.waitSignal(pictures.opened):
        pictures.show_recording(recording)
    with qtbot.waitSignal(pictures.picture_ready) as mel:
        pictures.want(Wish(whole(), 80, 40))
    computed: list[int] = []
    frame_powers = tiles.frame_powers
    monkeypatch.setattr(
        tiles, "frame_powers", lambda *given: computed.append(1) or frame_powers(*given)
    )
    with qtbot.waitSignal(pictures.picture_ready) as linear:
        pictures.configure(api.SpectrogramSettings(scale="linear"))
    assert not computed
    assert np.abs(linear.args[0].level_db - mel.args[0].level_db).max() > 10
    with qtbot.waitSignal(pictures.picture_ready):
        pictures.configure(api.SpectrogramSettings(n_fft=512))
    assert computed


def test_a_file_that_is_gone_is_said(
    qtbot: QtBot, pictures: RecordingPictures, tmp_path: Path
) -> None:
    with qtbot.waitSignal(pictures.failed) as failed:
        pictures.show_recording(tmp_path / "gone.wav")
    assert "gone.wav" in str(failed.args[0])


# Sound


class Room:
    """A loudspeaker that takes what it is given, and remembers it; open stays as long as asked."""

    def __init__(self) -> None:
        self.heard: list[np.ndarray] = []
        self.go_on = threading.Event()
        self.go_on.set()
        self.latency = 0.0

    def open(self, rate_hz: int) -> Room:
        return self

    def start(self) -> None:
        pass

    def write(self, block: np.ndarray) -> None:
        self.go_on.wait(10)
        self.heard.append(block[:, 0].copy())

    def close(self) -> None:
        pass

    def samples(self) -> np.ndarray:
        return np.concatenate(self.heard) if self.heard else np.zeros(0)


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def player(qtbot: QtBot, room: Room) -> Iterator[RecordingPlayer]:
    made = RecordingPlayer(player=api.Player(room.open))
    made.set_output("", match_loudness=False)
    yield made
    room.go_on.set()
    made.shut_down()


def test_a_stretch_is_heard_from_its_file(
    qtbot: QtBot, player: RecordingPlayer, room: Room, recording: Path
) -> None:
    player.show_recording(recording, None, (0.0, SECONDS), RATE_HZ)
    room.go_on.clear()
    player.play(Stretch(2.0, 3.0))  # wanted before it is open: it comes as soon as it is
    qtbot.waitUntil(lambda: player.playing)
    room.go_on.set()
    qtbot.waitUntil(lambda: not player.playing)
    loud = np.abs(room.samples()) > 0.1
    assert loud.sum() == pytest.approx(RATE_HZ * 6 / 8, rel=0.02)  # six of eight samples of a wave


def test_a_loop_goes_round_until_it_is_paused(
    qtbot: QtBot, player: RecordingPlayer, room: Room, recording: Path
) -> None:
    player.show_recording(recording, None, (0.0, SECONDS), RATE_HZ)
    player.play(Stretch(2.9, 3.1, at_s=3.0, loop=True))
    qtbot.waitUntil(lambda: len(room.samples()) > 3 * RATE_HZ)
    assert player.playing
    player.pause()
    assert not player.playing


def test_the_cursor_follows_what_is_heard(
    qtbot: QtBot, player: RecordingPlayer, room: Room, recording: Path
) -> None:
    moved: list[float] = []
    player.moved.connect(moved.append)
    player.show_recording(recording, None, (0.0, SECONDS), RATE_HZ)
    player.play(Stretch(1.0, 2.0))
    qtbot.waitUntil(lambda: bool(moved) and not player.playing)
    assert moved == sorted(moved)
    assert moved[0] >= 1.0
    assert moved[-1] == pytest.approx(2.0)


def test_without_a_loudspeaker_it_says_so(qtbot: QtBot, recording: Path) -> None:
    def nothing(rate_hz: int) -> Room:
        raise api.DeviceError("No loudspeaker.")

    player = RecordingPlayer(player=api.Player(nothing))
    player.show_recording(recording, None, (0.0, SECONDS), RATE_HZ)
    with qtbot.waitSignal(player.failed) as failed:
        player.play(Stretch(0.0, 1.0))
    assert "No loudspeaker" in str(failed.args[0])
    assert not player.playing
    player.shut_down()


def test_a_file_that_is_gone_is_said_and_another_can_be_heard(
    qtbot: QtBot, player: RecordingPlayer, room: Room, recording: Path, tmp_path: Path
) -> None:
    with qtbot.waitSignal(player.failed):
        player.show_recording(tmp_path / "gone.wav", None, (0.0, 1.0), RATE_HZ)
    player.show_recording(recording, None, (0.0, SECONDS), RATE_HZ)
    player.play(Stretch(2.0, 2.5))
    qtbot.waitUntil(lambda: player.playing)
    qtbot.waitUntil(lambda: not player.playing)
    assert np.abs(room.samples()).max() > 0.4


def test_nothing_that_was_computed_outlives_its_recording(
    qtbot: QtBot, pictures: RecordingPictures, recording: Path, tmp_path: Path
) -> None:
    memory = pictures._shelf._memory
    sizes = []
    for n in range(6):
        copied = tmp_path / f"{n}.wav"
        copied.write_bytes(recording.read_bytes())
        with qtbot.waitSignals([pictures.opened, pictures.picture_ready]):
            pictures.show_recording(copied)
            pictures.want(Wish(whole(), 80, 40))
        sizes.append(memory.powers.n_bytes + memory.rows.n_bytes)
    assert sizes[0] > 0
    assert sizes[-1] <= sizes[2]  # of the three that are open
    pictures.close_all()
    qtbot.waitUntil(lambda: (memory.powers.n_bytes, memory.rows.n_bytes) == (0, 0))
