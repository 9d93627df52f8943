"""Chances, times and sizes as people say them."""

from PySide6.QtCore import QCoreApplication

from ascstudio.widgets.canvas.scale import clock

SURE = 0.42
"""A guess above this is unsure, not least sure."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Label", text)


def chance_words(chance: float) -> str:
    """``Right about 8 times in 10``: a calibrated chance as a frequency."""
    if chance >= 0.985:
        return _tr("Right about 99 times in 100")
    if chance >= 0.925:
        return _tr("Right about 19 times in 20")
    if chance < 0.15:
        return _tr("Right about once in 10")
    return _tr("Right about {n} times in 10").format(n=round(10 * chance))


def share_words(chance: float) -> str:
    """``1 in 10``, ``less than 1 in 20``: a smaller chance beside another."""
    if chance < 0.05:
        return _tr("less than 1 in 20")
    if chance < 0.35:
        return _tr("1 in {n}").format(n=round(1 / chance))
    return _tr("{n} in 10").format(n=round(10 * chance))


def length_words(seconds: float) -> str:
    """``2.5 s``, ``30:00``: how long a clip is."""
    return _tr("{s} s").format(s=f"{seconds:.3g}") if seconds < 60 else clock(seconds)


def stretch_words(start_s: float, stop_s: float) -> str:
    """``0:01.900 – 0:05.150``."""
    return f"{clock(start_s, 0.001)} – {clock(stop_s, 0.001)}"


def reason_words(reason: str, confidence: float) -> str:
    """Why a clip is asked about, as it stands in the queue."""
    if reason == "new_kind":
        return _tr("new kind of sound")
    if reason == "neighbours_disagree":
        return _tr("neighbours disagree")
    if reason == "by_lot":
        return _tr("drawn by lot")
    if reason == "least_sure":
        words = _tr("least sure, {p}") if confidence < SURE else _tr("unsure, {p}")
        return words.format(p=f"{confidence:.2f}")
    return ""
