"""The microphone through a real PortAudio: bit-exact, and alive after what happens to it."""

import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from test_capture import await_event
from virtual_microphone import VirtualMicrophone, await_that, what_is_missing

from ml_core.recordings.capture import CaptureProcess, input_devices

RATE_HZ = 16_000

pytestmark = pytest.mark.skipif(bool(what_is_missing()), reason=what_is_missing())


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, npt.NDArray[np.int16]]:
    """A file in which every stretch is unlike every other, and its samples."""
    noise = np.random.default_rng(7).standard_normal(30 * RATE_HZ)
    samples = (noise * 4000).astype("<i2")
    path = tmp_path_factory.mktemp("played") / "noise.wav"
    with wave.open(str(path), "wb") as stream:
        stream.setnchannels(1)
        stream.setsampwidth(2)
        stream.setframerate(RATE_HZ)
        stream.writeframes(samples.tobytes())
    return path, samples


@pytest.fixture
def microphone(monkeypatch: pytest.MonkeyPatch) -> Iterator[VirtualMicrophone]:
    with VirtualMicrophone(RATE_HZ) as microphone:
        for name, value in microphone.environment.items():
            monkeypatch.setenv(name, value)
        yield microphone


def offsets_in(played: npt.NDArray[np.int16], heard: npt.NDArray[np.int16]) -> list[int]:
    """Where in the endless repetition of ``played`` the samples ``heard`` lie, unbroken."""
    endless = np.concatenate([played] * (2 + len(heard) // len(played)))
    starts = np.flatnonzero(endless[: len(played)] == heard[0])
    return [s for s in starts if np.array_equal(endless[s : s + len(heard)], heard)]


def test_hears_the_file_bit_for_bit_and_survives(
    microphone: VirtualMicrophone, played: tuple[Path, npt.NDArray[np.int16]]
) -> None:
    path, samples = played
    microphone.play(path)
    assert any(device.default for device in input_devices())
    process = CaptureProcess(rate_hz=RATE_HZ)
    process.start()
    try:
        await_event(process, "open")
        heard = [process.read()]

        def enough() -> bool:
            heard.append(process.read())
            return sum(map(len, heard)) >= 2 * RATE_HZ

        await_that(enough, "two seconds of sound")
        got = np.rint(np.concatenate(heard) * 32768).astype(np.int16)
        assert len(offsets_in(samples, got)) == 1
        assert process.status.device_rate_hz == RATE_HZ
        assert process.status.n_dropped == 0

        microphone.kill()
        assert "gone" in await_event(process, "lost").message
        assert process.status.state == "lost"
        microphone.start()
        microphone.play(path)
        assert await_event(process, "back").missed_s > 0
        assert process.status.state == "open"

        microphone.freeze()
        assert "does not answer" in await_event(process, "hung").message
        microphone.thaw()
        await_event(process, "back")
        process.read()
        await_that(lambda: len(process.read()) > 0, "sound after the hang")
    finally:
        process.close()
        process.join()


def test_without_a_device_it_says_so_and_finds_one_that_comes(
    microphone: VirtualMicrophone, played: tuple[Path, npt.NDArray[np.int16]]
) -> None:
    microphone.kill()
    process = CaptureProcess(rate_hz=RATE_HZ)
    process.start()
    try:
        assert "microphone" in await_event(process, "no_device").message.lower()
        microphone.start()
        microphone.play(played[0])
        await_event(process, "open")
    finally:
        process.close()
        process.join()
