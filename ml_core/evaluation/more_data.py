"""Which recordings would help most, in minutes per scene and device, and by how much.

Trainings on random parts of the data, every scene on every device thinned out by itself, show how
the accuracy on each scene and device depends on the clips of that scene on that device, on its
clips from any device, and on those of other scenes. The dependence is a logistic regression on
the logarithms of the amounts (a power law of the odds), with slopes that cells share as far as the
data does not tell them apart. How surely a gain is known follows from the curvature (Laplace), with
as many answers as there are test groups, and from how wrong the regression is about trainings that
lack half a cell.

Letters: N training clips, M test clips, K scenes, D devices, R trainings, P coefficients.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from ml_core.evaluation.learning_curve import Bools, Clips, Learner, Wide
from ml_core.evaluation.metrics import Indices
from ml_core.progress import Monitor

TRAININGS = 60  # on random parts; besides one without half of each cell
# of a cell, drawn with equal chances: mostly near all of it, where the next clip is added
PARTS = (0.0, 0.25, 0.5, 1.0, 1.0, 1.0)
DRAWS = 1000
NEWTON_STEPS = 12
STEPS = 12  # portions that a plan hands out
NICE_MINUTES = (0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 15, 20, 30, 60, 120, 240, 480)
# deviations expected of coefficients, in log-odds: of levels, of the slopes that all share, and of
# what a scene, a device or a cell adds to them
LEVEL, SHARED, OWN = 3.0, 1.0, 0.3


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Scenes by devices; ``devices`` may be a single "" where none is known.

    Attributes:
        devices: names.
        train: (N,) the cell of every training clip.
        test: (M,) the cell of every test clip.
        amounts: (K, D) training clips, each counted by its length: 1 is the mean length.
        clip_s: the mean length.
    """

    devices: tuple[str, ...]
    train: Indices
    test: Indices
    amounts: Wide
    clip_s: float

    @classmethod
    def of(cls, train: Clips, test: Clips) -> Self:
        """The cells of a division."""
        devices = tuple(sorted({*train.devices.tolist(), *test.devices.tolist()}))
        n = len(devices)
        clip_s = float(train.seconds.mean())
        learnt, asked = (
            clips.scene * n + np.searchsorted(np.array(devices), clips.devices)
            for clips in (train, test)
        )
        empty = cls(devices, learnt, asked, np.zeros((train.n_scenes, n)), clip_s)
        everything = np.ones(len(train), dtype=bool)
        return replace(empty, amounts=empty.amounts_of(everything, train.seconds))

    def amounts_of(self, chosen: Bools, seconds: Wide) -> Wide:
        """(K, D) as ``amounts``, of the chosen training clips (N,) with their seconds (N,)."""
        counted = np.bincount(
            self.train[chosen], seconds[chosen] / self.clip_s, self.amounts.size
        ).astype(np.float64)
        return counted.reshape(self.amounts.shape)


def features(amounts: Wide) -> Wide:
    """What the accuracy in every cell may depend on.

    Args:
        amounts: (..., K, D) of training data.

    Returns:
        (..., K, D, P): shared slopes of the cell, of its scene on any device and of other
        scenes; a level, and what is added to the first two slopes, per scene, device and cell.
    """
    n_scenes, n_devices = amounts.shape[-2:]
    of_scene = amounts.sum(axis=-1, keepdims=True)
    own = np.log1p(amounts)
    whole = np.log1p(of_scene) + np.zeros_like(amounts)
    others = of_scene.sum(axis=-2, keepdims=True) - of_scene
    others = np.log1p(others / max(1, n_scenes - 1)) + np.zeros_like(amounts)
    shared = np.stack([own, whole, others], axis=-1)
    member = _members(n_scenes, n_devices)
    level = np.broadcast_to(member, (*amounts.shape, member.shape[-1]))
    return np.concatenate(
        [shared, level, member * own[..., None], member * whole[..., None]], axis=-1
    )


def _members(n_scenes: int, n_devices: int) -> Wide:
    """(K, D, any) which scene, which device and which cell a cell is."""
    n = n_scenes * n_devices
    scene = np.repeat(np.eye(n_scenes), n_devices, axis=0)
    device = np.tile(np.eye(n_devices), (n_scenes, 1))
    return np.concatenate([scene, device, np.eye(n)], axis=1).reshape(n_scenes, n_devices, -1)


def _pulls(n_scenes: int, n_devices: int) -> Wide:
    """(P,) how strongly each coefficient is drawn to 0: one over its variance."""
    n = n_scenes + n_devices + n_scenes * n_devices
    return np.repeat([SHARED, LEVEL, OWN], [3, n, 2 * n]) ** -2.0


def draw_parts(train: Clips, cells: Cells, trainings: int = TRAININGS, seed: int = 0) -> Bools:
    """Random parts of the data, all but half of each single cell, and at last all of it.

    Of every cell whole groups are taken, and of every scene at least one.

    Args:
        train: the clips.
        cells: theirs.
        trainings: on random parts.
        seed: of the draws.

    Returns:
        (any, N) which clips each training learns from.
    """
    filled = np.unique(cells.train)
    chosen = np.zeros((trainings + len(filled) + 1, len(train)), dtype=bool)
    for number in range(trainings):
        rng = np.random.default_rng([7, seed, number])
        for cell in np.unique(cells.train):
            mine = np.flatnonzero(cells.train == cell)
            _keep(chosen[number], mine, train.groups[mine], rng.choice(PARTS), rng)
        for scene in np.unique(train.scene):
            mine = np.flatnonzero(train.scene == scene)
            if not chosen[number, mine].any():
                _keep(chosen[number], mine, train.groups[mine], 1e-9, rng)
    chosen[trainings:] = True
    rng = np.random.default_rng([7, seed, trainings])
    for row, cell in zip(chosen[trainings:], filled, strict=False):
        mine = np.flatnonzero(cells.train == cell)
        row[mine] = False
        _keep(row, mine, train.groups[mine], 0.5, rng)
    return chosen


def _keep(
    chosen: Bools, rows: Indices, groups: npt.NDArray[np.str_], share: float,
    rng: np.random.Generator,
) -> None:  # fmt: skip
    """Mark whole groups of these rows; of any share above 0 at least one group."""
    names, place = np.unique(groups, return_inverse=True)
    taken = rng.permutation(len(names))[: int(np.ceil(share * len(names)))]
    chosen[rows[np.isin(place, taken)]] = True


@dataclass(frozen=True, slots=True, eq=False)
class Trainings:
    """What was learnt from, and what it brought.

    Attributes:
        amounts: (R, K, D).
        correct: (R, M).
    """

    amounts: Wide
    correct: Bools


def run_trainings(
    learner: Learner, train: Clips, cells: Cells, *, trainings: int = TRAININGS, seed: int = 0,
    monitor: Monitor | None = None,
) -> Trainings:  # fmt: skip
    """Learn from random parts of the data."""
    monitor = monitor or Monitor()
    parts = draw_parts(train, cells, trainings, seed)
    correct = []
    for number, chosen in enumerate(parts):
        monitor.report(number, len(parts), stage="more_data")
        correct.append(learner.correct(chosen))
    amounts = np.stack([cells.amounts_of(chosen, train.seconds) for chosen in parts])
    return Trainings(amounts, np.array(correct))


@dataclass(frozen=True, slots=True, eq=False)
class Gains:
    """How accuracy depends on the data, and how surely that is known.

    Attributes:
        cells: what was measured.
        theta: (P,) the likeliest coefficients of :func:`features`.
        drawn: (any, P) coefficients as likely as the data leaves them.
        weights: (K, D) share of the test clips.
        error: deviation of true gains from told ones, in points per root of a cell's growth in
            log-amount.
    """

    cells: Cells
    theta: Wide
    drawn: Wide
    weights: Wide
    error: float

    def accuracy(self, amounts: Wide) -> Wide:
        """Of all test clips: (..., K, D) -> (...,)."""
        return (_sigmoid(features(amounts) @ self.theta) * self.weights).sum(axis=(-2, -1))

    def gain(self, more: Wide) -> tuple[float, float, float]:
        """Points of accuracy (0..100) that more data (K, D) brings, with its 95 % interval.

        ``more`` counts clips of the mean length.
        """
        then = self.cells.amounts + more
        x = features(np.stack([self.cells.amounts, then]))
        every = np.concatenate([self.theta[None], self.drawn])
        reached = (_sigmoid(x @ every.T) * self.weights[..., None]).sum(axis=(1, 2))
        points = 100 * (reached[1] - reached[0])
        noise = np.random.default_rng(9).standard_normal(len(self.drawn))
        noise *= self.error * np.sqrt(_growth(self.cells.amounts, then))
        low, high = np.quantile(points[1:] + noise, [0.025, 0.975])
        best = float(points[0])
        return best, min(float(low), best), max(float(high), best)


def _growth(before: Wide, after: Wide) -> Wide:
    """How much the logarithms of amounts (..., K, D) changed, over all cells: (...,)."""
    return np.abs(np.log1p(after) - np.log1p(before)).sum(axis=(-2, -1))


def _sigmoid(logits: Wide) -> Wide:
    return 1 / (1 + np.exp(-np.clip(logits, -30, 30)))


def fit_gains(cells: Cells, trained: Trainings, groups: Sequence[str], *, seed: int = 0) -> Gains:
    """Fit how the accuracy in every cell depends on the data.

    Args:
        cells: of the clips.
        trained: on them.
        groups: (M,) of the test clips.
        seed: of the draws.
    """
    n_cells = cells.amounts.size
    x = features(trained.amounts).reshape(len(trained.amounts), n_cells, -1)
    pull = _pulls(*cells.amounts.shape)
    place = np.eye(n_cells)[cells.test]
    # all trainings ask the same clips, and clips of one group answer alike: together they know
    # as much as one training asked about one clip of every group
    scale = len(set(groups)) / len(cells.test) / len(x)
    right = trained.correct.astype(np.float64) @ place * scale
    asked = place.sum(axis=0) * scale
    theta = np.zeros(x.shape[-1])
    rows = x.reshape(-1, x.shape[-1])
    for _ in range(NEWTON_STEPS):
        p = _sigmoid(x @ theta)
        slope = rows.T @ (right - asked * p).ravel() - pull * theta
        curvature = (rows * (asked * p * (1 - p)).reshape(-1, 1)).T @ rows + np.diag(pull)
        theta = theta + np.linalg.solve(curvature, slope)
    normal = np.random.default_rng([8, seed]).standard_normal((len(theta), DRAWS))
    drawn = theta + np.linalg.solve(np.linalg.cholesky(curvature).T, normal).T
    weights = np.bincount(cells.test, minlength=n_cells).reshape(cells.amounts.shape)
    known = Gains(cells, theta, drawn, weights / len(cells.test), 0.0)
    return replace(known, error=_error(known, trained))


def _error(gains: Gains, trained: Trainings) -> float:
    """How far off the told gains are where one cell grows from about half to all there is."""
    all_of_it = trained.amounts[-1]
    one = (trained.amounts != all_of_it).sum(axis=(1, 2)) == 1
    if not one.any():
        return 0.0
    reached = trained.correct.mean(axis=1)
    told = gains.accuracy(all_of_it) - gains.accuracy(trained.amounts[one])
    off = 100 * (reached[-1] - reached[one] - told)
    grown = _growth(trained.amounts[one], all_of_it)
    return float(np.sqrt(np.square(off).sum() / grown.sum()))


def default_minutes(cells: Cells) -> float:
    """A quarter of what there is, in a round figure."""
    return _nice(cells.amounts.sum() * cells.clip_s / 60 / 4 / STEPS) * STEPS


def _nice(minutes: float) -> float:
    return min(NICE_MINUTES, key=lambda nice: abs(np.log(nice / max(minutes, 1e-6))))


def to_do(
    gains: Gains, scenes: Sequence[str], minutes: float | None = None
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Hand out minutes of recording where the next portion helps most.

    Args:
        gains: the dependence.
        scenes: K names.
        minutes: to hand out; None: a quarter of what there is.

    Returns:
        What to record, the most useful first, and what all of it brings.
    """
    cells = gains.cells
    total = default_minutes(cells) if minutes is None else minutes
    portion = total / STEPS * 60 / cells.clip_s  # in clips
    more = np.zeros_like(cells.amounts)
    for _ in range(STEPS):
        more[_best(gains, more, portion)] += portion
    rows = [_row(gains, scenes, (int(k), int(d)), float(more[k, d])) for k, d in np.argwhere(more)]
    value, low, high = gains.gain(more)
    whole = {"minutes": total, "gain_points": value, "low": low, "high": high}
    return sorted(rows, key=lambda row: -row["gain_points"]), whole


def _best(gains: Gains, more: Wide, portion: float) -> tuple[int, int]:
    """The cell where a portion on top of ``more`` (K, D) helps most."""
    now = gains.cells.amounts + more
    tried = np.repeat(now[None], now.size, axis=0)
    tried.reshape(now.size, now.size)[np.diag_indices(now.size)] += portion
    reached = gains.accuracy(tried)
    k, d = np.unravel_index(int(reached.argmax()), now.shape)
    return int(k), int(d)


def _row(
    gains: Gains, scenes: Sequence[str], cell: tuple[int, int], clips: float
) -> dict[str, Any]:
    more = np.zeros_like(gains.cells.amounts)
    more[cell] = clips
    value, low, high = gains.gain(more)
    have = float(gains.cells.amounts[cell])
    return {
        "scene": scenes[cell[0]],
        "device": gains.cells.devices[cell[1]],
        "minutes": clips * gains.cells.clip_s / 60,
        "have_minutes": have * gains.cells.clip_s / 60,
        "gain_points": value,
        "low": low,
        "high": high,
        "from_others": have == 0,  # nothing is there: the slope is that of other cells
    }
