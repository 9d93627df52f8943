"""The measured part of a bundle: reference windows, thresholds, statistics, vectors. No torch."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from ml_core.bundle import (
    Bundle,
    Contents,
    DeviceStatistics,
    Reference,
    UnknownLevel,
)
from ml_core.bundle.contents import WINDOWS_PER_SCENE
from ml_core.bundle.hearing import Heard
from ml_core.bundle.session import Session, WaveformSession
from ml_core.bundle.store import location_hash
from ml_core.datasets.clip_source import ClipSource
from ml_core.datasets.splits import group_name, group_of
from ml_core.enrolment.scoring import certainty_of
from ml_core.evaluation.calibration import fit_temperature
from ml_core.evaluation.openset import fit_levels
from ml_core.frontend.log_mel import log_mel
from ml_core.project import ClipRow
from ml_core.recordings.signal_gate import judge

Floats = npt.NDArray[np.float32]
N_VECTORS = 2
FEWEST_TO_CALIBRATE = 20  # clips


def sessions(bundle: Bundle) -> list[Session]:
    """int8, then fp32."""
    return [Session(bundle, "int8"), Session(bundle, "fp32")]


def empty(embedding_size: int) -> Reference:
    """A reference without windows, for a bundle that is not measured yet."""
    return Reference(
        np.zeros((0, embedding_size), np.float32), np.zeros(0, np.int64), (),
        np.zeros(0, np.uint64), (),
    )  # fmt: skip


def with_a_signal(heard: Heard, source: ClipSource, window: int) -> Heard:
    """The windows in which there is something to hear: live decisions go by no others.

    Left out are windows that are silent, covered or clipped, or more than half filled up with
    zeros; otherwise every scene would lie near silence and nothing would be unknown. A scene
    that has no better windows keeps all of its own.

    Args:
        heard: a session on all windows of ``source``.
        source: the clips.
        window: samples per window.
    """
    rate_hz = source.sample_rate_hz
    good: list[bool] = []
    for index in range(len(source)):
        samples = source.samples(index)
        starts = range(0, max(1, len(samples)), window)
        parts = [samples[start : start + window] for start in starts]
        good += [2 * len(part) >= window and judge(part, rate_hz) == "ok" for part in parts]
    usable = np.array(good, dtype=bool)
    scene = np.array([clip.scene or "" for clip in source.clips])[heard.clip]
    keep = usable | ~np.isin(scene, scene[usable])
    return Heard(heard.logits[keep], heard.embeddings[keep], heard.clip[keep])


class DeviceSums:
    """Adds up log-mel by device as clips are heard.

    Args:
        clips: those that will be heard, in order.
        n_mels: F.
    """

    def __init__(self, clips: Sequence[ClipRow], n_mels: int) -> None:
        self._devices = [clip.device or "" for clip in clips]
        self.names = sorted(set(self._devices))
        self._sums = {name: np.zeros((2, n_mels)) for name in self.names}
        self._n = dict.fromkeys(self.names, 0)

    def add(self, clip: int, heard: Floats) -> None:
        """Count log-mel (windows, F, T) of one clip."""
        name = self._devices[clip]
        wide = heard.astype(np.float64)
        self._sums[name] += [wide.sum(axis=(0, 2)), np.square(wide).sum(axis=(0, 2))]
        self._n[name] += heard.shape[0] * heard.shape[2]

    def moments(self, name: str) -> tuple[Floats, Floats]:
        """Mean and deviation of every band, each (F,)."""
        mean, square = self._sums[name] / max(self._n[name], 1)
        deviation = np.sqrt(np.maximum(square - mean**2, 0))
        return mean.astype(np.float32), deviation.astype(np.float32)


def complete(
    draft: Contents,
    opened: Bundle,
    heard: Heard,
    clips: Sequence[ClipRow],
    measured: Mapping[str, Mapping[str, Any]],
    statistics: DeviceSums,
    compared: Mapping[str, Any],
    *,
    is_held_out: bool,
) -> Contents:
    """``draft`` with everything that its int8 network said about held-out clips.

    Args:
        draft: the networks and what is known of them.
        opened: the same as a bundle.
        heard: the int8 network on the windows of ``clips`` that have a signal.
        clips: held-out clips with scenes of the bundle.
        measured: reports for "int8" and "fp32".
        statistics: log-mel by device.
        compared: the parity measurement.
        is_held_out: False where there was nothing but training clips.
    """
    scenes = opened.manifest.scenes
    clip_scene = np.array([scenes.index(clip.scene or "") for clip in clips], dtype=np.int64)
    window_scene = clip_scene[heard.clip]
    kind = group_of(clips)
    of_clip = [group_name(clip, kind) for clip in clips]
    of_window = [of_clip[index] for index in heard.clip]
    levels = fit_levels(heard.embeddings, window_scene, of_window, len(scenes))
    manifest = replace(
        opened.manifest,
        temperature=(
            fit_temperature(heard.logits, window_scene)
            if can_calibrate(clips, is_held_out=is_held_out)
            else 1.0
        ),
        thresholds={
            name: UnknownLevel(level.threshold, level.false_rejects, level.false_accepts)
            for name, level in levels.items()
        },
        accuracy=headline(measured, held_out=is_held_out),
        digests=None,
    )
    return replace(
        draft,
        manifest=manifest,
        reference=_reference(heard, clips, window_scene, statistics, measured["int8"]),
        vectors=make_vectors(opened),
        parity=compared,
    )


def can_calibrate(clips: Sequence[ClipRow], *, is_held_out: bool) -> bool:
    """Whether a temperature would mean anything: not of a few clips, nor of those learned from."""
    return is_held_out and len(clips) >= FEWEST_TO_CALIBRATE


def headline(measured: Mapping[str, Mapping[str, Any]], *, held_out: bool) -> dict[str, Any]:
    """What ``bundle.json`` says about accuracy: the exported files on the same clips."""
    facts = {
        name: {
            "value": found["accuracy"],
            "low": found["ci95"][0],
            "high": found["ci95"][1],
            "backend": found["backend"],
        }
        for name, found in measured.items()
    }
    int8 = measured["int8"]
    return {
        **facts,
        "n_clips": int8["n_clips"],
        "n_windows": int8["n_windows"],
        "grouped_by": int8["grouped_by"],
        "n_groups": int8["n_groups"],
        "per_device": int8["per_device"],
        "per_scene": int8["per_scene"],
        "held_out": held_out,
    }


def _reference(
    heard: Heard,
    clips: Sequence[ClipRow],
    window_scene: npt.NDArray[np.int64],
    statistics: DeviceSums,
    measured: Mapping[str, Any],
) -> Reference:
    chosen = choose_windows(heard, clips, window_scene)
    of = [clips[index] for index in heard.clip[chosen]]
    rows = []
    for name in statistics.names:
        mean, deviation = statistics.moments(name)
        low, high = measured["device_ci95"][name]
        n, value = measured["device_clips"][name], measured["per_device"][name]
        rows.append(DeviceStatistics(name, mean, deviation, n, value, low, high))
    return Reference(
        embeddings=heard.embeddings[chosen],
        scenes=window_scene[chosen],
        devices=tuple(clip.device or "" for clip in of),
        location_hashes=np.array(
            [location_hash(clip.location or clip.source or clip.relative_path) for clip in of],
            dtype=np.uint64,
        ),
        statistics=tuple(rows),
        certainty=certainty_of(heard.logits[chosen]).astype(np.float32),
    )


def choose_windows(
    heard: Heard, clips: Sequence[ClipRow], window_scene: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """(M,) places of at most 64 windows per scene, one of each source in turn, seeded.

    ``window_scene`` (N,) are the scenes of all windows.
    """
    generator = np.random.default_rng(0)
    chosen: list[int] = []
    for scene in np.unique(window_scene):
        of_scene = generator.permutation(np.flatnonzero(window_scene == scene))
        turns: dict[str, int] = {}
        order: list[tuple[int, int, int]] = []
        for window in of_scene:
            clip = clips[heard.clip[window]]
            source = str(clip.source or clip.relative_path)
            turns[source] = turns.get(source, 0) + 1
            order.append((turns[source], len(order), int(window)))
        chosen += [window for _, _, window in sorted(order)[:WINDOWS_PER_SCENE]]
    return np.array(sorted(chosen), dtype=np.int64)


def make_vectors(opened: Bundle) -> dict[str, npt.NDArray[Any]]:
    """Inputs that are nobody's recording, and what the three networks answer to them."""
    manifest = opened.manifest
    samples = _test_sounds(manifest.window_samples)
    waveform = samples.astype(np.float32) / np.float32(32768)
    heard = log_mel(waveform, manifest.front_end)[:, None].astype(np.float16)
    vectors: dict[str, npt.NDArray[Any]] = {"waveform": samples, "log_mel": heard}
    eight, full = (session.run(heard.astype(np.float32)) for session in sessions(opened))
    for name, (logits, embedding) in (
        ("int8", eight), ("fp32", full), ("waveform", WaveformSession(opened).run(waveform)),
    ):  # fmt: skip
        vectors[f"{name}_logits"], vectors[f"{name}_embedding"] = logits, embedding
    # Another processor may round int8 sums another way, which shifts a few activations by a step.
    width = float(np.ptp(full[0])) + 1e-3
    vectors["int8_tolerance"] = np.array(0.1 * width, dtype=np.float32)
    vectors["fp32_tolerance"] = np.array(1e-3 * width, dtype=np.float32)
    return vectors


def _test_sounds(n_samples: int) -> npt.NDArray[np.int16]:
    """(2, n): falling noise with a slow beat, and a rising tone over faint noise."""
    generator = np.random.default_rng(1)
    time = np.arange(n_samples) / n_samples
    noise = generator.normal(size=(N_VECTORS, n_samples))
    brown = np.cumsum(noise[0])
    brown -= np.linspace(brown[0], brown[-1], n_samples)
    beat = brown / np.abs(brown).max() * (0.6 + 0.4 * np.sin(2 * np.pi * 4 * time))
    tone = 0.5 * np.sin(2 * np.pi * (200 + 900 * time) * time) + 0.02 * noise[1]
    return np.round(np.stack([0.5 * beat, tone]) * 16000).astype(np.int16)
