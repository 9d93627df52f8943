"""Spot checks: how often does the interval of the error rate hold the truth?

    python tests/benchmarks/propagation.py [--draws N] [--seeds N] [--json OUT]

*Drawn*: heaps of many sizes with a known share of wrong clips; ten or five clips are heard, drawn
as ``asc propagate`` and Explore draw them. The aim is 95 of 100 intervals for every heap, not on
average. *Recordings*: of ESC-10 (folds 1 to 4) and the 3,000 synthetic clips a part of the sources
keeps its labels; the proposals for the others are checked against the labels that were taken away:
how wrong proposals are, what they expected, and how often the interval from the checks held it.
"""

import argparse
import json
import os
import sys
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from ml_core.labelling.propagate import Proposal, around, estimate, propose
from ml_core.labelling.space import NO_SCENE, Labels, Space
from ml_core.labelling.suggest import Suggestions, suggest
from tests.benchmarks import labelling_corpus as corpus

SIZES = (12, 50, 400, 20_000)
WRONG = (0.0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 0.9)
HEARD = (10, 5)  # of ten checks: all, or the user stops early
KNOWN = (0.1, 0.3)  # shares of the sources that keep their labels


def held(proposal: Proposal, wrong: set[int], n_heard: int) -> tuple[bool, float, float]:
    """Whether the interval holds the share of the rest; that share; how wide it is."""
    heard = {one: one not in wrong for one in proposal.checks[:n_heard]}
    told = estimate(proposal, heard)
    rest = [one in wrong for one in proposal.segment_ids if one not in heard]
    share = float(np.mean(rest)) if rest else 0.0
    return told.share.low <= share <= told.share.high, share, told.share.high - told.share.low


def drawn(draws: int) -> list[dict[str, Any]]:
    """Heaps with a known number of wrong clips."""
    rows = []
    for n, share in product(SIZES, WRONG):
        space = Space.of(np.arange(n), np.eye(2)[np.zeros(n, int)], np.ones((n, 1)), ["x"])
        always = np.ones(n, bool)
        labels = Labels((), np.full(n, NO_SCENE), np.arange(n), always, always)
        nothing = Suggestions(space.segment_ids, np.zeros((n, 0)), (), "none", 0, {})
        wrong = set(range(round(share * n)))  # those that lie together, as in a real heap
        found: dict[int, list[tuple[bool, float, float]]] = {one: [] for one in HEARD}
        for seed in range(draws if n < 10_000 else draws // 10):
            proposal = around(space, labels, nothing, list(range(n)), "bus", seed=seed)
            for n_heard in HEARD:
                found[n_heard].append(held(proposal, wrong, n_heard))
        for n_heard, said in found.items():
            covered = float(np.mean([one[0] for one in said]))
            width = float(np.mean([one[2] for one in said]))
            rows.append({"clips": n, "wrong": len(wrong), "heard": n_heard, "draws": len(said),
                         "covered": covered, "width": width})  # fmt: skip
    return rows


def recordings(name: str, space: Space, truth: Labels, seeds: int) -> list[dict[str, Any]]:
    """Proposals for clips whose labels were taken away."""
    rows = []
    for known in KNOWN:
        covered, shares, sizes, expected = [], [], [], []
        for seed in range(seeds):
            generator = np.random.default_rng([seed, len(space)])
            groups = np.unique(truth.group)
            keep = generator.choice(groups, round(known * len(groups)), replace=False)
            scene = np.where(np.isin(truth.group, keep), truth.scene, NO_SCENE)
            labels = Labels(truth.scenes, scene, truth.group, truth.usable, truth.trusted)
            for one in propose(space, labels, suggest(space, labels), seed=seed):
                row = space.rows(one.segment_ids)
                number = truth.scenes.index(one.scene) if one.scene in truth.scenes else NO_SCENE
                bad = truth.scene[row] != number
                wrong = {int(space.segment_ids[r]) for r in row[bad].tolist()}
                covered.append(held(one, wrong, len(one.checks))[0])
                shares.append(float(bad.sum()))
                sizes.append(len(row))
                expected.append((one.expected_error or 0.0) * len(row))
        rows.append({
            "corpus": name, "labelled": known, "seeds": seeds, "proposals": len(sizes),
            "clips": int(sum(sizes)), "wrong": sum(shares) / max(1, sum(sizes)),
            "expected": sum(expected) / max(1, sum(sizes)),
            "covered": float(np.mean(covered)) if covered else None,
        })  # fmt: skip
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--draws", type=int, default=4000)
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    answer: dict[str, Any] = {"drawn": drawn(options.draws), "recordings": []}
    print("clips  wrong  heard  covered  width")
    for row in answer["drawn"]:
        print(f"{row['clips']:6} {row['wrong']:6} {row['heard']:5} {row['covered']:8.3f}"
              f" {row['width']:6.2f}")  # fmt: skip
    print(f"fewest: {min(row['covered'] for row in answer['drawn']):.3f}")
    for name, make in (("esc10", corpus.esc10), ("synthetic", corpus.synthetic)):
        _, space, labels, counts = corpus.heard(make(), name)
        answer[name] = counts
        for row in recordings(name, space, labels, options.seeds):
            answer["recordings"].append(row)
            print(row, flush=True)
    answer["load_average"] = os.getloadavg()
    if options.json:
        options.json.write_text(json.dumps(answer, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
