"""Freed memory goes back to the system: glibc would keep what lies between pieces in use."""

import ctypes
import sys
from collections.abc import Callable

LARGE_BYTES = 1 << 20
"""Pieces from here on are mapped one by one, and gone from the process when they are freed."""
_SPARE_BYTES = 8 << 20
"""So much may lie free at the end of the heap before it is cut."""
_ARENAS = 4
"""Heaps of all threads together; Python lets one of them run at a time."""
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8  # of malloc.h


def keep_memory_together() -> None:
    """Ask glibc for large pieces on their own and few heaps; to be called before threads start.

    Left alone it raises the size of what it maps on its own to that of the largest piece that was
    ever freed (up to 32 MB), and gives every thread a heap. Pictures and spectra of the threads
    then lie between small things that stay, and an hour's peaks are what the process keeps.
    Nothing happens where the C library is another one.
    """
    if (mallopt := _of_glibc("mallopt")) is not None:
        mallopt(_ARENA_MAX, _ARENAS)
        mallopt(_MMAP_THRESHOLD, LARGE_BYTES)
        mallopt(_TRIM_THRESHOLD, _SPARE_BYTES)


def give_back() -> None:
    """Give the system back what was freed.

    Other Python threads go on meanwhile. It takes some milliseconds for each hundred megabytes.
    """
    if _trim is not None:
        _trim(0)


def _of_glibc(name: str) -> Callable[..., int] | None:
    """A function of the C library, if that is glibc: others have these names for nothing."""
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None)
    return getattr(library, name, None) if hasattr(library, "gnu_get_libc_version") else None


_trim = _of_glibc("malloc_trim")
