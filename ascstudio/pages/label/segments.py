"""Segments of the database as the canvas shows them, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from ascstudio.project.clip_table import ClipTable
from ascstudio.theme import UNKNOWN, Mark, scene_title
from ascstudio.widgets.canvas.segments import SegmentSet, SegmentSpan

if TYPE_CHECKING:
    from ml_core import api


def shown_with(clip: api.ClipRow | None, table: ClipTable, marks: Mapping[str, Mark]) -> SegmentSet:
    """The segments of a clip's recording; the clip that is all of it is not one of them."""
    if clip is None:
        return SegmentSet()
    rows = table.of_recording(clip.recording_id)
    itself = min((one.segment_id for one in rows if one.whole), default=None)
    rows = [one for one in rows if one.segment_id != itself]
    n = len(rows)
    if not n:
        return SegmentSet()
    nan = float("nan")
    code_of = {scene: code for code, scene in enumerate(table.scenes)}
    nameless = len(code_of)
    start = np.fromiter((one.start_s for one in rows), np.float64, n)
    order = np.argsort(start, kind="stable")
    length = np.fromiter((one.duration_s for one in rows), np.float64, n)
    low = np.fromiter((nan if one.low_hz is None else one.low_hz for one in rows), np.float64, n)
    high = np.fromiter((nan if one.high_hz is None else one.high_hz for one in rows), np.float64, n)
    codes = np.fromiter((code_of.get(one.scene or "", nameless) for one in rows), np.int64, n)
    ids = np.fromiter((one.segment_id for one in rows), np.int64, n)
    return SegmentSet(
        ids[order],
        start[order],
        (start + length)[order],
        low[order],
        high[order],
        codes[order],
        (*map(scene_title, table.scenes), ""),
        (*(marks[scene] for scene in table.scenes), UNKNOWN),
    )


def add(project: api.Project, recording_id: int, span: SegmentSpan, scene: str | None) -> int:
    """Store a new segment; returns its id.

    Raises:
        ProjectError: it lies outside of the recording.
    """
    return project.add_segment(
        recording_id,
        span.start_s,
        span.duration_s,
        low_hz=span.low_hz,
        high_hz=span.high_hz,
        scene=scene,
    )


def move(project: api.Project, segment_id: int, span: SegmentSpan) -> None:
    """Store other edges.

    Raises:
        ProjectError: they lie outside of the recording.
    """
    project.move_segment(
        segment_id,
        start_s=span.start_s,
        duration_s=span.duration_s,
        low_hz=span.low_hz,
        high_hz=span.high_hz,
    )
