"""The capture process with drivers that misbehave: each is a small ``sounddevice`` of its own."""

import os
import signal
import subprocess
import sys
import time
import types
from pathlib import Path

import numpy as np
import pytest
import soxr
from hypothesis import given
from hypothesis import strategies as st
from virtual_microphone import await_that

from ml_core.errors import DeviceError
from ml_core.recordings import capture, capture_worker
from ml_core.recordings.capture import CaptureEvent, CaptureProcess
from ml_core.recordings.ring import RingBuffer

NO_LIBRARY = "raise OSError('PortAudio library not found')\n"
HANGS = "import time\ntime.sleep(1e6)\n"
STUBBORN = '''
"""A card that knows 48 kHz stereo float32 only, and plays one second of a ramp, then nothing."""
import threading, time
import numpy as np

class PortAudioError(Exception):
    pass

class default:
    device = [1, 1]

DEVICES = [
    {"name": "Speaker", "max_input_channels": 0, "default_samplerate": 44100.0},
    {"name": "USB Audio (hw:3,0)", "max_input_channels": 2, "default_samplerate": 48000.0},
]

def query_devices(index=None):
    return DEVICES if index is None else DEVICES[index]

def _terminate(): ...
def _initialize(): ...

class InputStream:
    active, latency = True, 0.064

    def __init__(self, *, device, samplerate, channels, dtype, blocksize, latency, callback,
                 finished_callback):
        if (samplerate, channels, dtype) != (48000, 2, "float32"):
            raise PortAudioError("Invalid sample rate", -9997)
        self.callback, self.blocksize = callback, blocksize

    def start(self):
        threading.Thread(target=self.play, daemon=True).start()

    def play(self):
        ramp = np.linspace(-0.5, 0.5, 48000, dtype=np.float32)
        stereo = np.stack([ramp + 0.25, ramp - 0.25], axis=1)
        class flags:
            input_overflow = False
        for start in range(0, len(stereo), self.blocksize):
            self.callback(stereo[start:start + self.blocksize], 0, None, flags)
            time.sleep(0.002)
'''


@pytest.fixture
def driver(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Give the capture process another ``sounddevice``."""

    def install(source: str) -> None:
        (tmp_path / "sounddevice.py").write_text(source, "utf-8")
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    return install


def await_event(process: CaptureProcess, state: str) -> CaptureEvent:
    seen: list[CaptureEvent] = []

    def happened() -> bool:
        seen.extend(process.events())
        return any(event.state == state for event in seen)

    await_that(happened, f"the capture process to say {state}")
    return next(event for event in seen if event.state == state)


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"


def test_a_missing_audio_library_is_a_sentence(driver) -> None:
    driver(NO_LIBRARY)
    process = CaptureProcess(rate_hz=16_000)
    process.start()
    event = await_event(process, "no_device")
    process.join()
    assert "PortAudio" in event.message
    assert "libportaudio2" in event.hint
    assert process.ended
    with pytest.raises(DeviceError, match="PortAudio"):
        capture.input_devices()


def test_a_driver_that_never_answers_is_told_and_ended(
    driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver(HANGS)
    monkeypatch.setattr(capture, "ANSWER_S", 0.5)
    monkeypatch.setattr(capture, "LIST_S", 0.5)
    process = CaptureProcess(rate_hz=16_000)
    process.start()
    await_event(process, "hung")
    process.close()
    process.join()
    assert process._process is not None
    assert process._process.returncode == -signal.SIGKILL
    with pytest.raises(DeviceError, match="does not answer"):
        capture.input_devices()


def test_a_card_that_refuses_the_rate_is_resampled_and_its_silence_noticed(driver) -> None:
    driver(STUBBORN)
    process = CaptureProcess(rate_hz=16_000, device="USB Audio (hw:1,0)")
    process.start()
    await_event(process, "hung")  # the ramp is over: no block for a while
    status = process.status
    heard = process.read()
    process.close()
    process.join()
    assert status.device_rate_hz == 48_000
    assert status.device == "USB Audio (hw:3,0)"
    ramp = np.linspace(-0.5, 0.5, 48_000, dtype=np.float32)
    mono = np.stack([ramp + 0.25, ramp - 0.25]).mean(axis=0, dtype=np.float64)
    mono = np.rint(mono * 32768) / 32768
    stream = soxr.ResampleStream(48_000, 16_000, 1, dtype="float32", quality="HQ")
    expected = np.rint(stream.resample_chunk(mono.astype(np.float32)) * 32768) / 32768
    # A new process may already have begun the ramp anew.
    np.testing.assert_array_equal(heard[: len(expected)], expected.astype(np.float32))
    assert len(expected) > 15_000


def test_a_driver_that_takes_the_process_with_it_is_told_and_begun_anew(driver) -> None:
    driver(STUBBORN)
    began = time.perf_counter()
    process = CaptureProcess(rate_hz=48_000)
    process.start()
    await_event(process, "open")
    await_that(lambda: process.status.n_samples > 0, "sound")
    moment = process.delivered_at(1)
    assert moment is not None
    assert began < moment < time.perf_counter()  # one clock for both processes
    assert process.delivered_at(10**9) is None
    assert process.status.device_latency_ms == 64.0
    assert process._process is not None
    process._process.kill()
    assert "is gone" in await_event(process, "lost").message
    await_event(process, "back")
    process.close()
    process.join()


def test_a_device_that_hung_before_the_first_sound_is_open_and_nothing_is_missing(
    driver,
) -> None:
    driver(STUBBORN)
    process = CaptureProcess(rate_hz=48_000)
    process._hear({"state": "hung"})  # as when the first block takes more than three seconds
    process.start()
    event = await_event(process, "open")
    process.close()
    process.join()
    assert event.missed_s == 0.0
    assert "missed" not in event.message


def test_a_device_that_another_program_holds_is_not_asked_for_other_forms() -> None:
    asked = []

    class Held:
        class PortAudioError(Exception):
            pass

        @staticmethod
        def query_devices(_index: int) -> dict[str, object]:
            return {"default_samplerate": 48_000.0, "max_input_channels": 2}

        @staticmethod
        def InputStream(**form: object) -> None:
            asked.append((form["samplerate"], form["channels"], form["dtype"]))
            raise Held.PortAudioError("Device unavailable [PaErrorCode -9985]")

    with pytest.raises(Held.PortAudioError):
        capture_worker.open_stream(Held, 0, 32_000)
    assert asked == [(32_000, 1, "int16")]


def test_the_ladder_begins_with_what_is_wanted_and_knows_the_usual_rates() -> None:
    device = {"default_samplerate": 44_100.0, "max_input_channels": 1}
    forms = list(capture_worker.format_ladder(device, 32_000))
    assert forms[0] == (32_000, 1, "int16")
    rates = list(dict.fromkeys(rate for rate, _, _ in forms))
    assert rates == [32_000, 44_100, 48_000, 16_000]


def test_nothing_is_left_when_the_parent_is_killed(driver) -> None:
    driver(STUBBORN)
    code = (
        "import time; from ml_core.recordings.capture import CaptureProcess\n"
        "process = CaptureProcess(rate_hz=16000); process.start()\n"
        "while process._process is None: time.sleep(0.01)\n"
        "print(process._process.pid, flush=True); time.sleep(1e6)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    assert not gone(child)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    await_that(lambda: gone(child), "the capture process to end with its parent")


def test_a_name_that_nobody_has_is_refused_with_those_that_are_there(driver) -> None:
    driver(STUBBORN)
    process = CaptureProcess(rate_hz=16_000, device="nosuch")
    process.start()
    event = await_event(process, "no_device")  # the first word of it: nobody is asked again
    process.close()
    process.join()
    assert event.message == 'No microphone "nosuch" is there.'
    assert event.hint.startswith('There are: "USB Audio (hw:3,0)".')


def test_devices_are_listed(driver) -> None:
    driver(STUBBORN)
    (device,) = capture.input_devices()
    assert (device.name, device.default, device.sample_rate_hz) == (
        "USB Audio (hw:3,0)",
        True,
        48_000,
    )


def test_close_before_start_has_finished_leaves_nothing(driver) -> None:
    driver(STUBBORN)
    process = CaptureProcess(rate_hz=16_000)
    process.start()
    process.close()
    process.join()
    assert not process._supervisor.is_alive()


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Error opening InputStream: Device unavailable [PaErrorCode -9985]", "denied"),
        ("Unanticipated host error: Permission denied", "denied"),
        ("Illegal combination of I/O devices [PaErrorCode -9993]", "no_device"),
    ],
)
def test_refusals_are_told_apart(text: str, state: str) -> None:
    assert capture_worker.refusal_state(Exception(text))[0] == state


@pytest.mark.parametrize(
    ("wanted", "index"),
    [("Mic (hw:2,0)", 2), ("Mic (hw:7,0)", 1), ("Mic", 1), ("Speaker", None), (None, 1)],
)
def test_a_device_is_found_by_name_though_its_card_number_changed(
    wanted: str | None, index: int | None
) -> None:
    names = [("Speaker", 0), ("Mic (hw:1,0)", 1), ("Mic (hw:2,0)", 2)]
    card = types.SimpleNamespace(
        default=types.SimpleNamespace(device=[1, 0]),
        query_devices=lambda: [{"name": n, "max_input_channels": c} for n, c in names],
    )
    assert capture_worker.find_device(card, wanted) == index


@given(st.lists(st.tuples(st.integers(1, 40), st.booleans()), max_size=30), st.integers(20, 200))
def test_what_is_gathered_keeps_when_each_block_was_delivered(
    blocks: list[tuple[int, bool]], capacity: int
) -> None:
    """Blocks of some lengths, some of which the passing on follows at once."""
    intake = capture_worker.Intake(RingBuffer(capacity, np.int16))
    flags = types.SimpleNamespace(input_overflow=False)
    moments: dict[int, float] = {}  # of every sample
    heard: list[tuple[int, float]] = []
    for length, read in [*blocks, (1, True)]:
        numbers = np.arange(len(moments), len(moments) + length, dtype=np.int16)
        intake.callback(numbers[:, None], length, None, flags)
        moments |= dict.fromkeys(numbers.tolist(), intake.last_block)
        if read:
            pieces = list(intake.pieces())
            heard += [(int(n), moment) for piece, moment in pieces for n in piece]
    assert heard == [(n, moments[n]) for n, _ in heard]
    assert len(heard) == len(moments) - intake.ring.dropped
    assert heard == sorted(heard)


def test_how_long_it_may_gather_is_a_number_on_its_input() -> None:
    leisure = capture_worker.Leisure(0.1)
    leisure.follow([b"0.2\n", b"soon\n"])
    assert leisure.seconds == 0.2
    leisure.follow([b"-1\n"])
    assert leisure.seconds == 0.0
    leisure.follow([b"60\n"])  # it must be heard of often enough
    assert leisure.seconds == capture_worker.HEARTBEAT_S


def test_gathering_loses_neither_samples_nor_when_they_came(driver) -> None:
    driver(STUBBORN)
    process = CaptureProcess(rate_hz=48_000, device="USB Audio (hw:1,0)")
    process.gather(0.2)
    process.start()
    await_event(process, "open")
    process.gather(0.1)
    n_blocks = -(-48_000 // round(capture_worker.BLOCK_S * 48_000))
    await_event(process, "hung")
    process.close()
    process.join()
    totals = [total for total, _ in process._delivered][:n_blocks]
    assert len(totals) == n_blocks
    assert totals[-1] == 48_000
    assert process.delivered_at(1) is not None
    assert process.delivered_at(1) < process.delivered_at(47_000)


def test_blocks_of_any_kind_become_one_16_bit_channel() -> None:
    mono = np.array([[1], [-32768], [32767]], dtype=np.int16)
    np.testing.assert_array_equal(capture_worker.to_int16(mono), mono[:, 0])
    stereo = np.array([[100, 300], [-4, -6]], dtype=np.int16)
    assert capture_worker.to_int16(stereo).tolist() == [200, -5]
    real = np.array([[0.5], [-1.0], [1.0], [np.nan]], dtype=np.float32)
    assert capture_worker.to_int16(real).tolist() == [16384, -32768, 32767, 0]
