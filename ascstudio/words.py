"""Words around a number, and words of other people."""

import time

from PySide6.QtCore import QLocale

from ml_core.api import plain as plain


def counted(n: int, one: str, many: str) -> str:
    """``1 device``, ``2,318 devices``: a translated pattern with ``{n}``, by its number."""
    return (one if n == 1 else many).format(n=QLocale().toString(n))


def numeral(value: float, form: str = ",") -> str:
    """A number as the language writes it: ``1.234,5`` in German.

    Args:
        value: the number.
        form: as of ``format``, such as ``,`` or ``+.1f``.
    """
    return localised(format(value, form))


def localised(english: str) -> str:
    """The signs of the language in a number that is written in the English way."""
    locale = QLocale()
    return english.translate({ord(","): locale.groupSeparator(), ord("."): locale.decimalPoint()})


def ago_parts(changed_s: float) -> tuple[str, int]:
    """How long ago: (unit, how many) with unit now, min, h, day or date."""
    passed = max(0.0, time.time() - changed_s)
    if passed < 60:
        return "now", 0
    if passed < 3600:
        return "min", round(passed / 60)
    if passed < 86400:
        return "h", round(passed / 3600)
    if passed < 7 * 86400:
        return "day", round(passed / 86400)
    return "date", 0
