"""The session the Live page looks at, fed by hand so that every moment is known."""

import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from noise_bundle import RATE_HZ, SPEC, sound, write_tiny_bundle
from virtual_microphone import await_that

from ml_core.bundle import Bundle
from ml_core.enrolment import add_enrolled, enrol, support_from_samples
from ml_core.errors import AscError
from ml_core.frontend.streaming import StreamingLogMel
from ml_core.live.classifier import classify_file
from ml_core.live.session import LiveSession, LiveState
from ml_core.live.sources import FileStream
from ml_core.recordings.capture import CaptureEvent, CaptureStatus
from ml_core.recordings.decode import write_wav


class HandFed:
    """A sound source that gives what it is given."""

    rate_hz = RATE_HZ
    subtype = "PCM_16"
    real_time = True

    def __init__(self) -> None:
        self.status = CaptureStatus(state="open", device="hand", device_rate_hz=RATE_HZ)
        self.ended = False
        self.closed = False
        self._fed: list[np.ndarray] = []
        self._events: list[CaptureEvent] = []
        self._news = threading.Event()

    def feed(self, samples: np.ndarray) -> None:
        self._fed.append(samples)
        self._news.set()

    def tell(self, event: CaptureEvent) -> None:
        state = "open" if event.state == "back" else event.state
        self.status = replace(self.status, state=state, message=event.message, hint=event.hint)
        self._events.append(event)
        self._news.set()

    def start(self) -> None: ...

    def read(self) -> np.ndarray:
        return self._fed.pop(0) if self._fed else np.empty(0, np.float32)

    def wait(self, timeout_s: float) -> bool:
        came = self._news.wait(timeout_s)
        self._news.clear()
        return came

    def events(self) -> list[CaptureEvent]:
        events, self._events = self._events, []
        return events

    def gather(self, seconds: float) -> None:
        self.gathered_s = seconds

    def delivered_at(self, n_samples: int) -> float | None:
        return None

    def close(self) -> None:
        self.closed = True
        self._news.set()

    def join(self, timeout_s: float = 5.0) -> None: ...


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    return write_tiny_bundle(tmp_path_factory.mktemp("bundle") / "tiny.ascbundle")


class Onlooker:
    """Polls a session and adds up what was new."""

    def __init__(self, session: LiveSession) -> None:
        self.session = session
        self.states: list[LiveState] = []

    def until_heard(self, seconds: float) -> LiveState:
        def heard() -> bool:
            self.states.append(self.session.poll())
            return self.states[-1].heard_s >= seconds

        await_that(heard, f"{seconds} s to be heard")
        self.states.append(self.session.poll())
        return self.states[-1]

    @property
    def decisions(self) -> list:
        return [decision for state in self.states for decision in state.new_decisions]

    @property
    def columns(self) -> np.ndarray:
        return np.concatenate([state.new_columns for state in self.states], axis=1)


def test_a_file_is_decided_as_classify_does(bundle: Bundle, tmp_path: Path) -> None:
    samples = np.concatenate([sound("hum", 2.3, 1), sound("hiss", 2.5, 2)])
    path = tmp_path / "walk.wav"
    write_wav(path, samples, RATE_HZ)
    source = FileStream(path, rate_hz=RATE_HZ, real_time=False)
    session = LiveSession(bundle, source, hop_s=0.5, smoothing="quick")
    assert session.poll().state == "stopped"
    session.start()
    onlooker = Onlooker(session)
    onlooker.until_heard(len(samples) / RATE_HZ)
    assert session.join()
    state = session.poll()
    assert state.state == "ended"
    decisions = onlooker.decisions + list(state.new_decisions)
    expected = classify_file(bundle, path, hop_s=0.5, smoothing="quick").windows
    assert tuple(decisions) == expected == session.history()
    assert state.decision == expected[-1]
    np.testing.assert_array_equal(session.last(1.5), samples[-24_000:])
    onlooker.states.append(state)
    expected_columns = StreamingLogMel(SPEC).push(samples)
    np.testing.assert_allclose(onlooker.columns, expected_columns, atol=1e-4)


def test_stop_closes_the_source_at_once(bundle: Bundle) -> None:
    source = HandFed()
    session = LiveSession(bundle, source)
    session.start()
    session.stop()
    assert source.closed
    assert session.join()
    assert session.poll().state == "stopped"


def test_level_and_peak(bundle: Bundle) -> None:
    source = HandFed()
    session = LiveSession(bundle, source)
    session.start()
    samples = np.full(RATE_HZ // 2, 0.25, np.float32)
    samples[7] = -0.75
    source.feed(samples)
    onlooker = Onlooker(session)
    onlooker.until_heard(0.5)
    assert max(state.peak for state in onlooker.states) == 0.75
    assert session.poll().peak == 0.0
    session.stop()
    assert session.join()
    assert session.poll().level_db == -120.0


def test_lost_and_back_leave_a_gap_that_stays_a_gap(bundle: Bundle) -> None:
    source = HandFed()
    session = LiveSession(bundle, source)
    session.start()
    onlooker = Onlooker(session)
    source.feed(sound("hum", 1.5, 1))
    onlooker.until_heard(1.5)
    assert session.poll().decision is not None
    source.tell(CaptureEvent("lost", "Microphone is gone.", "Plug it in again."))
    polled = [session.poll()]

    def lost() -> bool:
        polled.append(session.poll())
        return any(event.state == "lost" for event in polled[-1].events)

    await_that(lost, "the loss")
    state = session.poll()
    polled.append(state)
    assert (state.state, state.message) == ("lost", "Microphone is gone.")
    assert state.decision is None
    source.tell(CaptureEvent("back", "Listening again.", missed_s=2.0))
    source.feed(sound("hum", 1.5, 2))
    onlooker.states.clear()
    onlooker.until_heard(3.0)
    onlooker.states[:0] = polled  # the gap grows while it lasts
    gap = np.isnan(onlooker.columns).all(axis=0)
    assert gap.sum() == 2 * RATE_HZ // SPEC.hop
    assert onlooker.states[-1].state == "open"
    session.stop()
    assert session.join()


def test_a_scene_taught_while_listening_is_known_from_the_next_window(
    bundle: Bundle, tmp_path: Path
) -> None:
    support = support_from_samples(bundle, {str(i): sound("whistle", 5, i) for i in range(3)})
    taught = add_enrolled(
        bundle,
        enrol(bundle, "whistle", support.embeddings, support.groups).enrolled,
        tmp_path / "taught.ascbundle",
    )
    source = HandFed()
    session = LiveSession(bundle, source)
    session.start()
    onlooker = Onlooker(session)
    source.feed(sound("whistle", 2.5, 9))
    onlooker.until_heard(2.5)
    session.configure(bundle=taught)
    source.feed(sound("whistle", 2.0, 11))
    onlooker.until_heard(4.5)
    session.stop()
    assert session.join()
    decisions = session.history()
    assert [d.scene == "whistle" for d in decisions] == [False, False, True, True]
    assert [d.t_s for d in decisions] == [0.0, 1.0, 2.5, 3.5]


def test_a_recording_holds_what_was_heard_while_it_was_made(bundle: Bundle, tmp_path: Path) -> None:
    source = HandFed()
    session = LiveSession(bundle, source)
    session.start()
    onlooker = Onlooker(session)
    before, during, after = (sound("hum", 1, seed) for seed in (1, 2, 3))
    source.feed(before)
    onlooker.until_heard(1)
    session.start_recording(tmp_path / "take.wav")
    with pytest.raises(AscError, match="already"):
        session.start_recording(tmp_path / "other.wav")
    source.feed(during)
    assert onlooker.until_heard(2).recorded_s == 1.0
    assert session.stop_recording() == tmp_path / "take.wav"
    source.feed(after)
    onlooker.until_heard(3)
    session.stop()
    assert session.join()
    np.testing.assert_array_equal(soundfile.read(tmp_path / "take.wav", dtype="float32")[0], during)
    assert session.stop_recording() is None


def test_a_file_that_cannot_be_read_is_said(bundle: Bundle, tmp_path: Path) -> None:
    (tmp_path / "no.wav").write_bytes(b"not audio")
    session = LiveSession(bundle, FileStream(tmp_path / "no.wav", rate_hz=RATE_HZ))
    session.start()
    assert session.join()
    state = session.poll()
    assert state.state == "failed"
    assert "no.wav" in state.message


def test_another_rate_is_refused(bundle: Bundle, tmp_path: Path) -> None:
    with pytest.raises(AscError, match="16000"):
        LiveSession(bundle, FileStream(tmp_path / "x.wav", rate_hz=8000))


def test_a_file_in_real_time_follows_the_clock(tmp_path: Path) -> None:
    write_wav(tmp_path / "x.wav", sound("hum", 2, 1), RATE_HZ)
    now = [10.0]
    stream = FileStream(tmp_path / "x.wav", rate_hz=RATE_HZ, clock=lambda: now[0])
    stream.start()
    assert len(stream.read()) == 0
    now[0] += 0.5
    assert len(stream.read()) == 8000
    assert len(stream.read()) == 0
    now[0] += 9.0
    assert len(stream.read()) == 24_000
    assert not len(stream.read())
    assert stream.ended


def test_no_window_is_skipped_when_sound_comes_faster_than_it_is_decided(bundle: Bundle) -> None:
    source = HandFed()
    session = LiveSession(bundle, source, hop_s=0.1)
    session.start()
    for seed in range(5):
        source.feed(sound("hiss", 4, seed))
    Onlooker(session).until_heard(20)
    session.stop()
    assert session.join()
    assert [round(d.t_s * 10) for d in session.history()] == list(range(191))


def test_silence_is_said_within_three_seconds_however_rarely_it_decides(bundle: Bundle) -> None:
    source = HandFed()
    session = LiveSession(bundle, source, hop_s=10.0)
    session.start()
    onlooker = Onlooker(session)
    source.feed(sound("hum", 4, 1))
    assert onlooker.until_heard(4).signal == "ok"
    for tenth in range(30):
        source.feed(np.zeros(RATE_HZ // 10, np.float32))
        onlooker.until_heard(4 + (tenth + 1) / 10)
    assert onlooker.states[-1].signal == "silent"
    source.feed(sound("hum", 1.5, 2))
    assert onlooker.until_heard(8.5).signal == "ok"
    session.stop()
    assert session.join()


def test_who_did_not_look_gets_the_last_minute_with_its_gap(bundle: Bundle) -> None:
    source = HandFed()
    session = LiveSession(bundle, source)
    session.watch(watched=False)
    session.start()
    onlooker = Onlooker(session)
    before, after = sound("hum", 1.5, 1), sound("hiss", 1.5, 2)
    source.feed(before)
    onlooker.until_heard(1.5)
    source.tell(CaptureEvent("lost", "Microphone is gone."))
    source.tell(CaptureEvent("back", "Listening again.", missed_s=1.0))
    source.feed(after)
    onlooker.until_heard(3.0)
    assert not onlooker.columns.shape[1]
    session.watch(watched=True)
    source.feed(np.zeros(RATE_HZ // 2, np.float32))
    onlooker.until_heard(3.5)
    gap = np.isnan(onlooker.columns).all(axis=0)
    assert gap.sum() == RATE_HZ // SPEC.hop
    heard = StreamingLogMel(SPEC).push(before)
    first = int(np.flatnonzero(gap)[0])
    np.testing.assert_allclose(onlooker.columns[:, :first], heard[:, :first], atol=1e-4)
    session.stop()
    assert session.join()


def test_a_computer_that_is_too_slow_skips_every_second_window(
    bundle: Bundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = HandFed()
    session = LiveSession(bundle, source, hop_s=0.5)
    monkeypatch.setattr("ml_core.live.session.BUSY", 0.0)  # whatever it costs is too much
    session.start()
    for seed in range(6):
        source.feed(sound("hum", 1, seed))
    Onlooker(session).until_heard(6)
    assert session.poll().skipping
    session.stop()
    assert session.join()
    later = [one.index for one in session.history()][2:]
    assert later
    assert all(index % 2 == 0 for index in later)


def test_a_decision_knows_when_its_last_sample_came(bundle: Bundle) -> None:
    source = HandFed()
    source.delivered_at = lambda n_samples: n_samples / RATE_HZ
    session = LiveSession(bundle, source)
    session.start()
    source.feed(sound("hum", 2.5, 1))
    Onlooker(session).until_heard(2.5)
    session.stop()
    assert session.join()
    assert [one.delivered_at for one in session.history()] == [1.0, 2.0]


def test_what_was_heard_between_two_moments(bundle: Bundle) -> None:
    source = HandFed()
    session = LiveSession(bundle, source)
    session.start()
    samples = sound("hum", 70, 1)
    source.feed(samples)
    Onlooker(session).until_heard(70)
    np.testing.assert_array_equal(
        session.between(20.0, 21.5), samples[20 * RATE_HZ : round(21.5 * RATE_HZ)]
    )
    assert len(session.between(5.0, 9.0)) == 0  # a minute is kept, not more
    assert len(session.between(9.0, 11.0)) == RATE_HZ
    session.stop()
    assert session.join()


def test_who_does_not_look_gets_sound_in_longer_pieces(bundle: Bundle) -> None:
    source = HandFed()
    session = LiveSession(bundle, source)
    session.watch(watched=False)
    assert 0.0 < source.gathered_s <= 0.1
    session.watch(watched=True)
    assert source.gathered_s == 0.0


def test_the_level_is_of_the_newest_sound_once_enough_of_it_came(bundle: Bundle) -> None:
    source = HandFed()
    session = LiveSession(bundle, source)
    session.start()
    onlooker = Onlooker(session)
    try:
        source.feed(np.full(RATE_HZ, 0.5, np.float32))
        assert onlooker.until_heard(1.0).level_db == pytest.approx(-6.0, abs=0.1)
        source.feed(np.full(RATE_HZ, 0.05, np.float32))
        assert onlooker.until_heard(2.0).level_db == pytest.approx(-26.0, abs=0.1)
    finally:
        session.stop()
        session.join()
