"""Labels that are probably wrong: nobody who did not know the clip would have said so.

Two judges that never met the clip's source: a classifier taught by all other sources, and the
clips that sound most alike. A label is as doubtful as both find it unlikely.

Letters: L labelled clips, D embedding size, K scenes.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from ml_core.labelling.classifier import held_out_and_taught
from ml_core.labelling.space import Floats, Indices, Labels, Space

Doubt = Literal["both", "classifier", "neighbours"]

FEWEST = 20  # labels without which there is nothing to compare with
NEIGHBOURS = 10
TEMPERATURE = 0.1  # of the neighbours' votes
STRENGTHS = (1.0, 10.0)  # of the regression: a strong one would learn the errors
BLOCK = 1024
MOST_COMPARED = 20_000  # labelled clips among which neighbours are looked for


@dataclass(frozen=True, slots=True)
class LabelError:
    """A doubtful label.

    Attributes:
        segment_id: the clip.
        scene: what it is labelled.
        proposed: what the judges say it is.
        suspicion: 0 to 1, how unlikely the label is to both judges.
        loss: of the held-out classifier: -ln of the chance it gives the label.
        disagreement: share of the neighbours' votes that are for other scenes.
        doubted_by: who would rather say something else.
    """

    segment_id: int
    scene: str
    proposed: str
    suspicion: float
    loss: float
    disagreement: float
    doubted_by: Doubt | None


def label_errors(space: Space, labels: Labels) -> list[LabelError]:
    """All labelled clips, the most doubtful first; empty where there are too few to compare.

    Args:
        space: what the bundle heard.
        labels: what is known of the same clips. Labels that need review are judged as well.
    """
    rows = np.flatnonzero((labels.scene >= 0) & labels.usable)
    present, scene = np.unique(labels.scene[rows], return_inverse=True)
    if len(rows) < FEWEST or len(present) < 2:
        return []
    x, group = space.directions[rows], labels.group[rows]
    chance, _ = held_out_and_taught(
        x, scene.astype(np.int64), group, x[:0], len(present), strengths=STRENGTHS
    )
    votes = _votes(x, scene.astype(np.int64), group, len(present))
    here = np.arange(len(rows))
    suspicion = 1 - (chance[here, scene] + votes[here, scene]) / 2
    best = (chance + votes).argmax(axis=1)
    judged = (chance.argmax(axis=1) != scene, votes.argmax(axis=1) != scene)
    order = np.argsort(-suspicion, kind="stable")
    return [
        LabelError(
            segment_id=int(space.segment_ids[rows[one]]),
            scene=labels.scenes[present[scene[one]]],
            proposed=labels.scenes[present[best[one]]],
            suspicion=float(suspicion[one]),
            loss=float(-np.log(max(chance[one, scene[one]], 1e-12))),
            disagreement=float(1 - votes[one, scene[one]]),
            doubted_by=_who(bool(judged[0][one]), bool(judged[1][one])),
        )
        for one in order
    ]


def _who(classifier: bool, neighbours: bool) -> Doubt | None:
    if classifier and neighbours:
        return "both"
    return "classifier" if classifier else "neighbours" if neighbours else None


def _votes(x: Floats, scene: Indices, group: Indices, n_scenes: int) -> npt.NDArray[np.float64]:
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
