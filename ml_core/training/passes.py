"""One pass of a network over every window of every clip, without training."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from ml_core.datasets.clip_source import ClipSource
from ml_core.errors import RunError
from ml_core.evaluation import metrics
from ml_core.models.output import Output
from ml_core.progress import Monitor
from ml_core.scenes import SceneSet
from ml_core.training.windows import Indices

BATCH = 32  # windows; larger batches only cost memory here
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Pass:
    """What a network said about every window; rows of one clip lie together."""

    logits: Floats  # (W, K)
    embeddings: Floats  # (W, D)
    first: Indices  # (N + 1,) row where each clip begins; the last entry is W

    @property
    def fits(self) -> bool:
        """Whether the rows are those of the clips: a file may hold anything."""
        if self.first.ndim != 1 or not len(self.first) or self.first[0] != 0:
            return False
        rising = bool(np.all(np.diff(self.first) >= 0))
        return rising and len(self.logits) == len(self.embeddings) == self.first[-1]

    def clip_scores(self) -> npt.NDArray[np.float64]:
        """(N, K): mean over a clip's windows of the softmax, as accuracy is counted."""
        return self._means(metrics.softmax(self.logits))

    def clip_means(self, rows: Floats) -> Floats:
        """(N, any): mean over a clip's windows of ``rows`` (W, any), one of this pass's arrays."""
        return self._means(rows).astype(np.float32)

    def _means(self, rows: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
        sums = np.add.reduceat(rows.astype(np.float64), self.first[:-1])
        return sums / np.diff(self.first)[:, None]


def require_numbers(said: Floats, run: str) -> None:
    """Refuse what is no number.

    Args:
        said: (W, any) by the network of a run.
        run: its name.

    Raises:
        RunError: the network answers otherwise than with numbers.
    """
    if not np.isfinite(said).all():
        raise RunError(
            f'The network of the run "{run}" answers with what is no number.',
            hint="Its weights are damaged: put back a copy of the run, or train again.",
        )


@torch.no_grad()
def run_over(
    network: nn.Module,
    front_end: nn.Module,
    source: ClipSource,
    *,
    window: int,
    hop: int | None = None,
    device: torch.device,
    monitor: Monitor,
    stage: str,
) -> Pass:
    """Show every window of every clip to ``network``, which should be in eval mode.

    Args:
        network: log-mel (B, 1, F, T) to Output.
        front_end: samples (B, T) to log-mel (B, F, T).
        source: the clips.
        window: samples of a window.
        hop: samples between windows; None: they touch.
        device: where the network is.
        monitor: told about every batch.
        stage: the word the monitor is told.
    """
    outputs: list[Output] = []
    counts: list[int] = []
    for n_windows, samples in _batches(source, window, hop):
        monitor.report(len(counts), len(source), stage=stage)
        counts.extend(n_windows)
        log_mel = front_end(samples.to(device)).unsqueeze(1)
        outputs.append(network(log_mel.contiguous(memory_format=torch.channels_last)))
    return Pass(
        logits=_stack([output.logits for output in outputs]),
        embeddings=_stack([output.embedding for output in outputs]),
        first=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
    )


def _batches(
    source: ClipSource, window: int, hop: int | None
) -> Iterator[tuple[list[int], Tensor]]:
    """Windows of as many whole clips as make a batch, and how many each clip has."""
    rows: list[Floats] = []
    for index in range(len(source)):
        rows.append(source.windows(index, window, hop))
        if sum(map(len, rows)) >= BATCH or index == len(source) - 1:
            yield [len(row) for row in rows], torch.from_numpy(np.concatenate(rows))
            rows = []


def _stack(parts: list[Tensor]) -> Floats:
    return torch.cat(parts).float().cpu().numpy()


def report(passed: Pass, source: ClipSource, scenes: SceneSet) -> dict[str, Any]:
    """Accuracy of the float network in this process, by clip: overall, per scene and device.

    The headline accuracy of a bundle is another: it comes from the exported file.
    """
    truth = np.array([scenes.index(clip.scene or "") for clip in source.clips], dtype=np.int64)
    scores = passed.clip_scores()
    predicted = scores.argmax(axis=1)
    devices = np.array([clip.device or "" for clip in source.clips])
    counts = metrics.confusion(truth, predicted, len(scenes))
    return {
        "backend": "torch float32",
        "n_clips": len(truth),
        "n_windows": len(passed.logits),
        "accuracy": metrics.accuracy(truth, predicted),
        "macro_accuracy": metrics.macro_accuracy(truth, predicted),
        "log_loss": metrics.log_loss(truth, scores),
        "per_device": {
            str(device): metrics.accuracy(truth[devices == device], predicted[devices == device])
            for device in np.unique(devices)
        },
        "confusion": {"scenes": list(scenes), "counts": counts.tolist()},
    }
