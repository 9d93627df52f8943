"""How long labelling waits: re-rank after 20 labels, find similar, look for errors, propose.

    python tests/benchmarks/labelling.py

On clouds of points, no sound: 20,000 clips with embeddings of 256 numbers, of which 20 to 4,000 are
labelled, and 230,000 for the search. Seconds on the clock and of the processor, and the load: the
clock counts only on an idle computer.
"""

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
from ml_core.labelling.suggest import suggest
from tests.ml_core.clouds import clouds, only

SIZE = 256
REPEATS = 3


def timed(work: Callable[[], object]) -> dict[str, float]:
    """The best of some runs, which other work on the computer disturbs least."""
    clock, cpu = [], []
    for _ in range(REPEATS):
        start, start_cpu = time.perf_counter(), time.process_time()
        work()
        clock.append(time.perf_counter() - start)
        cpu.append(time.process_time() - start_cpu)
    return {"clock_s": round(min(clock), 3), "cpu_s": round(min(cpu), 3)}


def main() -> None:
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
