"""Several who guess scenes, made one: who is believed how much, and how sure all of them may sound.

Letters: M witnesses, L labelled clips, K scenes.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ml_core.evaluation.calibration import fit_temperature
from ml_core.evaluation.metrics import softmax

Wide = npt.NDArray[np.float64]

SMALLEST = 1e-6  # chance
STEPS = 30  # of expectation maximisation


def shares(chances: Wide) -> Wide:
    """(M,) how much each witness is believed, from the chance (M, L) it gave the truth."""
    believed = np.full(len(chances), 1 / len(chances))
    for _ in range(STEPS):
        mine = believed[:, None] * chances
        believed = (1 + (mine / mine.sum(axis=0)).sum(axis=1)) / (len(chances) + chances.shape[1])
    return believed


def tempered(said: Wide, scene: npt.NDArray[np.integer]) -> Wide:
    """What is said, as sure as labels allow that nobody was taught with.

    Args:
        said: (L, K) rows that add up to 1.
        scene: (L,) the labels.

    Returns:
        (L, K).
    """
    logits = np.log(np.maximum(said, SMALLEST))
    return softmax(logits / fit_temperature(logits, scene))


def together(said: Sequence[Wide], scene: npt.NDArray[np.integer]) -> Wide:
    """What witnesses say together of clips with known labels, calibrated on these.

    Args:
        said: (L, K) of each witness, rows that add up to 1.
        scene: (L,) the labels, none of which taught what is said of its clip.

    Returns:
        (L, K).
    """
    each = np.stack([tempered(one, scene) for one in said])
    chances = np.maximum(each[:, np.arange(len(scene)), scene], SMALLEST)
    return tempered(np.einsum("m,mlk->lk", shares(chances), each), scene)
