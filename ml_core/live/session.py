"""What the Live page holds: a thread that listens, and a value to look at thirty times a second."""

import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
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
from ml_core.recordings.signal_gate import Signal, judge, level_db

Samples = npt.NDArray[np.float32]
Columns = npt.NDArray[np.float32]

KEPT_S = 60.0  # of sound, in memory only
HISTORY_S = 600.0
LEVEL_S = 0.2
UNSEEN_PIECE_S = 0.1  # of sound while nobody looks: fewer wakings, decisions a little later
LONGEST_GAP_S = 20.0  # shown in the spectrogram
LONGEST_UNSEEN_S = 60.0  # of spectrogram for a window that did not look
NO_EMBEDDING = np.empty(0, np.float32)  # of a decision that is history
JUDGED_S = 1.0  # of sound, for whether there is a signal at all
JUDGE_EVERY_S = 0.5
BUSY = 0.9  # of the time between two decisions: who needs more for one is too slow

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
    signal: Signal  # of the last second, whatever the distance of decisions
    device_latency_ms: float  # how old sound is when it arrives, as PortAudio says
    skipping: bool  # this computer is too slow: every second window is left out


class LiveSession:
    """Listens and decides in its own thread. All methods return at once, from any thread.

    Args:
        bundle: the model.
        source: microphone or file, not yet started, at the rate of the bundle's front end.
        on_news: called from the session's thread when there is a decision or an event.
        options: ``hop_s``, ``smoothing``, ``unknown``, ``precision`` of ``SceneClassifier``.

    Raises:
        AscError: the rates differ.
    """

    def __init__(
        self,
        bundle: Bundle,
        source: SoundSource,
        *,
        on_news: Callable[[], None] = lambda: None,
        **options: Any,
    ) -> None:
        self._bundle = bundle
        self._source = source
        self._on_news = on_news
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
        self._watched = True
        self._anew = False  # who looks has nothing yet
        self._gaps: deque[tuple[int, int]] = deque()  # sample before which columns are missing
        self._lost_at: float | None = None
        self._gap_given = 0  # columns of the present gap that were shown already
        self._boundary = False  # what comes next is another recording
        self._signals: deque[Signal] = deque(["ok", "ok"], maxlen=2)
        self._judged_at = 0
        self._cost_s = 0.0  # of one decision, of late
        self._skipping = False
        self._events: list[CaptureEvent] = []
        self._peak = 0.0
        self._last_block = 0.0
        self._level = (-1, -120.0)  # samples heard when it was measured, dB
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
            self._widen_gap()
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
                heard_s=self.heard_s,
                level_db=self._level_db(),
                peak=peak,
                cpu_share=self._cpu_share,
                n_dropped=status.n_dropped,
                recorded_s=self._recorded_s(),
                recording_problem=self._recording_problem,
                signal=self._signals[1] if "ok" not in self._signals else "ok",
                device_latency_ms=status.device_latency_ms,
                skipping=self._skipping,
            )

    def watch(self, *, watched: bool) -> None:
        """Whether anybody looks at the spectrogram: else its columns are not computed.

        Who begins to look gets those of the last minute.
        """
        with self._lock:
            self._watched, self._anew = watched, watched
            self._columns, self._n_columns = [], 0
        self._source.gather(0.0 if watched else UNSEEN_PIECE_S)

    def history(self) -> tuple[Decision, ...]:
        """The decisions of the last ten minutes, oldest first."""
        with self._lock:
            return tuple(self._history)

    def last(self, seconds: float) -> Samples:
        """The last seconds of sound, at most 60, as far as they were heard: (T,)."""
        return self._ring.latest(round(seconds * self._source.rate_hz))  # type: ignore[return-value]

    @property
    def heard_s(self) -> float:
        """Seconds heard since the start, gaps not counted."""
        return self._ring.written / self._source.rate_hz

    def between(self, start_s: float, end_s: float) -> Samples:
        """What was heard between two moments of the stream, as far as it is in memory: (T,)."""
        rate_hz = self._source.rate_hz
        with self._lock:
            written = self._ring.written
            past: Samples = self.last(KEPT_S)
        first = written - len(past)
        start, end = (round(moment * rate_hz) - first for moment in (start_s, end_s))
        return past[max(0, start) : max(0, end)]

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
            try:
                recording.close()
            except AscError as error:  # a full disk: what fits is saved
                self._recording_problem = str(error)
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
        display: StreamingLogMel | None = StreamingLogMel(self._bundle.manifest.front_end)
        origin = 0  # sample at which the present classifier began
        wall, cpu = time.monotonic(), time.thread_time()
        for block in hear(self._source, on_event=self._note, stop=self._stop):
            with self._lock:
                wish, self._wish = self._wish, None
                options, boundary = self._wished_options, self._boundary
                self._boundary = False
            if boundary:
                self._take(classifier.finish(), origin)
            if wish is not None or boundary:
                classifier = SceneClassifier(self._bundle, **options)
                origin = self._ring.written
            if wish is not None:
                display = StreamingLogMel(wish.manifest.front_end)
            classifier.every = 2 if self._skipping else 1
            began = time.perf_counter()
            decisions = classifier.push(block, partial(self._delivered_at, origin))
            self._time(decisions, classifier.hop_s, time.perf_counter() - began)
            self._keep(block)  # first: who hears of a decision may ask for its sound
            self._take(decisions, origin)
            display = self._draw(display, block)
            if (now := time.monotonic()) - wall >= 1.0:
                self._cpu_share = (time.thread_time() - cpu) / (now - wall)
                wall, cpu = now, time.thread_time()
        if not self._stop.is_set():
            self._take(classifier.finish(), origin)

    def _delivered_at(self, origin: int, n_samples: int) -> float | None:
        return self._source.delivered_at(origin + n_samples)

    def _time(self, decisions: list[Decision], hop_s: float, spent_s: float) -> None:
        """Skip every second window while one costs more than the time there is for it."""
        if decisions:
            self._cost_s += 0.3 * (spent_s / len(decisions) - self._cost_s)
            self._skipping = self._source.real_time and self._cost_s > BUSY * hop_s

    def _take(self, decisions: list[Decision], origin: int) -> None:
        """Store what was decided, in the time of the stream, and say that it is there."""
        if not decisions:
            return
        offset_s = origin / self._source.rate_hz
        decisions = [replace(one, t_s=one.t_s + offset_s) for one in decisions]
        with self._lock:
            self._new_decisions += decisions
            self._history.extend(replace(one, embedding=NO_EMBEDDING) for one in decisions)
            while self._history and self._history[-1].t_s - self._history[0].t_s > HISTORY_S:
                self._history.popleft()
            self._decision = decisions[-1]
        self._on_news()

    def _draw(self, display: StreamingLogMel | None, block: Samples) -> StreamingLogMel | None:
        """Compute the columns of a block, for who looks; of the last minute, who looks again."""
        if not self._watched:
            return None
        parts: list[Columns] = []
        anew, self._anew = self._anew, False
        if display is None or anew:
            display = StreamingLogMel(self._bundle.manifest.front_end)
            parts = self._missed(display, len(block))
        parts.append(display.push(block))
        with self._lock:
            for part in parts:
                self._add_columns(part)
        return display

    def _missed(self, display: StreamingLogMel, n_new: int) -> list[Columns]:
        """Columns of the last minute before the newest samples, with its gaps."""
        past: Samples = self.last(LONGEST_UNSEEN_S)
        past = past[: len(past) - n_new]
        at = self._ring.written - n_new - len(past)
        parts = []
        for position, n_columns in self._gaps:
            if position > at:
                parts.append(display.push(past[: position - at]))
                past, at = past[position - at :], position
                parts.append(self._gap(n_columns))
        return [*parts, display.push(past)]

    def _keep(self, block: Samples) -> None:
        """Store a block, how loud it is, and whether it can carry a scene."""
        with self._lock:
            self._record(block)
            self._ring.write(block)
            if len(block):
                self._peak = max(self._peak, float(np.abs(block).max()))
                self._last_block = time.monotonic()
        rate_hz, written = self._source.rate_hz, self._ring.written
        judged = round(JUDGED_S * rate_hz)
        if written >= judged and written - self._judged_at >= JUDGE_EVERY_S * rate_hz:
            self._judged_at = written
            self._signals.append(judge(self.last(JUDGED_S), rate_hz))

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
            self._boundary |= event.boundary
            if event.state in ("lost", "hung"):
                self._decision = None  # what was said last is no longer so
                self._signals.extend(["ok", "ok"])
                if self._lost_at is None:
                    self._lost_at, self._gap_given = time.monotonic(), 0
            if event.state == "back":
                self._add_gap(event.missed_s)
        self._on_news()

    def _add_gap(self, missed_s: float) -> None:
        """Leave room in the spectrogram for what was missed."""
        spec = self._bundle.manifest.front_end
        n_columns = round(min(missed_s, LONGEST_GAP_S) * spec.sample_rate_hz / spec.hop)
        self._gaps.append((self._ring.written, n_columns))
        while self._ring.written - self._gaps[0][0] > self._ring.capacity:
            self._gaps.popleft()
        if self._watched and n_columns > self._gap_given:
            self._add_columns(self._gap(n_columns - self._gap_given))
        self._lost_at, self._gap_given = None, 0

    def _widen_gap(self) -> None:
        """While nothing comes the spectrogram goes on, with nothing on it."""
        if self._lost_at is None or not self._watched:
            return
        spec = self._bundle.manifest.front_end
        gone_s = min(time.monotonic() - self._lost_at, LONGEST_GAP_S)
        n_columns = round(gone_s * spec.sample_rate_hz / spec.hop) - self._gap_given
        if n_columns > 0:
            self._add_columns(self._gap(n_columns))
            self._gap_given += n_columns

    def _gap(self, n_columns: int) -> Columns:
        return np.full((self._bundle.manifest.front_end.n_mels, n_columns), np.nan, np.float32)

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
        at, level = self._level
        if at < 0 or self._ring.written - at >= LEVEL_S / 4 * self._source.rate_hz:
            at, level = self._ring.written, level_db(self.last(LEVEL_S))
            self._level = at, level
        return level

    def _recorded_s(self) -> float:
        return 0.0 if self._recording is None else self._recording.n_samples / self._source.rate_hz
