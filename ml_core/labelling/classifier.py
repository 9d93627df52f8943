"""What labelled clips teach about the others: a straight cut through the space, held out fairly.

Letters: N clips, L labelled clips, D embedding size, K scenes.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ml_core.evaluation.calibration import fit_temperature
from ml_core.evaluation.logistic import LogisticFit
from ml_core.evaluation.metrics import softmax
from ml_core.evaluation.probes import inner_folds

Floats = npt.NDArray[np.floating]
Wide = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]

FOLDS = 5
STRENGTHS = (1.0, 10.0, 100.0)
MOST_TAUGHT = 3000  # labelled clips that teach; more would only take longer
SMALLEST = 1e-6  # chance
TOLERANCE = 1e-4  # share of the loss by which the minimum may be missed


def held_out_and_taught(
    directions: Floats,
    scene: Indices,
    group: Indices,
    others: Floats,
    n_scenes: int,
    *,
    strengths: Sequence[float] = STRENGTHS,
    seed: int = 0,
) -> tuple[Wide, Wide]:
    """What labelled clips say about each other, and about clips that they do not hold.

    About each other only by folds that never divide a group: what one says of a clip was learnt
    without any clip of its source.

    Args:
        directions: (L, D) labelled.
        scene: (L,) indices below ``n_scenes``.
        group: (L,) numbers of their sources.
        others: (N, D).
        n_scenes: K.
        strengths: of the regression (inverse of its regularisation), ascending: the one is taken
            that says most about clips it was not taught with.
        seed: of the choice, where there are more labelled clips than are needed.

    Returns:
        (L, K) and (N, K), rows that add up to 1.
    """
    fold = inner_folds(scene, [str(number) for number in group], FOLDS)
    n_folds = int(fold.max(initial=0)) + 1
    if n_folds == 1:  # all of one source: clips are better than nothing
        fold = np.arange(len(scene), dtype=np.int64) % FOLDS
        n_folds = FOLDS
    teaches = chosen_evenly(scene, MOST_TAUGHT, seed)
    x, y = directions[teaches], scene[teaches]
    weight = np.array([fold[teaches] != number for number in range(n_folds)] + [y >= 0], float)
    n_problems = len(weight)
    fit = LogisticFit(
        np.broadcast_to(x, (n_problems, *x.shape)),
        np.broadcast_to(y, (n_problems, len(y))),
        n_scenes,
        weight=weight,
    )
    tried = []
    for strength in strengths:
        fitted = fit.at(strength, tolerance=TOLERANCE)
        logits = np.zeros((len(scene), n_scenes))
        for number in range(n_folds):
            mine = fold == number
            logits[mine] = fitted.logits(directions[mine], number)
        tried.append((softmax(logits), fitted))
    held_out, fitted = tried[_best([said for said, _ in tried], scene)]
    return held_out, fitted.probabilities(others, n_folds)


def _best(tried: Sequence[Wide], scene: Indices) -> int:
    """The last that is not surely worse than the best, each with its confidence corrected.

    A few clips cannot tell strengths apart; then the strongest is the safest, as it follows them.
    """
    rows = np.arange(len(scene))
    loss = []
    for said in tried:
        logits = np.log(np.maximum(said, SMALLEST))
        right = softmax(logits / fit_temperature(logits, scene))[rows, scene]
        loss.append(-np.log(np.maximum(right, SMALLEST)))
    best = loss[int(np.argmin([one.mean() for one in loss]))]
    worse = [one - best for one in loss]
    good = [one.mean() <= one.std() / np.sqrt(len(scene)) for one in worse]
    return int(np.flatnonzero(good)[-1])


def chosen_evenly(scene: Indices, most: int, seed: int) -> Indices:
    """Choose clips so that rare scenes stay whole and the others give equally many.

    Args:
        scene: (L,) indices.
        most: how many at most.
        seed: of the choice.

    Returns:
        (P,) places, rising.
    """
    if len(scene) <= most:
        return np.arange(len(scene), dtype=np.int64)
    order = np.random.default_rng(seed).permutation(len(scene))
    rank = np.zeros(len(scene), dtype=np.int64)  # of each clip among those of its scene
    for number in np.unique(scene):
        mine = order[scene[order] == number]
        rank[mine] = np.arange(len(mine))
    return np.sort(order[np.argsort(rank[order], kind="stable")[:most]]).astype(np.int64)
