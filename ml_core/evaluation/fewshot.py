"""Few-shot episodes: a handful of clips teach the scenes, clips of other sources are asked.

The protocol is ContrastASC's (arXiv 2510.03728, section 4.5 of the digest): the network is
frozen, a logistic regression is fitted on K shots per scene, accuracy is the mean over 300
draws. Reconstruction, as the source does not say: half of every scene's sources (rounded up)
teach and the other half is asked, so that neither a recording nor a place is on both sides;
embeddings are brought to unit length; a clip is the mean over its windows.

Letters: N clips, M shots to choose from, D embedding size, K scenes, E episodes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ml_core.evaluation import metrics
from ml_core.evaluation.logistic import Logistic, fit_logistic
from ml_core.evaluation.metrics import Floats, Indices
from ml_core.evaluation.openset import Prototypes, auroc, fpr_at_recall, normalise, oscr

METHODS = ("logistic", "prototypes", "centred_prototypes")
UNKNOWN = -1  # the scene of clips that nobody is taught
# C of the regression on embeddings of unit length. scikit-learn's 1 lets the spread of the
# embedding decide: of a student whose scenes lie close together it leaves 0.42 where 100 reaches
# 0.51 (5 shots of real scenes), while YAMNet hardly notices. From 10 on little changes.
STRENGTH = 100.0
AT_ONCE = 2e7  # numbers in the supports of the episodes that are fitted together
Hits = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Material:
    """What episodes are drawn from.

    ``shots`` are the clips themselves, or single windows of them.
    """

    clips: npt.NDArray[np.float32]  # (N, D) unit length
    scene: Indices  # (N,) UNKNOWN for clips that are only there to be refused
    group: Indices  # (N,) source or location
    shots: npt.NDArray[np.float32]  # (M, D) unit length
    clip_of_shot: Indices  # (M,)
    n_scenes: int

    @classmethod
    def of(
        cls,
        clips: Floats,
        scene: Indices,
        groups: Sequence[str],
        n_scenes: int,
        *,
        windows: tuple[Floats, Indices] | None = None,
    ) -> "Material":
        """Material from embeddings of any length.

        Args:
            clips: (N, D).
            scene: (N,) below ``n_scenes``, or UNKNOWN.
            groups: (N,) names of what must not be on both sides.
            n_scenes: K.
            windows: embeddings (M, D) and the clip of each (M,), to take single windows as
                shots; None: whole clips.
        """
        _, group = np.unique(np.asarray(groups, dtype=str), return_inverse=True)
        shots, clip = (clips, np.arange(len(scene))) if windows is None else windows
        return cls(
            normalise(clips), np.asarray(scene), group.astype(np.int64), normalise(shots),
            np.asarray(clip, dtype=np.int64), n_scenes,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Episode:
    """One draw: who teaches and who is asked."""

    shots: Indices  # rows of the shots, at most K of every scene
    known: Indices  # clips of the scenes that were taught
    unknown: Indices  # clips of other scenes


def draw_episodes(material: Material, shots: int, episodes: int, seed: int = 0) -> list[Episode]:
    """Seeded draws; a greater K adds shots to those of a smaller and asks the same clips.

    A scene with fewer than K shots on its teaching side gives all it has.

    Args:
        material: every scene in it has at least two groups.
        shots: K of every scene.
        episodes: how many draws.
        seed: which draws; every episode has a generator of its own.
    """
    groups_of = [np.unique(material.group[material.scene == k]) for k in range(material.n_scenes)]
    scene_of_shot = material.scene[material.clip_of_shot]
    group_of_shot = material.group[material.clip_of_shot]
    shots_of = [np.flatnonzero(scene_of_shot == k) for k in range(material.n_scenes)]
    drawn = []
    for number in range(episodes):
        rng = np.random.default_rng([2, seed, number])
        sides = [rng.permutation(groups) for groups in groups_of]
        teaching = [side[: (len(side) + 1) // 2] for side in sides]
        taught = np.unique(np.concatenate(teaching))
        chosen = [
            rng.permutation(rows[np.isin(group_of_shot[rows], side)])[:shots]
            for rows, side in zip(shots_of, teaching, strict=True)
        ]
        is_asked = ~np.isin(material.group, taught)
        drawn.append(
            Episode(
                np.concatenate(chosen),
                np.flatnonzero(is_asked & (material.scene >= 0)),
                np.flatnonzero(is_asked & (material.scene < 0)),
            )
        )
    return drawn


@dataclass(frozen=True, slots=True)
class Draws:
    """One method over all episodes."""

    accuracy: Hits  # (E,)
    macro_accuracy: Hits  # (E,)
    average_precision: Hits  # (E,) mean over scenes
    auroc: Hits  # (E,) the last three are empty where nothing unknown was asked
    fpr95: Hits  # (E,)
    oscr: Hits  # (E,)
    right: Indices  # (N,) how often each clip was named rightly
    asked: Indices  # (N,) how often it was asked


def run_episodes(
    material: Material, episodes: Sequence[Episode], *, strength: float = STRENGTH
) -> dict[str, Draws]:
    """Teach and ask with every method: logistic regression, prototypes, the latter centred.

    Centring subtracts the mean of the supports' scene means before the length is divided out:
    CL2N of SimpleShot (Wang et al., 2019) with the support in place of the base scenes.
    Unknown is told by the largest cosine to a prototype, whoever gives the name: the product's
    detector, and better than the largest probability of a regression on few shots.
    """
    rows: dict[str, list[tuple[float, ...]]] = {name: [] for name in METHODS}
    right = {name: np.zeros(len(material.clips), np.int64) for name in METHODS}
    asked = np.zeros(len(material.clips), np.int64)
    for episode, regression, place in _fitted(material, episodes, strength):
        asked[episode.known] += 1
        truth = material.scene[episode.known]
        for name, known, sure, unsure in _asked(material, episode, regression, place):
            correct = known.argmax(axis=1) == truth
            right[name][episode.known[correct]] += 1
            rows[name].append(_measure(truth, known, correct, sure, unsure))
    drawn = {}
    for name in METHODS:
        table = np.array(rows[name], dtype=np.float64).reshape(len(episodes), -1).T
        opened = table[3:] if len(table) > 3 else np.zeros((3, 0))
        drawn[name] = Draws(
            table[0], table[1], table[2], opened[0], opened[1], opened[2], right[name], asked
        )
    return drawn


def _asked(
    material: Material, episode: Episode, regression: Logistic, place: int
) -> Iterator[tuple[str, Floats, Floats, Floats]]:
    """Of every method: scores of the known clips (Q, K), and how sure of known and unknown."""
    support = material.shots[episode.shots]
    scene = material.scene[material.clip_of_shot[episode.shots]]
    known, unknown = material.clips[episode.known], material.clips[episode.unknown]
    plain, centred = (
        Prototypes.of(support, scene, material.n_scenes, centred=centred)
        for centred in (False, True)
    )
    to_plain, to_centred = plain.cosines(known), centred.cosines(known)
    sure, unsure = to_plain.max(axis=1), plain.cosines(unknown).max(axis=1)
    yield "logistic", regression.probabilities(known, place), sure, unsure
    yield "prototypes", to_plain, sure, unsure
    yield (
        "centred_prototypes", to_centred, to_centred.max(axis=1),
        centred.cosines(unknown).max(axis=1),
    )  # fmt: skip


def _measure(
    truth: Indices, known: Floats, correct: npt.NDArray[np.bool_], sure: Floats, unsure: Floats
) -> tuple[float, ...]:
    """Accuracy, macro accuracy and mAP; with unknown clips also AUROC, FPR95 and OSCR."""
    closed = (
        float(correct.mean()) if len(correct) else 0.0,
        metrics.macro_accuracy(truth, known.argmax(axis=1)),
        metrics.mean_average_precision(truth, known),
    )
    if not len(unsure):
        return closed
    return (
        *closed, auroc(sure, unsure), fpr_at_recall(sure, unsure), oscr(sure, correct, unsure)
    )  # fmt: skip


def _fitted(
    material: Material, episodes: Sequence[Episode], strength: float
) -> Iterator[tuple[Episode, Logistic, int]]:
    """Every episode with the regressions of its batch and its place among them.

    Supports are filled up to one size by rows that do not count; where a scene has fewer shots
    than others each of them counts for more, so that no scene is expected more often.
    """
    most = max((len(episode.shots) for episode in episodes), default=0)
    n_together = max(1, int(AT_ONCE / max(1, most * material.shots.shape[1])))
    for first in range(0, len(episodes), n_together):
        some = episodes[first : first + n_together]
        rows = np.zeros((len(some), most), np.int64)
        weight = np.zeros((len(some), most))
        for place, episode in enumerate(some):
            rows[place, : len(episode.shots)] = episode.shots
            scene = material.scene[material.clip_of_shot[episode.shots]]
            count = np.bincount(scene, minlength=material.n_scenes)
            weight[place, : len(scene)] = count.max() / count[scene]
        scenes = material.scene[material.clip_of_shot[rows]]
        fitted = fit_logistic(
            material.shots[rows], np.maximum(scenes, 0), material.n_scenes, strength=strength,
            weight=weight,
        )  # fmt: skip
        yield from ((episode, fitted, place) for place, episode in enumerate(some))


def mean_interval(values: Hits) -> metrics.Interval:
    """Mean over draws (E,) with its 95 % interval, 1.96 standard errors each way.

    It tells how well 300 draws from these clips are averaged, nothing about other recordings;
    that is what an interval over sources is for.
    """
    mean = float(values.mean()) if len(values) else 0.0
    error = float(values.std(ddof=1) / np.sqrt(len(values))) if len(values) > 1 else 0.0
    return metrics.Interval(mean, mean - 1.96 * error, mean + 1.96 * error)
