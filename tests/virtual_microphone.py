"""A real microphone without a sound card: a private PulseAudio whose source plays a file.

    with VirtualMicrophone() as microphone:
        microphone.play(path)              # looped without a gap
        os.environ.update(microphone.environment)
        ...                                # PortAudio's default input now hears the file

The daemon belongs to this process alone: its own socket, its own folder, no D-Bus, no udev.
A null sink carries the player's samples at the file's own rate, and a remapped source hands
them out, so that a recorder at that rate gets the file's 16-bit samples bit for bit.
"""

import contextlib
import glob
import json
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import wave
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

PLAYER_LATENCY_MS = 200  # less, and a busy computer hears gaps
START_S = 20.0
PROTOCOL = "protocol-native.c"  # what PulseAudio calls the driver of a program's stream


def what_is_missing() -> str:
    """The packages this needs and does not find, as one sentence; empty if all are there."""
    missing = [
        package
        for tool, package in (("pulseaudio", "pulseaudio"), ("pactl", "pulseaudio-utils"))
        if shutil.which(tool) is None
    ]
    if not glob.glob("/usr/lib/*/alsa-lib/libasound_module_pcm_pulse.so"):
        missing.append("libasound2-plugins")
    if not glob.glob("/usr/lib/*/libportaudio.so.2"):
        missing.append("libportaudio2")
    return f"not installed: {', '.join(missing)}" if missing else ""


class VirtualMicrophone:
    """A PulseAudio daemon, its virtual cable and a player; everything ends with the block."""

    def __init__(self, rate_hz: int = 16_000) -> None:
        self.rate_hz = rate_hz
        self.description = ""  # what programs call it, from the next start on
        self._folder = Path(tempfile.mkdtemp(prefix="asc-mic-"))
        self._socket = self._folder / "native"
        self._daemon: subprocess.Popen[bytes] | None = None
        self._player: Player | None = None
        self.environment = {
            "PULSE_SERVER": f"unix:{self._socket}",
            "PULSE_RUNTIME_PATH": str(self._folder),
            "PULSE_STATE_PATH": str(self._folder),
            "PULSE_COOKIE": str(self._folder / "cookie"),
            "PULSE_SOURCE": "cable",
            "PULSE_SINK": "speaker",
        }

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop_playing()
        self._end_daemon()
        shutil.rmtree(self._folder, ignore_errors=True)

    def start(self) -> None:
        """Start the daemon and its cable, and wait until it answers."""
        self._socket.unlink(missing_ok=True)
        form = f"rate={self.rate_hz} channels=1"
        modules = [
            f"module-native-protocol-unix socket={self._socket} auth-anonymous=1",
            f"module-null-sink sink_name=speaker format=s16le {form}",
            f"module-remap-source source_name=cable master=speaker.monitor remix=no {form}"
            + (
                f" source_properties=device.description={named}"
                if (named := self.description)
                else ""
            ),
        ]
        options = ["-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1"]
        options += ["--high-priority=no", "--realtime=no", "--disable-shm=yes"]
        options += [f"--log-target=file:{self._folder / 'log'}"]
        self._daemon = subprocess.Popen(
            ["pulseaudio", *options, *(part for module in modules for part in ("-L", module))],
            env=os.environ | self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        await_that(lambda: self._ask("set-default-source", "cable"), "PulseAudio to answer")

    def play(self, path: Path) -> None:
        """Loop a mono 16-bit WAV of the cable's rate into the microphone."""
        with wave.open(str(path)) as stream:
            parameters = (stream.getnchannels(), stream.getsampwidth(), stream.getframerate())
            if parameters != (1, 2, self.rate_hz):
                raise ValueError(f"the cable carries mono 16 bit at {self.rate_hz}: {parameters}")
            samples = stream.readframes(stream.getnframes())
        self.stop_playing()
        self._player = Player(samples, self.rate_hz, self.environment)
        await_that(lambda: b"\t" in self._output("list", "short", "sink-inputs"), "the player")
        self._drain()

    def stop_playing(self) -> None:
        """Stop the player; the microphone then hears digital silence."""
        if self._player is not None:
            self._player.stop()
            self._player = None

    def add_source(self, name: str) -> None:
        """Plug in another microphone, on which nothing is heard."""
        named = f"source_name={name} description={name}"
        if not self._ask("load-module", "module-null-source", named):
            raise OSError("the sound server takes no other source")

    def move_recorders(self, source: str) -> bool:
        """Let all programs that record hear another source; False while there are none."""
        outputs = json.loads(self._output("-f", "json", "list", "source-outputs"))
        recorders = [one["index"] for one in outputs if one["driver"] == PROTOCOL]
        moved = [self._ask("move-source-output", str(index), source) for index in recorders]
        return bool(moved) and all(moved)

    def followers(self) -> list[int]:
        """Processes of ``pactl`` that wait for news of this server."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                waits = b"pactl\0subscribe" in (folder / "cmdline").read_bytes()
                if waits and str(self._socket).encode() in (folder / "environ").read_bytes():
                    found.append(int(folder.name))
        return found

    def kill(self) -> None:
        """Take the sound system away, as when a microphone is pulled out."""
        self._end_daemon()
        self.stop_playing()

    def freeze(self) -> None:
        """Make the sound system hang: it neither answers nor ends."""
        assert self._daemon is not None
        self._daemon.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """End the hang."""
        assert self._daemon is not None
        self._daemon.send_signal(signal.SIGCONT)

    def _end_daemon(self) -> None:
        if self._daemon is not None:
            self._daemon.kill()
            self._daemon.wait()
            self._daemon = None

    def _drain(self) -> None:
        """A fresh sink gives its first two seconds in one lump: take them away."""
        recorder = subprocess.Popen(
            ["parec", "--device=cable", f"--latency-msec={PLAYER_LATENCY_MS}"],
            env=os.environ | self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert recorder.stdout is not None
        recorder.stdout.read(20_000)
        recorder.kill()
        recorder.wait()
        recorder.stdout.close()

    def _ask(self, *words: str) -> bool:
        return self._pactl(*words).returncode == 0

    def _output(self, *words: str) -> bytes:
        return self._pactl(*words).stdout

    def _pactl(self, *words: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            ["pactl", *words],
            env=os.environ | self.environment,
            capture_output=True,
            timeout=START_S,
            check=False,
        )


class Player:
    """``pacat`` fed with the same samples over and over, without a gap."""

    def __init__(self, samples: bytes, rate_hz: int, environment: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            [
                "pacat", "--playback", "--device=speaker", "--format=s16le", "--channels=1",
                f"--rate={rate_hz}", f"--latency-msec={PLAYER_LATENCY_MS}",
            ],
            env=os.environ | environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        self._feeder = threading.Thread(target=self._feed, args=(samples,), daemon=True)
        self._feeder.start()

    def _feed(self, samples: bytes) -> None:
        assert self._process.stdin is not None
        with contextlib.suppress(OSError, ValueError):
            while True:
                self._process.stdin.write(samples)

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        self._feeder.join()
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()


def await_that(happens: Callable[[], bool], what: str, timeout_s: float = START_S) -> None:
    """Ask again until it happens; fail, naming it, when it never does."""
    end = time.monotonic() + timeout_s
    while not happens():
        if time.monotonic() > end:
            raise TimeoutError(f"waited {timeout_s:.0f} s for {what}")
        time.sleep(0.05)
