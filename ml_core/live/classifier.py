"""Samples in, decisions out: the one way a file or a microphone becomes scenes.

Window i begins at sample round(i * hop_s * rate). A decision depends on i and on the samples
alone, never on how they were cut into blocks, so that a recording is decided as it was live.
"""

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ml_core.bundle import Bundle
from ml_core.bundle.session import Precision
from ml_core.enrolment.scoring import UnknownSetting, usual_setting
from ml_core.errors import AscError
from ml_core.frontend.streaming import WindowedFrontEnd
from ml_core.live.deciding import Decider
from ml_core.live.ear import Ear
from ml_core.live.smoothing import Pace, Smoothing
from ml_core.progress import Monitor
from ml_core.recordings.decode import mono_blocks
from ml_core.recordings.signal_gate import Signal, judge

Samples = npt.NDArray[np.float32]
Floats = npt.NDArray[np.float64]

DEFAULT_HOP_S = 1.0


def _unknown_moment(_n_samples: int) -> float | None:
    return None


@dataclass(frozen=True, slots=True)
class Decision:
    """What one window is.

    ``scene`` is None when the window is unknown or its signal not usable. ``scores`` decide:
    the softmax of the trained head (or of the scaled cosines once scenes are enrolled), after
    smoothing. ``calibrated`` are the same with the fitted temperature: chances to show people.
    """

    index: int
    t_s: float  # start of the window in the stream
    duration_s: float  # less than a window's only at the end of a recording
    scene: str | None
    closest: str  # the scene with the highest score, also when it is not close enough
    scores: Mapping[str, float]
    calibrated: Mapping[str, float]
    signal: Signal
    latency_ms: float = field(compare=False)  # from the window's last sample to the decision
    embedding: npt.NDArray[np.float32] = field(compare=False, repr=False)  # (D,)
    delivered_at: float = field(default=0.0, compare=False)  # the last sample; perf_counter
    certainty: float = field(default=0.0, compare=False)  # of the trained head, 0..1


@dataclass(frozen=True, slots=True)
class FileDecision:
    """What a recording is: the mean over its usable windows, before any smoothing."""

    path: Path
    scene: str | None
    scores: Mapping[str, float]
    calibrated: Mapping[str, float]
    windows: tuple[Decision, ...]


class SceneClassifier:
    """Decides a stream window by window.

    Args:
        bundle: the model.
        hop_s: distance of window starts in seconds.
        smoothing: ``none`` decides each window by itself; or any pace.
        unknown: how easily "unknown" is said. None is ``normal`` where the bundle carries
            its levels, else ``off``.
        precision: ``int8`` as deployed, or ``fp32``; with enrolled scenes always ``int8``,
            because their prototypes were made from its embeddings.

    Attributes:
        every: only each so many-th window is decided; more than 1 where a computer is too busy
            for all of them. A recording is always decided whole.

    Raises:
        AscError: the hop is not at least one sample, or not a number.
        BundleError: the bundle's network cannot be run, or a scene was taught to another.
    """

    def __init__(
        self,
        bundle: Bundle,
        *,
        hop_s: float = DEFAULT_HOP_S,
        smoothing: Smoothing | Pace = "none",
        unknown: UnknownSetting | None = None,
        precision: Precision = "int8",
    ) -> None:
        manifest = bundle.manifest
        self.rate_hz = manifest.front_end.sample_rate_hz
        self.window = manifest.window_samples
        self.hop_s = hop_s
        if not 1 <= hop_s * self.rate_hz < math.inf:
            raise AscError(f"A hop of {hop_s} s is not possible.", hint="Use 0.1 to 10 seconds.")
        self._ear = Ear(bundle, precision)
        self._space = self._ear.space
        self.scenes = self._space.scenes
        self.unknown: UnknownSetting = unknown or usual_setting(bundle)
        self._spec, self._smoothing = manifest.front_end, smoothing
        self.every = 1
        self.begin_again()

    def begin_again(self) -> None:
        """What comes next is another recording: forget what was heard."""
        hop = round(self.hop_s * self.rate_hz)
        self._front_end = WindowedFrontEnd(self._spec, self.window, hop)
        self._decider = Decider(self._space, self.unknown, self._smoothing, self.hop_s)
        self._pending: Samples = np.empty(0, np.float32)
        self._offset = 0  # position in the stream of the first pending sample
        self._next = 0  # index of the next window
        self._covered = 0  # end of the last whole window
        self._sum = np.zeros((3, len(self.scenes)))  # over usable windows; see _look
        self._n_usable = 0
        self._windows_heard = 0.0  # of sound in them, without the zeros of a partial one

    @property
    def n_samples(self) -> int:
        """Samples taken in so far."""
        return self._offset + len(self._pending)

    def start_of(self, index: int) -> int:
        """First sample of window ``index``."""
        return round(index * self.hop_s * self.rate_hz)

    def push(
        self, samples: Samples, delivered_at: Callable[[int], float | None] = _unknown_moment
    ) -> list[Decision]:
        """Take the next samples (T,); decide every window they complete.

        Args:
            samples: what was heard.
            delivered_at: when so many samples had been delivered, by ``time.perf_counter``;
                None where that is not known: latency is counted from now then.
        """
        arrived = time.perf_counter()
        self._pending = np.concatenate([self._pending, np.asarray(samples, np.float32)])
        decisions = []
        while (start := self.start_of(self._next)) + self.window <= self.n_samples:
            first = start - self._offset
            window = self._pending[first : first + self.window]
            if self._next % self.every == 0:
                moment = delivered_at(start + self.window) or arrived
                decisions.append(self._decide(self._next, window, moment))
            self._covered = start + self.window
            self._next += 1
            self._forget(self.start_of(self._next))
        self._forget(self.start_of(self._next))
        return decisions

    def finish(self) -> list[Decision]:
        """The stream is over: decide what the last whole window did not reach, if anything."""
        start = self.start_of(self._next)
        rest = self._pending[max(0, start - self._offset) :]
        if not len(rest) or self.n_samples <= self._covered:
            return []
        decision = self._decide(self._next, rest, time.perf_counter())
        self._next += 1
        self._pending, self._offset = np.empty(0, np.float32), self.n_samples
        return [decision]

    def overall(self) -> tuple[str | None, Mapping[str, float], Mapping[str, float]]:
        """Scene, scores and calibrated scores of everything heard so far.

        Without a usable window there is no scene, and the scores are equal.
        """
        if not self._n_usable:
            equal = self._named(np.full(len(self.scenes), 1 / len(self.scenes)))
            return None, equal, equal
        scores, cosines, calibrated = self._sum
        scores, calibrated = scores / self._n_usable, calibrated / self._n_usable
        cosines = cosines / self._windows_heard
        choice = self._space.choose(scores, cosines, self.unknown)
        name = None if choice is None else self.scenes[choice]
        return name, self._named(scores), self._named(calibrated)

    def _forget(self, start: int) -> None:
        """Drop pending samples before ``start``; no later window needs them."""
        n = min(max(0, start - self._offset), len(self._pending))
        self._pending = self._pending[n:]
        self._offset += n

    def _decide(self, index: int, samples: Samples, arrived: float) -> Decision:
        start = self.start_of(index)
        signal = judge(samples, self.rate_hz)
        padded = np.pad(samples, (0, self.window - len(samples)))
        values, embedding, certainty = self._look(start, padded)
        choice: int | None = None
        if signal == "ok":
            self._take_in(values, len(samples) / self.window)
            choice, values = self._decider.decide(values)
        return Decision(
            index=index,
            t_s=start / self.rate_hz,
            duration_s=len(samples) / self.rate_hz,
            scene=None if choice is None else self.scenes[choice],
            closest=self.scenes[int(np.argmax(values[0]))],
            scores=self._named(values[0]),
            calibrated=self._named(values[2]),
            signal=signal,
            latency_ms=(time.perf_counter() - arrived) * 1000,
            embedding=embedding,
            delivered_at=arrived,
            certainty=certainty,
        )

    def _take_in(self, values: Floats, share: float) -> None:
        """Count a usable window, of which ``share`` is sound, in what all of them together say.

        Scores count alike. How near the sound is to the scenes, a few milliseconds filled up
        with zeros cannot say, so a partial window's cosines count by its share.
        """
        self._sum += values * np.array([[1.0], [share], [1.0]])
        self._n_usable += 1
        self._windows_heard += share

    def _look(self, start: int, window: Samples) -> tuple[Floats, npt.NDArray[np.float32], float]:
        """Scores, cosines and calibrated scores (3, K) of one window, embedding and certainty."""
        values, embeddings, sure = self._ear.heard(self._front_end.window_at(start, window)[None])
        return values[:, 0], embeddings[0], float(sure[0])

    def _named(self, values: Floats) -> dict[str, float]:
        return dict(zip(self.scenes, (round(float(value), 6) for value in values), strict=True))


def classify_file(
    bundle: Bundle,
    path: Path,
    *,
    hop_s: float = DEFAULT_HOP_S,
    smoothing: Smoothing | Pace = "none",
    unknown: UnknownSetting | None = None,
    precision: Precision = "int8",
    monitor: Monitor | None = None,
) -> FileDecision:
    """Decide a recording of any length, read piece by piece.

    Raises:
        UnreadableRecording: it cannot be decoded.
        AscError: see ``SceneClassifier``.
    """
    monitor = monitor or Monitor()
    classifier = SceneClassifier(
        bundle, hop_s=hop_s, smoothing=smoothing, unknown=unknown, precision=precision
    )
    windows: list[Decision] = []
    for block in mono_blocks(path, sample_rate_hz=classifier.rate_hz):
        for start in range(0, len(block), classifier.rate_hz):
            windows += classifier.push(block[start : start + classifier.rate_hz])
            monitor.report(len(windows), None, stage=path.name)
    windows += classifier.finish()
    scene, scores, calibrated = classifier.overall()
    return FileDecision(path, scene, scores, calibrated, tuple(windows))
