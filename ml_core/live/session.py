"""What the Live page holds: a thread that listens, and a value to look at thirty times a second."""

import threading
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from ml_core.bundle import Bundle
from ml_core.errors import AscError
from ml_core.frontend.streaming import StreamingLogMel
from ml_core.live.classifier import Decision, SceneClassifier
from ml_core.live.listening import hear
from ml_core.live.sources import SoundSource
from ml_core.recordings.capture import CaptureEvent, CaptureStatus
from ml_core.recordings.capture_worker import DeviceState
from ml_core.recordings.growing_wav import GrowingWav
from ml_core.recordings.ring import RingBuffer
from ml_core.recordings.signal_gate import level_db

Samples = npt.NDArray[np.float32]
Columns = npt.NDArray[np.float32]

KEPT_S = 60.0  # of sound, in memory only
HISTORY_S = 600.0
LEVEL_S = 0.2
LONGEST_GAP_S = 20.0  # shown in the spectrogram
LONGEST_UNSEEN_S = 60.0  # of spectrogram kept for a window that does not look

LiveStateName = DeviceState | Literal["stopped", "ended", "failed"]


@dataclass(frozen=True, slots=True)
class LiveState:
    """One look at a session. What is new is new since the look before.

    ``state`` is the device's, or ``stopped`` (before start and after stop), ``ended`` (the
    file is over) or ``failed`` (``message`` says why).
    """

    state: LiveStateName
    device: str
    message: str
    hint: str
    device_rate_hz: int
    decision: Decision | None  # the latest
    new_decisions: tuple[Decision, ...]
    new_columns: Columns  # (F, n): log-mel of the bundle's front end; a gap is NaN
    events: tuple[CaptureEvent, ...]  # new ones: lost, back, ...
    heard_s: float
    level_db: float  # of the last 0.2 s; -120 while nothing comes
    peak: float  # largest amplitude since the last look, 0 to 1
    cpu_share: float  # of one core, by listening and deciding
    n_dropped: int  # samples nobody read in time
    recorded_s: float  # in the file being recorded, else 0
    recording_problem: str  # why a recording ended by itself, "" while all is well


class LiveSession:
    """Listens and decides in its own thread. All methods return at once, from any thread.

    Args:
        bundle: the model.
        source: microphone or file, not yet started, at the rate of the bundle's front end.
        options: ``hop_s``, ``smoothing``, ``unknown``, ``precision`` of ``SceneClassifier``.

    Raises:
        AscError: the rates differ.
    """

    def __init__(self, bundle: Bundle, source: SoundSource, **options: Any) -> None:
        self._bundle = bundle
        self._source = source
        self._options: Mapping[str, Any] = options
        self._check_rate(bundle)
        rate_hz = source.rate_hz
        self._ring = RingBuffer(round(KEPT_S * rate_hz))
        self._lock = threading.Lock()  # guards everything below
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._end: tuple[LiveStateName, str, str] | None = ("stopped", "", "")
        self._wish: Bundle | None = None
        self._wished_options: Mapping[str, Any] = options
        self._recording: GrowingWav | None = None
        self._recording_problem = ""
        self._decision: Decision | None = None
        self._new_decisions: list[Decision] = []
        self._history: deque[Decision] = deque()
        self._columns: list[Columns] = []
        self._n_columns = 0
        self._events: list[CaptureEvent] = []
        self._peak = 0.0
        self._last_block = 0.0
        self._cpu_share = 0.0

    def start(self) -> None:
        """Open the source and listen. A session is started once."""
        with self._lock:
            if self._thread is not None:
                raise RuntimeError("a live session is started once")
            self._end = None
            self._thread = threading.Thread(target=self._run, name="live", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Close the microphone now."""
        self._stop.set()
        self._source.close()

    def join(self, timeout_s: float = 10.0) -> bool:
        """After ``stop``: wait until the recording is whole; False if the thread still runs."""
        thread = self._thread
        if thread is not None:
            thread.join(timeout_s)
        return thread is None or not thread.is_alive()

    def poll(self) -> LiveState:
        """How it is now, and what is new since the last call."""
        status = self._source.status
        with self._lock:
            columns = self._take_columns()
            new_decisions, self._new_decisions = tuple(self._new_decisions), []
            events, self._events = tuple(self._events), []
            peak, self._peak = self._peak, 0.0
            state, message, hint = self._end or (status.state, status.message, status.hint)
            return LiveState(
                state=state,
                device=status.device,
                message=message,
                hint=hint,
                device_rate_hz=status.device_rate_hz,
                decision=self._decision,
                new_decisions=new_decisions,
                new_columns=columns,
                events=events,
                heard_s=self._ring.written / self._source.rate_hz,
                level_db=self._level_db(),
                peak=peak,
                cpu_share=self._cpu_share,
                n_dropped=status.n_dropped,
                recorded_s=self._recorded_s(),
                recording_problem=self._recording_problem,
            )

    def history(self) -> tuple[Decision, ...]:
        """The decisions of the last ten minutes, oldest first."""
        with self._lock:
            return tuple(self._history)

    def last(self, seconds: float) -> Samples:
        """The last seconds of sound, at most 60, as far as they were heard: (T,)."""
        return self._ring.latest(round(seconds * self._source.rate_hz))  # type: ignore[return-value]

    def configure(self, *, bundle: Bundle | None = None, **options: Any) -> None:
        """Go on with another bundle or other options; the next window starts from now.

        Raises:
            AscError: the bundle hears at another rate.
        """
        if bundle is not None:
            self._check_rate(bundle)
        with self._lock:
            self._bundle = bundle or self._bundle
            self._wish = self._bundle
            self._wished_options = {**self._wished_options, **options}

    def start_recording(self, path: Path) -> None:
        """Keep what is heard from now on in a WAV file that is valid at every moment.

        Raises:
            AscError: the file cannot be written, or another is being recorded.
        """
        with self._lock:
            if self._recording is not None:
                raise AscError("A recording is already being made.", hint="Stop it first.")
            self._recording = GrowingWav(path, self._source.rate_hz, self._source.subtype)
            self._recording_problem = ""

    def stop_recording(self) -> Path | None:
        """Complete the recording; its path, None when there was none."""
        with self._lock:
            recording, self._recording = self._recording, None
            if recording is None:
                return None
            recording.close()
            return recording.path

    def _check_rate(self, bundle: Bundle) -> None:
        wanted, given = bundle.manifest.front_end.sample_rate_hz, self._source.rate_hz
        if wanted != given:
            raise AscError(
                f"This bundle hears at {wanted} Hz, the input gives {given} Hz.",
                hint="Stop listening and start again.",
            )

    def _run(self) -> None:
        end: tuple[LiveStateName, str, str] = ("failed", "Listening broke off.", "")
        try:
            self._source.start()
            self._listen()
            end = ("stopped", "", "") if self._stop.is_set() else self._natural_end()
        except AscError as error:
            end = ("failed", error.message, error.hint)
        finally:
            self._source.close()
            self.stop_recording()
            self._source.join()
            with self._lock:
                self._end = end

    def _natural_end(self) -> tuple[LiveStateName, str, str]:
        status: CaptureStatus = self._source.status
        if status.fatal:
            return "failed", status.message, status.hint
        return "ended", "The file is over.", ""

    def _listen(self) -> None:
        classifier = SceneClassifier(self._bundle, **self._options)
        display = StreamingLogMel(self._bundle.manifest.front_end)
        origin = 0  # sample at which the present classifier began
        wall, cpu = time.monotonic(), time.thread_time()
        for block in hear(self._source, on_event=self._note, stop=self._stop):
            with self._lock:
                wish, self._wish = self._wish, None
                options = self._wished_options
            if wish is not None:
                classifier = SceneClassifier(wish, **options)
                display = StreamingLogMel(wish.manifest.front_end)
                origin = self._ring.written
            self._take(classifier.push(block), origin, display.push(block), block)
            if (now := time.monotonic()) - wall >= 1.0:
                self._cpu_share = (time.thread_time() - cpu) / (now - wall)
                wall, cpu = now, time.thread_time()
        if not self._stop.is_set():
            empty = np.empty(0, np.float32)
            self._take(classifier.finish(), origin, display.push(empty), empty)

    def _take(
        self, decisions: list[Decision], origin: int, columns: Columns, block: Samples
    ) -> None:
        """Store what one block brought."""
        offset_s = origin / self._source.rate_hz
        decisions = [replace(one, t_s=one.t_s + offset_s) for one in decisions]
        with self._lock:
            self._record(block)
            self._add_columns(columns)
            self._new_decisions += decisions
            self._history.extend(decisions)
            while self._history and self._history[-1].t_s - self._history[0].t_s > HISTORY_S:
                self._history.popleft()
            if decisions:
                self._decision = decisions[-1]
            self._ring.write(block)
            if len(block):
                self._peak = max(self._peak, float(np.abs(block).max()))
                self._last_block = time.monotonic()

    def _record(self, block: Samples) -> None:
        if self._recording is None:
            return
        try:
            self._recording.write(block)
        except AscError as error:  # a full disk ends the recording, not the listening
            self._recording, self._recording_problem = None, str(error)

    def _note(self, event: CaptureEvent) -> None:
        with self._lock:
            self._events.append(event)
            if event.state in ("lost", "hung"):
                self._decision = None  # what was said last is no longer so
            if event.state == "back":
                spec = self._bundle.manifest.front_end
                gap_s = min(event.missed_s, LONGEST_GAP_S)
                n = round(gap_s * spec.sample_rate_hz / spec.hop)
                self._add_columns(np.full((spec.n_mels, n), np.nan, np.float32))

    def _add_columns(self, columns: Columns) -> None:
        if self._columns and len(self._columns[-1]) != len(columns):
            self._columns, self._n_columns = [], 0  # another bundle with other bands
        self._columns.append(columns)
        self._n_columns += columns.shape[1]
        spec = self._bundle.manifest.front_end
        most = LONGEST_UNSEEN_S * spec.sample_rate_hz / spec.hop
        while self._n_columns - self._columns[0].shape[1] > most:
            self._n_columns -= self._columns.pop(0).shape[1]

    def _take_columns(self) -> Columns:
        columns, self._columns, self._n_columns = self._columns, [], 0
        if not columns:
            return np.empty((self._bundle.manifest.front_end.n_mels, 0), np.float32)
        return np.concatenate(columns, axis=1)

    def _level_db(self) -> float:
        if self._end is not None or time.monotonic() - self._last_block > 2 * LEVEL_S + 0.2:
            return -120.0
        return level_db(self.last(LEVEL_S))

    def _recorded_s(self) -> float:
        return 0.0 if self._recording is None else self._recording.n_samples / self._source.rate_hz
