"""Knowing what is unknown: cosines to the trained scenes' prototypes, and where to draw the line.

Letters: N windows, D embedding size, K scenes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ml_core.evaluation.metrics import Floats, Indices

DETECTOR = "sharpened_cosine"  # chosen in tests/benchmarks/open_set.md
PLAIN_DETECTOR = "max_cosine"  # of bundles that were made before
SHRINKAGE = 0.7  # of the covariance within scenes towards a ball of the same size

# The share of windows of known scenes each level may call unknown.
FALSE_REJECTS: Mapping[str, float] = {"lenient": 0.01, "normal": 0.05, "strict": 0.15}


@dataclass(frozen=True, slots=True)
class Prototypes:
    """Where each scene lies: unit vectors around a common centre.

    Sharpened, they point where scenes differ rather than where they lie: the mean of a scene
    through the inverse of the covariance within scenes, as Fisher's discriminant (1936) has it. So
    what varies within every scene counts less in a cosine, and the cosine stays what it is.
    """

    centre: npt.NDArray[np.float32]  # (D,), subtracted before the length is divided out
    directions: npt.NDArray[np.float32]  # (K, D), unit length; zero for a scene without windows
    metric: npt.NDArray[np.float32]  # (D, D); the unit matrix where nothing is sharpened

    @classmethod
    def of(
        cls,
        embeddings: Floats,
        scenes: Indices,
        n_scenes: int,
        *,
        centred: bool = True,
        sharpened: bool = False,
    ) -> "Prototypes":
        """Prototypes of ``n_scenes`` scenes from windows (N, D) with scene indices (N,).

        The centre is the mean over scenes of their means, so that a common scene does not
        pull it ("CL2N" of SimpleShot, Wang et al., 2019); zero unless ``centred``. Every scene
        counts alike in the covariance as well.
        """
        embeddings = np.asarray(embeddings, dtype=np.float32)
        present = np.unique(scenes)
        means = [embeddings[scenes == scene].mean(axis=0) for scene in present]
        centre = np.zeros(embeddings.shape[1], np.float32)
        if means and centred:
            centre = np.mean(means, axis=0)
        unit = normalise(embeddings - centre)
        metric = _metric(unit, scenes) if sharpened else np.eye(unit.shape[1], dtype=np.float32)
        space = cls(
            centre.astype(np.float32), np.zeros((n_scenes, unit.shape[1]), np.float32), metric
        )
        for scene in present:
            space.directions[scene] = space.direction(unit[scenes == scene])
        return space

    def direction(self, unit: Floats) -> npt.NDArray[np.float32]:
        """(D,) the prototype of a scene from its centred windows of unit length (N, D)."""
        return normalise(np.asarray(unit, np.float32).mean(axis=0) @ self.metric)

    def cosines(self, embeddings: Floats) -> npt.NDArray[np.float32]:
        """Cosine of each window (N, D) to each scene: (N, K)."""
        unit = normalise(np.asarray(embeddings, dtype=np.float32) - self.centre)
        return unit @ self.directions.T


def _metric(unit: Floats, scenes: Indices) -> npt.NDArray[np.float32]:
    """(D, D) inverse of the shrunk covariance of windows (N, D) around their scenes' means."""
    wide = np.asarray(unit, np.float64)
    size = wide.shape[1]
    covariance = np.zeros((size, size))
    present = np.unique(scenes)
    for scene in present:
        apart = wide[scenes == scene] - wide[scenes == scene].mean(axis=0)
        covariance += apart.T @ apart / len(apart) / len(present)
    ball = float(np.trace(covariance)) / max(1, size)
    if ball < 1e-9:  # a window a scene: nothing varies
        return np.eye(size, dtype=np.float32)
    shrunk = (1 - SHRINKAGE) * covariance / ball + SHRINKAGE * np.eye(size)
    return np.linalg.inv(shrunk).astype(np.float32)


def normalise(x: Floats) -> npt.NDArray[np.float32]:
    """(..., D) -> (..., D) of unit length along the last axis; zero stays zero."""
    length = np.linalg.norm(x, axis=-1, keepdims=True)
    return (x / np.maximum(length, 1e-12)).astype(np.float32)


def auroc(known: Floats, unknown: Floats) -> float:
    """Chance that one of ``known`` (N,) exceeds one of ``unknown`` (M,); ties count half.

    0.5 without data.
    """
    if not len(known) or not len(unknown):
        return 0.5
    scores = np.concatenate([known, unknown])
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    above = ranks[: len(known)].sum() - len(known) * (len(known) + 1) / 2
    return float(above / (len(known) * len(unknown)))


def fpr_at_recall(known: Floats, unknown: Floats, *, recall: float = 0.95) -> float:
    """Share of unknown scores accepted where ``recall`` of the known are: FPR95. 1 without data.

    The threshold is the highest that still accepts that share of the known scores; a score at
    the threshold is accepted.

    Args:
        known: (N,) scores of clips of known scenes, higher is more known.
        unknown: (M,) scores of clips of unknown scenes.
        recall: above 0, at most 1.
    """
    if not len(known) or not len(unknown):
        return 1.0
    n_accepted = int(np.ceil(recall * len(known) - 1e-9))
    threshold = np.sort(known)[::-1][max(n_accepted, 1) - 1]
    return float(np.mean(unknown >= threshold))


def oscr(known: Floats, correct: npt.NDArray[np.bool_], unknown: Floats) -> float:
    """Area under the correct classification rate over the false positive rate.

    Dhamija et al. (2018), section 4: at a threshold t, CCR(t) is the share of known clips that
    are named rightly with a score above t, FPR(t) the share of unknown clips above t. 1 needs a
    perfect classifier and a perfect detector; a perfect detector alone gives its accuracy. Equal
    scores fall together, between them the area is that of a straight line. Without unknown clips
    it is the accuracy.

    Args:
        known: (N,) scores of clips of known scenes.
        correct: (N,) whether they were named rightly.
        unknown: (M,) scores of clips of unknown scenes.
    """
    if not len(known):
        return 0.0
    if not len(unknown):
        return float(np.mean(correct))
    scores = np.concatenate([known, unknown])
    hits = np.concatenate([correct, np.zeros(len(unknown))]) / len(known)
    false = np.concatenate([np.zeros(len(known)), np.ones(len(unknown))]) / len(unknown)
    order = np.argsort(-scores, kind="stable")
    last = np.append(np.diff(scores[order]) != 0, True)  # of its equals
    ccr = np.append(0.0, np.cumsum(hits[order])[last])
    fpr = np.append(0.0, np.cumsum(false[order])[last])
    return float(np.sum(np.diff(fpr) * (ccr[1:] + ccr[:-1]) / 2))


@dataclass(frozen=True, slots=True)
class Level:
    """One setting of the unknown detector: below ``threshold`` a window is unknown."""

    threshold: float
    false_rejects: float  # expected share of known windows called unknown
    false_accepts: float  # expected share of windows of unknown scenes given a known name


def fit_levels(
    embeddings: Floats, scenes: Indices, groups: Sequence[str], n_scenes: int
) -> dict[str, Level]:
    """Thresholds on the largest cosine, from held-out windows (N, D) with scene indices (N,).

    Known scores come from prototypes of the *other* half of the groups; unknown scores from
    leaving one scene out at a time. So neither is scored by a prototype it helped to make.
    """
    half = _halves(groups, scenes)
    known, unknown = [], []
    for side in (half, ~half):
        space = Prototypes.of(embeddings[side], scenes[side], n_scenes, sharpened=True)
        cosines = space.cosines(embeddings[~side])
        known.append(cosines.max(axis=1, initial=-1.0))
    for scene in np.unique(scenes):
        out = scenes == scene
        if out.all():
            continue
        space = Prototypes.of(embeddings[~out], scenes[~out], n_scenes, sharpened=True)
        others = np.delete(space.cosines(embeddings[out]), scene, axis=1)
        unknown.append(others.max(axis=1, initial=-1.0))
    known_scores = np.concatenate(known)
    unknown_scores = np.concatenate(unknown) if unknown else np.zeros(0, np.float32)
    return {
        name: _level(known_scores, unknown_scores, share) for name, share in FALSE_REJECTS.items()
    }


def _halves(groups: Sequence[str], scenes: Indices) -> npt.NDArray[np.bool_]:
    """Whole groups on two sides, each scene on both where it has two groups."""
    side = np.zeros(len(groups), dtype=bool)
    names = np.asarray(groups, dtype=str)
    for scene in np.unique(scenes):
        mine = scenes == scene
        for place, group in enumerate(np.unique(names[mine])):
            side[mine & (names == group)] = place % 2 == 1
    return side


def _level(known: Floats, unknown: Floats, share: float) -> Level:
    threshold = float(np.quantile(known, share)) if len(known) else -1.0
    rejects = float(np.mean(known < threshold)) if len(known) else 0.0
    accepts = float(np.mean(unknown >= threshold)) if len(unknown) else 1.0
    return Level(threshold, rejects, accepts)
