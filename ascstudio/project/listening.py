"""The microphone, a file as a stream, a folder: one for all pages, looked at often."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ascstudio.project.background import Background
from ml_core import api

BLOCK_S = 0.032  # a little shorter than a frame, so that each look finds something new
FRAME_MS = 33  # between two looks for who watches the sound
REST_MS = 500  # and while nobody does; a decision is told at once in any case
HELD_STATES = ("opening", "open", "back", "hung")  # the device is ours: the red mark shows


@dataclass(frozen=True, slots=True)
class ListenOptions:
    """What a listener may choose.

    Attributes:
        device: name of the microphone; None is the system's own choice.
        file: a recording that is heard instead, or a folder whose new recordings are.
        hop_s: seconds between two decisions.
        smoothing: none, steady or quick, or any pace.
        unknown: off, lenient, normal or strict; None: what fits the bundle.
        record: a WAV file that keeps all that is heard, valid at every moment.
        block_s: sound comes in pieces of this length; no picture moves more often.
    """

    device: str | None = None
    file: Path | None = None
    hop_s: float = 1.0
    smoothing: "str | api.Pace" = "steady"
    unknown: str | None = None
    record: Path | None = None
    block_s: float = BLOCK_S


class Listening(QObject):
    """Owns the one live session. Opening and reading the bundle happen in a thread."""

    started = Signal(str)
    """Who listens: live or teach."""
    stopped = Signal(str)
    looked = Signal(object)
    """LiveState, with each decision and as often as somebody watches."""
    _news = Signal()
    failed = Signal(object)
    """AscError: it could not begin."""
    microphone_changed = Signal(bool)
    devices_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.owner = ""
        self.file_ended = False  # it stopped because there was nothing left to hear
        self.bundle: api.Bundle | None = None
        self.devices: tuple[api.InputDevice, ...] = ()
        self.devices_known = False
        self.devices_problem: api.AscError | None = None
        self.microphone_open = False
        self._options = ListenOptions()
        self._session: api.LiveSession | None = None
        self._over: api.LiveSession | None = None  # a file that was heard to its end
        self._ending: list[api.LiveSession] = []
        self._wanted = 0
        self._watched = True
        self._background = Background("listening", self)
        self._lister = Background("input-devices", self)  # it may take seconds
        self._timer = QTimer(self, interval=FRAME_MS)
        self._timer.timeout.connect(self._look)
        self._news.connect(self._look)

    @property
    def active(self) -> bool:
        """Whether a session is going on or being opened."""
        return bool(self.owner)

    @property
    def options(self) -> ListenOptions:
        """What the session was started with."""
        return self._options

    def look_for_devices(self) -> None:
        """Ask which microphones there are; ``devices_changed`` follows."""
        self._lister.run(lambda: tuple(api.input_devices()), self._on_devices, self._on_none)

    def read_bundle(
        self,
        path: Path,
        done: Callable[["api.Bundle"], None],
        failed: Callable[["api.AscError"], None],
    ) -> None:
        """Read a bundle in a thread; nothing is opened."""
        self._background.run(lambda: api.read_bundle(path), done, failed)

    def start(self, owner: str, bundle: Path, options: ListenOptions) -> None:
        """Listen with a bundle; whoever listened before stops."""
        self.stop()
        self._over = None
        self.watch()  # whoever starts looks
        self.owner, self._options = owner, options
        self.file_ended = False
        self._wanted += 1
        number = self._wanted
        self._background.run(
            lambda: api.read_bundle(bundle),
            lambda read: self._begin(number, read),
            lambda error: self._on_failed(number, error),
        )
        self.started.emit(owner)

    def configure(self, options: ListenOptions) -> None:
        """Go on with another pace or another strictness."""
        self._options = options
        if self._session is not None:
            self._session.configure(
                hop_s=options.hop_s, smoothing=options.smoothing, unknown=options.unknown
            )

    def use_bundle(self, path: Path) -> None:
        """Go on with another bundle; the microphone stays open where the rates agree."""
        owner, options = self.owner, self._options
        number = self._wanted

        def take(bundle: api.Bundle) -> None:
            if number != self._wanted or self._session is None:
                return
            try:
                self._session.configure(bundle=bundle)
                self.bundle = bundle
            except api.AscError:  # it hears at another rate: open again
                self.start(owner, path, options)

        self._background.run(
            lambda: api.read_bundle(path), take, lambda error: self._on_failed(number, error)
        )

    def watch(self, frame_ms: int = FRAME_MS, *, watched: bool = True) -> None:
        """Say whether anybody looks at the sound, and how often; a new start is looked at."""
        self._timer.setTimerType(Qt.TimerType.PreciseTimer if watched else Qt.TimerType.CoarseTimer)
        self._timer.setInterval(frame_ms if watched else REST_MS)
        self._watched = watched
        if self._session is not None:
            self._session.watch(watched=watched)

    def stop(self) -> None:
        """Close the microphone now."""
        self._wanted += 1
        owner, self.owner = self.owner, ""
        self._timer.stop()
        if self._session is not None:
            self._session.stop()
            self._ending = [one for one in self._ending if not one.join(0.0)]
            self._ending.append(self._session)
            self._over = self._session if self.file_ended else None
            self._session = None
        self._set_microphone(False)
        if owner:
            self.stopped.emit(owner)

    def last(self, seconds: float) -> NDArray[np.float32]:
        """The last seconds of sound, at the bundle's rate; empty when nothing was heard."""
        heard = self._session or self._over
        return np.zeros(0, np.float32) if heard is None else np.asarray(heard.last(seconds))

    def heard_s(self) -> float:
        """Seconds heard since it began, also of a file that has ended."""
        heard = self._session or self._over
        return 0.0 if heard is None else heard.heard_s

    def between(self, start_s: float, end_s: float) -> NDArray[np.float32]:
        """What was heard between two moments of the stream, as far as it is still in memory."""
        heard = self._session or self._over
        return np.zeros(0, np.float32) if heard is None else heard.between(start_s, end_s)

    def shut_down(self) -> None:
        """Close the microphone and wait for all threads."""
        self.stop()
        for session in self._ending:
            session.join()
        self._background.shut_down()
        self._lister.shut_down()

    def _begin(self, number: int, bundle: "api.Bundle") -> None:
        if number != self._wanted:
            return
        rate_hz = bundle.manifest.front_end.sample_rate_hz
        options = self._options
        source: api.CaptureProcess | api.FileStream | api.FolderStream
        try:
            if options.file is None:
                source = api.CaptureProcess(
                    rate_hz=rate_hz, device=options.device, block_s=options.block_s
                )
            elif options.file.is_dir():
                source = api.FolderStream(options.file, rate_hz=rate_hz)
            else:
                source = api.FileStream(options.file, rate_hz=rate_hz, block_s=options.block_s)
            session = api.LiveSession(
                bundle,
                source,
                on_news=self._news.emit,
                hop_s=options.hop_s,
                smoothing=options.smoothing,
                unknown=options.unknown,
            )
            if options.record is not None:
                options.record.parent.mkdir(parents=True, exist_ok=True)
                session.start_recording(options.record)
        except api.AscError as error:
            self._on_failed(number, error)
            return
        except OSError as error:
            self._on_failed(number, api.AscError(f"The recording cannot be kept: {error}."))
            return
        self.bundle, self._session = bundle, session
        session.watch(watched=self._watched)
        session.start()
        self._timer.start()

    def _look(self) -> None:
        if self._session is None:
            return
        state = self._session.poll()
        from_device = self._options.file is None
        self._set_microphone(from_device and state.state in HELD_STATES)
        self.looked.emit(state)
        if state.state in ("ended", "failed", "stopped"):
            self.file_ended = state.state == "ended"
            self.stop()

    def _on_failed(self, number: int, error: "api.AscError") -> None:
        if number == self._wanted:
            self.stop()
            self.failed.emit(error)

    def _on_devices(self, devices: "tuple[api.InputDevice, ...]") -> None:
        self.devices, self.devices_known, self.devices_problem = devices, True, None
        self.devices_changed.emit()

    def _on_none(self, error: "api.AscError") -> None:
        self.devices, self.devices_known, self.devices_problem = (), True, error
        self.devices_changed.emit()

    def _set_microphone(self, is_open: bool) -> None:
        if is_open != self.microphone_open:
            self.microphone_open = is_open
            self.microphone_changed.emit(is_open)
