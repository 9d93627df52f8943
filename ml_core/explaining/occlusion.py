"""Which part of a window made the decision: hide it, and see what the network says then.

Occlusion (Zeiler and Fergus, 2014, Visualizing and Understanding Convolutional Networks,
section 4.2) on a log-mel: what is hidden is filled with what the training devices hear on
average, at the level of the window, so that neither silence nor a hole is mistaken for a sound.
Besides patches, whole strips are hidden, because a steady sound is told by any part of it.

Letters: F bands, T frames, K scenes, M masks.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ml_core.bundle import Bundle, Reference
from ml_core.bundle.session import Precision
from ml_core.frontend.log_mel import log_mel
from ml_core.live.ear import CALIBRATED, SCORES, Ear
from ml_core.progress import Monitor

Samples = npt.NDArray[np.float32]
Floats = npt.NDArray[np.float32]

BAND_PARTS, TIME_PARTS = 10, 5  # a patch is that part of the whole; neighbours overlap by half
BATCH = 32  # masks in one pass
SHARES = (0.05, 0.1, 0.2, 0.3, 0.5)  # of the cells: tried as evidence, the smallest first
ENOUGH = 0.5  # evidence alone must bring that share of the chance
SMALLEST = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What made the network say ``scene`` of one window."""

    scene: str
    log_mel: Floats  # (F, T)
    heat: Floats  # (F, T) log odds lost where a cell is hidden; below zero it spoke against
    mask: Floats  # (F, T) 1 where the evidence is, else 0
    chance: float  # calibrated, of the whole window
    alone: float  # of the evidence alone
    without: float  # of the rest
    alone_scene: str  # what the evidence alone is taken for
    without_scene: str  # what the rest is taken for
    n_passes: int


class Explainer:
    """Explains windows of one bundle.

    Args:
        bundle: the model.
        precision: that decides; see ``Ear``.

    Raises:
        BundleError: the network cannot be run.
    """

    def __init__(self, bundle: Bundle, precision: Precision = "int8") -> None:
        self._spec = bundle.manifest.front_end
        self._ear = Ear(bundle, precision)
        self._usual = usual_log_mel(bundle.reference)

    @property
    def scenes(self) -> tuple[str, ...]:
        """Trained ones, then the enrolled."""
        return self._ear.space.scenes

    def explain(
        self, window: Samples, scene: str | None = None, monitor: Monitor | None = None
    ) -> Evidence:
        """Find the evidence in one window.

        Args:
            window: (N,) samples, as long as the bundle's windows.
            scene: the evidence for this one; None: for what the window alone is taken for.
            monitor: told about the masks.

        Raises:
            Cancelled: asked to stop.
        """
        monitor = monitor or Monitor()
        whole = log_mel(window, self._spec)
        scores, chances = self._ask(whole[None])
        index = int(scores[0].argmax()) if scene is None else self.scenes.index(scene)
        neutral = self._neutral(whole)
        heat, n_masks = self._heat(whole, neutral, index, float(_log_odds(scores, index)[0]),
                                   monitor)  # fmt: skip
        masks = np.stack([_largest(heat, share) for share in SHARES])
        alone_scores, alone = self._ask(_mixed(whole, neutral, masks))
        rest_scores, rest = self._ask(_mixed(whole, neutral, 1 - masks))
        enough = (alone_scores.argmax(axis=1) == index) & (
            alone[:, index] >= ENOUGH * chances[0, index]
        )
        chosen = _first(enough & (alone[:, index] > rest[:, index]), enough)
        return Evidence(
            scene=self.scenes[index],
            log_mel=whole,
            heat=heat,
            mask=masks[chosen],
            chance=float(chances[0, index]),
            alone=float(alone[chosen, index]),
            without=float(rest[chosen, index]),
            alone_scene=self.scenes[int(alone_scores[chosen].argmax())],
            without_scene=self.scenes[int(rest_scores[chosen].argmax())],
            n_passes=1 + n_masks + 2 * len(SHARES),
        )

    def _ask(self, log_mels: Floats) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Scores and calibrated scores (M, K) of (M, F, T)."""
        values, _ = self._ear.values(np.ascontiguousarray(log_mels, np.float32))
        return values[SCORES], values[CALIBRATED]

    def _neutral(self, whole: Floats) -> Floats:
        """(F, 1) what is put where something is hidden."""
        heard = whole.mean(axis=1)
        if self._usual is None:
            return np.full((len(heard), 1), np.median(heard), np.float32)
        return (self._usual + np.median(heard - self._usual))[:, None].astype(np.float32)

    def _heat(
        self, whole: Floats, neutral: Floats, index: int, odds: float, monitor: Monitor
    ) -> tuple[Floats, int]:
        """(F, T) log odds lost around every cell, and how many masks that took."""
        found = np.zeros(whole.shape)
        total = 0
        for bands, frames in ((BAND_PARTS, TIME_PARTS), (BAND_PARTS, 1), (1, TIME_PARTS)):
            sums, weights = np.zeros(whole.shape), np.full(whole.shape, SMALLEST)
            hidden = list(_patches(whole.shape, bands, frames))
            for first in range(0, len(hidden), BATCH):
                monitor.report(total + first, None, stage="explain")
                batch = np.stack(hidden[first : first + BATCH])
                covered = (batch > 0).astype(np.float32)
                scores, _ = self._ask(_mixed(whole, neutral, 1 - covered))
                lost = odds - _log_odds(scores, index)
                sums += np.tensordot(lost, batch, axes=1)
                weights += batch.sum(axis=0)
            found += sums / weights
            total += len(hidden)
        return found.astype(np.float32), total


def _first(best: npt.NDArray[np.bool_], good: npt.NDArray[np.bool_]) -> int:
    """The first place that is best, else good, else the last."""
    for wanted in (best, good):
        if wanted.any():
            return int(wanted.argmax())
    return len(good) - 1


def usual_log_mel(reference: Reference) -> npt.NDArray[np.float64] | None:
    """(F,) what is heard on average over the devices of a bundle; None where none was measured."""
    rows = [row for row in reference.statistics if row.n]
    if not rows:
        return None
    return np.average(
        [row.log_mel_mean.astype(np.float64) for row in rows], axis=0, weights=[r.n for r in rows]
    )


def _log_odds(scores: npt.NDArray[np.float64], index: int) -> npt.NDArray[np.float64]:
    """(M, K) -> (M,): of one scene against all others."""
    mine = np.clip(scores[:, index], SMALLEST, 1 - SMALLEST)
    return np.asarray(np.log(mine) - np.log1p(-mine))


def _mixed(whole: Floats, neutral: Floats, kept: Floats) -> Floats:
    """The window (F, T) where ``kept`` (M, F, T) is 1, neutral where it is 0: (M, F, T)."""
    return np.asarray(neutral + kept * (whole - neutral), np.float32)


def _largest(heat: Floats, share: float) -> Floats:
    """(F, T) 1 where the heat is among the largest of all cells, and speaks for the scene."""
    limit = np.quantile(heat, 1 - share)
    return ((heat >= limit) & (heat > 0)).astype(np.float32)


def _patches(shape: tuple[int, ...], bands: int, frames: int) -> Iterator[Floats]:
    """Bumps (F, T) that overlap by half; one part means the whole axis."""
    for band in _bumps(shape[0], bands):
        for frame in _bumps(shape[1], frames):
            yield np.outer(band, frame).astype(np.float32)


def _bumps(n: int, parts: int) -> Iterator[npt.NDArray[np.float64]]:
    """(n,) raised cosines, a part of the axis wide, above zero where something is hidden."""
    if parts == 1:
        yield np.ones(n)
        return
    width = n / parts
    places = np.arange(n) + 0.5
    for start in np.arange(2 * parts - 1) * width / 2:
        inside = (places >= start) & (places < start + width)
        phase = (places - start) / width
        yield np.where(inside, np.sin(np.pi * phase) ** 2 + SMALLEST, 0.0)
