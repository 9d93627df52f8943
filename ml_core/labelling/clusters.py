"""Heaps of clips that sound alike: spherical k-means. Letters: N clips, D embedding size."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ml_core.evaluation.openset import normalise

ROUNDS = 20
BLOCK = 8192


@dataclass(frozen=True, slots=True, eq=False)
class Heap:
    """Clips that lie together.

    Attributes:
        members: (M,) rows, the one in the middle first.
        cosines: (M,) of each to the middle of the heap.
    """

    members: npt.NDArray[np.int64]
    cosines: npt.NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.members)


def cluster(directions: npt.NDArray[np.float32], n_heaps: int, *, seed: int = 0) -> list[Heap]:
    """Divide clips into heaps, the largest first; empty ones are left out.

    Args:
        directions: (N, D) of unit length.
        n_heaps: at most so many.
        seed: of where the heaps begin.
    """
    if not len(directions):
        return []
    middles = _scattered(directions, min(n_heaps, len(directions)), np.random.default_rng(seed))
    mine, cosine = _assign(directions, middles)
    for _ in range(ROUNDS):
        order = np.argsort(mine, kind="stable")
        present, first = np.unique(mine[order], return_index=True)
        middles[present] = normalise(np.add.reduceat(directions[order], first, axis=0))
        before = mine
        mine, cosine = _assign(directions, middles)
        if (mine == before).all():
            break
    heaps = []
    for number in range(len(middles)):
        members = np.flatnonzero(mine == number)
        order = np.argsort(-cosine[members], kind="stable")
        if len(members):
            heaps.append(Heap(members[order].astype(np.int64), cosine[members][order]))
    return sorted(heaps, key=lambda heap: (-len(heap), int(heap.members[0])))


def _scattered(
    x: npt.NDArray[np.float32], n: int, generator: np.random.Generator
) -> npt.NDArray[np.float32]:
    """k-means++: beginnings far from each other (Arthur and Vassilvitskii, 2007)."""
    chosen = [int(generator.integers(len(x)))]
    distance = np.maximum(1 - x @ x[chosen[0]], 0)
    while len(chosen) < n and distance.sum() > 0:
        chosen.append(int(generator.choice(len(x), p=distance / distance.sum())))
        np.minimum(distance, np.maximum(1 - x @ x[chosen[-1]], 0), out=distance)
    return x[chosen].copy()


def _assign(
    x: npt.NDArray[np.float32], middles: npt.NDArray[np.float32]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    mine = np.zeros(len(x), np.int64)
    cosine = np.zeros(len(x), np.float32)
    for start in range(0, len(x), BLOCK):
        said = x[start : start + BLOCK] @ middles.T
        mine[start : start + BLOCK] = said.argmax(axis=1)
        cosine[start : start + BLOCK] = said.max(axis=1)
    return mine, cosine
