"""One call for every public function of arrays that helps to choose; see ``shape_cases``."""

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

from ml_core.evaluation import disagreement
from ml_core.evaluation import learning_curve as curves
from ml_core.evaluation import more_data as gains
from ml_core.evaluation.metrics import softmax
from tests.architecture.shapes import Call, D, K, M, N, S, W, array, call, index_array

Cases = Mapping[str, Callable[[Path], Call]]
DEVICES = [str(i % D) for i in range(W * N)]


def clips(n: int) -> curves.Clips:
    return curves.Clips(
        array(n, 3), index_array(K, n), np.array([str(i) for i in range(n)]),
        np.array(DEVICES[:n]), np.ones(n), K,
    )  # fmt: skip


def cells() -> gains.Cells:
    return gains.Cells.of(clips(N * W), clips(M))


def known() -> gains.Gains:
    n = gains.features(np.ones((K, D))).shape[-1]
    return gains.Gains(cells(), array(n), array(3, n), abs(array(K, D)), 0.1)


CASES: Cases = {
    "evaluation.disagreement.agreement": lambda _: call(
        disagreement.agreement, index_array(K, S, N)
    ),
    "evaluation.disagreement.divergence": lambda _: call(
        disagreement.divergence, softmax(array(S, N, K))
    ),
    "evaluation.learning_curve.Learner.correct": lambda _: call(
        curves.Learner(clips(W), clips(M)).correct, np.ones(W, dtype=bool), sizes={"M": M}
    ),
    "evaluation.learning_curve.expected": lambda _: call(
        curves.expected, abs(array(N)) + 0.1, array(M, N), 1 + abs(array(K))
    ),
    "evaluation.more_data.Cells.amounts_of": lambda _: call(
        cells().amounts_of, np.ones(N * W, dtype=bool), np.ones(N * W),
        sizes={"K": K, "D": D}, composite="N",
    ),
    "evaluation.more_data.features": lambda _: call(
        gains.features, abs(array(M, K, D)), sizes={"P": 3 + 3 * (K + D + K * D)}, composite="P"
    ),
    "evaluation.more_data.Gains.accuracy": lambda _: call(known().accuracy, abs(array(M, K, D))),
    "evaluation.more_data.Gains.gain": lambda _: call(known().gain, abs(array(K, D))),
}  # fmt: skip
