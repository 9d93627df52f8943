"""A second start brings the open window forward; what a killed one left is in nobody's way."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from virtual_microphone import await_that

from ascstudio.settings import Settings
from ascstudio.shell import doorway
from ascstudio.shell.doorway import Doorway, address_of, hand_over
from ml_core import api

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT_MS = 10_000
pytestmark = pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no sockets of this kind")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Sockets lie in a folder of their own: a path of pytest's may be too long for one."""
    with tempfile.TemporaryDirectory(prefix="asc") as runtime:
        monkeypatch.setenv("XDG_RUNTIME_DIR", runtime)
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
        yield tmp_path / "home" / "settings.toml"


def later(place: Path, path: Path | None, answers: list[bool]) -> threading.Thread:
    """A later start, which waits for its answer in another thread."""
    thread = threading.Thread(target=lambda: answers.append(hand_over(place, path)))
    thread.start()
    return thread


def test_what_a_later_start_names_is_handed_over(qtbot: QtBot, place: Path) -> None:
    assert not hand_over(place, None)  # nobody is there
    door = Doorway(place)
    answers: list[bool] = []
    for path in (place.parent / "Vögel am Fluß", None):
        with qtbot.waitSignal(door.asked, timeout=TIMEOUT_MS) as heard:
            thread = later(place, path, answers)
        thread.join()
        assert heard.args == [path]
    assert answers == [True, True]
    assert not hand_over(place.with_name("other.toml"), None)  # of other settings
    door.close()
    assert not hand_over(place, None)
    address = address_of(place)
    assert address is not None
    assert not address.exists()


def test_where_a_question_is_open_the_later_start_opens_its_own(qtbot: QtBot, place: Path) -> None:
    door = Doorway(place)
    door.may = lambda path: path is None
    answers: list[bool] = []
    later(place, place.parent, answers)
    qtbot.waitUntil(lambda: answers == [False], timeout=TIMEOUT_MS)
    later(place, None, answers)
    qtbot.waitUntil(lambda: answers == [False, True], timeout=TIMEOUT_MS)
    door.close()


@pytest.mark.parametrize(
    "words",
    [b"", b"\n", b"{", b'{"open": 1, "token": ""}\n', b'{"open": "walks", "token": ""}\n',
     b'{"open": null}\n', b'{"open": "/a\\u0000b", "token": ""}\n', b"[" * 9000 + b"\n",
     b"x" * 20_000],
)  # fmt: skip
def test_whatever_is_said_at_the_door_only_sense_is_heard(
    qtbot: QtBot, place: Path, words: bytes
) -> None:
    door = Doorway(place)
    heard: list[object] = []
    door.asked.connect(heard.append)
    address = address_of(place)
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(0.05)
        line.connect(str(address))
        line.sendall(words)
        line.shutdown(socket.SHUT_WR)
        said: list[bytes] = []

        def answered() -> bool:
            try:
                said.append(line.recv(64))
            except (TimeoutError, ConnectionError):
                return isinstance(sys.exception(), ConnectionError)
            return True

        qtbot.waitUntil(answered, timeout=TIMEOUT_MS)
    assert said in ([doorway.BUSY], [b""], [])
    assert heard == []
    door.close()


def test_a_folder_that_others_may_write_to_is_not_used(place: Path) -> None:
    address = address_of(place)
    assert address is not None
    assert address.parent.stat().st_mode & 0o077 == 0
    address.parent.chmod(0o755)
    assert address_of(place) == address
    assert address.parent.stat().st_mode & 0o077 == 0
    address.parent.chmod(0o777)
    other = address_of(place)
    assert other is None or other.parent != address.parent


@pytest.fixture
def environment(place: Path) -> dict[str, str]:
    home = place.parent
    home.mkdir()
    settings = Settings(place)
    settings.set("start.first", value=False)
    settings.set("general.reopen", value=False)
    return {**os.environ, "ASC_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}


@pytest.fixture
def started(environment: dict[str, str]) -> Iterator[list[subprocess.Popen[bytes]]]:
    processes: list[subprocess.Popen[bytes]] = []
    yield processes
    for process in processes:
        process.kill()
        process.wait()


def start(environment: dict[str, str], *words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "ascstudio", *words]
    return subprocess.Popen(command, env=environment, cwd=ROOT, stderr=subprocess.DEVNULL)


def opened_in(place: Path, folder: Path) -> bool:
    return str(folder) in Settings(place).items("start.recent")


def test_two_real_starts_are_one_window(
    environment: dict[str, str], started: list[subprocess.Popen[bytes]], place: Path, tmp_path: Path
) -> None:
    walks = tmp_path / "walks"
    api.Project.create(walks).close()
    started.append(first := start(environment))
    await_that(lambda: hand_over(place, None), "the window to answer", 60.0)
    second = start(environment, str(walks))
    assert second.wait(timeout=60) == 0
    await_that(lambda: opened_in(place, walks), "the open window to show what was named")
    assert first.poll() is None


@pytest.mark.slow
def test_after_a_kill_a_window_opens_and_a_new_one_opens_where_it_is_wanted(
    environment: dict[str, str], started: list[subprocess.Popen[bytes]], place: Path, tmp_path: Path
) -> None:
    started.append(first := start(environment))
    await_that(lambda: hand_over(place, None), "the window to answer", 60.0)
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert not hand_over(place, None)
    walks = tmp_path / "walks"
    api.Project.create(walks).close()
    started.append(second := start(environment))
    await_that(lambda: hand_over(place, None), "another window in its place")
    started.append(third := start(environment, "--new-window", str(walks)))
    await_that(lambda: opened_in(place, walks), "the new window")
    assert second.poll() is None
    assert third.poll() is None
