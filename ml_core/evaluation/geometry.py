"""What an embedding looks like: how near its scenes lie, how evenly it fills its space.

All measures but the effective rank look at directions: rows are first brought to unit length.
Letters: N clips, D embedding size, K scenes.
"""

from dataclasses import asdict, dataclass

import numpy as np
import numpy.typing as npt

from ml_core.evaluation.metrics import Floats, Indices

MAX_CLIPS = 4000  # pairs grow with the square; more clips are thinned out evenly
Wide = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Geometry:
    """The measures of one embedding; each is described by the function of its name."""

    alignment: float
    uniformity: float
    silhouette: float
    margin: float
    effective_rank: float
    isotropy: float
    n_clips: int

    def to_dict(self) -> dict[str, float]:
        """Plain values, for JSON."""
        return asdict(self)


def describe(embeddings: Floats, scene: Indices) -> Geometry:
    """All measures of clips (N, D) with scene indices (N,); needs no training.

    Of more than ``MAX_CLIPS`` clips every n-th is taken.
    """
    every = -(-len(scene) // MAX_CLIPS) or 1
    x, scene = embeddings[::every], scene[::every]
    return Geometry(
        alignment(x, scene), uniformity(x), silhouette(x, scene), margin(x, scene),
        effective_rank(x), isotropy(x), len(scene),
    )  # fmt: skip


def alignment(embeddings: Floats, scene: Indices) -> float:
    """Mean of |z_i - z_j|² over pairs i != j of one scene; 0 when all of a scene are one.

    Wang & Isola (2020), section 4.1, alpha = 2, with clips of one scene as the positive pairs.
    For n unit vectors of a scene with the sum s, the pairs add up to 2 (n² - |s|²).

    Args:
        embeddings: (N, D).
        scene: (N,).
    """
    z = _unit(embeddings)
    total, n_pairs = 0.0, 0
    for name in np.unique(scene):
        mine = z[scene == name]
        total += 2 * (len(mine) ** 2 - float(np.square(mine.sum(axis=0)).sum()))
        n_pairs += len(mine) * (len(mine) - 1)
    return max(0.0, total / n_pairs) if n_pairs else 0.0


def uniformity(embeddings: Floats, *, t: float = 2.0) -> float:
    """Logarithm of the mean of exp(-t |z_i - z_j|²) over all pairs i != j; lower is more even.

    Wang & Isola (2020), section 4.1, t = 2.

    Args:
        embeddings: (N, D).
        t: how quickly a pair's influence ends.
    """
    z = _unit(embeddings)
    if len(z) < 2:
        return 0.0
    gram = np.exp(2 * t * (np.minimum(z @ z.T, 1.0) - 1))  # |a - b|² = 2 - 2 ab
    others = gram.sum() - np.trace(gram)
    return float(np.log(others / (len(z) * (len(z) - 1))))


def silhouette(embeddings: Floats, scene: Indices) -> float:
    """Mean of (b - a) / max(a, b) in cosine distance (Rousseeuw, 1987), -1 to 1.

    a is a clip's mean distance to the others of its scene, b the least mean distance to another
    scene. Mean cosine distances to a scene need only the scene's mean. A clip that is alone in
    its scene counts 0, as in scikit-learn.

    Args:
        embeddings: (N, D).
        scene: (N,).
    """
    z = _unit(embeddings)
    names, place, size = np.unique(scene, return_inverse=True, return_counts=True)
    if len(names) < 2:
        return 0.0
    rows = np.arange(len(z))
    distance = 1 - z @ _means(z, place, len(names)).T  # (N, K); the own scene includes itself
    n_others = size[place] - 1
    itself = 1 - np.einsum("nd,nd->n", z, z)  # rounding, or a row of zeros
    own = (distance[rows, place] * size[place] - itself) / np.maximum(n_others, 1)
    distance[rows, place] = np.inf
    nearest = distance.min(axis=1)
    value = (nearest - own) / np.maximum(np.maximum(own, nearest), 1e-12)
    return float(np.where(n_others > 0, value, 0.0).mean())


def margin(embeddings: Floats, scene: Indices) -> float:
    """Mean of cos(z, own scene) minus the largest cos(z, another scene), -2 to 2.

    Scenes stand for the directions of their mean; the own mean leaves the clip itself out.
    Reconstruction: the dual probe names a class-mean cosine margin without its formula
    (arXiv 2309.11895). Clips alone in their scene are left out.

    Args:
        embeddings: (N, D).
        scene: (N,).
    """
    z = _unit(embeddings)
    names, place, size = np.unique(scene, return_inverse=True, return_counts=True)
    there = size[place] > 1
    if len(names) < 2 or not there.any():
        return 0.0
    means = _means(z, place, len(names))
    cosine = z @ _unit(means).T
    others = _unit(means[place] * size[place][:, None] - z)
    own = np.einsum("nd,nd->n", z, others)
    cosine[np.arange(len(z)), place] = -np.inf
    return float((own - cosine.max(axis=1))[there].mean())


def effective_rank(embeddings: Floats) -> float:
    """Exponential of the entropy of the singular values of the centred rows, 1 to D.

    Roy & Vetterli (2007): with p_i = sigma_i / sum of sigma, exp(-sum of p_i ln p_i). How many
    directions the embedding really uses.

    Args:
        embeddings: (N, D).
    """
    x = np.asarray(embeddings, dtype=np.float64)
    gram = (x - x.mean(axis=0)) if len(x) else x
    gram = gram @ gram.T if len(x) < x.shape[1] else gram.T @ gram
    sigma = np.sqrt(np.maximum(np.linalg.eigvalsh(gram), 0.0)) if gram.size else np.zeros(1)
    if sigma.sum() <= 0:
        return 1.0
    share = sigma / sigma.sum()
    share = share[share > 0]
    return float(np.exp(-(share * np.log(share)).sum()))


def isotropy(embeddings: Floats) -> float:
    """Smallest over largest Z(c), 0 to 1; 1 when no direction is preferred.

    Mu & Viswanath (2018), section 2: Z(c) = sum over rows of exp(<c, z>), c over the
    eigenvectors of ZᵀZ. They come without a sign; both are looked at.

    Args:
        embeddings: (N, D).
    """
    z = _unit(embeddings)
    if not len(z):
        return 0.0
    _, axes = np.linalg.eigh(z.T @ z)
    along = z @ axes
    sums = np.concatenate([np.exp(along).sum(axis=0), np.exp(-along).sum(axis=0)])
    return float(sums.min() / sums.max())


def _unit(x: Floats) -> Wide:
    wide = np.asarray(x, dtype=np.float64)
    return wide / np.maximum(np.linalg.norm(wide, axis=-1, keepdims=True), 1e-12)


def _means(z: Wide, place: npt.NDArray[np.intp], n_scenes: int) -> Wide:
    """Mean row of every scene (K, D)."""
    return np.stack([z[place == index].mean(axis=0) for index in range(n_scenes)])
