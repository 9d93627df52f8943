"""The process that holds the microphone: ``python -m ml_core.recordings.capture_worker``.

A driver that aborts or hangs takes only this process with it. It writes frames on its
standard output: ``HEADER`` (kind, bytes that follow), then either a status as JSON, or
``STAMP`` (when the callback delivered the last of them) and mono int16 samples. It tells its
state at least every ``HEARTBEAT_S``, so that whoever started it can end it when a driver call
never returns. A line on its standard input is a number of seconds: samples may be gathered so
long, because nobody looks at them. It ends by itself when its standard input closes, that is,
when the other side is gone: the system then closes the microphone.

A stream that broke is never mended here: the process says so and ends, and a fresh one starts
with a fresh device list.
"""

import argparse
import contextlib
import json
import os
import signal
import struct
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Literal, NoReturn

import numpy as np
import numpy.typing as npt

from ml_core.recordings.real_names import is_alias, real_name
from ml_core.recordings.ring import RingBuffer
from ml_core.recordings.sound_server import SourceWatch

HEADER = struct.Struct("<cI")
STATUS, AUDIO = b"S", b"A"
STAMP = struct.Struct("<d")  # seconds of ``time.perf_counter``, one clock for all processes
HEARTBEAT_S = 0.25
RETRY_S = 1.0  # between two looks for a device that is not there
BLOCK_S = 0.032  # what the callback gets: thirty pieces of picture a second
QUIET_S = 0.7  # callbacks come in bursts of up to 0.2 s: so long without one is told
BLOCK_AGE_S = 3.0  # and after this long the stream is given up
FIRST_BLOCK_AGE_S = 3.0  # a stream's first block may take 1.8 s
FULL_SCALE = 32768
STAMPS = 4096  # blocks between two readings of the ring, far more than there ever are
USUAL_RATES_HZ = (48_000, 44_100, 32_000, 16_000)

DeviceState = Literal["opening", "open", "lost", "hung", "back", "no_device", "denied"]


class Voice:
    """Writes frames to the private copy of standard output."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._told = 0.0
        self._state = ""

    def tell(self, state: str, **more: Any) -> None:
        """Send a status now."""
        self._told, self._state = time.monotonic(), state
        self._send(STATUS, json.dumps({"state": state, **more}).encode())

    def beat(self, state: str, **more: Any) -> None:
        """Send a status if the last one is older than ``HEARTBEAT_S``."""
        if time.monotonic() - self._told >= HEARTBEAT_S:
            self.tell(state, **more)

    def change(self, state: str, **more: Any) -> None:
        """Send a status at once where it is another than the last, else as ``beat`` does."""
        if state != self._state:
            self.tell(state, **more)
        else:
            self.beat(state, **more)

    def audio(self, samples: npt.NDArray[np.int16], delivered: float) -> None:
        """Send samples, shape (T,), and when the last of them was delivered, with ``flush``."""
        if len(samples):
            data = samples.astype("<i2", copy=False).tobytes()
            self._write(AUDIO, STAMP.pack(delivered) + data)

    def flush(self) -> None:
        """Let what was written be read."""
        self._stream.flush()

    def _send(self, kind: bytes, payload: bytes) -> None:
        self._write(kind, payload)
        self._stream.flush()

    def _write(self, kind: bytes, payload: bytes) -> None:
        self._stream.write(HEADER.pack(kind, len(payload)) + payload)


@dataclass
class Intake:
    """What the audio callback touches, and nothing else does but read it."""

    ring: RingBuffer
    news: threading.Event = field(default_factory=threading.Event)
    last_block: float = field(default_factory=time.perf_counter)
    stamps: deque[tuple[int, float]] = field(default_factory=lambda: deque(maxlen=STAMPS))
    finished: bool = False
    n_overflows: int = 0

    def callback(self, block: npt.NDArray[Any], _frames: int, _time: Any, flags: Any) -> None:
        """Called by PortAudio: copy, count, leave."""
        self.n_overflows += bool(flags.input_overflow)
        self.ring.write(to_int16(block))
        self.last_block = time.perf_counter()
        self.stamps.append((self.ring.written, self.last_block))
        self.news.set()

    def pieces(self) -> Iterator[tuple[npt.NDArray[np.int16], float]]:
        """What came since the last time, as it came: samples (T,) and when they were delivered."""
        latest = self.last_block  # before the samples: never later than the last of them
        block: npt.NDArray[np.int16] = self.ring.read()  # type: ignore[assignment]
        at = self.ring.position - len(block)
        while self.stamps and self.stamps[0][0] <= at + len(block):
            total, moment = self.stamps.popleft()
            if total > at:
                yield block[: total - at], moment
                block, at = block[total - at :], total
        yield block, latest

    def finish(self) -> None:
        """Called by PortAudio when the stream has ended for whatever reason."""
        self.finished = True
        self.news.set()


def to_int16(block: npt.NDArray[Any]) -> npt.NDArray[np.int16]:
    """A block (T, C) of int16 or float32 -> one channel of 16-bit samples (T,)."""
    if block.dtype == np.int16 and block.shape[1] == 1:
        return block[:, 0]
    mono = block.mean(axis=1, dtype=np.float64)
    if block.dtype != np.int16:
        mono = np.nan_to_num(mono, nan=0.0) * FULL_SCALE
    return np.clip(np.rint(mono), -FULL_SCALE, FULL_SCALE - 1).astype(np.int16)


def input_device_table(sd: Any) -> list[dict[str, Any]]:
    """Every device that can record, as PortAudio lists them."""
    default = sd.default.device[0]
    return [
        {
            "name": device["name"],
            "default": index == default,
            "sample_rate_hz": round(device["default_samplerate"]),
            "channels": device["max_input_channels"],
        }
        for index, device in enumerate(sd.query_devices())
        if device["max_input_channels"] > 0
    ]


def find_device(sd: Any, name: str | None) -> int | None:
    """Index of the input device called ``name``; None when there is none.

    ALSA puts the card's number behind a name, "USB Audio (hw:1,0)", and it changes with every
    plugging: without an exact match the part before the bracket decides.
    """
    if name is None:
        index = int(sd.default.device[0])
        return index if index >= 0 else None
    plain = name.split(" (hw:")[0]
    names = [
        device["name"] if device["max_input_channels"] > 0 else "" for device in sd.query_devices()
    ]
    if name not in names:
        names, name = [found.split(" (hw:")[0] for found in names], plain
    return names.index(name) if name in names else None


def format_ladder(device: dict[str, Any], rate_hz: int) -> Iterator[tuple[int, int, str]]:
    """(rate, channels, sample type) to try, best first: the wanted rate, 16 bits, mono."""
    for rate in dict.fromkeys((rate_hz, round(device["default_samplerate"]), *USUAL_RATES_HZ)):
        for channels in (1, 2):
            if channels <= device["max_input_channels"]:
                for dtype in ("int16", "float32"):
                    yield rate, channels, dtype


def open_stream(
    sd: Any, index: int, rate_hz: int, block_s: float = BLOCK_S
) -> tuple[Any, Intake, dict[str, Any]]:
    """Start the first stream of the ladder that opens; raise the first refusal otherwise."""
    device = sd.query_devices(index)
    refusal: Exception | None = None
    for rate, channels, dtype in format_ladder(device, rate_hz):
        intake = Intake(RingBuffer(20 * rate, np.int16))
        try:
            stream = sd.InputStream(
                device=index, samplerate=rate, channels=channels, dtype=dtype,
                blocksize=round(block_s * rate), latency="high",
                callback=intake.callback, finished_callback=intake.finish,
            )  # fmt: skip
            stream.start()
        except (sd.PortAudioError, ValueError) as error:
            refusal = refusal or error
            if refusal_state(error)[0] == "denied":  # it would refuse every other form as well
                break
            continue
        about = {
            "device": real_name(sd, index),
            "asked": device["name"],
            "rate_hz": rate,
            "channels": channels,
            "type": dtype,
            "latency_ms": round(1000 * stream.latency, 1),
        }
        return stream, intake, about
    assert refusal is not None
    raise refusal


@dataclass
class Leisure:
    """How long samples may be gathered before they are passed on; the other side says."""

    seconds: float = 0.0

    def rest(self) -> None:
        """Let samples gather."""
        if self.seconds:
            time.sleep(self.seconds)

    def follow(self, words: Iterable[bytes]) -> None:
        """Take what is said until nobody says anything any more."""
        for word in words:
            with contextlib.suppress(ValueError):
                self.seconds = min(HEARTBEAT_S, max(0.0, float(word)))


def listen(
    stream: Any, intake: Intake, about: dict[str, Any], voice: Voice, leisure: Leisure
) -> DeviceState:
    """Pass the samples on until the stream breaks; say how it broke."""
    rate_hz = about["rate_hz"]
    source = SourceWatch(follow=is_alias(about["asked"]))
    opened = time.perf_counter()
    lag_at_start = 0.0
    told_open = False
    while True:
        intake.news.wait(0.1)
        leisure.rest()
        intake.news.clear()
        delivered = intake.last_block
        pieces = list(intake.pieces())
        now = time.perf_counter()
        n_samples = intake.ring.written
        # Delivered samples against the clock: overflow flags do not show what a sound server
        # threw away. The first five seconds tell the constant delay, the rest is loss.
        lag_s = now - opened - n_samples / rate_hz
        if n_samples < 5 * rate_hz:
            lag_at_start = max(lag_at_start, lag_s)
        counts = {
            "n_samples": n_samples,
            "n_overflows": intake.n_overflows,
            "n_dropped": intake.ring.dropped,
            "behind_s": round(max(0.0, lag_s - lag_at_start), 3),
        }
        if not n_samples:
            voice.beat("opening", device=about["device"])
        elif not told_open:  # before the first samples: it says at which rate they come
            voice.tell("open", first=True, **about, **counts)
            told_open = True
        elif now - delivered > QUIET_S:
            voice.change("hung", device=about["device"])
        else:
            _tell_open(voice, about, counts, source)
        for samples, moment in pieces:
            voice.audio(samples, moment)
        voice.flush()
        if intake.finished or not stream.active:
            return "lost"
        if now - delivered > (BLOCK_AGE_S if n_samples else FIRST_BLOCK_AGE_S):
            return "hung"


def _tell_open(
    voice: Voice, about: dict[str, Any], counts: dict[str, Any], source: SourceWatch
) -> None:
    """Say that all is well, and at once where the sound server took another microphone."""
    if source.name in ("", about["device"]):
        voice.change("open", **about, **counts)
    else:
        about["device"] = source.name
        voice.tell("open", **about, **counts, moved=source.moved)


def refusal_state(error: Exception) -> tuple[DeviceState, str]:
    """State and plain reason for an error of PortAudio."""
    text = str(error)
    if "-9985" in text:
        return "denied", "Another program holds the microphone."
    if "ermission" in text or "not permitted" in text:
        return "denied", "The system does not allow the microphone."
    return "no_device", "The microphone cannot be opened."


def _run(name: str | None, rate_hz: int, block_s: float, voice: Voice, leisure: Leisure) -> None:
    voice.tell("opening", device=name)
    import sounddevice as sd

    while True:
        index = find_device(sd, name)
        state: DeviceState = "no_device"
        reason = "No microphone was found." if name is None else f'No microphone "{name}" is there.'
        detail = ""
        names = [one["name"] for one in input_device_table(sd)] if index is None and name else []
        if index is not None:
            try:
                stream, intake, about = open_stream(sd, index, rate_hz, block_s)
            except (sd.PortAudioError, ValueError) as error:
                state, reason = refusal_state(error)
                detail = str(error)
            else:
                end = listen(stream, intake, about, voice, leisure)
                voice.tell(end, device=about["device"])
                return
        again = time.monotonic() + RETRY_S
        while time.monotonic() < again:
            voice.tell(state, device=name, reason=reason, detail=detail, names=names)
            time.sleep(HEARTBEAT_S)
        # PortAudio lists devices once; only starting it anew shows what was plugged in since.
        sd._terminate()
        sd._initialize()
        voice.tell("opening", device=name)


def _end_with_parent(leisure: Leisure) -> None:
    leisure.follow(sys.stdin.buffer)
    os._exit(0)


def _leave() -> NoReturn:
    """End without PortAudio's own clean-up, which waits for ever on a driver that hangs."""
    sys.stderr.flush()
    os._exit(0)


def _private_stdout() -> BinaryIO:
    """Standard output for frames only; what libraries print goes to standard error."""
    private = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return private


def main(argv: Sequence[str] | None = None) -> None:
    """Listen, or list the devices, until the other side closes standard input."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--device")
    parser.add_argument("--rate", type=int, default=16_000)
    parser.add_argument("--block", type=float, default=BLOCK_S)
    parser.add_argument("--leisure", type=float, default=0.0)
    arguments = parser.parse_args(argv)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the program that listens
    voice = Voice(_private_stdout())
    try:
        if arguments.list:
            import sounddevice as sd

            voice.tell("listed", devices=input_device_table(sd))
        else:
            leisure = Leisure(arguments.leisure)
            threading.Thread(target=_end_with_parent, args=(leisure,), daemon=True).start()
            _run(arguments.device, arguments.rate, arguments.block, voice, leisure)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            _leave()
        voice.tell(
            "no_library", reason="The audio library PortAudio is missing.", detail=str(error)
        )
    _leave()


if __name__ == "__main__":
    main()
