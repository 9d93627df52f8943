"""Loudspeakers and headphones: which there are, and a stream that takes samples."""

import importlib
import threading
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ml_core.errors import DeviceError
from ml_core.recordings.resample import StreamResampler

_LOCK = threading.Lock()  # PortAudio must not be started anew while something plays
_open_streams = 0


class OutputStream(Protocol):
    """What playback needs of a loudspeaker."""

    latency: float  # seconds between a written sample and its sound

    def start(self) -> None:
        """Begin to play what is written."""

    def write(self, block: NDArray[np.float32], /) -> object:
        """Play (n, 1); returns when there is room for more."""

    def close(self) -> None:
        """Let go of the device."""


@dataclass(frozen=True, slots=True)
class OutputDevice:
    """A device that can play."""

    name: str
    default: bool
    sample_rate_hz: int


class Loudspeaker:
    """A stream of mono float32 samples at any rate, resampled if the device refuses the rate.

    Args:
        rate_hz: rate of what is written.
        device: name as ``output_devices`` gives it; None is the system's default.

    Raises:
        DeviceError: no sound library, no such device, or it refuses everything.
    """

    def __init__(self, rate_hz: int, device: str | None = None) -> None:
        global _open_streams
        sounddevice = _library()
        self._resampler: StreamResampler | None = None
        self._closed = False
        with _LOCK:
            index = _index_of(sounddevice, device)
            if index is None and not _open_streams:  # the list is as old as the process
                sounddevice._terminate()
                sounddevice._initialize()
                index = _index_of(sounddevice, device)
            self._stream = self._opened(sounddevice, index, rate_hz, device)
            _open_streams += 1
        self.latency = float(self._stream.latency)

    def start(self) -> None:
        """Begin to play what is written."""
        self._stream.start()

    def write(self, block: NDArray[np.float32]) -> None:
        """Play (n, 1); returns when there is room for more."""
        if self._resampler is not None:
            block = self._resampler.push(block[:, 0])[:, None]
        self._stream.write(np.ascontiguousarray(block))

    def close(self) -> None:
        """Let go of the device."""
        global _open_streams
        if not self._closed:
            self._closed = True
            self._stream.close()
            with _LOCK:
                _open_streams -= 1

    def _opened(self, sounddevice: Any, index: int | None, rate_hz: int, name: str | None) -> Any:
        if index is None:
            raise _missing(name)
        own_hz = round(sounddevice.query_devices(index)["default_samplerate"])
        for rate in dict.fromkeys((rate_hz, own_hz)):
            try:
                stream = sounddevice.OutputStream(
                    device=index, samplerate=rate, channels=1, dtype="float32"
                )
            except (sounddevice.PortAudioError, ValueError):
                continue
            self._resampler = None if rate == rate_hz else StreamResampler(rate_hz, rate)
            return stream
        raise _missing(name)


def output_devices() -> list[OutputDevice]:
    """The devices that can play.

    Raises:
        DeviceError: PortAudio is missing.
    """
    sounddevice = _library()
    global _open_streams
    with _LOCK:
        if not _open_streams:
            sounddevice._terminate()
            sounddevice._initialize()
        default = sounddevice.default.device[1]
        return [
            OutputDevice(device["name"], index == default, round(device["default_samplerate"]))
            for index, device in enumerate(sounddevice.query_devices())
            if device["max_output_channels"] > 0
        ]


def _library() -> Any:
    try:
        return importlib.import_module("sounddevice")
    except OSError as error:  # sounddevice's way of saying that PortAudio is missing
        raise DeviceError(
            "This computer cannot play sound: the PortAudio library is missing.",
            hint="Install libportaudio2 and open the studio again.",
        ) from error


def _index_of(sounddevice: Any, name: str | None) -> int | None:
    """Which device that is; ALSA's card number behind a name may have changed."""
    if name is None:
        index = int(sounddevice.default.device[1])
        return index if index >= 0 else None
    names = [
        device["name"] if device["max_output_channels"] > 0 else ""
        for device in sounddevice.query_devices()
    ]
    if name not in names:
        names, name = [one.split(" (hw:")[0] for one in names], name.split(" (hw:")[0]
    return names.index(name) if name in names else None


def _missing(name: str | None) -> DeviceError:
    if name is not None:
        return DeviceError(
            f'"{name}" cannot play now.', hint="Plug it in, or choose another output."
        )
    return DeviceError(
        "No loudspeaker or headphones were found.",
        hint="Plug one in and press play again. Everything else works without sound.",
    )
