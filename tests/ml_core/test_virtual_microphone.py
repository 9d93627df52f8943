"""The microphone through a real PortAudio: bit-exact, and alive after what happens to it."""

import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import soxr
from test_capture import await_event
from virtual_microphone import VirtualMicrophone, await_that, what_is_missing

from ml_core.recordings.capture import CaptureEvent, CaptureProcess, input_devices

RATE_HZ = 16_000

ONE_RATE = '''
"""The real sounddevice, of a card that refuses every rate but one."""
import importlib.machinery, importlib.util, os, sys

folders = [folder for folder in sys.path if folder != os.path.dirname(__file__)]
spec = importlib.machinery.PathFinder.find_spec("sounddevice", folders)
real = sys.modules["sounddevice"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(real)

class InputStream(real.InputStream):
    def __init__(self, *, samplerate, **form):
        if samplerate != {rate_hz}:
            raise real.PortAudioError("Invalid sample rate", -9997)
        super().__init__(samplerate=samplerate, **form)

real.InputStream = InputStream
'''

pytestmark = pytest.mark.skipif(bool(what_is_missing()), reason=what_is_missing())


def write_noise(path: Path, rate_hz: int) -> npt.NDArray[np.int16]:
    """A file in which every stretch is unlike every other; its samples."""
    noise = np.random.default_rng(7).standard_normal(30 * rate_hz)
    samples = (noise * 4000).astype("<i2")
    with wave.open(str(path), "wb") as stream:
        stream.setnchannels(1)
        stream.setsampwidth(2)
        stream.setframerate(rate_hz)
        stream.writeframes(samples.tobytes())
    return samples


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, npt.NDArray[np.int16]]:
    path = tmp_path_factory.mktemp("played") / "noise.wav"
    return path, write_noise(path, RATE_HZ)


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


def converted(samples: npt.NDArray[np.int16], from_hz: int) -> npt.NDArray[np.int16]:
    """As the capture process converts them: soxr in one piece, to the nearest 16-bit number."""
    stream = soxr.ResampleStream(from_hz, RATE_HZ, 1, dtype="float32", quality="HQ")
    real = stream.resample_chunk(samples.astype(np.float32) / np.float32(32768))
    return np.clip(np.rint(real * 32768), -32768, 32767).astype(np.int16)


@pytest.mark.parametrize("card_hz", [44_100, pytest.param(48_000, marks=pytest.mark.slow)])
def test_a_card_with_a_rate_of_its_own_is_converted_here(
    card_hz: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sound server plays at the card's rate, so nothing but this program converts."""
    path = tmp_path / "noise.wav"
    samples = write_noise(path, card_hz)
    (tmp_path / "sounddevice.py").write_text(ONE_RATE.format(rate_hz=card_hz), "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with VirtualMicrophone(card_hz) as microphone:
        for name, value in microphone.environment.items():
            monkeypatch.setenv(name, value)
        microphone.play(path)
        process = CaptureProcess(rate_hz=RATE_HZ)
        process.start()
        heard: list[npt.NDArray[np.float32]] = []
        try:
            await_event(process, "open")

            def enough() -> bool:
                heard.append(process.read())
                return sum(map(len, heard)) >= 2 * RATE_HZ

            await_that(enough, "two seconds of sound")
            status = process.status
        finally:
            process.close()
            process.join()
    assert (status.device_rate_hz, status.n_dropped) == (card_hz, 0)
    got = np.rint(np.concatenate(heard) * 32768).astype(np.int16)
    endless = np.concatenate([samples, samples[: 8 * card_hz]])
    likeness = np.correlate(
        converted(endless, card_hz).astype(np.float32), got[1000:2000].astype(np.float32)
    )
    near = (int(likeness.argmax()) - 1000) * card_hz / RATE_HZ
    begins = [
        start
        for start in range(max(0, round(near) - 5), round(near) + 6)
        if np.array_equal(converted(endless[start:], card_hz)[: len(got)], got)
    ]
    assert len(begins) == 1  # every sample heard is that of one unbroken stretch, converted once


def test_a_stream_that_the_sound_server_moves_to_another_source_is_told(
    microphone: VirtualMicrophone, played: tuple[Path, npt.NDArray[np.int16]]
) -> None:
    microphone.play(played[0])
    microphone.add_source("other")
    process = CaptureProcess(rate_hz=RATE_HZ)
    process.start()
    told: list[CaptureEvent] = []

    def moved() -> list[CaptureEvent]:
        told.extend(event for event in process.events() if event.notable)
        return told

    try:
        await_event(process, "open")
        first = process.status.device
        await_that(lambda: len(microphone.followers()) == 1, "somebody to follow the server")
        for source, device in (("other", "other"), ("cable", first)):
            assert microphone.move_recorders(source)
            await_that(lambda: bool(moved()), "the move to be told")
            event = told.pop()
            assert (event.state, process.status.device) == ("open", device)
            assert f'"{device}" instead of' in event.message
            assert process.status.state == "open"
    finally:
        process.close()
        process.join()
    await_that(lambda: not microphone.followers(), "nobody to follow the server any more")
