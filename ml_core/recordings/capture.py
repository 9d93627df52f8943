"""The microphone, held by another process and supervised from here."""

import contextlib
import json
import subprocess
import threading
import time
from collections import deque
from dataclasses import dataclass, replace
from typing import IO, Any

import numpy as np
import numpy.typing as npt

from ml_core.errors import DeviceError
from ml_core.programs import module_command
from ml_core.recordings.capture_worker import (
    AUDIO,
    BLOCK_S,
    FULL_SCALE,
    HEADER,
    STAMP,
    DeviceState,
)
from ml_core.recordings.growing_wav import Subtype
from ml_core.recordings.resample import StreamResampler
from ml_core.recordings.ring import RingBuffer

Samples = npt.NDArray[np.float32]

BUFFER_S = 60
ANSWER_S = 5.0  # a process silent for longer sits in a driver call that hangs
LIST_S = 10.0
RESTART_S = 0.2
STAMPS = 4096  # blocks whose time is remembered: two minutes
REFUSED_HINTS = {
    "no_device": "Plug one in: it is found by itself. Or use a sound file.",
    "denied": "Close it or allow it there, or choose another input.",
}
MOVED = 'The system goes on with the microphone "{new}" instead of "{old}".'
MOVED_HINT = "If that is not wanted, choose the input in the settings of the system."
LIBRARY_HINT = "Install it (Debian, Ubuntu: apt install libportaudio2), then start again."


@dataclass(frozen=True, slots=True)
class InputDevice:
    """A device that can record."""

    name: str
    default: bool
    sample_rate_hz: int
    channels: int


@dataclass(frozen=True, slots=True)
class CaptureEvent:
    """A change worth telling: what happened, and what to do about it.

    ``missed_s`` is set with ``back``: the length of the gap. At a ``boundary`` what came before
    is over, and what comes next is the recording ``path``, if one is known.
    ``notable``: worth a word to who sees the state anyway, as another microphone that the system
    took unasked, or a file that was left out.
    """

    state: DeviceState
    message: str
    hint: str = ""
    missed_s: float = 0.0
    boundary: bool = False
    path: str = ""
    notable: bool = False


@dataclass(frozen=True, slots=True)
class CaptureStatus:
    """How the microphone is. ``state`` is never ``back``: that is an event, then it is open.

    ``device_rate_hz`` is 0 until the device was opened once. ``behind_s`` is how much less
    than the clock says has arrived; ``n_dropped`` counts samples no one read in time.
    ``device_latency_ms`` is how old a sample is when the callback gets it, as PortAudio says.
    """

    state: DeviceState = "opening"
    device: str = ""
    message: str = ""
    hint: str = ""
    device_rate_hz: int = 0
    device_latency_ms: float = 0.0
    n_samples: int = 0
    n_dropped: int = 0
    n_overflows: int = 0
    behind_s: float = 0.0
    fatal: bool = False


def _command(*arguments: str) -> list[str]:
    return module_command("ml_core.recordings.capture_worker", *arguments)


def _start(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        _command(*arguments),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # PortAudio and ALSA chatter; what matters comes as status
    )


def _read_frame(stream: IO[bytes]) -> tuple[bytes, bytes] | None:
    header = stream.read(HEADER.size)
    if len(header) < HEADER.size:
        return None
    kind, size = HEADER.unpack(header)
    payload = stream.read(size)
    return (kind, payload) if len(payload) == size else None


def input_devices() -> list[InputDevice]:
    """The devices that can record now, asked of a short-lived process.

    Raises:
        DeviceError: PortAudio is missing, or the audio system does not answer.
    """
    process = _start("--list")
    try:
        output, _ = process.communicate(timeout=LIST_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise DeviceError(
            "The audio system does not answer.", hint="Restart it, or choose a sound file."
        ) from None
    if len(output) <= HEADER.size:
        raise DeviceError("The audio system ended without an answer.")
    answer = json.loads(output[HEADER.size :])
    if answer["state"] != "listed":
        raise DeviceError(answer["reason"], hint=LIBRARY_HINT)
    return [InputDevice(**device) for device in answer["devices"]]


class CaptureProcess:
    """Samples of a microphone at the rate asked for, through whatever happens to the device.

    ``start`` and ``close`` return at once. A lost or hung device is told as an event; the
    stream goes on by itself when the device is back, and what was missed is a gap, not
    silence. Samples lie on the grid of 16-bit integers, so that a 16-bit file keeps them
    exactly; they are the device's own, bit for bit, when it delivers the wanted rate.

    Args:
        rate_hz: wanted rate; a device that refuses it is resampled.
        device: name as ``input_devices`` gives it; None is the system's default.
        block_s: length of the pieces it comes in: shorter ones make the picture move more evenly.
    """

    subtype: Subtype = "PCM_16"
    real_time = True

    def __init__(
        self, *, rate_hz: int, device: str | None = None, block_s: float = BLOCK_S
    ) -> None:
        self.rate_hz = rate_hz
        self._block_s, self._leisure_s = block_s, 0.0
        self._device = device
        self._ring = RingBuffer(BUFFER_S * rate_hz)
        self._lock = threading.Lock()
        self._news = threading.Event()
        self._closed = threading.Event()
        self._status = CaptureStatus(device=device or "")
        self._events: list[CaptureEvent] = []
        self._process: subprocess.Popen[bytes] | None = None
        self._resampler: StreamResampler | None = None
        self._last_word = 0.0
        self._last_audio = 0.0
        self._delivered: deque[tuple[int, float]] = deque(maxlen=STAMPS)
        self._behind_before = 0.0  # of the processes before this one
        self._supervisor = threading.Thread(target=self._supervise, name="capture", daemon=True)

    @property
    def status(self) -> CaptureStatus:
        """How the microphone is now."""
        with self._lock:
            return replace(
                self._status,
                n_samples=self._ring.written,
                n_dropped=self._status.n_dropped + self._ring.dropped,
            )

    @property
    def ended(self) -> bool:
        """Whether no more samples will ever come: a microphone ends only when closed."""
        return self._closed.is_set()

    def start(self) -> None:
        """Begin opening the microphone."""
        self._supervisor.start()

    def read(self) -> Samples:
        """All samples since the last call, shape (T,)."""
        return self._ring.read()  # type: ignore[return-value]

    def delivered_at(self, n_samples: int) -> float | None:
        """When the callback had delivered so many samples, by ``time.perf_counter``."""
        found, known = None, self._delivered
        for back in range(1, len(known) + 1):  # the latest are asked for; a copy would cost more
            total, moment = known[-back]
            if total < n_samples:
                break
            found = moment
        return found

    def gather(self, seconds: float) -> None:
        """Let sound come in pieces of this length, which costs less, from now on; 0: at once."""
        self._leisure_s = seconds
        with self._lock:
            process = self._process
        if process is not None and process.stdin is not None:
            with contextlib.suppress(OSError, ValueError):  # it ended: the next one is told
                process.stdin.write(f"{seconds}\n".encode())
                process.stdin.flush()

    def wait(self, timeout_s: float) -> bool:
        """Sleep until something new is there; False when nothing came in time."""
        came = self._news.wait(timeout_s)
        self._news.clear()
        return came

    def events(self) -> list[CaptureEvent]:
        """What happened since the last call, oldest first."""
        with self._lock:
            events, self._events = self._events, []
            return events

    def close(self) -> None:
        """Close the microphone now. May be called from any thread, more than once."""
        self._closed.set()
        self._news.set()
        self._end_process()

    def join(self, timeout_s: float = 5.0) -> None:
        """After ``close``: wait until the process is gone."""
        if self._supervisor.ident is not None:
            self._supervisor.join(timeout_s)

    def _end_process(self) -> None:
        with self._lock:
            process = self._process
        if process is not None:
            with contextlib.suppress(OSError):
                process.kill()

    def _supervise(self) -> None:
        """Keep a capture process running; end one that no longer answers."""
        while not self._closed.is_set():
            arguments = ["--rate", str(self.rate_hz), "--block", str(self._block_s)]
            arguments += ["--leisure", str(self._leisure_s)]
            if self._device is not None:
                arguments += ["--device", self._device]
            process = _start(*arguments)
            with self._lock:
                self._process = process
                self._last_word = time.monotonic()
            if self._closed.is_set():  # closed while starting: ``close`` saw no process
                process.kill()
            reader = threading.Thread(target=self._follow, args=(process,), daemon=True)
            reader.start()
            while reader.is_alive():
                reader.join(0.25)
                if time.monotonic() - self._last_word > ANSWER_S:
                    self._hear({"state": "hung"})
                    process.kill()
                    reader.join()
            if self._status.state == "open" and not self._closed.is_set():
                self._hear({"state": "lost"})  # a driver took the process with it
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()
            if self._status.fatal:
                self._closed.set()
            self._closed.wait(RESTART_S)
        self._news.set()

    def _follow(self, process: subprocess.Popen[bytes]) -> None:
        """Take in frames until the process ends."""
        assert process.stdout is not None
        self._behind_before = self._status.behind_s
        while (frame := _read_frame(process.stdout)) is not None:
            if self._closed.is_set():
                return
            self._last_word = time.monotonic()
            kind, payload = frame
            if kind == AUDIO:
                (delivered,) = STAMP.unpack_from(payload)
                self._take(np.frombuffer(payload, dtype="<i2", offset=STAMP.size), delivered)
            else:
                self._hear(json.loads(payload))

    def _take(self, block: npt.NDArray[np.int16], delivered: float) -> None:
        samples = block.astype(np.float32) / np.float32(FULL_SCALE)
        if self._resampler is not None:
            resampled = np.rint(self._resampler.push(samples) * np.float32(FULL_SCALE))
            samples = np.clip(resampled, -FULL_SCALE, FULL_SCALE - 1) / np.float32(FULL_SCALE)
        self._delivered.append((self._ring.written + len(samples), delivered))
        self._ring.write(samples)
        self._last_audio = time.monotonic()
        self._news.set()

    def _hear(self, word: dict[str, Any]) -> None:
        """Turn a status of the process into ours, and into an event when it changes."""
        with self._lock:
            status = self._next_status(word)
            changed = (status.state, status.message) != (self._status.state, self._status.message)
            event = self._event(status, word) if changed else None
            self._status = status
            if event is not None:
                self._events.append(event)
        if event is not None:
            self._news.set()

    def _next_status(self, word: dict[str, Any]) -> CaptureStatus:
        old, state = self._status, word["state"]
        device = word.get("device") or old.device
        if state == "open":
            return self._opened(word, device)
        if state == "no_library":
            old = replace(old, fatal=True, hint=LIBRARY_HINT)
            return replace(old, state="no_device", message=word["reason"])
        # that it is looked for was said when it went
        told = old.state == "lost" or (old.state == "hung" and state != "lost")
        looking = state == "opening" and old.state in ("no_device", "denied")
        if told or looking:
            return old
        if state == "opening":
            message, hint = "Opening the microphone.", ""
        elif state in ("lost", "hung"):
            message, hint = _gone(state, device)
        else:
            message, hint = word["reason"], REFUSED_HINTS[state]
            if names := ", ".join(f'"{name}"' for name in word.get("names", ())):
                hint = f"There are: {names}. Choose one, or plug it in: it is found by itself."
        return replace(old, state=state, device=device, message=message, hint=hint)

    def _opened(self, word: dict[str, Any], device: str) -> CaptureStatus:
        rate_hz = word["rate_hz"]
        if word.get("first"):
            same = rate_hz == self.rate_hz
            self._resampler = None if same else StreamResampler(rate_hz, self.rate_hz)
        return replace(
            self._status,
            state="open",
            device=device,
            message=f'Listening to "{device}".',
            hint="",
            device_rate_hz=rate_hz,
            device_latency_ms=word["latency_ms"],
            n_overflows=word["n_overflows"],
            n_dropped=word["n_dropped"],
            behind_s=self._behind_before + word["behind_s"],
        )

    def _event(self, status: CaptureStatus, word: dict[str, Any]) -> CaptureEvent | None:
        """What to tell; a stream that was silent and goes on delivers what it held back."""
        anew = word.get("first", False)
        if word.get("moved"):
            new, old = status.device, self._status.device
            return CaptureEvent("open", MOVED.format(new=new, old=old), MOVED_HINT, notable=True)
        heard = self._ring.written  # else it was never there, and nothing is missing
        if status.state == "open" and self._status.state in ("lost", "hung") and heard:
            if not anew:
                return CaptureEvent("back", "Listening again.")
            missed_s = max(0.0, time.monotonic() - self._last_audio)
            return CaptureEvent(
                "back", f"Listening again, {missed_s:.0f} s were missed.", missed_s=missed_s
            )
        return CaptureEvent(status.state, status.message, status.hint)


def _gone(state: str, device: str) -> tuple[str, str]:
    name = f'Microphone "{device}"' if device else "The microphone"
    if state == "lost":
        return (
            f"{name} is gone.",
            "Plug it in again: listening goes on by itself. Or choose another input.",
        )
    return (
        f"{name} does not answer.",
        "Listening goes on by itself as soon as it does. Or choose another input.",
    )
