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
    rows = table.rows_of_recording(clip.recording_id)
    numbers, ids = table.clips.numbers, table.segment_ids
    start, length = numbers["start_s"], numbers["duration_s"]
    whole = (start[rows] == 0) & (length[rows] >= numbers["recording_duration_s"][rows])
    itself = ids[rows[whole]].min(initial=np.iinfo(np.int64).max)
    rows = rows[ids[rows] != itself]
    rows = rows[np.argsort(start[rows], kind="stable")]
    names, scene = table.column("scene")
    place = {name: code for code, name in enumerate(table.scenes)}
    code_of = np.array([place.get(name, len(place)) for name in names], np.int64)
    return SegmentSet(
        ids[rows],
        start[rows],
        start[rows] + length[rows],
        numbers["low_hz"][rows],
        numbers["high_hz"][rows],
        code_of[scene[rows]],
        (*map(scene_title, table.scenes), ""),
        (*(marks[name] for name in table.scenes), UNKNOWN),
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
