"""What the recordings of devices sound like, and what undoing that brings. No torch.

Letters: F bands, T frames.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ml_core.bundle.session import Session
from ml_core.datasets.clip_source import ClipSource
from ml_core.datasets.splits import group_name, group_of
from ml_core.evaluation import metrics
from ml_core.evaluation.device_sound import (
    ClipSound,
    Colour,
    band_levels,
    clipped_share,
    colour,
    mean_colour,
    third_octaves,
)
from ml_core.frontend.log_mel import log_mel
from ml_core.frontend.spec import LogMelSpec
from ml_core.progress import Monitor
from ml_core.project import ClipRow, Project
from ml_core.scenes import SceneSet

MOST_CLIPS = 120  # of one device
MOST_SECONDS = 30.0  # of one clip, from its start
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Heard:
    """One device's clips as they sound."""

    device: str
    clips: tuple[ClipRow, ...]
    sounds: tuple[ClipSound, ...]

    @property
    def scenes(self) -> list[str]:
        """Of every clip."""
        return [clip.scene or "" for clip in self.clips]


@dataclass(frozen=True, slots=True)
class Ears:
    """How to listen: a front end, and where decoded recordings are kept."""

    spec: LogMelSpec
    window: int  # samples
    project: Project

    @property
    def centres_hz(self) -> npt.NDArray[np.float64]:
        """Of the bands that are compared: what the network can hear."""
        return third_octaves(self.spec.sample_rate_hz, self.spec.f_max_hz)

    def source(self, clips: Sequence[ClipRow]) -> ClipSource:
        """These clips at the front end's rate."""
        return ClipSource(
            clips, sample_rate_hz=self.spec.sample_rate_hz, cache_dir=self.project.cache_dir
        )

    def windows(self, source: ClipSource, index: int) -> Floats:
        """Touching windows of the beginning of a clip, a row each."""
        most = int(MOST_SECONDS * source.sample_rate_hz)
        n = max(1, -(-min(source.n_samples(index), most) // self.window))
        return source.window(index, 0, n * self.window).reshape(n, self.window)


def chosen(clips: Sequence[ClipRow], most: int = MOST_CLIPS) -> tuple[ClipRow, ...]:
    """At most so many clips, as evenly over the scenes as there are, always the same ones."""
    rng = np.random.default_rng(0)
    piles = [
        list(rng.permutation(np.array([n for n, c in enumerate(clips) if c.scene == scene])))
        for scene in sorted({clip.scene or "" for clip in clips})
    ]
    drawn: list[int] = []
    while len(drawn) < min(most, len(clips)):
        for pile in piles:
            if pile and len(drawn) < most:
                drawn.append(int(pile.pop()))
    return tuple(clips[place] for place in sorted(drawn))


def listen(device: str, clips: Sequence[ClipRow], ears: Ears, monitor: Monitor) -> Heard:
    """Measure the sound of a device's clips.

    Raises:
        UnreadableRecording: a clip cannot be read.
        Cancelled: asked to stop.
    """
    mine = chosen(clips)
    source, rate_hz = ears.source(mine), ears.spec.sample_rate_hz
    sounds = []
    for index in range(len(mine)):
        monitor.report(index, len(mine), stage=f"listen {device}")
        samples = source.window(index, 0, min(source.n_samples(index), int(MOST_SECONDS * rate_hz)))
        heard = log_mel(ears.windows(source, index), ears.spec)
        sounds.append(
            ClipSound(
                band_levels(samples, rate_hz, ears.centres_hz),
                clipped_share(samples),
                heard.mean(axis=(0, 2)).astype(np.float64),
            )
        )
    return Heard(device, mine, tuple(sounds))


def against(device: Heard, others: Sequence[Heard]) -> dict[str, Colour]:
    """The colour of a device against each other one."""
    return {
        one.device: colour(device.sounds, device.scenes, one.sounds, one.scenes) for one in others
    }


def spread(others: Sequence[Heard]) -> list[Colour]:
    """The colour of each of several devices against the rest of them; none of a lone one."""
    return [
        mean_colour(list(against(one, [two for two in others if two is not one]).values()))
        for one in others
        if len(others) > 1
    ]


def undone(
    heard: Heard,
    found: Colour,
    session: Session,
    scenes: SceneSet,
    ears: Ears,
    monitor: Monitor,
) -> dict[str, dict[str, object]]:
    """Accuracy on a device's clips as they are, and with its colour, its level or both undone.

    The colour is undone in the log-mel, by the mean difference in every band; the level by a
    gain. So this says what an equaliser before the network would bring, no more.

    Args:
        heard: the device's clips.
        found: its colour against the training devices.
        session: of the network.
        scenes: in the order of its logits.
        ears: of the network.
        monitor: told about every clip.

    Returns:
        For ``as_it_is``, ``colour``, ``level`` and ``both``: ``accuracy``; and but for the first
        ``difference`` with ``ci95``.
    """
    spec = ears.spec
    by_level = found.level_db * np.log(10) / (10 if spec.power == 2.0 else 20) / spec.scale
    shifts = {
        "as_it_is": (1.0, np.zeros(spec.n_mels)),
        "colour": (1.0, found.log_mel - by_level),
        "level": (10 ** (-found.level_db / 20), np.zeros(spec.n_mels)),
        "both": (1.0, found.log_mel),
    }
    source = ears.source(heard.clips)
    truth = np.array([scenes.index(clip.scene or "") for clip in heard.clips])
    said: dict[str, list[int]] = {name: [] for name in shifts}
    for index in range(len(heard.clips)):
        monitor.report(index, len(heard.clips), stage="undo")
        windows = ears.windows(source, index)
        for name, (gain, shift) in shifts.items():
            shifted = log_mel(windows * np.float32(gain), spec) - shift[:, None]
            logits, _ = session.run(shifted[:, None].astype(np.float32))
            said[name].append(int(metrics.softmax(logits).mean(axis=0).argmax()))
    kind = group_of(heard.clips)
    groups = [group_name(clip, kind) for clip in heard.clips]
    right = {name: np.array(answers) == truth for name, answers in said.items()}
    return {name: _gained(right, name, groups) for name in shifts}


def _gained(
    right: Mapping[str, npt.NDArray[np.bool_]], name: str, groups: Sequence[str]
) -> dict[str, object]:
    found: dict[str, object] = {"accuracy": float(right[name].mean())}
    if name != "as_it_is":
        gain = metrics.paired_difference(right[name], right["as_it_is"], groups)
        found |= {"difference": gain.value, "ci95": [gain.low, gain.high]}
    return found
