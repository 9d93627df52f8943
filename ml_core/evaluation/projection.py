"""Maps of embeddings: one that is there at once, a clearer one on demand, room for new clips.

Letters: N clips, M new clips, D embedding size.
"""

import numpy as np
import numpy.typing as npt

from ml_core.errors import MissingPack
from ml_core.evaluation.metrics import Floats
from ml_core.progress import Monitor

FITTED = 20_000  # clips that a t-SNE is computed from; more are placed among these
PERPLEXITY = 30
EARLY, MAIN, EVERY = 250, 500, 10  # steps with exaggeration, steps without, steps between reports
EXACT_BELOW = 6000  # clips up to which forces are summed over a tree, above over a grid
NEIGHBOURS = 8
SHARPNESS = 20.0  # of a neighbour's weight: 0.1 less alike is a seventh of the weight
BLOCK = 4096


def pca(x: Floats, n_components: int = 2) -> npt.NDArray[np.float32]:
    """Project (N, D) on its first principal components: (N, n_components).

    Signs are fixed (the largest loading of each component is positive), so that the same
    embeddings always give the same picture. Missing components are zero.
    """
    centred = np.asarray(x, dtype=np.float64)
    out = np.zeros((len(centred), n_components), dtype=np.float32)
    if len(centred) < 2 or centred.shape[1] == 0:
        return out
    centred = centred - centred.mean(axis=0)
    # The covariance is D x D however many clips there are.
    values, vectors = np.linalg.eigh(centred.T @ centred)
    best = vectors[:, np.argsort(values)[::-1][:n_components]]
    best = best * np.where(best[np.abs(best).argmax(axis=0), np.arange(best.shape[1])] < 0, -1, 1)
    out[:, : best.shape[1]] = centred @ best
    return out


def tsne(
    directions: Floats, monitor: Monitor | None = None, *, seed: int = 0, n_jobs: int = 1
) -> npt.NDArray[np.float32]:
    """Lay clips out so that those that sound alike lie together (van der Maaten, 2008).

    Args:
        directions: (N, D) of unit length.
        monitor: hears of every tenth step and may stop it.
        seed: of the search for neighbours; the same clips give the same picture on one thread.
        n_jobs: threads.

    Returns:
        (N, 2), in no unit; of more than ``FITTED`` clips the others are placed among these.

    Raises:
        MissingPack: openTSNE is not installed.
        Cancelled: asked to stop.
    """
    monitor = monitor or Monitor()
    if len(directions) > FITTED:
        fitted = np.sort(np.random.default_rng(seed).choice(len(directions), FITTED, replace=False))
        places = np.zeros((len(directions), 2), np.float32)
        places[fitted] = tsne(directions[fitted], monitor, seed=seed, n_jobs=n_jobs)
        rest = np.setdiff1d(np.arange(len(directions)), fitted)
        places[rest] = place_beside(
            directions[fitted], places[fitted], directions[rest], monitor=monitor
        )
        return places
    if len(directions) < 5:  # too few for neighbours to mean anything
        return pca(directions)
    try:
        import openTSNE
    except ImportError as error:
        raise MissingPack("lab", "A clearer map") from error

    steps = 0

    def look(_step: int, _error: float, _places: npt.NDArray[np.floating]) -> bool:
        nonlocal steps
        steps += EVERY
        monitor.report(min(steps, EARLY + MAIN), EARLY + MAIN, stage="map")
        return False

    monitor.report(0, EARLY + MAIN, stage="map")
    fit = openTSNE.TSNE(
        perplexity=min(PERPLEXITY, (len(directions) - 1) / 3),
        initialization="pca",
        early_exaggeration_iter=EARLY,
        n_iter=MAIN,
        negative_gradient_method="bh" if len(directions) < EXACT_BELOW else "fft",
        callbacks=look,
        callbacks_every_iters=EVERY,
        random_state=seed,
        n_jobs=n_jobs,
    ).fit(np.asarray(directions, np.float64))
    return np.asarray(fit, dtype=np.float32)


def tsne_seconds(n_clips: int) -> float:
    """About how long ``tsne`` takes on one idle core."""
    fitted = min(n_clips, FITTED)
    fit = 3.3e-3 * fitted if fitted < EXACT_BELOW else 11.0 + 1.8e-3 * fitted
    return 1.5 + fit + 2e-4 * (n_clips - fitted)


def place_beside(
    known: Floats,
    places: npt.NDArray[np.float32],
    new: Floats,
    *,
    monitor: Monitor | None = None,
) -> npt.NDArray[np.float32]:
    """Put new clips among those that are on a map, which stay where they are.

    A clip goes to the weighted median of the clips most like it: between two heaps is nothing.

    Args:
        known: (N, D) directions of the clips on the map.
        places: (N, 2) where they are.
        new: (M, D) directions of the others.
        monitor: hears of every few thousand and may stop it.

    Returns:
        (M, 2).
    """
    monitor = monitor or Monitor()
    out = np.zeros((len(new), 2), np.float32)
    k = min(NEIGHBOURS, len(known))
    if not k:
        return out
    for start in range(0, len(new), BLOCK):
        monitor.report(start, len(new), stage="place")
        cosine = new[start : start + BLOCK] @ known.T
        nearest = np.argpartition(-cosine, k - 1, axis=1)[:, :k]
        alike = np.take_along_axis(cosine, nearest, axis=1)
        weight = np.exp(SHARPNESS * (alike - alike.max(axis=1, keepdims=True)))
        for axis in range(2):
            out[start : start + BLOCK, axis] = _weighted_median(places[nearest, axis], weight)
    return out


def _weighted_median(
    values: npt.NDArray[np.float32], weight: npt.NDArray[np.float32]
) -> npt.NDArray[np.float32]:
    order = np.argsort(values, axis=1)
    values = np.take_along_axis(values, order, axis=1)
    grown = np.cumsum(np.take_along_axis(weight, order, axis=1), axis=1)
    middle = (grown >= grown[:, -1:] / 2).argmax(axis=1)
    return np.asarray(values[np.arange(len(values)), middle])
