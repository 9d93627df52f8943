"""Labels that are probably wrong: nobody who did not know the clip would have said so.

Two judges that never met the clip's source: a classifier taught by all other sources, and the
clips that sound most alike. Where the bundle knows the scenes itself, it is asked as well, but
only believed where it speaks against a label: it may have learnt that very label.

Judges that do not know the sounds doubt everything. So their doubt counts as much as the labels
bear them out, and where they guess hardly better than by chance nothing is called wrong: neither
at all, nor of a scene, or for one, that they cannot tell from the others.

Letters: L labelled clips, D embedding size, K scenes.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ml_core.labelling.classifier import held_out_and_taught
from ml_core.labelling.space import Floats, Indices, Labels, Space
from ml_core.labelling.witnesses import SMALLEST, Wide, together

Doubt = Literal["both", "classifier", "neighbours"]
Unable = Literal["", "too_few", "unfamiliar"]

FEWEST = 20  # labels without which there is nothing to compare with
NEIGHBOURS = 10
TEMPERATURE = 0.1  # of the neighbours' votes
STRENGTHS = (1.0, 10.0)  # of the regression: a strong one would learn the errors
BLOCK = 1024
MOST_COMPARED = 20_000  # labelled clips among which neighbours are looked for
MORE_LIKELY = 5.0  # times as likely as the label is the scene that makes it doubtful
MODERATE = 0.4  # Cohen's kappa from which judges know what they speak of (Landis, Koch, 1977)


@dataclass(frozen=True, slots=True)
class LabelError:
    """How doubtful a label is.

    Attributes:
        segment_id: the clip.
        scene: what it is labelled.
        proposed: what the judges say it is.
        suspicion: 0 to 1, how unlikely the label is to all judges together.
        loss: of the held-out classifier: -ln of the chance it gives the label.
        disagreement: share of the neighbours' votes that are for other scenes.
        bundle_says: what the bundle takes it for; None where it does not know the scenes.
        doubted_by: who would rather say something else, of the two that never met the source.
        doubted: whether both would, together find it far more likely, and can tell both scenes.
    """

    segment_id: int
    scene: str
    proposed: str
    suspicion: float
    loss: float
    disagreement: float
    bundle_says: str | None
    doubted_by: Doubt | None
    doubted: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the judges say of all labels.

    Attributes:
        errors: all labelled clips, the most doubtful first; none where labels are too few.
        agreement: share of the labels that the judges would have given.
        unable: why no label is called wrong: too few labels, or sounds that the bundle cannot
            tell apart; empty where the judges are able.
    """

    errors: tuple[LabelError, ...] = ()
    agreement: float = 0.0
    unable: Unable = ""

    @property
    def doubted(self) -> tuple[LabelError, ...]:
        """The labels that are probably wrong, the most doubtful first."""
        return tuple(one for one in self.errors if one.doubted)


def label_errors(space: Space, labels: Labels) -> Verdict:
    """Judge all labels.

    Args:
        space: what the bundle heard.
        labels: what is known of the same clips. Labels that need review are judged as well.
    """
    rows = np.flatnonzero((labels.scene >= 0) & labels.usable)
    present, place = np.unique(labels.scene[rows], return_inverse=True)
    if len(rows) < FEWEST or len(present) < 2:
        return Verdict(unable="too_few")
    scene, names = place.astype(np.int64), [labels.scenes[one] for one in present]
    x, group, here = space.directions[rows], labels.group[rows], np.arange(len(rows))
    chance, _ = held_out_and_taught(x, scene, group, x[:0], len(names), strengths=STRENGTHS)
    votes = _votes(x, scene, group, len(names))
    bundle = _bundle_says(space, rows, names)
    said = _said_together(chance, votes, bundle, scene)
    best, mine = said.argmax(axis=1), said[here, scene]
    unable: Unable = "" if _kappa(best, scene, len(names)) >= MODERATE else "unfamiliar"
    judged = (chance.argmax(axis=1) != scene, votes.argmax(axis=1) != scene)
    known = _known(best, scene, len(names))
    doubted = judged[0] & judged[1] & (said[here, best] > MORE_LIKELY * mine) & (not unable)
    doubted &= known[scene] & known[best]
    errors = tuple(
        LabelError(
            segment_id=int(space.segment_ids[rows[one]]),
            scene=names[scene[one]],
            proposed=names[best[one]],
            suspicion=float(1 - mine[one]),
            loss=float(-np.log(max(chance[one, scene[one]], 1e-12))),
            disagreement=float(1 - votes[one, scene[one]]),
            bundle_says=None if bundle is None else names[int(bundle[one].argmax())],
            doubted_by=_who(bool(judged[0][one]), bool(judged[1][one])),
            doubted=bool(doubted[one]),
        )
        for one in np.argsort(mine, kind="stable")
    )
    return Verdict(errors, float((best == scene).mean()), unable)


def _bundle_says(space: Space, rows: Indices, names: list[str]) -> Wide | None:
    """(L, K) what the bundle itself says of clips; None where it does not know all scenes."""
    if not set(names) <= set(space.scenes):
        return None
    said = space.scores[rows][:, [space.scenes.index(name) for name in names]].astype(np.float64)
    return (said + SMALLEST) / (said + SMALLEST).sum(axis=1, keepdims=True)


def _said_together(chance: Wide, votes: Wide, bundle: Wide | None, scene: Indices) -> Wide:
    """(L, K) what all judges say, calibrated; the bundle only lowers what a label is given."""
    here = np.arange(len(scene))
    two = together([chance, votes], scene)
    if bundle is None:
        return two
    three = together([chance, votes, bundle], scene)
    return np.where((three[here, scene] < two[here, scene])[:, None], three, two)


def _kappa(said: Indices, scene: Indices, n_scenes: int) -> float:
    """How far judges agree with labels beyond chance (Cohen, 1960): 1 entirely, 0 not at all."""
    shares = [np.bincount(one, minlength=n_scenes) / len(scene) for one in (said, scene)]
    by_chance = float(shares[0] @ shares[1])
    agreed = float((said == scene).mean())
    return (agreed - by_chance) / (1 - by_chance) if by_chance < 1 else 0.0


def _known(said: Indices, scene: Indices, n_scenes: int) -> NDArray[np.bool_]:
    """(K,) the scenes that judges can tell from all others."""
    by_scene = [
        _kappa((said == k).astype(np.int64), (scene == k).astype(np.int64), 2)
        for k in range(n_scenes)
    ]
    return np.array(by_scene) >= MODERATE


def _who(classifier: bool, neighbours: bool) -> Doubt | None:
    if classifier and neighbours:
        return "both"
    return "classifier" if classifier else "neighbours" if neighbours else None


def _votes(x: Floats, scene: Indices, group: Indices, n_scenes: int) -> Wide:
    """(L, K) what the most alike clips of other sources say, rows that add up to 1.

    Where there is no other source, everything is as likely.
    """
    generator = np.random.default_rng(0)
    asked = np.arange(len(x))
    if len(asked) > MOST_COMPARED:
        asked = np.sort(generator.choice(asked, MOST_COMPARED, replace=False))
    k = min(NEIGHBOURS, len(asked))
    votes = np.zeros((len(x), n_scenes))
    for start in range(0, len(x), BLOCK):
        mine = slice(start, start + BLOCK)
        cosine = x[mine] @ x[asked].T
        cosine[group[mine][:, None] == group[asked][None, :]] = -np.inf
        nearest = np.argpartition(-cosine, k - 1, axis=1)[:, :k]
        weight = np.exp((np.take_along_axis(cosine, nearest, axis=1) - 1) / TEMPERATURE)
        for place in range(k):
            np.add.at(
                votes[mine],
                (np.arange(len(cosine)), scene[asked[nearest[:, place]]]),
                weight[:, place],
            )
    total = votes.sum(axis=1, keepdims=True)
    return np.where(total > 0, votes / np.maximum(total, 1e-300), 1 / n_scenes)
