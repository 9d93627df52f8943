"""Write labels out, for other programs and for the next import."""

import math
import os
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from ml_core.datasets import aoef, audacity, columns, labelstudio, parquet, raven
from ml_core.datasets.cells import joined, write_grid
from ml_core.datasets.labels import (
    CHANNEL,
    POINTS,
    Recording,
    band_of,
    bare,
    fact_of,
    lost_notes,
    lost_states,
    span_of,
)
from ml_core.datasets.naming import names_of
from ml_core.datasets.staging import staged
from ml_core.errors import ProjectError
from ml_core.files import write_text
from ml_core.progress import Monitor
from ml_core.project import ClipRow, Project
from ml_core.project.leftovers import remove_leftovers
from ml_core.recordings.cutting import cut
from ml_core.recordings.markers import Marker, points_of

Format = Literal["meta", "csv", "parquet", "audacity", "raven", "labelstudio", "aoef"]
FORMATS: tuple[Format, ...] = (
    "meta", "csv", "parquet", "audacity", "raven", "labelstudio", "aoef",
)  # fmt: skip

_SPLIT = "split"
_UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')  # what some system refuses in a file name


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written, and what was not.

    Attributes:
        written: clips that are in the file.
        left_out: clips of the scope that the format cannot hold.
        total: clips the project has.
        lost: what the file does not say of the clips in it, in sentences.
    """

    written: int
    left_out: int
    total: int
    lost: tuple[str, ...] = ()

    @property
    def scope(self) -> str:
        """What was to be written: "all", or how many of how many."""
        chosen = self.written + self.left_out
        return "all" if chosen == self.total else f"{chosen} of {self.total}"


def export_labels(
    project: Project, out: Path | str, form: Format, ids: Collection[int] | None = None
) -> ExportReport:
    """Write labels, whole or not at all; reading them again gives the same labels.

    ``meta`` is DCASE's table: whole recordings with at most one scene that are not excluded.
    ``audacity`` is a folder with a label file per recording; or, for a single recording and a
    path that ends in ``.txt``, that file. All others are one file.

    File names are relative to the audio folder, or, where there are several, to the folder that
    holds them all: put the file there to import it again, or say where the audio is.

    Args:
        project: whose labels.
        out: file or folder to write.
        form: the format.
        ids: exactly these clips; None takes all.

    Raises:
        ProjectError: there is no clip to write.
        MissingPack: Parquet without pyarrow.
        UnwritableFile: the system refuses.
    """
    out = Path(out).expanduser()
    remove_leftovers(out.parent)
    total = len(project.ids())
    clips = project.clips() if ids is None else project.fetch(sorted(ids))
    if not clips and total:
        raise ProjectError("No clip was chosen, so nothing was written.", hint="Choose some.")
    kept = [clip for clip in clips if fits(clip, form)]
    recordings = _recordings(project, kept)
    _write(project, out, form, recordings, kept)
    lost = left_out(clips, form) + unsaid(kept, form)
    return ExportReport(len(kept), len(clips) - len(kept), total, tuple(lost))


def export_clips(
    project: Project,
    out: Path | str,
    ids: Collection[int] | None = None,
    monitor: Monitor | None = None,
) -> ExportReport:
    """Write clips as WAV files into a folder, one folder per scene, all of them or none.

    Every file carries its labels as cue markers, and so those of other chosen clips inside it,
    and the markers without a length that its recording came with.

    Args:
        project: whose clips.
        out: the folder.
        ids: exactly these; None takes all.
        monitor: progress and cancel.

    Raises:
        ProjectError: there is no clip to write.
        UnreadableRecording: a recording is not there, or damaged.
        UnwritableFile: the system refuses.
        Cancelled: asked to stop; nothing was written.
    """
    monitor = monitor or Monitor()
    total = len(project.ids())
    clips = project.clips() if ids is None else project.fetch(sorted(ids))
    if not clips:
        raise ProjectError("No clip was chosen, so nothing was written.", hint="Choose some.")
    others: dict[int, list[ClipRow]] = {}
    for clip in clips:
        others.setdefault(clip.recording_id, []).append(clip)
    taken: set[str] = set()
    with staged(Path(out).expanduser()) as folder:
        for number, clip in enumerate(clips):
            monitor.report(number, len(clips), stage="cutting")
            length_s = clip.duration_s or math.inf
            inside = [one for one in others[clip.recording_id] if _lies_in(one, clip)]
            cut(
                clip.path,
                folder / _file_name(clip, taken),
                start_s=clip.start_s,
                duration_s=min(length_s, clip.recording_duration_s or 1e9),
                channel=clip.channel,
                markers=[marker for one in inside for marker in _markers(one, clip)]
                + _points(clip),
            )
    return ExportReport(len(clips), 0, total, tuple(unsaid(clips, "wav")))


def fits(clip: ClipRow, form: Format) -> bool:
    """Whether a format can hold a clip at all."""
    if form in ("audacity", "raven") and clip.duration_s == 0:
        return False
    if form == "audacity":
        return clip.state != "excluded" and not bare(clip)
    if form != "meta":
        return True
    boxed = clip.low_hz is not None or clip.high_hz is not None
    return clip.whole and not boxed and len(clip.scenes) < 2 and clip.state != "excluded"


def left_out(clips: Sequence[ClipRow], form: Format) -> list[str]:
    """Why clips are not in the file, in sentences with their numbers."""
    unfit = [clip for clip in clips if not fits(clip, form)]
    reasons: Mapping[str, Callable[[ClipRow], bool]] = {
        "are excluded": lambda clip: clip.state == "excluded",
        "have no scene": lambda clip: form == "audacity" and bare(clip),
        "are stretches of a recording": lambda clip: not clip.whole,
        "have several scenes": lambda clip: len(clip.scenes) > 1,
        "have no known length yet": lambda clip: form != "meta",
        "have a frequency range": lambda clip: True,
    }
    sentences = []
    for reason, applies in reasons.items():
        counted = [clip for clip in unfit if applies(clip)]
        unfit = [clip for clip in unfit if not applies(clip)]
        if counted:
            sentences.append(f"Left out: {len(counted)} clips {reason}.")
    return sentences


def unsaid(clips: Sequence[ClipRow], form: Format | Literal["wav"]) -> list[str]:
    """What a file would not say of the clips in it, in sentences with their numbers."""
    lost: Mapping[str, Callable[[Sequence[ClipRow]], list[str]]] = {
        "meta": _lost_in_meta,
        "audacity": audacity.lost,
        "labelstudio": labelstudio.lost,
        "raven": raven.lost,
        "aoef": aoef.lost,
        "wav": _lost_in_wav,
    }
    sentences = lost[form](clips) if form in lost else []
    if form not in ("csv", "parquet"):
        n = sum(clip.split is not None for clip in clips)
        sentences += [f"Train and test are not in this format (clips: {n})."] if n else []
    return sentences


def _write(
    project: Project,
    out: Path,
    form: Format,
    recordings: Sequence[Recording],
    clips: Sequence[ClipRow],
) -> None:
    """Write the file or folder."""
    if form == "audacity":
        _write_audacity(out, recordings)
        return
    if form == "raven":
        raven.write(out, recordings)
        return
    if form == "labelstudio":
        labelstudio.write(out, recordings)
        return
    if form == "aoef":
        aoef.write(out, recordings, project.name)
        return
    names = {one.clips[0].recording_id: one.name for one in recordings}
    describe = _as_meta if form == "meta" else _as_csv
    rows = [describe(clip, names[clip.recording_id]) for clip in clips]
    known = list(describe(_NOTHING, ""))
    said = {_SPLIT} & set(known)
    extras = dict.fromkeys(name for clip in clips for name in clip.extra if name not in said)
    table: dict[str, list[Any]] = {name: [row[name] for row in rows] for name in known}
    for name in extras:
        table[columns.written(name)] = [clip.extra.get(name, "") for clip in clips]
    if form == "parquet":
        parquet.write_columns(out, _typed(table, clips))
    else:
        lines = zip(*table.values(), strict=True)
        write_grid(out, list(table), lines, delimiter="\t" if form == "meta" else ",")


def _write_audacity(out: Path, recordings: Sequence[Recording]) -> None:
    if len(recordings) == 1 and out.suffix.lower() == ".txt":
        write_text(out, audacity.text_of(recordings[0]))
        return
    stems = [os.path.splitext(one.name)[0] for one in recordings]
    n_of = Counter(stems)
    with staged(out) as folder:
        for recording, stem in zip(recordings, stems, strict=True):
            name = stem if n_of[stem] == 1 else recording.name
            path = folder / f"{name}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(audacity.text_of(recording), "utf-8")


_NOTHING = ClipRow(0, 0, Path(), "", 0.0, 0.0)


def _as_meta(clip: ClipRow, name: str) -> dict[str, str]:
    return {
        "filename": name,
        "scene_label": joined(clip.scenes),
        "identifier": clip.identifier or "",
        "source_label": clip.device or "",
        "licence": clip.licence or "",
        "author": clip.author or "",
    }


def _as_csv(clip: ClipRow, name: str) -> dict[str, str]:
    unread = clip.duration_s == 0
    start_s, _, duration_s = span_of(clip)
    low_hz, high_hz = band_of(clip)
    return {
        "filename": name,
        "start_s": "" if unread else _digits(start_s),
        "duration_s": "" if unread else _digits(duration_s),
        "low_hz": "" if low_hz is None else _digits(low_hz),
        "high_hz": "" if high_hz is None else _digits(high_hz),
        "scene": joined(clip.scenes),
        "state": clip.state,
        "note": clip.note,
        _SPLIT: clip.split or clip.extra.get(_SPLIT, ""),
        "device": clip.device or "",
        "city": clip.city or "",
        "location": clip.location or "",
        "session": clip.session or "",
        "source": clip.source or "",
        "identifier": clip.identifier or "",
        "recorded_at": clip.recorded_at or "",
        CHANNEL: fact_of(clip, CHANNEL),
        "licence": clip.licence or "",
        "author": clip.author or "",
    }


def _lost_in_meta(clips: Sequence[ClipRow]) -> list[str]:
    sentences = lost_notes(clips) + lost_states(clips)
    if any(clip.city or clip.session or clip.recorded_at for clip in clips):
        sentences.append("Cities, sessions and times are not in this format.")
    if n := sum(clip.channel is not None for clip in clips):
        sentences.append(f"The chosen channel is not in this format (clips: {n}).")
    return sentences


def _lost_in_wav(clips: Sequence[ClipRow]) -> list[str]:
    sentences = []
    if n := sum(clip.low_hz is not None or clip.high_hz is not None for clip in clips):
        sentences.append(f"Frequency ranges are not in this format (clips: {n}).")
    sentences += lost_states(clips)
    if n := sum(clip.channel is not None and clip.channels > 1 for clip in clips):
        sentences.append(f"Only the chosen channel is cut (clips: {n}).")
    return sentences


def _typed(table: Mapping[str, list[Any]], clips: Sequence[ClipRow]) -> dict[str, list[Any]]:
    """Columns for Parquet: numbers as numbers, scenes as lists, nothing for an empty cell."""
    typed: dict[str, list[Any]] = {
        name: [cell or None for cell in cells] for name, cells in table.items()
    }
    for name in ("start_s", "duration_s", "low_hz", "high_hz"):
        typed[name] = [
            None if cell is None else getattr(clip, name)
            for cell, clip in zip(typed[name], clips, strict=True)
        ]
    typed["scene"] = [list(clip.scenes) for clip in clips]
    return typed


def _digits(value: float) -> str:
    """The digits that give a number back exactly."""
    return repr(float(value)).removesuffix(".0")


def _recordings(project: Project, clips: Iterable[ClipRow]) -> list[Recording]:
    """Recordings with their clips, in the order of their first ones, by their names."""
    by_recording: dict[int, list[ClipRow]] = {}
    for clip in clips:
        by_recording.setdefault(clip.recording_id, []).append(clip)
    names = names_of(project, (group[0] for group in by_recording.values()))
    return [Recording(names[number], tuple(group)) for number, group in by_recording.items()]


def _lies_in(one: ClipRow, clip: ClipRow) -> bool:
    return (
        one.start_s >= clip.start_s
        and one.start_s + one.duration_s <= clip.start_s + clip.duration_s + 1e-9
    )


def _markers(one: ClipRow, clip: ClipRow) -> list[Marker]:
    """A marker per scene of a clip, counted from the start of the clip that is cut."""
    rate = one.sample_rate_hz
    start = round(one.start_s * rate) - round(clip.start_s * rate)
    n_samples = round(one.duration_s * rate)
    return [Marker(start, n_samples, scene, one.note) for scene in one.scenes]


def _points(clip: ClipRow) -> list[Marker]:
    """The moments that the recording's own file marks in a clip, counted from its start."""
    rate_hz = clip.sample_rate_hz
    first, n_samples = round(clip.start_s * rate_hz), round(clip.duration_s * rate_hz)
    points = points_of(clip.extra.get(POINTS, ""))
    places = [(round(start_s * rate_hz) - first, text) for start_s, text in points]
    return [Marker(place, 0, text) for place, text in places if 0 <= place < n_samples]


def _file_name(clip: ClipRow, taken: set[str]) -> str:
    """Where a clip goes: scene/recording_start-end.wav, with a number where that is taken."""
    scene = _UNFIT.sub("_", clip.scene or "").strip(" .") or "unlabelled"
    stem = _UNFIT.sub("_", os.path.splitext(clip.relative_path)[0].replace("/", "_"))[-120:]
    if not clip.whole:
        stem += f"_{clip.start_s:.3f}-{clip.start_s + clip.duration_s:.3f}"
    name, number = f"{scene}/{stem}.wav", 2
    while name.lower() in taken:
        name, number = f"{scene}/{stem} ({number}).wav", number + 1
    taken.add(name.lower())
    return name
