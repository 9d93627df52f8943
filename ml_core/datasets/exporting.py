"""Write labels out, for other programs and for the next import."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ml_core.datasets.tables import write_table
from ml_core.project import ClipRow, Project

Format = Literal["meta", "csv"]


@dataclass(frozen=True, slots=True)
class ExportReport:
    """How many clips were written, and how many the format cannot hold."""

    written: int
    left_out: int


def export_labels(project: Project, out: Path | str, form: Format) -> ExportReport:
    """Write the labels of a project as a table, whole or not at all.

    ``meta``: DCASE's columns, then licence, author and every other column the recordings came
    with; one row per recording, so stretches, clips with two scenes and excluded clips are left
    out. ``csv``: every clip with all that is known of it, scenes joined by ``|``.

    File names are relative to the audio folder, or, where there are several, to the folder that
    holds them all: put the table there to import it again.
    """
    clips = project.clips()
    describe = _as_meta if form == "meta" else _as_csv
    kept = clips if form == "csv" else [clip for clip in clips if _fits_meta(clip)]
    names = _names(project, kept)
    described = [describe(clip, names[clip.recording_id]) for clip in kept]
    known = list(describe(_NOTHING, ""))
    extras = dict.fromkeys(name for clip in kept for name in clip.extra if name not in known)
    rows = (
        [*facts.values(), *(clip.extra.get(name, "") for name in extras)]
        for clip, facts in zip(kept, described, strict=True)
    )
    delimiter = "\t" if form == "meta" else ","
    n = write_table(Path(out).expanduser(), [*known, *extras], rows, delimiter=delimiter)
    return ExportReport(n, len(clips) - n)


_NOTHING = ClipRow(0, 0, Path(), "", 0.0, 0.0)


def _fits_meta(clip: ClipRow) -> bool:
    return clip.whole and len(clip.scenes) < 2 and clip.state != "excluded"


def _as_meta(clip: ClipRow, name: str) -> dict[str, str]:
    return {
        "filename": name,
        "scene_label": clip.scene or "",
        "identifier": clip.identifier or "",
        "source_label": clip.device or "",
        "licence": clip.licence or "",
        "author": clip.author or "",
    }


def _as_csv(clip: ClipRow, name: str) -> dict[str, str]:
    return {
        "filename": name,
        "start_s": f"{clip.start_s:g}",
        "duration_s": f"{clip.duration_s:.6f}",
        "scene": "|".join(clip.scenes),
        "state": clip.state,
        "note": clip.note,
        "split": clip.split or "",
        "device": clip.device or "",
        "location": clip.location or "",
        "source": clip.source or "",
        "identifier": clip.identifier or "",
        "licence": clip.licence or "",
        "author": clip.author or "",
    }


def _names(project: Project, clips: Sequence[ClipRow]) -> dict[int, str]:
    """File name of each recording as the table says it."""
    roots = project.audio_roots()
    if len(roots) < 2:
        return {clip.recording_id: clip.relative_path for clip in clips}
    common = os.path.commonpath([root.path for root in roots])
    return {
        clip.recording_id: Path(os.path.relpath(clip.path, common)).as_posix() for clip in clips
    }
