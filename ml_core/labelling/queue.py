"""Which clip to label next: where the answer teaches most.

While little is known, clips in the middle of large heaps come first. Then a clip counts by how
unsure its suggestion is, how far it lies from all labelled ones, and how many others are like it.
Every fifth is drawn by lot, so that one can tell how right the suggestions are: see :mod:`lots`.

Letters: N clips, M of them in question, L labelled, D embedding size.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
import numpy.typing as npt

from ml_core.labelling import lots
from ml_core.labelling.clusters import cluster
from ml_core.labelling.space import Floats, Indices, Labels, Space
from ml_core.labelling.suggest import MIN_LABELS, Reason, Suggestion, Suggestions

ASKED = 100  # clips that are chosen one by one, each far from those before
CANDIDATES = 20_000  # among so many; the rest follows by doubt alone
NEIGHBOURS = 5
REFERENCES = 1000  # clips that stand for all where density is measured
FEW = 10  # clips in a heap worth asking about
FAR_QUANTILE = 0.05  # of the distances between labelled clips: farther is a new kind of sound
MOST_LABELLED = 2000  # labelled clips that are looked at
BLOCK = 2048


@dataclass(frozen=True, slots=True, eq=False)
class Queue(Sequence[Suggestion]):
    """All clips without a label, the most useful first, as suggestions with a reason.

    Attributes:
        order: (M,) rows of the space.
        reasons: (M,) why each has its place.
        suggestions: about all clips.
    """

    order: Indices
    reasons: Sequence[Reason]
    suggestions: Suggestions

    def __len__(self) -> int:
        return len(self.order)

    @overload
    def __getitem__(self, place: int) -> Suggestion: ...
    @overload
    def __getitem__(self, place: slice) -> list[Suggestion]: ...
    def __getitem__(self, place: int | slice) -> Suggestion | list[Suggestion]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        row = int(self.order[place])  # raises IndexError where the queue ends
        return self.suggestions.at(row).because(self.reasons[place])

    @property
    def segment_ids(self) -> Indices:
        """(M,) the clips in order."""
        return self.suggestions.segment_ids[self.order]


def most_useful(space: Space, labels: Labels, suggestions: Suggestions, *, seed: int = 0) -> Queue:
    """All clips without a label, the most useful first, each with the reason for its place.

    Args:
        space: what the bundle heard.
        labels: what is known of the same clips.
        suggestions: about the same clips.
        seed: of the choice of clips that are compared.
    """
    waiting = labels.open
    if not len(waiting):
        return Queue(waiting, [], suggestions)
    is_drawn = lots.drawn(space.segment_ids[waiting])
    by_lot = waiting[is_drawn]
    by_lot = by_lot[np.argsort(lots.lots(space.segment_ids[by_lot]), kind="stable")]
    chosen = waiting[~is_drawn]
    reasons: Sequence[Reason] = []
    if len(chosen) and len(labels.teaching) < MIN_LABELS:
        chosen, reasons = _heaps(space, labels, chosen, seed)
    elif len(chosen):
        chosen, reasons = _doubts(space, labels, suggestions, chosen, seed)
    places = lots.in_turn(np.arange(len(chosen)), np.arange(len(by_lot)) + len(chosen))
    said = [*reasons, *(["by_lot"] * len(by_lot))]
    order = np.concatenate([chosen, by_lot])[places]
    return Queue(order, [said[place] for place in places.tolist()], suggestions)


def _heaps(
    space: Space, labels: Labels, waiting: Indices, seed: int
) -> tuple[Indices, Sequence[Reason]]:
    """The middle of each heap without a label, the largest first; then the rest in their order."""
    candidates = _sample(np.flatnonzero(labels.usable), seed)
    n_heaps = max(1, min(2 * MIN_LABELS, len(candidates) // FEW))
    heaps = cluster(space.directions[candidates], n_heaps, seed=seed)
    done = np.isin(candidates, labels.teaching)
    first: list[int] = []
    for heap in heaps:
        members = candidates[heap.members]
        if done[heap.members].any():
            continue
        mine = members[np.isin(members, waiting)]
        if len(mine):
            first.append(int(mine[0]))
    rest = waiting[~np.isin(waiting, first)]
    order = np.concatenate([np.array(first, np.int64), rest])
    return order, ["new_kind" if place < len(first) else "" for place in range(len(order))]


def _doubts(
    space: Space, labels: Labels, suggestions: Suggestions, waiting: Indices, seed: int
) -> tuple[Indices, Sequence[Reason]]:
    """By doubt, distance and density; then the rest by doubt."""
    doubt = _doubt(suggestions)
    candidates = waiting
    if len(waiting) > CANDIDATES:
        unsure = waiting[np.argsort(-doubt[waiting], kind="stable")[: CANDIDATES // 2]]
        others = np.setdiff1d(waiting, unsure)
        drawn = np.random.default_rng(seed).choice(others, CANDIDATES - len(unsure), replace=False)
        candidates = np.concatenate([unsure, np.sort(drawn)])
    taught = _sample(labels.teaching, seed, MOST_LABELLED)
    x, known = space.directions[candidates], space.directions[taught]
    near, split = _nearest(x, known, labels.scene[taught])
    far = _usual_distance(known)
    value = doubt[candidates] * _density(x, space.directions[_sample(waiting, seed, REFERENCES)])
    chosen = _one_by_one(x, value, near.copy())
    asked = candidates[chosen]
    rest = np.setdiff1d(waiting, asked)
    rest = rest[np.argsort(-doubt[rest], kind="stable")]
    order = np.concatenate([asked, rest])
    return order, _reasons(order, candidates, near < far, split)


def _reasons(
    order: Indices,
    candidates: Indices,
    is_far: npt.NDArray[np.bool_],
    is_split: npt.NDArray[np.bool_],
) -> Sequence[Reason]:
    """Why each clip of ``order`` is asked about; what was no candidate is the least of all."""
    kind = np.zeros(int(order.max()) + 1, np.int64)
    kind[candidates] = np.where(is_far, 2, np.where(is_split, 1, 0))
    words: tuple[Reason, ...] = ("least_sure", "neighbours_disagree", "new_kind")
    return [words[number] for number in kind[order]]


def _doubt(suggestions: Suggestions) -> npt.NDArray[np.float64]:
    """(N,) one minus the lead of the best guess over the next."""
    said = suggestions.probabilities
    if said.shape[1] < 2:
        return np.ones(len(said))
    two = np.partition(said, -2, axis=1)[:, -2:]
    return 1 - (two[:, 1] - two[:, 0])


def _nearest(
    x: Floats, known: Floats, scene: Indices
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.bool_]]:
    """Cosine of each clip (M, D) to the nearest labelled (L, D), and whether those near disagree.

    They disagree where no scene has most of the nearest five.
    """
    near = np.zeros(len(x), np.float32)
    split = np.zeros(len(x), bool)
    k = min(NEIGHBOURS, len(known))
    for start in range(0, len(x), BLOCK):
        cosine = x[start : start + BLOCK] @ known.T
        nearest = np.argpartition(-cosine, k - 1, axis=1)[:, :k]
        near[start : start + BLOCK] = cosine.max(axis=1)
        said = scene[nearest]
        most = (said[:, :, None] == said[:, None, :]).sum(axis=2).max(axis=1)
        split[start : start + BLOCK] = most * 2 <= k
    return near, split


def _usual_distance(known: Floats) -> float:
    """The cosine to the nearest labelled clip that most labelled clips (L, D) exceed."""
    nearest = []
    for start in range(0, len(known), BLOCK):
        cosine = known[start : start + BLOCK] @ known.T
        cosine[np.arange(len(cosine)), np.arange(start, start + len(cosine))] = -1
        nearest.append(cosine.max(axis=1))
    return float(np.quantile(np.concatenate(nearest), FAR_QUANTILE))


def _density(x: Floats, references: Floats) -> npt.NDArray[np.float32]:
    """(M,) how alike a clip (M, D) and the nearest per cent of others (R, D) are, above 0."""
    k = max(1, min(len(references) // 100, FEW) + 1)
    density = np.zeros(len(x), np.float32)
    for start in range(0, len(x), BLOCK):
        cosine = x[start : start + BLOCK] @ references.T
        best = np.partition(cosine, -k, axis=1)[:, -k:]
        density[start : start + BLOCK] = best.mean(axis=1)
    return np.maximum(density, 0.01)


def _one_by_one(x: Floats, value: npt.NDArray[np.floating], near: Floats) -> Indices:
    """Greedily: the best by value times distance from all labelled and chosen so far."""
    chosen: list[int] = []
    left = np.ones(len(x), bool)
    for _ in range(min(ASKED, len(x))):
        score = np.where(left, value * (1 - near), -np.inf)
        best = int(score.argmax())
        chosen.append(best)
        left[best] = False
        np.maximum(near, x @ x[best], out=near)
    return np.array(chosen, dtype=np.int64)


def _sample(rows: Indices, seed: int, most: int = CANDIDATES) -> Indices:
    if len(rows) <= most:
        return rows
    return np.sort(np.random.default_rng(seed).choice(rows, most, replace=False))
