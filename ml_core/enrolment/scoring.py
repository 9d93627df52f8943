"""One score space for trained and enrolled scenes: the cosine to a prototype.

Embeddings are centred on the mean of the trained scenes and brought to unit length before
they are compared ("CL2N", SimpleShot, Wang et al., 2019): what all scenes have in common then
does not count, so that an enrolled direction competes with the trained ones on equal terms.

How near a window is to the trained scenes, their cosines say; which of them it is, the trained
head says, which has seen far more of them than the reference holds. And where that head is sure of
one, a window goes to an enrolled scene only if it is much nearer to it. So enrolling a scene
costs the known ones little.

Letters: N windows, D embedding size, K scenes (trained ones first, then the enrolled).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Self

import numpy as np
import numpy.typing as npt

from ml_core.bundle import Bundle, EnrolledScene, Reference
from ml_core.errors import BundleError
from ml_core.evaluation.calibration import fit_temperature
from ml_core.evaluation.metrics import softmax
from ml_core.evaluation.openset import PLAIN_DETECTOR, Prototypes, normalise

Floats = npt.NDArray[np.floating]
UnknownSetting = Literal["off", "lenient", "normal", "strict"]

# How far the trained scenes come nearer where their head is sure (1), or step back where it is not
# (0): in cosine, for all of them alike. Chosen in tests/benchmarks/teach.md.
HEAD_WEIGHT = 0.6
HEAD_MIDDLE = 0.5  # a certainty that changes nothing

_SEARCHED = 10.0  # fit_temperature looks for 1/T between 1/20 and 20: scales of 0.5 to 200


def certainty_of(logits: Floats) -> npt.NDArray[np.float64]:
    """(N, n_trained) of the trained head -> (N,) its largest share of the softmax."""
    return softmax(logits).max(axis=1)


def usual_setting(bundle: Bundle) -> UnknownSetting:
    """What the gate does where nobody chose: it is on in every bundle that carries its levels."""
    return "normal" if bundle.manifest.thresholds or bundle.enrolled else "off"


@dataclass(frozen=True, slots=True)
class ScoreSpace:
    """Prototypes of all scenes of a bundle, their thresholds, and the one fitted scale."""

    scenes: tuple[str, ...]  # (K,)
    n_trained: int
    prototypes: Prototypes
    scale: float  # scores are softmax(scale * cosine)
    enrolled: tuple[EnrolledScene, ...]
    trained_thresholds: dict[str, float]
    head_weight: float  # HEAD_WEIGHT; 0 for bundles whose reference does not say how sure it was

    @classmethod
    def of(cls, bundle: Bundle) -> Self:
        """The score space of a bundle; places that are muted are not in it.

        Raises:
            BundleError: an enrolled scene was taught to another network.
        """
        for scene in bundle.enrolled:
            if scene.details.get("fingerprint", bundle.fingerprint) != bundle.fingerprint:
                raise BundleError(
                    f'"{scene.name}" was taught to another bundle.',
                    hint="Teach it again from its recordings.",
                )
        manifest, reference = bundle.manifest, bundle.reference
        trained = prototypes_of(bundle)
        heard = tuple(scene for scene in bundle.enrolled if not scene.details.get("muted"))
        added = [np.asarray(scene.prototype, np.float32) for scene in heard]
        directions = np.vstack([trained.directions, *added])
        return cls(
            scenes=(*manifest.scenes, *(scene.name for scene in heard)),
            n_trained=len(manifest.scenes),
            prototypes=Prototypes(trained.centre, directions, trained.metric),
            scale=_fit_scale(reference, trained),
            enrolled=heard,
            trained_thresholds={
                name: level.threshold for name, level in manifest.thresholds.items()
            },
            head_weight=0.0 if reference.certainty is None else HEAD_WEIGHT,
        )

    def cosines(self, embeddings: Floats) -> npt.NDArray[np.float32]:
        """Cosine of each window (N, D) to each scene: (N, K); -1 where a scene has no windows."""
        cosines = self.prototypes.cosines(embeddings)
        cosines[:, ~self.prototypes.directions.any(axis=1)] = -1.0
        return cosines

    def in_order_of_head(self, cosines: Floats, logits: Floats) -> npt.NDArray[np.float32]:
        """Hand the trained scenes' cosines out again, the largest to the head's first choice.

        Args:
            cosines: (N, K), as ``cosines`` gives them.
            logits: (N, n_trained) of the trained head; ties go to the lower index.

        Returns:
            (N, K): each window's trained cosines in the order of its logits, the enrolled as
            they were.
        """
        order = np.argsort(-np.asarray(logits), axis=1, kind="stable")
        falling = -np.sort(-cosines[:, : self.n_trained], axis=1)
        ordered = np.array(cosines, dtype=np.float32)
        np.put_along_axis(ordered[:, : self.n_trained], order, falling, axis=1)
        return ordered

    def scores(self, cosines: Floats, certainty: Floats | None = None) -> npt.NDArray[np.float64]:
        """Cosines (N, K) -> scores (N, K) that sum to one.

        Args:
            cosines: whether they are near enough is not asked here.
            certainty: (N,) of the trained head, by ``certainty_of``; None: neither sure nor unsure.
        """
        nearer = np.array(cosines, dtype=np.float64)
        if certainty is not None:
            gain = self.head_weight * (np.asarray(certainty, np.float64) - HEAD_MIDDLE)
            nearer[:, : self.n_trained] += gain[:, None]
        return softmax(self.scale * nearer)

    def thresholds(self, setting: UnknownSetting) -> npt.NDArray[np.float64]:
        """The smallest cosine (K,) that counts as each scene."""
        if setting == "off":
            return np.full(len(self.scenes), -1.0)
        trained = [self.trained_thresholds.get(setting, -1.0)] * self.n_trained
        added = [
            float(scene.details.get("thresholds", {}).get(setting, scene.threshold))
            for scene in self.enrolled
        ]
        return np.array(trained + added)

    def choose(self, scores: Floats, cosines: Floats, setting: UnknownSetting) -> int | None:
        """Index of the scene for one window's scores (K,) and cosines (K,); None is unknown.

        Ties go to the lower index. Without enrolled scenes the scores are the trained head's
        and the largest cosine only says whether the window is near anything at all. With
        enrolled scenes each scene answers for its own threshold, so that a window too far
        from the enrolled scene may still be the trained scene it is near to.
        """
        (chosen,) = self.choose_all(scores[None], cosines[None], setting).tolist()
        return None if chosen < 0 else chosen

    def choose_all(
        self, scores: Floats, cosines: Floats, setting: UnknownSetting
    ) -> npt.NDArray[np.int64]:
        """As ``choose`` for scores (N, K) and cosines (N, K): (N,), -1 where it is unknown."""
        near = cosines >= self.thresholds(setting)
        allowed = np.where(near, scores, -1.0) if self.enrolled else scores
        return np.where(near.any(axis=1), np.argmax(allowed, axis=1), -1).astype(np.int64)


def prototypes_of(bundle: Bundle) -> Prototypes:
    """Prototypes of the trained scenes, as the bundle's detector has them."""
    reference = bundle.reference
    return Prototypes.of(
        reference.embeddings,
        reference.scenes,
        len(bundle.manifest.scenes),
        sharpened=bundle.manifest.detector != PLAIN_DETECTOR,
    )


def held_out_cosines(reference: Reference, space: Prototypes) -> npt.NDArray[np.float32]:
    """Cosines (N, n_scenes) of the reference windows, each left out of its own prototype.

    A window that is the only one of its scene has -1 there. ``space`` is of all of them.
    """
    n_scenes = len(space.directions)
    cosines = space.cosines(reference.embeddings)
    unit = normalise(reference.embeddings - space.centre)
    sums = np.zeros((n_scenes, unit.shape[1]), dtype=np.float32)
    np.add.at(sums, reference.scenes, unit)
    others = normalise((sums[reference.scenes] - unit) @ space.metric)
    own = np.sum(others * unit, axis=1)
    own[np.bincount(reference.scenes, minlength=n_scenes)[reference.scenes] < 2] = -1.0
    cosines[np.arange(len(unit)), reference.scenes] = own
    return cosines


def _fit_scale(reference: Reference, space: Prototypes) -> float:
    """The scale at which softmax(scale * cosine) is calibrated on held-out windows."""
    if not len(reference.scenes):
        return _SEARCHED
    cosines = held_out_cosines(reference, space)
    n_scenes = len(space.directions)
    enough = np.bincount(reference.scenes, minlength=n_scenes)[reference.scenes] >= 2
    return _SEARCHED / fit_temperature(cosines[enough] * _SEARCHED, reference.scenes[enough])


def held_out_support(
    unit: Floats, groups: Sequence[str], space: Prototypes
) -> npt.NDArray[np.float32]:
    """Cosine of each support window (N, D) to the prototype of the others' windows: (N,).

    What is left out together: a group (a recording) where there are at least three, else one
    of five stretches of time. Neighbouring seconds resemble each other, and a threshold from
    single windows left out would promise too much.
    """
    names = np.asarray(groups)
    if len(np.unique(names)) >= 3:
        fold = np.unique(names, return_inverse=True)[1]
    else:
        fold = np.arange(len(unit)) * min(5, len(unit)) // len(unit)
    cosines = np.empty(len(unit), dtype=np.float32)
    for one in np.unique(fold):
        out = fold == one
        cosines[out] = unit[out] @ space.direction(unit[~out])
    return cosines
