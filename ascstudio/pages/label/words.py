"""Clips, chances, times and sizes as people say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ascstudio.theme import scene_title
from ascstudio.widgets.canvas.scale import clock
from ascstudio.words import numeral, plain

if TYPE_CHECKING:
    from ml_core import api

SURE = 0.42
"""A guess above this is unsure, not least sure."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Label", text)


def name_of(clip: api.ClipRow) -> str:
    """A clip as it is called on this page: its file, and where in the file it lies."""
    if clip.whole or not clip.recording_duration_s:
        return plain(clip.path.stem)
    return f"{plain(clip.path.stem)} · {numeral(clip.start_s, '.1f')} s"


def scene_words(clip: api.ClipRow) -> str:
    """All scenes of a clip, as they are shown."""
    return " + ".join(map(scene_title, clip.scenes))


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
    return _tr("{s} s").format(s=numeral(seconds, ".3g")) if seconds < 60 else clock(seconds)


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
        return words.format(p=numeral(confidence, ".2f"))
    return ""
