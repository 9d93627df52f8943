"""The embedding map that is there at once."""

import numpy as np
import numpy.typing as npt

from ml_core.evaluation.metrics import Floats


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
