"""Numbers as people type them, else refused with a sentence (exit status 2), and read them."""

import argparse
import math


def whole_number(text: str) -> int:
    """1, 2, 3, ..."""
    if not text.strip().isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f'"{text}" is not a whole number above 0')
    return int(text)


def positive(text: str) -> float:
    """Any number above 0."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < math.inf:
        raise argparse.ArgumentTypeError(f'"{text}" is not a number above 0')
    return value


def seed(text: str) -> int:
    """0, 1, 2, ..."""
    if not text.strip().isdecimal():
        raise argparse.ArgumentTypeError(f'"{text}" is not a seed: 0, 1, 2, ...')
    return int(text)


def duration(seconds: float) -> str:
    """In the unit that suits: 45 s, 12 min, 1.5 h."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def counted(n: int, one: str, many: str = "") -> str:
    """``1 clip``, ``2 clips``; ``many`` where it is not ``one`` with an s."""
    return f"{n} {one if n == 1 else many or one + 's'}"
