"""Recording: the level before it begins, every sample kept, gaps never joined, kills survived."""

import itertools
import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
import soundfile

from ml_core.cli import main
from ml_core.datasets.recorded import FOLDER, SceneRecorder, recover_recordings
from ml_core.errors import AscError, ProjectError
from ml_core.project import Project
from ml_core.recordings import growing_wav
from ml_core.recordings import recorder as recorder_module
from ml_core.recordings.capture import CaptureEvent, CaptureStatus
from ml_core.recordings.decode import read_samples
from ml_core.recordings.growing_wav import GrowingWav
from ml_core.recordings.recorder import Recorder
from tests.virtual_microphone import VirtualMicrophone, await_that, what_is_missing

pytestmark = pytest.mark.timeout(100)

RATE_HZ = 16_000
needs_microphone = pytest.mark.skipif(bool(what_is_missing()), reason=what_is_missing())


class Microphone:
    """Gives what it is told to."""

    rate_hz = RATE_HZ

    def __init__(self) -> None:
        self.status = CaptureStatus(state="open", device="USB Audio", message="Listening.")
        self.ended = False
        self.taken = 0
        self._blocks: list[np.ndarray] = []
        self._events: list[CaptureEvent] = []
        self._news = threading.Event()
        self._lock = threading.Lock()

    def start(self) -> None:
        pass

    def say(self, samples: np.ndarray, *events: CaptureEvent) -> None:
        """Give samples, and wait until the recorder has asked for the next ones."""
        with self._lock:
            self._blocks.append(samples.astype(np.float32))
            self._events += events
            goal = self.taken + 2  # the second time it asks, the first answer is dealt with
        self._news.set()
        await_that(lambda: self.taken >= goal, "the recorder", 5)

    def read(self) -> np.ndarray:
        with self._lock:
            blocks, self._blocks = self._blocks, []
            self.taken += 1
            return np.concatenate([*blocks, np.zeros(0, np.float32)])

    def wait(self, timeout_s: float) -> bool:
        came = self._news.wait(min(timeout_s, 0.01))
        self._news.clear()
        return came

    def events(self) -> list[CaptureEvent]:
        with self._lock:
            events, self._events = self._events, []
            return events

    def close(self) -> None:
        self.ended = True

    def join(self, timeout_s: float = 5.0) -> None:
        pass


@pytest.fixture
def microphone() -> Microphone:
    return Microphone()


@pytest.fixture
def recorder(microphone: Microphone):
    opened = Recorder(microphone)
    opened.start()
    yield opened
    opened.close()


def names(folder: Path):
    numbers = itertools.count()
    return lambda: folder / f"{next(numbers)}.wav"


def noise(n: int, seed: int = 0) -> np.ndarray:
    """On the 16-bit grid."""
    rng = np.random.default_rng(seed)
    return (rng.integers(-8000, 8000, n) / 32768).astype(np.float32)


def test_the_level_shows_before_anything_is_kept(recorder, microphone, tmp_path) -> None:
    microphone.say(np.full(RATE_HZ, 0.1))
    state = recorder.state()
    assert state.level_db == pytest.approx(-20, abs=0.1)
    assert state.peak_db == pytest.approx(-20, abs=0.1)
    assert (state.recording, state.duration_s, state.device) == (False, 0.0, "USB Audio")
    microphone.say(np.zeros(RATE_HZ))
    assert recorder.state().level_db == -120
    assert not list(tmp_path.iterdir())


def test_exactly_what_is_heard_between_begin_and_end_is_kept(
    recorder, microphone, tmp_path
) -> None:
    microphone.say(noise(500, seed=9))
    recorder.begin(names(tmp_path))
    parts = [noise(n, seed=n) for n in (1000, 1, 7777)]
    for part in parts:
        microphone.say(part)
    state = recorder.state()
    assert state.recording
    assert state.duration_s == pytest.approx(8778 / RATE_HZ)
    (path,) = recorder.end()
    microphone.say(noise(500, seed=10))
    np.testing.assert_array_equal(read_samples(path), np.concatenate(parts))
    assert not recorder.state().recording
    assert recorder.state().duration_s == pytest.approx(8778 / RATE_HZ)
    recorder.begin(lambda: tmp_path / "second.wav")
    microphone.say(parts[0])
    assert recorder.end() == [tmp_path / "second.wav"]


def test_the_lamp_lights_for_a_second_after_a_clipped_sample(
    recorder, microphone, tmp_path
) -> None:
    recorder.begin(names(tmp_path))
    loud = np.zeros(1000)
    loud[[5, 6, 7]] = 1.0, -1.0, 0.9995
    microphone.say(loud)
    assert recorder.state().clipped
    assert recorder.state().n_clipped == 3
    microphone.say(np.zeros(RATE_HZ // 2))
    assert recorder.state().clipped
    microphone.say(np.zeros(RATE_HZ))
    assert not recorder.state().clipped
    assert recorder.state().n_clipped == 3


def test_what_comes_after_a_gap_is_another_file(recorder, microphone, tmp_path) -> None:
    recorder.begin(names(tmp_path))
    before, after = noise(3000, 1), noise(2000, 2)
    microphone.say(before)
    microphone.say(after, CaptureEvent("back", "Listening again.", missed_s=4.5))
    assert recorder.state().missed_s == 4.5
    first, second = recorder.end()
    np.testing.assert_array_equal(read_samples(first), before)
    np.testing.assert_array_equal(read_samples(second), after)


def test_a_full_file_goes_on_in_another(recorder, microphone, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(recorder_module, "LARGEST_BYTES", 10_000)
    recorder.begin(names(tmp_path))
    parts = [noise(3000, n) for n in range(4)]
    for part in parts:
        microphone.say(part)
    paths = recorder.end()
    assert len(paths) == 4
    np.testing.assert_array_equal(
        np.concatenate([read_samples(path) for path in paths]), np.concatenate(parts)
    )


def test_a_file_that_cannot_be_written_ends_it_with_a_reason(
    recorder, microphone, tmp_path
) -> None:
    (tmp_path / "in the way").write_text("")
    recorder.begin(lambda: tmp_path / "in the way" / "a.wav")
    microphone.say(noise(100))
    state = recorder.state()
    assert not state.recording
    assert isinstance(state.problem, AscError)
    assert recorder.end() == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_ends_it_with_a_reason(recorder, microphone) -> None:
    recorder.begin(lambda: Path("/dev/full"))
    microphone.say(noise(100))
    state = recorder.state()
    assert not state.recording
    assert "cannot be written" in str(state.problem)


def test_a_disk_that_fills_up_keeps_what_is_there(
    recorder, microphone, tmp_path, monkeypatch
) -> None:
    recorder.begin(names(tmp_path))
    microphone.say(noise(5000))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(GrowingWav, "_write_header", full)
    monkeypatch.setattr(growing_wav, "HEADER_EVERY_S", 0.0)
    microphone.say(noise(5000, 1))
    assert "No space left" in str(recorder.state().problem)
    assert len(list(tmp_path.iterdir())) == 1
    microphone.say(noise(100))  # it goes on listening
    assert recorder.state().level_db > -120


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "project") as made:
        yield made


def test_a_recording_comes_in_labelled_and_can_be_undone(project, microphone) -> None:
    with SceneRecorder(project, microphone=microphone) as made:
        made.start()
        made.begin("tram")
        microphone.say(noise(RATE_HZ))
        recorded = made.end()
    (clip,) = project.clips()
    assert [one.segment_id for one in recorded.clips] == [clip.segment_id]
    assert (clip.scene, clip.device, clip.duration_s) == ("tram", "USB Audio", 1.0)
    assert clip.recorded_at
    assert clip.path.parent == project.folder / FOLDER
    np.testing.assert_array_equal(read_samples(clip.path), noise(RATE_HZ))
    assert [path.suffix for path in clip.path.parent.iterdir()] == [".wav"]
    assert recover_recordings(project) == []
    assert "tram" in (project.undo_text() or "")
    project.undo()
    assert project.clips() == []
    assert recover_recordings(project) == []


def test_two_recordings_in_one_second_have_two_names(project, microphone) -> None:
    with SceneRecorder(project, microphone=microphone) as made:
        made.start()
        for scene in ("tram", None):
            made.begin(scene)
            microphone.say(noise(100))
            made.end()
    assert {clip.scene for clip in project.clips()} == {"tram", None}


def test_ending_before_a_sample_came_brings_nothing_in(project, microphone) -> None:
    with SceneRecorder(project, microphone=microphone) as made:
        made.start()
        made.begin("tram")
        assert made.end().clips == []
    assert project.clips() == []
    assert project.undo_text() is None


def test_a_project_that_cannot_be_written_is_refused(project) -> None:
    with (
        Project.open(project.folder, read_only=True) as closed,
        pytest.raises(ProjectError, match="cannot be changed"),
    ):
        SceneRecorder(closed, microphone=Microphone())


MAKER = """
import sys, time, numpy as np
from ml_core.datasets.recorded import SceneRecorder
from ml_core.project import Project
from tests.ml_core.test_recorder import Microphone, noise
microphone = Microphone()
with Project.open(sys.argv[1]) as project, SceneRecorder(project, microphone=microphone) as made:
    made.start()
    made.begin("tram")
    for second in range(100):
        for part in range(10):
            microphone.say(noise(1600, seed=10 * second + part))
            time.sleep(0.1)
        print(second, flush=True)
"""


def test_a_kill_in_the_middle_loses_less_than_a_second(project) -> None:
    maker = subprocess.Popen(
        [sys.executable, "-c", MAKER, str(project.folder)], stdout=subprocess.PIPE
    )
    assert maker.stdout is not None
    for _ in range(3):
        maker.stdout.readline()
    assert recover_recordings(project) == []  # it is still being made
    maker.send_signal(signal.SIGKILL)
    maker.wait()
    maker.stdout.close()
    (clip,) = recover_recordings(project)
    assert clip.scene == "tram"
    assert clip.duration_s >= 2.0  # three seconds were said
    heard = read_samples(clip.path)
    said = np.concatenate([noise(1600, seed=n) for n in range(40)])
    np.testing.assert_array_equal(heard, said[: len(heard)])
    assert recover_recordings(project) == []
    assert len(project.clips()) == 1


def test_a_kill_between_keeping_and_forgetting_brings_nothing_in_twice(project, microphone) -> None:
    with SceneRecorder(project, microphone=microphone) as made:
        made.start()
        made.begin("tram")
        microphone.say(noise(1000))
        note = next((project.folder / FOLDER).glob("*.json"))
        text = json.loads(note.read_text())
        made.end()
    text["process"]["process_start"] = "0"
    note.write_text(json.dumps(text))
    recover_recordings(project)
    assert len(project.clips()) == 1
    assert not note.exists()


@needs_microphone
def test_asc_record_keeps_a_real_microphone_bit_for_bit(
    tmp_path, project, monkeypatch, capsys
) -> None:
    said = noise(RATE_HZ * 20, seed=3)
    soundfile.write(tmp_path / "said.wav", said, RATE_HZ, subtype="PCM_16")
    with VirtualMicrophone(RATE_HZ) as cable:
        cable.play(tmp_path / "said.wav")
        for name, value in cable.environment.items():
            monkeypatch.setenv(name, value)
        status = main(
            ["record", str(project.folder), "tram", "--seconds", "2", "--rate", str(RATE_HZ),
             "--json"]
        )  # fmt: skip
    answer = json.loads(capsys.readouterr().out)
    assert status == 0
    (clip,) = answer["clips"]
    assert clip["scene"] == "tram"
    assert 2.0 <= answer["duration_s"] < 4.0
    heard = read_samples(clip["path"])
    start = int(np.argmax(np.correlate(np.tile(said, 2), heard[8000:12_000], mode="valid")))
    at = np.arange(start, start + len(heard) - 8000) % len(said)
    assert np.mean(heard[8000:] == said[at]) > 0.9  # a busy machine may lose a block


@needs_microphone
def test_asc_record_ends_with_ctrl_c_and_keeps_what_was_heard(tmp_path, project) -> None:
    soundfile.write(tmp_path / "said.wav", noise(RATE_HZ * 5), RATE_HZ, subtype="PCM_16")
    with VirtualMicrophone(RATE_HZ) as cable:
        cable.play(tmp_path / "said.wav")
        process = subprocess.Popen(
            [sys.executable, "-m", "ml_core", "record", str(project.folder), "tram",
             "--rate", str(RATE_HZ), "--json"],
            env=os.environ | cable.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )  # fmt: skip
        assert process.stderr is not None
        while "dB" not in process.stderr.readline():
            pass
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert json.loads(out)["duration_s"] >= 1.0
    assert project.clips()[0].scene == "tram"


def test_asc_record_says_what_is_wrong(project, capsys, monkeypatch, tmp_path) -> None:
    assert main(["record", str(project.folder), " "]) == 1
    assert "no name" in capsys.readouterr().err
    with pytest.raises(SystemExit) as told:
        main(["record", str(project.folder), "tram", "--seconds", "-1"])
    assert told.value.code == 2
