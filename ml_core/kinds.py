"""What a value may be meant as that was read from a file which others may have written into."""

import os
import sys
from typing import Any, TypeGuard


def is_text(value: Any) -> TypeGuard[str]:
    """Whether it is words that a file's name may be made of."""
    if not isinstance(value, str) or "\0" in value:
        return False
    try:
        os.fsencode(value)
    except UnicodeEncodeError:  # half a character; one byte of an odd file name passes
        return False
    return True


def is_texts(value: Any) -> TypeGuard[list[str]]:
    """Whether it is a list of words."""
    return isinstance(value, list) and all(map(is_text, value))


def is_number(value: Any) -> TypeGuard[float]:
    """Whether it is a number one can reckon with."""
    most = sys.float_info.max  # compared, as a whole number beyond it cannot be converted
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= most


def is_number_or_none(value: Any) -> TypeGuard[float | None]:
    """The same of a number that may be unknown."""
    return value is None or is_number(value)


def is_count(value: Any) -> TypeGuard[int]:
    """Whether it is a whole number from 0 that a database holds."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 63
