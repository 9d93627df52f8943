"""Numbers as people type them, each refused with a sentence (exit status 2)."""

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
