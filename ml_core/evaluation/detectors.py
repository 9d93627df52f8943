"""Detectors of what is unknown, side by side: how sure each is that a window is of a known scene.

All are post-hoc: fitted on embeddings (and logits) of a frozen network, none sees an unknown
window. Higher is more known. What the deployed gate uses is ``openset.DETECTOR``; the choice and
its figures are in ``tests/benchmarks/open_set.md``.

Letters: N windows, M support windows, D embedding size, K scenes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ml_core.evaluation.metrics import Floats, Indices, softmax
from ml_core.evaluation.openset import Prototypes, normalise

NEIGHBOURS = 5
SHRINKAGE = 0.1  # of a covariance towards a ball of the same size

Scores = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Known:
    """What the known scenes are told by: embeddings (M, D) with scene indices (M,)."""

    embeddings: npt.NDArray[np.float32]
    scenes: Indices
    n_scenes: int


Detector = Callable[[Known, Floats, Floats], Scores]
"""(known, embeddings (N, D), logits (N, K)) -> (N,)"""


def _max_softmax(_: Known, __: Floats, logits: Floats) -> Scores:
    """Largest probability (Hendrycks and Gimpel, 2017)."""
    return softmax(np.asarray(logits, np.float64)).max(axis=1)


def _max_logit(_: Known, __: Floats, logits: Floats) -> Scores:
    """Largest logit (Hendrycks et al., 2022)."""
    return np.asarray(logits, np.float64).max(axis=1)


def _energy(_: Known, __: Floats, logits: Floats) -> Scores:
    """Log of the sum of the exponentials of the logits: minus the energy (Liu et al., 2020)."""
    wide = np.asarray(logits, np.float64)
    top = wide.max(axis=1, keepdims=True)
    return top[:, 0] + np.log(np.exp(wide - top).sum(axis=1))


def _mahalanobis(known: Known, embeddings: Floats, _: Floats) -> Scores:
    """Minus the squared distance to the nearest scene's mean, one covariance for all.

    Lee et al. (2018), section 2.1, with the covariance shrunk: there are fewer windows than it
    has entries.
    """
    return -_distances(known, embeddings).min(axis=1)


def _relative_mahalanobis(known: Known, embeddings: Floats, _: Floats) -> Scores:
    """The same, less the distance to everything known together (Ren et al., 2021, section 3)."""
    alone = Known(known.embeddings, np.zeros_like(known.scenes), 1)
    return _mahalanobis(known, embeddings, _) - _mahalanobis(alone, embeddings, _)


def _nearest_neighbours(known: Known, embeddings: Floats, _: Floats) -> Scores:
    """Cosine to the fifth nearest known window, centred (Sun et al., 2022, section 3)."""
    centre = Prototypes.of(known.embeddings, known.scenes, known.n_scenes).centre
    cosines = normalise(embeddings - centre) @ normalise(known.embeddings - centre).T
    k = min(NEIGHBOURS, len(known.scenes))
    return np.partition(cosines, -k, axis=1)[:, -k].astype(np.float64)


def _max_cosine(known: Known, embeddings: Floats, _: Floats) -> Scores:
    """Cosine to the nearest scene's prototype around the common centre."""
    space = Prototypes.of(known.embeddings, known.scenes, known.n_scenes)
    return space.cosines(embeddings).max(axis=1).astype(np.float64)


def _sharpened_cosine(known: Known, embeddings: Floats, _: Floats) -> Scores:
    """Cosine to the nearest scene's sharpened prototype (``openset.Prototypes``)."""
    space = Prototypes.of(known.embeddings, known.scenes, known.n_scenes, sharpened=True)
    return space.cosines(embeddings).max(axis=1).astype(np.float64)


def _plain_cosine(known: Known, embeddings: Floats, _: Floats) -> Scores:
    """Cosine to the nearest scene's prototype as seen from zero."""
    space = Prototypes.of(known.embeddings, known.scenes, known.n_scenes, centred=False)
    return space.cosines(embeddings).max(axis=1).astype(np.float64)


DETECTORS: Mapping[str, Detector] = {
    "sharpened_cosine": _sharpened_cosine,
    "max_cosine": _max_cosine,
    "plain_cosine": _plain_cosine,
    "nearest_neighbours": _nearest_neighbours,
    "mahalanobis": _mahalanobis,
    "relative_mahalanobis": _relative_mahalanobis,
    "max_softmax": _max_softmax,
    "max_logit": _max_logit,
    "energy": _energy,
}


def _distances(known: Known, embeddings: Floats) -> npt.NDArray[np.float64]:
    """(N, K) squared Mahalanobis distances to the means of the scenes that have windows."""
    wide = np.asarray(known.embeddings, np.float64)
    present = np.unique(known.scenes)
    means = np.stack([wide[known.scenes == scene].mean(axis=0) for scene in present])
    spread = wide - means[np.searchsorted(present, known.scenes)]
    covariance = spread.T @ spread / max(1, len(spread) - len(present))
    ball = np.trace(covariance) / len(covariance)
    covariance = (1 - SHRINKAGE) * covariance + (SHRINKAGE * ball + 1e-9) * np.eye(len(covariance))
    white = np.linalg.inv(np.linalg.cholesky(covariance)).T
    apart = (np.asarray(embeddings, np.float64) @ white)[:, None] - (means @ white)[None]
    return np.square(apart).sum(axis=2)
