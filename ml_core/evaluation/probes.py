"""The dual probe of a frozen embedding: one straight cut, one look at the neighbours.

Reconstruction of AudioConFit's evaluation (arXiv 2309.11895, of which only the abstract is
known): a linear probe for global separability and a cosine k-NN probe for local structure,
their hyper-parameters by inner validation that never divides a source.

Letters: N clips of the training part, M clips to name, D embedding size, K scenes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ml_core.evaluation.logistic import Logistic, LogisticFit
from ml_core.evaluation.metrics import Floats, Indices, accuracy
from ml_core.evaluation.openset import normalise

STRENGTHS = tuple(10.0**power for power in range(-3, 4))  # C of the logistic regression
NEIGHBOURS = (1, 5, 10, 20, 50)
TEMPERATURE = 0.07  # of the neighbours' votes
FOLDS = 3  # of the inner validation
ROUGH, FINE = 1e-3, 1e-6  # shares of the loss: to compare strengths, and for the answer
BLOCK = 512  # clips compared with all others at once


@dataclass(frozen=True, slots=True)
class LinearProbe:
    """A logistic regression on standardised embeddings."""

    mean: npt.NDArray[np.float64]  # (D,)
    deviation: npt.NDArray[np.float64]  # (D,)
    regression: Logistic
    strength: float

    def logits(self, embeddings: Floats) -> npt.NDArray[np.float64]:
        """(M, D) -> (M, K)."""
        return self.regression.logits((embeddings - self.mean) / self.deviation)


@dataclass(frozen=True, slots=True)
class NeighbourProbe:
    """The clips that vote, and how many of them are asked."""

    directions: npt.NDArray[np.float32]  # (N, D) unit length
    scene: Indices  # (N,)
    n_scenes: int
    k: int

    def votes(self, embeddings: Floats) -> npt.NDArray[np.float64]:
        """(M, D) -> (M, K), which add up to 1: what the k nearest say."""
        found = neighbour_votes(self.directions, self.scene, embeddings, self.n_scenes, (self.k,))
        return found[0]


def inner_folds(scene: Indices, groups: Sequence[str], n_folds: int = FOLDS) -> Indices:
    """A fold for every clip: whole groups, each scene spread over the folds.

    Args:
        scene: (N,).
        groups: (N,) what is never divided, e.g. sources.
        n_folds: at most this many; as many as there are groups if there are fewer.

    Returns:
        (N,) from 0.
    """
    names, place = np.unique(np.asarray(groups, dtype=str), return_inverse=True)
    n_folds = max(1, min(n_folds, len(names)))
    fold = np.full(len(names), -1)
    load = np.zeros(n_folds)
    for index in np.unique(scene):
        mine = np.bincount(place[scene == index], minlength=len(names))
        here = np.bincount(fold[fold >= 0], weights=mine[fold >= 0], minlength=n_folds)
        order = np.argsort(-mine, kind="stable")
        for group in order[(mine[order] > 0) & (fold[order] < 0)]:
            # the largest groups first, each where the scene, then the whole, has least
            best = np.lexsort((load, here))[0]
            fold[group] = best
            here[best] += mine[group]
            load[best] += mine[group]
    return fold[place].astype(np.int64)


def fit_linear(
    embeddings: Floats, scene: Indices, groups: Sequence[str], n_scenes: int
) -> LinearProbe:
    """Choose the strength by inner validation and fit on everything.

    Of equally accurate strengths the weakest is taken. Accuracy has one broad peak over the
    strength: after two strengths in a row that do worse the search ends.

    Args:
        embeddings: (N, D).
        scene: (N,) indices below ``n_scenes``.
        groups: (N,) sources, never divided by the inner validation.
        n_scenes: K.
    """
    chosen = _best_strength(embeddings, scene, inner_folds(scene, groups), n_scenes)
    mean, deviation = _scale(embeddings)
    fit = LogisticFit(((embeddings - mean) / deviation)[None], scene[None], n_scenes)
    for strength in STRENGTHS[:chosen]:  # the way there is shorter in small steps
        fit.at(strength, tolerance=ROUGH)
    regression = fit.at(STRENGTHS[chosen], tolerance=FINE)
    return LinearProbe(mean, deviation, regression, STRENGTHS[chosen])


def _best_strength(embeddings: Floats, scene: Indices, fold: Indices, n_scenes: int) -> int:
    """The place in ``STRENGTHS`` that names most clips of the left-out folds rightly."""
    parts = []
    for number in range(fold.max(initial=0) + 1):
        inside, outside = fold != number, fold == number
        if not inside.any() or not outside.any():
            continue
        mean, deviation = _scale(embeddings[inside])
        x = (embeddings[inside] - mean) / deviation
        fit = LogisticFit(x[None], scene[inside][None], n_scenes)
        parts.append((fit, (embeddings[outside] - mean) / deviation, scene[outside]))
    right: list[int] = []
    for strength in STRENGTHS:
        fitted = [(fit.at(strength, tolerance=ROUGH).logits(x), truth) for fit, x, truth in parts]
        right.append(sum(int((logits.argmax(1) == truth).sum()) for logits, truth in fitted))
        if len(right) > 2 and max(right[-2:]) < max(right):
            break
    return right.index(max(right))


def _scale(x: Floats) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Mean and deviation (D,) each; a unit that never changes is left as it is."""
    wide = np.asarray(x, dtype=np.float64)
    deviation = wide.std(axis=0)
    return wide.mean(axis=0), np.where(deviation > 1e-9, deviation, 1.0)


def fit_neighbours(
    embeddings: Floats, scene: Indices, groups: Sequence[str], n_scenes: int
) -> NeighbourProbe:
    """Choose k by inner validation; of equally accurate the smallest.

    Args:
        embeddings: (N, D).
        scene: (N,) indices below ``n_scenes``.
        groups: (N,) sources, never divided by the inner validation.
        n_scenes: K.
    """
    fold = inner_folds(scene, groups)
    unit = normalise(embeddings)
    right = np.zeros(len(NEIGHBOURS))
    for number in range(fold.max(initial=0) + 1):
        inside, outside = fold != number, fold == number
        if not inside.any() or not outside.any():
            continue
        found = neighbour_votes(unit[inside], scene[inside], unit[outside], n_scenes, NEIGHBOURS)
        right += (found.argmax(axis=2) == scene[outside]).sum(axis=1)
    return NeighbourProbe(unit, scene, n_scenes, NEIGHBOURS[int(right.argmax())])


def neighbour_votes(
    directions: Floats, scene: Indices, embeddings: Floats, n_scenes: int, ks: Sequence[int]
) -> npt.NDArray[np.float64]:
    """What the k clips of largest cosine say, each vote weighing exp(cosine / 0.07).

    The weighting is that of Wu et al. (2018), section 3.4. Asking more than all asks all.

    Args:
        directions: (N, D) of unit length.
        scene: (N,) indices below ``n_scenes``.
        embeddings: (M, D) of any length.
        n_scenes: K.
        ks: the numbers of neighbours asked.

    Returns:
        (n_ks, M, K); each row adds up to 1.
    """
    n_most = min(max(ks), len(directions))
    votes = np.zeros((len(ks), len(embeddings), n_scenes))
    for first in range(0, len(embeddings), BLOCK):
        cosine = normalise(embeddings[first : first + BLOCK]) @ directions.T
        nearest = np.argpartition(-cosine, n_most - 1, axis=1)[:, :n_most]
        order = np.argsort(-np.take_along_axis(cosine, nearest, 1), axis=1, kind="stable")
        nearest = np.take_along_axis(nearest, order, 1)
        near = np.take_along_axis(cosine, nearest, 1).astype(np.float64)
        power = np.exp((near - near[:, :1]) / TEMPERATURE)
        said = np.eye(n_scenes)[scene[nearest]] * power[:, :, None]  # (block, n_most, K)
        for place, k in enumerate(ks):
            votes[place, first : first + BLOCK] = said[:, : min(k, n_most)].sum(axis=1)
    return votes / votes.sum(axis=2, keepdims=True)


@dataclass(frozen=True, slots=True)
class DualProbe:
    """Both probes of one embedding, measured on clips they were not fitted on."""

    linear: float  # accuracy
    knn: float  # accuracy
    strength: float
    k: int
    linear_scores: npt.NDArray[np.float64]  # (M, K) logits
    knn_scores: npt.NDArray[np.float64]  # (M, K) votes


def dual_probe(
    embeddings: Floats,
    scene: Indices,
    groups: Sequence[str],
    test_embeddings: Floats,
    test_scene: Indices,
    n_scenes: int,
) -> DualProbe:
    """Fit both probes and measure them.

    Args:
        embeddings: (N, D) of the training part.
        scene: (N,) indices below ``n_scenes``.
        groups: (N,) sources.
        test_embeddings: (M, D).
        test_scene: (M,) indices below ``n_scenes``.
        n_scenes: K.
    """
    line = fit_linear(embeddings, scene, groups, n_scenes)
    near = fit_neighbours(embeddings, scene, groups, n_scenes)
    logits, votes = line.logits(test_embeddings), near.votes(test_embeddings)
    return DualProbe(
        accuracy(test_scene, logits.argmax(axis=1)), accuracy(test_scene, votes.argmax(axis=1)),
        line.strength, near.k, logits, votes,
    )  # fmt: skip
