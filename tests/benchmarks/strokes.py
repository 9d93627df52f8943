"""Strokes: real_scenes is labelled again, by somebody who knows the answers.

    python tests/benchmarks/strokes.py [--seeds 5]

In file order every clip costs one stroke, its scene's key: 95 % of the labels are right after
95 % of the clips. With help the clips come as the queue orders them, ranked again after every 20
labels; a clip costs one stroke as well, Enter where the suggestion is right, else the scene's key.
Once the suggestions' own confidence promises 95 % over all clips, what is left is accepted in
bulk: two strokes for every scene, to choose its clips and to label them. If fewer than 95 % are
right then, that is undone (one stroke) and labelling goes on. Nothing but the confidence decides
when to try: the answers are only used to answer, and to say when 95 % is reached.

Labels of real_scenes come from titles; a few are wrong, and count as right here.
"""

import argparse
import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from ml_core.labelling.queue import most_useful
from ml_core.labelling.space import NO_SCENE, Indices, Labels, Space
from ml_core.labelling.suggest import Suggestions, suggest
from tests.benchmarks import labelling_corpus as corpus

WANTED = 0.95
RANK_EVERY = 20
BULK = 2  # strokes for all clips of one scene


def guesses(answer: Suggestions, names: tuple[str, ...]) -> Indices:
    """(N,) the suggested scene as an index into ``names``; -1 for none or another one."""
    if not answer.scenes:
        return np.full(len(answer.segment_ids), -1)
    column = np.array([names.index(one) if one in names else -1 for one in answer.scenes])
    return column[answer.probabilities.argmax(axis=1)]


def labelled_so_far(truth: Labels, rows: list[int]) -> Labels:
    scene = np.full(len(truth.scene), NO_SCENE, np.int64)
    scene[rows] = truth.scene[rows]
    return replace(truth, scene=scene)


def with_help(space: Space, truth: Labels, seed: int) -> dict[str, Any]:
    """Label until 95 % are right; says strokes, tries and how the share grew."""
    n = len(space)
    rows: list[int] = []
    strokes = right_suggestions = tries = 0
    curve: list[tuple[int, float, float]] = []
    while True:
        known = labelled_so_far(truth, rows)
        answer = suggest(space, known)
        said = guesses(answer, truth.scenes)
        left = known.open
        right = (len(rows) + int((said[left] == truth.scene[left]).sum())) / n
        promised = (len(rows) + float(answer.probabilities[left].max(axis=1, initial=0).sum())) / n
        curve.append((strokes, right, promised))
        if promised >= WANTED or not len(left):
            bulk = BULK * len(np.unique(said[left]))
            tries += 1
            if right >= WANTED:
                return {
                    "strokes": strokes + bulk, "labelled": len(rows), "bulk": bulk,
                    "tries": tries, "suggestion_right": right_suggestions, "curve": curve,
                }  # fmt: skip
            strokes += bulk + 1
        queue = most_useful(space, known, answer, seed=seed)
        asked = space.rows(queue.segment_ids[:RANK_EVERY].tolist())
        right_suggestions += int((said[asked] == truth.scene[asked]).sum())
        strokes += len(asked)
        rows += asked.tolist()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=5)
    options = parser.parse_args()
    _, space, truth, counts = corpus.heard(corpus.real_scenes(), "real_scenes")
    helped = [with_help(space, truth, seed) for seed in range(options.seeds)]
    strokes = [one["strokes"] for one in helped]
    in_order = int(np.ceil(WANTED * len(space)))
    answer = {
        **counts,
        "file_order": in_order,
        "with_help": float(np.mean(strokes)), "least": min(strokes), "most": max(strokes),
        "saved": 1 - float(np.mean(strokes)) / in_order,
        "runs": helped, "load_average": os.getloadavg(),
    }  # fmt: skip
    print(json.dumps(answer, indent=1))


if __name__ == "__main__":
    main()
