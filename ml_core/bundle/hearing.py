"""What a bundle's network says about clips, window by window.

Letters: N clips, W windows, K scenes, D embedding size, F bands, T frames.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ml_core.bundle.contents import Bundle
from ml_core.bundle.session import Session
from ml_core.datasets.clip_source import ClipSource
from ml_core.evaluation import metrics
from ml_core.frontend.log_mel import log_mel
from ml_core.progress import Monitor
from ml_core.project import ClipRow, Project

BATCH = 16  # windows in one pass
Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Heard:
    """What a session said about every window of some clips."""

    logits: Floats  # (W, K)
    embeddings: Floats  # (W, D)
    clip: Indices  # (W,) which clip each window is of, rising

    def clip_scores(self, n_clips: int, *, temperature: float = 1.0) -> npt.NDArray[np.float64]:
        """(N, K): mean over a clip's windows of the softmax, uncalibrated if not told otherwise."""
        return self._means(metrics.softmax(self.logits / np.float32(temperature)), n_clips)

    def clip_embeddings(self, n_clips: int) -> Floats:
        """(N, D): mean over a clip's windows."""
        return self._means(self.embeddings, n_clips).astype(np.float32)

    def _means(self, rows: npt.NDArray[np.floating], n_clips: int) -> npt.NDArray[np.float64]:
        sums = np.zeros((n_clips, rows.shape[1]))
        np.add.at(sums, self.clip, rows)
        counts = np.bincount(self.clip, minlength=n_clips)
        return sums / np.maximum(counts, 1)[:, None]


def hear(
    sessions: Sequence[Session],
    bundle: Bundle,
    source: ClipSource,
    monitor: Monitor,
    *,
    stage: str,
    on_log_mel: Callable[[int, Floats], None] | None = None,
) -> list[Heard]:
    """Show every window of every clip to each session; the front end runs once.

    Windows touch; a last partial window is padded with zeros. A clip may be a day long: its
    windows are read as they are needed.

    Args:
        sessions: of ``bundle``.
        bundle: says how to cut and to hear.
        source: the clips, at the bundle's rate.
        monitor: told about every clip.
        stage: the word the monitor is told.
        on_log_mel: called with the clip's index and log-mels of it (windows, F, T), in order.
    """
    manifest = bundle.manifest
    logits: list[list[Floats]] = [[] for _ in sessions]
    embeddings: list[list[Floats]] = [[] for _ in sessions]
    counts = []
    for index in range(len(source)):
        monitor.report(index, len(source), stage=stage)
        counts.append(0)
        for windows in _batches(source, index, manifest.window_samples):
            monitor.check()
            counts[-1] += len(windows)
            heard = log_mel(windows, manifest.front_end)
            if on_log_mel is not None:
                on_log_mel(index, heard)
            for number, session in enumerate(sessions):
                scores, embedding = session.run(heard[:, None])
                logits[number].append(scores)
                embeddings[number].append(embedding)
    clip = np.repeat(np.arange(len(source)), counts).astype(np.int64)
    n_scenes, size = len(manifest.scenes), manifest.embedding_size
    return [
        Heard(
            np.concatenate([np.zeros((0, n_scenes), np.float32), *logits[number]]),
            np.concatenate([np.zeros((0, size), np.float32), *embeddings[number]]),
            clip,
        )
        for number in range(len(sessions))
    ]


def clip_source(bundle: Bundle, project: Project, clips: Sequence[ClipRow]) -> ClipSource:
    """These clips at the rate of the bundle's front end."""
    rate_hz = bundle.manifest.front_end.sample_rate_hz
    return ClipSource(clips, sample_rate_hz=rate_hz, cache_dir=project.cache_dir)


def _batches(source: ClipSource, index: int, window: int) -> Iterator[Floats]:
    """Touching windows of a clip, at most ``BATCH`` at a time."""
    n_samples = source.n_samples(index)
    n_windows = max(1, -(-n_samples // window))
    for first in range(0, n_windows, BATCH):
        n = min(BATCH, n_windows - first)
        yield source.window(index, first * window, n * window).reshape(n, window)
