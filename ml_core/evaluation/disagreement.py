"""Where several networks say different things about the same clips.

Letters: S systems, N clips, K scenes.
"""

import numpy as np
import numpy.typing as npt

from ml_core.evaluation.metrics import Floats

Wide = npt.NDArray[np.float64]
TINY = 1e-15


def divergence(scores: Floats) -> Wide:
    """How far apart the systems are about each clip, 0 (alike) to 1 (each sure of another scene).

    The Jensen-Shannon divergence of their scores, by its largest value for so many systems.

    Args:
        scores: (S, N, K), each row adding up to 1.

    Returns:
        (N,).
    """
    wide = np.asarray(scores, dtype=np.float64)
    apart = _entropy(wide.mean(axis=0)) - _entropy(wide).mean(axis=0)
    most = np.log(min(len(wide), wide.shape[-1]))
    return np.clip(apart / most, 0.0, 1.0) if most > 0 else np.zeros(wide.shape[1])


def _entropy(scores: Wide) -> Wide:
    """(..., K) -> (...,) in nats."""
    return -(scores * np.log(np.maximum(scores, TINY))).sum(axis=-1)


def agreement(predicted: npt.NDArray[np.integer]) -> Wide:
    """Share of clips that each two systems decide alike: (S, N) -> (S, S)."""
    alike: Wide = (predicted[:, None] == predicted[None]).mean(axis=2)
    return alike
