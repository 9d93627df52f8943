"""Multinomial logistic regression, many at once.

Letters: E problems, N rows, D features, K scenes, R axes kept of D.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ml_core.evaluation.metrics import Floats, Indices, softmax

Wide = npt.NDArray[np.float64]
Loss = Callable[[Wide], tuple[Wide, Wide]]

TOLERANCE = 1e-8  # ends when a step promises less than this share of the loss
MAX_STEPS = 400
MAX_HALVINGS = 25
MEMORY = 10  # steps from which L-BFGS guesses the curvature
FLAT = 1e-10  # axes with less than this share of the largest variance carry nothing
TINY = 1e-300


@dataclass(frozen=True, slots=True)
class Logistic:
    """Fitted regressions: the logits of a row x (D,) are ``x @ weights + bias``."""

    weights: Wide  # (E, D, K)
    bias: Wide  # (E, K)

    def logits(self, x: Floats, problem: int = 0) -> Wide:
        """Rows (N, D) under one of the problems -> (N, K)."""
        return x @ self.weights[problem] + self.bias[problem]

    def probabilities(self, x: Floats, problem: int = 0) -> Wide:
        """Rows (N, D) under one of the problems -> (N, K), each row adding up to 1."""
        return softmax(self.logits(x, problem))


def fit_logistic(
    x: Floats,
    scene: Indices,
    n_scenes: int,
    *,
    strength: float = 1.0,
    weight: Floats | None = None,
) -> Logistic:
    """Minimise strength * sum of weight * cross-entropy + |weights|² / 2 for every problem.

    The objective is scikit-learn's: ``strength`` is its C, the bias is free.

    Args:
        x: (E, N, D).
        scene: (E, N) indices below ``n_scenes``.
        n_scenes: K.
        strength: inverse of the regularisation, above 0.
        weight: (E, N) how much each row counts, 0 for rows that only fill up; None: all alike.

    Returns:
        The regressions, with weights (E, D, K) and bias (E, K).
    """
    return LogisticFit(x, scene, n_scenes, weight=weight).at(strength)


class LogisticFit:
    """The same problems at several strengths, each begun where the last one ended.

    The weights of a minimum lie in the span of the rows (representer theorem), and on the rows'
    principal axes the curvature is nearly diagonal (it is bounded by such a form: Böhning,
    1992). So there are few unknowns and few steps, and hundreds of small problems take seconds.

    Args:
        x: (E, N, D).
        scene: (E, N) indices below ``n_scenes``.
        n_scenes: K.
        weight: (E, N) how much each row counts; None: all alike.
    """

    def __init__(
        self, x: Floats, scene: Indices, n_scenes: int, *, weight: Floats | None = None
    ) -> None:
        rows = np.ones(scene.shape) if weight is None else np.asarray(weight, dtype=np.float64)
        wide = np.asarray(x, dtype=np.float64)
        self._rows = rows[:, :, None]  # (E, N, 1)
        total = np.maximum(self._rows.sum(axis=1, keepdims=True), TINY)
        self._mean = (wide * self._rows).sum(axis=1, keepdims=True) / total  # (E, 1, D)
        self._x, self._axes = _principal((wide - self._mean) * (self._rows > 0))
        self._target = np.eye(n_scenes)[scene] * self._rows  # (E, N, K)
        self._theta = np.zeros((len(wide), self._x.shape[2] + 1, n_scenes))  # the last row: bias

    def at(self, strength: float, *, tolerance: float = TOLERANCE) -> Logistic:
        """The minimum at one strength; ascending strengths are the quickest.

        Args:
            strength: inverse of the regularisation, above 0.
            tolerance: the share of the loss by which the minimum may be missed.

        Returns:
            The regressions, with weights (E, D, K) and bias (E, K).
        """
        n_scenes = self._target.shape[2]
        spread = strength * (n_scenes - 1) / n_scenes**2  # p (1 - p) of somebody who guesses
        energy = (np.square(self._x) * self._rows).sum(axis=1)
        curvature = np.concatenate([1 + spread * energy, spread * self._rows.sum(axis=1)], axis=1)
        preconditioner = 1 / np.maximum(curvature, 1e-12)[:, :, None]
        loss = self._loss(strength)
        self._theta = minimise(loss, self._theta, preconditioner, tolerance=tolerance)
        weights = self._axes @ self._theta[:, :-1]
        return Logistic(weights, self._theta[:, -1] - (self._mean @ weights)[:, 0])

    def _loss(self, strength: float) -> Loss:
        x, target, rows = self._x, self._target, self._rows
        transposed = x.transpose(0, 2, 1)

        def loss(theta: Wide) -> tuple[Wide, Wide]:
            logits = x @ theta[:, :-1] + theta[:, -1:]
            logits -= logits.max(axis=2, keepdims=True)
            powers = np.exp(logits)
            sums = powers.sum(axis=2, keepdims=True)
            entropy = (rows * np.log(sums)).sum(axis=(1, 2)) - (target * logits).sum(axis=(1, 2))
            value = strength * entropy + 0.5 * np.square(theta[:, :-1]).sum(axis=(1, 2))
            off = strength * (rows * powers / sums - target)
            slopes = [transposed @ off + theta[:, :-1], off.sum(axis=1, keepdims=True)]
            return value, np.concatenate(slopes, axis=1)

        return loss


def _principal(x: Wide) -> tuple[Wide, Wide]:
    """Centred rows (E, N, D) -> themselves on their principal axes (E, N, R), axes (E, D, R)."""
    transposed = x.transpose(0, 2, 1)
    if x.shape[1] >= x.shape[2]:
        _, axes = np.linalg.eigh(transposed @ x)
        return x @ axes, axes
    variance, rotation = np.linalg.eigh(x @ transposed)
    is_flat = variance <= FLAT * np.maximum(variance[:, -1:], TINY)
    length = np.sqrt(np.where(is_flat, 0.0, variance))[:, None]
    inverse = np.where(is_flat[:, None], 0.0, 1 / np.maximum(length, TINY))
    return rotation * length, transposed @ rotation * inverse


def minimise(loss: Loss, start: Wide, preconditioner: Wide, *, tolerance: float) -> Wide:
    """L-BFGS (Nocedal, 1980) on E convex problems at once, each with steps of its own.

    Args:
        loss: (E, R, K) -> values (E,) and gradients (E, R, K).
        start: (E, R, K).
        preconditioner: (E, R, 1) or (E, R, K), about the inverse of the curvature.
        tolerance: ends when a step promises less than this share of the loss.

    Returns:
        The minima (E, R, K), or what was reached in ``MAX_STEPS``.
    """
    theta = start
    value, gradient = loss(theta)
    history: list[tuple[Wide, Wide]] = []
    for _ in range(MAX_STEPS):
        direction = -_times_inverse_hessian(gradient, history, preconditioner)
        slope = _dot(gradient, direction)[:, 0, 0]
        step = (-slope > tolerance * np.maximum(value, TINY)).astype(np.float64)
        if not step.any():
            break
        for _ in range(MAX_HALVINGS):
            tried = theta + step[:, None, None] * direction
            new_value, new_gradient = loss(tried)
            if not (bad := new_value > value + 1e-4 * step * slope).any():
                break
            step[bad] /= 2
        else:
            break  # nothing is left to gain in this precision
        history = [*history[1 - MEMORY :], (tried - theta, new_gradient - gradient)]
        theta, value, gradient = tried, new_value, new_gradient
    return theta


def _times_inverse_hessian(
    gradient: Wide, history: list[tuple[Wide, Wide]], preconditioner: Wide
) -> Wide:
    """The two-loop recursion; a problem that did not move learns nothing from that step."""
    q = gradient
    shares: list[Wide] = []
    inverses = [_inverse(_dot(moved, turned)) for moved, turned in history]
    for (moved, turned), inverse in zip(history[::-1], inverses[::-1], strict=True):
        shares.append(inverse * _dot(moved, q))
        q = q - shares[-1] * turned
    q = q * preconditioner
    if history:
        moved, turned = history[-1]
        norm = _dot(turned, turned * preconditioner)
        q = q * np.where(norm > TINY, _dot(moved, turned) * _inverse(norm), 1.0)
    for (moved, turned), inverse, share in zip(history, inverses, shares[::-1], strict=True):
        q = q + moved * (share - inverse * _dot(turned, q))
    return q


def _dot(a: Wide, b: Wide) -> Wide:
    """Inner products (E, 1, 1) of two (E, R, K)."""
    return np.einsum("erk,erk->e", a, b)[:, None, None]


def _inverse(x: Wide) -> Wide:
    """1 / x, and 0 where there is nothing to divide by."""
    return np.where(x > TINY, 1 / np.maximum(x, TINY), 0.0)
