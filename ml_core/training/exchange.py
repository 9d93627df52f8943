"""Numbers from every process of one computer to every other, through memory that all of them see.

A message of gloo takes half a millisecond or more however little it says, and every batch norm
sends one there and one back: with batches of 32 that is as long as the learning itself.
"""

import os
import platform
import sys
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from ml_core.runs.companions import has_lost_one, lost
from ml_core.runs.compute import Ranks

FILE = "exchange"  # in the folder where they meet
MOST = 1 << 18  # numbers of one process at a time
SPIN_S = 50e-6  # so long a core waits for the others before it does something else
NAP_S = 20e-6
LOOK_S = 0.2  # whether all of them are still there
_LINE = 8  # counters of 64 bit between those of two processes: a line of the cache each


def is_possible() -> bool:
    """Whether processes see what is written in the order in which it was: x86 promises that."""
    return sys.platform == "linux" and platform.machine() in ("x86_64", "AMD64")


def lay_out(ranks: Ranks) -> None:
    """Make the memory, before the processes meet; none where there is no room for it."""
    path = Path(ranks.meeting) / FILE
    if not is_possible():
        return
    try:
        with path.open("xb") as stream:  # all of it now: later, a full disk would be a SIGBUS
            os.posix_fallocate(stream.fileno(), 0, (8 * _LINE + 4 * 2 * MOST) * ranks.size)
    except OSError:
        path.unlink(missing_ok=True)


class Exchange:
    """What all processes have to say, turn by turn.

    Everyone writes its numbers, then that it has come to this turn, and waits until all have. There
    are two rows of each, used alternately: who writes the next one knows that all have come to the
    turn before, and so have read the row before that.

    Args:
        ranks: this process among them, which have met.

    Raises:
        FileNotFoundError: no memory was made for them.
    """

    def __init__(self, ranks: Ranks) -> None:
        self._ranks, self._turn = ranks, 0
        path = Path(ranks.meeting) / FILE
        self._turns = np.memmap(path, np.int64, "r+", shape=(ranks.size, _LINE))
        self._rows = np.memmap(
            path, np.float32, "r+", offset=self._turns.nbytes, shape=(2, ranks.size, MOST)
        )

    def takes(self, own: Tensor) -> bool:
        """Whether it can hand on these (n,) numbers; the answer is the same in every process."""
        return own.device.type == "cpu" and own.dtype == torch.float32 and own.numel() <= MOST

    def gather(self, own: Tensor) -> Tensor:
        """(n,) of this process, float32 -> (processes, n).

        Raises:
            RunError: one of the processes has ended.
        """
        self._turn += 1
        rows = self._rows[self._turn % 2, :, : own.numel()]
        rows[self._ranks.rank] = own.detach().numpy()
        self._turns[self._ranks.rank, 0] = self._turn
        self._wait()
        return torch.from_numpy(np.array(rows))

    def _wait(self) -> None:
        turns, began, looked = self._turns[:, 0], time.perf_counter(), 0.0
        while turns.min() < self._turn:
            waited = time.perf_counter() - began
            if waited > SPIN_S:
                time.sleep(NAP_S)
            if waited > looked + LOOK_S:
                looked = waited
                if has_lost_one(self._ranks):
                    raise lost()
