"""How accuracy grows with the share of the data that was learnt from.

A straight cut is fitted on frozen embeddings, so that a hundred trainings take seconds. Whole
groups (sources or locations) are left out, never single clips: more clips of places that are
there already are not more data.

Letters: N training clips, M test clips, D embedding size, K scenes, R trainings.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ml_core.evaluation.logistic import LogisticFit
from ml_core.evaluation.metrics import Floats, Indices, resampled_sums, wilson
from ml_core.evaluation.probes import fit_linear
from ml_core.progress import Monitor

SHARES = (0.05, 0.1, 0.25, 0.5, 1.0)
AHEAD = (1.5, 2.0)  # shares of which the curve says what to expect
REPEATS = 10  # draws of every share below 1
RESAMPLES = 1000
TOLERANCE = 1e-4  # share of the loss: what is left changes no decision that counts
BENDS = np.linspace(0.05, 2.0, 40)  # exponents of the power law that are tried
Bools = npt.NDArray[np.bool_]
Wide = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Clips:
    """Clips as a frozen network hears them.

    Attributes:
        embeddings: (N, D).
        scene: (N,) indices below ``n_scenes``.
        groups: (N,) sources or locations, never divided.
        devices: (N,) names, "" where unknown.
        seconds: (N,) of sound.
        n_scenes: K.
    """

    embeddings: Floats
    scene: Indices
    groups: npt.NDArray[np.str_]
    devices: npt.NDArray[np.str_]
    seconds: Wide
    n_scenes: int

    def __len__(self) -> int:
        return len(self.scene)


class Learner:
    """Learns from any part of the training clips and names the test clips.

    Scenes count in the same proportions in every part: else those that a small part has a place
    more of would be named nearly always, and less data would look better than more.

    Args:
        train: the clips to learn from.
        test: the clips to name.
        strength: inverse of the cut's regularisation; None: what ``train`` asks for.

    Attributes:
        strength: the same for all parts.
    """

    def __init__(self, train: Clips, test: Clips, strength: float | None = None) -> None:
        fitted = fit_linear(train.embeddings, train.scene, train.groups.tolist(), train.n_scenes)
        self.strength = fitted.strength if strength is None else strength
        self._train, self._test = train, test
        self._x = (train.embeddings - fitted.mean) / fitted.deviation
        self._asked = (test.embeddings - fitted.mean) / fitted.deviation

    def correct(self, chosen: Bools) -> Bools:
        """Which test clips (M,) are named rightly after learning from the ``chosen`` (N,)."""
        scene = self._train.scene[chosen]
        weight = self._usual_share(scene)
        fit = LogisticFit(self._x[chosen][None], scene[None], self._train.n_scenes, weight=weight)
        cut = fit.at(self.strength, tolerance=TOLERANCE)
        return cut.logits(self._asked).argmax(axis=1) == self._test.scene

    def _usual_share(self, scene: Indices) -> Wide:
        """(1, any) how much rows of these scenes count: their mean is 1."""
        n_scenes = self._train.n_scenes
        everything, here = (
            np.bincount(one, minlength=n_scenes) for one in (self._train.scene, scene)
        )
        weight = (everything / np.maximum(here, 1))[scene]
        return (weight / weight.mean())[None]


@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """What a share of the data brought.

    Attributes:
        share: that was asked for.
        n_clips: that were learnt from, the mean over draws.
        seconds: of sound in them.
        correct: (R, M) which test clips were named rightly in every draw.
    """

    share: float
    n_clips: float
    seconds: float
    correct: Bools


def learning_curve(
    learner: Learner,
    train: Clips,
    *,
    shares: Sequence[float] = SHARES,
    repeats: int = REPEATS,
    seed: int = 0,
    monitor: Monitor | None = None,
) -> list[Point]:
    """Learn from nested shares of every scene's groups; a larger share has all of a smaller.

    Where groups are few, two shares may be the same clips: then there is one point.

    Args:
        learner: of ``train``.
        train: the clips.
        shares: above 0 up to 1; of every scene at least one group is taken.
        repeats: draws.
        seed: of the draws.
        monitor: told about every training, and may cancel.
    """
    monitor = monitor or Monitor()
    ranks = [_ranks(train, np.random.default_rng([5, seed, number])) for number in range(repeats)]
    total = sum(repeats if share < 1 else 1 for share in shares)
    done, points = 0, []
    before: list[Bools] = []
    for share in shares:
        chosen = [rank < share for rank in (ranks if share < 1 else ranks[:1])]
        if np.array_equal(chosen, before):
            done += len(chosen)
            continue
        before, correct = chosen, []
        for mask in chosen:
            monitor.report(done, total, stage="curve")
            correct.append(learner.correct(mask))
            done += 1
        points.append(
            Point(
                share,
                float(np.mean([mask.sum() for mask in chosen])),
                float(np.mean([train.seconds[mask].sum() for mask in chosen])),
                np.array(correct),
            )
        )
    return points


def _ranks(train: Clips, rng: np.random.Generator) -> Wide:
    """(N,) from which share on a clip is learnt from, below 1; its group decides."""
    rank = np.zeros(len(train))
    for scene in np.unique(train.scene):
        mine = np.flatnonzero(train.scene == scene)
        names, group = np.unique(train.groups[mine], return_inverse=True)
        place = rng.permutation(len(names))
        rank[mine] = place[group] / len(names)
    return rank


def resampled_curve(
    points: Sequence[Point], groups: Sequence[str], *, resamples: int = RESAMPLES, seed: int = 0
) -> Wide:
    """Accuracies of all points in resamples that draw both trainings and test groups.

    Trainings and groups are drawn alike for all points of a resample, so that differences between
    points keep what they share.

    Args:
        points: of one curve.
        groups: (M,) of the test clips.
        resamples: how many.
        seed: of the resamples.

    Returns:
        (any, any): resamples by points.
    """
    rng = np.random.default_rng([10, seed])
    _, index = np.unique(np.asarray(groups, dtype=str), return_inverse=True)
    n_groups = int(index.max(initial=0)) + 1
    sizes = np.bincount(index, minlength=n_groups).astype(np.float64)
    repeats = max(len(point.correct) for point in points)
    drawn = rng.multinomial(repeats, np.full(repeats, 1 / repeats), size=resamples) / repeats
    tables = []  # groups by trainings; where all is learnt there is one training
    for point in points:
        tables.append(np.zeros((n_groups, len(point.correct))))
        np.add.at(tables[-1], index, point.correct.T)
    sums = resampled_sums(np.column_stack([*tables, sizes]), resamples, [6, seed])
    ends = np.cumsum([table.shape[1] for table in tables])
    columns = [
        of_draw[:, 0] if of_draw.shape[1] == 1 else (of_draw * drawn).sum(axis=1)
        for of_draw in np.split(sums[:, :-1], ends[:-1], axis=1)
    ]
    return np.stack(columns, axis=1) / sums[:, -1:]


def summary(
    points: Sequence[Point], groups: Sequence[str], *, seed: int = 0
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The curve with its 95 % band, and what to expect of ``AHEAD`` times the data.

    Args:
        points: the last is that of all data.
        groups: (M,) of the test clips.
        seed: of the resamples.
    """
    drawn = resampled_curve(points, groups, seed=seed)
    means = np.array([point.correct.mean() for point in points])
    seconds = np.array([point.seconds for point in points])
    band = _band(drawn, groups, means)
    curve = [
        {
            "share": point.share, "n_clips": point.n_clips, "minutes": point.seconds / 60,
            "accuracy": float(mean), "low": float(low), "high": float(high),
            "repeats": len(point.correct),
        }
        for point, mean, low, high in zip(points, means, *band, strict=True)
    ]  # fmt: skip
    n = seconds / seconds[-1]
    best = expected(n, means[None], np.array(AHEAD))[0]
    ahead = _band(expected(n, drawn, np.array(AHEAD)), groups, best)
    forecast = [
        {
            "share": share, "minutes": float(share * seconds[-1] / 60),
            "accuracy": float(value), "low": float(low), "high": float(high),
        }
        for share, value, low, high in zip(AHEAD, best, *ahead, strict=True)
    ]  # fmt: skip
    return curve, forecast


def _band(drawn: Wide, groups: Sequence[str], values: Wide) -> tuple[Wide, Wide]:
    """Ends of the 95 % intervals, never nearer than Wilson's, which knows how many clips there are.

    Args:
        drawn: (N, K) resamples.
        groups: of the test clips.
        values: (K,) estimates.
    """
    if len(set(groups)) < 2:  # one place says nothing about others
        return np.zeros(drawn.shape[1]), np.ones(drawn.shape[1])
    low, high = np.quantile(drawn, [0.025, 0.975], axis=0)
    by_clip = [wilson(float(value) * len(groups), len(groups)) for value in values]
    return (
        np.minimum(low, [one.low for one in by_clip]),
        np.maximum(high, [one.high for one in by_clip]),
    )


def expected(n: Wide, accuracy: Floats, ahead: Wide) -> Wide:
    """Accuracies by the power law a - b n^-c that fits each curve best, b not negative.

    The law only says how much is gained beyond the last point, so that the forecast goes on
    from where the curve ends.

    Args:
        n: (N,) amounts of data, the last is the most.
        accuracy: (M, N) of M curves.
        ahead: (K,) larger amounts.

    Returns:
        (M, K), at most 1.
    """
    best = np.full(len(accuracy), np.inf)
    gained = np.zeros((len(accuracy), len(ahead)))
    centred = accuracy - accuracy.mean(axis=1, keepdims=True)
    for bend in BENDS:
        x = n**-bend
        spread = x - x.mean()
        b = np.minimum(centred @ spread / max(float(spread @ spread), 1e-30), 0.0)
        left = np.square(centred - b[:, None] * spread).sum(axis=1)
        is_better = left < best
        best = np.where(is_better, left, best)
        more = b[:, None] * (ahead[None] ** -bend - n[-1] ** -bend)
        gained = np.where(is_better[:, None], more, gained)
    return np.minimum(accuracy[:, -1:] + gained, 1.0)
