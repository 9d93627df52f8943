"""Freed memory goes back to the system: glibc keeps what lies between pieces that are in use."""

import ctypes
import sys


def give_back() -> None:
    """Give the system back what was freed; nothing where the C library knows no such thing.

    Other Python threads go on meanwhile. It takes some milliseconds for each hundred megabytes.
    """
    if _trim is not None:
        _trim(0)


_trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
