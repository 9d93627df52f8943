"""A folder that recordings arrive in: each is heard once, when it is whole, and by itself."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from noise_bundle import RATE_HZ, sound, write_tiny_bundle
from virtual_microphone import await_that

from ml_core.cli import main
from ml_core.errors import AscError
from ml_core.live.classifier import classify_file
from ml_core.live.folder import FolderStream
from ml_core.live.session import LiveSession
from ml_core.recordings.decode import write_wav


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        self.now += 1.0  # every look is a second later
        return self.now


def heard(stream: FolderStream, n_looks: int = 40) -> tuple[list[str], np.ndarray]:
    """What was told to begin, and all samples."""
    begun, parts = [], [np.empty(0, np.float32)]
    for _ in range(n_looks):
        begun += [event.message for event in stream.events() if event.path]
        parts.append(stream.read())
    return begun, np.concatenate(parts)


@pytest.fixture
def stream(tmp_path: Path) -> FolderStream:
    write_wav(tmp_path / "before.wav", sound("hum", 1, 1), RATE_HZ)
    made = FolderStream(tmp_path, rate_hz=RATE_HZ, real_time=False, clock=Clock())
    made.start()
    return made


def test_what_is_there_already_is_left_alone(stream: FolderStream) -> None:
    assert heard(stream) == ([], pytest.approx(np.empty(0)))


def test_new_recordings_are_heard_whole_and_once(stream: FolderStream, tmp_path: Path) -> None:
    first, second = sound("hum", 1, 2), sound("hiss", 1.3, 3)
    write_wav(tmp_path / "a.wav", first, RATE_HZ)
    write_wav(tmp_path / "b.wav", second, RATE_HZ)
    (tmp_path / "notes.txt").write_text("no sound")
    begun, samples = heard(stream, 80)
    assert begun == ['Playing "a.wav".', 'Playing "b.wav".']
    np.testing.assert_array_equal(samples, np.concatenate([first, second]))
    assert heard(stream)[0] == []


def test_a_file_that_grows_waits(stream: FolderStream, tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    write_wav(path, sound("hum", 1, 2), RATE_HZ)
    whole = path.read_bytes()
    for n in range(1, 9):
        path.write_bytes(whole[: n * len(whole) // 8])
        assert heard(stream, 1)[0] == []
    assert heard(stream)[0] == ['Playing "a.wav".']


def test_one_that_cannot_be_read_is_left_out(stream: FolderStream, tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"RIFF")
    write_wav(tmp_path / "b.wav", sound("hum", 1, 2), RATE_HZ)
    told = []
    for _ in range(40):
        told += [event.message for event in stream.events()]
        stream.read()
    assert any("a.wav" in one and "left out" in one for one in told)
    assert 'Playing "b.wav".' in told


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AscError, match="cannot be read"):
        FolderStream(tmp_path / "no", rate_hz=RATE_HZ)


def test_windows_never_reach_over_two_recordings(stream: FolderStream, tmp_path: Path) -> None:
    bundle = write_tiny_bundle(tmp_path / "tiny.ascbundle")
    paths = [tmp_path / "a.wav", tmp_path / "b.wav"]
    for seed, path in enumerate(paths):
        write_wav(path, sound("hum", 2.4, seed), RATE_HZ)
    session = LiveSession(bundle, stream)
    session.start()
    alone = [classify_file(bundle, path).windows for path in paths]
    await_that(lambda: len(session.history()) >= 6, "both recordings")
    session.stop()
    assert session.join()
    heard_live = [(one.scene, one.duration_s, one.scores) for one in session.history()]
    expected = [(one.scene, one.duration_s, one.scores) for one in (*alone[0], *alone[1])]
    assert heard_live == expected


def test_its_time_is_over_when_what_came_in_was_heard(tmp_path: Path) -> None:
    clock = Clock()
    short = FolderStream(tmp_path, rate_hz=RATE_HZ, real_time=False, lasts_s=30.0, clock=clock)
    short.start()
    assert not short.ended
    write_wav(tmp_path / "a.wav", sound("hum", 1, 2), RATE_HZ)
    while not any(event.path for event in short.events()):
        assert clock.now < 130.0
    clock.now = 131.0
    assert not short.ended  # there is something to hear
    write_wav(tmp_path / "late.wav", sound("hum", 1, 3), RATE_HZ)
    begun, samples = heard(short)
    assert begun == []
    assert len(samples) == RATE_HZ
    assert short.ended


def test_asc_listen_ends_when_nothing_comes_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = write_tiny_bundle(tmp_path / "tiny.ascbundle").path
    words = ["listen", str(bundle), "--folder", str(tmp_path), "--seconds", "0.3", "--json"]
    assert main(words) == 0
    assert json.loads(capsys.readouterr().out)["summary"]["samples"] == 0


def test_asc_listen_decides_what_comes_into_a_folder_as_classify_does(tmp_path: Path) -> None:
    folder = tmp_path / "arriving"
    folder.mkdir()
    bundle = write_tiny_bundle(tmp_path / "tiny.ascbundle")
    words = ["listen", str(bundle.path), "--folder", str(folder), "--seconds", "8", "--json"]
    listening = subprocess.Popen(
        [sys.executable, "-m", "ml_core", *words],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert listening.stderr is not None
    assert "Waiting" in listening.stderr.readline()  # what comes from now on is heard
    paths = [folder / "a.wav", folder / "b.wav"]
    for seed, path in enumerate(paths):
        write_wav(path, sound("hum", 2.5, seed), RATE_HZ)
    said, _ = listening.communicate(timeout=60)
    *lines, last = (json.loads(line) for line in said.splitlines())
    assert last["summary"]["samples"] == 5 * RATE_HZ
    expected = [
        (str(path), one.t_s, one.scene, dict(one.scores))
        for path in paths
        for one in classify_file(bundle, path).windows
    ]
    assert [
        (line["path"], line["t_s"], line["scene"], line["scores"]) for line in lines
    ] == expected
