"""Which layers of a student suffer from 8 bits: measured before quantizing, on held-out clips."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from ml_core.datasets.clip_source import ClipSource
from ml_core.errors import ProjectError
from ml_core.frontend.log_mel import log_mel
from ml_core.progress import Monitor
from ml_core.project import ClipRow, Project
from ml_core.quantization import qat, ranges
from ml_core.quantization.sensitivity import Layer, layers_of, try_layers
from ml_core.stages.students import require_one_network
from ml_core.training.checkpoint import ModelCard, load_network
from ml_core.training.passes import require_numbers

MAX_WINDOWS = 100
CALIBRATION_WINDOWS = 256
CALIBRATION_BATCH = 64
Floats = npt.NDArray[np.float32]


def sensitivity(
    run: Path,
    project: Project,
    split: str = "test",
    *,
    max_windows: int = MAX_WINDOWS,
    reduce_range: bool = False,
    monitor: Monitor | None = None,
) -> dict[str, Any]:
    """Round every layer of a run's float network alone, and all but every layer.

    Ranges come from the training split. What is measured is the middle window of clips taken
    evenly from ``split``; the layer whose rounding alone disturbs the logits most comes first.

    Args:
        run: a finished run with a float student.
        project: its clips.
        split: what is measured on; ``train`` is not held out.
        max_windows: at most so many clips, one window each.
        reduce_range: 7-bit weights.
        monitor: told how far it is.

    Raises:
        RunError: the run holds several networks, or its weights are damaged.
        CheckpointError: the run holds no network.
        ProjectError: there is no clip to measure on or to find ranges with.
    """
    require_one_network(run)
    network, card = load_network(run)
    monitor = monitor or Monitor()
    shape = (card.front_end.n_mels, card.front_end.n_frames(card.window_samples))
    heard, _ = _middle_windows(project, card, "train", CALIBRATION_WINDOWS)
    batches = torch.from_numpy(heard).split(CALIBRATION_BATCH)
    with torch.no_grad():
        require_numbers(np.concatenate([network(one).logits.numpy() for one in batches]), run.name)
    student = qat.prepare(network, shape, reduce_range=reduce_range)
    ranges.fit_ranges(student, batches, monitor)
    windows, scenes = _middle_windows(project, card, split, max_windows)
    tried = try_layers(student, torch.from_numpy(windows), monitor)
    full = tried.full.numpy()

    def told(logits: torch.Tensor) -> dict[str, float | None]:
        return _compared(full, logits.numpy(), scenes)

    def row(number: int, layer: Layer) -> dict[str, Any]:
        return {
            "layer": layer.name,
            "weights": layer.n_weights,
            "may_stay_float": layer.may_stay_float,
            "alone": told(tried.alone[number]),
            "without": told(tried.without[number]),
        }

    rows = [row(number, layer) for number, layer in enumerate(layers_of(student))]
    return {
        "run": str(run),
        "network": card.network,
        "split": split,
        "n_windows": len(windows),
        "float": told(tried.full),
        "int8": told(tried.int8),
        "layers": sorted(rows, key=_loss),
    }


def _loss(row: dict[str, Any]) -> float:
    sqnr = row["alone"]["sqnr_db"]
    return float("inf") if sqnr is None else float(sqnr)


def _compared(full: Floats, logits: Floats, scenes: npt.NDArray[np.int64]) -> dict[str, Any]:
    """Of logits (N, K): same decisions, right decisions, signal over disturbance in dB."""
    gap = float(np.square(full - logits, dtype=np.float64).sum())
    power = float(np.square(full, dtype=np.float64).sum())
    decided = logits.argmax(axis=1)
    return {
        "agreement": float(np.mean(decided == full.argmax(axis=1))),
        "accuracy": float(np.mean(decided == scenes)),
        "sqnr_db": 10 * float(np.log10(power / gap)) if gap > 0 and power > 0 else None,
    }


def _middle_windows(
    project: Project, card: ModelCard, split: str, n_most: int
) -> tuple[Floats, npt.NDArray[np.int64]]:
    """(N, 1, F, T) log-mel of the middle window of up to ``n_most`` clips, and (N,) scenes."""
    clips = [c for c in project.clips(split=split) if c.scene in card.scenes.names]
    if not clips:
        raise ProjectError(
            f'No clip of the split "{split}" has a scene this network knows.',
            hint="Label clips and split them: asc split PROJECT --by location.",
        )
    chosen = _evenly(clips, n_most)
    rate_hz = card.front_end.sample_rate_hz
    source = ClipSource(chosen, sample_rate_hz=rate_hz, cache_dir=project.cache_dir)
    parts = []
    for index in range(len(source)):
        windows = source.windows(index, card.window_samples)
        parts.append(log_mel(windows[len(windows) // 2], card.front_end))
    scenes = np.array([card.scenes.index(clip.scene or "") for clip in chosen], dtype=np.int64)
    return np.stack(parts)[:, None], scenes


def _evenly(clips: Sequence[ClipRow], n_most: int) -> list[ClipRow]:
    step = max(1.0, len(clips) / n_most)
    return [clips[int(number * step)] for number in range(min(len(clips), n_most))]
