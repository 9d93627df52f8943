"""What was computed lately, in a bounded piece of memory."""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Any

import numpy as np
from numpy.typing import NDArray


class ArrayCache:
    """The arrays used last, together never larger than a cap. Safe from any thread.

    Args:
        max_bytes: what all arrays may take together; a larger array is not kept at all.
    """

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        self.n_bytes = 0
        self._arrays: OrderedDict[Hashable, NDArray[Any]] = OrderedDict()
        self._lock = threading.Lock()

    def __contains__(self, key: Hashable) -> bool:
        return key in self._arrays

    def get(self, key: Hashable) -> NDArray[Any] | None:
        """The array (read-only), or None."""
        with self._lock:
            found = self._arrays.get(key)
            if found is not None:
                self._arrays.move_to_end(key)
            return found

    def put(self, key: Hashable, array: NDArray[np.generic]) -> None:
        """Keep an array (...,); it must not be changed afterwards."""
        array.flags.writeable = False
        with self._lock:
            self._drop(key)
            if array.nbytes > self.max_bytes:
                return
            while self.n_bytes + array.nbytes > self.max_bytes:
                self._drop(next(iter(self._arrays)))
            self._arrays[key] = array
            self.n_bytes += array.nbytes

    def forget(self, owner: object) -> None:
        """Drop the arrays whose keys are tuples that begin with this."""
        with self._lock:
            for key in [k for k in self._arrays if isinstance(k, tuple) and k[0] == owner]:
                self._drop(key)

    def clear(self) -> None:
        """Keep nothing."""
        with self._lock:
            self._arrays.clear()
            self.n_bytes = 0

    def _drop(self, key: Hashable) -> None:
        if (old := self._arrays.pop(key, None)) is not None:
            self.n_bytes -= old.nbytes
