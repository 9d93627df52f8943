"""One label for many clips that sound alike, and how many of them it will be wrong for.

A proposal is a heap of clips without a label that the suggestions give one scene. Its error is
expected from the suggestions' confidence, then estimated from clips that somebody has listened
to: drawn by chance, so that they speak for the rest.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ml_core.evaluation.metrics import Interval
from ml_core.labelling.clusters import cluster
from ml_core.labelling.space import Indices, Labels, Space
from ml_core.labelling.suggest import Suggestions
from ml_core.project import Project

CONFIDENCE = 0.8  # below it a clip is not labelled without being heard
CHECKS = 10  # clips of a proposal to listen to
HEAP = 50  # clips in a heap, about
SMALLEST = 3  # clips that are worth a proposal
MOST_HEAPS = 400
TAIL = 0.025  # on either side of an interval of 95 %
FINEST = 4096  # shares that an interval tells apart


@dataclass(frozen=True, slots=True)
class Proposal:
    """One scene for clips that sound alike.

    Attributes:
        scene: what they would be labelled.
        segment_ids: the clips, the middle of the heap first.
        confidences: of each, the chance that the scene is right; empty where the suggestions do
            not know the scene.
        checks: some of them to listen to before, drawn by chance and in an order of chance: also
            the first few speak for the rest.
    """

    scene: str
    segment_ids: tuple[int, ...]
    confidences: tuple[float, ...]
    checks: tuple[int, ...]

    @property
    def expected_error(self) -> float | None:
        """Share of wrong labels that the confidences promise; None without any."""
        if not self.confidences:
            return None
        return 1 - sum(self.confidences) / len(self.confidences)


@dataclass(frozen=True, slots=True)
class ErrorEstimate:
    """How wrong a proposal is, as far as spot checks tell.

    Attributes:
        n_checked: clips that were listened to.
        n_wrong: of these.
        share: of wrong labels among the clips that were not, with its 95 % interval.
        n_rest: how many those are.
    """

    n_checked: int
    n_wrong: int
    share: Interval
    n_rest: int


def propose(
    space: Space,
    labels: Labels,
    suggestions: Suggestions,
    *,
    confidence: float = CONFIDENCE,
    checks: int = CHECKS,
    seed: int = 0,
) -> list[Proposal]:
    """Labels for heaps of clips that have none, the largest first.

    A heap holds clips of one suggested scene; a clip that the suggestion is not sure about
    stays out.

    Args:
        space: what the bundle heard.
        labels: what is known of the same clips.
        suggestions: about the same clips.
        confidence: below it a clip stays out.
        checks: clips of every proposal to listen to.
        seed: of the heaps and the checks.
    """
    waiting = labels.open
    if not suggestions.scenes or not len(waiting):
        return []
    said = suggestions.probabilities[waiting]
    sure = waiting[said.max(axis=1) >= confidence]
    guess = suggestions.probabilities[sure].argmax(axis=1)
    generator = np.random.default_rng(seed)
    proposals = []
    for number in np.unique(guess):
        rows = sure[guess == number]
        n_heaps = min(MOST_HEAPS, max(1, len(rows) // HEAP))
        for heap in cluster(space.directions[rows], n_heaps, seed=seed):
            if len(heap) >= SMALLEST:
                members = rows[heap.members]
                proposals.append(_proposal(suggestions, int(number), members, checks, generator))
    return sorted(proposals, key=lambda one: (-len(one.segment_ids), one.segment_ids))


def around(
    space: Space,
    labels: Labels,
    suggestions: Suggestions,
    segment_ids: list[int],
    scene: str,
    *,
    checks: int = CHECKS,
    seed: int = 0,
) -> Proposal:
    """A proposal for clips somebody chose, with a lasso or by likeness: all that wait of them.

    Args:
        space: what the bundle heard.
        labels: what is known of the same clips.
        suggestions: about the same clips.
        segment_ids: the choice.
        scene: the label.
        checks: clips to listen to.
        seed: of the checks.
    """
    rows = space.rows(segment_ids)
    rows = rows[rows >= 0]
    rows = rows[np.isin(rows, labels.open)]
    generator = np.random.default_rng(seed)
    number = suggestions.scenes.index(scene) if scene in suggestions.scenes else -1
    return _proposal(suggestions, number, rows, checks, generator, scene)


def estimate(proposal: Proposal, heard: Mapping[int, bool]) -> ErrorEstimate:
    """How wrong a proposal is, from some of its checks.

    Args:
        proposal: whose.
        heard: whether the scene was right, by segment id; only its checks count, as only they
            were drawn by chance.
    """
    answers = [right for segment_id, right in heard.items() if segment_id in proposal.checks]
    wrong = answers.count(False)
    total = len(proposal.segment_ids)
    return ErrorEstimate(
        len(answers), wrong, share_of_rest(wrong, len(answers), total), total - len(answers)
    )


def share_of_rest(n_wrong: int, n_heard: int, n_clips: int) -> Interval:
    """Share of wrong ones among the clips that were not heard, with a 95 % interval.

    The interval is exact: it holds every number of wrong clips under which what was heard is not
    among the most unlikely 2.5 % on either side (Clopper and Pearson, 1934, for drawing without
    putting back). It covers the truth in at least 95 of 100 draws, however few were heard.

    Args:
        n_wrong: of the clips that were heard.
        n_heard: drawn by chance.
        n_clips: of these and the others.
    """
    n_rest = n_clips - n_heard
    if not n_heard:
        return Interval(0.0, 0.0, 1.0)
    if not n_rest:
        return Interval(0.0, 0.0, 0.0)
    # how many may be wrong; of very many clips not every number is tried
    in_all = np.unique(np.linspace(0, n_clips, min(n_clips, FINEST) + 1).astype(np.int64))
    chance = np.stack([_drawn(one, n_heard, in_all, n_clips) for one in range(n_heard + 1)])
    few, many = chance[: n_wrong + 1].sum(axis=0), chance[n_wrong:].sum(axis=0)
    possible = np.flatnonzero((few > TAIL) & (many > TAIL))
    between = int(len(in_all) <= n_clips)  # then the bounds lie between two numbers: take the outer
    low = in_all[max(int(possible[0]) - between, 0)] - n_wrong
    high = in_all[min(int(possible[-1]) + between, len(in_all) - 1)] - n_wrong
    shares = np.clip([low / n_rest, high / n_rest], 0.0, 1.0)
    return Interval(n_wrong / n_heard, float(shares[0]), float(shares[1]))


def _drawn(one: int, n_heard: int, in_all: Indices, n_clips: int) -> npt.NDArray[np.float64]:
    """(M,) chance to hear ``one`` wrong clip for each number of them in all (M,)."""
    logs = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, n_clips + 1)))])

    def ways(n: Indices, k: Indices) -> npt.NDArray[np.float64]:
        possible = (k >= 0) & (k <= n)
        inside = np.clip(k, 0, n)
        return np.where(possible, logs[n] - logs[inside] - logs[n - inside], -np.inf)

    mine, others = np.full_like(in_all, one), np.full_like(in_all, n_heard - one)
    whole = logs[n_clips] - logs[n_heard] - logs[n_clips - n_heard]
    return np.asarray(np.exp(ways(in_all, mine) + ways(n_clips - in_all, others) - whole))


def apply(project: Project, proposal: Proposal, heard: Mapping[int, bool] | None = None) -> int:
    """Label the clips of a proposal, except those that were heard to be wrong: one operation.

    Returns:
        How many clips were labelled.
    """
    return apply_all(project, [proposal], heard)


def apply_all(
    project: Project, proposals: Sequence[Proposal], heard: Mapping[int, bool] | None = None
) -> int:
    """Label the clips of all proposals, except those heard to be wrong: one operation per scene.

    Returns:
        How many clips were labelled.
    """
    wrong = {segment_id for segment_id, right in (heard or {}).items() if not right}
    by_scene: dict[str, list[int]] = defaultdict(list)
    for proposal in proposals:
        by_scene[proposal.scene] += [one for one in proposal.segment_ids if one not in wrong]
    for scene, segment_ids in sorted(by_scene.items()):
        if segment_ids:
            project.label(segment_ids, scene)
    return sum(map(len, by_scene.values()))


def _proposal(
    suggestions: Suggestions,
    number: int,
    rows: Indices,
    checks: int,
    generator: np.random.Generator,
    scene: str | None = None,
) -> Proposal:
    ids = [int(one) for one in suggestions.segment_ids[rows]]
    chances = suggestions.probabilities[rows, number] if number >= 0 else np.zeros(0)
    drawn = generator.choice(len(ids), min(checks, len(ids)), replace=False)
    return Proposal(
        scene=scene or suggestions.scenes[number],
        segment_ids=tuple(ids),
        confidences=tuple(float(one) for one in chances),
        checks=tuple(ids[place] for place in drawn.tolist()),
    )
