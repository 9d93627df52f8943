"""Label errors: 5 % of the labels are flipped; how many of them come first?

    python tests/benchmarks/label_errors.py [--seeds 10]

On ESC-10 (folds 1 to 4) and on 3,000 synthetic clips of nine devices, by the list that ``asc
errors`` gives. Flips are drawn evenly, and once more to the scene each is most easily taken for,
which is how people err. *Found* is the share of the flips in the first 10 % of the list, with its
95 % interval: that of drawing whole sources, or Wilson's where it is wider; *precision* is the
share of flips among as many clips as there are flips. *Doubted* are the labels that the list calls
wrong. On the clean labels these are false alarms, unless the published label is wrong: the first
are named.
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from ml_core.evaluation.metrics import bootstrap_by_group, wilson
from ml_core.labelling.label_errors import LabelError, label_errors
from ml_core.labelling.space import Indices, Labels, Space
from tests.benchmarks import labelling_corpus as corpus

FLIPPED, FIRST = 0.05, 0.10


def flip(labels: Labels, seed: int, likely: Indices | None) -> tuple[Labels, Indices]:
    """5 % of the labels as other scenes: drawn evenly, or each its most likely confusion."""
    generator = np.random.default_rng([seed, len(labels.scene)])
    rows = generator.choice(len(labels.scene), round(FLIPPED * len(labels.scene)), replace=False)
    scene = labels.scene.copy()
    if likely is None:
        scene[rows] = (scene[rows] + generator.integers(1, len(labels.scenes), len(rows))) % len(
            labels.scenes
        )
    else:
        scene[rows] = likely[rows]
    return replace(labels, scene=scene), rows


def confusions(space: Space, labels: Labels) -> Indices:
    """(N,) the other scene whose middle is nearest to each clip."""
    middles = np.stack(
        [space.directions[labels.scene == k].mean(axis=0) for k in range(len(labels.scenes))]
    )
    cosine = space.directions @ middles.T
    cosine[np.arange(len(space)), labels.scene] = -np.inf
    return cosine.argmax(axis=1).astype(np.int64)


def measure(space: Space, labels: Labels, n_seeds: int, likely: Indices | None) -> dict[str, Any]:
    found: list[bool] = []
    sources: list[str] = []
    by_seed, precisions, flagged, flagged_right = [], [], 0, 0
    for seed in range(n_seeds):
        flipped, rows = flip(labels, seed, likely)
        order, doubted = _order(space, label_errors(space, flipped).errors)
        first = set(order[: round(FIRST * len(order))].tolist())
        hit = [int(row) in first for row in rows]
        by_seed.append(float(np.mean(hit)))
        found += hit
        sources += [str(labels.group[row]) for row in rows]
        precisions.append(float(np.isin(order[: len(rows)], rows).mean()))
        flagged += len(doubted)
        flagged_right += int(np.isin(doubted, rows).sum())
        print(f"  seed {seed}: {by_seed[-1]:.3f}", file=sys.stderr, flush=True)
    drawn, counted = bootstrap_by_group(np.array(found), sources), wilson(sum(found), len(found))
    # Where all are found, drawing sources again finds all again: the wider interval counts.
    ci95 = [min(drawn.low, counted.low), max(drawn.high, counted.high)]
    return {
        "found": counted.value, "flips": len(found), "ci95": ci95, "by_seed": by_seed,
        "precision": float(np.mean(precisions)),
        "doubted": flagged / n_seeds,
        "precision_of_doubted": flagged_right / max(flagged, 1),
        "share_of_flips_doubted": flagged_right / len(found),
    }  # fmt: skip


def clean(space: Space, labels: Labels, paths: list[str]) -> dict[str, Any]:
    """What is doubted where every label is as published."""
    judged = label_errors(space, labels).errors
    order, doubted = _order(space, judged)
    alarms = wilson(len(doubted), len(order))
    return {
        "doubted": len(doubted), "of": len(order), "false_alarms": alarms.value,
        "ci95": [alarms.low, alarms.high],
        "first": [
            {"path": paths[row], "scene": one.scene, "proposed": one.proposed,
             "suspicion": round(one.suspicion, 3)}
            for row, one in zip(order[:10].tolist(), judged, strict=False)
        ],
    }  # fmt: skip


def _order(space: Space, judged: Sequence[LabelError]) -> tuple[Indices, Indices]:
    rows = space.rows([one.segment_id for one in judged])
    return rows, rows[[one.doubted for one in judged]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--only", choices=("esc10", "synthetic"))
    options = parser.parse_args()
    answer: dict[str, Any] = {}
    for name, make in (("esc10", corpus.esc10), ("synthetic", corpus.synthetic)):
        if options.only not in (None, name):
            continue
        clips, space, labels, counts = corpus.heard(make(), name)
        answer[name] = {
            **counts,
            "flipped_evenly": measure(space, labels, options.seeds, None),
            "flipped_to_the_likeliest": measure(
                space, labels, options.seeds, confusions(space, labels)
            ),
            "clean": clean(space, labels, [clip.relative_path for clip in clips]),
        }
    answer["load_average"] = os.getloadavg()
    print(json.dumps(answer, indent=1))


if __name__ == "__main__":
    main()
