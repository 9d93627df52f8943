"""A scene for every clip, and the chance that it is right.

Two witnesses speak: a classifier taught by the labels of this project, and the bundle itself
where it knows the project's scenes. How much each is believed, and how sure their answer may
sound, is learnt from labelled clips that neither was taught with.

Letters: N clips, K scenes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from ml_core.evaluation.calibration import fit_temperature
from ml_core.labelling import lots
from ml_core.labelling.classifier import held_out_and_taught
from ml_core.labelling.space import Indices, Labels, Space
from ml_core.labelling.witnesses import SMALLEST, Wide, shares

Reason = Literal["", "least_sure", "new_kind", "neighbours_disagree", "by_lot"]
Basis = Literal["none", "bundle", "labels", "both"]

MIN_LABELS = 20  # before that, labels teach nothing worth saying
PRIOR_LABELS = 20.0  # labels that outweigh the belief that all is well calibrated
PRIOR_FAIR = 20.0  # clips drawn by lot that outweigh what all of them say
PRIOR_NEAR = 60.0  # clips beside others of their source that outweigh what the rest says
WEIGHT_BY_LOT = 5  # against 1


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A guess about one clip; ``scene`` is None where nothing can be said yet.

    ``confidence`` is the chance that the scene is right, ``reason`` why the clip is asked about.
    """

    segment_id: int
    scene: str | None = None
    confidence: float = 0.0
    next_scene: str | None = None
    next_confidence: float = 0.0
    reason: Reason = ""

    def because(self, reason: Reason) -> "Suggestion":
        """The same, asked for a reason."""
        return replace(self, reason=reason)


@dataclass(frozen=True, slots=True, eq=False)
class Suggestions:
    """A guess about every clip of a space.

    Attributes:
        segment_ids: (N,).
        probabilities: (N, K), calibrated; K is 0 where nothing can be said yet. What a labelled
            clip is told comes from clips of other sources.
        scenes: the K names.
        basis: which of the two witnesses spoke.
        n_labels: clips that taught.
        order: (N,) rows by their segment ids.
    """

    segment_ids: Indices
    probabilities: Wide
    scenes: tuple[str, ...]
    basis: Basis
    n_labels: int
    order: Indices

    def at(self, row: int) -> Suggestion:
        """The guess in one row of the space."""
        segment_id = int(self.segment_ids[row])
        if not self.scenes:
            return Suggestion(segment_id)
        best, second = _two_best(self.probabilities[row])
        return Suggestion(
            segment_id,
            self.scenes[best],
            float(self.probabilities[row, best]),
            None if second is None else self.scenes[second],
            0.0 if second is None else float(self.probabilities[row, second]),
        )

    def of(self, segment_id: int) -> Suggestion | None:
        """The guess about a clip; None for one that the bundle has not heard."""
        (row,) = self.rows([segment_id]).tolist()
        return None if row < 0 else self.at(row)

    def rows(self, segment_ids: Sequence[int] | Indices) -> Indices:
        """Clips (M,) -> (M,) their rows; -1 for one that the bundle has not heard."""
        wanted = np.asarray(segment_ids, np.int64)
        if not len(self.order):
            return np.full(len(wanted), -1, np.int64)
        place = np.searchsorted(self.segment_ids, wanted, sorter=self.order)
        rows = self.order[np.minimum(place, len(self.order) - 1)]
        return np.where(self.segment_ids[rows] == wanted, rows, -1)


def suggest(space: Space, labels: Labels) -> Suggestions:
    """Guess the scene of every clip.

    With fewer than ``MIN_LABELS`` labels only the bundle speaks, and only where it knows a scene
    of the project, or the project has none yet.

    Args:
        space: what the bundle heard.
        labels: what is known of the same clips.
    """
    teaching = labels.teaching
    own = _bundle_columns(space, labels)
    taught = len(teaching) >= MIN_LABELS and len(np.unique(labels.scene[teaching])) > 1
    names = tuple(sorted({*(labels.scenes if taught else ()), *(space.scenes if own else ())}))
    basis: Basis = "both" if taught and own else "labels" if taught else "bundle" if own else "none"
    if basis == "none":
        probabilities = np.zeros((len(space), 0))
    else:
        truth = np.array([names.index(name) if name in names else -1 for name in labels.scenes])
        probabilities = _pooled(space, labels, names, truth, taught=taught, own=own)
    order = np.argsort(space.segment_ids, kind="stable")
    return Suggestions(space.segment_ids, probabilities, names, basis, len(teaching), order)


def _bundle_columns(space: Space, labels: Labels) -> bool:
    """Whether the bundle's scenes are the project's, as far as one can tell."""
    return bool(space.scenes) and (
        not labels.scenes or not set(labels.scenes).isdisjoint(space.scenes)
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Witness:
    """What one says of labelled clips, learnt elsewhere, and of all clips.

    Attributes:
        far: (L, K) learnt from other sources.
        near: (L, K) learnt from other clips, of the same source as well.
        everything: (N, K).
    """

    far: Wide
    near: Wide
    everything: Wide

    def with_(self, other: "_Witness", share: float) -> "_Witness":
        """Both together, this one with its share of belief."""
        return _Witness(
            share * self.far + (1 - share) * other.far,
            share * self.near + (1 - share) * other.near,
            share * self.everything + (1 - share) * other.everything,
        )


def _pooled(
    space: Space,
    labels: Labels,
    names: tuple[str, ...],
    truth: npt.NDArray[np.integer],
    *,
    taught: bool,
    own: bool,
) -> Wide:
    """(N, K) what the witnesses say together; ``truth`` turns scenes of labels into columns."""
    rows = labels.teaching
    witnesses: list[_Witness] = []
    answer = truth[labels.scene[rows]] if len(rows) else np.zeros(0, np.int64)
    if taught:
        witnesses.append(_labels_say(space, labels, len(names), truth))
    if own:
        everything = np.zeros((len(space), len(names)))
        everything[:, [names.index(name) for name in space.scenes]] = space.scores
        witnesses.append(_Witness(everything[rows], everything[rows], everything))
    known = answer >= 0
    both = witnesses[0]
    if len(witnesses) == 2:
        held = [np.maximum(said.far[known, answer[known]], SMALLEST) for said in witnesses]
        both = both.with_(witnesses[1], float(shares(np.stack(held))[0]))
    both.everything[rows] = both.far
    return _calibrated(space, labels, both, answer, measured=own)


def _labels_say(
    space: Space, labels: Labels, n_columns: int, truth: npt.NDArray[np.integer]
) -> _Witness:
    rows = labels.teaching
    present, scene = np.unique(labels.scene[rows], return_inverse=True)
    x, group = space.directions[rows], labels.group[rows]
    scene = scene.astype(np.int64)
    far, everything = held_out_and_taught(x, scene, group, space.directions, len(present))
    near = far
    if _siblings(group).any():
        near, _ = held_out_and_taught(x, scene, np.arange(len(rows)), x[:0], len(present))
    wide = []
    for part in (far, near, everything):
        wide.append(np.zeros((len(part), n_columns)))
        wide[-1][:, truth[present]] = part
    return _Witness(*wide)


def _siblings(group: Indices) -> npt.NDArray[np.bool_]:
    """(L,) whether another labelled clip is of the same source."""
    _, place, n = np.unique(group, return_inverse=True, return_counts=True)
    return np.asarray(n[place] > 1)


def _calibrated(
    space: Space,
    labels: Labels,
    said: _Witness,
    answer: npt.NDArray[np.integer],
    *,
    measured: bool,
) -> Wide:
    """(N, K): as sure as held-out clips allow, and never surer than their number allows.

    A clip is easier where another of its source has a label: such clips have a temperature of
    their own, learnt from labelled clips that have one. A bundle brings a calibration of its own
    along, which counts as some clips (``measured``).
    """
    rows = labels.teaching
    known = answer >= 0
    by_lot = lots.drawn(space.segment_ids[rows])
    far = _heat(said.far[known], answer[known], by_lot[known])
    heat = np.full(len(space), far)
    seen = known & _siblings(labels.group[rows])
    if n_seen := int(seen.sum()):
        near = _fitted(said.near[seen], answer[seen])
        beside = np.isin(labels.group, labels.group[rows])
        beside[rows] = False
        heat[beside] = (n_seen * near + PRIOR_NEAR * far) / (n_seen + PRIOR_NEAR)
    power = np.maximum(said.everything, SMALLEST) ** np.exp(-heat[:, None])
    power /= power.sum(axis=1, keepdims=True)
    doubt = 1 / (int(known.sum()) + 2 + (PRIOR_LABELS if measured else 0))
    return (1 - doubt) * power + doubt / power.shape[1]


def _heat(held_out: Wide, answer: npt.NDArray[np.integer], by_lot: npt.NDArray[np.bool_]) -> float:
    """Logarithm of the temperature of held-out clips (L, K), drawn towards 0 where they are few.

    Clips that were asked about by lot stand for what is left to label; those that were asked
    about because they were doubtful are harder than that, and count a fifth.
    """
    n = len(answer)
    usual = n / (n + PRIOR_LABELS) * _fitted(held_out, answer)
    if not by_lot.any():
        return usual
    weight = np.where(by_lot, WEIGHT_BY_LOT, 1)
    fair = _fitted(np.repeat(held_out, weight, axis=0), np.repeat(answer, weight))
    n_fair = float(weight.sum() ** 2 / np.square(weight).sum())
    return (n_fair * fair + PRIOR_FAIR * usual) / (n_fair + PRIOR_FAIR)


def _fitted(held_out: Wide, answer: npt.NDArray[np.integer]) -> float:
    return float(np.log(fit_temperature(np.log(np.maximum(held_out, SMALLEST)), answer)))


def _two_best(row: Wide) -> tuple[int, int | None]:
    order = np.argsort(-row, kind="stable")
    return int(order[0]), int(order[1]) if len(order) > 1 else None
