"""How fast a model follows a change of place, and how often it changes its mind for nothing.

Recordings are joined into a stream. The network hears it once; then every setting of the
smoothing decides it anew, so that a whole curve costs no more than a point.

Letters: N windows, K scenes, S stays.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ml_core.bundle import Bundle
from ml_core.bundle.hearing import clip_source
from ml_core.bundle.session import Precision
from ml_core.enrolment.scoring import UnknownSetting
from ml_core.errors import ProjectError
from ml_core.evaluation.metrics import RESAMPLES, resampled_sums
from ml_core.frontend.streaming import WindowedFrontEnd
from ml_core.live.deciding import Decider
from ml_core.live.ear import Ear
from ml_core.live.joined import JoinedStream, Stay, plan_stays
from ml_core.live.smoothing import PACES, Pace, Smoothing, pace_between
from ml_core.progress import Monitor
from ml_core.project import Project
from ml_core.recordings.signal_gate import judge

STAY_S, MOST_S = 30.0, 1800.0
SILENT, UNKNOWN = -2, -1  # what a window is decided to be besides a scene
CURVE_STEPS = 9  # places from steady to quick
Choices = npt.NDArray[np.int64]
Columns = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Heard:
    """A joined stream as the network heard it: everything that no smoothing changes."""

    values: npt.NDArray[np.float64]  # (N, 3, K), see ``Ear``
    usable: npt.NDArray[np.bool_]  # (N,)
    end_s: npt.NDArray[np.float64]  # (N,) when each window is over: then it is decided
    truth: npt.NDArray[np.int64]  # (S,) scenes
    stay_end_s: npt.NDArray[np.float64]  # (S,)
    groups: tuple[str, ...]  # (S,)
    hop_s: float


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value with its 95 % interval, whole locations drawn anew."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Score:
    """What one setting does. ``delay_s`` counts a change it never noticed as the whole stay."""

    name: str  # none, steady, quick, or the place between the latter two
    tau_s: float
    margin: float
    dwell_s: float
    delay_s: Figure  # from a change of place to the first right decision, mean
    median_s: float | None  # None: in most stays it never was right
    reached: Figure  # share of the changes after which it was right at all
    flips_per_minute: Figure  # changes of the decision that no change of place asked for
    right: Figure  # share of the time


@dataclass(frozen=True, slots=True)
class StreamScore:
    """The chosen setting and the curve around it."""

    bundle: str
    fingerprint: str
    precision: str
    split: str
    seed: int
    hop_s: float
    unknown: str
    stay_s: float
    n_clips: int
    n_stays: int
    n_groups: int
    duration_s: float
    chosen: Score
    curve: tuple[Score, ...]  # no smoothing, then from quick to steady

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return asdict(self)


def score_stream(
    bundle: Bundle,
    project: Project,
    *,
    split: str = "test",
    smoothing: Smoothing | Pace = "steady",
    hop_s: float = 1.0,
    unknown: UnknownSetting = "off",
    precision: Precision = "int8",
    stay_s: float = STAY_S,
    most_s: float = MOST_S,
    seed: int = 0,
    monitor: Monitor | None = None,
) -> StreamScore:
    """Score the smoothing of a bundle on the clips of a split.

    Raises:
        ProjectError: there are not clips of two scenes that the bundle knows.
        UnreadableRecording: a clip cannot be read.
        Cancelled: asked to stop.
    """
    monitor = monitor or Monitor()
    ear = Ear(bundle, precision)
    clips = [clip for clip in project.clips(split=split) if clip.scene in ear.space.scenes]
    stays = plan_stays(clips, stay_s=stay_s, most_s=most_s, seed=seed)
    if len(stays) < 2:
        raise ProjectError(
            f'The clips of the split "{split}" do not make a stream of two places.',
            hint="It takes labelled clips of two scenes that the bundle knows, of "
            f"{stay_s / 2:g} s each.",
        )
    source = clip_source(bundle, project, clips)
    heard = hear_stream(ear, bundle, JoinedStream(source, stays), stays, hop_s, monitor)
    chosen = smoothing if isinstance(smoothing, Pace) else PACES[smoothing]
    name = "chosen" if isinstance(smoothing, Pace) else smoothing
    space = ear.space

    def scored(label: str, pace: Pace) -> Score:
        monitor.check()
        return score(decide(heard, Decider(space, unknown, pace, hop_s)), heard, label, pace)

    settings = [("none", PACES["none"]), *_between()]
    return StreamScore(
        bundle=bundle.manifest.name,
        fingerprint=bundle.fingerprint,
        precision=precision,
        split=split,
        seed=seed,
        hop_s=hop_s,
        unknown=unknown,
        stay_s=stay_s,
        n_clips=sum(len(stay.clips) for stay in stays),
        n_stays=len(stays),
        n_groups=len(set(heard.groups)),
        duration_s=float(heard.stay_end_s[-1]),
        chosen=scored(name, chosen),
        curve=tuple(scored(label, pace) for label, pace in settings),
    )


def _between() -> Iterator[tuple[str, Pace]]:
    for place in np.linspace(1.0, 0.0, CURVE_STEPS):
        name = {1.0: "quick", 0.0: "steady"}.get(float(place), f"{place:.3g}")
        yield name, pace_between(float(place))


def hear_stream(
    ear: Ear,
    bundle: Bundle,
    stream: JoinedStream,
    stays: Sequence[Stay],
    hop_s: float,
    monitor: Monitor,
) -> Heard:
    """Let the network hear a joined stream once, window after window as it would live."""
    rate_hz, window = bundle.manifest.front_end.sample_rate_hz, bundle.manifest.window_samples
    front_end = WindowedFrontEnd(bundle.manifest.front_end, window, round(hop_s * rate_hz))
    values, usable, end_s = [], [], []
    total = max(0, int((stream.n_samples - window) / (hop_s * rate_hz)) + 1)
    for index in range(total):
        monitor.report(index, total, stage="listen")
        start = round(index * hop_s * rate_hz)
        if start + window > stream.n_samples:
            break
        samples = stream.window(start, window)
        found, _ = ear.values(front_end.window_at(start, samples)[None])
        values.append(found[:, 0])
        usable.append(judge(samples, rate_hz) == "ok")
        end_s.append((start + window) / rate_hz)
    return Heard(
        values=np.array(values, np.float64).reshape(len(values), 3, len(ear.space.scenes)),
        usable=np.array(usable, dtype=bool),
        end_s=np.array(end_s, np.float64),
        truth=np.array([ear.space.scenes.index(stay.scene) for stay in stays], np.int64),
        stay_end_s=stream.ends / rate_hz,
        groups=tuple(stay.group for stay in stays),
        hop_s=hop_s,
    )


def decide(heard: Heard, decider: Decider) -> Choices:
    """(N,) index of the scene that is shown after every window, ``UNKNOWN`` or ``SILENT``."""
    shown = np.full(len(heard.usable), SILENT, np.int64)
    for index in np.flatnonzero(heard.usable):
        choice, _ = decider.decide(heard.values[index])
        shown[index] = UNKNOWN if choice is None else choice
    return shown


def score(shown: Choices, heard: Heard, name: str, pace: Pace) -> Score:
    """Count what ``shown`` (N,) is worth. See ``Score``; the first stay has no change before it."""
    rows, delays = _count(shown, heard)
    names = sorted(set(heard.groups))
    sums = np.zeros((len(names), rows.shape[1]))
    np.add.at(sums, [names.index(group) for group in heard.groups], rows)
    delay, changes, reached, flips, minutes, right, windows = range(rows.shape[1])
    return Score(
        name=name,
        tau_s=pace.tau_s,
        margin=pace.margin,
        dwell_s=pace.dwell_s,
        delay_s=_ratio(sums, delay, changes),
        median_s=_median(delays),
        reached=_ratio(sums, reached, changes),
        flips_per_minute=_ratio(sums, flips, minutes),
        right=_ratio(sums, right, windows),
    )


def _count(shown: Choices, heard: Heard) -> tuple[Columns, list[float]]:
    """(S, 7): delay, changes of place, of them noticed, flips, minutes, windows right, windows.

    And the delay after every change of place; infinite where it was never right.
    """
    stay_of = np.searchsorted(heard.stay_end_s, heard.end_s, side="left")
    rows = np.zeros((len(heard.truth), 7))
    delays: list[float] = []
    before: int | None = None  # what was last said of a usable window
    for stay, scene in enumerate(heard.truth):
        start_s = float(heard.stay_end_s[stay - 1]) if stay else 0.0
        length_s = float(heard.stay_end_s[stay]) - start_s
        mine = np.flatnonzero(stay_of == stay)
        said = shown[mine]
        right = said == scene
        reached = bool(right.any())
        delay = float(heard.end_s[mine[np.argmax(right)]]) - start_s if reached else np.inf
        told = said[said != SILENT]
        line = told if before is None else np.concatenate([[before], told])
        changes = int(np.count_nonzero(np.diff(line)))
        needed = int(reached and before is not None and before != scene)
        before = int(told[-1]) if len(told) else before
        if stay:
            delays.append(delay)
        rows[stay] = [
            min(delay, length_s) if stay else 0.0, stay > 0, reached and stay > 0,
            max(0, changes - needed), length_s / 60, right.sum(), len(mine),
        ]  # fmt: skip
    return rows, delays


def _median(delays: Sequence[float]) -> float | None:
    middle = float(np.quantile(delays, 0.5, method="lower")) if delays else np.inf
    return middle if np.isfinite(middle) else None


def _ratio(sums: Columns, above: int, below: int) -> Figure:
    """A quotient of sums over groups, with the interval of groups drawn anew."""
    whole = sums[:, [above, below]]
    if len(whole) > 1:
        drawn = resampled_sums(whole, RESAMPLES, 0)
        drawn = drawn[drawn[:, 1] > 0]
    else:
        drawn = whole
    low, high = np.quantile(drawn[:, 0] / drawn[:, 1], [0.025, 0.975])
    value = whole[:, 0].sum() / whole[:, 1].sum()
    return Figure(*(round(float(x), 6) for x in (value, min(value, low), max(value, high))))
