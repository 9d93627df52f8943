"""How many threads to train with: measured, because more is often slower."""

import time
from collections.abc import Callable

import torch

from ml_core.runs.machine import physical_cores

PROBE_S = 2.0  # all candidates together


def choose_threads(step: Callable[[], object], *, cores: int | None = None) -> int:
    """The faster of 1, cores - 1 and cores threads, by running ``step`` for 2 s in all.

    Args:
        step: one training step that changes nothing that matters.
        cores: physical cores; None: of this machine.
    """
    cores = physical_cores() if cores is None else cores
    candidates = sorted({1, max(1, cores - 1), cores})
    if len(candidates) == 1:
        return candidates[0]
    seconds = {n: _seconds_per_step(step, n, PROBE_S / len(candidates)) for n in candidates}
    # a tie goes to fewer threads: the window beside it wants a core too
    return min(candidates, key=lambda n: (seconds[n] * (1.0 if n < cores else 1.1), n))


def _seconds_per_step(step: Callable[[], object], n_threads: int, budget_s: float) -> float:
    torch.set_num_threads(n_threads)
    step()  # first use of a thread count starts its pool
    times: list[float] = []
    end = time.perf_counter() + budget_s
    while not times or time.perf_counter() < end:
        start = time.perf_counter()
        step()
        times.append(time.perf_counter() - start)
    return sorted(times)[len(times) // 2]
