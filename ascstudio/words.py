"""Words around a number."""

from PySide6.QtCore import QLocale


def counted(n: int, one: str, many: str) -> str:
    """``1 device``, ``2,318 devices``: a translated pattern with ``{n}``, by its number."""
    return (one if n == 1 else many).format(n=QLocale().toString(n))
