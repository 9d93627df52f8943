"""How much this machine can do at once, and what it need not do again and again."""

import ctypes
import os
import sys
from pathlib import Path

RUNS_VARIABLE = "ASC_RUNS_AT_ONCE"
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3  # of glibc's malloc.h


def physical_cores() -> int:
    """Cores this process may use, hyper-threads not counted where Linux tells; at least 1."""
    allowed = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else None
    if allowed is None:
        return os.cpu_count() or 1
    cores = {_siblings(number) for number in allowed}
    return max(1, len(cores))


def runs_at_once() -> int:
    """How many runs may start by themselves side by side: one for every two cores.

    A run alone mostly uses several cores; ``ASC_RUNS_AT_ONCE`` says otherwise.
    """
    named = os.environ.get(RUNS_VARIABLE, "")
    return int(named) if named.isdecimal() and int(named) > 0 else max(1, physical_cores() // 2)


def keep_memory() -> None:
    """Let glibc keep what arrays free instead of giving it back after every step.

    For a process that does one thing alone. Fresh pages cost a fault each; without them a training
    step is about a tenth shorter, and a window is heard in six tenths of the time.
    """
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(_M_MMAP_THRESHOLD, 2**30)
            mallopt(_M_TRIM_THRESHOLD, 2**31 - 1)


def _siblings(number: int) -> str:
    path = Path(f"/sys/devices/system/cpu/cpu{number}/topology/thread_siblings_list")
    try:
        return path.read_text("ascii").strip()
    except OSError:
        return str(number)
