"""How long labelling waits: re-rank after 20 labels, find similar, look for errors, propose.

    python tests/benchmarks/labelling.py [--reliability] [--seeds 5]

On clouds of points, no sound: 20,000 clips with embeddings of 256 numbers, of which 20 to 4,000 are
labelled, and 230,000 for the search. Seconds on the clock and of the processor, and the load: the
clock counts only on an idle computer.

``--reliability`` tells instead how right suggestions are where they say how sure they are:
real_scenes and ESC-10 are labelled in the order of the queue, and after 40, 60, 100 and 140 labels
the clips that are left are judged: mean confidence, share that is right, the mean distance of the
two over eight groups of equally many clips (calibration error), and the log loss.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from ml_core.labelling.label_errors import label_errors
from ml_core.labelling.propagate import propose
from ml_core.labelling.queue import most_useful
from ml_core.labelling.similar import similar
from ml_core.labelling.space import Indices, Labels, Space
from ml_core.labelling.suggest import Suggestions, suggest
from tests.benchmarks import labelling_corpus as corpus
from tests.ml_core.clouds import clouds, only

SIZE = 256
REPEATS = 3
RANK_EVERY = 20
JUDGED_AFTER = (40, 60, 100, 140)
GROUPS = 8


def timed(work: Callable[[], object]) -> dict[str, float]:
    """The best of some runs, which other work on the computer disturbs least."""
    clock, cpu = [], []
    for _ in range(REPEATS):
        start, start_cpu = time.perf_counter(), time.process_time()
        work()
        clock.append(time.perf_counter() - start)
        cpu.append(time.process_time() - start_cpu)
    return {"clock_s": round(min(clock), 3), "cpu_s": round(min(cpu), 3)}


def reliability(space: Space, truth: Labels, seed: int) -> dict[int, list[float]]:
    """By number of labels: mean confidence, share right, calibration error, log loss."""
    rows: list[int] = []
    found: dict[int, list[float]] = {}
    while len(rows) <= max(JUDGED_AFTER):
        known = only(truth, np.array(rows, np.int64))
        answer = suggest(space, known)
        if len(rows) in JUDGED_AFTER:
            found[len(rows)] = judged(answer, truth, known.open)
        queue = most_useful(space, known, answer, seed=seed)
        rows += space.rows(queue.segment_ids[:RANK_EVERY].tolist()).tolist()
    return found


def judged(answer: Suggestions, truth: Labels, left: Indices) -> list[float]:
    """Confidence, share right, calibration error and log loss of the clips that are left."""
    said = answer.probabilities[left]
    column = np.array([answer.scenes.index(one) for one in truth.scenes])[truth.scene[left]]
    sure, right = said.max(axis=1), said.argmax(axis=1) == column
    groups = np.array_split(np.argsort(sure), GROUPS)
    error = sum(len(one) * abs(sure[one].mean() - right[one].mean()) for one in groups) / len(left)
    loss = -np.log(np.maximum(said[np.arange(len(left)), column], 1e-6)).mean()
    return [float(sure.mean()), float(right.mean()), float(error), float(loss)]


def all_reliability(seeds: int) -> dict[str, Any]:
    """Of both corpora, averaged over seeds."""
    answer: dict[str, Any] = {}
    for name, make in (("real_scenes", corpus.real_scenes), ("esc10", corpus.esc10)):
        _, space, truth, counts = corpus.heard(make(), name)
        runs = [reliability(space, truth, seed) for seed in range(seeds)]
        mean = {n: np.mean([run[n] for run in runs], axis=0).round(3).tolist() for n in runs[0]}
        overall = np.mean(list(mean.values()), axis=0).round(3).tolist()
        answer[name] = {**counts, "after_labels": mean, "mean": overall}
    return answer | {"columns": ["confidence", "right", "calibration_error", "log_loss"]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reliability", action="store_true")
    parser.add_argument("--seeds", type=int, default=5)
    options = parser.parse_args()
    if options.reliability:
        print(json.dumps(all_reliability(options.seeds) | {"load": os.getloadavg()}, indent=1))
        return
    answer: dict[str, Any] = {"repeats": REPEATS, "embedding": SIZE}
    space, labels = clouds(20_000, 10, spread=1.0, size=SIZE)
    order = np.random.default_rng(0).permutation(len(space))
    for n in (0, 20, 500, 4000):
        known = only(labels, order[:n])
        answer[f"re-rank 20,000 clips, {n} labelled"] = timed(
            lambda known=known: most_useful(space, known, suggest(space, known))[:50]
        )
    known = only(labels, order[:500])
    answer["propose for 19,500 clips"] = timed(
        lambda: propose(space, known, suggest(space, known), confidence=0.3)
    )
    answer["judge 4,000 labels"] = timed(lambda: label_errors(space, only(labels, order[:4000])))
    large, _ = clouds(230_000, 10, spread=1.0, size=SIZE)
    answer["similar: 50 of 230,000"] = timed(lambda: similar(large, [10 + 2 * 777]))
    answer["load_average"] = os.getloadavg()
    answer["cpu_count"] = os.cpu_count()
    print(json.dumps(answer, indent=1))


if __name__ == "__main__":
    main()
