"""What a teacher said about every training clip: computed once, kept, looked up by place."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from ml_core.training.checkpoint import load_tensors, save_tensors
from ml_core.training.passes import Pass
from ml_core.training.windows import Indices


def cached_pass(path: Path, compute: Callable[[], Pass]) -> Pass:
    """The pass kept at ``path``, computed and written first if it is not there.

    The name must say everything that decides the content, e.g. by a digest.
    """
    if not path.is_file():
        passed = compute()
        save_tensors(
            path,
            {
                "logits": torch.from_numpy(passed.logits),
                "embeddings": torch.from_numpy(passed.embeddings),
                "first": torch.from_numpy(passed.first),
            },
        )
    tensors, _ = load_tensors(path)
    return Pass(*(tensors[name].numpy() for name in ("logits", "embeddings", "first")))


@dataclass(frozen=True, slots=True)
class TeacherTargets:
    """A teacher's logits and embeddings for any window of any training clip.

    The teacher hears unaugmented windows every ``hop_s``; a student's window gets what was said
    about the nearest one, or the mean over the clip.
    """

    logits: Tensor  # (W, K), or (N, K) by clip
    embeddings: Tensor  # (W, D), or (N, D) by clip
    first: Indices  # (N + 1,) row where each clip begins
    hop_s: float
    by_clip: bool

    @classmethod
    def of(
        cls, passed: Pass, *, hop_s: float, by_clip: bool, device: torch.device
    ) -> "TeacherTargets":
        """Targets from a pass over the training clips with windows every ``hop_s``."""
        logits, embeddings = (
            torch.from_numpy(passed.clip_means(rows) if by_clip else rows).to(device)
            for rows in (passed.logits, passed.embeddings)
        )
        return cls(logits, embeddings, passed.first, hop_s, by_clip)

    def rows(self, clip: Indices, start_s: np.ndarray) -> Tensor:
        """(B,) rows for windows that begin ``start_s`` seconds into these clips."""
        if self.by_clip:
            return torch.from_numpy(clip).to(self.logits.device)
        nearest = np.rint(start_s / self.hop_s).astype(np.int64)
        last = self.first[clip + 1] - 1
        rows = np.minimum(self.first[clip] + nearest, last)
        return torch.from_numpy(rows).to(self.logits.device)
