"""Which groups go into the test, so that every scene comes as near to its share as groups allow.

Groups that share no scene, not even through others, do not concern each other: each such part is
solved by itself. A part of few groups is tried out in full; a larger one starts at random and
moves or exchanges groups for as long as that helps, and with many groups that comes close.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_TRIED_OUT = 12  # groups of a part of which every division is looked at
_STARTS = 3
_SWEEPS = 6
_PARTNERS = 150  # groups that are exchanged in a sweep, and that each is compared with
_MISSING = 1e6  # what a scene costs that could be on both sides and is not
_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Assignment:
    """A division of groups.

    ``in_test`` is (G,); ``only`` says that no other division is as near.
    """

    in_test: NDArray[np.bool_]
    only: bool


def assign(counts: NDArray[np.float64], share: float, seed: int) -> Assignment:
    """Divide groups.

    Args:
        counts: (G, S) clips of each group by scene.
        share: part of each scene that should go into the test.
        seed: which of the divisions that are equally near.
    """
    rng = np.random.default_rng(seed)
    in_test = np.zeros(len(counts), bool)
    only = True
    for part in _parts(counts):
        mine = counts[part][:, counts[part].sum(axis=0) > 0]
        if len(part) <= _TRIED_OUT:
            in_test[part], alone = _tried_out(mine, share, rng)
            only &= alone
        else:
            in_test[part], only = _searched(mine, share, rng), False
    size = counts.sum(axis=1)
    used = np.flatnonzero(size)
    if len(used) > 1 and len(set(in_test[used])) == 1:  # a group per scene: one has to give way
        smallest = used[size[used] == size[used].min()]
        in_test[rng.choice(smallest)] ^= True
        only &= len(smallest) == 1
    return Assignment(in_test, only)


def _parts(counts: NDArray[np.float64]) -> Iterator[NDArray[np.int64]]:
    """Indices of groups that are joined by scenes, part by part; groups without clips are in none.

    Args:
        counts: (G, S).
    """
    has = counts > 0
    left = has.any(axis=1)
    while left.any():
        mine: NDArray[np.bool_] = np.zeros(len(counts), bool)
        mine[np.flatnonzero(left)[0]] = True
        while True:
            wider: NDArray[np.bool_] = np.asarray(has[:, has[mine].any(axis=0)].any(axis=1))
            if (wider == mine).all():
                break
            mine = wider
        left &= ~mine
        yield np.flatnonzero(mine)


def _cost(
    test: NDArray[np.float64],
    groups: NDArray[np.float64],
    counts: NDArray[np.float64],
    share: float,
) -> NDArray[np.float64]:
    """How far divisions are from the share of every scene, (...,).

    Args:
        test: (..., S) clips in the test.
        groups: (..., S) groups in the test.
        counts: (G, S).
        share: wanted part of each scene.
    """
    total, n_groups = counts.sum(axis=0), (counts > 0).sum(axis=0)
    missing = ((groups == 0) | (groups == n_groups)) & (n_groups > 1)
    off: NDArray[np.float64] = ((test - share * total) ** 2 / total).sum(axis=-1)
    return off + _MISSING * missing.sum(axis=-1)


def _tried_out(
    counts: NDArray[np.float64], share: float, rng: np.random.Generator
) -> tuple[NDArray[np.bool_], bool]:
    """The nearest division of few groups (G,), and whether it is the only one."""
    masks = (np.arange(1 << len(counts))[:, None] >> np.arange(len(counts)) & 1).astype(float)
    cost = _cost(masks @ counts, masks @ (counts > 0), counts, share)
    best = np.flatnonzero(cost <= cost.min() + _SAME)
    return masks[rng.choice(best)] > 0, len(best) == 1


def _searched(
    counts: NDArray[np.float64], share: float, rng: np.random.Generator
) -> NDArray[np.bool_]:
    """A near division of many groups (G,)."""
    best: NDArray[np.bool_] = np.zeros(len(counts), bool)
    least = np.inf
    for _ in range(_STARTS):
        in_test = _moved(counts, share, rng.random(len(counts)) < share)
        if not _near(counts, share, in_test):
            in_test = _exchanged(counts, share, in_test, rng)
        cost = float(_cost(*_sums(counts, in_test), counts, share))
        if cost < least - _SAME:
            best, least = in_test, cost
        if _near(counts, share, in_test):
            break
    return best


def _near(counts: NDArray[np.float64], share: float, in_test: NDArray[np.bool_]) -> bool:
    """Whether every scene has its share to the clip, and so cannot come nearer."""
    test, groups = _sums(counts, in_test)
    off = np.abs(test - share * counts.sum(axis=0))
    return bool(off.max() <= 0.5 and _cost(test, groups, counts, share) < _MISSING)


def _moved(
    counts: NDArray[np.float64], share: float, in_test: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Change the side of the group with which that helps most, until it helps no more."""
    has = (counts > 0).astype(float)
    test, groups = _sums(counts, in_test)
    now = float(_cost(test, groups, counts, share))
    for _ in range(len(counts)):
        way = np.where(in_test, -1.0, 1.0)[:, None]
        cost = _cost(test + way * counts, groups + way * has, counts, share)
        place = int(cost.argmin())
        if cost[place] >= now - _SAME:
            break
        test, groups = test + way[place] * counts[place], groups + way[place] * has[place]
        in_test[place] ^= True
        now = float(cost[place])
    return in_test


def _exchanged(
    counts: NDArray[np.float64],
    share: float,
    in_test: NDArray[np.bool_],
    rng: np.random.Generator,
) -> NDArray[np.bool_]:
    """Let two groups change their sides at once, or one, for as long as that helps."""
    has = (counts > 0).astype(float)
    test, groups = _sums(counts, in_test)
    now = float(_cost(test, groups, counts, share))
    for _ in range(_SWEEPS):
        before = now
        for number in rng.permutation(len(counts))[:_PARTNERS]:
            way = -1.0 if in_test[number] else 1.0
            others = np.flatnonzero(in_test != in_test[number])
            others = rng.permutation(others)[:_PARTNERS]
            # the first row is the group moved alone, the others exchange it
            tests = test + way * counts[number] - way * np.vstack([0 * counts[:1], counts[others]])
            n_groups = groups + way * has[number] - way * np.vstack([0 * has[:1], has[others]])
            cost = _cost(tests, n_groups, counts, share)
            place = int(cost.argmin())
            if cost[place] >= now - _SAME:
                continue
            in_test[number] ^= True
            if place:
                in_test[others[place - 1]] ^= True
            test, groups, now = tests[place], n_groups[place], float(cost[place])
        if now >= before - _SAME or _near(counts, share, in_test):
            break
    return in_test


def _sums(
    counts: NDArray[np.float64], in_test: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Clips and groups in the test by scene, (S,) each."""
    chosen = counts[in_test]
    return chosen.sum(axis=0), (chosen > 0).sum(axis=0).astype(float)
