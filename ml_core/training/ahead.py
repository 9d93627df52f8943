"""The next batch is made while the network learns from this one."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

import torch

Key = TypeVar("Key")
Made = TypeVar("Made")


class Ahead(Generic[Key, Made]):
    """Makes things in a second thread, one ahead of what is asked for.

    What is made must depend on its key alone: then it is the same whatever was asked before.

    Args:
        make: what belongs to a key; called in the second thread only.
        after: the key that will probably be asked for after this one.
    """

    def __init__(self, make: Callable[[Key], Made], after: Callable[[Key], Key]) -> None:
        self._make, self._after = make, after
        # where threads have their own switch for denormal numbers, flush them as in training
        self._thread = ThreadPoolExecutor(
            1, "batches", initializer=torch.set_flush_denormal, initargs=(True,)
        )
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
