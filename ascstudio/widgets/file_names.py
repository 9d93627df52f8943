"""Names of files where there is little room: what tells them apart stays."""

from PySide6.QtGui import QFontMetricsF

ELLIPSIS = "…"
_HEAD = 0.25  # of the room: names of one folder begin alike, and differ at their end


def fitted_name(metrics: QFontMetricsF, name: str, room: float) -> str:
    """A name as it fits: its beginning, and as much as can be of the end before the suffix.

    Args:
        metrics: of the font it is painted in.
        name: of a file.
        room: pixels.

    Returns:
        The whole name where it fits; at least the ellipsis and one sign.
    """
    if metrics.horizontalAdvance(name) <= room or len(name) < 3:
        return name
    stem, dot, suffix = name.rpartition(".")
    text = stem if dot and stem and suffix.isalnum() and len(suffix) <= 4 else name
    room -= metrics.horizontalAdvance(ELLIPSIS)
    head = _most(metrics, text, _HEAD * room, of_end=False)
    tail = _most(metrics, text, room - metrics.horizontalAdvance(text[:head]), of_end=True)
    tail = max(1, min(tail, len(text) - head))
    return f"{text[:head]}{ELLIPSIS}{text[-tail:]}"


def _most(metrics: QFontMetricsF, text: str, room: float, *, of_end: bool) -> int:
    """How many signs of the beginning, or of the end, fit."""
    low, high = 0, len(text)
    while low < high:
        n = (low + high + 1) // 2
        part = text[-n:] if of_end else text[:n]
        low, high = (n, high) if metrics.horizontalAdvance(part) <= room else (low, n - 1)
    return low
