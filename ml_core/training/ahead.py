"""The next batch is made while the network learns from this one."""

import contextlib
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

import torch

NICENESS = 10  # where a process of somebody else wants the core too, a tenth is left

Key = TypeVar("Key")
Made = TypeVar("Made")


class Ahead(Generic[Key, Made]):
    """Makes things in a second thread, one ahead of what is asked for.

    What is made must depend on its key alone: then it is the same whatever was asked before.

    Args:
        make: what belongs to a key; called in the second thread only.
        after: the key that will probably be asked for after this one.
        gives_way: whether the thread that asks goes first where both want one core: of several
            processes that wait for each other at every step, one that is held up holds up all.
    """

    def __init__(
        self,
        make: Callable[[Key], Made],
        after: Callable[[Key], Key],
        *,
        gives_way: bool = False,
    ) -> None:
        self._make, self._after = make, after
        self._thread = ThreadPoolExecutor(1, "batches", initializer=_begin, initargs=(gives_way,))
        self._next: tuple[Key, Future[Made]] | None = None

    def get(self, key: Key) -> Made:
        """What belongs to ``key``; raises what making it raised."""
        known, self._next = self._next, None
        if known is not None and known[0] == key:
            future = known[1]
        else:
            future = self._thread.submit(self._make, key)
        following = self._after(key)
        self._next = following, self._thread.submit(self._make, following)
        return future.result()


def _begin(gives_way: bool) -> None:
    # where threads have their own switch for denormal numbers, flush them as in training
    torch.set_flush_denormal(True)
    if gives_way and sys.platform == "linux":  # elsewhere a thread has no priority of its own
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
